//! A reader's own agenda: overlapping sessions, gaps, and sessions that fit the gaps.

use super::Slot;
use super::zone::Zone;

/// The time between two chosen sessions of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// When it begins.
    pub start: i64,
    /// When it ends, which is when a chosen session begins.
    pub end: i64,
    /// Other sessions that begin and end within it, in order.
    pub fits: Vec<usize>,
}

impl Gap {
    /// Its length in minutes.
    pub fn minutes(&self) -> i64 {
        (self.end - self.start) / 60
    }
}

/// The pairs of chosen sessions that definitely overlap, with the start and end of the shared time. The end is `None`
/// if neither session has a known end. A session without a known end overlaps only sessions that begin at the same
/// time.
pub fn overlaps(slots: &[Slot], chosen: &[usize]) -> Vec<(usize, usize, i64, Option<i64>)> {
    let chosen = by_start(slots, chosen);
    let mut found = Vec::new();
    for (place, &(first, _)) in chosen.iter().enumerate() {
        for &(second, start) in &chosen[place + 1..] {
            let (one, other) = (&slots[first], &slots[second]);
            if one.start == Some(start) || one.end().is_some_and(|end| start < end) {
                let end = match (one.end(), other.end()) {
                    (Some(one), Some(other)) => Some(one.min(other)),
                    (one, other) => one.or(other),
                };
                found.push((first, second, start, end));
            }
        }
    }
    found
}

/// The gaps between chosen sessions on the days of a zone.
///
/// After a session without a known end, no gap is reported until the end of a later session.
pub fn gaps(slots: &[Slot], chosen: &[usize], zone: &Zone) -> Vec<Gap> {
    let chosen = by_start(slots, chosen);
    let mut found = Vec::new();
    let mut busy_until: Option<i64> = None;
    let mut known = false;
    for &(index, start) in &chosen {
        if known
            && let Some(until) = busy_until.filter(|until| *until < start)
            && zone.day(until) == zone.day(start)
        {
            let free = until..=start;
            let fits = by_start(slots, &(0..slots.len()).collect::<Vec<_>>())
                .into_iter()
                .filter(|(other, begin)| {
                    free.contains(begin)
                        && slots[*other].end().is_some_and(|end| end <= start)
                        && chosen.iter().all(|(mine, _)| mine != other)
                })
                .map(|(other, _)| other)
                .collect();
            found.push(Gap { start: until, end: start, fits });
        }
        match slots[index].end() {
            Some(end) => {
                // A session without a known end is assumed to be over when the next one begins.
                known |= busy_until.is_none_or(|until| end >= until);
                busy_until = Some(busy_until.map_or(end, |until| until.max(end)));
            }
            None => {
                known = false;
                busy_until = Some(busy_until.map_or(start, |until| until.max(start)));
            }
        }
    }
    found
}

