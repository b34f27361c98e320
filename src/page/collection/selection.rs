//! The query of a collection and the view of its results, as encoded in the URL.
//!
//! `?q=pier&class=coast,landmark-scenic&elevation=10~200&sort=name&reverse&view=table&n=48`, on the map
//! `&view=map&at=36.06160,120.31430,12.50`, and records to compare `&compare=zhanqiao-pier,badaguan&view=compare`.

use super::place::At;
use crate::catalog::{Order, Query, Range};
use crate::route::{encode, query_choice, query_value};
use crate::wire::{Catalog, FIRST_CARDS};

/// How many records are compared at most.
pub const MOST_COMPARED: usize = 4;

/// The form in which the answer is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// As cards.
    #[default]
    Grid,
    /// As rows.
    Table,
    /// As pins, with a list next to the map.
    Map,
    /// A comparison of the chosen records, instead of the answer.
    Compare,
}

impl View {
    const ALL: [View; 4] = [View::Grid, View::Table, View::Map, View::Compare];

    /// Its name in URLs.
    fn as_str(self) -> &'static str {
        match self {
            View::Grid => "grid",
            View::Table => "table",
            View::Map => "map",
            View::Compare => "compare",
        }
    }
}

/// A query, and how its results are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The query to the catalogue.
    pub query: Query,
    /// How the results are shown.
    pub view: View,
    /// The position to which the reader moved the map.
    pub at: Option<At>,
    /// The ids of the records to compare; none if the reader is not choosing.
    pub compared: Option<Vec<String>>,
    /// How many results are requested.
    pub shown: usize,
    /// Values in the URL that the collection does not have, as `key=value`.
    pub unknown: Vec<String>,
}

impl Selection {
    /// Parses a query string. An unknown value is left out and listed in [`Selection::unknown`]. Unknown keys are
    /// ignored, because messengers and ad trackers append them.
    pub fn parse(address: &str, catalog: &Catalog) -> Selection {
        let mut selection = Selection {
            query: Query {
                text: query_value(address, "q").unwrap_or_default(),
                facets: vec![Vec::new(); catalog.facets.len()],
                ranges: vec![Range::default(); catalog.ranges.len()],
                ..Query::default()
            },
            ..Selection::default()
        };
        let wanted = query_value(address, "n").and_then(|n| n.parse::<usize>().ok());
        selection.shown = wanted.unwrap_or_default().clamp(FIRST_CARDS, (catalog.total as usize).max(FIRST_CARDS));
        selection.read_view(address, catalog);
        for (at, facet) in catalog.facets.iter().enumerate() {
            let values = facet.values.iter().map(|value| value.key.as_str());
            selection.query.facets[at] = query_choice(address, &facet.key, values, &mut selection.unknown);
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
            match order_of(&key, catalog) {
                Some(order) => selection.query.order = order,
                None => selection.unknown.push(format!("sort={key}")),
            }
        }
        selection.query.descending = query_value(address, "reverse").is_some();
        selection
    }

    fn read_view(&mut self, address: &str, catalog: &Catalog) {
        if let Some(name) = query_value(address, "view").filter(|name| !name.is_empty()) {
            let fits = |view: &View| view.as_str() == name && (*view != View::Map || catalog.places().is_some());
            match View::ALL.into_iter().find(fits) {
                Some(view) => self.view = view,
                None => self.unknown.push(format!("view={name}")),
            }
        }
        if let Some(text) = query_value(address, "at") {
            self.at = At::parse(&text);
            if self.at.is_none() {
                self.unknown.push(format!("at={text}"));
            }
        }
        if let Some(text) = query_value(address, "compare") {
            let mut chosen: Vec<String> = Vec::new();
            for id in text.split(',').filter(|id| !id.is_empty()) {
                match chosen.iter().any(|other| other == id) {
                    true => {}
                    false if chosen.len() < MOST_COMPARED => chosen.push(id.to_owned()),
                    false => self.unknown.push(format!("compare={id}")),
                }
            }
            self.compared = Some(chosen);
        }
    }

    /// The query string that parses to this selection; empty for a list without a query.
    pub fn address(&self, catalog: &Catalog) -> String {
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
                parts.push(format!("{}={}~{}", column.key, bound_text(range.least), bound_text(range.greatest)));
            }
        }
        match order_key(self.query.order, catalog) {
            "" => {}
            key => parts.push(format!("sort={key}")),
        }
        if self.query.descending {
            parts.push("reverse".into());
        }
        if self.view != View::Grid {
            parts.push(format!("view={}", self.view.as_str()));
        }
        parts.extend(self.at.map(|at| format!("at={}", at.text())));
        if let Some(chosen) = &self.compared {
            let ids: Vec<String> = chosen.iter().map(|id| encode(id)).collect();
            parts.push(format!("compare={}", ids.join(",")));
        }
        if self.shown > FIRST_CARDS {
            parts.push(format!("n={}", self.shown));
        }
        parts.join("&")
    }

    /// Whether the list is the same as the prerendered one.
    pub fn is_plain(&self) -> bool {
        !self.is_narrow()
            && self.query.order == Order::Relevance
            && self.view == View::Grid
            && self.compared.is_none()
            && self.shown <= FIRST_CARDS
    }

    /// How many facets and ranges are set.
    pub fn chosen(&self) -> usize {
        let facets = self.query.facets.iter().filter(|chosen| !chosen.is_empty()).count();
        facets + self.query.ranges.iter().filter(|range| range.is_set()).count()
    }

    /// Whether a condition may exclude records.
    pub fn is_narrow(&self) -> bool {
        !self.query.text.trim().is_empty() || self.chosen() > 0
    }
}

