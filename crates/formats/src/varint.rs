//! Varints: seven bits per byte, lowest bits first. Every byte except the last has the eighth bit set.

/// Appends a number.
pub fn push(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Reads a number from bytes that come one at a time. `None` if they end early or the number has more than ten bytes.
pub fn pull(mut next: impl FnMut() -> Option<u8>) -> Option<u64> {
    let mut number = 0;
    for place in 0..10 {
        let byte = next()?;
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Reads a 32-bit number and returns it with the remaining bytes. `None` if it is malformed. This is the hot loop of
/// every text query; it is written out because the browser's program is compiled for size.
#[inline(always)]
pub fn split(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0;
    let mut shift = 0;
    let mut rest = bytes;
    while let [byte, ref after @ ..] = *rest {
        number |= u32::from(byte & 0x7f) << shift;
        rest = after;
        if byte < 0x80 {
            return (shift < 28 || byte < 0x10).then_some((number, rest));
        }
        shift += 7;
        if shift > 28 {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(number: u64, short: u32, after: Vec<u8>) {
            let mut out = Vec::new();
            push(&mut out, number);
            let mut bytes = out.iter().copied();
            prop_assert_eq!((pull(|| bytes.next()), bytes.next()), (Some(number), None));
            let mut out = Vec::new();
            push(&mut out, short.into());
            let length = out.len();
            out.extend(&after);
            prop_assert_eq!(split(&out), Some((short, &after[..])));
            prop_assert_eq!(split(&out[..length - 1]), None);
        }

        #[test]
        fn no_bytes_break_the_readers(bytes: Vec<u8>) {
            let mut rest = bytes.iter().copied();
            let _ = (pull(|| rest.next()), split(&bytes));
        }
    }

    #[test]
    fn numbers_that_are_too_long_are_refused() {
        assert_eq!(split(&[0xff, 0xff, 0xff, 0xff, 0x0f]), Some((u32::MAX, &[][..])));
        assert_eq!(split(&[0xff, 0xff, 0xff, 0xff, 0x1f]), None);
        assert_eq!(split(&[0x80; 9]), None);
        assert_eq!(pull(|| Some(0x80)), None);
    }
}
