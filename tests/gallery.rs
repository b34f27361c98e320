//! The gallery: every component of `ui` in each of its states, for those who change them. It is not published.
//!
//! `./dev test unit gallery` writes it to `target/gallery`, in both languages and themes: open `index.html` there.
//! It is rendered by the site tool's build, so it shows how components look, not what they do.

#[path = "gallery/content.rs"]
mod content;
mod samples;

use any_spawner::Executor;
use city_of_film::load::{Load, LoadError};
use city_of_film::locale::{Locale, words};
use city_of_film::model::{LocationId, TopicId};
use city_of_film::route::Page;
use city_of_film::ui::icon::{self, icon_view};
use city_of_film::ui::{
    ActionButton, CardForm, CardGrid, CardView, Header, Theme, action_bar, card_lines, cards_view, chips_view,
    copying_button, crumbs_view, download_link, downloads_view, footer_view, groups_view, links_view, maps_view,
    neighbours_view, not_found_view, pack_button, paragraphs_view, poster_button, region_view, row_star, save_link,
    sheet_button, sheet_view, star_button, tallies_view, trouble_view, use_locale,
};
use city_of_film::wire::{Card, Download, Group, Link, Site, Tally};
use content::{pictures, summit, texts, tools};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use samples::card;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// Functions of `ui` that render a part of a component which the gallery shows as a whole, or have no looks of their own
/// (`ui/boxed.rs`).
const PARTS: [&str; 8] = [
    "card_link",
    "card_pack_button",
    "changing",
    "keyed_list",
    "linked_view",
    "optional",
    "row_picture",
    "source_line",
];

/// A component, and its states with their names.
type Component = (&'static str, Vec<(&'static str, AnyView)>);

#[test]
fn the_gallery_shows_every_component() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/gallery");
    std::fs::create_dir_all(&folder).unwrap();
    let sheets = site::css::bundle(&root.join("style"), None).unwrap();
    std::fs::write(folder.join("style.css"), sheets.all).unwrap();
    let pages = Locale::ALL.into_iter().flat_map(|locale| ["light", "dark"].map(|theme| (locale, theme)));
    let pages: Vec<_> = pages.collect();
    let links = pages.iter().fold(String::new(), |mut links, (locale, theme)| {
        write!(links, "<li><a href=\"{0}-{theme}.html\">{0}, {theme}</a></li>", locale.tag()).unwrap();
        links
    });
    for (locale, theme) in &pages {
        let html = page(*locale, theme, &links);
        for name in names(root) {
            assert!(
                html.contains(&format!("<h2>{name}</h2>")) || PARTS.contains(&name.as_str()),
                "the gallery does not show {name}: add it to tests/gallery.rs"
            );
        }
        std::fs::write(folder.join(format!("{}-{theme}.html", locale.tag())), html).unwrap();
    }
    std::fs::write(folder.join("index.html"), format!("<!DOCTYPE html><title>Gallery</title><ul>{links}</ul>"))
        .unwrap();
}

/// The names of all components of `ui`: its public functions that return a view.
fn names(root: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for file in site::read::names(&root.join("src/ui")).unwrap() {
        let code = std::fs::read_to_string(root.join("src/ui").join(file)).unwrap();
        for function in code.split("\npub fn ").skip(1) {
            let (signature, _) = function.split_once(" {\n").unwrap();
            if signature.ends_with("-> AnyView") || signature.ends_with("-> impl IntoView") {
                names.push(signature.split(['(', '<']).next().unwrap().to_owned());
            }
        }
    }
    assert!(names.len() > 30, "{names:?}");
    names
}

/// A page of the gallery.
fn page(locale: Locale, theme: &str, links: &str) -> String {
    let _ = Executor::init_futures_executor();
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let mut body = String::new();
    owner.with(|| {
        provide_context(locale);
        for (name, states) in components() {
            write!(body, "<section><h2>{name}</h2>").unwrap();
            for (state, view) in states {
                write!(body, "<h3>{state}</h3><div class=\"state\">{}</div>", view.to_html()).unwrap();
            }
            body.push_str("</section>");
        }
    });
    owner.unset_with_forced_cleanup();
    // A state is a page of its own for what is fixed to the window. The viewer is a closed dialogue until it is opened.
    let own = "body{padding:1rem}body>section{margin-block:3rem;border-block-start:3px solid}\
               section>h3{font:small monospace}.state{contain:layout;padding-block:.5rem}\
               .state:has(.viewer){block-size:40rem}";
    let body = body.replace("<dialog ", "<dialog open ");
    format!(
        "<!DOCTYPE html><html lang=\"{}\" data-theme=\"{theme}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Gallery</title>\
         <link rel=\"stylesheet\" href=\"style.css\"><style>{own}</style></head><body><ul>{links}</ul>{body}</body></html>",
        locale.tag()
    )
}

fn components() -> Vec<Component> {
    [frame(), links(), buttons(), cards(), pictures(), texts(), loads(), summit(), tools()]
        .into_iter()
        .flatten()
        .collect()
}

