//! The site tool: read → check → documents → pages and exports → write.
//!
//! Content files become a checked [`content::Content`]. That becomes documents, pages and files in one map from path to
//! bytes, which one writer puts on disk. Builds are reproducible: nothing reads a clock or depends on an arbitrary
//! order, so the same input gives the same bytes.

pub mod built;
pub mod bundle;
mod cache;
pub mod chart;
pub mod check;
pub mod cli;
mod clip_file;
mod clip_traces;
pub mod clips;
pub mod colours;
pub mod content;
pub mod css;
mod dates;
pub mod document;
mod embed;
pub mod encode;
pub mod exports;
pub mod facts;
pub mod format;
pub mod head;
pub mod headers;
pub mod hosts;
pub mod install;
pub mod land;
pub mod limits;
pub mod linked_data;
pub mod markdown;
pub mod media;
pub mod mime;
pub mod naming;
pub mod offline;
pub mod originals;
pub mod parallel;
pub mod plain_text;
mod pointer;
pub mod prerender;
mod problem;
pub mod read;
pub mod related;
pub mod release;
pub mod render;
pub mod rights;
pub mod scripts;
mod shape;
pub mod share_card;
pub mod similar;
mod sitemap;
pub mod split;
mod sprites;
pub mod stamp;
pub mod stored;
pub mod strict_json;
pub mod summary;
pub mod telephone;
pub mod write;

use built::Built;
use check::Problem;
use colours::Colours;
use content::Content;
use exports::Published;
use film_core::route::{Page, Route};
use jiff::Timestamp;
use originals::Originals;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use wire::{Body, Document};

/// Published files: path relative to the site's root → bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A page in one language, before it is rendered to HTML.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The route of the page.
    pub route: Route,
    /// The data of the page.
    pub document: Document,
    /// The share card.
    pub card: Option<share_card::Card>,
}

impl Draft {
    /// Removes the links to a record's exports, which exist only if it has a page.
    fn without_files(&mut self) {
        match &mut self.document.body {
            Body::Location(location) => location.files.clear(),
            Body::Production(production) => production.files.clear(),
            _ => {}
        }
    }
}

/// Renders a page's HTML from its path and data.
pub type Render = fn(path: &str, bootstrap: wire::Bootstrap) -> String;

/// The options of a build.
#[derive(Clone, Debug)]
pub struct Input {
    /// The folder with `content/`, `media/`, `root/` and so on.
    pub public: PathBuf,
    /// The folder with the style sheets.
    pub style: PathBuf,
    /// The folder with the WebAssembly, its glue and the scripts, as written by `site split`. `None` builds pages
    /// without a program.
    pub bundle: Option<PathBuf>,
    /// Where processed pictures and share cards are cached between builds.
    pub cache: PathBuf,
    /// The fonts of the share cards: one for titles, one for small text. If empty, no cards are drawn.
    pub fonts: Vec<PathBuf>,
    /// FFmpeg, to decode frames of filmed clips for their sprites. Without it, those clips have none.
    pub ffmpeg: Option<PathBuf>,
    /// The time of publication. Articles that are scheduled or embargoed until later are left out.
    pub now: Timestamp,
    /// The folder with the previous build, if available. Sessions that differ from its calendars count as changed now.
    pub before: Option<PathBuf>,
    /// Renders the HTML of a page.
    pub render: Render,
    /// Adds the script that reloads an open page after a rebuild.
    pub watch: bool,
    /// The host to build for; `None` for any host that applies the site's headers.
    pub host: Option<hosts::Host>,
    /// Leaves out the pages of single library records, to measure only the lists and catalogues of a large site.
    pub lists_only: bool,
    /// The maximum number of pages, in all languages together; see [`prerender`].
    pub most_pages: usize,
    /// Reports how many pictures are made.
    pub progress: parallel::Progress,
}

/// How many records without pages are processed at a time, to limit memory.
const AT_ONCE: usize = 5000;

/// Why a build stopped.
#[derive(Debug)]
pub enum Failure {
    /// The content has these errors.
    Content(Vec<Problem>),
    /// Another error.
    Other(String),
}

impl From<String> for Failure {
    fn from(words: String) -> Failure {
        Failure::Other(words)
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Content(problems) => {
                for problem in problem::messages(problems) {
                    writeln!(f, "{problem}\n")?;
                }
                let errors = problems.iter().filter(|problem| !problem.is_warning);
                let files: std::collections::BTreeSet<_> = errors.clone().map(|problem| &problem.file).collect();
                write!(f, "error: {} in {} of the content", count(errors.count(), "error"), count(files.len(), "file"))
            }
            Failure::Other(text) => f.write_str(text),
        }
    }
}

/// A number with a noun: `1 file`, `2 files`.
pub fn count(number: usize, noun: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{s}")
}

/// Reads and checks the content below `public/content`. `cache` is where pictures are cached between builds.
///
/// # Errors
///
/// Returns all problems of the content, or the error if it could not be read.
pub fn load(public: &Path, cache: &Path) -> Result<Content, Failure> {
    checked(public, cache, |_, _| Ok(()))
}

