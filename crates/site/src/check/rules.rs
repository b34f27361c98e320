//! What a schema cannot say: dates, texts in two languages, references between records.

use super::{Bodies, Gathered, References};
use crate::markdown::Named;
use film_core::model::clip::{Clip, Motion};
use film_core::model::expert::Expert;
use film_core::model::is_slug;
use film_core::model::location::Location;
use film_core::model::news::News;
use film_core::model::office::{Field, Office, Tiles, Topic};
use film_core::model::picture::Picture;
use film_core::model::summit::{Edition, OtherYear};
use film_core::route::Page;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeSet;

/// The records that could be read, with their files.
pub struct Records<'a> {
    pub office: Option<&'a Office>,
    pub topics: &'a [Topic],
    pub fields: &'a [Field],
    pub news: &'a [(String, News)],
    pub locations: &'a [(String, Location)],
    pub experts: &'a [(String, Expert)],
    pub clips: &'a [(String, Clip)],
    pub editions: &'a [(String, Edition)],
    pub other_years: &'a [OtherYear],
    pub bodies: &'a Bodies,
    pub references: &'a References,
    /// All content files, those that could not be read included: a reference to one
    /// of these is not dangling.
    pub paths: &'a BTreeSet<&'a str>,
    /// Files below `public/media`.
    pub media: &'a BTreeSet<&'a str>,
}

/// Whether a character is not seen and has no place in a text.
pub fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Checks every string of a record: texts in a language, addresses, unseen characters.
pub fn strings(file: &str, pointer: &str, value: &Value, gathered: &mut Gathered) {
    match value {
        Value::String(text) => {
            if text.trim().is_empty() {
                gathered.add(file, pointer, "the text is empty", "write it, or delete the field");
            } else if text.contains(is_unseen) {
                gathered.add(
                    file,
                    pointer,
                    "the text has a character that is not seen (control or direction mark)",
                    "delete the text and type it again",
                );
            }
            let is_address = matches!(pointer.rsplit('/').next(), Some("url" | "recording"));
            if (is_address || pointer.ends_with("/website/value")) && !is_web_address(text) {
                gathered.add(file, pointer, format!("{text:?} is not a web address"), "begin it with https://");
            }
            if pointer.ends_with("/email/value") && !is_mail_address(text) {
                gathered.add(
                    file,
                    pointer,
                    format!("{text:?} is not an e-mail address"),
                    "write name@host and no more",
                );
            }
            if pointer.ends_with("/telephone/value") && !is_number(text) {
                gathered.add(file, pointer, format!("{text:?} is no telephone number"), "write +86 532 1234 5678");
            }
        }
        Value::Array(values) => {
            for (place, value) in values.iter().enumerate() {
                strings(file, &format!("{pointer}/{place}"), value, gathered);
            }
        }
        Value::Object(map) => {
            if map.is_empty() {
                gathered.add(
                    file,
                    pointer,
                    "the object is empty",
                    "write the text in \"en\", \"zh\" or both, or delete the field",
                );
            }
            for (key, value) in map {
                strings(file, &format!("{pointer}/{key}"), value, gathered);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_web_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
}

fn is_mail_address(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || ".-_+".contains(c));
    text.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host))
}

fn is_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && text.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c))
}

/// Checks the values of all records and what they say of each other.
pub fn check(records: &Records, gathered: &mut Gathered) {
    if let Some(office) = records.office {
        check_office(office, gathered);
    }
    let topics = records.topics.iter().map(|topic| topic.id.as_str());
    unique("topics.json", "", topics, gathered);
    let fields = records.fields.iter().map(|field| field.id.as_str());
    unique("fields.json", "", fields, gathered);
    for (file, news) in records.news {
        check_news(records, file, news, gathered);
    }
    for (file, location) in records.locations {
        check_location(records, file, location, gathered);
    }
    for (file, expert) in records.experts {
        check_expert(records, file, expert, gathered);
    }
    for (file, clip) in records.clips {
        check_clip(records, file, clip, gathered);
    }
    for (file, edition) in records.editions {
        check_edition(records, file, edition, gathered);
    }
    check_other_years(records, gathered);
    check_bodies(records, gathered);
}

