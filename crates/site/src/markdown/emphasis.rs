//! Makes emphasis work next to Chinese punctuation. CommonMark does not end bold at `**“x”**字`, because the asterisks
//! come after a quotation mark and before a letter: its rule expects spaces between words.
//!
//! The rule used here is that of markdown-cjk-friendly: next to a Chinese, Japanese or Korean character, punctuation
//! does not count. A placeholder character that no text contains is inserted between the asterisks and such
//! punctuation, and removed from the parser's output.

use std::borrow::Cow;

/// The placeholder: a noncharacter, never part of a text and not punctuation.
pub(super) const JOINER: char = '\u{fdd0}';

/// Whether a character, including punctuation, belongs to Korean or a script written without spaces.
fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{2fff}' | '\u{3001}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ffee}' | '\u{20000}'..='\u{3ffff}')
}

/// Inserts placeholders for the parser. The number of lines stays the same.
pub fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let mut rest = text;
    while let Some(at) = rest.find('*') {
        let (before, run) = rest.split_at(at);
        let (run, after) = run.split_at(run.find(|c| c != '*').unwrap_or(run.len()));
        out.push_str(before);
        // An asterisk after a backslash is literal.
        let last = out.chars().next_back().filter(|c| !c.is_whitespace() && *c != '\\');
        let next = after.chars().next().filter(|c| !c.is_whitespace());
        let (mut start, mut end) = (false, false);
        if let (Some(last), Some(next)) = (last, next) {
            let beside = is_cjk(last) || is_cjk(next);
            (start, end) = (beside && is_mark(last), beside && is_mark(next));
        }
        out.extend(start.then_some(JOINER));
        out.push_str(run);
        out.extend(end.then_some(JOINER));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Removes what [`joined`] inserted.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.contains(JOINER) { Cow::Owned(text.replace(JOINER, "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_beside_asterisks_and_chinese_are_joined() {
        for (text, wanted) in [
            ("说**“开机。”**大家", "说**|“开机。”|**大家"),
            ("影片**《海上》**随后", "影片**|《海上》|**随后"),
            ("说**“好”**，", "说**|“好”|**|，"),
            ("a **“b”** c", "a **“b”** c"),
            ("* 一\n* **二**", "* 一\n* **二**"),
            ("甲\\*（", "甲\\*（"),
            ("（\\**“", "（\\**“"),
        ] {
            let joined = joined(text);
            assert_eq!(joined.replace(JOINER, "|"), wanted);
            assert_eq!(plain(&joined), text);
        }
    }
}
