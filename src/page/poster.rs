//! Posters: a picture of a page or of the pack to save and forward, with a QR code of its link.
//!
//! The buttons are on pages of many kinds and have no code of their own (`ui::poster_button`). The dialogue and its
//! content are a chunk that is fetched when the first of them is pressed.

mod content;
pub mod dialog;

use super::chunk;
use crate::browser;
use crate::route::Page;
use crate::wire::Site;
use leptos::prelude::*;
use std::sync::Arc;

/// Mounts the dialogue, which shows the poster of a page while there is one.
pub type MountPoster = fn(RwSignal<Option<Page>>, Arc<Site>);

/// Opens a poster when its button is pressed.
pub fn watch_posters(site: Arc<Site>) {
    let wanted = RwSignal::new(None);
    let path = browser::use_address().path;
    let owner = Owner::current().unwrap_or_default();
    browser::on_ready(move || {
        let mounted = StoredValue::new(false);
        browser::on_button("data-poster", move |page| {
            if mounted.get_value() {
                return wanted.set(Some(page));
            }
            let (owner, site, before) = (owner.clone(), site.clone(), path.get_untracked());
            leptos::task::spawn_local(async move {
                match chunk::poster_view().await {
                    Ok(mount) => {
                        // Pressed twice.
                        if !mounted.get_value() {
                            mounted.set_value(true);
                            owner.with(|| mount(wanted, site));
                        }
                        // The reader may have gone to another page meanwhile.
                        if path.get_untracked() == before {
                            wanted.set(Some(page));
                        }
                    }
                    Err(_) => browser::tell_missing(),
                }
            });
        });
    });
}
