//! CSV (RFC 4180) that scripts can read and spreadsheets show as intended.

use crate::{date, is_digit, printable};

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A text. If a spreadsheet would run or misread it, it gets a leading apostrophe, which is visible to the reader.
    Text(String),
    /// A number, a Boolean or a time that a spreadsheet should read as such.
    Value(String),
}

/// Writes rows as CSV with a byte order mark. Without the mark, Excel reads Chinese as Latin-1.
pub fn write(rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let mut out = String::from("\u{feff}");
    for row in rows {
        for (place, cell) in row.into_iter().enumerate() {
            let text = match cell {
                Cell::Text(text) => self::text(&text),
                Cell::Value(text) => text,
            };
            out.push_str(if place == 0 { "\"" } else { ",\"" });
            out.push_str(&text.replace('"', "\"\""));
            out.push('"');
        }
        out.push_str("\r\n");
    }
    out
}

/// A text as written in a cell. Control characters other than tab and line breaks are removed.
pub fn text(text: &str) -> String {
    let text = printable(text);
    if is_misread(&text) { ["'", &text].concat() } else { text }
}

/// First characters that make a spreadsheet run a cell as a formula (OWASP, CSV Injection). Some locales treat the
/// full-width signs the same way.
const RUNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The maximum number of digits that a spreadsheet shows in full in a column of default width.
const MOST_DIGITS: usize = 10;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a spreadsheet would run a text as a formula or show something else. It reads `4:2:0` as a time; `2024-05`,
/// `1/2`, `MAR1` and `2024年5月` as days; `10 A` as 10 a.m.; and `(5)` as -5. `0532`, `1.10`, `1E5` and long numbers lose
/// digits. Full ISO dates, `2024-05-01`, are allowed.
fn is_misread(text: &str) -> bool {
    if text.starts_with(RUNS) {
        return true;
    }
    let lower = text.trim().to_ascii_lowercase();
    if is_plain(&lower) || date::parse(&lower).is_some() {
        return false;
    }
    // The number of runs of digits, whether there is a separator that makes several of them a value, and whether there
    // is a mark that makes one of them a value.
    let (mut numbers, mut joins, mut marks) = (0, false, false);
    let mut rest = lower.as_str();
    while let Some(c) = rest.chars().next() {
        let end = match c {
            _ if is_digit(c) => rest.find(|c| !is_digit(c)),
            'a'..='z' => rest.find(|c: char| !c.is_ascii_lowercase()),
            _ => Some(c.len_utf8()),
        };
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        match run {
            _ if is_digit(c) => numbers += 1,
            " " | "," | ")" => {}
            "-" | "/" | ":" | "." | "－" | "／" | "：" | "．" | "e" => joins = true,
            "年" | "月" | "日" | "时" | "時" | "点" | "分" | "秒" => joins = true,
            "(" | "am" | "pm" | "上" | "下" | "午" => marks = true,
            "a" | "p" if lower.contains(' ') => marks = true,
            month if month.len() > 2 && MONTHS.iter().any(|name| name.starts_with(month)) => marks = true,
            _ => return false,
        }
    }
    match numbers {
        0 => false,
        1 => marks || !joins,
        _ => marks || joins,
    }
}

/// Whether a number keeps all its digits in a spreadsheet.
fn is_plain(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, "1"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_led = whole.len() > 1 && whole.starts_with('0');
    digits(whole) && digits(part) && whole.len() <= MOST_DIGITS && !is_led && !part.ends_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_table_is_quoted() {
        let text = |text: &str| Cell::Text(text.into());
        let rows = [vec![text("a"), text("b, \"c\"")], vec![text("=1"), Cell::Value("-1.50".into())]];
        assert_eq!(write(rows), "\u{feff}\"a\",\"b, \"\"c\"\"\"\r\n\"'=1\",\"-1.50\"\r\n");
        assert_eq!(text_of(&write([vec![text("a\0\u{7}b\nc")]])), "\"ab\nc\"\r\n");
    }

    fn text_of(table: &str) -> &str {
        table.trim_start_matches('\u{feff}')
    }

    #[test]
    fn what_a_spreadsheet_would_run_or_misread() {
        for misread in [
            // Formulas.
            "=1+1",
            "+1",
            "-1",
            "@A1",
            "\t=1",
            "\r=1",
            "\n=1",
            "＝1",
            "＋1",
            "－1",
            "＠A1",
            "+86 532 1",
            "-",
            // Times.
            "4:2:0",
            "4:2:2",
            "16:9",
            "2.39:1",
            "9:30",
            "23:59:59",
            "10 A",
            "10 PM",
            "9:30am",
            "下午3点",
            "３：２０",
            "3时20分",
            // Days.
            "2024-05",
            "2024/05",
            "2024-5-1",
            "1/2",
            "5-1",
            "1-2-3",
            "1.2.3",
            "24000/1001",
            "1 1/2",
            "May 2024",
            "1 May",
            "mar1",
            "SEPT2",
            "Dec-10",
            "May 1, 2024",
            "2024年5月",
            "2024年5月1日",
            "5月1日",
            "２０２４－０５",
            // Numbers.
            "0532",
            "007",
            "00",
            "12345678901",
            "6222021001116245702",
            "1E5",
            "1e10",
            "1.10",
            "12.0",
            "(5)",
            "(2024)",
            "1.5e3",
            " 4:2:0",
            "0532 ",
        ] {
            assert_eq!(text(misread), format!("'{misread}"));
        }
        for plain in [
            "",
            "Pier",
            "栈桥",
            "440",
            "2024",
            "0",
            "0.5",
            "36.0616",
            "1234567890",
            "2024-05-01",
            "1=1",
            "a-b",
            "4K",
            "1080p",
            "C1",
            "63 A; gate",
            "10,000",
            "1, 2, 3",
            "440 441",
            "2024年",
            "3月",
            "May",
            "e",
            "a",
            "(a)",
            "50%",
            "3 rooms",
            "第3天",
            "2024-05-01T10:00:00+08:00",
            "https://film.example/2024/05",
            "ProRes 4:2:2",
            "B2-3",
            "May be 3",
            "8:30; 9:30",
            "H.264",
        ] {
            assert_eq!(text(plain), plain);
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_writer(text: String) {
            let cell = super::text(&text);
            prop_assert!(!cell.starts_with(RUNS));
            let plain = printable(&text);
            prop_assert!(cell == plain || cell == ["'", &plain].concat());
        }
    }
}
