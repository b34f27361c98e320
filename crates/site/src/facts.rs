//! Facts of locations in words, in both languages.

use crate::format::{clock_span, distance, exactly, length, with_qualifier};
use film_core::locale::{Locale, Text, Words, words};
use film_core::model::location::{
    Accessibility, Area, Charge, Connectivity, Drones, Furniture, Height, Hospital, Hours, Insurance, LeadTime, LoadIn,
    Noise, Noted, Parking, Position, Power, Remarked,
};
use film_core::model::vocabulary::{Currency, Qualifier};

/// Typed values that can be put in words.
pub trait InWords {
    /// The values in words, without the remark. `here` is the location's position.
    fn in_words(&self, locale: Locale, here: &Position) -> String;
}

/// A fact in words: its typed values, then its remarks.
pub fn fact<T: InWords + Remarked, R: Remarked>(fact: Option<&Noted<T, R>>, locale: Locale, here: &Position) -> String {
    let Some(fact) = fact else { return String::new() };
    let values = match fact {
        Noted::Typed(values) => values.in_words(locale, here),
        Noted::Remark(_) => String::new(),
    };
    let remarks = remarks(fact, locale);
    if values.is_empty() || remarks.is_empty() {
        return values + &remarks;
    }
    [&values, words::FULL_STOP.get(locale), words::SPACE.get(locale), &remarks].concat()
}

/// The remarks of a fact on one line.
pub fn remarks(fact: &impl Remarked, locale: Locale) -> String {
    let texts: Vec<&str> = fact.remarks().iter().map(|text: &Text| text.get(locale)).collect();
    texts.join(words::LIST_STOP.get(locale))
}

/// Joins phrases and begins with a capital letter.
fn sentence(locale: Locale, phrases: impl IntoIterator<Item = Option<String>>) -> String {
    let phrases: Vec<String> = phrases.into_iter().flatten().collect();
    capital(&phrases.join(words::PHRASE_COMMA.get(locale)))
}

/// A text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// A phrase with a number, if the number is known.
fn counted(locale: Locale, words: Words, number: Option<f64>) -> Option<String> {
    number.map(|number| words.with(locale, &[&exactly(locale, number)]))
}

/// A measured size: `10,000 m²`, `Over 8.5 m`.
fn size(locale: Locale, words: Words, number: f64, qualifier: Option<Qualifier>) -> String {
    let size = words.with(locale, &[&exactly(locale, number)]);
    capital(&with_qualifier(locale, qualifier.unwrap_or(Qualifier::Exact), &size))
}

/// An amount of money: `CNY 3,000`, `3000元`.
fn money(locale: Locale, amount: f64, currency: &str) -> String {
    let amount = exactly(locale, amount);
    match (locale, Currency::parse(currency)) {
        (Locale::Zh, Some(known)) => format!("{amount}{}", known.name(locale)),
        (Locale::Zh, None) => format!("{amount} {currency}"),
        (Locale::En, _) => format!("{currency} {amount}"),
    }
}

impl InWords for Power {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        let phases = self.phases.map(|phases| phases.name(locale).to_owned());
        let (amperes, volts) = (self.amperes, self.volts);
        sentence(locale, [phases, counted(locale, words::AMPERES, amperes), counted(locale, words::VOLTS, volts)])
    }
}

impl InWords for Parking {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        let places = |words, places: Option<u16>| counted(locale, words, places.filter(|it| *it > 0).map(f64::from));
        let (cars, trucks) = (places(words::CAR_SPACES, self.cars), places(words::TRUCK_SPACES, self.trucks));
        let none = words::NO_PARKING.get(locale).to_owned();
        sentence(locale, [cars, trucks, self.is_none().then_some(none)])
    }
}

impl InWords for LoadIn {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        let either =
            |fact: Option<bool>, yes: Words, no: Words| fact.map(|is| if is { yes } else { no }.get(locale).to_owned());
        let ground = either(self.ground_level, words::LOAD_IN_GROUND, words::LOAD_IN_RAISED);
        let lift = either(self.lift, words::LOAD_IN_LIFT, words::LOAD_IN_NO_LIFT);
        sentence(locale, [ground, lift, counted(locale, words::LOAD_IN_WIDTH, self.width_metres)])
    }
}

impl InWords for Height {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        size(locale, words::METRES, self.metres, self.qualifier)
    }
}

impl InWords for Area {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        size(locale, words::SQUARE_METRES, self.square_metres, self.qualifier)
    }
}

