//! The limits that hosts publish on files, sizes and rules, and whether a built site exceeds them.

use super::content::Content;
use super::hosts::Host;
use super::media;
use super::write::is_copy;
use clap::ValueEnum;
use std::collections::BTreeMap;

/// The measurements of a built site.
#[derive(Clone, Debug, Default)]
pub struct Census {
    /// The files with their sizes in bytes, relative to the site's root.
    pub files: Vec<(String, u64)>,
    /// The text of `_headers`.
    pub headers: String,
    /// The text of `_redirects`.
    pub redirects: String,
    /// The source of the CloudFront function.
    pub function: String,
}

/// A limit that a site exceeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excess {
    /// The host with the limit.
    pub host: Host,
    /// The quantity that exceeds the limit.
    pub what: String,
    /// How to fix it.
    pub help: &'static str,
}

impl std::fmt::Display for Excess {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}\n help: {}", self.host.name(), self.what, self.help)
    }
}

const MIB: u64 = 1 << 20;

/// The most files of Cloudflare Pages' free plan.
const CLOUDFLARE_FILES: u64 = 20_000;

/// The most files of a folder at Netlify.
const NETLIFY_FILES: u64 = 54_000;

/// The most bytes of a site at GitHub Pages.
const GITHUB_BYTES: u64 = 1 << 30;

/// Returns every limit that the site exceeds, for one host or all.
pub fn excesses(census: &Census, host: Option<Host>) -> Vec<Excess> {
    let hosts = host.map_or(Host::value_variants().to_vec(), |host| vec![host]);
    hosts.into_iter().flat_map(|host| of(census, host)).collect()
}

/// The fix for a host that takes fewer pictures than there are.
const ELSEWHERE: &str = "publish pictures and clips elsewhere: \"media\": \"https://media.example.org/\" in office.json (docs/operating.md)";

/// The fewest bytes that a photograph of a set is published in: a plain picture of 12 megapixels.
const PHOTOGRAPH: u64 = 100_000;

/// The limits of hosts that the site would exceed, estimated from the number of pictures and clips.
pub fn foreseen(content: &Content, host: Option<Host>) -> Vec<Excess> {
    if content.office.media.is_some() {
        return Vec::new();
    }
    let (photographs, files) = media::count_files(content);
    foreseen_for(photographs as u64, files as u64, host)
}

fn foreseen_for(photographs: u64, files: u64, host: Option<Host>) -> Vec<Excess> {
    let hosts = host.map_or(Host::value_variants().to_vec(), |host| vec![host]);
    let of = |host| {
        let (what, count, most) = match host {
            Host::CloudflarePages => ("files of pictures and clips on the free plan", files, CLOUDFLARE_FILES),
            Host::Netlify => ("files of the folder /media", files, NETLIFY_FILES),
            Host::GithubPages => ("bytes of photographs, at least", photographs * PHOTOGRAPH, GITHUB_BYTES),
            Host::Nginx | Host::Caddy | Host::Cloudfront => return None,
        };
        let what = format!("{what}: about {count}, and {most} are allowed");
        (count > most).then_some(Excess { host, what, help: ELSEWHERE })
    };
    hosts.into_iter().filter_map(of).collect()
}

