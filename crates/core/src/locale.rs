//! The two languages of the site and the strings of the interface.
//!
//! A content text is a [`Text`] with one string per language. A string of the interface is a [`Words`] constant in
//! [`words`], so a missing translation does not compile.

use serde::{Deserialize, Serialize};

pub mod words;

/// A language the site is published in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "records", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// English, at the root of the site.
    #[default]
    En,
    /// Simplified Chinese, under `/zh`.
    Zh,
}

impl Locale {
    /// Both languages, the default first.
    pub const ALL: [Locale; 2] = [Locale::En, Locale::Zh];

    /// Returns the argument for this language.
    pub fn pick<T>(self, english: T, chinese: T) -> T {
        match self {
            Locale::En => english,
            Locale::Zh => chinese,
        }
    }

    /// The key used in content files and file names: `en` or `zh`.
    pub fn as_str(self) -> &'static str {
        self.pick("en", "zh")
    }

    /// The BCP 47 tag for `lang` attributes and `hreflang`.
    pub fn tag(self) -> &'static str {
        self.pick("en", "zh-Hans")
    }

    /// The tag for Open Graph.
    pub fn open_graph(self) -> &'static str {
        self.pick("en_GB", "zh_CN")
    }

    /// The language's own name, shown on the language switch.
    pub fn own_name(self) -> &'static str {
        self.pick("English", "中文")
    }

    /// The other language.
    pub fn other(self) -> Locale {
        self.pick(Locale::Zh, Locale::En)
    }
}

/// Separates the parts of a line. The no-break space keeps it on the line of the part before it.
pub const DOT: &str = "\u{a0}· ";

/// A string of the interface in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Simplified Chinese.
    pub zh: &'static str,
}

impl Words {
    /// The string in one language.
    pub fn get(self, locale: Locale) -> &'static str {
        locale.pick(self.en, self.zh)
    }

    /// The string in one language with each `{}` replaced by the next value, and `{2}` by the second one, for languages
    /// that differ in their order. `{item|items}` becomes the first form if the value before it is 1, else the second.
    pub fn with(self, locale: Locale, values: &[&str]) -> String {
        let mut next = 0;
        let mut last = "";
        let mut rest = self.get(locale);
        let mut out = String::new();
        while let Some((before, inner, after)) = braces(rest) {
            out.push_str(before);
            if let Some((one, other)) = inner.split_once('|') {
                out.push_str(if last == "1" { one } else { other });
            } else {
                let at = match inner.as_bytes() {
                    [digit @ b'1'..=b'9'] => usize::from(digit - b'1'),
                    _ => {
                        next += 1;
                        next - 1
                    }
                };
                last = values.get(at).copied().unwrap_or_default();
                out.push_str(last);
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// The two forms of a text with `{item|items}`: for 1, and for any other number.
pub fn forms(text: &str) -> (String, String) {
    match braces(text).and_then(|(before, inner, after)| Some((before, inner.split_once('|')?, after))) {
        Some((before, (one, other), after)) => ([before, one, after].concat(), [before, other, after].concat()),
        None => (text.to_owned(), text.to_owned()),
    }
}

/// Splits a text at its first pair of braces into the text before, inside and after.
fn braces(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (inner, after) = rest.split_once('}')?;
    Some((before, inner, after))
}

/// A content text in one or both languages, as an editor writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "records", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: Option<String>,
    /// Simplified Chinese.
    pub zh: Option<String>,
}

impl Text {
    /// The text in exactly this language.
    pub fn in_locale(&self, locale: Locale) -> Option<&str> {
        locale.pick(self.en.as_deref(), self.zh.as_deref())
    }

    /// The text in `locale`, or else in the other language.
    pub fn get(&self, locale: Locale) -> &str {
        self.in_locale(locale).or_else(|| self.in_locale(locale.other())).unwrap_or_default()
    }

    /// Whether both languages are missing.
    pub fn is_empty(&self) -> bool {
        self.en.is_none() && self.zh.is_none()
    }

    /// Whether [`Text::get`] returns the other language.
    pub fn is_foreign(&self, locale: Locale) -> bool {
        self.in_locale(locale).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_back_to_the_other_language_and_says_so() {
        let text = Text { en: None, zh: Some("栈桥".into()) };
        assert_eq!(text.get(Locale::En), "栈桥");
        assert!(text.is_foreign(Locale::En));
        assert!(!text.is_foreign(Locale::Zh));
    }

    #[test]
    fn placeholders_are_filled_in_order() {
        let words = Words { en: "{} of {}", zh: "第{}个，共{}个" };
        assert_eq!(words.with(Locale::En, &["2", "9"]), "2 of 9");
        assert_eq!(words.with(Locale::Zh, &["2", "9"]), "第2个，共9个");
        let words = Words { en: "{1} of {2} {page|pages}", zh: "{2}页中的{1}页" };
        assert_eq!(words.with(Locale::En, &["2", "9"]), "2 of 9 pages");
        assert_eq!(words.with(Locale::Zh, &["2", "9"]), "9页中的2页");
    }

    #[test]
    fn a_word_agrees_with_the_number_before_it() {
        let words = Words { en: "{} {item|items}, {} {page|pages}", zh: "{}项，{}页" };
        assert_eq!(words.with(Locale::En, &["1", "2"]), "1 item, 2 pages");
        assert_eq!(words.with(Locale::En, &["0", "1"]), "0 items, 1 page");
        assert_eq!(words.with(Locale::Zh, &["1", "2"]), "1项，2页");
    }
}
