// Fetches the chunks of the program. The site tool bundles this file and its imports with the glue.
import "./focus.ts";
import "./html.ts";
import "./on-demand.ts";
import "./rendered.ts";
import "./soon.ts";
import "./stored.ts";
import "./translated.ts";
import { initSync } from "./app.js";
import { compile } from "./wasm.ts";

/** Filled in by the site tool: the URL and the digest of each file, and the files of each chunk. */
declare const __FILES__: Record<string, [path: string, integrity: string]>;
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
const compiled = once((name) => {
  const [path, integrity] = files[name]!;
  return compile(fetch(path, { integrity, credentials: "same-origin", signal: AbortSignal.timeout?.(GIVE_UP) }));
});
// A file is instantiated only once, because it contains its own initial state.
const bring = once(async (name) => {
  const module = await compiled(name);
  await WebAssembly.instantiate(module, { __wasm_split: initSync() as unknown as WebAssembly.ModuleImports });
});

// Fetches and compiles what the page needs while the program starts: only instantiating it needs the program. That is the
// page's own chunks, and the one that stores, if a press waits for it. If that fails, the program fetches it again.
const own = document.querySelector<HTMLElement>("script[data-document]")?.dataset.chunks?.split(" ") ?? [];
const stores = document.querySelector("[aria-busy=true]:is([data-pack], [data-star], [data-read])") ? chunks.storage! : [];
for (const name in files) if (own.includes(files[name]![0]) || stores.includes(name)) compiled(name).catch(() => {});

/** Loads a chunk and calls back with whether it arrived. If not, the program reports it to the reader. */
export const load = (chunk: string) => async (callback: number, data: number) => {
  const came = await Promise.all(chunks[chunk]!.map(bring)).then(
    () => true,
    () => false,
  );
  initSync().__indirect_function_table.get(callback)(data, came);
};
