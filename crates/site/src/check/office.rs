//! Checks `office.json`.

use super::example::line;
use super::place::Place;
use crate::colours::{Brand, Rgb, TEXT};
use crate::{land, telephone};
use film_core::model::office::{Colours, Office, TELEPHONE, ThemeColours, Tiles};
use film_core::model::vocabulary::{SessionKind, Unit};

/// The lowest contrast of the light paper with black and of the dark paper with white. The colours of tracks and kinds
/// of places are the site's own, and can be read on such paper.
const PAPER: [f64; 2] = [17.0, 14.0];

pub fn check(place: &Place, office: &Office) {
    let host = office.origin.strip_prefix("https://").or_else(|| office.origin.strip_prefix("http://"));
    let is_origin = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', '?', '#', ' ']));
    let fix = "write scheme and host without a path: https://film.example";
    place.at("origin").valid(&office.origin, is_origin, "is not an origin", || fix.into());
    place.at("time_zone").zone(&office.time_zone);
    let fix = "name one, or leave the field out: then it has both";
    place.at("languages").must(!office.languages().is_empty(), "the site has no language", fix);
    let languages = office.languages().iter().map(|locale| Some(locale.as_str()));
    place.at("languages").once("", languages, "leave one of the two out");
    if let Some(it) = &office.colours {
        colours(&place.at("colours"), it);
    }
    if let Some(text) = &office.telephone_example {
        let is_number = telephone::address(text).is_some_and(|it| it.starts_with("tel:+"));
        let fix = format!("write one number with its country code: {TELEPHONE}");
        place.at("telephone_example").valid(text, is_number, "is not a telephone number with country code", || fix);
    }
    let maps = office.maps();
    place.at("maps").once("", maps.iter().map(|map| Some(map.as_str())), "leave one of the two out");
    added(&place.at("session_kinds"), office.session_kinds.iter().map(|it| it.id.as_str()), SessionKind::parse);
    added(&place.at("units"), office.units.iter().map(|it| it.id.as_str()), Unit::parse);
    if let Some(it) = &office.media {
        let fix = "write the address of a folder, with https, without a name, a password or a query, and with a slash \
                   at its end: https://media.example.org/";
        place.at("media").valid(it, is_folder(it), "is not the address of a folder", || fix.into());
    }
    if let Some(it) = &office.tiles {
        tiles(&place.at("tiles"), it);
        if office.outline.is_none() {
            let fix = format!("add {} and \"outline\"; until they are there, leave \"tiles\" out", land::FILE);
            place.at("tiles").wrong("tiles lie over the land of maps, and there is none", fix);
        }
    }
}

/// Whether an address is that of a folder for pictures: with HTTPS except on this machine, and only with characters that
/// mean the same in a policy, a header and a list of files.
fn is_folder(address: &str) -> bool {
    let secure = address.strip_prefix("https://");
    let rest = secure.or_else(|| address.strip_prefix("http://")).unwrap_or_default();
    let Some((host, path)) = rest.split_once('/') else { return false };
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "443"));
    let is_here = ["localhost", "127.0.0.1"].contains(&name);
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let plain = |part: &str| {
        let letters = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte));
        letters && !part.is_empty() && !part.starts_with('.')
    };
    let is_path = path.is_empty() || path.strip_suffix('/').is_some_and(|path| path.split('/').all(plain));
    (is_here || secure.is_some() && is_name && !name.is_empty()) && is_port && is_path
}

