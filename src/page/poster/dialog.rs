//! The dialogue that makes a poster and shows it as an image, which messengers let the reader save by pressing and
//! holding it.

use super::content::{self, Content};
use crate::browser::{self, OfficeError, OfficeJob, Outgoing};
use crate::locale::{Locale, words};
use crate::page::PackStore;
use crate::page::delivery::Delivery;
use crate::route::Page;
use crate::ui::{ActionButton, changing, memo, optional, use_locale};
use crate::wire::Site;
use leptos::html::Dialog;
use leptos::prelude::*;
use std::sync::Arc;

/// A poster that is being made.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Making,
    /// Its content, its URL, and the number of pictures that could not be loaded.
    Made(Content, String, u32),
    Trouble(String),
}

/// Mounts the dialogue at the end of the document. It is open while there is a page in `wanted`; the page of the pack
/// stands for the chosen pack.
pub fn mount(wanted: RwSignal<Option<Page>>, site: Arc<Site>) {
    browser::mount(move || dialog_view(wanted, site));
}

fn dialog_view(wanted: RwSignal<Option<Page>>, site: Arc<Site>) -> AnyView {
    let path = browser::use_address().path;
    let shared = site.clone();
    let locale = memo(move || path.with(|path| shared.locale_of(path)));
    let dialog = NodeRef::<Dialog>::new();
    let is_open = Signal::derive(move || wanted.with(Option::is_some));
    browser::keep_dialog(dialog, is_open, || ());
    // Back leads to another page.
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            wanted.set(None);
        }
        now
    });
    let content = optional(move || {
        provide_context::<Locale>(locale.get());
        wanted.get().map(|page| poster_view(page, wanted, site.clone()))
    });
    view! {
        <dialog
            class="poster"
            node_ref=dialog
            tabindex="-1"
            aria-label=move || words::POSTER.get(locale.get())
            on:close=move |_| wanted.set(None)
        >
            {content}
        </dialog>
    }
    .into_any()
}

fn poster_view(page: Page, wanted: RwSignal<Option<Page>>, site: Arc<Site>) -> AnyView {
    let locale = use_locale();
    let state = RwSignal::new(State::Making);
    let file = StoredValue::new_local(None::<Outgoing>);
    let delivery = Delivery::open();
    let job = OfficeJob::begin();
    let stopped = StoredValue::new_local(job.clone());
    on_cleanup(move || {
        stopped.try_with_value(OfficeJob::cancel);
    });
    let store = expect_context::<PackStore>();
    leptos::task::spawn_local(async move {
        let made = make(&page, store, &job, locale, &site).await;
        // The dialogue may have been closed.
        if state.is_disposed() {
            return;
        }
        state.set(match made {
            Ok((content, picture, missing, url)) => {
                file.set_value(Some(picture));
                State::Made(content, url, missing)
            }
            Err(error) => State::Trouble(error.in_words(locale)),
        });
    });
    let save = Callback::new(move |()| {
        if let Some(file) = file.get_value() {
            delivery.file(file, String::new());
        }
    });
    let close = Callback::new(move |()| wanted.set(None));
    let says = move || match state.get() {
        State::Making => words::POSTER_MAKING.get(locale).to_owned(),
        State::Made(content, _, missing) => {
            let mut texts = vec![words::POSTER_HOLD.get(locale).to_owned()];
            texts.extend((missing > 0).then(|| words::POSTER_MISSING.with(locale, &[&missing.to_string()])));
            texts.extend(Some(content.note).filter(|note| !note.is_empty()));
            texts.join(locale.pick(" ", ""))
        }
        State::Trouble(_) => String::new(),
    };
    let picture = changing(move || match state.get() {
        State::Making => view! { <div class="region" aria-busy="true"></div> }.into_any(),
        State::Made(content, url, _) => {
            view! { <img class="poster-picture" src=url alt=content.text width="1080" height="1440" /> }.into_any()
        }
        State::Trouble(text) => view! { <p class="notice" role="alert">{text}</p> }.into_any(),
    });
    let save = optional(move || {
        matches!(state.get(), State::Made(..)).then(|| view! { <ActionButton label=words::POSTER_SAVE press=save /> })
    });
    view! {
        {picture}
        <p class="fine" role="status">{says}</p>
        <p class="actions">
            {save}
            <ActionButton label=words::CLOSE press=close />
            {delivery.view()}
        </p>
    }
    .into_any()
}

/// Makes a poster; returns its content, its file, the number of missing pictures, and its URL.
async fn make(
    page: &Page,
    store: PackStore,
    job: &OfficeJob,
    locale: Locale,
    site: &Site,
) -> Result<(Content, Outgoing, u32, String), OfficeError> {
    let pack = match page {
        Page::Pack => untrack(|| store.current(|pack| (pack.clone(), store.name_of(pack)))),
        _ => None,
    };
    let content = match pack {
        Some((pack, name)) => content::of_pack(&pack, name, locale, site).await,
        None => content::of_page(page, locale, site).await.map_err(|_| OfficeError::NotLoaded)?,
    };
    let (file, missing, url) = job.make_poster(&content.json, &content.name).await?;
    Ok((content, file, missing, url))
}
