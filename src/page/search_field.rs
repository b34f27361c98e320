//! The field of a search.

use crate::browser;
use crate::ui::{effect, listener};
use leptos::prelude::*;

/// A search field. The text may come from the URL; the text being typed is ahead of it and is not overwritten. `id`
/// is for the label; `typed` is called with each new text.
pub fn search_field(
    id: &'static str,
    placeholder: &'static str,
    text: Signal<String>,
    typed: Callback<String>,
) -> AnyView {
    let field = NodeRef::<leptos::html::Input>::new();
    effect(move || {
        let text = text.get();
        if let Some(field) = field.get_untracked()
            && field.value() != text
        {
            field.set_value(&text);
        }
    });
    view! {
        <input
            id=id
            type="search"
            name="q"
            autocomplete="off"
            spellcheck="false"
            placeholder=placeholder
            on:input=listener(move |event| typed.run(event_target_value(&event)))
            on:change=listener(|_| browser::replace_query_now())
            node_ref=field
        />
    }
    .into_any()
}
