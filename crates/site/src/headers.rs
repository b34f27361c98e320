//! The single source of security headers, cache rules and redirects. One module per host prints them in that host's
//! format.

pub mod caddy;
pub mod cloudfront;
pub mod nginx;
pub mod pages;

use super::hosts::Host;
use super::naming::policy_digest;
use super::{Files, prerender};
use film_core::route::base;
use std::collections::BTreeSet;

/// How long a kind of file may be cached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// The file name contains a content hash: cached for a year, never revalidated.
    Forever,
    /// Revalidated on each use, and sent only if changed: data, the service worker and its manifest.
    Ask,
    /// A page: revalidated on each use, and not to be transformed by proxies. If a host rewrites a page (obfuscated
    /// e-mail addresses, deferred scripts), it no longer matches what the program expects.
    Page,
}

impl Cache {
    /// The value of `Cache-Control`.
    pub fn as_str(self) -> &'static str {
        match self {
            Cache::Forever => "public, max-age=31536000, immutable",
            Cache::Ask => "no-cache",
            Cache::Page => "no-cache, no-transform",
        }
    }
}

/// The folders whose file names contain a content hash.
pub const FOREVER: [&str; 4] = ["assets", "data/catalog", "data/map", "media"];

/// Files that other sites may read, by path suffix: exports, charts, and the icon of feeds.
pub const OPEN: [&str; 13] = [
    ".atom",
    ".csv",
    ".geojson",
    ".gpx",
    ".ics",
    ".jsonld",
    ".kml",
    ".png",
    ".rss",
    ".xml",
    "/feed.json",
    "/icon.svg",
    "/schedule.json",
];

/// The folder of the pictures and clips that exports reference.
pub const OPEN_FOLDER: &str = "media";

/// The header that controls which sites may embed a file, with its value for open files and for all others.
const SHOWN_BY: (&str, &str, &str) = ("Cross-Origin-Resource-Policy", "cross-origin", "same-origin");

/// The header that lets scripts of other sites read open files.
const READ_BY: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// A pattern for the last path segment of a page: without extension, or the HTML file itself.
const PAGE: &str = "/[^/.]*(\\.html)?$";

/// Configuration files for hosts that must not be served.
pub const PRIVATE: [&str; 2] = ["_headers", "_redirects"];

/// The collections of the library. On a large site, records may have a shell instead of a page, see `prerender`.
const COLLECTIONS: [&str; 4] = ["locations", "productions", "experts", "clips"];

/// Permanent redirects below the base. English has no URL prefix; visitors who type one are redirected.
pub const REDIRECTS: [(&str, &str); 1] = [("/en", "/")];

/// Makes browsers load everything by HTTPS. Left out if there is no HTTPS, because WebKit applies it to loopback
/// addresses too.
const UPGRADE: &str = "; upgrade-insecure-requests";

/// Whether a site at this origin is served over HTTPS.
fn is_secure(origin: &str) -> bool {
    origin.starts_with("https://")
}

/// The other origins that pages load from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Others<'a> {
    /// The origin of the map tiles.
    pub tiles: Option<&'a str>,
    /// The origin of the pictures and clips, if they are not published with the site.
    pub media: Option<&'a str>,
}

/// The content security policy, with the hashes of the inlined styles.
pub fn policy(styles: &[String], others: Others, origin: &str) -> String {
    let styles: BTreeSet<String> = styles.iter().map(|style| format!(" {}", policy_digest(style))).collect();
    let styles: String = styles.into_iter().collect();
    let images: String = others.media.into_iter().chain(others.tiles).map(|origin| format!(" {origin}")).collect();
    // The service worker fetches pictures to store them, and a clip is fetched if it cannot be played in parts.
    let media = others.media.map(|origin| format!(" {origin}")).unwrap_or_default();
    let upgrade = if is_secure(origin) { UPGRADE } else { "" };
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'{styles}; img-src 'self' data:{images}; \
         media-src 'self'{media} blob:; font-src 'self'; connect-src 'self'{media}; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; \
         trusted-types default page{upgrade}"
    )
}

