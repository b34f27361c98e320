//! The files of a catalogue.

use std::fmt;

/// One file of a catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All parts of a small catalogue in one file, except its bodies and, if they are not small too, its cards.
    Whole,
    /// Counts, facets and the facet values of each record. Opened first.
    Core,
    /// The dictionary: every word, Chinese character and syllable that occurs.
    Terms,
    /// The range of each record's Chinese in the sequence of all Chinese characters.
    HanRuns,
    /// The range of each record's pinyin in the sequence of all syllables.
    PinyinRuns,
    /// The rank of each record in title order.
    Titles,
    /// One column of numbers.
    Column(u32),
    /// The postings of some of the terms.
    Postings(u32),
    /// The cards of [`CARDS_IN_BLOCK`](super::CARDS_IN_BLOCK) records.
    Cards(u32),
    /// All body parts in one file, if they are small.
    Bodies,
    /// The dictionary of the bodies.
    BodyTerms,
    /// The range of each body's Chinese in the sequence of all Chinese characters of bodies.
    BodyRuns,
    /// The postings of some of the terms of bodies.
    BodyPostings(u32),
}

/// A kind of part: its file name, which ends in a slash if there are several, and the part with a given number.
type Kind = (&'static str, fn(u32) -> Part);

/// All kinds. The index in this list is the kind code written in a file.
const KINDS: [Kind; 13] = [
    ("whole", |_| Part::Whole),
    ("core", |_| Part::Core),
    ("terms", |_| Part::Terms),
    ("runs/han", |_| Part::HanRuns),
    ("runs/pinyin", |_| Part::PinyinRuns),
    ("titles", |_| Part::Titles),
    ("columns/", Part::Column),
    ("postings/", Part::Postings),
    ("cards/", Part::Cards),
    ("bodies", |_| Part::Bodies),
    ("bodies/terms", |_| Part::BodyTerms),
    ("bodies/runs", |_| Part::BodyRuns),
    ("bodies/postings/", Part::BodyPostings),
];

impl Part {
    fn number(self) -> u32 {
        match self {
            Part::Column(number) | Part::Postings(number) | Part::Cards(number) | Part::BodyPostings(number) => number,
            _ => 0,
        }
    }

    /// Whether the part belongs to the bodies, which a query needs only for its last records.
    pub fn is_of_bodies(self) -> bool {
        matches!(self, Part::Bodies | Part::BodyTerms | Part::BodyRuns | Part::BodyPostings(_))
    }

    /// The kind code and number written in a file.
    pub fn code(self) -> (u8, u32) {
        let kind = KINDS.iter().take_while(|(_, part)| part(self.number()) != self).count();
        (kind as u8, self.number())
    }

    /// Reads what [`Part::code`] writes.
    pub fn from_code(kind: u8, number: u32) -> Option<Part> {
        let (_, part) = KINDS.get(usize::from(kind))?;
        Some(part(number)).filter(|part| part.number() == number)
    }
}

/// Writes the file name of the part: `core`, `postings/3`.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, number) = self.code();
        match KINDS[usize::from(kind)].0 {
            folder if folder.ends_with('/') => write!(f, "{folder}{number}"),
            name => f.write_str(name),
        }
    }
}
