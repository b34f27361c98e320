//! Documents of news: lists, articles and related articles.

use super::super::content::{Article, Content};
use super::super::{format, media, related};
use super::maker::{Maker, neighbours};
use film_core::locale::words;
use film_core::model::news::News;
use film_core::model::office::Topic;
use film_core::model::{NewsId, TopicId};
use film_core::route::Page;
use film_core::route::export::{Export, FeedForm};
use std::collections::BTreeMap;
use wire::{self, Body, Card, Document, Embed, Group, Link, Node, Tally};

/// How many articles *More information* shows.
const MORE: usize = 3;

/// Topics that have articles, in the editor's order, with the number of articles.
pub fn topics(content: &Content) -> Vec<(&Topic, u32)> {
    let count = |topic: &Topic| content.news.iter().filter(|article| article.news.topics.contains(&topic.id)).count();
    content.topics.iter().map(|topic| (topic, count(topic) as u32)).filter(|(_, count)| *count > 0).collect()
}

/// Years and months that have articles, with the number of articles. A year comes before its months.
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

/// The month in which an article was published, in the office's time zone.
pub fn month(content: &Content, article: &Article) -> (u16, u8) {
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
            kicker: news.topics.first().map(|topic| self.topic_name(topic)),
            date: Some(format::date_moment(self.locale, &news.published_at, &self.zone())),
            text: Some(self.text(&news.summary)),
            picture: Some(self.media.picture(&media::seed("news", news.id.as_str()), &news.hero, self.locale)),
            ..self.card(Page::Article(news.id.clone()), &news.headline)
        }
    }

    pub(super) fn topic_name(self, id: &TopicId) -> String {
        let topic = self.content.topics.iter().find(|topic| topic.id == *id);
        topic.map(|topic| self.text(&topic.name)).unwrap_or_default()
    }

    fn topic_tallies(self) -> Vec<Tally> {
        let tally = |(topic, count): (&Topic, u32)| Tally {
            to: Page::Topic(topic.id.clone()),
            label: self.text(&topic.name),
            count,
        };
        topics(self.content).into_iter().map(tally).collect()
    }

    /// The years of the archive, or the months of one year, newest first.
    fn archive_tallies(self, of: Option<u16>) -> Vec<Tally> {
        let wanted = |(year, month): (u16, Option<u8>)| of.map_or(month.is_none(), |of| of == year && month.is_some());
        let periods = archive(self.content).into_iter().rev().filter(|(period, _)| wanted(*period));
        let tally = |((year, month), count)| Tally {
            to: Page::Archive(year, month),
            label: self.archive_label(year, month),
            count,
        };
        periods.map(tally).collect()
    }

    pub(super) fn archive_label(self, year: u16, month: Option<u8>) -> String {
        month.map_or_else(
            || format::part_date(self.locale, &year.to_string()),
            |month| format::month(self.locale, year, month),
        )
    }

    fn list(self, page: Page, heading: String, which: impl Fn(&Article) -> bool) -> Document {
        let chosen: Vec<&Article> = self.content.news.iter().filter(|article| which(article)).collect();
        let titles = self.texts(chosen.iter().take(3).map(|article| &article.news.headline));
        // A topic has its own feeds.
        let topic = if let Page::Topic(topic) = &page { Some(topic) } else { None };
        let feeds = FeedForm::ALL.map(|form| self.download(Export::Feed(form, topic.cloned()), form.name()));
        let list = wire::NewsList {
            heading: heading.clone(),
            cards: chosen.into_iter().map(|article| self.article_card(article)).collect(),
            topics: self.topic_tallies(),
            years: self.archive_tallies(None),
            months: match page {
                Page::Archive(year, _) => self.archive_tallies(Some(year)),
                _ => Vec::new(),
            },
            feeds: feeds.into(),
        };
        self.page(page, heading, &titles.join(" · "), Body::NewsList(Box::new(list)))
    }

    pub(super) fn news_page(self) -> Document {
        self.list(Page::News, self.say(words::NEWS), |_| true)
    }

    pub(super) fn topic_page(self, topic: &TopicId) -> Option<Document> {
        let known = self.content.topics.iter().any(|known| known.id == *topic);
        let page = Page::Topic(topic.clone());
        known.then(|| self.list(page, self.topic_name(topic), |article| article.news.topics.contains(topic)))
    }

    pub(super) fn archive_page(self, year: u16, part: Option<u8>) -> Document {
        self.list(Page::Archive(year, part), self.archive_label(year, part), |article| {
            let (of, month) = month(self.content, article);
            of == year && part.is_none_or(|part| part == month)
        })
    }

    pub(super) fn article_page(self, id: &NewsId) -> Option<Document> {
        let place = self.content.news.iter().position(|article| article.news.id == *id)?;
        let article = &self.content.news[place];
        let news = &article.news;
        let (language, nodes) = [self.locale, self.locale.other()]
            .into_iter()
            .find_map(|locale| Some((locale, article.body.get(&locale)?)))?;
        let foreign = (language != self.locale || news.headline.is_foreign(self.locale)).then_some(self.locale.other());
        let zone = self.zone();
        let zone_name = self.content.office.time_zone_name.get(self.locale);
        let moment = |text: &str| format::time_moment(self.locale, text, &zone, zone_name);
        // The list is newest first, so the next item is the previous article.
        let neighbours = neighbours(&self.content.news, place);
        let link = |it: &Article| self.link(Page::Article(it.news.id.clone()), &it.news.headline);
        let [next, previous] = neighbours.map(|article| article.map(link));
        let topics = news.topics.iter();
        let corrections = news.corrections.iter();
        let body = wire::Article {
            headline: self.text(&news.headline),
            summary: self.text(&news.summary),
            dateline: self.text(&news.dateline),
            byline: news.byline.as_ref().map(|byline| self.text(byline)),
            published: moment(&news.published_at),
            updated: news.updated_at.as_deref().map(moment),
            reading: format::reading(self.locale, nodes),
            topics: topics.map(|it| Link { to: Page::Topic(it.clone()), label: self.topic_name(it) }).collect(),
            hero: self.media.picture(&media::seed("news", id.as_str()), &news.hero, self.locale),
            body: self.shown(news, nodes),
            corrections: corrections.map(|it| (moment(&it.at), self.text(&it.text))).collect(),
            sources: self.sources(&news.sources),
            mentions: self.mentions(article),
            more: self.more(article),
            previous,
            next,
        };
        let page = Page::Article(id.clone());
        let document = self.record(page, &news.headline, news.summary.get(self.locale), Body::Article(Box::new(body)));
        Some(Document { foreign, ..document })
    }

    /// A text with its embeds replaced by what they refer to.
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
        // Embeds are always in paragraphs of their own.
        body.iter().filter_map(shown).collect()
    }

    fn embed(self, news: &News, embed: &Embed, number: usize) -> Option<Embed> {
        let card = |card: Card| Some(Embed::Card(Box::new(card)));
        match embed {
            Embed::Record(Page::Location(id), ..) => card(self.location_card(self.content.locations.get(id.as_str())?)),
            Embed::Record(Page::Production(id), ..) => {
                card(self.production_card(self.content.productions.get(id.as_str())?))
            }
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
        let productions = mentions.productions.iter().filter_map(|id| content.productions.get(id.as_str()));
        let experts = mentions.experts.iter().filter_map(|id| content.experts.get(id.as_str()));
        let clips = mentions.clips.iter().filter_map(|id| content.clips.get(id.as_str()));
        let sessions = mentions
            .sessions
            .iter()
            .filter_map(|it| Some(self.session_card(it.year, content.edition(it.year)?.session(&it.id)?)));
        let reports = mentions
            .reports
            .iter()
            .filter_map(|it| Some(self.report_card(it.year, content.edition(it.year)?.report(&it.id)?)));
        self.groups([
            (words::LOCATIONS, locations.map(|it| self.location_card(it)).collect()),
            (words::PRODUCTIONS, productions.map(|it| self.production_card(it)).collect()),
            (words::CLIPS, clips.map(|it| self.clip_card(it)).collect()),
            (words::SESSIONS, sessions.collect()),
            (words::REPORTS, reports.collect()),
            (words::EXPERTS, experts.filter_map(|it| self.person_card(it)).collect()),
        ])
    }

    /// Related articles: first those that the editor chose, then those that have most in common.
    fn more(self, article: &Article) -> Vec<Card> {
        related::related(article, &self.content.news, MORE).into_iter().map(|other| self.article_card(other)).collect()
    }

    /// The articles with matching mentions, newest first.
    pub(super) fn news_on(self, which: impl Fn(&film_core::model::news::Mentions) -> bool) -> Vec<Card> {
        self.content
            .news
            .iter()
            .filter(|article| which(&article.news.mentions))
            .map(|article| Card { picture: None, text: None, ..self.article_card(article) })
            .collect()
    }
}
