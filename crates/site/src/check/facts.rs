//! Checks facts of locations whose values depend on each other. The schema checks the rest: ranges of numbers, closed
//! lists.

use super::place::Place;
use super::positions;
use crate::facts::straight_line;
use film_core::locale::Locale;
use film_core::model::location::{Charge, Hospital, Hours, Insurance, Location, Noted, typed};
use film_core::model::vocabulary::Currency;

/// The codes of the currencies in use (ISO 4217).
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD \
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR \
    RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH \
    UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Common names of currencies that editors write instead of the code, in lower case. The vocabulary has the Chinese
/// ones.
const NAMES: [(&str, &[&str]); 7] = [
    ("CNY", &["rmb", "cnh", "¥", "￥", "人民币", "人民币元", "yuan", "renminbi"]),
    ("HKD", &["hk$", "港币"]),
    ("USD", &["$", "us$", "dollar", "dollars"]),
    ("EUR", &["€", "euro", "euros"]),
    ("GBP", &["£", "pound", "pounds"]),
    ("JPY", &["yen"]),
    ("KRW", &["₩", "won"]),
];

/// Checks the facts of a location.
pub fn check(place: &Place, location: &Location) {
    if let Some(permit) = &location.permit {
        place.at("permit").maybe("fee", permit.fee.as_ref(), |place, fee| charge(place, fee, false));
    }
    place.maybe("rate", location.rate.as_ref(), |place, rate| charge(place, rate, true));
    place.maybe("insurance", typed(location.insurance.as_ref()), insurance);
    place.maybe("exclusive_hours", typed(location.exclusive_hours.as_ref()), hours);
    if let Some(safety) = &location.safety {
        place
            .at("safety")
            .maybe("hospital", typed(safety.hospital.as_ref()), |place, it| hospital(place, it, location));
    }
}

/// Checks a price. A rate needs a unit; a fee does not.
fn charge(place: &Place, charge: &Noted<Charge>, is_rate: bool) {
    let Some(charge) = typed(Some(charge)) else { return };
    money(place, Some(charge.amount).filter(|amount| *amount > 0.0), charge.currency.as_deref());
    let is_clear = charge.amount == 0.0 || charge.unit.is_some() || !is_rate;
    place.must(
        is_clear,
        "the rate does not say what it is for",
        "add \"unit\": \"day\"; or hour, half-day, week, shoot",
    );
}

fn insurance(place: &Place, insurance: &Insurance) {
    money(place, insurance.amount, insurance.currency.as_deref());
    let (what, fix) = ("a sum is insured, but no insurance is required", "write \"required\": true");
    place.must(insurance.required || insurance.amount.is_none(), what, fix);
}

/// Checks that an amount has a currency, and that the currency exists.
fn money(place: &Place, amount: Option<f64>, currency: Option<&str>) {
    let (what, fix) = ("the amount has no currency", "add its code: \"currency\": \"CNY\"");
    place.must(amount.is_none() || currency.is_some(), what, fix);
    place.maybe("currency", currency, |place, code| {
        let is_code = |code: &str| CURRENCIES.split_whitespace().any(|known| known == code);
        place.valid(code, is_code(code), "is not a currency code (ISO 4217)", || {
            let plain = code.trim().to_lowercase();
            let named = Currency::ALL.iter().find(|it| it.name(Locale::Zh) == plain).map(|it| it.as_str());
            let known =
                NAMES.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(code, _)| *code).or(named);
            let upper = plain.to_uppercase();
            match known.or(is_code(&upper).then_some(&upper)) {
                Some(code) => place.as_it_should_be(code),
                None => "write the three letters of its code, as in CNY, USD or EUR".into(),
            }
        });
    });
}

fn hours(place: &Place, hours: &Hours) {
    place.at("from").clock(&hours.from);
    place.at("to").clock(&hours.to);
    let (what, fix) = ("the hours end when they begin", "for a whole day write 00:00 to 24:00");
    place.at("to").must(hours.from != hours.to, what, fix);
}

fn hospital(place: &Place, hospital: &Hospital, location: &Location) {
    let Some(position) = &hospital.position else { return };
    let (mut hospital, mut here) = (hospital.clone(), location.position.clone());
    positions::range(&place.at("position"), position);
    hospital.position.iter_mut().chain([&mut here]).for_each(positions::normalise);
    let straight = straight_line(&hospital, &here).filter(|straight| straight.is_finite());
    let Some((straight, stated)) = straight.zip(hospital.kilometres) else { return };
    // A road is no shorter than the straight line. Positions and distances are rounded.
    if stated < straight * 0.9 - 0.1 {
        let what = format!("the hospital is {straight:.1} km away in a straight line, more than these {stated} km");
        place.at("kilometres").warn(what, "correct the distance or one of the two positions");
    }
}
