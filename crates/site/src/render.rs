//! Renders documents to HTML with the app's own components, on the server side.

mod preload;
mod styles;

use super::bundle::{Assets, Program};
use super::cache::cached;
use super::colours::Colours;
use super::content::Content;
use super::headers::Others;
use super::hosts::Host;
use super::naming::{digest, integrity, publish};
use super::share_card::Card;
use super::{Draft, Files, Input, Render, head, headers, prerender, shape, stamp};
use film_core::locale::{Locale, Words, words};
use film_core::route::chunk::Chunk;
use film_core::route::{Page, Route, base};
use formats::xml::element;
use preload::first_picture;
use rayon::prelude::*;
use serde::Serialize;
use std::path::{Path, PathBuf};
use styles::Styles;
use wire::{Bootstrap, DocumentFile, MISSING, Site};

/// Data shared by all pages.
pub struct Shell<'a> {
    /// The content.
    pub content: &'a Content,
    /// The options of the build.
    pub input: &'a Input,
    /// The program's files.
    assets: Assets,
    colours: &'a Colours,
    /// The data of the page frame.
    site: Site,
    /// The URL of the frame's data as JSON, and its digest.
    site_data: String,
    /// In watch mode, the cache of rendered pages, so that pages with unchanged data are not rendered again.
    rendered: Option<PathBuf>,
}

impl<'a> Shell<'a> {
    /// Prepares what all pages share.
    ///
    /// # Errors
    ///
    /// Returns an error if the cache of rendered pages cannot be cleared.
    pub fn new(
        content: &'a Content,
        site: Site,
        assets: Assets,
        colours: &'a Colours,
        input: &'a Input,
        files: &mut Files,
    ) -> Result<Shell<'a>, String> {
        let rendered = input.watch.then(|| tidied(input.cache.join("pages"))).transpose()?;
        let site_json = serde_json::to_vec(&site).expect("what pages share is plain data");
        let site_data = format!("{} {}", publish("assets", &site_json, "json", files), integrity(&site_json));
        Ok(Shell { content, input, assets, colours, site, site_data, rendered })
    }

    /// The other origins that pages load from.
    pub fn others(&self) -> Others<'_> {
        let office = &self.content.office;
        Others { tiles: office.tiles.as_ref().map(|tiles| tiles.origin()), media: office.media_origin() }
    }
}

/// The maximum number of cached pages. More than that come from earlier program versions.
const MOST_CACHED: usize = 5000;

/// Clears the cache of rendered pages if it has too many.
fn tidied(folder: PathBuf) -> Result<PathBuf, String> {
    if std::fs::read_dir(&folder).is_ok_and(|files| files.count() > MOST_CACHED) {
        std::fs::remove_dir_all(&folder).map_err(|error| format!("cannot empty {}: {error}", folder.display()))?;
    }
    Ok(folder)
}

/// The HTML of a page, from the cache or newly rendered.
fn cached_page(folder: &Path, path: &str, bootstrap: Bootstrap, render: Render) -> Result<String, String> {
    let Bootstrap { site, document, missing } = &bootstrap;
    let made_from = serde_json::to_vec(&(stamp::program()?, base::get(), path, site, document, missing));
    let made_from = made_from.map_err(|error| format!("{path}: {error}"))?;
    let html = cached(folder, &made_from, || Ok(render(path, bootstrap).into_bytes()))?;
    String::from_utf8(html).map_err(|error| format!("{path}: {error}; delete {}", folder.display()))
}

