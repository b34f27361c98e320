//! The reader's choices for an agenda, as encoded in the URL.
//!
//! `?q=animation&day=2023-08-24&track=policy,research&room=hall&view=grid&show=mine&zone=device`

use super::{FACETS, Facet, Slot};
use catalog::{Simplified, folded, forms};
use film_core::route::{encode, query_choice, query_value};

/// The values that a query string may contain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The days, as `2023-08-24`.
    pub days: Vec<String>,
    /// The values of each filter.
    pub values: [Vec<String>; FACETS],
}

/// The reader's filters and view options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Words that a session must contain.
    pub text: String,
    /// The only day to show.
    pub day: Option<String>,
    /// The allowed values of each filter, as indices in the lists. An empty list allows all.
    pub facets: [Vec<u32>; FACETS],
    /// Whether the agenda is shown as a time grid.
    pub grid: bool,
    /// Whether only starred sessions are shown.
    pub mine: bool,
    /// Whether times are in the reader's time zone.
    pub device: bool,
    /// Values in the query string that the agenda does not have, as `key=value`.
    pub unknown: Vec<String>,
}

impl Choice {
    /// Parses a query string. Unknown values are skipped and listed in [`Choice::unknown`]. Unknown keys are ignored,
    /// because messengers and ad trackers append them.
    pub fn parse(address: &str, known: &Known) -> Choice {
        let mut choice = Choice { text: query_value(address, "q").unwrap_or_default(), ..Choice::default() };
        let mut unknown = Vec::new();
        let named = |key: &str, value: &str| [key, "=", value].concat();
        if let Some(day) = query_value(address, "day").filter(|day| !day.is_empty()) {
            match known.days.contains(&day) {
                true => choice.day = Some(day),
                false => unknown.push(named("day", &day)),
            }
        }
        for (facet, (known, chosen)) in Facet::ALL.into_iter().zip(known.values.iter().zip(&mut choice.facets)) {
            *chosen = query_choice(address, facet.key(), known.iter().map(String::as_str), &mut unknown);
        }
        for (key, on, off, flag) in [
            ("view", "grid", "list", &mut choice.grid),
            ("show", "mine", "all", &mut choice.mine),
            ("zone", "device", "venue", &mut choice.device),
        ] {
            match query_value(address, key) {
                Some(value) if value == on => *flag = true,
                Some(value) if !value.is_empty() && value != off => unknown.push(named(key, &value)),
                _ => {}
            }
        }
        choice.unknown = unknown;
        choice
    }

    /// The query string that [`Choice::parse`] reads back. Empty if there are no choices.
    pub fn address(&self, known: &Known) -> String {
        let mut parts = Vec::new();
        let mut add = |key: &str, value: &str| parts.push([key, "=", value].concat());
        if !self.text.is_empty() {
            add("q", &encode(&self.text));
        }
        if let Some(day) = &self.day {
            add("day", day);
        }
        for ((facet, chosen), values) in Facet::ALL.into_iter().zip(&self.facets).zip(&known.values) {
            let chosen: Vec<&str> =
                chosen.iter().filter_map(|place| values.get(*place as usize)).map(String::as_str).collect();
            if !chosen.is_empty() {
                add(facet.key(), &chosen.join(","));
            }
        }
        for (flag, key, value) in
            [(self.grid, "view", "grid"), (self.mine, "show", "mine"), (self.device, "zone", "device")]
        {
            if flag {
                add(key, value);
            }
        }
        parts.join("&")
    }

    /// Whether the agenda is shown as prerendered.
    pub fn is_plain(&self) -> bool {
        !self.is_narrow() && !self.grid && !self.mine && !self.device
    }

    /// Whether a filter may exclude sessions.
    pub fn is_narrow(&self) -> bool {
        self.day.is_some() || !self.text.trim().is_empty() || self.facets.iter().any(|chosen| !chosen.is_empty())
    }

