//! Explains JSON syntax errors in plain words and suggests the corrected line. A correction is suggested only if the
//! parser gets further with it.

use crate::strict_json::{self, NotJson};

/// A change of the text that may correct it.
struct Edit {
    from: usize,
    to: usize,
    with: String,
    what: String,
    /// Whether the edit replaces full-width or curly punctuation with ASCII. Other lines may need the same.
    is_of_marks: bool,
}

/// Returns what is wrong and how to fix it.
pub fn explain(text: &str, error: &NotJson) -> (String, String) {
    let place = Stop::of(text, error);
    let right = edits(text, &place, error).into_iter().find(|edit| {
        let edited = apply(text, edit);
        match strict_json::parse(&edited) {
            Ok(_) => true,
            // The edit helped if less of the file is left unread.
            Err(next) => text.len() - place.at > edited.len() - Stop::of(&edited, &next).at,
        }
    });
    let Some(edit) = right else {
        let fix = if error.what.contains("control character") {
            "end each text with \" on the line where it begins; inside of a text write \\n for a new line"
        } else {
            "look at this place and the one before it for a missing quote, comma or bracket"
        };
        return (format!("this is not JSON: {}", error.what), fix.into());
    };
    let edited = apply(text, &edit);
    let number = text[..edit.from].matches('\n').count();
    let line = edited.lines().nth(number).unwrap_or_default().trim();
    let mut fix = format!("write line {} like this: {}", number + 1, cut(line));
    if edit.is_of_marks
        && straight(text, false).lines().zip(text.lines()).skip(number + 1).any(|(one, other)| one != other)
    {
        fix += "; other lines have the same";
    }
    (format!("this is not JSON: {}", edit.what), fix)
}

/// The longest line that is shown in full, characters.
const MOST_SHOWN: usize = 200;

fn cut(line: &str) -> String {
    if line.chars().count() <= MOST_SHOWN {
        return line.into();
    }
    line.chars().take(MOST_SHOWN - 1).chain(['…']).collect()
}

fn apply(text: &str, edit: &Edit) -> String {
    [&text[..edit.from], &edit.with, &text[edit.to..]].concat()
}

/// Where the parser stopped: the byte range of the line, and the byte offset in the text.
struct Stop {
    line: (usize, usize),
    at: usize,
}

impl Stop {
    fn of(text: &str, error: &NotJson) -> Stop {
        let start: usize = text.split_inclusive('\n').take(error.line.saturating_sub(1)).map(str::len).sum();
        let mut at = (start + error.column).saturating_sub(1).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        // An unterminated text is reported at the end of its line.
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        Stop { line: (start, end), at }
    }
}

/// Possible corrections, the likeliest first.
fn edits(text: &str, place: &Stop, error: &NotJson) -> Vec<Edit> {
    let (at, (start, end)) = (place.at, place.line);
    let line = &text[start..end];
    let edit = |from: usize, to: usize, with: &str, what: &str| Edit {
        from,
        to,
        with: with.into(),
        what: what.into(),
        is_of_marks: false,
    };
    let mut edits = Vec::new();
    for is_lenient in [false, true] {
        let with = straight(line, is_lenient);
        if with != line {
            edits.push(Edit { from: start, to: end, what: marks(line), with, is_of_marks: true });
        }
    }
    if error.what.contains("escape") {
        edits.push(edit(start, end, &line.replace('\\', "/"), "folders are divided by /, not by \\"));
    }
    // The end of the previous token.
    let before = text[..at].trim_end().len();
    let here = text[at..].chars().next();
    let token = text[at..].find([',', '}', ']', ':', '\n', '"']).map_or(text.len(), |end| at + end);
    let word = text[at..token].trim_end();
    if error.what.contains("trailing comma")
        && let Some(comma) = text[..at].rfind(',')
    {
        edits.push(edit(comma, comma + 1, "", "a comma stands after the last entry"));
    }
    if here == Some(',') {
        edits.push(edit(at, at + 1, "", "a comma is doubled"));
    }
    if matches!(here, Some('=' | ';')) {
        let with = if here == Some('=') { ":" } else { "," };
        edits.push(edit(at, at + 1, with, &format!("there is {} in place of {with}", &text[at..=at])));
    }
    if error.what.contains("expected `,`") {
        edits.push(edit(before, before, ",", "a comma is missing"));
    }
    if error.what.contains("expected `:`") {
        edits.push(edit(before, before, ":", "a colon is missing"));
    }
    if error.what.contains("control character") || error.what.contains("EOF while parsing a string") {
        let words = line.trim_end().trim_end_matches(['}', ']', ',', ' ', '\r']);
        let quote = start + words.len();
        edits.push(edit(quote, quote, "\"", "unterminated string: the closing \" is missing"));
        let quote = start + line.trim_end().len();
        edits.push(edit(quote, quote, "\"", "unterminated string: the closing \" is missing"));
    }
    let plain = ["true", "false", "null"].into_iter().find(|it| word.eq_ignore_ascii_case(it));
    if let Some(plain) = plain.or((word == "None").then_some("null")) {
        edits.push(edit(at, at + word.len(), plain, &format!("{word} must be lower case")));
    }
    if !word.is_empty() && !word.contains(['{', '[', '/']) {
        edits.push(edit(at, at + word.len(), &format!("\"{word}\""), &format!("{word} has no quotation marks")));
    }
    if error.what.contains("EOF") {
        let ends = open(text);
        let count = text.trim_end().len();
        edits.push(edit(count, count, &ends, &format!("{ends} is missing at the end")));
    }
    edits
}

