//! A pack's clips for editing programs: an OTIO timeline, and an EDL for each frame rate.

use super::detail::Details;
use super::store::PackStore;
use crate::locale::{Locale, words};
use crate::pack::Pack;
use crate::pack::export::{self, PackView, Rate};
use crate::pack::file_name::file_name;
use crate::page::delivery::Delivery;
use crate::route::Page;
use crate::ui::{listener, memo, optional, use_locale};
use leptos::prelude::*;

/// Neither format has a registered media type. Safari would add `.txt` to a text.
const MIME: &str = "application/octet-stream";

/// The buttons, if the pack has clips.
pub fn timeline_view(store: PackStore, details: Details) -> AnyView {
    let locale = use_locale();
    let has_clips = memo(move || {
        let is_clip = |pack: &Pack| pack.items.iter().any(|item| matches!(item.page, Page::Clip(_)));
        store.current(is_clip).unwrap_or_default()
    });
    let trouble = RwSignal::new(String::new());
    let delivery = Delivery::open();
    // The frame rates to choose from.
    let rates = RwSignal::new(Vec::<Rate>::new());
    let view = move || untrack(|| store.current(Pack::clone).map(|pack| details.view(pack)));
    let save_otio = move |()| {
        let Some(view) = view() else { return };
        trouble.set(troubles(&view, false, locale));
        if export::clip_count(&view) > 0 {
            let name = file_name(&store.name_of(&view.pack), "otio");
            delivery.text(&name, MIME, &export::otio(&view, locale));
        }
    };
    let fps = move |rate: Rate| words::FPS.with(locale, &[&rate.decimal(3)]);
    let save_edl = move |view: &PackView, rate: Rate, is_only: bool| {
        let name = store.name_of(&view.pack);
        let name = if is_only { name } else { [&name, " ", &fps(rate)].concat() };
        delivery.text(&file_name(&name, "edl"), MIME, &export::edl(view, locale, rate));
    };
    let press_edl = move |()| {
        let Some(view) = view() else { return };
        trouble.set(troubles(&view, true, locale));
        let found = export::edl_rates(&view);
        if let [rate] = *found {
            save_edl(&view, rate, true);
        }
        rates.set(if found.len() > 1 { found } else { Vec::new() });
    };
    let button = move |label: String, kind: &'static str, press: Callback<()>| {
        view! {
            <button class="button" type="button" data-save=kind on:click=listener(move |_| press.run(()))>
                {words::EXPORT.with(locale, &[&label])}
            </button>
        }
    };
    let choice = move |rate: Rate| {
        let press = Callback::new(move |()| {
            // The pack may have changed since.
            match view() {
                Some(view) if export::edl_rates(&view).contains(&rate) => save_edl(&view, rate, false),
                _ => rates.update(|rates| rates.retain(|other| *other != rate)),
            }
        });
        button(words::EDL_FILE.with(locale, &[&fps(rate)]), "edl-rate", press)
    };
    let choices = move || {
        optional(move || {
            let rates = rates.get();
            (!rates.is_empty()).then(|| {
                view! {
                    <p role="status">{words::EDL_RATES.get(locale)}</p>
                    <p class="actions">{rates.into_iter().map(choice).collect_view()}</p>
                }
            })
        })
    };
    let notice = move || {
        optional(move || {
            let text = trouble.get();
            (!text.is_empty()).then(|| view! { <p class="notice" role="alert">{text}</p> })
        })
    };
    optional(move || {
        has_clips.get().then(|| {
            view! {
                <p class="fine">{words::PACK_EDIT.get(locale)}</p>
                <p class="actions">
                    {button("OTIO".to_owned(), "otio", Callback::new(save_otio))}
                    {button("EDL".to_owned(), "edl", Callback::new(press_edl))}
                    {delivery.view()}
                </p>
                {choices()}
                {notice()}
            }
        })
    })
}

/// What is missing from the files, in words. Empty if nothing is.
fn troubles(view: &PackView, is_edl: bool, locale: Locale) -> String {
    if export::clip_count(view) == 0 {
        return words::NO_CLIPS.get(locale).to_owned();
    }
    let counts = [
        (words::CLIPS_LEFT_OUT, export::unknown_clip_count(view)),
        (words::EDL_TOO_FAST, if is_edl { export::uncountable_clip_count(view) } else { 0 }),
    ];
    let texts = counts.into_iter().filter(|(_, count)| *count > 0);
    texts.map(|(words, count)| words.with(locale, &[&count.to_string()])).collect::<Vec<_>>().join(locale.pick(" ", ""))
}
