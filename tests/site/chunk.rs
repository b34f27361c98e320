//! Documents are read by the chunk of their page. Not among the unit tests of `page::chunk`, because `open` needs all
//! pages, which would be compiled a second time.

use city_of_film::load::LoadError;
use city_of_film::page::chunk::open;
use city_of_film::route::Page;
use city_of_film::ui::opened::Opened;
use city_of_film::wire::{Body, Document, FORMAT, SentDocument};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

fn sent(page: Page) -> Arc<SentDocument> {
    let document = Document {
        format: FORMAT,
        page,
        title: String::new(),
        description: String::new(),
        crumbs: Vec::new(),
        foreign: None,
        body: Body::Search,
        html: None,
    };
    Arc::new(document.sent().unwrap())
}

fn opened(page: Page) -> Result<Arc<Opened>, LoadError> {
    ready(sent(page))
}

fn ready(document: Arc<SentDocument>) -> Result<Arc<Opened>, LoadError> {
    match open(document).as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer,
        Poll::Pending => panic!("nothing is fetched here"),
    }
}

/// A news page with these cards.
fn news(cards: serde_json::Value) -> Arc<SentDocument> {
    let body = serde_json::json!({ "heading": "News", "cards": cards, "topics": [], "years": [], "feeds": [] });
    let document = serde_json::json!({
        "format": FORMAT, "page": "/news", "title": "News", "description": "", "body": body,
    });
    Arc::new(serde_json::from_str(&document.to_string()).unwrap())
}

#[test]
fn an_item_that_cannot_be_read_is_left_out_and_counted() {
    let card = serde_json::json!({ "to": "/about", "title": "One" });
    for spoilt in ["null", "5", "[]", "{}", r#"{"to":"/nowhere","title":"x"}"#, r#"{"to":"/about","title":"\ud800"}"#] {
        let spoilt: Box<serde_json::value::RawValue> = serde_json::from_str(spoilt).unwrap();
        let text = news(serde_json::json!([card, "HERE", card]));
        let text = serde_json::to_string(&*text).unwrap().replace("\"HERE\"", spoilt.get());
        let opened = ready(Arc::new(serde_json::from_str(&text).unwrap())).unwrap();
        assert_eq!(opened.left_out, 1, "{spoilt}");
        assert!(matches!(opened.whole(), Err(LoadError::Malformed(_))));
    }
    let whole = ready(news(serde_json::json!([card, card]))).unwrap();
    assert_eq!(whole.left_out, 0);
    assert!(whole.whole().is_ok());
    // A body whose cards are not a list is refused.
    assert!(ready(news(card)).is_err());
}

#[test]
fn a_body_of_another_shape_is_told() {
    assert!(opened(Page::Search).is_ok());
    for path in ["/", "/news", "/about", "/summit/2023/agenda", "/library/locations", "/library", "/news/a"] {
        let page = Page::parse(path).unwrap();
        assert!(matches!(opened(page), Err(LoadError::Malformed(_))), "{path}");
    }
}
