//! One edition of the summit: `summit/<year>.json`.

use super::picture::Scene;
use crate::locale::{Locale, Text};
use crate::model::vocabulary::{Qualifier, SessionKind, Unit};
use crate::model::{ExpertId, FigureId, Link, LocationId, ReportId, RoomId, SessionId, Source, TrackId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A year of which no edition is recorded: `summit.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherYear {
    /// The year.
    pub year: u16,
    /// What is known of it.
    pub known: Text,
    /// Where that comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// One edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Equal to the file's name without `.json`.
    pub year: u16,
    /// The event's name.
    pub title: Text,
    /// Its theme.
    pub slogan: Option<Text>,
    /// One or two sentences.
    pub summary: Text,
    /// Paragraphs.
    pub about: Vec<Text>,
    /// Who gives it.
    pub hosts: Vec<Text>,
    /// Who runs it.
    pub organisers: Vec<Text>,
    /// Where it is held.
    pub venue: Text,
    /// The venue's record.
    pub venue_location: Option<LocationId>,
    /// The venue's IANA zone.
    pub time_zone: String,
    /// First day, `2023-08-23`.
    pub start: String,
    /// Last day.
    pub end: String,
    /// The scene to draw for it.
    pub scene: Scene,
    /// Rooms.
    pub rooms: Vec<Room>,
    /// Tracks.
    pub tracks: Vec<Track>,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// Reports released at it or quoted with it.
    pub reports: Vec<Report>,
    /// What is known and what is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
}

impl Edition {
    /// Whether somebody takes part in a session or presents a report.
    pub fn takes_part(&self, id: &ExpertId) -> bool {
        self.sessions.iter().flat_map(|session| &session.persons).any(|part| part.person == *id)
            || self.reports.iter().any(|report| report.presenters.contains(id))
    }

    /// The room that a session is held in.
    pub fn room(&self, session: &Session) -> Option<&Room> {
        self.rooms.iter().find(|room| Some(&room.id) == session.room.as_ref())
    }

    /// The track that a session belongs to.
    pub fn track(&self, session: &Session) -> Option<&Track> {
        self.tracks.iter().find(|track| Some(&track.id) == session.track.as_ref())
    }

    /// A session by its id.
    pub fn session(&self, id: &SessionId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == *id)
    }

    /// A report by its id.
    pub fn report(&self, id: &ReportId) -> Option<&Report> {
        self.reports.iter().find(|report| report.id == *id)
    }
}

/// A room of the venue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Room {
    /// The id within the edition.
    pub id: RoomId,
    /// Its name.
    pub name: Text,
}

/// A strand of sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// The id within the edition.
    pub id: TrackId,
    /// Its name.
    pub name: Text,
    /// Which of the six track colours of the style sheet, 1 to 6.
    pub colour: u8,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The id within the edition.
    pub id: SessionId,
    /// Its title.
    pub title: Text,
    /// A second line.
    pub subtitle: Option<Text>,
    /// Paragraphs, divided by a blank line.
    pub r#abstract: Option<Text>,
    /// The day, `2023-08-23`. A session that begins between midnight and six belongs to the day of its evening.
    pub date: String,
    /// RFC 3339 with offset; left out where no source gives the hour.
    pub start: Option<String>,
    /// Minutes; left out where no source gives them.
    pub duration: Option<u32>,
    /// What is known of the time where `start` is not: `Afternoon`.
    pub time_note: Option<Text>,
    /// A room of the edition.
    pub room: Option<RoomId>,
    /// A track of the edition.
    pub track: Option<TrackId>,
    /// What kind.
    #[serde(rename = "type")]
    pub kind: SessionKind,
    /// The language spoken.
    pub language: Option<Locale>,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<Participation>,
    /// Pages on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Papers and slides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Link>,
    /// A recording.
    pub recording: Option<String>,
    /// `true` when it is not held. It stays in lists and calendars, marked: one that is deleted only disappears.
    #[serde(default)]
    pub cancelled: bool,
    /// The session that is held in its place.
    pub replaced_by: Option<SessionId>,
    /// When its time, room or state was last changed, RFC 3339 with offset: calendars that have it follow.
    pub updated_at: Option<String>,
    /// Sessions at the same time that share its room or a person, where that is meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlaps: Vec<SessionId>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
}

impl Session {
    /// Whether it is not held.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled || self.replaced_by.is_some()
    }
}

/// Somebody's part in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    /// The person or body.
    pub person: ExpertId,
    /// What they did: `Speaker`.
    pub role: Text,
    /// What they said or presented there, in one or two sentences.
    pub said: Option<Text>,
}

/// A report with its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The id within the edition.
    pub id: ReportId,
    /// Its title.
    pub title: Text,
    /// What it says.
    pub summary: Text,
    /// Who issued it.
    pub issuer: Text,
    /// When: `2023`, `2023-08` or `2023-08-24`.
    pub date: String,
    /// The session it was released in.
    pub session: Option<SessionId>,
    /// Who presented it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub presenters: Vec<ExpertId>,
    /// Its figures; empty where no source gives any.
    pub figures: Vec<Figure>,
    /// What to beware of when reading the figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
}

/// One number with all that it needs to be understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The id within the report, by which a text shows this figure and not all.
    pub id: Option<FigureId>,
    /// What it measures.
    pub label: Text,
    /// The number in the base unit: 1040000000, not 1.04 billion.
    pub value: f64,
    /// The base unit.
    pub unit: Unit,
    /// Whether the source rounds it.
    #[serde(default = "exact", skip_serializing_if = "is_exact")]
    pub qualifier: Qualifier,
    /// The period or day it holds for: `2022`, `End of 2022`.
    pub period: Text,
    /// The same for programs: `2022`, `2022-12` or `2022-12-31`; left out where the source gives no date.
    /// Figures stand on one scale only within a year.
    pub when: Option<String>,
    /// Change on the period before, percent.
    pub change: Option<f64>,
    /// Where it comes from.
    pub source: Source,
}

fn exact() -> Qualifier {
    Qualifier::Exact
}

fn is_exact(qualifier: &Qualifier) -> bool {
    *qualifier == Qualifier::Exact
}
