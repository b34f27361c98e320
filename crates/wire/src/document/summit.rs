//! The summit: editions, agendas, sessions and reports.

use super::{Card, Chart, Download, Facet, Fact, Group, Link, Moment, Picture, Source, Zone, items};
use agenda::Slot;
use film_core::route::Page;
use serde::{Deserialize, Serialize};

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
    pub zone: Zone,
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
