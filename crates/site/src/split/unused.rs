//! Empties functions that nothing calls, but that the linker keeps because each view points to its own.
//!
//! Leptos has a function for each type of view that hydrates it while its parts still arrive (`hydrate_async`). Our
//! pages arrive whole, so it is never called. It would be a tenth of the program. For each type of attribute it has
//! functions that clone it and that hydrate it from a template: see [`FIELDS`].

use super::names::write_number;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasmparser::{BinaryReader, KnownCustom, Linking, Name, Parser, Payload, RelocationType, SymbolInfo, TypeRef};

// The compiler merges functions with equal code under the name of one of them, so the name alone does not say that a
// function is unused. These two kinds are merged only with their own kind.

/// Makes a future of its own type: its code contains the address of that type's table of functions.
const MAKES: &str = "into_any13hydrate_async17h";
/// Polls such a future. If it is polled once too often, it calls [`RESUMED`] with the place of its source, which no other
/// function has.
const POLLS: &str = "hydrate_async28_$u7b$$u7b$closure$u7d$$u7d$17h";
const RESUMED: &str = "panic_const_async_fn_resumed";

/// Functions whose addresses are in fields of Leptos's `AnyAttribute`: how many fields before that of another kind, and
/// the names of both. The compiler stores the addresses from the last field to the first.
///
/// Leptos clones an attribute only if a component gets it from outside (`attr:` or `{..}`), for each element of the
/// component's view. It hydrates from a template only a `ViewTemplate`. We have neither.
///
/// Such a function may have been merged with one that is used, mostly `hydrate_from_server`. Then its address is stored
/// in the field of that one too. So it is unused if its address is in its own field only, and no function calls it.
const FIELDS: [(&str, usize, &str); 2] = [
    ("into_any_attr21hydrate_from_template17h", 1, "into_any_attr4keys17h"),
    ("into_any_attr5clone17h", 2, "into_any_attr7rebuild17h"),
];
/// The size of a field, bytes.
const FIELD: usize = 4;

/// The sections with the linker's relocations of the code and of the data.
const RELOCATIONS: &str = "reloc.CODE";
const DATA_RELOCATIONS: &str = "reloc.DATA";

/// Instructions.
const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
const END: u8 = 0x0b;
const STORE: u8 = 0x36;

/// A module whose unused functions stop the program if they are called. Their relocations are removed, so the splitter
/// and wasm-opt remove what only they need. The functions keep their length, because relocations name places in the
/// code.
///
/// # Errors
///
/// Returns an error if the module is invalid or has no such function.
pub fn emptied(module: &[u8]) -> Result<Vec<u8>, String> {
    let (module, count) = read(module).map_err(|error| format!("the program's functions cannot be read: {error}"))?;
    if count == 0 {
        return Err("the program has no function hydrate_async: correct crates/site/src/split/unused.rs".to_owned());
    }
    Ok(module)
}

/// A relocation of the code: its place in the module, its bytes, its type, and the symbol that it is for.
struct Relocation {
    at: u64,
    bytes: Range<u64>,
    kind: RelocationType,
    symbol: u32,
}

/// The address of a function that a function stores, at an offset in memory.
struct Store {
    body: usize,
    offset: usize,
    function: u32,
}

