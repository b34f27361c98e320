//! Makes Rust of the strings in `locale/`: constants of those above the first `[heading]`, an enum of each list below.

use std::path::Path;
use std::{env, fs};

const ENGLISH: &str = "locale/en.toml";
const CHINESE: &str = "locale/zh.toml";

/// A string in one language.
struct Entry {
    /// The heading it stands under; empty for the strings of the interface.
    list: String,
    /// The comment above the heading.
    about: String,
    name: String,
    text: String,
}

fn main() {
    println!("cargo::rerun-if-changed=locale");
    let (english, chinese) = (read(ENGLISH), read(CHINESE));
    require(&english, ENGLISH, &chinese);
    require(&chinese, CHINESE, &english);
    let (mut words, mut lists) = (String::new(), String::new());
    for section in english.chunk_by(|a, b| a.list == b.list) {
        let Entry { list, about, .. } = &section[0];
        let mut lines = String::new();
        for entry in section {
            let (name, text) = (&entry.name, &entry.text);
            let Some(other) = same(entry, &chinese).map(|other| &other.text) else { continue };
            if values(text) != values(other) {
                error(&format!("{name} does not take the same values in {ENGLISH} and {CHINESE}"));
            }
            lines += &match list.as_str() {
                "" => format!("{name} = {text:?}, {other:?};\n"),
                _ => format!("{} = {name:?}, {text:?}, {other:?};\n", variant(list, name)),
            };
        }
        match list.as_str() {
            "" => words += &lines,
            _ => lists += &format!("#[doc = {about:?}]\n{list} {{\n{lines}}}\n"),
        }
    }
    write("words.rs", &format!("words! {{\n{words}}}\n"));
    write("vocabulary.rs", &format!("vocabulary! {{\n{lists}}}\n"));
}

/// Reads lines of TOML: `NAME = "text"`, comments and `[headings]`.
fn read(file: &str) -> Vec<Entry> {
    let content = fs::read_to_string(file).unwrap_or_else(|problem| panic!("{file}: {problem}"));
    let mut entries = Vec::new();
    let (mut list, mut about, mut comment) = ("", "", "");
    for (number, line) in (1..).zip(content.lines()) {
        if let Some(text) = line.strip_prefix('#') {
            comment = text;
        } else if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            (list, about) = (name, comment);
        } else if !line.is_empty() {
            let text = line.split_once(" = \"").and_then(|(name, rest)| Some((name, rest.strip_suffix('"')?)));
            match text.filter(|(_, text)| !text.contains(['"', '\\'])) {
                Some((name, text)) => {
                    let (list, about, name) = (list.to_owned(), about.to_owned(), name.trim_matches('"').to_owned());
                    entries.push(Entry { list, about, name, text: text.to_owned() });
                }
                None => error(&format!("{file}:{number}: write NAME = \"text\", with no \" and no \\ in the text")),
            }
        }
    }
    entries
}

/// The entry of another language.
fn same<'a>(entry: &Entry, others: &'a [Entry]) -> Option<&'a Entry> {
    others.iter().find(|other| other.list == entry.list && other.name == entry.name)
}

/// The values that a text takes, as numbers from 1: `{}` is the next one, `{2}` the second.
fn values(text: &str) -> Vec<usize> {
    let inside = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(inside, _)| inside);
    let mut next = 0;
    let mut values: Vec<usize> = inside
        .filter(|inside| !inside.contains('|'))
        .map(|inside| {
            inside.parse().unwrap_or_else(|_| {
                next += 1;
                next
            })
        })
        .collect();
    values.sort_unstable();
    values
}

/// Reports what another language has and `file` lacks.
fn require(entries: &[Entry], file: &str, others: &[Entry]) {
    for Entry { list, name, .. } in others.iter().filter(|entry| same(entry, entries).is_none()) {
        let place = if list.is_empty() { String::new() } else { format!(" below [{list}]") };
        error(&format!("{file} lacks {name}{place}, which the other language has"));
    }
}

/// The Rust name of a value: `NotHeld` for `not-held`, `Chroma420` for `4:2:0` in the list `Chroma`.
fn variant(list: &str, key: &str) -> String {
    let words = key.split(|c: char| !c.is_ascii_alphanumeric());
    let name: String = words.map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) { [list, &name].concat() } else { name }
}

/// Reports a problem. Cargo shows all of them and stops.
fn error(problem: &str) {
    println!("cargo::error={problem}");
}

fn write(file: &str, content: &str) {
    let folder = env::var_os("OUT_DIR").expect("cargo says where to write");
    fs::write(Path::new(&folder).join(file), content).expect("cargo's folder can be written to");
}
