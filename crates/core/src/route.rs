//! Every URL path of the site: one type with its parser and its printer.
//!
//! No other module writes paths; `href` attributes use [`Route::path`].

pub mod base;
pub mod chunk;
pub mod export;
mod page;

use crate::locale::Locale;
use formats::percent::decode;
pub use formats::percent::encode;
pub use page::{Area, Page, parse_year};

/// A page in a language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    /// The language.
    pub locale: Locale,
    /// The page.
    pub page: Page,
}

impl Route {
    /// Parses a path from the address bar, without query string and fragment.
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

    /// The language of a path, even if there is no such page.
    pub fn locale_of(path: &str) -> Locale {
        match base::strip(path).unwrap_or_default().strip_prefix("/zh") {
            Some(rest) if rest.is_empty() || rest.starts_with('/') => Locale::Zh,
            _ => Locale::En,
        }
    }

    /// The path for `href` attributes and the address bar, including the base of the site: `/zh/news/x`.
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

    /// The URL path of the page's data: `/data/zh/news/x.json`.
    pub fn data_path(&self) -> String {
        base::join(&["/", &self.data_file()].concat())
    }

    /// The file of the page's data, relative to the root of the site.
    pub fn data_file(&self) -> String {
        match (self.locale, &self.page) {
            (Locale::En, Page::Home) => "data/index.json".into(),
            _ => format!("data{}.json", self.inner()),
        }
    }

    /// The file of the prerendered page, relative to the root of the site: `zh/news/x.html`.
    pub fn file(&self) -> String {
        match (self.locale, &self.page) {
            (Locale::En, Page::Home) => "index.html".into(),
            _ => format!("{}.html", &self.inner()[1..]),
        }
    }

    /// The page that offers to save another page and its files on the device.
    pub fn save(locale: Locale, page: &Page) -> String {
        [&Page::Offline.href(locale), "?save=", &encode(&page.path())].concat()
    }

    /// The target for content that other programs share with the installed app. The service worker handles it.
    pub fn share(locale: Locale) -> String {
        base::join(locale.pick("/share", "/zh/share"))
    }

    /// A link that contains the reader's data in its fragment, after `mark`. The query string says so, because a
    /// messenger may cut off the fragment.
    pub fn carrying(locale: Locale, page: &Page, mark: &str, text: &str) -> String {
        [&page.href(locale), "?", LINKED, mark, text].concat()
    }

    /// A list with one condition or in one view: `/library/locations?class=coast`.
    pub fn list(locale: Locale, page: &Page, key: &str, value: &str) -> String {
        [&page.href(locale), "?", key, "=", &encode(value)].concat()
    }

    /// The search page for a query.
    pub fn search(locale: Locale, query: &str) -> String {
        let path = Page::Search.href(locale);
        let query = query.trim();
        if query.is_empty() { path } else { format!("{path}?q={}", encode(query)) }
    }
}

/// The path of the web app manifest, below the base of the site.
pub fn manifest(locale: Locale) -> &'static str {
    locale.pick("/manifest.webmanifest", "/manifest.zh.webmanifest")
}

/// The key in the query string of the pack page for a file that was shared with the app.
pub const SHARED: &str = "shared";

/// The key in the query string of a link that has data in its fragment.
pub const LINKED: &str = "link";

/// Every key that a page reads from its query string, separated by spaces: of links with data, of lists, agendas and
/// days, then of the collections' filters. Messengers and advertisers append others, which mean nothing to a page. The
/// start script loads the program at once for these alone.
pub const QUERY_KEYS: &str = "link shared save \
    q n view sort reverse at compare picture \
    day show zone track room type language \
    class setting district permit decade elevation filmed year places \
    area height power current load-in parking step-free noise drones furniture lead-time \
    field kind affiliation works \
    season time weather shot movement shape size rate codec colour duration";

