// Answers requests from the store.

import { PATIENCE, QUIET } from "./limits.ts";
import { data, load } from "./manifest.ts";
import { pause } from "./network.ts";
import { page } from "./pages.ts";
import { serve } from "./files.ts";
import { versionOf } from "./report.ts";
import { VERSION, inner, isMedia, isPage, nameOf, openPages, worker } from "./scope.ts";
import { pins, read, see, write } from "./store.ts";

/** Matches paths with a file extension, which are not pages. */
export const ENDING = /\.\w+$/;

/** The time of the last request to this worker. */
let lately = 0;
export const note = () => {
  lately = performance.now();
};
const quiet = async () => {
  for (let turn = 0; turn < PATIENCE; turn++) {
    await pause(QUIET);
    if (performance.now() - lately >= QUIET) return;
  }
};

/**
 * The version for a navigation. When the reader reloads the only tab, it gets the waiting version.
 * This worker keeps answering until the page is loaded. In Chromium, a worker that is asked for something at the moment
 * it is replaced lives on until it has had no request for 30 s.
 */
const newest = async (event: FetchEvent) => {
  if (!worker.registration.waiting || (await openPages()).length > 1) return VERSION;
  const version = await read("coming");
  const isReady = version && (await load(version).catch(() => undefined));
  if (!isReady) return VERSION;
  await write(`client/${event.resultingClientId}`, version);
  event.waitUntil(quiet().then(() => worker.registration.waiting?.postMessage({ type: "activate" })));
  return version;
};

/** A pinned file that this version does not name: one of an earlier version, or one that no version names. */
const pinned = async (path: string) => {
  const isFile = isMedia(path);
  if (!isFile && !/^\/data\/(zh\/)?library\//.test(inner(path))) return undefined;
  const files = [...(await pins()).values()].flatMap((note) => note.files);
  return files.find((file) => file.path === path && (isFile || file.tier === "pin"));
};

export type Answer = (event: FetchEvent, url: URL) => Promise<Response | undefined>;

export const answer: Answer = async (event, url) => {
  const { request } = event;
  const { pathname } = url;
  if (isPage(request) && !ENDING.test(pathname)) {
    const site = await load(await (request.mode === "navigate" ? newest(event) : versionOf(event.clientId)));
    const path = data(pathname);
    const stored = (await site.find(path)) ?? (site.mayHave(pathname) ? await pinned(path) : undefined);
    return stored && page(event, site, pathname, stored);
  }
  const site = await load(await versionOf(event.clientId));
  const name = nameOf(url);
  const file = (await site.find(name)) ?? (await pinned(name));
  const stored = file && (await serve(site, file, request));
  if (stored && file.tier === "picture" && file.hashes.length === 1) {
    event.waitUntil(see("seen", file.hashes[0]!).catch(() => {}));
  }
  return stored;
};
