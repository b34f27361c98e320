//! The components that show content: pictures, texts, sessions, sun and map.

use crate::samples::{chart, figure, picture, session};
use crate::{Component, link, location, pier, say};
use city_of_film::geo::Place;
use city_of_film::geo::date::Date;
use city_of_film::locale::words;
use city_of_film::route::Page;
use city_of_film::ui::map::{Map, Spot};
use city_of_film::ui::player::Player;
use city_of_film::ui::sun::{Sun, first_day};
use city_of_film::ui::time_grid::{Entry, Table, time_grid};
use city_of_film::ui::viewer::Viewer;
use city_of_film::ui::{
    PictureView, Section, Slot, Static, chart_view, facts_view, figure_view, figures_view, gallery_view, mosaic_view,
    paragraphs_view, prose_view, sessions_view, sources_view, use_locale, works_view,
};
use city_of_film::wire::{
    Embed, EmbeddedFigures, Fact, FactIcon, Frames, Node, Picture, PinClass, Rendition, SessionRow, Source, Target,
    Work, Zone,
};
use leptos::prelude::*;
use std::sync::Arc;

pub fn pictures() -> Vec<Component> {
    let photograph = || Picture {
        credit: Some(say("Photograph: the office", "摄影：办公室")),
        note: Some(say("Winter · Noon", "冬 · 正午")),
        illustration: false,
        ..picture()
    };
    let slots = [Slot::Hero, Slot::Card, Slot::Result, Slot::Lead, Slot::Tile, Slot::Thumb];
    let slot = |place: Slot| (place.as_str(), view! { <PictureView picture=picture() place /> }.into_any());
    let mosaic = |count: usize| mosaic_view(&vec![photograph(); count], &[], &[]);
    let mixed = vec![photograph(), picture(), photograph()];
    let groups = [(say("General view", "全景"), 2), (say("Details", "细节"), 1)];
    let renditions = vec![Rendition { src: "data:,".into(), mime: "video/mp4".into(), label: "MP4".into() }];
    let refuse = Callback::new(|(_, _, done): (_, String, Callback<bool>)| done.run(false));
    let refuse_whole = Callback::new(|(_, _, done): (_, String, Callback<bool>)| done.run(false));
    let player = view! {
        <Player
            renditions
            poster=picture()
            title=say("Waves", "海浪")
            frames=Frames { num: 25, den: 1, count: 200 }
            id="waves".to_owned()
            calm=Signal::stored(false)
            still=refuse
            whole=refuse_whole
            saved=().into_any()
        />
    };
    let viewer = view! {
        <Viewer
            pictures=Arc::new(vec![photograph(), picture()])
            panoramas=Arc::new(Vec::new())
            name=say("Zhanqiao Pier", "栈桥")
            at=Signal::stored(Some(1))
            dialog=NodeRef::new()
            turn=Callback::new(|_| ())
            leave=Callback::new(|()| ())
            packed=Signal::stored(Some(Vec::new()))
            choose=Callback::new(|_| ())
            draw=Callback::new(|_| ())
            watch=Callback::new(|_| ())
        />
    };
    vec![
        ("PictureView", slots.map(slot).into()),
        (
            "figure_view",
            vec![("photograph", figure_view(photograph(), false)), ("drawn", figure_view(picture(), false))],
        ),
        (
            "mosaic_view",
            vec![
                ("one", mosaic(1)),
                ("two", mosaic(2)),
                ("three", mosaic(3)),
                ("four", mosaic(4)),
                ("five of seven", mosaic(7)),
            ],
        ),
        ("gallery_view", vec![("photographs and an illustration, in groups", gallery_view(&mixed, &groups, &[]))]),
        ("Player", vec![("poster", player.into_any())]),
        ("Viewer", vec![("the last of two pictures", viewer.into_any())]),
    ]
}

