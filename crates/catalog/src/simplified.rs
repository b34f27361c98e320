//! Maps traditional characters to simplified ones, so that either form finds the other.

/// Traditional characters, each with its simplified form. It holds only the pairs that the searched texts need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Simplified(Vec<(char, char)>);

impl Simplified {
    /// The pairs must be in the order of their first characters.
    pub fn new(pairs: Vec<(char, char)>) -> Simplified {
        Simplified(pairs)
    }

    /// Reads what [`Display`](std::fmt::Display) writes: `橋桥電电`.
    pub fn parse(pairs: &str) -> Simplified {
        let mut characters = pairs.chars();
        let mut pairs: Vec<(char, char)> = std::iter::from_fn(|| characters.next().zip(characters.next())).collect();
        pairs.sort_unstable();
        Simplified(pairs)
    }

    /// The simplified form of a character, or the character unchanged if it has none here.
    pub fn of(&self, c: char) -> char {
        let found = self.0.binary_search_by_key(&c, |pair| pair.0);
        found.map_or(c, |at| self.0[at].1)
    }

    /// A text with simplified characters.
    pub fn text(&self, text: &str) -> String {
        text.chars().map(|c| self.of(c)).collect()
    }
}

/// Writes the pairs one after the other.
impl std::fmt::Display for Simplified {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|(traditional, simplified)| write!(f, "{traditional}{simplified}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_back_and_used() {
        let pairs = Simplified::parse("電电橋桥x");
        assert_eq!(pairs.to_string(), "橋桥電电");
        assert_eq!(pairs.text("棧橋 電影 pier"), "棧桥 电影 pier");
        assert_eq!(Simplified::parse("").text("橋"), "橋");
    }
}
