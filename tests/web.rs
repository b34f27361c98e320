//! Tests each component of `ui` in each of its states, in a real browser, querying by role and text.

mod samples;

use city_of_film::geo::Place;
use city_of_film::geo::date::Date;
use city_of_film::load::{Load, LoadError};
use city_of_film::locale::{Locale, words};
use city_of_film::model::TopicId;
use city_of_film::route::Page;
use city_of_film::ui::player::Player;
use city_of_film::ui::sun::Sun;
use city_of_film::ui::time_grid::{Entry, Table, time_grid};
use city_of_film::ui::{
    CardForm, CardView, Header, Theme, chart_view, copying_button, crumbs_view, figure_view, figures_view, groups_view,
    pack_button, prose_view, region_view, sessions_view, tallies_view,
};
use city_of_film::wire::{
    Card, Embed, EmbeddedFigures, Frames, Group, Link, Node, Picture, Rendition, SessionRow, Tally, Target, Zone,
};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};
use samples::{card, chart, figure, picture, session};
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

/// Renders a view into a new element at the end of the page.
fn show<V: IntoView + 'static>(locale: Locale, view: impl FnOnce() -> V + 'static) -> Element {
    let place = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&place).unwrap();
    let root: HtmlElement = place.clone().unchecked_into();
    leptos::mount::mount_to(root, move || {
        provide_context(locale);
        view()
    })
    .forget();
    place
}

fn one(place: &Element, selector: &str) -> HtmlElement {
    place
        .query_selector(selector)
        .unwrap()
        .unwrap_or_else(|| panic!("{selector} in {}", place.inner_html()))
        .unchecked_into()
}

fn count(place: &Element, selector: &str) -> u32 {
    place.query_selector_all(selector).unwrap().length()
}

fn text(place: &Element) -> String {
    place.text_content().unwrap()
}

#[wasm_bindgen_test]
async fn a_region_tells_each_state() {
    let load = RwSignal::new(Load::<String>::Waiting);
    let tries = RwSignal::new(0);
    let retry = Callback::new(move |()| tries.update(|tries| *tries += 1));
    let place =
        show(Locale::En, move || region_view(load, retry, |value: String| view! { <p class="ready">{value}</p> }));
    assert_eq!(text(&place), "");
    assert_eq!(one(&place, ".region").get_attribute("aria-busy").as_deref(), Some("true"));
    load.set(Load::Slow);
    leptos::task::tick().await;
    assert_eq!(one(&place, "[role=status]").inner_text(), words::LOADING.en);
    for (error, says) in [
        (LoadError::Offline, "cannot be reached"),
        (LoadError::TimedOut, "ten seconds"),
        (LoadError::Status(503), "error 503"),
        (LoadError::Malformed("/data/x.json, 1:2".into()), "/data/x.json, 1:2"),
    ] {
        load.set(Load::Failed(error));
        leptos::task::tick().await;
        assert!(one(&place, "[role=alert]").inner_text().contains(says), "{says}");
    }
    one(&place, "button").click();
    assert_eq!(tries.get_untracked(), 1);
    load.set(Load::Failed(LoadError::NotFound));
    leptos::task::tick().await;
    assert_eq!(one(&place, "h1").inner_text(), words::NOT_FOUND.en);
    assert!(count(&place, "a") >= 4);
    load.set(Load::Ready("here".into()));
    leptos::task::tick().await;
    assert_eq!(one(&place, ".ready").inner_text(), "here");
}

#[wasm_bindgen_test]
fn a_card_is_one_link_with_its_picture_unspoken() {
    let place = show(Locale::Zh, || view! { <CardView card=card() /> });
    assert_eq!(count(&place, "a"), 1);
    assert_eq!(one(&place, "h3 a").get_attribute("href").as_deref(), Some("/zh/news"));
    assert_eq!(one(&place, "img").get_attribute("alt").as_deref(), Some(""));
    assert_eq!(one(&place, "img").get_attribute("loading").as_deref(), Some("lazy"));
    let line = show(Locale::En, || view! { <CardView card=card() form=CardForm::Line /> });
    assert_eq!(count(&line, "img"), 0);
    let foreign = Card { foreign: Some(Locale::Zh), ..card() };
    let place = show(Locale::En, || view! { <CardView card=foreign /> });
    assert_eq!(one(&place, "h3 a").get_attribute("lang").as_deref(), Some("zh-Hans"));
}

#[wasm_bindgen_test]
fn groups_show_pictures_where_there_are_some() {
    let groups = vec![
        Group { heading: "With".into(), cards: vec![card()] },
        Group { heading: "Without".into(), cards: vec![Card { picture: None, ..card() }] },
    ];
    let place = show(Locale::En, || groups_view(groups));
    assert_eq!(count(&place, "section"), 2);
    assert_eq!(count(&place, ".card-grid"), 1);
    assert_eq!(count(&place, ".card-lines"), 1);
}

