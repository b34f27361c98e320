//! Splits the program into chunks: a main file that can hydrate any page, and more files for each kind of page.
//!
//! Cargo's module goes through four well-maintained tools: `wasm_split` splits it where `page::chunk` says, the
//! wasm-bindgen library generates the glue of the main file, wasm-opt shrinks every module, and esbuild bundles the
//! glue with our loader, `worker/page/chunks.ts`. Functions that nothing calls are emptied first (`unused`). Names that
//! the main file and the glue share become short (`names`). The splitter makes a module for every set of chunks that
//! share code, more than a hundred, so modules are merged into a few files (`merge`). Last, functions that are alike come
//! together (`order`).

mod merge;
mod names;
mod order;
mod unused;

use super::Files;
use super::naming::{integrity, publish};
use super::read;
use super::scripts::{self, run};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;
use wasm_encoder::reencode::Error;
use wasm_split_cli_support::{Options, transform};

/// The names or URLs of each chunk's files, by chunk name.
pub type Chunks = BTreeMap<String, Vec<String>>;

/// The list of chunks in the bundle's folder: [`Chunks`] with the names of files.
const LIST: &str = "chunks.json";
/// The file with the hash of the bundle's inputs, in its folder.
const STAMP: &str = "stamp";

/// Scripts that the loader imports.
const BESIDE: [&str; 9] = [
    "focus.ts",
    "html.ts",
    "on-demand.ts",
    "rendered.ts",
    "script.ts",
    "soon.ts",
    "stored.ts",
    "translated.ts",
    "wasm.ts",
];

/// From this size on, in bytes before optimisation, what only two chunks share gets its own file: optimised and compressed,
/// it takes about as long as a request.
const ALONE: usize = 45_000;

/// The chunks of the pages that most readers come in by. None of them loads what only others share.
const MAIN: [&str; 3] = ["news", "list", "place"];

/// The chunk for what a device stores, which a press of a button fetches. It loads nothing that only others need: what
/// it shares with a main chunk is little, and in one file; what it shares with others is in its own.
const STORAGE: &str = "storage";

/// Whether a module stays in the files of the other chunks. Gets all chunks that share it.
type IsLate = fn(&[&str]) -> bool;

/// Chunks that load long after the page. Modules that they share stay in the other chunks' files: all modules of
/// `office`; of `poster` those that several others or only `viewer` have too, because posters are on all kinds of pages;
/// of `viewer` those that `place` has too, because only its pages load the viewer.
const LATER: [(&str, IsLate); 3] = [
    ("office", |_| true),
    ("poster", |users| users.len() > 2 || users.contains(&"viewer")),
    ("viewer", |users| users.contains(&"place")),
];

/// The WebAssembly features that Rust's wasm target uses beyond the first version.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Inlines the smallest functions, but not large ones that have a single caller. V8 compiles each function at its first
/// call, while the page waits: this makes 30 % fewer functions, and the chunks 1 % smaller.
const INLINE: [&str; 2] = ["--always-inline-max-function-size=6", "--one-caller-inline-max-function-size=40"];

