//! Compares up to four records: their facts as rows, one column for each record, with differences marked.
//!
//! The facts are read from the records' own documents, which the device stores for offline use.

use super::Store;
use super::selection::{MOST_COMPARED, View};
use crate::browser;
use crate::load::{Load, LoadError};
use crate::locale::{Locale, Words, words};
use crate::page::delivery::print_button;
use crate::page::pack::{Detail, Details};
use crate::route::{Page, Route};
use crate::ui::{ActionButton, PictureView, Slot, effect, memo, trouble_view, use_locale};
use crate::wire::{Summary, Work};
use leptos::prelude::*;
use std::sync::Arc;

/// All compared facts of a record, each with its label.
fn lines(summary: &Summary, locale: Locale) -> Vec<(String, String)> {
    let named = |label: Words, text: String| (label.get(locale).to_owned(), text);
    let mut lines = Vec::new();
    lines.extend(summary.class_name.clone().map(|text| named(words::CLASS, text)));
    lines.extend(summary.role.clone().map(|text| named(words::ROLE, text)));
    let facts = summary.facts.iter().chain(&summary.technical).chain(&summary.rights);
    lines.extend(facts.map(|fact| (fact.label.clone(), fact.value.clone())));
    lines.extend(summary.position_text.clone().map(|(text, how)| named(words::POSITION, format!("{text} ({how})"))));
    lines.extend(summary.freshness.clone().map(|text| named(words::CHECKED, text)));
    let dated = |title: &str, year: Option<u16>| match year {
        Some(year) => format!("{title} ({year})"),
        None => title.to_owned(),
    };
    let titles = |works: &[Work]| works.iter().map(|work| dated(&work.title, work.year)).collect::<Vec<_>>();
    let works = [(words::SHOT_HERE, titles(&summary.productions)), (words::CREDITS, titles(&summary.credits))];
    let works = works.into_iter().filter(|(_, works)| !works.is_empty());
    lines.extend(works.map(|(label, works)| named(label, works.join(words::LIST_STOP.get(locale)))));
    lines
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    label: String,
    /// The value for each record; none if the record has no such fact.
    cells: Vec<Option<String>>,
}

impl Row {
    fn differs(&self) -> bool {
        self.cells.iter().any(|cell| *cell != self.cells[0])
    }
}

/// The facts of some records as rows. A label that first occurs in a later record is placed after the one that
/// precedes it there.
fn rows(records: &[Vec<(String, String)>]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (column, lines) in records.iter().enumerate() {
        let mut next = 0;
        for (label, value) in lines {
            let at = rows.iter().position(|row| row.label == *label).unwrap_or_else(|| {
                rows.insert(next, Row { label: label.clone(), cells: vec![None; records.len()] });
                next
            });
            next = at + 1;
            let cell = &mut rows[at].cells[column];
            // A record may have several facts with the same label.
            *cell = Some(match cell.take() {
                Some(before) => format!("{before}\n{value}"),
                None => value.clone(),
            });
        }
    }
    rows
}

/// A column: the id in the URL, its page, and the details of the page.
struct Column {
    id: String,
    page: Option<Page>,
    found: Load<Arc<Detail>>,
}

/// The page of a record of the current collection.
fn page_of(collection: &str, id: &str) -> Option<Page> {
    Page::parse(&format!("{collection}/{id}")).filter(|page| page.path() == format!("{collection}/{id}"))
}

