// The part of wasm-bindgen's glue that the chunk loader uses.
export const initSync: () => { __indirect_function_table: WebAssembly.Table };
