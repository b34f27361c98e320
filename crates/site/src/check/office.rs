//! Checks `office.json`.

use super::place::Place;
use crate::land;
use film_core::model::office::{Office, Tiles};

pub fn check(place: &Place, office: &Office) {
    let host = office.origin.strip_prefix("https://").or_else(|| office.origin.strip_prefix("http://"));
    let is_origin = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' ']));
    let fix = "write scheme and host without a path: https://film.example";
    place.at("origin").valid(&office.origin, is_origin, "is not an origin", || fix.into());
    place.at("time_zone").zone(&office.time_zone);
    if let Some(it) = &office.tiles {
        tiles(&place.at("tiles"), it);
        if office.outline.is_none() {
            let fix = format!("add {} and \"outline\"; until they are there, leave \"tiles\" out", land::FILE);
            place.at("tiles").wrong("tiles lie over the land of maps, and there is none", fix);
        }
    }
}

fn tiles(place: &Place, tiles: &Tiles) {
    // The host goes into the content security policy, where spaces, commas and semicolons are separators.
    let host = tiles.origin().strip_prefix("https://").unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
    let parts = ["{z}", "{x}", "{y}"].iter().all(|part| tiles.url.matches(part).count() == 1);
    let is_address = !host.is_empty() && host.chars().all(plain) && parts;
    let fix = "write it with https and each of {z}, {x} and {y} once: https://tiles.example/{z}/{x}/{y}.png";
    place.at("url").valid(&tiles.url, is_address, "is not the address of tiles", || fix.into());
    if !(1..=22).contains(&tiles.nearest) {
        let fix = "write the nearest zoom that the server has, 1 to 22";
        place.at("nearest").wrong(format!("there is no zoom {}", tiles.nearest), fix);
    }
}
