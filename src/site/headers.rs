//! The one source of security headers and cache rules; every host's form is generated from it.

use super::Files;
use super::render::Shell;
use base64::Engine;
use sha2::{Digest, Sha256};

/// How long a kind of file may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// Named by its content: for a year, never asked for again.
    Forever,
    /// Asked for each time, and sent only when it changed: pages, data, the offline worker and its manifest.
    Ask,
}

impl Cache {
    /// The value of `Cache-Control`.
    pub fn as_str(self) -> &'static str {
        match self {
            Cache::Forever => "public, max-age=31536000, immutable",
            Cache::Ask => "no-cache",
        }
    }
}

/// The folders whose files are named by their content.
pub const FOREVER: [&str; 3] = ["assets", "data/catalog", "media"];

/// Media types that hosts do not all know, by the end of the path.
pub const TYPES: [(&str, &str); 8] = [
    (".bin", "application/octet-stream"),
    (".atom", "application/atom+xml; charset=utf-8"),
    (".rss", "application/rss+xml; charset=utf-8"),
    ("/feed.json", "application/feed+json; charset=utf-8"),
    (".ics", "text/calendar; charset=utf-8"),
    (".csv", "text/csv; charset=utf-8"),
    (".geojson", "application/geo+json"),
    (".webmanifest", "application/manifest+json"),
];

/// The security headers of every answer, with the hash of the one inlined style.
pub fn security(first_css: &str) -> Vec<(&'static str, String)> {
    let style = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(first_css.as_bytes()));
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'sha256-{style}'; img-src 'self'; \
         media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'; object-src 'none'; upgrade-insecure-requests"
    );
    vec![
        ("Content-Security-Policy", policy),
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains".into()),
        ("X-Content-Type-Options", "nosniff".into()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".into()),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        ("Cross-Origin-Resource-Policy", "same-origin".into()),
        ("X-Frame-Options", "DENY".into()),
        ("Permissions-Policy", "camera=(), microphone=(), payment=(), usb=(), unload=(), geolocation=(self)".into()),
    ]
}

/// Writes `_headers`, which Cloudflare Pages and Netlify read.
pub fn write(shell: &Shell, files: &mut Files) {
    let mut text = String::from("/*\n");
    for (name, value) in security(&shell.assets.first_css) {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    text.push_str(&format!("  Cache-Control: {}\n", Cache::Ask.as_str()));
    for folder in FOREVER {
        // Two rules that set one header are joined by a comma unless the first is detached.
        text.push_str(&format!("/{folder}/*\n  ! Cache-Control\n  Cache-Control: {}\n", Cache::Forever.as_str()));
    }
    for (ending, mime) in TYPES {
        let path = if ending.starts_with('/') { ending.to_owned() } else { format!("/*{ending}") };
        text.push_str(&format!("{path}\n  Content-Type: {mime}\n"));
        if ending.starts_with('/') {
            text.push_str(&format!("/*{ending}\n  Content-Type: {mime}\n"));
        }
    }
    files.insert("_headers".into(), text.into_bytes());
}

/// The headers of a `_headers` file's first rule, for servers that are configured otherwise.
///
/// # Errors
///
/// When the text has no rule for every path.
pub fn parse(text: &str) -> Result<Vec<(String, String)>, String> {
    let rule = text.strip_prefix("/*\n").ok_or("_headers does not begin with a rule for every path")?;
    Ok(rule
        .lines()
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.trim().split_once(": "))
        .filter(|(name, _)| *name != "Cache-Control")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect())
}

/// A Caddyfile that serves `dist` on a loopback port as production does.
pub fn caddyfile(dist: &str, port: u16, headers: &[(String, String)]) -> String {
    let mut lines = String::new();
    for (name, value) in headers {
        lines.push_str(&format!("\t\t{name} `{value}`\n"));
    }
    let mut types = String::new();
    for (place, (ending, mime)) in TYPES.iter().enumerate() {
        types.push_str(&format!("\t@type{place} path *{ending}\n\theader @type{place} Content-Type `{mime}`\n"));
    }
    let forever: Vec<String> = FOREVER.iter().map(|folder| format!("/{folder}/*")).collect();
    format!(
        "{{\n\tadmin off\n\tauto_https off\n}}\n\
         http://127.0.0.1:{port}, http://localhost:{port} {{\n\
         \tbind 127.0.0.1\n\
         \troot * `{dist}`\n\
         \theader {{\n{lines}\t\t-Server\n\t}}\n\
         \t@hashed path {hashed}\n\
         \t@asked not path {hashed}\n\
         \theader @hashed Cache-Control `{kept}`\n\
         \theader @asked Cache-Control `{asked}`\n\
         {types}\
         \t@slash path_regexp slash ^(.+)/$\n\
         \tredir @slash {{re.slash.1}} 308\n\
         \t@private path /_headers /_redirects\n\
         \terror @private 404\n\
         \ttry_files {{path}} {{path}}.html\n\
         \tencode gzip\n\
         \tfile_server {{\n\t\tprecompressed br gzip\n\t\tindex index.html\n\t}}\n\
         \thandle_errors {{\n\t\theader {{\n{lines}\t\t-Server\n\t\t}}\n\t\t@missing expression {{http.error.status_code}} == 404\n\
         \t\theader Cache-Control `{asked}`\n\
         \t\thandle @missing {{\n\t\t\trewrite * /404.html\n\t\t\tfile_server\n\t\t}}\n\
         \t\thandle {{\n\t\t\trespond \"{{http.error.status_code}} {{http.error.status_text}}\"\n\t\t}}\n\t}}\n}}\n",
        hashed = forever.join(" "),
        kept = Cache::Forever.as_str(),
        asked = Cache::Ask.as_str(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_read_back_without_the_cache_rule() {
        let mut text = String::from("/*\n");
        for (name, value) in security("p{}") {
            text.push_str(&format!("  {name}: {value}\n"));
        }
        text.push_str("  Cache-Control: no-cache\n/assets/*\n  X-Not-This: 1\n");
        let headers = parse(&text).unwrap();
        assert_eq!(headers.len(), 8);
        assert!(headers[0].1.contains("'sha256-"));
        assert!(!headers[0].1.contains("unsafe-inline"));
        let file = caddyfile("/srv/dist", 8080, &headers);
        assert!(file.contains("127.0.0.1:8080"));
        assert!(file.contains("Content-Security-Policy `default-src 'none'"));
    }
}
