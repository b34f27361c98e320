// Loads a script that only some readers need.

/** The path of a script and its digest. */
export type Script = [path: string, integrity: string];

/** Fetches and runs a script. Rejects if it was changed or cut off. */
export const load = async ([path, integrity]: Script) => {
  await (await fetch(path, { integrity, credentials: "same-origin" })).arrayBuffer();
  return import(path);
};