/// Splits a module that was linked with `--emit-relocs` into chunks. Writes `app.js`, `app_bg.wasm`, the chunks' files
/// and their list into a new folder, unless that folder was made from the same input. `quick` skips optimisation.
///
/// Returns whether anything was written.
///
/// # Errors
///
/// Returns an error if a file or tool is missing, or if a tool fails.
pub fn split(program: &Path, worker: &Path, out: &Path, quick: bool) -> Result<bool, String> {
    let say = |error: std::io::Error| format!("cannot write {}: {error}", out.display());
    let module = read::bytes(program).map_err(|error| format!("{error}: build the app first (./dev build)"))?;
    let module = unused::emptied(&module)?;
    let source = |name: &str| read::text(&worker.join("page").join(name));
    let mut loader = source("chunks.ts")?;
    let beside = BESIDE.map(|name| Ok((name, source(name)?))).into_iter().collect::<Result<Vec<_>, String>>()?;
    let scripts = beside.iter().fold(loader.clone(), |all, (_, script)| all + script);
    let stamp = stamp(&module, &scripts, quick)?;
    if std::fs::read_to_string(out.join(STAMP)).is_ok_and(|old| old == stamp) {
        return Ok(false);
    }
    let work = out.join("work");
    if out.exists() {
        std::fs::remove_dir_all(out).map_err(say)?;
    }
    std::fs::create_dir_all(&work).map_err(say)?;

    let first = work.join("first.wasm");
    let mut options = Options::new(&module);
    options.output_dir = &work;
    options.main_out_path = &first;
    options.link_name = "./chunks.ts";
    options.main_module = "./app.js";
    let made = transform(options).map_err(|error| format!("the program cannot be split: {error:#}"))?;

    let mut bindgen = Bindgen::new();
    bindgen.input_path(&first).out_name("app").typescript(false).keep_lld_exports(true);
    bindgen.remove_producers_section(true).remove_name_section(!quick);
    let written = bindgen.web(true).and_then(|bindgen| bindgen.generate(&work));
    written.map_err(|error| format!("wasm-bindgen stopped: {error:#}"))?;
    if !quick {
        let [module, glue] = ["app_bg.wasm", "app.js"].map(|name| work.join(name));
        let (bytes, script) = names::shortened(&read::bytes(&module)?, &read::text(&glue)?)?;
        std::fs::write(module, bytes).and_then(|()| std::fs::write(glue, script)).map_err(say)?;
    }
    // Older versions of wasm-opt lack some features or have other names for them.
    let known = if quick { String::new() } else { run(Command::new("wasm-opt").arg("--help"))? };
    let features: Vec<&str> = FEATURES.into_iter().filter(|name| known.contains(name)).collect();
    let optimise = |file: &Path| -> Result<Vec<u8>, String> {
        if quick {
            return read::bytes(file);
        }
        let before = exported_tables(&read::bytes(file)?);
        // Rebuilding the control flow makes the file 1 % smaller, and a second pass saves a little more.
        let passes = ["-Oz", "--flatten", "--rereloop", "-Oz", "-Oz"];
        let strip = ["--strip-debug", "--strip-producers", "--strip-target-features"];
        let mut optimise = Command::new("wasm-opt");
        optimise.args(&features).args(INLINE).args(passes).args(strip).arg(file).arg("-o").arg(file);
        run(&mut optimise)?;
        order::ordered(&restore_exported_tables(read::bytes(file)?, &before)?)
    };
    let chunks: Chunks = made.prefetch_map.into_iter().collect();
    let mut special = LATER.iter().map(|(late, _)| *late).chain(MAIN).chain([STORAGE]);
    if let Some(gone) = special.find(|name| !chunks.contains_key(*name)) {
        return Err(format!(
            "the program has no chunk {gone:?}: correct MAIN, STORAGE or LATER in crates/site/src/split.rs"
        ));
    }
    let names: BTreeSet<&String> = chunks.values().flatten().collect();
    let modules = names
        .into_iter()
        .map(|name| Ok((name.as_str(), read::bytes(&work.join(name).with_extension("wasm"))?)))
        .collect::<Result<BTreeMap<&str, Vec<u8>>, String>>()?;
    let sizes = modules.iter().map(|(name, module)| (*name, module.len())).collect();
    let (files, list) = grouped(&chunks, &sizes);
    let merge = |(name, group): (String, Vec<&str>)| {
        let group: Vec<&[u8]> = group.into_iter().map(|module| modules[module].as_slice()).collect();
        let file = out.join(file_name(&name));
        std::fs::write(&file, merge::merged(&group)?).map_err(say)?;
        Ok(file)
    };
    let merged = files.into_iter().map(merge).collect::<Result<Vec<PathBuf>, String>>()?;
    let main = out.join("app_bg.wasm");
    std::fs::rename(work.join("app_bg.wasm"), &main).map_err(say)?;
    // The largest first.
    [main].into_par_iter().chain(merged).try_for_each(|file| std::fs::write(&file, optimise(&file)?).map_err(say))?;
    std::fs::write(out.join(LIST), json!(list).to_string()).map_err(say)?;

    for chunk in chunks.keys() {
        loader.push_str(&format!("export const __wasm_split_load_{chunk} = load(\"{chunk}\");\n"));
    }
    for (name, script) in beside.into_iter().chain([("chunks.ts", loader)]) {
        std::fs::write(work.join(name), script).map_err(say)?;
    }
    let script = format!("--outfile={}", out.join("app.js").display());
    run(scripts::esbuild(quick).arg(work.join("app.js")).arg("--format=esm").arg(script))?;
    std::fs::remove_dir_all(&work).map_err(say)?;
    std::fs::write(out.join(STAMP), stamp).map_err(say)?;
    Ok(true)
}

/// The reason why a module could not be read or written.
fn reason(error: &Error<&str>) -> String {
    if let Error::ParseError(error) = error { error.to_string() } else { error.to_string() }
}

/// Hashes everything that the output depends on: the module, the scripts, the tools' options and their versions.
fn stamp(module: &[u8], scripts: &str, quick: bool) -> Result<String, String> {
    let optimiser = if quick { String::new() } else { run(Command::new("wasm-opt").arg("--version"))? };
    let esbuild = scripts::esbuild_version()?;
    let calls = [
        include_str!("split.rs"),
        include_str!("split/merge.rs"),
        include_str!("split/names.rs"),
        include_str!("split/order.rs"),
        include_str!("split/unused.rs"),
        include_str!("scripts.rs"),
    ]
    .concat();
    let inputs = [module, scripts.as_bytes(), calls.as_bytes(), optimiser.as_bytes(), esbuild.as_bytes()];
    Ok(scripts::hash(&inputs) + if quick { " quick" } else { "" })
}

