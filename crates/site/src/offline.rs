//! The offline manifest, `/offline.json`, and the service worker that uses it.
//!
//! The manifest lists every file that a device may cache, in tiers, with its SHA-256. The worker contains the
//! manifest's digest, which is the version of the site: the version changes if and only if the content, the program or
//! the headers change.

use super::media::Media;
use super::naming::{digest, publish};
use super::render::Shell;
use super::stored::{PIECE, pieces};
use super::{Files, headers, install, mime, prerender, read};
use film_core::locale::Locale;
use film_core::route::export::{Export, PlacesForm};
use film_core::route::{Page, base};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The version of the manifest format. The worker rejects any other.
const FORMAT: u32 = 2;

/// The files from which every page is assembled. The frame is HTML in a JSON string because Cloudflare redirects URLs
/// that end in `.html`.
const ALWAYS: [&str; 3] = ["data/frame.json", "data/fragments/404.json", "data/fragments/shell.json"];

#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    piece: usize,
    types: BTreeMap<&'a str, &'a str>,
    /// The headers of every cached response, so that a change of headers alone makes a new version.
    headers: BTreeMap<&'a str, String>,
    /// Whether library records are missing from the manifest because they have no page.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    partial: bool,
    /// The shell and the program: `[path, bytes, digest of each piece…]`.
    app: Vec<Value>,
    tiers: BTreeMap<&'a str, Tier>,
}

#[derive(Serialize)]
struct Tier {
    /// The file with the tier's list, in the same form as in `app`.
    list: Value,
    files: usize,
    bytes: usize,
}

/// The tiers of a file. A file that serves all languages is in the tier of each.
fn tiers(path: &str, languages: &[Locale]) -> Vec<&'static str> {
    if serves_all_languages(path) {
        languages.iter().map(|locale| locale.pick("text-en", "text-zh")).collect()
    } else {
        tier(path).into_iter().collect()
    }
}

/// Whether a file serves all languages: an outline for maps, or an export with the texts of all.
fn serves_all_languages(path: &str) -> bool {
    if path.starts_with("data/map/") {
        return true;
    }
    let (page, ending) = path.rsplit_once('.').unwrap_or_default();
    let form = PlacesForm::ALL.into_iter().find(|form| form.ending() == ending);
    let export = form.zip(Page::parse(&format!("/{page}"))).map(|(form, page)| Export::Places(form, page));
    export.is_some_and(|export| export.serves_all_languages())
}

/// The tier of a file, if any. `app` is listed in the manifest itself; the other tiers have lists of their own.
fn tier(path: &str) -> Option<&'static str> {
    // Files of unknown type are never cached.
    let kind = mime::of(path)?;
    let ending = kind.name();
    match path.split('/').next().unwrap_or_default() {
        "data" if ALWAYS.contains(&path) => Some("app"),
        "data" if ["data/zh/", "data/catalog/zh-"].iter().any(|it| path.starts_with(it)) || path == "data/zh.json" => {
            Some("text-zh")
        }
        "data" => Some("text-en"),
        // Pictures for messengers and for the install dialogue, which no page shows, and clips' sprites, which are extras.
        "media" if ["media/cards/", "media/screenshots/", "media/sprites/"].iter().any(|it| path.starts_with(it)) => {
            None
        }
        "media" if kind.mime.starts_with("video/") => Some("clip"),
        "media" => Some("picture"),
        "assets" => Some("app"),
        // The pages themselves are left out: frame and data are a quarter of their size.
        root if root == path && (install::is_icon(path) || ending == "webmanifest") => Some("app"),
        // Files of the office from public/root.
        root if root == path => None,
        // A chart of a report as a download.
        _ if ending == "png" => Some("picture"),
        // Calendars, tables and maps that pages link to. Feeds are for programs that are online anyway.
        root if matches!(ending, "ics" | "csv" | "geojson" | "gpx" | "kml")
            || ["/schedule.json", "/schedule.xml"].iter().any(|end| path.ends_with(end)) =>
        {
            Some(if root == "zh" { "text-zh" } else { "text-en" })
        }
        _ => None,
    }
}

/// An entry of a list: the address, the size, and the digest of each piece.
fn entry(address: String, bytes: usize, pieces: Vec<String>) -> Value {
    let mut entry = vec![json!(address), json!(bytes)];
    entry.extend(pieces.into_iter().map(|piece| json!(piece)));
    Value::Array(entry)
}

/// The entry of a file of the site itself.
fn own(path: &str, bytes: &[u8]) -> Value {
    entry(base::join(&format!("/{path}")), bytes.len(), pieces(bytes))
}

