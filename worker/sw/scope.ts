// What the worker knows from its start: the version, and where the site lies on its host.

/** `/sw.js` sets `site` before it imports this script: the digest of `/offline.json`, and its bytes. */
export const worker = self as unknown as ServiceWorkerGlobalScope & { site: [version: string, bytes: number] };

export const [VERSION, MANIFEST_BYTES] = worker.site;

/** Nothing at the top of the host, else `/film`. */
export const BASE = new URL(".", location.href).pathname.slice(0, -1);

/** A path without the base; nothing for a path of another site. */
export const inner = (path: string) => (path.startsWith(`${BASE}/`) ? path.slice(BASE.length) : "");

/** Every open page, also those of another version. */
export const openPages = () => worker.clients.matchAll({ includeUncontrolled: true, type: "window" });
