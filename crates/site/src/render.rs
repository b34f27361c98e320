//! Documents to HTML: the app's own components, rendered once without a browser.

use super::bundle::{Assets, Program};
use super::cache::kept;
use super::content::Content;
use super::css::{self, Names};
use super::hosts::Host;
use super::naming::{digest, integrity, publish};
use super::xml::{element, open};
use super::{Draft, Files, Input, Render, head, headers, prerender, stamp};
use film_core::locale::{Locale, words};
use film_core::route::chunk::Chunk;
use film_core::route::{Page, Route, base};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wire::{Body, Bootstrap, Document, DocumentFile, MISSING, Site};

/// What all pages share.
#[derive(Debug)]
pub struct Shell {
    /// The frame's data.
    pub site: Site,
    /// The address of the same as JSON, and its digest.
    site_data: String,
    /// The program's files.
    pub assets: Assets,
    /// The address that the site is published at.
    pub origin: String,
    /// The name below the icon of the installed app, in each language.
    pub short_name: [String; 2],
    /// Whether each page carries its policy itself, where the host sends no headers.
    pub has_policy: bool,
    /// Where the maps' tiles come from, scheme and host.
    pub tiles: Option<String>,
    /// Renders the HTML of a page.
    pub render: Render,
    /// While editing: where rendered pages are kept, so that those whose data did not change are not rendered again.
    pub rendered: Option<PathBuf>,
}

/// How many rendered pages are kept. More come from earlier programs.
const MOST_KEPT: usize = 5000;

/// Empties the folder of rendered pages when it holds too much.
fn tidied(folder: PathBuf) -> Result<PathBuf, String> {
    if std::fs::read_dir(&folder).is_ok_and(|files| files.count() > MOST_KEPT) {
        std::fs::remove_dir_all(&folder).map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    Ok(folder)
}

/// The HTML of a page: the kept one, or what is rendered.
fn kept_page(folder: &Path, path: &str, bootstrap: Bootstrap, render: Render) -> Result<String, String> {
    let Bootstrap { site, document, missing } = &bootstrap;
    let made_from = serde_json::to_vec(&(stamp::program()?, base::get(), path, site, document, missing));
    let made_from = made_from.map_err(|error| format!("{path}: {error}"))?;
    let html = kept(folder, &made_from, || Ok(render(path, bootstrap).into_bytes()))?;
    String::from_utf8(html).map_err(|error| format!("{path}: {error}; delete {}", folder.display()))
}

impl Shell {
    /// Gathers what all pages share.
    ///
    /// # Errors
    ///
    /// When the folder of rendered pages cannot be emptied, in words.
    pub fn new(
        content: &Content,
        site: Site,
        assets: Assets,
        input: &Input,
        files: &mut Files,
    ) -> Result<Shell, String> {
        let office = &content.office;
        let short_name = Locale::ALL.map(|locale| office.short_name(locale).to_owned());
        let rendered = input.watch.then(|| tidied(input.cache.join("pages"))).transpose()?;
        let tiles = office.tiles.as_ref().map(|tiles| tiles.origin().to_owned());
        let has_policy = input.host == Some(Host::GithubPages);
        let site_json = serde_json::to_vec(&site).expect("what pages share is plain data");
        let site_data = format!("{} {}", publish("assets", &site_json, "json", files), integrity(&site_json));
        Ok(Shell {
            site,
            site_data,
            assets,
            origin: office.origin.clone(),
            short_name,
            has_policy,
            tiles,
            render: input.render,
            rendered,
        })
    }
}

/// Head and prerendered body of a page: `data/fragments/<path>.json`. The service worker puts them into the frame.
#[derive(Serialize)]
struct Fragment<'a> {
    lang: &'static str,
    /// What stands before the styles: title and description.
    top: &'a str,
    /// What the head tells other programs.
    head: &'a str,
    /// The app's HTML, cut where it tells the version: that changes with every other page.
    app: Vec<&'a str>,
}

