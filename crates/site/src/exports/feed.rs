//! News feeds with full articles: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1.
//!
//! There is one feed for all articles and one per topic, in both languages. An entry's id is the URL of its article,
//! which changes only with the office's origin.

mod html;

use super::{Exported, Published};
use crate::Draft;
use crate::naming::whole;
use film_core::locale::{Locale, words};
use film_core::route::Page;
use film_core::route::base;
use film_core::route::export::{Export, FeedForm};
use formats::xml::{element, empty, escape, open};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use serde_json::json;
use wire::{Article, Body, Picture, Source};

/// How many articles a feed has at most, the newest first. Feed readers keep what they have seen.
const MOST: usize = 50;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

/// A feed in one language, independent of its format.
struct Feed<'a> {
    origin: &'a str,
    office: &'a str,
    title: String,
    description: &'a str,
    locale: Locale,
    /// The URL of the page that shows the same articles.
    home: String,
    entries: Vec<&'a Entry<'a>>,
}

/// An article in a feed.
struct Entry<'a> {
    address: String,
    article: &'a Article,
    /// The language of the text. If a translation is missing, it is not the feed's language.
    language: Locale,
    html: String,
    /// The time of the last change, RFC 3339.
    changed: &'a str,
    /// The share card of the article.
    image: Option<String>,
}

/// Writes every feed in a language.
pub fn write(published: &Published, locale: Locale) -> Exported {
    let office = &published.content.office;
    let (origin, name) = (office.origin.as_str(), office.name.get(locale));
    let drafts = || published.drafts.iter().filter(|draft| draft.route.locale == locale);
    let entries: Vec<Entry> = drafts().filter_map(|draft| entry(origin, draft)).collect();
    let mut written = Vec::new();
    for draft in drafts() {
        let (topic, title) = match &draft.route.page {
            Page::News => (None, name.to_owned()),
            Page::Topic(topic) => (Some(topic.clone()), format!("{} · {name}", draft.document.title)),
            _ => continue,
        };
        let belongs =
            |entry: &&Entry| topic.is_none() || entry.article.topics.iter().any(|topic| topic.to == draft.route.page);
        let feed = Feed {
            origin,
            office: name,
            title,
            description: office.tagline.get(locale),
            locale,
            home: format!("{origin}{}", draft.route.path()),
            entries: entries.iter().filter(belongs).take(MOST).collect(),
        };
        for form in FeedForm::ALL {
            let export = Export::Feed(form, topic.clone());
            let address = format!("{origin}{}", export.href(locale));
            let text = match form {
                FeedForm::Atom => feed.atom(&address),
                FeedForm::Rss => feed.rss(&address),
                FeedForm::Json => feed.json(&address),
            };
            written.push((export, text));
        }
    }
    written
}

/// Returns the entry of a page, or `None` if it is not an article.
fn entry<'a>(origin: &str, draft: &'a Draft) -> Option<Entry<'a>> {
    let Body::Article(article) = &draft.document.body else { return None };
    let locale = draft.route.locale;
    Some(Entry {
        address: format!("{origin}{}", draft.route.path()),
        article,
        language: draft.document.foreign.unwrap_or(locale),
        html: text(article, origin, locale),
        changed: changed(article),
        image: draft.card.as_ref().map(|card| whole(origin, &card.address)),
    })
}

/// The latest of publication, change and corrections.
fn changed(article: &Article) -> &str {
    let corrections = article.corrections.iter().map(|(at, _)| at);
    std::iter::once(&article.published)
        .chain(&article.updated)
        .chain(corrections)
        .max_by_key(|moment| moment.iso.parse::<Timestamp>().ok())
        .map_or("", |moment| &moment.iso)
}

