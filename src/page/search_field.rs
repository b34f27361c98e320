//! The field of a search.

use crate::browser;
use crate::ui::listener;
use leptos::prelude::*;

/// A search field. The reader's own typing is ahead of the address and is not overwritten.
#[component]
pub fn SearchField(
    /// Its id, for its label.
    id: &'static str,
    /// What it shows when it is empty.
    placeholder: &'static str,
    /// What is asked; it may come from the address.
    text: Signal<String>,
    /// Called with what is typed.
    typed: Callback<String>,
) -> impl IntoView {
    let field = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
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
