//! Facts of a location that readers filter and compare: typed values, each with a remark.

use super::Position;
use crate::locale::Text;
use crate::model::vocabulary::{ChargeUnit, DroneRule, MayMove, NoiseLevel, Phases, Qualifier, Reception, StepFree};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::slice;

/// Typed values with a remark, or a remark alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Noted<T, R = Text> {
    /// Typed values.
    Typed(T),
    /// A remark alone.
    Remark(R),
}

/// One remark or several.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Remarks {
    /// Several remarks.
    Several(Vec<Text>),
    /// One remark.
    One(Text),
}

/// A fact that may have remarks.
pub trait Remarked {
    /// Its remarks.
    fn remarks(&self) -> &[Text];
}

impl Remarked for Text {
    fn remarks(&self) -> &[Text] {
        slice::from_ref(self)
    }
}

impl Remarked for Remarks {
    fn remarks(&self) -> &[Text] {
        match self {
            Remarks::Several(remarks) => remarks,
            Remarks::One(remark) => remark.remarks(),
        }
    }
}

impl<T: Remarked, R: Remarked> Remarked for Noted<T, R> {
    fn remarks(&self) -> &[Text] {
        match self {
            Noted::Typed(values) => values.remarks(),
            Noted::Remark(remark) => remark.remarks(),
        }
    }
}

/// The typed values of a fact. `None` if it is unknown or only a remark.
pub fn typed<T, R>(fact: Option<&Noted<T, R>>) -> Option<&T> {
    match fact? {
        Noted::Typed(values) => Some(values),
        Noted::Remark(_) => None,
    }
}

/// Mains power.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Power {
    /// Single-phase or three-phase.
    pub phases: Option<Phases>,
    /// The current of each phase, in amperes.
    #[schemars(range(min = 1, max = 10_000))]
    pub amperes: Option<f64>,
    /// The voltage, in volts.
    #[schemars(range(min = 12, max = 1000))]
    pub volts: Option<f64>,
    /// A remark.
    pub remark: Option<Text>,
}

/// Parking places.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parking {
    /// The number of places for cars; 0 if there are none.
    #[schemars(range(min = 0, max = 20_000))]
    pub cars: Option<u16>,
    /// The number of places for trucks; 0 if there are none.
    #[schemars(range(min = 0, max = 20_000))]
    pub trucks: Option<u16>,
    /// A remark.
    pub remark: Option<Text>,
}

impl Parking {
    /// Whether the record says there is no parking.
    pub fn is_none(&self) -> bool {
        let known = [self.cars, self.trucks];
        known.iter().any(Option::is_some) && known.iter().flatten().all(|places| *places == 0)
    }
}

/// How equipment gets in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LoadIn {
    /// Whether the way in is at ground level.
    pub ground_level: Option<bool>,
    /// Whether there is a lift for equipment.
    pub lift: Option<bool>,
    /// The width of the narrowest door or passage, in metres.
    #[schemars(range(min = 0.3, max = 100))]
    pub width_metres: Option<f64>,
    /// A remark.
    pub remark: Option<Text>,
}

/// A height.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Height {
    /// The height in metres.
    #[schemars(range(min = 1, max = 200))]
    pub metres: f64,
    /// Whether the source says *over* or *about*.
    pub qualifier: Option<Qualifier>,
    /// A remark.
    pub remark: Option<Text>,
}

/// An area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The area in square metres.
    #[schemars(range(min = 1, max = 10_000_000))]
    pub square_metres: f64,
    /// Whether the source says *over* or *about*.
    pub qualifier: Option<Qualifier>,
    /// A remark: what was measured, the sides.
    pub remark: Option<Text>,
}

/// How loud a place is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Noise {
    /// The level as a word.
    pub level: NoiseLevel,
    /// The measured level, in dB(A).
    #[schemars(range(min = 10, max = 140))]
    pub decibels: Option<f64>,
    /// A remark: the sources of the noise, when it is heard.
    pub remark: Option<Text>,
}

/// Whether drones may fly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Drones {
    /// The rule.
    pub rule: DroneRule,
    /// A remark: whose permission is needed, where it applies.
    pub remark: Option<Text>,
}

/// How long a permit takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeadTime {
    /// The number of days.
    #[schemars(range(min = 0, max = 1000))]
    pub days: u16,
    /// Whether only working days count.
    #[serde(default)]
    pub working: bool,
    /// A remark.
    pub remark: Option<Text>,
}

