//! What a merge of packs did, in words.

use super::detail::Details;
use crate::locale::{Locale, words};
use crate::pack::merge::{Change, LeftOut, TextChange, What};

/// A line of the report.
pub fn line(change: &Change, details: Details, locale: Locale) -> String {
    let text = |whose: &str, change: &TextChange| match change {
        TextChange::Taken(old) => words::REPORT_TAKEN.with(locale, &[whose, old]),
        TextChange::Kept(theirs) => words::REPORT_MINE.with(locale, &[whose, theirs]),
        TextChange::Joined => words::REPORT_JOINED.with(locale, &[whose]),
        TextChange::TooLong(left) => words::REPORT_TOO_LONG.with(locale, &[whose, left]),
    };
    let name = if change.name.is_empty() { words::PACK.get(locale) } else { &change.name };
    match &change.what {
        What::PackAdded(count) => words::REPORT_PACK_ADDED.with(locale, &[name, &count.to_string()]),
        What::PackLeftOut(_, LeftOut::Full) => words::REPORT_PACK_FULL.with(locale, &[name]),
        What::PackKept => words::REPORT_KEPT.with(locale, &[name]),
        What::PackRemoved(_) => words::REPORT_REMOVED.with(locale, &[name]),
        What::PackLeftOut(_, LeftOut::Deleted) => words::REPORT_LEFT_OUT.with(locale, &[name]),
        What::ItemAdded(page) => words::REPORT_ADDED.with(locale, &[&details.title(page)]),
        What::ItemRemoved(item) => words::REPORT_REMOVED.with(locale, &[&details.title(&item.page)]),
        What::ItemKept(page) => words::REPORT_KEPT.with(locale, &[&details.title(page)]),
        What::ItemLeftOut(item, LeftOut::Deleted) => words::REPORT_LEFT_OUT.with(locale, &[&details.title(&item.page)]),
        What::ItemLeftOut(item, LeftOut::Full) => words::REPORT_FULL.with(locale, &[&details.title(&item.page)]),
        What::Note(page, change) => text(&details.title(page), change),
        What::Name(change) => text(words::NAME.get(locale), change),
        What::Day(day) => words::REPORT_DAY.with(locale, &[day]),
    }
}
