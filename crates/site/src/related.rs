//! Finds related articles: those that have most in common, closer in time before farther apart.

use super::content::Article;
use film_core::model::news::News;

/// The score of a shared topic.
const TOPIC: u32 = 1000;
/// The additional score if it is the main topic of both.
const MAIN: u32 = 500;
/// The score of a shared location, production, person, organisation or clip.
const RECORD: u32 = 2000;
/// The score of a shared session or report. It is high because few articles mention one.
const EVENT: u32 = 3000;
/// The maximum score for time, for two articles of the same day.
const TIME: i64 = 900;
/// After this many days, half of [`TIME`] is left.
const DAYS: i64 = 180;

/// Returns how closely two articles are related; `None` if they have nothing in common.
///
/// The score is the sum of what they share, plus `TIME × DAYS ÷ (DAYS + days between them)` for time. The time score is
/// less than that of a topic, so it decides only between articles that share as much. Integers give the same result on
/// every machine.
pub fn score(a: &News, b: &News) -> Option<u32> {
    fn common<T: PartialEq>(a: &[T], b: &[T]) -> u32 {
        a.iter().filter(|it| b.contains(it)).count() as u32
    }
    let (x, y) = (&a.mentions, &b.mentions);
    let main = a.topics.first().is_some_and(|topic| Some(topic) == b.topics.first());
    let places = common(&x.locations, &y.locations) + common(&x.productions, &y.productions);
    let records = places + common(&x.experts, &y.experts) + common(&x.clips, &y.clips);
    let events = common(&x.sessions, &y.sessions) + common(&x.reports, &y.reports);
    let shared = TOPIC * common(&a.topics, &b.topics) + if main { MAIN } else { 0 } + RECORD * records + EVENT * events;
    (shared > 0).then(|| shared + (TIME * DAYS / (DAYS + days(a, b))) as u32)
}

/// The number of whole days between two articles.
fn days(a: &News, b: &News) -> i64 {
    let time = |news: &News| news.published_at.parse::<jiff::Timestamp>().map_or(0, |time| time.as_second());
    (time(a) - time(b)).abs() / 86_400
}

/// Sorts items by score, best first. Ties keep their order. Items without a score are left out.
pub fn best<'a, T: 'a>(
    all: impl Iterator<Item = &'a T>,
    score: impl Fn(&T) -> Option<u32>,
) -> impl Iterator<Item = &'a T> {
    let mut scored: Vec<(u32, &T)> = all.filter_map(|it| Some((score(it)?, it))).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, it)| it)
}

/// Returns the articles related to an article: those that its editor chose, then those with the best score, up to
/// `most` or as many as were chosen. Ties keep the order of `all`.
pub fn related<'a>(article: &Article, all: &'a [Article], most: usize) -> Vec<&'a Article> {
    let news = &article.news;
    let chosen = news.more.iter().filter_map(|id| all.iter().find(|other| other.news.id == *id));
    let others = all.iter().filter(|other| other.news.id != news.id && !news.more.contains(&other.news.id));
    chosen.chain(best(others, |other| score(news, &other.news))).take(most.max(news.more.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use film_core::model::NewsId;
    use serde_json::json;
    use std::collections::BTreeMap;

    fn article(id: &str, published: &str, topics: &[&str], mentions: serde_json::Value) -> Article {
        let news = json!({
            "id": id, "headline": {}, "summary": {}, "dateline": {}, "sources": [], "topics": topics,
            "published_at": published, "hero": { "alt": {} }, "mentions": mentions,
        });
        Article { news: serde_json::from_value(news).unwrap(), body: BTreeMap::new() }
    }

    fn all() -> Vec<Article> {
        let session = json!({ "sessions": [{ "year": 2023, "id": "talk" }] });
        vec![
            article("near", "2023-08-25T10:00:00+08:00", &["summit"], json!({})),
            article("far", "2019-08-25T10:00:00+08:00", &["summit"], json!({})),
            article("second-topic", "2023-08-25T10:00:00+08:00", &["studios", "summit"], json!({})),
            article("place", "2017-01-01T10:00:00+08:00", &["studios"], json!({ "locations": ["pier"] })),
            article("session", "2017-01-01T10:00:00+08:00", &["studios"], session),
            article("nothing", "2023-08-25T10:00:00+08:00", &["studios"], json!({})),
        ]
    }

    fn one() -> Article {
        let mentions = json!({ "locations": ["pier"], "sessions": [{ "year": 2023, "id": "talk" }] });
        article("one", "2023-08-24T10:00:00+08:00", &["summit"], mentions)
    }

    #[test]
    fn what_is_shared_counts_more_than_time() {
        let all = all();
        let ids: Vec<&str> = related(&one(), &all, 9).iter().map(|it| it.news.id.as_str()).collect();
        assert_eq!(ids, ["session", "near", "place", "second-topic", "far"]);
    }

    #[test]
    fn scores() {
        let (one, all) = (one(), all());
        for (id, points) in [("near", Some(2395)), ("far", Some(1598)), ("second-topic", Some(1895)), ("nothing", None)]
        {
            let other = all.iter().find(|it| it.news.id.as_str() == id).unwrap();
            assert_eq!(score(&one.news, &other.news), points, "{id}");
            assert_eq!(score(&other.news, &one.news), points, "{id}: the same either way");
        }
    }

    #[test]
    fn the_editor_comes_first() {
        let all = all();
        let mut one = one();
        one.news.more = ["nothing", "gone", "far"].map(|id| NewsId(id.into())).to_vec();
        let ids = |most| related(&one, &all, most).iter().map(|it| it.news.id.as_str()).collect::<Vec<_>>();
        assert_eq!(ids(1), ["nothing", "far", "session"]);
        assert_eq!(ids(4), ["nothing", "far", "session", "near"]);
    }
}
