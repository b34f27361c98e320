//! A page that has come: its document, and how the chunk that it belongs to shows it.

use crate::load::LoadError;
use crate::wire::{SentDocument, Site};
use leptos::prelude::*;
use std::pin::Pin;
use std::sync::Arc;

/// Shows a page's body.
pub type Show = Box<dyn Fn(Arc<Site>) -> AnyView + Send + Sync>;

/// A page that has come.
pub struct Opened {
    /// Its document.
    pub document: Arc<SentDocument>,
    /// None as long as the page is taken over as it was prerendered.
    pub show: Option<Show>,
    /// How many items of its lists cannot be read, and are not shown.
    pub left_out: usize,
}

impl Opened {
    /// The page, if nothing of it is left out.
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

/// A page on its way: its chunk may have to be fetched first.
pub type Opening = Pin<Box<dyn Future<Output = Result<Arc<Opened>, LoadError>>>>;