fn check_office(office: &Office, gathered: &mut Gathered) {
    let file = "office.json";
    let host = office.origin.strip_prefix("https://").or_else(|| office.origin.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.contains(['/', '?', '#', ' '])) {
        gathered.add(
            file,
            "/origin",
            format!("{:?} is not an origin", office.origin),
            "write scheme and host without a path: https://film.example",
        );
    }
    if jiff::tz::TimeZone::get(&office.time_zone).is_err() {
        zone(file, "/time_zone", &office.time_zone, gathered);
    }
    if let Some(tiles) = &office.tiles {
        check_tiles(file, tiles, office.outline.is_some(), gathered);
    }
}

fn check_tiles(file: &str, tiles: &Tiles, land: bool, gathered: &mut Gathered) {
    // The host stands in the content security policy, where spaces, commas and semicolons divide.
    let host = tiles.origin().strip_prefix("https://").unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    let parts = ["{z}", "{x}", "{y}"].iter().all(|part| tiles.url.matches(part).count() == 1);
    if host.is_empty() || !host.chars().all(plain) || !parts {
        gathered.add(
            file,
            "/tiles/url",
            format!("{:?} is not the address of tiles", tiles.url),
            "write it with https and each of {z}, {x} and {y} once: https://tiles.example/{z}/{x}/{y}.png",
        );
    }
    if !(1..=22).contains(&tiles.nearest) {
        let fix = "write the nearest zoom that the server has, 1 to 22";
        gathered.add(file, "/tiles/nearest", format!("there is no zoom {}", tiles.nearest), fix);
    }
    if !land {
        let fix = format!("add {} and \"outline\", or delete the field", crate::land::FILE);
        gathered.add(file, "/tiles", "tiles lie over the land of maps, and there is none", fix);
    }
}

fn zone(file: &str, place: &str, name: &str, gathered: &mut Gathered) {
    gathered.add(file, place, format!("{name:?} is not a time zone"), "write a name of the IANA list: Asia/Shanghai");
}

fn check_news(records: &Records, file: &str, news: &News, gathered: &mut Gathered) {
    id(file, news.id.as_str(), gathered);
    let published = timestamp(file, "/published_at", &news.published_at, gathered);
    for (place, text) in [("/updated_at", &news.updated_at), ("/embargoed_until", &news.embargoed_until)] {
        if let Some(text) = text {
            let time = timestamp(file, place, text, gathered);
            if place == "/updated_at" && time.zip(published).is_some_and(|(later, first)| later < first) {
                gathered.add(
                    file,
                    place,
                    "the article is changed before it is published",
                    "write a time after published_at",
                );
            }
        }
    }
    for (place, correction) in news.corrections.iter().enumerate() {
        timestamp(file, &format!("/corrections/{place}/at"), &correction.at, gathered);
    }
    if news.topics.is_empty() {
        gathered.add(file, "/topics", "the article has no topic", "name at least one of topics.json");
    }
    sources(file, "/sources", &news.sources, gathered);
    picture(records, file, "/hero", &news.hero, gathered);
    for (name, shown) in &news.pictures {
        let place = format!("/pictures/{name}");
        if !is_slug(name) {
            gathered.add(
                file,
                &place,
                format!("{name:?} is not the name of a picture"),
                "write small letters a to z, digits and single hyphens",
            );
        }
        picture(records, file, &place, shown, gathered);
        let used = records.references.iter().filter(|((id, _), _)| id == news.id.as_str());
        let used = used.flat_map(|(_, references)| references).any(|it| it.to == Named::Picture(name.clone()));
        if !used {
            gathered.add(
                file,
                place,
                "no text shows this picture",
                format!("write ![](picture:{name}) in the text, or delete it"),
            );
        }
    }
    let body = |locale| records.paths.contains(format!("news/{}.{locale}.md", news.id).as_str());
    if !body("en") && !body("zh") {
        gathered.add(
            file,
            "",
            "the article has no text",
            format!("write news/{0}.en.md, news/{0}.zh.md or both", news.id),
        );
    }
    for (place, topic) in news.topics.iter().enumerate() {
        if !records.topics.iter().any(|known| known.id == *topic) {
            dangling(file, &format!("/topics/{place}"), topic.as_str(), "topics.json", gathered);
        }
    }
    let mut refer = |place: String, folder: &str, id: &str| reference(records, file, &place, folder, id, gathered);
    for (place, id) in news.mentions.locations.iter().enumerate() {
        refer(format!("/mentions/locations/{place}"), "locations", id.as_str());
    }
    for (place, id) in news.mentions.experts.iter().enumerate() {
        refer(format!("/mentions/experts/{place}"), "experts", id.as_str());
    }
    for (place, id) in news.mentions.clips.iter().enumerate() {
        refer(format!("/mentions/clips/{place}"), "clips", id.as_str());
    }
    for (place, id) in news.more.iter().enumerate() {
        refer(format!("/more/{place}"), "news", id.as_str());
    }
    for (place, session) in news.mentions.sessions.iter().enumerate() {
        in_edition(
            records,
            file,
            &format!("/mentions/sessions/{place}"),
            session.year,
            session.id.as_str(),
            "session",
            gathered,
        );
    }
    for (place, report) in news.mentions.reports.iter().enumerate() {
        in_edition(
            records,
            file,
            &format!("/mentions/reports/{place}"),
            report.year,
            report.id.as_str(),
            "report",
            gathered,
        );
    }
}

