//! The program's own files: WebAssembly, glue, start script, style sheet, icons.

use super::colours::Colours;
use super::naming::{integrity, name, publish};
use super::read;
use super::split::Chunks;
use super::{Files, Input, css, split};
use film_core::locale::{Locale, words};
use film_core::route::QUERY_KEYS;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// URLs and digests that every page references.
#[derive(Clone, Debug)]
pub struct Assets {
    /// The styles of prerendered pages. Each page inlines the rules that it can use.
    pub styles: String,
    /// The program, if there is one.
    pub program: Option<Program>,
    /// The URL of the reload script, in watch mode.
    pub watch: Option<String>,
}

/// URLs and digests of the program that a page references.
#[derive(Clone, Debug)]
pub struct Program {
    /// The URL of the start script.
    pub boot: String,
    /// The integrity digest of the start script.
    pub integrity: String,
    /// The URLs of each chunk's files.
    pub chunks: Chunks,
}

/// Collects the program's files.
///
/// # Errors
///
/// Returns an error if one is missing or does not parse.
pub fn assets(input: &Input, colours: &Colours, files: &mut Files) -> Result<Assets, String> {
    let sheets = css::bundle(&input.style, Some(colours))?;
    let bundle = input.bundle.as_ref();
    let program = bundle.map(|folder| program(folder, colours, &sheets.all, files)).transpose()?;
    let watch = bundle.filter(|_| input.watch).map(|folder| read::bytes(&folder.join("watch.js"))).transpose()?;
    let watch = watch.map(|script| publish("assets", &script, "js", files));
    Ok(Assets { styles: sheets.pages, program, watch })
}

/// The files of `public/root`, including hidden ones. They are published at the root under their own names.
///
/// # Errors
///
/// Returns an error if a file cannot be read.
pub fn root(public: &Path) -> Result<Files, String> {
    read::files(&public.join("root"))
}

/// Publishes the program under content-based names, and the start script that loads it.
fn program(folder: &Path, colours: &Colours, styles: &str, files: &mut Files) -> Result<Program, String> {
    let text = |file: &Path| read::text(file).map_err(|error| format!("{error}: build the app first (./dev build)"));
    let wasm = read::bytes(&folder.join("app_bg.wasm"))?;
    let colours = json!(colours.light_theme()).to_string();
    let (mut glue, chunks) = split::publish_chunks(folder, &text(&folder.join("app.js"))?, files)?;
    for (name, place) in [("lookbook.js", "__LOOKBOOK__"), ("panorama.js", "__PANORAMA__"), ("poster.js", "__POSTER__")]
    {
        let script = text(&folder.join(name))?.replace("__COLOURS__", &colours);
        let address = [publish("assets", script.as_bytes(), "js", files), integrity(script.as_bytes())];
        glue = glue.replace(place, &json!(address).to_string());
    }
    let wasm_path = publish("assets", &wasm, "wasm", files);
    let glue_path = publish("assets", glue.as_bytes(), "js", files);
    let program = json!({
        "glue": [glue_path, integrity(glue.as_bytes())],
        "wasm": [wasm_path, integrity(&wasm)],
        "styles": publish("assets", styles.as_bytes(), "css", files),
    });
    let sprite = text(&folder.join("sprite.js"))?;
    let sprite = [publish("assets", sprite.as_bytes(), "js", files), integrity(sprite.as_bytes())];
    let failures: BTreeMap<&str, Value> = Locale::ALL.map(|locale| (locale.tag(), failures(locale))).into();
    let boot = text(&folder.join("boot.js"))?
        .replace("__PROGRAM__", &program.to_string())
        .replace("__SPRITE__", &json!(sprite).to_string())
        .replace("__QUERY_KEYS__", &json!(QUERY_KEYS).to_string())
        .replace("__FAILURES__", &json!(failures).to_string());
    let boot_path = publish("assets", boot.as_bytes(), "js", files);
    Ok(Program { boot: boot_path, integrity: integrity(boot.as_bytes()), chunks })
}

/// The start script's messages for a program that fails to load.
fn failures(locale: Locale) -> Value {
    json!({
        "stopped": words::PROGRAM_STOPPED.get(locale),
        "restarted": words::PROGRAM_RESTARTED.get(locale),
        "missing": words::PROGRAM_MISSING.get(locale),
        "unsupported": words::PROGRAM_UNSUPPORTED.get(locale),
        "reload": words::RELOAD.get(locale),
    })
}

/// Writes `watch.json`, which identifies the build. The reload script polls it.
pub fn watch(files: &mut Files) {
    let mut all = Vec::new();
    for (path, bytes) in files.iter() {
        all.extend_from_slice(path.as_bytes());
        all.extend_from_slice(name(bytes).as_bytes());
    }
    let text = format!("{{\"build\":\"{}\"}}\n", name(&all));
    files.insert("watch.json".into(), text.into_bytes());
}