/// Renders every page in each language with its data file, the 404 page and the empty shell. Returns all inlined
/// styles.
///
/// # Errors
///
/// Returns an error if a document cannot be written as JSON.
pub fn pages(shell: &Shell, drafts: &[Draft], files: &mut Files) -> Result<Vec<String>, String> {
    let rendered = drafts.par_iter().map(|draft| render(shell, &draft.route, What::Page(draft)));
    let rendered: Vec<Rendered> = rendered.collect::<Result<_, String>>()?;
    let styles = Styles::new(shell, drafts, &rendered)?;
    // Without a program there is no service worker either.
    let with_program = shell.assets.program.is_some();
    let write = |(draft, page): (&Draft, Rendered)| {
        let route = &draft.route;
        let fragment = page.fragment(&shell.site.version);
        let digest = digest(&fragment);
        let html = page.html(shell, styles.of(&route.page), &format!("{} {digest}", route.data_path()));
        let named = with_program.then_some((digest, fragment.len()));
        let content = route.page.is_static().then(|| page.content()).transpose();
        let content = content.map_err(|why| format!("{}: {why}", route.path()))?;
        let json = json(&DocumentFile { document: &draft.document, html: content, fragment: named }, route)?;
        Ok([(route.file(), html.into_bytes()), (route.data_file(), json)])
    };
    let made: Vec<[(String, Vec<u8>); 2]> =
        drafts.par_iter().zip(rendered).map(write).collect::<Result<_, String>>()?;
    files.extend(made.into_iter().flatten());
    for (name, what, document) in [("404", What::Missing, MISSING), ("shell", What::Empty, "")] {
        let page = render(shell, &Page::Home.route(shell.content.office.main_language()), what)?;
        files.insert(format!("{name}.html"), page.html(shell, &shell.assets.styles, document).into_bytes());
        if with_program {
            files.insert(format!("data/fragments/{name}.json"), page.fragment(&shell.site.version));
        }
    }
    if with_program {
        let html = Rendered::slots().html(shell, &shell.assets.styles, "<!--document-->");
        let frame = serde_json::json!({ "html": html, "version": shell.site.version });
        files.insert("data/frame.json".into(), frame.to_string().into_bytes());
    }
    if shell.content.office.only_language() == Some(Locale::Zh) {
        files.insert(Page::Home.route(Locale::En).file(), head::redirect(&shell.content.office).into_bytes());
    }
    Ok(styles.all().chain([shell.assets.styles.clone()]).collect())
}

/// Writes the data of pages that are not prerendered.
///
/// # Errors
///
/// Returns an error if a document cannot be written as JSON.
pub fn data(drafts: &[Draft], files: &mut Files) -> Result<(), String> {
    let write = |draft: &Draft| {
        let json = json(&DocumentFile { document: &draft.document, html: None, fragment: None }, &draft.route)?;
        Ok((draft.route.data_file(), json))
    };
    let made: Vec<(String, Vec<u8>)> = drafts.par_iter().map(write).collect::<Result<_, String>>()?;
    files.extend(made);
    Ok(())
}

fn json(file: &DocumentFile, route: &Route) -> Result<Vec<u8>, String> {
    serde_json::to_vec(file).map_err(|error| format!("{}: {error}", route.path()))
}

/// Writes a shell per language for records without a page. It also replaces the 404 pages, for hosts that cannot send
/// the shell for those URLs; the program shows if a page is missing.
///
/// # Errors
///
/// Returns an error if a cached page cannot be read.
pub fn shells(shell: &Shell, files: &mut Files) -> Result<(), String> {
    let languages = shell.content.office.languages();
    for (name, locale) in prerender::SHELLS.into_iter().zip(Locale::ALL).filter(|(_, it)| languages.contains(it)) {
        let page = render(shell, &Page::Library.route(locale), What::Waiting)?;
        let html = page.html(shell, &shell.assets.styles, "").into_bytes();
        let missing = if locale == shell.content.office.main_language() { "404.html" } else { "zh/404.html" };
        files.insert(missing.into(), html.clone());
        files.insert(name.into(), html);
    }
    Ok(())
}

/// The kinds of HTML files.
#[derive(Clone, Copy)]
enum What<'a> {
    /// A page.
    Page(&'a Draft),
    /// The 404 page.
    Missing,
    /// The empty shell. The service worker makes pages from it that the program fills immediately.
    Empty,
    /// The shell shown while a page's data is loading.
    Waiting,
}

