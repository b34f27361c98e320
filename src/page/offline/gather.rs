//! Collects what must be saved for a thing: its pages, found in their documents, and the files that they refer to.

use crate::browser;
use crate::load::LoadError;
use crate::locale::Locale;
use crate::offline::Wanted;
use crate::route::Page;
use crate::wire::{Download, Picture, SentDocument, Summary};
use leptos::prelude::*;
use std::collections::VecDeque;

/// A thing that can be saved: a pack, an edition, a collection, a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its id among the pins.
    pub id: String,
    /// Its name; if empty, the name of its page is used.
    pub name: String,
    /// The path of the page that shows it.
    pub path: String,
    /// The pages that gathering starts with.
    pub pages: Vec<Page>,
}

impl Thing {
    /// The thing that a page represents: an agenda represents its edition, any other page itself.
    pub fn of(page: Page, locale: Locale) -> Thing {
        let (page, more) = match page {
            Page::Agenda(year) => (Page::Edition(year), vec![Page::Agenda(year)]),
            Page::Edition(year) => (Page::Edition(year), vec![Page::Agenda(year)]),
            page => (page, Vec::new()),
        };
        let path = page.href(locale);
        let pages = [vec![page], more].concat();
        Thing { id: path.clone(), name: String::new(), path, pages }
    }
}

/// The result of gathering.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Each page with its files.
    pub items: Vec<Wanted>,
    /// Pages that the site no longer has.
    pub missing: Vec<Page>,
}

/// The pages that belong to a thing's page.
fn below(document: &SentDocument) -> Result<Vec<Page>, LoadError> {
    match document.page {
        Page::Edition(_) | Page::Locations | Page::Productions | Page::Clips | Page::Experts => {
            match document.read_counted::<Summary>()? {
                (summary, 0) => Ok(summary.into_pages().collect()),
                (_, left_out) => Err(LoadError::Malformed(format!("{:?}, {left_out} items", document.page))),
            }
        }
        _ => Ok(Vec::new()),
    }
}

/// A page with the files that it shows. Of a clip, the first file that this browser can play; of a photograph, the
/// best format, because the others are for browsers that are too old for offline use.
fn wanted(document: &SentDocument, locale: Locale, plays: impl Fn(&str) -> bool) -> Result<Wanted, LoadError> {
    let mut urls = Vec::new();
    let mut add = |url: &str| {
        if !urls.iter().any(|known| known == url) {
            urls.push(url.to_owned());
        }
    };
    for picture in document.parts::<Picture>() {
        match picture.sources.first() {
            Some(best) => best.srcset.split(", ").filter_map(|file| file.split(' ').next()).for_each(&mut add),
            None => add(&picture.src),
        }
    }
    // The downloadable image of a chart is listed in its report.
    document.parts::<Download>().iter().filter(|file| file.mime == "image/png").for_each(|file| add(&file.href));
    let Summary { poster, renditions, .. } = document.summary()?;
    poster.iter().for_each(|poster| add(&poster.src));
    let playable = renditions.iter().find(|file| plays(&file.mime)).or(renditions.first());
    playable.into_iter().for_each(|file| add(&file.src));
    Ok(Wanted { path: document.page.href(locale), title: document.title.clone(), urls })
}

