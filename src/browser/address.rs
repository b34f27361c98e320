//! The reactive address of a page.

use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationProvider};

/// The address of the page that a component is on. It stands still while the page is put away.
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
    /// A path alone, as pages are prerendered.
    pub fn new(path: &str) -> Address {
        Address {
            path: RwSignal::new(path.to_owned()),
            query: RwSignal::new(String::new()),
            fragment: RwSignal::new(String::new()),
        }
    }

    /// What the address bar shows.
    pub fn current() -> Address {
        let address = Address::new("");
        address.update();
        address
    }

    /// The same address, which changes by itself.
    pub(super) fn now(self) -> Address {
        let copy = |signal: RwSignal<String>| RwSignal::new(signal.get_untracked());
        Address { path: copy(self.path), query: copy(self.query), fragment: copy(self.fragment) }
    }

    /// Follows the address bar.
    pub(super) fn update(self) {
        // The address bar of a page can always be read.
        let Ok(url) = BrowserUrl::current() else { return };
        for (signal, now) in [(self.path, url.path()), (self.query, url.search()), (self.fragment, url.hash())] {
            if signal.with_untracked(|before| before != now) {
                signal.set(now.to_owned());
            }
        }
    }
}

/// The address of the page that a component is on.
pub fn use_address() -> Address {
    expect_context()
}