impl InWords for Noise {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        let level = self.level.name(locale).to_owned();
        sentence(locale, [Some(level), counted(locale, words::DECIBELS, self.decibels)])
    }
}

impl InWords for Drones {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        self.rule.name(locale).to_owned()
    }
}

impl InWords for LeadTime {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        let words = if self.working { words::LEAD_WORKING_DAYS } else { words::LEAD_DAYS };
        words.with(locale, &[&self.days.to_string()])
    }
}

impl InWords for Charge {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        if self.amount == 0.0 {
            return words::FREE.get(locale).to_owned();
        }
        let amount = money(locale, self.amount, self.currency.as_deref().unwrap_or_default());
        match self.unit {
            Some(unit) => words::CHARGE_PER.with(locale, &[&amount, unit.name(locale)]),
            None => amount,
        }
    }
}

impl InWords for Insurance {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        let required = if self.required { words::INSURANCE_REQUIRED } else { words::INSURANCE_NOT_REQUIRED };
        let cover = self.amount.zip(self.currency.as_deref());
        let cover = cover.map(|(amount, currency)| money(locale, amount, currency));
        let cover = cover.map(|cover| words::INSURANCE_COVER.with(locale, &[&cover]));
        sentence(locale, [Some(required.get(locale).to_owned()), cover])
    }
}

impl InWords for Connectivity {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        self.reception.name(locale).to_owned()
    }
}

impl InWords for Accessibility {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        self.step_free.name(locale).to_owned()
    }
}

impl InWords for Hospital {
    fn in_words(&self, locale: Locale, here: &Position) -> String {
        let by_road = self.kilometres.map(|kilometres| length(locale, kilometres));
        let straight = || {
            let kilometres = straight_line(self, here)?;
            Some(words::STRAIGHT_LINE.with(locale, &[&length(locale, kilometres)]))
        };
        sentence(locale, [Some(self.name.get(locale).to_owned()), by_road.or_else(straight)])
    }
}

/// The straight line from a location to a hospital, kilometres. Both positions are WGS-84.
pub fn straight_line(hospital: &Hospital, here: &Position) -> Option<f64> {
    let there = hospital.position.as_ref()?;
    Some(distance((here.lat, here.lng), (there.lat, there.lng)))
}

impl InWords for Furniture {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        self.may_move.name(locale).to_owned()
    }
}

