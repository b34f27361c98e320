//! What the reader made: counted, saved as one file, and restored from one.

use crate::browser::{self, Refusal};
use crate::keep::backup::{self, Backup, BackupError, Report};
use crate::keep::list::{Change, List};
use crate::keep::quarantine::{Aside, Origin};
use crate::locale::{Locale, words};
use crate::pack::file_name::file_name;
use crate::pack::{Packs, merge, store};
use crate::page::Shelf;
use crate::page::pack::{Details, report_line};
use crate::page::quarantine::SetAside;
use crate::route::Page;
use crate::ui::actions::ActionButton;
use crate::ui::{changing, listener, use_locale};
use leptos::prelude::*;

/// Where the section stands on its page.
pub const ANCHOR: &str = "backup";

/// A file that has come in.
#[derive(Clone, Debug, PartialEq)]
enum Incoming {
    /// A backup, not merged yet.
    Offer(Backup),
    /// Why a file could not be restored.
    Trouble(String),
    /// What restoring did.
    Done(Report),
}

/// A list as it is kept.
#[derive(Clone, Copy)]
struct Listed {
    list: List,
    /// None before it has been read.
    pages: RwSignal<Option<Vec<Page>>>,
    refusal: RwSignal<Option<Refusal>>,
}

impl Listed {
    fn open(list: List) -> Listed {
        let listed = Listed { list, pages: RwSignal::new(None), refusal: RwSignal::new(None) };
        browser::on_show(move || {
            browser::on_kept(list.record(), move || listed.ask(None));
            listed.ask(None);
        });
        listed
    }

    fn ask(self, change: Option<Change>) {
        let answered = move |pages, refusal| {
            // The page may have been left before the answer came.
            self.pages.try_set(Some(pages));
            self.refusal.try_set(refusal);
        };
        browser::change_list(self.list, change, Box::new(answered));
    }

    fn all(self) -> Vec<Page> {
        self.pages.get().unwrap_or_default()
    }
}

/// All that the reader made. A copy is another handle on the same.
#[derive(Clone, Copy)]
struct Mine {
    shelf: Shelf,
    agenda: Listed,
    reading: Listed,
}

impl Mine {
    fn ready(self) -> bool {
        self.shelf.ready.get() && self.agenda.pages.with(Option::is_some) && self.reading.pages.with(Option::is_some)
    }

    fn refusal(self) -> Option<Refusal> {
        self.shelf.refusal.get().or(self.agenda.refusal.get()).or(self.reading.refusal.get())
    }

    /// All of it, what is not kept yet too.
    fn backup(self) -> Backup {
        Backup {
            site: browser::origin(),
            saved: browser::stamp(),
            packs: self.shelf.packs.get(),
            agenda: self.agenda.all(),
            reading: self.reading.all(),
            aside: self.shelf.aside.get(),
        }
    }

    fn save(self) {
        let backup = untrack(|| self.backup());
        let name = file_name(&["city-of-film-backup-", &day(&backup.saved)].concat(), "json");
        browser::download(&name, "application/json", &backup::write(&backup));
    }

    /// Merges a backup, each of its records by itself: one that cannot be kept holds as long as the page.
    fn restore(self, theirs: &Backup) -> Report {
        let now = browser::now();
        let (_, report) = backup::restore(&untrack(|| self.backup()), theirs, now);
        let packs = merge::without_traces(theirs.packs.clone());
        self.shelf.change(move |mine| {
            *mine = merge::import(mine, &packs, now).packs;
            Ok(())
        });
        self.shelf.set_aside(theirs.aside.clone());
        self.agenda.ask(Some(Change::Bring(theirs.agenda.clone())));
        self.reading.ask(Some(Change::Bring(theirs.reading.clone())));
        report
    }
}

