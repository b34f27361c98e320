use super::super::tests::{ID, clip, pack, page};
use super::*;
use proptest::prelude::*;

/// What a link carries of a pack.
fn carried(pack: &Pack) -> Pack {
    let mut pack = pack.clone();
    pack.removed.clear();
    pack.past.clear();
    for item in &mut pack.items {
        item.added = 0;
        item.past.clear();
    }
    pack
}

fn sample() -> Pack {
    let mut pack = Pack::new(ID, "栈桥 day", 1_741_651_200_000);
    pack.day = Some("2025-12-31".into());
    for path in [
        "/library/locations/zhanqiao-pier",
        "/library/clips/zhanqiao-pier-gulls",
        "/summit/2023/sessions/opening-ceremony",
        "/summit/2023",
        "/",
        "/news/archive/2023/08",
    ] {
        pack.items.push(Item { page: page(path), note: String::new(), added: 0, past: vec![] });
    }
    pack.items[1].note = "call first,\nnorth gate".into();
    pack
}

#[test]
fn the_form_of_version_1_does_not_change() {
    assert_eq!(write(&sample()), GOLDEN);
    assert_eq!(read(GOLDEN), Ok(sample()));
    assert_eq!(read(&format!(" {GOLDEN}\n")), Ok(sample()));
}

const GOLDEN: &str = "1Y4cWoewBI0VniavN7wEjRWeJq83vgKCCqLBl_VNmBb-QTmiYllo6M2hehSe9Y6SGP7RCozSYv5VZ-fNoFYSLX04ymaVAs0zzXe5VJ-8ulHuHVbaHrnyAW6iWt3nIlJIrXRfhRhuxnsI";

#[test]
fn what_is_no_link_says_why() {
    for (link, error, words) in [
        ("", LinkError::Empty, "the link holds no pack"),
        (" ", LinkError::Empty, "the link holds no pack"),
        ("2AAAA", LinkError::OtherVersion('2'), "the link is of version 2, this program reads version 1"),
        ("栈", LinkError::OtherVersion('栈'), "the link is of version 栈, this program reads version 1"),
        ("1", LinkError::CutShort, "the link was cut short; its end is missing"),
        ("1!", LinkError::Damaged, "the link is damaged; a character of it was changed"),
        ("1栈", LinkError::Damaged, "the link is damaged; a character of it was changed"),
    ] {
        assert_eq!(read(link), Err(error), "{link}");
        assert_eq!(error.to_string(), words);
    }
    let long = format!("1{}", "A".repeat(MAX_LENGTH));
    assert_eq!(read(&long), Err(LinkError::TooLong));
    assert_eq!(LinkError::TooLong.to_string(), "the link is too long");
}

#[test]
fn every_change_of_one_character_is_noticed() {
    let link = write(&sample());
    for at in 0..link.len() {
        assert_eq!(read(&link[..at]), Err(if at == 0 { LinkError::Empty } else { LinkError::CutShort }), "{at}");
        for other in ['A', 'b', '0', '_', '%', '.'] {
            let mut changed: Vec<char> = link.chars().collect();
            if changed[at] != other {
                changed[at] = other;
                assert!(read(&changed.iter().collect::<String>()).is_err(), "{at} {other}");
            }
        }
        let mut doubled = link.clone();
        doubled.insert(at, link.as_bytes()[at] as char);
        assert!(read(&doubled).is_err(), "{at} doubled");
    }
    assert_eq!(read(&format!("{link}.")), Err(LinkError::Damaged));
    assert_eq!(read(&format!("{link}A")), Err(LinkError::Damaged));
}

/// A link with a right checksum around any payload.
fn sealed(payload: &[u8]) -> String {
    let mut bytes = Vec::new();
    put_number(&mut bytes, payload.len() as u64);
    bytes.extend(checksum(payload).to_be_bytes());
    bytes.extend(payload);
    let mut link = String::from(VERSION);
    put_base64(&mut link, &bytes);
    link
}

#[test]
fn a_link_stretches_only_so_far() {
    let mut rest = Vec::new();
    put_text(&mut rest, "bomb");
    put_number(&mut rest, 0);
    for number in 0..60 {
        put_page(&mut rest, &clip(&number.to_string()));
        rest.push(1);
        put_text(&mut rest, &"a".repeat(9_999));
    }
    rest.push(0);
    let mut payload = vec![0; 17];
    payload.extend(squeeze::squeeze(&rest));
    let link = sealed(&payload);
    assert!(link.len() < MAX_LENGTH, "{}", link.len());
    assert_eq!(read(&link), Err(LinkError::TooLong));
}

#[test]
fn a_forged_payload_is_refused() {
    let forge = |rest: &[u8]| {
        let mut payload = vec![0; 17];
        payload.extend(squeeze::squeeze(rest));
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
    fn a_link_reads_back(pack in pack()) {
        prop_assert_eq!(read(&write(&pack)), Ok(carried(&pack)));
    }

    #[test]
    fn no_text_breaks_the_reader(text: String, bytes: Vec<u8>) {
        let _ = read(&text);
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
}
