//! Every published file format, declared once: what the site tool writes and the app reads.
//!
//! Texts are in one language and ready to show; dates, numbers and labels are
//! formatted by the site tool, so that the browser carries no formatting code.

mod frames;

use agenda::{Slot, zone};
use film_core::locale::Locale;
use film_core::model::vocabulary::{Class, ExpertKind};
use film_core::route::Page;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use std::cell::Cell;

/// The version of the formats below. A page that meets another one loads itself anew.
pub const FORMAT: u32 = 2;

/// Bootstrap data of the app.
#[derive(Clone, Debug, PartialEq)]
pub struct Bootstrap {
    /// What the frame of every page shows.
    pub site: Site,
    /// The page's document; none on the 404 page and on an empty page.
    pub document: Option<SentDocument>,
    /// Set on the 404 page: its address leads nowhere, so there is nothing to fetch.
    pub missing: bool,
}

/// The attribute `data-document` of the 404 page's start script, where that of others has the address of a document.
pub const MISSING: &str = "missing";

/// Site-wide data in both languages: `<script type="application/json" id="site">` in each page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// The office's name, English then Chinese.
    pub name: [String; 2],
    /// One line on how the content may be used.
    pub licence: [String; 2],
    /// The version of the software and the day the content was built.
    pub version: String,
    /// Where the catalogue of the whole site begins, for each language.
    pub catalog: [String; 2],
    /// What the office's standard time is ahead of UTC, minutes.
    pub offset: i32,
}

impl Site {
    /// One of a pair of texts.
    pub fn text(pair: &[String; 2], locale: Locale) -> &str {
        match locale {
            Locale::En => &pair[0],
            Locale::Zh => &pair[1],
        }
    }
}

/// One page: `/data/<path>.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document<B = Body> {
    /// [`FORMAT`].
    pub format: u32,
    /// The page it is.
    pub page: Page,
    /// The title for the tab, without the site's name.
    pub title: String,
    /// One sentence for search engines and cards.
    pub description: String,
    /// Pages above it, the topmost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crumbs: Vec<Link>,
    /// Set when the content has no translation: the language it is shown in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foreign: Option<Locale>,
    /// What is on it.
    pub body: B,
}

/// The file of a document: what the app reads, and where the service worker finds the page's prerendered body.
#[derive(Debug, Serialize)]
pub struct DocumentFile<'a> {
    /// The document.
    #[serde(flatten)]
    pub document: &'a Document,
    /// The SHA-256 of the prerendered body in URL-safe Base64, and its bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fragment: Option<(String, usize)>,
}

/// A document as it is sent. Its body is read by the part of the program that shows such pages.
pub type SentDocument = Document<SentBody>;

/// A body as it is sent: JSON. The page tells its shape.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SentBody(Box<RawValue>);

impl PartialEq for SentBody {
    fn eq(&self, other: &SentBody) -> bool {
        self.0.get() == other.0.get()
    }
}

thread_local! {
    /// How many items of lists were left out since this was last set to 0.
    static LEFT_OUT: Cell<usize> = const { Cell::new(0) };
}

/// Reads a list item by item. One that has another shape is left out and counted, and the others can be shown.
fn items<'de, T: DeserializeOwned, D: Deserializer<'de>>(list: D) -> Result<Vec<T>, D::Error> {
    let sent = Vec::<&RawValue>::deserialize(list)?;
    let mut items = Vec::with_capacity(sent.len());
    for item in sent {
        match serde_json::from_str(item.get()) {
            Ok(item) => items.push(item),
            Err(_) => LEFT_OUT.set(LEFT_OUT.get() + 1),
        }
    }
    Ok(items)
}

impl SentDocument {
    /// Reads the body; of lists, what can be read.
    ///
    /// # Errors
    ///
    /// When it has another shape.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.body.0.get())
    }

    /// Reads the body, and tells how many items of its lists were left out because they have another shape.
    ///
    /// # Errors
    ///
    /// When what is no item of a list has another shape.
    pub fn read_counted<T: DeserializeOwned>(&self) -> Result<(T, usize), serde_json::Error> {
        LEFT_OUT.set(0);
        Ok((self.read()?, LEFT_OUT.get()))
    }

    /// The body as it was sent.
    pub fn json(&self) -> &str {
        self.body.0.get()
    }
}

impl Document {
    /// The document as it is sent.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON.
    pub fn sent(&self) -> Result<SentDocument, serde_json::Error> {
        let Document { format, page, title, description, crumbs, foreign, body } = self.clone();
        let body = SentBody(serde_json::value::to_raw_value(&body)?);
        Ok(Document { format, page, title, description, crumbs, foreign, body })
    }
}

