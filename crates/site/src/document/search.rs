//! What the whole site is searched by: an entry for everything that has a page of its own.

use super::super::check::Content;
use super::super::markdown;
use super::catalog::Spec;
use super::library::listed;
use super::{cut, summit};
use catalog::Value;
use catalog::build::Record;
use film_core::locale::{Locale, Text, words};
use film_core::route::Page;
use wire::{Card, Entry};

/// Something that can be found.
struct Found {
    to: Page,
    kind: film_core::locale::Words,
    title: String,
    text: String,
    /// The other language's title, keywords.
    words: String,
}

/// Everything that can be found, in a language.
fn everything(content: &Content, locale: Locale) -> Vec<Found> {
    let mut entries = Vec::new();
    let mut add = |to: Page, kind: film_core::locale::Words, title: &Text, text: &str, words: &[&str]| {
        let other = title.in_locale(locale.other()).unwrap_or_default();
        let words: Vec<&str> =
            std::iter::once(other).chain(words.iter().copied()).filter(|word| !word.is_empty()).collect();
        entries.push(Found {
            to,
            kind,
            title: title.get(locale).to_owned(),
            text: cut(text, 180),
            words: words.join(" "),
        });
    };
    for location in content.locations.values() {
        let mut more = vec![location.class.name(locale), location.district.get(locale)];
        more.extend(location.productions.iter().map(|it| it.title.get(locale)));
        add(Page::Location(location.id.clone()), words::LOCATIONS, &location.name, location.summary.get(locale), &more);
    }
    for clip in content.clips.values() {
        let more: Vec<&str> = clip.keywords.iter().map(|word| word.get(locale)).collect();
        let text = clip.description.get(locale);
        add(Page::Clip(clip.id.clone()), words::CLIPS, &clip.headline, text, &more);
    }
    for expert in listed(content) {
        let parts = [&expert.title, &expert.affiliation];
        let texts: Vec<&str> = parts.into_iter().flatten().map(|text| text.get(locale)).collect();
        let more: Vec<&str> = expert.credits.iter().map(|credit| credit.work.get(locale)).collect();
        let comma = if locale == Locale::Zh { "，" } else { ", " };
        add(Page::Expert(expert.id.clone()), words::EXPERTS, &expert.name, &texts.join(comma), &more);
    }
    for edition in &content.editions {
        let year = edition.year;
        add(Page::Edition(year), words::SUMMIT, &edition.title, edition.summary.get(locale), &[]);
        for session in &edition.sessions {
            let text = session.r#abstract.as_ref().map_or("", |text| text.get(locale));
            add(Page::Session(year, session.id.clone()), words::SESSIONS, &session.title, text, &[]);
        }
        for report in &edition.reports {
            let text = report.summary.get(locale);
            add(Page::Report(year, report.id.clone()), words::REPORTS, &report.title, text, &[]);
        }
        for speaker in summit::speakers(content, edition).into_iter().filter(|it| it.official) {
            let text = speaker.title.as_ref().map_or("", |text| text.get(locale));
            add(Page::Speaker(year, speaker.id.clone()), words::SPEAKERS, &speaker.name, text, &[]);
        }
    }
    for article in &content.news {
        let news = &article.news;
        let body = article.body.get(&locale).or_else(|| article.body.get(&locale.other()));
        let headings = body.map(|nodes| headings(nodes)).unwrap_or_default();
        add(Page::Article(news.id.clone()), words::NEWS, &news.headline, news.summary.get(locale), &[&headings]);
    }
    entries
}

/// The kinds of entries, in the order in which results are grouped.
const KINDS: [(&str, film_core::locale::Words); 8] = [
    ("location", words::LOCATIONS),
    ("clip", words::CLIPS),
    ("expert", words::EXPERTS),
    ("news", words::NEWS),
    ("session", words::SESSIONS),
    ("report", words::REPORTS),
    ("speaker", words::SPEAKERS),
    ("summit", words::SUMMIT),
];

/// The catalogue of the whole site.
pub(super) fn spec(content: &Content, locale: Locale) -> Spec {
    let values = KINDS.map(|(key, label)| Value { key: key.into(), label: label.get(locale).into() });
    let records = everything(content, locale).into_iter().map(|entry| {
        let kind = KINDS.iter().position(|(_, label)| *label == entry.kind).unwrap_or_default();
        let pinyin = match &entry.to {
            Page::Location(id) => content.locations.get(id.as_str()).map(|it| it.pinyin.clone()).unwrap_or_default(),
            _ => String::new(),
        };
        let card = Card {
            to: entry.to,
            title: entry.title.clone(),
            kicker: Some(entry.kind.get(locale).to_owned()),
            date: None,
            text: (!entry.text.is_empty()).then(|| entry.text.clone()),
            note: None,
            picture: None,
            foreign: None,
        };
        Record {
            title: entry.title,
            names: Vec::new(),
            keywords: vec![entry.words],
            text: entry.text,
            pinyin,
            sort: String::new(),
            facets: vec![vec![kind as u32]],
            numbers: Vec::new(),
            card: serde_json::to_vec(&Entry { card, cells: Vec::new() }).expect("a card is plain data"),
        }
    });
    Spec::of_kinds("kind", words::KIND.get(locale), values.into(), records.collect())
}

fn headings(nodes: &[wire::Node]) -> String {
    let texts = nodes.iter().filter_map(|node| match node {
        wire::Node::H(_, _, inner) => Some(markdown::plain(inner)),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}
