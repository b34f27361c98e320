//! Every address of the site: one type, its parser and its printer side by side.
//!
//! No other module writes an address; `href` attributes take [`Route::path`].

pub mod base;
pub mod chunk;
pub mod export;

use crate::locale::Locale;
use crate::model::{ClipId, ExpertId, LocationId, NewsId, ReportId, SessionId, TopicId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A page in a language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    /// The language.
    pub locale: Locale,
    /// The page.
    pub page: Page,
}

/// A page, whatever its language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// `/`
    Home,
    /// `/news`
    News,
    /// `/news/<id>`
    Article(NewsId),
    /// `/news/topics/<topic>`
    Topic(TopicId),
    /// `/news/archive/<year>` or `/news/archive/<year>/<month>`
    Archive(u16, Option<u8>),
    /// `/summit`
    Summit,
    /// `/summit/<year>`
    Edition(u16),
    /// `/summit/<year>/agenda`
    Agenda(u16),
    /// `/summit/<year>/sessions/<id>`
    Session(u16, SessionId),
    /// `/summit/<year>/speakers/<id>`
    Speaker(u16, ExpertId),
    /// `/summit/<year>/reports/<id>`
    Report(u16, ReportId),
    /// `/library`
    Library,
    /// `/library/locations`
    Locations,
    /// `/library/locations/<id>`
    Location(LocationId),
    /// `/library/experts`
    Experts,
    /// `/library/experts/<id>`
    Expert(ExpertId),
    /// `/library/clips`
    Clips,
    /// `/library/clips/<id>`
    Clip(ClipId),
    /// `/search`
    Search,
    /// `/pack`
    Pack,
    /// `/offline`
    Offline,
    /// `/about`
    About,
}

/// The area of the site that a page belongs to; the header marks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// News.
    News,
    /// The summit.
    Summit,
    /// The shooting resource library.
    Library,
}

impl Page {
    /// Reads a path without language: `/news/x`. A trailing slash is not a page.
    pub fn parse(path: &str) -> Option<Page> {
        if path == "/" {
            return Some(Page::Home);
        }
        let parts: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        Some(match parts.as_slice() {
            ["news"] => Page::News,
            ["news", "topics", id] => Page::Topic(TopicId::parse(id)?),
            ["news", "archive", year] => Page::Archive(parse_year(year)?, None),
            ["news", "archive", year, month] => Page::Archive(parse_year(year)?, Some(parse_month(month)?)),
            ["news", id] => Page::Article(NewsId::parse(id)?),
            ["summit"] => Page::Summit,
            ["summit", year] => Page::Edition(parse_year(year)?),
            ["summit", year, "agenda"] => Page::Agenda(parse_year(year)?),
            ["summit", year, "sessions", id] => Page::Session(parse_year(year)?, SessionId::parse(id)?),
            ["summit", year, "speakers", id] => Page::Speaker(parse_year(year)?, ExpertId::parse(id)?),
            ["summit", year, "reports", id] => Page::Report(parse_year(year)?, ReportId::parse(id)?),
            ["library"] => Page::Library,
            ["library", "locations"] => Page::Locations,
            ["library", "locations", id] => Page::Location(LocationId::parse(id)?),
            ["library", "experts"] => Page::Experts,
            ["library", "experts", id] => Page::Expert(ExpertId::parse(id)?),
            ["library", "clips"] => Page::Clips,
            ["library", "clips", id] => Page::Clip(ClipId::parse(id)?),
            ["search"] => Page::Search,
            ["pack"] => Page::Pack,
            ["offline"] => Page::Offline,
            ["about"] => Page::About,
            _ => return None,
        })
    }