/// The tables that a module exports: the byte offset of the index, and the index.
fn exported_tables(module: &[u8]) -> Vec<(usize, u8)> {
    use wasmparser::{ExternalKind, Parser, Payload};
    let mut tables = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        let Ok(Payload::ExportSection(exports)) = payload else { continue };
        for export in exports.into_iter_with_offsets() {
            let Ok((at, export)) = export else { continue };
            if export.kind == ExternalKind::Table {
                // The length of the name (one byte), the name, the kind, the index.
                tables.push((at as usize + 1 + export.name.len() + 1, export.index as u8));
            }
        }
    }
    tables
}

/// Restores the indexes of exported tables: Debian 12's wasm-opt (108) exports each table as the first one.
fn restore_exported_tables(mut module: Vec<u8>, before: &[(usize, u8)]) -> Result<Vec<u8>, String> {
    let after = exported_tables(&module);
    if after.len() != before.len() || before.iter().any(|(_, index)| *index > 127) {
        return Err("wasm-opt changed which tables the program exports; install another version of it".to_owned());
    }
    for ((_, index), (at, _)) in before.iter().zip(after) {
        module[at] = *index;
    }
    Ok(module)
}

/// Groups modules into files: one per chunk, one for what two chunks share if it is large, one for what [`STORAGE`] shares
/// with [`MAIN`] chunks, and for other shared code one for each set of [`MAIN`] chunks that need it, such as
/// `shared-news-list`. Gets the modules of each chunk and the size of each module. Returns the modules of each file, and
/// the files of each chunk.
fn grouped<'a>(chunks: &Chunks, modules: &BTreeMap<&'a str, usize>) -> (BTreeMap<String, Vec<&'a str>>, Chunks) {
    let users = |module: &str| -> Vec<&str> {
        chunks
            .iter()
            .filter(|(_, names)| names.iter().any(|name| name == module))
            .map(|(chunk, _)| chunk.as_str())
            .collect()
    };
    let owners = |module: &str| -> Vec<&str> {
        let users = users(module);
        let is_late = |user: &&str| LATER.iter().any(|(late, stays)| late == user && stays(&users));
        let first: Vec<&str> = users.iter().copied().filter(|user| !is_late(user)).collect();
        if first.is_empty() { users } else { first }
    };
    let mut sizes: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for (module, size) in modules {
        *sizes.entry(owners(module)).or_default() += size;
    }
    let mut files: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut list = Chunks::new();
    for module in modules.keys() {
        let owners = owners(module);
        let users = users(module);
        let file = match owners.len() {
            1 => owners[0].to_owned(),
            2 if sizes[&owners] >= ALONE => owners.join("-"),
            _ if users.contains(&STORAGE) => {
                let is_main = users.iter().any(|user| MAIN.contains(user));
                if is_main { format!("shared-{STORAGE}") } else { STORAGE.to_owned() }
            }
            _ => ["shared"]
                .into_iter()
                .chain(MAIN.into_iter().filter(|main| users.contains(main)))
                .collect::<Vec<_>>()
                .join("-"),
        };
        for user in users {
            let files = list.entry(user.to_owned()).or_default();
            if !files.contains(&file) {
                files.push(file.clone());
            }
        }
        files.entry(file).or_default().push(module);
    }
    (files, list)
}

fn file_name(name: &str) -> String {
    format!("{name}.wasm")
}

