//! Static subtrees: text, links and pictures. Hydration skips them.

use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static HYDRATING: Cell<bool> = const { Cell::new(false) };
}

/// Runs the hydration of a prerendered page. Meanwhile, a [`Static`] leaves its nodes unchanged.
pub fn hydrate<T>(run: impl FnOnce() -> T) -> T {
    HYDRATING.set(true);
    let done = run();
    HYDRATING.set(false);
    done
}

/// Whether a prerendered page is being hydrated at this moment.
pub fn hydrating() -> bool {
    HYDRATING.get()
}

/// Content without behaviour: text, links, pictures. During hydration its children are not even created: the
/// prerendered nodes are correct, and the time is better spent on interactive elements.
///
/// A component inside it that has listeners or changes would not work on a prerendered page.
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