fn check_location(records: &Records, file: &str, location: &Location, gathered: &mut Gathered) {
    id(file, location.id.as_str(), gathered);
    sources(file, "/sources", &location.sources, gathered);
    within(file, "/position/lat", location.position.lat, -90.0, 90.0, gathered);
    within(file, "/position/lng", location.position.lng, -180.0, 180.0, gathered);
    if let Some(facing) = location.facing {
        within(file, "/facing", facing, 0.0, 359.999, gathered);
    }
    if let Some(elevation) = location.elevation {
        within(file, "/elevation", elevation, -500.0, 9000.0, gathered);
    }
    for (place, media) in location.media.iter().enumerate() {
        picture(records, file, &format!("/media/{place}"), media, gathered);
    }
    for (place, production) in location.productions.iter().enumerate() {
        year(file, &format!("/productions/{place}/year"), production.year, gathered);
        if let Some(source) = &production.source {
            part_date(file, &format!("/productions/{place}/source/date"), source.date.as_deref(), gathered);
        }
    }
    for (place, blackout) in location.blackout.iter().enumerate() {
        let from = day(file, &format!("/blackout/{place}/from"), &blackout.from, gathered);
        let to = day(file, &format!("/blackout/{place}/to"), &blackout.to, gathered);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            gathered.add(
                file,
                format!("/blackout/{place}/to"),
                "the last day is before the first",
                "exchange the two days",
            );
        }
    }
    if let Some(verified) = &location.verified {
        part_date(file, "/verified/on", Some(&verified.on), gathered);
    }
}

fn check_expert(records: &Records, file: &str, expert: &Expert, gathered: &mut Gathered) {
    id(file, expert.id.as_str(), gathered);
    sources(file, "/sources", &expert.sources, gathered);
    part_date(file, "/as_of", Some(&expert.as_of), gathered);
    if let Some(verified) = &expert.verified {
        part_date(file, "/verified/on", Some(&verified.on), gathered);
    }
    if expert.fields.is_empty() {
        gathered.add(file, "/fields", "the record has no field of work", "name at least one of fields.json");
    }
    for (place, field) in expert.fields.iter().enumerate() {
        if !records.fields.iter().any(|known| known.id == *field) {
            dangling(file, &format!("/fields/{place}"), field.as_str(), "fields.json", gathered);
        }
    }
    for (place, id) in expert.locations.iter().enumerate() {
        reference(records, file, &format!("/locations/{place}"), "locations", id.as_str(), gathered);
    }
    for (place, credit) in expert.credits.iter().enumerate() {
        year(file, &format!("/credits/{place}/year"), credit.year, gathered);
    }
    if let Some(portrait) = &expert.picture {
        picture(records, file, "/picture", portrait, gathered);
    }
}