/// The closing brackets that are missing at the end.
fn open(text: &str) -> String {
    let (mut ends, mut in_text, mut escaped) = (Vec::new(), false, false);
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            '{' if !in_text => ends.push('}'),
            '[' if !in_text => ends.push(']'),
            '}' | ']' if !in_text => drop(ends.pop()),
            _ => {}
        }
    }
    ends.into_iter().rev().collect()
}

/// The JSON punctuation that a mark of a word processor or input method stands for, and the mark's name.
fn mark(c: char) -> Option<(char, &'static str)> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '〝' | '〞' | '″' | '«' | '»' => {
            ('"', "curly quotation marks in place of straight ones (\")")
        }
        '‘' | '’' | '‚' | '′' | '\'' | '`' => ('"', "single quotation marks in place of double ones (\")"),
        '「' | '」' | '『' | '』' => ('"', "corner brackets in place of quotation marks (\")"),
        '＂' => ('"', "full-width quotation marks in place of straight ones (\")"),
        '：' | '∶' | '﹕' => (':', "a full-width colon (：) in place of :"),
        '，' | '、' | '﹐' => (',', "a full-width comma (，) in place of ,"),
        '；' | '﹔' => (',', "a full-width semicolon (；) in place of ,"),
        '｛' => ('{', "a full-width bracket (｛) in place of {"),
        '｝' => ('}', "a full-width bracket (｝) in place of }"),
        '［' | '【' => ('[', "a full-width bracket (［) in place of ["),
        '］' | '】' => (']', "a full-width bracket (］) in place of ]"),
        '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200d}' | '\u{202f}' | '\u{2060}' | '\u{feff}' => {
            (' ', "a non-standard space in place of a plain one")
        }
        '０'..='９' => (formats::half_width(c), "full-width digits in place of plain ones"),
        '－' | '−' => ('-', "a full-width minus (－) in place of -"),
        '．' => ('.', "a full-width point (．) in place of ."),
        _ => return None,
    })
}

/// Replaces foreign marks outside of strings by JSON punctuation. If `is_lenient`, a foreign quotation mark also ends a
/// string that `"` began, if a colon, comma or bracket follows.
fn straight(text: &str, is_lenient: bool) -> String {
    let mut out = String::with_capacity(text.len());
    // The mark that began the current string.
    let mut begun: Option<char> = None;
    let mut letters = text.char_indices();
    while let Some((at, c)) = letters.next() {
        let is_quote = c == '"' || mark(c).is_some_and(|(mark, _)| mark == '"');
        let rest = text[at + c.len_utf8()..].trim_start_matches([' ', '\t']);
        let is_end =
            rest.is_empty() || rest.starts_with([':', '：', ',', '，', '、', '}', '｝', ']', '］', '\n', '\r']);
        match begun {
            _ if c == '\n' => {
                begun = None;
                out.push(c);
            }
            Some(_) if c == '\\' => {
                out.push(c);
                out.extend(letters.next().map(|(_, next)| next));
            }
            // An apostrophe within a string does not end it.
            Some(first) if is_quote && (c == '"' || (first != '"' || is_lenient) && is_end) => {
                begun = None;
                out.push('"');
            }
            Some(_) => out.push(c),
            None if is_quote => {
                begun = Some(c);
                out.push('"');
            }
            None => out.push(mark(c).map_or(c, |(mark, _)| mark)),
        }
    }
    out
}

