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

let made: Promise<Make> | undefined;
const bring = () =>
  (made ??= load().catch(() => {
    made = undefined;
    throw null;
  }));

/** Called by the program. Rejects with `null` if the generator could not be loaded. */
const makeOfficeFile: Make = async (...given) => (await bring())(...given);
Object.assign(globalThis, { makeOfficeFile });
