//! The search index of the whole site: an entry for everything that has its own page.

use super::super::markdown;
use super::catalog::Spec;
use super::library::listed;
use super::{Maker, cut, summit};
use catalog::build::Record;
use film_core::locale::{Locale, Text, Words, words};
use film_core::route::Page;
use wire::{Card, Facet, FacetValue, Node};

/// The kinds of entries, in the order in which results are grouped.
const KINDS: [(&str, Words); 10] = [
    ("location", words::LOCATIONS),
    ("production", words::PRODUCTIONS),
    ("clip", words::CLIPS),
    ("expert", words::EXPERTS),
    ("news", words::NEWS),
    ("session", words::SESSIONS),
    ("report", words::REPORTS),
    ("speaker", words::SPEAKERS),
    ("summit", words::SUMMIT),
    ("about", words::ABOUT),
];

/// The catalogue of the whole site.
pub(super) fn spec(maker: Maker) -> Spec {
    let values = KINDS.map(|(key, label)| FacetValue { key: key.into(), label: maker.say(label), count: 0 });
    let facets = vec![Facet { key: "kind".into(), label: maker.say(words::KIND), values: values.into() }];
    Spec { facets, records: everything(maker), ..Spec::default() }
}

/// A search entry.
struct Found<'t> {
    to: Page,
    kind: Words,
    title: &'t Text,
    /// The text of the result, shortened if it is long.
    text: String,
    pinyin: &'t str,
    keywords: Vec<String>,
    body: String,
}

/// All search entries in one language.
fn everything(maker: Maker) -> Vec<Record> {
    let (content, locale) = (maker.content, maker.locale);
    let mut records = Vec::new();
    let mut add = |found: Found| records.push(record(maker, found));
    for it in content.locations.values() {
        add(Found {
            to: Page::Location(it.id.clone()),
            kind: words::LOCATIONS,
            title: &it.name,
            text: maker.text(&it.summary),
            pinyin: it.pinyin.as_deref().unwrap_or_default(),
            keywords: maker.location_keywords(it),
            body: maker.location_text(it),
        });
    }
    for it in content.productions.values() {
        add(Found {
            to: Page::Production(it.id.clone()),
            kind: words::PRODUCTIONS,
            title: &it.title,
            text: maker.text(&it.summary),
            pinyin: it.pinyin.as_deref().unwrap_or_default(),
            keywords: maker.production_keywords(it),
            body: maker.production_text(it),
        });
    }
    for it in content.clips.values() {
        add(Found {
            to: Page::Clip(it.id.clone()),
            kind: words::CLIPS,
            title: &it.headline,
            text: maker.text(&it.description),
            pinyin: "",
            keywords: maker.texts(&it.keywords),
            body: maker.clip_text(it),
        });
    }
    for it in listed(content) {
        add(Found {
            to: Page::Expert(it.id.clone()),
            kind: words::EXPERTS,
            title: &it.name,
            text: maker.expert_card(it).text.unwrap_or_default(),
            pinyin: "",
            keywords: maker.texts(it.credits.iter().map(|credit| &credit.work)),
            body: maker.person_text(it),
        });
    }
    for edition in &content.editions {
        let year = edition.year;
        add(Found {
            to: Page::Edition(year),
            kind: words::SUMMIT,
            title: &edition.title,
            text: maker.text(&edition.summary),
            pinyin: "",
            keywords: maker.texts(std::iter::once(&edition.venue).chain(&edition.slogan)),
            body: maker.edition_text(edition),
        });
        for it in &edition.sessions {
            let speakers = it.persons.iter().filter_map(|part| content.experts.get(part.person.as_str()));
            let names = [edition.track(it).map(|track| &track.name), edition.room(it).map(|room| &room.name)];
            let keywords = maker.texts(it.subtitle.iter().chain(names.into_iter().flatten()));
            add(Found {
                to: Page::Session(year, it.id.clone()),
                kind: words::SESSIONS,
                title: &it.title,
                text: maker.known(&it.r#abstract),
                pinyin: "",
                keywords: keywords
                    .into_iter()
                    .chain([it.kind_name.get(locale).to_owned()])
                    .chain(speakers.flat_map(|it| both(&it.name)))
                    .collect(),
                body: maker.session_text(edition, it),
            });
        }
        for it in &edition.reports {
            let presenters = it.presenters.iter().filter_map(|id| content.experts.get(id.as_str()));
            add(Found {
                to: Page::Report(year, it.id.clone()),
                kind: words::REPORTS,
                title: &it.title,
                text: maker.text(&it.summary),
                pinyin: "",
                keywords: presenters.flat_map(|it| both(&it.name)).collect(),
                body: maker.report_text(it),
            });
        }
        for it in summit::speakers(content, edition).into_iter().filter(|it| it.official) {
            add(Found {
                to: Page::Speaker(year, it.id.clone()),
                kind: words::SPEAKERS,
                title: &it.name,
                text: maker.known(&it.title),
                pinyin: "",
                keywords: Vec::new(),
                body: maker.person_text(it),
            });
        }
    }
    for article in &content.news {
        let it = &article.news;
        let body = article.body.get(&locale).or_else(|| article.body.get(&locale.other()));
        let topics = it.topics.iter().map(|topic| maker.topic_name(topic));
        add(Found {
            to: Page::Article(it.id.clone()),
            kind: words::NEWS,
            title: &it.headline,
            text: maker.text(&it.summary),
            pinyin: "",
            keywords: body.map(|nodes| headings(nodes)).into_iter().chain(topics).collect(),
            body: maker.article_text(article),
        });
    }
    let about = |to: Page, words: Words, text: String, body: String| {
        let title = &Text { en: Some(words.en.to_owned()), zh: Some(words.zh.to_owned()) };
        record(maker, Found { to, kind: words, title, text, pinyin: "", keywords: Vec::new(), body })
    };
    if !content.other_years.is_empty() {
        records.push(about(Page::Summit, words::SUMMIT, String::new(), maker.other_years_text()));
    }
    records.push(about(Page::About, words::ABOUT, maker.text(&content.office.tagline), maker.about_text()));
    records
}

fn record(maker: Maker, found: Found) -> Record {
    let Found { to, kind, title, text, pinyin, keywords, body } = found;
    let short = cut(&text, 180);
    let body = if short == text { body } else { [text, body].join("\n") };
    let card = Card {
        kicker: Some(maker.say(kind)),
        text: (!short.is_empty()).then(|| short.clone()),
        foreign: None,
        ..maker.card(to, title)
    };
    let place = KINDS.iter().position(|(_, label)| *label == kind).unwrap_or_default();
    Record {
        keywords,
        text: short,
        body,
        pinyin: pinyin.to_owned(),
        facets: vec![vec![place as u32]],
        ..maker.found(title, card, Vec::new())
    }
}

/// A text in the languages that it has.
fn both(text: &Text) -> impl Iterator<Item = String> + '_ {
    Locale::ALL.into_iter().filter_map(|locale| text.in_locale(locale)).map(str::to_owned)
}

fn headings(nodes: &[Node]) -> String {
    let texts = nodes.iter().filter_map(|node| match node {
        Node::H(_, _, inner) => Some(markdown::plain(inner)),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}