impl LeadTime {
    /// The time in calendar days: five working days take a week.
    pub fn calendar_days(&self) -> u32 {
        let days = u32::from(self.days);
        if self.working { (days * 7).div_ceil(5) } else { days }
    }
}

/// A price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Charge {
    /// The amount; 0 if it is free.
    #[schemars(range(min = 0, max = 1_000_000_000))]
    pub amount: f64,
    /// The code of the currency (ISO 4217), `CNY`; not needed if it is free.
    pub currency: Option<String>,
    /// The unit that the amount pays for: an hour, a day, a shoot.
    pub unit: Option<ChargeUnit>,
    /// A remark.
    pub remark: Option<Text>,
}

/// Whether a crew must be insured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Insurance {
    /// Whether insurance is required.
    pub required: bool,
    /// The minimum cover.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    pub amount: Option<f64>,
    /// The code of its currency (ISO 4217), `CNY`.
    pub currency: Option<String>,
    /// A remark.
    pub remark: Option<Text>,
}

/// Mobile and fixed network coverage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Connectivity {
    /// Mobile phone reception.
    pub reception: Reception,
    /// A remark: networks, a fixed line.
    pub remark: Option<Text>,
}

/// Step-free access.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accessibility {
    /// Whether access is step-free.
    pub step_free: StepFree,
    /// A remark: ramps, toilets.
    pub remark: Option<Text>,
}

/// A hospital.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hospital {
    /// The name.
    pub name: Text,
    /// The distance by road, in kilometres. If it is left out, the straight line to `position` is shown.
    #[schemars(range(min = 0.05, max = 500))]
    pub kilometres: Option<f64>,
    /// The position.
    pub position: Option<Position>,
    /// A remark: the emergency department, its telephone number.
    pub remark: Option<Text>,
}

/// Furniture and fittings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Furniture {
    /// Whether it may be moved.
    pub may_move: MayMove,
    /// A remark.
    pub remark: Option<Text>,
}

/// The hours when a crew can have the place to itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// When they begin, `22:00`.
    pub from: String,
    /// When they end, `06:00`; the next day if that is not after `from`.
    pub to: String,
    /// A remark: the days.
    pub remark: Option<Text>,
}

/// Implements [`Remarked`] for types with a field `remark`.
macro_rules! remarked {
    ($($name:ident),+ $(,)?) => {$(
        impl Remarked for $name {
            fn remarks(&self) -> &[Text] {
                self.remark.as_slice()
            }
        }
    )+};
}

remarked! {
    Power, Parking, LoadIn, Height, Area, Noise, Drones, LeadTime, Charge, Insurance, Connectivity, Accessibility, Hospital,
    Furniture, Hours,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn power(json: &str) -> Option<Noted<Power>> {
        serde_json::from_str(json).ok()
    }

    #[test]
    fn a_text_alone_is_a_remark() {
        let old = power(r#"{ "en": "By the gate", "zh": "门旁" }"#).unwrap();
        assert_eq!((typed(Some(&old)), old.remarks()[0].en.as_deref()), (None, Some("By the gate")));
        let new = power(r#"{ "amperes": 63, "remark": { "en": "By the gate" } }"#).unwrap();
        assert_eq!(typed(Some(&new)).unwrap().amperes, Some(63.0));
        assert_eq!(new.remarks()[0].en.as_deref(), Some("By the gate"));
        assert_eq!(power(r#"{ "en": "By the gate", "amperes": 63 }"#), None);
        let parking = |json: &str| serde_json::from_str::<Noted<Parking, Remarks>>(json).unwrap();
        for (json, remarks) in [
            (r#"[{ "en": "Yard" }, { "en": "Street" }]"#, 2),
            (r#"{ "en": "Yard" }"#, 1),
            (r#"{ "cars": 2, "remark": { "en": "Yard" } }"#, 1),
            (r#"{ "cars": 2 }"#, 0),
        ] {
            assert_eq!(parking(json).remarks().len(), remarks, "{json}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for json in [r#"{"phases":"three","amperes":63.0,"volts":null,"remark":null}"#, r#"{"en":"x","zh":null}"#] {
            assert_eq!(serde_json::to_string(&power(json).unwrap()).unwrap(), json);
        }
    }

    #[test]
    fn working_days_take_weekends() {
        for (days, calendar) in [(0, 0), (1, 2), (5, 7), (10, 14)] {
            assert_eq!(LeadTime { days, working: true, remark: None }.calendar_days(), calendar);
            assert_eq!(LeadTime { days, working: false, remark: None }.calendar_days(), u32::from(days));
        }
    }
}