/// Checks the ids of what an office adds to a list of the site.
fn added<'i, T>(place: &Place, ids: impl Iterator<Item = &'i str> + Clone, parse: fn(&str) -> Option<T>) {
    place.unique(ids.clone().map(Some));
    for (number, id) in ids.enumerate().filter(|(_, id)| parse(id).is_some()) {
        let what = format!("{id:?} is one of the site's own");
        place.item(number).at("id").wrong(what, "leave the item out, or give it another id");
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

/// Checks that text in the colours of the office can be read: WCAG 2.2, 1.4.3 (AA).
fn colours(place: &Place, colours: &Colours) {
    for (name, theme, is_dark) in [("light", &colours.light, false), ("dark", &colours.dark, true)] {
        let place = place.at(name);
        let ThemeColours { paper, ink, signal, accent } = theme;
        for (field, colour) in [("paper", paper), ("ink", ink), ("signal", signal), ("accent", accent)] {
            place.at(field).valid(colour, Rgb::parse(colour).is_some(), "is not a colour", || {
                format!("write # and six digits from 0 to f: {}", line(field, &"#1d6a6a".into()))
            });
        }
        if let Some(brand) = Brand::parse(theme) {
            contrasts(&place, brand, is_dark);
        }
    }
}

fn contrasts(place: &Place, brand: Brand, is_dark: bool) {
    let (end, end_name, far, far_name, like) = if is_dark {
        (Rgb::BLACK, "black", Rgb::WHITE, "white", "darker")
    } else {
        (Rgb::WHITE, "white", Rgb::BLACK, "black", "lighter")
    };
    let least = PAPER[usize::from(is_dark)];
    let is_paper = |paper: &Rgb| paper.contrast(far) >= least;
    if !is_paper(&brand.paper) {
        let near = (0..=100).map(|step| brand.paper.mixed(end, f64::from(step) / 100.0)).find(is_paper).unwrap_or(end);
        let what = format!(
            "{} is not near enough to {end_name}: its contrast with {far_name} is {:.1}, and must be {least}",
            brand.paper,
            brand.paper.contrast(far)
        );
        let fix = format!("write {}, or a {like} colour", line("paper", &near.to_string().into()));
        place.at("paper").wrong(what, fix);
        return;
    }
    let papers = brand.papers(is_dark);
    for (field, colour) in [("ink", brand.ink), ("signal", brand.signal), ("accent", brand.accent)] {
        let lowest = papers.into_iter().min_by(|a, b| colour.contrast(*a).total_cmp(&colour.contrast(*b)));
        let Some(paper) = lowest.filter(|paper| colour.contrast(*paper) < TEXT) else { continue };
        let shade = if paper == brand.paper { "the paper" } else { "boxes, which are a shade of the paper" };
        let what = format!(
            "{colour} on {paper} ({shade}) has a contrast of {:.2}, and text needs {TEXT} (WCAG AA)",
            colour.contrast(paper)
        );
        // A shade of the paper follows from the ink.
        let papers_for = |it: Rgb| if field == "ink" { Brand { ink: it, ..brand }.papers(is_dark) } else { papers };
        let steps = (0..=100).map(|step| colour.mixed(far, f64::from(step) / 100.0));
        let mut fit = steps.filter(|it| papers_for(*it).iter().all(|paper| it.contrast(*paper) >= TEXT));
        let near = fit.next().unwrap_or(far);
        let fix = format!("write {}, or a colour further from the paper", line(field, &near.to_string().into()));
        place.at(field).wrong(what, fix);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_published_in_a_plain_folder() {
        for right in [
            "https://media.example.org/",
            "https://m.example:8443/a/b-c/",
            "http://127.0.0.1:8081/",
            "http://localhost/",
        ] {
            assert!(is_folder(right), "{right}");
        }
        for wrong in [
            "",
            "media/",
            "//media.example.org/",
            "http://media.example.org/",
            "https://media.example.org",
            "https://media.example.org/a",
            "https://media.example.org/a//",
            "https://media.example.org/../",
            "https://media.example.org/?a=/",
            "https://media.example.org/#/",
            "https://name:word@media.example.org/",
            "https://name@media.example.org/",
            "https://media.example.org;script-src */",
            "https://media.example.org:/",
            "https:///",
            "ftp://media.example.org/",
            "https://media.example.org/a b/",
        ] {
            assert!(!is_folder(wrong), "{wrong}");
        }
    }
}
