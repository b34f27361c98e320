//! The reader's own data: counted, saved as one file, and restored from one.

use crate::browser::{self, Refusal};
use crate::file::FileError;
use crate::locale::{Locale, words};
use crate::pack::file_name::file_name;
use crate::pack::{self, Packs, merge};
use crate::page::PackStore;
use crate::page::delivery::Delivery;
use crate::page::incoming::{Incoming, file_button, incoming_notice, incoming_view, report_view};
use crate::page::pack::Details;
use crate::page::quarantine::quarantine_view;
use crate::page::stored_list::{StoredList, refusal_notice};
use crate::route::Page;
use crate::stored::backup::{self, Backup, Report};
use crate::stored::list::{Change, List};
use crate::stored::quarantine::{Origin, Quarantined};
use crate::ui::{ActionButton, changing, use_locale};
use leptos::prelude::*;

/// The id of the section on its page.
pub const ANCHOR: &str = "backup";

/// All of the reader's own data. A copy is another handle on the same data.
#[derive(Clone, Copy)]
struct Mine {
    store: PackStore,
    agenda: StoredList,
    reading: StoredList,
}

impl Mine {
    fn ready(self) -> bool {
        self.store.ready.get() && self.agenda.is_read() && self.reading.is_read()
    }

    fn refusal(self) -> Option<Refusal> {
        self.store.refusal.get().or(self.agenda.refusal.get()).or(self.reading.refusal.get())
    }

    /// All of it, including changes that are not stored yet.
    fn backup(self) -> Backup {
        Backup {
            site: browser::origin(),
            saved: browser::stamp(),
            packs: self.store.packs.get(),
            agenda: self.agenda.with(<[Page]>::to_vec),
            reading: self.reading.with(<[Page]>::to_vec),
            quarantined: self.store.quarantine.get(),
        }
    }

    fn save(self, delivery: Delivery) {
        let backup = untrack(|| self.backup());
        let name = file_name(&["city-of-film-backup-", &day(&backup.saved)].concat(), "json");
        delivery.text(&name, "application/json", &backup::write(&backup));
    }

    /// Merges a backup, each of its records separately. A record that cannot be stored lasts as long as the page.
    fn restore(self, theirs: &Backup) -> Report {
        let now = browser::now();
        let (_, report) = backup::restore(&untrack(|| self.backup()), theirs, now);
        let packs = merge::without_traces(theirs.packs.clone());
        self.store.change(move |mine| {
            *mine = merge::import(mine, &packs, now).packs;
            Ok(())
        });
        self.store.add_to_quarantine(theirs.quarantined.clone());
        self.agenda.change(Change::Bring(theirs.agenda.clone()));
        self.reading.change(Change::Bring(theirs.reading.clone()));
        report
    }
}

pub fn backup_section() -> AnyView {
    let locale = use_locale();
    let mine = Mine {
        store: expect_context::<PackStore>(),
        agenda: StoredList::open(List::Agenda),
        reading: StoredList::open(List::Reading),
    };
    let details = Details::new(locale);
    let delivery = Delivery::open();
    let incoming = RwSignal::new(None::<Incoming<Backup>>);
    let chosen = move |event| {
        browser::read_file(&event, move |text| {
            incoming.set(Some(read(text, locale).map_or_else(Incoming::Trouble, Incoming::Offer)));
        });
    };
    let notice = refusal_notice(move || mine.refusal(), words::BACKUP_BLOCKED, words::BACKUP_FULL, None);
    let counts = changing(move || match mine.ready() {
        true => view! { <ul data-stored="">{counted(&mine.backup(), locale)}</ul> }.into_any(),
        false => view! { <div class="region" aria-busy="true"></div> }.into_any(),
    });
    let close = Callback::new(move |()| incoming.set(None));
    let offer = move |backup: Backup| {
        let theirs = backup.clone();
        let merge = Callback::new(move |()| incoming.set(Some(Incoming::Done(mine.restore(&theirs)))));
        let buttons = view! {
            <ActionButton label=words::PACK_MERGE press=merge />
            <ActionButton label=words::NOT_NOW press=close />
        };
        incoming_notice("notice pack-offer", "offer", offered_view(backup), buttons.into_any())
    };
    let report = move |report: &Report| {
        let lines = report_view(report, details, locale);
        view! { <h3>{words::REPORT_HEADING.get(locale)}</h3> {lines} }.into_any()
    };
    view! {
        <section class="section backup" id=ANCHOR>
            <h2>{words::BACKUP.get(locale)}</h2>
            <p>{words::BACKUP_TEXT.get(locale)}</p>
            {notice}
            {counts}
            <p class="actions pack-import">
                <ActionButton label=words::BACKUP_SAVE press=Callback::new(move |()| mine.save(delivery)) />
                {delivery.view()}
                {file_button(words::BACKUP_RESTORE.get(locale), chosen)}
            </p>
            {incoming_view(incoming, close, offer, report)}
            {quarantine_view(mine.store)}
        </section>
    }
    .into_any()
}

