//! Emphasis beside Chinese punctuation. CommonMark takes `**“x”**字` for no end of bold, because a quotation mark stands
//! before the asterisks and a letter after them: its rule expects spaces between words.
//!
//! The rule used here is that of markdown-cjk-friendly: beside a Chinese, Japanese or Korean letter or mark, punctuation
//! does not count. A letter that no text has is put between the asterisks and such punctuation, and taken out of what
//! the parser finds.

use std::borrow::Cow;

/// Never part of a text (a noncharacter), and no punctuation.
pub(super) const JOINER: char = '\u{fdd0}';

/// Whether a character belongs to a script that is written without spaces, or Korean, marks included.
fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{2fff}' | '\u{3001}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ffee}' | '\u{20000}'..='\u{3ffff}')
}

/// The text as the parser gets it, with as many lines.
pub fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let mut rest = text;
    while let Some(at) = rest.find('*') {
        let (before, run) = rest.split_at(at);
        let (run, after) = run.split_at(run.find(|c| c != '*').unwrap_or(run.len()));
        out.push_str(before);
        // An asterisk after a backslash is a letter.
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

/// A text without what [`joined`] put into it.
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
