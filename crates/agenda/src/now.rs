//! Current and upcoming sessions.

use super::Slot;
use super::zone::Zone;

/// The phase of a summit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has not begun.
    Before,
    /// At least one session is on.
    On,
    /// It has begun and is not over, but no session is known to be on.
    Between,
    /// It is over.
    After,
}

/// The current and the next sessions, as indices in the list of sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Now {
    /// The phase of the summit.
    pub phase: Phase,
    /// The current sessions. A session without a known end lasts until another begins in its room, or until the day
    /// ends.
    pub on: Vec<usize>,
    /// The sessions that begin next, all at the same time.
    pub next: Vec<usize>,
    /// Today's sessions without a published hour.
    pub unknown: Vec<usize>,
}

/// The sessions at a time. `zone` is the venue's; `first` and `last` are the first and last day of the edition.
pub fn now(slots: &[Slot], zone: &Zone, first: &str, last: &str, time: i64) -> Now {
    let today = zone.day(time);
    let pick = |which: &dyn Fn(&Slot) -> bool| -> Vec<usize> {
        slots.iter().enumerate().filter(|(_, slot)| !slot.cancelled && which(slot)).map(|(index, _)| index).collect()
    };
    let on = pick(&|slot| {
        let Some(start) = slot.start.filter(|start| *start <= time) else { return false };
        match slot.end() {
            Some(end) => time < end,
            None => zone.day(start) == today && !is_followed(slots, slot, start, time),
        }
    });
    let held = slots.iter().filter(|slot| !slot.cancelled);
    let next_start = held.clone().filter_map(|slot| slot.start).filter(|start| *start > time).min();
    let next = pick(&|slot| slot.start.is_some() && slot.start == next_start);
    let unknown = pick(&|slot| slot.start.is_none() && slot.day == today);
    let begun = held.clone().any(|slot| slot.start.is_some_and(|start| start <= time));
    let over = next.is_empty() && (*today > *last || (today == last && begun && unknown.is_empty()));
    let phase = if !on.is_empty() {
        Phase::On
    } else if !begun && *today < *first {
        Phase::Before
    } else if over {
        Phase::After
    } else {
        Phase::Between
    };
    Now { phase, on, next, unknown }
}

/// Whether another session has begun in the same room since.
fn is_followed(slots: &[Slot], slot: &Slot, start: i64, time: i64) -> bool {
    slot.room().is_some()
        && slots.iter().any(|other| {
            !other.cancelled && other.room() == slot.room() && other.start.is_some_and(|it| it > start && it <= time)
        })
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, berlin, slot, slots};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn before_during_between_and_after() {
        let slots = slots();
        let tell = |time: &str| {
            let now = now(&slots, &berlin(), "2024-03-30", "2024-04-01", at(time, 0));
            let names = |list: &[usize]| list.iter().map(|it| slots[*it].id.as_str()).collect::<Vec<_>>().join(" ");
            (now.phase, [names(&now.on), names(&now.next), names(&now.unknown)].join(" | "))
        };
        for (time, phase, lists) in [
            ("2024-03-01 08:00", Phase::Before, " | opening | "),
            ("2024-03-29 22:59", Phase::Before, " | opening | "),
            // The first day has begun, but its first session has not.
            ("2024-03-29 23:00", Phase::Between, " | opening | press"),
            ("2024-03-30 08:00", Phase::On, "opening | talk | press"),
            ("2024-03-30 08:59", Phase::On, "opening | talk | press"),
            ("2024-03-30 09:00", Phase::Between, " | talk | press"),
            ("2024-03-30 10:00", Phase::On, "talk panel clash | night | press"),
            ("2024-03-30 12:00", Phase::Between, " | night | press"),
            // Overnight, across the DST change.
            ("2024-03-31 00:45", Phase::On, "night early | late | "),
            ("2024-03-31 02:59", Phase::On, "night | morning | "),
            ("2024-03-31 03:00", Phase::Between, " | morning | "),
            ("2024-03-31 08:00", Phase::On, "morning open-end |  | "),
            ("2024-03-31 21:59", Phase::On, "open-end |  | "),
            // The last day has a session without an hour, which is over when the day ends.
            ("2024-03-31 22:00", Phase::Between, " |  | unknown"),
            ("2024-04-01 21:59", Phase::Between, " |  | unknown"),
            ("2024-04-01 22:00", Phase::After, " |  | "),
        ] {
            assert_eq!(tell(time), (phase, lists.to_owned()), "{time}");
        }
    }

    #[test]
    fn an_end_that_is_not_known_is_the_next_session_of_the_room() {
        let slots = vec![
            slot("a", "2024-05-01", "2024-05-01 08:00", None, Some(0)),
            slot("b", "2024-05-01", "2024-05-01 09:00", Some(60), Some(0)),
        ];
        let now = |time: &str| now(&slots, &Zone::default(), "2024-05-01", "2024-05-01", at(time, 0));
        assert_eq!(now("2024-05-01 08:59").on, [0]);
        assert_eq!(now("2024-05-01 09:00").on, [1]);
        // The summit ends with the last session of the last day, before the day is over.
        assert_eq!(now("2024-05-01 10:00").phase, Phase::After);
    }

    #[test]
    fn a_summit_without_hours_has_days() {
        let slots = vec![slot("a", "2023-08-23", "", None, None), slot("b", "2023-08-24", "", None, None)];
        let zone = Zone { name: String::new(), offset: 480, changes: Vec::new() };
        let now = |time: &str| now(&slots, &zone, "2023-08-23", "2023-08-25", at(time, 480));
        assert_eq!(now("2023-08-22 23:59").phase, Phase::Before);
        let first = now("2023-08-23 00:00");
        assert_eq!((first.phase, first.unknown), (Phase::Between, vec![0]));
        let last = now("2023-08-25 12:00");
        assert_eq!((last.phase, last.unknown), (Phase::Between, vec![]));
        assert_eq!(now("2023-08-26 00:00").phase, Phase::After);
    }

    proptest! {
        #[test]
        fn what_is_on_has_begun_and_what_is_next_has_not(time in -100_000i64..400_000, starts in prop::collection::vec((0i64..300_000, prop::option::of(1u32..600), 0u32..4), 0..12)) {
            let slots: Vec<Slot> = starts.iter().map(|(start, minutes, room)| Slot { start: Some(*start), minutes: *minutes, facets: [None, Some(*room), None, None], ..Slot::default() }).collect();
            let now = now(&slots, &Zone::default(), "1970-01-01", "1970-01-04", time);
            for (index, slot) in slots.iter().enumerate() {
                let start = slot.start.unwrap();
                if let Some(end) = slot.end() {
                    prop_assert_eq!(now.on.contains(&index), (start..end).contains(&time));
                }
                prop_assert!(!(now.on.contains(&index) && start > time));
                prop_assert!(!(now.next.contains(&index) && start <= time));
            }
            prop_assert_eq!(now.next.is_empty(), slots.iter().all(|slot| slot.start.unwrap() <= time));
            prop_assert_eq!(now.phase == Phase::On, !now.on.is_empty());
        }
    }
}
