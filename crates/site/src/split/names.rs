//! Shortens the names that the main module and its glue share. wasm-bindgen ends each with a hash, which compresses badly.

use std::collections::BTreeMap;
use std::error::Error;
use wasmparser::{BinaryReader, Parser};

/// The module that the main module imports the browser's functions from.
const GLUE: &str = "./app_bg.js";

/// What the names of the exported closures begin with.
const CLOSURE: &str = "wasm_bindgen__convert__closures";

/// What the names of exports contain that nothing calls: the byte streams of `server_fn`.
const UNUSED: &str = "intounderlying";

/// The ids of the sections that contain names.
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// The module and its glue, with short names for the functions that one imports from the other.
///
/// # Errors
///
/// Returns an error if the module is invalid, or imports something else than functions.
pub fn shortened(module: &[u8], glue: &str) -> Result<(Vec<u8>, String), String> {
    let invalid = |error: &dyn std::fmt::Display| format!("the program's names cannot be read: {error}");
    let mut short = BTreeMap::new();
    let mut out = module.get(..8).unwrap_or_default().to_vec();
    for payload in Parser::new(0).parse_all(module) {
        let Some((id, range)) = payload.map_err(|error| invalid(&error))?.as_section() else { continue };
        let section = &module[range.start as usize..range.end as usize];
        let section = match id {
            IMPORTS | EXPORTS => renamed(section, id, &mut short).map_err(|error| invalid(&error))?,
            _ => section.to_vec(),
        };
        out.push(id);
        write_number(section.len(), &mut out);
        out.extend(section);
    }
    Ok((out, with_names(glue, &short)))
}

/// A section with imports or exports, with short names and without [`UNUSED`]. Adds the names to `short`.
fn renamed(section: &[u8], id: u8, short: &mut BTreeMap<String, String>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut reader = BinaryReader::new(section, 0);
    let mut entries = Vec::new();
    for _ in 0..reader.read_var_u32()? {
        let mut out = Vec::new();
        let mut is_shared = true;
        if id == IMPORTS {
            let from = reader.read_string()?;
            is_shared = from == GLUE;
            write_name(from, &mut out);
        }
        let name = reader.read_string()?;
        if is_shared && (id == IMPORTS || name.starts_with(CLOSURE)) {
            let next = short_name(short.len());
            write_name(short.entry(name.to_owned()).or_insert(next), &mut out);
        } else {
            write_name(name, &mut out);
        }
        // The kind, and the index of the type of a function or of what is exported.
        let kind = reader.read_u8()?;
        if id == IMPORTS && kind != 0 {
            return Err(format!("{name} is imported and no function").into());
        }
        out.push(kind);
        write_number(reader.read_var_u32()? as usize, &mut out);
        if id == IMPORTS || !name.contains(UNUSED) {
            entries.push(out);
        }
    }
    let mut out = Vec::new();
    write_number(entries.len(), &mut out);
    out.extend(entries.concat());
    Ok(out)
}

/// A script with other names for whole identifiers.
fn with_names(script: &str, short: &BTreeMap<String, String>) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let is_word = is_part(first);
        let (part, after) = rest.split_at(rest.find(|c| is_part(c) != is_word).unwrap_or(rest.len()));
        out.push_str(short.get(part).map_or(part, String::as_str));
        rest = after;
    }
    out
}

/// The names a, b, … Z, aa, ba, …
fn short_name(number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::new();
    let mut rest = number + 1;
    while rest > 0 {
        rest -= 1;
        name.push(char::from(LETTERS[rest % LETTERS.len()]));
        rest /= LETTERS.len();
    }
    name
}

fn write_name(name: &str, out: &mut Vec<u8>) {
    write_number(name.len(), out);
    out.extend_from_slice(name.as_bytes());
}

/// Writes a number as WebAssembly does: seven bits a byte, the lowest first (LEB128).
pub(super) fn write_number(mut number: usize, out: &mut Vec<u8>) {
    while number > 127 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// A module that imports two functions of type 0 and exports the first one three times.
    fn module() -> Vec<u8> {
        let name = |text: &str| [&[text.len() as u8], text.as_bytes()].concat();
        let section = |id: u8, content: Vec<u8>| [vec![id, content.len() as u8], content].concat();
        let imports = [
            vec![2],
            name(GLUE),
            name("__wbg_log_0123456789abcdef"),
            vec![0, 0],
            name("./chunks.ts"),
            name("load"),
            vec![0, 0],
        ];
        let closure = format!("{CLOSURE}_h0123456789abcdef");
        let unused = name("__wbg_intounderlyingsink_free");
        let exports = [vec![3], name("main"), vec![0, 0], unused, vec![0, 0], name(&closure), vec![0, 0]];
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, vec![1, 0x60, 0, 0]),
            section(2, imports.concat()),
            section(7, exports.concat()),
        ]
        .concat()
    }

    #[test]
    fn both_sides_get_the_same_names() {
        let glue = format!(
            "const imports = {{ __wbg_log_0123456789abcdef: () => wasm.{CLOSURE}_h0123456789abcdef(), \
             my__wbg_log_0123456789abcdef: wasm.main }};"
        );
        let (module, glue) = shortened(&module(), &glue).unwrap();
        assert_eq!(glue, "const imports = { a: () => wasm.b(), my__wbg_log_0123456789abcdef: wasm.main };");
        let text = String::from_utf8_lossy(&module);
        assert!(text.contains("./app_bg.js\u{1}a") && text.contains("load") && text.contains("main"), "{text:?}");
        assert!(!text.contains("0123456789abcdef") && !text.contains(UNUSED));
        let sections =
            Parser::new(0).parse_all(&module).filter(|payload| payload.as_ref().unwrap().as_section().is_some());
        assert_eq!(sections.count(), 3);
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        let module = module();
        for end in 9..module.len() {
            // A module may end after any whole section.
            let _ = shortened(&module[..end], "");
        }
        assert!(shortened(&module[..module.len() - 1], "").is_err());
        assert!(shortened(b"no module", "").is_err());
    }

    #[test]
    fn short_names_are_different() {
        let names: BTreeSet<String> = (0..5000).map(short_name).collect();
        assert_eq!(names.len(), 5000);
        assert_eq!([0, 25, 26, 51, 52].map(short_name), ["a", "z", "A", "Z", "aa"]);
        let mut out = Vec::new();
        write_number(624_485, &mut out);
        assert_eq!(out, [0xe5, 0x8e, 0x26]);
    }
}
