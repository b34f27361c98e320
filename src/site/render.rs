//! Documents to HTML: the app's own components, rendered once without a browser.

use super::bundle::{Assets, Program};
use super::check::Content;
use super::hosts::Host;
use super::xml::escape;
use super::{Draft, Files, head, headers};
use crate::app::{App, AppProps};
use crate::locale::{Locale, words};
use crate::route::part::Part;
use crate::route::{Page, Route, base};
use crate::wire::{Body, Document, Island, Site};
use any_spawner::Executor;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos_router::location::RequestUrl;
use rayon::prelude::*;
use std::fmt::Write;
use std::sync::Arc;

/// What all pages share.
#[derive(Debug)]
pub struct Shell {
    /// The frame's data.
    pub site: Site,
    /// The program's files.
    pub assets: Assets,
    /// The address that the site is published at.
    pub origin: String,
    /// The name below the icon of the installed app, in each language.
    pub short_name: [String; 2],
    /// The policy that each page carries itself, where the host sends no headers.
    pub policy: Option<String>,
}

impl Shell {
    /// Gathers what all pages share.
    pub fn new(content: &Content, site: Site, assets: Assets, host: Option<Host>) -> Shell {
        let office = &content.office;
        let short_name = Locale::ALL.map(|locale| office.short_name(locale).to_owned());
        let policy = (host == Some(Host::GithubPages)).then(|| headers::meta_policy(&assets.first_css));
        Shell { site, assets, origin: office.origin.clone(), short_name, policy }
    }
}

/// Renders every page in both languages with its data file, the 404 page and the empty shell.
///
/// # Errors
///
/// When a document cannot be written as JSON, in words.
pub fn pages(shell: &Arc<Shell>, content: &Content, drafts: &[Draft], files: &mut Files) -> Result<(), String> {
    // A second call finds it set, which is as good.
    let _ = Executor::init_futures_executor();
    let made: Vec<[(String, Vec<u8>); 2]> = drafts
        .par_iter()
        .map(|draft| {
            let route = &draft.route;
            let json = serde_json::to_vec(&draft.document).map_err(|error| format!("{}: {error}", route.path()))?;
            let data = route.data_file();
            let html = page(shell, content, route, Some(draft), false)?;
            Ok([(data, json), (route.file(), html.into_bytes())])
        })
        .collect::<Result<_, String>>()?;
    files.extend(made.into_iter().flatten());
    let home = Page::Home.route(Locale::En);
    files.insert("404.html".into(), page(shell, content, &home, None, true)?.into_bytes());
    files.insert("shell.html".into(), page(shell, content, &home, None, false)?.into_bytes());
    Ok(())
}

/// One HTML file. Without a draft it is the 404 page or the empty shell.
fn page(
    shell: &Arc<Shell>,
    content: &Content,
    route: &Route,
    draft: Option<&Draft>,
    missing: bool,
) -> Result<String, String> {
    let site = &shell.site;
    let name = Site::text(&site.name, route.locale);
    let (description, tab) = match draft {
        Some(draft) => (draft.document.description.as_str(), draft.document.tab_title(name)),
        None if missing => ("", format!("{} · {name}", words::NOT_FOUND.get(route.locale))),
        None => ("", name.to_owned()),
    };
    let image = draft.and_then(|draft| lead_picture(&draft.document));
    let sent = draft.map(|draft| draft.document.sent()).transpose();
    let document = sent.map_err(|error| format!("{}: {error}", route.path()))?;
    let island = Island { site: site.clone(), document, missing };
    // `<` could end the script element early.
    let data =
        serde_json::to_string(&island).map_err(|error| format!("{}: {error}", route.path()))?.replace('<', "\\u003c");
    let empty = island.document.is_none() && !missing;
    let app = if empty { String::new() } else { body(&route.path(), island) };
    let mut html = String::with_capacity(app.len() + data.len() + shell.assets.first_css.len() + 8192);
    let write = |html: &mut String| -> std::fmt::Result {
        write!(html, "<!DOCTYPE html><html lang=\"{}\" id=\"top\"", route.locale.tag())?;
        if !base::get().is_empty() {
            write!(html, " data-base=\"{}\"", base::get())?;
        }
        write!(html, "><head><meta charset=\"utf-8\">")?;
        if let Some(policy) = &shell.policy {
            write!(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")?;
            write!(html, "<meta name=\"referrer\" content=\"strict-origin-when-cross-origin\">")?;
        }
        write!(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">")?;
        write!(html, "<title>{}</title>", escape(&tab))?;
        write!(html, "<meta name=\"description\" content=\"{}\">", escape(description))?;
        write!(html, "<style>{}</style>", shell.assets.first_css)?;
        if let Some(image) = &image {
            write!(html, "<link rel=\"preload\" as=\"image\" href=\"{}\" fetchpriority=\"high\">", escape(image))?;
        }
        if let Some(Program { boot, integrity, parts }) = &shell.assets.program {
            write!(html, "<script type=\"module\" async src=\"{boot}\" integrity=\"{integrity}\"")?;
            let page = draft.map(|draft| &draft.route.page).filter(|page| !page.is_still());
            if let Some(needed) = page.and_then(|page| parts.get(Part::of(page).as_str())) {
                write!(html, " data-parts=\"{}\"", needed.join(" "))?;
            }
            html.push_str("></script>");
        }
        if let Some(watch) = &shell.assets.watch {
            write!(html, "<script type=\"module\" src=\"{watch}\"></script>")?;
        }
        write!(html, "<link rel=\"stylesheet\" href=\"{}\" media=\"print\" data-later>", shell.assets.later_css)?;
        write!(html, "<noscript><link rel=\"stylesheet\" href=\"{}\"></noscript>", shell.assets.later_css)?;
        if missing || empty {
            write!(html, "<meta name=\"robots\" content=\"noindex\">")?;
        }
        head::links(html, &shell.origin, route)?;
        match draft {
            Some(draft) => head::told(html, content, draft)?,
            None => head::card(html, name, &tab, "", route.locale)?,
        }
        head::device(html, route.locale, &shell.short_name[usize::from(route.locale == Locale::Zh)])?;
        write!(html, "</head><body><div id=\"app\">{app}</div>")?;
        write!(html, "<script type=\"application/json\" id=\"island\">{data}</script></body></html>")
    };
    write(&mut html).map_err(|error| error.to_string())?;
    Ok(html)
}

/// The picture that the first paint shows, when it has no better formats to choose from.
fn lead_picture(document: &Document) -> Option<String> {
    let picture = match &document.body {
        Body::Home(home) => home.lead.as_ref()?.picture.as_ref()?,
        Body::Article(article) => &article.hero,
        Body::Edition(edition) => &edition.hero,
        Body::Location(location) => location.pictures.first()?,
        _ => return None,
    };
    picture.sources.is_empty().then(|| picture.src.clone())
}

/// The app's own HTML.
fn body(path: &str, island: Island) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let html = owner.with(|| {
        provide_context(RequestUrl::new(path));
        App(AppProps { island }).to_html()
    });
    owner.unset_with_forced_cleanup();
    html
}