impl<B> Document<B> {
    /// The title for the tab: the page, the page above it, the site's name.
    ///
    /// A place and a body, or a topic and an area, may share a name.
    pub fn tab_title(&self, site_name: &str) -> String {
        let above = self.crumbs.last().map(|link| link.label.as_str());
        let mut parts = vec![self.title.as_str()];
        parts.extend(above);
        if self.title != site_name {
            parts.push(site_name);
        }
        parts.join(" · ")
    }
}

/// What is on a page, one shape for each body component.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// The home page.
    Home(Box<Home>),
    /// News, a topic or a month.
    NewsList(Box<NewsList>),
    /// An article.
    Article(Box<Article>),
    /// All editions.
    Summit(Box<Summit>),
    /// An edition.
    Edition(Box<Edition>),
    /// An agenda.
    Agenda(Box<Agenda>),
    /// A session.
    Session(Box<Session>),
    /// A speaker's page or an expert's.
    Person(Box<Person>),
    /// A report.
    Report(Box<Report>),
    /// The library.
    Library(Box<Library>),
    /// Locations, experts or clips.
    Collection(Box<Collection>),
    /// A location.
    Location(Box<Location>),
    /// A clip.
    Clip(Box<Clip>),
    /// Site-wide search, which reads the search file.
    Search,
    /// The recce pack, which is kept on the device.
    Pack,
    /// What works without a network.
    Offline,
    /// The office.
    About(Box<About>),
}

/// A link to a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    pub to: Page,
    /// Its words.
    pub label: String,
}

/// A link with the number of things behind it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Where it leads.
    pub to: Page,
    /// Its words.
    pub label: String,
    /// How many.
    pub count: u32,
}

/// A point in time, for `<time>`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// The machine's form.
    pub iso: String,
    /// The reader's form, in the page's language.
    pub text: String,
}

/// A picture ready to show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The file for a browser that knows no other format.
    pub src: String,
    /// Better formats, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<PictureSource>,
    /// Width of the original, pixels.
    pub width: u32,
    /// Height of the original, pixels.
    pub height: u32,
    /// What it shows.
    pub alt: String,
    /// A line below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Who made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Whether it is drawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub illustration: bool,
}

/// The widths of a picture in one format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PictureSource {
    /// `image/avif` or `image/webp`.
    pub mime: String,
    /// `a 640w, b 1280w`.
    pub srcset: String,
}

/// A record in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Its page.
    pub to: Page,
    /// Its title.
    pub title: String,
    /// A line above the title: its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// A day above the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Moment>,
    /// A sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// A line below: district, duration and the like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// The language of the title, when it is not the page's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foreign: Option<Locale>,
}

/// Cards under a heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The heading.
    pub heading: String,
    /// The cards.
    #[serde(deserialize_with = "items")]
    pub cards: Vec<Card>,
}

/// A labelled line of a fact table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
    /// Where the value leads, if anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Target>,
}

/// Where a link in a text leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Target {
    /// One of our own pages.
    Page(Page),
    /// `https:`, `http:`, `mailto:` or `tel:`.
    Web(String),
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Who published it.
    pub publisher: String,
    /// The page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
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

/// All editions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summit {
    /// The editions, latest first.
    #[serde(deserialize_with = "items")]
    pub editions: Vec<Card>,
    /// All years side by side, latest first: the year, its page when there is one.
    pub years: Vec<(String, Option<Page>)>,
    /// What is compared, with a cell for each year; empty where nothing is known.
    pub compared: Vec<(String, Vec<String>)>,
    /// What is known of others.
    pub notes: Vec<String>,
}

/// An edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// The year.
    pub year: u16,
    /// The event's name.
    pub title: String,
    /// Its theme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slogan: Option<String>,
    /// The leading picture.
    pub hero: Picture,
    /// Dates, venue, hosts.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// Paragraphs.
    pub about: Vec<String>,
    /// Its sessions.
    #[serde(deserialize_with = "items")]
    pub sessions: Vec<SessionRow>,
    /// Its speakers.
    #[serde(deserialize_with = "items")]
    pub speakers: Vec<Card>,
    /// Its reports.
    #[serde(deserialize_with = "items")]
    pub reports: Vec<Card>,
    /// What is known and what is not.
    pub notes: Vec<String>,
    /// Where the facts come from.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
}

