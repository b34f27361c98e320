//! Formats dates, numbers and sizes for readers, in both languages.

use film_core::locale::{DOT, Locale, Words, words};
use film_core::model::clip::{FrameRate, Technical};
use film_core::model::location::Position;
use film_core::model::summit::{Figure, Session};
use film_core::model::vocabulary::{Qualifier, Unit};
use geo::Place;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};
use wire::{Moment, Node};

/// The time of a session whose hour is unknown: its note, or "Time not published".
pub fn when(session: &Session, locale: Locale) -> String {
    session.time_note.as_ref().map_or(words::NO_HOUR.get(locale), |note| note.get(locale)).to_owned()
}

/// Looks up a checked time zone.
pub fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// A day: `23 August 2023`, `2023年8月23日`.
pub fn day(locale: Locale, date: Date) -> String {
    let form = match locale {
        Locale::En => "%-d %B %Y",
        Locale::Zh => "%Y年%-m月%-d日",
    };
    date.strftime(form).to_string()
}

/// A month: `August 2023`, `2023年8月`.
pub fn month(locale: Locale, year: u16, month: u8) -> String {
    let form = match locale {
        Locale::En => "%B %Y",
        Locale::Zh => "%Y年%-m月",
    };
    Date::new(year as i16, month as i8, 1).unwrap_or_default().strftime(form).to_string()
}

/// A checked day, month or year: `2023-08-24`, `2023-08`, `2023`.
pub fn part_date(locale: Locale, text: &str) -> String {
    let numbers: Vec<u16> = text.split('-').filter_map(|part| part.parse().ok()).collect();
    match (numbers.as_slice(), locale) {
        ([year, number], _) => month(locale, *year, *number as u8),
        ([year], Locale::En) => year.to_string(),
        ([year], Locale::Zh) => format!("{year}年"),
        _ => text.parse::<Date>().map_or_else(|_| text.to_owned(), |date| day(locale, date)),
    }
}

/// A span of days: `23–25 August 2023`, `2023年8月23日—25日`.
pub fn span(locale: Locale, start: &str, end: &str) -> String {
    let (Ok(first), Ok(last)) = (start.parse::<Date>(), end.parse::<Date>()) else {
        return format!("{start} – {end}");
    };
    let one_month = (first.year(), first.month()) == (last.year(), last.month());
    match locale {
        _ if first == last => day(locale, first),
        Locale::En if one_month => format!("{}–{}", first.day(), day(locale, last)),
        Locale::En => format!("{} – {}", day(locale, first), day(locale, last)),
        Locale::Zh if one_month => format!("{}—{}日", day(locale, first), last.day()),
        Locale::Zh => format!("{}—{}", day(locale, first), day(locale, last)),
    }
}

/// A checked day for `<time>`.
pub fn day_moment(locale: Locale, text: &str) -> Moment {
    Moment { iso: text.to_owned(), text: part_date(locale, text) }
}

/// A checked time as the day in a zone, for lists.
pub fn date_moment(locale: Locale, text: &str, zone: &TimeZone) -> Moment {
    let text_of_day = local(text, zone).map(|zoned| day(locale, zoned.date()));
    Moment { iso: text.to_owned(), text: text_of_day.unwrap_or_else(|| text.to_owned()) }
}

/// A checked time with the name of its zone, for an article's head.
pub fn time_moment(locale: Locale, text: &str, zone: &TimeZone, zone_name: &str) -> Moment {
    let words = local(text, zone).map(|zoned| {
        let day = day(locale, zoned.date());
        let clock = zoned.strftime("%H:%M");
        match locale {
            Locale::En => format!("{day}, {clock} {zone_name}"),
            Locale::Zh => format!("{day} {clock}（{zone_name}）"),
        }
    });
    Moment { iso: text.to_owned(), text: words.unwrap_or_else(|| text.to_owned()) }
}

/// The hour and minute of a checked time in a zone, with the end if the duration in minutes is known.
pub fn clock(text: &str, minutes: Option<u32>, zone: &TimeZone) -> String {
    let Some(start) = local(text, zone) else {
        return text.to_owned();
    };
    let first = start.strftime("%H:%M");
    let end = minutes.map(|minutes| start.saturating_add(Span::new().minutes(minutes)));
    end.map_or_else(|| first.to_string(), |end| format!("{first}–{}", end.strftime("%H:%M")))
}