/// The comparison of the chosen records.
pub fn comparison_view(store: Store) -> AnyView {
    let locale = use_locale();
    let details = Details::new(locale);
    let tries = RwSignal::new(0);
    effect(move || {
        tries.track();
        details.retry();
    });
    let only_different = RwSignal::new(false);
    let ids = memo(move || store.compared().unwrap_or_default());
    let path = browser::use_address().path.get_untracked();
    let collection = Route::parse(&path).map(|route| route.page.path()).unwrap_or_default();
    let columns = move || {
        let column = |id: String| {
            let page = page_of(&collection, &id);
            let found = page.as_ref().map_or(Load::Failed(LoadError::NotFound), |page| details.of(page).get());
            Column { id, page, found }
        };
        ids.get().into_iter().map(column).collect::<Vec<_>>()
    };
    let all = columns.clone();
    let back = Callback::new(move |()| store.turn(|selection| selection.view = View::Grid));
    let table = move || {
        let columns = columns();
        if columns.len() < 2 {
            let text = words::COMPARE_FEW.with(locale, &[&columns.len().to_string()]);
            return view! { <p class="nothing">{text}</p> }.into_any();
        }
        let lines: Vec<_> = columns
            .iter()
            .map(|column| match &column.found {
                Load::Ready(detail) => lines(&detail.summary, locale),
                _ => Vec::new(),
            })
            .collect();
        let heads: Vec<_> = columns.into_iter().map(|column| head(store, column, locale)).collect();
        let rows = rows(&lines).into_iter().filter(|row| !only_different.get() || row.differs());
        let rows: Vec<_> = rows.map(|row| row_view(row, locale)).collect();
        view! {
            <div class="table-frame compare" tabindex="0" role="group" aria-label=words::COMPARE_TABLE.get(locale)>
                <table>
                    <thead><tr><th scope="col"><span class="visually-hidden">{words::COMPARE_WHAT.get(locale)}</span></th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let failure = move || {
        let failed = |column: Column| match column.found {
            Load::Failed(error) if error != LoadError::NotFound => Some(error),
            _ => None,
        };
        all().into_iter().find_map(failed).map(|error| trouble_view(error, None, tries))
    };
    let most = MOST_COMPARED.to_string();
    let beyond = move || {
        let unknown =
            store.conditions.with(|selection| selection.unknown.iter().any(|part| part.starts_with("compare=")));
        unknown.then(|| view! { <p class="notice" role="status">{words::COMPARE_MOST.with(locale, &[&most])}</p> })
    };
    let toggle = move |_| only_different.update(|only| *only = !*only);
    view! {
        <section class="compare-view">
            <h2>{words::COMPARE_TABLE.get(locale)}</h2>
            <p class="actions">
                <ActionButton label=words::COMPARE_BACK press=back />
                {print_button(words::PRINT)}
                <label class="choice">
                    <input type="checkbox" prop:checked=only_different on:change=toggle />
                    {words::COMPARE_DIFFERENT.get(locale)}
                </label>
            </p>
            {beyond}
            {failure}
            {table}
        </section>
    }
    .into_any()
}

/// The head of a column: picture, name, and a button that removes the record.
fn head(store: Store, column: Column, locale: Locale) -> AnyView {
    let Column { id, page, found } = column;
    let (detail, state) = match found {
        Load::Ready(detail) => (Some(detail), None),
        Load::Failed(LoadError::NotFound) => (None, Some(words::COMPARE_UNKNOWN)),
        Load::Failed(_) => (None, Some(words::COMPARE_FAILED)),
        Load::Waiting | Load::Slow => (None, Some(words::LOADING)),
    };
    let picture = detail.as_ref().and_then(|detail| detail.summary.lead_picture().cloned());
    let picture = picture.map(|picture| view! { <PictureView picture place=Slot::Card decorative=true /> });
    let title = detail.map_or_else(|| id.clone(), |detail| detail.title.clone());
    let name = match (page, state) {
        (Some(page), None) => view! { <a href=page.href(locale)>{title.clone()}</a> }.into_any(),
        _ => title.clone().into_any(),
    };
    let state = state.map(|state| view! { <span class="fine">{state.get(locale)}</span> });
    let label = words::REMOVE.with(locale, &[&title]);
    let remove = move |_| {
        store.turn(|selection| selection.compared.get_or_insert_default().retain(|other| *other != id));
    };
    view! {
        <th scope="col">
            {picture}
            <span class="compare-name">{name}</span>
            {state}
            <button class="chip" type="button" aria-label=label on:click=remove>"×"</button>
        </th>
    }
    .into_any()
}

fn row_view(row: Row, locale: Locale) -> AnyView {
    let differs = row.differs();
    let mark = differs.then(|| view! { <span class="compare-mark">{words::COMPARE_DIFFERS.get(locale)}</span> });
    let cells: Vec<_> = row
        .cells
        .into_iter()
        .map(|cell| match cell {
            Some(text) => view! { <td>{text}</td> }.into_any(),
            None => view! { <td class="fine">{words::COMPARE_NOTHING.get(locale)}</td> }.into_any(),
        })
        .collect();
    view! {
        <tr data-differs=differs.then_some("")>
            <th scope="row">{row.label} {mark}</th>
            {cells}
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(lines: &[(&str, &str)]) -> Vec<(String, String)> {
        lines.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn names_of_all_records_are_rows_in_the_order_of_their_pages() {
        let table = rows(&[
            lines(&[("Setting", "Exterior"), ("Power", "None")]),
            lines(&[("Setting", "Exterior"), ("Style", "German"), ("Power", "32 A"), ("Noise", "Trams")]),
            lines(&[]),
        ]);
        let labels: Vec<&str> = table.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(labels, ["Setting", "Style", "Power", "Noise"]);
        assert_eq!(table[2].cells, [Some("None".into()), Some("32 A".into()), None]);
    }

    #[test]
    fn a_row_differs_when_not_all_say_the_same() {
        let table = rows(&[lines(&[("a", "1"), ("b", "1"), ("c", "1")]), lines(&[("a", "1"), ("b", "2")])]);
        assert_eq!(table.iter().map(Row::differs).collect::<Vec<_>>(), [false, true, true]);
    }

    #[test]
    fn several_facts_of_one_name_stand_in_one_cell() {
        let table = rows(&[lines(&[("Link", "one"), ("Link", "two"), ("End", "x")]), lines(&[("Link", "one")])]);
        assert_eq!(table.len(), 2);
        assert_eq!(table[0].cells, [Some("one\ntwo".into()), Some("one".into())]);
    }

    #[test]
    fn ids_of_an_address_lead_to_records_of_the_list_alone() {
        assert!(page_of("/library/locations", "pier").is_some());
        for id in ["", "..", "a/b", "a?b", "%2e", "../clips/a"] {
            assert_eq!(page_of("/library/locations", id), None, "{id}");
        }
    }

    #[test]
    fn documents_of_all_kinds_are_read_and_others_refused() {
        let read = |json: &str| serde_json::from_str::<Summary>(json);
        let clip = read(
            r#"{"headline":"x","facts":[{"label":"Shot","value":"Wide"}],"technical":[{"label":"Frames","value":"200"}]}"#,
        );
        assert_eq!(super::lines(&clip.unwrap(), Locale::En), lines(&[("Shot", "Wide"), ("Frames", "200")]));
        let place = read(r#"{"class_name":"Coast","productions":[{"title":"A","year":2019},{"title":"B"}]}"#).unwrap();
        assert_eq!(
            super::lines(&place, Locale::En),
            lines(&[("Type of place", "Coast"), ("Shot here", "A (2019); B")])
        );
        assert!(read(r#"{"facts":"many"}"#).is_err());
    }
}
