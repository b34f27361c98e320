//! News: lists, articles, and what belongs to an article.

use super::super::check::{Article, Content};
use super::super::{format, media, related};
use super::{Maker, cut};
use film_core::locale::words;
use film_core::model::news::News;
use film_core::model::office::Topic;
use film_core::model::{NewsId, TopicId};
use film_core::route::Page;
use film_core::route::export::{Export, FeedForm};
use std::collections::BTreeMap;
use wire::{self, Body, Card, Document, Embed, FORMAT, Group, Link, Node, Tally};

/// How many articles *More information* offers.
const MORE: usize = 3;

/// Topics that have an article, in the editor's order, with their number of articles.
pub fn topics(content: &Content) -> Vec<(&Topic, u32)> {
    let count = |topic: &Topic| content.news.iter().filter(|article| article.news.topics.contains(&topic.id)).count();
    content.topics.iter().map(|topic| (topic, count(topic) as u32)).filter(|(_, count)| *count > 0).collect()
}

/// Years and months that have an article, with their number of articles: a year stands before its months.
pub fn archive(content: &Content) -> BTreeMap<(u16, Option<u8>), u32> {
    let mut archive = BTreeMap::new();
    for article in &content.news {
        let (year, month) = month(content, article);
        for part in [None, Some(month)] {
            *archive.entry((year, part)).or_default() += 1;
        }
    }
    archive
}

/// The month that an article was published in, in the office's zone.
fn month(content: &Content, article: &Article) -> (u16, u8) {
    let zone = super::zone(&content.office.time_zone);
    article
        .news
        .published_at
        .parse::<jiff::Timestamp>()
        .map(|time| time.to_zoned(zone))
        .map_or((1970, 1), |zoned| (zoned.year() as u16, zoned.month() as u8))
}

