use super::super::tests::{ID, pack, page};
use super::*;
use proptest::prelude::*;

/// The part of a pack that a link contains.
pub fn carried(pack: &Pack) -> Pack {
    let mut pack = pack.clone();
    pack.removed.clear();
    pack.past.clear();
    for item in &mut pack.items {
        item.added = 0;
        item.past.clear();
    }
    pack
}

pub fn sample() -> Pack {
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
        pack.items.push(Item::new(page(path), 0));
    }
    pack.items[1].note = "call first,\nnorth gate".into();
    pack
}

#[test]
fn the_form_of_version_2_does_not_change() {
    assert_eq!(write(&sample()), GOLDEN);
    assert_eq!(read(GOLDEN), Ok(sample()));
    assert_eq!(read(&format!(" {GOLDEN}\n")), Ok(sample()));
    let empty = Pack::new(ID, "", -1);
    assert_eq!(write(&empty), "2_33_c7cf8113_I22_ASNFZ4mrze8BI0VniavN7wN0_DT-1");
    assert_eq!(read(&write(&empty)), Ok(empty));
}

#[test]
fn chosen_pictures_make_it_version_3() {
    let mut pack = sample();
    pack.items[0].pictures = vec!["0a1b2c3d".into(), "front-2".into()];
    pack.items[1].pictures = vec!["7".into()];
    let link = write(&pack);
    let body = FORM.read(GOLDEN).unwrap();
    let with = body.replacen("Lzhanqiao-pierC", "Lzhanqiao-pierM0a1b2c3dMfront-2C", 1);
    let with = with.replacen("ZQP_", "ZQM7P_", 1);
    assert_eq!(link, FORM_WITH_PICTURES.write(&with));
    assert!(link.starts_with("3_232_"), "{link}");
    assert_eq!(read(&link), Ok(pack));
    // Programs that know only version 2 say that it is another one.
    assert_eq!(FORM.read(&link), Err(LinkError::OtherVersion));
    refuses_every_change(&link);
}

const GOLDEN: &str = "2_213_20cb3497_I22_ASNFZ4mrze8BI0VniavN7wN14_5qCI5qGlIGRheQD2025-12-31T1741651200000Lzhanqiao-pierCzhanqiao-pier-gullsN30_Y2FsbCBmaXJzdCwKbm9ydGggZ2F0ZQP_summit_2023_sessions_opening-ceremonyP_summit_2023P_P_news_archive_2023_08";

#[test]
fn what_is_no_link_says_why() {
    for (link, error) in [
        ("", LinkError::Empty),
        (" ", LinkError::Empty),
        ("3AAAA", LinkError::OtherVersion),
        ("2AAAA", LinkError::OtherVersion),
        ("栈", LinkError::OtherVersion),
        ("2", LinkError::CutShort),
        ("2_1_e60c2c52_", LinkError::CutShort),
        ("2_1_e60c2c52_!", LinkError::Damaged),
        (&FORM.write("!"), LinkError::Damaged),
    ] {
        assert_eq!(read(link), Err(error), "{link}");
    }
    assert_eq!(read(&format!("2_{}_0_A", MAX_LENGTH + 1)), Err(LinkError::TooLong));
}

#[test]
fn every_change_of_one_character_is_noticed() {
    refuses_every_change(&write(&sample()));
}

/// Checks that a link is rejected if a character is changed, doubled or missing at its end, and that appended text is
/// ignored.
pub fn refuses_every_change(link: &str) {
    for at in 0..link.len() {
        assert_eq!(read(&link[..at]), Err(if at == 0 { LinkError::Empty } else { LinkError::CutShort }), "{at}");
        for other in ['A', 'b', '0', '_', '%', '.'] {
            let mut changed: Vec<char> = link.chars().collect();
            if changed[at] != other {
                changed[at] = other;
                assert!(read(&changed.iter().collect::<String>()).is_err(), "{at} {other}");
            }
        }
        let mut doubled = link.to_owned();
        doubled.insert(at, link.as_bytes()[at] as char);
        let same = doubled.starts_with(link);
        assert_eq!(read(&doubled).is_ok(), same, "{at} doubled");
    }
    let whole = read(link);
    for added in [".", "A", "AAAA", "&tdsourcetag=s_pctim_aiomsg", "?from=singlemessage", "%20", "”。", " and more"]
    {
        assert_eq!(read(&format!("{link}{added}")), whole, "{added}");
        assert!(read(&format!("{}{added}", &link[..link.len() - 1])).is_err(), "cut short, then {added}");
    }
}

#[test]
fn a_forged_body_is_refused() {
    let forge = |body: &str| read(&FORM.write(body)).map(|pack| pack.items.len());
    let id = "I22_ASNFZ4mrze8BI0VniavN7w";
    for body in [
        "T5".to_owned(),
        "I4_QUFB".to_owned(),
        "I23_ASNFZ4mrze8BI0VniavN7w".to_owned(),
        format!("{id}N1_!"),
        format!("{id}N2_gA"),
        format!("{id}N-1_"),
        format!("{id}N108_{}", "QUFB".repeat(27)),
        format!("{id}D2025-02-29"),
        format!("{id}Tx"),
        format!("{id}T"),
        format!("{id}Ua"),
        format!("{id}a"),
        format!("{id}LaN13336_{}", "QUFB".repeat(3_334)),
        format!("{id}La-"),
        format!("{id}LaLa"),
        format!("{id}LaLbP_nowhere"),
        format!("{id}栈"),
        format!("{id}Ma"),
        format!("{id}LaM"),
        format!("{id}LaMa_b"),
        format!("{id}LaMaMa"),
        format!("{id}La{}", (0..=MAX_PICTURES).map(|number| format!("M{number}")).collect::<String>()),
    ] {
        assert_eq!(forge(&body), Err(LinkError::Damaged), "{body:.60}");
    }
    assert_eq!(forge(&format!("{id}LaCaP_library_clips_b")), Ok(3));
    let many: String = (0..=MAX_ITEMS).map(|number| format!("C{number}")).collect();
    assert_eq!(forge(&[id, &many].concat()), Err(LinkError::Damaged));
}

proptest! {
    #[test]
    fn a_link_reads_back(pack in pack()) {
        let link = write(&pack);
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        prop_assert_eq!(read(&link), Ok(carried(&pack)));
    }

    #[test]
    fn no_text_breaks_the_reader(text: String) {
        let _ = read(&text);
        let _ = read(&format!("2_{text}"));
        let _ = read(&FORM.write(&text));
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
