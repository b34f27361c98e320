//! Days of the Gregorian calendar as text.

/// Parses `2025-03-11` (RFC 3339, full-date) into year, month and day. `None` if there is no such day.
pub fn parse(text: &str) -> Option<(u32, u32, u32)> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |from: usize, to: usize| {
        let digits = bytes[from..to].iter();
        digits.copied().try_fold(0, |number, b| b.is_ascii_digit().then(|| number * 10 + u32::from(b - b'0')))
    };
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    (1..=days_in_month(year, month)).contains(&day).then_some((year, month, day))
}

/// The number of days in a month; 0 if there is no such month.
pub fn days_in_month(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (text, is) in [
            ("2025-03-11", true),
            ("2024-02-29", true),
            ("2000-02-29", true),
            ("0000-01-01", true),
            ("9999-12-31", true),
            ("2100-02-29", false),
            ("2025-02-29", false),
            ("2025-13-01", false),
            ("2025-00-10", false),
            ("2025-04-31", false),
            ("2025-01-00", false),
            ("2025-3-11", false),
            ("2025/03/11", false),
            ("+025-04-30", false),
            ("２０25-01", false),
            ("", false),
        ] {
            assert_eq!(parse(text).is_some(), is, "{text}");
        }
        assert_eq!(parse("2025-03-11"), Some((2025, 3, 11)));
    }
}
