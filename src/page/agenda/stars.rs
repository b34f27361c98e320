//! What the reader has starred, as a page shows it: kept on the device, and the same in every tab.

use crate::browser::{self, Refusal};
use crate::keep::list::{Change, List};
use crate::locale::words;
use crate::route::Page;
use crate::ui::{changing, use_locale};
use leptos::prelude::*;

/// The stars. A copy is another handle on the same.
#[derive(Clone, Copy)]
pub struct Stars {
    /// The starred sessions of all editions, in the order they were starred.
    pub pages: RwSignal<Vec<Page>>,
    /// Why the last changes are not kept.
    refusal: RwSignal<Option<Refusal>>,
    /// How many changes and questions wait for their answer.
    waiting: StoredValue<u32>,
}

impl Stars {
    /// Listens to the stars of the page, and reads what is kept once the browser has taken over.
    pub fn open() -> Stars {
        let stars =
            Stars { pages: RwSignal::new(Vec::new()), refusal: RwSignal::new(None), waiting: StoredValue::new(0) };
        browser::on_show(move || {
            browser::on_kept(List::Agenda.record(), move || stars.ask(None));
            stars.ask(None);
        });
        browser::on_star_button(move |page, starred| {
            stars.change(if starred { Change::Remove(vec![page]) } else { Change::Add(vec![page]) });
        });
        stars
    }

    /// Makes a change: at once as it is shown, then in what is kept.
    pub fn change(self, change: Change) {
        self.pages.update(|pages| List::Agenda.change(pages, &change));
        self.ask(Some(change));
    }

    fn ask(self, change: Option<Change>) {
        // The page may have been left.
        if self.waiting.try_update_value(|waiting| *waiting += 1).is_none() {
            return;
        }
        let answered = move |pages, refusal| {
            let left = self.waiting.try_update_value(|waiting| {
                *waiting -= 1;
                *waiting
            });
            if left == Some(0) {
                self.pages.set(pages);
                self.refusal.set(refusal);
            }
        };
        browser::change_list(List::Agenda, change, Box::new(answered));
    }
}

/// Says why stars are not kept.
#[component]
pub fn Refused(stars: Stars) -> impl IntoView {
    let locale = use_locale();
    changing(move || {
        let text = match stars.refusal.get() {
            None => return ().into_any(),
            Some(Refusal::Blocked) => words::MINE_BLOCKED,
            Some(Refusal::Full) => words::MINE_FULL,
            Some(Refusal::Newer) => words::KEPT_NEWER,
        };
        view! { <p class="notice" role="alert">{text.get(locale)}</p> }.into_any()
    })
}