/// The security headers of every response. Open files ([`OPEN`]) have a different value for one of them.
///
/// A site below a path sends no HSTS, because it would apply to the whole shared host.
pub fn security(styles: &[String], others: Others, origin: &str) -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("Content-Security-Policy", policy(styles, others, origin)),
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains".into()),
        ("X-Content-Type-Options", "nosniff".into()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".into()),
        ("Cross-Origin-Opener-Policy", "same-origin".into()),
        (SHOWN_BY.0, SHOWN_BY.2.into()),
        ("X-Frame-Options", "DENY".into()),
        ("Permissions-Policy", "camera=(), microphone=(), payment=(), usb=(), unload=(), geolocation=(self)".into()),
    ];
    let is_host_ours = is_secure(origin) && base::get().is_empty();
    all.retain(|(name, _)| is_host_ours || *name != "Strict-Transport-Security");
    all
}

/// A policy without `upgrade-insecure-requests`.
pub fn without_upgrade(policy: &str) -> String {
    policy.replace(UPGRADE, "")
}

/// The policy for a `meta` element, for hosts that send no headers: without directives that are invalid there.
pub fn meta_policy(styles: &[String], others: Others, origin: &str) -> String {
    policy(styles, others, origin).replace(" frame-ancestors 'none';", "")
}

/// The rules from which every host's configuration is generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The site's base path on its host: empty at the root, else like `/film`.
    pub base: String,
    /// The security headers.
    pub security: Vec<(String, String)>,
}

impl Rules {
    /// The rules of a build.
    pub fn new(styles: &[String], others: Others, origin: &str) -> Rules {
        let security =
            security(styles, others, origin).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Rules { base: base::get().to_owned(), security }
    }

    /// Reads the first rule of a built site's `_headers`.
    ///
    /// # Errors
    ///
    /// Returns an error if the text does not begin with a rule for every path.
    pub fn read(text: &str) -> Result<Rules, String> {
        let (pattern, rest) = text.split_once('\n').unwrap_or_default();
        let base = pattern.strip_suffix("/*").ok_or("_headers does not begin with a rule for every path")?.to_owned();
        let security = rest
            .lines()
            .take_while(|line| line.starts_with("  "))
            .filter_map(|line| line.trim().split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Ok(Rules { base, security })
    }

    /// The rules for a server on a loopback address, which has no HTTPS.
    pub fn without_upgrade(&self) -> Rules {
        let mut rules = self.clone();
        rules.security.iter_mut().for_each(|(_, value)| *value = without_upgrade(value));
        rules
    }

    /// The security headers that are the same for every file.
    fn for_all(&self) -> impl Iterator<Item = &(String, String)> {
        self.security.iter().filter(|(name, _)| name != SHOWN_BY.0)
    }

    /// The path patterns of open files: `*` and a suffix, or the folder and `*`.
    fn open(&self) -> Vec<String> {
        let ends = OPEN.iter().map(|end| format!("*{end}"));
        ends.chain([format!("{}/{OPEN_FOLDER}/*", self.base)]).collect()
    }

    /// The base path, escaped for a regular expression.
    fn pattern(&self) -> String {
        self.base.replace('.', "\\.")
    }

    /// A regular expression for paths with a superfluous trailing slash. The first group is the path without it.
    ///
    /// It allows only characters that our URLs use: the path is copied into a header, and `//host/` must not match.
    fn slashed(&self) -> String {
        format!("^({}(?:/[A-Za-z0-9_.~-]+)+)/$", self.pattern())
    }

    /// Every redirect of a single path, with its status.
    fn redirects(&self) -> Vec<(String, String, u16)> {
        let base = &self.base;
        let below = REDIRECTS.iter().map(|(from, to)| (format!("{base}{from}"), format!("{base}{to}"), 301));
        let top = (!base.is_empty()).then(|| (base.clone(), format!("{base}/"), 308));
        below.chain(top).collect()
    }

    /// The paths of files that must not be served.
    fn private(&self) -> [String; 2] {
        PRIVATE.map(|name| format!("{}/{name}", self.base))
    }

    /// Replaces each `%NAME%` in a host's template with its value, either shared by all hosts or from `own`. A `%NAME%`
    /// alone on its line is replaced with whole lines.
    fn fill(&self, template: &str, own: &[(&str, String)]) -> String {
        let (base, pattern) = (&self.base, self.pattern());
        let folder = base.strip_prefix('/').map(|base| format!(" as {base}"));
        // The first group of a record's path is the language prefix, if any.
        let record = format!("^{pattern}(/zh)?/library/(?:{})/[^/.]+$", COLLECTIONS.join("|"));
        let shared = [
            ("BASE", base.clone()),
            ("PATTERN", pattern),
            ("AS", folder.unwrap_or_default()),
            ("RECORD", record),
            ("SLASHED", self.slashed()),
            ("FOREVER", Cache::Forever.as_str().to_owned()),
            ("ASK", Cache::Ask.as_str().to_owned()),
            ("PAGE", Cache::Page.as_str().to_owned()),
            ("PAGES", PAGE.to_owned()),
        ];
        own.iter().chain(&shared).fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("\n%{name}%\n"), &format!("\n{value}")).replace(&format!("%{name}%"), value)
        })
    }
}

