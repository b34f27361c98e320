// Downloads files and verifies them before they are stored.

import { OtherText, cut } from "./compose.ts";
import { AROUND, LANES, STALLED } from "./limits.ts";
import { pageOf } from "./manifest.ts";
import { inner, isMedia } from "./scope.ts";
import { type Cache, type SiteFile, digest, save } from "./store.ts";

export const pause = (ms: number) => new Promise<undefined>((done) => setTimeout(done, ms));
export const within = <T>(ms: number, promise: Promise<T>) => Promise.race([promise, pause(ms)]);

const mime = (answer: Response) =>
  (answer.headers.get("Content-Type") ?? "").split(";")[0]!.trim().replace("application/javascript", "text/javascript");

/** Throws unless a response is the site's own, or its own media host's, with this type and one of these statuses. */
export const expectFile = (path: string, answer: Response, type: string, ...statuses: number[]) => {
  const isPlain = answer.type === (path.startsWith("/") ? "basic" : "cors") && !answer.redirected;
  if (isPlain && mime(answer) === type && statuses.includes(answer.status)) return;
  throw new Error(`${path}: status ${answer.status}, ${mime(answer)}`);
};

export const isFull = (error: unknown) => (error as Error | undefined)?.name === "QuotaExceededError";

/** A controller that also aborts when `signal` aborts. It stops listening once it is aborted itself. */
const below = (signal: AbortSignal) => {
  signal.throwIfAborted();
  const own = new AbortController();
  signal.addEventListener("abort", () => own.abort(signal.reason), { signal: own.signal });
  return own;
};

/** Sends a request and passes the body to `take` as it arrives, if `accept` does not throw. Fails if it stalls. */
const receive = async (
  path: string, options: RequestInit, signal: AbortSignal,
  accept: (answer: Response) => void, take: (part: Uint8Array<ArrayBuffer>) => Promise<void> | void,
) => {
  const own = below(signal);
  let timer: number | undefined;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => own.abort(), STALLED);
  };
  try {
    alive();
    const answer = await fetch(path, { ...options, redirect: "error", signal: own.signal });
    accept(answer);
    const reader = answer.body!.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      alive();
      if (done) return;
      await take(value);
    }
  } finally {
    clearTimeout(timer);
    own.abort();
  }
};

/** Fetches a page and stores its fragment if its digest matches. */
const downloadFragment = async (
  { path, bytes, hashes }: SiteFile, have: Set<string>, signal: AbortSignal, cache: RequestCache, to: Cache,
) => {
  const hash = hashes[0]!;
  if (have.has(hash)) return;
  const page = pageOf(path);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let room = bytes + AROUND;
  const accept = (answer: Response) => expectFile(page, answer, "text/html", 200);
  await receive(page, { cache }, signal, accept, (part) => {
    room -= part.length;
    if (room < 0) throw new Error(`${page}: too long`);
    parts.push(part);
  });
  const html = new TextDecoder().decode(await new Blob(parts).arrayBuffer());
  const fragment = new TextEncoder().encode(JSON.stringify(cut(html)));
  if ((await digest(fragment)) !== hash) throw new OtherText(`${page}: not the text that was named`);
  await save(to, hash, fragment);
  have.add(hash);
};

/** Fetches the missing pieces of a file and stores each one whose digest matches. A fragment comes with its page. */
export const download = async (
  file: SiteFile, size: number, have: Set<string>, signal: AbortSignal, cache: RequestCache, to: Cache = "files",
) => {
  if (file.tier === "fragment") return downloadFragment(file, have, signal, cache, to);
  const { path, type, bytes, hashes } = file;
  let at = hashes.findIndex((hash) => !have.has(hash));
  if (at < 0) return;
  const start = at * size;
  const headers: HeadersInit = start ? { Range: `bytes=${start}-` } : {};
  let skip = start;
  const accept = (answer: Response) => {
    expectFile(path, answer, type, ...(start ? [200, 206] : [200]));
    if (answer.status === 206) skip = 0;
  };
  const room = () => new Uint8Array(Math.max(0, Math.min(size, bytes - at * size)));
  let buffer = room();
  let filled = 0;
  const storeIfFull = async () => {
    if (at === hashes.length || filled < buffer.length) return;
    if ((await digest(buffer)) !== hashes[at]) throw new Error(`${path}: not the bytes that were named`);
    await save(to, hashes[at]!, buffer);
    have.add(hashes[at++]!);
    buffer = room();
    filled = 0;
  };
  await receive(path, { cache, headers }, signal, accept, async (value) => {
    let rest = value.subarray(Math.min(skip, value.length));
    skip -= value.length - rest.length;
    while (rest.length > 0) {
      if (at === hashes.length) throw new Error(`${path}: too long`);
      const part = rest.subarray(0, buffer.length - filled);
      buffer.set(part, filled);
      filled += part.length;
      rest = rest.subarray(part.length);
      await storeIfFull();
    }
  });
  await storeIfFull();
  if (at < hashes.length) throw new Error(`${path}: cut short`);
};

/** Whether a file's name depends on its content. Such files may come from the browser's HTTP cache. */
const isNamed = (path: string) => isMedia(path) || /^\/(assets|data\/(catalog|map))\//.test(inner(path));

/**
 * Fetches the missing parts of these files, a few files at a time, each at most twice. The first failure stops
 * everything, except that a fragment is left out if its page has another text: the program fills the page.
 */
export const fetchAll = async (
  files: SiteFile[], size: number, have: Set<string>, signal: AbortSignal, progress = (_: SiteFile) => {},
) => {
  const own = below(signal);
  const queue = [...files];
  const lane = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      try {
        await download(file, size, have, own.signal, isNamed(file.path) ? "default" : "no-cache");
      } catch (error) {
        if (isFull(error) || own.signal.aborted) throw error;
        await download(file, size, have, own.signal, "reload").catch((error: unknown) => {
          if (!(error instanceof OtherText)) throw error;
        });
      }
      progress(file);
    }
  };
  await Promise.all(Array.from({ length: LANES }, () => lane().catch((error: unknown) => own.abort(error))));
  own.signal.throwIfAborted();
  own.abort();
};