/// The module, and how many functions were emptied.
fn read(module: &[u8]) -> wasmparser::Result<(Vec<u8>, usize)> {
    let mut imported = 0;
    let mut bodies: Vec<Range<u64>> = Vec::new();
    let mut code = 0;
    let mut names: BTreeMap<u32, &str> = BTreeMap::new();
    let mut relocations: Vec<Relocation> = Vec::new();
    // The symbols that the data needs, and the functions that are symbols.
    let mut needed: Vec<u32> = Vec::new();
    let mut symbols: BTreeMap<u32, u32> = BTreeMap::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionStart { range, .. } => code = range.start,
            Payload::CodeSectionEntry(body) => bodies.push(body.range()),
            Payload::CustomSection(section) => match section.as_known() {
                KnownCustom::Name(sections) => {
                    for section in sections {
                        let Name::Function(functions) = section? else { continue };
                        for function in functions {
                            let function = function?;
                            names.insert(function.index, function.name);
                        }
                    }
                }
                KnownCustom::Reloc(entries) if section.name() == RELOCATIONS => {
                    let mut end = entries.range().end;
                    let entries = entries.entries().into_iter_with_offsets().collect::<wasmparser::Result<Vec<_>>>()?;
                    for (start, entry) in entries.into_iter().rev() {
                        let (at, kind, symbol) = (code + u64::from(entry.offset), entry.ty, entry.index);
                        relocations.push(Relocation { at, bytes: start..end, kind, symbol });
                        end = start;
                    }
                    relocations.reverse();
                }
                KnownCustom::Reloc(entries) if section.name() == DATA_RELOCATIONS => {
                    for entry in entries.entries() {
                        needed.push(entry?.index);
                    }
                }
                KnownCustom::Linking(sections) => {
                    for section in sections {
                        let Linking::SymbolTable(all) = section? else { continue };
                        for (symbol, info) in (0..).zip(all) {
                            if let SymbolInfo::Func { index, .. } = info? {
                                symbols.insert(symbol, index);
                            }
                        }
                    }
                }
                _ => (),
            },
            _ => (),
        }
    }
    let called = |call: &Relocation| names.get(symbols.get(&call.symbol)?);
    let calls_resumed = |body: &Range<u64>| {
        let first = relocations.partition_point(|it| it.at < body.start);
        let own = relocations[first..].iter().take_while(|it| it.at < body.end);
        own.filter(|it| it.kind == RelocationType::FunctionIndexLeb)
            .any(|call| called(call).is_some_and(|name| name.contains(RESUMED)))
    };
    let mut stores: Vec<Store> = Vec::new();
    let mut used: BTreeSet<u32> = needed.iter().filter_map(|symbol| symbols.get(symbol).copied()).collect();
    // A relocation of a type has the number of a type instead of a symbol.
    for it in relocations.iter().filter(|it| it.kind != RelocationType::TypeIndexLeb) {
        let Some(function) = symbols.get(&it.symbol).copied() else { continue };
        let is_address = it.kind == RelocationType::TableIndexSleb;
        let offset = module.get(it.at as usize..).and_then(offset_of_store);
        if let Some(offset) = offset.filter(|_| is_address) {
            stores.push(Store { body: bodies.partition_point(|body| body.start <= it.at), offset, function });
        } else {
            used.insert(function);
        }
    }
    let is_named = |function: u32, part: &str| names.get(&function).is_some_and(|name| name.contains(part));
    let mut in_field: BTreeSet<u32> = BTreeSet::new();
    for (at, store) in stores.iter().enumerate() {
        let is_in_field = FIELDS.iter().any(|(name, fields, later)| {
            let other = at.checked_sub(*fields).map(|at| &stores[at]);
            is_named(store.function, name)
                && other.is_some_and(|other| {
                    let is_near = other.body == store.body && other.offset == store.offset + fields * FIELD;
                    is_near && is_named(other.function, later)
                })
        });
        if is_in_field {
            in_field.insert(store.function)
        } else {
            used.insert(store.function)
        };
    }
    // In the order of the code.
    let unused = names.iter().filter_map(|(index, name)| {
        let body = bodies.get(index.checked_sub(imported)? as usize)?;
        let is_field = in_field.contains(index) && !used.contains(index);
        (is_field || name.contains(MAKES) || (name.contains(POLLS) && calls_resumed(body))).then(|| body.clone())
    });
    let unused: Vec<Range<u64>> = unused.collect();
    let is_within = |at: u64| {
        let next = unused.partition_point(|body| body.start <= at);
        next.checked_sub(1).is_some_and(|body| unused[body].contains(&at))
    };

    let mut bytes = module.to_vec();
    for body in &unused {
        if let [locals, first, rest @ .., last] = &mut bytes[body.start as usize..body.end as usize] {
            (*locals, *first, *last) = (0, UNREACHABLE, END);
            rest.fill(NOP);
        }
    }
    let mut out = bytes[..8].to_vec();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        let Some((id, range)) = payload.as_section() else { continue };
        let mut section = bytes[range.start as usize..range.end as usize].to_vec();
        if let Payload::CustomSection(custom) = &payload
            && custom.name() == RELOCATIONS
            && let KnownCustom::Reloc(all) = custom.as_known()
        {
            let kept: Vec<&Relocation> = relocations.iter().filter(|it| !is_within(it.at)).collect();
            section.clear();
            write_number(RELOCATIONS.len(), &mut section);
            section.extend_from_slice(RELOCATIONS.as_bytes());
            write_number(all.section_index() as usize, &mut section);
            write_number(kept.len(), &mut section);
            section.extend(kept.iter().flat_map(|it| &module[it.bytes.start as usize..it.bytes.end as usize]));
        }
        out.push(id);
        write_number(section.len(), &mut out);
        out.extend(section);
    }
    Ok((out, unused.len()))
}

