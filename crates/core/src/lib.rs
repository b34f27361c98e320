//! What everything else names: the languages and their words, the records that editors write, the addresses of pages,
//! and the states of something that is fetched.

pub mod load;
pub mod locale;
pub mod model;
pub mod route;