/// A session in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Its page.
    pub to: Page,
    /// Its title.
    pub title: String,
    /// A second line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// The hour, or what is known of it.
    pub time: String,
    /// Its kind, room and language.
    pub note: String,
    /// Its track's name and colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<(String, u8)>,
    /// Names of those who took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persons: Option<String>,
    /// What it is about, in an agenda: found by its text and saved in the reader's calendar, not shown in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// An agenda.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agenda {
    /// The year.
    pub year: u16,
    /// The edition's name.
    pub title: String,
    /// The edition's days in words: `23–25 August 2023`.
    pub dates: String,
    /// The venue's zone.
    pub zone: zone::Zone,
    /// The edition's first and last day: `2023-08-23`.
    pub span: [String; 2],
    /// The days in words, from the one before the first to the one after the last: elsewhere it is another day.
    pub days: Vec<Moment>,
    /// Track, room, type and language, each with its values.
    pub facets: Vec<Facet>,
    /// Where it is held.
    pub venue: String,
    /// Scheme and host under which the site is published: a part of the events' identity.
    pub origin: String,
    /// The sessions, each with what is known of its time.
    #[serde(deserialize_with = "items")]
    pub sessions: Vec<(Slot, SessionRow)>,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Its title.
    pub title: String,
    /// A second line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// When it begins, a UTC instant: `20230823T010000Z`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// When it ends, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// When, where, what.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// Paragraphs.
    pub about: Vec<String>,
    /// Who took part, and what they said.
    #[serde(deserialize_with = "items")]
    pub persons: Vec<(Card, Option<String>)>,
    /// Pages, papers and recordings.
    #[serde(deserialize_with = "items")]
    pub links: Vec<Fact>,
    /// What belongs to it.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// The session before it.
    pub previous: Option<Link>,
    /// The session after it.
    pub next: Option<Link>,
    /// Where the facts come from.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
}

/// A speaker or an expert: one record, shown in two places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The name in the other language, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_name: Option<String>,
    /// Person or body.
    pub kind: ExpertKind,
    /// The role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// A portrait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// Affiliation, fields, date of the role.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// Paragraphs.
    pub about: Vec<String>,
    /// Work, role and year.
    pub credits: Vec<(String, String, Option<u16>)>,
    /// What they said at sessions.
    #[serde(deserialize_with = "items")]
    pub said: Vec<(Link, String)>,
    /// What belongs to them.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// Where the facts come from.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Its title.
    pub title: String,
    /// Paragraphs.
    pub about: Vec<String>,
    /// Issuer, date, session.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// Its figures.
    #[serde(deserialize_with = "items")]
    pub figures: Vec<Figure>,
    /// The figures as drawings.
    #[serde(deserialize_with = "items")]
    pub charts: Vec<Chart>,
    /// The figures as files.
    #[serde(deserialize_with = "items")]
    pub files: Vec<Download>,
    /// What to beware of.
    pub notes: Vec<String>,
    /// What belongs to it.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// Where the facts come from.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
}

/// A file for other programs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Download {
    /// Its address.
    pub href: String,
    /// What the link says.
    pub label: String,
    /// Its media type.
    pub mime: String,
}

/// Figures drawn on one scale.
///
/// The site tool measures and places everything, so that the page and the file that people take away
/// show the same, and the program draws what it is told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// An id that no other element of the page has.
    pub id: String,
    /// What is drawn.
    pub title: String,
    /// The unit and the period.
    pub scale: String,
    /// Every figure in words, for those who do not see the drawing.
    pub description: String,
    /// That the figures are not of one period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who published the figures.
    pub source: String,
    /// Height of the drawing, pixels; it is as wide as there is room.
    pub height: u32,
    /// The drawing, the undermost first.
    pub marks: Vec<Mark>,
    /// The drawing as a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Download>,
}

/// A piece of a drawing.
///
/// One shape of data for all pieces: an enum with fields would bring a reader for each into the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// What it is.
    pub shape: Shape,
    /// Where it is. Across, thousandths of the drawing's width; down, pixels. Areas: left, top, width and
    /// height; lines: two points; words: place and baseline.
    pub at: [u32; 4],
    /// The words, and which side of their place they stand on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<(Side, String)>,
}

/// What a piece of a drawing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// The whole of which a bar is a part.
    Track,
    /// A bar.
    Bar,
    /// A part of the broken end of a bar whose source says *more than*.
    More,
    /// A hairline.
    Axis,
    /// A line between two figures.
    Line,
    /// A figure on a line.
    Point,
    /// Words: what is measured.
    Label,
    /// Words: the number.
    Value,
    /// Words: periods and ends of the scale.
    Small,
}