fn check_clip(records: &Records, file: &str, clip: &Clip, gathered: &mut Gathered) {
    id(file, clip.id.as_str(), gathered);
    reference(records, file, "/location", "locations", clip.location.as_str(), gathered);
    part_date(file, "/created", Some(&clip.created), gathered);
    let technical = &clip.technical;
    for (place, number) in [
        ("/technical/frames", technical.frames),
        ("/technical/frame_rate/num", technical.frame_rate.num),
        ("/technical/frame_rate/den", technical.frame_rate.den),
        ("/technical/width", technical.width),
        ("/technical/height", technical.height),
    ] {
        if number == 0 {
            gathered.add(file, place, "the number is 0", "write the measured value (ffprobe shows it)");
        }
    }
    if clip.renditions.is_empty() {
        gathered.add(file, "/renditions", "the clip has no file", "name at least one");
    }
    for (place, rendition) in clip.renditions.iter().enumerate() {
        media_file(records, file, &format!("/renditions/{place}/file"), &rendition.file, gathered);
    }
    if let Some(poster) = &clip.poster {
        picture(records, file, "/poster", poster, gathered);
    }
    if let Some(motion) = clip.motion.as_ref() {
        check_motion(file, motion, clip, gathered);
    }
    if clip.people_visible {
        gathered.add(
            file,
            "/people_visible",
            "a clip shows nobody",
            "use another clip, or set it to false if nobody is seen",
        );
    }
}

fn check_motion(file: &str, motion: &Motion, clip: &Clip, gathered: &mut Gathered) {
    if !clip.illustration {
        gathered.add(file, "/motion", "a filmed clip has a motion", "delete it, or set \"illustration\" to true");
    }
    let views = [("/motion/from", Some(motion.from)), ("/motion/to", motion.to)];
    for (place, view) in views.into_iter().filter_map(|(place, view)| Some((place, view?))) {
        let height = view.width * f64::from(clip.technical.height) / f64::from(clip.technical.width.max(1));
        let fits =
            |middle: f64, side: f64, most: f64| side > 0.0 && middle >= side / 2.0 && middle + side / 2.0 <= most;
        if !fits(view.x, view.width, 1600.0) || !fits(view.y, height, 900.0) {
            let fix = "keep it within 1600 × 900, its height as the shape of the clip wants it";
            gathered.add(file, place, "the view is not within the scene", fix);
        }
    }
    for (place, number) in [("/motion/dolly", motion.dolly), ("/motion/clouds", motion.clouds)] {
        if number < 0.0 {
            gathered.add(file, place, "the number is below 0", "write 0 or more; what is left out does not move");
        }
    }
}

