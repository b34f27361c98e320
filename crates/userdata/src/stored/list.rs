//! Lists of pages that the reader starred or saved for later: the name and version of the format, then one page per
//! line.
//!
//! A change says which pages must be in or out. So the changes of several tabs can be applied one after the other to
//! the stored list.

use super::quarantine::Quarantined;
use super::{Newer, Record};
use film_core::route::Page;

/// The maximum number of pages in a list.
pub const MAX: usize = 1_000;

/// The version of the format.
const VERSION: &str = "1";

/// A list of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Starred sessions, in the order they were starred.
    Agenda,
    /// Articles to read later, the latest first.
    Reading,
}

/// A change of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Adds these pages: at the front of the reading list, at the back of the starred sessions.
    Add(Vec<Page>),
    /// Adds these pages. New pages go after the existing ones.
    Bring(Vec<Page>),
    /// Removes these pages.
    Remove(Vec<Page>),
}

/// The result of reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The pages, each once.
    pub pages: Vec<Page>,
    /// The unreadable parts: single lines, or the whole text if it is not a list.
    pub quarantined: Vec<Quarantined>,
}

impl List {
    /// The record that contains it.
    pub fn record(self) -> Record {
        match self {
            List::Agenda => Record::Agenda,
            List::Reading => Record::Reading,
        }
    }

    /// Whether the list may contain a page.
    pub fn holds(self, page: &Page) -> bool {
        match self {
            List::Agenda => matches!(page, Page::Session(..)),
            List::Reading => matches!(page, Page::Article(_)),
        }
    }

    /// The first line.
    fn head(self) -> String {
        [self.record().key(), " ", VERSION].concat()
    }

    /// Applies a change. A full list accepts no new pages.
    pub fn change(self, pages: &mut Vec<Page>, change: &Change) {
        match change {
            Change::Add(more) | Change::Bring(more) => {
                let in_front = self == List::Reading && matches!(change, Change::Add(_));
                for page in more.iter().filter(|page| self.holds(page)) {
                    if in_front {
                        pages.retain(|other| other != page);
                    }
                    if !pages.contains(page) && pages.len() < MAX {
                        pages.insert(if in_front { 0 } else { pages.len() }, page.clone());
                    }
                }
            }
            Change::Remove(less) => pages.retain(|page| !less.contains(page)),
        }
    }
}

/// Reads a list. A bad line is quarantined. If the first line is not a known header, the whole text is quarantined.
///
/// # Errors
///
/// If a newer version of the site wrote the list.
pub fn read(list: List, stored: Option<&str>) -> Result<Read, Newer> {
    let mut read = Read::default();
    let Some(text) = stored else { return Ok(read) };
    let record = list.record();
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default();
    if head != list.head() {
        let version = head.strip_prefix(record.key()).and_then(|rest| rest.strip_prefix(' '));
        if version.is_some_and(|version| !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit())) {
            return Err(Newer);
        }
        if !text.is_empty() {
            read.quarantined.push(Quarantined::new(record, text));
        }
        return Ok(read);
    }
    for line in lines.filter(|line| !line.is_empty()) {
        match Page::parse(line).filter(|page| list.holds(page)) {
            Some(page) if read.pages.contains(&page) => {}
            Some(page) if read.pages.len() < MAX => read.pages.push(page),
            _ => read.quarantined.push(Quarantined::new(record, line)),
        }
    }
    Ok(read)
}