#[wasm_bindgen_test]
fn a_figure_speaks_and_has_its_size() {
    let place = show(Locale::En, || figure_view(picture(), true));
    let image = one(&place, "img");
    assert_eq!(image.get_attribute("alt").as_deref(), Some("A pier"));
    assert_eq!(image.get_attribute("width").as_deref(), Some("1600"));
    assert_eq!(image.get_attribute("fetchpriority").as_deref(), Some("high"));
    assert_eq!(one(&place, "figcaption").inner_text(), "At dawn.");
}

#[wasm_bindgen_test]
fn prose_shows_nodes_and_never_html() {
    let nodes = vec![
        Node::H(2, "a".into(), vec![Node::Text("A".into())]),
        Node::P(vec![
            Node::Text("<img src=x onerror=alert(1)>".into()),
            Node::Link(Target::Page(Page::About), vec![Node::Text("us".into())]),
            Node::Link(Target::Web("https://a.example/".into()), vec![Node::Em(vec![Node::Text("them".into())])]),
        ]),
        Node::List(Some(3), vec![vec![Node::Text("x".into())]]),
        Node::Table(vec![vec![Node::Text("h".into())]], vec![vec![vec![Node::Text("c".into())]]]),
        Node::Quote(vec![Node::P(vec![Node::Strong(vec![Node::Text("q".into())])])], Vec::new()),
        Node::Quote(vec![Node::P(vec![Node::Text("r".into())])], vec![Node::Text("Somebody".into())]),
        Node::Rule,
    ];
    let place = show(Locale::Zh, || prose_view(nodes));
    assert_eq!(count(&place, "img"), 0);
    assert_eq!(one(&place, "h2").id(), "a");
    assert_eq!(one(&place, "a").get_attribute("href").as_deref(), Some("/zh/about"));
    assert_eq!(one(&place, "a[rel]").get_attribute("rel").as_deref(), Some("external noreferrer"));
    assert_eq!(one(&place, "ol").get_attribute("start").as_deref(), Some("3"));
    assert_eq!(count(&place, "th[scope=col]"), 1);
    assert_eq!(count(&place, "blockquote strong"), 1);
    assert_eq!((count(&place, "blockquote"), count(&place, "figure.quote")), (2, 1));
    assert_eq!(one(&place, "figure.quote figcaption").inner_text(), "— Somebody");
    assert_eq!(count(&place, "hr"), 1);
}

#[wasm_bindgen_test]
fn a_chart_is_one_picture_with_a_name_and_words() {
    let place = show(Locale::En, || chart_view(chart()));
    let drawing = one(&place, "svg[role=img]");
    assert_eq!(drawing.get_attribute("aria-labelledby").as_deref(), Some("chart-1-title"));
    let title = one(&place, "#chart-1-title");
    assert_eq!(title.namespace_uri().as_deref(), Some("http://www.w3.org/2000/svg"));
    assert_eq!(title.text_content().as_deref(), Some("Users"));
    assert_eq!(one(&place, "#chart-1-text").text_content().as_deref(), Some("Users: 1.04 billion users (2022)."));
    assert_eq!(one(&place, "rect.chart-bar").get_attribute("width").as_deref(), Some("97.4%"));
    assert_eq!(one(&place, "line").get_attribute("x2").as_deref(), Some("97.0%"));
    assert_eq!(one(&place, "text").get_attribute("text-anchor").as_deref(), Some("end"));
    assert_eq!(one(&place, ".chart-note").inner_text(), "Two periods.");
    assert_eq!(one(&place, "a[type='image/png']").get_attribute("rel").as_deref(), Some("external"));
}

#[wasm_bindgen_test]
fn figures_within_a_text_are_drawn_and_listed() {
    let embed = Embed::Figures(EmbeddedFigures {
        report: Link { to: Page::About, label: "The report".into() },
        caption: None,
        charts: Vec::new(),
        figures: vec![figure(None)],
    });
    let card = Embed::Card(Box::new(Card { title: "A pier".into(), ..card() }));
    let nodes = [embed, card].map(|embed| Node::Embed(Box::new(embed))).to_vec();
    let place = show(Locale::En, || prose_view(nodes));
    assert_eq!(count(&place, ".embed"), 2);
    assert_eq!(count(&place, "details td"), 3);
    assert_eq!(one(&place, ".embed p a").get_attribute("href").as_deref(), Some("/about"));
    assert_eq!(one(&place, ".card-title").inner_text(), "A pier");
}

