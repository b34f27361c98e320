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
    /// All years, latest first: the year, and its page if there is one.
    pub years: Vec<(String, Option<Page>)>,
    /// The compared facts, each with a cell for each year. A cell is empty if nothing is known.
    pub compared: Vec<(String, Vec<String>)>,
    /// Notes on the other years.
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
    /// Notes on what is known and what is not.
    pub notes: Vec<String>,
    /// The sources of the facts.
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
    /// The hour, or what is known about it.
    pub time: String,
    /// Its kind, room and language.
    pub note: String,
    /// Its track's name and colour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<(String, u8)>,
    /// The names of the participants.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub persons: Option<String>,
    /// The description, in an agenda only: searched and saved in the reader's calendar, but not shown in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

impl SessionRow {
    /// All text that the agenda's search covers.
    pub fn words(&self) -> String {
        let track = self.track.as_ref().map(|(name, _)| name);
        let more = [&self.subtitle, &self.persons, &self.about].into_iter().flatten().chain(track);
        let all = [&self.title, &self.note].into_iter().chain(more);
        all.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
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
    /// The time zone of the venue.
    pub zone: Zone,
    /// The edition's first and last day: `2023-08-23`.
    pub span: [String; 2],
    /// The days in words, from the day before the first to the day after the last, because the date may differ in other
    /// time zones.
    pub days: Vec<Moment>,
    /// Track, room, type and language, each with its values.
    pub facets: Vec<Facet>,
    /// The venue.
    pub venue: String,
    /// The scheme and host of the site, used in the UIDs of events.
    pub origin: String,
    /// The character pairs that a search in the sessions needs: traditional, then simplified.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub simplified: String,
    /// The sessions, each with the known part of its time.
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
    /// The start, as a UTC instant: `20230823T010000Z`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// The end in the same form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Time, place and kind.
    #[serde(deserialize_with = "items")]
    pub facts: Vec<Fact>,
    /// Paragraphs.
    pub about: Vec<String>,
    /// The participants, each with what they said.
    #[serde(deserialize_with = "items")]
    pub persons: Vec<(Card, Option<String>)>,
    /// Pages, papers and recordings.
    #[serde(deserialize_with = "items")]
    pub links: Vec<Fact>,
    /// Related records.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// The session before it.
    pub previous: Option<Link>,
    /// The session after it.
    pub next: Option<Link>,
    /// The sources of the facts.
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
    /// Warnings about the figures.
    pub notes: Vec<String>,
    /// Related records.
    #[serde(deserialize_with = "items")]
    pub related: Vec<Group>,
    /// The sources of the facts.
    #[serde(deserialize_with = "items")]
    pub sources: Vec<Source>,
}

/// One number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The quantity.
    pub label: String,
    /// The number with its unit, formatted.
    pub value: String,
    /// The period of the figure.
    pub period: String,
    /// The change from the previous period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// The source of the figure.
    pub source: Source,
}