/// The chosen sessions that are not cancelled, by start time.
fn by_start(slots: &[Slot], chosen: &[usize]) -> Vec<(usize, i64)> {
    let held = |index: &usize| slots.get(*index).filter(|slot| !slot.cancelled);
    let mut list: Vec<(usize, i64)> = chosen.iter().filter_map(|index| Some((*index, held(index)?.start?))).collect();
    list.sort_by_key(|(index, start)| (*start, *index));
    list.dedup();
    list
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, berlin, slot, slots};
    use super::*;
    use proptest::prelude::*;

    fn find(slots: &[Slot], ids: &str) -> Vec<usize> {
        ids.split(' ').filter_map(|id| slots.iter().position(|slot| slot.id == id)).collect()
    }

    #[test]
    fn pairs_that_overlap() {
        let slots = slots();
        let pairs = |ids: &str| -> Vec<String> {
            overlaps(&slots, &find(&slots, ids))
                .into_iter()
                .map(|(a, b, from, to)| {
                    let minutes = to.map_or("?".to_owned(), |to| ((to - from) / 60).to_string());
                    [&slots[a].id, " ", &slots[b].id, " ", &minutes].concat()
                })
                .collect()
        };
        assert_eq!(pairs("clash panel opening talk"), ["talk panel 30", "talk clash 30", "panel clash 30"]);
        // One ends when the other begins.
        assert_eq!(pairs("opening press unknown"), [""; 0]);
        assert_eq!(pairs("night early late"), ["night early 60", "night late 30", "early late 30"]);
        // An unknown end is not guessed.
        assert_eq!(pairs("morning open-end"), ["morning open-end 60"]);
        let open = [
            slot("a", "2024-05-01", "2024-05-01 08:00", None, None),
            slot("b", "2024-05-01", "2024-05-01 08:30", Some(30), None),
            slot("c", "2024-05-01", "2024-05-01 08:00", None, None),
        ];
        assert_eq!(overlaps(&open, &[0, 1, 2]), [(0, 2, at("2024-05-01 08:00", 0), None)]);
        assert_eq!(overlaps(&open, &[0, 0, 9]), []);
    }

    #[test]
    fn gaps_and_what_fits_them() {
        let slots = slots();
        let tell = |ids: &str| -> Vec<String> {
            gaps(&slots, &find(&slots, ids), &berlin())
                .into_iter()
                .map(|gap| {
                    let fits: Vec<&str> = gap.fits.iter().map(|it| slots[*it].id.as_str()).collect();
                    [&gap.minutes().to_string(), ": ", &fits.join(" ")].concat()
                })
                .collect()
        };
        assert_eq!(tell("opening night"), ["780: talk panel clash"]);
        assert_eq!(tell("opening talk night"), ["30: ", "690: "]);
        // The night between two days is not a gap. A session that lasts into the morning is not over before its end.
        assert_eq!(tell("talk early"), [""; 0]);
        assert_eq!(tell("night morning"), ["240: "]);
        assert_eq!(tell("night early late morning"), ["240: "]);
        let open = [
            slot("a", "2024-05-01", "2024-05-01 08:00", None, None),
            slot("b", "2024-05-01", "2024-05-01 10:00", Some(60), None),
            slot("c", "2024-05-01", "2024-05-01 12:00", Some(60), None),
        ];
        let found = gaps(&open, &[0, 1, 2], &Zone::default());
        assert_eq!(found, [Gap { start: at("2024-05-01 11:00", 0), end: at("2024-05-01 12:00", 0), fits: vec![] }]);
    }

    fn any_slots() -> impl Strategy<Value = Vec<Slot>> {
        prop::collection::vec((0i64..1440, 1u32..300), 0..12).prop_map(|list| {
            list.into_iter()
                .map(|(start, minutes)| Slot { start: Some(start * 60), minutes: Some(minutes), ..Slot::default() })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn overlaps_are_those_of_a_minute_by_minute_count(slots in any_slots()) {
            let all: Vec<usize> = (0..slots.len()).collect();
            let found = overlaps(&slots, &all);
            let busy = |slot: &Slot, minute: i64| slot.start.unwrap() <= minute * 60 && minute * 60 < slot.end().unwrap();
            for a in 0..slots.len() {
                for b in a + 1..slots.len() {
                    let shared = (0..1800).filter(|minute| busy(&slots[a], *minute) && busy(&slots[b], *minute)).count() as i64;
                    let told = found.iter().find(|(x, y, ..)| (*x, *y) == (a, b) || (*x, *y) == (b, a));
                    prop_assert_eq!(told.map_or(0, |(_, _, from, to)| (to.unwrap() - from) / 60), shared);
                }
            }
        }

        #[test]
        fn gaps_are_the_free_minutes_between(slots in any_slots(), take in prop::collection::vec(any::<bool>(), 12)) {
            let chosen: Vec<usize> = (0..slots.len()).filter(|index| take[*index]).collect();
            let found = gaps(&slots, &chosen, &Zone::default());
            let busy = |minute: i64| chosen.iter().any(|it| slots[*it].start.unwrap() <= minute * 60 && minute * 60 < slots[*it].end().unwrap());
            let first = chosen.iter().map(|it| slots[*it].start.unwrap() / 60).min().unwrap_or(0);
            let last = chosen.iter().map(|it| slots[*it].start.unwrap() / 60).max().unwrap_or(0);
            let free = (first..last).filter(|minute| !busy(*minute)).count() as i64;
            prop_assert_eq!(found.iter().map(Gap::minutes).sum::<i64>(), free);
            for gap in &found {
                for (index, slot) in slots.iter().enumerate() {
                    let inside = slot.start.unwrap() >= gap.start && slot.end().unwrap() <= gap.end;
                    prop_assert_eq!(gap.fits.contains(&index), inside && !chosen.contains(&index));
                }
            }
        }
    }
}
