//! The home page and news: lists, articles and their text.

use super::{Card, Chart, Download, Figure, Group, Link, Moment, Picture, Source, Tally, Target, items};
use film_core::route::Page;
use serde::{Deserialize, Serialize};

/// The home page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Home {
    /// What the site is for.
    pub tagline: String,
    /// The leading article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Card>,
    /// Further articles.
    #[serde(deserialize_with = "items")]
    pub news: Vec<Card>,
    /// The latest edition of the summit.
    pub summit: Option<Card>,
    /// The library's collections.
    #[serde(deserialize_with = "items")]
    pub collections: Vec<Tally>,
    /// Some locations.
    #[serde(deserialize_with = "items")]
    pub locations: Vec<Card>,
    /// Some clips.
    #[serde(deserialize_with = "items")]
    pub clips: Vec<Card>,
}

/// A list of articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewsList {
    /// The heading.
    pub heading: String,
    /// The articles, newest first.
    #[serde(deserialize_with = "items")]
    pub cards: Vec<Card>,
    /// Topics.
    #[serde(deserialize_with = "items")]
    pub topics: Vec<Tally>,
    /// Years that have articles, newest first.
    #[serde(deserialize_with = "items")]
    pub years: Vec<Tally>,
    /// The months of the year that is shown, newest first.
    #[serde(default, deserialize_with = "items", skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<Tally>,
    /// Its feeds.
    #[serde(deserialize_with = "items")]
    pub feeds: Vec<Download>,
}

/// An article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The headline.
    pub headline: String,
    /// The summary.
    pub summary: String,
    /// Where the report is from.
    pub dateline: String,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// When it was published, with the zone named.
    pub published: Moment,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// How long it takes to read.
    pub reading: String,
    /// Its topics.
    #[serde(deserialize_with = "items")]
    pub topics: Vec<Link>,
    /// The leading picture.
    pub hero: Picture,
    /// The text.
    #[serde(deserialize_with = "items")]
    pub body: Vec<Node>,
    /// What was wrong.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<(Moment, String)>,
    /// Where the facts come from.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
    /// Records that it speaks of.
    #[serde(deserialize_with = "items")]
    pub mentions: Vec<Group>,
    /// *More information*.
    #[serde(deserialize_with = "items")]
    pub more: Vec<Card>,
    /// The article before it.
    pub previous: Option<Link>,
    /// The article after it.
    pub next: Option<Link>,
}

/// A piece of an article: the allow-listed form of Markdown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Node {
    /// Running text.
    Text(String),
    /// Emphasis.
    Em(Vec<Node>),
    /// Strong emphasis.
    Strong(Vec<Node>),
    /// Code.
    Code(String),
    /// A link.
    Link(Target, Vec<Node>),
    /// A line break.
    Break,
    /// A paragraph.
    P(Vec<Node>),
    /// A heading of level 2 to 4 with its anchor.
    H(u8, String, Vec<Node>),
    /// A list; ordered when it has a first number.
    List(Option<u64>, Vec<Vec<Node>>),
    /// A quotation, and who said it, when the text tells.
    Quote(Vec<Node>, Vec<Node>),
    /// A table: the head's cells, then rows of cells.
    Table(Vec<Vec<Node>>, Vec<Vec<Vec<Node>>>),
    /// A rule.
    Rule,
    /// Something of our own shown within the text.
    Embed(Box<Embed>),
}

/// What stands within a text besides words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Embed {
    /// What the writer asked for: a record, the figures of it that are wanted (all when empty), and
    /// words for it. The site tool puts the thing itself in its place; it is never published.
    Record(Page, Vec<String>, Option<String>),
    /// What the writer asked for: a picture of the article by its name. Never published.
    Named(String),
    /// A picture with its caption and credit.
    Picture(Picture),
    /// A record's card.
    Card(Card),
    /// Figures of a report.
    Figures(EmbeddedFigures),
}

/// Figures of a report within a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmbeddedFigures {
    /// The report.
    pub report: Link,
    /// Words of the writer on them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// As drawings.
    #[serde(deserialize_with = "items")]
    pub charts: Vec<Chart>,
    /// As a table.
    #[serde(deserialize_with = "items")]
    pub figures: Vec<Figure>,
}
