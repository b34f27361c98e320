//! Documents of the summit: its editions compared, and each on its own page.

use super::super::content::Content;
use super::super::{format, media};
use super::Maker;
use film_core::locale::{DOT, Words, words};
use film_core::model::ExpertId;
use film_core::model::expert::Expert;
use film_core::model::summit::{Edition, OtherYear};
use film_core::route::Page;
use wire::{self, Body, Card, Document, Link, SessionRow, Target};

/// A year and its page.
type Head = (String, Option<Page>);
/// A table row with a cell for each year.
type Line = (String, Vec<String>);

/// The people who take part in an edition's sessions or present its reports, in order of appearance.
pub fn speakers<'a>(content: &'a Content, edition: &Edition) -> Vec<&'a Expert> {
    let in_sessions = edition.sessions.iter().flat_map(|session| &session.persons).map(|part| &part.person);
    let of_reports = edition.reports.iter().flat_map(|report| &report.presenters);
    let ids = format::distinct(in_sessions.chain(of_reports));
    ids.into_iter().filter_map(|id| content.experts.get(id.as_str())).collect()
}

impl Maker<'_> {
    pub(super) fn edition_card(self, edition: &Edition) -> Card {
        Card {
            kicker: Some(format::span(self.locale, &edition.start, &edition.end)),
            text: Some(self.text(&edition.summary)),
            note: Some(self.text(&edition.venue)),
            picture: Some(self.edition_picture(edition)),
            ..self.card(Page::Edition(edition.year), &edition.title)
        }
    }

    fn edition_picture(self, edition: &Edition) -> wire::Picture {
        let kind = edition.scene.kind.name(self.locale).to_owned();
        self.media.scene(&media::seed("summit", &edition.year.to_string()), kind)
    }

    pub(super) fn summit_page(self) -> Document {
        let all = &self.content.editions;
        let editions: Vec<Card> = all.iter().map(|edition| self.edition_card(edition)).collect();
        let notes = self.texts(all.iter().flat_map(|edition| &edition.notes));
        let description = editions.iter().map(|card| card.title.as_str()).collect::<Vec<_>>().join(" · ");
        let (years, compared) = self.years_compared();
        let summit = wire::Summit { editions, years, compared, notes };
        self.page(Page::Summit, self.say(words::SUMMIT), &description, Body::Summit(Box::new(summit)))
    }

    /// Compares all known years: the years, latest first, and the rows of the table.
    fn years_compared(self) -> (Vec<Head>, Vec<Line>) {
        let content = self.content;
        let mut years: Vec<(u16, Option<&Edition>, Option<&OtherYear>)> =
            content.editions.iter().map(|edition| (edition.year, Some(edition), None)).collect();
        years.extend(content.other_years.iter().map(|other| (other.year, None, Some(other))));
        years.sort_by_key(|(year, ..)| std::cmp::Reverse(*year));
        let count = |number: usize| if number == 0 { String::new() } else { number.to_string() };
        type Ask<'a> = &'a dyn Fn(&Edition) -> String;
        let asked: [(Words, Ask); 9] = [
            (words::NAME, &|it| self.text(&it.title)),
            (words::FACT_THEME, &|it| self.known(&it.slogan)),
            (words::FACT_DATES, &|it| format::span(self.locale, &it.start, &it.end)),
            (words::FACT_VENUE, &|it| self.text(&it.venue)),
            (words::FACT_HOSTS, &|it| self.listed(&it.hosts)),
            (words::FACT_ORGANISERS, &|it| self.listed(&it.organisers)),
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
                (self.say(label), years.iter().map(cell).collect())
            })
            .collect();
        let known = years.iter().map(|(_, edition, other)| {
            let notes = edition.map(|it| self.text(&it.summary));
            other.map(|it| self.text(&it.known)).or(notes).unwrap_or_default()
        });
        compared.insert(0, (self.say(words::WHAT_IS_KNOWN), known.collect()));
        let sources = years.iter().map(|(_, edition, other)| {
            let of = edition.map(|it| &it.sources).or(other.map(|it| &it.sources)).into_iter().flatten();
            self.texts(of.map(|source| &source.publisher)).join(words::LIST_STOP.get(self.locale))
        });
        compared.push((self.say(words::SOURCES), sources.collect()));
        let head =
            years.into_iter().map(|(year, edition, _)| (year.to_string(), edition.map(|it| Page::Edition(it.year))));
        (head.collect(), compared)
    }

    pub(super) fn edition_page(self, year: u16) -> Option<Document> {
        let edition = self.content.edition(year)?;
        let venue = edition.venue_location.clone().map(|id| Target::Page(Page::Location(id)));
        let mut facts = self.facts([(words::FACT_DATES, format::span(self.locale, &edition.start, &edition.end))]);
        facts.push(self.fact(words::FACT_VENUE, self.text(&edition.venue), venue));
        facts.extend(self.facts([
            (words::FACT_HOSTS, self.listed(&edition.hosts)),
            (words::FACT_ORGANISERS, self.listed(&edition.organisers)),
        ]));
        let of_days = self.days(edition).into_iter().flat_map(|(day, sessions)| {
            sessions.into_iter().map(move |session| {
                let row = self.row(edition, session);
                SessionRow { time: format!("{}{DOT}{}", day.text, row.time), ..row }
            })
        });
        let speakers = speakers(self.content, edition).into_iter();
        let body = wire::Edition {
            year,
            title: self.text(&edition.title),
            slogan: edition.slogan.as_ref().map(|slogan| self.text(slogan)),
            hero: self.edition_picture(edition),
            facts,
            about: self.texts(&edition.about),
            sessions: of_days.collect(),
            speakers: speakers.map(|expert| self.speaker_card(year, expert)).collect(),
            reports: edition.reports.iter().map(|report| self.report_card(year, report)).collect(),
            notes: self.texts(&edition.notes),
            sources: self.sources(&edition.sources),
        };
        let summary = edition.summary.get(self.locale);
        Some(self.record(Page::Edition(year), &edition.title, summary, Body::Edition(Box::new(body))))
    }

    pub(super) fn speaker_page(self, year: u16, id: &ExpertId) -> Option<Document> {
        let speakers = speakers(self.content, self.content.edition(year)?);
        let expert = speakers.into_iter().find(|speaker| speaker.id == *id)?;
        Some(self.person_page(expert, Page::Speaker(year, id.clone())))
    }

    /// The sessions of a person, each with what the person said there, or else the role.
    pub(super) fn said(self, id: &ExpertId) -> Vec<(Link, String)> {
        let mut said = Vec::new();
        for edition in &self.content.editions {
            for session in &edition.sessions {
                said.extend(session.persons.iter().filter(|part| part.person == *id).map(|part| {
                    let page = Page::Session(edition.year, session.id.clone());
                    (self.link(page, &session.title), self.text(part.said.as_ref().unwrap_or(&part.role)))
                }));
            }
        }
        said
    }

    /// The year of the latest edition that a person took part in.
    pub(super) fn spoke(self, id: &ExpertId) -> Option<u16> {
        self.content.editions.iter().find(|edition| edition.takes_part(id)).map(|edition| edition.year)
    }

    /// The reports that a person presented.
    pub(super) fn presented(self, id: &ExpertId) -> Vec<Card> {
        let of_edition = |edition: &Edition| {
            let reports = edition.reports.iter().filter(|report| report.presenters.contains(id));
            reports.map(|report| self.report_card(edition.year, report)).collect::<Vec<_>>()
        };
        self.content.editions.iter().flat_map(of_edition).collect()
    }
}
