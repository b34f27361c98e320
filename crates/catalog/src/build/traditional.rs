//! Maps traditional to simplified characters, so that traditional queries match simplified text.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_leads_to_no_further_pair() {
        let all: Vec<(char, char)> = pairs().collect();
        assert!(all.len() > 2500 && all.is_sorted_by(|a, b| a.0 < b.0));
        let simplified = |c: char| all.iter().find(|pair| pair.0 == c).map(|pair| pair.1);
        for (traditional, one) in "棧橋電影島灣攝製臺".chars().zip("栈桥电影岛湾摄制台".chars()) {
            assert_eq!(simplified(traditional).unwrap_or(traditional), one);
        }
        assert!(all.iter().all(|pair| simplified(pair.1).is_none()));
    }
}
