//! Classes of places, as maps show them.

use super::Maker;
use film_core::model::location::Location;
use film_core::model::office::Class;

/// The classes of the places on a map, in the office's order. Pins refer to them by index.
pub(super) struct Legend<'a>(Vec<&'a Class>);

impl Legend<'_> {
    /// The index of a location's class; 0 if none of the places has it.
    pub(super) fn index(&self, location: &Location) -> u32 {
        self.0.iter().position(|class| class.id == location.class).unwrap_or_default() as u32
    }
}

impl<'a> Maker<'a> {
    /// The classes of some locations.
    pub(super) fn legend<'l>(self, locations: impl Iterator<Item = &'l Location> + Clone) -> Legend<'a> {
        let is_used = |class: &&Class| locations.clone().any(|location| location.class == class.id);
        Legend(self.content.classes.iter().filter(is_used).collect())
    }

    /// A legend in the language of the page.
    pub(super) fn pin_classes(self, legend: &Legend) -> Vec<wire::PinClass> {
        let class = |class: &&Class| wire::PinClass {
            name: self.text(&class.name),
            mark: self.text(&class.pin),
            hue: class.colour,
        };
        legend.0.iter().map(class).collect()
    }

    /// The name of a location's class.
    pub(super) fn class_name(self, location: &Location) -> String {
        self.content.class_name(&location.class, self.locale).to_owned()
    }
}
