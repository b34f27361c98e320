//! Documents as transferred. The body stays JSON until the program knows which type to read it as.

use super::Document;
use crate::Summary;
use film_core::json;
use film_core::load::LoadError;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use std::cell::Cell;
use std::collections::BTreeMap;

/// A document as transferred. The chunk that shows the page reads its body.
pub type SentDocument = Document<SentBody>;

/// A body as transferred: JSON. The page determines its shape.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SentBody(Box<RawValue>);

impl PartialEq for SentBody {
    fn eq(&self, other: &SentBody) -> bool {
        self.0.get() == other.0.get()
    }
}

thread_local! {
    /// The number of list items skipped since this was last set to 0.
    ///
    /// It is a global because derived deserializers pass no state to their fields. Counting in the deserializer would
    /// need a handwritten one for every type in a body.
    static LEFT_OUT: Cell<usize> = const { Cell::new(0) };
}

/// Reads a list item by item. Items of another shape are skipped and counted, so that the others can be shown.
pub(crate) fn items<'de, T: DeserializeOwned, D: Deserializer<'de>>(list: D) -> Result<Vec<T>, D::Error> {
    let mut items = Vec::new();
    each(list, &mut |item| json::read(item).map(|item| items.push(item)))?;
    Ok(items)
}

/// Passes the JSON of each item to `read`, and counts those that it cannot read. Apart from [`items`], because that is
/// compiled for each type.
fn each<'de, D: Deserializer<'de>>(
    list: D,
    read: &mut dyn FnMut(&str) -> serde_json::Result<()>,
) -> Result<(), D::Error> {
    for item in Vec::<&RawValue>::deserialize(list)? {
        if read(item.get()).is_err() {
            LEFT_OUT.set(LEFT_OUT.get() + 1);
        }
    }
    Ok(())
}

impl SentDocument {
    /// Reads the body. Skips unreadable list items.
    ///
    /// # Errors
    ///
    /// [`LoadError::Malformed`] if the body has another shape.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, LoadError> {
        let place = |error: serde_json::Error| format!("{:?}, {}:{}", self.page, error.line(), error.column());
        json::read(self.body.0.get()).map_err(|error| LoadError::Malformed(place(error)))
    }

    /// Reads the body and returns the number of list items that were skipped because they have another shape.
    ///
    /// # Errors
    ///
    /// [`LoadError::Malformed`] if anything other than a list item has another shape.
    pub fn read_counted<T: DeserializeOwned>(&self) -> Result<(T, usize), LoadError> {
        LEFT_OUT.set(0);
        Ok((self.read()?, LEFT_OUT.get()))
    }

    /// The fields of the body that belong to [`Summary`]. Empty for a page without a body.
    ///
    /// # Errors
    ///
    /// [`LoadError::Malformed`] if a field has another shape.
    pub fn summary(&self) -> Result<Summary, LoadError> {
        Ok(self.read::<Option<Summary>>()?.unwrap_or_default())
    }

    /// Every part of the body, at any depth, that reads as a `T`: for example all its pictures, or all pages that it
    /// links to.
    pub fn parts<T: DeserializeOwned>(&self) -> Vec<T> {
        let mut found = Vec::new();
        parts(&self.body.0, &mut found);
        found
    }
}

fn parts<T: DeserializeOwned>(value: &RawValue, found: &mut Vec<T>) {
    let json = value.get();
    found.extend(json::read::<T>(json));
    if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) {
        items.into_iter().for_each(|item| parts(item, found));
    } else if let Ok(fields) = serde_json::from_str::<BTreeMap<String, &RawValue>>(json) {
        fields.into_values().for_each(|field| parts(field, found));
    }
}

impl Document {
    /// Converts the document to its transferred form.
    ///
    /// # Errors
    ///
    /// If it cannot be written as JSON.
    pub fn sent(&self) -> Result<SentDocument, serde_json::Error> {
        let Document { format, page, title, description, crumbs, foreign, body, html } = self.clone();
        let body = SentBody(serde_json::value::to_raw_value(&body)?);
        Ok(Document { format, page, title, description, crumbs, foreign, body, html })
    }
}
