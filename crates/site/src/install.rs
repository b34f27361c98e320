//! Makes the site installable as an app: a manifest per language, and icons.

use super::colours::Colours;
use super::content::Content;
use super::naming::publish;
use super::{Files, read};
use film_core::locale::{Locale, Words, words};
use film_core::route::{Page, Route, SHARED, base, manifest};
use serde_json::{Value, json};
use std::path::Path;
use userdata::pack::link;

/// The query parameter of a launch of the installed app. `boot.js` then goes to the page where the reader left off.
pub const LAUNCH: &str = "launch";

/// The logo: a clapper over the sea, its slanted stripes in the signal colour. The drawings name colours by their
/// tokens: `{ink}`.
const MARK: &str = include_str!("install/mark.svg");
/// The logo with padding for a mask of any shape.
const FULL: &str = include_str!("install/mark-full.svg");
/// The logo in one colour. Only opacity counts, so the stripes and a line of water are gaps.
const MONOCHROME: &str = include_str!("install/mark-monochrome.svg");
const PIN: &str = include_str!("install/pin.svg");
const DAYS: &str = include_str!("install/days.svg");

/// The icons: file, side in pixels, drawing, and its purpose in the manifest.
const ICONS: [(&str, u32, &str, Option<&str>); 9] = [
    ("icon-192.png", 192, MARK, Some("any")),
    ("icon-512.png", 512, MARK, Some("any")),
    ("icon-maskable-192.png", 192, FULL, Some("maskable")),
    ("icon-maskable-512.png", 512, FULL, Some("maskable")),
    ("icon-monochrome-512.png", 512, MONOCHROME, Some("monochrome")),
    ("apple-touch-icon.png", 180, FULL, None),
    ("shortcut-locations.png", 192, PIN, None),
    ("shortcut-agenda.png", 192, DAYS, None),
    ("shortcut-pack.png", 192, MARK, None),
];

/// Whether a file at the root is one of the icons.
pub fn is_icon(path: &str) -> bool {
    path == "icon.svg" || ICONS.iter().any(|(file, ..)| *file == path)
}

/// The side of the icon that old browsers request on their own, pixels.
const FAVICON: u32 = 48;

/// The labels of the screenshots, by the end of their names.
const SHOWN: [(&str, Words); 3] =
    [("home", words::HOME), ("location", words::SHOT_LOCATION), ("pack", words::SHOT_PACK)];

/// Publishes the icons and the manifests. A file of the same name in `public/root` replaces an icon.
///
/// # Errors
///
/// Returns an error if an icon cannot be drawn or a screenshot cannot be read.
pub fn write(content: &Content, public: &Path, colours: &Colours, files: &mut Files) -> Result<(), String> {
    files.entry("icon.svg".into()).or_insert_with(|| painted(MARK.trim_end(), colours).into_bytes());
    for (name, side, svg, _) in ICONS {
        if !files.contains_key(name) {
            files.insert(name.into(), draw(&painted(svg, colours), side).map_err(|error| format!("{name}: {error}"))?);
        }
    }
    if !files.contains_key("favicon.ico") {
        files.insert("favicon.ico".into(), ico(&draw(&painted(MARK, colours), FAVICON)?));
    }
    for &locale in content.office.languages() {
        let screenshots = screenshots(locale, &public.join("screenshots"), files)?;
        let text = app(content, locale, colours, screenshots).to_string();
        files.insert(manifest(locale)[1..].to_owned(), text.into_bytes());
    }
    Ok(())
}

