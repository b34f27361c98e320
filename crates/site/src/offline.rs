//! The offline manifest, `/offline.json`, and the service worker that obeys it.
//!
//! The manifest names every file that may be kept on a device, in tiers, by its SHA-256. The worker
//! carries the manifest's own digest, which is the version of the site: other content, another
//! program or other headers are another version, and nothing else is.

use super::naming::{digest, publish};
use super::render::Shell;
use super::{Files, headers, install, mime, prerender, read};
use film_core::route::base;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The version of the manifest's form; the worker refuses any other.
const FORMAT: u32 = 2;

/// Files are verified and kept in pieces of at most this many bytes, which bounds the worker's memory.
const PIECE: usize = 1 << 20;

/// What every page is put together from. The frame is HTML in a JSON string: Cloudflare redirects what ends in `.html`.
const ALWAYS: [&str; 3] = ["data/frame.json", "data/fragments/404.json", "data/fragments/shell.json"];

#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    piece: usize,
    types: BTreeMap<&'a str, &'a str>,
    /// What every kept answer carries, so that a change of headers alone is a new version.
    headers: BTreeMap<&'a str, String>,
    /// Whether there are records of the library that it does not name, because they have no page.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    partial: bool,
    /// The shell and the program: `[path, bytes, digest of each piece…]`.
    app: Vec<Value>,
    tiers: BTreeMap<&'a str, Tier>,
}

#[derive(Serialize)]
struct Tier {
    /// Where the tier's own list lies, as in `app`.
    list: Value,
    files: usize,
    bytes: usize,
}

/// Which tier a file belongs to; `app` is in the manifest itself, the others have lists of their own.
fn tier(path: &str) -> Option<&'static str> {
    // What has no known type is never kept.
    let kind = mime::of(path)?;
    let ending = kind.name();
    match path.split('/').next().unwrap_or_default() {
        "data" if ALWAYS.contains(&path) => Some("app"),
        // What paints a page before the program runs: kept of pages that were seen, and named by their data.
        "data" if path.starts_with("data/fragments/") => None,
        "data" if ["data/zh/", "data/catalog/zh-"].iter().any(|it| path.starts_with(it)) || path == "data/zh.json" => {
            Some("text-zh")
        }
        "data" => Some("text-en"),
        // Pictures for messengers and for the dialogue that installs the app, which no page shows.
        "media" if ["media/cards/", "media/screenshots/"].iter().any(|it| path.starts_with(it)) => None,
        "media" if kind.mime.starts_with("video/") => Some("clip"),
        "media" => Some("picture"),
        "assets" => Some("app"),
        // The pages themselves are left out: frame and data are a quarter of their size.
        root if root == path && (install::is_icon(path) || ending == "webmanifest") => Some("app"),
        // What an office put into public/root.
        root if root == path => None,
        // A chart of a report, to take away.
        _ if ending == "png" => Some("picture"),
        // Calendars and tables that pages link to; feeds are for programs that are online themselves.
        root if matches!(ending, "ics" | "csv" | "geojson")
            || ["/schedule.json", "/schedule.xml"].iter().any(|end| path.ends_with(end)) =>
        {
            Some(if root == "zh" { "text-zh" } else { "text-en" })
        }
        _ => None,
    }
}

fn entry(path: &str, bytes: &[u8]) -> Value {
    let mut entry = vec![json!(base::join(&format!("/{path}"))), json!(bytes.len())];
    if bytes.is_empty() {
        entry.push(json!(digest(bytes)));
    }
    entry.extend(bytes.chunks(PIECE).map(|piece| json!(digest(piece))));
    Value::Array(entry)
}

/// Writes the manifest with its lists, the worker, and the worker that turns all of it off.
///
/// Call it last: it names every file. Pages without a program have no worker; while editing the site keeps nothing on the
/// device.
///
/// # Errors
///
/// When a script cannot be read, in words.
pub fn write(shell: &Shell, styles: &[String], files: &mut Files) -> Result<(), String> {
    let Some(bundle) = &shell.input.bundle else { return Ok(()) };
    let off = read::bytes(&bundle.join("sw-off.js"))?;
    if shell.input.watch {
        files.insert("sw.js".into(), off);
        return Ok(());
    }
    let manifest = manifest(shell, styles, files);
    // Not of the manifest: browsers keep the scripts of a worker themselves.
    let worker = publish("assets", &read::bytes(&bundle.join("sw.js"))?, "js", files);
    let version = digest(&manifest);
    // One block, like the worker: cut short, it does not parse. A worker has a policy for scripts of its own.
    let start = format!(
        "{{self.site=[\"{version}\",{}];const worker=\"{worker}\";\
         self.trustedTypes?.createPolicy(\"default\",{{createScriptURL:(url)=>url===worker?url:null}});\
         importScripts(worker)}}\n",
        manifest.len()
    );
    files.insert("offline.json".into(), manifest);
    files.insert("sw.js".into(), start.into_bytes());
    files.insert("sw-off.js".into(), off);
    Ok(())
}

