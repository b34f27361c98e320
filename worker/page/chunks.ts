// Fetches the chunks of the program. The site tool bundles this file and its imports with the glue.
import "./focus.ts";
import "./on-demand.ts";
import "./rendered.ts";
import "./translated.ts";
import { initSync } from "./app.js";

/**
 * Filled in by the site tool: the files (URL, digest and the size of each module in it), and the files of each chunk.
 */
declare const __FILES__: Record<string, [path: string, integrity: string, sizes: number[]]>;
declare const __CHUNKS__: Record<string, string[]>;

const files = __FILES__;
const chunks = __CHUNKS__;
const instantiate = async (name: string) => {
  const [path, integrity, sizes] = files[name]!;
  const response = await fetch(path, { integrity, credentials: "same-origin" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  const imports = { __wasm_split: initSync() as unknown as WebAssembly.ModuleImports };
  let at = 0;
  for (const size of sizes) await WebAssembly.instantiate(bytes.slice(at, (at += size)), imports);
};
// A file is instantiated only once, because it contains its own initial state. A failed file is fetched again.
const here: Record<string, Promise<void>> = {};
const bring = (name: string) =>
  (here[name] ??= instantiate(name).catch((error: unknown) => {
    delete here[name];
    throw error;
  }));

/** Loads a chunk and calls back with whether it arrived. If not, the program reports it to the reader. */
export const load = (chunk: string) => async (callback: number, data: number) => {
  const came = await Promise.all(chunks[chunk]!.map(bring)).then(
    () => true,
    () => false,
  );
  initSync().__indirect_function_table.get(callback)(data, came);
};
