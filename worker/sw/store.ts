// What is stored: pieces of files by digest, and notes. Names and forms stay: devices have them.

import type { PinState } from "../messages.ts";
import { SEEN } from "./limits.ts";
import { BASE } from "./scope.ts";

/** A file of a version. Large ones are stored in pieces; each has a digest. */
export interface SiteFile {
  path: string;
  tier: string;
  bytes: number;
  hashes: string[];
  type: string;
}

/** What a pin is made of. */
export interface PinNote {
  name?: string;
  path?: string;
  state: PinState;
  files: SiteFile[];
  items?: { path: string; title: string; paths: string[]; text?: string }[];
}

interface Notes {
  /** The version that has taken over, and the latest that was installed. */
  current: string;
  coming: string;
  /** When the site last had nothing newer. */
  "current-at": number;
  /** Tiers that the reader wants. */
  wanted: string[];
  /** Of a version: the tiers that are whole, and since when. */
  [whole: `whole/${string}`]: { tiers: string[]; at: number };
  /** The version of a tab. */
  [client: `client/${string}`]: string;
  [pin: `pin/${string}`]: PinNote;
}

const name = (kind: string) => `offline-${kind}-1${BASE}`;
export const CACHES = { files: name("files"), fragments: name("leaves"), seen: name("seen") };
const NOTES = name("notes");
export type Cache = keyof typeof CACHES;

const address = (name: string) => `/offline/${name}`;
const last = (path: string) => decodeURIComponent(path.split("/").pop() ?? "");

export const digest = async (bytes: BufferSource) => {
  const text = String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
};

export const save = async (cache: Cache, hash: string, bytes: ArrayBuffer | Uint8Array<ArrayBuffer>) => {
  const headers = { "Content-Length": `${bytes.byteLength}` };
  await (await caches.open(CACHES[cache])).put(address(hash), new Response(bytes, { headers }));
};
export const drop = async (cache: Cache, hash: string) => (await caches.open(CACHES[cache])).delete(address(hash));
export const holds = async (cache: Cache, hash: string) =>
  !!(await caches.match(address(hash), { cacheName: CACHES[cache] }));

/** The digests of all pieces in a cache, in the order they were put. */
export const present = async (cache: Cache = "files") => {
  const keys = await (await caches.open(CACHES[cache])).keys();
  return new Set(keys.map(({ url }) => last(new URL(url).pathname)));
};

/** Bytes that are what they should be, or nothing: what is damaged is thrown away. */
export const piece = async (hash: string) => {
  for (const cache of Object.keys(CACHES) as Cache[]) {
    const stored = await caches.match(address(hash), { cacheName: CACHES[cache] });
    if (!stored) continue;
    const bytes = await stored.arrayBuffer().catch(() => undefined);
    if (bytes && (await digest(bytes)) === hash) return bytes;
    await drop(cache, hash);
  }
  return undefined;
};

/** The text of a stored file; nothing when a piece is missing or damaged. */
export const text = async ({ hashes }: SiteFile) => {
  const pieces = await Promise.all(hashes.map(piece));
  if (!pieces.every((bytes) => bytes !== undefined)) return undefined;
  return new TextDecoder().decode(pieces.length === 1 ? pieces[0] : await new Blob(pieces).arrayBuffer());
};

/** Whether all pieces of these files are among those. */
export const isWhole = (files: SiteFile[], have: Set<string>) =>
  files.every(({ hashes }) => hashes.every((hash) => have.has(hash)));

/** Puts a piece last in a cache of what was seen, and takes the first ones out, unless it is kept for good anyway. */
export const see = async (cache: keyof typeof SEEN, hash: string, given?: ArrayBuffer) => {
  if (await holds("files", hash)) return;
  const bytes = given ?? (await piece(hash));
  if (!bytes) return;
  await drop(cache, hash);
  await save(cache, hash, bytes).catch(() => caches.delete(CACHES[cache]));
  const open = await caches.open(CACHES[cache]);
  const most = SEEN[cache];
  let total = 0;
  for (const [place, request] of [...(await open.keys())].reverse().entries()) {
    total += Number((await open.match(request))?.headers.get("Content-Length"));
    if (place >= most.files || total > most.bytes) await open.delete(request);
  }
};

// ---- Notes

export const read = async <K extends keyof Notes>(note: K): Promise<Notes[K] | undefined> =>
  (await caches.match(address(note), { cacheName: NOTES }))?.json();
export const write = async <K extends keyof Notes>(note: K, value: Notes[K]) =>
  (await caches.open(NOTES)).put(address(note), new Response(JSON.stringify(value)));
export const erase = async (note: keyof Notes) => (await caches.open(NOTES)).delete(address(note));

/** The names of all notes of a kind. */
export const notes = async (kind: "client" | "pin" | "whole") => {
  const paths = (await (await caches.open(NOTES)).keys()).map(({ url }) => new URL(url).pathname);
  return paths.filter((path) => path.startsWith(address(`${kind}/`))).map(last);
};
export const pinNote = (id: string) => `pin/${encodeURIComponent(id)}` as const;
/** All pins by id. */
export const pins = async () => {
  const found = new Map<string, PinNote>();
  for (const id of await notes("pin")) {
    // One that cannot be read is left out: the others are told.
    const note = await read(pinNote(id)).catch(() => undefined);
    if (note?.files) found.set(id, note);
  }
  return found;
};
