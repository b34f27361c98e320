//! The summit: editions, agenda, sessions, speakers, reports.

use super::super::check::Content;
use super::super::{format, media};
use super::{Maker, cut, zone};
use agenda::zone::Zone;
use agenda::{self, Slot};
use film_core::locale::{Locale, Text, Words, words};
use film_core::model::expert::Expert;
use film_core::model::summit::{Edition, OtherYear, Report, Session};
use film_core::model::vocabulary::SessionKind;
use film_core::model::{ExpertId, ReportId, SessionId};
use film_core::route::Page;
use jiff::tz::TimeZone;
use wire::{self, Body, Card, Document, FORMAT, Fact, Link, SessionRow, Target};

/// A year and its page.
type Head = (String, Option<Page>);
/// A line of a table with a cell for each year.
type Line = (String, Vec<String>);

/// Those who take part in an edition's sessions or present its reports, in order of appearance.
pub fn speakers<'a>(content: &'a Content, edition: &Edition) -> Vec<&'a Expert> {
    let in_sessions = edition.sessions.iter().flat_map(|session| &session.persons).map(|part| &part.person);
    let of_reports = edition.reports.iter().flat_map(|report| &report.presenters);
    let mut found: Vec<&Expert> = Vec::new();
    for id in in_sessions.chain(of_reports) {
        if let Some(expert) = content.experts.get(id.as_str())
            && !found.iter().any(|known| known.id == *id)
        {
            found.push(expert);
        }
    }
    found
}

/// How many days around an edition its zone is known for: the longest session may end so much later.
const DAYS_AROUND: i64 = 15;
const DAY: i64 = 86_400;

/// When and where a checked session is.
fn slot(edition: &Edition, session: &Session) -> Slot {
    let start = session.start.as_deref().and_then(|start| start.parse::<jiff::Timestamp>().ok());
    let place = |place: Option<usize>| place.map(|place| place as u32);
    Slot {
        id: session.id.to_string(),
        day: session.date.clone(),
        start: start.map(jiff::Timestamp::as_second),
        minutes: start.and(session.duration),
        facets: [
            place(edition.tracks.iter().position(|track| Some(&track.id) == session.track.as_ref())),
            place(edition.rooms.iter().position(|room| Some(&room.id) == session.room.as_ref())),
            place(SessionKind::ALL.iter().position(|kind| *kind == session.kind)),
            place(Locale::ALL.iter().position(|language| Some(*language) == session.language)),
        ],
    }
}

fn at_midnight(day: jiff::civil::Date, zone: &TimeZone) -> i64 {
    day.to_zoned(zone.clone()).map_or(0, |time| time.timestamp().as_second())
}

