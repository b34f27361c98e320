//! The validated content types: what an editor writes under `public/content`.
//!
//! Each record is one JSON file (an article's body is Markdown beside it).
//! Unknown fields are refused; fields beyond `id` and titles are optional
//! unless the reader would be misled without them.

#[cfg(feature = "records")]
mod record;
pub mod vocabulary;

#[cfg(feature = "records")]
pub use record::*;
use serde::{Deserialize, Serialize};

/// Makes a newtype for the id of a record: a slug of `a-z`, `0-9` and `-`.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "records", derive(schemars::JsonSchema))]
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
    /// The id of a class of place.
    ClassId,
    /// The id of a production.
    ProductionId,
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
