//! Percent-encoding of query values (RFC 3986, 2.1).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Every character except letters, digits, `-`, `.`, `_` and `~` (RFC 3986, 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes every character except letters, digits, `-`, `.`, `_` and `~`.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// Decodes once; `+` is a space. Invalid escapes are unchanged, and invalid UTF-8 becomes U+FFFD.
pub fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_and_their_codes() {
        assert_eq!(encode("a-._~ &栈"), "a-._~%20%26%E6%A0%88");
        for (code, text) in [("sea+fog", "sea fog"), ("100%2525", "100%25"), ("%zz%4", "%zz%4"), ("%ff", "\u{fffd}")] {
            assert_eq!(decode(code), text);
        }
    }

    proptest! {
        #[test]
        fn texts_come_back(text: String) {
            prop_assert_eq!(decode(&encode(&text)), text);
        }
    }
}
