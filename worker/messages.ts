// Written from crates/wire/src/worker.rs by its test; do not edit.

export type Report = {
  /** The state of the copy. */
  state: WorkerState,
  /** The stored version. */
  version: string,
  /** The version of this tab. */
  tab?: string,
  /** Bytes of the program, the texts and everything saved. */
  bytes: number,
  /** Milliseconds since this version was completely stored. */
  age: number,
  /** Milliseconds since the site last had nothing newer. */
  current: number,
  /** Tiers of files by name: `text-en`, `picture` and so on. */
  tiers: { [key in string]: Tier },
  /** Pictures stored because the reader saw them. */
  seen: Amount,
  /** Things that the reader saved. */
  pins: Array<Pin>,
  /** The size of a thing, in reply to [`Order::Size`]. */
  size?: Size,
  /** Why the last order failed. */
  error?: string, };

export type FrameState = {
  /** The state of the copy. */
  state: WorkerState,
  /** Whether the device now has another version than this tab. */
  passed: boolean,
  /** Whether the texts of the reader's language are stored. */
  ready: boolean,
  /** Milliseconds since the site last had nothing newer. */
  current: number, };

export type WorkerState = "unknown" | "saving" | "ready" | "update" | "full" | "failed" | "unsupported" | "insecure" | "blocked";

export type Amount = {
  /** How many files. */
  files: number,
  /** How many bytes. */
  bytes: number, };

export type Tier = {
  /** How many files it has. */
  files: number,
  /** Bytes of all its files. */
  bytes: number,
  /** Whether all its files are stored. */
  ready: boolean,
  /** Bytes fetched so far, while it is being saved. */
  done?: number, };

export type Size = {
  /** How many files. */
  files: number,
  /** Bytes of all files. */
  bytes: number,
  /** Bytes that are not stored yet. */
  left: number, };

export type Pin = {
  /** Its id among the pins. */
  id: string,
  /** Its name for readers. */
  name: string,
  /** Its page. */
  path: string,
  /** Its progress. */
  state: PinState,
  /** How many files it has. */
  files: number,
  /** Bytes of all files. */
  bytes: number,
  /** Bytes stored so far. */
  done: number,
  /** How many of its items have changed on the site since. */
  changed: number,
  /** Its pages. */
  items: Array<Item>, };

export type PinState = "saving" | "paused" | "ready" | "full" | "failed";

export type Item = {
  /** Its path. */
  path: string,
  /** Its title. */
  title: string,
  /** Bytes of its files. */
  bytes: number,
  /** Bytes stored so far. */
  done: number, };

export type Order = { "type": "state" } | { "type": "reach" } | { "type": "save",
  /** `text-en` or `text-zh`. */
  tier: string,
  /** Whether the reader saves data. If so, nothing is stored. */
  lean: boolean, } | { "type": "current" } | { "type": "size",
  /** Its pages. */
  items: Array<Wanted>, } | { "type": "pin",
  /** Its id among the pins. */
  id: string,
  /** Its name for readers. */
  name: string,
  /** Its page. */
  path: string,
  /** Its pages. */
  items: Array<Wanted>, } | { "type": "pin",
  /** The id of the pin. */
  id: string, } | { "type": "pause",
  /** The id of the pin. */
  id: string, } | { "type": "cancel",
  /** The id of the pin. */
  id: string, } | { "type": "repair" } | { "type": "activate" };

export type Wanted = {
  /** Its path. */
  path: string,
  /** Its title. */
  title: string,
  /** The URLs of its files. */
  urls: Array<string>, };
