//! What a poster shows.

use crate::browser;
use crate::load::LoadError;
use crate::locale::{Locale, words};
use crate::pack::Pack;
use crate::pack::file_name::file_name;
use crate::page::pack::share;
use crate::route::Page;
use crate::ui::qr;
use crate::wire::lookbook::Photo;
use crate::wire::poster::Poster;
use crate::wire::{Picture, SentDocument, Site, Summary};

/// The most pictures on a poster.
const MOST: usize = 4;

/// A poster that can be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// A [`Poster`] as JSON.
    pub json: String,
    /// The name of its file.
    pub name: String,
    /// What it says, for readers who do not see it.
    pub text: String,
    /// Why its code leads to the site only; empty otherwise.
    pub note: String,
}

/// Collects the poster of a page.
///
/// # Errors
///
/// If the page's document could not be fetched.
pub async fn of_page(page: &Page, locale: Locale, site: &Site) -> Result<Content, LoadError> {
    let document = browser::fetch_document(&page.route(locale)).await?;
    let summary = document.summary()?;
    let line = line(&document, &summary);
    let pictures = pictures(&document, &summary);
    Ok(content(&browser::origin(), &page.href(locale), (document.title.clone(), line), &pictures, locale, site))
}

/// Collects the poster of a pack. Records that cannot be fetched have no picture on it.
pub async fn of_pack(pack: &Pack, name: String, locale: Locale, site: &Site) -> Content {
    // All are requested at once.
    let asked: Vec<_> = pack.items.iter().map(|item| browser::fetch_document(&item.page.route(locale))).collect();
    let mut found = Vec::new();
    for answer in asked {
        if found.len() == MOST {
            break;
        }
        let Ok(document) = answer.await else { continue };
        let Ok(summary) = document.summary() else { continue };
        found.extend(pictures(&document, &summary).into_iter().next());
    }
    let count = words::OFFICE_COUNT.with(locale, &[&pack.items.len().to_string()]);
    let line = joined([Some(count), pack.day.clone()]);
    content(&browser::origin(), &share::address(pack, locale), (name, line), &found, locale, site)
}

/// Texts with dots between them, without empty ones.
fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The line below the title.
fn line(document: &SentDocument, summary: &Summary) -> String {
    let summary = summary.clone();
    match document.page {
        Page::Location(_) => joined([summary.class_name, Some(summary.district)]),
        Page::Production(_) => joined([summary.kicker]),
        Page::Article(_) => joined([summary.published.map(|moment| moment.text)]),
        Page::Expert(_) | Page::Speaker(..) => joined([summary.role]),
        // The first facts are its day and time.
        Page::Session(..) => joined(summary.facts.into_iter().take(2).map(|fact| Some(fact.value))),
        // The first fact is its dates.
        Page::Edition(_) => joined(summary.facts.into_iter().take(1).map(|fact| Some(fact.value))),
        _ => joined([document.crumbs.last().map(|link| link.label.clone())]),
    }
}

/// The leading picture; of a production, which has none of its own, those of its places.
fn pictures(document: &SentDocument, summary: &Summary) -> Vec<Picture> {
    let own = summary.lead_picture().cloned();
    match document.page {
        Page::Production(_) => document.parts::<Picture>().into_iter().take(MOST).collect(),
        _ => own.into_iter().collect(),
    }
}