/// Writes a list. [`read`] returns the same list.
pub fn write(list: List, pages: &[Page]) -> String {
    let lines: Vec<String> = std::iter::once(list.head()).chain(pages.iter().map(Page::path)).collect();
    lines.join("\n")
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn page(list: List, id: &str) -> Page {
        let folder = if list == List::Agenda { "/summit/2024/sessions/" } else { "/news/" };
        Page::parse(&[folder, id].concat()).unwrap()
    }

    pub(crate) fn pages(list: List) -> impl Strategy<Value = Vec<Page>> {
        proptest::collection::btree_set("[a-z0-9]{1,3}", 0..6)
            .prop_map(move |ids| ids.iter().map(|id| page(list, id)).collect())
    }

    fn changed(list: List, stored: &[&str], change: Change) -> Vec<String> {
        let mut pages: Vec<Page> = stored.iter().map(|id| page(list, id)).collect();
        list.change(&mut pages, &change);
        pages.iter().map(|page| page.path().rsplit('/').next().unwrap().to_owned()).collect()
    }

    #[test]
    fn changes() {
        let some = |list: List, ids: &[&str]| ids.iter().map(|id| page(list, id)).collect::<Vec<_>>();
        for (list, change, expected) in [
            (List::Agenda, Change::Add(some(List::Agenda, &["c", "a", "c"])), vec!["a", "b", "c"]),
            (List::Agenda, Change::Bring(some(List::Agenda, &["c", "a"])), vec!["a", "b", "c"]),
            (List::Agenda, Change::Remove(some(List::Agenda, &["a", "x"])), vec!["b"]),
            (List::Agenda, Change::Add(vec![Page::Home]), vec!["a", "b"]),
            (List::Reading, Change::Add(some(List::Reading, &["c"])), vec!["c", "a", "b"]),
            // Adding a page again moves it to the front.
            (List::Reading, Change::Add(some(List::Reading, &["b"])), vec!["b", "a"]),
            (List::Reading, Change::Bring(some(List::Reading, &["b", "c"])), vec!["a", "b", "c"]),
            (List::Reading, Change::Remove(some(List::Reading, &["b"])), vec!["a"]),
        ] {
            assert_eq!(changed(list, &["a", "b"], change.clone()), expected, "{list:?} {change:?}");
        }
    }

    #[test]
    fn bad_lines_are_quarantined_and_the_rest_is_kept() {
        let text = "agenda 1\nnonsense\n/summit/2024/sessions/a\n/about\n\n/summit/2024/sessions/a";
        let read = read(List::Agenda, Some(text)).unwrap();
        assert_eq!(read.pages, [page(List::Agenda, "a")]);
        assert_eq!(
            read.quarantined,
            [Quarantined::new(Record::Agenda, "nonsense"), Quarantined::new(Record::Agenda, "/about")]
        );
    }

    #[test]
    fn what_is_no_list_is_quarantined_and_what_is_newer_is_left() {
        for text in ["[]", "agenda", "agenda x\n/summit/2024/sessions/a", "reading 1\n/news/a", "\0"] {
            let read = read(List::Agenda, Some(text)).unwrap();
            assert_eq!(
                (read.pages, read.quarantined),
                (vec![], vec![Quarantined::new(Record::Agenda, text)]),
                "{text:?}"
            );
        }
        assert_eq!(read(List::Agenda, Some("")), Ok(Read::default()));
        assert_eq!(read(List::Agenda, None), Ok(Read::default()));
        assert_eq!(read(List::Agenda, Some("agenda 2\n/x")), Err(Newer));
        assert_eq!(read(List::Reading, Some("reading 10")), Err(Newer));
    }

    #[test]
    fn what_is_full_takes_no_more_and_nothing_of_it_is_lost() {
        let many: Vec<Page> = (0..MAX + 5).map(|n| page(List::Reading, &n.to_string())).collect();
        for change in [Change::Add(many.clone()), Change::Bring(many.clone())] {
            let mut pages = Vec::new();
            List::Reading.change(&mut pages, &change);
            assert_eq!(pages.len(), MAX);
        }
        let read = read(List::Reading, Some(&write(List::Reading, &many))).unwrap();
        assert_eq!((read.pages.len(), read.quarantined.len()), (MAX, 5));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(pages in pages(List::Reading)) {
            let read = read(List::Reading, Some(&write(List::Reading, &pages))).unwrap();
            prop_assert_eq!(read, Read { pages, quarantined: Vec::new() });
        }

        #[test]
        fn no_text_breaks_the_reader_and_no_line_is_lost(lines in proptest::collection::vec("[ -~]{1,20}", 0..5)) {
            let text = ["agenda 1", &lines.join("\n")].join("\n");
            let read = read(List::Agenda, Some(&text)).unwrap();
            for line in lines {
                let stored = read.pages.iter().any(|page| page.path() == line);
                prop_assert!(stored || read.quarantined.iter().any(|record| record.text == line), "{}", line);
            }
        }

        #[test]
        fn the_order_of_tabs_does_not_matter_for_different_pages(a in "[a-m]{1,4}", b in "[n-z]{1,4}", stored in pages(List::Agenda)) {
            let changes = [Change::Add(vec![page(List::Agenda, &a)]), Change::Remove(vec![page(List::Agenda, &b)])];
            let (mut one, mut other) = (stored.clone(), stored);
            changes.iter().for_each(|change| List::Agenda.change(&mut one, change));
            changes.iter().rev().for_each(|change| List::Agenda.change(&mut other, change));
            prop_assert_eq!(one, other);
        }
    }
}
