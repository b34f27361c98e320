//! Documents to HTML: the app's own components, rendered once without a browser.

use super::bundle::{Assets, Program};
use super::check::Content;
use super::hosts::Host;
use super::xml::escape;
use super::{Draft, Files, Render, head, headers, offline, prerender};
use film_core::locale::{Locale, words};
use film_core::route::part::Part;
use film_core::route::{Page, Route, base};
use rayon::prelude::*;
use serde::Serialize;
use std::fmt::Write;
use std::sync::Arc;
use wire::{Body, Document, Island, Site};

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
    /// Where the maps' tiles come from, scheme and host.
    pub tiles: Option<String>,
    /// Renders the HTML of a page.
    pub render: Render,
}

impl Shell {
    /// Gathers what all pages share.
    pub fn new(content: &Content, site: Site, assets: Assets, host: Option<Host>, render: Render) -> Shell {
        let office = &content.office;
        let short_name = Locale::ALL.map(|locale| office.short_name(locale).to_owned());
        let tiles = office.tiles.as_ref().map(|tiles| tiles.origin().to_owned());
        let policy =
            (host == Some(Host::GithubPages)).then(|| headers::meta_policy(&assets.first_css, tiles.as_deref()));
        Shell { site, assets, origin: office.origin.clone(), short_name, policy, tiles, render }
    }
}

/// What the offline worker makes a page of, with the frame and the page's data: `data/leaves/<path>.json`.
#[derive(Serialize)]
struct Leaf {
    lang: &'static str,
    /// What stands before the styles: title and description.
    top: String,
    /// What the head tells other programs.
    head: String,
    /// The app's HTML, cut where it tells the version: that changes with every other page.
    app: Vec<String>,
}

impl Leaf {
    fn json(&self) -> Result<Vec<u8>, String> {
        serde_json::to_vec(self).map_err(|error| format!("a leaf: {error}"))
    }
}

/// Renders every page in both languages with its data file and leaf, the 404 page and the empty shell.
///
/// # Errors
///
/// When a document cannot be written as JSON, in words.
pub fn pages(shell: &Arc<Shell>, content: &Content, drafts: &[Draft], files: &mut Files) -> Result<(), String> {
    let made: Vec<Vec<(String, Vec<u8>)>> = drafts
        .par_iter()
        .map(|draft| {
            let route = &draft.route;
            let mut json = serde_json::to_vec(&draft.document).map_err(|error| format!("{}: {error}", route.path()))?;
            let data = route.data_file();
            let (html, leaf) = page(shell, content, route, What::Page(draft))?;
            let mut made = vec![(route.file(), html.into_bytes())];
            // Without a program there is no worker either.
            if shell.assets.program.is_some() {
                let leaf = leaf.json()?;
                // The data names its leaf, so that no list has to.
                json.pop();
                json.extend(format!(",\"leaf\":[\"{}\",{}]}}", offline::digest(&leaf), leaf.len()).into_bytes());
                made.push((route.leaf_file(), leaf));
            }
            made.push((data, json));
            Ok(made)
        })
        .collect::<Result<_, String>>()?;
    files.extend(made.into_iter().flatten());
    let home = Page::Home.route(Locale::En);
    for (name, what) in [("404", What::Missing), ("shell", What::Empty)] {
        let (html, leaf) = page(shell, content, &home, what)?;
        files.insert(format!("{name}.html"), html.into_bytes());
        if shell.assets.program.is_some() {
            files.insert(format!("data/leaves/{name}.json"), leaf.json()?);
        }
    }
    if shell.assets.program.is_some() {
        let slots = Frame {
            lang: home.locale.tag(),
            top: "<!--top-->",
            head: "<!--head-->",
            app: "<!--app-->",
            data: "<!--island-->",
            needed: None,
        };
        let frame = slots.html(shell).map_err(|error| error.to_string())?;
        let frame = serde_json::to_vec(&frame).map_err(|error| format!("frame.json: {error}"))?;
        files.insert("data/frame.json".into(), frame);
        let site = serde_json::to_vec(&shell.site).map_err(|error| format!("site.json: {error}"))?;
        files.insert("data/site.json".into(), site);
    }
    Ok(())
}

/// Writes the data of pages that are not prerendered.
///
/// # Errors
///
/// When a document cannot be written as JSON, in words.
pub fn data(drafts: &[Draft], files: &mut Files) -> Result<(), String> {
    let write = |draft: &Draft| {
        let json = serde_json::to_vec(&draft.document).map_err(|error| format!("{}: {error}", draft.route.path()))?;
        Ok((draft.route.data_file(), json))
    };
    let made: Vec<(String, Vec<u8>)> = drafts.par_iter().map(write).collect::<Result<_, String>>()?;
    files.extend(made);
    Ok(())
}

/// Writes what stands for the pages of records that have none: a shell for each language. A host that cannot send it
/// for their addresses sends it as its page for what is missing; the program tells what is.
///
/// # Errors
///
/// When a file cannot be written, in words.
pub fn shells(shell: &Arc<Shell>, content: &Content, files: &mut Files) -> Result<(), String> {
    for (name, locale) in prerender::SHELLS.into_iter().zip(Locale::ALL) {
        let (html, _) = page(shell, content, &Page::Library.route(locale), What::Waiting)?;
        let missing = if locale == Locale::Zh { "zh/404.html" } else { "404.html" };
        files.insert(missing.into(), html.clone().into_bytes());
        files.insert(name.into(), html.into_bytes());
    }
    Ok(())
}

