//! Orders the functions of a module by likeness: Brotli needs fewer bits for a repetition the nearer it is, and guesses
//! the next byte better where code of the same kind is together.

use super::reason;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// Functions are alike if they have many sequences of this many bytes in common.
const LENGTH: usize = 4;

/// The next function is compared to all before it. Each counts this much of what the one after it counts.
const FADE: f32 = 0.5;

/// This share of the last function's size is added to the size of the next. Otherwise tiny functions would always seem
/// the most alike.
const DAMP: f32 = 0.2;

/// A module with its functions in another order. Whatever refers to a function refers to its new number.
///
/// # Errors
///
/// Returns an error if the module is invalid.
pub fn ordered(module: &[u8]) -> Result<Vec<u8>, String> {
    let failed = |error: Error<&str>| {
        format!("the program's functions cannot be ordered: {}: install another version of wasm-opt", reason(&error))
    };
    let mut numbers = Numbers::of(module).map_err(|error| failed(error.into()))?;
    let mut out = Module::new();
    numbers.parse_core_module(&mut out, Parser::new(0), module).map_err(failed)?;
    Ok(out.finish())
}

/// The old and new numbers of a module's functions.
struct Numbers {
    /// How many functions are imported. Their numbers come first and stay.
    imported: u32,
    /// The old places of the module's own functions, in the new order.
    old: Vec<usize>,
    /// The new numbers, in the old order.
    new: Vec<u32>,
}

impl Numbers {
    fn of(module: &[u8]) -> wasmparser::Result<Self> {
        let mut imported = 0;
        let mut functions = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    functions.push(&module[range.start as usize..range.end as usize]);
                }
                _ => (),
            }
        }
        let old = by_likeness(&functions);
        let mut new = vec![0; old.len()];
        for (number, place) in (imported..).zip(&old) {
            new[*place] = number;
        }
        Ok(Self { imported, old, new })
    }
}

impl Reencode for Numbers {
    type Error = &'static str;

    fn function_index(&mut self, number: u32) -> Result<u32, Error<Self::Error>> {
        match number.checked_sub(self.imported) {
            None => Ok(number),
            Some(place) => {
                self.new.get(place as usize).copied().ok_or(Error::UserError("it uses a function that it lacks"))
            }
        }
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types = section.into_iter().collect::<wasmparser::Result<Vec<u32>>>()?;
        if types.len() != self.old.len() {
            return Err(Error::UserError("it has more or fewer types of functions than functions"));
        }
        for place in &self.old {
            out.function(types[*place]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        out: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies = section.into_iter().collect::<wasmparser::Result<Vec<FunctionBody<'_>>>>()?;
        for place in self.old.clone() {
            self.parse_function_body(out, bodies[place].clone())?;
        }
        Ok(())
    }
}

/// The places of functions in the order in which each follows the functions that it is most like, smallest first.
fn by_likeness(functions: &[&[u8]]) -> Vec<usize> {
    // A number for each distinct byte sequence, and the functions that contain it.
    let mut parts: BTreeMap<&[u8], usize> = BTreeMap::new();
    let mut users: Vec<Vec<usize>> = Vec::new();
    let mut own: Vec<Vec<usize>> = Vec::new();
    for (place, function) in functions.iter().enumerate() {
        let distinct: BTreeSet<&[u8]> = function.windows(LENGTH).collect();
        let number = |part| {
            let number = *parts.entry(part).or_insert(users.len());
            users.resize(users.len().max(number + 1), Vec::new());
            users[number].push(place);
            number
        };
        own.push(distinct.into_iter().map(number).collect());
    }
    // The largest first: of functions that are equally alike, the last is taken.
    let mut left: Vec<usize> = (0..functions.len()).collect();
    left.sort_by_key(|place| Reverse((functions[*place].len(), *place)));
    let mut shared = vec![0.0; functions.len()];
    let mut order: Vec<usize> = Vec::with_capacity(functions.len());
    while !left.is_empty() {
        let added = order.last().map_or(0.0, |last| own[*last].len() as f32 * DAMP);
        let likeness = |place: usize| shared[place] / (own[place].len() as f32 + added).max(1.0);
        let (mut at, mut best) = (0, 0.0);
        for (index, place) in left.iter().enumerate() {
            let likeness = likeness(*place);
            if likeness >= best {
                (at, best) = (index, likeness);
            }
        }
        let next = left.remove(at);
        for share in &mut shared {
            *share *= FADE;
        }
        for place in own[next].iter().flat_map(|part| &users[*part]) {
            shared[*place] += 1.0;
        }
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, ImportSection, RefType,
        StartSection, TableSection, TableType, TypeSection,
    };
    use wasmparser::{ElementItems, Operator, Validator};

    /// How many functions the module has, the imported one included.
    const COUNT: u32 = 8;

    /// A module that imports the function 0. Each other function pushes its own number, and then refers to the next
    /// one. The code of odd numbers is of one kind, that of even numbers of another. Each is exported.
    fn module() -> Vec<u8> {
        let (mut types, mut imports, mut functions) =
            (TypeSection::new(), ImportSection::new(), FunctionSection::new());
        types.ty().function([], []);
        imports.import("browser", "log", EntityType::Function(0));
        let mut tables = TableSection::new();
        let element_type = RefType::FUNCREF;
        let (minimum, maximum) = (COUNT.into(), None);
        tables.table(TableType { element_type, minimum, maximum, table64: false, shared: false });
        let (mut exports, mut elements, mut code) = (ExportSection::new(), ElementSection::new(), CodeSection::new());
        let all: Vec<u32> = (0..COUNT).collect();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions(all[..4].into()));
        let last: Vec<ConstExpr> = all[4..].iter().map(|number| ConstExpr::ref_func(*number)).collect();
        elements.active(None, &ConstExpr::i32_const(4), Elements::Expressions(element_type, last.as_slice().into()));
        for number in 1..COUNT {
            functions.function(0);
            exports.export(&format!("export {number}"), ExportKind::Func, number);
            let mut body = Function::new([]);
            let mut write = body.instructions();
            write.i32_const(number as i32).drop();
            for constant in 0..20 {
                if number % 2 == 1 {
                    write.i32_const(constant).drop();
                } else {
                    write.f64_const(f64::from(constant).into()).drop();
                }
            }
            write.call((number + 1) % COUNT).ref_func((number + 1) % COUNT).drop().end();
            code.function(&body);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables).section(&exports);
        module.section(&StartSection { function_index: 2 }).section(&elements).section(&code);
        module.finish()
    }

    /// The numbers that the functions push, in their order, and everything that refers to a function, with the number
    /// that this function pushes.
    fn read(module: &[u8]) -> (Vec<u32>, BTreeSet<(String, u32)>) {
        // The imported function pushes none.
        let mut pushed = vec![0];
        let mut uses: Vec<(String, u32)> = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::ExportSection(exports) => {
                    uses.extend(exports.into_iter().map(Result::unwrap).map(|it| (it.name.to_owned(), it.index)));
                }
                Payload::StartSection { func, .. } => uses.push(("start".to_owned(), func)),
                Payload::ElementSection(elements) => {
                    for (segment, element) in elements.into_iter().enumerate() {
                        let numbers: Vec<u32> = match element.unwrap().items {
                            ElementItems::Functions(numbers) => numbers.into_iter().map(Result::unwrap).collect(),
                            ElementItems::Expressions(_, items) => items
                                .into_iter()
                                .map(|item| match item.unwrap().get_operators_reader().read().unwrap() {
                                    Operator::RefFunc { function_index } => function_index,
                                    other => panic!("{other:?}"),
                                })
                                .collect(),
                        };
                        let named = |(at, number)| (format!("element {segment} {at}"), number);
                        uses.extend(numbers.into_iter().enumerate().map(named));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let all: Vec<Operator> =
                        body.get_operators_reader().unwrap().into_iter().map(Result::unwrap).collect();
                    let Operator::I32Const { value: own } = all[0] else { panic!("{:?}", all[0]) };
                    pushed.push(own as u32);
                    for operator in all {
                        match operator {
                            Operator::Call { function_index } => uses.push((format!("call by {own}"), function_index)),
                            Operator::RefFunc { function_index } => uses.push((format!("of {own}"), function_index)),
                            _ => (),
                        }
                    }
                }
                _ => (),
            }
        }
        let uses = uses.into_iter().map(|(name, number)| (name, pushed[number as usize])).collect();
        (pushed, uses)
    }

