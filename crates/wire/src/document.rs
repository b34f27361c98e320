//! What is on a page: `/data/<path>.json`, and what pages of all kinds are made of.

mod catalog;
mod chart;
mod library;
mod map;
mod news;
mod sent;
mod summit;

pub use agenda::zone::Zone;
pub use catalog::{Catalog, Entry, FIRST_CARDS, Facet, FacetValue, PLACE_COLUMNS, Range, Sort, TableColumn};
pub use chart::{Chart, Mark, Shape, Side};
pub use library::{Clip, Collection, Frames, Library, LibrarySection, Location, Person, Rendition};
pub use map::{Land, Outline, Pin, Tiles};
pub use news::{Article, Embed, EmbeddedFigures, Home, NewsList, Node};
pub use sent::{SentBody, SentDocument};
pub use summit::{Agenda, Edition, Figure, Report, Session, SessionRow, Summit};

use film_core::locale::Locale;
use film_core::route::Page;
pub(crate) use sent::items;
use serde::{Deserialize, Serialize};

/// One page: `/data/<path>.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document<B = Body> {
    /// [`FORMAT`](crate::FORMAT).
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
    /// The page about offline use.
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

/// The office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Paragraphs.
    pub about: Vec<String>,
    /// What, terms, address.
    pub licences: Vec<(String, String, Option<String>)>,
}