/// What an HTML file is.
#[derive(Clone, Copy)]
enum What<'a> {
    /// A page.
    Page(&'a Draft),
    /// The page for addresses that lead nowhere.
    Missing,
    /// The empty shell, from which the offline worker makes pages that the program fills at once.
    Empty,
    /// The shell that stands for a page while its data is fetched.
    Waiting,
}

/// One HTML file, and its leaf.
fn page(shell: &Arc<Shell>, content: &Content, route: &Route, what: What) -> Result<(String, Leaf), String> {
    let draft = if let What::Page(draft) = what { Some(draft) } else { None };
    let missing = matches!(what, What::Missing);
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
    let app = match what {
        What::Empty => String::new(),
        What::Page(_) | What::Missing => (shell.render)(&route.path(), island),
        What::Waiting => {
            let text = words::NEEDS_PROGRAM.get(route.locale);
            let (href, label) = (Page::Library.href(route.locale), words::LIBRARY_LONG.get(route.locale));
            let without =
                format!("<noscript><p class=\"notice\">{text} <a href=\"{href}\">{label}</a></p></noscript></main>");
            (shell.render)(&route.path(), island).replacen("</main>", &without, 1)
        }
    };
    let top = top(&tab, description, image.as_deref());
    let mut head = String::new();
    let tell = |head: &mut String| -> std::fmt::Result {
        if draft.is_none() {
            write!(head, "<meta name=\"robots\" content=\"noindex\">")?;
        }
        head::links(head, &shell.origin, route)?;
        match draft {
            Some(draft) => head::told(head, content, draft)?,
            None => head::card(head, name, &tab, "", route.locale)?,
        }
        head::device(head, route.locale, &shell.short_name[usize::from(route.locale == Locale::Zh)])
    };
    tell(&mut head).map_err(|error| error.to_string())?;
    let needed = draft.map(|draft| &draft.route.page).filter(|page| !page.is_still()).map(Part::of);
    let frame = Frame { lang: route.locale.tag(), top: &top, head: &head, app: &app, data: &data, needed };
    let html = frame.html(shell).map_err(|error| error.to_string())?;
    let parts = match app.rfind(&site.version) {
        Some(at) => vec![app[..at].to_owned(), app[at + site.version.len()..].to_owned()],
        None => vec![app],
    };
    Ok((html, Leaf { lang: route.locale.tag(), top, head, app: parts }))
}

/// What stands before the styles.
fn top(tab: &str, description: &str, image: Option<&str>) -> String {
    let image = image
        .map(|image| format!("<link rel=\"preload\" as=\"image\" href=\"{}\" fetchpriority=\"high\">", escape(image)));
    format!(
        "<title>{}</title><meta name=\"description\" content=\"{}\">{}",
        escape(tab),
        escape(description),
        image.unwrap_or_default()
    )
}

/// What differs between HTML files.
struct Frame<'a> {
    lang: &'a str,
    top: &'a str,
    head: &'a str,
    app: &'a str,
    data: &'a str,
    /// The part of the program that is asked for with the page.
    needed: Option<Part>,
}

impl Frame<'_> {
    fn html(&self, shell: &Shell) -> Result<String, std::fmt::Error> {
        let Shell { assets, policy, .. } = shell;
        let Frame { lang, top, head, app, data, needed } = self;
        let mut html = String::with_capacity(app.len() + data.len() + assets.first_css.len() + 8192);
        write!(html, "<!DOCTYPE html><html lang=\"{lang}\" id=\"top\"")?;
        if !base::get().is_empty() {
            write!(html, " data-base=\"{}\"", base::get())?;
        }
        write!(html, "><head><meta charset=\"utf-8\">")?;
        if let Some(policy) = policy {
            write!(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")?;
            write!(html, "<meta name=\"referrer\" content=\"strict-origin-when-cross-origin\">")?;
        }
        write!(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">")?;
        write!(html, "{top}<style>{}</style>", assets.first_css)?;
        if let Some(Program { boot, integrity, parts }) = &assets.program {
            write!(html, "<script type=\"module\" async src=\"{boot}\" integrity=\"{integrity}\"")?;
            if let Some(needed) = needed.and_then(|part| parts.get(part.as_str())) {
                write!(html, " data-parts=\"{}\"", needed.join(" "))?;
            }
            html.push_str("></script>");
        }
        if let Some(watch) = &assets.watch {
            write!(html, "<script type=\"module\" src=\"{watch}\"></script>")?;
        }
        write!(html, "<link rel=\"stylesheet\" href=\"{}\" media=\"print\" data-later>", assets.later_css)?;
        write!(html, "<noscript><link rel=\"stylesheet\" href=\"{}\"></noscript>{head}", assets.later_css)?;
        write!(html, "</head><body><div id=\"app\">{app}</div>")?;
        write!(html, "<script type=\"application/json\" id=\"island\">{data}</script></body></html>")?;
        Ok(html)
    }
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
