// Fetches the chunks of the program. The site tool bundles this file and its imports with the glue.
import "./focus.ts";
import "./html.ts";
import "./on-demand.ts";
import "./rendered.ts";
import "./soon.ts";
import "./stored.ts";
import "./translated.ts";
import { initSync } from "./app.js";

declare global {
  /** Set by program.ts: settles when it has fetched the page's chunks. */
  var chunksFetched: Promise<unknown> | undefined;
}
/**
 * Filled in by the site tool: the files (URL, digest and the size of each module in it), and the files of each chunk.
 */
declare const __FILES__: Record<string, [path: string, integrity: string, sizes: number[]]>;
declare const __CHUNKS__: Record<string, string[]>;

const files = __FILES__;
const chunks = __CHUNKS__;

/** After this time a file is requested again, in milliseconds. */
const GIVE_UP = 60_000;
/** Calls `make` once for each name. A failure is not kept: the next call tries again. */
const once = <T>(make: (name: string) => Promise<T>) => {
  const made: Record<string, Promise<T>> = {};
  return (name: string) =>
    (made[name] ??= make(name).catch((error: unknown) => {
      delete made[name];
      throw error;
    }));
};
const compile = once(async (name) => {
  const [path, integrity, sizes] = files[name]!;
  const response = await fetch(path, { integrity, credentials: "same-origin", signal: AbortSignal.timeout?.(GIVE_UP) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = await response.arrayBuffer();
  let at = 0;
  return Promise.all(sizes.map((size) => WebAssembly.compile(bytes.slice(at, (at += size)))));
});
// A file is instantiated only once, because it contains its own initial state.
const bring = once(async (name) => {
  const modules = await compile(name);
  const imports = { __wasm_split: initSync() as unknown as WebAssembly.ModuleImports };
  for (const module of modules) await WebAssembly.instantiate(module, imports);
});

// Compiles the page's own chunks while the program starts: only instantiating them needs it. If that fails, the program
// fetches the chunk again.
const own = document.querySelector<HTMLElement>("script[data-document]")?.dataset.chunks?.split(" ") ?? [];
void globalThis.chunksFetched?.then(() => {
  for (const name in files) if (own.includes(files[name]![0])) compile(name).catch(() => {});
});

/** Loads a chunk and calls back with whether it arrived. If not, the program reports it to the reader. */
export const load = (chunk: string) => async (callback: number, data: number) => {
  const came = await Promise.all(chunks[chunk]!.map(bring)).then(
    () => true,
    () => false,
  );
  initSync().__indirect_function_table.get(callback)(data, came);
};
