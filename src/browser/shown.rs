//! Tasks that a page runs only while it is in the document. A page that is left may be moved to the page cache and
//! come back with Back or Forward. Meanwhile it has no listeners and timers, and marks nothing outside of itself.

use super::when_ready;
use crate::ui::effect;
use leptos::prelude::*;

/// Whether the page is in the document. The frame, which belongs to no page, always is.
#[derive(Clone, Copy)]
pub(super) struct Shown(pub RwSignal<bool>);

/// Stops what was started.
pub(super) type Stop = Box<dyn FnOnce() + Send + Sync>;

/// Whether the page is in the document; tracked.
pub(super) fn is_shown() -> bool {
    use_context::<Shown>().is_none_or(|Shown(shown)| shown.get())
}

/// Starts something now, each time the page comes back, and each time a signal that `start` reads changes. Stops it
/// before that, and when the page is left.
pub(super) fn while_shown(start: impl Fn() -> Stop + 'static) {
    let start: Box<dyn Fn() -> Stop> = Box::new(start);
    effect(move || {
        if is_shown() {
            on_cleanup(start());
        }
    });
}

/// Runs a task once the page is hydrated, and each time it comes back, because things may have changed meanwhile.
pub fn on_show(task: impl Fn() + Clone + 'static) {
    effect(move || {
        if is_shown() {
            when_ready(task.clone());
        }
    });
}

/// Runs a task once the page is hydrated.
pub fn on_ready(task: impl FnOnce() + 'static) {
    let mut task = Some(task);
    effect(move || {
        if let Some(task) = task.take() {
            when_ready(task);
        }
    });
}
