//! The content of a page, `/data/<path>.json`, and the types that pages of all kinds share.

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
pub use library::{
    Clip, Collection, Frames, Library, LibrarySection, Location, Panorama, PanoramaPoint, Person, Production,
    Rendition, Stop, Work,
};
pub use map::{Land, Outline, Pin, PinClass, Sketch, Tiles};
pub use news::{Article, Embed, EmbeddedFigures, Home, NewsList, Node, Way};
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
    /// The page of the document.
    pub page: Page,
    /// The title for the tab, without the site's name.
    pub title: String,
    /// One sentence for search engines and cards.
    pub description: String,
    /// The pages above it, topmost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub crumbs: Vec<Link>,
    /// The language of the content, if it has no translation into the page's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foreign: Option<Locale>,
    /// The content.
    pub body: B,
    /// The prerendered content of a page of text ([`Page::is_static`]). The program has no code for these pages.
    #[serde(default, skip_serializing)]
    pub html: Option<String>,
}

/// The file of a document. The app reads the document; the service worker verifies the page's prerendered body by it.
#[derive(Debug, Serialize)]
pub struct DocumentFile<'a> {
    /// The document.
    #[serde(flatten)]
    pub document: &'a Document,
    /// The prerendered content of a page of text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<&'a str>,
    /// The SHA-256 of the page's fragment in URL-safe Base64, and its size in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fragment: Option<(String, usize)>,
}

impl<B> Document<B> {
    /// The title for the tab: the page, the page above it, and the site's name.
    ///
    /// The page above is included because a location and an organisation, or a topic and an area, may share a name.
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

/// The content of a page. Each body component has its own shape.
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
    /// Locations, productions, experts or clips.
    Collection(Box<Collection>),
    /// A location.
    Location(Box<Location>),
    /// A production.
    Production(Box<Production>),
    /// A clip.
    Clip(Box<Clip>),
    /// Site-wide search, which reads the search file.
    Search,
    /// The recce pack, which is stored on the device.
    Pack,
    /// The page about offline use.
    Offline,
    /// The office.
    About(Box<About>),
}

/// A link to a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The target page.
    pub to: Page,
    /// The text of the link.
    pub label: String,
}

/// A link with a count of the items on its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// The target page.
    pub to: Page,
    /// The text of the link.
    pub label: String,
    /// The count.
    pub count: u32,
}

/// A point in time, for `<time>`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// The machine-readable form.
    pub iso: String,
    /// The display form, in the page's language.
    pub text: String,
}

/// A picture ready for display.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Its id in the set of a location, which does not depend on its place there. Empty for other pictures.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The fallback file, for browsers that support no other format.
    pub src: String,
    /// Better formats, best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<PictureSource>,
    /// The width of the original in pixels.
    pub width: u32,
    /// The height of the original in pixels.
    pub height: u32,
    /// The alternative text.
    pub alt: String,
    /// The caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// The author of the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Season, time of day and direction of a location's picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it is an illustration rather than a photograph.
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
    /// A line below the title: district, duration and the like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// The URL of a clip's sprite: 16 frames in one picture, in 4 columns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sprite: Option<String>,
    /// The language of the title, if it is not the page's.
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

/// A row of a fact table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The label.
    pub label: String,
    /// Its value.
    pub value: String,
    /// The target of the value, if it is a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Target>,
    /// The heading above it, if it is the first of a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// The icon beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<FactIcon>,
    /// Where the remark begins in the value, in bytes, if a remark follows what is typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<u32>,
}

/// The icon beside a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactIcon {
    /// Inside or outside.
    Setting,
    /// Further classes.
    Class,
    /// Period or style.
    Style,
    /// District or address.
    Place,
    /// Height above the sea.
    Elevation,
    /// The direction it faces.
    Compass,
    /// Places that it can double for.
    Double,
    /// The way in.
    Door,
    /// Hours and lead times.
    Clock,
    /// Days.
    Calendar,
    /// Load-in.
    Truck,
    /// Parking.
    Parking,
    /// Unit base.
    Tent,
    /// Step-free access.
    StepFree,
    /// Floor area.
    Area,
    /// Ceiling height.
    Height,
    /// Electricity.
    Power,
    /// Mobile and fixed network.
    Network,
    /// Sound.
    Noise,
    /// Furniture.
    Chair,
    /// Permits.
    Permit,
    /// Fees.
    Money,
    /// Insurance.
    Shield,
    /// Drones.
    Drone,
    /// Restrictions.
    Barred,
    /// Toilets.
    Toilet,
    /// Medical help.
    Hospital,
    /// Hazards.
    Warning,
    /// E-mail.
    Mail,
    /// Telephone.
    Telephone,
    /// Website.
    Web,
}

/// The target of a link in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Target {
    /// A page of this site.
    Page(Page),
    /// `https:`, `http:`, `mailto:` or `tel:`.
    Web(String),
}

/// The source of a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// The publisher.
    pub publisher: String,
    /// The URL of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The date of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A downloadable file for other programs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Download {
    /// Its URL.
    pub href: String,
    /// The text of the link.
    pub label: String,
    /// Its media type.
    pub mime: String,
}

/// The office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Paragraphs.
    pub about: Vec<String>,
    /// For each licence: the content it covers, the terms, the URL.
    pub licences: Vec<(String, String, Option<String>)>,
}