fn check_edition(records: &Records, file: &str, edition: &Edition, gathered: &mut Gathered) {
    let stem = stem(file);
    if edition.year.to_string() != stem {
        gathered.add(
            file,
            "/year",
            format!("the year {} is not the file's name", edition.year),
            format!("write {stem}, or rename the file to {}.json", edition.year),
        );
    }
    year(file, "/year", Some(edition.year), gathered);
    sources(file, "/sources", &edition.sources, gathered);
    if jiff::tz::TimeZone::get(&edition.time_zone).is_err() {
        zone(file, "/time_zone", &edition.time_zone, gathered);
    }
    let start = day(file, "/start", &edition.start, gathered);
    let end = day(file, "/end", &edition.end, gathered);
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        gathered.add(file, "/end", "the last day is before the first", "exchange the two days");
    }
    if let Some(venue) = &edition.venue_location {
        reference(records, file, "/venue_location", "locations", venue.as_str(), gathered);
    }
    unique(file, "/rooms", edition.rooms.iter().map(|room| room.id.as_str()), gathered);
    unique(file, "/tracks", edition.tracks.iter().map(|track| track.id.as_str()), gathered);
    unique(file, "/sessions", edition.sessions.iter().map(|session| session.id.as_str()), gathered);
    unique(file, "/reports", edition.reports.iter().map(|report| report.id.as_str()), gathered);
    for (place, track) in edition.tracks.iter().enumerate() {
        let place = format!("/tracks/{place}/colour");
        within(file, &place, f64::from(track.colour), 1.0, 6.0, gathered);
    }
    for (place, session) in edition.sessions.iter().enumerate() {
        let at = |field: &str| format!("/sessions/{place}/{field}");
        sources(file, &at("sources"), &session.sources, gathered);
        let date = day(file, &at("date"), &session.date, gathered);
        let outside = |date: Date| start.is_some_and(|start| date < start) || end.is_some_and(|end| date > end);
        if date.is_some_and(outside) {
            gathered.add(
                file,
                at("date"),
                "the day is not one of the edition's",
                format!("write a day from {} to {}", edition.start, edition.end),
            );
        }
        if let Some(text) = &session.start {
            let time = timestamp(file, &at("start"), text, gathered);
            let zone = jiff::tz::TimeZone::get(&edition.time_zone).ok();
            let differs =
                time.zip(zone).zip(date).is_some_and(|((time, zone), date)| time.to_zoned(zone).date() != date);
            if differs {
                gathered.add(
                    file,
                    at("start"),
                    "the start is not on the day given in “date” in the edition's time zone",
                    "write the same day in both",
                );
            }
        }
        if session.duration == Some(0) {
            gathered.add(file, at("duration"), "the duration is 0", "write minutes, or delete the field");
        }
        if let Some(room) = &session.room
            && !edition.rooms.iter().any(|known| known.id == *room)
        {
            dangling(file, &at("room"), room.as_str(), "the rooms of this edition", gathered);
        }
        if let Some(track) = &session.track
            && !edition.tracks.iter().any(|known| known.id == *track)
        {
            dangling(file, &at("track"), track.as_str(), "the tracks of this edition", gathered);
        }
        for (number, part) in session.persons.iter().enumerate() {
            let place = at(&format!("persons/{number}/person"));
            reference(records, file, &place, "experts", part.person.as_str(), gathered);
        }
    }
    for (place, report) in edition.reports.iter().enumerate() {
        let at = |field: &str| format!("/reports/{place}/{field}");
        sources(file, &at("sources"), &report.sources, gathered);
        part_date(file, &at("date"), Some(&report.date), gathered);
        if let Some(session) = &report.session
            && !edition.sessions.iter().any(|known| known.id == *session)
        {
            dangling(file, &at("session"), session.as_str(), "the sessions of this edition", gathered);
        }
        for (number, presenter) in report.presenters.iter().enumerate() {
            let place = at(&format!("presenters/{number}"));
            reference(records, file, &place, "experts", presenter.as_str(), gathered);
        }
        for (number, figure) in report.figures.iter().enumerate() {
            let place = at(&format!("figures/{number}/source/date"));
            part_date(file, &place, figure.source.date.as_deref(), gathered);
            part_date(file, &at(&format!("figures/{number}/when")), figure.when.as_deref(), gathered);
            if !figure.value.is_finite() || figure.value < 0.0 {
                let place = at(&format!("figures/{number}/value"));
                gathered.add(
                    file,
                    place,
                    format!("{} is less than nought", figure.value),
                    "write the number itself; a fall is a \"change\"",
                );
            }
        }
        for (number, figure) in report.figures.iter().enumerate() {
            let Some(id) = &figure.id else { continue };
            let place = at(&format!("figures/{number}/id"));
            if !is_slug(id.as_str()) {
                gathered.add(
                    file,
                    place,
                    format!("{:?} is not an id", id.as_str()),
                    "write small letters a to z, digits and single hyphens, at most 80",
                );
            } else if report.figures[..number].iter().any(|before| before.id.as_ref() == Some(id)) {
                gathered.add(
                    file,
                    place,
                    format!("the id {:?} stands here twice", id.as_str()),
                    "give one of the two another id",
                );
            }
        }
    }
}

fn check_bodies(records: &Records, gathered: &mut Gathered) {
    for (id, locale) in records.bodies.keys() {
        let file = format!("news/{id}.{}.md", locale.as_str());
        if !records.paths.contains(format!("news/{id}.json").as_str()) {
            gathered.add(
                &file,
                "",
                "the text belongs to no article",
                format!("write news/{id}.json, or rename the text"),
            );
        }
    }
    for ((id, locale), references) in records.references {
        let file = format!("news/{id}.{}.md", locale.as_str());
        for reference in references {
            let place = format!("line {}", reference.line);
            match &reference.to {
                Named::Page(page, figures) => named_page(records, &file, &place, page, figures, gathered),
                Named::Picture(name) => {
                    let article = records.news.iter().find(|(_, news)| news.id.as_str() == id);
                    if article.is_some_and(|(_, news)| !news.pictures.contains_key(name)) {
                        gathered.add(
                            &file,
                            place,
                            format!("there is no {name:?} in the pictures of news/{id}.json"),
                            "add it to \"pictures\" there, or correct the name",
                        );
                    }
                }
            }
        }
    }
}