    /// Whether the filters allow a session. `day` is its day in the displayed zone, `words` is all its text, [`folded`]
    /// and with the characters of `simplified`.
    pub fn admits(&self, slot: &Slot, day: &str, words: &str, simplified: &Simplified) -> bool {
        let is_word = |form: &String| words.split(' ').any(|word| word == form);
        self.day.as_deref().is_none_or(|wanted| wanted == day)
            && self
                .facets
                .iter()
                .zip(&slot.facets)
                .all(|(chosen, value)| chosen.is_empty() || value.is_some_and(|value| chosen.contains(&value)))
            && simplified
                .text(&folded(&self.text))
                .split(' ')
                .all(|word| words.contains(word) || forms(word).iter().any(is_word))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::slot;
    use super::*;
    use proptest::prelude::*;

    fn known() -> Known {
        let list = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        Known {
            days: list("2024-03-30 2024-03-31"),
            values: [list("policy research"), list("hall studio"), list("talk panel"), list("en zh")],
        }
    }

    #[test]
    fn addresses_and_what_they_ask() {
        let choice = Choice::parse(
            "?q=sea+fog&day=2024-03-31&track=research,policy&room=hall&view=grid&show=mine&zone=device",
            &known(),
        );
        assert_eq!(choice.text, "sea fog");
        assert_eq!(choice.day.as_deref(), Some("2024-03-31"));
        assert_eq!(choice.facets, [vec![0, 1], vec![0], vec![], vec![]]);
        assert!(choice.grid && choice.mine && choice.device && choice.is_narrow());
        assert_eq!(choice.unknown, Vec::<String>::new());
        for plain in ["", "?", "view=list&show=all&zone=venue", "q=&track=&day=&view="] {
            let choice = Choice::parse(plain, &known());
            assert!(choice.is_plain() && choice.unknown.is_empty(), "{plain}");
            assert_eq!(choice.address(&known()), "");
        }
    }

    #[test]
    fn what_an_address_has_too_much_is_named_and_the_rest_holds() {
        for (address, unknown) in [
            ("day=2024-04-09", "day=2024-04-09"),
            ("day=tomorrow", "day=tomorrow"),
            ("track=moon,policy", "track=moon"),
            ("type=%3Cb%3E", "type=<b>"),
            ("view=cube", "view=cube"),
            ("show=yours", "show=yours"),
            ("zone=Mars", "zone=Mars"),
            ("colour=red&x", ""),
            ("from=singlemessage&isappinstalled=0", ""),
            ("day=tomorrow&utm_source=a&fbclid=b", "day=tomorrow"),
            ("track=moon&from=groupmessage", "track=moon"),
        ] {
            let choice = Choice::parse(&[address, "&room=hall&q=a"].concat(), &known());
            assert_eq!(choice.unknown.join(" "), unknown, "{address}");
            assert_eq!((choice.facets[1].as_slice(), choice.text.as_str()), (&[0][..], "a"), "{address}");
        }
    }

    #[test]
    fn filters_let_through() {
        let mut slot = slot("a", "2024-03-30", "", None, Some(1));
        slot.facets[0] = Some(0);
        let simplified = Simplified::parse("橋桥電电");
        let words = simplified.text(&folded("Sea fog · Café 栈桥 Studio 《電影》 people"));
        let admits = |address: &str| Choice::parse(address, &known()).admits(&slot, &slot.day, &words, &simplified);
        for yes in [
            "",
            "q=fog+SEA",
            "q=cafe",
            "q=%E6%A0%88",
            "q=studios+fogs",
            "q=栈橋",
            "q=电影",
            "q=電影",
            "q=person",
            "track=policy,research",
            "room=studio&type=talk",
            "day=2024-03-30",
        ] {
            assert!(admits(yes), "{yes}");
        }
        for no in ["q=fig", "track=research", "room=hall", "language=en", "day=2024-03-31", "room=studio&q=rain"] {
            assert!(!admits(no), "{no}");
        }
    }

    proptest! {
        #[test]
        fn a_choice_reads_back(
            text in ".{0,8}", day in prop::option::of(0usize..2), track in prop::collection::btree_set(0u32..2, 0..3),
            language in prop::collection::btree_set(0u32..2, 0..3), grid: bool, mine: bool, device: bool,
        ) {
            let known = known();
            let facets = [track.into_iter().collect(), vec![], vec![], language.into_iter().collect()];
            let day = day.map(|place| known.days[place].clone());
            let choice = Choice { text, day, facets, grid, mine, device, unknown: Vec::new() };
            prop_assert_eq!(Choice::parse(&choice.address(&known), &known), choice);
        }

        #[test]
        fn no_address_breaks_the_parser(address: String) {
            let _ = Choice::parse(&address, &known());
        }
    }
}