impl Shape {
    /// The class of the element.
    pub fn as_str(self) -> &'static str {
        match self {
            Shape::Track => "chart-track",
            Shape::Bar => "chart-bar",
            Shape::More => "chart-more",
            Shape::Axis => "chart-axis",
            Shape::Line => "chart-line",
            Shape::Point => "chart-point",
            Shape::Label => "chart-label",
            Shape::Value => "chart-value",
            Shape::Small => "chart-small",
        }
    }
}

/// Which part of some words is at their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Their beginning.
    Start,
    /// Their middle.
    Middle,
    /// Their end.
    End,
}

impl Side {
    /// The value of `text-anchor`.
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Start => "start",
            Side::Middle => "middle",
            Side::End => "end",
        }
    }
}

/// One number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What it measures.
    pub label: String,
    /// The number with its unit, as one reads it.
    pub value: String,
    /// The period it holds for.
    pub period: String,
    /// Change on the period before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// Where it comes from.
    pub source: Source,
}

/// The library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Library {
    /// The collections.
    #[serde(deserialize_with = "items")]
    pub collections: Vec<Shelf>,
}

/// A collection in the library: the way to it, what it holds, some of its records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shelf(pub Tally, pub String, #[serde(deserialize_with = "items")] pub Vec<Card>);

/// A collection of the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Collection {
    /// The heading.
    pub heading: String,
    /// What it holds.
    pub text: String,
    /// The first of its records.
    #[serde(deserialize_with = "items")]
    pub cards: Vec<Card>,
    /// All of them by name, grouped, for the index below the cards; empty when there are too many.
    pub index: Vec<(String, Vec<Link>)>,
    /// What it can be searched by.
    pub catalog: Catalog,
    /// All of it as open data.
    #[serde(deserialize_with = "items")]
    pub files: Vec<Download>,
    /// Where the land of its map is, when its records have places.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<Land>,
}

/// A catalogue (see the module `catalog`): where it begins, and what can be asked of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    /// The address of its first file; the others lie beside it.
    pub first: String,
    /// How many records it holds.
    pub total: u32,
    /// Its facets, in its own order.
    pub facets: Vec<Facet>,
    /// Its columns of numbers, in its own order.
    pub ranges: Vec<Range>,
    /// The columns of its table.
    pub table: Vec<TableColumn>,
}

impl Catalog {
    /// The columns of [`PLACE_COLUMNS`], when its records are on the map.
    pub fn places(&self) -> Option<[u32; 3]> {
        let at = |key: &str| self.ranges.iter().position(|range| range.key == key && range.bounds.is_some());
        let [lat, lng, pin] = PLACE_COLUMNS.map(at);
        Some([lat? as u32, lng? as u32, pin? as u32])
    }
}

/// How many cards a list is made with: the first ones of a collection or of the news. More come as they are asked for.
pub const FIRST_CARDS: usize = 24;

/// A question with a closed list of answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facet {
    /// Its name in addresses.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The answers.
    pub values: Vec<FacetValue>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacetValue {
    /// Its name in addresses.
    pub key: String,
    /// Its name.
    pub label: String,
    /// How many records have it.
    pub count: u32,
}

/// A column of numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// Its name in addresses.
    pub key: String,
    /// Its name; empty when readers are not asked for it.
    pub label: String,
    /// What it counts.
    pub unit: String,
    /// The least and greatest number, when any record has one.
    pub bounds: Option<(i32, i32)>,
}

/// The columns of a catalogue whose records are on the map: north and east in hundred-thousandths of a degree,
/// and the place of the pin's kind among [`Class::ALL`].
pub const PLACE_COLUMNS: [&str; 3] = ["lat", "lng", "pin"];

/// A column of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableColumn {
    /// Its heading.
    pub label: String,
    /// What it sorts by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<Sort>,
}

/// What a table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// The titles.
    Title,
    /// A column of numbers.
    Column(u32),
}

/// A record of a catalogue, as results show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its card.
    pub card: Card,
    /// Its cells in the table, after the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<String>,
}

