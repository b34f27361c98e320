//! Structured data (schema.org as JSON-LD) for search engines, only from facts in the records.
//!
//! Missing facts are left out, even if search engines would like them: a clip has no upload date, and an unverified
//! position is not published.

use super::content::Content;
use super::{Draft, format, naming, rights};
use film_core::locale::{Locale, Text};
use film_core::model::Consented;
use film_core::model::clip::Clip;
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::news::News;
use film_core::model::production::Production;
use film_core::model::summit::{Edition, Report, Room, Session};
use film_core::model::vocabulary::{ExpertKind, Precision, ProductionKind};
use film_core::route::{Page, Route, base};
use serde_json::{Value, json};
use wire::{Body, Document};

/// The context in which structured data is made.
#[derive(Clone, Copy)]
struct Maker<'a> {
    content: &'a Content,
    locale: Locale,
    document: &'a Document,
    card: Option<&'a str>,
}

/// The text of a page's JSON-LD block, escaped for `<script>`.
pub fn text(content: &Content, draft: &Draft) -> String {
    let card = draft.card.as_ref().map(|card| card.address.as_str());
    let maker = Maker { content, locale: draft.route.locale, document: &draft.document, card };
    let mut graph = vec![maker.website()];
    graph.extend(maker.crumbs(&draft.route));
    graph.extend(maker.subject(&draft.route.page));
    let data = json!({ "@context": "https://schema.org", "@graph": graph });
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Removes null, empty strings and empty lists from an object.
fn thing(mut value: Value) -> Value {
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, value| !(value.is_null() || value == "" || *value == json!([])));
    }
    value
}

impl<'a> Maker<'a> {
    fn get(self, text: &'a Text) -> &'a str {
        text.get(self.locale)
    }

    fn maybe(self, text: &'a Option<Text>) -> Option<&'a str> {
        text.as_ref().map(|text| self.get(text))
    }

    fn whole(self, path: &str) -> String {
        naming::whole(&self.content.office.origin, path)
    }

    fn address(self, page: &Page) -> String {
        self.whole(&page.href(self.locale))
    }

    fn named(self, kind: &str, name: &str) -> Value {
        thing(json!({ "@type": kind, "name": name }))
    }

    fn linked(self, kind: &str, name: &str, page: Page) -> Value {
        thing(json!({ "@type": kind, "name": name, "url": self.address(&page) }))
    }

    fn office(self) -> Value {
        thing(json!({
            "@type": "Organization",
            "@id": self.whole(&base::join("/#office")),
            "name": self.get(&self.content.office.name),
            "url": self.address(&Page::Home),
        }))
    }

    fn website(self) -> Value {
        let home = self.address(&Page::Home);
        let search = json!({
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": format!("{}?q={{query}}", self.address(&Page::Search)) },
            "query-input": "required name=query",
        });
        thing(json!({
            "@type": "WebSite",
            "@id": format!("{home}#site"),
            "name": self.get(&self.content.office.name),
            "description": self.get(&self.content.office.tagline),
            "url": home,
            "inLanguage": self.locale.tag(),
            "publisher": self.office(),
            "potentialAction": (self.document.page == Page::Home).then_some(search),
        }))
    }

    /// The breadcrumbs: the pages above this one, and the page itself.
    fn crumbs(self, route: &Route) -> Option<Value> {
        if self.document.crumbs.is_empty() {
            return None;
        }
        let above = self.document.crumbs.iter().map(|link| (link.label.as_str(), self.address(&link.to)));
        let here = std::iter::once((self.document.title.as_str(), self.whole(&route.path())));
        let items = above
            .chain(here)
            .zip(1..)
            .map(|((name, item), place)| json!({ "@type": "ListItem", "position": place, "name": name, "item": item }));
        Some(json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() }))
    }

