//! Files that the reader takes away, and one line that says what became of them, or how to open the page in a browser
//! that can save or print it.

use super::send::{copy_button, send_button};
use crate::browser::{self, Outcome, Outgoing};
use crate::locale::{Locale, Words, words};
use crate::route::Page;
use crate::ui::{ActionButton, optional, poster_button, use_locale};
use leptos::prelude::*;

/// Hands over the files of a control. A copy is another handle on the same line.
#[derive(Clone, Copy)]
pub struct Delivery {
    text: RwSignal<String>,
    /// Whether a button after the text copies the page's link, to be opened in a browser.
    has_link: RwSignal<bool>,
    /// Whether the share sheet needs another press: a button after the text opens it.
    waits: RwSignal<bool>,
    /// The file for that press, and what is said after its outcome.
    waiting: StoredValue<Option<(Outgoing, String)>, LocalStorage>,
    locale: Locale,
}

impl Delivery {
    /// An empty line, in the language of the page.
    pub fn open() -> Delivery {
        Delivery {
            text: RwSignal::new(String::new()),
            has_link: RwSignal::new(false),
            waits: RwSignal::new(false),
            waiting: StoredValue::new_local(None),
            locale: use_locale(),
        }
    }

    /// Shows a text on the line.
    pub fn say(self, text: String) {
        self.show(text, false, false);
    }

    fn show(self, text: String, has_link: bool, waits: bool) {
        // The page may have been left.
        self.text.try_set(text);
        self.has_link.try_set(has_link);
        self.waits.try_set(waits);
    }

    /// Hands over a text as a file.
    pub fn text(self, name: &str, mime: &str, text: &str) {
        match Outgoing::of_text(name, mime, text) {
            Some(file) => self.file(file, String::new()),
            None => self.report(name, Outcome::Refused, ""),
        }
    }

    /// Hands over a file. `more` is said after its outcome.
    pub fn file(self, file: Outgoing, more: String) {
        self.say(String::new());
        leptos::task::spawn_local(async move {
            let outcome = browser::deliver(&file).await;
            self.report(&file.name, outcome, &more);
            self.waiting.try_set_value((outcome == Outcome::NeedsPress).then_some((file, more)));
        });
    }

    fn report(self, name: &str, outcome: Outcome, more: &str) {
        let locale = self.locale;
        let is_in_app = browser::is_in_app();
        let text = match outcome {
            Outcome::Saved | Outcome::Refused if is_in_app => in_app_words(words::IN_APP_SAVE, locale),
            Outcome::Saved => words::FILE_SAVED.with(locale, &[name]),
            Outcome::Shared => words::FILE_SHARED.with(locale, &[name]),
            Outcome::Cancelled => return self.say(String::new()),
            Outcome::NeedsPress => words::FILE_READY.with(locale, &[name]),
            Outcome::Refused => words::FILE_REFUSED.get(locale).to_owned(),
        };
        let has_link = outcome == Outcome::Refused || (outcome == Outcome::Saved && is_in_app);
        self.show(sentences(&text, more, locale), has_link, outcome == Outcome::NeedsPress);
    }

    fn again(self) {
        if let Some((file, more)) = self.waiting.try_update_value(Option::take).flatten() {
            self.file(file, more);
        }
    }

    /// Opens the print dialogue.
    fn print(self) {
        let printed = browser::print();
        let text = match (printed, browser::is_in_app()) {
            (_, true) => in_app_words(words::IN_APP_PRINT, self.locale),
            (true, false) => String::new(),
            (false, false) => words::PRINT_REFUSED.get(self.locale).to_owned(),
        };
        let has_link = !text.is_empty();
        self.show(text, has_link, false);
    }

    /// The line.
    pub fn view(self) -> AnyView {
        let more = optional(move || match (self.has_link.get(), self.waits.get()) {
            (true, _) => Some(copy_button(words::COPY_LINK, browser::page_address)),
            (_, true) => {
                let press = Callback::new(move |()| self.again());
                Some(view! { <ActionButton label=words::FILE_SAVE press /> }.into_any())
            }
            _ => None,
        });
        view! { <span class="action delivery"><span role="status">{self.text}</span>{more}</span> }.into_any()
    }
}

/// That the app around the page may not do something, and how to get to a browser.
fn in_app_words(problem: Words, locale: Locale) -> String {
    sentences(problem.get(locale), words::IN_APP_OPEN.get(locale), locale)
}

/// Two sentences, of which either may be empty.
fn sentences(one: &str, other: &str, locale: Locale) -> String {
    let space = if one.is_empty() || other.is_empty() { "" } else { locale.pick(" ", "") };
    [one, space, other].concat()
}

/// A button that prints the page, and its line.
pub fn print_button(label: Words) -> AnyView {
    let delivery = Delivery::open();
    view! {
        <ActionButton label press=Callback::new(move |()| delivery.print()) />
        {delivery.view()}
    }
    .into_any()
}

/// The ways to pass on a record's page: the share sheet, under a label; its link, a poster, on paper.
pub fn share_buttons(page: Page, title: String, label: Words) -> AnyView {
    let address = page.href(use_locale());
    let copied = address.clone();
    view! {
        {send_button(label, title, address)}
        {copy_button(words::COPY_LINK, move || [browser::origin(), copied.clone()].concat())}
        {poster_button(page)}
        {print_button(words::PRINT)}
    }
    .into_any()
}

/// For links to files and calendars, whose outcome the page does not see: inside of another app, how to get to a
/// browser.
pub fn in_app_hint(problem: Words) -> AnyView {
    let locale = use_locale();
    let is_in_app = RwSignal::new(false);
    browser::on_ready(move || {
        is_in_app.try_set(browser::is_in_app());
    });
    optional(move || {
        is_in_app.get().then(|| {
            view! {
                <p class="action delivery">
                    <span>{in_app_words(problem, locale)}</span>
                    {copy_button(words::COPY_LINK, browser::page_address)}
                </p>
            }
        })
    })
}