/// Refuses to build for a host that will not take the site.
///
/// # Errors
///
/// Returns what the host will refuse.
pub fn foresee(content: &Content, host: Option<Host>) -> Result<(), String> {
    let found = host.map(|host| foreseen(content, Some(host))).unwrap_or_default();
    if found.is_empty() { Ok(()) } else { Err(found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")) }
}

fn of(census: &Census, host: Host) -> Vec<Excess> {
    let mut found = Vec::new();
    let mut over = |what: &str, count: u64, most: u64, help: &'static str| {
        if count > most {
            found.push(Excess { host, what: format!("{what}: {count}, and {most} are allowed"), help });
        }
    };
    // Hosts that compress by themselves do not get the compressed copies.
    let sent = || census.files.iter().filter(|(path, _)| !is_copy(path));
    match host {
        Host::CloudflarePages => {
            let help = "publish pictures elsewhere (\"media\" in office.json), or take a paid plan (100,000)";
            over("files of the free plan", sent().count() as u64, CLOUDFLARE_FILES, help);
            for (path, bytes) in sent() {
                let help =
                    "make it smaller (encode a clip anew), or publish clips elsewhere (\"media\" in office.json)";
                over(&format!("bytes of {path}"), *bytes, 25 * MIB, help);
            }
            let rules = census.headers.lines().filter(|line| !line.starts_with(' ')).count();
            over("rules of _headers", rules as u64, 100, "take out types in site/mime.rs");
            for (text, most) in [(&census.headers, 2000), (&census.redirects, 1000)] {
                let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
                over("letters of a line of _headers or _redirects", longest as u64, most, "shorten the policy");
            }
            over("redirects", census.redirects.lines().count() as u64, 2000, "take out redirects");
            over("bytes of _redirects", census.redirects.len() as u64, 100_000, "take out redirects");
        }
        Host::Netlify => {
            let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
            for (path, _) in &census.files {
                *folders.entry(path.rsplit_once('/').map_or("", |(folder, _)| folder)).or_default() += 1;
            }
            for (folder, count) in folders {
                let help = "leave out .br and .gz, or publish pictures elsewhere (\"media\" in office.json)";
                over(&format!("files of the folder /{folder}"), count, NETLIFY_FILES, help);
            }
        }
        Host::Cloudfront => over("bytes of the function", census.function.len() as u64, 10_240, "take out redirects"),
        Host::GithubPages => {
            let all: u64 = sent().map(|(_, bytes)| bytes).sum();
            over("bytes of the site", all, GITHUB_BYTES, ELSEWHERE);
        }
        Host::Nginx | Host::Caddy => {}
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_site_is_within_all_limits() {
        let census =
            Census { files: vec![("index.html".into(), 9000)], headers: "/*\n  A: b\n".into(), ..Census::default() };
        assert!(excesses(&census, None).is_empty());
    }

    #[test]
    fn each_limit_is_told_by_name() {
        let many =
            |count: usize, folder: &str| (0..count).map(|n| (format!("{folder}{n}.html"), 1)).collect::<Vec<_>>();
        let rules: String = (0..101).map(|n| format!("/{n}\n  A: b\n")).collect();
        for (census, host, what) in [
            (
                Census { files: many(20_001, ""), ..Census::default() },
                Host::CloudflarePages,
                "files of the free plan: 20001",
            ),
            (
                Census { files: vec![("media/a.mp4".into(), 26 * MIB)], ..Census::default() },
                Host::CloudflarePages,
                "bytes of media/a.mp4",
            ),
            (Census { headers: rules, ..Census::default() }, Host::CloudflarePages, "rules of _headers: 101"),
            (
                Census { headers: format!("/*\n  A: {}\n", "x".repeat(2000)), ..Census::default() },
                Host::CloudflarePages,
                "letters of a line",
            ),
            (
                Census { redirects: "/a /b 301\n".repeat(2001), ..Census::default() },
                Host::CloudflarePages,
                "redirects: 2001",
            ),
            (
                Census { files: many(54_001, "media/"), ..Census::default() },
                Host::Netlify,
                "files of the folder /media",
            ),
            (Census { function: "x".repeat(10_241), ..Census::default() }, Host::Cloudfront, "bytes of the function"),
            (
                Census { files: vec![("media/a.mp4".into(), 2 << 30)], ..Census::default() },
                Host::GithubPages,
                "bytes of the site",
            ),
        ] {
            let found = excesses(&census, Some(host));
            assert!(found.iter().any(|it| it.host == host && it.what.starts_with(what)), "{what}: {found:?}");
            assert!(found[0].to_string().contains("help: "));
            assert!(excesses(&census, Some(Host::Nginx)).is_empty());
        }
    }

    #[test]
    fn what_a_host_will_refuse_is_told_before_the_build() {
        let hosts = |photographs, files| -> Vec<Host> {
            foreseen_for(photographs, files, None).into_iter().map(|it| it.host).collect()
        };
        assert_eq!(hosts(100, 800), []);
        assert_eq!(hosts(7000, 21_000), [Host::CloudflarePages]);
        assert_eq!(hosts(100_000, 300_000), [Host::CloudflarePages, Host::Netlify, Host::GithubPages]);
        let found = foreseen_for(100_000, 300_000, Some(Host::Netlify));
        assert_eq!(found.len(), 1);
        assert!(
            found[0].to_string().contains("about 300000, and 54000 are allowed\n help: publish pictures"),
            "{}",
            found[0]
        );
    }

    #[test]
    fn packed_forms_are_not_sent_to_hosts_that_pack() {
        let files = (0..20_001).map(|n| (format!("{n}.html.br"), 1)).collect();
        assert!(excesses(&Census { files, ..Census::default() }, Some(Host::CloudflarePages)).is_empty());
    }
}