/// A location.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Its name.
    pub name: String,
    /// Its name in the other language, with pinyin.
    pub other_name: String,
    /// Its class.
    pub class: Class,
    /// The class's name.
    pub class_name: String,
    /// The district that it is in.
    pub district: String,
    /// A sentence.
    pub summary: String,
    /// Pictures, the leading one first.
    #[serde(deserialize_with = "items")]
    pub pictures: Vec<Picture>,
    /// Paragraphs.
    pub about: Vec<String>,
    /// What a scout asks.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// The position to copy, `36.0616, 120.3143`: degrees north and east, WGS-84.
    ///
    /// Text, because formatting a float would cost the browser more than the page's own code.
    pub coordinates: String,
    /// The position in words, and how well it is known.
    pub position_text: (String, String),
    /// The position in millionths of a degree north and east, WGS-84; whole numbers for the same reason.
    pub position: (i32, i32),
    /// The direction that the main view faces, degrees clockwise from true north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facing: Option<u16>,
    /// Where the map's land is; none where the office has no outline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land: Option<Land>,
    /// The nearest other places, the nearest first.
    #[serde(deserialize_with = "items")]
    pub neighbours: Vec<Pin>,
    /// Addresses that open the point in other maps, each with the map's name. Written by the site tool, so
    /// that the browser carries no datums.
    pub maps: Vec<(String, String)>,
    /// The zone of the sun's times.
    pub zone: Zone,
    /// Works shot there: title, year, note.
    pub productions: Vec<(String, Option<u16>, Option<String>)>,
    /// When it was checked, or that it was not.
    pub freshness: String,
    /// Clips, nearby places, news, experts.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// Where the facts come from.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
}

/// A place on a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pin {
    /// Its page.
    pub to: Page,
    /// Its name.
    pub title: String,
    /// Its class.
    pub class: Class,
    /// Where it is: millionths of a degree north and east, WGS-84.
    pub position: (i32, i32),
}

/// Where a map's land is, and who is to be named beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Land {
    /// The address of the [`Outline`].
    pub data: String,
    /// What the land covers, 1e-9ths of the plane's side: left, top, right, bottom.
    pub bounds: [u32; 4],
    /// The line that must stand beside the land.
    pub credit: String,
    /// Where the line leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Picture tiles that may be laid over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiles: Option<Tiles>,
}

/// Picture tiles for a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tiles {
    /// The address of a tile, with `{z}`, `{x}` and `{y}`.
    pub url: String,
    /// Who sends them.
    pub host: String,
    /// The nearest zoom that there are tiles for.
    pub nearest: u8,
    /// The line that must stand beside them.
    pub credit: String,
    /// Where the line leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_url: Option<String>,
}

/// The land of the outline map: `/data/map/<hash>.json`. Whole numbers, so that the browser reads no floats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// [`FORMAT`].
    pub format: u32,
    /// The data of one SVG path in units, to be filled by the even-odd rule.
    pub path: String,
    /// The upper left corner, 1e-9ths of the plane's side (Web Mercator on a unit square).
    pub origin: (u32, u32),
    /// What a unit is, 1e-12ths of the plane's side.
    pub unit: u32,
    /// Units to the right edge and to the lower one.
    pub size: (u32, u32),
}

impl Outline {
    /// What it covers, as [`Land::bounds`] has it.
    pub fn bounds(&self) -> [u32; 4] {
        let side = |from: u32, units: u32| from + (u64::from(units) * u64::from(self.unit) / 1000) as u32;
        [self.origin.0, self.origin.1, side(self.origin.0, self.size.0), side(self.origin.1, self.size.1)]
    }
}

/// A time zone, as far as a day's sun needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Its name for readers.
    pub name: String,
    /// Minutes ahead of UTC before the first change.
    pub offset: i32,
    /// The days from which another offset holds, `20250330`, with its minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<(u32, i32)>,
}

impl Zone {
    /// Minutes ahead of UTC at noon of a day, given as `20250330`.
    pub fn offset_on(&self, day: u32) -> i32 {
        self.changes.iter().rev().find(|(from, _)| *from <= day).map_or(self.offset, |(_, offset)| *offset)
    }
}

/// A clip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clip {
    /// A title.
    pub headline: String,
    /// Paragraphs.
    pub about: Vec<String>,
    /// The poster.
    pub poster: Picture,
    /// The files on offer.
    pub renditions: Vec<Rendition>,
    /// Its frames.
    pub frames: Frames,
    /// What it shows.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// Its measured properties.
    #[serde(deserialize_with = "items")]
    pub technical: Vec<Fact>,
    /// The licence and the terms in plain words.
    #[serde(deserialize_with = "items")]
    pub rights: Vec<Fact>,
    /// The line to print beside it.
    pub credit_line: String,
    /// What belongs to it.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
}

/// How many frames a clip has, and how many a second, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frames {
    /// Frames in so many seconds.
    pub num: u32,
    /// So many seconds.
    pub den: u32,
    /// All of them.
    pub count: u32,
}

/// One file of a clip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rendition {
    /// The address.
    pub src: String,
    /// The MIME type with codecs, for `<source>`.
    pub mime: String,
    /// Container, codec and size.
    pub label: String,
}

/// The office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Paragraphs.
    pub about: Vec<String>,
    /// What, terms, address.
    pub licences: Vec<(String, String, Option<String>)>,
}