/// Everything on the article's page, as HTML.
fn text(article: &Article, origin: &str, locale: Locale) -> String {
    let Picture { caption, credit, illustration, .. } = &article.hero;
    let mark = illustration.then_some(words::ILLUSTRATION.get(locale));
    let caption: Vec<&str> = [caption, credit].into_iter().flatten().map(String::as_str).chain(mark).collect();
    let mut out = html::figure(&article.hero, origin, &caption.join(" · "));
    out.push_str(&html::write(&article.body, origin, locale));
    if !article.corrections.is_empty() {
        out.push_str(&element("h2", &[], words::CORRECTIONS.get(locale)));
        for (at, text) in &article.corrections {
            out.push_str(&format!("<p>{} {}</p>", element("time", &[("datetime", &at.iso)], &at.text), escape(text)));
        }
    }
    if !article.sources.is_empty() {
        out.push_str(&element("h2", &[], words::SOURCES.get(locale)));
        let source = |source: &Source| {
            let publisher = match &source.url {
                Some(url) => element("a", &[("href", url)], &source.publisher),
                None => escape(&source.publisher),
            };
            let date = source.date.as_ref().map(|date| format!(", {}", escape(date))).unwrap_or_default();
            format!("<li>{publisher}{date}</li>")
        };
        out.push_str(&format!("<ul>{}</ul>", article.sources.iter().map(source).collect::<String>()));
    }
    out
}

impl Feed<'_> {
    /// The latest change of any entry. Without entries it is the Unix epoch, because Atom requires a time.
    fn changed(&self) -> &str {
        self.entries
            .iter()
            .map(|entry| entry.changed)
            .max_by_key(|text| text.parse::<Timestamp>().ok())
            .unwrap_or("1970-01-01T00:00:00Z")
    }

    fn icon(&self) -> String {
        format!("{}{}", self.origin, base::join("/icon.svg"))
    }

    fn atom(&self, address: &str) -> String {
        let mut lines = vec![
            open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", self.locale.tag())]),
            element("id", &[], address),
            element("title", &[], &self.title),
            element("subtitle", &[], self.description),
            element("updated", &[], self.changed()),
            empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", address)]),
            empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &self.home)]),
            format!("<author>{}{}</author>", element("name", &[], self.office), element("uri", &[], self.origin)),
            element("icon", &[], &self.icon()),
        ];
        lines.extend(self.entries.iter().map(|entry| entry.atom()));
        format!("{DECLARATION}\n{}\n</feed>\n", lines.join("\n"))
    }

    fn rss(&self, address: &str) -> String {
        let spaces = [
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ];
        let mut lines = vec![
            open("rss", &spaces) + "<channel>",
            element("title", &[], &self.title),
            element("link", &[], &self.home),
            element("description", &[], self.description),
            element("language", &[], self.locale.tag()),
            element("lastBuildDate", &[], &mail_date(self.changed())),
            empty("atom:link", &[("rel", "self"), ("type", "application/rss+xml"), ("href", address)]),
        ];
        lines.extend(self.entries.iter().map(|entry| entry.rss(self.office)));
        format!("{DECLARATION}\n{}\n</channel></rss>\n", lines.join("\n"))
    }

    fn json(&self, address: &str) -> String {
        let items: Vec<_> = self.entries.iter().map(|entry| entry.json(self.office, self.origin)).collect();
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": self.home,
            "feed_url": address,
            "description": self.description,
            "icon": self.icon(),
            "authors": [{ "name": self.office, "url": self.origin }],
            "language": self.locale.tag(),
            "items": items,
        });
        format!("{feed}\n")
    }
}

