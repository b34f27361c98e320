// Written from crates/wire/src/worker.rs by its test; do not edit.

export type Report = {
  /** The state of the copy. */
  state: WorkerState,
  /** The version that is kept. */
  version: string,
  /** The version of this tab. */
  tab?: string,
  /** Bytes of program, texts and what is saved. */
  bytes: number,
  /** Milliseconds since this version was whole. */
  age: number,
  /** Milliseconds since the site had nothing newer. */
  current: number,
  /** By name: `text-en`, `picture` and so on. */
  tiers: { [key in string]: Tier },
  /** Pictures that were seen. */
  seen: Amount,
  /** What the reader saved. */
  pins: Array<Pin>,
  /** What a thing would take, when that was asked. */
  size?: Size,
  /** Why what was asked for was not done. */
  error?: string, };

export type FrameState = {
  /** The state of the copy. */
  state: WorkerState,
  /** Whether another version than this tab's is the device's by now. */
  passed: boolean,
  /** Whether the text of the reader's language is here. */
  ready: boolean,
  /** Milliseconds since the site had nothing newer. */
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
  /** Whether all of it is here. */
  ready: boolean,
  /** Bytes that have come, while it is being saved. */
  done?: number, };

export type Size = {
  /** How many files. */
  files: number,
  /** Bytes of them all. */
  bytes: number,
  /** Bytes that are not here yet. */
  left: number, };

export type Pin = {
  /** What it is called among pins. */
  id: string,
  /** Its name for readers. */
  name: string,
  /** Its page. */
  path: string,
  /** How far the worker is. */
  state: PinState,
  /** How many files it has. */
  files: number,
  /** Bytes of it all. */
  bytes: number,
  /** Bytes that are here. */
  done: number,
  /** How many of its items have another text on the site by now. */
  changed: number,
  /** What it is made of. */
  items: Array<Item>, };

export type PinState = "saving" | "paused" | "ready" | "full" | "failed";

export type Item = {
  /** Its address. */
  path: string,
  /** Its title. */
  title: string,
  /** Bytes of it. */
  bytes: number,
  /** Bytes that are here. */
  done: number, };

export type Order = { "type": "state" } | { "type": "reach" } | { "type": "save",
  /** `text-en` or `text-zh`. */
  tier: string,
  /** Not if the reader saves data. */
  lean: boolean, } | { "type": "current" } | { "type": "size",
  /** What it is made of. */
  items: Array<Wanted>, } | { "type": "pin",
  /** What to call it. */
  id: string,
  /** Its name for readers. */
  name: string,
  /** Its page. */
  path: string,
  /** What it is made of. */
  items: Array<Wanted>, } | { "type": "pin",
  /** Which. */
  id: string, } | { "type": "pause",
  /** Which. */
  id: string, } | { "type": "cancel",
  /** Which. */
  id: string, } | { "type": "repair" } | { "type": "activate" };

export type Wanted = {
  /** Its address. */
  path: string,
  /** Its title. */
  title: string,
  /** The addresses of its files. */
  urls: Array<string>, };
