// Storage: pieces of files by digest, and notes. Never change names or formats, because devices already have such data.

import type { PinState } from "../messages.ts";
import { SEEN } from "./limits.ts";
import { BASE } from "./scope.ts";

/** A file of a version. Large files are stored in pieces, each with a digest. */
export interface SiteFile {
  path: string;
  tier: string;
  bytes: number;
  hashes: string[];
  type: string;
}

/** The content of a pin. */
export interface PinNote {
  name?: string;
  path?: string;
  state: PinState;
  files: SiteFile[];
  items?: { path: string; title: string; paths: string[]; text?: string }[];
}

interface Notes {
  /** The active version, and the latest installed one. */
  current: string;
  coming: string;
  /** When it was last confirmed that the site has no newer version. */
  "current-at": number;
  /** The tiers that the reader requested. */
  wanted: string[];
  /** For a version: the tiers that are completely stored, and the time. */
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

/** The digests of all pieces in a cache, in insertion order. */
export const present = async (cache: Cache = "files") => {
  const keys = await (await caches.open(CACHES[cache])).keys();
  return new Set(keys.map(({ url }) => last(new URL(url).pathname)));
};

/** The bytes of a piece, verified. A damaged piece is deleted. `undefined` if there is none. */
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

/** The text of a stored file. `undefined` if a piece is missing or damaged. */
export const text = async ({ hashes }: SiteFile) => {
  const pieces = await Promise.all(hashes.map(piece));
  if (!pieces.every((bytes) => bytes !== undefined)) return undefined;
  return new TextDecoder().decode(pieces.length === 1 ? pieces[0] : await new Blob(pieces).arrayBuffer());
};

/** Whether `have` contains all pieces of these files. */
export const isWhole = (files: SiteFile[], have: Set<string>) =>
  files.every(({ hashes }) => hashes.every((hash) => have.has(hash)));

/**
 * Marks a piece as the last seen in a cache and evicts the oldest ones. Does nothing if the piece is stored
 * permanently.
 */
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
    // An unreadable pin is skipped; the others are returned.
    const note = await read(pinNote(id)).catch(() => undefined);
    if (note?.files) found.set(id, note);
  }
  return found;
};
