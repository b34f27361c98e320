//! The two layers of the text index. The small layer of short texts answers a query first. The layer of bodies adds its
//! results later.

use super::Part;
use super::byte::SEAL;
use super::runs::Runs;
use super::terms::{Place, Terms};
use std::ops::Range;

/// The number of layers: the short texts, then the bodies.
pub const LAYERS: usize = 2;

/// The fields of each layer, by descending weight: title, names, keywords and text; body.
pub const FIELDS: [Range<usize>; LAYERS] = [0..4, 4..5];

/// The parts of a layer.
pub struct Parts {
    pub terms: Part,
    pub han: Part,
    pub postings: fn(u32) -> Part,
}

/// The parts of each layer.
pub const PARTS: [Parts; LAYERS] = [
    Parts { terms: Part::Terms, han: Part::HanRuns, postings: Part::Postings },
    Parts { terms: Part::BodyTerms, han: Part::BodyRuns, postings: Part::BodyPostings },
];

/// The loaded parts of a layer.
#[derive(Default)]
pub struct Layer {
    pub terms: Option<Terms>,
    pub han: Option<Runs>,
    /// Files as received, with their seals.
    pub postings: Vec<Option<Vec<u8>>>,
}

impl Layer {
    /// A layer with this many posting files, none of them loaded.
    pub fn new(shards: u32) -> Layer {
        Layer { postings: (0..shards).map(|_| None).collect(), ..Layer::default() }
    }

    /// The bytes of a term's postings. Empty if they are not where the dictionary says.
    pub fn postings(&self, place: Place) -> &[u8] {
        let find = || {
            let terms = self.terms.as_ref()?;
            let shard = terms.shards_of(place).start;
            let start = terms.shards.get(shard)?;
            let file = self.postings.get(shard)?.as_ref()?;
            file.get(SEAL + (place.start - start) as usize..SEAL + (place.end - start) as usize)
        };
        find().unwrap_or_default()
    }
}
