//! A page's metadata for other programs: URLs, languages, feeds, share card and structured data.

use super::colours::Colours;
use super::content::Content;
use super::{Draft, linked_data, naming, share_card, sitemap};
use film_core::locale::Locale;
use film_core::model::office::Office;
use film_core::route::{Page, Route, base, export, manifest};
use formats::xml::{element, open};
use wire::Body;

/// The page's canonical URL and its URL in each language.
pub fn links(office: &Office, route: &Route) -> String {
    let address = format!("{}{}", office.origin, route.path());
    let own = open("link", &[("rel", "canonical"), ("href", &address)]) + &property("og:url", &address);
    let alternates = sitemap::alternates(&route.page, office).into_iter();
    let alternates =
        alternates.map(|(tag, href)| open("link", &[("rel", "alternate"), ("hreflang", tag), ("href", &href)]));
    own + &alternates.collect::<String>()
}

/// Opens the connection to the host of the pictures early, if they have one of their own.
pub fn media(origin: Option<&str>) -> String {
    origin.map(|origin| open("link", &[("rel", "preconnect"), ("href", origin)])).unwrap_or_default()
}

/// Tags for installing the site: colours, icons, manifest.
pub fn device(locale: Locale, name: &str, colours: &Colours) -> String {
    let papers = [("light", colours.light("paper")), ("dark", colours.dark("paper"))];
    let colours = papers.into_iter().map(|(scheme, colour)| {
        let media = format!("(prefers-color-scheme: {scheme})");
        open("meta", &[("name", "theme-color"), ("data-for", scheme), ("media", &media), ("content", &colour)])
    });
    let files = [
        open("link", &[("rel", "icon"), ("href", &base::join("/icon.svg")), ("type", "image/svg+xml")]),
        open("link", &[("rel", "apple-touch-icon"), ("href", &base::join("/apple-touch-icon.png"))]),
        open("link", &[("rel", "manifest"), ("href", &base::join(manifest(locale)))]),
        named("mobile-web-app-capable", "yes"),
        named("apple-mobile-web-app-title", name),
    ];
    colours.chain(files).collect()
}

/// Tags that describe a page: its exports, share card and structured data.
pub fn describe(content: &Content, draft: &Draft) -> String {
    let locale = draft.route.locale;
    let document = &draft.document;
    let name = content.office.name.get(locale);
    let exports = export::of(&draft.route.page, &document.title, name).into_iter().map(|(export, title)| {
        let (mime, href) = (export.mime(), export.href(locale));
        open("link", &[("rel", "alternate"), ("type", mime), ("title", &title), ("href", &href)])
    });
    let mut html: String = exports.collect();
    html += &property("og:type", if matches!(draft.route.page, Page::Article(_)) { "article" } else { "website" });
    html += &card(&content.office, &document.title, &document.description, locale);
    if let Some(card) = &draft.card {
        html += &property("og:image", &naming::whole(&content.office.origin, &card.address));
        html += &property("og:image:type", "image/jpeg");
        html += &property("og:image:width", &share_card::SIZE.0.to_string());
        html += &property("og:image:height", &share_card::SIZE.1.to_string());
        html += &property("og:image:alt", &card.alt);
        // Readers of Twitter cards take the other values from Open Graph.
        html += &named("twitter:card", "summary_large_image");
        html += &named("twitter:image:alt", &card.alt);
    } else {
        html += &named("twitter:card", "summary");
    }
    if let Body::Article(article) = &document.body {
        html += &property("article:published_time", &article.published.iso);
        html.extend(article.updated.iter().map(|updated| property("article:modified_time", &updated.iso)));
        for (place, topic) in article.topics.iter().enumerate() {
            html += &property(if place == 0 { "article:section" } else { "article:tag" }, &topic.label);
        }
    }
    html + &format!("<script type=\"application/ld+json\">{}</script>", linked_data::text(content, draft))
}

/// The text of a share card.
pub fn card(office: &Office, title: &str, description: &str, locale: Locale) -> String {
    let other = office.only_language().is_none().then(|| locale.other().open_graph());
    [
        property("og:site_name", office.name.get(locale)),
        property("og:title", title),
        property("og:description", description),
        property("og:locale", locale.open_graph()),
        other.map(|other| property("og:locale:alternate", other)).unwrap_or_default(),
    ]
    .concat()
}

fn property(name: &str, value: &str) -> String {
    open("meta", &[("property", name), ("content", value)])
}

/// A `meta` element with a name.
pub fn named(name: &str, value: &str) -> String {
    open("meta", &[("name", name), ("content", value)])
}

/// A page that leads to the home page of a site whose only language is not at the root.
pub fn redirect(office: &Office) -> String {
    let locale = office.main_language();
    let (name, home) = (element("title", &[], office.name.get(locale)), Page::Home.href(locale));
    let refresh = open("meta", &[("http-equiv", "refresh"), ("content", &format!("0; url={home}"))]);
    let canonical = open("link", &[("rel", "canonical"), ("href", &format!("{}{home}", office.origin))]);
    let link = element("a", &[("href", &home)], office.name.get(locale));
    let lang = locale.tag();
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\"><head><meta charset=\"utf-8\">{name}{refresh}{canonical}</head>\
         <body><p>{link}</p></body></html>"
    )
}