#[wasm_bindgen_test]
fn figures_are_a_table_with_sources() {
    let plain = vec![figure(None)];
    let place = show(Locale::En, || figures_view(plain, "Figures".to_owned()));
    assert_eq!(count(&place, "thead th"), 4);
    assert_eq!(one(&place, "th[scope=row]").inner_text(), "Viewers");
    assert_eq!(one(&place, "td a").inner_text(), "Daily");
    let changed = vec![figure(Some("−3%")), figure(None)];
    let place = show(Locale::En, || figures_view(changed, "Figures".to_owned()));
    assert_eq!(count(&place, "thead th"), 5);
    assert_eq!(count(&place, "tbody tr:last-child td"), 4);
}

#[wasm_bindgen_test]
fn sessions_show_what_is_known() {
    let row = SessionRow { time: "Time not published".into(), ..session() };
    let rows = vec![row.clone()];
    let place = show(Locale::En, || sessions_view(rows, false));
    assert_eq!(one(&place, "li").get_attribute("data-track").as_deref(), Some("2"));
    assert!(text(&place).contains("Time not published"));
    assert!(text(&place).contains("A, B"));
    assert!(!text(&place).contains("Not for lists"));
    assert_eq!(count(&place, ".star"), 0);
    let place = show(Locale::En, || sessions_view(vec![row], true));
    assert_eq!(one(&place, ".star").get_attribute("aria-label").as_deref(), Some("My agenda: Opening"));
}

#[wasm_bindgen_test]
fn a_time_grid_is_a_table_in_a_frame_that_takes_the_focus() {
    let free = |rows| Entry { session: None, rows };
    let table = Table {
        day: "1 May 2024".into(),
        rooms: vec![("Hall".into(), 2), ("Studio".into(), 1)],
        rows: vec![
            ("09:00".into(), vec![Entry { session: Some(session()), rows: 2 }, free(2), free(1)]),
            ("09:30".into(), vec![free(1)]),
        ],
    };
    let place = show(Locale::En, || time_grid(table));
    assert_eq!(one(&place, "[role=region][tabindex='0']").tag_name(), "DIV");
    assert_eq!(count(&place, "th[scope=col]"), 3);
    assert_eq!(count(&place, "th[scope=row]"), 2);
    assert_eq!(one(&place, "th[colspan='2']").inner_text(), "Hall");
    assert_eq!(one(&place, "td[rowspan='2'] a").inner_text(), "Opening");
    assert_eq!(count(&place, ".star"), 1);
}

#[wasm_bindgen_test]
fn tallies_mark_the_page_they_stand_on() {
    let topic = |id: &str| Tally { to: Page::Topic(TopicId(id.into())), label: id.into(), count: 3 };
    let tallies = vec![topic("a"), topic("b")];
    let here = Page::Topic(TopicId("b".into()));
    let place = show(Locale::En, || tallies_view(tallies, here));
    assert_eq!(count(&place, "[aria-current=page]"), 1);
    assert_eq!(one(&place, "[aria-current=page]").inner_text(), "b 3");
}

#[wasm_bindgen_test]
fn crumbs_lead_from_home_to_here() {
    let crumbs = vec![Link { to: Page::Library, label: "Library".into() }];
    let place = show(Locale::En, || crumbs_view(crumbs, "Locations".to_owned()));
    assert_eq!(count(&place, "li"), 3);
    assert_eq!(one(&place, "[aria-current=page]").inner_text(), "Locations");
    assert_eq!(count(&place, "a"), 2);
}

#[wasm_bindgen_test]
fn pack_buttons_name_their_record() {
    let page = Page::parse("/library/clips/waves").unwrap();
    let to = page.clone();
    let place = show(Locale::En, move || view! { <CardView card=Card { to, ..card() } /> {pack_button(page)} });
    let small = one(&place, ".card-pack");
    assert_eq!(small.get_attribute("aria-label").as_deref(), Some("Add Title to recce pack"));
    for button in [small, one(&place, ".pack-button")] {
        assert_eq!(button.get_attribute("data-pack").as_deref(), Some("/library/clips/waves"));
        assert_eq!(button.get_attribute("aria-pressed").as_deref(), Some("false"));
    }
    let place = show(Locale::En, || view! { <CardView card=card() /> });
    assert_eq!(count(&place, "[data-pack]"), 0);
}

#[wasm_bindgen_test]
async fn a_copy_says_whether_it_worked() {
    for (worked, says) in [(true, words::COPIED), (false, words::COPY_FAILED)] {
        let copy = Callback::new(move |done: Callback<bool>| done.run(worked));
        let place = show(Locale::En, move || copying_button(words::COPY_LINK, copy));
        one(&place, "button").click();
        leptos::task::tick().await;
        assert_eq!(one(&place, "[role=status]").inner_text(), says.en);
    }
}

