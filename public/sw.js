// The offline worker: keeps the site on the device, whole or not at all, and answers from there.
//
// The site tool fills in the digest of /offline.json, which is the version. That manifest names every
// file by its SHA-256, in tiers: the app, the text of each language, pictures, clips. Files are kept
// by digest, so that versions share what is alike, an interrupted install goes on where it stopped,
// and every read can be checked. Type and headers of an answer come from the manifest, never from
// what is kept. Nothing here depends on a clock.
//
// A page writes to the worker by postMessage; the answer comes to the port of the message, if it has one.
//
// | type     | with       | effect                                                                      |
// | -------- | ---------- | --------------------------------------------------------------------------- |
// | state    |            | tells the state                                                             |
// | save     | tier, lean | keeps the text of a language, and goes on with interrupted pins; not if lean |
// | pin      | id, urls   | keeps these files until unpinned; again to go on after a pause or a failure  |
// | pause    | id         | stops a pin; what is verified stays                                         |
// | cancel   | id         | stops a pin and forgets it                                                  |
// | unpin    | id         | the same                                                                    |
// | repair   |            | reads all that is kept, and fetches again what is damaged or missing        |
// | activate |            | the waiting worker takes over; open tabs keep their version                 |
//
// The worker writes { offline: state } to every page, as the state changes:
//
// | field   | what                                                                                      |
// | ------- | ----------------------------------------------------------------------------------------- |
// | state   | "saving", "ready", "update" (a newer version waits), "full" (no room), "failed" (no line)   |
// | version | the version that this worker keeps                                                        |
// | bytes   | kept bytes of app, texts and pins                                                         |
// | age     | milliseconds since this version was whole                                                 |
// | tiers   | name → { files, bytes, ready, done }: done is the bytes so far, while it is saved           |
// | pins    | [{ id, state, files, bytes, done }], state is one of saving, paused, ready, full, failed    |
// | tab     | in an answer: the version of the tab that asked                                           |
// | error   | in an answer: why what was asked for was not done                                         |
//
// The whole script is one block: cut short, it does not parse, and the browser keeps the worker it has.
{
  const VERSION = "__VERSION__";
  // Where the site lies on its host: nothing at the top, else /film.
  const BASE = new URL(".", location).pathname.slice(0, -1);
  const inner = (path) => (path.startsWith(`${BASE}/`) ? path.slice(BASE.length) : "");
  const MANIFEST = { path: `${BASE}/offline.json`, type: "application/json", bytes: +"__BYTES__", hashes: [VERSION] };
  const FORMAT = 1;
  // Milliseconds: a body that stands still, a whole install, a look into the cache, a reader before a blank page.
  const STALLED = 9_000;
  const OVERALL = 240_000;
  const LOOK = 2_000;
  const BLANK = 4_000;
  const LANES = 6;
  // Pictures that were seen are kept up to this many files and bytes, the latest seen.
  const SEEN = { files: 200, bytes: 24_000_000 };
  // Caches are the host's, where another site may lie beside this one.
  const CACHES = { files: `offline-files-1${BASE}`, seen: `offline-seen-1${BASE}`, notes: `offline-notes-1${BASE}` };
  const HANDLED = /^\/(assets|data|media)\/|^\/[^/]+\.(svg|png|webmanifest)$/;

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
    for (const name of [CACHES.files, CACHES.seen]) {
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
    if (manifest?.format !== FORMAT) throw new Error("no manifest");
    const file = ([path, bytes, ...hashes], tier) => ({ path, tier, bytes, hashes, type: manifest.types[ending(path)] });
    const site = { version, headers: manifest.headers, piece: manifest.piece, files: new Map(), tiers: {} };
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
  const data = (path) => `${BASE}/data${inner(path) === "/" ? "/index" : inner(path)}.json`;
  // A page of the language whose list is not here may exist.
  const exists = (site, path) => site.files.has(data(path)) || !site.tiers[language(path)]?.read;

  // ---- The network

  const within = (ms, promise) => Promise.race([promise, new Promise((done) => setTimeout(done, ms))]);
  const mime = (answer) =>
    (answer.headers.get("Content-Type") ?? "").split(";")[0].trim().replace("application/javascript", "text/javascript");
  const plain = (answer) => answer.type === "basic" && !answer.redirected;
  // Files whose name follows their content may come from the browser's own cache.
  const named = (path) => /^\/(assets|media|data\/(catalog|map))\//.test(inner(path));

  // Fetches the missing pieces of a file and keeps each that is what it should be.
  const download = async (file, size, have, stop, mode) => {
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
        await keep(CACHES.files, hashes[at], buffer);
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

  // ---- State

  let trouble = "";
  const saving = new Map();
  const pinning = new Map();

  const state = async () => {
    const site = await load(VERSION).catch(() => undefined);
    const note = (await read(`whole/${VERSION}`)) ?? { tiers: [], at: 0 };
    const have = await present();
    const sum = (files) => files.reduce((bytes, file) => bytes + file.bytes, 0);
    const tiers = {};
    let bytes = 0;
    for (const [name, { files, bytes }] of Object.entries(site?.tiers ?? {})) {
      tiers[name] = { files, bytes, ready: note.tiers.includes(name) };
      if (saving.has(name)) tiers[name].done = saving.get(name).done;
    }
    const kept = site ? ["app", ...note.tiers].flatMap(site.of) : [];
    bytes += sum(kept);
    const pins = [];
    for (const id of await notes("pin")) {
      const pin = await read(`pin/${encodeURIComponent(id)}`);
      if (!pin) continue;
      const done = sum(pin.files.filter((file) => whole([file], have)));
      pins.push({ id, state: pin.state, files: pin.files.length, bytes: sum(pin.files), done });
      bytes += done;
    }
    const busy = saving.size > 0 || pinning.size > 0 || !note.at;
    const waits = self.registration.waiting && self.registration.active?.state === "activated";
    const name = waits ? "update" : trouble || (busy ? "saving" : "ready");
    return { state: name, version: VERSION, bytes, age: Math.max(0, Date.now() - note.at), tiers, pins };
  };
  const tell = async (over = {}) => {
    const message = { offline: { ...(await state()), ...over } };
    const pages = await clients.matchAll({ includeUncontrolled: true, type: "window" });
    for (const page of pages) page.postMessage(message);
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
      const files = [...(site?.files.values() ?? [])].filter(({ tier }) => tier !== "picture" && tier !== "clip");
      for (const { hashes } of [...lists, ...files]) hashes.forEach((hash) => wanted.add(hash));
    }
    for (const id of await notes("pin")) {
      const pin = await read(`pin/${encodeURIComponent(id)}`);
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

  const pin = async (id, urls) => {
    if (pinning.has(id)) return;
    const name = `pin/${encodeURIComponent(id)}`;
    const stop = new AbortController();
    pinning.set(id, stop);
    let note = await read(name);
    try {
      const site = await load(VERSION);
      if (urls) {
        const files = urls.map((url) => site.files.get(new URL(url, location.origin).pathname));
        if (files.includes(undefined)) throw new Error(`not a file of this site: ${urls[files.indexOf(undefined)]}`);
        note = { files: [...new Set(files)] };
      }
      if (!note) throw new Error(`no such pin: ${id}`);
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
    await erase(`pin/${encodeURIComponent(id)}`);
    await sweep();
    await tell();
  };
  const resume = async () => {
    for (const id of await notes("pin")) {
      if ((await read(`pin/${encodeURIComponent(id)}`))?.state === "saving") await pin(id);
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

  // A reader's only tab that loads anew takes the version that waits.
  const newest = async (event) => {
    const waiting = self.registration.waiting;
    const pages = waiting ? await clients.matchAll({ includeUncontrolled: true, type: "window" }) : [];
    if (!waiting || pages.length > 1) return VERSION;
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise((done) => (port1.onmessage = (message) => done(message.data.version)));
    waiting.postMessage({ type: "version" }, [port2]);
    const version = await within(LOOK - 500, answer);
    const ready = version && (await load(version).catch(() => undefined));
    if (!ready) return VERSION;
    await write(`client/${event.resultingClientId}`, version);
    waiting.postMessage({ type: "activate" });
    return version;
  };

  const span = (header, size) => {
    const [, first, end] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
    // Several ranges, another unit, or nonsense: RFC 9110 lets a server answer with the whole.
    if (first === undefined || (first === "" && end === "")) return undefined;
    if (first === "") return +end === 0 || size === 0 ? null : [Math.max(0, size - end), size - 1];
    if (end !== "" && +end < +first) return undefined;
    return +first >= size ? null : [+first, end === "" ? size - 1 : Math.min(+end, size - 1)];
  };

  // A kept file, whole or a range of it; nothing when a piece is missing or damaged.
  const serve = async (site, file, request, status = 200) => {
    if (!file) return undefined;
    const { bytes, hashes, type } = file;
    const range = status === 200 ? span(request?.headers.get("Range"), bytes) : undefined;
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
    return new Response(body, { status: range ? 206 : status, headers });
  };

  const answer = async (event, url) => {
    const { request } = event;
    if (request.mode === "navigate") {
      const site = await load(await newest(event));
      const text = site.files.get(data(url.pathname));
      const saved = text && (await Promise.all(text.hashes.map((hash) => holds(CACHES.files, hash)))).every(Boolean);
      return saved ? serve(site, site.files.get(`${BASE}/shell.html`), undefined) : undefined;
    }
    const site = await load(await versionOf(event.clientId));
    const file = site.files.get(url.pathname) ?? (await pinned(url.pathname));
    const kept = await serve(site, file, request);
    if (kept && file.tier === "picture") event.waitUntil(see(file).catch(() => {}));
    return kept;
  };
  // What was pinned under an earlier version is still there.
  const pinned = async (path) => {
    for (const id of inner(path).startsWith("/media/") ? await notes("pin") : []) {
      const pin = await read(`pin/${encodeURIComponent(id)}`);
      const file = pin?.files.find((file) => file.path === path);
      if (file) return file;
    }
  };

  // Marks a picture as the latest seen: a cache lists its entries in the order they were put.
  const see = async ({ hashes }, bytes) => {
    const [hash] = hashes;
    if (hashes.length > 1 || (await holds(CACHES.files, hash))) return;
    const picture = bytes ?? (await piece(hash));
    if (!picture) return;
    const cache = await caches.open(CACHES.seen);
    await cache.delete(key(hash));
    await keep(CACHES.seen, hash, picture).catch(() => caches.delete(CACHES.seen));
    const keys = await cache.keys();
    let total = 0;
    for (const [place, request] of keys.reverse().entries()) {
      total += +(await cache.match(request))?.headers.get("Content-Length");
      if (place >= SEEN.files || total > SEEN.bytes) await cache.delete(request);
    }
  };

  // Keeps what came over the network in the place of what is missing, if it is what the version names.
  const mend = async (event, url, response) => {
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
      const known = exists(site, path);
      const page = site.files.get(`${BASE}/${known ? "shell" : "404"}.html`);
      const kept = await serve(site, page, undefined, known ? 200 : 404);
      if (kept) return kept;
    } catch {
      // The manifest is gone too.
    }
    const text =
      "<!DOCTYPE html><meta charset=utf-8><meta name=viewport content=width=device-width><title>Offline</title>" +
      "<h1>There is no connection</h1><p>This page is not saved on this device.</p>" +
      "<h1 lang=zh>没有网络连接</h1><p lang=zh>本页未保存在此设备上。</p>";
    const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" };
    return new Response(text, { status: 503, headers });
  };

  const online = async (event, url) => {
    if (event.request.mode !== "navigate") {
      const response = await fetch(event.request);
      if (response.status === 200) event.waitUntil(mend(event, url, response.clone()).catch(() => {}));
      return response;
    }
    const asked = fetch(event.request);
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
    if (mode === "navigate" || HANDLED.test(inner(url.pathname))) event.respondWith(respond(event, url));
  });
  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) => event.waitUntil(activate()));
  self.addEventListener("message", (event) => {
    const { type, id, urls, tier, lean } = event.data ?? {};
    const does = {
      save: async () => {
        if (lean) return;
        await save(tier);
        await resume();
      },
      pin: () => pin(id, urls),
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
      if (type === "version") return to.postMessage({ version: VERSION });
      const tab = await versionOf(event.source?.id);
      to.postMessage({ offline: { ...(await state()), tab, error } });
    };
    event.waitUntil(done());
  });
}
