//! Share cards: the picture that messengers and social networks show for a page.
//!
//! Each page has one per language: its scene or photograph above a band with its title. Cards are drawn with fonts of
//! the build machine and cached with the pictures, keyed by everything that they are made from.

mod chart;
mod drawings;
mod fonts;
pub(crate) mod lines;

use super::colours::Colours;
use super::content::Content;
use super::media::Media;
use super::naming::name;
use super::{Draft, Files, Input, read};
use drawings::Drawings;
use film_core::locale::{Locale, words};
use film_core::route::Page;
use fonts::Fonts;
pub use fonts::known as known_fonts;
use formats::xml::escape;
use pixels::Pixmap;
use pixels::tiny_skia::{PixmapPaint, Transform};
use rayon::prelude::*;
use std::collections::BTreeMap;
use wire::{Body, Document, Picture};

/// Width and height in pixels, as recommended for Open Graph: 1.91 to 1.
pub const SIZE: (u32, u32) = (1200, 630);

/// The version of card drawing: part of the cache key.
const PIPELINE: &str = "3";

/// The JPEG quality. JPEG needs a third of a PNG's bytes, and every reader supports it.
const QUALITY: u8 = 76;

/// The space left and right of the text, pixels.
const MARGIN: f32 = 64.0;

/// A page's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The URL of the card.
    pub address: String,
    /// The alternative text.
    pub alt: String,
}

/// The texts on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words<'a> {
    title: &'a str,
    /// The breadcrumbs above the title.
    kicker: String,
    /// A line below the title, such as a person's role.
    note: Option<&'a str>,
    office: &'a str,
    /// The label of a drawn picture.
    mark: Option<&'static str>,
    locale: Locale,
    /// The site's colours. Cards use the dark theme.
    colours: &'a Colours,
}

/// Draws the cards of all pages and the charts of all reports, and adds them to their drafts. Does nothing without font
/// files.
///
/// # Errors
///
/// Returns an error if a font or picture cannot be read, or the cache cannot be written.
pub fn draw(
    content: &Content,
    input: &Input,
    colours: &Colours,
    drafts: &mut [Draft],
    media: &Media,
    files: &mut Files,
) -> Result<(), String> {
    if input.fonts.is_empty() {
        return Ok(());
    }
    let drawings = Drawings::new(&input.cache, &input.fonts)?;
    cards(content, &drawings, colours, drafts, media, files)?;
    chart::draw(content, &drawings, colours, drafts, files)
}

fn cards(
    content: &Content,
    drawings: &Drawings,
    colours: &Colours,
    drafts: &mut [Draft],
    media: &Media,
    files: &mut Files,
) -> Result<(), String> {
    let pictures: Vec<Option<Picture>> = drafts.iter().map(|draft| picture(draft, drafts)).collect();
    // Cards with the same picture are drawn together, so that the picture is decoded once.
    let mut groups: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (place, picture) in pictures.iter().enumerate() {
        groups.entry(picture.as_ref().map(|picture| picture.src.as_str())).or_default().push(place);
    }
    let drawn: Vec<Vec<(usize, Vec<u8>)>> = groups
        .into_par_iter()
        .map(|(source, places)| {
            let published = |source: &str| media.stored(source).ok_or_else(|| format!("{source} is not published"));
            let file = source.map(published).transpose()?;
            // The name depends on the content.
            let made_from = file.map_or("", |(name, _)| name);
            let mut scene = None;
            let mut cards = Vec::new();
            for place in places {
                let words = words(content, colours, &drafts[place], pictures[place].as_ref());
                let key = format!("{PIPELINE}\0{words:?}\0{made_from}");
                let bytes = drawings.picture("cards", &key, |fonts| {
                    if let (None, Some((_, file))) = (&scene, file) {
                        let named = |error| format!("{}: {error}", source.unwrap_or_default());
                        scene = Some(raster(&read::bytes(&file.file)?).map_err(named)?);
                    }
                    card(&words, scene.as_ref(), fonts)
                })?;
                cards.push((place, bytes));
            }
            Ok(cards)
        })
        .collect::<Result<_, String>>()?;
    for (place, bytes) in drawn.into_iter().flatten() {
        let path = format!("media/cards/{}.jpg", name(&bytes));
        let address = media.address(&path);
        files.insert(path, bytes);
        let alt = pictures[place].as_ref().map(|picture| picture.alt.clone()).filter(|alt| !alt.is_empty());
        let draft = &mut drafts[place];
        if let Body::Location(location) = &mut draft.document.body {
            location.share_card = Some(address.clone());
        }
        draft.card = Some(Card { address, alt: alt.unwrap_or_else(|| draft.document.title.clone()) });
    }
    Ok(())
}

