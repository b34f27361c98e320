//! Published files that stay in the cache until the site is written, because the pictures of an archive do not fit into
//! memory.

use super::naming::digest;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Files are verified and stored on a device in pieces of at most this many bytes, which limits the worker's memory.
pub const PIECE: usize = 1 << 20;

/// A file in the cache.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Where it is.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: usize,
    /// The digest of each of its pieces.
    pub pieces: Vec<String>,
}

/// Stored files: path relative to the site's root → file.
pub type StoredFiles = BTreeMap<String, Stored>;

/// The digest of each piece of a file.
pub fn pieces(bytes: &[u8]) -> Vec<String> {
    if bytes.is_empty() {
        return vec![digest(bytes)];
    }
    bytes.chunks(PIECE).map(digest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_file_is_named_piece_by_piece() {
        // SHA-256 of the empty input, FIPS 180-4.
        assert_eq!(pieces(b""), ["47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"]);
        for (bytes, count) in [(1, 1), (PIECE, 1), (PIECE + 1, 2), (3 * PIECE, 3)] {
            assert_eq!(pieces(&vec![7; bytes]).len(), count, "{bytes} bytes");
        }
    }
}
