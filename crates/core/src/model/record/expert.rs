//! People and bodies in their public, professional role: `experts/<id>.json`.

use super::picture::Picture;
use crate::locale::Text;
use crate::model::vocabulary::ExpertKind;
use crate::model::{Contact, ExpertId, FieldId, Link, LocationId, Source, Verified};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person or a body. Summit speakers are the same records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expert {
    /// Equal to the file's name without `.json`.
    pub id: ExpertId,
    /// The name; Chinese characters only where a source has them.
    pub name: Text,
    /// Person or body.
    pub kind: ExpertKind,
    /// A public official: has a speaker page, and is not listed among the experts.
    #[serde(default)]
    pub official: bool,
    /// The professional role.
    pub title: Option<Text>,
    /// Where they hold it.
    pub affiliation: Option<Text>,
    /// When the source names the role: `2023`, `2023-08` or `2023-08-24`.
    pub as_of: String,
    /// Paragraphs, divided by a blank line.
    pub bio: Option<Text>,
    /// Fields from `fields.json`, the main one first.
    pub fields: Vec<FieldId>,
    /// Languages they work in, as BCP 47 tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Works.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
    /// Locations they know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<LocationId>,
    /// Public pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// How to reach them, each with consent.
    pub contact: Option<Contact>,
    /// A portrait or a picture of the body.
    pub picture: Option<Picture>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// When it was last checked.
    pub verified: Option<Verified>,
}

/// A work and what somebody did in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// The title.
    pub work: Text,
    /// The year of release.
    pub year: Option<u16>,
    /// The role.
    pub role: Text,
}