/// The picture for a page: its own or that of an item in it, else its edition's or the home page's.
fn picture(draft: &Draft, drafts: &[Draft]) -> Option<Picture> {
    let of = |page: Page| {
        let found = drafts.iter().find(|other| other.route.locale == draft.route.locale && other.route.page == page);
        found.and_then(|other| own(&other.document))
    };
    own(&draft.document).or_else(|| match draft.route.page {
        Page::Agenda(year) | Page::Session(year, _) | Page::Speaker(year, _) | Page::Report(year, _) => {
            of(Page::Edition(year))
        }
        Page::Search | Page::Pack | Page::Offline | Page::About => of(Page::Home),
        _ => None,
    })
}

fn own(document: &Document) -> Option<Picture> {
    let first = |cards: &[wire::Card]| cards.iter().find_map(|card| card.picture.clone());
    match &document.body {
        Body::Home(it) => {
            let way = || it.ways.first().map(|way| way.picture.clone());
            it.lead.as_ref().and_then(|card| card.picture.clone()).or_else(way)
        }
        Body::NewsList(it) => first(&it.cards),
        Body::Article(it) => Some(it.hero.clone()),
        Body::Summit(it) => first(&it.editions),
        Body::Edition(it) => Some(it.hero.clone()),
        Body::Person(it) => it.picture.clone().or_else(|| it.related.iter().find_map(|group| first(&group.cards))),
        Body::Library(it) => it.collections.iter().find_map(|section| first(&section.2)),
        Body::Collection(it) => first(&it.cards),
        Body::Location(it) => it.pictures.first().cloned(),
        Body::Production(it) => first(&it.places),
        Body::Clip(it) => Some(it.poster.clone()),
        Body::Agenda(_) | Body::Session(_) | Body::Report(_) => None,
        Body::Search | Body::Pack | Body::Offline | Body::About(_) => None,
    }
}

fn words<'a>(content: &'a Content, colours: &'a Colours, draft: &'a Draft, picture: Option<&Picture>) -> Words<'a> {
    let locale = draft.route.locale;
    let labels: Vec<&str> = match draft.route.page {
        Page::Home => {
            let summit = content.has_summit().then_some(words::SUMMIT);
            [Some(words::NEWS), summit, Some(words::LIBRARY)].into_iter().flatten().map(|it| it.get(locale)).collect()
        }
        _ => draft.document.crumbs.iter().map(|link| link.label.as_str()).collect(),
    };
    let note = match &draft.document.body {
        Body::Person(person) => person.role.as_deref(),
        _ => None,
    };
    Words {
        title: &draft.document.title,
        note,
        kicker: labels.join("  ·  "),
        office: content.office.name.get(locale),
        mark: picture.filter(|it| it.illustration).map(|_| words::ILLUSTRATION.get(locale)),
        locale,
        colours,
    }
}

/// Decodes a scene or photograph and scales it to the width of a card, at 16:9.
fn raster(bytes: &[u8]) -> Result<Pixmap, String> {
    let image = pixels::filled(&pixels::decode(bytes)?, (SIZE.0, SIZE.0 * 9 / 16))?;
    pixels::pixmap(image).ok_or_else(|| "the photograph has no size".to_owned())
}