pub fn texts() -> Vec<Component> {
    let text = |en: &str, zh: &str| vec![Node::Text(say(en, zh))];
    let source = |url: Option<&str>| Source {
        publisher: say("Qingdao Daily", "青岛日报"),
        url: url.map(str::to_owned),
        date: Some(say("May 2024", "2024年5月")),
    };
    let fact = |heading: Option<String>, to: Option<Target>| Fact {
        label: say("District", "区市"),
        value: say("Shinan District. By the sea", "市南区。临海"),
        to,
        heading,
        icon: Some(FactIcon::Place),
        remark: Some(say("Shinan District. ", "市南区。").len() as u32),
    };
    let embed = |embed: Embed| Node::Embed(Box::new(embed));
    let prose = vec![
        Node::P(text("A paragraph before a heading.", "标题之前的一段。")),
        Node::H(2, "a".into(), text("A heading", "标题")),
        Node::List(None, vec![text("A point", "一点"), text("Another point", "另一点")]),
        Node::List(Some(3), vec![text("The third", "第三"), text("The fourth", "第四")]),
        Node::Table(vec![text("Year", "年份")], vec![vec![text("2024", "2024")]]),
        Node::Quote(vec![Node::P(text("Welcome.", "欢迎。"))], text("Somebody", "某人")),
        Node::Rule,
        embed(Embed::Picture(picture())),
        embed(Embed::Card(Box::new(location()))),
        embed(Embed::Figures(EmbeddedFigures {
            report: link(Page::About, "The report", "报告"),
            caption: Some(say("Caption.", "说明。")),
            charts: vec![chart()],
            figures: vec![figure(None)],
        })),
    ];
    let work = |year: Option<u16>, to: Option<Page>| Work {
        to,
        title: say("The Wave", "海浪"),
        year,
        note: Some(say("Opening scene", "片头")),
    };
    let section = view! { <Section label=words::MAP to=Page::Library>{say("Content", "内容")}</Section> };
    let fixed = view! { <Static>{say("Content", "内容")}</Static> };
    vec![
        ("Section", vec![("with a link", section.into_any())]),
        ("Static", vec![("text", fixed.into_any())]),
        ("prose_view", vec![("all elements", prose_view(prose))]),
        ("paragraphs_view", vec![("one", paragraphs_view(vec![say("A paragraph.", "一段。")]))]),
        (
            "facts_view",
            vec![(
                "two groups, one link",
                facts_view(vec![
                    fact(None, None),
                    fact(Some(say("Power", "电力")), Some(Target::Web("https://a.example/".into()))),
                ]),
            )],
        ),
        ("works_view", vec![("two", works_view(vec![work(Some(2024), Some(Page::Productions)), work(None, None)]))]),
        (
            "sources_view",
            vec![("with and without a link", sources_view(vec![source(Some("https://a.example/")), source(None)]))],
        ),
        ("chart_view", vec![("bar, line and value", chart_view(chart()))]),
        (
            "figures_view",
            vec![
                ("plain", figures_view(vec![figure(None)], say("Figures", "数字"))),
                ("with a change", figures_view(vec![figure(Some("−3%")), figure(None)], say("Figures", "数字"))),
            ],
        ),
    ]
}

pub fn summit() -> Vec<Component> {
    let rows = || {
        let unknown =
            SessionRow { time: say("Time not published", "时间未公布"), track: None, persons: None, ..session() };
        vec![session(), unknown]
    };
    let free = |rows| Entry { session: None, rows };
    let table = Table {
        day: say("1 May 2024", "2024年5月1日"),
        rooms: vec![(say("Hall", "大厅"), 2), (say("Studio", "影棚"), 1)],
        rows: vec![
            ("09:00".into(), vec![Entry { session: Some(session()), rows: 2 }, free(2), free(1)]),
            ("09:30".into(), vec![free(1)]),
        ],
    };
    vec![
        ("sessions_view", vec![("plain", sessions_view(rows(), false)), ("with stars", sessions_view(rows(), true))]),
        ("time_grid", vec![("two rooms", time_grid(table))]),
    ]
}

pub fn tools() -> Vec<Component> {
    let sun = |place: Place, facing: Option<u16>, day: Date, minute: u32| {
        let zone = Zone { name: say("China Standard Time", "中国标准时间"), offset: 480, changes: Vec::new() };
        let (day, minute) = (Signal::stored(day), RwSignal::new(minute));
        view! { <Sun place facing zone day minute on_day=Callback::new(|_| ()) /> }.into_any()
    };
    let place = |north: f64, east: f64| Place::new(north, east).expect("a place");
    let june = Date::new(2025, 6, 21).expect("a day");
    let map = |spots: Vec<(i32, i32)>, here: Option<Place>| {
        let spot = |(number, position)| Spot { number, class: 0, position };
        let spots: Vec<Spot> = (0..).zip(spots).map(spot).collect();
        view! {
            <Map
                spots=Signal::stored(Arc::new(spots))
                classes=vec![PinClass { name: say("Landmark", "地标"), mark: say("L", "景"), hue: 1 }]
                named=Callback::new(|_| Some((pier(), "Pier".to_owned())))
                label=words::MAP.get(use_locale()).to_owned()
                land=None
                outline=Signal::stored(None)
                own=Some(0)
                marked=RwSignal::new(None)
                here=Signal::stored(here)
                moved=RwSignal::new(None)
                watch=Callback::new(|_| ())
                press=Callback::new(|_| ())
            />
        }
        .into_any()
    };
    let near = (36_061_600, 120_314_300);
    vec![
        (
            "Sun",
            vec![
                ("noon, with a front", sun(place(36.07, 120.38), Some(180), first_day(), 720)),
                ("night, without a front", sun(place(36.07, 120.38), None, first_day(), 0)),
                ("polar day", sun(place(78.2, 15.6), None, june, 720)),
            ],
        ),
        (
            "Map",
            vec![
                ("one place", map(vec![near], None)),
                (
                    "a cluster, and the reader",
                    map(vec![near, near, (36_100_000, 120_400_000)], Some(place(36.08, 120.35))),
                ),
            ],
        ),
    ]
}
