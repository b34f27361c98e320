//! Checks `classes.json`, and the classes that locations name.

use super::place::Place;
use super::records::Records;
use super::schema::nearest;
use crate::markdown::is_han;
use film_core::locale::Locale;
use film_core::model::ClassId;
use film_core::model::location::Location;
use film_core::model::office::Class;
use std::collections::BTreeMap;

/// The number of colours of classes in the style sheet.
const COLOURS: f64 = 9.0;

/// The room on a pin, in letters. A Chinese character takes two.
const ROOM: usize = 2;

pub fn check(place: &Place, classes: &[Class]) {
    let fix = "add one; docs/examples/classes.json shows how it is written";
    place.must(!classes.is_empty(), "the list has no class of place, and each location needs one", fix);
    place.unique(classes.iter().map(|class| Some(class.id.as_str())));
    for (number, class) in classes.iter().enumerate() {
        let item = place.item(number);
        item.at("colour").within(f64::from(class.colour), 1.0, COLOURS);
        let pin = item.at("pin");
        for locale in Locale::ALL {
            if let Some(text) = class.pin.in_locale(locale) {
                let place = pin.at(locale.as_str());
                let short: String = text.chars().take(1).flat_map(char::to_uppercase).collect();
                place.valid(text, width(text) <= ROOM, "is too long for a pin", || place.as_it_should_be(&short));
            }
        }
    }
    warn_of_equal_pins(place, classes);
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if is_han(c) { 2 } else { 1 }).sum()
}

/// Warns of two classes whose pins have the same letter in a language.
fn warn_of_equal_pins(place: &Place, classes: &[Class]) {
    let mut seen: BTreeMap<(Locale, &str), &Class> = BTreeMap::new();
    for (number, class) in classes.iter().enumerate() {
        let item = place.item(number);
        let pin = item.at("pin");
        for locale in Locale::ALL {
            let mark = class.pin.get(locale);
            let Some(other) = seen.get(&(locale, mark)) else {
                seen.insert((locale, mark), class);
                continue;
            };
            let what = format!("{mark:?} is also on the pins of {:?}", other.id.as_str());
            let fix = "give one of the two another letter; readers who see no colours tell pins apart by it";
            let is_own = class.pin.in_locale(locale).is_some();
            if is_own { pin.at(locale.as_str()).warn(what, fix) } else { pin.warn(what, fix) }
        }
    }
}

/// Checks that a class is in the list.
pub fn known(records: &Records, place: &Place, id: &ClassId) {
    let classes = records.classes.unwrap_or_default();
    let ids: Vec<&str> = classes.iter().map(|class| class.id.as_str()).collect();
    let id = id.as_str();
    // An unreadable or empty list has an error of its own.
    if ids.is_empty() || ids.contains(&id) {
        return;
    }
    // An editor may have written the name.
    let named = classes.iter().find(|class| Locale::ALL.iter().any(|it| class.name.in_locale(*it) == Some(id)));
    let near = named.map(|class| class.id.as_str()).or_else(|| nearest(id, &ids));
    let near = near.map(|near| format!("did you mean {near:?}? {}; ", place.as_it_should_be(near)));
    let fix = format!("{}the values are {}; add others to classes.json", near.unwrap_or_default(), ids.join(", "));
    place.wrong(format!("{id:?} is not one of the values in classes.json"), fix);
}

/// Gives a location without a scene that of its class.
pub fn add_scene(location: &mut Location, classes: &[Class]) {
    let class = classes.iter().find(|class| class.id == location.class);
    location.scene = location.scene.or(class.map(Class::scene));
}
