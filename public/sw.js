// The service worker: keeps the site on the device, whole or not at all, and answers from there.
//
// The script that is registered, /sw.js, is a line of the site tool's: it names the version, which is the
// digest of /offline.json, and imports this one, which stays the same from version to version. The
// manifest names every file by its SHA-256, in tiers: the app, the text of each language, pictures,
// clips. Files are kept by digest, so that versions share what is alike, an interrupted install goes
// on where it stopped, and every read can be checked. Type and headers of an answer come from the manifest, never from
// what is kept. Nothing here depends on a clock.
//
// Pages are put together here, so that what is fetched of a version is what has changed: from the
// frame (styles, start script, what the site tells of itself) and the page's fragment (head and prerendered body).
// The page's document names its fragment by digest; fragments are kept like pictures, as they are seen. Without one, the
// program fills the page.
//
// A page writes to the worker by postMessage; the answer comes to the port of the message, if it has one.
//
// | type     | with            | effect                                                                      |
// | -------- | --------------- | --------------------------------------------------------------------------- |
// | state    |                 | tells the state                                                             |
// | save     | tier, lean      | keeps the text of a language, and goes on with interrupted pins; not if lean |
// | reach    |                 | asks the site for something; its answer has the error if that cannot be done |
// | current  |                 | notes that the site was asked and had nothing newer                         |
// | size     | items           | tells what a pin of these would take, without taking it                     |
// | pin      | id, name, items | keeps these until unpinned; without items it goes on after a pause or failure |
// | pause    | id              | stops a pin; what is verified stays                                         |
// | cancel   | id              | stops a pin and forgets it                                                  |
// | unpin    | id              | the same                                                                    |
// | repair   |                 | reads all that is kept, and fetches again what is damaged or missing        |
// | activate |                 | the waiting worker takes over; open tabs keep their version                 |
//
// An item is { path, title, urls }: a page and the files that belong to it; its text comes with it. A pin
// may have `urls` instead, which are files alone.
//
// The worker writes { offline: state } to every page, as the state changes:
//
// | field   | what                                                                                      |
// | ------- | ----------------------------------------------------------------------------------------- |
// | state   | "saving", "ready", "update" (a newer version waits), "full" (no room), "failed" (no line)   |
// | version | the version that this worker keeps                                                        |
// | tab     | the version of the tab that is told                                                       |
// | bytes   | kept bytes of app, texts and pins                                                         |
// | age     | milliseconds since this version was whole                                                 |
// | current | milliseconds since the site was last asked and had nothing newer                          |
// | tiers   | name → { files, bytes, ready, done }: done is the bytes so far, while it is saved           |
// | seen    | { files, bytes } of the pictures that were seen                                           |
// | pins    | [{ id, name, path, state, files, bytes, done, changed, items }], state is one of saving,    |
// |         | paused, ready, full, failed; changed: items whose page has changed since                    |
// | items   | of a pin: [{ path, title, bytes, done }]                                                  |
// | size    | in an answer: { files, bytes, left }: left is what has to be fetched                      |
// | error   | in an answer: why what was asked for was not done                                         |
//
// The whole script is one block: cut short, it does not parse, and the browser keeps the worker it has.
{
  const [VERSION, bytes] = self.site;
  // Where the site lies on its host: nothing at the top, else /film.
  const BASE = new URL(".", location).pathname.slice(0, -1);
  const inner = (path) => (path.startsWith(`${BASE}/`) ? path.slice(BASE.length) : "");
  const MANIFEST = { path: `${BASE}/offline.json`, type: "application/json", bytes, hashes: [VERSION] };
  // The forms of manifest that can be read: tabs of an earlier version are served from theirs.
  const FORMATS = [1, 2];
  // Milliseconds: a body that stands still, a whole install, a look into the cache, a reader before a blank page.
  const STALLED = 9_000;
  const OVERALL = 240_000;
  const LOOK = 2_000;
  const BLANK = 4_000;
  const FRAGMENT = 700;
  // Waits for QUIET ms without requests, at most PATIENCE times, before it is replaced.
  const QUIET = 1_000;
  const PATIENCE = 10;
  const LANES = 6;
  // Pictures that were seen are kept up to this many files and bytes, the latest seen.
  const SEEN = { files: 200, bytes: 24_000_000 };
  const FRAGMENTS = { files: 100, bytes: 8_000_000 };
  // Caches are the host's, where another site may lie beside this one.
  const cache = (name) => `offline-${name}-1${BASE}`;
  const CACHES = { files: cache("files"), seen: cache("seen"), fragments: cache("leaves"), notes: cache("notes") };
  const ENDING = /\.\w+$/;
  const HANDLED = /^\/(assets|data|media)\/|\.(svg|png|ics|csv|geojson|webmanifest)$|\/schedule\.json$/;

  // ---- What is kept: pieces by digest, and notes

  const digest = async (bytes) => {
    const text = String.fromCharCode(...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
    return btoa(text).replace(/[+/=]/g, (letter) => ({ "+": "-", "/": "_" })[letter] ?? "");
  };
  const key = (hash) => `/offline/${hash}`;
  const keep = async (name, hash, bytes) => {
    const headers = { "Content-Length": bytes.byteLength };
    await (await caches.open(name)).put(key(hash), new Response(bytes, { headers }));
  };
  const holds = async (name, hash) => !!(await caches.match(key(hash), { cacheName: name }));

  // Bytes that are what they should be, or nothing: what is damaged is thrown away.
  const piece = async (hash) => {
    for (const name of [CACHES.files, CACHES.seen, CACHES.fragments]) {
      const kept = await caches.match(key(hash), { cacheName: name });
      if (!kept) continue;
      const bytes = await kept.arrayBuffer().catch(() => undefined);
      if (bytes && (await digest(bytes)) === hash) return bytes;
      await (await caches.open(name)).delete(key(hash));
    }
  };
  const last = (path) => decodeURIComponent(path.split("/").pop());
  const present = async (name = CACHES.files) => {
    const keys = await (await caches.open(name)).keys();
    return new Set(keys.map(({ url }) => last(new URL(url).pathname)));
  };
  const read = async (note) => (await caches.match(`/offline/${note}`, { cacheName: CACHES.notes }))?.json();
  const write = async (note, value) =>
    (await caches.open(CACHES.notes)).put(`/offline/${note}`, new Response(JSON.stringify(value)));
  const erase = async (note) => (await caches.open(CACHES.notes)).delete(`/offline/${note}`);
  const notes = async (kind) => {
    const keys = await (await caches.open(CACHES.notes)).keys();
    return keys.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith(`/offline/${kind}/`)).map(last);
  };

  // ---- Versions

  const versions = new Map();
  const parse = async (hash) => {
    const bytes = await piece(hash);
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  };
  const ending = (path) => path.slice(path.lastIndexOf(".") + 1);
  const unpack = async (version) => {
    const manifest = await parse(version);
    if (!FORMATS.includes(manifest?.format)) throw new Error("no manifest");
    const file = ([path, bytes, ...hashes], tier) => ({ path, tier, bytes, hashes, type: manifest.types[ending(path)] });
    const { headers, piece, partial } = manifest;
    const site = { version, headers, piece, partial, files: new Map(), tiers: {} };
    const add = (list, tier) => list.forEach((entry) => site.files.set(entry[0], file(entry, tier)));
    add(manifest.app, "app");
    for (const [tier, { list, files, bytes }] of Object.entries(manifest.tiers)) {
      const known = { list: file(list, "list"), files, bytes, read: false };
      site.tiers[tier] = known;
      // Reads the tier's list, once it is kept.
      known.open = async () => {
        if (!known.read) {
          const entries = await parse(known.list.hashes[0]);
          if (entries) add(entries, tier);
          known.read = !!entries;
        }
        return known.read;
      };
      await known.open();
    }
    site.of = (tier) => [...site.files.values()].filter((file) => file.tier === tier);
    return site;
  };
  const load = (version) => {
    if (!versions.has(version)) {
      const site = unpack(version);
      versions.set(version, site);
      site.catch(() => versions.delete(version));
    }
    return versions.get(version);
  };
  const language = (path) => (/^\/(data\/)?zh(\/|\.json$|$)/.test(inner(path)) ? "text-zh" : "text-en");
  const jsonOf = (folder, path) => `${BASE}/${folder}${inner(path) === "/" ? "/index" : inner(path)}.json`;
  const data = (path) => jsonOf("data", path);
  const fragment = (path) => jsonOf("data/fragments", path);
  // The fragment of a page as a file, from the text of the page's document.
  const fragmentOf = (path, document) => {
    const [hash, bytes] = JSON.parse(document).fragment ?? [];
    return hash && { path: fragment(path), tier: "fragment", bytes, hashes: [hash], type: "application/json" };
  };
  // A large site does not name all its records.
  const unnamed = (site, path) => site.partial && /^(\/zh)?\/library\/\w+\/[^/]+$/.test(inner(path));
  // A page of the language whose list is not here may exist.
  const exists = (site, path) => site.files.has(data(path)) || !site.tiers[language(path)]?.read || unnamed(site, path);

  // ---- The network

  const within = (ms, promise) => Promise.race([promise, new Promise((done) => setTimeout(done, ms))]);
  const mime = (answer) =>
    (answer.headers.get("Content-Type") ?? "").split(";")[0].trim().replace("application/javascript", "text/javascript");
  const plain = (answer) => answer.type === "basic" && !answer.redirected;
  // Files whose name follows their content may come from the browser's own cache.
  const named = (path) => /^\/(assets|media|data\/(catalog|map))\//.test(inner(path));

  // Fetches the missing pieces of a file and keeps each that is what it should be.
  const download = async (file, size, have, stop, mode, to = CACHES.files) => {
    const { path, type, bytes, hashes } = file;
    let at = 0;
    while (at < hashes.length && have.has(hashes[at])) at++;
    if (at === hashes.length) return;
    const start = at * size;
    const abort = new AbortController();
    const give = () => abort.abort(stop.reason);
    stop.throwIfAborted();
    stop.addEventListener("abort", give);
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => abort.abort(), STALLED);
    };
    try {
      alive();
      const answer = await fetch(path, {
        cache: mode,
        redirect: "error",
        signal: abort.signal,
        headers: start ? { Range: `bytes=${start}-` } : {},
      });
      const partial = start > 0 && answer.status === 206;
      if (!plain(answer) || mime(answer) !== type || !(partial || answer.status === 200)) {
        throw new Error(`${path}: status ${answer.status}, ${mime(answer)}`);
      }
      let skip = partial ? 0 : start;
      const room = () => new Uint8Array(Math.min(size, bytes - at * size));
      let buffer = room();
      let filled = 0;
      const full = async () => {
        if (at === hashes.length || filled < buffer.length) return;
        if ((await digest(buffer)) !== hashes[at]) throw new Error(`${path}: not the bytes that were named`);
        await keep(to, hashes[at], buffer);
        have.add(hashes[at++]);
        filled = 0;
        if (at < hashes.length) buffer = room();
      };
      const reader = answer.body.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        alive();
        if (done) break;
        let from = Math.min(skip, value.length);
        skip -= from;
        while (from < value.length) {
          if (at === hashes.length) throw new Error(`${path}: too long`);
          const part = value.subarray(from, from + buffer.length - filled);
          buffer.set(part, filled);
          filled += part.length;
          from += part.length;
          await full();
        }
      }
      await full();
      if (at < hashes.length) throw new Error(`${path}: cut short`);
    } finally {
      clearTimeout(timer);
      stop.removeEventListener("abort", give);
      abort.abort();
    }
  };

  const isFull = (error) => error?.name === "QuotaExceededError";

  // Fetches what is missing of these files, a few at a time, each twice at most. The first failure stops all.
  const fetchAll = async (files, size, have, signal, progress = () => {}) => {
    const stop = new AbortController();
    const give = () => stop.abort(signal.reason);
    signal.throwIfAborted();
    signal.addEventListener("abort", give);
    const queue = [...files];
    const lane = async () => {
      for (let file = queue.shift(); file; file = queue.shift()) {
        try {
          await download(file, size, have, stop.signal, named(file.path) ? "default" : "no-cache");
        } catch (error) {
          if (isFull(error) || stop.signal.aborted) throw error;
          await download(file, size, have, stop.signal, "reload");
        }
        progress(file);
      }
    };
    const lanes = Array.from({ length: LANES }, () =>
      lane().catch((error) => {
        const first = stop.signal.aborted ? undefined : error;
        stop.abort(error);
        if (first) throw first;
      }),
    );
    const results = await Promise.allSettled(lanes);
    signal.removeEventListener("abort", give);
    const failed = results.find((result) => result.status === "rejected");
    if (failed) throw failed.reason;
    signal.throwIfAborted();
  };

  const whole = (files, have) => files.every((file) => file.hashes.every((hash) => have.has(hash)));

  // The manifest and these tiers' lists and files. Pictures and clips give only their lists.
  const obtain = async (wanted, signal, progress) => {
    const have = await present();
    await fetchAll([MANIFEST], MANIFEST.bytes, have, signal);
    const site = await load(VERSION);
    const tiers = ["picture", "clip", ...wanted].filter((tier) => site.tiers[tier]);
    const lists = tiers.map((tier) => site.tiers[tier].list);
    await fetchAll(lists, site.piece, have, signal);
    for (const tier of tiers) await site.tiers[tier].open();
    const files = ["app", ...wanted].flatMap(site.of);
    await fetchAll(files, site.piece, have, signal, progress);
    // Another worker may have swept in the meantime.
    if (!whole([MANIFEST, ...lists, ...files], await present())) throw new Error("not whole");
    return site;
  };

  // The text of a kept file; a damaged piece reads as nothing.
  const text = async ({ hashes }) => {
    const parts = [];
    for (const hash of hashes) parts.push((await piece(hash)) ?? new ArrayBuffer(0));
    return new TextDecoder().decode(await new Blob(parts).arrayBuffer());
  };

  // ---- State

  let trouble = "";
  const saving = new Map();
  const pinning = new Map();

  const sum = (files) => files.reduce((bytes, file) => bytes + file.bytes, 0);
  const pinNote = (id) => `pin/${encodeURIComponent(id)}`;

  const describe = async (id, site, have) => {
    const { name, path, state, files, items = [] } = await read(pinNote(id));
    const kept = new Set(files.filter((file) => whole([file], have)).map((file) => file.path));
    const sizes = new Map(files.map((file) => [file.path, file.bytes]));
    const measure = (paths) => paths.reduce((bytes, path) => bytes + (sizes.get(path) ?? 0), 0);
    const told = items.map(({ path, title, paths }) => {
      return { path, title, bytes: measure(paths), done: measure(paths.filter((path) => kept.has(path))) };
    });
    const changed = items.filter(({ path, text }) => text && site?.files.get(data(path))?.hashes[0] !== text).length;
    const done = sum(files.filter(({ path }) => kept.has(path)));
    return { id, name, path, state, files: files.length, bytes: sum(files), done, changed, items: told };
  };
  const state = async () => {
    const site = await load(VERSION).catch(() => undefined);
    const note = (await read(`whole/${VERSION}`)) ?? { tiers: [], at: 0 };
    const have = await present();
    const tiers = {};
    for (const [name, { files, bytes }] of Object.entries(site?.tiers ?? {})) {
      tiers[name] = { files, bytes, ready: note.tiers.includes(name) && whole(site.of(name), have) };
      if (saving.has(name)) tiers[name].done = saving.get(name).done;
    }
    const pins = [];
    for (const id of await notes("pin")) pins.push(await describe(id, site, have).catch(() => undefined));
    const known = pins.filter(Boolean);
    const kept = site ? ["app", ...note.tiers].flatMap(site.of) : [];
    const bytes = known.reduce((bytes, { done }) => bytes + done, sum(kept));
    const pictures = [...(await present(CACHES.seen))];
    const size = new Map(site?.of("picture").map(({ hashes, bytes }) => [hashes[0], bytes]));
    const seen = { files: pictures.length, bytes: pictures.reduce((bytes, hash) => bytes + (size.get(hash) ?? 0), 0) };
    const busy = saving.size > 0 || pinning.size > 0 || !note.at;
    const waits = self.registration.waiting && self.registration.active?.state === "activated";
    const name = waits ? "update" : trouble || (busy ? "saving" : "ready");
    const since = (time) => Math.max(0, Date.now() - time);
    const current = since((await read("current-at")) ?? note.at);
    return { state: name, version: VERSION, bytes, age: since(note.at), current, tiers, seen, pins: known };
  };
  const tell = async (over = {}) => {
    const offline = { ...(await state()), ...over };
    const pages = await clients.matchAll({ includeUncontrolled: true, type: "window" });
    for (const page of pages) page.postMessage({ offline: await seenBy(page.id, offline) });
  };
  // The state for a tab. One that was given the version that waits has nothing newer to take.
  const seenBy = async (id, offline) => {
    const tab = await versionOf(id);
    const ahead = tab !== VERSION && self.registration.waiting && tab === (await read("coming"));
    if (!ahead) return { ...offline, tab };
    return { ...offline, tab, version: tab, state: offline.state === "update" ? "ready" : offline.state };
  };
  let told = 0;
  const progress = () => {
    if (performance.now() - told < 500) return;
    told = performance.now();
    void tell().catch(() => {});
  };
  const failure = (error) => (isFull(error) ? "full" : "failed");

  // ---- Install, activate, sweep

  const install = async () => {
    const wanted = (await read("wanted")) ?? [];
    try {
      const site = await obtain(wanted.filter((tier) => /^text-/.test(tier)), AbortSignal.timeout(OVERALL));
      const tiers = wanted.filter((tier) => site.tiers[tier]);
      await write(`whole/${VERSION}`, { tiers, at: Date.now() });
      await write("current-at", Date.now());
      await write("coming", VERSION);
      await tell(self.registration.active ? { state: "update" } : {});
    } catch (error) {
      await tell({ state: failure(error) }).catch(() => {});
      throw error;
    }
  };

  const activate = async () => {
    // Open tabs keep the version that they were started with.
    const before = await read("current");
    for (const { id } of await clients.matchAll({ includeUncontrolled: true, type: "window" })) {
      if (before && before !== VERSION && !(await read(`client/${id}`))) await write(`client/${id}`, before);
    }
    await write("current", VERSION);
    await self.clients.claim();
    await sweep();
    await tell();
  };

  // Throws away what no open tab, no pin and neither this version nor a coming one needs.
  const sweep = async () => {
    if (self.registration.installing || self.registration.waiting || saving.size || pinning.size) return;
    // Before this worker has taken over, the tabs are not yet marked with their version.
    if ((await read("current")) !== VERSION) return;
    const pages = await clients.matchAll({ includeUncontrolled: true, type: "window" });
    const open = new Set(pages.map(({ id }) => id));
    const used = new Set([VERSION]);
    for (const id of await notes("client")) {
      if (open.has(id)) used.add(await read(`client/${id}`));
      else await erase(`client/${id}`);
    }
    const wanted = new Set(used);
    for (const version of used) {
      const site = await load(version).catch(() => undefined);
      const lists = Object.values(site?.tiers ?? {}).map(({ list }) => list);
      const files = [...(site?.files.values() ?? [])].filter(({ tier }) => tier === "app" || tier.startsWith("text"));
      for (const { hashes } of [...lists, ...files]) hashes.forEach((hash) => wanted.add(hash));
    }
    for (const id of await notes("pin")) {
      const pin = await read(pinNote(id));
      for (const { hashes } of pin?.files ?? []) hashes.forEach((hash) => wanted.add(hash));
    }
    const cache = await caches.open(CACHES.files);
    for (const hash of await present()) if (!wanted.has(hash)) await cache.delete(key(hash));
    for (const version of await notes("whole")) if (!used.has(version)) await erase(`whole/${version}`);
  };

  // ---- Texts and pins

  const save = async (tier) => {
    if (!/^text-/.test(tier) || saving.has(tier)) return;
    const job = { done: 0 };
    saving.set(tier, job);
    try {
      const wanted = new Set((await read("wanted")) ?? []);
      await write("wanted", [...wanted.add(tier)]);
      const before = (await read(`whole/${VERSION}`)) ?? { tiers: [], at: Date.now() };
      const all = [...new Set([...before.tiers, tier])];
      await obtain(all, AbortSignal.timeout(OVERALL), (file) => {
        if (file.tier === tier) job.done += file.bytes;
        progress();
      });
      const now = (await read(`whole/${VERSION}`)) ?? before;
      await write(`whole/${VERSION}`, { ...now, tiers: [...new Set([...now.tiers, tier])] });
      trouble = "";
    } catch (error) {
      trouble = failure(error);
      // The site may have moved on.
      if (trouble === "failed") void self.registration.update().catch(() => {});
    }
    saving.delete(tier);
    await sweep();
    await tell();
  };

  // The data of a record that the site does not name, as it comes.
  const discover = async (site, path) => {
    if (!unnamed(site, path)) return undefined;
    const answer = await fetch(data(path), { cache: "no-cache", redirect: "error" });
    const type = "application/json";
    if (!plain(answer) || answer.status !== 200 || mime(answer) !== type) {
      throw new Error(`${data(path)}: status ${answer.status}, ${mime(answer)}`);
    }
    const bytes = await answer.arrayBuffer();
    return { path: data(path), tier: "pin", bytes: bytes.byteLength, hashes: [await digest(bytes)], type };
  };

  // The files of items, each with those of its page.
  const gather = async (items) => {
    const texts = [...new Set(items.filter(({ path }) => path).map(({ path }) => language(path)))];
    let site = await load(VERSION);
    for (const tier of texts) if (!site.tiers[tier]?.read) await save(tier);
    site = await load(VERSION);
    const files = new Map();
    const add = (url) => {
      const path = new URL(url, location.origin).pathname;
      const file = site.files.get(path);
      if (!file) throw new Error(`not a file of this site: ${url}`);
      files.set(path, file);
      return [path];
    };
    const known = [];
    for (const { path, title, urls = [] } of items) {
      const named = path && site.files.get(data(path));
      const page = named ?? (path && (await discover(site, path)));
      const painted = named && fragmentOf(path, (await text(named)) || "{}");
      const own = [page, painted].filter(Boolean);
      for (const file of own) files.set(file.path, file);
      const paths = new Set([...own.map((file) => file.path), ...urls.flatMap(add)]);
      known.push({ path, title, paths: [...paths], text: named?.hashes[0] });
    }
    return { items: known, files: [...files.values()] };
  };
  const measure = async (items) => {
    const { files } = await gather(items);
    const have = await present();
    return { files: files.length, bytes: sum(files), left: sum(files.filter((file) => !whole([file], have))) };
  };

  const pin = async (id, { items, urls, name: title, path } = {}) => {
    if (pinning.has(id)) return;
    const name = pinNote(id);
    const stop = new AbortController();
    pinning.set(id, stop);
    let note = await read(name);
    try {
      if (items || urls) {
        const { items: known, files } = await gather(items ?? [{ urls }]);
        note = { name: title, path, files, items: known.filter(({ path }) => path) };
      }
      if (!note) throw new Error(`no such pin: ${id}`);
      const site = await load(VERSION);
      await write(name, { ...note, state: "saving" });
      await tell();
      await fetchAll(note.files, site.piece, await present(), stop.signal, progress);
      // Ready is said only when every byte was read again.
      for (const { path, hashes } of note.files) {
        for (const hash of hashes) if (!(await piece(hash))) throw new Error(`${path}: damaged`);
      }
      stop.signal.throwIfAborted();
      await write(name, { ...note, state: "ready" });
      trouble = "";
    } catch (error) {
      if (stop.signal.aborted && stop.signal.reason === "forget") await erase(name);
      else if (stop.signal.aborted) await write(name, { ...note, state: "paused" });
      else if (isFull(error)) {
        // No room: what came of it is given back, and the pin stays to be tried again.
        pinning.delete(id);
        await erase(name);
        await sweep();
        await write(name, { ...(note ?? { files: [] }), state: "full" }).catch(() => {});
      } else if (note) await write(name, { ...note, state: "failed" });
      else throw error;
    } finally {
      pinning.delete(id);
    }
    await sweep();
    await tell();
  };
  const unpin = async (id) => {
    if (pinning.has(id)) return pinning.get(id).abort("forget");
    await erase(pinNote(id));
    await sweep();
    await tell();
  };
  const resume = async () => {
    for (const id of await notes("pin")) {
      if ((await read(pinNote(id)))?.state === "saving") await pin(id);
    }
  };

  const repair = async () => {
    for (const hash of await present()) await piece(hash);
    versions.clear();
    const { tiers } = (await read(`whole/${VERSION}`)) ?? { tiers: [] };
    try {
      await obtain(tiers, AbortSignal.timeout(OVERALL), progress);
      trouble = "";
    } catch (error) {
      trouble = failure(error);
    }
    for (const id of await notes("pin")) await pin(id);
    await tell();
  };

  // ---- Answers

  // The version of a tab: the one it was started with. Until this worker has taken over, that is another's.
  const tabs = new Map();
  const versionOf = async (id) => {
    if (tabs.has(id)) return tabs.get(id);
    const current = (await read("current")) ?? VERSION;
    const version = (id && (await read(`client/${id}`))) || current;
    if (current === VERSION) tabs.set(id, version);
    return version;
  };

  // When something was last asked of this worker.
  let lately = 0;
  const quiet = async () => {
    for (let turn = 0; turn < PATIENCE; turn++) {
      await new Promise((done) => setTimeout(done, QUIET));
      if (performance.now() - lately >= QUIET) return;
    }
  };

  // A reader's only tab that loads anew takes the version that waits. This worker answers until the page is there: one
  // that is asked for something in the moment in which it is stopped for the next lives on, in Chromium until nothing was
  // asked of it for 30 s.
  const newest = async (event) => {
    const waiting = self.registration.waiting;
    const pages = waiting ? await clients.matchAll({ includeUncontrolled: true, type: "window" }) : [];
    if (!waiting || pages.length > 1) return VERSION;
    const version = await read("coming");
    const ready = version && (await load(version).catch(() => undefined));
    if (!ready) return VERSION;
    await write(`client/${event.resultingClientId}`, version);
    event.waitUntil(quiet().then(() => self.registration.waiting?.postMessage({ type: "activate" })));
    return version;
  };

  const span = (header, size) => {
    const [, first, end] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
    // Several ranges, another unit, or nonsense: RFC 9110 lets a server answer with the whole.
    if (first === undefined || (first === "" && end === "")) return undefined;
    if (first === "") return +end === 0 || size === 0 ? null : [Math.max(0, size - end), size - 1];
    if (end !== "" && BigInt(end) < BigInt(first)) return undefined;
    return +first >= size ? null : [+first, end === "" ? size - 1 : Math.min(+end, size - 1)];
  };

  // A kept file, whole or a range of it; nothing when a piece is missing or damaged.
  const serve = async (site, file, request) => {
    if (!file) return undefined;
    const { bytes, hashes, type } = file;
    const range = span(request.headers.get("Range"), bytes);
    const headers = new Headers(site.headers);
    headers.set("Content-Type", /^text|json$/.test(type) ? `${type}; charset=utf-8` : type);
    headers.set("Accept-Ranges", "bytes");
    if (range === null) {
      headers.set("Content-Range", `bytes */${bytes}`);
      return new Response(null, { status: 416, headers });
    }
    const [from, to] = range ?? [0, Math.max(0, bytes - 1)];
    const size = site.piece;
    let at = Math.floor(from / size);
    const end = Math.floor(to / size);
    const cut = async () => {
      const kept = await piece(hashes[at]);
      const part = kept?.slice(Math.max(0, from - at * size), to + 1 - at * size);
      at++;
      return part;
    };
    const first = await cut();
    if (!first) return undefined;
    for (const hash of hashes.slice(at, end + 1)) if (!(await holds(CACHES.files, hash))) return undefined;
    headers.set("Content-Length", bytes ? to - from + 1 : 0);
    if (range) headers.set("Content-Range", `bytes ${from}-${to}/${bytes}`);
    const body =
      at > end
        ? first
        : new ReadableStream(
            {
              start: (control) => control.enqueue(new Uint8Array(first)),
              pull: async (control) => {
                const part = await cut();
                if (!part) return control.error(new Error("a piece is damaged"));
                control.enqueue(new Uint8Array(part));
                if (at > end) control.close();
              },
            },
            { highWaterMark: 0 },
          );
    return new Response(body, { status: range ? 206 : 200, headers });
  };

  // A page as the site tool writes it, from the frame and a fragment; nothing when one of them is damaged. `document` is
  // where the program finds the page's document.
  const compose = async (site, inner, document = "", status = 200) => {
    const file = site.files.get(`${BASE}/data/frame.json`);
    const frame = file && inner && (await text(file));
    if (!frame) return undefined;
    const { html: slots, version } = JSON.parse(frame);
    const { lang, top, head, app } = JSON.parse(inner);
    // The version of the site is left out of fragments: it changes with every other page.
    const parts = { top, head, app: app.join(version), document };
    const html = slots.replace(/(?<=<html lang=")[^"]*/, lang).replace(/<!--(top|head|app|document)-->/g, (_, name) => parts[name]);
    const headers = new Headers(site.headers);
    headers.set("Content-Type", "text/html; charset=utf-8");
    return new Response(html, { status, headers });
  };
  // A page, painted if its fragment is here or comes soon, else for the program to fill.
  const page = async (event, site, path, kept) => {
    const document = await text(kept);
    if (!document) return undefined;
    const file = fragmentOf(path, document);
    const inner = file && (await bring(event, site, file)) ? await text(file) : "";
    return inner ? compose(site, inner, kept.path) : empty(site);
  };
  const always = async (site, name) => {
    const file = site.files.get(fragment(name));
    return file && text(file);
  };
  const empty = async (site) => compose(site, await always(site, `${BASE}/shell`));
  const missing = async (site) => compose(site, await always(site, `${BASE}/404`), "missing", 404);
  // Whether a fragment is here. One that was not seen yet is asked for, and waited for a moment.
  const bring = async (event, site, file) => {
    const [hash] = file.hashes;
    if (await holds(CACHES.files, hash)) return true;
    const come = async () => {
      if (!(await holds(CACHES.fragments, hash))) {
        if (!navigator.onLine) return false;
        await download(file, site.piece, new Set(), AbortSignal.timeout(STALLED), "no-cache", CACHES.fragments);
      }
      await move(hash, CACHES.fragments, FRAGMENTS);
      return true;
    };
    const coming = come().catch(() => false);
    event.waitUntil(coming);
    return (await within(FRAGMENT, coming)) ?? false;
  };

  const answer = async (event, url) => {
    const { request } = event;
    if (request.mode === "navigate" && !ENDING.test(url.pathname)) {
      const site = await load(await newest(event));
      const text = site.files.get(data(url.pathname)) ?? (unnamed(site, url.pathname) && (await pinned(data(url.pathname))));
      const saved = text && (await Promise.all(text.hashes.map((hash) => holds(CACHES.files, hash)))).every(Boolean);
      return saved ? page(event, site, url.pathname, text) : undefined;
    }
    const site = await load(await versionOf(event.clientId));
    const file = site.files.get(url.pathname) ?? (await pinned(url.pathname));
    const kept = await serve(site, file, request);
    if (kept && file.tier === "picture") event.waitUntil(see(file).catch(() => {}));
    return kept;
  };
  // What was pinned under an earlier version is still there, and so is what no version names.
  const pinned = async (path) => {
    for (const id of /^\/(media|data\/(zh\/)?library)\//.test(inner(path)) ? await notes("pin") : []) {
      const pin = await read(pinNote(id));
      const file = pin?.files.find((file) => file.path === path && (file.tier === "pin" || inner(path).startsWith("/media/")));
      if (file) return file;
    }
  };

  // Puts a file last in a cache, whose entries are listed in the order they were put, and takes the first ones out.
  const move = async (hash, name, { files, bytes }, given) => {
    const found = given ?? (await piece(hash));
    if (!found) return;
    const cache = await caches.open(name);
    await cache.delete(key(hash));
    await keep(name, hash, found).catch(() => caches.delete(name));
    const keys = await cache.keys();
    let total = 0;
    for (const [place, request] of keys.reverse().entries()) {
      total += +(await cache.match(request))?.headers.get("Content-Length");
      if (place >= files || total > bytes) await cache.delete(request);
    }
  };
  // Marks a picture as the latest seen.
  const see = async ({ hashes }, bytes) => {
    const [hash] = hashes;
    if (hashes.length === 1 && !(await holds(CACHES.files, hash))) await move(hash, CACHES.seen, SEEN, bytes);
  };

  // Stores what came over the network where the store lacks it, if it is what the version names.
  const storeFetched = async (event, url, response) => {
    const site = await load(await versionOf(event.clientId));
    const file = site.files.get(url.pathname);
    if (!file || file.tier === "clip" || file.hashes.length > 1) return;
    if (!plain(response) || response.status !== 200 || mime(response) !== file.type) return;
    const bytes = await response.arrayBuffer();
    if ((await digest(bytes)) !== file.hashes[0]) return;
    if (file.tier === "picture") await see(file, bytes);
    else await keep(CACHES.files, file.hashes[0], bytes);
  };

  // Without network and without a copy: the app's own words, or ours if even the app is gone.
  const excuse = async (url) => {
    try {
      const site = await load(VERSION);
      const path = BASE + inner(url.pathname).replace(/(.)\/+$/, "$1");
      if (path !== url.pathname && exists(site, path)) return Response.redirect(path + url.search, 308);
      const kept = ENDING.test(path) ? undefined : await (exists(site, path) ? empty(site) : missing(site));
      if (kept) return kept;
    } catch {
      // The manifest is gone too.
    }
    const text =
      "<!DOCTYPE html><meta charset=utf-8><meta name=viewport content=width=device-width><title>Offline</title>" +
      `<h1>There is no connection</h1><p>This is not saved on this device. <a href=${BASE}/offline>What is saved</a></p>` +
      `<h1 lang=zh>没有网络连接</h1><p lang=zh>此内容未保存在本设备上。<a href=${BASE}/zh/offline>查看已保存的内容</a></p>`;
    const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" };
    return new Response(text, { status: 503, headers });
  };
  // In the place of a picture that is not here: a crossed cloud instead of the browser's broken mark.
  const placeholder = () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><path fill="#8a9a96" fill-opacity=".25" d="M0 0h320v180H0z"/>' +
      '<g fill="none" stroke="#758280" stroke-width="4" stroke-linecap="round"><path d="M134 100a18 18 0 0 1 4-35 26 26 0 0 1 49 5 ' +
      '15 15 0 0 1 3 30z"/><path d="m128 112 64-56"/></g></svg>';
    const headers = { "Content-Type": "image/svg+xml", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
    return new Response(svg, { headers });
  };

  const online = async (event, url) => {
    const { request } = event;
    if (request.mode !== "navigate") {
      try {
        const response = await fetch(request);
        if (response.status === 200) event.waitUntil(storeFetched(event, url, response.clone()).catch(() => {}));
        return response;
      } catch (error) {
        if (request.destination === "image") return placeholder();
        throw error;
      }
    }
    const asked = fetch(request);
    const response = await within(BLANK, asked).catch(() => undefined);
    return response ?? excuse(url);
  };

  // Whatever goes wrong above, the network answers.
  const respond = async (event, url) => {
    let kept;
    try {
      kept = await within(LOOK, answer(event, url));
    } catch {
      // Not from here, then.
    }
    return kept instanceof Response ? kept : online(event, url);
  };

  // ---- What other programs share with the installed site: a link, or a file of packs

  // Nothing is taken over here: the page shows what came, and the reader decides.
  const SHARE = /^(\/zh)?\/share$/;
  const SHARED = `shared-1${BASE}`;
  const receive = async (request, url) => {
    const pack = url.pathname.replace(/share$/, "pack");
    const form = await request.formData().catch(() => new FormData());
    const file = form.get("shared");
    if (file instanceof File) {
      // Without room, the page finds nothing and says so.
      await (await caches.open(SHARED)).put("/shared", new Response(file)).catch(() => caches.delete(SHARED));
      return Response.redirect(`${pack}?shared`, 303);
    }
    const words = ["url", "text", "title"].flatMap((name) => `${form.get(name) ?? ""}`.split(/\s+/));
    const ours = words.find((word) => word.startsWith(`${location.origin}${BASE}/`));
    const [, text = ""] = /(?:#p=|web\+filmpack:)([\w-]+)/.exec(words.join(" ")) ?? [];
    return Response.redirect(ours ? new URL(ours).href : `${pack}#p=${text}`, 303);
  };

  self.addEventListener("fetch", (event) => {
    const { method, mode, url: address } = event.request;
    const url = new URL(address);
    if (method === "POST" && mode === "navigate" && SHARE.test(inner(url.pathname))) event.respondWith(receive(event.request, url));
    if (method !== "GET" || url.origin !== location.origin) return;
    lately = performance.now();
    if (mode === "navigate" || HANDLED.test(inner(url.pathname))) event.respondWith(respond(event, url));
  });
  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("message", (event) => {
    lately = performance.now();
    const { type, id, items, tier, lean } = event.data ?? {};
    let size;
    const does = {
      save: async () => {
        if (lean) return tell();
        await save(tier);
        await resume();
      },
      current: async () => {
        if (!self.registration.installing && !self.registration.waiting) await write("current-at", Date.now());
      },
      reach: () => fetch(`${BASE}/robots.txt`, { method: "HEAD", cache: "no-store" }),
      size: async () => {
        size = await measure(items);
      },
      pin: () => pin(id, event.data),
      pause: () => pinning.get(id)?.abort("pause"),
      cancel: () => unpin(id),
      unpin: () => unpin(id),
      repair,
      activate: () => {
        void self.skipWaiting();
        if (self.serviceWorker?.state === "activated") self.registration.waiting?.postMessage({ type });
      },
    }[type];
    const done = async () => {
      let error;
      try {
        await does?.();
      } catch (thrown) {
        error = String(thrown.message ?? thrown);
      }
      const to = event.ports[0] ?? (type === "state" && event.source);
      if (!to) return;
      to.postMessage({ offline: { ...(await seenBy(event.source?.id, await state())), size, error } });
    };
    event.waitUntil(done());
  });
}
