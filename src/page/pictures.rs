//! The pictures of a location: opens the viewer, whose picture is in the URL (`?picture=3`). Back closes it.

use super::fetched::Fetched;
use super::{PackStore, chunk};
use crate::browser;
use crate::route::{Page, query_value, query_with};
use crate::ui::viewer::Viewer;
use crate::ui::{changing, effect, memo};
use crate::wire::{Panorama, Picture};
use leptos::html::Dialog;
use leptos::prelude::*;
use std::sync::Arc;

/// The key in the query string for the number of the picture in the viewer, from 1.
const KEY: &str = "picture";

/// The pictures of a page, and which of them the viewer shows.
#[derive(Clone, Copy)]
pub struct Pictures {
    all: StoredValue<Arc<Vec<Picture>>>,
    panoramas: StoredValue<Arc<Vec<Panorama>>>,
    /// The page, and the name of what they show.
    page: StoredValue<Page>,
    name: StoredValue<String>,
    pack: PackStore,
    /// The index of the picture in the viewer; none while it is closed.
    at: RwSignal<Option<usize>>,
    /// The index of the picture that the viewer showed last.
    last: StoredValue<usize>,
    /// Whether a link of this page opened the viewer, so that Back leads to the page without it.
    is_pushed: StoredValue<bool>,
    query: RwSignal<String>,
}

impl Pictures {
    /// Follows the URL.
    pub fn new(all: Arc<Vec<Picture>>, panoramas: Arc<Vec<Panorama>>, page: Page, name: String) -> Pictures {
        let count = all.len();
        let this = Pictures {
            all: StoredValue::new(all),
            panoramas: StoredValue::new(panoramas),
            page: StoredValue::new(page),
            name: StoredValue::new(name),
            pack: expect_context::<PackStore>(),
            at: RwSignal::new(None),
            last: StoredValue::new(0),
            is_pushed: StoredValue::new(false),
            query: browser::use_address().query,
        };
        let wanted = memo(move || {
            let number = this.query.with(|query| query_value(query, KEY))?.parse::<usize>().ok()?;
            number.checked_sub(1).filter(|index| *index < count)
        });
        effect(move || {
            let wanted = wanted.get();
            browser::when_ready(move || this.show(wanted));
        });
        this
    }

    fn show(self, wanted: Option<usize>) {
        match wanted {
            Some(index) => self.last.set_value(index),
            None => self.is_pushed.set_value(false),
        }
        self.at.try_set(wanted);
    }

    fn query_at(self, index: Option<usize>) -> String {
        let number = index.map(|index| (index + 1).to_string());
        self.query.with_untracked(|query| query_with(query, KEY, number.as_deref()))
    }

    /// Opens the viewer if a picture was pressed.
    pub fn press(self, event: &leptos::ev::MouseEvent) {
        if let Some(index) = browser::picked(event).and_then(|number| number.checked_sub(1)) {
            self.is_pushed.set_value(browser::push_query(&self.query_at(Some(index))));
            self.show(Some(index));
        }
    }

    fn turn(self, index: usize) {
        self.show(Some(index));
        browser::replace_query_later(self.query_at(Some(index)));
    }

    fn leave(self) {
        if self.at.get_untracked().is_none() {
            return;
        }
        let is_pushed = self.is_pushed.get_value();
        self.show(None);
        if is_pushed {
            browser::back();
        } else {
            browser::replace_query(&self.query_at(None));
        }
    }

    /// The viewer, fetched when a picture is first opened.
    pub fn viewer_slot(self) -> AnyView {
        let is_wanted = Memo::new(move |before: Option<&bool>| before == Some(&true) || self.at.get().is_some());
        changing(move || {
            if !is_wanted.get() {
                return ().into_any();
            }
            let view = Fetched::new(|| Some(Box::pin(chunk::viewer_view())));
            let shown = move || view.value.get().map(|show: ShowViewer| show(self));
            view! {
                {view.trouble(None)}
                {shown}
            }
            .into_any()
        })
    }
}

/// Renders the viewer.
pub type ShowViewer = Arc<dyn Fn(Pictures) -> AnyView + Send + Sync>;

/// The viewer of a page's pictures.
pub fn viewer_view(pictures: Pictures) -> AnyView {
    let dialog = NodeRef::<Dialog>::new();
    let is_open = Signal::derive(move || pictures.at.get().is_some());
    browser::keep_dialog(dialog, is_open, move || {
        if let Some(index) = pictures.last.try_get_value() {
            browser::focus_picture(index + 1);
        }
    });
    view! {
        <Viewer
            pictures=pictures.all.get_value()
            panoramas=pictures.panoramas.get_value()
            name=pictures.name.get_value()
            at=pictures.at
            dialog
            turn=Callback::new(move |index| pictures.turn(index))
            leave=Callback::new(move |()| pictures.leave())
            packed=Signal::derive(move || pictures.page.with_value(|page| pictures.pack.pictures(page)))
            choose=Callback::new(move |id| pictures.pack.toggle_picture(pictures.page.get_value(), id))
            draw=Callback::new(browser::draw_panorama)
            watch=Callback::new(|(stage, tell)| browser::watch_gestures(stage, tell))
        />
    }
    .into_any()
}
