//! A pack as a short text for a URL fragment: letters, digits, `-` and `_`.
//!
//! The body of the link is a sequence of fields, each after a capital letter: `I` is the id and `N` the name of the
//! pack, `D` its shooting day and `T` the time of its last change. For each item, its page follows, and `N` with its
//! note if it has one, and an `M` with the id of each chosen picture. Texts and the id are base64url, after their length
//! and a `_`. A link does not contain the times at which items were added, tombstones or earlier texts.

mod legacy;

use super::pictures::MAX_PICTURES;
use super::{Item, MAX_ITEMS, MAX_JOINED_NOTE, MAX_NAME, Pack, is_id};
use film_core::model::is_slug;
use film_core::route::Page;
use formats::link::Form;
pub use formats::link::LinkError;
use formats::{base64url, date};

const FORM: Form = Form { version: "2", separator: '_', most: MAX_LENGTH };

/// The format of links with chosen pictures. Programs that do not know pictures report a newer version, not damage.
const FORM_WITH_PICTURES: Form = Form { version: "3", ..FORM };

/// The maximum length of a body to read, in characters. [`write`] may return a longer one, so the caller must check.
pub const MAX_LENGTH: usize = 262_144;

/// The letters of pages by folder. Any other page has a `P` and its path with `_` for each slash.
const FOLDERS: [(char, &str); 3] = [('L', "/library/locations/"), ('C', "/library/clips/"), ('E', "/library/experts/")];

/// The URL scheme of links that the installed site opens, on devices that support such schemes.
pub const SCHEME: &str = "web+filmpack:";

/// The text of a link without [`SCHEME`], which browsers may percent-encode.
pub fn bare(text: &str) -> &str {
    [SCHEME, "web%2Bfilmpack%3A", "web%2bfilmpack%3a", "web+filmpack%3A", "web+filmpack%3a"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme))
        .map_or(text, |rest| rest.trim_start_matches("//"))
}

/// Writes a pack.
pub fn write(pack: &Pack) -> String {
    let mut body = String::new();
    let byte = |at: usize| pack.id.get(2 * at..2 * at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    put_bytes(&mut body, 'I', &std::array::from_fn::<u8, 16, _>(|at| byte(at).unwrap_or_default()));
    put_bytes(&mut body, 'N', pack.name.as_bytes());
    body += &format!("D{}T{}", pack.day.as_deref().unwrap_or_default(), pack.changed);
    for item in &pack.items {
        let path = item.page.path();
        let short = FOLDERS.iter().find_map(|(letter, folder)| Some(format!("{letter}{}", path.strip_prefix(folder)?)));
        body += &short.unwrap_or_else(|| ["P", &path.replace('/', "_")].concat());
        if !item.note.is_empty() {
            put_bytes(&mut body, 'N', item.note.as_bytes());
        }
        for picture in &item.pictures {
            body += &["M", picture].concat();
        }
    }
    let has_pictures = pack.items.iter().any(|item| !item.pictures.is_empty());
    if has_pictures { FORM_WITH_PICTURES.write(&body) } else { FORM.write(&body) }
}

fn put_bytes(body: &mut String, letter: char, bytes: &[u8]) {
    let code = base64url::encode(bytes);
    *body += &format!("{letter}{}_{code}", code.len());
}

/// Reads a link of any version, without the `#`. Leading white space and anything after the link are ignored.
///
/// Pages that the site does not have are kept, because the page of the pack lists them. Items get 0 as the time of
/// adding, which means unknown.
pub fn read(text: &str) -> Result<Pack, LinkError> {
    match text.trim().strip_prefix(legacy::VERSION) {
        Some(rest) => legacy::read(rest),
        None => {
            let body = match FORM.read(text) {
                Err(LinkError::OtherVersion) => FORM_WITH_PICTURES.read(text)?,
                body => body?,
            };
            unpack(body).ok_or(LinkError::Damaged)
        }
    }
}

/// Parses a body. `None` if it is malformed.
fn unpack(body: &str) -> Option<Pack> {
    let mut pack = Pack::new("", "", 0);
    let mut rest = body;
    while let Some(letter) = rest.chars().next() {
        rest = rest.strip_prefix(letter)?;
        if matches!(letter, 'I' | 'N') {
            let (length, after) = rest.split_once('_')?;
            let (code, after) = after.split_at_checked(length.parse().ok()?)?;
            rest = after;
            let bytes = base64url::decode(code)?;
            match (letter, pack.items.last_mut()) {
                ('I', _) => pack.id = hex(&bytes),
                (_, None) => pack.name = text(bytes, MAX_NAME)?,
                (_, Some(item)) => item.note = text(bytes, MAX_JOINED_NOTE)?,
            }
            continue;
        }
        let (value, after) = rest.split_at(rest.find(|c: char| c.is_ascii_uppercase()).unwrap_or(rest.len()));
        rest = after;
        match (letter, FOLDERS.iter().find(|(other, _)| *other == letter)) {
            ('D', _) if value.is_empty() => {}
            ('D', _) => pack.day = Some(date::parse(value).map(|_| value.to_owned())?),
            ('T', _) => pack.changed = value.parse().ok()?,
            ('M', _) => push_picture(&mut pack, value)?,
            ('P', _) => push_page(&mut pack, &value.replace('_', "/"))?,
            (_, folder) => push_page(&mut pack, &[folder?.1, value].concat())?,
        }
    }
    is_id(&pack.id).then_some(pack)
}

/// Adds a page. `None` if the path is not a page, the page is already in the pack, or the pack is full.
fn push_page(pack: &mut Pack, path: &str) -> Option<()> {
    let page = Page::parse(path).filter(|page| pack.items.len() < MAX_ITEMS && pack.position(page).is_none())?;
    pack.items.push(Item::new(page, 0));
    Some(())
}

/// Adds a chosen picture to the last item. `None` if there is no item, or it cannot have this picture.
fn push_picture(pack: &mut Pack, id: &str) -> Option<()> {
    let chosen = &mut pack.items.last_mut()?.pictures;
    let fits = is_slug(id) && chosen.len() < MAX_PICTURES && chosen.iter().all(|other| other != id);
    fits.then(|| chosen.push(id.to_owned()))
}

/// A text of at most `most` characters.
fn text(bytes: Vec<u8>, most: usize) -> Option<String> {
    String::from_utf8(bytes).ok().filter(|text| text.chars().count() <= most)
}

/// Two lower-case hexadecimal digits per byte.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
