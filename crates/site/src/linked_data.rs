//! Structured data (schema.org as JSON-LD) for search engines: only what the records say.
//!
//! What a record does not have is left out, even where a search engine would
//! like it: a clip has no upload date, an unverified position is not told.

use super::check::Content;
use super::{Draft, format};
use film_core::locale::{Locale, Text};
use film_core::model::clip::Clip;
use film_core::model::expert::Expert;
use film_core::model::location::Location;
use film_core::model::news::News;
use film_core::model::summit::{Edition, Report, Session};
use film_core::model::vocabulary::{ExpertKind, Licence, Precision};
use film_core::route::{Page, Route, base};
use serde_json::{Map, Value, json};
use wire::{Body, Document};

/// What everything on a page is made from.
#[derive(Clone, Copy)]
struct Maker<'a> {
    content: &'a Content,
    locale: Locale,
    document: &'a Document,
    card: Option<&'a str>,
}

/// The text of a page's data block, safe inside `<script>`.
pub fn text(content: &Content, draft: &Draft) -> String {
    let card = draft.card.as_ref().map(|card| card.address.as_str());
    let maker = Maker { content, locale: draft.route.locale, document: &draft.document, card };
    let mut graph = vec![maker.website()];
    graph.extend(maker.crumbs(&draft.route));
    graph.extend(maker.subject(&draft.route.page));
    let data = json!({ "@context": "https://schema.org", "@graph": graph });
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// An object without what is null, empty or an empty list.
fn object(kind: &str, pairs: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let mut map = Map::new();
    map.insert("@type".into(), kind.into());
    for (name, value) in pairs {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(values) => values.is_empty(),
            _ => false,
        };
        if !empty {
            map.insert(name.into(), value);
        }
    }
    Value::Object(map)
}

/// A duration of ISO 8601: `PT8.008S`.
fn seconds(clip: &Clip) -> String {
    let rate = clip.technical.frame_rate;
    let seconds = f64::from(clip.technical.frames) * f64::from(rate.den) / f64::from(rate.num);
    let text = format!("{seconds:.3}");
    format!("PT{}S", text.trim_end_matches('0').trim_end_matches('.'))
}

impl<'a> Maker<'a> {
    fn get(self, text: &'a Text) -> &'a str {
        text.get(self.locale)
    }

    fn maybe(self, text: &Option<Text>) -> Value {
        text.as_ref().map(|text| text.get(self.locale)).into()
    }

    fn whole(self, path: &str) -> String {
        format!("{}{path}", self.content.office.origin)
    }

    fn address(self, page: &Page) -> String {
        self.whole(&page.href(self.locale))
    }

    fn named(self, kind: &str, name: &str) -> Value {
        object(kind, [("name", name.into())])
    }

    fn office(self) -> Value {
        object(
            "Organization",
            [
                ("@id", self.whole(&base::join("/#office")).into()),
                ("name", self.get(&self.content.office.name).into()),
                ("url", self.address(&Page::Home).into()),
            ],
        )
    }

    fn website(self) -> Value {
        let search = format!("{}?q={{query}}", self.address(&Page::Search));
        let home = self.document.page == Page::Home;
        object(
            "WebSite",
            [
                ("@id", format!("{}#site", self.address(&Page::Home)).into()),
                ("name", self.get(&self.content.office.name).into()),
                ("description", self.get(&self.content.office.tagline).into()),
                ("url", self.address(&Page::Home).into()),
                ("inLanguage", self.locale.tag().into()),
                ("publisher", self.office()),
                (
                    "potentialAction",
                    if home {
                        json!({
                            "@type": "SearchAction",
                            "target": { "@type": "EntryPoint", "urlTemplate": search },
                            "query-input": "required name=query",
                        })
                    } else {
                        Value::Null
                    },
                ),
            ],
        )
    }

    /// The pages above this one and itself.
    fn crumbs(self, route: &Route) -> Option<Value> {
        if self.document.crumbs.is_empty() {
            return None;
        }
        let above = self.document.crumbs.iter().map(|link| (link.label.as_str(), self.address(&link.to)));
        let here = std::iter::once((self.document.title.as_str(), self.whole(&route.path())));
        let items: Vec<Value> = above
            .chain(here)
            .enumerate()
            .map(|(place, (name, item))| {
                json!({ "@type": "ListItem", "position": place + 1, "name": name, "item": item })
            })
            .collect();
        Some(object("BreadcrumbList", [("itemListElement", items.into())]))
    }

    /// What the page is about, when it is one thing.
    fn subject(self, page: &Page) -> Option<Value> {
        let content = self.content;
        match page {
            Page::Article(id) => content.article(id.as_str()).map(|article| self.article(&article.news)),
            Page::Edition(year) => self.find(*year).map(|edition| self.edition(edition)),
            Page::Session(year, id) => {
                let edition = self.find(*year)?;
                let session = edition.sessions.iter().find(|session| session.id == *id)?;
                Some(self.session(edition, session, true))
            }
            Page::Report(year, id) => {
                let report = self.find(*year)?.reports.iter().find(|report| report.id == *id)?;
                Some(self.report(report))
            }
            Page::Speaker(_, id) | Page::Expert(id) => content.experts.get(id.as_str()).map(|it| self.expert(it)),
            Page::Location(id) => content.locations.get(id.as_str()).map(|it| self.place(it)),
            Page::Clip(id) => content.clips.get(id.as_str()).map(|it| self.clip(it)),
            _ => None,
        }
    }

    fn find(self, year: u16) -> Option<&'a Edition> {
        self.content.editions.iter().find(|edition| edition.year == year)
    }

