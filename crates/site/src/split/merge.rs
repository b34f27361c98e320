//! Merges modules that are always loaded together. One module is smaller than many, and a browser starts it sooner.
//!
//! The splitter's modules share memory, globals and a table of functions. A module calls a function of another one through
//! the table, by a *shim*: a function that only makes this call. In the merged module, these calls are direct.

use super::reason;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, FunctionSection, ImportSection, Module, NameMap,
    NameSection, TypeSection,
};
use wasmparser::{
    Data, DataKind, Element, ElementItems, ElementKind, FuncType, FunctionBody, Import, KnownCustom, Name, Operator,
    Parser, Payload, TypeRef,
};

/// A failure of merging, with what is wrong with a module.
type Failure = Error<&'static str>;

const UNKNOWN: &str = "a module refers to something that it lacks";

/// One module that contains all of these.
///
/// # Errors
///
/// Returns an error if a module is invalid, or has a part that the splitter's modules never have.
pub fn merged(modules: &[&[u8]]) -> Result<Vec<u8>, String> {
    merge(modules).map_err(|error| format!("the program's modules cannot be merged: {}", reason(&error)))
}

/// The parts of a module.
#[derive(Default)]
struct Parts<'a> {
    types: Vec<FuncType>,
    imports: Vec<Import<'a>>,
    /// The types of the module's own functions.
    functions: Vec<u32>,
    elements: Vec<Element<'a>>,
    code: Vec<FunctionBody<'a>>,
    data: Vec<Data<'a>>,
    /// Whether instructions refer to data.
    counts_data: bool,
    /// Names of functions, for debugging.
    names: Vec<(u32, &'a str)>,
}

impl<'a> Parts<'a> {
    fn of(module: &'a [u8]) -> Result<Parts<'a>, Failure> {
        let mut parts = Parts::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(types) => {
                    for function in types.into_iter_err_on_gc_types() {
                        parts.types.push(function?);
                    }
                }
                Payload::ImportSection(imports) => {
                    parts.imports = imports.into_imports().collect::<wasmparser::Result<_>>()?;
                }
                Payload::FunctionSection(functions) => {
                    parts.functions = functions.into_iter().collect::<wasmparser::Result<_>>()?;
                }
                Payload::ElementSection(elements) => {
                    parts.elements = elements.into_iter().collect::<wasmparser::Result<_>>()?;
                }
                Payload::DataCountSection { .. } => parts.counts_data = true,
                Payload::CodeSectionEntry(body) => parts.code.push(body),
                Payload::DataSection(data) => parts.data = data.into_iter().collect::<wasmparser::Result<_>>()?,
                Payload::ExportSection(exports) if exports.count() == 0 => (),
                Payload::CustomSection(custom) => {
                    if let KnownCustom::Name(names) = custom.as_known() {
                        for name in names {
                            let Name::Function(functions) = name? else { continue };
                            for function in functions {
                                let function = function?;
                                parts.names.push((function.index, function.name));
                            }
                        }
                    }
                }
                Payload::Version { .. } | Payload::CodeSectionStart { .. } | Payload::End(_) => (),
                _ => return Err(Error::UserError("a module has a part that the splitter never makes")),
            }
        }
        if parts.functions.len() != parts.code.len() {
            return Err(Error::UserError("a module has more or fewer types of functions than functions"));
        }
        Ok(parts)
    }

    /// The slot of the table that a function of this module calls, if it is a shim.
    fn slot(&self, function: usize) -> wasmparser::Result<Option<u32>> {
        let mut operators = self.code[function].get_operators_reader()?;
        let mut argument = 0;
        let slot = loop {
            match operators.read()? {
                Operator::LocalGet { local_index } if local_index == argument => argument += 1,
                Operator::I32Const { value } => break value as u32,
                _ => return Ok(None),
            }
        };
        let is_call = match operators.read()? {
            Operator::CallIndirect { type_index, table_index: 0 } => {
                let of = |number: u32| self.types.get(number as usize);
                let own = of(self.functions[function]);
                own.is_some_and(|own| own.params().len() == argument as usize) && own == of(type_index)
            }
            _ => false,
        };
        Ok((is_call && matches!(operators.read()?, Operator::End)).then_some(slot))
    }
}

/// Things that occur once in the merged module, by their numbers.
struct Distinct<T>(HashMap<T, u32>);

impl<T: Eq + Hash> Distinct<T> {
    fn number(&mut self, it: T) -> (u32, bool) {
        let next = self.0.len() as u32;
        let number = *self.0.entry(it).or_insert(next);
        (number, number == next)
    }
}

/// The numbers in the merged module, by those in one of its modules.
#[derive(Default)]
struct Numbers {
    types: Vec<u32>,
    functions: Vec<u32>,
    tables: Vec<u32>,
    memories: Vec<u32>,
    globals: Vec<u32>,
    tags: Vec<u32>,
    /// Of segments of elements.
    elements: Vec<u32>,
    /// Of segments of data. None for those that are left out.
    data: Vec<Option<u32>>,
}

fn at(numbers: &[u32], number: u32) -> Result<u32, Failure> {
    numbers.get(number as usize).copied().ok_or(Error::UserError(UNKNOWN))
}

impl Reencode for Numbers {
    type Error = &'static str;

    fn type_index(&mut self, number: u32) -> Result<u32, Failure> {
        at(&self.types, number)
    }

    fn function_index(&mut self, number: u32) -> Result<u32, Failure> {
        at(&self.functions, number)
    }