    /// The subject of the page, if it is a single thing.
    fn subject(self, page: &Page) -> Option<Value> {
        let content = self.content;
        match page {
            Page::Article(id) => content.article(id.as_str()).map(|article| self.article(&article.news)),
            Page::Edition(year) => content.edition(*year).map(|edition| self.edition(edition)),
            Page::Session(year, id) => {
                let edition = content.edition(*year)?;
                Some(self.session_alone(edition, edition.session(id)?))
            }
            Page::Report(year, id) => Some(self.report(content.edition(*year)?.report(id)?)),
            Page::Speaker(_, id) | Page::Expert(id) => content.experts.get(id.as_str()).map(|it| self.expert(it)),
            Page::Location(id) => content.locations.get(id.as_str()).map(|it| self.place(it)),
            Page::Production(id) => content.productions.get(id.as_str()).map(|it| self.production(it)),
            Page::Clip(id) => content.clips.get(id.as_str()).map(|it| self.clip(it)),
            _ => None,
        }
    }

    /// The page's pictures: its share card, then the pictures that it shows.
    fn images(self) -> Vec<String> {
        let shown: Vec<&str> = match &self.document.body {
            Body::Article(it) => vec![&it.hero.src],
            Body::Edition(it) => vec![&it.hero.src],
            Body::Location(it) => it.pictures.iter().map(|picture| picture.src.as_str()).collect(),
            Body::Clip(it) => vec![&it.poster.src],
            Body::Person(it) => it.picture.iter().map(|picture| picture.src.as_str()).collect(),
            _ => Vec::new(),
        };
        self.card.into_iter().chain(shown).map(|path| self.whole(path)).collect()
    }

    /// The photographs of a location, with captions and credits.
    fn photographs(self) -> Vec<Value> {
        let Body::Location(location) = &self.document.body else { return Vec::new() };
        let photograph = |picture: &wire::Picture| {
            thing(json!({
                "@type": "ImageObject",
                "contentUrl": self.whole(&picture.src),
                "description": picture.alt,
                "caption": picture.caption,
                "creditText": picture.credit,
                "width": picture.width,
                "height": picture.height,
            }))
        };
        location.pictures.iter().filter(|picture| !picture.illustration).map(photograph).collect()
    }

