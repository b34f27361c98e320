//! The strings of the interface, one constant each. `build.rs` generates them from `locale/en.toml` and
//! `locale/zh.toml`.

use super::Words;

/// Declares the constants.
macro_rules! words {
    ($($name:ident = $en:literal, $zh:literal;)+) => {$(
        #[doc = concat!("`", $en, "`")]
        pub const $name: Words = Words { en: $en, zh: $zh };
    )+
        #[cfg(test)]
        const ALL: &[(&str, Words)] = &[$((stringify!($name), $name)),+];
    };
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

#[cfg(test)]
mod tests {
    use super::super::Locale;
    use super::*;

    #[test]
    fn a_form_follows_a_value_and_chinese_has_no_plural() {
        for (name, Words { en, zh }) in ALL {
            assert!(!zh.contains('|'), "{name}: Chinese has no plural");
            let inside = en.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
            assert!(!inside.take(1).any(|first| first.contains('|')), "{name}: a form needs a value before it");
        }
    }

    /// `text-autospace` sets the space between Chinese characters and Latin letters or digits.
    #[test]
    fn chinese_strings_have_no_spaces_beside_letters_and_no_half_width_brackets() {
        let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
        let is_latin = |c: char| c.is_ascii_alphanumeric() || "{}".contains(c);
        for (name, Words { zh, .. }) in ALL {
            let around: Vec<char> = zh.chars().collect();
            for three in around.windows(3).filter(|three| three[1] == ' ') {
                let [before, _, after] = three else { unreachable!("windows of three") };
                let is_spaced = is_han(*before) && is_latin(*after) || is_latin(*before) && is_han(*after);
                assert!(!is_spaced, "{name}: no space in “{before} {after}”");
            }
            let is_bracketed = around.windows(2).any(|two| two[1] == '(' && is_han(two[0]));
            assert!(!is_bracketed, "{name}: （） after a Chinese character");
        }
    }

    #[test]
    fn strings_that_native_readers_asked_for() {
        let found = |found: &str, all: &str| {
            let all = [LOCATIONS_COUNT.with(Locale::En, &[all]), LOCATIONS_COUNT.with(Locale::Zh, &[all])];
            let of = |locale, all: &str| RESULTS.with(locale, &[all, found]);
            [of(Locale::En, &all[0]), of(Locale::Zh, &all[1])]
        };
        assert_eq!(LOCATIONS_COUNT.with(Locale::En, &["60"]), "60 locations");
        assert_eq!(LOCATIONS_COUNT.with(Locale::Zh, &["60"]), "共60项");
        assert_eq!(found("3", "60"), ["3 of 60 locations", "共60项，符合3项"]);
        for (words, en, zh) in [
            (NOTHING_FITS, "No matches for all of these filters.", "没有符合全部条件的结果。"),
            (COMPARE_NONE, "Clear selection", "清除选择"),
            (COMPARE_DIFFERENT, "Show only differences", "只看不同项"),
            (TAKE_AWAY, "Downloads", "下载"),
            (ZOOM_RESET, "Reset view", "复位"),
            (NOW_AND_NEXT, "Now and next", "当前与后续场次"),
            (PRINT_SHEET, "Print contact sheet", "打印图文清单"),
            (PACK_MERGE, "Merge with my pack", "合并到我的勘景包"),
            (SUN_GOLDEN_MORNING, "Golden hour, morning", "清晨黄金时刻"),
            (FACT_ALSO, "Also", "其他类别"),
            (FACT_ACCESS, "Access", "开放情况"),
        ] {
            assert_eq!((words.en, words.zh), (en, zh));
        }
    }
}
