//! Documents of sessions: as rows of an agenda, and on their own pages.

use super::super::content::Content;
use super::super::format;
use super::maker::{Maker, neighbours};
use super::zone;
use agenda::zone::Zone;
use agenda::{self, Slot};
use film_core::locale::{DOT, Words, words};
use film_core::model::SessionId;
use film_core::model::summit::{Edition, Session};
use film_core::route::Page;
use wire::{self, Body, Card, Document, Fact, SessionRow, Target};

/// How many days around an edition its time zone's offsets are included: the longest session may end that much later.
const DAYS_AROUND: i64 = 15;
const DAY: i64 = 86_400;

/// When and where a checked session takes place.
fn slot(content: &Content, edition: &Edition, session: &Session) -> Slot {
    let start = format::start(session);
    let begins = start.map(|start| start.to_zoned(zone(&edition.time_zone)).date().to_string());
    let place = |place: Option<usize>| place.map(|place| place as u32);
    Slot {
        id: session.id.to_string(),
        day: session.date.clone(),
        start: start.map(jiff::Timestamp::as_second),
        minutes: start.and(session.duration),
        night: begins.is_some_and(|day| day > session.date),
        cancelled: session.is_cancelled(),
        changed: content.changed(edition, session).as_second(),
        facets: [
            place(edition.tracks.iter().position(|track| Some(&track.id) == session.track.as_ref())),
            place(edition.rooms.iter().position(|room| Some(&room.id) == session.room.as_ref())),
            place(content.office.kinds().iter().position(|(id, _)| *id == session.kind)),
            place(languages(edition).iter().position(|language| Some(*language) == spoken(session))),
        ],
    }
}

/// The language of a session, without script and region.
fn spoken(session: &Session) -> Option<&str> {
    session.language.as_deref().map(format::primary)
}

/// The languages of an edition's sessions.
fn languages(edition: &Edition) -> Vec<&str> {
    let mut languages: Vec<&str> = edition.sessions.iter().filter_map(spoken).collect();
    languages.sort_unstable();
    languages.dedup();
    languages
}

