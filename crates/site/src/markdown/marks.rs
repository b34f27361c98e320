//! Finds marks that were meant as Markdown but would appear literally on the page: full-width marks, and marks with a
//! space too many or too few.

use super::{Refusal, emphasis, is_han};
use std::ops::Range;

/// The prefixes of a link target.
const SCHEMES: [&str; 12] = [
    "location",
    "expert",
    "clip",
    "news",
    "session",
    "report",
    "production",
    "picture",
    "https",
    "http",
    "mailto",
    "tel",
];

/// Stands for characters that readers do not see: Markdown syntax, code and escaped characters.
const TAKEN: char = '\0';

/// The longest excerpt of a line in a message, characters.
const MOST_SHOWN: usize = 60;

/// A character of a line: as written in the source, and as seen by readers.
#[derive(Clone, Copy)]
struct Letter {
    source: char,
    seen: char,
}

/// Finds all such marks in a text. `shown` are the byte ranges that the parser returned as text.
pub fn left(source: &str, shown: &[Range<usize>]) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let mut shown = shown.iter().peekable();
    let mut at = 0;
    for (number, text) in source.split_inclusive('\n').enumerate() {
        let mut line = Vec::new();
        for (offset, c) in text.char_indices() {
            let place = at + offset;
            while shown.next_if(|range| range.end <= place).is_some() {}
            let is_seen = shown.peek().is_some_and(|range| range.start <= place);
            // The parser starts a new text range at an escaped character.
            let is_escaped =
                is_seen && source[..place].ends_with('\\') && shown.peek().is_some_and(|it| it.start == place);
            line.push(Letter { source: c, seen: if is_seen && !is_escaped { c } else { TAKEN } });
        }
        at += text.len();
        line.retain(|it| !matches!(it.source, emphasis::JOINER | '\n'));
        let found = begin(&line).or_else(|| link(&line)).or_else(|| bold(&line)).or_else(|| pair(&line));
        refusals.extend(found.map(|(what, fix)| Refusal { line: number + 1, what: what.into(), fix }));
    }
    refusals
}

type Found = Option<(&'static str, String)>;

fn source(letters: &[Letter]) -> String {
    letters.iter().map(|it| it.source).collect()
}

/// Shortens a piece of a line for a message.
fn cut(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= MOST_SHOWN {
        text.into()
    } else {
        text.chars().take(MOST_SHOWN).chain(['…']).collect()
    }
}

/// Replaces full-width characters by ASCII.
pub fn half_width(text: &str) -> String {
    text.chars().map(formats::half_width).collect()
}

/// Finds wrong headings, quotations, lists and tables, which depend on the beginning of a line.
fn begin(line: &[Letter]) -> Found {
    let start = line.iter().position(|it| !matches!(it.seen, TAKEN | ' ' | '\t'))?;
    // Before it, only characters that can begin a Markdown block are allowed.
    if line[..start].iter().any(|it| !" \t>-*+.)0123456789|".contains(it.source)) {
        return None;
    }
    let line = &line[start..];
    let seen: Vec<char> = line.iter().map(|it| it.seen).collect();
    let rest = |from: usize| cut(&source(&line[from.min(line.len())..]));
    let next = |at: usize| seen.get(at).copied().unwrap_or(' ');
    let is_wide = |c: char| ('！'..='～').contains(&c);
    let signs = seen.iter().take_while(|c| matches!(c, '#' | '＃')).count();
    if (1..=6).contains(&signs) {
        let wide = seen[..signs].contains(&'＃');
        let is_meant = if wide || signs > 1 { next(signs) != TAKEN } else { is_han(next(signs)) };
        if is_meant && !rest(signs).is_empty() {
            let level = "#".repeat(signs.clamp(2, 4));
            let fix = format!("write {level} {} for a heading; for the sign itself write \\#", rest(signs));
            return Some(("the marks of a heading would appear literally on the page", fix));
        }
    }
    if matches!(seen[0], '＞' | '》') {
        let fix = format!("write > {}", rest(1));
        return Some(("the mark of a quotation is full-width (＞ or 》) and would appear literally on the page", fix));
    }
    let is_bullet = match seen[0] {
        '•' | '●' | '▪' | '◦' | '‣' => true,
        '－' | '＋' => next(1) == ' ' || is_han(next(1)) && !is_wide(next(1)),
        '＊' => next(1) == ' ',
        '-' | '+' => is_han(next(1)),
        _ => false,
    };
    if is_bullet {
        let fix = format!("write - {} for an item of a list; for the sign itself write \\ before it", rest(1));
        return Some(("the mark of a list would be published as it stands", fix));
    }
    let digits = seen.iter().take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(*c)).count();
    if (1..=3).contains(&digits) && matches!(next(digits), '.' | '．') {
        let wide = seen[..=digits].iter().any(|c| is_wide(*c));
        let after = next(digits + 1);
        let is_item = is_han(after) && !is_wide(after) || wide && !after.is_numeric() && !is_wide(after);
        if is_item {
            let number = half_width(&source(&line[..digits]));
            let fix = format!("write {number}. {}", rest(digits + 1));
            return Some(("the number of a list has no space after it, and the items would run together", fix));
        }
    }
    let bars = |bar: char| seen.iter().filter(|c| **c == bar).count();
    if seen[0] == '｜' && bars('｜') > 1 {
        let fix = format!("write {}, and |---|---| below the head", cut(&source(line).replace('｜', "|")));
        return Some(("the lines of a table are full-width (｜) and would appear literally on the page", fix));
    }
    if seen[0] == '|' && bars('|') > 1 {
        let fix = format!("write |{} below the head of the table", "---|".repeat(bars('|') - 1));
        return Some(("the lines of a table would appear literally on the page", fix));
    }
    None
}

