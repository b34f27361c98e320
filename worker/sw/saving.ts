// Saves what the reader requests: the text of a language, and pins, which are pages with their files.

import type { Order, Size, Wanted } from "../messages.ts";
import { JSON_TYPE, type Site, data, forget, fragmentOf, language, load } from "./manifest.ts";
import { expectFile, fetchAll, isFull } from "./network.ts";
import { failure, progress, sum, tell, work } from "./report.ts";
import { VERSION, nameOf, worker } from "./scope.ts";
import { obtain, sweep } from "./versions.ts";
import { type PinNote, type SiteFile, digest, erase, isWhole, notes, piece, pinNote, pins, present, read, text, write } from "./store.ts";

/** Runs a task and records whether it failed. */
const attempt = async (task: () => Promise<unknown>) => {
  try {
    await task();
    work.trouble = undefined;
  } catch (error) {
    work.trouble = failure(error);
  }
};
const settle = async () => {
  await sweep();
  await tell();
};

const save = async (tier: string) => {
  if (!tier.startsWith("text-") || work.saving.has(tier)) return;
  work.saving.set(tier, 0);
  await attempt(async () => {
    const add = (tiers: string[] = []) => [...new Set([...tiers, tier])];
    await write("wanted", add(await read("wanted")));
    const before = (await read(`whole/${VERSION}`)) ?? { tiers: [], at: Date.now() };
    await obtain(add(before.tiers), (file) => {
      if (file.tier === tier) work.saving.set(tier, work.saving.get(tier)! + file.bytes);
      progress();
    });
    const now = (await read(`whole/${VERSION}`)) ?? before;
    await write(`whole/${VERSION}`, { ...now, tiers: add(now.tiers) });
  });
  // The site may have a newer version.
  if (work.trouble === "failed") void worker.registration.update().catch(() => {});
  work.saving.delete(tier);
  await settle();
};

/** The data of a record that the site does not name, as fetched. */
const discover = async (site: Site, page: string): Promise<SiteFile | undefined> => {
  if (!site.mayHave(page)) return undefined;
  const path = data(page);
  const answer = await fetch(path, { cache: "no-cache", redirect: "error" });
  expectFile(path, answer, JSON_TYPE, 200);
  const bytes = await answer.arrayBuffer();
  return { path, tier: "pin", bytes: bytes.byteLength, hashes: [await digest(bytes)], type: JSON_TYPE };
};

/** The files of items, each with the files of its page. An item without a page consists of files alone. */
const gather = async (items: Wanted[]) => {
  const site = await load(VERSION);
  const tiers = new Set(items.filter(({ path }) => path).map(({ path }) => language(path)));
  for (const tier of tiers) if (!(await site.tier(tier))) await save(tier);
  const files = new Map<string, SiteFile>();
  const known: Required<PinNote>["items"] = [];
  for (const { path, title, urls } of items) {
    const named = path ? await site.find(data(path)) : undefined;
    const page = named ?? (path ? await discover(site, path) : undefined);
    const painted = named && fragmentOf(path, (await text(named)) ?? "{}");
    const own = [page, painted].filter((file) => file !== undefined);
    for (const url of urls) {
      const file = await site.find(nameOf(new URL(url, location.origin)));
      if (!file) throw new Error(`not a file of this site: ${url}`);
      own.push(file);
    }
    for (const file of own) files.set(file.path, file);
    const paths = [...new Set(own.map((file) => file.path))];
    if (path) known.push({ path, title, paths, text: named?.hashes[0] });
  }
  return { items: known, files: [...files.values()] };
};

/** The size of a pin with these items, without storing it. */
export const measure = async (items: Wanted[]): Promise<Size> => {
  const { files } = await gather(items);
  const have = await present();
  return { files: files.length, bytes: sum(files), left: sum(files.filter((file) => !isWhole([file], have))) };
};

/** Stores these items until unpinned. Without items, continues after a pause or a failure. */
export const pin = async (order: Extract<Order, { type: "pin" }>) => {
  const { id } = order;
  if (work.pinning.has(id)) return;
  const stop = new AbortController();
  work.pinning.set(id, stop);
  const name = pinNote(id);
  let note = await read(name);
  try {
    if ("items" in order) note = { name: order.name, path: order.path, state: "saving", ...(await gather(order.items)) };
    if (!note) throw new Error(`no such pin: ${id}`);
    const site = await load(VERSION);
    await write(name, { ...note, state: "saving" });
    await tell();
    const have = await present();
    await fetchAll(note.files, site.manifest.piece, have, stop.signal, progress);
    // Without the fragments of pages that have another text.
    note.files = note.files.filter((file) => file.tier !== "fragment" || isWhole([file], have));
    // The state becomes ready only after every byte was read again.
    for (const { path, hashes } of note.files) {
      for (const hash of hashes) if (!(await piece(hash))) throw new Error(`${path}: damaged`);
    }
    stop.signal.throwIfAborted();
    await write(name, { ...note, state: "ready" });
    work.trouble = undefined;
  } catch (error) {
    if (stop.signal.aborted && stop.signal.reason === "forget") await erase(name);
    else if (!stop.signal.aborted && isFull(error)) {
      // Out of space: its files are deleted, but the pin stays so that the reader can try again.
      work.pinning.delete(id);
      await erase(name);
      await sweep();
      await write(name, { ...(note ?? { files: [] }), state: "full" }).catch(() => {});
    } else if (note) await write(name, { ...note, state: stop.signal.aborted ? "paused" : "failed" });
    else throw error;
  } finally {
    work.pinning.delete(id);
  }
  await settle();
};

/** Pauses a pin. Verified pieces stay. */
export const pause = (id: string) => work.pinning.get(id)?.abort("pause");

/** Stops a pin and deletes it. */
export const cancel = async (id: string) => {
  const running = work.pinning.get(id);
  if (running) return running.abort("forget");
  await erase(pinNote(id));
  await settle();
};

/** Stores the text of a language and continues interrupted pins. */
export const saveText = async (tier: string) => {
  await save(tier);
  // Each pin is read when its turn comes, because the reader may have cancelled it.
  for (const id of await notes("pin")) if ((await read(pinNote(id)))?.state === "saving") await pin({ type: "pin", id });
};

/** Verifies everything stored, and fetches what is damaged or missing again. */
export const repair = async () => {
  for (const hash of await present()) await piece(hash);
  forget();
  const { tiers } = (await read(`whole/${VERSION}`)) ?? { tiers: [] };
  await attempt(() => obtain(tiers, progress));
  for (const id of (await pins()).keys()) await pin({ type: "pin", id });
  await tell();
};
