//! The styles in each page.

use super::super::{Draft, css};
use super::{Rendered, Shell};
use film_core::route::Page;
use film_core::route::chunk::Chunk;
use formats::html::Names;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The inlined styles, by group of pages ([`Chunk`]): the rules that any page of the group can use.
pub struct Styles(BTreeMap<&'static str, String>);

impl Styles {
    /// Collects the names that each group uses, and the rules for them.
    ///
    /// # Errors
    ///
    /// Returns an error if the styles cannot be read.
    pub fn new(shell: &Shell, drafts: &[Draft], rendered: &[Rendered]) -> Result<Styles, String> {
        let frame = Rendered::slots().html(shell, "", "");
        type ByChunk = BTreeMap<&'static str, Names>;
        let add = |mut names: ByChunk, (draft, page): (&Draft, &Rendered)| {
            names.entry(Chunk::of(&draft.route.page).as_str()).or_default().add(&page.app);
            names
        };
        let join = |mut names: ByChunk, others: ByChunk| {
            others.into_iter().for_each(|(chunk, other)| names.entry(chunk).or_default().extend(other));
            names
        };
        let names = drafts.par_iter().zip(rendered).fold(ByChunk::new, add).reduce(ByChunk::new, join);
        let used = |(chunk, mut names): (&'static str, Names)| {
            names.add(&frame);
            names.add(css::ADDED);
            Ok((chunk, css::used(&shell.assets.styles, &names)?))
        };
        Ok(Styles(names.into_par_iter().map(used).collect::<Result<_, String>>()?))
    }

    /// The styles of a page.
    pub fn of(&self, page: &Page) -> &str {
        self.0.get(Chunk::of(page).as_str()).map_or("", String::as_str)
    }

    /// The styles of all groups.
    pub fn all(self) -> impl Iterator<Item = String> {
        self.0.into_values()
    }
}