#[wasm_bindgen_test]
async fn a_player_waits_with_its_poster() {
    let renditions = vec![Rendition { src: "data:video/mp4,".into(), mime: "video/mp4".into(), label: "MP4".into() }];
    let poster = Picture { width: 720, height: 1280, ..picture() };
    let frames = Frames { num: 24_000, den: 1_001, count: 48 };
    let taken = RwSignal::new(String::new());
    let still = Callback::new(move |(_, name, done): (_, String, Callback<bool>)| {
        taken.set(name);
        done.run(false);
    });
    let whole = Callback::new(|(_, _, done): (_, String, Callback<bool>)| done.run(false));
    let place = show(Locale::En, move || {
        view! {
            <Player
                renditions
                poster
                title="Waves".to_owned()
                frames
                id="waves".to_owned()
                calm=Signal::derive(|| false)
                still
                whole
                saved=().into_any()
            />
        }
    });
    let video = one(&place, "video");
    assert_eq!(video.get_attribute("preload").as_deref(), Some("none"));
    assert_eq!(video.get_attribute("aria-label").as_deref(), Some("Waves"));
    assert!(!video.has_attribute("autoplay"));
    assert_eq!(one(&place, ".player").get_attribute("data-fit").as_deref(), Some("portrait"));
    one(&place, ".player-tools .button:last-of-type").click();
    assert_eq!(taken.get_untracked(), "waves-00-00-00-00.png");
    leptos::task::tick().await;
    assert!(text(&place).contains(words::STILL_NOT_YET.en));
}

#[wasm_bindgen_test]
async fn the_header_searches_switches_and_counts() {
    let page = RwSignal::new(Some(Page::Locations));
    let theme = RwSignal::new(Theme::System);
    let asked = RwSignal::new(String::new());
    let packed = RwSignal::new(0_usize);
    let place = show(Locale::En, move || {
        view! {
            <Header
                locale=Locale::En
                name="Office".to_owned()
                page
                query=Signal::derive(|| "n=48".to_owned())
                theme
                on_theme=Callback::new(move |chosen| theme.set(chosen))
                on_search=Callback::new(move |address| asked.set(address))
                packed
            />
        }
    });
    assert_eq!(one(&place, "[aria-current=true]").inner_text(), words::LIBRARY.en);
    let switch = one(&place, "a[hreflang]");
    assert_eq!(switch.get_attribute("href").as_deref(), Some("/zh/library/locations?n=48"));
    one(&place, "button[type=button]").click();
    leptos::task::tick().await;
    assert_eq!(theme.get_untracked(), Theme::Light);
    let label = one(&place, "button[type=button]").get_attribute("aria-label");
    assert_eq!(label.as_deref(), Some(words::THEME_LIGHT.en));
    one(&place, "input[type=search]").unchecked_into::<leptos::web_sys::HtmlInputElement>().set_value(" 栈桥 ");
    one(&place, "button[type=submit]").click();
    assert_eq!(asked.get_untracked(), "/search?q=%E6%A0%88%E6%A1%A5");
    assert_eq!(count(&place, ".header-count"), 0);
    packed.set(2);
    leptos::task::tick().await;
    assert_eq!(one(&place, ".header-count").inner_text(), "2");
}

#[wasm_bindgen_test]
async fn the_sun_is_told_for_a_day_a_time_and_a_front() {
    let day = RwSignal::new(Date::parse("2026-09-23").unwrap());
    let chosen = RwSignal::new(None::<Date>);
    let minute = RwSignal::new(720_u32);
    let place = show(Locale::En, move || {
        view! {
            <Sun
                place=Place::new(36.07, 120.38).unwrap()
                facing=Some(180)
                zone=Zone { name: "China Standard Time".into(), offset: 480, changes: Vec::new() }
                day
                minute
                on_day=Callback::new(move |day| chosen.set(Some(day)))
            />
        }
    });
    leptos::task::tick().await;
    let said = text(&place);
    assert!(said.contains("05:47") && said.contains("11:51"), "{said}");
    assert!(said.contains("China Standard Time (UTC+8)"), "{said}");
    assert!(said.contains(words::SUN_FRONT.en), "{said}");
    assert!(one(&place, ".sun-compass").get_attribute("aria-label").unwrap().contains("faces 180°, south"));
    minute.set(0);
    leptos::task::tick().await;
    assert!(text(&place).contains(words::SUN_BELOW.en));
    let field: leptos::web_sys::HtmlInputElement = one(&place, "input[type=date]").unchecked_into();
    for (text_of_field, expected) in [("2025-03-11", Some("2025-03-11")), ("1800-01-01", None), ("", None)] {
        chosen.set(None);
        field.set_value(text_of_field);
        field.dispatch_event(&leptos::web_sys::Event::new("change").unwrap()).unwrap();
        leptos::task::tick().await;
        assert_eq!(chosen.get_untracked().map(Date::text).as_deref(), expected);
        assert_eq!(count(&place, ".sun-wrong"), u32::from(expected.is_none()));
    }
}