/// The order that a key in the URL or the form names; an empty key is the default.
pub fn order_of(key: &str, catalog: &Catalog) -> Option<Order> {
    let column = || catalog.ranges.iter().position(|range| range.key == key);
    match key {
        "" => Some(Order::Relevance),
        "name" => Some(Order::Title),
        _ => column().map(|column| Order::Column(column as u32)),
    }
}

/// The key that [`order_of`] reads.
pub fn order_key(order: Order, catalog: &Catalog) -> &str {
    match order {
        Order::Relevance => "",
        Order::Title => "name",
        Order::Column(column) => catalog.ranges.get(column as usize).map_or("", |range| &range.key),
    }
}

/// A bound as the text of a field or a URL; empty if there is none.
pub fn bound_text(bound: Option<i32>) -> String {
    bound.map(|number| number.to_string()).unwrap_or_default()
}

/// Parses `10~200`, `10~`, `~200` or `10`.
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
            ranges: ["elevation", "filmed", "lat", "lng", "pin"].map(range).into(),
            ..Catalog::default()
        }
    }

    #[test]
    fn addresses_and_what_they_ask() {
        let catalog = catalog();
        let read = |address: &str| Selection::parse(address, &catalog);
        assert!(read("").is_plain());
        let selection = read("?q=sea+fog&class=street,coast&elevation=~40&sort=filmed&reverse&view=table&n=48");
        assert_eq!(selection.query.text, "sea fog");
        assert_eq!(selection.query.facets, [vec![0, 1], vec![]]);
        assert_eq!(selection.query.ranges[0], Range { least: None, greatest: Some(40) });
        assert_eq!(selection.query.order, Order::Column(1));
        assert!(selection.query.descending && selection.view == View::Table && selection.is_narrow());
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
            ("colour=red", ""),
            ("from=singlemessage&isappinstalled=0", ""),
            ("utm_source=a&class=moon&fbclid=b", "class=moon"),
            ("n=many", ""),
            ("n=-1", ""),
            ("view=list", "view=list"),
            ("at=far", "at=far"),
            ("compare=a,b,c,d,e,f", "compare=e compare=f"),
        ] {
            let selection = Selection::parse(address, &catalog);
            assert_eq!(selection.unknown.join(" "), unknown, "{address}");
            assert_eq!(selection.shown, 24, "{address}");
        }
        assert_eq!(Selection::parse("n=9999", &catalog).shown, 100);
    }

    #[test]
    fn a_map_is_for_records_with_places() {
        let placed = catalog();
        assert_eq!(Selection::parse("view=map", &placed).view, View::Map);
        let without = Catalog { ranges: placed.ranges[..2].to_vec(), ..placed };
        let selection = Selection::parse("view=map", &without);
        assert_eq!((selection.view, selection.unknown.join(" ").as_str()), (View::Grid, "view=map"));
    }

    #[test]
    fn who_compares_chooses_up_to_four() {
        let catalog = catalog();
        let read = |address: &str| Selection::parse(address, &catalog);
        assert_eq!(read("").compared, None);
        assert_eq!(read("compare=").compared, Some(vec![]));
        assert!(!read("compare=").is_plain());
        let selection = read("compare=pier,,bridge,pier&view=compare");
        assert_eq!(selection.compared, Some(vec!["pier".to_owned(), "bridge".to_owned()]));
        assert_eq!(selection.address(&catalog), "view=compare&compare=pier,bridge");
    }

    proptest! {
        #[test]
        fn a_selection_reads_back(
            text in ".{0,8}", class in prop::collection::btree_set(0u32..2, 0..3), least: Option<i32>,
            greatest: Option<i32>, order in 0u32..4, descending: bool, view in 0usize..4, shown in 24usize..100,
            compared in prop::option::of(prop::collection::btree_set("[a-z&+%]{1,5}", 0..5)),
            at in prop::option::of("[1-8][0-9]\\.[0-9]{5},1[0-7][0-9]\\.[0-9]{5},1[0-9]\\.[0-9]{2}"),
        ) {
            let catalog = catalog();
            let selection = Selection {
                query: Query {
                    text,
                    facets: vec![class.into_iter().collect(), vec![]],
                    ranges: std::iter::once(Range { least, greatest }).chain([Range::default(); 4]).collect(),
                    order: match order { 0 => Order::Relevance, 1 => Order::Title, n => Order::Column(n - 2) },
                    descending,
                },
                view: View::ALL[view],
                at: at.and_then(|at| At::parse(&at)),
                compared: compared.map(|ids| ids.into_iter().collect()),
                shown,
                unknown: Vec::new(),
            };
            let address = selection.address(&catalog);
            prop_assert_eq!(Selection::parse(&address, &catalog), selection);
        }

        #[test]
        fn no_address_breaks_the_parser(address: String) {
            let _ = Selection::parse(&address, &catalog());
        }
    }
}