impl Maker<'_> {
    pub(super) fn article_card(self, article: &Article) -> Card {
        let news = &article.news;
        Card {
            to: Page::Article(news.id.clone()),
            title: self.text(&news.headline),
            kicker: news.topics.first().map(|topic| self.topic_name(topic)),
            date: Some(format::date_moment(self.locale, &news.published_at, &self.zone())),
            text: Some(self.text(&news.summary)),
            note: None,
            picture: Some(self.media.picture(&media::seed("news", news.id.as_str()), &news.hero, self.locale)),
            foreign: self.foreign(&news.headline),
        }
    }

    fn topic_name(self, id: &TopicId) -> String {
        let topic = self.content.topics.iter().find(|topic| topic.id == *id);
        topic.map(|topic| self.text(&topic.name)).unwrap_or_default()
    }

    fn topic_tallies(self) -> Vec<Tally> {
        topics(self.content)
            .into_iter()
            .map(|(topic, count)| Tally { to: Page::Topic(topic.id.clone()), label: self.text(&topic.name), count })
            .collect()
    }

    /// The years of the archive; and the months of one, newest first.
    fn archive_tallies(self, of: Option<u16>) -> Vec<Tally> {
        archive(self.content)
            .into_iter()
            .rev()
            .filter(|((year, month), _)| of.map_or(month.is_none(), |of| of == *year && month.is_some()))
            .map(|((year, month), count)| Tally {
                to: Page::Archive(year, month),
                label: self.archive_label(year, month),
                count,
            })
            .collect()
    }

    fn archive_label(self, year: u16, month: Option<u8>) -> String {
        month.map_or_else(
            || format::part_date(self.locale, &year.to_string()),
            |month| format::month(self.locale, year, month),
        )
    }

    /// The feeds of a list: a topic has its own.
    fn feeds(self, page: &Page) -> Vec<wire::Download> {
        let topic = match page {
            Page::Topic(topic) => Some(topic),
            _ => None,
        };
        FeedForm::ALL.map(|form| self.download(Export::Feed(form, topic.cloned()), form.name())).to_vec()
    }

    fn list(self, page: Page, heading: String, crumbs: Vec<Link>, which: impl Fn(&Article) -> bool) -> Document {
        let chosen: Vec<&Article> = self.content.news.iter().filter(|article| which(article)).collect();
        let titles: Vec<String> = chosen.iter().take(3).map(|article| self.text(&article.news.headline)).collect();
        let list = wire::NewsList {
            heading: heading.clone(),
            cards: chosen.into_iter().map(|article| self.article_card(article)).collect(),
            topics: self.topic_tallies(),
            years: self.archive_tallies(None),
            months: match page {
                Page::Archive(year, _) => self.archive_tallies(Some(year)),
                _ => Vec::new(),
            },
            feeds: self.feeds(&page),
        };
        Document {
            format: FORMAT,
            page,
            description: cut(&titles.join(" · "), 160),
            title: heading,
            crumbs,
            foreign: None,
            body: Body::NewsList(Box::new(list)),
        }
    }

    pub(super) fn news_page(self) -> Document {
        self.list(Page::News, words::NEWS.get(self.locale).to_owned(), Vec::new(), |_| true)
    }

    pub(super) fn topic_page(self, topic: &TopicId) -> Option<Document> {
        let known = self.content.topics.iter().any(|known| known.id == *topic);
        let crumbs = vec![self.link(Page::News, words::NEWS)];
        let page = Page::Topic(topic.clone());
        known.then(|| self.list(page, self.topic_name(topic), crumbs, |article| article.news.topics.contains(topic)))
    }

    pub(super) fn archive_page(self, year: u16, part: Option<u8>) -> Option<Document> {
        let mut crumbs = vec![self.link(Page::News, words::NEWS)];
        if part.is_some() {
            crumbs.push(Link { to: Page::Archive(year, None), label: self.archive_label(year, None) });
        }
        let heading = self.archive_label(year, part);
        Some(self.list(Page::Archive(year, part), heading, crumbs, |article| {
            let (of, month) = month(self.content, article);
            of == year && part.is_none_or(|part| part == month)
        }))
    }

    pub(super) fn article_page(self, id: &NewsId) -> Option<Document> {
        let place = self.content.news.iter().position(|article| article.news.id == *id)?;
        let article = &self.content.news[place];
        let news = &article.news;
        let (language, body) = [self.locale, self.locale.other()]
            .into_iter()
            .find_map(|locale| Some((locale, article.body.get(&locale)?)))?;
        let foreign = (language != self.locale || news.headline.is_foreign(self.locale)).then_some(self.locale.other());
        let zone = self.zone();
        let zone_name = self.content.office.time_zone_name.get(self.locale);
        let moment = |text: &str| format::time_moment(self.locale, text, &zone, zone_name);
        let neighbour = |article: &Article| Link {
            to: Page::Article(article.news.id.clone()),
            label: self.text(&article.news.headline),
        };
        let wired = wire::Article {
            headline: self.text(&news.headline),
            summary: self.text(&news.summary),
            dateline: self.text(&news.dateline),
            byline: news.byline.as_ref().map(|byline| self.text(byline)),
            published: moment(&news.published_at),
            updated: news.updated_at.as_deref().map(moment),
            reading: format::reading(self.locale, body),
            topics: news
                .topics
                .iter()
                .map(|topic| Link { to: Page::Topic(topic.clone()), label: self.topic_name(topic) })
                .collect(),
            hero: self.media.picture(&media::seed("news", id.as_str()), &news.hero, self.locale),
            body: self.shown(news, body),
            corrections: news
                .corrections
                .iter()
                .map(|correction| (moment(&correction.at), self.text(&correction.text)))
                .collect(),
            sources: self.sources(&news.sources),
            mentions: self.mentions(article),
            more: self.more(article),
            // The list is newest first: the earlier article follows.
            previous: self.content.news.get(place + 1).map(neighbour),
            next: place.checked_sub(1).and_then(|place| self.content.news.get(place)).map(neighbour),
        };
        Some(Document {
            format: FORMAT,
            page: Page::Article(id.clone()),
            title: wired.headline.clone(),
            description: cut(&wired.summary, 160),
            crumbs: vec![self.link(Page::News, words::NEWS)],
            foreign,
            body: Body::Article(Box::new(wired)),
        })
    }

    /// A text with the things themselves where it asks for them.
    fn shown(self, news: &News, body: &[Node]) -> Vec<Node> {
        let mut number = 0;
        let shown = |node: &Node| match node {
            Node::Embed(embed) => {
                number += 1;
                let embed = self.embed(news, embed, number);
                embed.map(|embed| Node::Embed(Box::new(embed)))
            }
            node => Some(node.clone()),
        };
        // What is asked for stands in paragraphs of its own only.
        body.iter().filter_map(shown).collect()
    }

    fn embed(self, news: &News, embed: &Embed, number: usize) -> Option<Embed> {
        let card = |card: Card| Some(Embed::Card(card));
        match embed {
            Embed::Record(Page::Location(id), ..) => card(self.location_card(self.content.locations.get(id.as_str())?)),
            Embed::Record(Page::Clip(id), ..) => card(self.clip_card(self.content.clips.get(id.as_str())?)),
            Embed::Record(Page::Expert(id) | Page::Speaker(_, id), ..) => {
                card(self.person_card(self.content.experts.get(id.as_str())?)?)
            }
            Embed::Record(Page::Report(year, id), wanted, words) => {
                self.figures_embed(*year, id, wanted, words.clone(), number)
            }
            Embed::Record(..) => None,
            Embed::Named(name) => {
                let seed = media::seed("news", &format!("{}/{name}", news.id));
                Some(Embed::Picture(self.media.picture(&seed, news.pictures.get(name)?, self.locale)))
            }
            shown => Some(shown.clone()),
        }
    }

    fn mentions(self, article: &Article) -> Vec<Group> {
        let mentions = &article.news.mentions;
        let content = self.content;
        let locations = mentions.locations.iter().filter_map(|id| content.locations.get(id.as_str()));
        let experts = mentions.experts.iter().filter_map(|id| content.experts.get(id.as_str()));
        let clips = mentions.clips.iter().filter_map(|id| content.clips.get(id.as_str()));
        let sessions = mentions.sessions.iter().filter_map(|it| self.session_card(it.year, &it.id));
        let reports = mentions.reports.iter().filter_map(|it| self.report_card(it.year, &it.id));
        self.groups([
            (words::LOCATIONS, locations.map(|it| self.location_card(it)).collect()),
            (words::CLIPS, clips.map(|it| self.clip_card(it)).collect()),
            (words::SESSIONS, sessions.collect()),
            (words::REPORTS, reports.collect()),
            (words::EXPERTS, experts.filter_map(|it| self.person_card(it)).collect()),
        ])
    }

    /// Those that the editor chose, then those that share most.
    fn more(self, article: &Article) -> Vec<Card> {
        related::related(article, &self.content.news, MORE).into_iter().map(|other| self.article_card(other)).collect()
    }

    /// The articles that mention something, newest first.
    pub(super) fn news_on(self, which: impl Fn(&film_core::model::news::Mentions) -> bool) -> Vec<Card> {
        self.content
            .news
            .iter()
            .filter(|article| which(&article.news.mentions))
            .map(|article| Card { picture: None, text: None, ..self.article_card(article) })
            .collect()
    }

    /// Groups that have a card, under their headings.
    pub(super) fn groups<const N: usize>(self, groups: [(film_core::locale::Words, Vec<Card>); N]) -> Vec<Group> {
        groups
            .into_iter()
            .filter(|(_, cards)| !cards.is_empty())
            .map(|(heading, cards)| Group { heading: heading.get(self.locale).to_owned(), cards })
            .collect()
    }
}
