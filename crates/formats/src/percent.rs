//! Percent-encoding of query values (RFC 3986, 2.1).

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Encodes all but letters, digits, `-`, `.`, `_` and `~` (RFC 3986, 2.3).
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// Decodes once; `+` is a space. What is no code stays as it is, and what is no UTF-8 becomes U+FFFD.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |i: usize| bytes.get(i).and_then(|b| char::from(*b).to_digit(16)).map(|digit| digit as u8);
        let (byte, length) = match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => (high << 4 | low, 3),
            (b'+', ..) => (b' ', 1),
            (byte, ..) => (byte, 1),
        };
        out.push(byte);
        at += length;
    }
    String::from_utf8_lossy(&out).into_owned()
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
