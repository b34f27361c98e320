//! The home page and news: lists, articles and their text.

use super::{Card, Chart, Download, Figure, Group, Link, Moment, Picture, Sketch, Source, Tally, Target, items};
use film_core::route::Page;
use serde::{Deserialize, Serialize};

/// The home page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Home {
    /// The purpose of the site.
    pub tagline: String,
    /// The leading article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Card>,
    /// The next edition of the summit, or else the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summit: Option<Card>,
    /// Sessions of that edition: those to come or, if it is over, those that were held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Group>,
    /// The library's collections.
    #[serde(deserialize_with = "items")]
    pub collections: Vec<Tally>,
    /// The classes of places.
    #[serde(deserialize_with = "items")]
    pub ways: Vec<Way>,
    /// A location that fits the season.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Card>,
    /// All locations on the land.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<Sketch>,
    /// Some clips.
    #[serde(deserialize_with = "items")]
    pub clips: Vec<Card>,
    /// Further articles.
    #[serde(deserialize_with = "items")]
    pub news: Vec<Card>,
}

/// A way into the list of locations: those of one class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Way {
    /// The class, as the value of the list's filter.
    pub class: String,
    /// Its name.
    pub label: String,
    /// The count of its locations.
    pub count: u32,
    /// A location of the class.
    pub picture: Picture,
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
    /// The months of the displayed year, newest first.
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
    /// The place of the report.
    pub dateline: String,
    /// The author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// When it was published, with the time zone.
    pub published: Moment,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// The reading time.
    pub reading: String,
    /// Its topics.
    #[serde(deserialize_with = "items")]
    pub topics: Vec<Link>,
    /// The leading picture.
    pub hero: Picture,
    /// The text.
    #[serde(deserialize_with = "items")]
    pub body: Vec<Node>,
    /// Corrections, each with its date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<(Moment, String)>,
    /// The sources of the facts.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
    /// Records that the article mentions.
    #[serde(deserialize_with = "items")]
    pub mentions: Vec<Group>,
    /// The cards under *More information*.
    #[serde(deserialize_with = "items")]
    pub more: Vec<Card>,
    /// The article before it.
    pub previous: Option<Link>,
    /// The article after it.
    pub next: Option<Link>,
}

/// A piece of an article: the allowed subset of Markdown.
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
    /// A list. It is ordered if it has a first number.
    List(Option<u64>, Vec<Vec<Node>>),
    /// A quotation, and its author if the text names one.
    Quote(Vec<Node>, Vec<Node>),
    /// A table: the header cells, then rows of cells.
    Table(Vec<Vec<Node>>, Vec<Vec<Vec<Node>>>),
    /// A rule.
    Rule,
    /// An embedded element of the site.
    Embed(Box<Embed>),
}

/// An element embedded in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Embed {
    /// A reference in the source text: a record, the figures of it to show (all if empty), and a caption. The site tool
    /// replaces it with the element itself; it is never published.
    Record(Page, Vec<String>, Option<String>),
    /// A reference in the source text: a picture of the article by its name. Never published.
    Named(String),
    /// A picture with its caption and credit.
    Picture(Picture),
    /// A record's card.
    Card(Box<Card>),
    /// Figures of a report.
    Figures(EmbeddedFigures),
}

/// Figures of a report in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmbeddedFigures {
    /// The report.
    pub report: Link,
    /// The writer's caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The figures as drawings.
    #[serde(deserialize_with = "items")]
    pub charts: Vec<Chart>,
    /// The figures as a table.
    #[serde(deserialize_with = "items")]
    pub figures: Vec<Figure>,
}
