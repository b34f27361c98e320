//! What a reader asks of a collection, as it stands in the address.
//!
//! `?q=pier&class=coast,landmark-scenic&elevation=10-200&sort=name&reverse&view=table&n=48`

use crate::catalog::{Order, Query, Range};
use crate::route::{encode, query_value};
use crate::wire::Catalog;

/// What is asked, and how it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The question to the catalogue.
    pub query: Query,
    /// Whether the answer is a table.
    pub table: bool,
    /// How many results are wanted.
    pub shown: usize,
    /// Parts of the address that the collection does not have, as they stand there.
    pub unknown: Vec<String>,
}

impl Selection {
    /// Reads a query string. What cannot be read is left out and named in [`Selection::unknown`].
    pub fn parse(address: &str, catalog: &Catalog, step: usize) -> Selection {
        let mut selection = Selection {
            query: Query {
                text: query_value(address, "q").unwrap_or_default(),
                facets: vec![Vec::new(); catalog.facets.len()],
                ranges: vec![Range::default(); catalog.ranges.len()],
                // The numbers of a small catalogue are in its one file.
                all_ranges: false,
                ..Query::default()
            },
            table: query_value(address, "view").as_deref() == Some("table"),
            shown: step,
            unknown: Vec::new(),
        };
        let wanted = query_value(address, "n").and_then(|n| n.parse::<usize>().ok());
        selection.shown = wanted.unwrap_or(step).clamp(step, (catalog.total as usize).max(step));
        for (at, facet) in catalog.facets.iter().enumerate() {
            for key in query_value(address, &facet.key).iter().flat_map(|text| text.split(',')) {
                match facet.values.iter().position(|value| value.key == key) {
                    Some(value) => selection.query.facets[at].push(value as u32),
                    None if key.is_empty() => {}
                    None => selection.unknown.push(format!("{}={key}", facet.key)),
                }
            }
            selection.query.facets[at].sort_unstable();
            selection.query.facets[at].dedup();
        }
        for (at, range) in catalog.ranges.iter().enumerate() {
            if let Some(text) = query_value(address, &range.key) {
                match parse_range(&text) {
                    Some(range) => selection.query.ranges[at] = range,
                    None => selection.unknown.push(format!("{}={text}", range.key)),
                }
            }
        }
        if let Some(key) = query_value(address, "sort") {
            let column = catalog.ranges.iter().position(|range| range.key == key);
            match (key.as_str(), column) {
                ("name", _) => selection.query.order = Order::Title,
                (_, Some(column)) => selection.query.order = Order::Column(column as u32),
                ("", None) => {}
                (_, None) => selection.unknown.push(format!("sort={key}")),
            }
        }
        selection.query.descending = query_value(address, "reverse").is_some();
        let known = ["q", "view", "n", "sort", "reverse"];
        let strange = address.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty()).filter(|pair| {
            let key = pair.split('=').next().unwrap_or_default();
            let asked = catalog.facets.iter().any(|facet| facet.key == key);
            let ranged = catalog.ranges.iter().any(|range| range.key == key);
            !(known.contains(&key) || asked || ranged)
        });
        selection.unknown.extend(strange.map(str::to_owned));
        selection
    }

    /// The query string that reads back as this; empty for a list that nothing is asked of.
    pub fn address(&self, catalog: &Catalog, step: usize) -> String {
        let mut parts = Vec::new();
        if !self.query.text.is_empty() {
            parts.push(format!("q={}", encode(&self.query.text)));
        }
        for (facet, chosen) in catalog.facets.iter().zip(&self.query.facets) {
            let keys: Vec<&str> = chosen
                .iter()
                .filter_map(|value| facet.values.get(*value as usize))
                .map(|value| value.key.as_str())
                .collect();
            if !keys.is_empty() {
                parts.push(format!("{}={}", facet.key, keys.join(",")));
            }
        }
        for (column, range) in catalog.ranges.iter().zip(&self.query.ranges) {
            if range.is_set() {
                let side = |bound: Option<i32>| bound.map(|number| number.to_string()).unwrap_or_default();
                parts.push(format!("{}={}~{}", column.key, side(range.least), side(range.greatest)));
            }
        }
        match self.query.order {
            Order::Relevance => {}
            Order::Title => parts.push("sort=name".into()),
            Order::Column(column) => {
                parts.extend(catalog.ranges.get(column as usize).map(|column| format!("sort={}", column.key)));
            }
        }
        if self.query.descending {
            parts.push("reverse".into());
        }
        if self.table {
            parts.push("view=table".into());
        }
        if self.shown > step {
            parts.push(format!("n={}", self.shown));
        }
        parts.join("&")
    }

    /// Whether the list is the one that the page was made with.
    pub fn is_plain(&self, step: usize) -> bool {
        !self.is_narrow() && self.query.order == Order::Relevance && !self.table && self.shown <= step
    }

    /// Whether anything is asked that may leave records out.
    pub fn is_narrow(&self) -> bool {
        let query = &self.query;
        !query.text.trim().is_empty()
            || query.facets.iter().any(|chosen| !chosen.is_empty())
            || query.ranges.iter().any(|range| range.is_set())
    }
}

