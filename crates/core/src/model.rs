//! The validated content types: what an editor writes under `public/content`.
//!
//! Each record is one JSON file (an article's body is Markdown beside it).
//! Unknown fields are refused; fields beyond `id` and titles are optional
//! unless the reader would be misled without them.

pub mod clip;
pub mod expert;
pub mod location;
pub mod news;
pub mod office;
pub mod picture;
pub mod summit;
pub mod vocabulary;

use crate::locale::Text;
use serde::{Deserialize, Serialize};

/// Makes a newtype for the id of a record: a slug of `a-z`, `0-9` and `-`.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The slug.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Reads a slug; `None` when it is not one.
            pub fn parse(text: &str) -> Option<Self> {
                crate::model::is_slug(text).then(|| Self(text.to_owned()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

id! {
    /// The id of an article.
    NewsId,
    /// The id of a news topic.
    TopicId,
    /// The id of a location.
    LocationId,
    /// The id of a person or body.
    ExpertId,
    /// The id of a field of work.
    FieldId,
    /// The id of a clip.
    ClipId,
    /// The id of a summit session, unique within its edition.
    SessionId,
    /// The id of a summit report, unique within its edition.
    ReportId,
    /// The id of a figure, unique within its report.
    FigureId,
    /// The id of a room, unique within its edition.
    RoomId,
    /// The id of a track, unique within its edition.
    TrackId,
}

/// Whether `text` is a slug: `a-z`, `0-9` and single inner `-`, 1 to 80 bytes.
pub fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Who published it first.
    pub publisher: Text,
    /// The page, `https:` or `http:`; left out for mirrors and reposts.
    pub url: Option<String>,
    /// When it was published: `2023`, `2023-08` or `2023-08-24`.
    pub date: Option<String>,
}

/// When a record was last checked, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Verified {
    /// `2025`, `2025-03` or `2025-03-11`.
    pub on: String,
    /// The office or person.
    pub by: Text,
}

/// Ways to reach somebody. Each is shown only with its own consent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Consented {
    /// The address or number.
    pub value: String,
    /// `true` only when the person agreed to publication.
    pub consent: bool,
}

/// A labelled link to another site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What is there.
    pub label: Text,
    /// The address, `https:` or `http:`.
    pub url: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (text, is) in [
            ("zhanqiao-pier", true),
            ("5g-park-2019", true),
            ("", false),
            ("-pier", false),
            ("pier-", false),
            ("a--b", false),
            ("Pier", false),
            ("a/b", false),
            ("栈桥", false),
        ] {
            assert_eq!(is_slug(text), is, "{text:?}");
            assert_eq!(LocationId::parse(text).is_some(), is, "{text:?}");
        }
    }
}