fn render(shell: &Shell, route: &Route, what: What) -> Result<Rendered, String> {
    let Shell { content, input, site, .. } = shell;
    let (path, locale) = (route.path(), route.locale);
    let draft = if let What::Page(draft) = what { Some(draft) } else { None };
    let missing = matches!(what, What::Missing);
    let name = content.office.name.get(locale);
    let (description, tab) = match draft {
        Some(draft) => (draft.document.description.as_str(), draft.document.tab_title(name)),
        None if missing => ("", format!("{} · {name}", words::NOT_FOUND.get(locale))),
        None => ("", name.to_owned()),
    };
    let sent = draft.map(|draft| draft.document.sent()).transpose();
    let document = sent.map_err(|error| format!("{path}: {error}"))?;
    let bootstrap = Bootstrap { site: site.clone(), document, missing };
    let app = match what {
        What::Empty => String::new(),
        What::Page(_) | What::Missing => {
            let app = match &shell.rendered {
                Some(folder) => cached_page(folder, &path, bootstrap, input.render)?,
                None => (input.render)(&path, bootstrap),
            };
            if route.page.is_tool() {
                let lists = LISTS.iter().filter(|(page, _)| site.summit || *page != Page::Summit);
                with_noscript(&app, locale, words::NEEDS_SCRIPT, lists)
            } else {
                app
            }
        }
        What::Waiting => {
            let library = [(Page::Library, words::LIBRARY_LONG)];
            with_noscript(&(input.render)(&path, bootstrap), locale, words::NEEDS_PROGRAM, &library)
        }
    };
    let mut head = if draft.is_none() { head::named("robots", "noindex") } else { String::new() };
    head += &head::media(content.office.media_origin());
    head += &head::links(&content.office, route);
    head += &match draft {
        Some(draft) if draft.route.page.needs_program() => {
            head::named("program", "now") + &head::describe(content, draft)
        }
        Some(draft) => head::describe(content, draft),
        None => head::card(&content.office, &tab, "", locale),
    };
    if draft.is_some() {
        head += &head::named("shape", &shape::of(&app));
    }
    head += &head::device(locale, content.office.short_name(locale), shell.colours);
    let needed = draft.map(|draft| &draft.route.page).filter(|page| !page.is_static()).map(Chunk::of);
    let share = draft.and_then(|draft| draft.card.as_ref()).map(share_picture).unwrap_or_default();
    let top = top(&tab, description) + &first_picture(&app);
    Ok(Rendered { lang: locale.tag(), top, head, share, app, needed })
}

/// The lists that lead to every record by name.
static LISTS: [(Page, Words); 6] = [
    (Page::Locations, words::LOCATIONS),
    (Page::Productions, words::PRODUCTIONS),
    (Page::Experts, words::EXPERTS),
    (Page::Clips, words::CLIPS),
    (Page::News, words::NEWS),
    (Page::Summit, words::SUMMIT),
];

/// Adds what readers without JavaScript see at the end of a page that needs it: why it is empty, and where to go.
fn with_noscript<'a>(
    app: &str,
    locale: Locale,
    why: Words,
    links: impl IntoIterator<Item = &'a (Page, Words)>,
) -> String {
    let link = |(page, label): &(Page, Words)| {
        format!("<li>{}</li>", element("a", &[("href", page.href(locale).as_str())], label.get(locale)))
    };
    let links: String = links.into_iter().map(link).collect();
    let text = element("p", &[("class", "notice")], why.get(locale));
    app.replacen("</main>", &format!("<noscript>{text}<ul class=\"tallies\">{links}</ul></noscript></main>"), 1)
}

/// The share card for messengers that show the first large picture of a page. Browsers do not fetch a lazy picture that
/// is hidden.
fn share_picture(card: &Card) -> String {
    format!("<p hidden><img src=\"{}\" alt=\"\" loading=\"lazy\"></p>", card.address)
}

/// The title and description, which come before the styles.
fn top(tab: &str, description: &str) -> String {
    element("title", &[], tab) + &head::named("description", description)
}

/// The opening tag of a static subtree.
const STATIC: &str = "<div class=\"static\">";

/// The parts of an HTML file that differ from page to page.
struct Rendered {
    lang: &'static str,
    /// Title, description and the picture of the first paint. They come before the styles.
    top: String,
    /// Links and metadata for other programs. They come after the styles.
    head: String,
    /// A hidden picture for messengers. Pages that the service worker builds need none.
    share: String,
    /// The app's HTML.
    app: String,
    /// The chunk of the program that the page needs immediately.
    needed: Option<Chunk>,
}

/// Head and prerendered body of a page. The service worker cuts them out of the page's file (`worker/sw/compose.ts`)
/// and inserts them into the frame. Those of the 404 page and of the empty shell are files: `data/fragments/404.json`.
#[derive(Serialize)]
struct Fragment<'a> {
    lang: &'a str,
    top: &'a str,
    head: &'a str,
    /// The app's HTML, split where it shows the version, because the version changes whenever any page does.
    app: Vec<&'a str>,
}

