// Builds pages. A page's document names its fragment by digest. Fragments are cached when they are seen.

import { type Fragment, type Frame, compose } from "./compose.ts";
import { FRAGMENT, STALLED } from "./limits.ts";
import { type Site, fragment, fragmentOf } from "./manifest.ts";
import { download, within } from "./network.ts";
import { BASE } from "./scope.ts";
import { type SiteFile, see, text } from "./store.ts";

const read = async <T>(site: Site, path: string) => {
  const file = await site.find(path);
  const json = file && (await text(file));
  return json ? (JSON.parse(json) as T) : undefined;
};
const frameOf = (site: Site) => read<Frame>(site, `${BASE}/data/frame.json`);

const answer = (site: Site, frame: Frame | undefined, fragment: Fragment | undefined, document = "", status = 200) => {
  if (!frame || !fragment) return undefined;
  const headers = { ...site.manifest.headers, "Content-Type": "text/html; charset=utf-8" };
  return new Response(compose(frame, fragment, document), { status, headers });
};
const always = async (site: Site, name: string, document?: string, status?: number) =>
  answer(site, await frameOf(site), await read<Fragment>(site, fragment(`${BASE}/${name}`)), document, status);

/** A page that the program fills in. */
export const empty = (site: Site) => always(site, "shell");
export const missing = (site: Site) => always(site, "404", "missing", 404);

/** The text of a fragment. If it is not stored, it is fetched, and the caller waits for it briefly. */
const bring = async (event: FetchEvent, site: Site, file: SiteFile) => {
  const fetched = async () => {
    const signal = AbortSignal.timeout(STALLED);
    await download(file, site.manifest.piece, new Set(), signal, "no-cache", "fragments");
    return text(file);
  };
  const stored = await text(file);
  const coming = stored || !navigator.onLine ? Promise.resolve(stored) : fetched().catch(() => undefined);
  const mark = async () => (await coming) && see("fragments", file.hashes[0]!);
  event.waitUntil(mark().catch(() => {}));
  return within(FRAGMENT, coming);
};

/** A stored page: prerendered if its fragment is stored or arrives soon, else empty for the program to fill in. */
export const page = async (event: FetchEvent, site: Site, path: string, stored: SiteFile) => {
  const [document, frame] = await Promise.all([text(stored), frameOf(site)]);
  if (!document) return undefined;
  const file = fragmentOf(path, document);
  const body = file && (await bring(event, site, file));
  return body ? answer(site, frame, JSON.parse(body) as Fragment, stored.path) : empty(site);
};