impl Fragment<'_> {
    fn json(locale: Locale, Rendered { top, head, app, .. }: &Rendered, version: &str) -> Vec<u8> {
        let app = match app.rfind(version) {
            Some(at) => vec![&app[..at], &app[at + version.len()..]],
            None => vec![app.as_str()],
        };
        let fragment = Fragment { lang: locale.tag(), top, head, app };
        serde_json::to_vec(&fragment).expect("a fragment is plain data")
    }
}

/// The styles that pages inline: of all pages that one chunk of the program shows, the rules that one of them can use.
struct Styles(BTreeMap<&'static str, String>);

impl Styles {
    fn new(shell: &Shell, drafts: &[Draft], rendered: &[Rendered]) -> Result<Styles, String> {
        let frame = Frame { style: "", ..Frame::slots(shell) }.html(shell);
        type ByChunk = BTreeMap<&'static str, Names>;
        let add = |mut names: ByChunk, (draft, page): (&Draft, &Rendered)| {
            names.entry(Chunk::of(&draft.route.page).as_str()).or_default().add(&page.app);
            names
        };
        let join = |mut names: ByChunk, others: ByChunk| {
            others.into_iter().for_each(|(chunk, other)| names.entry(chunk).or_default().extend(other));
            names
        };
        let names = drafts.par_iter().zip(rendered).fold(ByChunk::new, add).reduce(ByChunk::new, join);
        let used = |(chunk, mut names): (&'static str, Names)| {
            names.add(&frame);
            Ok((chunk, css::used(&shell.assets.first_css, &names)?))
        };
        Ok(Styles(names.into_par_iter().map(used).collect::<Result<_, String>>()?))
    }

    fn of(&self, page: &Page) -> &str {
        self.0.get(Chunk::of(page).as_str()).map_or("", String::as_str)
    }
}

/// Renders every page in both languages with its data file and fragment, the 404 page and the empty shell. Answers all styles
/// that pages inline.
///
/// # Errors
///
/// When a document cannot be written as JSON, in words.
pub fn pages(
    shell: &Arc<Shell>,
    content: &Content,
    drafts: &[Draft],
    files: &mut Files,
) -> Result<Vec<String>, String> {
    let rendered: Vec<Rendered> = drafts
        .par_iter()
        .map(|draft| render(shell, content, &draft.route, What::Page(draft)))
        .collect::<Result<_, String>>()?;
    let styles = Styles::new(shell, drafts, &rendered)?;
    let made: Vec<Vec<(String, Vec<u8>)>> = drafts
        .par_iter()
        .zip(rendered)
        .map(|(draft, page)| {
            let route = &draft.route;
            let fragment = Fragment::json(route.locale, &page, &shell.site.version);
            // Without a program there is no service worker either.
            let with_program = shell.assets.program.is_some();
            let digest = digest(&fragment);
            let address = format!("{} {digest}", route.data_path());
            let named = with_program.then_some((digest, fragment.len()));
            let json = json(&DocumentFile { document: &draft.document, fragment: named }, route)?;
            let html = Frame::of(route.locale, &page, styles.of(&route.page), &address).html(shell);
            let mut made = vec![(route.file(), html.into_bytes()), (route.data_file(), json)];
            made.extend(with_program.then(|| (route.fragment_file(), fragment)));
            Ok(made)
        })
        .collect::<Result<_, String>>()?;
    files.extend(made.into_iter().flatten());
    let home = Page::Home.route(Locale::En);
    for (name, what) in [("404", What::Missing), ("shell", What::Empty)] {
        let (html, page) = page(shell, content, &home, what)?;
        files.insert(format!("{name}.html"), html.into_bytes());
        if shell.assets.program.is_some() {
            let fragment = Fragment::json(home.locale, &page, &shell.site.version);
            files.insert(format!("data/fragments/{name}.json"), fragment);
        }
    }
    if shell.assets.program.is_some() {
        let html = Frame::slots(shell).html(shell);
        let frame = serde_json::json!({ "html": html, "version": shell.site.version });
        files.insert("data/frame.json".into(), frame.to_string().into_bytes());
    }
    Ok(styles.0.into_values().chain([shell.assets.first_css.clone()]).collect())
}

/// Writes the data of pages that are not prerendered.
///
/// # Errors
///
/// When a document cannot be written as JSON, in words.
pub fn data(drafts: &[Draft], files: &mut Files) -> Result<(), String> {
    let write = |draft: &Draft| {
        let json = json(&DocumentFile { document: &draft.document, fragment: None }, &draft.route)?;
        Ok((draft.route.data_file(), json))
    };
    let made: Vec<(String, Vec<u8>)> = drafts.par_iter().map(write).collect::<Result<_, String>>()?;
    files.extend(made);
    Ok(())
}

fn json(file: &DocumentFile, route: &Route) -> Result<Vec<u8>, String> {
    serde_json::to_vec(file).map_err(|error| format!("{}: {error}", route.path()))
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
    /// The empty shell, from which the service worker makes pages that the program fills at once.
    Empty,
    /// The shell that stands for a page while its data is fetched.
    Waiting,
}

/// The rendered pieces of one page.
struct Rendered {
    top: String,
    head: String,
    app: String,
    /// The chunk of the program that is asked for with the page.
    needed: Option<Chunk>,
}

/// An HTML file that is no page, and its pieces.
fn page(shell: &Arc<Shell>, content: &Content, route: &Route, what: What) -> Result<(String, Rendered), String> {
    let page = render(shell, content, route, what)?;
    let document = if matches!(what, What::Missing) { MISSING } else { "" };
    let html = Frame::of(route.locale, &page, &shell.assets.first_css, document).html(shell);
    Ok((html, page))
}

fn render(shell: &Arc<Shell>, content: &Content, route: &Route, what: What) -> Result<Rendered, String> {
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
    let bootstrap = Bootstrap { site: site.clone(), document, missing };
    let app = match what {
        What::Empty => String::new(),
        What::Page(_) | What::Missing => match &shell.rendered {
            Some(folder) => kept_page(folder, &route.path(), bootstrap, shell.render)?,
            None => (shell.render)(&route.path(), bootstrap),
        },
        What::Waiting => {
            let text = words::NEEDS_PROGRAM.get(route.locale);
            let (href, label) = (Page::Library.href(route.locale), words::LIBRARY_LONG.get(route.locale));
            let without =
                format!("<noscript><p class=\"notice\">{text} <a href=\"{href}\">{label}</a></p></noscript></main>");
            (shell.render)(&route.path(), bootstrap).replacen("</main>", &without, 1)
        }
    };
    let top = top(&tab, description, image.as_deref());
    let mut head = if draft.is_none() { head::named("robots", "noindex") } else { String::new() };
    head += &head::links(&shell.origin, route);
    head += &match draft {
        Some(draft) if draft.route.page.needs_program() => head::named("program", "now") + &head::told(content, draft),
        Some(draft) => head::told(content, draft),
        None => head::card(name, &tab, "", route.locale),
    };
    head += &head::device(route.locale, &shell.short_name[usize::from(route.locale == Locale::Zh)]);
    let needed = draft.map(|draft| &draft.route.page).filter(|page| !page.is_static()).map(Chunk::of);
    Ok(Rendered { top, head, app, needed })
}

/// What stands before the styles.
fn top(tab: &str, description: &str, image: Option<&str>) -> String {
    let preload = [("rel", "preload"), ("as", "image"), ("href", image.unwrap_or_default()), ("fetchpriority", "high")];
    let image = image.map(|_| open("link", &preload)).unwrap_or_default();
    element("title", &[], tab) + &head::named("description", description) + &image
}

/// What differs between HTML files.
struct Frame<'a> {
    lang: &'a str,
    top: &'a str,
    /// The styles of the first paint.
    style: &'a str,
    head: &'a str,
    app: &'a str,
    /// Where the page's document lies, and the digest of the page's fragment; [`MISSING`] or nothing where there is none.
    document: &'a str,
    /// The chunk of the program that is asked for with the page.
    needed: Option<Chunk>,
}

