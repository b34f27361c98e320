//! The hosts on which a built site can be published.

use clap::ValueEnum;

/// A host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Host {
    /// Cloudflare Pages: `_headers` and `_redirects` in the site itself.
    CloudflarePages,
    /// Netlify: `_headers` and `_redirects` too.
    Netlify,
    /// nginx on your own server.
    Nginx,
    /// Caddy on your own server.
    Caddy,
    /// Amazon S3 behind CloudFront.
    Cloudfront,
    /// GitHub Pages, which sends no custom headers: pages contain the policy themselves.
    GithubPages,
}

impl Host {
    /// Whether it serves precompressed copies (`.br`, `.gz`) of files. All others compress by themselves.
    pub fn sends_compressed_copies(self) -> bool {
        matches!(self, Host::Nginx | Host::Caddy)
    }

    /// The name on the command line and of its folder.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Returns the host name in a built site's `robots.txt`.
///
/// # Errors
///
/// Returns an error if it has no sitemap URL.
pub fn published_at(robots: &str) -> Result<&str, String> {
    let address = robots.lines().find_map(|line| line.strip_prefix("Sitemap: "));
    let host = address.and_then(|address| address.split_once("://")?.1.split('/').next());
    host.filter(|host| !host.is_empty()).ok_or_else(|| "robots.txt names no sitemap".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_where_the_sitemap_lies() {
        assert_eq!(published_at("User-agent: *\nSitemap: https://film.example/film/sitemap.xml\n"), Ok("film.example"));
        assert!(published_at("User-agent: *\n").is_err());
        assert!(published_at("Sitemap: nowhere\n").is_err());
    }
}
