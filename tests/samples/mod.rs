//! Data for components, shared by the component tests and the gallery.

use city_of_film::model::SessionId;
use city_of_film::route::Page;
use city_of_film::wire::{Card, Chart, Download, Figure, Mark, Moment, Picture, SessionRow, Shape, Side, Source};

/// A drawn pier.
pub fn picture() -> Picture {
    Picture {
        id: String::new(),
        src: "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 9'><path fill='%2393b9c4' \
              d='M0 0h16v9H0z'/><path fill='%231d6a6a' d='M0 6h16v3H0z'/><path d='M2 5h9v.4H2z'/></svg>"
            .into(),
        sources: Vec::new(),
        width: 1600,
        height: 900,
        alt: "A pier".into(),
        caption: Some("At dawn.".into()),
        credit: None,
        note: None,
        illustration: true,
    }
}

/// A card with all its parts.
pub fn card() -> Card {
    Card {
        to: Page::News,
        title: "Title".into(),
        kicker: Some("Kind".into()),
        date: Some(Moment { iso: "2024-05-01".into(), text: "1 May 2024".into() }),
        text: Some("Text".into()),
        note: Some("Note".into()),
        picture: Some(picture()),
        sprite: None,
        foreign: None,
    }
}

/// A session on the main track.
pub fn session() -> SessionRow {
    SessionRow {
        to: Page::Session(2024, SessionId("opening".into())),
        title: "Opening".into(),
        subtitle: None,
        time: "09:00–10:00".into(),
        note: "Ceremony".into(),
        track: Some(("Main".into(), 2)),
        persons: Some("A, B".into()),
        about: Some("Not for lists".into()),
    }
}

/// A figure with a source.
pub fn figure(change: Option<&str>) -> Figure {
    Figure {
        label: "Viewers".into(),
        value: "over 1 billion people".into(),
        period: "2023".into(),
        change: change.map(str::to_owned),
        source: Source {
            publisher: "Daily".into(),
            url: Some("https://daily.example/".into()),
            date: Some("May 2024".into()),
        },
    }
}

/// A chart with a bar, a line and a value.
pub fn chart() -> Chart {
    let mark = |shape: Shape, at: [u32; 4]| Mark { shape, at, words: None };
    let words = Some((Side::End, "1.04 billion".to_owned()));
    Chart {
        id: "chart-1".into(),
        title: "Users".into(),
        scale: "Unit: users. Period: 2022.".into(),
        description: "Users: 1.04 billion users (2022).".into(),
        note: Some("Two periods.".into()),
        source: "Source: Daily".into(),
        height: 60,
        marks: vec![
            mark(Shape::Track, [0, 20, 1000, 14]),
            mark(Shape::Bar, [0, 20, 974, 14]),
            mark(Shape::Line, [30, 10, 970, 50]),
            Mark { shape: Shape::Value, at: [1000, 15, 0, 0], words },
        ],
        picture: Some(Download { href: "/a.png".into(), label: "PNG".into(), mime: "image/png".into() }),
    }
}
