//! The clips as edit decision lists (CMX 3600), in the order of the pack. A list has one frame rate, so there is one for
//! each rate.

use super::footage::{Footage, Rate, clip_id};
use super::{PackView, Row, name};
use film_core::locale::Locale;

/// The frames of a second have two digits.
const MOST_FRAMES: u32 = 100;

/// The length of a reel's name.
const REEL: usize = 8;

/// Reels that mean something else: black, colour bars, or a source without timecode.
const RESERVED: [&str; 4] = ["AX", "BARS", "BL", "BLACK"];

/// The frame rates of the clips, each once, in the order of the pack. Each has its own [`edl`]. Rates of more than 100
/// frames a second have none.
pub fn edl_rates(view: &PackView) -> Vec<Rate> {
    let mut rates = Vec::new();
    for footage in view.rows.iter().filter_map(|row| row.footage.as_ref()) {
        if is_countable(footage.rate) && !rates.contains(&footage.rate) {
            rates.push(footage.rate);
        }
    }
    rates
}

/// The number of clips that no [`edl`] can have, because of their frame rate.
pub fn uncountable_clip_count(view: &PackView) -> usize {
    let footage = view.rows.iter().filter_map(|row| row.footage.as_ref());
    footage.filter(|footage| !is_countable(footage.rate)).count()
}

fn is_countable(rate: Rate) -> bool {
    rate.whole() <= MOST_FRAMES
}

/// The list of the clips with this frame rate. Timecodes start at zero, because the records have no start timecodes, and
/// drop no frames, as in the player.
///
/// The list is ASCII. A title in Chinese is replaced by the clip's id.
pub fn edl(view: &PackView, locale: Locale, rate: Rate) -> String {
    let title = ascii(name(view, locale)).unwrap_or_else(|| "Pack".to_owned());
    let mut text = format!("TITLE: {title} {} fps\r\nFCM: NON-DROP FRAME\r\n", rate.decimal(3));
    let mut reels: Vec<String> = Vec::new();
    let mut recorded = 0;
    let clips = view.rows.iter().filter_map(|row| Some((row, row.footage.as_ref()?)));
    for ((row, footage), number) in clips.filter(|(_, footage)| footage.rate == rate).zip(1..) {
        let reel = reel(&clip_id(&row.page), &reels);
        let end = recorded + u64::from(footage.frames);
        let times = [0, u64::from(footage.frames), recorded, end].map(|frame| timecode(frame, rate));
        text.push_str(&format!("\r\n{number:03}  {reel:<REEL$} V     C        {}\r\n", times.join(" ")));
        text.push_str(&comments(row, footage));
        reels.push(reel);
        recorded = end;
    }
    text
}

/// The comments below an event. Editing programs link media by the first two.
fn comments(row: &Row, footage: &Footage) -> String {
    let name = ascii(&row.title).unwrap_or_else(|| clip_id(&row.page));
    let lines = [
        ("FROM CLIP NAME", Some(name)),
        ("FROM CLIP", ascii(&footage.file)),
        ("PAGE", ascii(&row.address)),
        ("CREDIT", ascii(&footage.credit)),
        ("LICENCE", ascii(&footage.licence)),
    ];
    lines.into_iter().filter_map(|(key, value)| Some(format!("* {key}: {}\r\n", value?))).collect()
}

/// A text on one line. `None` if it is empty or not ASCII.
fn ascii(text: &str) -> Option<String> {
    // Titles in English have typographic quotation marks and dashes.
    let plain = |c: char| match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    let text: String = text.chars().map(plain).filter(|c| !c.is_control()).collect();
    let text = text.trim();
    (!text.is_empty() && text.is_ascii()).then(|| text.to_owned())
}

/// A name for the reel of a clip that the others do not have: at most 8 letters and digits.
fn reel(id: &str, others: &[String]) -> String {
    let letters = id.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase());
    let letters: String = letters.take(REEL).collect();
    let mut reel = letters.clone();
    let mut number = 1;
    while reel.is_empty() || RESERVED.contains(&reel.as_str()) || others.contains(&reel) {
        number += 1;
        let digits = number.to_string();
        let kept: String = letters.chars().take(REEL - digits.len()).collect();
        reel = kept + &digits;
    }
    reel
}

