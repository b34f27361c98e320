//! An opened page: its document, and the code of its chunk that shows it.

use crate::load::LoadError;
use crate::wire::{SentDocument, Site};
use leptos::prelude::*;
use std::pin::Pin;
use std::sync::Arc;

/// Renders a page's body.
pub type Show = Box<dyn Fn(Arc<Site>) -> AnyView + Send + Sync>;

/// An opened page.
pub struct Opened {
    /// Its document.
    pub document: Arc<SentDocument>,
    /// None while the prerendered page is being hydrated, and for pages of text, which are shown from their HTML.
    pub show: Option<Show>,
    /// How many items of its lists cannot be read and are not shown.
    pub left_out: usize,
}

impl Opened {
    /// The page, if none of its items is left out.
    ///
    /// # Errors
    ///
    /// [`LoadError::Malformed`] otherwise.
    pub fn whole(self: Arc<Opened>) -> Result<Arc<Opened>, LoadError> {
        match self.left_out {
            0 => Ok(self),
            count => Err(LoadError::Malformed(format!("{:?}, {count} items", self.document.page))),
        }
    }
}

/// A page that is being opened: its chunk may have to be fetched first.
pub type Opening = Pin<Box<dyn Future<Output = Result<Arc<Opened>, LoadError>>>>;
