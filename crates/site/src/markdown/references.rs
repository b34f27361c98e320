//! Finds what a text references: link targets, and the records and pictures that it embeds.

use super::{OPTIONS, emphasis};
use crate::telephone;
use film_core::model::{ClipId, ExpertId, LocationId, NewsId, ProductionId, ReportId, SessionId, is_slug};
use film_core::route::{Page, parse_year};
use pulldown_cmark::{Event, Parser, Tag};
use wire::{Embed, Target};

const EMBED_FIX: &str = "show a record by ![words](location:…), production:, clip:, expert: or report:<year>/…, or a picture of the article by ![](picture:name)";

/// A reference of a text to a record or picture, with its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// 1-based line.
    pub line: usize,
    /// Target of the reference.
    pub to: Named,
}

/// The kinds of references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// The page of a record, and the ids of selected figures.
    Page(Page, Vec<String>),
    /// A picture of the article, by name.
    Picture(String),
}

/// Returns all references of a text to our records and pictures. Those that [`parse`](super::parse) rejects are left
/// out.
pub fn references(text: &str) -> Vec<Reference> {
    let text = &emphasis::joined(text);
    let named = |event: Event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => match target(&emphasis::plain(&dest_url)) {
            Ok(Target::Page(page)) => Some(Named::Page(page, Vec::new())),
            _ => None,
        },
        Event::Start(Tag::Image { dest_url, .. }) => match embed(&emphasis::plain(&dest_url), "") {
            Ok(Embed::Record(page, wanted, _)) => Some(Named::Page(page, wanted)),
            Ok(Embed::Named(name)) => Some(Named::Picture(name)),
            _ => None,
        },
        _ => None,
    };
    Parser::new_ext(text, OPTIONS)
        .into_offset_iter()
        .filter_map(|(event, range)| {
            let line = text[..range.start].matches('\n').count() + 1;
            Some(Reference { line, to: named(event)? })
        })
        .collect()
}

/// Parses the target of an embedded image. The error is what is wrong and how to fix it.
pub(super) fn embed(url: &str, words: &str) -> Result<Embed, (String, &'static str)> {
    let refuse = |what: &str, fix| Err((what.to_owned(), fix));
    if let Some(name) = url.strip_prefix("picture:") {
        if !is_slug(name) {
            let fix = "write small letters a to z, digits and single hyphens";
            return Err((format!("{name:?} is not the name of a picture"), fix));
        }
        if !words.is_empty() {
            let fix =
                "leave the brackets empty: alt, caption and credit stand in the article's JSON file, in both languages";
            return refuse("a picture of the article has words in the text", fix);
        }
        return Ok(Embed::Named(name.to_owned()));
    }
    let (record, wanted) = url.split_once('#').map_or((url, None), |(record, wanted)| (record, Some(wanted)));
    let page = match target(record) {
        Ok(Target::Page(page)) => page,
        Ok(Target::Web(_)) => return refuse("pictures of other sites are not shown", EMBED_FIX),
        Err(what) => return refuse(&what.replace("link", "image"), EMBED_FIX),
    };
    let wanted: Vec<String> = wanted.map(|wanted| wanted.split(',').map(str::to_owned).collect()).unwrap_or_default();
    let words = (!words.is_empty()).then(|| words.to_owned());
    match page {
        Page::Report(..) => match wanted.iter().find(|id| !is_slug(id)) {
            Some(id) => {
                Err((format!("{id:?} is not the id of a figure"), "write the ids of figures, a comma between them"))
            }
            None => Ok(Embed::Record(page, wanted, words)),
        },
        _ if !wanted.is_empty() => refuse("only figures of a report are chosen by #", "take away # and what follows"),
        Page::Location(_) | Page::Production(_) | Page::Clip(_) | Page::Expert(_) => {
            Ok(Embed::Record(page, wanted, words))
        }
        _ => refuse("this kind of record is not shown in a text", EMBED_FIX),
    }
}

/// Parses the target of a link.
pub(super) fn target(url: &str) -> Result<Target, String> {
    let (scheme, rest) = url.split_once(':').ok_or_else(|| format!("the link {url:?} has no scheme"))?;
    let bad = || format!("{rest:?} is not the id of a record");
    let edition = || {
        let (year, id) = rest.split_once('/').ok_or_else(bad)?;
        let year = parse_year(year).ok_or_else(bad)?;
        is_slug(id).then(|| (year, id.to_owned())).ok_or_else(bad)
    };
    Ok(match scheme {
        "https" | "http" => {
            let clean = rest.starts_with("//") && rest.len() > 2 && !rest.chars().any(|c| c.is_control() || c == ' ');
            if !clean {
                return Err(format!("the link {url:?} is not a web address"));
            }
            Target::Web(url.to_owned())
        }
        "mailto" => Target::Web(url.to_owned()),
        "tel" => match telephone::address(rest) {
            Some(address) => Target::Web(address),
            None => return Err(format!("{rest:?} is no telephone number")),
        },
        "location" => Target::Page(Page::Location(LocationId::parse(rest).ok_or_else(bad)?)),
        "production" => Target::Page(Page::Production(ProductionId::parse(rest).ok_or_else(bad)?)),
        "expert" => Target::Page(Page::Expert(ExpertId::parse(rest).ok_or_else(bad)?)),
        "clip" => Target::Page(Page::Clip(ClipId::parse(rest).ok_or_else(bad)?)),
        "news" => Target::Page(Page::Article(NewsId::parse(rest).ok_or_else(bad)?)),
        "session" => edition().map(|(year, id)| Target::Page(Page::Session(year, SessionId(id))))?,
        "report" => edition().map(|(year, id)| Target::Page(Page::Report(year, ReportId(id))))?,
        _ => return Err(format!("links with {scheme}: are not allowed")),
    })
}