/// The names of the foreign marks in a line that take the place of JSON punctuation.
fn marks(line: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let right = straight(line, true);
    let changed = line.chars().zip(right.chars()).filter(|(before, after)| before != after);
    for name in changed.filter_map(|(before, _)| Some(mark(before)?.1)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    format!("it has {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_with_the_line_as_it_should_be() {
        for (text, what, line) in [
            ("[\n  { “id”: \"x\" }\n]", "curly quotation marks", "line 2 like this: { \"id\": \"x\" }"),
            ("{ \"id”: \"x\" }", "curly quotation marks", "line 1 like this: { \"id\": \"x\" }"),
            ("{ “标题”：“一：二，三”，\"b\": 1 }", "full-width colon (：)", "{ \"标题\":\"一：二，三\",\"b\": 1 }"),
            ("{ \"a\"： 1 }", "a full-width colon (：) in place of :", "{ \"a\": 1 }"),
            ("{ \"a\": 1， \"b\": 2 }", "a full-width comma (，) in place of ,", "{ \"a\": 1, \"b\": 2 }"),
            ("{ \"a\": ［1］ }", "full-width bracket", "{ \"a\": [1] }"),
            ("{ 'a': 'b' }", "single quotation marks", "{ \"a\": \"b\" }"),
            ("{　\"a\": 1 }", "a non-standard space", "{ \"a\": 1 }"),
            ("{\n  \"a\": 1\n  \"b\": 2\n}", "a comma is missing", "line 2 like this: \"a\": 1,"),
            ("{\n  \"a\": 1,\n}", "a comma stands after the last entry", "line 2 like this: \"a\": 1"),
            ("{ \"a\": 1,, \"b\": 2 }", "a comma is doubled", "{ \"a\": 1, \"b\": 2 }"),
            ("{ \"a\" 1 }", "a colon is missing", "{ \"a\": 1 }"),
            ("{ \"a\" = 1 }", "= in place of :", "{ \"a\" : 1 }"),
            ("{\n  \"a\": \"x,\n  \"b\": 2\n}", "unterminated string", "line 2 like this: \"a\": \"x\","),
            ("{ \"file\": \"clips\\waves.mp4\" }", "divided by /", "{ \"file\": \"clips/waves.mp4\" }"),
            ("{ \"a\": True }", "True must be lower case", "{ \"a\": true }"),
            ("{ a: 1 }", "a has no quotation marks", "{ \"a\": 1 }"),
            ("{ \"a\": waves.mp4 }", "waves.mp4 has no quotation marks", "{ \"a\": \"waves.mp4\" }"),
            ("{ \"a\": [1, 2", "]} is missing at the end", "{ \"a\": [1, 2]}"),
        ] {
            let error = strict_json::parse(text).unwrap_err();
            let (said, fix) = explain(text, &error);
            assert!(said.contains(what) && fix.ends_with(line), "{text}\n{said}\n{fix}");
        }
    }

    #[test]
    fn what_cannot_be_put_right_is_told_as_it_is() {
        for text in ["", "{ \"a\": 1 } }", "{ \"a\": \"x\n  y\" }", "// no\n{}", "\u{ff}", "{“", "[\"\\"] {
            let error = strict_json::parse(text).unwrap_err();
            let (said, fix) = explain(text, &error);
            assert!(said.starts_with("this is not JSON: ") && !fix.is_empty(), "{text}: {said} {fix}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in "[\\[{\"“”，：:,\\\\a1 \n}\\]]{0,40}") {
            if let Err(error) = strict_json::parse(&text) {
                explain(&text, &error);
            }
        }
    }
}
