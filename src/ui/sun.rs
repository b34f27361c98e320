//! The sun at a place on a day: its path over the sky, the hours of its light, and how it falls on the front.

mod compass;
mod sky;
mod text;

use super::{changing, memo, optional, use_locale};
use crate::geo::Place;
use crate::geo::date::{Date, clock_text};
use crate::geo::sun::{self, Day, Span, SunPosition, position};
use crate::locale::{Words, words};
use crate::wire::Zone;
use compass::compass_view;
use leptos::ev;
use leptos::prelude::*;
use sky::sky_view;
use text::{Time, offset_text, sentence, times};

/// The years for which the formulas are accurate to the minute, as bounds of the date field.
const YEARS: (&str, &str) = ("1950-01-01", "2050-12-31");

/// The minute for which the panel is prerendered.
pub const FIRST_MINUTE: u32 = 12 * 60;

/// The day for which the panel is prerendered, because prerendering has no clock: the March equinox of 2025.
pub fn first_day() -> Date {
    Date::new(2025, 3, 20).expect("the day is in the calendar")
}

/// Whether the formulas are accurate for a day.
pub fn is_good(day: Date) -> bool {
    (1950..=2050).contains(&day.year())
}

/// The chosen moment, the sun's position, and the front.
#[derive(Clone, Copy)]
struct Moment {
    place: Place,
    /// The start of the day, Unix time.
    start: Memo<f64>,
    minute: RwSignal<u32>,
    solar: Memo<Option<Day>>,
    now: Memo<Option<SunPosition>>,
    /// The direction that the front faces.
    looks: RwSignal<Option<u16>>,
    /// When direct sun falls on the front; `None` if its direction is not known.
    lit: Memo<Option<Vec<Span>>>,
}

impl Moment {
    /// An attribute that is set while the sun is below the horizon.
    fn below(self) -> Signal<Option<&'static str>> {
        Signal::derive(move || self.now.get().is_none_or(|sun| sun.elevation < sun::HORIZON).then_some(""))
    }
}

/// The sun at a place.
///
/// The page that shows it owns `day` and `minute`: it keeps the day in the URL.
#[component]
pub fn Sun(
    /// The place.
    place: Place,
    /// The direction that the front faces, degrees clockwise from north.
    facing: Option<u16>,
    /// The time zone of its times.
    zone: Zone,
    /// The chosen day.
    #[prop(into)]
    day: Signal<Date>,
    /// The chosen minute of the day.
    minute: RwSignal<u32>,
    /// Called with a day that the reader chooses, if the formulas are accurate for it.
    on_day: Callback<Date>,
) -> impl IntoView {
    let locale = use_locale();
    let wrong = RwSignal::new(false);
    let zone_name = zone.name.clone();
    let offset = memo(move || zone.offset_on(day.get()));
    let start = memo(move || day.get().start(offset.get()));
    let solar = memo(move || sun::day(start.get(), place));
    let now = memo(move || position(start.get() + f64::from(minute.get()) * 60.0, place));
    let looks = RwSignal::new(facing);
    let lit = memo(move || looks.get().map(|looks| sun::lit(start.get(), place, f64::from(looks))));
    let moment = Moment { place, start, minute, solar, now, looks, lit };
    let choose = move |event: ev::Event| {
        let chosen = Date::parse(&event_target_value(&event)).filter(|day| is_good(*day));
        wrong.set(chosen.is_none());
        if let Some(chosen) = chosen {
            on_day.run(chosen);
        }
    };
    let slide = Callback::new(move |chosen: u32| minute.set(chosen.min(1439)));
    let clock = Signal::derive(move || clock_text(minute.get() / 60, minute.get() % 60));
    let rows = move || {
        let times = solar.get().map(|day| times(&day, lit.get().as_deref(), locale)).unwrap_or_default();
        let row = |Time { kind, label, text }: Time| {
            view! { <div data-kind=kind><dt>{label}</dt><dd>{text}</dd></div> }
        };
        times.into_iter().map(row).collect_view().into_any()
    };
    let says = move || solar.get().map(|day| sentence(&day, lit.get().as_deref(), locale)).into_any();
    let wrong_day = move || wrong.get().then(|| view! { <p class="sun-wrong">{words::SUN_BAD_DAY.get(locale)}</p> });
    // Screen readers hear the sentence again when the reader changes the day or the front, but not when the page does.
    let is_used = RwSignal::new(false);
    let live = move || is_used.get().then_some("polite");
    let zone_text = move || words::SUN_ZONE.with(locale, &[&zone_name, &offset_text(offset.get())]);
    view! {
        <div class="sun" on:focusin=move |_| is_used.set(true)>
            <p class="sun-says" aria-live=live>{changing(says)}</p>
            <div class="sun-fields">
                <label>
                    <span>{words::DAY.get(locale)}</span>
                    <input
                        type="date"
                        min=YEARS.0
                        max=YEARS.1
                        value=first_day().text()
                        prop:value=move || day.get().text()
                        on:change=choose
                    />
                </label>
                <div role="status">{optional(wrong_day)}</div>
            </div>
            <p class="fine sun-fixed">{words::SUN_FIXED.get(locale)}</p>
            <div class="sun-sky">
                {sky_view(moment)}
                {slider_view(words::SUN_TIME, clock, 1435, FIRST_MINUTE, minute.into(), slide)}
            </div>
            {compass_view(moment, facing)}
            <dl class="facts sun-times">{changing(rows)}</dl>
            <p class="fine">{zone_text}</p>
        </div>
    }
    .into_any()
}

/// A slider in steps of five up to `most`, with its value as text, which is not part of its name. It is prerendered
/// with the number `first`; `chosen` is called with the number that the reader chooses.
fn slider_view(
    label: Words,
    text: Signal<String>,
    most: u32,
    first: u32,
    value: Signal<u32>,
    chosen: Callback<u32>,
) -> AnyView {
    let slide = move |event: ev::Event| {
        if let Ok(number) = event_target_value(&event).parse() {
            chosen.run(number);
        }
    };
    view! {
        <label class="sun-slider">
            <span>{label.get(use_locale())}" "<b class="sun-value" aria-hidden="true">{text}</b></span>
            <input
                type="range"
                min="0"
                max=most
                step="5"
                value=first.to_string()
                prop:value=move || value.get().to_string()
                aria-valuetext=text
                on:input=slide
            />
        </label>
    }
    .into_any()
}
