//! One edition of the summit: `summit/<year>.json`.

use super::picture::Scene;
use crate::locale::{Locale, Text, forms};
use crate::model::vocabulary::{Qualifier, Unit};
use crate::model::{ExpertId, FigureId, Link, LocationId, ReportId, RoomId, SessionId, Source, TrackId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A year for which no edition is recorded: `summit.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherYear {
    /// The year.
    pub year: u16,
    /// Known facts about the year.
    pub known: Text,
    /// The sources of that information.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
}

/// One edition of the summit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// The year; must equal the file's name without `.json`.
    pub year: u16,
    /// The event's name.
    pub title: Text,
    /// The theme.
    pub slogan: Option<Text>,
    /// One or two sentences about the edition.
    pub summary: Text,
    /// Paragraphs about the edition.
    pub about: Vec<Text>,
    /// The hosts of the event.
    pub hosts: Vec<Text>,
    /// The organisers of the event.
    pub organisers: Vec<Text>,
    /// The name of the venue.
    pub venue: Text,
    /// The id of the venue's location record.
    pub venue_location: Option<LocationId>,
    /// The venue's IANA time zone.
    pub time_zone: String,
    /// The first day: `2023-08-23`.
    pub start: String,
    /// The last day.
    pub end: String,
    /// The scene to draw for the edition.
    pub scene: Scene,
    /// The rooms.
    pub rooms: Vec<Room>,
    /// The tracks.
    pub tracks: Vec<Track>,
    /// The sessions.
    pub sessions: Vec<Session>,
    /// Reports released at the edition or quoted with it.
    pub reports: Vec<Report>,
    /// Notes on what is known and what is not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
}

impl Edition {
    /// Whether a person or institution takes part in a session or presents a report.
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

    /// Finds a session by its id.
    pub fn session(&self, id: &SessionId) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == *id)
    }

    /// Finds a report by its id.
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
    /// The name.
    pub name: Text,
}

/// A track: a series of related sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// The id within the edition.
    pub id: TrackId,
    /// The name.
    pub name: Text,
    /// The number of the track's colour in the style sheet, 1 to 6.
    pub colour: u8,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// The id within the edition.
    pub id: SessionId,
    /// The title.
    pub title: Text,
    /// The subtitle.
    pub subtitle: Option<Text>,
    /// A summary of the session: paragraphs separated by a blank line.
    pub r#abstract: Option<Text>,
    /// The day: `2023-08-23`. A session that begins between midnight and six belongs to the day of the evening before.
    pub date: String,
    /// When the session starts, RFC 3339 with offset. Leave it out if no source gives the time.
    pub start: Option<String>,
    /// The duration in minutes. Leave it out if no source gives it.
    pub duration: Option<u32>,
    /// Approximate time, used when `start` is left out: `Afternoon`.
    pub time_note: Option<Text>,
    /// The id of a room of the edition.
    pub room: Option<RoomId>,
    /// The id of a track of the edition.
    pub track: Option<TrackId>,
    /// The kind of session: `ceremony`, `keynote`, `talk`, `panel`, `release`, or the id of one of `session_kinds` in
    /// `office.json`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name of the kind. The check looks it up.
    #[serde(skip)]
    pub kind_name: Text,
    /// The language spoken, as a BCP 47 tag: `zh`, `en`, `fr`.
    pub language: Option<String>,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub persons: Vec<Participation>,
    /// Web pages about the session.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Papers and slides to download.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Link>,
    /// The address of a recording.
    pub recording: Option<String>,
    /// `true` if the session is cancelled. It stays in lists and calendars and is marked as cancelled. If the record
    /// were deleted, the session would vanish without notice.
    #[serde(default)]
    pub cancelled: bool,
    /// The id of the session that replaces this one.
    pub replaced_by: Option<SessionId>,
    /// When the time, room or status last changed, RFC 3339 with offset. Calendars that hold the session update from
    /// this.
    pub updated_at: Option<String>,
    /// Sessions that intentionally run at the same time in the same room or with the same person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overlaps: Vec<SessionId>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
}

impl Session {
    /// Whether the session is cancelled or replaced.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled || self.replaced_by.is_some()
    }
}

/// One participant's part in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    /// The id of the person or institution.
    pub person: ExpertId,
    /// Their role: `Speaker`.
    pub role: Text,
    /// Summary of their talk, in one or two sentences.
    pub said: Option<Text>,
}

/// A report with its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The id within the edition.
    pub id: ReportId,
    /// The title.
    pub title: Text,
    /// Text of the report.
    pub summary: Text,
    /// Who issued it.
    pub issuer: Text,
    /// When it was issued: `2023`, `2023-08` or `2023-08-24`.
    pub date: String,
    /// The id of the session at which it was released.
    pub session: Option<SessionId>,
    /// The ids of the people and institutions that presented it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub presenters: Vec<ExpertId>,
    /// The figures of the report; empty if no source gives any.
    pub figures: Vec<Figure>,
    /// Cautions for reading the figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// Where the facts come from.
    pub sources: Vec<Source>,
}

/// One number with everything needed to understand it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// The id within the report. A text uses it to show this figure alone instead of all of them.
    pub id: Option<FigureId>,
    /// Label of the number, such as "Online viewers".
    pub label: Text,
    /// The number in the base unit: write 1040000000, not 1.04 billion.
    pub value: f64,
    /// The base unit: `people`, `users`, `yuan`, `percent`, `formats`, `minutes`, `companies`, `works`, or the id of
    /// one of `units` in `office.json`.
    pub unit: String,
    /// The name of the unit. The check looks it up.
    #[serde(skip)]
    pub unit_name: UnitName,
    /// Whether the source's number is exact, approximate (`about`) or a lower limit (`more-than`).
    #[serde(default = "exact", skip_serializing_if = "is_exact")]
    pub qualifier: Qualifier,
    /// The period or day to which the number applies: `2022`, `End of 2022`.
    pub period: Text,
    /// The same period or day in machine-readable form: `2022`, `2022-12` or `2022-12-31`. Leave it out if the source
    /// gives no date. Figures share a bar chart only if they are of the same year.
    pub when: Option<String>,
    /// The change from the previous period, in percent.
    pub change: Option<f64>,
    /// The source of the number.
    pub source: Source,
}

/// The name of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitName {
    /// The singular, for the number 1.
    pub one: Text,
    /// The plural, also used without a number.
    pub many: Text,
}

impl From<Unit> for UnitName {
    fn from(unit: Unit) -> UnitName {
        let text = |place: fn((String, String)) -> String| Text {
            en: Some(place(forms(unit.name(Locale::En)))),
            zh: Some(place(forms(unit.name(Locale::Zh)))),
        };
        UnitName { one: text(|forms| forms.0), many: text(|forms| forms.1) }
    }
}

fn exact() -> Qualifier {
    Qualifier::Exact
}

fn is_exact(qualifier: &Qualifier) -> bool {
    *qualifier == Qualifier::Exact
}