impl Rendered {
    /// Placeholders that the service worker replaces with the content of a page.
    fn slots() -> Rendered {
        let [top, head, app] = ["top", "head", "app"].map(|name| format!("<!--{name}-->"));
        Rendered { lang: Locale::En.tag(), top, head, share: String::new(), app, needed: None }
    }

    /// The content of a page of text: the last static subtree of its `<main>`.
    fn content(&self) -> Result<&str, String> {
        let (before, _) = self.app.split_once("</main>").ok_or("it has no <main>")?;
        let before = before.trim_end_matches("<!---->");
        let (_, content) = before.rsplit_once(STATIC).ok_or("it has no static subtree")?;
        let is_whole = content.matches("<div").count() + 1 == content.matches("</div>").count();
        content
            .strip_suffix("</div>")
            .filter(|_| is_whole)
            .ok_or_else(|| "its content is not one static subtree".into())
    }

    fn fragment(&self, version: &str) -> Vec<u8> {
        let Rendered { lang, top, head, app, .. } = self;
        let app = match app.rfind(version) {
            Some(at) => vec![&app[..at], &app[at + version.len()..]],
            None => vec![app.as_str()],
        };
        serde_json::to_vec(&Fragment { lang, top, head, app }).expect("a fragment is plain data")
    }

    /// The complete HTML file. `style` holds the page's styles. `document` gives the URL of the page's document and the
    /// digest of its fragment; it is [`MISSING`] or empty if there is none. The service worker cuts the fragment out by
    /// the marks that `cut` in `worker/sw/compose.ts` lists.
    fn html(&self, shell: &Shell, style: &str, document: &str) -> String {
        let Shell { assets, site_data, .. } = shell;
        let Rendered { lang, top, head, share, app, needed } = self;
        let base = Some(base::get()).filter(|base| !base.is_empty());
        let base = base.map(|base| format!(" data-base=\"{base}\"")).unwrap_or_default();
        // For hosts that send no headers, each page contains its policy.
        let policy = if shell.input.host == Some(Host::GithubPages) {
            let policy = headers::meta_policy(&[style.to_owned()], shell.others(), &shell.content.office.origin);
            let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
            policy + &head::named("referrer", "strict-origin-when-cross-origin")
        } else {
            String::new()
        };
        let program = assets.program.as_ref().map(|Program { boot, integrity, chunks }| {
            let needed = needed.as_ref().and_then(|chunk| chunks.get(chunk.as_str()));
            let needed = needed.map(|files| format!(" data-chunks=\"{}\"", files.join(" "))).unwrap_or_default();
            format!(
                "<script type=\"module\" async fetchpriority=\"low\" src=\"{boot}\" integrity=\"{integrity}\" \
                 data-document=\"{document}\" \
                 data-site=\"{site_data}\" data-version=\"{}\"{needed}></script>",
                shell.site.version
            )
        });
        let program = program.unwrap_or_default();
        let watch = assets.watch.as_ref().map(|watch| format!("<script type=\"module\" src=\"{watch}\"></script>"));
        let watch = watch.unwrap_or_default();
        format!(
            "<!DOCTYPE html><html lang=\"{lang}\" id=\"top\"{base}><head><meta charset=\"utf-8\">{policy}\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\
             {top}<style>{style}</style>{watch}{program}{head}\
             </head><body>{share}<div id=\"app\">{app}</div></body></html>"
        )
    }
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
            let site = Site {
                name: pair(),
                licence: pair(),
                version: version.into(),
                catalog: pair(),
                offset: 0,
                summit: true,
                only: None,
                illustrated: false,
            };
            cached_page(folder.path(), path, Bootstrap { site, document: None, missing: false }, render).unwrap()
        };
        for (path, version, rendered) in
            [("/a", "1", 1), ("/a", "1", 1), ("/b", "1", 2), ("/a", "2", 3), ("/b", "1", 3)]
        {
            assert_eq!(get(path, version), format!("{path} {version}"));
            assert_eq!(RENDERED.load(Ordering::Relaxed), rendered, "{path} {version}");
        }
    }
}