/// Finds wrong links and pictures.
fn link(line: &[Letter]) -> Found {
    for (end, it) in line.iter().enumerate() {
        if !matches!(it.seen, ']' | '］' | '】' | '〕' | ')' | '）') {
            continue;
        }
        let Some(open) = line[end + 1..].iter().position(|it| it.seen != ' ').map(|at| end + 1 + at) else { continue };
        if !matches!(line[open].seen, '(' | '（' | '[' | '［' | '【') {
            continue;
        }
        let target = source(&line[open + 1..]);
        let target = target.split([')', '）', ']', '］', '】']).next().unwrap_or_default();
        let target = half_width(target);
        let Some((scheme, rest)) = target.split_once(':').map(|(scheme, rest)| (scheme.trim(), rest.trim())) else {
            continue;
        };
        if !SCHEMES.contains(&scheme) {
            continue;
        }
        let target = format!("{scheme}:{}", rest.replace(' ', "-"));
        let begin = line[..end].iter().rposition(|it| matches!(it.source, '[' | '［' | '【' | '〔' | '(' | '（'));
        let words = begin.map_or("…".into(), |begin| cut(&source(&line[begin + 1..end])));
        let before = begin.and_then(|begin| line[..begin].iter().rev().find(|it| it.source != ' '));
        return Some(if before.is_some_and(|it| matches!(it.source, '!' | '！')) {
            let fix = format!("write ![{words}]({target}), with plain brackets and nothing between them");
            ("a picture would be published as words and brackets", fix)
        } else {
            let fix = format!("write [{words}]({target}), with plain brackets and nothing between them");
            ("a link would be published as words and brackets", fix)
        });
    }
    let seen: String = line.iter().map(|it| it.seen).collect();
    let wide = ["https：", "http：", "https:／", "http:／"].iter().find_map(|start| seen.find(start))?;
    let address: String = seen[wide..].chars().take_while(|c| !c.is_whitespace() && !is_han_letter(*c)).collect();
    Some(("an address has full-width marks", format!("write {}", cut(&half_width(&address)))))
}

/// Whether a character is a Chinese letter and not punctuation.
fn is_han_letter(c: char) -> bool {
    is_han(c) && c.is_alphabetic() && !('！'..='～').contains(&c)
}

/// Finds bold marks that do not begin or end where they should.
fn bold(line: &[Letter]) -> Found {
    let seen: Vec<char> = line.iter().map(|it| it.seen).collect();
    for mark in ['*', '_', '＊', '＿'] {
        let doubled: Vec<usize> = (1..seen.len()).filter(|at| seen[*at] == mark && seen[at - 1] == mark).collect();
        let Some(first) = doubled.first() else { continue };
        let last = doubled.iter().find(|at| **at > first + 1);
        // Underscores also form blanks to fill in, and begin and end names in code.
        let is_chinese = seen.iter().any(|c| is_han_letter(*c));
        if matches!(mark, '_' | '＿')
            && !(is_chinese && last.is_some_and(|last| seen[first + 1..*last].iter().any(|c| is_han_letter(*c))))
        {
            continue;
        }
        let fix = match last {
            Some(last) => {
                let words = cut(&source(&line[first + 1..last - 1]));
                format!("write **{words}**, with no space between the marks and the words")
            }
            None => format!("write ** before and after the words; for the signs themselves write \\{mark}\\{mark}"),
        };
        return Some(("the marks of bold words would appear literally on the page", fix));
    }
    None
}

