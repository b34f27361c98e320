//! An article (after IPTC ninjs): `news/<id>.json` with its body in `news/<id>.en.md` and `news/<id>.zh.md`.

use super::picture::Picture;
use crate::locale::Text;
use crate::model::{ClipId, ExpertId, LocationId, NewsId, ProductionId, ReportId, SessionId, Source, TopicId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An article without its body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct News {
    /// The id; must equal the file's name without `.json`.
    pub id: NewsId,
    /// The headline.
    pub headline: Text,
    /// One or two sentences for lists and cards.
    pub summary: Text,
    /// Where the article was filed from: `Qingdao`.
    pub dateline: Text,
    /// The author.
    pub byline: Option<Text>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
    /// Ids of topics from `topics.json`, the main one first.
    pub topics: Vec<TopicId>,
    /// When the article is published, RFC 3339 with offset: `2023-08-23T15:59:40+08:00`. Until then it is left out of
    /// every output.
    pub published_at: String,
    /// When the text was last changed, RFC 3339 with offset.
    pub updated_at: Option<String>,
    /// The end of an embargo, RFC 3339 with offset. Until then the article is left out of every output.
    pub embargoed_until: Option<String>,
    /// The main picture.
    pub hero: Picture,
    /// Pictures used in the text, each under the name by which the text refers to it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pictures: BTreeMap<String, Picture>,
    /// Records that the article mentions.
    #[serde(default, skip_serializing_if = "Mentions::is_empty")]
    pub mentions: Mentions,
    /// Articles to offer first under *More information*, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<NewsId>,
    /// Corrections made after publication.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
}

/// Records that an article mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mentions {
    /// Locations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub locations: Vec<LocationId>,
    /// Productions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub productions: Vec<ProductionId>,
    /// People and institutions.
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

/// A reference to a session of a summit edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionRef {
    /// The year of the edition.
    pub year: u16,
    /// The id of the session within the edition.
    pub id: SessionId,
}

/// A reference to a report of a summit edition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportRef {
    /// The year of the edition.
    pub year: u16,
    /// The id of the report within the edition.
    pub id: ReportId,
}

/// A correction, shown with the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// When the correction was made, RFC 3339 with offset.
    pub at: String,
    /// The error and its correction.
    pub text: Text,
}