/// Checks that a record is there which a text names, and the figures of it.
fn named_page(records: &Records, file: &str, place: &str, page: &Page, figures: &[String], gathered: &mut Gathered) {
    if let Page::Expert(id) = page {
        let official = records.experts.iter().any(|(_, expert)| expert.id == *id && expert.official);
        let speaks = records.editions.iter().any(|(_, edition)| edition.takes_part(id));
        if official && !speaks {
            gathered.add(
                file,
                place,
                format!("{id:?} is an official who spoke at no summit and has no page", id = id.as_str()),
                "take the link away",
            );
        }
    }
    match page {
        Page::Location(id) => reference(records, file, place, "locations", id.as_str(), gathered),
        Page::Expert(id) => reference(records, file, place, "experts", id.as_str(), gathered),
        Page::Clip(id) => reference(records, file, place, "clips", id.as_str(), gathered),
        Page::Article(id) => reference(records, file, place, "news", id.as_str(), gathered),
        Page::Session(year, id) => in_edition(records, file, place, *year, id.as_str(), "session", gathered),
        Page::Report(year, id) => {
            in_edition(records, file, place, *year, id.as_str(), "report", gathered);
            let editions = records.editions.iter().filter(|(_, edition)| edition.year == *year);
            let report = editions.flat_map(|(_, edition)| &edition.reports).find(|report| report.id == *id);
            let Some(report) = report else { return };
            for figure in figures {
                if !report.figures.iter().any(|known| known.id.as_ref().is_some_and(|it| it.as_str() == figure)) {
                    let list = format!("the figures of the report {:?} in summit/{year}.json", id.as_str());
                    dangling(file, place, figure, &list, gathered);
                }
            }
        }
        _ => {}
    }
}

fn check_other_years(records: &Records, gathered: &mut Gathered) {
    let file = "summit.json";
    for (place, it) in records.other_years.iter().enumerate() {
        let at = |field: &str| format!("/{place}/{field}");
        year(file, &at("year"), Some(it.year), gathered);
        for (number, source) in it.sources.iter().enumerate() {
            part_date(file, &at(&format!("sources/{number}/date")), source.date.as_deref(), gathered);
        }
        if records.paths.contains(format!("summit/{}.json", it.year).as_str()) {
            gathered.add(
                file,
                at("year"),
                format!("{0} has its edition in summit/{0}.json", it.year),
                "delete this entry",
            );
        }
        if records.other_years[..place].iter().any(|before| before.year == it.year) {
            gathered.add(file, at("year"), format!("the year {} stands here twice", it.year), "keep one of the two");
        }
    }
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.strip_suffix(".json").unwrap_or(name)
}

fn id(file: &str, id: &str, gathered: &mut Gathered) {
    let stem = stem(file);
    if !is_slug(id) {
        gathered.add(
            file,
            "/id",
            format!("{id:?} is not an id"),
            "write small letters a to z, digits and single hyphens, at most 80",
        );
    } else if id != stem {
        gathered.add(
            file,
            "/id",
            format!("the id {id:?} is not the file's name"),
            format!("write {stem:?}, or rename the file to {id}.json; two files never share an id"),
        );
    }
}

fn unique<'a>(file: &str, place: &str, ids: impl Iterator<Item = &'a str>, gathered: &mut Gathered) {
    let mut seen = BTreeSet::new();
    for (number, id) in ids.enumerate() {
        if !is_slug(id) {
            gathered.add(
                file,
                format!("{place}/{number}/id"),
                format!("{id:?} is not an id"),
                "write small letters a to z, digits and single hyphens, at most 80",
            );
        }
        if !seen.insert(id) {
            gathered.add(
                file,
                format!("{place}/{number}/id"),
                format!("the id {id:?} stands here twice"),
                "give one of the two another id",
            );
        }
    }
}

fn reference(records: &Records, file: &str, place: &str, folder: &str, id: &str, gathered: &mut Gathered) {
    let path = format!("{folder}/{id}.json");
    if !records.paths.contains(path.as_str()) {
        dangling(file, place, id, &format!("public/content/{folder}"), gathered);
    }
}