    /// The page's pictures: its share card, then what it shows itself.
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

    fn language(self) -> &'static str {
        self.document.foreign.unwrap_or(self.locale).tag()
    }

    fn article(self, news: &'a News) -> Value {
        let url = self.address(&self.document.page);
        let topics = self.content.topics.iter().filter(|topic| news.topics.contains(&topic.id));
        let topics: Vec<&str> = topics.map(|topic| self.get(&topic.name)).collect();
        let places = news.mentions.locations.iter().filter_map(|id| {
            let location = self.content.locations.get(id.as_str())?;
            Some(self.linked("Place", self.get(&location.name), Page::Location(location.id.clone())))
        });
        let experts = news.mentions.experts.iter().filter_map(|id| self.content.experts.get(id.as_str()));
        let experts = experts.map(|expert| self.named(self.kind(expert), self.get(&expert.name)));
        let sources: Vec<&str> = news.sources.iter().filter_map(|source| source.url.as_deref()).collect();
        object(
            "NewsArticle",
            [
                ("headline", self.get(&news.headline).into()),
                ("description", self.get(&news.summary).into()),
                ("url", url.clone().into()),
                ("mainEntityOfPage", url.into()),
                ("image", self.images().into()),
                ("datePublished", news.published_at.as_str().into()),
                ("dateModified", news.updated_at.as_ref().unwrap_or(&news.published_at).as_str().into()),
                ("dateline", self.get(&news.dateline).into()),
                (
                    "author",
                    match &news.byline {
                        Some(byline) => self.named("Person", byline.get(self.locale)),
                        None => self.office(),
                    },
                ),
                ("publisher", self.office()),
                ("inLanguage", self.language().into()),
                ("articleSection", topics.into()),
                ("citation", sources.into()),
                ("mentions", places.chain(experts).collect()),
            ],
        )
    }

    fn linked(self, kind: &str, name: &str, page: Page) -> Value {
        object(kind, [("name", name.into()), ("url", self.address(&page).into())])
    }

    fn kind(self, expert: &Expert) -> &'static str {
        match expert.kind {
            ExpertKind::Person => "Person",
            ExpertKind::Body => "Organization",
        }
    }

    fn venue(self, edition: &'a Edition, session: Option<&Session>) -> Value {
        let room =
            session.and_then(|session| edition.rooms.iter().find(|room| Some(&room.id) == session.room.as_ref()));
        let location = edition.venue_location.as_ref().and_then(|id| self.content.locations.get(id.as_str()));
        let address = location.and_then(|location| location.address.as_ref());
        let venue = self.get(&edition.venue);
        object(
            "Place",
            [
                ("name", room.map_or(venue, |room| self.get(&room.name)).into()),
                ("address", address.map_or(venue, |address| self.get(address)).into()),
                ("url", location.map(|location| self.address(&Page::Location(location.id.clone()))).into()),
            ],
        )
    }

    fn edition(self, edition: &'a Edition) -> Value {
        let organisers = edition.hosts.iter().chain(&edition.organisers);
        let organisers = organisers.map(|name| self.named("Organization", self.get(name)));
        let sessions = edition.sessions.iter().map(|session| self.session(edition, session, false));
        object(
            "Event",
            [
                ("name", self.get(&edition.title).into()),
                ("description", self.get(&edition.summary).into()),
                ("url", self.address(&Page::Edition(edition.year)).into()),
                ("image", self.images().into()),
                ("startDate", edition.start.as_str().into()),
                ("endDate", edition.end.as_str().into()),
                ("location", self.venue(edition, None)),
                ("organizer", organisers.collect()),
                ("subEvent", sessions.collect()),
            ],
        )
    }

    /// A session; `alone` on its own page, else as a part of its edition.
    fn session(self, edition: &'a Edition, session: &'a Session, alone: bool) -> Value {
        let page = Page::Session(edition.year, session.id.clone());
        let start = session.start.as_ref().unwrap_or(&session.date);
        let end = session.start.as_deref().and_then(|start| {
            let start: jiff::Timestamp = start.parse().ok()?;
            let end = start.checked_add(jiff::Span::new().minutes(session.duration?)).ok()?;
            let end = end.to_zoned(super::document::zone(&edition.time_zone));
            Some(end.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        });
        let pairs = vec![
            ("name", self.get(&session.title).into()),
            ("url", self.address(&page).into()),
            ("startDate", start.as_str().into()),
            ("endDate", end.into()),
            ("location", self.venue(edition, Some(session))),
        ];
        if !alone {
            return object("Event", pairs);
        }
        let persons = session.persons.iter().filter_map(|part| self.content.experts.get(part.person.as_str()));
        let performers = persons.map(|expert| {
            let page = Page::Speaker(edition.year, expert.id.clone());
            self.linked(self.kind(expert), self.get(&expert.name), page)
        });
        let whole = self.linked("Event", self.get(&edition.title), Page::Edition(edition.year));
        let Value::Object(mut whole) = whole else { return Value::Null };
        whole.insert("startDate".into(), edition.start.as_str().into());
        whole.insert("endDate".into(), edition.end.as_str().into());
        whole.insert("location".into(), self.venue(edition, None));
        object(
            "Event",
            pairs.into_iter().chain([
                ("description", self.maybe(&session.r#abstract)),
                ("image", self.images().into()),
                ("inLanguage", session.language.map(Locale::tag).into()),
                ("performer", performers.collect()),
                ("superEvent", Value::Object(whole)),
            ]),
        )
    }

    fn report(self, report: &'a Report) -> Value {
        object(
            "Report",
            [
                ("name", self.get(&report.title).into()),
                ("description", self.get(&report.summary).into()),
                ("url", self.address(&self.document.page).into()),
                ("datePublished", report.date.as_str().into()),
                ("author", self.named("Organization", self.get(&report.issuer))),
                ("image", self.images().into()),
            ],
        )
    }

    fn expert(self, expert: &'a Expert) -> Value {
        let name = self.get(&expert.name);
        let other = expert.name.in_locale(self.locale.other()).filter(|other| *other != name);
        let affiliation = expert.affiliation.as_ref().map(|text| self.named("Organization", self.get(text)));
        let person = expert.kind == ExpertKind::Person;
        let fields = expert.fields.iter().filter_map(|id| self.content.fields.iter().find(|field| field.id == *id));
        let fields: Vec<&str> = fields.map(|field| self.get(&field.name)).collect();
        let links: Vec<&str> = expert.links.iter().map(|link| link.url.as_str()).collect();
        let picture = expert.picture.is_some().then(|| self.images());
        object(
            self.kind(expert),
            [
                ("name", name.into()),
                ("alternateName", other.into()),
                ("url", self.address(&self.document.page).into()),
                ("description", self.maybe(&expert.bio)),
                ("jobTitle", if person { self.maybe(&expert.title) } else { Value::Null }),
                ("affiliation", if person { affiliation.into() } else { Value::Null }),
                ("knowsAbout", fields.into()),
                ("knowsLanguage", if person { expert.languages.clone().into() } else { Value::Null }),
                ("sameAs", links.into()),
                ("image", picture.into()),
            ],
        )
    }

    fn place(self, location: &'a Location) -> Value {
        let name = self.get(&location.name);
        let other = location.name.in_locale(self.locale.other()).filter(|other| *other != name);
        let names: Vec<&str> = other.into_iter().chain([location.pinyin.as_str()]).collect();
        let position = &location.position;
        let known = position.precision != Precision::Unverified;
        let geo = known.then(|| {
            let elevation = location.elevation.map_or(Value::Null, Value::from);
            let pairs =
                [("latitude", position.lat.into()), ("longitude", position.lng.into()), ("elevation", elevation)];
            object("GeoCoordinates", pairs)
        });
        let contact = location.contact.as_ref();
        let telephone = contact.and_then(|it| it.telephone.as_ref()).filter(|it| it.consent);
        let website = contact.and_then(|it| it.website.as_ref()).filter(|it| it.consent);
        object(
            "Place",
            [
                ("name", name.into()),
                ("alternateName", names.into()),
                ("description", self.get(&location.summary).into()),
                ("url", self.address(&self.document.page).into()),
                ("image", self.images().into()),
                ("geo", geo.into()),
                ("address", self.maybe(&location.address)),
                ("containedInPlace", self.named("AdministrativeArea", self.get(&location.district))),
                ("telephone", telephone.map(|it| it.value.as_str()).into()),
                ("sameAs", website.map(|it| it.value.as_str()).into()),
            ],
        )
    }

    fn clip(self, clip: &'a Clip) -> Value {
        let renditions = match &self.document.body {
            Body::Clip(it) => it.renditions.as_slice(),
            _ => &[],
        };
        let first = renditions.first();
        let location = self.content.locations.get(clip.location.as_str());
        let place = location.map(|it| self.linked("Place", self.get(&it.name), Page::Location(it.id.clone())));
        let licence = match clip.licence {
            Licence::CcBy4 => Some("https://creativecommons.org/licenses/by/4.0/"),
            Licence::Cc0 => Some("https://creativecommons.org/publicdomain/zero/1.0/"),
            Licence::Reserved => None,
        };
        let keywords: Vec<&str> = clip.keywords.iter().map(|word| self.get(word)).collect();
        object(
            "VideoObject",
            [
                ("name", self.get(&clip.headline).into()),
                ("description", format::paragraphs(self.get(&clip.description)).join(" ").into()),
                ("url", self.address(&self.document.page).into()),
                ("thumbnailUrl", self.images().into()),
                ("contentUrl", first.map(|file| self.whole(&file.src)).into()),
                ("encodingFormat", first.map(|file| file.mime.as_str()).into()),
                ("duration", seconds(clip).into()),
                ("width", clip.technical.width.into()),
                ("height", clip.technical.height.into()),
                ("dateCreated", clip.created.as_str().into()),
                ("keywords", keywords.into()),
                ("contentLocation", place.into()),
                ("creditText", self.get(&clip.credit_line).into()),
                ("copyrightNotice", self.get(&clip.copyright).into()),
                ("license", licence.into()),
                ("inLanguage", self.language().into()),
            ],
        )
    }
}
