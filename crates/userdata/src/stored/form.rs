//! The formats of the stored data, and the migration from each to the next.
//!
//! | form | where | what |
//! | --- | --- | --- |
//! | 0 | local storage, `pack` | one pack: the path of a record a line; `pack::store` reads it |
//! | 1 | database, version 1 | `packs`; `agenda`; `reading` without a first line; `aside` as plain texts |
//! | 2 | database, version 2 | `reading` has a version line, like `agenda`; `aside` says where each record was found |
//!
//! The format number is the version of the database. The browser refuses it to a tab with an older program, so the tab
//! never overwrites data that it does not know. A change that older programs read correctly needs no new number.

use super::list::{List, write};
use super::quarantine;

/// The migration from each version of the database to the next, from version 1 on.
const MIGRATIONS: [fn(&mut Texts); 1] = [to_2];

/// The current format.
pub const FORM: u32 = 1 + MIGRATIONS.len() as u32;

/// The keys of the texts that migrations change. The chosen pictures ([`super::PICTURES`]) have had one format so far.
pub const KEYS: [&str; 4] = ["agenda", quarantine::KEY, "packs", "reading"];

/// The texts under [`KEYS`].
pub type Texts = [Option<String>; 4];

/// Migrates texts from an earlier format to the current one. Nothing is removed: unreadable data is quarantined when it
/// is read.
pub fn migrate(from: u32, mut texts: Texts) -> Texts {
    MIGRATIONS.iter().skip(from.saturating_sub(1) as usize).for_each(|step| step(&mut texts));
    texts
}

fn to_2([_, quarantined, _, reading]: &mut Texts) {
    if let Some(text) = reading.take() {
        let head = write(List::Reading, &[]);
        *reading = Some(if text.is_empty() { head } else { [&head, "\n", &text].concat() });
    }
    *quarantined = quarantine::write(&quarantine::read(quarantined.as_deref()));
}

#[cfg(test)]
mod tests {
    use super::super::Record;
    use super::super::list::read;
    use super::super::quarantine::Quarantined;
    use super::*;
    use crate::pack::store;
    use film_core::route::Page;
    use std::path::Path;

    /// The texts of a format, from the test files.
    fn stored(form: u32) -> Texts {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored").join(form.to_string());
        KEYS.map(|key| {
            let names = ["json", "txt"].map(|ending| folder.join(format!("{key}.{ending}")));
            names.iter().find_map(|name| std::fs::read_to_string(name).ok())
        })
    }

    fn paths(pages: &[Page]) -> Vec<String> {
        pages.iter().map(Page::path).collect()
    }

    /// Checks that any format yields one pack with its note, a session, an article, and four quarantined records.
    fn is_whole(texts: &Texts, form: u32) {
        let [agenda, quarantined, packs, reading] = texts.each_ref().map(Option::as_deref);
        let packs = store::read(packs.unwrap()).unwrap();
        assert_eq!(packs.quarantined, Vec::<String>::new(), "form {form}");
        let pack = &packs.packs.packs[0];
        assert_eq!((pack.name.as_str(), pack.items[0].note.as_str(), pack.items.len()), ("栈桥", "fog at 6", 2));
        assert_eq!((pack.removed.len(), packs.packs.removed.len()), (1, 1));
        let agenda = read(List::Agenda, agenda).unwrap();
        assert_eq!(paths(&agenda.pages), ["/summit/2023/sessions/opening-ceremony"], "form {form}");
        let reading = read(List::Reading, reading).unwrap();
        assert_eq!(paths(&reading.pages), ["/news/2023-summit-opens"], "form {form}");
        let mut all = quarantine::read(quarantined);
        all.extend(agenda.quarantined.into_iter().chain(reading.quarantined));
        let expected = [
            Quarantined::new(Record::Packs, "/zh/about"),
            Quarantined::new(Record::Packs, "{\"page\":\"/nowhere\",\"added\":1}"),
            Quarantined::new(Record::Agenda, "/about"),
            Quarantined::new(Record::Reading, "nonsense"),
        ];
        assert_eq!(all, expected, "form {form}");
    }

    #[test]
    fn every_form_of_the_database_becomes_the_present_one() {
        for form in 1..=FORM {
            let texts = stored(form);
            assert!(texts.iter().all(Option::is_some), "form {form} has a file for each key");
            let migrated = migrate(form, texts);
            assert_eq!(migrated, stored(FORM), "form {form}");
            is_whole(&migrated, form);
        }
    }

    #[test]
    fn the_form_before_the_database_is_read_as_packs() {
        let text = include_str!("../../tests/stored/0/pack.txt");
        let read = store::read(text).unwrap();
        let pages: Vec<Page> = read.packs.packs[0].items.iter().map(|item| item.page.clone()).collect();
        assert_eq!(paths(&pages), ["/library/locations/badaguan", "/library/clips/badaguan-ginkgo"]);
        assert_eq!(read.quarantined, ["nonsense"]);
    }

    #[test]
    fn what_is_not_there_stays_so_and_what_is_broken_is_lost_in_no_form() {
        for form in 0..=FORM {
            assert_eq!(migrate(form, Texts::default()), Texts::default());
        }
        let broken = ["{", "[1", "{\"format\":1,", "\u{0}"].map(|text| Some(text.to_owned()));
        let [agenda, quarantined, packs, reading] = migrate(1, broken);
        assert_eq!((agenda.as_deref(), packs.as_deref()), (Some("{"), Some("{\"format\":1,")));
        assert_eq!(quarantine::read(quarantined.as_deref()), [Quarantined::new(quarantine::Origin::Quarantine, "[1")]);
        assert_eq!(
            read(List::Reading, reading.as_deref()).unwrap().quarantined,
            [Quarantined::new(Record::Reading, "\u{0}")]
        );
        assert_eq!(migrate(1, [None, None, None, Some(String::new())])[3].as_deref(), Some("reading 1"));
    }
}
