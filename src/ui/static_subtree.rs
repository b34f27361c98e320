//! Static subtrees: text, links and pictures. Hydration skips them.

use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static HYDRATING: Cell<bool> = const { Cell::new(false) };
}

/// Runs the hydration of a prerendered page; meanwhile, a [`Static`] leaves its nodes as they are.
pub fn hydrate<T>(run: impl FnOnce() -> T) -> T {
    HYDRATING.set(true);
    let done = run();
    HYDRATING.set(false);
    done
}

/// Whether a prerendered page is being taken over at this moment.
pub fn hydrating() -> bool {
    HYDRATING.get()
}

/// Content without behaviour: text, links, pictures. While hydrating, its children are not even
/// made: the prerendered nodes are right, and the time goes to what the reader can press.
///
/// A component inside it that listens or changes would stay dead on a prerendered page.
#[component]
pub fn Static(
    /// The content.
    children: Children,
) -> impl IntoView {
    if hydrating() {
        view! { <div class="static"></div> }.into_any()
    } else {
        view! { <div class="static" data-static="">{children()}</div> }.into_any()
    }
}
