//! Data in a URL fragment, protected against damage in transit.
//!
//! A link consists of the version, the length of the body in characters, its FNV-1a checksum in hexadecimal, and the
//! body, with a separator between them.

use crate::checksum::{FNV32, fnv32};
use thiserror::Error;

/// Why a link cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// The link is empty.
    #[error("the link is empty")]
    Empty,
    /// It has a version that the program does not read.
    #[error("the link is of another version")]
    OtherVersion,
    /// Its end is missing.
    #[error("the link was cut short; its end is missing")]
    CutShort,
    /// Characters were changed, added or lost.
    #[error("the link is damaged; a character of it was changed")]
    Damaged,
    /// Its stated length is greater than the maximum.
    #[error("the link is too long")]
    TooLong,
}

/// A format of links.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Its version.
    pub version: &'static str,
    /// The separator between the parts.
    pub separator: char,
    /// The maximum length of a body to read, in characters.
    pub most: usize,
}

impl Form {
    /// Writes a link with a body.
    pub fn write(&self, body: &str) -> String {
        let separator = self.separator.to_string();
        [self.version, &body.len().to_string(), &check(body), body].join(&separator)
    }

    /// The body of a link. The link contains its length, so text that messengers append (`&tdsourcetag=…`, a full stop,
    /// a quotation mark) is ignored, and so is leading white space.
    pub fn read<'a>(&self, link: &'a str) -> Result<&'a str, LinkError> {
        let link = link.trim();
        if link.is_empty() {
            return Err(LinkError::Empty);
        }
        let mut parts = link.splitn(4, self.separator);
        if parts.next() != Some(self.version) {
            return Err(LinkError::OtherVersion);
        }
        let (Some(length), Some(sum), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(LinkError::CutShort);
        };
        let length: usize = length.parse().map_err(|_| LinkError::Damaged)?;
        if length > self.most {
            return Err(LinkError::TooLong);
        }
        if rest.len() < length {
            return Err(LinkError::CutShort);
        }
        let body = rest.get(..length).filter(|body| sum == check(body)).ok_or(LinkError::Damaged)?;
        if body.is_empty() { Err(LinkError::Empty) } else { Ok(body) }
    }
}

fn check(body: &str) -> String {
    format!("{:08x}", fnv32(FNV32, body.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text that messengers, mail programs and people append to links.
    const APPENDED: [&str; 12] = [
        "&tdsourcetag=s_pctim_aiomsg",
        "?from=singlemessage&isappinstalled=0",
        "%20",
        ".",
        "。",
        "”",
        ">",
        ")",
        "…",
        ",",
        "2",
        "%E3%80%82",
    ];

    const DOTS: Form = Form { version: "1", separator: '.', most: 100 };
    const LINES: Form = Form { version: "2", separator: '_', most: 200 };

    #[test]
    fn links_and_what_is_wrong_with_them() {
        let link = "1.26.79e4bba7.opening.aigc-report.talk-2";
        assert_eq!(DOTS.write("opening.aigc-report.talk-2"), link);
        assert_eq!(DOTS.read(&[" ", link, "\n"].concat()), Ok("opening.aigc-report.talk-2"));
        for (bad, error) in [
            ("", LinkError::Empty),
            ("  ", LinkError::Empty),
            (&DOTS.write(""), LinkError::Empty),
            ("2.1.0.a", LinkError::OtherVersion),
            ("opening", LinkError::OtherVersion),
            ("栈", LinkError::OtherVersion),
            ("1", LinkError::CutShort),
            ("1.26", LinkError::CutShort),
            ("1.26.79e4bba7", LinkError::CutShort),
            ("1.26.79e4bba7.opening.aigc-report.talk-", LinkError::CutShort),
            ("1.26.79e4bba7.opening.aigc-report.talk-3", LinkError::Damaged),
            // Cut short, with text appended.
            ("1.26.79e4bba7.opening.aigc-report.t&from=singlemessage", LinkError::Damaged),
            ("1.26.79e4bba7.opening.aigc-report.talk-栈", LinkError::Damaged),
            ("1.x.79e4bba7.opening", LinkError::Damaged),
            ("1.-1.79e4bba7.opening", LinkError::Damaged),
            (&["1.101.0.", &"a".repeat(101)].concat(), LinkError::TooLong),
            ("1.101.0.a", LinkError::TooLong),
        ] {
            assert_eq!(DOTS.read(bad), Err(error), "{bad:.60}");
        }
        for appended in APPENDED {
            assert_eq!(DOTS.read(&[link, appended].concat()), Ok("opening.aigc-report.talk-2"), "{appended}");
        }
        assert_eq!(LinkError::TooLong.to_string(), "the link is too long");
    }

    proptest! {
        #[test]
        fn a_link_reads_back_and_no_part_of_it_does(body in "[a-zA-Z0-9._-]{1,80}") {
            let link = LINES.write(&body);
            prop_assert_eq!(LINES.read(&link), Ok(&body[..]));
            for end in 1..link.len() {
                prop_assert_eq!(LINES.read(&link[..end]), Err(LinkError::CutShort));
            }
        }

        #[test]
        fn every_change_of_one_character_is_noticed(body in "[a-z_-]{1,20}", other in "[Ab0_%.]", tail: String) {
            let link = LINES.write(&body);
            for at in 0..link.len() {
                if link[at..=at] != other {
                    prop_assert!(LINES.read(&[&link[..at], &other, &link[at + 1..]].concat()).is_err());
                }
                // If the last letter is doubled, the second one counts as appended.
                let doubled = [&link[..=at], &link[at..]].concat();
                prop_assert!(LINES.read(&doubled).map_or(at + 1 < link.len(), |read| read == body), "doubled");
            }
            let appended = [&link, &tail[..]].concat();
            prop_assert_eq!(LINES.read(&appended), Ok(&body[..]));
        }

        #[test]
        fn no_text_breaks_the_reader(text: String) {
            let _ = (DOTS.read(&text), DOTS.read(&["1.", &text].concat()));
        }
    }
}
