//! Chooses which library records get their own page if there are more records than a site can have pages.
//!
//! The most linked and the newest records, in turn, get pages. The others only have data: if the host finds no page, it
//! sends an empty shell in the right language (`library/shell.html`, `zh/library/shell.html`, see `headers`), and the
//! program fills it.

use super::content::Content;
use super::{Draft, Files};
use film_core::route::Page;
use std::collections::{BTreeMap, BTreeSet};

/// The maximum number of pages, in both languages together: the limit of a sitemap (sitemaps.org, protocol).
pub const MOST: usize = 50_000;

/// The shells for records without a page, by language. Only sites with such records have shells.
pub const SHELLS: [&str; 2] = ["library/shell.html", "zh/library/shell.html"];

/// Whether some records of the library have data but no page.
pub fn is_partial(files: &Files) -> bool {
    SHELLS.iter().any(|shell| files.contains_key(*shell))
}

/// Whether a page shows a record of the library.
pub fn is_library_record(page: &Page) -> bool {
    matches!(page, Page::Location(_) | Page::Production(_) | Page::Expert(_) | Page::Clip(_))
}

/// Returns the records that get no page if at most `most` do. `drafts` are all pages that do not show a library record.
pub fn without<'a>(content: &Content, drafts: &[Draft], records: &'a [Page], most: usize) -> BTreeSet<&'a Page> {
    let links = links(content, drafts);
    let rank = |key: &dyn Fn(&Page) -> String| {
        let mut ranked: Vec<(String, &Page)> = records.iter().map(|page| (key(page), page)).collect();
        // Ties are broken by id, because the sort is stable.
        ranked.sort_by(|(a, _), (b, _)| b.cmp(a));
        ranked.into_iter().map(|(_, page)| page)
    };
    let linked = rank(&|page| format!("{:010}", links.get(page).copied().unwrap_or_default()));
    let newest = rank(&|page| date(content, page).to_owned());
    let mut rest: BTreeSet<&Page> = records.iter().collect();
    for page in linked.zip(newest).flat_map(|(linked, newest)| [linked, newest]) {
        if records.len() - rest.len() == most {
            break;
        }
        rest.remove(page);
    }
    rest
}

/// The number of links to each record: from other pages, from its clips, and from people who know it.
fn links(content: &Content, drafts: &[Draft]) -> BTreeMap<Page, u32> {
    let mut links = BTreeMap::new();
    let mut count = |page: Page| *links.entry(page).or_default() += 1;
    for draft in drafts {
        let sent = draft.document.sent().expect("a document is plain data");
        sent.parts::<Page>().into_iter().filter(is_library_record).for_each(&mut count);
    }
    let places = content.clips.values().map(|clip| &clip.location);
    let known = content.experts.values().flat_map(|expert| &expert.locations);
    places.chain(known).for_each(|id| count(Page::Location(id.clone())));
    links
}

/// The date that makes a record new: when it was last checked, made or described; empty if unknown.
fn date<'a>(content: &'a Content, page: &Page) -> &'a str {
    let day = match page {
        Page::Location(id) => content.locations.get(id.as_str()).and_then(|it| it.verified.as_ref()).map(|it| &it.on),
        Page::Expert(id) => content.experts.get(id.as_str()).map(|it| &it.as_of),
        Page::Clip(id) => content.clips.get(id.as_str()).map(|it| &it.created),
        _ => None,
    };
    day.map_or("", String::as_str)
}

/// The number of records of a built site that have data but no page. Each language counts.
pub fn count(files: &Files) -> usize {
    files.keys().filter(|path| has_no_page(path, files)).count()
}

/// Whether a file is the data of a record without a page.
pub fn has_no_page(path: &str, files: &Files) -> bool {
    let page = path.strip_prefix("data/").and_then(|path| path.strip_suffix(".json"));
    let is_library_record = |page: &&str| {
        Page::parse(&format!("/{}", page.trim_start_matches("zh/"))).is_some_and(|page| is_library_record(&page))
    };
    page.filter(is_library_record).is_some_and(|page| !files.contains_key(&format!("{page}.html")))
}
