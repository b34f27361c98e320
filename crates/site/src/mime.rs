//! The media types of published files.

/// The media type of files with a certain path suffix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    /// The path suffix.
    pub end: &'static str,
    /// The media type with its character set.
    pub mime: &'static str,
    /// Whether hosts know the type by default.
    pub is_known: bool,
}

const fn known(end: &'static str, mime: &'static str) -> Type {
    Type { end, mime, is_known: true }
}

const fn unknown(end: &'static str, mime: &'static str) -> Type {
    Type { end, mime, is_known: false }
}

/// All types. If several match a file, the last is the most specific.
pub const TYPES: [Type; 63] = [
    known(".html", "text/html; charset=utf-8"),
    known(".css", "text/css; charset=utf-8"),
    known(".js", "text/javascript; charset=utf-8"),
    known(".json", "application/json"),
    known(".xml", "text/xml; charset=utf-8"),
    known(".txt", "text/plain; charset=utf-8"),
    known(".svg", "image/svg+xml"),
    known(".ico", "image/x-icon"),
    known(".png", "image/png"),
    known(".jpg", "image/jpeg"),
    known(".webp", "image/webp"),
    known(".wasm", "application/wasm"),
    known(".mp4", "video/mp4"),
    known(".webm", "video/webm"),
    known(".mov", "video/quicktime"),
    // Files that an office may add in `public/root`.
    known(".htm", "text/html; charset=utf-8"),
    known(".mjs", "text/javascript; charset=utf-8"),
    known(".md", "text/markdown; charset=utf-8"),
    known(".jpeg", "image/jpeg"),
    known(".gif", "image/gif"),
    known(".m4v", "video/x-m4v"),
    known(".mp3", "audio/mpeg"),
    known(".m4a", "audio/mp4"),
    known(".wav", "audio/wav"),
    known(".woff2", "font/woff2"),
    known(".ttf", "font/ttf"),
    known(".otf", "font/otf"),
    known(".pdf", "application/pdf"),
    known(".zip", "application/zip"),
    known(".doc", "application/msword"),
    known(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    known(".xls", "application/vnd.ms-excel"),
    known(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    known(".ppt", "application/vnd.ms-powerpoint"),
    known(".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    known(".avi", "video/x-msvideo"),
    known(".mpg", "video/mpeg"),
    known(".rtf", "application/rtf"),
    known(".7z", "application/x-7z-compressed"),
    known(".rar", "application/x-rar-compressed"),
    unknown(".ogg", "audio/ogg"),
    unknown(".aac", "audio/aac"),
    unknown(".epub", "application/epub+zip"),
    unknown(".odt", "application/vnd.oasis.opendocument.text"),
    unknown(".ods", "application/vnd.oasis.opendocument.spreadsheet"),
    unknown(".ofd", "application/ofd"),
    unknown(".wps", "application/vnd.ms-works"),
    unknown(".heic", "image/heic"),
    unknown(".vtt", "text/vtt; charset=utf-8"),
    unknown(".vcf", "text/vcard; charset=utf-8"),
    // Apple requests this file below `.well-known/`.
    unknown("/apple-app-site-association", "application/json"),
    unknown(".bin", "application/octet-stream"),
    unknown(".avif", "image/avif"),
    unknown(".atom", "application/atom+xml; charset=utf-8"),
    unknown(".rss", "application/rss+xml; charset=utf-8"),
    unknown("/feed.json", "application/feed+json; charset=utf-8"),
    unknown(".ics", "text/calendar; charset=utf-8"),
    unknown(".csv", "text/csv; charset=utf-8"),
    unknown(".geojson", "application/geo+json"),
    unknown(".gpx", "application/gpx+xml"),
    unknown(".kml", "application/vnd.google-earth.kml+xml"),
    unknown(".jsonld", "application/ld+json"),
    unknown(".webmanifest", "application/manifest+json"),
];

/// The types that a host's configuration must set.
pub fn unknown_to_hosts() -> impl Iterator<Item = &'static Type> {
    TYPES.iter().filter(|it| !it.is_known)
}

/// The types that depend only on the file extension.
pub fn by_ending() -> impl Iterator<Item = &'static Type> {
    TYPES.iter().filter(|it| it.end.starts_with('.'))
}

impl Type {
    /// The extension without its dot, or the path suffix without its slash.
    pub fn name(&self) -> &'static str {
        &self.end[1..]
    }

    /// The media type without its character set.
    pub fn essence(&self) -> &'static str {
        self.mime.split(';').next().unwrap_or_default()
    }

    /// Whether compression makes such files smaller.
    pub fn compresses(&self) -> bool {
        let families = [
            "image/",
            "video/",
            "audio/",
            "application/pdf",
            "application/zip",
            "application/x-7z",
            "application/x-rar",
            "application/epub",
            "application/ofd",
            "application/vnd.oasis",
            "application/vnd.openxml",
        ];
        let is_packed = families.iter().any(|family| self.mime.starts_with(family));
        (!is_packed || self.end == ".svg") && self.end != ".woff2"
    }
}

/// The type of a file by its extension, ignoring case.
pub fn of(path: &str) -> Option<&'static Type> {
    let (_, ending) = path.rsplit_once('.')?;
    by_ending().find(|it| it.name().eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn endings_in_small_letters_or_capitals() {
        for (path, mime) in [
            ("a.MP4", Some("video/mp4")),
            ("media/a.mov", Some("video/quicktime")),
            ("政策 100%.PDF", Some("application/pdf")),
            ("a#b.Txt", Some("text/plain")),
            ("mp4", None),
            (".nojekyll", None),
            ("a.exe", None),
        ] {
            assert_eq!(of(path).map(Type::essence), mime, "{path}");
        }
        let ends: BTreeSet<&str> = TYPES.iter().map(|it| it.end).collect();
        assert_eq!(ends.len(), TYPES.len(), "an ending stands once");
    }
}
