use super::*;
use wasm_encoder::{
    ConstExpr, Elements, EntityType, ExportKind, ExportSection, Function, GlobalType, MemoryType, RefType, TableType,
    ValType,
};
use wasmparser::Validator;

/// A module as the splitter makes them. Its function `own` pushes `mark`, which tells it from others, and calls the
/// shim of `slot`; both have a parameter if `is_given`. The function is in the slot `at` of the table.
fn module(mark: i32, at: i32, slot: i32, is_given: bool) -> Vec<u8> {
    let (mut types, mut imports) = (TypeSection::new(), ImportSection::new());
    // Each module has other numbers for the same types.
    let given = if is_given { vec![ValType::I32] } else { Vec::new() };
    types.ty().function([ValType::F64; 3], [ValType::F64].into_iter().take(mark as usize % 2));
    types.ty().function(given.clone(), []);
    let memory = MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
    imports.import("__wasm_split", "memory", EntityType::Memory(memory));
    let element_type = RefType::FUNCREF;
    let table = TableType { element_type, minimum: 9, maximum: None, table64: false, shared: false };
    imports.import("__wasm_split", "table", EntityType::Table(table));
    if mark % 2 == 0 {
        let global = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
        imports.import("__wasm_split", "stack", EntityType::Global(global));
    }
    let mut functions = FunctionSection::new();
    functions.function(1).function(1);
    let mut elements = ElementSection::new();
    elements.active(Some(0), &ConstExpr::i32_const(at), Elements::Functions([0][..].into()));
    let (mut own, mut shim) = (Function::new([]), Function::new([]));
    own.instructions().i32_const(mark).drop();
    for body in [&mut own, &mut shim] {
        for at in 0..given.len() as u32 {
            body.instructions().local_get(at);
        }
    }
    own.instructions().call(1).i32_const(0).i32_const(0).i32_const(4).memory_init(0, 1).end();
    shim.instructions().i32_const(slot).call_indirect(0, 1).end();
    let mut code = CodeSection::new();
    code.function(&own).function(&shim);
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(8), []);
    data.passive(format!("{mark:04}").into_bytes());
    let mut names = NameMap::new();
    names.append(0, &format!("own {mark}"));
    let mut named = NameSection::new();
    named.functions(&names);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&ExportSection::new());
    module.section(&elements).section(&DataCountSection { count: 2 }).section(&code).section(&data);
    module.section(&named);
    module.finish()
}

/// For each function that pushes a mark: the mark, the mark of what it calls (or none, if it calls a shim), and the
/// data that it reads.
fn calls(module: &[u8]) -> Vec<(i32, Option<i32>, String)> {
    Validator::new().validate_all(module).unwrap();
    let parts = Parts::of(module).unwrap();
    fn read<'a>(body: &FunctionBody<'a>) -> Vec<Operator<'a>> {
        body.get_operators_reader().unwrap().into_iter().map(Result::unwrap).collect()
    }
    let mark = |body: &FunctionBody<'_>| match read(body)[..] {
        [Operator::I32Const { value }, Operator::Drop, ..] => Some(value),
        _ => None,
    };
    let call = |body: &FunctionBody<'_>| {
        let (mut called, mut text) = (None, String::new());
        for operator in read(body) {
            match operator {
                Operator::Call { function_index } => called = mark(&parts.code[function_index as usize]),
                Operator::MemoryInit { data_index, .. } => {
                    text = String::from_utf8(parts.data[data_index as usize].data.to_vec()).unwrap();
                }
                _ => (),
            }
        }
        Some((mark(body)?, called, text))
    };
    parts.code.iter().filter_map(call).collect()
}

/// The slot that a segment fills, and the function there.
fn slot(element: &Element<'_>) -> (i32, u32) {
    let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(items)) = (&element.kind, &element.items)
    else {
        panic!("a list of functions in a slot")
    };
    let Operator::I32Const { value } = offset_expr.get_operators_reader().read().unwrap() else { panic!() };
    (value, items.clone().into_iter().next().unwrap().unwrap())
}

#[test]
fn calls_between_merged_modules_are_direct() {
    let (one, two, three) = (module(1, 3, 4, true), module(2, 4, 5, true), module(3, 5, 4, false));
    let all = merged(&[&one, &two, &three]).unwrap();
    let text = |mark: i32| format!("{mark:04}");
    // The slot of the second has a function of another type: the call fails when it runs, as before.
    assert_eq!(calls(&all), [(1, Some(2), text(1)), (2, None, text(2)), (3, None, text(3))]);
    let parts = Parts::of(&all).unwrap();
    assert_eq!(parts.types.len(), 4);
    let names: Vec<&str> = parts.imports.iter().map(|import| import.name).collect();
    assert_eq!(names, ["memory", "table", "stack"]);
    // Without the empty segments.
    assert_eq!((parts.elements.len(), parts.data.len()), (3, 3));
    assert_eq!(parts.names, [(0, "own 1"), (2, "own 2"), (4, "own 3")]);
    let slots: Vec<(i32, u32)> = parts.elements.iter().map(slot).collect();
    assert_eq!(slots, [(3, 0), (4, 2), (5, 4)]);
    // A slot of a module in another file stays a call through the table.
    assert_eq!(calls(&merged(&[&one]).unwrap()), [(1, None, text(1))]);
    Validator::new().validate_all(&merged(&[]).unwrap()).unwrap();
}

#[test]
fn what_cannot_be_merged_is_an_error() {
    let good = module(1, 3, 4, true);
    let mut own = Module::new();
    let mut exports = ExportSection::new();
    exports.export("memory", ExportKind::Memory, 0);
    assert!(merged(&[&good, own.section(&exports).clone().finish().as_slice()]).unwrap_err().contains("never makes"));
    assert!(merged(&[&good, b"no module"]).unwrap_err().contains("merged"));
    for end in 0..good.len() {
        // A module may end after any whole section.
        let _ = merged(&[&good[..end]]);
    }
    // A function too few, and a call of a function that is not there.
    let section = |id: u8, content: &[u8]| [&[id, content.len() as u8], content].concat();
    let broken = |types: u8, called: u8| {
        let types = section(3, &[&[types][..], &vec![0; types.into()]].concat());
        let start = [b"\0asm\x01\0\0\0", &section(1, &[1, 0x60, 0, 0])[..]].concat();
        [start, types, section(10, &[1, 4, 0, 0x10, called, 0x0b])].concat()
    };
    assert!(merged(&[&broken(1, 0)]).is_ok());
    assert!(merged(&[&broken(2, 0)]).is_err());
    assert!(merged(&[&broken(1, 1)]).unwrap_err().contains("it lacks"));
}
