//! Converts phone numbers as people write them to `tel:` URLs (RFC 3966).

/// Marks before an extension. Longer ones come first.
const EXTENSIONS: [&str; 12] =
    [";ext=", "extension", "转接", "分机号", "分机", "分機", "内线", "转", "轉", "ext", "x", "#"];

/// China's country code with the trunk prefix 0, which is not dialled from abroad and which no number there begins with.
const CHINA_TRUNK: &str = "860";

/// Returns `tel:` with the digits and the extension, or `None` if the text is not a phone number.
pub fn address(text: &str) -> Option<String> {
    let text: String = text.trim().to_lowercase().chars().map(plain).collect();
    let mark = EXTENSIONS.iter().filter_map(|mark| Some((text.find(mark)?, mark.len()))).min_by_key(|(at, _)| *at);
    let (number, extension) = match mark {
        Some((at, length)) => (&text[..at], Some(&text[at + length..])),
        None => (text.as_str(), None),
    };
    let number = number.trim_end_matches([' ', '(', ',', '-', ';']);
    let (number, extension) = match extension {
        Some(text) => (number, Some(digits_of(text, " .:=-()号")?)),
        None => third_group(number).map_or((number, None), |(number, extension)| (number, Some(extension.to_owned()))),
    };
    // The trunk prefix 0 is not dialled from abroad.
    let number = if number.starts_with('+') { number.replace("(0)", "") } else { number.to_owned() };
    let number = number.strip_prefix("00").map_or(number.clone(), |rest| format!("+{rest}"));
    let (plus, digits) = number.strip_prefix('+').map_or(("", number.as_str()), |rest| ("+", rest));
    let mut digits = digits_of(digits, " -().")?;
    if plus == "+" && digits.starts_with(CHINA_TRUNK) {
        digits.remove(CHINA_TRUNK.len() - 1);
    }
    let extension = extension.map_or(String::new(), |digits| format!(";ext={digits}"));
    (3..=15).contains(&digits.len()).then(|| format!("tel:{plus}{digits}{extension}"))
}

/// Divides a Chinese number and an extension that follows it after a hyphen: `0532-88888888-801`.
fn third_group(number: &str) -> Option<(&str, &str)> {
    let (number, extension) = number.rsplit_once('-')?;
    let (area, line) = number.split_once('-')?;
    let are_digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let is_number = area.starts_with('0') && matches!(area.len(), 3..=4) && matches!(line.len(), 7..=8);
    (is_number && [area, line, extension].into_iter().all(are_digits) && extension.len() <= 6)
        .then_some((number, extension))
}

/// The digits of a text, or `None` if it has other characters than digits and `others`.
fn digits_of(text: &str, others: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_number = text.chars().all(|c| c.is_ascii_digit() || others.contains(c));
    (is_number && !digits.is_empty()).then_some(digits)
}

/// Replaces full-width characters, dashes and spaces of any kind by ASCII.
fn plain(c: char) -> char {
    match c {
        '！'..='～' => formats::half_width(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' => '-',
        '·' | '•' => '.',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn numbers_and_their_addresses() {
        for (text, wanted) in [
            ("+86 532 8888 8888", "tel:+8653288888888"),
            ("0532-8888 8888转801", "tel:053288888888;ext=801"),
            ("+86 532 8888 8888 ext. 801", "tel:+8653288888888;ext=801"),
            ("（0532）88888888", "tel:053288888888"),
            ("(0532) 8888–8888", "tel:053288888888"),
            ("０５３２－８８８８８８８８（转 801）", "tel:053288888888;ext=801"),
            ("0532-88888888 分机：801", "tel:053288888888;ext=801"),
            ("0532-88888888 x801", "tel:053288888888;ext=801"),
            ("0532-88888888#801", "tel:053288888888;ext=801"),
            ("0086-532-88888888", "tel:+8653288888888"),
            ("+44 (0)20 7946 0000", "tel:+442079460000"),
            ("+86\u{a0}138\u{3000}0000 0000", "tel:+8613800000000"),
            ("400·888·8888", "tel:4008888888"),
            ("0532-88888888-801", "tel:053288888888;ext=801"),
            ("010-8888888-1", "tel:0108888888;ext=1"),
            ("400-888-8888", "tel:4008888888"),
            ("138-0000-0000", "tel:13800000000"),
            ("+86 (0532) 8888 8888", "tel:+8653288888888"),
            ("+86-0532-88888888", "tel:+8653288888888"),
            ("0086 0532 88888888 转 801", "tel:+8653288888888;ext=801"),
            ("110", "tel:110"),
        ] {
            assert_eq!(address(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["", "12", "call us", "0532-8888转", "转801", "88888888、88888889", "+1+2345", "1234567890123456"]
        {
            assert_eq!(address(text), None, "{text}");
        }
    }
}