    fn language(self) -> &'static str {
        self.document.foreign.unwrap_or(self.locale).tag()
    }

    fn article(self, news: &'a News) -> Value {
        let url = self.address(&self.document.page);
        let topics = self.content.topics.iter().filter(|topic| news.topics.contains(&topic.id));
        let places = news.mentions.locations.iter().filter_map(|id| self.content.locations.get(id.as_str()));
        let places = places.map(|it| self.linked("Place", self.get(&it.name), Page::Location(it.id.clone())));
        let experts = news.mentions.experts.iter().filter_map(|id| self.content.experts.get(id.as_str()));
        let experts = experts.map(|expert| self.named(self.kind(expert), self.get(&expert.name)));
        let productions = news.mentions.productions.iter().filter_map(|id| self.content.productions.get(id.as_str()));
        let productions =
            productions.map(|it| self.linked(type_of(it), bare(self.get(&it.title)), Page::Production(it.id.clone())));
        let byline = news.byline.as_ref().map(|byline| self.named("Person", self.get(byline)));
        thing(json!({
            "@type": "NewsArticle",
            "headline": self.get(&news.headline),
            "description": self.get(&news.summary),
            "url": url,
            "mainEntityOfPage": url,
            "image": self.images(),
            "datePublished": news.published_at,
            "dateModified": news.updated_at.as_ref().unwrap_or(&news.published_at),
            "dateline": self.get(&news.dateline),
            "author": byline.unwrap_or_else(|| self.office()),
            "publisher": self.office(),
            "inLanguage": self.language(),
            "articleSection": topics.map(|topic| self.get(&topic.name)).collect::<Vec<_>>(),
            "citation": news.sources.iter().filter_map(|source| source.url.as_deref()).collect::<Vec<_>>(),
            "mentions": places.chain(productions).chain(experts).collect::<Vec<_>>(),
        }))
    }

    fn kind(self, expert: &Expert) -> &'static str {
        match expert.kind {
            ExpertKind::Person => "Person",
            ExpertKind::Body => "Organization",
        }
    }

    fn venue(self, edition: &'a Edition, room: Option<&'a Room>) -> Value {
        let location = edition.venue_location.as_ref().and_then(|id| self.content.locations.get(id.as_str()));
        let address = location.and_then(|location| location.address.as_ref());
        thing(json!({
            "@type": "Place",
            "name": self.get(room.map_or(&edition.venue, |room| &room.name)),
            "address": self.get(address.unwrap_or(&edition.venue)),
            "url": location.map(|location| self.address(&Page::Location(location.id.clone()))),
        }))
    }

    /// A short reference to an edition: name, URL, days and venue.
    fn edition_named(self, edition: &'a Edition) -> Value {
        thing(json!({
            "@type": "Event",
            "name": self.get(&edition.title),
            "url": self.address(&Page::Edition(edition.year)),
            "startDate": edition.start,
            "endDate": edition.end,
            "location": self.venue(edition, None),
        }))
    }

    fn edition(self, edition: &'a Edition) -> Value {
        let organisers = edition.hosts.iter().chain(&edition.organisers);
        let sessions = edition.sessions.iter().map(|session| self.session(edition, session));
        let mut event = self.edition_named(edition);
        event["description"] = json!(self.get(&edition.summary));
        event["image"] = json!(self.images());
        event["organizer"] = organisers.map(|name| self.named("Organization", self.get(name))).collect();
        event["subEvent"] = sessions.collect();
        thing(event)
    }

    /// A session as part of its edition.
    fn session(self, edition: &'a Edition, session: &'a Session) -> Value {
        let zone = super::document::zone(&edition.time_zone);
        let end = format::end(session).map(|end| format::iso(&end.to_zoned(zone)));
        thing(json!({
            "@type": "Event",
            "name": self.get(&session.title),
            "url": self.address(&Page::Session(edition.year, session.id.clone())),
            "startDate": session.start.as_ref().unwrap_or(&session.date),
            "endDate": end,
            "eventStatus": session.is_cancelled().then_some("https://schema.org/EventCancelled"),
            "location": self.venue(edition, edition.room(session)),
        }))
    }

    /// A session on its own page.
    fn session_alone(self, edition: &'a Edition, session: &'a Session) -> Value {
        let persons = session.persons.iter().filter_map(|part| self.content.experts.get(part.person.as_str()));
        let performers = persons.map(|expert| {
            let page = Page::Speaker(edition.year, expert.id.clone());
            self.linked(self.kind(expert), self.get(&expert.name), page)
        });
        let mut event = self.session(edition, session);
        event["description"] = json!(self.maybe(&session.r#abstract));
        event["image"] = json!(self.images());
        event["inLanguage"] = json!(session.language);
        event["performer"] = performers.collect();
        event["superEvent"] = self.edition_named(edition);
        thing(event)
    }

    fn report(self, report: &'a Report) -> Value {
        thing(json!({
            "@type": "Report",
            "name": self.get(&report.title),
            "description": self.get(&report.summary),
            "url": self.address(&self.document.page),
            "datePublished": report.date,
            "author": self.named("Organization", self.get(&report.issuer)),
            "image": self.images(),
        }))
    }

    fn expert(self, expert: &'a Expert) -> Value {
        let name = self.get(&expert.name);
        let person = expert.kind == ExpertKind::Person;
        let affiliation = expert.affiliation.as_ref().map(|text| self.named("Organization", self.get(text)));
        let fields = expert.fields.iter().filter_map(|id| self.content.fields.iter().find(|field| field.id == *id));
        thing(json!({
            "@type": self.kind(expert),
            "name": name,
            "alternateName": expert.name.in_locale(self.locale.other()).filter(|other| *other != name),
            "url": self.address(&self.document.page),
            "description": self.maybe(&expert.bio),
            "jobTitle": self.maybe(&expert.title).filter(|_| person),
            "affiliation": affiliation.filter(|_| person),
            "knowsAbout": fields.map(|field| self.get(&field.name)).collect::<Vec<_>>(),
            "knowsLanguage": person.then_some(&expert.languages),
            "sameAs": expert.links.iter().map(|link| link.url.as_str()).collect::<Vec<_>>(),
            "image": expert.picture.as_ref().map(|_| self.images()),
        }))
    }

    fn place(self, location: &'a Location) -> Value {
        let name = self.get(&location.name);
        let other = location.name.in_locale(self.locale.other()).filter(|other| *other != name);
        let position = &location.position;
        let geo = json!({
            "@type": "GeoCoordinates",
            "latitude": position.lat,
            "longitude": position.lng,
            "elevation": location.elevation,
        });
        let contact = location.contact.as_ref();
        let allowed = |detail: Option<&'a Consented>| detail.filter(|it| it.consent).map(|it| it.value.as_str());
        thing(json!({
            "@type": "Place",
            "name": name,
            "alternateName": other.into_iter().chain(location.pinyin.as_deref()).collect::<Vec<_>>(),
            "description": self.get(&location.summary),
            "url": self.address(&self.document.page),
            "image": self.images(),
            "photo": self.photographs(),
            "geo": (position.precision != Precision::Unverified).then(|| thing(geo)),
            "address": self.maybe(&location.address),
            "containedInPlace": self.named("AdministrativeArea", self.get(&location.district)),
            "telephone": allowed(contact.and_then(|it| it.telephone.as_ref())),
            "sameAs": allowed(contact.and_then(|it| it.website.as_ref())),
        }))
    }

    fn production(self, production: &'a Production) -> Value {
        let title = bare(self.get(&production.title));
        let other = production.title.in_locale(self.locale.other()).map(bare).filter(|other| *other != title);
        let named = |kind: &'static str, names: &'a [Text]| -> Vec<Value> {
            names.iter().map(|name| self.named(kind, self.get(name))).collect()
        };
        let places = match &self.document.body {
            Body::Production(it) => it.places.as_slice(),
            _ => &[],
        };
        let places = places.iter().map(|card| self.linked("Place", &card.title, card.to.clone()));
        thing(json!({
            "@type": type_of(production),
            "name": title,
            "alternateName": other.into_iter().chain(production.other_titles.iter().map(String::as_str)).collect::<Vec<_>>(),
            "description": self.get(&production.summary),
            "url": self.address(&self.document.page),
            "image": self.images(),
            "datePublished": production.year.map(|year| year.to_string()),
            "director": named("Person", &production.directors),
            "productionCompany": named("Organization", &production.companies),
            "locationCreated": places.collect::<Vec<_>>(),
            "sameAs": production.ids.all().map(|(register, id)| register.address(id)).collect::<Vec<_>>(),
        }))
    }

    fn clip(self, clip: &'a Clip) -> Value {
        let first = match &self.document.body {
            Body::Clip(it) => it.renditions.first(),
            _ => None,
        };
        let location = self.content.locations.get(clip.location.as_str());
        thing(json!({
            "@type": "VideoObject",
            "name": self.get(&clip.headline),
            "description": format::paragraphs(self.get(&clip.description)).join(" "),
            "url": self.address(&self.document.page),
            "thumbnailUrl": self.images(),
            "contentUrl": first.map(|file| self.whole(&file.src)),
            "encodingFormat": first.map(|file| file.mime.as_str()),
            // ISO 8601.
            "duration": format!("PT{}S", format::decimal(clip.technical.seconds(), 3)),
            "width": clip.technical.width,
            "height": clip.technical.height,
            "dateCreated": clip.created,
            "keywords": clip.keywords.iter().map(|word| self.get(word)).collect::<Vec<_>>(),
            "contentLocation": location.map(|it| self.linked("Place", self.get(&it.name), Page::Location(it.id.clone()))),
            "creditText": self.get(&clip.credit_line),
            "copyrightNotice": self.get(&clip.copyright),
            "license": rights::licence(clip.licence),
            "inLanguage": self.language(),
        }))
    }
}

/// The schema.org type of a production.
fn type_of(production: &Production) -> &'static str {
    match production.kind {
        Some(
            ProductionKind::Film | ProductionKind::Short | ProductionKind::Documentary | ProductionKind::Animation,
        ) => "Movie",
        Some(
            ProductionKind::Series | ProductionKind::WebSeries | ProductionKind::MicroDrama | ProductionKind::Variety,
        ) => "TVSeries",
        Some(ProductionKind::MusicVideo) => "MusicVideoObject",
        Some(ProductionKind::Commercial) | None => "CreativeWork",
    }
}

/// A title without the marks of Chinese titles, which are no part of the name.
fn bare(title: &str) -> &str {
    title.strip_prefix('《').and_then(|title| title.strip_suffix('》')).unwrap_or(title)
}