/// Writes the manifest with its lists, the worker, and the worker that disables offline use.
///
/// Call it last, because the manifest lists every file. There is no worker without a program, nor in watch mode, where
/// nothing is cached on the device.
///
/// # Errors
///
/// Returns an error if a script cannot be read.
pub fn write(shell: &Shell, styles: &[String], media: &Media, files: &mut Files) -> Result<(), String> {
    let Some(bundle) = &shell.input.bundle else { return Ok(()) };
    let off = read::bytes(&bundle.join("sw-off.js"))?;
    if shell.input.watch {
        files.insert("sw.js".into(), off);
        return Ok(());
    }
    let manifest = manifest(shell, styles, media, files);
    // Not part of the manifest: browsers cache a worker's scripts themselves.
    let worker = publish("assets", &read::bytes(&bundle.join("sw.js"))?, "js", files);
    let version = digest(&manifest);
    // All code is in one block, like the worker, so a truncated file does not parse. A worker needs its own script
    // policy.
    let apart = media.folder().map(|folder| format!(",\"{folder}media/\"")).unwrap_or_default();
    let start = format!(
        "{{self.site=[\"{version}\",{}{apart}];const worker=\"{worker}\";\
         self.trustedTypes?.createPolicy(\"default\",{{createScriptURL:(url)=>url===worker?url:null}});\
         importScripts(worker)}}\n",
        manifest.len()
    );
    files.insert("offline.json".into(), manifest);
    files.insert("sw.js".into(), start.into_bytes());
    files.insert("sw-off.js".into(), off);
    Ok(())
}

fn manifest(shell: &Shell, styles: &[String], media: &Media, files: &mut Files) -> Vec<u8> {
    let languages = shell.content.office.languages();
    let mut lists: BTreeMap<&str, (Vec<Value>, usize)> = BTreeMap::new();
    let mut list = |tiers: Vec<&'static str>, bytes: usize, entry: &dyn Fn() -> Value| {
        for tier in tiers {
            let (list, size) = lists.entry(tier).or_default();
            list.push(entry());
            *size += bytes;
        }
    };
    // Records without a page are too many to cache or even list.
    let kept = files.iter().filter(|(path, _)| !prerender::has_no_page(path, files));
    for (path, bytes) in kept {
        list(tiers(path, languages), bytes.len(), &|| own(path, bytes));
    }
    for (path, it) in media.all() {
        list(tiers(path, languages), it.bytes, &|| entry(media.address(path), it.bytes, it.pieces.clone()));
    }
    let (app, _) = lists.remove("app").unwrap_or_default();
    let tiers = lists.into_iter().map(|(name, (list, bytes))| {
        let text = json!(list).to_string().into_bytes();
        let address = publish("assets", &text, "json", files);
        (name, Tier { list: own(base::file(&address), &text), files: list.len(), bytes })
    });
    // The worker also runs on loopback addresses, and all requests of a page go through it.
    let headers = headers::security(styles, shell.others(), &shell.content.office.origin).into_iter();
    let headers = headers.map(|(name, value)| (name, headers::without_upgrade(&value)));
    let manifest = Manifest {
        format: FORMAT,
        piece: PIECE,
        types: mime::by_ending().map(|it| (it.name(), it.essence())).collect(),
        tiers: tiers.collect(),
        partial: prerender::is_partial(files),
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
            ("assets/a.chunk.wasm", Some("app")),
            ("data/index.json", Some("text-en")),
            ("data/zhong.json", Some("text-en")),
            ("data/catalog/en-site-0a/whole.bin", Some("text-en")),
            ("data/zh.json", Some("text-zh")),
            ("data/zh/news.json", Some("text-zh")),
            ("data/catalog/zh-site-0a/whole.bin", Some("text-zh")),
            ("media/a.svg", Some("picture")),
            ("media/cards/a.jpg", None),
            ("media/screenshots/a.webp", None),
            ("media/sprites/a.webp", None),
            ("media/a.mp4", Some("clip")),
            ("media/A.MP4", Some("clip")),
            ("media/a.mov", Some("clip")),
            ("a#b.png", None),
            ("政策 100%.pdf", None),
            (".well-known/security.txt", None),
            ("media/a.srt", None),
            ("news.html", None),
            ("favicon.ico", None),
            ("summit/2023/agenda.ics", Some("text-en")),
            ("zh/library/clips.csv", Some("text-zh")),
            ("library/locations.geojson", Some("text-en")),
            ("library/locations.gpx", Some("text-en")),
            ("zh/library/clips.kml", Some("text-zh")),
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
            assert_eq!(tiers(path, &Locale::ALL), Vec::from_iter(expected), "{path}");
        }
        for path in ["data/map/a.json", "library/locations/pier.gpx", "library/productions/the-wave.kml"] {
            assert_eq!(tiers(path, &Locale::ALL), ["text-en", "text-zh"], "{path}");
            assert_eq!(tiers(path, &[Locale::Zh]), ["text-zh"], "{path}");
        }
    }
}
