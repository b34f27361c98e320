//! People and institutions in their public, professional role: `experts/<id>.json`.

use super::picture::Picture;
use crate::locale::Text;
use crate::model::vocabulary::ExpertKind;
use crate::model::{Contact, ExpertId, FieldId, Link, LocationId, ProductionId, Source, Verified};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person or an institution. Summit speakers use the same records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Expert {
    /// The id; must equal the file's name without `.json`.
    pub id: ExpertId,
    /// The name. Give Chinese characters only if a source has them.
    pub name: Text,
    /// Whether this is a person or an institution.
    pub kind: ExpertKind,
    /// `true` for a public official, who has a speaker page but is not listed among the experts.
    #[serde(default)]
    pub official: bool,
    /// The professional role.
    pub title: Option<Text>,
    /// The institution in which they hold the role.
    pub affiliation: Option<Text>,
    /// The date at which the source states the role: `2023`, `2023-08` or `2023-08-24`.
    pub as_of: String,
    /// A biography: paragraphs separated by a blank line.
    pub bio: Option<Text>,
    /// Ids of fields of work from `fields.json`, the main one first.
    pub fields: Vec<FieldId>,
    /// Languages they work in, as BCP 47 tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Works they are credited for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
    /// Ids of locations they know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<LocationId>,
    /// Their public web pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// How to reach them. Each detail needs consent.
    pub contact: Option<Contact>,
    /// A portrait, or a picture of the institution.
    pub picture: Option<Picture>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// When the record was last checked.
    pub verified: Option<Verified>,
}

/// A work and the person's or institution's role in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// The id of the production's record. It has the title and the year.
    pub production: Option<ProductionId>,
    /// The title, if the work has no record. The check fills in that of the record.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub work: Text,
    /// The year of release, if the work has no record. The check fills in that of the record.
    pub year: Option<u16>,
    /// The role in the work.
    pub role: Text,
}
