//! What readers make and their browser stores: packs, stars and lists, with links, exports, backup and merging.

pub mod keep;
pub mod pack;
