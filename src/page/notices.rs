//! The notices of the frame: the device is offline, a newer version is waiting, the site works offline. One at a
//! time, at the lower edge, without covering text.

use super::offline::device::age_words;
use crate::browser::{self, LocalKey};
use crate::locale::{Locale, words};
use crate::offline::{FrameState, Notice, notice};
use crate::route::Page;
use crate::ui::{listener, memo, optional};
use leptos::prelude::*;

/// The state that the notices depend on, whichever page is shown.
#[derive(Clone, Copy)]
pub struct Watch {
    online: RwSignal<bool>,
    frame: RwSignal<FrameState>,
    dismissed: RwSignal<Vec<Notice>>,
    /// Whether this device has been informed that the site works offline.
    is_told: RwSignal<bool>,
}

impl Watch {
    /// Listens once the page is hydrated.
    pub fn open() -> Watch {
        let watch = Watch {
            online: RwSignal::new(true),
            frame: RwSignal::new(FrameState::default()),
            dismissed: RwSignal::new(Vec::new()),
            is_told: RwSignal::new(true),
        };
        browser::on_connection(move |now| watch.online.set(now));
        browser::on_ready(move || {
            watch.online.set(browser::is_online());
            watch.is_told.set(browser::read(LocalKey::READY_NOTICE).is_some());
            browser::on_frame_state(move |frame| watch.frame.set(frame));
        });
        watch
    }

    fn close(self, notice: Notice) {
        if notice == Notice::Ready {
            self.is_told.set(true);
        }
        self.dismissed.update(|dismissed| dismissed.push(notice));
    }
}

/// The notices, in a language.
pub fn notices_view(watch: Watch, locale: Locale) -> AnyView {
    let shown = memo(move || {
        let dismissed = watch.dismissed.get();
        watch.frame.with(|frame| notice(watch.online.get(), frame, &dismissed, watch.is_told.get()))
    });
    let view = optional(move || {
        let notice = shown.get()?;
        if notice == Notice::Ready {
            // Shown once per device; again at the next start if nothing can be stored.
            browser::write(LocalKey::READY_NOTICE, "");
        }
        Some(notice_line(watch, locale, notice))
    });
    view! { <div class="notices" role="status">{view}</div> }.into_any()
}

fn notice_line(watch: Watch, locale: Locale, notice: Notice) -> AnyView {
    let (name, text) = match notice {
        Notice::Offline(Some(age)) => ("offline", words::NOTICE_OFFLINE.with(locale, &[&age_words(locale, age)])),
        Notice::Offline(None) => ("offline", words::NOTICE_OFFLINE_BARE.get(locale).to_owned()),
        Notice::Update => ("update", words::NOTICE_UPDATE.get(locale).to_owned()),
        Notice::Passed => ("passed", words::NOTICE_PASSED.get(locale).to_owned()),
        Notice::Full => ("full", words::NOTICE_FULL.get(locale).to_owned()),
        Notice::Ready => ("ready", words::NOTICE_READY.get(locale).to_owned()),
    };
    let button = |words: &'static str, press: fn()| {
        view! { <button class="button" type="button" on:click=listener(move |_| press())>{words}</button> }.into_any()
    };
    let next = match notice {
        Notice::Update => button(words::NOTICE_UPDATE_TAKE.get(locale), browser::take_update),
        Notice::Passed => button(words::NOTICE_PASSED_TAKE.get(locale), browser::reload),
        _ => view! { <a href=Page::Offline.href(locale)>{words::NOTICE_MORE.get(locale)}</a> }.into_any(),
    };
    let close = (!matches!(notice, Notice::Offline(_))).then(|| {
        let label = words::CLOSE.get(locale);
        let press = listener(move |_| watch.close(notice));
        view! { <button class="notices-close" type="button" aria-label=label on:click=press></button> }
    });
    view! {
        <p data-notice=name>
            <span>{text}</span>
            {next}
            {close}
        </p>
    }
    .into_any()
}
