//! Readers' own data, stored in their browser: packs, stars and lists, with links, exports, backup and merging.

pub mod file;
pub mod pack;
pub mod stored;
