// What the chunk loader uses of the glue that wasm-bindgen writes.
export const initSync: () => { __indirect_function_table: WebAssembly.Table };