/// Publishes the chunks' files. Returns the script with their URLs and digests filled in, and the URLs of each chunk's
/// files.
///
/// # Errors
///
/// Returns an error if a file is missing.
pub fn publish_chunks(folder: &Path, script: &str, files: &mut Files) -> Result<(String, Chunks), String> {
    let list = folder.join(LIST);
    let chunks: Chunks =
        serde_json::from_str(&read::text(&list)?).map_err(|error| format!("{}: {error}", list.display()))?;
    let names: BTreeSet<&String> = chunks.values().flatten().collect();
    let mut known: BTreeMap<&str, Value> = BTreeMap::new();
    let mut paths: BTreeMap<&str, String> = BTreeMap::new();
    for name in names {
        let bytes = read::bytes(&folder.join(file_name(name)))?;
        let path = publish("assets", &bytes, "chunk.wasm", files);
        known.insert(name, json!([path, integrity(&bytes)]));
        paths.insert(name, path);
    }
    let urls = |names: &Vec<String>| names.iter().map(|name| paths[name.as_str()].clone()).collect();
    let urls = chunks.iter().map(|(chunk, names)| (chunk.clone(), urls(names))).collect();
    let script =
        script.replace("__FILES__", &json!(known).to_string()).replace("__CHUNKS__", &json!(chunks).to_string());
    Ok((script, urls))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks(of: &[(&str, &[&str])]) -> Chunks {
        of.iter()
            .map(|(chunk, names)| ((*chunk).to_owned(), names.iter().map(|name| (*name).to_owned()).collect()))
            .collect()
    }

    #[test]
    fn modules_are_put_together_by_who_shares_them() {
        let needs = chunks(&[
            ("a", &["all", "large", "small", "own-a"]),
            ("b", &["all", "large", "own-b"]),
            ("list", &["all", "small", "own-list"]),
            ("news", &["all"]),
        ]);
        let modules = BTreeMap::from([
            ("all", ALONE),
            ("large", ALONE),
            ("small", ALONE - 1),
            ("own-a", 1),
            ("own-b", 2),
            ("own-list", 3),
        ]);
        let (files, list) = grouped(&needs, &modules);
        assert_eq!(
            list,
            chunks(&[
                ("a", &["shared-news-list", "a-b", "a", "shared-list"]),
                ("b", &["shared-news-list", "a-b", "b"]),
                ("list", &["shared-news-list", "list", "shared-list"]),
                ("news", &["shared-news-list"]),
            ])
        );
        assert_eq!((files["shared-news-list"].as_slice(), files["a-b"].as_slice()), (&["all"][..], &["large"][..]));
        assert_eq!(files.values().flatten().count(), modules.len());
    }

    #[test]
    fn what_a_later_chunk_shares_is_in_the_files_of_the_others() {
        let needs = [("a", &["two", "all"][..]), ("b", &["two", "all", "b"]), ("office", &["all", "b", "own"])];
        // Modules that two chunks share count together.
        let modules = [("two", ALONE - 1), ("all", 1), ("b", 1), ("own", 1)];
        let (_, list) = grouped(&chunks(&needs), &BTreeMap::from(modules));
        let expected = [("a", &["a-b"][..]), ("b", &["a-b", "b"]), ("office", &["a-b", "b", "office"])];
        assert_eq!(list, chunks(&expected));
        // What the viewer shares with others alone is not theirs.
        let needs = [("list", &["both", "all"][..]), ("place", &["all", "map"]), ("viewer", &["both", "all", "map"])];
        let modules = [("both", ALONE), ("all", ALONE), ("map", 1)];
        let (_, list) = grouped(&chunks(&needs), &BTreeMap::from(modules));
        let viewer = &["list-place", "list-viewer", "place"][..];
        let expected =
            [("list", &["list-place", "list-viewer"][..]), ("place", &["list-place", "place"]), ("viewer", viewer)];
        assert_eq!(list, chunks(&expected));
    }

    #[test]
    fn what_the_storage_chunk_shares_is_in_one_file() {
        let needs =
            [("a", &["few"][..]), ("b", &["few", "pack"]), ("list", &["pair"]), (STORAGE, &["few", "pack", "pair"])];
        let modules = [("few", 1), ("pack", ALONE), ("pair", 1)];
        let (_, list) = grouped(&chunks(&needs), &BTreeMap::from(modules));
        let expected = [
            ("a", &["storage"][..]),
            ("b", &["storage", "b-storage"]),
            ("list", &["shared-storage"]),
            (STORAGE, &["storage", "b-storage", "shared-storage"]),
        ];
        assert_eq!(list, chunks(&expected));
    }

    #[test]
    fn chunks_are_published_by_their_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = Files::new();
        assert!(publish_chunks(folder.path(), "", &mut files).unwrap_err().contains(LIST));
        let list = r#"{"news":["shared","news"],"list":["shared"]}"#;
        std::fs::write(folder.path().join(LIST), list).unwrap();
        std::fs::write(folder.path().join("news.wasm"), b"n").unwrap();
        assert!(publish_chunks(folder.path(), "", &mut files).unwrap_err().contains("shared.wasm"));
        std::fs::write(folder.path().join("shared.wasm"), b"c").unwrap();
        let (script, chunks) =
            publish_chunks(folder.path(), "files = __FILES__; chunks = __CHUNKS__;", &mut files).unwrap();
        assert_eq!(chunks["list"], chunks["news"][..1]);
        assert!(chunks["news"].iter().all(|path| files.contains_key(&path[1..])), "{chunks:?}");
        assert!(script.contains("\"shared\":[\"/assets/") && script.contains("\"list\":[\"shared\"]"), "{script}");
        std::fs::write(folder.path().join(LIST), r#"{"news":["gone"]}"#).unwrap();
        assert!(publish_chunks(folder.path(), "", &mut files).is_err());
    }
}
