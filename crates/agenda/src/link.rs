//! A reader's own agenda as a text for the fragment of an address.
//!
//! `1.<length>.<check>.<id>.<id>…`: the version, the length of the ids in characters, their FNV-1a digest
//! in hexadecimal (Fowler, Noll, Vo; draft-eastlake-fnv), and the ids of the sessions. The edition is
//! that of the page.

use std::fmt;

/// The version of the form.
const VERSION: &str = "1";

/// The most characters that are read.
pub const MAX_LENGTH: usize = 32_768;

/// Why a link cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It names no session.
    Empty,
    /// Another version of the form.
    OtherVersion,
    /// The end is missing.
    CutShort,
    /// Characters were changed or added.
    Damaged,
    /// Longer than [`MAX_LENGTH`].
    TooLong,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LinkError::Empty => "the link names no session",
            LinkError::OtherVersion => "the link is of another version",
            LinkError::CutShort => "the link was cut short; its end is missing",
            LinkError::Damaged => "the link is damaged; a character of it was changed",
            LinkError::TooLong => "the link is too long",
        })
    }
}

impl std::error::Error for LinkError {}

/// Writes ids of sessions as letters, digits, `-` and `.`.
pub fn write(ids: &[String]) -> String {
    let list = ids.join(".");
    let mut text = [VERSION, ".", &list.len().to_string(), "."].concat();
    push_digest(&mut text, &list);
    text.push('.');
    text.push_str(&list);
    text
}

/// Reads a link, without what stands before it in the fragment. Ids that the edition does not have are kept:
/// the page names them.
pub fn read(link: &str) -> Result<Vec<String>, LinkError> {
    let link = link.trim();
    if link.is_empty() {
        return Err(LinkError::Empty);
    }
    if link.len() > MAX_LENGTH {
        return Err(LinkError::TooLong);
    }
    let mut parts = link.splitn(4, '.');
    let version = parts.next().unwrap_or_default();
    if version != VERSION {
        return Err(LinkError::OtherVersion);
    }
    let (Some(length), Some(digest), Some(list)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(LinkError::CutShort);
    };
    let length: usize = length.parse().map_err(|_| LinkError::Damaged)?;
    if list.len() < length {
        return Err(LinkError::CutShort);
    }
    let mut expected = String::new();
    push_digest(&mut expected, list);
    if list.len() > length || digest != expected {
        return Err(LinkError::Damaged);
    }
    if list.is_empty() {
        return Err(LinkError::Empty);
    }
    let mut ids: Vec<String> = Vec::new();
    for id in list.split('.') {
        if !ids.iter().any(|known| known == id) {
            ids.push(id.to_owned());
        }
    }
    Ok(ids)
}

fn push_digest(text: &mut String, list: &str) {
    let digest = list.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    for place in (0..8).rev() {
        text.extend(char::from_digit(digest >> (place * 4) & 15, 16));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn links_and_what_is_wrong_with_them() {
        let link = write(&ids("opening aigc-report talk-2"));
        assert_eq!(link, "1.26.79e4bba7.opening.aigc-report.talk-2");
        assert_eq!(read(&link), Ok(ids("opening aigc-report talk-2")));
        for (bad, error) in [
            ("", LinkError::Empty),
            ("  ", LinkError::Empty),
            (&write(&[]), LinkError::Empty),
            ("2.1.0.a", LinkError::OtherVersion),
            ("opening", LinkError::OtherVersion),
            ("1", LinkError::CutShort),
            ("1.26", LinkError::CutShort),
            ("1.26.79e4bba7", LinkError::CutShort),
            ("1.26.79e4bba7.opening.aigc-report.talk-", LinkError::CutShort),
            ("1.26.79e4bba7.opening.aigc-report.talk-3", LinkError::Damaged),
            ("1.26.79e4bba7.opening.aigc-report.talk-22", LinkError::Damaged),
            ("1.x.79e4bba7.opening", LinkError::Damaged),
            ("1.-1.79e4bba7.opening", LinkError::Damaged),
            (&["1.9.0.", &"a".repeat(MAX_LENGTH)].concat(), LinkError::TooLong),
        ] {
            assert_eq!(read(bad), Err(error), "{bad:.60}");
        }
        assert_eq!(read(&write(&ids("a b a"))), Ok(ids("a b")), "an id counts once");
    }

    proptest! {
        #[test]
        fn a_link_reads_back_and_no_part_of_it_does(list in prop::collection::btree_set("[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", 1..40)) {
            let list: Vec<String> = list.into_iter().collect();
            let link = write(&list);
            prop_assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)));
            prop_assert_eq!(read(&link), Ok(list));
            for end in 1..link.len() {
                prop_assert_eq!(read(&link[..end]), Err(LinkError::CutShort));
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text: String) {
            let _ = read(&text);
            let _ = read(&["1.", &text].concat());
        }
    }
}
