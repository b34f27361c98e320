//! Old links, and the encoder of version 1 to test the reader on more links.

use super::super::read;
use super::super::tests::{carried, refuses_every_change, sample};
use super::stretch::{Model, PRIMER};
use super::*;
use crate::pack::tests::{clip, pack};
use film_core::route::Page;
use proptest::prelude::*;

#[test]
fn a_link_of_version_1_is_read() {
    assert_eq!(write(&sample()), GOLDEN);
    assert_eq!(read(GOLDEN), Ok(sample()));
    assert_eq!(read(&format!(" {GOLDEN}\n")), Ok(sample()));
}

const GOLDEN: &str = "1Y4cWoewBI0VniavN7wEjRWeJq83vgKCCqLBl_VNmBb-QTmiYllo6M2hehSe9Y6SGP7RCozSYv5VZ-fNoFYSLX04ymaVAs0zzXe5VJ-8ulHuHVbaHrnyAW6iWt3nIlJIrXRfhRhuxnsI";

#[test]
fn what_is_no_link_says_why() {
    for (link, error) in [
        ("1", LinkError::CutShort),
        ("1!", LinkError::Damaged),
        ("1栈", LinkError::Damaged),
        ("1AAAA", LinkError::CutShort),
    ] {
        assert_eq!(read(link), Err(error), "{link}");
    }
    let long = format!("1{}", "A".repeat(MAX_LENGTH));
    assert_eq!(read(&long), Err(LinkError::TooLong));
}

#[test]
fn every_change_of_one_character_is_noticed() {
    refuses_every_change(&write(&sample()));
}

/// Writes a pack as a link of version 1.
fn write(pack: &Pack) -> String {
    let mut rest = Vec::new();
    put_text(&mut rest, &pack.name);
    varint::push(&mut rest, pack.day.as_deref().map_or(0, day_number));
    for item in &pack.items {
        put_page(&mut rest, &item.page);
        rest.push(u8::from(!item.note.is_empty()));
        if !item.note.is_empty() {
            put_text(&mut rest, &item.note);
        }
    }
    rest.push(0);
    let digits = |at: usize| u8::from_str_radix(&pack.id[at..at + 2], 16).unwrap();
    let mut payload: Vec<u8> = (0..32).step_by(2).map(digits).collect();
    // Zigzag, so that a time before 1970 is short too.
    varint::push(&mut payload, (pack.changed << 1 ^ pack.changed >> 63) as u64);
    payload.extend(squeeze(&rest));
    sealed(&payload)
}