/// A text in the language of the page.
fn say(en: &str, zh: &str) -> String {
    use_locale().pick(en, zh).to_owned()
}

fn link(page: Page, en: &str, zh: &str) -> Link {
    Link { to: page, label: say(en, zh) }
}

fn pier() -> Page {
    Page::Location(LocationId("pier".into()))
}

/// A card of a location, with texts of usual length.
fn location() -> Card {
    Card {
        to: pier(),
        title: say("Zhanqiao Pier and Huilan Pavilion", "栈桥与回澜阁"),
        kicker: Some(say("Landmark and scenic spot", "地标景点")),
        date: None,
        text: Some(say(
            "A pier of 440 m into the bay, with an octagonal pavilion at its end.",
            "伸入海湾440米的栈桥，尽头是八角形的回澜阁。",
        )),
        note: Some(say("Shinan District", "市南区")),
        ..card()
    }
}

fn frame() -> Vec<Component> {
    let header = |page: Page, theme: Theme, packed: usize| {
        view! {
            <Header
                locale=use_locale()
                name=say("City Film Office", "城市电影办公室")
                page=Signal::stored(Some(page))
                query=Signal::stored(String::new())
                theme=Signal::stored(theme)
                on_theme=Callback::new(|_| ())
                on_search=Callback::new(|_| ())
                packed=Signal::stored(packed)
            />
        }
        .into_any()
    };
    let footer = |illustrated: bool| {
        let site = Site {
            name: ["City Film Office".into(), "城市电影办公室".into()],
            licence: ["Texts: CC BY 4.0.".into(), "文字：CC BY 4.0。".into()],
            version: "0.1.0".into(),
            catalog: [String::new(), String::new()],
            offset: 480,
            summit: true,
            only: None,
            illustrated,
        };
        footer_view(use_locale(), site)
    };
    vec![
        (
            "Header",
            vec![
                ("home page, theme of the device, empty pack", header(Page::Home, Theme::System, 0)),
                ("in the library, light theme, two packed", header(Page::Locations, Theme::Light, 2)),
                ("search page, dark theme, 120 packed", header(Page::Search, Theme::Dark, 120)),
            ],
        ),
        ("footer_view", vec![("with illustrations", footer(true)), ("without", footer(false))]),
    ]
}

fn links() -> Vec<Component> {
    let library = || link(Page::Library, "Library", "资料库");
    let long = || link(pier(), "Zhanqiao Pier and Huilan Pavilion", "栈桥与回澜阁");
    let topic =
        |id: &str, en: &str, zh: &str| Tally { to: Page::Topic(TopicId(id.into())), label: say(en, zh), count: 3 };
    let tallies = || vec![topic("a", "Premieres", "首映"), topic("b", "Industry", "产业")];
    let file = || Download { href: "/a.kml".into(), label: "KML".into(), mime: "application/xml".into() };
    let list = |items: AnyView| view! { <ul>{items}</ul> }.into_any();
    vec![
        ("crumbs_view", vec![("three levels", crumbs_view(vec![library()], say("Locations", "拍摄地")))]),
        (
            "neighbours_view",
            vec![
                ("both", neighbours_view(Some(library()), Some(long()))),
                ("only the next", neighbours_view(None, Some(long()))),
            ],
        ),
        ("tallies_view", vec![("on the second", tallies_view(tallies(), Page::Topic(TopicId("b".into()))))]),
        ("chips_view", vec![("two", chips_view(vec![library(), long()]))]),
        ("links_view", vec![("two", list(links_view(vec![library(), long()])))]),
        ("downloads_view", vec![("two", downloads_view(vec![file(), file()]))]),
        ("maps_view", vec![("one", list(maps_view(vec![("OpenStreetMap".into(), "https://map.example".into())])))]),
        ("download_link", vec![("one", download_link(file()))]),
        ("save_link", vec![("one", save_link(pier()))]),
        ("poster_button", vec![("of a place", poster_button(pier()))]),
    ]
}

