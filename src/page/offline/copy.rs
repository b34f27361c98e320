//! The copy of the site on this device: its state, its size, and the next step.

use super::device::{DeviceStore, age_words, tier};
use crate::browser;
use crate::locale::{Locale, Words, words};
use crate::offline::{Age, Copy, Order, Report, percent, size};
use crate::ui::{ActionButton, changing, memo, optional, use_locale, use_other_locale};
use leptos::prelude::*;

/// The name of a state, its description, and what it means.
fn in_words(copy: Copy) -> (&'static str, Words, Option<Words>) {
    match copy {
        Copy::Unknown => ("unknown", words::COPY_UNKNOWN, None),
        Copy::None => ("none", words::COPY_NONE, Some(words::COPY_NONE_TEXT)),
        Copy::Saving(..) => ("saving", words::COPY_SAVING, Some(words::COPY_SAVING_TEXT)),
        Copy::Ready => ("ready", words::COPY_READY, Some(words::COPY_READY_TEXT)),
        Copy::Full => ("full", words::COPY_FULL, Some(words::COPY_FULL_TEXT)),
        Copy::Cut => ("cut", words::COPY_CUT, Some(words::COPY_CUT_TEXT)),
        Copy::Unsupported => ("unsupported", words::COPY_UNSUPPORTED, Some(words::COPY_UNSUPPORTED_TEXT)),
        Copy::Insecure => ("insecure", words::COPY_INSECURE, Some(words::COPY_INSECURE_TEXT)),
        Copy::Blocked => ("blocked", words::COPY_BLOCKED, Some(words::COPY_BLOCKED_TEXT)),
    }
}

pub fn copy_section(device: DeviceStore) -> AnyView {
    let locale = use_locale();
    let copy = memo(move || device.report.with(|report| Copy::of(report, device.tier())));
    // Nothing is asked before the program runs, and if it cannot run, nothing ever is.
    let asks = RwSignal::new(false);
    browser::on_ready(move || {
        asks.try_set(true);
    });
    let title = move || match copy.get() {
        Copy::Unknown if !asks.get() => String::new(),
        Copy::Saving(done, all) => words::COPY_SAVING.with(locale, &[&percent(done, all).to_string(), &size(all)]),
        copy => in_words(copy).1.get(locale).to_owned(),
    };
    let text = move || in_words(copy.get()).2.map(|words| words.get(locale));
    let stage = memo(move || in_words(copy.get()).0);
    let known = memo(move || device.report.with(|report| !report.version.is_empty()));
    let next = optional(move || match stage.get() {
        "none" | "full" | "cut" => Some(save_texts(device, locale)),
        "blocked" => {
            let reload = Callback::new(|()| browser::reload());
            Some(view! { <ActionButton label=words::RELOAD press=reload /> }.into_any())
        }
        _ => None,
    });
    view! {
        <section class="section" data-copy=move || stage.get()>
            <h2>{words::COPY.get(locale)}</h2>
            <p class="copy-state" role="status">{title}</p>
            <p>{text}</p>
            <p class="actions">{next}</p>
            <div hidden=move || !known.get()>
                {details_view(device)}
                {repair_view(device)}
            </div>
        </section>
    }
    .into_any()
}

/// The button that saves the texts of a language, or resumes saving them.
fn save_texts(device: DeviceStore, locale: Locale) -> AnyView {
    let here = use_locale();
    let save = move |_| device.ask(&Order::Save { tier: tier(locale).to_owned(), lean: false });
    let label = move || words::COPY_SAVE.with(here, &[&size(device.texts(locale).bytes)]);
    view! {
        <button class="button" type="button" data-act="texts" on:click=save>{label}</button>
    }
    .into_any()
}

/// The size of the copy, its age, and how long it may stay.
fn details_view(device: DeviceStore) -> AnyView {
    let locale = use_locale();
    let other = use_other_locale();
    let texts = move |of: Locale| {
        let tier = device.texts(of);
        let words = if tier.ready { words::COPY_HERE } else { words::COPY_NOT_HERE };
        words.with(locale, &[&size(tier.bytes)])
    };
    let seen = move || {
        let seen = device.report.with(|report| report.seen);
        words::COPY_SEEN_COUNT.with(locale, &[&seen.files.to_string(), &size(seen.bytes)])
    };
    let room = move || match device.room.get() {
        Some(room) => words::COPY_ROOM_LEFT.with(locale, &[&size(room.used), &size(room.left())]),
        None => "–".to_owned(),
    };
    let version = move || device.report.with(|report| report.version.get(..8).unwrap_or_default().to_owned());
    let age = move || age_words(locale, Age::of(device.report.with(|report| report.current)));
    let of_other = other.map(|other| {
        let is_missing = move |report: &Report| report.tiers.get(tier(other)).is_some_and(|tier| !tier.ready);
        let missing = memo(move || device.report.with(is_missing));
        let save_other = optional(move || missing.get().then(|| save_texts(device, other)));
        view! {
            <div>
                <dt>{words::COPY_OTHER.get(locale)}</dt>
                <dd>{move || texts(other)} " " {save_other}</dd>
            </div>
        }
    });
    view! {
        <dl class="facts">
            <div><dt>{words::COPY_CURRENT.get(locale)}</dt><dd>{age}</dd></div>
            <div><dt>{words::COPY_VERSION.get(locale)}</dt><dd>{version}</dd></div>
            <div><dt>{words::COPY_TEXTS.get(locale)}</dt><dd>{move || texts(locale)}</dd></div>
            {of_other}
            <div><dt>{words::COPY_SEEN.get(locale)}</dt><dd>{seen}</dd></div>
            <div><dt>{words::COPY_ROOM.get(locale)}</dt><dd data-room="">{room}</dd></div>
            <div><dt>{words::COPY_LASTING.get(locale)}</dt><dd>{lasting_view(device)}</dd></div>
        </dl>
    }
    .into_any()
}

/// Whether the browser keeps the copy when storage is short, and the button that requests it.
fn lasting_view(device: DeviceStore) -> AnyView {
    let locale = use_locale();
    let lasting = memo(move || device.lasting.get());
    changing(move || {
        if lasting.get() {
            return words::COPY_LASTING_YES.get(locale).into_any();
        }
        let refused = move || device.refused.get().then(|| words::COPY_LASTING_REFUSED.get(locale));
        view! {
            <span>{words::COPY_LASTING_NO.get(locale)}</span>
            " "
            <ActionButton label=words::COPY_LASTING_ASK press=Callback::new(move |()| device.measure(true)) />
            <span role="status">{refused}</span>
        }
        .into_any()
    })
}

/// The button that verifies everything stored, and fetches what is damaged.
fn repair_view(device: DeviceStore) -> AnyView {
    let locale = use_locale();
    let says = RwSignal::new(None::<Words>);
    let repair = move |()| {
        says.set(Some(words::COPY_REPAIRING));
        browser::ask(&Order::Repair, move |report| {
            let whole = report.is_some_and(|report| Copy::of(&report, device.tier()) == Copy::Ready);
            says.try_set(Some(if whole { words::COPY_REPAIRED } else { words::COPY_REPAIR_FAILED }));
        });
    };
    view! {
        <p class="fine">{words::COPY_REPAIR_TEXT.get(locale)}</p>
        <p class="actions">
            <ActionButton label=words::COPY_REPAIR press=Callback::new(repair) />
            <span role="status">{move || says.get().map(|words| words.get(locale))}</span>
        </p>
    }
    .into_any()
}
