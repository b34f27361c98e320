//! The base path of the site on its host: the root, or a path such as `/film`.
//!
//! A process has one base. The site tool sets it from `--public-url`. The browser reads it from the page, so the
//! program is the same for every base.

use std::sync::OnceLock;

static BASE: OnceLock<String> = OnceLock::new();

/// Sets the base, before any URL is parsed or printed. A second call has no effect.
pub fn set(base: &str) {
    // Only the first call counts.
    let _ = BASE.set(base.to_owned());
}

/// The base: empty for the root, else for example `/film`.
pub fn get() -> &'static str {
    BASE.get().map_or("", String::as_str)
}

/// The path including the base. `path` must begin with a slash.
pub fn join(path: &str) -> String {
    [get(), path].concat()
}

/// The path without the base. `None` if it is outside the base.
pub fn strip(address: &str) -> Option<&str> {
    within(address, get())
}

/// The file at a path of this site, relative to the root of the site.
pub fn file(address: &str) -> &str {
    strip(address).unwrap_or(address).trim_start_matches('/')
}

fn within<'a>(address: &'a str, base: &str) -> Option<&'a str> {
    address.strip_prefix(base).filter(|rest| base.is_empty() || rest.starts_with('/'))
}

/// Parses the value of `--public-url`, `/` or `/film/`, as a base.
///
/// # Errors
///
/// An error message with the problem and the fix.
pub fn parse(url: &str) -> Result<String, String> {
    let refuse = |what: &str, help: &str| Err(format!("the public URL {url:?} {what}\n help: {help}"));
    if url.contains("://") || url.starts_with("//") {
        return refuse("names a host", "give its path alone, such as /film/; the host is \"origin\" in office.json");
    }
    let Some(inner) = url.strip_prefix('/') else {
        return refuse(
            "does not begin with a slash",
            &format!("write {}", ["/", url.trim_end_matches('/'), "/"].concat().replace("//", "/")),
        );
    };
    if inner.is_empty() {
        return Ok(String::new());
    }
    let Some(inner) = inner.strip_suffix('/') else {
        return refuse("does not end with a slash", &format!("write {url}/"));
    };
    let plain = |part: &str| {
        let letters = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte));
        letters && !part.is_empty() && !part.starts_with('.')
    };
    if !inner.split('/').all(plain) {
        let fix = "use letters, digits, -, _, . and ~ between single slashes, such as /film/";
        return refuse("is not a plain path", fix);
    }
    Ok(format!("/{inner}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_a_plain_path() {
        for (url, base) in [("/", ""), ("/film/", "/film"), ("/a/b-c_d.e~f/", "/a/b-c_d.e~f"), ("/Film2/", "/Film2")] {
            assert_eq!(parse(url).as_deref(), Ok(base), "{url}");
        }
        for (url, fix) in [
            ("", "write /"),
            ("film/", "write /film/"),
            ("/film", "write /film/"),
            ("https://film.example/film/", "give its path alone"),
            ("//film.example/", "give its path alone"),
            ("/a//b/", "use letters"),
            ("/../", "use letters"),
            ("/.git/", "use letters"),
            ("/a b/", "use letters"),
            ("/a%20b/", "use letters"),
            ("/a;b/", "use letters"),
            ("/a\nb/", "use letters"),
            ("/a{b}/", "use letters"),
            ("/\u{201c}film\u{201d}/", "use letters"),
            ("/film/?x/", "use letters"),
        ] {
            let said = parse(url).unwrap_err();
            assert!(said.contains(fix), "{url:?}: {said}");
        }
    }

    #[test]
    fn an_address_outside_the_base_is_not_ours() {
        for (address, base, path) in [
            ("/news", "", Some("/news")),
            ("/film/news", "/film", Some("/news")),
            ("/film/", "/film", Some("/")),
            ("/film", "/film", None),
            ("/filmed/news", "/film", None),
            ("/news", "/film", None),
            ("/a/b/zh", "/a/b", Some("/zh")),
        ] {
            assert_eq!(within(address, base), path, "{address} in {base}");
        }
    }
}