/// A checked day, or the first day of a checked month or year.
pub fn first_day(text: &str) -> Date {
    let first = &"-01-01"[(text.len().saturating_sub(4)).min(6)..];
    format!("{text}{first}").parse().unwrap_or(Date::ZERO)
}

/// A time in iCalendar format, UTC: `20230823T010000Z`.
pub fn utc(time: Timestamp) -> String {
    time.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// A time with its offset: `2023-08-23T09:00:00+08:00`.
pub fn iso(time: &Zoned) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// When a checked session begins; `None` if its sources give no hour.
pub fn start(session: &Session) -> Option<Timestamp> {
    session.start.as_deref()?.parse().ok()
}

/// When a checked session ends; `None` if its sources do not say.
pub fn end(session: &Session) -> Option<Timestamp> {
    start(session)?.checked_add(Span::new().minutes(session.duration?)).ok()
}

fn local(text: &str, zone: &TimeZone) -> Option<Zoned> {
    let time: Timestamp = text.parse().ok()?;
    Some(time.to_zoned(zone.clone()))
}

/// A number with up to `places` decimals (at least 1), without trailing zeros.
pub fn decimal(number: f64, places: usize) -> String {
    format!("{number:.places$}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A number with a comma as thousands separator.
pub(crate) fn grouped(number: f64) -> String {
    let text = decimal(number.abs(), 4);
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let groups: Vec<String> = whole.as_bytes().rchunks(3).rev().map(|it| String::from_utf8_lossy(it).into()).collect();
    format!("{}{}{rest}", if number < 0.0 { "-" } else { "" }, groups.join(","))
}

/// The step that a large number is counted in: its size and name.
fn step(locale: Locale, number: f64) -> Option<(f64, &'static str)> {
    let english = [(1e12, " trillion"), (1e9, " billion"), (1e6, " million")];
    let steps = locale.pick(english, [(1e12, "万亿"), (1e8, "亿"), (1e4, "万")]);
    steps.into_iter().find(|(size, _)| number.abs() >= *size)
}

/// A number without loss: `15,000`, `1.7 million`, `1.5万`. A number that a step would make longer is written in full.
pub fn exactly(locale: Locale, number: f64) -> String {
    let short = step(locale, number).map(|(size, name)| (decimal(number / size, 2), size, name));
    let short = short.filter(|(text, size, _)| text.parse::<f64>().is_ok_and(|it| (it * size - number).abs() < 1e-6));
    match (short, locale) {
        (Some((text, _, name)), _) => text + name,
        (None, Locale::En) => grouped(number),
        (None, Locale::Zh) => decimal(number, 4),
    }
}

/// A text with the qualifier before it: `over 8.5 m`, `超过8.5米`.
pub fn with_qualifier(locale: Locale, qualifier: Qualifier, text: &str) -> String {
    let qualifier = qualifier.name(locale);
    match locale {
        Locale::En => join(qualifier, text),
        Locale::Zh => format!("{qualifier}{text}"),
    }
}

/// A figure's number without its unit: `over 700 billion`, `超过7000亿`.
pub fn amount(locale: Locale, figure: &Figure) -> String {
    let value = figure.value;
    let number = match step(locale, value) {
        Some((size, name)) => decimal(value / size, 4) + name,
        None => grouped(value),
    };
    with_qualifier(locale, figure.qualifier, &number)
}

/// A figure's number with its unit: `over 700 billion yuan`, `超过7000亿元`.
pub fn figure(locale: Locale, figure: &Figure) -> String {
    let is_percent = figure.unit == Unit::Percent.as_str();
    let space = if locale == Locale::Zh || is_percent { "" } else { " " };
    let name = if figure.value == 1.0 { &figure.unit_name.one } else { &figure.unit_name.many };
    format!("{}{space}{}", amount(locale, figure), name.get(locale))
}

fn join(before: &str, after: &str) -> String {
    if before.is_empty() { after.to_owned() } else { format!("{before} {after}") }
}

/// A change in percent with its sign: `+17%`.
pub fn change(percent: f64) -> String {
    let sign = match percent {
        _ if percent > 0.0 => "+",
        _ if percent < 0.0 => "−",
        _ => "",
    };
    format!("{sign}{}%", decimal(percent.abs(), 4))
}

/// A frame rate: `29.97 (30000/1001)`, `25`.
pub fn frame_rate(rate: FrameRate) -> String {
    if rate.num.is_multiple_of(rate.den) {
        (rate.num / rate.den).to_string()
    } else {
        format!("{} ({}/{})", decimal(f64::from(rate.num) / f64::from(rate.den), 3), rate.num, rate.den)
    }
}

/// The width and height of a clip: `1280 × 720`.
pub fn size(technical: &Technical) -> String {
    format!("{} × {}", technical.width, technical.height)
}

/// The duration of a clip: `8 s`, `8.01 秒`.
pub fn duration(locale: Locale, technical: &Technical) -> String {
    words::SECONDS.with(locale, &[&decimal(technical.seconds(), 2)])
}

/// A file's size in decimal units: `312 kB`, `1.4 MB`.
pub fn bytes(size: usize) -> String {
    let kilobytes = size as f64 / 1000.0;
    if kilobytes < 1000.0 { format!("{:.0} kB", kilobytes.max(1.0)) } else { format!("{:.1} MB", kilobytes / 1000.0) }
}

/// The reading time of a text, at 230 English words (Brysbaert 2019 finds 238 for non-fiction) or 400 Chinese
/// characters per minute.
pub fn reading(locale: Locale, nodes: &[Node]) -> String {
    let text = super::markdown::plain(nodes);
    let han = text.chars().filter(|c| super::markdown::is_han(*c)).count();
    let words = text
        .split(|c: char| c.is_whitespace() || super::markdown::is_han(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count();
    let minutes = (han as f64 / 400.0 + words as f64 / 230.0).ceil().max(1.0);
    words::READING_TIME.with(locale, &[&minutes.to_string()])
}

/// A position in degrees with four decimals and hemisphere: `36.0616° N, 120.3143° E`.
pub fn position(locale: Locale, lat: f64, lng: f64) -> String {
    let latitude = if lat < 0.0 { words::SOUTH_OF_EQUATOR } else { words::NORTH_OF_EQUATOR };
    let longitude = if lng < 0.0 { words::WEST_OF_GREENWICH } else { words::EAST_OF_GREENWICH };
    let degrees = |words: Words, degrees: f64| words.with(locale, &[&format!("{:.4}", degrees.abs())]);
    [degrees(latitude, lat), degrees(longitude, lng)].join(words::PHRASE_COMMA.get(locale))
}

/// The datum and precision of a position, and how it was found.
pub fn precision(locale: Locale, position: &Position) -> String {
    let datum = position.datum.name(locale);
    let datum = match &position.original {
        Some((lat, lng, of)) => words::POSITION_FROM.with(locale, &[datum, of.name(locale), &format!("{lat}, {lng}")]),
        None => datum.to_owned(),
    };
    let note = position.note.as_ref().map(|note| format!(" {}", note.get(locale))).unwrap_or_default();
    format!("{datum}{DOT}{}{}{note}", position.precision.name(locale), words::FULL_STOP.get(locale))
}

/// The distance between two checked positions, kilometres.
pub fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let places = Place::new(a.0, a.1).zip(Place::new(b.0, b.1));
    places.map_or(f64::INFINITY, |(a, b)| geo::distance::distance(a, b) / 1000.0)
}

/// The length of a way, given in kilometres: `420 m`, `3.4 km`.
pub fn length(locale: Locale, kilometres: f64) -> String {
    match kilometres < 1.0 {
        true => words::METRES.with(locale, &[&format!("{:.0}", (kilometres * 100.0).round() * 10.0)]),
        false => words::KILOMETRES.with(locale, &[&decimal(kilometres, 1)]),
    }
}

/// Two checked times of day, `22:00`. The second is on the next day if it is not after the first.
pub fn clock_span(locale: Locale, from: &str, to: &str) -> String {
    if to > from { format!("{from}–{to}") } else { words::NEXT_DAY.with(locale, &[from, to]) }
}

/// A distance in kilometres: `420 m`, `3.4 km`.
pub fn kilometres(locale: Locale, distance: f64) -> String {
    match distance < 1.0 {
        true => words::AWAY_METRES.with(locale, &[&format!("{:.0}", (distance * 100.0).round() * 10.0)]),
        false => words::AWAY_KILOMETRES.with(locale, &[&format!("{distance:.1}")]),
    }
}

/// The languages that have a name here, by their primary subtag.
const LANGUAGES: [(&str, Words); 33] = [
    ("zh", words::LANGUAGE_CHINESE),
    ("en", words::LANGUAGE_ENGLISH),
    ("ja", words::LANGUAGE_JAPANESE),
    ("ko", words::LANGUAGE_KOREAN),
    ("fr", words::LANGUAGE_FRENCH),
    ("de", words::LANGUAGE_GERMAN),
    ("es", words::LANGUAGE_SPANISH),
    ("it", words::LANGUAGE_ITALIAN),
    ("ru", words::LANGUAGE_RUSSIAN),
    ("yue", words::LANGUAGE_CANTONESE),
    ("hi", words::LANGUAGE_HINDI),
    ("ar", words::LANGUAGE_ARABIC),
    ("bn", words::LANGUAGE_BENGALI),
    ("pt", words::LANGUAGE_PORTUGUESE),
    ("id", words::LANGUAGE_INDONESIAN),
    ("ms", words::LANGUAGE_MALAY),
    ("ur", words::LANGUAGE_URDU),
    ("fa", words::LANGUAGE_PERSIAN),
    ("tr", words::LANGUAGE_TURKISH),
    ("vi", words::LANGUAGE_VIETNAMESE),
    ("th", words::LANGUAGE_THAI),
    ("ta", words::LANGUAGE_TAMIL),
    ("te", words::LANGUAGE_TELUGU),
    ("mr", words::LANGUAGE_MARATHI),
    ("pa", words::LANGUAGE_PUNJABI),
    ("sw", words::LANGUAGE_SWAHILI),
    ("ha", words::LANGUAGE_HAUSA),
    ("fil", words::LANGUAGE_FILIPINO),
    ("pl", words::LANGUAGE_POLISH),
    ("uk", words::LANGUAGE_UKRAINIAN),
    ("nl", words::LANGUAGE_DUTCH),
    ("el", words::LANGUAGE_GREEK),
    ("he", words::LANGUAGE_HEBREW),
];

/// The first part of a BCP 47 tag, without script and region: `zh` of `zh-Hant-TW`.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The name of a language by its BCP 47 tag, or the tag itself if the name is unknown.
pub fn language(locale: Locale, tag: &str) -> String {
    let name = LANGUAGES.iter().find(|(known, _)| primary(tag).eq_ignore_ascii_case(known));
    name.map_or(tag, |(_, name)| name.get(locale)).to_owned()
}

/// The tag of a language by its name in English or Chinese.
pub fn language_tag(name: &str) -> Option<&'static str> {
    let is_name = |names: &Words| names.zh == name || names.en.eq_ignore_ascii_case(name);
    LANGUAGES.iter().find(|(_, names)| is_name(names)).map(|(tag, _)| *tag)
}

/// Removes duplicates and keeps the order.
pub fn distinct<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for item in items {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

/// Splits a text into paragraphs at blank lines.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|paragraph| paragraph.trim().replace('\n', " "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use film_core::locale::Text;
    use film_core::model::Source;

    fn some(value: f64, unit: Unit, qualifier: Qualifier) -> Figure {
        Figure {
            id: None,
            label: Text::default(),
            value,
            unit: unit.as_str().to_owned(),
            unit_name: unit.into(),
            qualifier,
            period: Text::default(),
            when: None,
            change: None,
            source: Source { publisher: Text::default(), url: None, date: None },
        }
    }

    #[test]
    fn figures_in_both_languages() {
        for (value, unit, qualifier, en, zh) in [
            (1.04e9, Unit::Users, Qualifier::Exact, "1.04 billion users", "10.4亿用户"),
            (1.038e9, Unit::Users, Qualifier::Exact, "1.038 billion users", "10.38亿用户"),
            (7e11, Unit::Yuan, Qualifier::MoreThan, "over 700 billion yuan", "超过7000亿元"),
            (292.83e9, Unit::Yuan, Qualifier::Exact, "292.83 billion yuan", "2928.3亿元"),
            (1.15e12, Unit::Yuan, Qualifier::MoreThan, "over 1.15 trillion yuan", "超过1.15万亿元"),
            (97.4, Unit::Percent, Qualifier::Exact, "97.4%", "97.4%"),
            (1.0, Unit::Companies, Qualifier::Exact, "1 company", "1家企业"),
            (1e6, Unit::Companies, Qualifier::Exact, "1 million companies", "100万家企业"),
            (9.0, Unit::Formats, Qualifier::Exact, "9 formats", "9种格式"),
            (660_000.0, Unit::Companies, Qualifier::MoreThan, "over 660,000 companies", "超过66万家企业"),
            (151.0, Unit::Minutes, Qualifier::About, "about 151 minutes", "约151分钟"),
        ] {
            let it = some(value, unit, qualifier);
            assert_eq!(figure(Locale::En, &it), en);
            assert_eq!(figure(Locale::Zh, &it), zh);
        }
        assert_eq!(change(17.0), "+17%");
        assert_eq!(change(-3.5), "−3.5%");
    }

    #[test]
    fn dates_in_both_languages() {
        for (text, en, zh) in [
            ("2023-08-23", "23 August 2023", "2023年8月23日"),
            ("2023-08", "August 2023", "2023年8月"),
            ("2023", "2023", "2023年"),
        ] {
            assert_eq!(part_date(Locale::En, text), en);
            assert_eq!(part_date(Locale::Zh, text), zh);
        }
        assert_eq!(span(Locale::En, "2023-08-23", "2023-08-25"), "23–25 August 2023");
        assert_eq!(span(Locale::Zh, "2023-08-23", "2023-08-25"), "2023年8月23日—25日");
        assert_eq!(span(Locale::En, "2023-08-31", "2023-09-01"), "31 August 2023 – 1 September 2023");
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        assert_eq!(
            time_moment(Locale::En, "2023-08-23T07:59:40Z", &zone, "China Standard Time").text,
            "23 August 2023, 15:59 China Standard Time"
        );
        assert_eq!(clock("2023-08-23T23:30:00+08:00", Some(60), &zone), "23:30–00:30");
    }

    #[test]
    fn reading_time_counts_words_and_characters() {
        for (text, en, zh) in [
            ("One.".to_owned(), "1 min read", "阅读约1分钟"),
            ("word ".repeat(230), "1 min read", "阅读约1分钟"),
            ("word ".repeat(231), "2 min read", "阅读约2分钟"),
            ("字".repeat(400), "1 min read", "阅读约1分钟"),
            ("字".repeat(1000), "3 min read", "阅读约3分钟"),
            // Half a minute of each script makes one minute.
            (format!("{}{}", "word ".repeat(115), "字".repeat(200)), "1 min read", "阅读约1分钟"),
        ] {
            let nodes = [Node::P(vec![Node::Text(text)])];
            assert_eq!((reading(Locale::En, &nodes), reading(Locale::Zh, &nodes)), (en.into(), zh.into()));
        }
    }

    #[test]
    fn rates_and_places() {
        assert_eq!(frame_rate(FrameRate { num: 25, den: 1 }), "25");
        assert_eq!(frame_rate(FrameRate { num: 30000, den: 1001 }), "29.97 (30000/1001)");
        assert_eq!(frame_rate(FrameRate { num: 24000, den: 1001 }), "23.976 (24000/1001)");
        assert_eq!(position(Locale::En, 36.0616, 120.3143), "36.0616° N, 120.3143° E");
        assert_eq!(position(Locale::Zh, -1.0, -2.5), "南纬1.0000°，西经2.5000°");
        // Qingdao to Beijing is about 550 km.
        let far = distance((36.07, 120.38), (39.90, 116.40));
        assert!((545.0..555.0).contains(&far), "{far}");
    }
}