/// Collects what must be saved for some pages, including the pages that belong to them. `progress` counts the pages
/// that have arrived, in the order in which they were requested, and all pages. Stops when `progress` is disposed.
pub async fn gather(pages: Vec<Page>, locale: Locale, progress: RwSignal<(usize, usize)>) -> Result<Found, LoadError> {
    let fetch = |page: &Page| browser::fetch_document(&page.route(locale));
    let mut found = Found::default();
    let mut coming: VecDeque<_> = pages.iter().map(fetch).collect();
    let mut asked = pages;
    let mut come = 0;
    while let Some(answer) = coming.pop_front() {
        if progress.try_set((come, asked.len())).is_some() {
            break;
        }
        match answer.await {
            Ok(document) => {
                found.items.push(wanted(&document, locale, browser::plays)?);
                for page in below(&document)? {
                    if !asked.contains(&page) {
                        coming.push_back(fetch(&page));
                        asked.push(page);
                    }
                }
            }
            Err(LoadError::NotFound) => found.missing.push(asked[come].clone()),
            Err(error) => return Err(error),
        }
        come += 1;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(page: &str, body: &str) -> SentDocument {
        let json = format!(r#"{{"format":2,"page":"{page}","title":"T","description":"","body":{body}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn what_a_page_stands_for() {
        for (page, id, pages) in [
            ("/summit/2023/agenda", "/zh/summit/2023", vec!["/summit/2023", "/summit/2023/agenda"]),
            ("/summit/2023", "/zh/summit/2023", vec!["/summit/2023", "/summit/2023/agenda"]),
            ("/library/clips/a", "/zh/library/clips/a", vec!["/library/clips/a"]),
        ] {
            let thing = Thing::of(Page::parse(page).unwrap(), Locale::Zh);
            assert_eq!(thing.id, id);
            assert_eq!(thing.pages.iter().map(Page::path).collect::<Vec<_>>(), pages);
        }
    }

    #[test]
    fn what_belongs_to_a_page() {
        for (page, body, expected) in [
            (
                "/summit/2023",
                r#"{"sessions":[{"to":"/summit/2023/sessions/a","title":"","time":"","note":""}],"speakers":[{"to":"/summit/2023/speakers/b","title":""}],
                    "reports":[{"to":"/summit/2023/reports/c","title":""}]}"#,
                vec!["/summit/2023/sessions/a", "/summit/2023/speakers/b", "/summit/2023/reports/c"],
            ),
            (
                "/library/clips",
                r#"{"index":[["A",[{"to":"/library/clips/a","label":"A"}]],["B",[{"to":"/library/clips/b","label":"B"}]]]}"#,
                vec!["/library/clips/a", "/library/clips/b"],
            ),
            // The agenda's sessions have another shape, and no pages belong to it.
            ("/summit/2023/agenda", r#"{"sessions":[[{},{"to":"/summit/2023/sessions/a"}]]}"#, vec![]),
            ("/news/a", "null", vec![]),
        ] {
            let found: Vec<String> = below(&document(page, body)).unwrap().iter().map(Page::path).collect();
            assert_eq!(found, expected, "{page}");
        }
    }

    #[test]
    fn what_is_saved_of_a_page() {
        let picture =
            |src: &str, rest: &str| format!(r#"{{"src":"{src}","width":1,"height":1,"alt":"/media/x.svg"{rest}}}"#);
        let [poster, drawn] = ["/media/p.webp", "/media/a-_1.svg"].map(|src| picture(src, ""));
        let sources = r#","sources":[{"mime":"image/avif","srcset":"/media/b.avif 640w, /media/c.avif 1280w"},
            {"mime":"image/webp","srcset":"/media/d.webp 640w"}]"#;
        let card =
            format!(r#"{{"to":"/news/a","title":"see /media/y.svg","picture":{}}}"#, picture("/media/d.webp", sources));
        let body = format!(
            r#"{{"poster":{poster},"pictures":[{drawn},{drawn}],"related":[{{"heading":"","cards":[{card}]}}],
                "charts":[{{"picture":{{"href":"/summit/2023/reports/a-1.png","label":"","mime":"image/png"}}}}],
                "files":[{{"href":"/summit/2023/reports/a.csv","label":"","mime":"text/csv"}}],
                "renditions":[{{"src":"/media/c.webm","mime":"video/webm","label":""}},
                    {{"src":"/media/c.mp4","mime":"video/mp4","label":""}}]}}"#
        );
        let plays = |mime: &str| mime == "video/mp4";
        let item = wanted(&document("/library/clips/a", &body), Locale::En, plays).unwrap();
        let mut urls: Vec<&str> = item.urls.iter().map(String::as_str).collect();
        urls.sort_unstable();
        let expected = ["/media/a-_1.svg", "/media/b.avif", "/media/c.avif", "/media/c.mp4", "/media/p.webp"];
        assert_eq!(urls, [expected.as_slice(), &["/summit/2023/reports/a-1.png"]].concat());
        assert_eq!((item.path.as_str(), item.title.as_str()), ("/library/clips/a", "T"));
        assert!(wanted(&document("/search", "null"), Locale::En, plays).unwrap().urls.is_empty());
    }
}
