//! An article (after IPTC ninjs): `news/<id>.json` with its body in `news/<id>.en.md` and `news/<id>.zh.md`.

use super::picture::Picture;
use crate::locale::Text;
use crate::model::{ClipId, ExpertId, LocationId, NewsId, ReportId, SessionId, Source, TopicId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An article without its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct News {
    /// Equal to the file's name without `.json`.
    pub id: NewsId,
    /// The headline.
    pub headline: Text,
    /// One or two sentences for lists and cards.
    pub summary: Text,
    /// Where the report is from: `Qingdao`.
    pub dateline: Text,
    /// Who wrote it.
    pub byline: Option<Text>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// Topics from `topics.json`, the main one first.
    pub topics: Vec<TopicId>,
    /// RFC 3339 with offset: `2023-08-23T15:59:40+08:00`. Left out of every output until then.
    pub published_at: String,
    /// When the text was last changed, RFC 3339 with offset.
    pub updated_at: Option<String>,
    /// Left out of every output until then, RFC 3339 with offset.
    pub embargoed_until: Option<String>,
    /// The leading picture.
    pub hero: Picture,
    /// Pictures that the text shows, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pictures: BTreeMap<String, Picture>,
    /// Records that the article speaks of.
    #[serde(default, skip_serializing_if = "Mentions::is_empty")]
    pub mentions: Mentions,
    /// Articles to offer first under *More information*, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<NewsId>,
    /// What was wrong and is now right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

/// Records that an article speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mentions {
    /// Locations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<LocationId>,
    /// People and bodies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub experts: Vec<ExpertId>,
    /// Clips.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clips: Vec<ClipId>,
    /// Summit sessions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<SessionRef>,
    /// Summit reports.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportRef>,
}

impl Mentions {
    fn is_empty(&self) -> bool {
        *self == Mentions::default()
    }
}

/// A session of a given edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionRef {
    /// The edition.
    pub year: u16,
    /// The session within it.
    pub id: SessionId,
}

/// A report of a given edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportRef {
    /// The edition.
    pub year: u16,
    /// The report within it.
    pub id: ReportId,
}

/// A correction, shown with the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// RFC 3339 with offset.
    pub at: String,
    /// What was wrong and is now right.
    pub text: Text,
}