/// `HH:MM:SS:FF`.
fn timecode(frame: u64, rate: Rate) -> String {
    let whole = u64::from(rate.whole());
    let (seconds, frames) = (frame / whole, frame % whole);
    format!("{:02}:{:02}:{:02}:{frames:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{footage, row, sample};
    use super::*;

    fn clip(id: &str, title: &str, footage: Footage) -> Row {
        Row { footage: Some(footage), ..row(&format!("/library/clips/{id}"), title) }
    }

    fn rate(num: u32, den: u32) -> Rate {
        Rate::new(num, den).unwrap()
    }

    #[test]
    fn the_list_of_each_rate() {
        let mut view = sample();
        let french = Footage { credit: "Élan".into(), licence: String::new(), ..footage(25, 1, 88) };
        view.rows.extend([
            clip("gulls-at-dawn", "Gulls – “at dawn”", footage(25, 1, 200)),
            clip("fog", "Fog\nin the\u{7} bay", footage(24_000, 1_001, 240)),
            clip("gulls-at-dusk", "黄昏海鸥", french),
            clip("splash", "Splash", footage(240, 1, 100)),
        ]);
        assert_eq!(edl_rates(&view), [rate(25, 1), rate(24_000, 1_001)]);
        assert_eq!(uncountable_clip_count(&view), 1);
        assert_eq!(
            edl(&view, Locale::En, rate(25, 1)),
            "TITLE: Old town 25 fps\r\n\
            FCM: NON-DROP FRAME\r\n\
            \r\n\
            001  GULLSATD V     C        00:00:00:00 00:00:08:00 00:00:00:00 00:00:08:00\r\n\
            * FROM CLIP NAME: Gulls - \"at dawn\"\r\n\
            * FROM CLIP: https://example.org/media/gulls.mp4\r\n\
            * PAGE: https://example.org/library/clips/gulls-at-dawn\r\n\
            * CREDIT: Drawing: film office\r\n\
            * LICENCE: CC BY 4.0\r\n\
            \r\n\
            002  GULLSAT2 V     C        00:00:00:00 00:00:03:13 00:00:08:00 00:00:11:13\r\n\
            * FROM CLIP NAME: gulls-at-dusk\r\n\
            * FROM CLIP: https://example.org/media/gulls.mp4\r\n\
            * PAGE: https://example.org/library/clips/gulls-at-dusk\r\n"
        );
        let slow = edl(&view, Locale::Zh, rate(24_000, 1_001));
        assert!(slow.starts_with("TITLE: Old town 23.976 fps\r\n"), "{slow}");
        assert!(slow.contains("\r\n001  FOG      V     C        00:00:00:00 00:00:10:00 00:00:00:00 00:00:10:00\r\n* FROM CLIP NAME: Fog in the bay\r\n"));
    }

    #[test]
    fn names_that_are_none() {
        let mut view = sample();
        view.pack.name = "八大关".into();
        assert!(edl(&view, Locale::En, rate(25, 1)).starts_with("TITLE: Pack 25 fps\r\n"));
        view.pack.name = "a\r\n001  X".into();
        assert!(edl(&view, Locale::En, rate(25, 1)).starts_with("TITLE: a  001  X 25 fps\r\n"));
        assert_eq!((edl_rates(&view), uncountable_clip_count(&view)), (Vec::new(), 0));
    }

    #[test]
    fn reels_have_eight_characters_and_differ() {
        let mut reels: Vec<String> = Vec::new();
        let ids =
            ["bl", "ax", "bars", "bl2", "a-b", "ab", "zhanqiao-pier"].into_iter().chain(["zhanqiao-pier-gulls"; 120]);
        for id in ids {
            let reel = reel(id, &reels);
            assert!((1..=8).contains(&reel.len()) && reel.chars().all(|c| c.is_ascii_alphanumeric()), "{reel}");
            assert!(!RESERVED.contains(&reel.as_str()) && !reels.contains(&reel), "{reel}");
            reels.push(reel);
        }
        assert_eq!(reels[..8], ["BL2", "AX2", "BARS2", "BL22", "AB", "AB2", "ZHANQIAO", "ZHANQIA2"]);
        assert_eq!(reels.last().unwrap(), "ZHANQ121");
    }

    #[test]
    fn long_times_do_not_overflow() {
        assert_eq!(timecode(u64::from(u32::MAX) * 500, rate(100, 1)), "5965232:21:15:00".to_owned());
        assert_eq!(timecode(216_000, rate(60_000, 1_001)), "01:00:00:00");
    }
}