/// The offset at which the code stores a constant, if it begins with one.
fn offset_of_store(code: &[u8]) -> Option<usize> {
    let mut reader = BinaryReader::new(code, 0);
    reader.read_var_i32().ok()?;
    let is_store = reader.read_u8().ok()? == STORE;
    let _alignment = reader.read_var_u32().ok()?;
    let offset = reader.read_var_u32().ok()?;
    is_store.then_some(offset as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(id: u8, content: &[u8]) -> Vec<u8> {
        [&[id, content.len() as u8], content].concat()
    }

    fn custom(name: &str, content: &[u8]) -> Vec<u8> {
        section(0, &[&[name.len() as u8], name.as_bytes(), content].concat())
    }

    /// A module with an imported function and two of its own. Each calls the imported one, by a relocation.
    fn module(names: [&str; 3]) -> Vec<u8> {
        let body = [8, 0, 0x10, 0x80, 0x80, 0x80, 0x80, 0x00, END];
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(2, &[1, 1, b'a', 1, b'b', 0, 0]),
            section(3, &[2, 0, 0]),
            section(10, &[&[2][..], &body, &body].concat()),
            linking(3),
            // In the section 3, two calls (0): at 4 and at 13, of the symbol 0.
            custom(RELOCATIONS, &[3, 2, 0, 4, 0, 0, 13, 0]),
            name_section(&names),
        ]
        .concat()
    }

    fn name_section(names: &[&str]) -> Vec<u8> {
        let name = |(index, name): (usize, &&str)| [&[index as u8, name.len() as u8], name.as_bytes()].concat();
        let all = [vec![names.len() as u8], names.iter().enumerate().flat_map(name).collect()].concat();
        let mut content = vec![4, b'n', b'a', b'm', b'e', 1];
        write_number(all.len(), &mut content);
        content.extend(all);
        let mut out = vec![0];
        write_number(content.len(), &mut out);
        [out, content].concat()
    }

    /// The table of symbols (8), of version 2: the function of each number, which is undefined (16), so has no name here.
    fn linking(functions: u8) -> Vec<u8> {
        let symbols: Vec<u8> = (0..functions).flat_map(|number| [0, 16, number]).collect();
        custom("linking", &[&[2, 8, symbols.len() as u8 + 1, functions], &symbols[..]].concat())
    }

    /// The numbers of the functions that are emptied in a module with functions of these names. The last one stores the
    /// addresses of others at these offsets. The other relocations are of the code and of the data.
    fn emptied_fields(names: &[&str], stores: &[(u8, u8)], code: &[[u8; 3]], data: &[[u8; 3]]) -> Vec<usize> {
        let body = [4, 0, 0x41, 7, END];
        let others = names.len() - 1;
        let first = others * body.len() + 1;
        let instructions = stores.iter().flat_map(|(offset, _)| [0x41, 0x80, 0x80, 0x80, 0x80, 0, STORE, 2, *offset]);
        let last = [vec![0], instructions.collect(), vec![END]].concat();
        // Addresses (1).
        let addresses = stores.iter().enumerate().map(|(at, store)| [1, (first + 3 + 9 * at) as u8, store.1]);
        let relocations: Vec<[u8; 3]> = code.iter().copied().chain(addresses).collect();
        let relocated = |all: &[[u8; 3]]| [&[3, all.len() as u8], all.concat().as_slice()].concat();
        let bodies = [&[names.len() as u8][..], &body.repeat(others), &[last.len() as u8], &last].concat();
        let module = [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(3, &[&[names.len() as u8], vec![0; names.len()].as_slice()].concat()),
            section(10, &bodies),
            linking(names.len() as u8),
            custom(RELOCATIONS, &relocated(&relocations)),
            custom(DATA_RELOCATIONS, &relocated(data)),
            name_section(names),
        ]
        .concat();
        let (after, count) = read(&module).unwrap();
        let mut emptied = Vec::new();
        for payload in Parser::new(0).parse_all(&after) {
            if let Payload::CodeSectionEntry(body) = payload.unwrap() {
                emptied.push(after[body.range().start as usize + 1] == UNREACHABLE);
            }
        }
        let numbers: Vec<usize> = (0..names.len()).filter(|number| emptied[*number]).collect();
        assert_eq!(count, numbers.len());
        numbers
    }

    fn contains(module: &[u8], part: &[u8]) -> bool {
        module.windows(part.len()).any(|bytes| bytes == part)
    }

    const BUILD: &str = "into_any5build17h0";

    #[test]
    fn unused_functions_stop_the_program_and_need_nothing() {
        for (name, called) in [(MAKES, "alloc"), (POLLS, RESUMED)] {
            let before = module([called, name, BUILD]);
            let after = emptied(&before).unwrap();
            let kept = [8, 0, 0x10, 0x80, 0x80, 0x80, 0x80, 0x00, END];
            let stops = [8, 0, UNREACHABLE, NOP, NOP, NOP, NOP, NOP, END];
            assert!(contains(&after, &[&[2][..], &stops, &kept].concat()), "{name}");
            assert!(contains(&after, &custom(RELOCATIONS, &[3, 1, 0, 13, 0])), "{name}");
            assert_eq!(after.len(), before.len() - 3);
        }
    }

    #[test]
    fn what_the_compiler_may_have_merged_with_others_stays() {
        let inner = "hydrate_async28_$u7b$$u7b$closure$u7d$$u7d$4prep17h0";
        for name in [inner, "drop_in_place$LT$hydrate_async$GT$17h0", POLLS] {
            let before = module(["alloc", name, BUILD]);
            assert_eq!(read(&before).unwrap(), (before.clone(), 0), "{name}");
            assert!(emptied(&before).unwrap_err().contains("unused.rs"));
        }
    }

    #[test]
    fn fields_of_attributes_are_emptied_unless_something_else_uses_them() {
        let [(template, _, keys), (clone, _, rebuild)] = FIELDS;
        let names = [clone, "into_any_attr5build17h", rebuild, "hydrate_from_server", template, keys, "caller"];
        let stores = [(28, 5), (24, 4), (20, 3), (16, 2), (12, 1), (8, 0)];
        assert_eq!(emptied_fields(&names, &stores, &[], &[]), [0, 4]);
        // Calls (0) by the code, and an address in the data (2).
        assert_eq!(emptied_fields(&names, &stores, &[[0, 4, 4]], &[]), [0]);
        assert_eq!(emptied_fields(&names, &stores, &[], &[[2, 0, 0]]), [4]);
        // The type 4 (6) is no function.
        assert_eq!(emptied_fields(&names, &stores, &[[6, 4, 4]], &[]), [0, 4]);
        // It has been merged with what hydrates from the server, or with what builds.
        for (server, build) in [(4, 1), (3, 4), (4, 4)] {
            let stores = [(28, 5), (24, 4), (20, server), (16, 2), (12, build), (8, 0)];
            assert_eq!(emptied_fields(&names, &stores, &[], &[]), [0]);
        }
        // Other fields, or an address alone.
        let stores = [(28, 5), (20, 4), (16, 2), (12, 1), (4, 0)];
        assert!(emptied_fields(&names, &stores, &[], &[]).is_empty());
        assert!(emptied_fields(&names, &[(24, 4), (8, 0)], &[], &[]).is_empty());
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        let module = module([RESUMED, POLLS, BUILD]);
        for end in 0..module.len() {
            // A module may end after any whole section.
            let _ = emptied(&module[..end]);
        }
        assert!(emptied(&module[..module.len() - 1]).is_err());
        assert!(emptied(b"no module").is_err());
    }
}
