//! The offer to save a thing: its size, before anything is fetched.

use super::device::DeviceStore;
use super::gather::{Found, Thing, gather};
use crate::browser::{self, Room};
use crate::load::LoadError;
use crate::locale::words;
use crate::offline::{Order, Size, size};
use crate::ui::{ActionButton, changing, effect, listener, optional, trouble_view, use_locale};
use leptos::prelude::*;

/// The state of the offer.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    /// The pages are being fetched.
    Gathering,
    /// A page could not be fetched.
    Failed(LoadError),
    /// The worker could not measure it; its reason, if it gave one.
    Refused(Option<String>),
    /// The measurement is complete.
    Measured(Found, Size),
}

/// Measures a thing, shows its size, and saves it when the reader agrees.
pub fn offer_view(device: DeviceStore, thing: Thing, close: Callback<()>) -> AnyView {
    let locale = use_locale();
    let step = RwSignal::new(Step::Gathering);
    let tries = RwSignal::new(0);
    let progress = RwSignal::new((0, 0));
    let pages = thing.pages.clone();
    effect(move || {
        tries.track();
        step.set(Step::Gathering);
        let gathering = gather(pages.clone(), locale, progress);
        leptos::task::spawn_local(async move {
            match gathering.await {
                Err(error) => drop(step.try_set(Step::Failed(error))),
                // The offer was closed, or the page left.
                Ok(_) if step.is_disposed() => {}
                Ok(found) => browser::ask(&Order::Size { items: found.items.clone() }, move |report| {
                    let report = report.unwrap_or_default();
                    step.try_set(match report.size {
                        Some(size) => Step::Measured(found, size),
                        None => Step::Refused(report.error),
                    });
                }),
            }
        });
    });
    let shown = changing(move || match step.get() {
        Step::Gathering => {
            let counted = move || {
                let (come, all) = progress.get();
                words::SAVED_MEASURING.with(locale, &[&come.to_string(), &all.to_string()])
            };
            view! { <p role="status">{counted}</p> }.into_any()
        }
        Step::Failed(error) => trouble_view(error, None, tries),
        Step::Refused(reason) => {
            let text = match reason {
                Some(reason) => words::SAVED_REFUSED.with(locale, &[&reason]),
                None => words::SAVED_NO_WORKER.get(locale).to_owned(),
            };
            view! { <p class="notice" role="alert">{text}</p> }.into_any()
        }
        Step::Measured(found, measured) => measured_view(device, thing.clone(), found, measured, close),
    });
    view! { <div class="offer">{shown}</div> }.into_any()
}

fn measured_view(device: DeviceStore, thing: Thing, found: Found, measured: Size, close: Callback<()>) -> AnyView {
    let locale = use_locale();
    let pages = found.items.len().to_string();
    let text = words::SAVED_OFFER.with(locale, &[&pages, &size(measured.bytes), &size(measured.left)]);
    let missing = (!found.missing.is_empty()).then(|| {
        let count = found.missing.len().to_string();
        view! { <p>{words::SAVED_OFFER_ALL.with(locale, &[&count])}</p> }
    });
    let tight = optional(move || {
        let left = device.room.get().map(Room::left).filter(|left| *left < measured.left)?;
        Some(view! { <p class="notice">{words::SAVED_TIGHT.with(locale, &[&size(left)])}</p> })
    });
    let name = if thing.name.is_empty() {
        found.items.first().map(|item| item.title.clone()).unwrap_or_default()
    } else {
        thing.name
    };
    let order = Order::Pin { id: thing.id, name, path: thing.path, items: found.items };
    let save = listener(move |_| {
        device.measure(true);
        device.ask(&order);
        close.run(());
    });
    view! {
        <p role="status">{text}</p>
        {missing}
        {tight}
        <p class="actions">
            <button class="button" type="button" data-act="save" on:click=save>
                {words::SAVED_SAVE.with(locale, &[&size(measured.left)])}
            </button>
            <ActionButton label=words::NOT_NOW press=close />
        </p>
    }
    .into_any()
}
