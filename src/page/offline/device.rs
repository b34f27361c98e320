//! What the device stores, as shown on pages: the worker's report, the storage space, and a list of what was saved,
//! by which a page notices that the browser has deleted something.

use crate::browser::{self, LocalKey, Room};
use crate::locale::{Locale, words};
use crate::offline::{Age, Order, Pin, PinState, Report, Stage, Tier};
use crate::ui::use_locale;
use leptos::prelude::*;
use std::time::Duration;

/// How often the worker is sent a reminder of what it is saving: browsers stop a worker that receives no messages.
const REMIND: Duration = Duration::from_secs(10);

/// Something that was saved, as remembered outside of the copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// Its id among the pins.
    pub id: String,
    /// Its page.
    pub path: String,
    /// Its name.
    pub name: String,
}

/// Parses the list of what was saved, one entry per line.
pub fn parse(text: &str) -> Vec<Memory> {
    let line = |line: &str| {
        let mut parts = line.splitn(3, '\t').map(str::to_owned);
        Some(Memory { id: parts.next()?, path: parts.next()?, name: parts.next()? })
    };
    text.lines().filter_map(line).collect()
}

/// The list as it is stored.
pub fn print(memories: &[Memory]) -> String {
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let line = |it: &Memory| [plain(&it.id), plain(&it.path), plain(&it.name)].join("\t");
    memories.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// State of the offline copy on this device. Copies share the same data.
#[derive(Clone, Copy)]
pub struct DeviceStore {
    /// The worker's report.
    pub report: RwSignal<Report>,
    /// The storage space.
    pub room: RwSignal<Option<Room>>,
    /// Whether the browser keeps the site when storage is short.
    pub lasting: RwSignal<bool>,
    /// Whether the browser refused to keep the site.
    pub refused: RwSignal<bool>,
    /// Why the last request failed.
    pub problem: RwSignal<Option<String>>,
    /// A message for screen readers.
    pub announcement: RwSignal<String>,
    memory: RwSignal<Vec<Memory>>,
    locale: Locale,
}

/// The saved things that this device remembers.
fn stored_memory() -> Vec<Memory> {
    parse(&browser::read(LocalKey::SAVED).unwrap_or_default())
}

impl DeviceStore {
    /// Listens once the page is hydrated.
    pub fn open() -> DeviceStore {
        let device = DeviceStore {
            report: RwSignal::new(Report::default()),
            room: RwSignal::new(None),
            lasting: RwSignal::new(false),
            refused: RwSignal::new(false),
            problem: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            memory: RwSignal::new(Vec::new()),
            locale: use_locale(),
        };
        let owner = Owner::current();
        browser::on_ready(move || {
            // The listener ends with the component.
            owner.unwrap_or_default().with(|| browser::on_report(move |report| device.hear(report)));
        });
        browser::on_show(move || {
            device.memory.try_set(stored_memory());
            device.measure(false);
        });
        browser::every(REMIND, move || device.remind());
        device
    }

    /// The tier with the texts of the reader's language.
    pub fn tier(self) -> &'static str {
        tier(self.locale)
    }

    fn hear(self, report: Report) {
        // The page may have been left.
        let Some(before) = self.report.try_get_untracked() else { return };
        for pin in report.pins.iter().filter(|pin| pin.state == PinState::Ready) {
            self.remember(pin);
            let news = before.pin(&pin.id).is_some_and(|before| before.state == PinState::Saving);
            if news {
                self.announcement.set(words::SAVED_SAID_READY.with(self.locale, &[&pin.name]));
            }
        }
        if before.bytes != report.bytes {
            self.measure(false);
        }
        self.report.set(report);
    }

    fn remind(self) {
        let saving = self.report.with_untracked(|report| {
            report.pins.iter().filter(|pin| pin.state == PinState::Saving).map(|pin| pin.id.clone()).collect::<Vec<_>>()
        });
        for id in saving {
            browser::order(&Order::Resume { id });
        }
    }

    /// Measures the storage space; `ask` also asks the browser to keep the site.
    pub fn measure(self, ask: bool) {
        browser::room(ask, move |room, lasting| {
            // A later measurement does not take the answer away.
            if ask {
                self.refused.try_set(!lasting);
            }
            self.lasting.try_set(lasting);
            self.room.try_set(room);
        });
    }

    /// Sends a request to the worker, and records why it failed.
    pub fn ask(self, order: &Order) {
        self.problem.set(None);
        browser::ask(order, move |report| {
            if let Some(report) = report {
                self.problem.try_set(report.error.clone());
                self.hear(report);
            }
        });
    }

    fn remember(self, pin: &Pin) {
        let memory = Memory { id: pin.id.clone(), path: pin.path.clone(), name: pin.name.clone() };
        if self.memory.with_untracked(|known| !known.contains(&memory)) {
            self.change_memory(|known| {
                known.retain(|known| known.id != memory.id);
                known.push(memory);
            });
        }
    }

    /// Forgets that something was saved.
    pub fn forget(self, id: &str) {
        self.change_memory(|known| known.retain(|known| known.id != id));
    }

    fn change_memory(self, change: impl FnOnce(&mut Vec<Memory>)) {
        // Another page or tab may have changed it.
        let mut memory = stored_memory();
        change(&mut memory);
        self.memory.set(memory);
        // If nothing can be stored, nothing was saved either.
        browser::write(LocalKey::SAVED, &self.memory.with_untracked(|known| print(known)));
    }

    /// The ids of all that was saved: the worker's pins and, once it has reported, those that are no longer on the
    /// device.
    pub fn ids(self) -> Vec<String> {
        self.report.with(|report| {
            let pinned = report.pins.iter().map(|pin| pin.id.clone());
            let known = if report.version.is_empty() { Vec::new() } else { self.memory.get() };
            pinned.chain(known.into_iter().map(|it| it.id).filter(|id| report.pin(id).is_none())).collect()
        })
    }

    /// Something that was saved, and its stage. If it is no longer on the device, it has no bytes.
    pub fn saved(self, id: &str) -> Option<(Pin, Stage)> {
        self.report.with(|report| match report.pin(id) {
            Some(pin) => Some((pin.clone(), Stage::of(pin))),
            None if report.version.is_empty() => None,
            None => {
                let Memory { id, path, name } = self.memory.get().into_iter().find(|it| it.id == id)?;
                Some((Pin { id, path, name, ..Pin::default() }, Stage::Gone))
            }
        })
    }

    /// The texts of a language.
    pub fn texts(self, locale: Locale) -> Tier {
        self.report.with(|report| report.tiers.get(tier(locale)).copied()).unwrap_or_default()
    }
}

/// The tier of a language's texts.
pub fn tier(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "text-en",
        Locale::Zh => "text-zh",
    }
}

/// An age in words.
pub fn age_words(locale: Locale, age: Age) -> String {
    match age {
        Age::Now => words::AGE_NOW.get(locale).to_owned(),
        Age::Minutes(number) => words::AGE_MINUTES.with(locale, &[&number.to_string()]),
        Age::Hours(number) => words::AGE_HOURS.with(locale, &[&number.to_string()]),
        Age::Days(number) => words::AGE_DAYS.with(locale, &[&number.to_string()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_reads_back_and_survives_nonsense() {
        let memory = |id: &str, name: &str| Memory { id: id.into(), path: "/pack".into(), name: name.into() };
        let all = vec![memory("a", "One"), memory("b", "")];
        assert_eq!(parse(&print(&all)), all);
        assert_eq!(parse(&print(&[memory("a", "two\tparts\nof it")])), [memory("a", "two parts of it")]);
        assert!(parse("").is_empty());
        assert_eq!(parse("nonsense\na\t/pack\tOne\n\t"), [memory("a", "One")]);
    }
}