#[component]
pub fn BackupSection() -> impl IntoView {
    let locale = use_locale();
    let mine = Mine {
        shelf: expect_context::<Shelf>(),
        agenda: Listed::open(List::Agenda),
        reading: Listed::open(List::Reading),
    };
    let details = Details::new(locale);
    let incoming = RwSignal::new(None::<Incoming>);
    let chosen = move |event| {
        browser::read_file(&event, move |text| {
            incoming.set(Some(match text.as_deref().map(read) {
                None => Incoming::Trouble(words::BACKUP_UNREADABLE.get(locale).to_owned()),
                Some(Ok(backup)) => Incoming::Offer(backup),
                Some(Err(error)) => Incoming::Trouble(in_words(&error, locale)),
            }));
        });
    };
    let notice = changing(move || {
        let text = match mine.refusal() {
            None => return ().into_any(),
            Some(Refusal::Blocked) => words::BACKUP_BLOCKED,
            Some(Refusal::Full) => words::BACKUP_FULL,
            Some(Refusal::Newer) => words::KEPT_NEWER,
        };
        view! { <p class="notice" role="alert">{text.get(locale)}</p> }.into_any()
    });
    let counts = changing(move || match mine.ready() {
        true => view! { <ul data-kept="">{counted(&mine.backup(), locale)}</ul> }.into_any(),
        false => view! { <div class="region" aria-busy="true"></div> }.into_any(),
    });
    let came = changing(move || {
        let close = move |label| view! { <ActionButton label press=Callback::new(move |()| incoming.set(None)) /> };
        match incoming.get() {
            None => ().into_any(),
            Some(Incoming::Offer(backup)) => {
                let theirs = backup.clone();
                let take = Callback::new(move |()| incoming.set(Some(Incoming::Done(mine.restore(&theirs)))));
                view! {
                    <section class="notice pack-offer" data-incoming="offer">
                        <Offered backup />
                        <p class="actions">
                            <ActionButton label=words::PACK_MERGE press=take />
                            {close(words::NOT_NOW)}
                        </p>
                    </section>
                }
                .into_any()
            }
            Some(Incoming::Trouble(text)) => view! {
                <section class="notice pack-offer" data-incoming="trouble">
                    <p role="alert">{text}</p>
                    <p class="actions">{close(words::CLOSE)}</p>
                </section>
            }
            .into_any(),
            Some(Incoming::Done(report)) => {
                let lines = told(&report, details, locale).into_iter().map(|line| view! { <li>{line}</li> });
                view! {
                    <section class="notice pack-offer" data-incoming="done">
                        <h3>{words::REPORT_HEADING.get(locale)}</h3>
                        <ul role="status">{lines.collect_view()}</ul>
                        <p class="actions">{close(words::CLOSE)}</p>
                    </section>
                }
                .into_any()
            }
        }
    });
    view! {
        <section class="section backup" id=ANCHOR>
            <h2>{words::BACKUP.get(locale)}</h2>
            <p>{words::BACKUP_TEXT.get(locale)}</p>
            {notice}
            {counts}
            <p class="actions pack-import">
                <ActionButton label=words::BACKUP_SAVE press=Callback::new(move |()| mine.save()) />
                <label class="button">
                    {words::BACKUP_RESTORE.get(locale)}
                    <input
                        class="visually-hidden"
                        type="file"
                        accept=".json,application/json"
                        on:change=listener(chosen)
                    />
                </label>
            </p>
            {came}
            <SetAside shelf=mine.shelf />
        </section>
    }
    .into_any()
}

/// What is in a backup, and where and when it was saved.
#[component]
fn Offered(backup: Backup) -> impl IntoView {
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

/// Reads a backup, or a file of packs as a backup of packs alone.
fn read(text: &str) -> Result<Backup, BackupError> {
    backup::read(text).or_else(|error| match (&error, store::read(text)) {
        (BackupError::Foreign(_), Ok(read)) => {
            let aside = read.set_aside.into_iter().map(|text| Aside::new(Origin::File, text));
            Ok(Backup { packs: read.packs, aside: aside.collect(), ..Backup::default() })
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
    if !backup.aside.is_empty() {
        lines.push(words::BACKUP_ASIDE.with(locale, &[&backup.aside.len().to_string()]));
    }
    lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view().into_any()
}

fn told(report: &Report, details: Details, locale: Locale) -> Vec<String> {
    let mut lines: Vec<String> = report.packs.iter().map(|change| report_line(change, details, locale)).collect();
    for (name, tally) in [(words::MINE, report.agenda), (words::READING_LIST, report.reading)] {
        let name = name.get(locale);
        if tally.added > 0 {
            lines.push(words::BACKUP_ADDED.with(locale, &[name, &tally.added.to_string()]));
        }
        if tally.full > 0 {
            lines.push(words::BACKUP_NO_ROOM.with(locale, &[name, &tally.full.to_string()]));
        }
    }
    if report.aside > 0 {
        lines.push(words::BACKUP_ASIDE.with(locale, &[&report.aside.to_string()]));
    }
    if lines.is_empty() {
        lines.push(words::REPORT_NOTHING.get(locale).to_owned());
    }
    lines
}

fn in_words(error: &BackupError, locale: Locale) -> String {
    let words = match error {
        BackupError::Empty => words::BACKUP_EMPTY,
        BackupError::Truncated => words::BACKUP_SHORT,
        BackupError::Foreign(_) => words::BACKUP_FOREIGN,
        BackupError::OtherFormat(format) => return words::BACKUP_VERSION.with(locale, &[format]),
    };
    words.get(locale).to_owned()
}

/// The day of an instant: `2025-03-11` of `20250311T010000Z`; of any other text nothing.
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
        let backup = read(&store::write(&packs)).unwrap();
        assert_eq!(backup, Backup { packs, ..Backup::default() });
        assert!(matches!(read("{\"type\":\"FeatureCollection\"}"), Err(BackupError::Foreign(_))));
        assert!(matches!(read("{\"backup\":1,"), Err(BackupError::Truncated)));
    }
}
