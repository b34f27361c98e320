// Serves stored files. Type and headers come from the manifest, never from the stored response.

import type { Site } from "./manifest.ts";
import { span } from "./ranges.ts";
import { isMedia } from "./scope.ts";
import { type SiteFile, holds, piece } from "./store.ts";

/** The response for a file or a range of it. `undefined` if a piece is missing or damaged. */
export const serve = async (site: Site, { path, bytes, hashes, type }: SiteFile, request: Request) => {
  const { headers: always, piece: size } = site.manifest;
  const headers = new Headers(always);
  headers.set("Content-Type", /^text|json$/.test(type) ? `${type}; charset=utf-8` : type);
  headers.set("Accept-Ranges", "bytes");
  if (isMedia(path)) headers.set("Cross-Origin-Resource-Policy", "cross-origin");
  const range = span(request.headers.get("Range"), bytes);
  if (range === null) {
    headers.set("Content-Range", `bytes */${bytes}`);
    return new Response(null, { status: 416, headers });
  }
  const [from, to] = range ?? [0, Math.max(0, bytes - 1)];
  let at = Math.floor(from / size);
  const end = Math.floor(to / size);
  const cut = async () => {
    const stored = await piece(hashes[at]!);
    const part = stored && new Uint8Array(stored).subarray(Math.max(0, from - at * size), to + 1 - at * size);
    at++;
    return part;
  };
  const first = await cut();
  if (!first) return undefined;
  for (const hash of hashes.slice(at, end + 1)) if (!(await holds("files", hash))) return undefined;
  const rest: UnderlyingDefaultSource<Uint8Array> = {
    start: (control) => control.enqueue(first),
    pull: async (control) => {
      const part = await cut();
      if (!part) return control.error(new Error("a piece is damaged"));
      control.enqueue(part);
      if (at > end) control.close();
    },
  };
  headers.set("Content-Length", `${bytes ? to - from + 1 : 0}`);
  if (range) headers.set("Content-Range", `bytes ${from}-${to}/${bytes}`);
  const body = at > end ? first : new ReadableStream(rest, { highWaterMark: 0 });
  return new Response(body, { status: range ? 206 : 200, headers });
};