/// Reads `10~200`, `10~`, `~200` or `10`.
fn parse_range(text: &str) -> Option<Range> {
    let (least, greatest) = text.split_once('~').unwrap_or((text, text));
    let side = |text: &str| if text.is_empty() { Some(None) } else { text.parse::<i32>().ok().map(Some) };
    Some(Range { least: side(least)?, greatest: side(greatest)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire;
    use proptest::prelude::*;

    fn catalog() -> Catalog {
        let value = |key: &str| wire::FacetValue { key: key.into(), label: key.into(), count: 1 };
        let facet = |key: &str, values: &[&str]| wire::Facet {
            key: key.into(),
            label: key.into(),
            values: values.iter().map(|key| value(key)).collect(),
        };
        let range =
            |key: &str| wire::Range { key: key.into(), label: key.into(), unit: String::new(), bounds: Some((0, 9)) };
        Catalog {
            total: 100,
            facets: vec![facet("class", &["coast", "street"]), facet("setting", &["interior", "exterior"])],
            ranges: vec![range("elevation"), range("filmed")],
            ..Catalog::default()
        }
    }

    #[test]
    fn addresses_and_what_they_ask() {
        let catalog = catalog();
        let read = |address: &str| Selection::parse(address, &catalog, 24);
        assert!(read("").is_plain(24));
        let selection = read("?q=sea+fog&class=street,coast&elevation=~40&sort=filmed&reverse&view=table&n=48");
        assert_eq!(selection.query.text, "sea fog");
        assert_eq!(selection.query.facets, [vec![0, 1], vec![]]);
        assert_eq!(selection.query.ranges[0], Range { least: None, greatest: Some(40) });
        assert_eq!(selection.query.order, Order::Column(1));
        assert!(selection.query.descending && selection.table && selection.is_narrow());
        assert_eq!(selection.shown, 48);
        assert_eq!(selection.unknown, Vec::<String>::new());
    }

    #[test]
    fn what_an_address_has_too_much_is_named_and_left_out() {
        let catalog = catalog();
        for (address, unknown) in [
            ("class=moon,coast", "class=moon"),
            ("elevation=high", "elevation=high"),
            ("elevation=1~99999999999", "elevation=1~99999999999"),
            ("sort=colour", "sort=colour"),
            ("colour=red", "colour=red"),
            ("n=many", ""),
            ("n=-1", ""),
        ] {
            let selection = Selection::parse(address, &catalog, 24);
            assert_eq!(selection.unknown.join(" "), unknown, "{address}");
            assert_eq!(selection.shown, 24, "{address}");
        }
        assert_eq!(Selection::parse("n=9999", &catalog, 24).shown, 100);
    }

    proptest! {
        #[test]
        fn a_selection_reads_back(
            text in ".{0,8}", class in prop::collection::btree_set(0u32..2, 0..3), least: Option<i32>,
            greatest: Option<i32>, order in 0u32..4, descending: bool, table: bool, shown in 24usize..100,
        ) {
            let catalog = catalog();
            let selection = Selection {
                query: Query {
                    text,
                    facets: vec![class.into_iter().collect(), vec![]],
                    ranges: vec![Range { least, greatest }, Range::default()],
                    order: match order { 0 => Order::Relevance, 1 => Order::Title, n => Order::Column(n - 2) },
                    descending,
                    ..Query::default()
                },
                table,
                shown,
                unknown: Vec::new(),
            };
            let address = selection.address(&catalog, 24);
            prop_assert_eq!(Selection::parse(&address, &catalog, 24), selection);
        }

        #[test]
        fn no_address_breaks_the_parser(address: String) {
            let _ = Selection::parse(&address, &catalog(), 24);
        }
    }
}