    /// The path without language.
    pub fn path(&self) -> String {
        match self {
            Page::Home => "/".into(),
            Page::News => "/news".into(),
            Page::Article(id) => format!("/news/{id}"),
            Page::Topic(id) => format!("/news/topics/{id}"),
            Page::Archive(year, None) => format!("/news/archive/{year}"),
            Page::Archive(year, Some(month)) => {
                let zero = if *month < 10 { "0" } else { "" };
                format!("/news/archive/{year}/{zero}{month}")
            }
            Page::Summit => "/summit".into(),
            Page::Edition(year) => format!("/summit/{year}"),
            Page::Agenda(year) => format!("/summit/{year}/agenda"),
            Page::Session(year, id) => format!("/summit/{year}/sessions/{id}"),
            Page::Speaker(year, id) => format!("/summit/{year}/speakers/{id}"),
            Page::Report(year, id) => format!("/summit/{year}/reports/{id}"),
            Page::Library => "/library".into(),
            Page::Locations => "/library/locations".into(),
            Page::Location(id) => format!("/library/locations/{id}"),
            Page::Experts => "/library/experts".into(),
            Page::Expert(id) => format!("/library/experts/{id}"),
            Page::Clips => "/library/clips".into(),
            Page::Clip(id) => format!("/library/clips/{id}"),
            Page::Search => "/search".into(),
            Page::Pack => "/pack".into(),
            Page::Offline => "/offline".into(),
            Page::About => "/about".into(),
        }
    }

    /// The area it belongs to.
    pub fn area(&self) -> Option<Area> {
        match self {
            Page::News | Page::Article(_) | Page::Topic(_) | Page::Archive(..) => Some(Area::News),
            Page::Summit
            | Page::Edition(_)
            | Page::Agenda(_)
            | Page::Session(..)
            | Page::Speaker(..)
            | Page::Report(..) => Some(Area::Summit),
            Page::Library
            | Page::Locations
            | Page::Location(_)
            | Page::Experts
            | Page::Expert(_)
            | Page::Clips
            | Page::Clip(_) => Some(Area::Library),
            Page::Home | Page::Search | Page::Pack | Page::Offline | Page::About => None,
        }
    }

    /// The page in a language.
    pub fn route(&self, locale: Locale) -> Route {
        Route { locale, page: self.clone() }
    }

    /// The address in a language.
    pub fn href(&self, locale: Locale) -> String {
        self.route(locale).path()
    }
}

impl Route {
    /// Reads a path as the browser's address bar has it, without query and fragment.
    pub fn parse(path: &str) -> Option<Route> {
        let path = base::strip(path)?;
        let (locale, rest) = match path.strip_prefix("/zh") {
            Some("") => (Locale::Zh, "/"),
            Some("/") => return None,
            Some(rest) if rest.starts_with('/') => (Locale::Zh, rest),
            _ => (Locale::En, path),
        };
        Some(Route { locale, page: Page::parse(rest)? })
    }

    /// The language that an address is in, even when it leads to no page.
    pub fn locale_of(path: &str) -> Locale {
        match base::strip(path).unwrap_or_default().strip_prefix("/zh") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => Locale::Zh,
            _ => Locale::En,
        }
    }

    /// The path, as `href` attributes and the address bar have it: `/zh/news/x`, below the site's base.
    pub fn path(&self) -> String {
        base::join(&self.inner())
    }

    /// The path without the base.
    fn inner(&self) -> String {
        let path = self.page.path();
        match (self.locale, path.as_str()) {
            (Locale::En, _) => path,
            (Locale::Zh, "/") => "/zh".into(),
            (Locale::Zh, _) => format!("/zh{path}"),
        }
    }

    /// Where the page's data lies: `/data/zh/news/x.json`.
    pub fn data_path(&self) -> String {
        base::join(&["/", &self.data_file()].concat())
    }

    /// The file of the page's data, relative to the site's root.
    pub fn data_file(&self) -> String {
        match (self.locale, &self.page) {
            (Locale::En, Page::Home) => "data/index.json".into(),
            _ => format!("data{}.json", self.inner()),
        }
    }

    /// Where the service worker finds what paints the page, relative to the site's root: `data/fragments/zh/news/x.json`.
    pub fn fragment_file(&self) -> String {
        self.data_file().replacen("data/", "data/fragments/", 1)
    }

    /// The file that the page is prerendered to, relative to the site's root: `zh/news/x.html`.
    pub fn file(&self) -> String {
        match (self.locale, &self.page) {
            (Locale::En, Page::Home) => "index.html".into(),
            _ => format!("{}.html", &self.inner()[1..]),
        }
    }

    /// The page that offers to save another page, and what belongs to it, on the device.
    pub fn save(locale: Locale, page: &Page) -> String {
        [&Page::Offline.href(locale), "?save=", &encode(&page.path())].concat()
    }

    /// Where other programs hand over what was shared with the installed app; the service worker answers.
    pub fn share(locale: Locale) -> String {
        base::join(match locale {
            Locale::En => "/share",
            Locale::Zh => "/zh/share",
        })
    }

    /// The search page for a query.
    pub fn search(locale: Locale, query: &str) -> String {
        let path = Page::Search.href(locale);
        let query = query.trim();
        if query.is_empty() { path } else { format!("{path}?q={}", encode(query)) }
    }
}