/// The contents of a backup, and where and when it was saved.
fn offered_view(backup: Backup) -> AnyView {
    let locale = use_locale();
    let heading = words::BACKUP_OFFERED.with(locale, &[&day(&backup.saved)]);
    let elsewhere = (backup.site != browser::origin() && !backup.site.is_empty())
        .then(|| view! { <p>{words::BACKUP_ELSEWHERE.with(locale, &[&backup.site])}</p> });
    view! {
        <h3>{heading}</h3>
        <ul>{counted(&backup, locale)}</ul>
        {elsewhere}
        <p>{words::BACKUP_OFFER_TEXT.get(locale)}</p>
    }
    .into_any()
}

/// Reads a file, or reports why it cannot be restored.
fn read(text: Option<String>, locale: Locale) -> Result<Backup, String> {
    let text = text.ok_or_else(|| words::BACKUP_UNREADABLE.get(locale).to_owned())?;
    parse(&text).map_err(|error| {
        let words = match error {
            FileError::Empty => words::BACKUP_EMPTY,
            FileError::Truncated => words::BACKUP_SHORT,
            FileError::Foreign(_) => words::BACKUP_FOREIGN,
            FileError::OtherFormat(format) => return words::BACKUP_VERSION.with(locale, &[&format]),
        };
        words.get(locale).to_owned()
    })
}

/// Reads a backup, or a file of packs as a backup of packs alone.
fn parse(text: &str) -> Result<Backup, FileError> {
    backup::read(text).or_else(|error| match (&error, pack::store::read(text)) {
        (FileError::Foreign(_), Ok(read)) => {
            let quarantined = read.quarantined.into_iter().map(|text| Quarantined::new(Origin::File, text));
            Ok(Backup { packs: read.packs, quarantined: quarantined.collect(), ..Backup::default() })
        }
        _ => Err(error),
    })
}

fn counted(backup: &Backup, locale: Locale) -> AnyView {
    let Packs { packs, .. } = &backup.packs;
    let items: usize = packs.iter().map(|pack| pack.items.len()).sum();
    let mut lines = vec![
        words::BACKUP_PACKS.with(locale, &[&packs.len().to_string(), &items.to_string()]),
        words::BACKUP_AGENDA.with(locale, &[&backup.agenda.len().to_string()]),
        words::BACKUP_READING.with(locale, &[&backup.reading.len().to_string()]),
    ];
    if !backup.quarantined.is_empty() {
        lines.push(words::BACKUP_ASIDE.with(locale, &[&backup.quarantined.len().to_string()]));
    }
    lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view().into_any()
}

/// The day of an instant: `2025-03-11` for `20250311T010000Z`; empty for any other text.
fn day(instant: &str) -> String {
    let digits = instant.split('T').next().filter(|day| day.len() == 8 && day.bytes().all(|it| it.is_ascii_digit()));
    digits.map(|day| [&day[..4], "-", &day[4..6], "-", &day[6..]].concat()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (instant, expected) in
            [("20250311T010000Z", "2025-03-11"), ("", ""), ("yesterday", ""), ("2025", ""), ("二〇二五", "")]
        {
            assert_eq!(day(instant), expected, "{instant:?}");
        }
    }

    #[test]
    fn a_file_of_packs_restores_packs_alone() {
        let mut packs = Packs::default();
        packs.create(&"1".repeat(32), "Day 1", 5).unwrap();
        let backup = parse(&pack::store::write(&packs)).unwrap();
        assert_eq!(backup, Backup { packs, ..Backup::default() });
        assert!(matches!(parse("{\"type\":\"FeatureCollection\"}"), Err(FileError::Foreign(_))));
        assert!(matches!(parse("{\"backup\":1,"), Err(FileError::Truncated)));
    }
}
