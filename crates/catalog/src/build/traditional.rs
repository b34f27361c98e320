//! Maps traditional to simplified characters, so that traditional queries match simplified text.

use crate::Simplified;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Pairs separated by white space, after `#` comments.
const TABLE: &str = include_str!("traditional.txt");

/// Traditional characters in code point order, each with its simplified form.
pub fn pairs() -> impl Iterator<Item = (char, char)> {
    let words = TABLE.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
    words.filter_map(|pair| {
        let mut characters = pair.chars();
        Some((characters.next()?, characters.next()?))
    })
}

/// The whole table.
pub fn table() -> &'static Simplified {
    static TABLE: LazyLock<Simplified> = LazyLock::new(|| Simplified::new(pairs().collect()));
    &TABLE
}

/// The pairs whose simplified form occurs in these simplified texts. They are stored with the texts, because only the
/// site tool has the whole table.
pub fn needed<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<(char, char)> {
    let present: BTreeSet<char> = texts.flat_map(str::chars).collect();
    pairs().filter(|(_, one)| present.contains(one)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_leads_to_no_further_pair() {
        let all: Vec<(char, char)> = pairs().collect();
        assert!(all.len() > 2500 && all.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(table().text("棧橋電影島灣攝製臺"), "栈桥电影岛湾摄制台");
        assert_eq!(table().text("峯會、羣島、糉"), "峰会、群岛、粽");
        assert!(all.iter().all(|pair| table().of(pair.1) == pair.1));
    }
}
