//! The full text of each record's page, for search, without its title and the text of its card.

use super::super::content::Article;
use super::super::markdown;
use super::Maker;
use film_core::locale::Text;
use film_core::model::clip::Clip;
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::picture::Picture;
use film_core::model::production::Production;
use film_core::model::summit::{Edition, Report, Session};
use wire::{Embed, Fact, Node};

/// The lines of a text.
struct Lines<'a> {
    maker: Maker<'a>,
    lines: Vec<String>,
}

impl Lines<'_> {
    fn texts<'t>(mut self, texts: impl IntoIterator<Item = &'t Text>) -> Self {
        self.lines.extend(self.maker.texts(texts));
        self
    }

    fn lines(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        self.lines.extend(lines);
        self
    }

    fn facts(self, facts: Vec<Fact>) -> Self {
        self.lines(facts.into_iter().map(|fact| fact.value))
    }

    fn pictures<'p>(self, pictures: impl IntoIterator<Item = &'p Picture>) -> Self {
        let texts = |picture: &'p Picture| [Some(&picture.alt), picture.caption.as_ref(), picture.credit.as_ref()];
        self.texts(pictures.into_iter().flat_map(texts).flatten())
    }

    fn join(self) -> String {
        self.lines.join("\n")
    }
}

impl<'a> Maker<'a> {
    fn lines(self) -> Lines<'a> {
        Lines { maker: self, lines: Vec::new() }
    }

    pub(super) fn location_text(self, it: &Location) -> String {
        let works = it.productions.iter();
        let years = works.clone().filter_map(|work| work.year).map(|year| year.to_string());
        let lines = self.lines().texts([&it.description]).facts(self.location_facts(it)).lines(years);
        let lines = lines.texts(works.flat_map(|work| std::iter::once(&work.title).chain(&work.note)));
        lines.texts(&it.position.note).pictures(&it.media).join()
    }

    pub(super) fn production_text(self, it: &Production) -> String {
        let notes = self.near.shot(&it.id).iter().filter_map(|(_, work)| work.note.as_ref());
        self.lines().texts(notes).join()
    }

    pub(super) fn clip_text(self, it: &Clip) -> String {
        let lines = self.lines().texts([&it.alt, &it.credit_line]).facts(self.clip_facts(it));
        lines.facts(self.technical(it)).facts(self.rights(it)).pictures(&it.poster).join()
    }

    /// The text of an expert or a speaker.
    pub(super) fn person_text(self, it: &Expert) -> String {
        let fields = it.fields.iter().map(|field| self.field_name(field.as_str()));
        let lines = self.lines().texts(it.bio.iter().chain(&it.title).chain(&it.affiliation)).lines(fields);
        let lines = lines.texts(it.credits.iter().flat_map(|credit| [&credit.work, &credit.role]));
        let lines = lines.lines(self.said(&it.id).into_iter().flat_map(|(session, said)| [session.label, said]));
        let contact = it.contact.iter().flat_map(|contact| self.contact_facts(contact)).collect();
        lines.facts(contact).texts(it.links.iter().map(|link| &link.label)).pictures(&it.picture).join()
    }

    pub(super) fn article_text(self, article: &Article) -> String {
        let it = &article.news;
        let nodes = article.body.get(&self.locale).or_else(|| article.body.get(&self.locale.other()));
        let nodes = nodes.map(Vec::as_slice).unwrap_or_default();
        let caption = |node: &Node| match node {
            Node::Embed(embed) => match embed.as_ref() {
                Embed::Record(_, _, caption) => caption.clone(),
                _ => None,
            },
            _ => None,
        };
        let lines = self.lines().lines([markdown::plain(nodes)]).lines(nodes.iter().filter_map(caption));
        let lines = lines.texts(std::iter::once(&it.dateline).chain(&it.byline));
        let lines = lines.texts(it.corrections.iter().map(|correction| &correction.text));
        lines.pictures(std::iter::once(&it.hero).chain(it.pictures.values())).join()
    }

    pub(super) fn edition_text(self, it: &Edition) -> String {
        let lines = self.lines().texts(it.about.iter().chain(&it.hosts).chain(&it.organisers).chain(&it.notes));
        let names = it.rooms.iter().map(|room| &room.name).chain(it.tracks.iter().map(|track| &track.name));
        lines.texts(names).join()
    }

    pub(super) fn session_text(self, edition: &Edition, it: &Session) -> String {
        let lines = self.lines().texts(&it.time_note).facts(self.session_facts(edition, it));
        let lines = lines.texts(it.persons.iter().flat_map(|part| std::iter::once(&part.role).chain(&part.said)));
        lines.texts(it.links.iter().chain(&it.attachments).map(|link| &link.label)).join()
    }

    pub(super) fn report_text(self, it: &Report) -> String {
        let figures = it.figures.iter().flat_map(|figure| [&figure.label, &figure.period]);
        let values = it.figures.iter().map(|figure| super::super::format::figure(self.locale, figure));
        self.lines().texts([&it.issuer]).texts(figures).lines(values).texts(&it.notes).join()
    }

    /// The texts on years without an edition.
    pub(super) fn other_years_text(self) -> String {
        self.lines().texts(self.content.other_years.iter().map(|year| &year.known)).join()
    }

    /// The text of the About page.
    pub(super) fn about_text(self) -> String {
        let office = &self.content.office;
        let licences = office.licences.iter().flat_map(|line| [&line.what, &line.terms]);
        self.lines().texts(&office.about).texts(licences).join()
    }
}
