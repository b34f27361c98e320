//! The header of every page: name, areas, search, language, theme.

use super::icon::{self, Icon, icon_view};
use super::{has_page, use_other_locale};
use crate::locale::{Locale, Words, words};
use crate::route::{Area, Page, Route};
use leptos::prelude::*;

/// The colour theme of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The device's preference.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The value of `data-theme` and of the stored setting.
    pub fn as_str(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Parses a stored setting.
    pub fn parse(text: &str) -> Option<Theme> {
        [Theme::System, Theme::Light, Theme::Dark].into_iter().find(|theme| theme.as_str() == text)
    }

    /// The theme that the button switches to.
    pub fn next(self) -> Theme {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }
}

/// The header.
#[component]
pub fn Header(
    /// The page's language.
    locale: Locale,
    /// The office's name.
    name: String,
    /// The page; none if the URL leads nowhere.
    #[prop(into)]
    page: Signal<Option<Page>>,
    /// The query string, which is kept when the language is switched.
    #[prop(into)]
    query: Signal<String>,
    /// The chosen theme.
    #[prop(into)]
    theme: Signal<Theme>,
    /// Called with the theme to change to.
    on_theme: Callback<Theme>,
    /// Called with the URL of a search.
    on_search: Callback<String>,
    /// How many records the recce pack holds.
    #[prop(into)]
    packed: Signal<usize>,
) -> impl IntoView {
    let switch = use_other_locale().map(|other| {
        let href = move || {
            let page = page.get().unwrap_or(Page::Home);
            let query = query.get();
            let path = page.href(other);
            if query.is_empty() { path } else { format!("{path}?{query}") }
        };
        view! { <a class="header-language" href=href lang=other.tag() hreflang=other.tag()>{other.own_name()}</a> }
    });
    let in_area = move |area: Area| {
        Signal::derive(move || page.with(|page| page.as_ref().and_then(Page::area) == Some(area)).then_some("true"))
    };
    let on = move |to: Page| Signal::derive(move || page.with(|page| page.as_ref() == Some(&to)).then_some("page"));
    let link = move |(to, icon, label, current): (Page, Icon, Words, Signal<Option<&'static str>>)| {
        let (is_search, is_pack) = (to == Page::Search, to == Page::Pack);
        let count = move || match packed.get() {
            0 => None,
            count => Some(view! { <span class="header-count">{count}</span> }),
        };
        let link = view! {
            <a href=to.href(locale) aria-current=current>
                {icon_view(icon)}
                <span>{label.get(locale)}</span>
                {is_pack.then_some(count)}
            </a>
        };
        match is_search {
            true => view! { <li class="header-find">{link}</li> }.into_any(),
            false => view! { <li>{link}</li> }.into_any(),
        }
    };
    let links = [
        (Page::News, icon::NEWS, words::NEWS, in_area(Area::News)),
        (Page::Summit, icon::SUMMIT, words::SUMMIT, in_area(Area::Summit)),
        (Page::Library, icon::LIBRARY, words::LIBRARY, in_area(Area::Library)),
        (Page::Search, icon::SEARCH, words::SEARCH, on(Page::Search)),
        (Page::Pack, icon::PACK, words::PACK_SHORT, on(Page::Pack)),
    ]
    .into_iter()
    .filter(|(page, ..)| has_page(page))
    .map(link)
    .collect_view();
    let theme_words = move || match theme.get() {
        Theme::System => words::THEME_SYSTEM,
        Theme::Light => words::THEME_LIGHT,
        Theme::Dark => words::THEME_DARK,
    };
    let field = NodeRef::<leptos::html::Input>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            on_search.run(Route::search(locale, &field.value()));
        }
    };
    view! {
        <header class="header">
            <a class="header-name" href=Page::Home.href(locale)>{name}</a>
            <nav class="header-areas" aria-label=words::MAIN_NAV.get(locale)>
                <ul>{links}</ul>
            </nav>
            <form
                class="header-search"
                role="search"
                // Without the program, the form leads to the search page.
                action=Page::Search.href(locale)
                aria-label=words::SEARCH_ALL.get(locale)
                on:submit=submit
            >
                <label class="visually-hidden" for="header-search">{words::SEARCH_ALL.get(locale)}</label>
                <input
                    id="header-search"
                    type="search"
                    name="q"
                    aria-keyshortcuts="Control+K Meta+K"
                    autocomplete="off"
                    enterkeyhint="search"
                    placeholder=words::SEARCH.get(locale)
                    node_ref=field
                />
                <button type="submit" aria-label=words::SEARCH.get(locale)>
                    {icon_view(icon::SEARCH)}
                </button>
            </form>
            {switch}
            <button
                class="header-theme"
                type="button"
                aria-label=move || theme_words().get(locale)
                title=move || theme_words().get(locale)
                on:click=move |_| on_theme.run(theme.get_untracked().next())
            >
                {icon_view(icon::THEME)}
            </button>
        </header>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::Theme;

    #[test]
    fn the_theme_button_goes_round() {
        let mut theme = Theme::default();
        for next in [Theme::Light, Theme::Dark, Theme::System] {
            theme = theme.next();
            assert_eq!(theme, next);
            assert_eq!(Theme::parse(theme.as_str()), Some(theme));
        }
        assert_eq!(Theme::parse("sepia"), None);
    }
}
