//! Office files of a pack: the lookbook, the table, the call sheet, the pictures, and the places with pictures for map
//! programs.

pub mod content;

use super::store::PackStore;
use crate::browser::{OfficeError, OfficeJob, Outgoing};
use crate::locale::{Locale, Words, words};
use crate::pack::Pack;
use crate::pack::file_name::file_name;
use crate::page::chunk;
use crate::page::delivery::Delivery;
use crate::ui::{ActionButton, listener, memo, optional, use_locale, use_other_locale};
use crate::wire::Site;
use crate::wire::lookbook::Kind;
use leptos::prelude::*;
use std::sync::Arc;

/// Label, extension and kind of each file. The first is the main one.
const FILES: [(Words, &str, Kind); 5] = [
    (words::OFFICE_PPTX, "pptx", Kind::Pptx),
    (words::OFFICE_XLSX, "xlsx", Kind::Xlsx),
    (words::OFFICE_DOCX, "docx", Kind::Docx),
    (words::OFFICE_ZIP, "zip", Kind::Zip),
    (words::OFFICE_KMZ, "kmz", Kind::Kmz),
];

/// The progress, and why there is no file. The line of the delivery says the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Idle,
    Gathering,
    /// Pictures done, and all.
    Pictures(u32, u32),
    Trouble(String),
}

impl State {
    fn is_busy(&self) -> bool {
        matches!(self, State::Gathering | State::Pictures(..))
    }
}

pub fn lookbook_view(store: PackStore, site: Arc<Site>) -> AnyView {
    let locale = use_locale();
    let state = RwSignal::new(State::Idle);
    let (other, both) = (use_other_locale(), RwSignal::new(false));
    let delivery = Delivery::open();
    let job = StoredValue::new_local(OfficeJob::begin());
    on_cleanup(move || {
        job.try_with_value(OfficeJob::cancel);
    });
    let make = move |(_, extension, kind): (Words, &'static str, Kind), site: Arc<Site>| {
        let Some(pack) = untrack(|| store.current(Pack::clone)) else { return };
        if state.with_untracked(State::is_busy) {
            return;
        }
        let name = file_name(&store.name_of(&pack), extension);
        let second = other.filter(|_| both.get_untracked());
        let locales: Vec<Locale> = std::iter::once(locale).chain(second).collect();
        let own = OfficeJob::begin();
        job.set_value(own.clone());
        state.set(State::Gathering);
        delivery.say(String::new());
        leptos::task::spawn_local(async move {
            let made = made(&own, kind, pack, locales, site, &name, state).await;
            // The page may have been left by then.
            if state.is_disposed() {
                return;
            }
            state.set(State::Idle);
            match made {
                Ok((file, more)) => delivery.file(file, more),
                Err(OfficeError::Cancelled) => delivery.say(words::OFFICE_CANCELLED.get(locale).to_owned()),
                Err(error) => state.set(State::Trouble(error.in_words(locale))),
            }
        });
    };
    let buttons = FILES.map(|file| {
        let site = site.clone();
        let main = (file.2 == Kind::Pptx).then_some("");
        view! {
            <button
                class="button"
                type="button"
                data-make=file.1
                data-main=main
                aria-disabled=move || state.with(State::is_busy).then_some("true")
                on:click=listener(move |_| make(file, site.clone()))
            >
                {file.0.get(locale)}
            </button>
        }
    });
    let choose = listener(move |event| both.set(event_target_value(&event) == "both"));
    let languages = other.map(|_| {
        view! {
            <label>
                <span>{words::LANGUAGE.get(locale)}</span>
                <select data-field="languages" on:change=choose>
                    <option value="one">{locale.own_name()}</option>
                    <option value="both">{words::OFFICE_BOTH.get(locale)}</option>
                </select>
            </label>
        }
    });
    let is_busy = memo(move || state.with(State::is_busy));
    let progress = optional(move || {
        is_busy.get().then(|| {
            let text = move || match state.get() {
                State::Pictures(done, all) if all > 0 => {
                    words::OFFICE_PICTURES.with(locale, &[&done.to_string(), &all.to_string()])
                }
                _ => words::OFFICE_GATHERING.get(locale).to_owned(),
            };
            let done = move || match state.get() {
                State::Pictures(done, all) if all > 0 => Some((100 * done / all).to_string()),
                _ => None,
            };
            view! {
                <p class="office-progress">
                    <span>{text}</span>
                    <progress max="100" value=done aria-label=words::OFFICE_FILES.get(locale)></progress>
                    <ActionButton label=words::CANCEL press=Callback::new(move |()| job.with_value(OfficeJob::cancel)) />
                </p>
            }
        })
    });
    let trouble = optional(move || match state.get() {
        State::Trouble(text) => Some(view! { <p class="notice" role="alert">{text}</p> }),
        _ => None,
    });
    view! {
        <section class="section pack-take pack-office">
            <h2>{words::OFFICE_FILES.get(locale)}</h2>
            <p>{words::OFFICE_TEXT.get(locale)}</p>
            <p class="actions">
                {languages}
                {buttons.collect_view()}
            </p>
            {progress}
            <p class="fine">{delivery.view()}</p>
            {trouble}
        </section>
    }
    .into_any()
}

/// Makes a file; returns it with what is missing from it, in words.
async fn made(
    job: &OfficeJob,
    kind: Kind,
    pack: Pack,
    locales: Vec<Locale>,
    site: Arc<Site>,
    name: &str,
    state: RwSignal<State>,
) -> Result<(Outgoing, String), OfficeError> {
    let gather = chunk::office_content().await.map_err(|_| OfficeError::NotLoaded)?;
    let locale = locales[0];
    let content = gather(kind, pack, locales, site).await;
    if job.is_cancelled() {
        return Err(OfficeError::Cancelled);
    }
    match kind {
        Kind::Zip if content.pictures == 0 => return Err(OfficeError::Empty(words::OFFICE_NO_PICTURES)),
        Kind::Kmz if content.places == 0 => return Err(OfficeError::Empty(words::NO_PLACES)),
        _ => {}
    }
    let progress = move |done, all| {
        state.try_set(State::Pictures(done, all));
    };
    let (file, missing) = job.make(&content.json, name, progress).await?;
    let pictures = (missing > 0).then(|| words::OFFICE_MISSING.with(locale, &[&missing.to_string()]));
    let details = content.incomplete.then(|| words::PACK_NOT_LOADED.get(locale).to_owned());
    Ok((file, pictures.into_iter().chain(details).collect::<Vec<_>>().join(locale.pick(" ", ""))))
}