/// The address of the manifest of the installed app, below the site's base.
pub fn manifest(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "/manifest.webmanifest",
        Locale::Zh => "/manifest.zh.webmanifest",
    }
}

/// The key in the query of the pack's page that says that a file was handed over.
pub const SHARED: &str = "shared";

/// Percent-encodes a query value: all but letters, digits, `-`, `.`, `_` and `~` (RFC 3986, 2.3).
pub fn encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(byte as char);
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
    }
    out
}

/// The value of a key in a raw query string, decoded once; `+` is a space.
///
/// The router decodes a value twice, which turns `%2520` into a space.
pub fn query_value(query: &str, key: &str) -> Option<String> {
    query.trim_start_matches('?').split('&').find_map(|pair| match pair.split_once('=') {
        Some((name, value)) => (name == key).then(|| decode(value)),
        None => (pair == key).then(String::new),
    })
}

/// The places in a list of those of its values that a query string names under a key, each once, in their order.
/// What the list does not have goes to `unknown`, as it stands there.
pub fn query_choice<'a>(
    query: &str,
    key: &str,
    values: impl Iterator<Item = &'a str> + Clone,
    unknown: &mut Vec<String>,
) -> Vec<u32> {
    let mut chosen = Vec::new();
    for value in query_value(query, key).iter().flat_map(|text| text.split(',')).filter(|value| !value.is_empty()) {
        match values.clone().position(|known| known == value) {
            Some(at) => chosen.push(at as u32),
            None => unknown.push([key, "=", value].concat()),
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    chosen
}

/// The pairs of a query string whose key is none of these.
pub fn query_unknown(query: &str, keys: &[&str]) -> Vec<String> {
    let pairs = query.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty());
    pairs.filter(|pair| !keys.contains(&pair.split('=').next().unwrap_or_default())).map(str::to_owned).collect()
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |i: usize| bytes.get(i).and_then(|b| (*b as char).to_digit(16)).map(|digit| digit as u8);
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            (b'+', ..) => {
                out.push(b' ');
                at += 1;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Four digits, the first not zero: one spelling for each year.
pub fn parse_year(text: &str) -> Option<u16> {
    let plain = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    plain.then(|| text.parse().ok())?
}

fn parse_month(text: &str) -> Option<u8> {
    let plain = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let month = plain.then(|| text.parse().ok())??;
    (1..=12).contains(&month).then_some(month)
}

impl Serialize for Page {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path())
    }
}

impl<'de> Deserialize<'de> for Page {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let path = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Page::parse(&path).ok_or_else(|| serde::de::Error::custom("not the path of a page"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_page_has_its_address() {
        let table = [
            ("/", "index.html", "/data/index.json"),
            ("/zh", "zh.html", "/data/zh.json"),
            ("/news", "news.html", "/data/news.json"),
            ("/zh/news/2023-summit-opens", "zh/news/2023-summit-opens.html", "/data/zh/news/2023-summit-opens.json"),
            ("/news/topics/summit", "news/topics/summit.html", "/data/news/topics/summit.json"),
            ("/news/archive/2023/08", "news/archive/2023/08.html", "/data/news/archive/2023/08.json"),
            ("/summit", "summit.html", "/data/summit.json"),
            ("/summit/2023", "summit/2023.html", "/data/summit/2023.json"),
            ("/summit/2023/agenda", "summit/2023/agenda.html", "/data/summit/2023/agenda.json"),
            ("/summit/2023/sessions/a", "summit/2023/sessions/a.html", "/data/summit/2023/sessions/a.json"),
            ("/summit/2023/speakers/a", "summit/2023/speakers/a.html", "/data/summit/2023/speakers/a.json"),
            ("/zh/summit/2023/reports/a", "zh/summit/2023/reports/a.html", "/data/zh/summit/2023/reports/a.json"),
            ("/library", "library.html", "/data/library.json"),
            ("/library/locations", "library/locations.html", "/data/library/locations.json"),
            ("/library/clips/a-b", "library/clips/a-b.html", "/data/library/clips/a-b.json"),
            ("/library/experts/a", "library/experts/a.html", "/data/library/experts/a.json"),
            ("/zh/search", "zh/search.html", "/data/zh/search.json"),
            ("/pack", "pack.html", "/data/pack.json"),
            ("/offline", "offline.html", "/data/offline.json"),
            ("/about", "about.html", "/data/about.json"),
        ];
        for (path, file, data) in table {
            let route = Route::parse(path).unwrap_or_else(|| panic!("{path}"));
            assert_eq!(route.path(), path);
            assert_eq!(route.file(), file, "{path}");
            assert_eq!(route.data_path(), data, "{path}");
            assert_eq!(route.fragment_file(), data.replace("/data/", "data/fragments/"), "{path}");
        }
    }

    #[test]
    fn what_is_no_address() {
        for path in [
            "",
            "news",
            "/news/",
            "/zh/",
            "//",
            "/zh/zh",
            "/NEWS",
            "/news/Ünï",
            "/news/a/b",
            "/news/archive/2023/13",
            "/news/archive/2023/8",
            "/news/archive/2023/+8",
            "/summit/23",
            "/summit/+123",
            "/summit/0123",
            "/summit/2023/agenda/x",
            "/library/locations/../x",
            "/zhongshan",
        ] {
            assert_eq!(Route::parse(path), None, "{path:?}");
        }
        assert_eq!(Route::locale_of("/zh/nowhere"), Locale::Zh);
        assert_eq!(Route::locale_of("/zhongshan"), Locale::En);
    }

    #[test]
    fn a_query_value_is_decoded_once() {
        for (query, value) in [
            ("?q=sea+fog", Some("sea fog")),
            ("q=%E6%A0%88%E6%A1%A5", Some("栈桥")),
            ("a=1&q=100%2525", Some("100%25")),
            ("q", Some("")),
            ("q=%zz%4", Some("%zz%4")),
            ("q=%ff", Some("\u{fffd}")),
            ("x=1", None),
        ] {
            assert_eq!(query_value(query, "q").as_deref(), value, "{query}");
        }
    }

    fn slug() -> impl Strategy<Value = String> {
        "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}"
    }

    proptest! {
        #[test]
        fn an_address_reads_back(slug in slug(), year in 1000u16..=9999, month in 1u8..=12, zh: bool) {
            let locale = if zh { Locale::Zh } else { Locale::En };
            let pages = [
                Page::Archive(year, None),
                Page::Archive(year, Some(month)),
                Page::Agenda(year),
                Page::Session(year, SessionId(slug.clone())),
                Page::Speaker(year, ExpertId(slug.clone())),
                Page::Report(year, ReportId(slug.clone())),
                Page::Topic(TopicId(slug.clone())),
                Page::Location(LocationId(slug.clone())),
                Page::Expert(ExpertId(slug.clone())),
                Page::Clip(ClipId(slug.clone())),
            ];
            for page in pages {
                let route = page.route(locale);
                prop_assert_eq!(Route::parse(&route.path()), Some(route));
            }
        }

        #[test]
        fn no_text_breaks_the_parser(text: String) {
            let _ = Route::parse(&text);
        }

        #[test]
        fn a_query_survives_the_address(text: String) {
            let address = Route::search(Locale::En, &text);
            let query = address.split_once('?').map_or("", |(_, query)| query);
            prop_assert_eq!(query_value(query, "q").unwrap_or_default(), text.trim());
        }
    }
}
