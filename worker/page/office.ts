// Loads the generator of office files (worker/lookbook/) when the reader asks for the first file.

/** Filled in by the site tool. */
declare const __LOOKBOOK__: [path: string, integrity: string];
type Make = (json: string, progress: (done: number, all: number) => void, signal: AbortSignal) => Promise<[Blob, number]>;

const load = async (): Promise<Make> => {
  const [path, integrity] = __LOOKBOOK__;
  // A file that was changed or cut off fails its integrity check.
  await (await fetch(path, { integrity, credentials: "same-origin" })).arrayBuffer();
  return (await import(path)).make;
};

/** Called by the program. Rejects with `null` if the generator could not be loaded. */
const makeOfficeFile: Make = async (...given) => {
  const make = await load().catch(() => Promise.reject(null));
  return make(...given);
};
Object.assign(globalThis, { makeOfficeFile });
