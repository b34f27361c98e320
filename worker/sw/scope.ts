// What the worker knows from the start: the version and the base path of the site.

/**
 * `/sw.js` sets `site` before it imports this script: the digest and the size in bytes of `/offline.json`, and the folder
 * of pictures and clips if they are not published with the site.
 */
export const worker = self as unknown as ServiceWorkerGlobalScope & {
  site: [version: string, bytes: number, media?: string];
};

export const [VERSION, MANIFEST_BYTES, MEDIA] = worker.site;

/** The base path: empty if the site is at the root of its host, else `/film`, for example. */
export const BASE = new URL(".", location.href).pathname.slice(0, -1);

/** A path without the base, or an empty string for a path outside the site. */
export const inner = (path: string) => (path.startsWith(`${BASE}/`) ? path.slice(BASE.length) : "");

/** The name of an address in the manifest: its path, or all of it if it is on another host. */
export const nameOf = ({ origin, pathname }: URL) => (origin === location.origin ? pathname : origin + pathname);

const APART = MEDIA && nameOf(new URL(MEDIA));
/** Whether a name is that of a picture or clip. */
export const isMedia = (name: string) => inner(name).startsWith("/media/") || (!!APART && name.startsWith(APART));

/** Whether a page is asked for: by the browser, or by the page before it (worker/page/navigate.ts). */
export const isPage = ({ mode, headers }: Request) => mode === "navigate" || headers.get("Accept") === "text/html";

/** All open pages, including those of another version. */
export const openPages = () => worker.clients.matchAll({ includeUncontrolled: true, type: "window" });