/// Finds emphasis and code in full-width marks.
fn pair(line: &[Letter]) -> Found {
    let is_letter = |at: Option<usize>| at.and_then(|at| line.get(at)).is_some_and(|it| it.seen.is_alphanumeric());
    for (wide, plain) in [('＊', '*'), ('｀', '`'), ('＿', '*')] {
        let places: Vec<usize> = (0..line.len()).filter(|at| line[*at].seen == wide).collect();
        let [first, second, ..] = places[..] else { continue };
        // Underscores also join the parts of names, and form blanks to fill in.
        let is_joint = is_letter(first.checked_sub(1)) || is_letter(Some(second + 1)) || second == first + 1;
        if wide == '＿' && is_joint {
            continue;
        }
        let words = cut(&source(&line[first + 1..second]));
        let what = "the marks of emphasis or code are full-width and would appear literally on the page";
        return Some((what, format!("write {plain}{words}{plain}")));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    #[test]
    fn marks_that_would_be_seen_are_told_with_the_fix() {
        for (text, line, fix) in [
            ("##标题", 1, "write ## 标题 for"),
            ("a\n\n###标题\n", 3, "write ### 标题 for"),
            ("＃＃ 标题", 1, "write ## 标题 for"),
            ("#标题", 1, "write ## 标题 for"),
            ("请看【栈桥】（location:pier）。", 1, "write [栈桥](location:pier)"),
            ("请看[栈桥]（location:pier）。", 1, "write [栈桥](location:pier)"),
            ("请看【海浪】（production:the-wave）。", 1, "write [海浪](production:the-wave)"),
            ("请看［栈桥］(location：pier)。", 1, "write [栈桥](location:pier)"),
            ("see [the pier] (location:pier)", 1, "write [the pier](location:pier)"),
            ("see [the pier](location: pier)", 1, "write [the pier](location:pier)"),
            ("看[栈桥](location:pier）", 1, "write [栈桥](location:pier)"),
            ("看[栈桥](location：pier)", 1, "write [栈桥](location:pier)"),
            ("！[]（location:pier）", 1, "write ![](location:pier)"),
            ("！[](location:pier)", 1, "write ![](location:pier)"),
            ("！[栈桥](location:pier)", 1, "write ![栈桥](location:pier)"),
            ("![]（picture：dawn）", 1, "write ![](picture:dawn)"),
            ("![](picture：dawn)", 1, "write ![](picture:dawn)"),
            ("[](location:pier)", 1, "[words](location:pier)"),
            ("＊重要＊", 1, "write *重要*"),
            ("这是＊＊重要＊＊的", 1, "write **重要**"),
            ("这是** 重要 **的", 1, "write **重要**"),
            ("这是__重要__的", 1, "write **重要**"),
            ("这是**重要的", 1, "write ** before and after"),
            ("用｀代码｀", 1, "write `代码`"),
            ("＞ 引语", 1, "write > 引语"),
            ("》引语", 1, "write > 引语"),
            ("＿重要＿", 1, "write *重要*"),
            ("- [ ] 任务", 1, "write - and the words"),
            ("---\ntitle: 标题\n---\n\n正文", 1, "move what it says into the JSON file"),
            ("－ 一\n－ 二", 1, "write - 一"),
            ("-一\n-二", 1, "write - 一"),
            ("• one\n• two", 1, "write - one"),
            ("1.一\n2.二", 1, "write 1. 一"),
            ("１．一", 1, "write 1. 一"),
            ("｜甲｜乙｜", 1, "write |甲|乙|"),
            ("| 甲 | 乙 |\n| 一 | 二 |", 1, "write |---|---| below"),
            ("- ##标题", 1, "write ## 标题 for"),
            ("见https：//a.example", 1, "write https://a.example"),
        ] {
            let refusals = parse(text).expect_err(text);
            assert_eq!(refusals[0].line, line, "{text}");
            assert!(refusals[0].fix.contains(fix), "{text}: {:?}", refusals[0]);
        }
    }

    #[test]
    fn what_is_meant_as_it_stands_is_left() {
        for text in [
            "## 标题",
            "\\##标题",
            "#1 of the list, C# and F#",
            "`##标题` `[栈桥]（location:pier）` `＊＊`",
            "开机！[栈桥](location:pier)很好。",
            "他说[注]（见下）：5*3=15，票价*\n\n*不含税",
            "**重要**、*强调*、***都是***",
            "\\*\\*重要\\*\\*",
            "姓名：____ 电话：____",
            "作品名称_导演_学校.mp4，__init__.py",
            "文件名：作品名称＿导演＿学校，姓名：＿＿＿＿",
            "上文\n\n---\n\n下文",
            "——某人说",
            "-5 °C, 2.5万人，1、第一；2、第二",
            "> 引语\n>\n> ——某人",
            "- 一\n- 二\n\n1. 一\n2. 二",
            "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |",
            "甲｜乙，8:00～9:00，A＋B，[2024]（修订）",
            "**名称**：（1）一；（2）二",
        ] {
            assert!(parse(text).is_ok(), "{text}: {:?}", parse(text));
        }
    }
}
