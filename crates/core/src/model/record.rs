//! The content records, and the types that several kinds of record share. Only the site tool uses them: the browser
//! reads the data that it builds from them.

pub mod clip;
pub mod expert;
pub mod location;
pub mod news;
pub mod office;
pub mod picture;
pub mod production;
pub mod summit;

use crate::locale::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who published the fact first.
    pub publisher: Text,
    /// The address of the page, beginning with `https:` or `http:`. Leave it out for mirrors and reposts.
    pub url: Option<String>,
    /// When it was published: `2023`, `2023-08` or `2023-08-24`.
    pub date: Option<String>,
}

/// When a record was last checked, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verified {
    /// The date of the check: `2025`, `2025-03` or `2025-03-11`.
    pub on: String,
    /// The office or person who checked it.
    pub by: Text,
}

/// Ways to reach a person or a body. Each is shown only if its own `consent` is `true`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// An e-mail address.
    pub email: Option<Consented>,
    /// A telephone number with its country code.
    pub telephone: Option<Consented>,
    /// A web address.
    pub website: Option<Consented>,
}

/// A contact detail and whether it may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consented {
    /// The address or number.
    pub value: String,
    /// `true` only when the person agreed to publication.
    pub consent: bool,
}

/// A labelled link to another site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The text of the link.
    pub label: Text,
    /// The address, `https:` or `http:`.
    pub url: String,
}
