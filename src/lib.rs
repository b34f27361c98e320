//! City of Film: the site of a city's film office, as one WebAssembly app.
//!
//! The same components run in the browser (feature `hydrate`) and in the
//! native site tool (feature `ssr`). ARCHITECTURE.md draws the map; the
//! modules below are in reading order.

#[cfg(all(feature = "hydrate", feature = "ssr"))]
compile_error!("features `hydrate` and `ssr` are two builds; choose one");

pub mod locale;
pub mod model;
pub mod route;

pub mod agenda;
pub use catalog;
pub mod geo;
pub mod keep;
pub mod load;
pub mod offline;
pub mod pack;
pub mod wire;

pub mod browser;
pub mod page;
pub mod ui;

pub mod app;

#[cfg(feature = "ssr")]
pub mod site;