/// Like [`load`], for a build: makes the pictures that are published, so that each original is decoded only once.
///
/// # Errors
///
/// As [`load`], and if the host would refuse the site, before any picture is made.
pub fn load_to_build(input: &Input) -> Result<Content, Failure> {
    checked(&input.public, &input.cache, |content, originals| {
        let content = content.clone().at(input.now);
        limits::foresee(&content, input.host).map_err(Failure::Other)?;
        // Photographs that cannot be made are named by the check, with the record.
        for (key, error) in media::make(&content, originals, &input.cache, input.progress).err().unwrap_or_default() {
            match key.split_once('\0') {
                Some((picture, _)) => originals.learn_error(picture, error),
                None => return Err(Failure::Other(format!("the scene of {key}: {error}"))),
            }
        }
        Ok(())
    })
}

/// Checks the content, first without the pictures that were never examined. If all else is right, `make` is called, which
/// may examine them. The rest is examined in parallel.
fn checked(
    public: &Path,
    cache: &Path,
    make: impl FnOnce(&Content, &Originals) -> Result<(), Failure>,
) -> Result<Content, Failure> {
    let raw = read::read(&public.join("content"))?;
    let originals = originals(public, cache)?;
    originals.put_off();
    let first = check::check(&raw, &originals);
    let left = originals.take_put_off();
    if let Ok(content) = &first {
        make(content, &originals)?;
    }
    if originals.examine_all(&left) {
        return check::check(&raw, &originals).map_err(Failure::Content);
    }
    first.map_err(Failure::Content)
}

/// The files below `public/media`.
fn originals(public: &Path, cache: &Path) -> Result<Originals, String> {
    Originals::read(public.join("media"), cache.to_owned())
}

/// Builds all published files from the input, in memory: for small sites.
///
/// # Errors
///
/// Returns all problems of the content, or another error that stopped the build.
pub fn build(input: &Input) -> Result<Files, Failure> {
    Ok(publish(load_to_build(input)?, input)?.into_files()?)
}

/// Builds all published files from checked content.
///
/// # Errors
///
/// Returns the error that stopped the build.
pub fn publish(content: Content, input: &Input) -> Result<Built, Failure> {
    let mut content = content.at(input.now);
    if let Some(before) = &input.before {
        content.changes = exports::calendar::changes(&content, before, input.now);
    }
    let root = bundle::root(&input.public)?;
    let mut files = root.clone();
    let originals = originals(&input.public, &input.cache)?;
    let media = media::prepare(&content, &originals, input.ffmpeg.as_deref(), &input.cache, input.progress)?;
    let colours = Colours::read(&input.style, content.office.colours.as_ref())?;
    let assets = bundle::assets(input, &colours, &mut files)?;
    install::write(&content, &input.public, &colours, &mut files)?;
    let catalogs = document::catalogs(&content, &media, &mut files)?;
    let site = document::site(&content, &media, &catalogs, &mut files);
    let shell = render::Shell::new(&content, site, assets, &colours, input, &mut files)?;
    let mut pages = document::pages(&content);
    if input.lists_only {
        pages.retain(|page| !prerender::is_library_record(page));
    }
    let languages = content.office.languages().len();
    let rest = if languages * pages.len() > input.most_pages {
        let (records, others): (Vec<Page>, Vec<Page>) = pages.iter().cloned().partition(prerender::is_library_record);
        let drafts = document::drafts(&content, &media, &catalogs, &others);
        let most = (input.most_pages / languages).saturating_sub(others.len());
        let rest = prerender::without(&content, &drafts, &records, most);
        pages.retain(|page| !rest.contains(page));
        rest.into_iter().cloned().collect()
    } else {
        Vec::new()
    };
    let mut drafts = document::drafts(&content, &media, &catalogs, &pages);
    share_card::draw(&content, input, &colours, &mut drafts, &media, &mut files)?;
    let styles = render::pages(&shell, &drafts, &mut files)?;
    // All documents at once would not fit into the memory of most machines.
    for pages in rest.chunks(AT_ONCE) {
        let mut drafts = document::drafts(&content, &media, &catalogs, pages);
        drafts.iter_mut().for_each(Draft::without_files);
        render::data(&drafts, &mut files)?;
    }
    if !rest.is_empty() {
        render::shells(&shell, &mut files)?;
    }
    exports::write(&Published { content: &content, media: &media, drafts: &drafts }, &mut files);
    sitemap::write(&content, &drafts, &mut files);
    headers::write(&styles, shell.others(), &content.office.origin, input.host, &mut files);
    offline::write(&shell, &styles, &media, &mut files)?;
    if input.watch {
        bundle::watch(&mut files);
    }
    match root.iter().find(|(name, bytes)| files.get(*name) != Some(*bytes)) {
        Some((name, _)) => Err(format!("the site writes {name} itself; give public/root/{name} another name").into()),
        None => Ok(Built { files, is_apart: media.folder().is_some(), stored: media.into_stored() }),
    }
}

/// Every page in each language of the site, in sitemap order.
pub fn routes<'a>(content: &'a Content, pages: &'a [Page]) -> impl Iterator<Item = Route> + 'a {
    content.office.languages().iter().flat_map(move |locale| pages.iter().map(move |page| page.route(*locale)))
}