impl Maker<'_> {
    pub(super) fn row(self, edition: &Edition, session: &Session) -> SessionRow {
        let track = edition.track(session);
        let room = edition.room(session);
        let mut notes = vec![self.text(&session.kind_name)];
        notes.extend(room.map(|room| self.text(&room.name)));
        notes.extend(session.language.iter().map(|tag| format::language(self.locale, tag)));
        let persons = session.persons.iter().filter_map(|part| self.content.experts.get(part.person.as_str()));
        let names = self.names(persons.map(|expert| expert.name.get(self.locale)));
        SessionRow {
            to: Page::Session(edition.year, session.id.clone()),
            title: self.text(&session.title),
            subtitle: session.subtitle.as_ref().map(|text| self.text(text)),
            time: self.time(edition, session),
            note: notes.join(DOT),
            track: track.map(|track| (self.text(&track.name), track.colour)),
            persons: (!names.is_empty()).then_some(names),
            about: None,
        }
    }

    /// A session's hours, or what is known of them.
    pub(super) fn time(self, edition: &Edition, session: &Session) -> String {
        let hours = slot(self.content, edition, session).hours(&self.clock(edition), self.locale);
        hours.unwrap_or_else(|| format::when(session, self.locale))
    }

    fn slots(self, edition: &Edition) -> Vec<Slot> {
        edition.sessions.iter().map(|session| slot(self.content, edition, session)).collect()
    }

    /// The sessions by day. Sessions with a known hour come first.
    pub(super) fn days(self, edition: &Edition) -> Vec<(wire::Moment, Vec<&Session>)> {
        let slots = self.slots(edition);
        let all: Vec<usize> = (0..slots.len()).collect();
        agenda::days(&slots, &all, &self.clock(edition))
            .into_iter()
            .map(|(day, places)| {
                let sessions = places.into_iter().map(|place| &edition.sessions[place]).collect();
                (format::day_moment(self.locale, &day), sessions)
            })
            .collect()
    }

    /// The venue's time zone from [`DAYS_AROUND`] days before the edition to as many after it.
    fn clock(self, edition: &Edition) -> Zone {
        let office = &self.content.office;
        let known = edition.time_zone == office.time_zone;
        let name = if known { self.text(&office.time_zone_name) } else { edition.time_zone.clone() };
        let zone = zone(&edition.time_zone);
        let midnight = |day: &str| format!("{day}T00:00Z").parse().map_or(0, jiff::Timestamp::as_second);
        let (from, to) = (midnight(&edition.start) - DAYS_AROUND * DAY, midnight(&edition.end) + DAYS_AROUND * DAY);
        Zone::sampled(name, from, to, &|time| {
            jiff::Timestamp::from_second(time).map_or(0, |time| zone.to_offset(time).seconds() / 60)
        })
    }

    pub(super) fn agenda_page(self, year: u16) -> Option<Document> {
        let edition = self.content.edition(year)?;
        let title = format!("{} {year}", words::AGENDA.get(self.locale));
        let first = edition.start.parse::<jiff::civil::Date>().ok()?;
        let last = edition.end.parse::<jiff::civil::Date>().ok()?;
        let days = first.yesterday().unwrap_or(first).series(jiff::Span::new().days(1));
        let session = |session: &Session| {
            let about = session.r#abstract.as_ref().map(|text| self.text(text));
            (slot(self.content, edition, session), SessionRow { about, ..self.row(edition, session) })
        };
        let sessions: Vec<(Slot, SessionRow)> =
            self.days(edition).into_iter().flat_map(|(_, sessions)| sessions).map(session).collect();
        let texts: Vec<String> = sessions.iter().map(|(_, row)| row.words()).collect();
        let agenda = wire::Agenda {
            year,
            title: self.text(&edition.title),
            dates: format::span(self.locale, &edition.start, &edition.end),
            zone: self.clock(edition),
            span: [edition.start.clone(), edition.end.clone()],
            days: days
                .take_while(|day| *day <= last.tomorrow().unwrap_or(last))
                .map(|day| format::day_moment(self.locale, &day.to_string()))
                .collect(),
            facets: self.agenda_facets(edition),
            venue: self.text(&edition.venue),
            origin: self.content.office.origin.clone(),
            simplified: catalog::build::simplified(texts.iter().map(String::as_str)).to_string(),
            sessions,
        };
        let description = edition.title.get(self.locale);
        Some(self.page(Page::Agenda(year), title, description, Body::Agenda(Box::new(agenda))))
    }

    /// Facets for track, room, type and language, in the order of [`Slot::facets`].
    fn agenda_facets(self, edition: &Edition) -> Vec<wire::Facet> {
        let tracks = edition.tracks.iter().map(|track| (track.id.as_str(), self.text(&track.name)));
        let rooms = edition.rooms.iter().map(|room| (room.id.as_str(), self.text(&room.name)));
        let kinds = self.content.office.kinds();
        let kinds = kinds.iter().map(|(id, name)| (*id, self.text(name)));
        let languages = languages(edition).into_iter().map(|tag| (tag, format::language(self.locale, tag)));
        let answers = [tracks.collect::<Vec<_>>(), rooms.collect(), kinds.collect(), languages.collect()];
        let slots = self.slots(edition);
        let labels = [words::TRACK, words::ROOM, words::KIND, words::LANGUAGE];
        let mut facets = Vec::new();
        for (place, (answers, label)) in answers.into_iter().zip(labels).enumerate() {
            let count = |answer| slots.iter().filter(|slot| slot.facets[place] == Some(answer)).count() as u32;
            let values = answers.into_iter().zip(0..).map(|((key, label), answer)| wire::FacetValue {
                key: key.to_owned(),
                label,
                count: count(answer),
            });
            let (key, values) = (agenda::Facet::ALL[place].key().to_owned(), values.collect());
            facets.push(wire::Facet { key, label: self.say(label), values });
        }
        facets
    }

    pub(super) fn session_card(self, year: u16, session: &Session) -> Card {
        Card {
            kicker: Some(self.text(&session.kind_name)),
            date: Some(format::day_moment(self.locale, &session.date)),
            text: session.subtitle.as_ref().map(|text| self.text(text)),
            ..self.card(Page::Session(year, session.id.clone()), &session.title)
        }
    }

    pub(super) fn session_page(self, year: u16, id: &SessionId) -> Option<Document> {
        let edition = self.content.edition(year)?;
        let place = edition.sessions.iter().position(|session| session.id == *id)?;
        let session = &edition.sessions[place];
        let reports = edition.reports.iter().filter(|report| report.session.as_ref() == Some(id));
        let related = self.groups([
            (words::REPORTS, reports.map(|report| self.report_card(year, report)).collect()),
            (words::NEWS, self.news_on(|it| it.sessions.iter().any(|it| it.year == year && it.id == *id))),
        ]);
        let persons = session.persons.iter().filter_map(|part| {
            let expert = self.content.experts.get(part.person.as_str())?;
            let card = Card { kicker: Some(self.text(&part.role)), ..self.speaker_card(year, expert) };
            Some((card, part.said.as_ref().map(|said| self.text(said))))
        });
        let recording = session.recording.clone().map(|url| {
            let to = Target::Web(url.clone());
            self.fact(words::FACT_RECORDING, url, Some(to))
        });
        let links = self.web_links(session.links.iter().chain(&session.attachments)).into_iter().chain(recording);
        let neighbours = neighbours(&edition.sessions, place);
        let [previous, next] =
            neighbours.map(|it| it.map(|it| self.link(Page::Session(year, it.id.clone()), &it.title)));
        let about = format::paragraphs(&self.known(&session.r#abstract));
        let description = about.first().cloned().unwrap_or_else(|| self.text(&edition.title));
        let body = wire::Session {
            title: self.text(&session.title),
            subtitle: session.subtitle.as_ref().map(|text| self.text(text)),
            start: format::start(session).map(format::utc),
            end: format::end(session).map(format::utc),
            facts: self.session_facts(edition, session),
            about,
            persons: persons.collect(),
            links: links.collect(),
            related,
            previous,
            next,
            sources: self.sources(&session.sources),
        };
        let page = Page::Session(year, id.clone());
        Some(self.record(page, &session.title, &description, Body::Session(Box::new(body))))
    }

    pub(super) fn session_facts(self, edition: &Edition, session: &Session) -> Vec<Fact> {
        let time = self.time(edition, session);
        let time = match session.start {
            Some(_) => [&time, DOT, &self.clock(edition).name].concat(),
            None => time,
        };
        let mut facts = self.facts([
            (words::DAY, format::part_date(self.locale, &session.date)),
            (words::TIME, time),
            (words::FACT_FORMAT, self.text(&session.kind_name)),
        ]);
        let venue = edition.venue_location.clone().map(|id| Target::Page(Page::Location(id)));
        facts.extend(edition.room(session).map(|room| self.fact(words::ROOM, self.text(&room.name), venue)));
        facts.extend(self.facts([
            (words::TRACK, edition.track(session).map(|track| self.text(&track.name)).unwrap_or_default()),
            (
                words::LANGUAGE,
                session.language.as_ref().map(|it| format::language(self.locale, it)).unwrap_or_default(),
            ),
        ]));
        let other = |label: Words, other: &Session| {
            let page = Page::Session(edition.year, other.id.clone());
            self.fact(label, self.text(&other.title), Some(Target::Page(page)))
        };
        let instead = session.replaced_by.as_ref().and_then(|id| edition.session(id));
        facts.extend(instead.map(|it| other(words::FACT_REPLACED_BY, it)));
        let replaced = edition.sessions.iter().filter(|it| it.replaced_by.as_ref() == Some(&session.id));
        facts.extend(replaced.map(|it| other(words::FACT_REPLACES, it)));
        facts.extend(session.updated_at.as_ref().map(|time| {
            let zone_name = self.clock(edition).name;
            let moment = format::time_moment(self.locale, time, &zone(&edition.time_zone), &zone_name);
            self.fact(words::FACT_UPDATED, moment.text, None)
        }));
        facts
    }
}