    #[test]
    fn functions_that_are_alike_come_together_and_are_still_found() {
        let before = module();
        Validator::new().validate_all(&before).unwrap();
        let after = ordered(&before).unwrap();
        Validator::new().validate_all(&after).unwrap();
        let ((old, uses), (new, found)) = (read(&before), read(&after));
        assert_eq!(old, (0..COUNT).collect::<Vec<_>>());
        assert_eq!(uses.len(), 1 + 3 * (COUNT as usize - 1) + COUNT as usize);
        assert_eq!(found, uses);
        // The odd ones are smaller, so they come first.
        let kinds: Vec<u32> = new[1..].iter().map(|number| number % 2).collect();
        assert_eq!(kinds, [1, 1, 1, 1, 0, 0, 0]);
        // The size stays the same, and so does the order if it is computed again.
        assert_eq!(after.len(), before.len());
        assert_eq!(ordered(&before).unwrap(), after);
    }

    #[test]
    fn each_function_follows_the_one_that_it_is_most_like() {
        let functions: [&[u8]; 6] =
            [b"abcdefgh12", b"stuvwxyz1234", b"", b"stuvwxyz12345", b"abcdefgh1", b"_stuvwxyz12345678"];
        assert_eq!(by_likeness(&functions), [2, 4, 0, 1, 3, 5]);
        assert!(by_likeness(&[]).is_empty());
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        let module = module();
        for end in 0..module.len() {
            // A module may end after any whole section.
            let _ = ordered(&module[..end]);
        }
        assert!(ordered(&module[..module.len() - 1]).unwrap_err().contains("wasm-opt"));
        assert!(ordered(b"no module").is_err());
        // A function too few, and a call of a function that is not there.
        let section = |id: u8, content: &[u8]| [&[id, content.len() as u8], content].concat();
        let broken = |types: u8, called: u8| {
            let types = section(3, &[&[types][..], &vec![0; types.into()]].concat());
            let start = [b"\0asm\x01\0\0\0", &section(1, &[1, 0x60, 0, 0])[..]].concat();
            [start, types, section(10, &[1, 4, 0, 0x10, called, 0x0b])].concat()
        };
        assert!(ordered(&broken(1, 0)).is_ok());
        assert!(ordered(&broken(2, 0)).is_err());
        assert!(ordered(&broken(1, 1)).unwrap_err().contains("it lacks"));
    }
}
