// Reports the worker's state.

import type { Pin, Report, Tier } from "../messages.ts";
import { type Site, data, load } from "./manifest.ts";
import { isFull } from "./network.ts";
import { VERSION, openPages, worker } from "./scope.ts";
import { type PinNote, type SiteFile, isWhole, pins, present, read } from "./store.ts";

/** Work in progress, and the last error. */
export const work = {
  trouble: undefined as "full" | "failed" | undefined,
  /** Bytes saved so far of each text that is being saved. */
  saving: new Map<string, number>(),
  pinning: new Map<string, AbortController>(),
};

export const failure = (error: unknown) => (isFull(error) ? "full" : "failed");
export const sum = (files: SiteFile[]) => files.reduce((bytes, file) => bytes + file.bytes, 0);

/**
 * The version of a tab: the one that it was loaded with. Not cached until this worker has taken over, because until
 * then it is that of another worker.
 */
const tabs = new Map<string, string>();
export const versionOf = async (id: string | undefined) => {
  const known = id && tabs.get(id);
  if (known) return known;
  const current = (await read("current")) ?? VERSION;
  const version = (id && (await read(`client/${id}`))) || current;
  if (id && current === VERSION) tabs.set(id, version);
  return version;
};

const describe = async (id: string, note: PinNote, site: Site | undefined, have: Set<string>): Promise<Pin> => {
  const { files, items = [] } = note;
  const sizes = new Map(files.map((file) => [file.path, { bytes: file.bytes, done: isWhole([file], have) ? file.bytes : 0 }]));
  const measure = (paths: Iterable<string>) => {
    const size = { bytes: 0, done: 0 };
    for (const path of paths) {
      size.bytes += sizes.get(path)?.bytes ?? 0;
      size.done += sizes.get(path)?.done ?? 0;
    }
    return size;
  };
  let changed = 0;
  for (const { path, text } of items) if (text && (await site?.find(data(path)))?.hashes[0] !== text) changed++;
  return {
    id, name: note.name ?? "", path: note.path ?? "", state: note.state, files: files.length, changed,
    ...measure(sizes.keys()),
    items: items.map(({ path, title, paths }) => ({ path, title, ...measure(paths) })),
  };
};

const state = async (): Promise<Report> => {
  const site = await load(VERSION).catch(() => undefined);
  const note = (await read(`whole/${VERSION}`)) ?? { tiers: [], at: 0 };
  const have = await present();
  const tiers: Record<string, Tier> = {};
  for (const [name, { files, bytes }] of Object.entries(site?.manifest.tiers ?? {})) {
    const ready = note.tiers.includes(name) && isWhole((await site?.of(name)) ?? [], have);
    tiers[name] = { files, bytes, ready, done: work.saving.get(name) };
  }
  const describeOr = ([id, note]: [string, PinNote]) => describe(id, note, site, have).catch(() => undefined);
  const known = (await Promise.all([...(await pins())].map(describeOr))).filter((pin) => pin !== undefined);
  const stored = (await site?.of("app", ...note.tiers)) ?? [];
  const pictures = await present("seen");
  const seen = ((await site?.of("picture")) ?? []).filter(({ hashes }) => pictures.has(hashes[0]!));
  const busy = work.saving.size > 0 || work.pinning.size > 0 || !note.at;
  const waits = worker.registration.waiting && worker.registration.active?.state === "activated";
  const since = (time: number) => Math.max(0, Date.now() - time);
  return {
    state: waits ? "update" : (work.trouble ?? (busy ? "saving" : "ready")),
    version: VERSION,
    bytes: known.reduce((bytes, { done }) => bytes + done, sum(stored)),
    age: since(note.at),
    current: since((await read("current-at")) ?? note.at),
    tiers,
    seen: { files: pictures.size, bytes: sum(seen) },
    pins: known,
  };
};

/** The state for a tab. A tab that already has the waiting version has no update to take. */
const seenBy = async (id: string | undefined, report: Report): Promise<Report> => {
  const tab = await versionOf(id);
  const isAhead = tab !== VERSION && worker.registration.waiting && tab === (await read("coming"));
  if (!isAhead) return { ...report, tab };
  return { ...report, tab, version: tab, state: report.state === "update" ? "ready" : report.state };
};
export const reportTo = async (id: string | undefined, more: Partial<Report> = {}) => ({
  offline: await seenBy(id, { ...(await state()), ...more }),
});

/** Sends a report to every page. */
export const tell = async (over: Partial<Report> = {}) => {
  const report = { ...(await state()), ...over };
  for (const page of await openPages()) page.postMessage({ offline: await seenBy(page.id, report) });
};

let lastReport = 0;
/** Sends the progress to every page, at most twice a second. */
export const progress = () => {
  if (performance.now() - lastReport < 500) return;
  lastReport = performance.now();
  void tell().catch(() => {});
};