/// Writes `_headers` and `_redirects`.
pub fn write(styles: &[String], others: Others, origin: &str, host: Option<Host>, files: &mut Files) {
    let rules = Rules::new(styles, others, origin);
    let mut redirects = pages::redirects(&rules);
    // Cloudflare would send the shell even for pages that exist.
    if host == Some(Host::Netlify) && prerender::is_partial(files) {
        redirects += &pages::rewrites(&rules);
    }
    files.insert("_headers".into(), pages::headers(&rules).into_bytes());
    files.insert("_redirects".into(), redirects.into_bytes());
}

/// The files of `deploy/`: the rules in each host's format, for the host name at which the site is published.
pub fn forms(rules: &Rules, host: &str) -> Files {
    let texts = [
        ("cloudflare-pages/wrangler.toml", include_str!("headers/wrangler.toml").to_owned()),
        // Netlify's post-processing is turned off: it would change pages, and their digests would no longer match.
        ("netlify/netlify.toml", include_str!("headers/netlify.toml").to_owned()),
        ("nginx/site.conf", nginx::site(rules)),
        ("nginx/server.conf", nginx::server(rules, host)),
        ("caddy/site.caddy", caddy::site(rules)),
        ("caddy/Caddyfile", caddy::server(rules, host)),
        ("cloudfront/function.js", cloudfront::function(rules)),
        ("cloudfront/headers.json", format!("{:#}\n", cloudfront::headers(rules))),
        ("cloudfront/headers-open.json", format!("{:#}\n", cloudfront::headers_of_open(rules))),
        ("cloudfront/distribution.json", cloudfront::distribution(rules, host)),
        ("cloudfront/upload.sh", cloudfront::upload(rules)),
    ];
    texts.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTTPS: &str = "https://film.example";

    #[test]
    fn nothing_asks_for_https_where_there_is_none() {
        let names = |origin: &str| {
            let all = security(&[], Others::default(), origin);
            let policy = &all[0].1;
            (policy.contains("upgrade-insecure-requests"), all.iter().any(|(name, _)| name.starts_with("Strict-")))
        };
        assert_eq!(names(HTTPS), (true, true));
        assert_eq!(names("http://film.example"), (false, false));
        let rules = Rules::new(&[], Others::default(), HTTPS);
        for (host, text, asks) in [
            ("Cloudflare Pages", pages::headers(&rules), true),
            ("loopback", caddy::loopback(&rules, "/srv", 8080), false),
        ] {
            assert_eq!(text.contains("upgrade-insecure-requests"), asks, "{host}");
            assert!(text.contains("trusted-types default"), "{host}");
        }
    }

    #[test]
    fn rules_read_back() {
        for base in ["", "/film", "/a/b"] {
            let rules = Rules { base: base.into(), ..Rules::new(&["p{}".to_owned()], Others::default(), HTTPS) };
            let read = Rules::read(&pages::headers(&rules)).unwrap();
            assert_eq!(read, rules);
            assert_eq!(read.security.len(), 8);
        }
        assert!(Rules::read("").is_err());
        assert!(Rules::read("X: y\n").is_err());
    }

    #[test]
    fn nothing_inline_is_allowed_but_styles() {
        let policy = policy(&["p{}".to_owned()], Others::default(), HTTPS);
        let hashes = |directive: &str| {
            let values = policy.split("; ").find_map(|it| it.strip_prefix(directive)).unwrap();
            values.matches("'sha256-").count()
        };
        assert_eq!((hashes("script-src"), hashes("style-src")), (0, 1), "{policy}");
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        // A poster is shown as an image that was made on the page; messengers save such an image only from `data:`.
        assert_eq!(policy.matches("data:").count(), 1, "{policy}");
        assert!(policy.contains("img-src 'self' data:;"), "{policy}");
        // Clips are played from memory (`blob:`) if a server does not support range requests; nothing else needs it.
        assert_eq!(policy.matches("blob:").count(), 1, "{policy}");
        for policy in [&policy, &meta_policy(&["p{}".to_owned()], Others::default(), HTTPS)] {
            assert!(policy.contains("require-trusted-types-for 'script'; trusted-types default page;"), "{policy}");
        }
        let tiles = Others { tiles: Some("https://tiles.example"), media: None };
        let policy = super::policy(&["p{}".to_owned()], tiles, HTTPS);
        assert!(policy.contains("img-src 'self' data: https://tiles.example; media-src 'self' blob:;"), "{policy}");
        assert!(!meta_policy(&["p{}".to_owned()], tiles, HTTPS).contains("frame-ancestors"));
        let media = Others { media: Some("https://media.example"), ..tiles };
        let policy = super::policy(&["p{}".to_owned()], media, HTTPS);
        for directive in [
            "img-src 'self' data: https://media.example https://tiles.example; ",
            "media-src 'self' https://media.example blob:; ",
            "connect-src 'self' https://media.example; ",
            "script-src 'self' 'wasm-unsafe-eval'; ",
        ] {
            assert!(policy.contains(directive), "{policy}");
        }
    }

    #[test]
    fn below_a_path_the_rest_of_the_host_is_left_alone() {
        let rules = Rules { base: "/a-b/film".into(), ..Rules::new(&[], Others::default(), HTTPS) };
        let nginx = nginx::site(&rules);
        let (outside, _) = nginx.split_once("location ^~ /a-b/film/ {\n").unwrap();
        assert!(outside.contains("set $cache_control_a_b_film "), "{outside}");
        for word in ["add_header", "error_page", "types", "gzip", "location /", "location ~"] {
            assert!(!outside.contains(word), "{word}: {outside}");
        }
        let caddy = caddy::site(&rules);
        let (outside, rest) = caddy.split_once("handle /a-b/film/* {\n").unwrap();
        assert!(!outside.contains("\nheader"), "{outside}");
        assert!(rest.contains("handle_errors {\n\t@ours path /a-b/film/*\n"), "{rest}");
        // Each file matches only one type.
        assert!(rest.contains("\tpath *.json\n\tnot path */feed.json\n"), "{rest}");
    }

    #[test]
    fn forms_are_read_by_the_formats_own_parsers() {
        let files = forms(&Rules::new(&[], Others::default(), HTTPS), "film.example");
        for (name, bytes) in &files {
            let text = std::str::from_utf8(bytes).unwrap();
            match name.rsplit('.').next() {
                Some("toml") => drop(text.parse::<toml::Table>().unwrap_or_else(|error| panic!("{name}: {error}"))),
                Some("json") => drop(serde_json::from_str::<serde_json::Value>(text).unwrap()),
                _ => assert!(!text.is_empty(), "{name}"),
            }
        }
        assert!(files.len() >= 10);
    }
}