fn app(content: &Content, locale: Locale, colours: &Colours, screenshots: Vec<Value>) -> Value {
    let office = &content.office;
    let name = office.name.get(locale);
    let home = Page::Home.href(locale);
    let icons = ICONS.iter().filter_map(|(file, side, _, purpose)| {
        purpose.map(|purpose| icon(file, "image/png", &format!("{side}x{side}"), Some(purpose)))
    });
    let vector = icon("icon.svg", "image/svg+xml", "any", Some("any"));
    let shortcut = |page: &Page, words: Words, file: &str| {
        json!({
            "name": words.get(locale),
            "url": page.href(locale),
            "icons": [icon(file, "image/png", "192x192", None)],
        })
    };
    let mut shortcuts = vec![shortcut(&Page::Locations, words::LOCATIONS, "shortcut-locations.png")];
    if let Some(edition) = content.editions.iter().max_by_key(|edition| edition.year) {
        shortcuts.push(shortcut(&Page::Agenda(edition.year), words::AGENDA, "shortcut-agenda.png"));
    }
    shortcuts.push(shortcut(&Page::Pack, words::PACK, "shortcut-pack.png"));
    json!({
        // Each language is an app of its own, because each has its own name. Both can show the whole site.
        "id": home,
        "start_url": format!("{home}?{LAUNCH}"),
        "scope": base::join("/"),
        "lang": locale.tag(),
        "dir": "ltr",
        "name": name,
        "short_name": office.short_name(locale),
        "description": office.tagline.get(locale),
        "categories": ["entertainment", "news", "productivity"],
        "display": "standalone",
        "background_color": colours.light("paper"),
        "theme_color": colours.light("paper"),
        "icons": icons.chain([vector]).collect::<Vec<_>>(),
        "screenshots": screenshots,
        "shortcuts": shortcuts,
        "share_target": {
            "action": Route::share(locale),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [{ "name": SHARED, "accept": ["application/json", ".json"] }],
            },
        },
        "protocol_handlers": [{
            "protocol": link::SCHEME.trim_end_matches(':'),
            "url": format!("{}#p=%s", Page::Pack.href(locale)),
        }],
        "launch_handler": { "client_mode": ["navigate-existing", "auto"] },
    })
}

fn icon(file: &str, mime: &str, sizes: &str, purpose: Option<&str>) -> Value {
    let mut icon = json!({ "src": base::join(&format!("/{file}")), "type": mime, "sizes": sizes });
    if let Some(purpose) = purpose {
        icon["purpose"] = json!(purpose);
    }
    icon
}

/// Publishes the screenshots of a language. File names end with what is shown: `en-narrow-home.webp`.
fn screenshots(locale: Locale, folder: &Path, files: &mut Files) -> Result<Vec<Value>, String> {
    let mut found = Vec::new();
    for form in ["narrow", "wide"] {
        for (what, label) in SHOWN {
            let file = folder.join(format!("{}-{form}-{what}.webp", locale.as_str()));
            if !file.is_file() {
                continue;
            }
            let bytes = read::bytes(&file)?;
            let (width, height) = pixels::size(&bytes).map_err(|error| format!("{}: {error}", file.display()))?;
            found.push(json!({
                "src": publish("media/screenshots", &bytes, "webp", files),
                "type": "image/webp",
                "sizes": format!("{width}x{height}"),
                "form_factor": form,
                "label": label.get(locale),
            }));
        }
    }
    Ok(found)
}

/// A drawing in the colours of the light theme.
fn painted(svg: &str, colours: &Colours) -> String {
    let with = |svg: String, token: &str| svg.replace(&format!("{{{token}}}"), &colours.light(token));
    let svg = svg.replace("{signal}", &colours.icon_signal());
    ["ink", "paper", "accent"].into_iter().fold(svg, with)
}

fn draw(svg: &str, side: u32) -> Result<Vec<u8>, String> {
    let mut picture = pixels::blank(side, side)?;
    pixels::draw_over(&mut picture, svg.as_bytes(), None)?;
    picture.encode_png().map_err(|error| error.to_string())
}

/// Wraps a PNG in an ICO file.
fn ico(png: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0, 0, 1, 0, 1, 0, FAVICON as u8, FAVICON as u8, 0, 0, 1, 0, 32, 0];
    bytes.extend_from_slice(&(png.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&22_u32.to_le_bytes());
    bytes.extend_from_slice(png);
    bytes
}
