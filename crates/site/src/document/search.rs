//! The search index of the whole site: an entry for everything that has its own page.

use super::super::markdown;
use super::catalog::Spec;
use super::library::listed;
use super::{Maker, cut, summit};
use catalog::build::Record;
use film_core::locale::{Text, Words, words};
use film_core::route::Page;
use wire::{Card, Entry, Facet, FacetValue, Node};

/// The kinds of entries, in the order in which results are grouped.
const KINDS: [(&str, Words); 8] = [
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
pub(super) fn spec(maker: Maker) -> Spec {
    let values = KINDS.map(|(key, label)| FacetValue { key: key.into(), label: maker.say(label), count: 0 });
    let facets = vec![Facet { key: "kind".into(), label: maker.say(words::KIND), values: values.into() }];
    Spec { facets, records: everything(maker), ..Spec::default() }
}

/// All search entries in one language.
fn everything(maker: Maker) -> Vec<Record> {
    let (content, locale) = (maker.content, maker.locale);
    let mut records = Vec::new();
    let mut add = |to: Page, kind: Words, title: &Text, text: &str, pinyin: &str, words: &[&str]| {
        let other = title.in_locale(locale.other()).unwrap_or_default();
        let words = std::iter::once(&other).chain(words).copied().filter(|word| !word.is_empty());
        let text = cut(text, 180);
        let card = Card {
            kicker: Some(maker.say(kind)),
            text: (!text.is_empty()).then(|| text.clone()),
            foreign: None,
            ..maker.card(to, title)
        };
        let place = KINDS.iter().position(|(_, label)| *label == kind).unwrap_or_default();
        records.push(Record {
            title: maker.text(title),
            keywords: vec![words.collect::<Vec<_>>().join(" ")],
            text,
            pinyin: pinyin.to_owned(),
            facets: vec![vec![place as u32]],
            card: serde_json::to_vec(&Entry { card, cells: Vec::new() }).expect("a card is plain data"),
            ..Record::default()
        });
    };
    for it in content.locations.values() {
        let mut more = vec![it.class.name(locale), it.district.get(locale)];
        more.extend(it.productions.iter().map(|work| work.title.get(locale)));
        let page = Page::Location(it.id.clone());
        let pinyin = it.pinyin.as_deref().unwrap_or_default();
        add(page, words::LOCATIONS, &it.name, it.summary.get(locale), pinyin, &more);
    }
    for it in content.clips.values() {
        let more: Vec<&str> = it.keywords.iter().map(|word| word.get(locale)).collect();
        add(Page::Clip(it.id.clone()), words::CLIPS, &it.headline, it.description.get(locale), "", &more);
    }
    for it in listed(content) {
        let text = maker.expert_card(it).text.unwrap_or_default();
        let more: Vec<&str> = it.credits.iter().map(|credit| credit.work.get(locale)).collect();
        add(Page::Expert(it.id.clone()), words::EXPERTS, &it.name, &text, "", &more);
    }
    for edition in &content.editions {
        let year = edition.year;
        add(Page::Edition(year), words::SUMMIT, &edition.title, edition.summary.get(locale), "", &[]);
        for it in &edition.sessions {
            let text = maker.known(&it.r#abstract);
            add(Page::Session(year, it.id.clone()), words::SESSIONS, &it.title, &text, "", &[]);
        }
        for it in &edition.reports {
            let text = it.summary.get(locale);
            add(Page::Report(year, it.id.clone()), words::REPORTS, &it.title, text, "", &[]);
        }
        for it in summit::speakers(content, edition).into_iter().filter(|it| it.official) {
            let text = maker.known(&it.title);
            add(Page::Speaker(year, it.id.clone()), words::SPEAKERS, &it.name, &text, "", &[]);
        }
    }
    for article in &content.news {
        let it = &article.news;
        let body = article.body.get(&locale).or_else(|| article.body.get(&locale.other()));
        let headings = body.map(|nodes| headings(nodes)).unwrap_or_default();
        let page = Page::Article(it.id.clone());
        add(page, words::NEWS, &it.headline, it.summary.get(locale), "", &[&headings]);
    }
    records
}

fn headings(nodes: &[Node]) -> String {
    let texts = nodes.iter().filter_map(|node| match node {
        Node::H(_, _, inner) => Some(markdown::plain(inner)),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}
