//! Shared types: languages and interface strings, content records, routes, and loading states.

pub mod json;
pub mod load;
pub mod locale;
pub mod model;
pub mod route;
