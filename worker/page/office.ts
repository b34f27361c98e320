// Loads the generators of office files (worker/lookbook/) and posters (worker/poster/) when the reader asks for one.

type Address = [path: string, integrity: string];
/** Filled in by the site tool. */
declare const __LOOKBOOK__: Address;
declare const __POSTER__: Address;
/** The file, the number of pictures that it lacks, and what else the generator returns. */
type Make = (json: string, progress: ((done: number, all: number) => void) | undefined, signal: AbortSignal) => Promise<[Blob, number, ...unknown[]]>;

/** Loads a script with the first call. Rejects with `null` if it could not be loaded; then the next call tries again. */
const onDemand = ([path, integrity]: Address): Make => {
  let made: Promise<Make> | undefined;
  const load = async (): Promise<Make> => {
    // A file that was changed or cut off fails its integrity check.
    await (await fetch(path, { integrity, credentials: "same-origin" })).arrayBuffer();
    return (await import(path)).make;
  };
  const bring = () =>
    (made ??= load().catch(() => {
      made = undefined;
      throw null;
    }));
  return async (...given) => (await bring())(...given);
};
/** Called by the program. */
Object.assign(globalThis, { makeOfficeFile: onDemand(__LOOKBOOK__), makePoster: onDemand(__POSTER__) });
