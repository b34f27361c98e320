//! Checks articles and their texts.

use super::place::{Place, Problems};
use super::records::{Part, Records, known};
use crate::markdown::Named;
use film_core::locale::Locale;
use film_core::model::news::News;

pub fn check(records: &Records, place: &Place, news: &News) {
    place.record_id(news.id.as_str(), |id| records.has_record("news", id));
    let published = place.at("published_at").time(&news.published_at);
    let updated = place.maybe("updated_at", news.updated_at.as_ref(), |place, text| place.time(text)).flatten();
    let ordered = updated.zip(published).is_none_or(|(later, first)| first <= later);
    let what = "the article is changed before it is published";
    place.at("updated_at").must(ordered, what, "write a time after published_at");
    place.maybe("embargoed_until", news.embargoed_until.as_ref(), |place, text| place.time(text));
    place.each("corrections", &news.corrections, |place, it| place.at("at").time(&it.at));
    place.sources(&news.sources);
    records.single_picture(&place.at("hero"), &news.hero);
    pictures(records, &place.at("pictures"), news);
    let texts: Vec<String> = records.languages().iter().map(|locale| text_file(news.id.as_str(), *locale)).collect();
    if !texts.iter().any(|file| records.paths.contains(file.as_str())) {
        let or_both = if texts.len() > 1 { " or both" } else { "" };
        place.wrong("the article has no text", format!("write {}{or_both}", texts.join(", ")));
    }
    place.at("topics").must(!news.topics.is_empty(), "the article has no topic", "name at least one of topics.json");
    place.each("topics", &news.topics, |place, id| {
        if let Some(topics) = records.topics {
            known(place, id.as_str(), topics.iter().map(|topic| topic.id.as_str()), "topics.json");
        }
    });
    let record = |folder: &'static str| move |place: &Place, id: &str| records.record(place, folder, id);
    let part = |part: Part| move |place: &Place, (year, id): (u16, &str)| records.part(place, year, part, id);
    let (mentions, named) = (place.at("mentions"), &news.mentions);
    mentions.each("locations", named.locations.iter().map(|id| id.as_str()), record("locations"));
    mentions.each("productions", named.productions.iter().map(|id| id.as_str()), record("productions"));
    mentions.each("experts", named.experts.iter().map(|id| id.as_str()), record("experts"));
    mentions.each("clips", named.clips.iter().map(|id| id.as_str()), record("clips"));
    mentions.each("sessions", named.sessions.iter().map(|it| (it.year, it.id.as_str())), part(Part::Sessions));
    mentions.each("reports", named.reports.iter().map(|it| (it.year, it.id.as_str())), part(Part::Reports));
    place.each("more", news.more.iter().map(|id| id.as_str()), record("news"));
}

fn pictures(records: &Records, place: &Place, news: &News) {
    // If a text cannot be read, it is unknown which pictures it shows.
    let is_read = Locale::ALL.iter().all(|locale| {
        let key = (news.id.as_str().to_owned(), *locale);
        records.references.contains_key(&key) || !records.paths.contains(text_file(&key.0, *locale).as_str())
    });
    let references = records.references.iter().filter(|((id, _), _)| id == news.id.as_str());
    let shown: Vec<&Named> = references.flat_map(|(_, references)| references).map(|it| &it.to).collect();
    for (name, picture) in &news.pictures {
        let place = place.at(name);
        place.picture_name(name);
        records.single_picture(&place, picture);
        if is_read && !shown.contains(&&Named::Picture(name.clone())) {
            let fix = format!("write ![](picture:{name}) in the text where it is to stand");
            place.wrong("no text shows this picture", fix);
        }
    }
}

/// The file of an article's text.
fn text_file(id: &str, locale: Locale) -> String {
    format!("news/{id}.{}.md", locale.as_str())
}

/// Checks the references of texts to records.
pub fn texts(records: &Records, problems: &Problems) {
    for (id, locale) in records.bodies.keys() {
        if !records.has_record("news", id) {
            let fix = format!("write news/{id}.json, or rename the text");
            problems.file(&text_file(id, *locale)).wrong("the text belongs to no article", fix);
        }
    }
    for ((id, locale), references) in records.references {
        let file = text_file(id, *locale);
        for reference in references {
            records.named(&problems.file(&file).line(reference.line), id, &reference.to);
        }
    }
}