/// The data that a link carries after `mark`. Empty if a messenger cut off the fragment or put its own in its place; if
/// it percent-encoded the `#`, the data is read from the query.
pub fn carried(mark: &str, query: &str, fragment: &str) -> Option<String> {
    let plain = fragment.strip_prefix(mark).map(str::to_owned);
    plain
        .or_else(|| decode(fragment).strip_prefix(mark).map(str::to_owned))
        .or_else(|| decode(query).split_once(mark).map(|(_, text)| text.to_owned()))
        .or_else(|| (!is_place(fragment) && query_value(query, LINKED).is_some()).then(String::new))
}

/// Whether a fragment leads to a part of a page that a link with data may open.
fn is_place(fragment: &str) -> bool {
    ["#main", "#top", "#backup"].contains(&fragment)
}

/// Whether a query string announces a shared file or link. The page offers to import it once.
pub fn is_handed_over(query: &str) -> bool {
    let is = |pair: &str| [SHARED, LINKED].contains(&decode(pair).split(['=', '#']).next().unwrap_or_default());
    query.trim_start_matches('?').split('&').any(is)
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

/// Sets a key of a query string, or removes it.
pub fn query_with(query: &str, key: &str, value: Option<&str>) -> String {
    let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(key);
    let others = query.trim_start_matches('?').split('&').filter(is_other).map(str::to_owned);
    others.chain(value.map(|value| [key, "=", value].concat())).collect::<Vec<_>>().join("&")
}

/// The indices, in a list of values, of the values that a query string has under a key. Each index occurs once, in list
/// order. Values that are not in the list are added to `unknown`, as `key=value`.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClipId, ExpertId, LocationId, ProductionId, ReportId, SessionId, TopicId};
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
            ("/library/productions", "library/productions.html", "/data/library/productions.json"),
            ("/zh/library/productions/a", "zh/library/productions/a.html", "/data/zh/library/productions/a.json"),
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
    fn one_value_of_a_query_changes() {
        for (query, value, changed) in [
            ("", Some("3"), "picture=3"),
            ("?day=2025-03-11", Some("3"), "day=2025-03-11&picture=3"),
            ("picture=3&day=2025-03-11", Some("4"), "day=2025-03-11&picture=4"),
            ("picture&day=2025-03-11&picture=x", None, "day=2025-03-11"),
            ("pictures=3", None, "pictures=3"),
        ] {
            assert_eq!(query_with(query, "picture", value), changed, "{query}");
        }
    }

    #[test]
    fn a_list_has_its_condition_in_the_query() {
        let address = Route::list(Locale::Zh, &Page::Locations, "class", "coast");
        assert_eq!(address, "/zh/library/locations?class=coast");
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

    #[test]
    fn what_a_link_carries_and_what_messengers_do_to_it() {
        let link = Route::carrying(Locale::Zh, &Page::Pack, "#p=", "2_ab");
        assert_eq!(link, "/zh/pack?link#p=2_ab");
        for (query, fragment, text) in [
            ("?link", "#p=2_ab", Some("2_ab")),
            ("", "#p=2_ab", Some("2_ab")),
            ("?link&from=singlemessage&isappinstalled=0", "#p=2_ab&tdsourcetag=s", Some("2_ab&tdsourcetag=s")),
            ("?link", "#p=web+filmpack:2_ab", Some("web+filmpack:2_ab")),
            // Percent-encoded in transit.
            ("?link", "#p%3D2_ab", Some("2_ab")),
            ("?link%23p=2_ab", "", Some("2_ab")),
            ("?link%23p%3D2_ab", "", Some("2_ab")),
            // Cut off.
            ("?link", "", Some("")),
            ("link=", "#", Some("")),
            ("?from=singlemessage&link", "", Some("")),
            ("?link", "#p=", Some("")),
            ("?link", "#wechat_redirect", Some("")),
            // Not a link of this site.
            ("", "", None),
            ("?from=singlemessage", "", None),
            ("?link", "#top", None),
        ] {
            assert_eq!(carried("#p=", query, fragment).as_deref(), text, "{query} {fragment}");
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
                Page::Production(ProductionId(slug.clone())),
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