fn buttons() -> Vec<Component> {
    let action = |pressed: Option<bool>| {
        let label = words::LOOP;
        match pressed {
            None => view! { <ActionButton label press=Callback::new(|()| ()) /> }.into_any(),
            Some(on) => {
                view! { <ActionButton label press=Callback::new(|()| ()) pressed=Signal::stored(on) /> }.into_any()
            }
        }
    };
    let icons = [
        icon::NEWS,
        icon::SUMMIT,
        icon::LIBRARY,
        icon::PACK,
        icon::SEARCH,
        icon::THEME,
        icon::TOP,
        icon::CLOSE,
        icon::BACK,
        icon::ON,
        icon::MORE,
        icon::LESS,
        icon::FULL,
        icon::FILTER,
        icon::EDIT,
        icon::GRID,
        icon::ROWS,
        icon::STAR,
        icon::TIMES,
        icon::SHARE,
        icon::MAP,
        icon::SUN,
    ];
    let bar = |content: AnyView| view! { <div class="controls">{content}</div> }.into_any();
    let sheet_button =
        |note: &str| bar(sheet_button("sheet", icon::FILTER, words::FILTERS, Signal::stored(note.to_owned())));
    let views = || {
        let view = |label, icon, on: bool| {
            view! { <ActionButton label icon press=Callback::new(|()| ()) pressed=Signal::stored(on) /> }
        };
        let views = view! { {view(words::VIEW_GRID, icon::GRID, true)} {view(words::MAP, icon::MAP, false)} };
        bar(view! { <span class="controls-views">{views}</span> }.into_any())
    };
    let done = Signal::stored(words::DONE.get(use_locale()).to_owned());
    let content = || paragraphs_view(vec![say("Filters", "筛选")]);
    let opening = || Page::parse("/summit/2024/sessions/opening").expect("a session");
    vec![
        ("ActionButton", vec![("plain", action(None)), ("off", action(Some(false))), ("on", action(Some(true)))]),
        ("sheet_button", vec![("plain", sheet_button("")), ("with a note", sheet_button("(2)"))]),
        ("sheet_view", vec![("beside", sheet_view("sheet", words::FILTERS, done, content()))]),
        ("tool_label", vec![("in a row of controls", views())]),
        ("copying_button", vec![("waiting", copying_button(words::COPY_LINK, Callback::new(|_| ())))]),
        ("pack_button", vec![("not packed", pack_button(pier())), ("packed", pressed(pack_button(pier())))]),
        ("star_button", vec![("not starred", star_button(opening())), ("starred", pressed(star_button(opening())))]),
        (
            "row_star",
            vec![
                ("not starred", row_star(opening(), "Opening".into())),
                ("starred", pressed(row_star(opening(), "Opening".into()))),
            ],
        ),
        (
            "action_bar",
            vec![(
                "with links",
                action_bar(pack_button(pier()), poster_button(pier()), &[(icon::MAP, words::MAP, "#map")]),
            )],
        ),
        ("icon_view", vec![("all", icons.map(icon_view).collect_view().into_any())]),
    ]
}

/// A button that listeners of the page have pressed.
fn pressed(button: AnyView) -> AnyView {
    let html = button.to_html().replace("aria-pressed=\"false\"", "aria-pressed=\"true\"");
    view! { <span inner_html=html></span> }.into_any()
}

fn cards() -> Vec<Component> {
    let bare = || Card { picture: None, kicker: None, text: None, note: None, ..location() };
    let foreign = || Card { foreign: Some(use_locale().other()), ..location() };
    let form = |card: Card, form: CardForm| view! { <CardView card form /> }.into_any();
    let group = |en: &str, zh: &str, cards: Vec<Card>| Group { heading: say(en, zh), cards };
    vec![
        (
            "CardView",
            vec![
                ("tile", form(location(), CardForm::Tile)),
                ("tile with a date, not for a pack", form(card(), CardForm::Tile)),
                ("tile, only a title", form(bare(), CardForm::Tile)),
                ("tile, not translated", form(foreign(), CardForm::Tile)),
                ("wide", form(location(), CardForm::Wide)),
                ("lead", form(location(), CardForm::Lead)),
                ("line", form(location(), CardForm::Line)),
            ],
        ),
        (
            "CardGrid",
            vec![
                ("one", view! { <CardGrid cards=vec![location()] /> }.into_any()),
                ("four", view! { <CardGrid cards=vec![location(), bare(), location(), card()] /> }.into_any()),
                ("six", view! { <CardGrid cards=(0..6).map(|_| location()).collect() /> }.into_any()),
            ],
        ),
        ("cards_view", vec![("without pictures", cards_view(vec![bare(), bare(), bare()], false))]),
        ("card_lines", vec![("two", card_lines(vec![location(), card()]))]),
        (
            "groups_view",
            vec![(
                "with and without pictures",
                groups_view(vec![
                    group("Nearby", "附近", vec![location(), location()]),
                    group("Experts", "专家", vec![bare()]),
                ]),
            )],
        ),
    ]
}

fn loads() -> Vec<Component> {
    let region = |load: Load<String>| {
        region_view(RwSignal::new(load), Callback::new(|()| ()), |text: String| text.into_any()).into_any()
    };
    let errors = || {
        [
            ("offline", LoadError::Offline),
            ("timed out", LoadError::TimedOut),
            ("HTTP status", LoadError::Status(503)),
            ("malformed", LoadError::Malformed("/data/x.json, 1:2".into())),
        ]
    };
    let mut regions = vec![("waiting", region(Load::Waiting)), ("slow", region(Load::Slow))];
    regions.extend(errors().map(|(name, error)| (name, region(Load::Failed(error)))));
    regions.push(("not found", region(Load::Failed(LoadError::NotFound))));
    regions.push(("ready", region(Load::Ready(say("Content", "内容")))));
    let trouble = |(name, error)| (name, trouble_view(error, None, RwSignal::new(0)));
    vec![
        ("region_view", regions),
        ("trouble_view", errors().map(trouble).into()),
        ("not_found_view", vec![("links that lead on", not_found_view(use_locale()))]),
    ]
}
