//! A film, series or other work that was shot at locations of the library: `productions/<id>.json`.

use crate::locale::Text;
use crate::model::vocabulary::ProductionKind;
use crate::model::{LocationId, ProductionId, Source};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A production. Locations and experts refer to it by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Production {
    /// The id; must equal the file's name without `.json`.
    pub id: ProductionId,
    /// The title. Write Chinese titles with their marks: `《流浪地球》`.
    pub title: Text,
    /// Other titles in any language, such as working titles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_titles: Vec<String>,
    /// The Chinese title in pinyin with tone marks.
    pub pinyin: Option<String>,
    /// The kind of work: film, series, documentary and so on.
    pub kind: Option<ProductionKind>,
    /// The year of release.
    pub year: Option<u16>,
    /// Its directors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directors: Vec<Text>,
    /// The companies that produced it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub companies: Vec<Text>,
    /// Its ids in public registers.
    #[serde(default, skip_serializing_if = "Registered::is_empty")]
    pub ids: Registered,
    /// One or two sentences on what was filmed at the locations.
    pub summary: Text,
    /// The ids of its locations in visiting order. Locations not listed follow, sorted by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub route: Vec<LocationId>,
    /// The sources of the facts.
    pub sources: Vec<Source>,
}

/// The ids of a production in public registers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Registered {
    /// Wikidata: `Q1234567`.
    pub wikidata: Option<String>,
    /// IMDb: `tt1234567`.
    pub imdb: Option<String>,
    /// Douban: `1234567`.
    pub douban: Option<String>,
    /// EIDR: `10.5240/7791-8534-2C23-9030-8610-5`.
    pub eidr: Option<String>,
}

impl Registered {
    fn is_empty(&self) -> bool {
        *self == Registered::default()
    }

    /// The ids that are set, each with its register.
    pub fn all(&self) -> impl Iterator<Item = (Register, &str)> {
        let ids = [&self.wikidata, &self.imdb, &self.douban, &self.eidr];
        Register::ALL.into_iter().zip(ids).filter_map(|(register, id)| Some((register, id.as_deref()?)))
    }
}

/// A public register of productions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// <https://www.wikidata.org>
    Wikidata,
    /// <https://www.imdb.com>
    Imdb,
    /// <https://movie.douban.com>
    Douban,
    /// The Entertainment Identifier Registry, <https://www.eidr.org>.
    Eidr,
}

impl Register {
    /// Every register, in the order of the fields of [`Registered`].
    pub const ALL: [Register; 4] = [Register::Wikidata, Register::Imdb, Register::Douban, Register::Eidr];

    /// Its field in content files and tables.
    pub fn field(self) -> &'static str {
        match self {
            Register::Wikidata => "wikidata",
            Register::Imdb => "imdb",
            Register::Douban => "douban",
            Register::Eidr => "eidr",
        }
    }

    /// Its name in English.
    pub fn name(self) -> &'static str {
        match self {
            Register::Wikidata => "Wikidata",
            Register::Imdb => "IMDb",
            Register::Douban => "Douban",
            Register::Eidr => "EIDR",
        }
    }

    /// An example of a valid id.
    pub fn example(self) -> &'static str {
        match self {
            Register::Wikidata => "Q1234567",
            Register::Imdb => "tt1234567",
            Register::Douban => "1234567",
            Register::Eidr => "10.5240/7791-8534-2C23-9030-8610-5",
        }
    }

    /// The URL of a production's page in the register.
    pub fn address(self, id: &str) -> String {
        match self {
            Register::Wikidata => format!("https://www.wikidata.org/wiki/{id}"),
            Register::Imdb => format!("https://www.imdb.com/title/{id}/"),
            Register::Douban => format!("https://movie.douban.com/subject/{id}/"),
            Register::Eidr => format!("https://doi.org/{id}"),
        }
    }

    /// Whether a text is an id of this register: its form, and for EIDR its check character.
    pub fn is_id(self, text: &str) -> bool {
        let is_number = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        match self {
            Register::Wikidata => {
                text.strip_prefix('Q').is_some_and(|number| is_number(number, 12) && !number.starts_with('0'))
            }
            Register::Imdb => text.strip_prefix("tt").is_some_and(|number| is_number(number, 10) && number.len() >= 7),
            Register::Douban => is_number(text, 10) && !text.starts_with('0'),
            Register::Eidr => text.strip_prefix("10.5240/").is_some_and(is_eidr_suffix),
        }
    }
}

/// Whether a text is the second half of an EIDR: five groups of four hexadecimal digits and their check character (ISO
/// 7064, MOD 37,36).
fn is_eidr_suffix(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_hexadecimal = |group: &&str| group.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
    if lengths != [4, 4, 4, 4, 4, 1] || !groups[..5].iter().all(is_hexadecimal) {
        return false;
    }
    let value = |digit: char| digit.to_digit(36).unwrap_or_default();
    let product = groups[..5].iter().flat_map(|group| group.chars()).fold(36, |product, digit| {
        let sum = (product + value(digit)) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    // The last product and the check character add up to 1 modulo 36.
    let wanted = char::from_digit((37 - product) % 36, 36).map(|digit| digit.to_ascii_uppercase());
    groups[5].chars().next() == wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_registers() {
        for register in Register::ALL {
            assert!(register.is_id(register.example()), "{register:?}");
            assert!(!register.is_id(""), "{register:?}");
            assert!(!register.is_id(&register.address(register.example())), "{register:?}");
        }
        for (register, wrong) in [
            (Register::Wikidata, "1234567"),
            (Register::Wikidata, "Q0"),
            (Register::Wikidata, "Q12a"),
            (Register::Imdb, "1234567"),
            (Register::Imdb, "tt123"),
            (Register::Imdb, "nm0000001"),
            (Register::Douban, "tt1234567"),
            (Register::Douban, "0234567"),
            (Register::Eidr, "10.5240/7791-8534-2C23-9030-8610-6"),
            (Register::Eidr, "10.5240/7791-8534-2c23-9030-8610-5"),
            (Register::Eidr, "10.5240/7791-8534-2C23-9030-8610"),
            (Register::Eidr, "10.5239/7791-8534-2C23-9030-8610-5"),
            (Register::Eidr, "10.5240/7791-8534-2C23-9030-86影-5"),
        ] {
            assert!(!register.is_id(wrong), "{wrong}");
        }
        // Examples of the EIDR ID Format specification.
        for right in ["10.5240/7791-8534-2C23-9030-8610-5", "10.5240/F85A-E100-B068-5B8F-B1C8-T"] {
            assert!(Register::Eidr.is_id(right), "{right}");
        }
    }
}
