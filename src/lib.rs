//! City of Film: the site of a city's film office, as one WebAssembly app.
//!
//! The same components run in the browser (feature `hydrate`) and in the native site tool (feature `ssr`).
//! ARCHITECTURE.md describes the structure; the modules below are in reading order.

#[cfg(all(feature = "hydrate", feature = "ssr"))]
compile_error!("features `hydrate` and `ssr` are two builds; choose one");

/// Whether this is the build for the site tool, which renders every page.
pub const IS_SITE_TOOL: bool = cfg!(feature = "ssr");

pub use film_core::{json, load, locale, model, route};
pub use userdata::{file, pack, stored};
pub use {agenda, catalog, geo, wire};

pub mod offline;

pub mod browser;
pub mod page;
pub mod ui;

pub mod app;

#[cfg(feature = "ssr")]
pub mod prerender;
