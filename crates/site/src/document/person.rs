//! Documents of people and organisations: experts of the library, speakers of the summit.

use super::super::{format, media};
use super::Maker;
use film_core::locale::{Text, words};
use film_core::model::ExpertId;
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::route::Page;
use wire::{self, Body, Card, Document, Fact, Target};

/// Whether a person knows a location: their record says so, or one of their works was shot there.
pub(super) fn knows(expert: &Expert, location: &Location) -> bool {
    let same = |a: &Text, b: &Text| match (&a.zh, &b.zh) {
        (Some(a), Some(b)) => a == b,
        _ => a.en.is_some() && a.en == b.en,
    };
    expert.locations.contains(&location.id)
        || expert.credits.iter().any(|credit| location.productions.iter().any(|it| same(&credit.work, &it.title)))
}

impl Maker<'_> {
    pub(super) fn expert_card(self, expert: &Expert) -> Card {
        let role = self.texts(expert.title.iter().chain(&expert.affiliation));
        let field = expert.fields.first().map(|field| self.field_name(field.as_str()));
        Card {
            kicker: field.or_else(|| Some(expert.kind.name(self.locale).to_owned())),
            text: (!role.is_empty()).then(|| role.join(words::PHRASE_COMMA.get(self.locale))),
            note: Some(format::part_date(self.locale, &expert.as_of)),
            ..self.card(Page::Expert(expert.id.clone()), &expert.name)
        }
    }

    /// An expert's card. An official who spoke gets a speaker's card; other officials get none.
    pub(super) fn person_card(self, expert: &Expert) -> Option<Card> {
        match expert.official {
            false => Some(self.expert_card(expert)),
            true => self.spoke(&expert.id).map(|year| self.speaker_card(year, expert)),
        }
    }

    pub(super) fn speaker_card(self, year: u16, expert: &Expert) -> Card {
        Card { to: Page::Speaker(year, expert.id.clone()), ..self.expert_card(expert) }
    }

    pub(super) fn field_name(self, id: &str) -> String {
        let field = self.content.fields.iter().find(|field| field.id.as_str() == id);
        field.map(|field| self.text(&field.name)).unwrap_or_default()
    }

    pub(super) fn expert_page(self, id: &ExpertId) -> Option<Document> {
        let expert = self.content.experts.get(id.as_str()).filter(|expert| !expert.official)?;
        Some(self.person_page(expert, Page::Expert(id.clone())))
    }

    pub(super) fn person_page(self, expert: &Expert, page: Page) -> Document {
        let name = self.text(&expert.name);
        let verified = expert.verified.as_ref();
        let verified = verified.map(|it| [format::part_date(self.locale, &it.on), self.text(&it.by)]);
        let mut facts = self.facts([
            (words::AFFILIATION, self.known(&expert.affiliation)),
            (words::FACT_ROLE_AS_OF, format::part_date(self.locale, &expert.as_of)),
            (words::FACT_FIELDS, self.names(expert.fields.iter().map(|field| self.field_name(field.as_str())))),
            (words::FACT_LANGUAGES, self.names(expert.languages.iter().map(|tag| format::language(self.locale, tag)))),
            (words::CHECKED, verified.map(|it| it.join(words::PHRASE_COMMA.get(self.locale))).unwrap_or_default()),
        ]);
        facts.extend(self.web_links(&expert.links));
        facts.extend(expert.contact.iter().flat_map(|contact| self.contact_facts(contact)));
        facts.extend(self.other_page(expert, &page));
        let locations = self.content.locations.values().filter(|location| knows(expert, location));
        let about = expert.bio.as_ref().map(|bio| format::paragraphs(bio.get(self.locale))).unwrap_or_default();
        let description = about.first().cloned().or(self.expert_card(expert).text).unwrap_or_else(|| name.clone());
        let seed = media::seed("experts", expert.id.as_str());
        let credits = expert.credits.iter();
        let person = wire::Person {
            other_name: expert.name.in_locale(self.locale.other()).filter(|other| *other != name).map(str::to_owned),
            kind: expert.kind,
            role: expert.title.as_ref().map(|title| self.text(title)),
            picture: expert.picture.as_ref().map(|picture| self.media.picture(&seed, picture, self.locale)),
            facts,
            about,
            credits: credits.map(|it| self.work(it.production.as_ref(), &it.work, it.year, Some(&it.role))).collect(),
            said: self.said(&expert.id),
            related: self.groups([
                (words::REPORTS, self.presented(&expert.id)),
                (words::LOCATIONS, locations.map(|it| self.location_card(it)).collect()),
                (words::NEWS, self.news_on(|mentions| mentions.experts.contains(&expert.id))),
            ]),
            sources: self.sources(&expert.sources),
            name,
        };
        self.record(page, &expert.name, &description, Body::Person(Box::new(person)))
    }

    /// The link from a speaker's page to the library record, or back.
    fn other_page(self, expert: &Expert, page: &Page) -> Option<Fact> {
        if matches!(page, Page::Expert(_)) {
            let year = self.spoke(&expert.id)?;
            let to = Target::Page(Page::Speaker(year, expert.id.clone()));
            return Some(self.fact(words::AT_THE_SUMMIT, year.to_string(), Some(to)));
        }
        let to = Target::Page(Page::Expert(expert.id.clone()));
        (!expert.official).then(|| self.fact(words::FACT_IN_LIBRARY, self.say(words::EXPERTS), Some(to)))
    }
}