/// Draws a card as JPEG.
fn card(words: &Words, scene: Option<&Pixmap>, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let (svg, seam) = band(words, scene.is_some(), fonts);
    let mut picture = pixels::blank(SIZE.0, SIZE.1)?;
    if let Some(scene) = scene {
        // The important part of a scene is a little below its middle.
        let hidden = (scene.height() as f32 - seam).max(0.0);
        let top = -(hidden * 0.52).round() as i32;
        picture.draw_pixmap(0, top, scene.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
    }
    pixels::draw_over(&mut picture, svg.as_bytes(), Some(fonts.database.clone()))?;
    pixels::jpeg(&picture, QUALITY)
}

/// The band with the texts as SVG, and the height of the picture above it.
fn band(words: &Words, pictured: bool, fonts: &Fonts) -> (String, f32) {
    let (width, height) = (SIZE.0 as f32, SIZE.1 as f32);
    let [ground, ink, soft, signal, shade] =
        ["paper", "ink", "ink-soft", "signal", "paper-sunk"].map(|token| words.colours.dark(token));
    let serif = fonts.serif(words.locale);
    let sans = fonts.sans(words.locale);
    let room = width - 2.0 * MARGIN;
    let title = lines::set(words.title, room, fonts.measure(serif, words.title));
    let leading = title.size * if words.locale == Locale::Zh { 1.32 } else { 1.18 };
    let note = words.note.map(|note| lines::one(note, room, 30.0, fonts.measure(sans, note)));
    let text = leading * title.lines.len() as f32 + if note.is_some() { 54.0 } else { 0.0 };
    let seam = if pictured { height - text - 142.0 } else { 64.0 };
    let head = seam + 60.0;
    let first = if pictured { head + 20.0 } else { height - text - 64.0 };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\"><rect y=\"{seam}\" width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>"
    );
    if pictured {
        svg.push_str(&stripes(seam, 14.0, 28.0, &signal));
    } else {
        svg.push_str(&format!("<rect width=\"{width}\" height=\"{seam}\" fill=\"{shade}\"/>"));
        svg.push_str(&stripes(0.0, seam, 96.0, &signal));
    }
    let small = fonts.named(sans);
    let (left, right) = match (words.kicker.is_empty(), words.title == words.office) {
        (true, _) => (words.office, ""),
        (false, true) => (words.kicker.as_str(), ""),
        (false, false) => (words.kicker.as_str(), words.office),
    };
    let taken = fonts.measure(sans, right)(right) * 25.0;
    let left = lines::one(left, room - taken - 48.0, 25.0, fonts.measure(sans, left));
    svg.push_str(&line((MARGIN, head), 25.0, &small, &signal, "start", &left));
    svg.push_str(&line((width - MARGIN, head), 25.0, &small, &soft, "end", right));
    let large = fonts.named(serif);
    for (place, text) in title.lines.iter().enumerate() {
        let y = first + leading * place as f32 + title.size * 0.98 + (leading - title.size) / 2.0;
        svg.push_str(&line((MARGIN, y), title.size, &large, &ink, "start", text));
    }
    if let Some(note) = &note {
        let y = first + leading * title.lines.len() as f32 + 38.0;
        svg.push_str(&line((MARGIN, y), 30.0, &small, &soft, "start", note));
    }
    if let Some(mark) = words.mark {
        let wide = fonts.measure(sans, mark)(mark) * 20.0;
        svg.push_str(&format!(
            "<rect x=\"{}\" y=\"22\" width=\"{}\" height=\"37\" rx=\"4\" fill=\"{shade}\" fill-opacity=\".62\"/>",
            width - 52.0 - wide,
            wide + 28.0
        ));
        svg.push_str(&line((width - 38.0, 48.0), 20.0, &small, &ink, "end", mark));
    }
    svg.push_str("</svg>");
    (svg, seam)
}

/// A line of text in a family and weight.
fn line(at: (f32, f32), size: f32, (family, weight): &(String, u16), fill: &str, anchor: &str, text: &str) -> String {
    format!(
        "<text x=\"{}\" y=\"{}\" font-family=\"{}\" font-weight=\"{weight}\" font-size=\"{size}\" fill=\"{fill}\" text-anchor=\"{anchor}\" xml:space=\"preserve\">{}</text>",
        at.0,
        at.1,
        escape(family),
        escape(text)
    )
}

/// The clapper's slanted stripes across the whole width.
fn stripes(top: f32, height: f32, step: f32, fill: &str) -> String {
    let lean = height * 0.47;
    let mut data = String::new();
    let mut x = -step;
    while x < SIZE.0 as f32 + step {
        let half = step / 2.0;
        data.push_str(&format!("M{} {top}h{half}l{} {height}h{}z", x + lean, -lean, -half));
        x += step;
    }
    format!("<path fill=\"{fill}\" d=\"{data}\"/>")
}
