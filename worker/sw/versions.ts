// A version is stored completely or not at all. It is deleted when nothing needs it any more.

import { OVERALL } from "./limits.ts";
import { MANIFEST, load } from "./manifest.ts";
import { fetchAll } from "./network.ts";
import { failure, tell, work } from "./report.ts";
import { VERSION, openPages, worker } from "./scope.ts";
import { type SiteFile, drop, erase, isWhole, notes, pins, present, read, write } from "./store.ts";

/** Fetches the missing files of the app and of these tiers. For pictures and clips, fetches only their lists. */
export const obtain = async (wanted: string[], progress?: (file: SiteFile) => void) => {
  const signal = AbortSignal.timeout(OVERALL);
  const have = await present();
  await fetchAll([MANIFEST], MANIFEST.bytes, have, signal);
  const site = await load(VERSION);
  const size = site.manifest.piece;
  const lists = ["picture", "clip", ...wanted].filter((tier) => site.has(tier)).map((tier) => site.list(tier));
  await fetchAll(lists, size, have, signal);
  const files = await site.of("app", ...wanted);
  await fetchAll(files, size, have, signal, progress);
  // Another worker may have deleted files in the meantime.
  if (!isWhole([MANIFEST, ...lists, ...files], await present())) throw new Error("not whole");
  return site;
};

export const install = async () => {
  const wanted = (await read("wanted")) ?? [];
  try {
    const site = await obtain(wanted.filter((tier) => tier.startsWith("text-")));
    await write(`whole/${VERSION}`, { tiers: wanted.filter((tier) => site.has(tier)), at: Date.now() });
    await write("current-at", Date.now());
    await write("coming", VERSION);
    await tell(worker.registration.active ? { state: "update" } : {});
  } catch (error) {
    await tell({ state: failure(error) }).catch(() => {});
    throw error;
  }
};

/** Records the time at which the site had nothing newer. */
export const noteCurrent = async () => {
  if (!worker.registration.installing && !worker.registration.waiting) await write("current-at", Date.now());
};

export const activate = async () => {
  // Open tabs keep the version that they were loaded with.
  const before = await read("current");
  for (const { id } of await openPages()) {
    if (before && before !== VERSION && !(await read(`client/${id}`))) await write(`client/${id}`, before);
  }
  await write("current", VERSION);
  await worker.clients.claim();
  await sweep();
  await tell();
};

/** Deletes everything that no open tab, no pin, and neither this version nor a coming one needs. */
export const sweep = async () => {
  const { installing, waiting } = worker.registration;
  if (installing || waiting || work.saving.size || work.pinning.size) return;
  // Until this worker has taken over, the tabs are not marked with their version yet.
  if ((await read("current")) !== VERSION) return;
  const open = new Set((await openPages()).map(({ id }) => id));
  const versions = new Set([VERSION]);
  for (const id of await notes("client")) {
    const version = open.has(id) && (await read(`client/${id}`));
    if (version) versions.add(version);
    else await erase(`client/${id}`);
  }
  const needed = new Set<string>(versions);
  const need = (files: SiteFile[]) => files.forEach(({ hashes }) => hashes.forEach((hash) => needed.add(hash)));
  for (const version of versions) {
    const site = await load(version).catch(() => undefined);
    if (site) need([...site.lists, ...(await site.of("app", "text-en", "text-zh"))]);
  }
  for (const { files } of (await pins()).values()) need(files);
  for (const hash of await present()) if (!needed.has(hash)) await drop("files", hash);
  for (const version of await notes("whole")) if (!versions.has(version)) await erase(`whole/${version}`);
};
