// Loads scripts that only some readers need: the generators of office files (worker/lookbook/) and posters
// (worker/poster/), and the one that draws panoramas (worker/panorama/).

import { type Script, load } from "./script.ts";

/** Filled in by the site tool. */
declare const __LOOKBOOK__: Script;
declare const __PANORAMA__: Script;
declare const __POSTER__: Script;

/** A function of a script, which is loaded with the first call. Rejects with `null` if the script cannot be loaded. */
const onDemand = (script: Script, name: string) => {
  let loaded: Promise<Record<string, (...given: unknown[]) => unknown>> | undefined;
  return async (...given: unknown[]) => {
    loaded ??= load(script).catch(() => {
      loaded = undefined;
      throw null;
    });
    return (await loaded)[name]!(...given);
  };
};

// Called by the program.
Object.assign(globalThis, {
  makeOfficeFile: onDemand(__LOOKBOOK__, "make"),
  makePoster: onDemand(__POSTER__, "make"),
  openPanorama: onDemand(__PANORAMA__, "open"),
});