fn manifest(shell: &Shell, styles: &[String], files: &mut Files) -> Vec<u8> {
    let mut lists: BTreeMap<&str, (Vec<Value>, usize)> = BTreeMap::new();
    // What has no page is too much to be kept whole, or even named.
    let kept = files.iter().filter(|(path, _)| !prerender::has_no_page(path, files));
    for (path, bytes) in kept {
        if let Some(tier) = tier(path) {
            let (list, size) = lists.entry(tier).or_default();
            list.push(entry(path, bytes));
            *size += bytes.len();
        }
    }
    let (app, _) = lists.remove("app").unwrap_or_default();
    let tiers = lists.into_iter().map(|(name, (list, bytes))| {
        let text = json!(list).to_string().into_bytes();
        let address = publish("assets", &text, "json", files);
        (name, Tier { list: entry(base::file(&address), &text), files: list.len(), bytes })
    });
    // The worker answers on a loopback address too, and all that a page asks for goes through it.
    let headers = headers::security(styles, shell.tiles(), &shell.content.office.origin).into_iter();
    let headers = headers.map(|(name, value)| (name, headers::without_upgrade(&value)));
    let manifest = Manifest {
        format: FORMAT,
        piece: PIECE,
        types: mime::by_ending().map(|it| (it.name(), it.essence())).collect(),
        tiers: tiers.collect(),
        partial: files.contains_key(prerender::SHELLS[0]),
        headers: headers.collect(),
        app,
    };
    serde_json::to_vec(&manifest).expect("a manifest is plain data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_its_tier() {
        for (path, expected) in [
            ("shell.html", None),
            ("404.html", None),
            ("data/frame.json", Some("app")),
            ("data/fragments/404.json", Some("app")),
            ("data/fragments/shell.json", Some("app")),
            ("icon.svg", Some("app")),
            ("icon-192.png", Some("app")),
            ("manifest.zh.webmanifest", Some("app")),
            ("assets/a.wasm", Some("app")),
            ("data/index.json", Some("text-en")),
            ("data/zhong.json", Some("text-en")),
            ("data/catalog/en-site-0a/whole.bin", Some("text-en")),
            ("data/zh.json", Some("text-zh")),
            ("data/zh/news.json", Some("text-zh")),
            ("data/catalog/zh-site-0a/whole.bin", Some("text-zh")),
            ("media/a.svg", Some("picture")),
            ("media/cards/a.jpg", None),
            ("media/screenshots/a.webp", None),
            ("media/a.mp4", Some("clip")),
            ("media/A.MP4", Some("clip")),
            ("media/a.mov", Some("clip")),
            ("a#b.png", None),
            ("政策 100%.pdf", None),
            (".well-known/security.txt", None),
            ("media/a.srt", None),
            ("news.html", None),
            ("favicon.ico", None),
            ("data/fragments/index.json", None),
            ("data/fragments/zh/news.json", None),
            ("summit/2023/agenda.ics", Some("text-en")),
            ("zh/library/clips.csv", Some("text-zh")),
            ("library/locations.geojson", Some("text-en")),
            ("summit/2023/reports/x-1.png", Some("picture")),
            ("zh/summit/2023/schedule.json", Some("text-zh")),
            ("summit/2023/schedule.xml", Some("text-en")),
            ("catalog.jsonld", None),
            ("zh/feed.atom", None),
            ("feed.json", None),
            ("_headers", None),
            ("robots.txt", None),
            ("sitemap.xml", None),
        ] {
            assert_eq!(tier(path), expected, "{path}");
        }
    }

    #[test]
    fn a_large_file_is_named_piece_by_piece() {
        // SHA-256 of nothing, FIPS 180-4.
        assert_eq!(entry("e", b"")[2], "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
        for (bytes, pieces) in [(0, 1), (1, 1), (PIECE, 1), (PIECE + 1, 2), (3 * PIECE, 3)] {
            assert_eq!(entry("x", &vec![7; bytes]).as_array().unwrap().len(), 2 + pieces, "{bytes} bytes");
        }
    }
}
