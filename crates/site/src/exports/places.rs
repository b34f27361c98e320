//! Locations, and the places of clips, as GPX and KML for map programs: all in one file, and each location on its own if
//! it has a page; and the routes of productions.

use super::{Exported, Published};
use crate::format;
use crate::naming::whole;
use film_core::locale::{Locale, words};
use film_core::model::clip::Clip;
use film_core::model::location::Location;
use film_core::route::Page;
use film_core::route::export::{Export, PlacesForm};
use formats::waypoint::{Waypoint, WaypointPicture, Waypoints};
use formats::{gpx, kml};
use std::collections::BTreeMap;
use wire::Body;

/// Writes all files in a language.
pub fn write(published: &Published, locale: Locale) -> Exported {
    let content = published.content;
    let drafts = published.drafts.iter().filter(|draft| draft.route.locale == locale);
    let cards: BTreeMap<&Page, Option<&str>> =
        drafts.map(|draft| (&draft.route.page, draft.card.as_ref().map(|card| card.address.as_str()))).collect();
    let origin = content.office.origin.as_str();
    let url = |page: &Page| format!("{origin}{}", page.href(locale));
    let place = |page: &Page, name: &str, kind: &str, text: String, at: &Location| Waypoint {
        name: name.to_owned(),
        kind: kind.to_owned(),
        text,
        note: String::new(),
        lat: at.position.lat.to_string(),
        lng: at.position.lng.to_string(),
        page: url(page),
        pictures: WaypointPicture::of_url(
            &cards.get(page).copied().flatten().map(|card| whole(origin, card)).unwrap_or_default(),
        ),
    };
    let location = |it: &Location| {
        let text = format!("{}\n{}", it.summary.get(locale), format::precision(locale, &it.position));
        let page = Page::Location(it.id.clone());
        (place(&page, it.name.get(locale), content.class_name(&it.class, locale), text, it), page)
    };
    let clip = |it: &Clip| {
        let at = content.locations.get(it.location.as_str())?;
        let precision = format::precision(locale, &at.position);
        let text = format!("{}\n{}\n{precision}", it.description.get(locale), at.name.get(locale));
        let page = Page::Clip(it.id.clone());
        Some(place(&page, it.headline.get(locale), words::CLIPS.get(locale), text, at))
    };
    let mut written = Vec::new();
    let mut add = |page: Page, name: &str, places: Vec<Waypoint>, stops: usize| {
        let list = Waypoints { name: name.to_owned(), page: url(&page), places, stops };
        for form in PlacesForm::ALL {
            let text = match form {
                PlacesForm::Gpx => gpx::write(&list),
                PlacesForm::Kml => kml::write(&list),
            };
            written.push((Export::Places(form, page.clone()), text));
        }
    };
    let locations: Vec<(Waypoint, Page)> = content.locations.values().map(location).collect();
    let office = content.office.name.get(locale);
    let named = |list: &str| format!("{office} · {list}");
    add(Page::Clips, &named(words::CLIPS.get(locale)), content.clips.values().filter_map(clip).collect(), 0);
    let all = locations.iter().map(|(place, _)| place.clone()).collect();
    add(Page::Locations, &named(words::LOCATIONS.get(locale)), all, 0);
    for (place, page) in locations.into_iter().filter(|(_, page)| cards.contains_key(page)) {
        let name = place.name.clone();
        add(page, &name, vec![place], 0);
    }
    // A production's page has its places in order, with their notes.
    for draft in published.drafts.iter().filter(|draft| draft.route.locale == locale) {
        let Body::Production(body) = &draft.document.body else { continue };
        if body.stops.is_empty() {
            continue;
        }
        let place = |(pin, card): (&wire::Pin, &wire::Card)| {
            let Page::Location(id) = &pin.to else { return None };
            let (place, _) = location(content.locations.get(id.as_str())?);
            let notes = card.text.iter().chain(&card.note).chain([&place.text]);
            let text = notes.map(String::as_str).collect::<Vec<_>>().join("\n");
            Some(Waypoint { name: pin.title.clone(), text, ..place })
        };
        let places = body.pins.iter().zip(&body.places).filter_map(place).collect();
        add(draft.route.page.clone(), &body.title, places, body.stops.len());
    }
    written
}