/// The content of a poster whose code leads to a URL without scheme and host.
fn content(
    origin: &str,
    url: &str,
    (title, line): (String, String),
    pictures: &[Picture],
    locale: Locale,
    site: &Site,
) -> Content {
    let home = [origin, &Page::Home.href(locale)].concat();
    let (code, note) = match qr::path(&[origin, url].concat()) {
        Some(code) => (code, String::new()),
        // The site's own address is always short enough.
        None => (qr::path(&home).unwrap_or_default(), words::POSTER_NO_QR.get(locale).to_owned()),
    };
    let mut credits: Vec<String> = Vec::new();
    for picture in pictures {
        let mark = picture.illustration.then(|| words::ILLUSTRATION.get(locale).to_owned());
        let credit = joined([mark, picture.credit.clone()]);
        if !credit.is_empty() && !credits.contains(&credit) {
            credits.push(credit);
        }
    }
    // Nobody types the data of a pack, which is all that follows the page's path.
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let address = if note.is_empty() { [host, path].concat() } else { host.to_owned() };
    let name = Site::text(&site.name, locale).to_owned();
    let credit = credits.join(locale.pick("; ", "；"));
    let text = joined([
        Some(title.clone()),
        Some(line.clone()),
        Some(name.clone()),
        Some(address.clone()),
        Some(credit.clone()),
    ]);
    let poster = Poster {
        lang: locale.tag().to_owned(),
        title: title.clone(),
        line,
        site: name,
        address: address.trim_end_matches('/').to_owned(),
        note: note.clone(),
        credit,
        pictures: pictures.iter().map(Photo::from).collect(),
        code: (code.0.unsigned_abs(), code.1),
    };
    Content {
        // A value of texts and integers always becomes JSON.
        json: serde_json::to_string(&poster).unwrap_or_default(),
        name: file_name(&title, "jpg"),
        text: words::POSTER_ALT.with(locale, &[&text]),
        note,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://film.example";

    fn site() -> Site {
        Site {
            name: ["Film office".into(), "电影办公室".into()],
            licence: [String::new(), String::new()],
            version: String::new(),
            catalog: [String::new(), String::new()],
            offset: 480,
            summit: true,
            only: None,
            illustrated: false,
        }
    }

    fn picture(credit: Option<&str>, illustration: bool) -> Picture {
        let json = r#"{"src":"/media/a.webp","width":1600,"height":900,"alt":""}"#;
        let credit = credit.map(str::to_owned);
        Picture { credit, illustration, ..serde_json::from_str(json).unwrap() }
    }

    fn document(page: &str, body: &str) -> SentDocument {
        let crumbs = r#"[{"to":"/library","label":"Library"},{"to":"/library/clips","label":"Clips"}]"#;
        let json =
            format!(r#"{{"format":2,"page":"{page}","title":"T","description":"","crumbs":{crumbs},"body":{body}}}"#);
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn the_line_says_what_a_page_is() {
        for (page, body, expected) in [
            ("/library/locations/a", r#"{"class_name":"Coast","district":"Shinan"}"#, "Coast · Shinan"),
            ("/library/locations/a", r#"{"class_name":"Coast","district":""}"#, "Coast"),
            ("/library/productions/a", r#"{"kicker":"Film, 2019"}"#, "Film, 2019"),
            ("/news/a", r#"{"published":{"iso":"2023-08-23","text":"23 August 2023"}}"#, "23 August 2023"),
            ("/library/experts/a", r#"{"role":"Director"}"#, "Director"),
            (
                "/summit/2023/sessions/a",
                r#"{"facts":[{"label":"Day","value":"23 August"},{"label":"Time","value":"09:00"},{"label":"Room","value":"A"}]}"#,
                "23 August · 09:00",
            ),
            ("/library/clips/a", "{}", "Clips"),
        ] {
            let document = document(page, body);
            assert_eq!(line(&document, &document.summary().unwrap()), expected, "{page}");
        }
    }

    #[test]
    fn a_production_shows_the_pictures_of_its_places() {
        let picture = r#"{"src":"/media/a.webp","width":2,"height":1,"alt":""}"#;
        let card = format!(r#"{{"to":"/library/locations/a","title":"A","picture":{picture}}}"#);
        let cards = [&*card; 6].join(",");
        let production = document("/library/productions/a", &format!(r#"{{"places":[{cards}]}}"#));
        assert_eq!(pictures(&production, &production.summary().unwrap()).len(), MOST);
        let article = document("/news/a", &format!(r#"{{"hero":{picture},"more":[{cards}]}}"#));
        assert_eq!(pictures(&article, &article.summary().unwrap()).len(), 1);
    }

    #[test]
    fn the_code_leads_to_the_page_or_the_site() {
        let title = || ("栈桥".to_owned(), "海岸".to_owned());
        let pictures = [picture(Some("Wu"), true), picture(Some("Wu"), true), picture(None, false)];
        let page = content(ORIGIN, "/zh/library/locations/a", title(), &pictures, Locale::Zh, &site());
        assert_eq!((&*page.name, &*page.note), ("栈桥.jpg", ""));
        assert_eq!(page.text, "海报：栈桥 · 海岸 · 电影办公室 · film.example/zh/library/locations/a · 插图 · Wu");
        let code = |content: &Content| {
            let poster: serde_json::Value = serde_json::from_str(&content.json).unwrap();
            (poster["code"][0].as_i64().unwrap(), poster["code"][1].as_str().unwrap().to_owned(), poster)
        };
        let (side, path, poster) = code(&page);
        assert_eq!(Some((side as i32, path)), qr::path("https://film.example/zh/library/locations/a"));
        assert_eq!(poster["credit"], "插图 · Wu");

        let pack = content(ORIGIN, "/pack?linked#p=1abc", title(), &[], Locale::En, &site());
        assert_eq!(code(&pack).2["address"], "film.example/pack");
        let long = ["/pack?linked#p=1", &"a".repeat(qr::MAX_LENGTH)].concat();
        let long = content(ORIGIN, &long, title(), &[], Locale::En, &site());
        let (side, path, poster) = code(&long);
        assert_eq!(Some((side as i32, path)), qr::path("https://film.example/"));
        assert_eq!((poster["note"].as_str(), &*long.note), (Some(words::POSTER_NO_QR.en), words::POSTER_NO_QR.en));
        assert_eq!(poster["address"], "film.example");
    }
}