/// A link with a valid checksum around any payload.
fn sealed(payload: &[u8]) -> String {
    let mut bytes = Vec::new();
    varint::push(&mut bytes, payload.len() as u64);
    bytes.extend(crc32(payload).to_be_bytes());
    bytes.extend(payload);
    format!("{VERSION}{}", base64url::encode(&bytes))
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    varint::push(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// Writes the kind, the year if there is one, and the id. The next byte is below 32 and ends the id.
fn put_page(out: &mut Vec<u8>, page: &Page) {
    let path = page.path();
    for (kind, prefix) in KINDS.iter().enumerate().skip(1) {
        let (start, end) = prefix.split_once('*').unwrap_or((prefix, ""));
        let Some(mut rest) = path.strip_prefix(start) else { continue };
        let mut year = None;
        if !end.is_empty() {
            let Some((text, after)) = rest.split_once(end) else { continue };
            let Some(number) = text.parse::<u64>().ok().filter(|number| number.to_string() == text) else { continue };
            year = Some(number);
            rest = after;
        }
        out.push(kind as u8);
        if let Some(year) = year {
            varint::push(out, year);
        }
        out.extend_from_slice(rest.as_bytes());
        return;
    }
}

/// A day as a number above 0.
fn day_number(day: &str) -> u64 {
    let mut parts = day.split('-').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next() * 12 + next()) * 32 + next()
}

/// Compresses bytes. Their number is not written, so they must mark their own end.
fn squeeze(bytes: &[u8]) -> Vec<u8> {
    let mut model = Model::new();
    let mut out = Vec::new();
    let (mut low, mut high) = (0_u32, u32::MAX);
    for byte in bytes {
        for place in (0..8).rev() {
            let bit = i32::from(byte >> place & 1);
            let middle = low + ((high - low) >> 12) * model.predict() as u32;
            if bit == 1 {
                high = middle
            } else {
                low = middle + 1
            }
            model.learn(bit);
            while (low ^ high) >> 24 == 0 {
                out.push((high >> 24) as u8);
                low <<= 8;
                high = high << 8 | 255;
            }
        }
    }
    // The shortest number in the range. The reader treats missing bytes as zeros.
    for length in 0..=4 {
        let mask = u32::MAX.checked_shr(8 * length).unwrap_or(0);
        let end = high & !mask;
        if end >= low {
            out.extend_from_slice(&end.to_be_bytes()[..length as usize]);
            break;
        }
    }
    while out.last() == Some(&0) {
        out.pop();
    }
    out
}

fn round(bytes: &[u8]) {
    let squeezed = squeeze(bytes);
    let mut stretch = Stretch::new(&squeezed);
    let back: Vec<u8> = bytes.iter().map(|_| stretch.byte()).collect();
    assert_eq!(back, bytes);
}

#[test]
fn odd_texts_come_back() {
    for bytes in [&b""[..], b"\0", b"\xff", &[0; 5_000], &[255; 5_000], PRIMER.as_bytes()] {
        round(bytes);
    }
    let all: Vec<u8> = (0..20_000_u32).map(|n| ((n * n) >> 3) as u8).collect();
    round(&all);
}

#[test]
fn nonsense_is_read_without_end() {
    let mut stretch = Stretch::new(&[7, 200, 3]);
    for _ in 0..10_000 {
        stretch.byte();
    }
}

#[test]
fn a_link_stretches_only_so_far() {
    let mut rest = Vec::new();
    put_text(&mut rest, "bomb");
    varint::push(&mut rest, 0);
    for number in 0..60 {
        put_page(&mut rest, &clip(&number.to_string()));
        rest.push(1);
        put_text(&mut rest, &"a".repeat(9_999));
    }
    rest.push(0);
    let mut payload = vec![0; 17];
    payload.extend(squeeze(&rest));
    let link = sealed(&payload);
    assert!(link.len() < MAX_LENGTH, "{}", link.len());
    assert_eq!(read(&link), Err(LinkError::TooLong));
}

#[test]
fn a_forged_payload_is_refused() {
    let forge = |rest: &[u8]| {
        let mut payload = vec![0; 17];
        payload.extend(squeeze(rest));
        read(&sealed(&payload))
    };
    for rest in [
        &b"\x02\xff\xff\0\0"[..],
        b"\0\x01\0",
        b"\0\0\x02a-\0\0",
        b"\0\0\x02a\0\x02a\0\0",
        b"\0\0\x07a\0\0",
        b"\0\0\x04\xe7\x0f\0\0",
        b"\0\0\x06nowhere\0\0",
        b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0",
        b"\xff\xff\x7f\0\0\0",
    ] {
        assert_eq!(forge(rest), Err(LinkError::Damaged), "{rest:?}");
    }
    assert_eq!(read(&sealed(b"")), Err(LinkError::Damaged));
    assert_eq!(forge(b"\0\0\0").map(|pack| pack.items.len()), Ok(0));
}

#[test]
fn all_days_come_back() {
    for day in ["0000-01-01", "1999-12-31", "2024-02-29", "2025-01-01", "9999-12-31"] {
        assert_eq!(day_text(day_number(day)).as_deref(), Some(day));
    }
    assert_eq!(day_text(1), None);
    assert_eq!(day_text(u64::MAX), None);
}

proptest! {
    #[test]
    fn a_link_reads_back(mut pack in pack()) {
        // Links of version 1 have no pictures.
        pack.items.iter_mut().for_each(|item| item.pictures.clear());
        prop_assert_eq!(read(&write(&pack)), Ok(carried(&pack)));
    }

    #[test]
    fn no_text_breaks_the_reader(text: String, bytes: Vec<u8>) {
        let _ = read(&format!("1{text}"));
        let _ = read(&sealed(&bytes));
    }

    #[test]
    fn two_characters_exchanged_are_noticed(pack in pack(), at in 1..40_usize) {
        let link = write(&pack);
        let mut bytes = link.clone().into_bytes();
        let next = at + 1;
        prop_assume!(next < bytes.len() && bytes[at] != bytes[next]);
        bytes.swap(at, next);
        prop_assert!(read(&String::from_utf8(bytes).unwrap()).is_err());
    }

    #[test]
    fn what_is_squeezed_comes_back(bytes: Vec<u8>) {
        round(&bytes);
    }

    #[test]
    fn texts_come_back(text in "[a-z栈桥 -]{0,400}") {
        round(text.as_bytes());
    }
}
