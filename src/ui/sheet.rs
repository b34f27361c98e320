//! Sheets: content that is beside the page's list on a wide screen, and opens over it on a narrow one.
//!
//! A sheet is a popover, so the browser opens and closes it, even before the app has loaded. worker/page/sheets.ts closes
//! it when the focus leaves it.

use super::icon::{self, Icon, icon_view};
use super::use_locale;
use crate::locale::{Words, words};
use leptos::prelude::*;

/// The button that opens the sheet `id`; hidden while the sheet is beside the list. `note` follows its label.
pub fn sheet_button(id: &'static str, icon: Icon, label: Words, note: Signal<String>) -> AnyView {
    let label = label.get(use_locale());
    view! {
        <button class="button tool sheet-open" type="button" title=label popovertarget=id>
            {icon_view(icon)}
            <span>{label}</span>
            <span class="sheet-note">{note}</span>
        </button>
    }
    .into_any()
}

/// The sheet `id` with its name. `done` is the label of the button at its end, which closes it.
pub fn sheet_view(id: &'static str, label: Words, done: Signal<String>, content: AnyView) -> AnyView {
    let locale = use_locale();
    view! {
        <div class="sheet" id=id popover="auto" role="group" aria-label=label.get(locale)>
            <p class="sheet-head">
                <b aria-hidden="true">{label.get(locale)}</b>
                <button
                    class="button tool"
                    type="button"
                    aria-label=words::CLOSE.get(locale)
                    popovertarget=id
                    popovertargetaction="hide"
                >
                    {icon_view(icon::CLOSE)}
                </button>
            </p>
            <div class="sheet-body">{content}</div>
            <p class="sheet-foot">
                <button class="button" type="button" data-main="" popovertarget=id popovertargetaction="hide">
                    {done}
                </button>
            </p>
        </div>
    }
    .into_any()
}
