//! Names and digests of published bytes.

use super::Files;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use film_core::route::base;
use sha2::{Digest, Sha256, Sha384};

/// Publishes bytes under a name derived from their digest. Returns the URL.
pub fn publish(folder: &str, bytes: &[u8], ending: &str, files: &mut Files) -> String {
    let path = format!("{folder}/{}.{ending}", name(bytes));
    let address = base::join(&format!("/{path}"));
    files.entry(path).or_insert_with(|| bytes.to_vec());
    address
}

/// The address of a page or file with scheme and host. Files that are published elsewhere have them already.
pub fn whole(origin: &str, address: &str) -> String {
    if address.starts_with('/') { format!("{origin}{address}") } else { address.to_owned() }
}

/// A name derived from content: the first 12 characters of its SHA-256 in URL-safe Base64 (72 bits).
pub fn name(bytes: &[u8]) -> String {
    let name = URL_SAFE_NO_PAD.encode(&Sha256::digest(bytes)[..9]);
    // A leading hyphen would look like an option on a command line.
    name.replace('-', "0").replace('_', "1")
}

/// A text as part of a URL: its letters and digits in lower case, joined by hyphens.
pub fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// SHA-256 in URL-safe Base64, the form that the service worker compares.
pub fn digest(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}

/// A subresource integrity digest: `sha384-…`.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// A digest for a content security policy: `'sha256-…'`.
pub fn policy_digest(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}
