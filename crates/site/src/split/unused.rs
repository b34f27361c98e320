//! Empties functions that nothing calls, but that the linker keeps because each view points to its own.
//!
//! Leptos has a function for each type of view that hydrates it while its parts still arrive (`hydrate_async`). Our
//! pages arrive whole, so it is never called. It would be a tenth of the program.

use super::names::write_number;
use std::collections::BTreeMap;
use std::ops::Range;
use wasmparser::{BinaryReader, KnownCustom, Name, Parser, Payload, RelocationType, TypeRef};

// The compiler merges functions with equal code under the name of one of them, so the name alone does not say that a
// function is unused. These two kinds are merged only with their own kind.

/// Makes a future of its own type: its code contains the address of that type's table of functions.
const MAKES: &str = "into_any13hydrate_async17h";
/// Polls such a future. If it is polled once too often, it calls [`RESUMED`] with the place of its source, which no other
/// function has.
const POLLS: &str = "hydrate_async28_$u7b$$u7b$closure$u7d$$u7d$17h";
const RESUMED: &str = "panic_const_async_fn_resumed";

/// The section with the linker's relocations of the code.
const RELOCATIONS: &str = "reloc.CODE";

/// Instructions.
const UNREACHABLE: u8 = 0x00;
const NOP: u8 = 0x01;
const END: u8 = 0x0b;

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

/// A relocation of the code: its place in the module, and its bytes.
struct Relocation {
    at: u64,
    bytes: Range<u64>,
    is_call: bool,
}

/// The module, and how many functions were emptied.
fn read(module: &[u8]) -> wasmparser::Result<(Vec<u8>, usize)> {
    let mut imported = 0;
    let mut bodies: Vec<Range<u64>> = Vec::new();
    let mut code = 0;
    let mut names: BTreeMap<u32, &str> = BTreeMap::new();
    let mut relocations: Vec<Relocation> = Vec::new();
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
                        let is_call = entry.ty == RelocationType::FunctionIndexLeb;
                        relocations.push(Relocation { at: code + u64::from(entry.offset), bytes: start..end, is_call });
                        end = start;
                    }
                    relocations.reverse();
                }
                _ => (),
            },
            _ => (),
        }
    }
    let called = |call: &Relocation| {
        let number = module.get(call.at as usize..)?;
        names.get(&BinaryReader::new(number, 0).read_var_u32().ok()?)
    };
    let calls_resumed = |body: &Range<u64>| {
        let first = relocations.partition_point(|it| it.at < body.start);
        let own = relocations[first..].iter().take_while(|it| it.at < body.end);
        own.filter(|it| it.is_call).any(|call| called(call).is_some_and(|name| name.contains(RESUMED)))
    };
    // In the order of the code.
    let unused = names.iter().filter_map(|(index, name)| {
        let body = bodies.get(index.checked_sub(imported)? as usize)?;
        (name.contains(MAKES) || (name.contains(POLLS) && calls_resumed(body))).then(|| body.clone())
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
        let name = |(index, name): (usize, &str)| [&[index as u8, name.len() as u8], name.as_bytes()].concat();
        let names = [vec![3], names.into_iter().enumerate().flat_map(name).collect()].concat();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, &[1, 0x60, 0, 0]),
            section(2, &[1, 1, b'a', 1, b'b', 0, 0]),
            section(3, &[2, 0, 0]),
            section(10, &[&[2][..], &body, &body].concat()),
            // In the section 3, two calls (0): at 4 and at 13, of the symbols 0 and 1.
            custom(RELOCATIONS, &[3, 2, 0, 4, 0, 0, 13, 1]),
            custom("name", &[&[1, names.len() as u8], &names[..]].concat()),
        ]
        .concat()
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
            assert!(contains(&after, &custom(RELOCATIONS, &[3, 1, 0, 13, 1])), "{name}");
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
