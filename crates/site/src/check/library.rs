//! Checks locations, productions, experts and clips.

use super::place::Place;
use super::records::{Records, known};
use super::{classes, facts, panorama, positions};
use film_core::model::clip::{Clip, Motion, Technical};
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::production::Production;

pub fn location(records: &Records, place: &Place, location: &Location) {
    place.record_id(location.id.as_str(), |id| records.has_record("locations", id));
    place.sources(&location.sources);
    positions::range(&place.at("position"), &location.position);
    classes::known(records, &place.at("class"), &location.class);
    place.each("subclasses", &location.subclasses, |place, id| classes::known(records, place, id));
    facts::check(place, location);
    place.maybe("facing", location.facing, |place, degrees| place.within(degrees, 0.0, 359.999));
    place.maybe("elevation", location.elevation, |place, metres| place.within(metres, -500.0, 9000.0));
    place.each("media", &location.media, |place, picture| {
        records.set_picture(place, picture);
        panorama::check(records, place, picture, location);
    });
    let ids = location.media.iter().map(|picture| picture.id.as_deref());
    place.at("media").once("id", ids, "give one of the two another id");
    place.each("productions", &location.productions, |place, it| {
        records.work(place, it.production.as_ref(), ("title", &it.title), it.year);
        place.maybe("source", it.source.as_ref(), |place, source| place.source(source));
        place.maybe("same_frame", it.same_frame.as_ref(), |place, frame| {
            let has_page = it.production.is_some();
            place.must(has_page, "no page shows this", "name the record of the work in \"production\"");
            let count = location.media.len();
            let fix = match count {
                0 => "add the picture to \"media\"".to_owned(),
                _ => format!("write a number from 1 to {count}, or add the picture to \"media\""),
            };
            let is_there = (1..=count).contains(&(frame.picture as usize));
            place.at("picture").must(is_there, "the location has no picture of this number", &fix);
        });
    });
    let named = location.productions.iter().map(|it| it.production.as_ref().map(|id| id.as_str()));
    place.at("productions").once("production", named, "put what both notes say into one entry");
    place.each("blackout", &location.blackout, |place, it| place.span(("from", &it.from), ("to", &it.to)));
    place.maybe("verified", location.verified.as_ref(), |place, it| place.at("on").date(&it.on));
}

pub fn production(records: &Records, place: &Place, production: &Production) {
    place.record_id(production.id.as_str(), |id| records.has_record("productions", id));
    place.sources(&production.sources);
    place.maybe("year", production.year, |place, year| place.year(year));
    production.ids.all().for_each(|(register, id)| place.at("ids").at(register.field()).registered(register, id));
    place.each("route", &production.route, |place, id| {
        records.record(place, "locations", id.as_str());
        let location = records.locations.iter().find(|(_, location)| location.id == *id);
        let is_shot_at = |location: &Location| {
            location.productions.iter().any(|work| work.production.as_ref() == Some(&production.id))
        };
        if let Some((file, _)) = location.filter(|(_, location)| !is_shot_at(location)) {
            let fix = format!(
                "add {{ \"production\": \"{}\" }} to \"productions\" there, or take the place out",
                production.id
            );
            place.warn(format!("{file} does not say that this production was shot there"), fix);
        }
    });
    let visited = production.route.iter().map(|id| Some(id.as_str()));
    place.at("route").once("", visited, "take one of the two out");
}

pub fn expert(records: &Records, place: &Place, expert: &Expert) {
    place.record_id(expert.id.as_str(), |id| records.has_record("experts", id));
    place.sources(&expert.sources);
    place.at("as_of").date(&expert.as_of);
    place.maybe("verified", expert.verified.as_ref(), |place, it| place.at("on").date(&it.on));
    let (what, fix) = ("the record has no field of work", "name at least one of fields.json");
    place.at("fields").must(!expert.fields.is_empty(), what, fix);
    place.each("fields", &expert.fields, |place, id| {
        if let Some(fields) = records.fields {
            known(place, id.as_str(), fields.iter().map(|field| field.id.as_str()), "fields.json");
        }
    });
    place.each("languages", &expert.languages, |place, tag| place.language(tag));
    place.each("locations", &expert.locations, |place, id| records.record(place, "locations", id.as_str()));
    place.each("credits", &expert.credits, |place, it| {
        records.work(place, it.production.as_ref(), ("work", &it.work), it.year);
    });
    place.maybe("picture", expert.picture.as_ref(), |place, portrait| records.single_picture(place, portrait));
}

pub fn clip(records: &Records, place: &Place, clip: &Clip) {
    place.record_id(clip.id.as_str(), |id| records.has_record("clips", id));
    records.record(&place.at("location"), "locations", clip.location.as_str());
    place.at("created").date(&clip.created);
    let master = technical(&place.at("technical"), &clip.technical);
    place.at("renditions").must(!clip.renditions.is_empty(), "the clip has no file", "name at least one");
    place.each("renditions", &clip.renditions, |place, it| {
        let own = it.technical.as_ref().map(|own| technical(&place.at("technical"), own));
        records.clip_file(place, it, own.unwrap_or(master));
    });
    place.maybe("poster", clip.poster.as_ref(), |place, poster| records.single_picture(place, poster));
    place.maybe("motion", clip.motion.as_ref(), |place, it| motion(place, it, clip));
    let fix = "use another clip, or set it to false if nobody is seen";
    place.at("people_visible").must(!clip.people_visible, "a clip shows nobody", fix);
}

/// Checks measured properties. Returns them if they can be compared with a file.
fn technical<'t>(place: &Place, it: &'t Technical) -> Option<&'t Technical> {
    let rate = place.at("frame_rate");
    let numbers = [
        (place.at("frames"), it.frames),
        (rate.at("num"), it.frame_rate.num),
        (rate.at("den"), it.frame_rate.den),
        (place.at("width"), it.width),
        (place.at("height"), it.height),
    ];
    for (place, number) in &numbers {
        place.must(*number != 0, "the number is 0", "write the measured value (ffprobe shows it)");
    }
    numbers.iter().all(|(_, number)| *number != 0).then_some(it)
}

fn motion(place: &Place, motion: &Motion, clip: &Clip) {
    place.must(
        clip.illustration,
        "a filmed clip has a motion",
        "write \"illustration\": true if the clip is drawn; a filmed clip moves by itself",
    );
    let fix = "keep it within 1600 × 900, its height as the shape of the clip wants it";
    for (place, view) in [(place.at("from"), Some(motion.from)), (place.at("to"), motion.to)] {
        let fits = view.is_none_or(|view| {
            let height = view.width * f64::from(clip.technical.height) / f64::from(clip.technical.width.max(1));
            let within =
                |middle: f64, side: f64, most: f64| side > 0.0 && middle >= side / 2.0 && middle + side / 2.0 <= most;
            within(view.x, view.width, 1600.0) && within(view.y, height, 900.0)
        });
        place.must(fits, "the view is not within the scene", fix);
    }
    for (place, number) in [(place.at("dolly"), motion.dolly), (place.at("clouds"), motion.clouds)] {
        place.must(number >= 0.0, "the number is below 0", "write 0 or more; what is left out does not move");
    }
}