impl Entry<'_> {
    fn title(&self) -> &str {
        &self.article.headline
    }

    fn atom(&self) -> String {
        let mut parts = vec![
            element("id", &[], &self.address),
            element("title", &[], self.title()),
            element("published", &[], &self.article.published.iso),
            element("updated", &[], self.changed),
            empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &self.address)]),
        ];
        // The sources of an entry (RFC 4287, 4.2.7.2).
        let sources = self.article.sources.iter().filter_map(|source| source.url.as_deref());
        parts.extend(sources.map(|url| empty("link", &[("rel", "via"), ("href", url)])));
        let byline = self.article.byline.as_ref();
        parts.extend(byline.map(|name| format!("<author>{}</author>", element("name", &[], name))));
        parts.extend(self.article.topics.iter().map(|topic| {
            let path = topic.to.path();
            let term = path.rsplit('/').next().unwrap_or_default();
            empty("category", &[("term", term), ("label", &topic.label)])
        }));
        parts.push(element("summary", &[], &self.article.summary));
        parts.push(element("content", &[("type", "html"), ("xml:lang", self.language.tag())], &self.html));
        format!("<entry>\n{}\n</entry>", parts.join("\n"))
    }

    fn rss(&self, office: &str) -> String {
        let mut parts = vec![
            element("title", &[], self.title()),
            element("link", &[], &self.address),
            element("guid", &[("isPermaLink", "true")], &self.address),
            element("pubDate", &[], &mail_date(&self.article.published.iso)),
            element("dc:creator", &[], self.article.byline.as_deref().unwrap_or(office)),
            element("dc:language", &[], self.language.tag()),
            element("atom:updated", &[], self.changed),
        ];
        parts.extend(self.article.sources.iter().map(|source| element("dc:source", &[], &source.publisher)));
        parts.extend(self.article.topics.iter().map(|topic| element("category", &[], &topic.label)));
        parts.push(element("description", &[], &self.article.summary));
        parts.push(element("content:encoded", &[], &self.html));
        format!("<item>\n{}\n</item>", parts.join("\n"))
    }

    fn json(&self, office: &str, origin: &str) -> serde_json::Value {
        let tags: Vec<&str> = self.article.topics.iter().map(|topic| topic.label.as_str()).collect();
        let author = match &self.article.byline {
            Some(byline) => json!({ "name": byline }),
            None => json!({ "name": office, "url": origin }),
        };
        let mut item = json!({
            "id": self.address,
            "url": self.address,
            "title": self.title(),
            "summary": self.article.summary,
            "content_html": self.html,
            "date_published": self.article.published.iso,
            "date_modified": self.changed,
            "authors": [author],
            "tags": tags,
            "language": self.language.tag(),
        });
        if let Some(image) = &self.image {
            item["image"] = json!(image);
        }
        item
    }
}

/// A checked RFC 3339 time in the format of RSS, in UTC (RFC 2822, 3.3).
fn mail_date(text: &str) -> String {
    let time: Timestamp = text.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    rfc2822::to_string(&time.to_zoned(TimeZone::UTC)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::Moment;

    #[test]
    fn dates_of_rss() {
        for (text, date) in [
            ("2024-05-01T10:00:00+08:00", "Wed, 1 May 2024 02:00:00 +0000"),
            ("2023-12-31T23:59:59-05:00", "Mon, 1 Jan 2024 04:59:59 +0000"),
        ] {
            assert_eq!(mail_date(text), date);
        }
    }

    #[test]
    fn a_correction_is_a_change() {
        let moment = |iso: &str| Moment { iso: iso.into(), text: String::new() };
        let mut article = Article {
            headline: String::new(),
            summary: String::new(),
            dateline: String::new(),
            byline: None,
            published: moment("2024-05-01T10:00:00+08:00"),
            updated: None,
            reading: String::new(),
            topics: Vec::new(),
            hero: Picture {
                id: String::new(),
                src: String::new(),
                sources: Vec::new(),
                width: 1,
                height: 1,
                alt: String::new(),
                caption: None,
                credit: None,
                illustration: false,
                note: None,
            },
            body: Vec::new(),
            corrections: Vec::new(),
            sources: Vec::new(),
            mentions: Vec::new(),
            more: Vec::new(),
            previous: None,
            next: None,
        };
        assert_eq!(changed(&article), "2024-05-01T10:00:00+08:00");
        article.updated = Some(moment("2024-05-01T03:00:00Z"));
        assert_eq!(changed(&article), "2024-05-01T03:00:00Z");
        article.corrections.push((moment("2024-06-01T00:00:00Z"), String::new()));
        assert_eq!(changed(&article), "2024-06-01T00:00:00Z");
    }
}