fn dangling(file: &str, place: &str, id: &str, list: &str, gathered: &mut Gathered) {
    gathered.add(file, place, format!("there is no {id:?} in {list}"), "correct the id, or add the record");
}

fn in_edition(records: &Records, file: &str, place: &str, year: u16, id: &str, kind: &str, gathered: &mut Gathered) {
    let path = format!("summit/{year}.json");
    let edition = records.editions.iter().find(|(file, _)| *file == path);
    let found = match edition {
        Some((_, edition)) => match kind {
            "session" => edition.sessions.iter().any(|session| session.id.as_str() == id),
            _ => edition.reports.iter().any(|report| report.id.as_str() == id),
        },
        // An edition that could not be read has its own errors.
        None => records.paths.contains(path.as_str()),
    };
    if !found {
        dangling(file, place, id, &format!("the {kind}s of public/content/{path}"), gathered);
    }
}

fn sources(file: &str, place: &str, sources: &[film_core::model::Source], gathered: &mut Gathered) {
    if sources.is_empty() {
        gathered.add(file, place, "no source is named", "name at least one");
    }
    for (number, source) in sources.iter().enumerate() {
        part_date(file, &format!("{place}/{number}/date"), source.date.as_deref(), gathered);
    }
}

fn picture(records: &Records, file: &str, place: &str, picture: &Picture, gathered: &mut Gathered) {
    match (&picture.image, &picture.scene) {
        (Some(image), None) => {
            let known = [".jpg", ".jpeg", ".png", ".webp"];
            if !known.iter().any(|ending| image.to_lowercase().ends_with(ending)) {
                gathered.add(
                    file,
                    format!("{place}/image"),
                    format!("{image:?} is not a JPEG, PNG or WebP file"),
                    "save the picture in one of these formats",
                );
            }
            media_file(records, file, &format!("{place}/image"), image, gathered);
        }
        (None, Some(_)) => {}
        (Some(_), Some(_)) => {
            gathered.add(file, place, "the picture has both an image and a scene", "delete one of the two")
        }
        (None, None) => gathered.add(
            file,
            place,
            "the picture has neither an image nor a scene",
            "name an image below public/media, or a scene to draw",
        ),
    }
}

fn media_file(records: &Records, file: &str, place: &str, path: &str, gathered: &mut Gathered) {
    if !records.media.contains(path) {
        gathered.add(
            file,
            place,
            format!("there is no file public/media/{path}"),
            "add the file, or correct its path (capital letters count)",
        );
    }
}

fn within(file: &str, place: &str, number: f64, least: f64, most: f64, gathered: &mut Gathered) {
    if !(least..=most).contains(&number) {
        gathered.add(
            file,
            place,
            format!("{number} is out of range"),
            format!("write a number from {least} to {most}"),
        );
    }
}

fn year(file: &str, place: &str, year: Option<u16>, gathered: &mut Gathered) {
    if let Some(year) = year {
        within(file, place, f64::from(year), 1890.0, 2200.0, gathered);
    }
}

fn timestamp(file: &str, place: &str, text: &str, gathered: &mut Gathered) -> Option<Timestamp> {
    let time = text.parse::<Timestamp>().ok().filter(|_| text.contains('T') && !text.contains('['));
    if time.is_none() {
        gathered.add(
            file,
            place,
            format!("{text:?} is not a time with its offset"),
            "write it like 2023-08-23T15:59:40+08:00",
        );
    }
    time
}

fn day(file: &str, place: &str, text: &str, gathered: &mut Gathered) -> Option<Date> {
    let day = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    if day.is_none() {
        gathered.add(file, place, format!("{text:?} is not a day"), "write it like 2023-08-23");
    }
    day
}

/// Checks a day, month or year: `2023-08-24`, `2023-08`, `2023`.
fn part_date(file: &str, place: &str, text: Option<&str>, gathered: &mut Gathered) {
    let Some(text) = text else { return };
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    if full.len() != 10 || full.parse::<Date>().is_err() {
        gathered.add(file, place, format!("{text:?} is not a date"), "write it like 2023-08-24, 2023-08 or 2023");
    }
}
