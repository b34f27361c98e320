//! Breaks titles into lines: Latin text between words, Chinese between characters, with no punctuation at the start of
//! a line (GB/T 15834; W3C, Requirements for Chinese Text Layout, 3.1.3).

use crate::markdown::is_han;

/// Font sizes to try, pixels, each with the maximum number of lines.
const SIZES: [(f32, usize); 4] = [(72.0, 1), (60.0, 2), (52.0, 2), (46.0, 3)];

/// Characters that may not begin a line.
const NOT_FIRST: &str = "，。、；：！？）》」』”’】〉…—·％%,.;:!?)]}";
/// Characters that may not end a line.
const NOT_LAST: &str = "（《「『“‘【〈([{";

/// A title broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The font size, pixels.
    pub size: f32,
    /// The lines.
    pub lines: Vec<String>,
}

/// Fits a title into a width. `measure` returns the width of a text at font size 1.
///
/// The largest font size that fits is used, and lines are balanced to about equal length. A title that fits at no size
/// is cut.
pub fn set(title: &str, width: f32, measure: impl Fn(&str) -> f32) -> Setting {
    let units = units(title);
    for (size, most) in SIZES {
        let lines = wrap(&units, width / size, &measure);
        let fits = lines.iter().all(|line| measure(line) * size <= width);
        if lines.len() <= most && fits {
            return Setting { size, lines: balance(&units, width / size, &measure) };
        }
    }
    let (size, most) = SIZES[SIZES.len() - 1];
    let mut lines = wrap(&units, width / size, &measure);
    lines.truncate(most);
    for line in &mut lines {
        *line = one(line, width, size, &measure);
    }
    if let Some(last) = lines.last_mut().filter(|last| !last.ends_with('…')) {
        while measure(&format!("{last}…")) * size > width {
            last.pop();
        }
        last.push('…');
    }
    Setting { size, lines }
}

/// Breaks a text into lines of at most `width`. Unbreakable text may be wider.
pub fn broken(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> Vec<String> {
    let lines = wrap(&units(text), width, &measure);
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// A text on one line, cut if it is too long.
pub fn one(text: &str, width: f32, size: f32, measure: impl Fn(&str) -> f32) -> String {
    if measure(text) * size <= width {
        return text.to_owned();
    }
    let mut cut = text.to_owned();
    while !cut.is_empty() && measure(&format!("{cut}…")) * size > width {
        cut.pop();
    }
    format!("{}…", cut.trim_end())
}

/// The unbreakable units of a title, each with whether a space precedes it.
fn units(title: &str) -> Vec<(bool, String)> {
    let mut units: Vec<(bool, String)> = Vec::new();
    let mut spaced = false;
    let mut before: Option<char> = None;
    for c in title.chars() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let joins = match before {
            None => false,
            Some(_) if spaced => false,
            Some(before) => NOT_LAST.contains(before) || NOT_FIRST.contains(c) || !(wide(before) || wide(c)),
        };
        match units.last_mut() {
            Some((_, unit)) if joins => unit.push(c),
            _ => units.push((spaced, c.to_string())),
        }
        spaced = false;
        before = Some(c);
    }
    units
}

/// Whether a line may break before or after this character without a space.
fn wide(c: char) -> bool {
    is_han(c) || (NOT_FIRST.contains(c) || NOT_LAST.contains(c)) && !c.is_ascii()
}

fn wrap(units: &[(bool, String)], width: f32, measure: &impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (spaced, unit) in units {
        if let Some(line) = lines.last_mut() {
            let longer = format!("{line}{}{unit}", if *spaced { " " } else { "" });
            if measure(&longer) <= width {
                *line = longer;
                continue;
            }
        }
        lines.push(unit.clone());
    }
    lines
}

/// Breaks into the narrowest lines that do not increase the number of lines.
fn balance(units: &[(bool, String)], width: f32, measure: &impl Fn(&str) -> f32) -> Vec<String> {
    let best = wrap(units, width, measure);
    if best.len() == 2
        && let Some(paused) = paused(units, width, measure)
    {
        return paused;
    }
    let (mut narrow, mut wide) = (width / 3.0, width);
    for _ in 0..12 {
        let middle = (narrow + wide) / 2.0;
        if wrap(units, middle, measure).len() <= best.len() { wide = middle } else { narrow = middle }
    }
    let lines = wrap(units, wide, measure);
    if lines.len() <= best.len() { lines } else { best }
}

/// Two lines broken at the pause of the sentence nearest to the middle. `None` if every pause is in the first or last
/// third.
fn paused(units: &[(bool, String)], width: f32, measure: &impl Fn(&str) -> f32) -> Option<Vec<String>> {
    let join = |units: &[(bool, String)]| {
        let text: String =
            units.iter().map(|(spaced, unit)| format!("{}{unit}", if *spaced { " " } else { "" })).collect();
        text.trim_start().to_owned()
    };
    let longer = |(a, b): &(String, String)| measure(a).max(measure(b));
    (1..units.len())
        .filter(|place| {
            units[place - 1].1.ends_with(['，', '：', '；', '。', '！', '？', '》', ',', ':', ';', '?', '!'])
        })
        .map(|place| (join(&units[..place]), join(&units[place..])))
        .filter(|pair| longer(pair) <= width.min((measure(&pair.0) + measure(&pair.1)) * 0.67))
        .min_by(|one, other| longer(one).total_cmp(&longer(other)))
        .map(|(first, second)| vec![first, second])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A Latin letter is half as wide as a Chinese character.
    fn measure(text: &str) -> f32 {
        text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum()
    }

    #[test]
    fn titles_in_lines() {
        for (title, lines) in [
            ("The Pier", vec!["The Pier"]),
            ("", vec![]),
            (
                "China Network Audiovisual Boutique Creation Summit 2023 opens in Qingdao",
                vec!["China Network Audiovisual Boutique", "Creation Summit 2023 opens in Qingdao"],
            ),
            ("2023年中国网络视听精品创作峰会在青岛开幕", vec!["2023年中国网络视听精", "品创作峰会在青岛开幕"]),
            (
                "青岛拍摄的《热辣滚烫》《抓娃娃》进入全球票房前十",
                vec!["青岛拍摄的《热辣滚烫》", "《抓娃娃》进入全球票房前十"],
            ),
        ] {
            assert_eq!(set(title, 1072.0, measure).lines, lines, "{title}");
        }
    }

    #[test]
    fn what_fits_nowhere_is_cut() {
        let long = set(&"word ".repeat(90), 1072.0, measure);
        assert_eq!(long.lines.len(), 3);
        assert!(long.lines[2].ends_with('…'));
        let one = set(&"w".repeat(200), 1072.0, measure);
        assert!(one.lines.iter().all(|line| measure(line) * one.size <= 1072.0), "{one:?}");
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_or_begins_with_a_stop(title in "[a-z一-三，。（《》） ]{0,120}") {
            let set = set(&title, 1072.0, measure);
            for (place, line) in set.lines.iter().enumerate() {
                prop_assert!(measure(line) * set.size <= 1072.5);
                let first = line.chars().next().unwrap_or('x');
                let stopped = title.split_whitespace().any(|word| word.starts_with(first));
                prop_assert!(place == 0 || stopped || !NOT_FIRST.contains(first), "{:?}", set.lines);
            }
        }
    }
}