    fn table_index(&mut self, number: u32) -> Result<u32, Failure> {
        at(&self.tables, number)
    }

    fn memory_index(&mut self, number: u32) -> Result<u32, Failure> {
        at(&self.memories, number)
    }

    fn global_index(&mut self, number: u32) -> Result<u32, Failure> {
        at(&self.globals, number)
    }

    fn tag_index(&mut self, number: u32) -> Result<u32, Failure> {
        at(&self.tags, number)
    }

    fn element_index(&mut self, number: u32) -> Result<u32, Failure> {
        at(&self.elements, number)
    }

    fn data_index(&mut self, number: u32) -> Result<u32, Failure> {
        self.data.get(number as usize).copied().flatten().ok_or(Error::UserError(UNKNOWN))
    }
}

/// Whether a segment of data is left out. The splitter makes several such segments for each module.
fn is_empty(segment: &Data<'_>) -> bool {
    segment.data.is_empty() && matches!(segment.kind, DataKind::Active { .. })
}

fn merge(modules: &[&[u8]]) -> Result<Vec<u8>, Failure> {
    let parts = modules.iter().map(|module| Parts::of(module)).collect::<Result<Vec<_>, _>>()?;
    let mut all: Vec<Numbers> = parts.iter().map(|_| Numbers::default()).collect();

    let mut types = TypeSection::new();
    let mut known = Distinct(HashMap::new());
    for (parts, numbers) in parts.iter().zip(&mut all) {
        for function in &parts.types {
            let (number, is_new) = known.number(function.clone());
            if is_new {
                types.ty().func_type(&numbers.func_type(function.clone())?);
            }
            numbers.types.push(number);
        }
    }

    let mut imports = ImportSection::new();
    let mut known: [Distinct<(&str, &str)>; 5] = [(); 5].map(|()| Distinct(HashMap::new()));
    for (parts, numbers) in parts.iter().zip(&mut all) {
        for import in &parts.imports {
            let (kind, own): (usize, fn(&mut Numbers) -> &mut Vec<u32>) = match import.ty {
                TypeRef::Func(_) | TypeRef::FuncExact(_) => (0, |it| &mut it.functions),
                TypeRef::Table(_) => (1, |it| &mut it.tables),
                TypeRef::Memory(_) => (2, |it| &mut it.memories),
                TypeRef::Global(_) => (3, |it| &mut it.globals),
                TypeRef::Tag(_) => (4, |it| &mut it.tags),
            };
            let (number, is_new) = known[kind].number((import.module, import.name));
            if is_new {
                imports.import(import.module, import.name, numbers.entity_type(import.ty)?);
            }
            own(numbers).push(number);
        }
    }

    let mut functions = FunctionSection::new();
    let mut names = NameMap::new();
    let mut next = known[0].0.len() as u32;
    let (mut next_element, mut next_data) = (0, 0);
    // The functions in the slots of the table that these modules fill, with their types.
    let mut slots: BTreeMap<u32, (u32, &FuncType)> = BTreeMap::new();
    for (parts, numbers) in parts.iter().zip(&mut all) {
        let imported = numbers.functions.len() as u32;
        for (number, name) in &parts.names {
            if let Some(own) = number.checked_sub(imported) {
                names.append(next + own, name);
            }
        }
        for own in &parts.functions {
            functions.function(numbers.type_index(*own)?);
            numbers.functions.push(next);
            next += 1;
        }
        numbers.elements = (next_element..).take(parts.elements.len()).collect();
        next_element += parts.elements.len() as u32;
        for segment in &parts.data {
            let stays = !is_empty(segment);
            numbers.data.push(stays.then_some(next_data));
            next_data += u32::from(stays);
        }
        for element in &parts.elements {
            let ElementKind::Active { offset_expr, table_index: None | Some(0) } = &element.kind else { continue };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else { continue };
            let ElementItems::Functions(items) = element.items.clone() else { continue };
            for (slot, function) in (value as u32..).zip(items) {
                let function = function?;
                let own = function.checked_sub(imported).and_then(|own| parts.functions.get(own as usize));
                if let Some(own) = own.and_then(|own| parts.types.get(*own as usize)) {
                    slots.insert(slot, (numbers.function_index(function)?, own));
                }
            }
        }
    }
    // Calls of a shim become calls of the function in its slot.
    for (parts, numbers) in parts.iter().zip(&mut all) {
        let imported = numbers.functions.len() - parts.functions.len();
        for (own, its_type) in parts.functions.iter().enumerate() {
            let Some((function, of)) = parts.slot(own)?.and_then(|slot| slots.get(&slot)) else { continue };
            if parts.types.get(*its_type as usize) == Some(*of) {
                numbers.functions[imported + own] = *function;
            }
        }
    }

    let (mut elements, mut code, mut data) = (ElementSection::new(), CodeSection::new(), DataSection::new());
    let counts_data = parts.iter().any(|parts| parts.counts_data);
    for (parts, numbers) in parts.into_iter().zip(&mut all) {
        for element in parts.elements {
            numbers.parse_element(&mut elements, element)?;
        }
        for body in parts.code {
            numbers.parse_function_body(&mut code, body)?;
        }
        for segment in parts.data.into_iter().filter(|segment| !is_empty(segment)) {
            numbers.parse_data(&mut data, segment)?;
        }
    }
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&elements);
    if counts_data {
        module.section(&DataCountSection { count: data.len() });
    }
    module.section(&code).section(&data);
    if !names.is_empty() {
        let mut section = NameSection::new();
        section.functions(&names);
        module.section(&section);
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests;
