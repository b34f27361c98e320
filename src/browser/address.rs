//! The reactive URL of a page.

use leptos::prelude::*;

/// The URL of the page that a component is on. It does not change while the page is in the page cache.
#[derive(Clone, Copy)]
pub struct Address {
    /// The path.
    pub path: RwSignal<String>,
    /// The query, without its `?`.
    pub query: RwSignal<String>,
    /// The fragment, with its `#`.
    pub fragment: RwSignal<String>,
}

impl Address {
    /// An address with a path only, as pages are prerendered.
    pub fn new(path: &str) -> Address {
        Address {
            path: RwSignal::new(path.to_owned()),
            query: RwSignal::new(String::new()),
            fragment: RwSignal::new(String::new()),
        }
    }

    /// The URL in the address bar.
    pub fn current() -> Address {
        let address = Address::new("");
        address.update();
        address
    }

    /// An independent copy with the present values.
    pub(super) fn now(self) -> Address {
        let copy = |signal: RwSignal<String>| RwSignal::new(signal.get_untracked());
        Address { path: copy(self.path), query: copy(self.query), fragment: copy(self.fragment) }
    }

    /// Whether the address bar still shows this path. A task of a page may end after the reader has left it.
    pub fn is_current(self) -> bool {
        let path = window().location().pathname().unwrap_or_default();
        self.path.with_untracked(|own| *own == path)
    }

    /// Updates the signals from the address bar.
    pub(super) fn update(self) {
        let location = window().location();
        let query = location.search().unwrap_or_default();
        let parts = [
            (self.path, location.pathname().unwrap_or_default()),
            (self.query, query.trim_start_matches('?').to_owned()),
            (self.fragment, location.hash().unwrap_or_default()),
        ];
        for (signal, now) in parts {
            if signal.with_untracked(|before| *before != now) {
                signal.set(now);
            }
        }
    }
}

/// The URL of the page that a component is on.
pub fn use_address() -> Address {
    expect_context()
}