impl<'a> Frame<'a> {
    fn of(locale: Locale, page: &'a Rendered, style: &'a str, document: &'a str) -> Frame<'a> {
        let Rendered { top, head, app, needed } = page;
        Frame { lang: locale.tag(), top, style, head, app, document, needed: needed.clone() }
    }

    /// With what the service worker replaces by a page's own.
    fn slots(shell: &'a Shell) -> Frame<'a> {
        Frame {
            lang: Locale::En.tag(),
            top: "<!--top-->",
            style: &shell.assets.first_css,
            head: "<!--head-->",
            app: "<!--app-->",
            document: "<!--document-->",
            needed: None,
        }
    }

    fn html(&self, shell: &Shell) -> String {
        let Shell { assets, site_data, .. } = shell;
        let Frame { lang, top, style, head, app, document, needed } = self;
        let base = Some(base::get()).filter(|base| !base.is_empty());
        let base = base.map(|base| format!(" data-base=\"{base}\"")).unwrap_or_default();
        let policy = || {
            let policy = headers::meta_policy(&[style.to_string()], shell.tiles.as_deref());
            let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
            policy + &head::named("referrer", "strict-origin-when-cross-origin")
        };
        let policy = shell.has_policy.then(policy).unwrap_or_default();
        let program = assets.program.as_ref().map(|Program { boot, integrity, chunks }| {
            let needed = needed.as_ref().and_then(|chunk| chunks.get(chunk.as_str()));
            let needed = needed.map(|files| format!(" data-chunks=\"{}\"", files.join(" "))).unwrap_or_default();
            format!(
                "<script type=\"module\" async src=\"{boot}\" integrity=\"{integrity}\" data-document=\"{document}\" \
                 data-site=\"{site_data}\"{needed}></script>"
            )
        });
        let program = program.unwrap_or_default();
        let watch = assets.watch.as_ref().map(|watch| format!("<script type=\"module\" src=\"{watch}\"></script>"));
        let (watch, all_css) = (watch.unwrap_or_default(), &assets.all_css);
        format!(
            "<!DOCTYPE html><html lang=\"{lang}\" id=\"top\"{base}><head><meta charset=\"utf-8\">{policy}\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
             {top}<style>{style}</style>{program}{watch}\
             <link rel=\"stylesheet\" href=\"{all_css}\" media=\"print\" data-later>\
             <noscript><link rel=\"stylesheet\" href=\"{all_css}\"></noscript>{head}\
             </head><body><div id=\"app\">{app}</div></body></html>"
        )
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn while_editing_a_page_is_rendered_again_when_its_data_changes() {
        static RENDERED: AtomicUsize = AtomicUsize::new(0);
        fn render(path: &str, bootstrap: Bootstrap) -> String {
            RENDERED.fetch_add(1, Ordering::Relaxed);
            format!("{path} {}", bootstrap.site.version)
        }
        let folder = tempfile::tempdir().unwrap();
        let get = |path: &str, version: &str| {
            let pair = || [String::new(), String::new()];
            let site = Site { name: pair(), licence: pair(), version: version.into(), catalog: pair(), offset: 0 };
            kept_page(folder.path(), path, Bootstrap { site, document: None, missing: false }, render).unwrap()
        };
        for (path, version, rendered) in
            [("/a", "1", 1), ("/a", "1", 1), ("/b", "1", 2), ("/a", "2", 3), ("/b", "1", 3)]
        {
            assert_eq!(get(path, version), format!("{path} {version}"));
            assert_eq!(RENDERED.load(Ordering::Relaxed), rendered, "{path} {version}");
        }
    }
}
