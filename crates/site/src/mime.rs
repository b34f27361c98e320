//! The media types of published files.

/// The media type of files by the end of their path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    /// The end of the path.
    pub end: &'static str,
    /// The type with its character set.
    pub mime: &'static str,
    /// Whether hosts know it by themselves.
    pub is_known: bool,
}

const fn known(end: &'static str, mime: &'static str) -> Type {
    Type { end, mime, is_known: true }
}

const fn unknown(end: &'static str, mime: &'static str) -> Type {
    Type { end, mime, is_known: false }
}

/// All types. A later one says more exactly what an earlier one says of the same file.
pub const TYPES: [Type; 24] = [
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
    unknown(".bin", "application/octet-stream"),
    unknown(".avif", "image/avif"),
    unknown(".atom", "application/atom+xml; charset=utf-8"),
    unknown(".rss", "application/rss+xml; charset=utf-8"),
    unknown("/feed.json", "application/feed+json; charset=utf-8"),
    unknown(".ics", "text/calendar; charset=utf-8"),
    unknown(".csv", "text/csv; charset=utf-8"),
    unknown(".geojson", "application/geo+json"),
    unknown(".jsonld", "application/ld+json"),
    unknown(".webmanifest", "application/manifest+json"),
];

/// The types that a host's configuration must name.
pub fn unknown_to_hosts() -> impl Iterator<Item = &'static Type> {
    TYPES.iter().filter(|it| !it.is_known)
}

/// The types that an ending alone decides.
pub fn by_ending() -> impl Iterator<Item = &'static Type> {
    TYPES.iter().filter(|it| it.end.starts_with('.'))
}

impl Type {
    /// The ending without its dot, or the end of the path without its slash.
    pub fn name(&self) -> &'static str {
        &self.end[1..]
    }

    /// The type without its character set.
    pub fn essence(&self) -> &'static str {
        self.mime.split(';').next().unwrap_or_default()
    }

    /// Whether such files are made smaller by compression.
    pub fn compresses(&self) -> bool {
        let is_packed = self.mime.starts_with("image/") || self.mime.starts_with("video/");
        !is_packed || self.end == ".svg"
    }
}

/// The type of a file, by its ending alone.
pub fn of(path: &str) -> Option<&'static Type> {
    let ending = path.rsplit('.').next().unwrap_or_default();
    by_ending().find(|it| it.name() == ending)
}