impl<'a> Maker<'a> {
    fn edition(self, year: u16) -> Option<&'a Edition> {
        self.content.editions.iter().find(|edition| edition.year == year)
    }

    pub(super) fn edition_card(self, edition: &Edition) -> Card {
        Card {
            to: Page::Edition(edition.year),
            title: self.text(&edition.title),
            kicker: Some(format::span(self.locale, &edition.start, &edition.end)),
            date: None,
            text: Some(self.text(&edition.summary)),
            note: Some(self.text(&edition.venue)),
            picture: Some(self.edition_picture(edition)),
            foreign: self.foreign(&edition.title),
        }
    }

    fn edition_picture(self, edition: &Edition) -> wire::Picture {
        let kind = edition.scene.kind.name(self.locale).to_owned();
        self.media.scene(&media::seed("summit", &edition.year.to_string()), kind)
    }

    pub(super) fn summit_page(self) -> Document {
        let editions: Vec<Card> = self.content.editions.iter().map(|edition| self.edition_card(edition)).collect();
        let notes = self.content.editions.iter().flat_map(|edition| &edition.notes);
        let description = editions.iter().map(|card| card.title.clone()).collect::<Vec<_>>().join(" · ");
        let (years, compared) = self.years_compared();
        let summit = wire::Summit { editions, years, compared, notes: notes.map(|note| self.text(note)).collect() };
        let title = words::SUMMIT.get(self.locale);
        self.plain(&Page::Summit, title, &description, Body::Summit(Box::new(summit)))
    }

    /// Every year of which something is known, latest first, and what is known of it, line by line.
    fn years_compared(self) -> (Vec<Head>, Vec<Line>) {
        let content = self.content;
        let mut years: Vec<(u16, Option<&Edition>, Option<&OtherYear>)> =
            content.editions.iter().map(|edition| (edition.year, Some(edition), None)).collect();
        years.extend(content.other_years.iter().map(|other| (other.year, None, Some(other))));
        years.sort_by_key(|(year, ..)| std::cmp::Reverse(*year));
        let list = |texts: &[Text]| self.listed(texts);
        let count = |number: usize| if number == 0 { String::new() } else { number.to_string() };
        type Ask<'a> = &'a dyn Fn(&Edition) -> String;
        let asked: [(Words, Ask); 9] = [
            (words::NAME, &|it| self.text(&it.title)),
            (words::FACT_THEME, &|it| it.slogan.as_ref().map(|slogan| self.text(slogan)).unwrap_or_default()),
            (words::FACT_DATES, &|it| format::span(self.locale, &it.start, &it.end)),
            (words::FACT_VENUE, &|it| self.text(&it.venue)),
            (words::FACT_HOSTS, &|it| list(&it.hosts)),
            (words::FACT_ORGANISERS, &|it| list(&it.organisers)),
            (words::FACT_SESSIONS, &|it| count(it.sessions.len())),
            (words::SPEAKERS, &|it| count(speakers(content, it).len())),
            (words::REPORTS, &|it| count(it.reports.len())),
        ];
        let mut compared: Vec<Line> = asked
            .into_iter()
            .map(|(label, ask)| {
                let cell = |(_, edition, _): &(u16, Option<&Edition>, Option<&OtherYear>)| {
                    edition.map(ask).unwrap_or_default()
                };
                (label.get(self.locale).to_owned(), years.iter().map(cell).collect())
            })
            .collect();
        let known = years.iter().map(|(_, edition, other)| {
            let notes = edition.map(|it| self.text(&it.summary));
            other.map(|it| self.text(&it.known)).or(notes).unwrap_or_default()
        });
        compared.insert(0, (words::WHAT_IS_KNOWN.get(self.locale).to_owned(), known.collect()));
        let sources = years.iter().map(|(_, edition, other)| {
            let of = edition.map(|it| &it.sources).or(other.map(|it| &it.sources)).into_iter().flatten();
            let names: Vec<String> = of.map(|source| self.text(&source.publisher)).collect();
            names.join(words::LIST_STOP.get(self.locale))
        });
        compared.push((words::SOURCES.get(self.locale).to_owned(), sources.collect()));
        let head =
            years.into_iter().map(|(year, edition, _)| (year.to_string(), edition.map(|it| Page::Edition(it.year))));
        (head.collect(), compared)
    }

    fn row(self, edition: &Edition, session: &Session) -> SessionRow {
        let track = edition.tracks.iter().find(|track| Some(&track.id) == session.track.as_ref());
        let room = edition.rooms.iter().find(|room| Some(&room.id) == session.room.as_ref());
        let mut notes = vec![session.kind.name(self.locale).to_owned()];
        notes.extend(room.map(|room| self.text(&room.name)));
        notes.extend(session.language.map(|language| language.own_name().to_owned()));
        let names: Vec<String> = session
            .persons
            .iter()
            .filter_map(|part| self.content.experts.get(part.person.as_str()))
            .map(|expert| self.text(&expert.name))
            .collect();
        SessionRow {
            to: Page::Session(edition.year, session.id.clone()),
            title: self.text(&session.title),
            subtitle: session.subtitle.as_ref().map(|text| self.text(text)),
            time: self.time(edition, session),
            note: notes.join(" · "),
            track: track.map(|track| (self.text(&track.name), track.colour)),
            persons: (!names.is_empty()).then(|| names.join(words::LIST_COMMA.get(self.locale))),
            about: None,
        }
    }

    /// The hour, or what is known of it.
    fn time(self, edition: &Edition, session: &Session) -> String {
        match (&session.start, &session.time_note) {
            (Some(_), _) => {
                let slot = slot(edition, session);
                slot.start.map(|start| self.clock(edition).span(start, slot.end(), self.locale)).unwrap_or_default()
            }
            (None, Some(note)) => self.text(note),
            (None, None) => words::NO_HOUR.get(self.locale).to_owned(),
        }
    }

    /// The sessions by day; those whose hour is known before those whose is not.
    fn days(self, edition: &Edition) -> Vec<(wire::Moment, Vec<&Session>)> {
        let slots: Vec<Slot> = edition.sessions.iter().map(|session| slot(edition, session)).collect();
        let all: Vec<usize> = (0..slots.len()).collect();
        agenda::days(&slots, &all, &self.clock(edition))
            .into_iter()
            .map(|(day, places)| {
                let sessions = places.into_iter().map(|place| &edition.sessions[place]).collect();
                (format::day_moment(self.locale, &day), sessions)
            })
            .collect()
    }

    /// The venue's zone from the day before the edition to the day after it.
    fn clock(self, edition: &Edition) -> Zone {
        let office = &self.content.office;
        let known = edition.time_zone == office.time_zone;
        let name = if known { self.text(&office.time_zone_name) } else { edition.time_zone.clone() };
        let zone = zone(&edition.time_zone);
        let midnight = |day: &str| day.parse::<jiff::civil::Date>().map_or(0, |day| at_midnight(day, &TimeZone::UTC));
        let (from, to) = (midnight(&edition.start) - DAYS_AROUND * DAY, midnight(&edition.end) + DAYS_AROUND * DAY);
        Zone::sampled(name, from, to, &|time| {
            jiff::Timestamp::from_second(time).map_or(0, |time| zone.to_offset(time).seconds() / 60)
        })
    }

    pub(super) fn edition_page(self, year: u16) -> Option<Document> {
        let edition = self.edition(year)?;
        let list = |texts: &[Text]| self.listed(texts);
        let fact = |label: Words, value: String| self.fact(label, value, None);
        let mut facts = vec![fact(words::FACT_DATES, format::span(self.locale, &edition.start, &edition.end))];
        facts.push(self.fact(
            words::FACT_VENUE,
            self.text(&edition.venue),
            edition.venue_location.clone().map(|id| Target::Page(Page::Location(id))),
        ));
        facts.push(fact(words::FACT_HOSTS, list(&edition.hosts)));
        facts.push(fact(words::FACT_ORGANISERS, list(&edition.organisers)));
        facts.retain(|fact| !fact.value.is_empty());
        let wired = wire::Edition {
            year,
            title: self.text(&edition.title),
            slogan: edition.slogan.as_ref().map(|slogan| self.text(slogan)),
            hero: self.edition_picture(edition),
            facts,
            about: edition.about.iter().map(|text| self.text(text)).collect(),
            sessions: self
                .days(edition)
                .into_iter()
                .flat_map(|(day, sessions)| {
                    sessions.into_iter().map(move |session| {
                        let row = self.row(edition, session);
                        SessionRow { time: format!("{} · {}", day.text, row.time), ..row }
                    })
                })
                .collect(),
            speakers: speakers(self.content, edition)
                .into_iter()
                .map(|expert| self.speaker_card(year, expert))
                .collect(),
            reports: edition.reports.iter().filter_map(|report| self.report_card(year, &report.id)).collect(),
            notes: edition.notes.iter().map(|text| self.text(text)).collect(),
            sources: self.sources(&edition.sources),
        };
        Some(Document {
            format: FORMAT,
            page: Page::Edition(year),
            title: wired.title.clone(),
            description: cut(edition.summary.get(self.locale), 160),
            crumbs: vec![self.link(Page::Summit, words::SUMMIT)],
            foreign: self.foreign(&edition.title),
            body: Body::Edition(Box::new(wired)),
        })
    }

    fn edition_crumbs(self, year: u16) -> Vec<Link> {
        vec![self.link(Page::Summit, words::SUMMIT), Link { to: Page::Edition(year), label: year.to_string() }]
    }

    pub(super) fn agenda_page(self, year: u16) -> Option<Document> {
        let edition = self.edition(year)?;
        let title = format!("{} {year}", words::AGENDA.get(self.locale));
        let first = edition.start.parse::<jiff::civil::Date>().ok()?;
        let last = edition.end.parse::<jiff::civil::Date>().ok()?;
        let days = first.yesterday().unwrap_or(first).series(jiff::Span::new().days(1));
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
            sessions: self
                .days(edition)
                .into_iter()
                .flat_map(|(_, sessions)| sessions)
                .map(|session| {
                    let about = session.r#abstract.as_ref().map(|text| self.text(text));
                    (slot(edition, session), SessionRow { about, ..self.row(edition, session) })
                })
                .collect(),
        };
        Some(Document {
            crumbs: self.edition_crumbs(year),
            ..self.plain(&Page::Agenda(year), &title, edition.title.get(self.locale), Body::Agenda(Box::new(agenda)))
        })
    }

    /// Track, room, type and language, in the order of [`Slot::facets`].
    fn agenda_facets(self, edition: &Edition) -> Vec<wire::Facet> {
        let named = |list: &[(&str, String)]| -> Vec<(String, String)> {
            list.iter().map(|(key, label)| ((*key).to_owned(), label.clone())).collect()
        };
        let tracks: Vec<_> = edition.tracks.iter().map(|track| (track.id.as_str(), self.text(&track.name))).collect();
        let rooms: Vec<_> = edition.rooms.iter().map(|room| (room.id.as_str(), self.text(&room.name))).collect();
        let kinds: Vec<_> =
            SessionKind::ALL.iter().map(|kind| (kind.as_str(), kind.name(self.locale).to_owned())).collect();
        let languages = Locale::ALL.map(|language| (language.as_str(), language.own_name().to_owned()));
        let slots: Vec<Slot> = edition.sessions.iter().map(|session| slot(edition, session)).collect();
        let labels = [words::TRACK, words::ROOM, words::KIND, words::LANGUAGE];
        [named(&tracks), named(&rooms), named(&kinds), named(&languages)]
            .into_iter()
            .zip(labels)
            .enumerate()
            .map(|(place, (values, label))| wire::Facet {
                key: agenda::Facet::ALL[place].key().to_owned(),
                label: label.get(self.locale).to_owned(),
                values: values
                    .into_iter()
                    .enumerate()
                    .map(|(value, (key, label))| wire::FacetValue {
                        key,
                        label,
                        count: slots.iter().filter(|slot| slot.facets[place] == Some(value as u32)).count() as u32,
                    })
                    .collect(),
            })
            .collect()
    }

    pub(super) fn session_card(self, year: u16, id: &SessionId) -> Option<Card> {
        let edition = self.edition(year)?;
        let session = edition.sessions.iter().find(|session| session.id == *id)?;
        Some(Card {
            to: Page::Session(year, id.clone()),
            title: self.text(&session.title),
            kicker: Some(session.kind.name(self.locale).to_owned()),
            date: Some(format::day_moment(self.locale, &session.date)),
            text: session.subtitle.as_ref().map(|text| self.text(text)),
            note: None,
            picture: None,
            foreign: self.foreign(&session.title),
        })
    }

    pub(super) fn session_page(self, year: u16, id: &SessionId) -> Option<Document> {
        let edition = self.edition(year)?;
        let place = edition.sessions.iter().position(|session| session.id == *id)?;
        let session = &edition.sessions[place];
        let row = self.row(edition, session);
        let day = format::part_date(self.locale, &session.date);
        let fact = |label: Words, value: String| self.fact(label, value, None);
        let time = match session.start {
            Some(_) => [&row.time, " · ", &self.clock(edition).name].concat(),
            None => row.time,
        };
        let mut facts = vec![fact(words::DAY, day), fact(words::TIME, time)];
        facts.push(fact(words::FACT_FORMAT, session.kind.name(self.locale).to_owned()));
        let room = edition.rooms.iter().find(|room| Some(&room.id) == session.room.as_ref());
        let venue = edition.venue_location.clone().map(|id| Target::Page(Page::Location(id)));
        facts.extend(room.map(|room| self.fact(words::ROOM, self.text(&room.name), venue)));
        facts.extend(row.track.map(|(name, _)| fact(words::TRACK, name)));
        facts.extend(session.language.map(|it| fact(words::LANGUAGE, it.own_name().to_owned())));
        let persons = session
            .persons
            .iter()
            .filter_map(|part| {
                let expert = self.content.experts.get(part.person.as_str())?;
                let card = Card { kicker: Some(self.text(&part.role)), ..self.speaker_card(year, expert) };
                Some((card, part.said.as_ref().map(|said| self.text(said))))
            })
            .collect();
        let links = session.links.iter().chain(&session.attachments);
        let mut links: Vec<Fact> = links
            .map(|link| {
                let label = self.text(&link.label);
                Fact { value: link.url.clone(), label, to: Some(Target::Web(link.url.clone())) }
            })
            .collect();
        links.extend(
            session.recording.clone().map(|url| self.fact(words::FACT_RECORDING, url.clone(), Some(Target::Web(url)))),
        );
        let reports = edition
            .reports
            .iter()
            .filter(|report| report.session.as_ref() == Some(id))
            .filter_map(|report| self.report_card(year, &report.id));
        let news = self.news_on(|mentions| mentions.sessions.iter().any(|it| it.year == year && it.id == *id));
        let related = self.groups([(words::REPORTS, reports.collect()), (words::NEWS, news)]);
        let neighbour =
            |session: &Session| Link { to: Page::Session(year, session.id.clone()), label: self.text(&session.title) };
        let about =
            session.r#abstract.as_ref().map(|text| format::paragraphs(text.get(self.locale))).unwrap_or_default();
        let description = about.first().cloned().unwrap_or_else(|| edition.title.get(self.locale).to_owned());
        let start = session.start.as_deref();
        let wired = wire::Session {
            title: row.title.clone(),
            subtitle: row.subtitle,
            start: start.and_then(|start| format::instant(start, 0)),
            end: start.zip(session.duration).and_then(|(start, minutes)| format::instant(start, minutes)),
            facts,
            about,
            persons,
            links,
            related,
            previous: place.checked_sub(1).and_then(|place| edition.sessions.get(place)).map(neighbour),
            next: edition.sessions.get(place + 1).map(neighbour),
            sources: self.sources(&session.sources),
        };
        Some(Document {
            format: FORMAT,
            page: Page::Session(year, id.clone()),
            title: row.title,
            description: cut(&description, 160),
            crumbs: self.edition_crumbs(year),
            foreign: self.foreign(&session.title),
            body: Body::Session(Box::new(wired)),
        })
    }

    fn speaker_card(self, year: u16, expert: &Expert) -> Card {
        Card { to: Page::Speaker(year, expert.id.clone()), ..self.expert_card(expert) }
    }

    pub(super) fn speaker_page(self, year: u16, id: &ExpertId) -> Option<Document> {
        let edition = self.edition(year)?;
        let expert = self.content.experts.get(id.as_str())?;
        speakers(self.content, edition).iter().find(|speaker| speaker.id == *id)?;
        Some(self.person_document(expert, Page::Speaker(year, id.clone()), self.edition_crumbs(year)))
    }

    /// What somebody said at sessions: each session with the words.
    pub(super) fn said(self, id: &ExpertId) -> Vec<(Link, String)> {
        let mut said = Vec::new();
        for edition in &self.content.editions {
            for session in &edition.sessions {
                for part in session.persons.iter().filter(|part| part.person == *id) {
                    let link =
                        Link { to: Page::Session(edition.year, session.id.clone()), label: self.text(&session.title) };
                    let words = part.said.as_ref().unwrap_or(&part.role);
                    said.push((link, self.text(words)));
                }
            }
        }
        said
    }

    /// The first edition that somebody took part in.
    pub(super) fn spoke(self, id: &ExpertId) -> Option<u16> {
        self.content.editions.iter().find(|edition| edition.takes_part(id)).map(|edition| edition.year)
    }

    /// The reports that somebody presented.
    pub(super) fn presented(self, id: &ExpertId) -> Vec<Card> {
        self.content
            .editions
            .iter()
            .flat_map(|edition| edition.reports.iter().map(move |report| (edition.year, report)))
            .filter(|(_, report)| report.presenters.contains(id))
            .filter_map(|(year, report)| self.report_card(year, &report.id))
            .collect()
    }

    pub(super) fn report(self, year: u16, id: &ReportId) -> Option<&'a Report> {
        self.edition(year)?.reports.iter().find(|report| report.id == *id)
    }

    pub(super) fn report_card(self, year: u16, id: &ReportId) -> Option<Card> {
        let report = self.report(year, id)?;
        Some(Card {
            to: Page::Report(year, id.clone()),
            title: self.text(&report.title),
            kicker: Some(self.text(&report.issuer)),
            date: Some(format::day_moment(self.locale, &report.date)),
            text: Some(cut(report.summary.get(self.locale), 180)),
            note: None,
            picture: None,
            foreign: self.foreign(&report.title),
        })
    }

    pub(super) fn report_page(self, year: u16, id: &ReportId) -> Option<Document> {
        let report = self.report(year, id)?;
        let mut facts = vec![
            self.fact(words::FACT_ISSUER, self.text(&report.issuer), None),
            self.fact(words::FACT_DATE, format::part_date(self.locale, &report.date), None),
        ];
        let session = report.session.as_ref().and_then(|id| self.session_card(year, id));
        facts.extend(session.map(|card| self.fact(words::FACT_SESSION, card.title, Some(Target::Page(card.to)))));
        let presenters = report.presenters.iter().filter_map(|id| self.content.experts.get(id.as_str()));
        let presenters = presenters.map(|expert| self.speaker_card(year, expert)).collect();
        let news = self.news_on(|mentions| mentions.reports.iter().any(|it| it.year == year && it.id == *id));
        let wired = wire::Report {
            title: self.text(&report.title),
            about: format::paragraphs(report.summary.get(self.locale)),
            facts,
            figures: self.figures(report.figures.iter()),
            charts: self.charts(report),
            files: self.report_files(year, report),
            notes: report.notes.iter().map(|note| self.text(note)).collect(),
            related: self.groups([(words::PERSONS, presenters), (words::NEWS, news)]),
            sources: self.sources(&report.sources),
        };
        Some(Document {
            format: FORMAT,
            page: Page::Report(year, id.clone()),
            title: wired.title.clone(),
            description: cut(report.summary.get(self.locale), 160),
            crumbs: self.edition_crumbs(year),
            foreign: self.foreign(&report.title),
            body: Body::Report(Box::new(wired)),
        })
    }

    /// A labelled fact.
    pub(super) fn fact(self, label: Words, value: String, to: Option<Target>) -> Fact {
        Fact { label: label.get(self.locale).to_owned(), value, to }
    }

    /// Texts in one line.
    fn listed(self, texts: &[Text]) -> String {
        let texts: Vec<String> = texts.iter().map(|text| self.text(text)).collect();
        texts.join(words::LIST_STOP.get(self.locale))
    }
}
