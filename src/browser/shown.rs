//! What a page does only while it is in the document. A page that is left may be put away whole and come back with
//! Back or Forward; meanwhile nothing of it listens, ticks, or marks anything outside of it.

use super::when_ready;
use leptos::prelude::*;

/// Whether the page is in the document. What is on no page, the frame, always is.
#[derive(Clone, Copy)]
pub(super) struct Shown(pub RwSignal<bool>);

/// Ends what was begun.
pub(super) type Stop = Box<dyn FnOnce() + Send + Sync>;

/// Tracks whether the page is in the document.
pub(super) fn is_shown() -> bool {
    use_context::<Shown>().is_none_or(|Shown(shown)| shown.get())
}

/// Begins something now and each time the page comes back, or a signal that `start` reads changes; and ends it before
/// that, and when the page is left.
pub(super) fn while_shown(start: impl Fn() -> Stop + 'static) {
    let start: Box<dyn Fn() -> Stop> = Box::new(start);
    Effect::new(move |_| {
        if is_shown() {
            on_cleanup(start());
        }
    });
}

/// Runs a task once the page is hydrated, and each time it comes back: for what may have changed meanwhile.
pub fn on_show(task: impl Fn() + Clone + 'static) {
    Effect::new(move |_| {
        if is_shown() {
            when_ready(task.clone());
        }
    });
}

/// Runs a task once the page is hydrated.
pub fn on_ready(task: impl FnOnce() + 'static) {
    let mut task = Some(task);
    Effect::new(move |_| task.take().map(when_ready));
}