impl InWords for Hours {
    fn in_words(&self, locale: Locale, _: &Position) -> String {
        clock_span(locale, &self.from, &self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    /// A fact in both languages.
    fn both<T: DeserializeOwned + InWords + Remarked>(json: Value) -> (String, String) {
        let here = json!({ "lat": 36.0, "lng": 120.0, "datum": "wgs84", "precision": "source" });
        let here = serde_json::from_value(here).unwrap();
        let noted: Noted<T> = serde_json::from_value(json).unwrap();
        (fact(Some(&noted), Locale::En, &here), fact(Some(&noted), Locale::Zh, &here))
    }

    fn table<T: DeserializeOwned + InWords + Remarked>(rows: &[(Value, &str, &str)]) {
        for (json, en, zh) in rows {
            assert_eq!(both::<T>(json.clone()), ((*en).to_owned(), (*zh).to_owned()), "{json}");
        }
    }

    #[test]
    fn technical_facts() {
        table::<Power>(&[
            (json!({ "phases": "three", "amperes": 63 }), "Three-phase, 63 A", "三相，63 A"),
            (json!({ "phases": "single", "volts": 220 }), "Single-phase, 220 V", "单相，220 V"),
            (json!({ "en": "By the gate", "zh": "门旁" }), "By the gate", "门旁"),
            (
                json!({ "amperes": 32.5, "remark": { "en": "By the gate.", "zh": "门旁。" } }),
                "32.5 A. By the gate.",
                "32.5 A。门旁。",
            ),
        ]);
        table::<Height>(&[
            (json!({ "metres": 8.5 }), "8.5 m", "8.5米"),
            (json!({ "metres": 20, "qualifier": "more-than" }), "Over 20 m", "超过20米"),
        ]);
        table::<Area>(&[
            (json!({ "square_metres": 753.7 }), "753.7 m²", "753.7平方米"),
            (json!({ "square_metres": 5625 }), "5,625 m²", "5625平方米"),
            (json!({ "square_metres": 10_000 }), "10,000 m²", "1万平方米"),
            (json!({ "square_metres": 1_700_000, "qualifier": "about" }), "About 1.7 million m²", "约170万平方米"),
        ]);
        table::<Noise>(&[
            (json!({ "level": "quiet", "decibels": 35 }), "Quiet, 35 dB(A)", "安静，35 dB(A)"),
            (json!({ "level": "loud", "remark": { "en": "Trams" } }), "Loud. Trams", "嘈杂。Trams"),
        ]);
        table::<Connectivity>(&[
            (json!({ "reception": "good" }), "Good mobile reception", "手机信号好"),
            (json!({ "reception": "none" }), "No mobile reception", "无手机信号"),
        ]);
        table::<Furniture>(&[
            (json!({ "may_move": "yes" }), "May be moved", "可以移动"),
            (json!({ "may_move": "ask" }), "Ask before moving", "移动须先征得同意"),
        ]);
    }

    #[test]
    fn facts_on_getting_in() {
        table::<Parking>(&[
            (json!({ "cars": 20, "trucks": 1 }), "20 car spaces, 1 truck space", "20个小车位，1个货车位"),
            (json!({ "cars": 1 }), "1 car space", "1个小车位"),
            (json!({ "cars": 0, "trucks": 1200 }), "1,200 truck spaces", "1200个货车位"),
            (json!({ "cars": 0 }), "No parking", "无停车位"),
        ]);
        table::<LoadIn>(&[
            (
                json!({ "ground_level": true, "width_metres": 2.4 }),
                "At ground level, 2.4 m at the narrowest point",
                "地面层进场，最窄处2.4米",
            ),
            (json!({ "ground_level": false, "lift": true }), "Not at ground level, with a lift", "不在地面层，有电梯"),
            (json!({ "lift": false }), "No lift", "无电梯"),
        ]);
        table::<Accessibility>(&[
            (json!({ "step_free": "yes" }), "Step-free", "全程无台阶"),
            (json!({ "step_free": "no" }), "Steps", "有台阶"),
        ]);
        table::<Hours>(&[
            (json!({ "from": "08:00", "to": "12:00" }), "08:00–12:00", "08:00–12:00"),
            (json!({ "from": "22:00", "to": "06:00" }), "22:00–06:00 (next day)", "22:00–次日06:00"),
        ]);
    }

    #[test]
    fn facts_on_permission_money_and_help() {
        table::<LeadTime>(&[
            (json!({ "days": 5, "working": true }), "5 working days", "5个工作日"),
            (json!({ "days": 1, "working": true }), "1 working day", "1个工作日"),
            (json!({ "days": 1 }), "1 day", "1天"),
            (json!({ "days": 10 }), "10 days", "10天"),
        ]);
        table::<Charge>(&[
            (json!({ "amount": 0 }), "Free", "免费"),
            (json!({ "amount": 3000, "currency": "CNY", "unit": "day" }), "CNY 3,000 per day", "3000元/天"),
            (json!({ "amount": 15_000, "currency": "CNY", "unit": "shoot" }), "CNY 15,000 per shoot", "1.5万元/次拍摄"),
            (json!({ "amount": 1234.56, "currency": "EUR" }), "EUR 1,234.56", "1234.56欧元"),
            (json!({ "amount": 123_456.78, "currency": "CNY" }), "CNY 123,456.78", "123456.78元"),
            (json!({ "amount": 80, "currency": "NOK", "unit": "hour" }), "NOK 80 per hour", "80 NOK/小时"),
        ]);
        table::<Insurance>(&[
            (
                json!({ "required": true, "amount": 1_000_000, "currency": "CNY" }),
                "Required, cover of at least CNY 1 million",
                "须投保，保额不低于100万元",
            ),
            (json!({ "required": false }), "Not required", "不要求投保"),
        ]);
        table::<Drones>(&[
            (json!({ "rule": "allowed" }), "Allowed", "允许飞行"),
            (json!({ "rule": "with-permission" }), "With permission", "须经许可"),
        ]);
        let at = json!({ "lat": 36.03, "lng": 120.0, "datum": "wgs84", "precision": "source" });
        let name = json!({ "en": "City Hospital", "zh": "市医院" });
        table::<Hospital>(&[
            (json!({ "name": name, "kilometres": 3.4 }), "City Hospital, 3.4 km", "市医院，3.4公里"),
            (json!({ "name": name, "kilometres": 0.42 }), "City Hospital, 420 m", "市医院，420米"),
            (
                json!({ "name": name, "position": at }),
                "City Hospital, 3.3 km in a straight line",
                "市医院，直线距离3.3公里",
            ),
            (json!({ "name": name }), "City Hospital", "市医院"),
        ]);
    }
}
