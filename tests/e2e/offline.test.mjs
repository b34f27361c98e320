// The site without a network: what is kept is whole and right, whatever breaks on the way.
// The numbers are the rows of the fault table: promise, fault, and what passes.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ask, attempt, build, clear, device as fresh, drop, edition, folder, heading, install, offline, restart, serve, sound, until } from "./devices.mjs";
import { kinds, launch, visit, written } from "./site.mjs";

const { DIST } = process.env;
const LONG = !!process.env.TEST_LONG;
const CUTS = [0, 1, 0.25, 0.5, 0.99, -1];
/** How many files the worker fetches at a time. */
const LANES = Number(/const LANES = (\d+);/.exec(readFileSync(new URL("../../public/sw.js", import.meta.url), "utf8"))[1]);

let browser;
const editions = {};
const device = (options) => fresh(options?.browser ?? browser);

before(async () => {
  editions.one = build("one");
  editions.two = build("two", (record) => record("news/first.json", (it) => (it.headline.en = "Another headline")));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await clear();
});

test("1, 2: a file that is cut short or is something else never gets in, and the old version boots", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  await page.goto(`${site.origin}/robots.txt`);
  site.fault = () => ({ status: 503 });
  site.dist = editions.two.dist;
  const old = new Set([...editions.one.files.values()].flatMap(({ hashes }) => hashes));
  const { tiers } = JSON.parse(readFileSync(join(editions.two.dist, "offline.json")));
  const chinese = tiers["text-zh"].list[0];
  const changed = editions.two
    .of("app", "text-en", "list")
    .filter(({ path, hashes }) => !old.has(hashes[0]) && path !== chinese);
  assert.ok(changed.length > 5);
  const spoils = [
    { status: 500 },
    { status: 404 },
    { redirect: "/about" },
    { body: "<!DOCTYPE html><h1>Sign in</h1>", type: "text/html" },
    { type: "text/plain" },
    { status: 206 },
  ];
  const session = await context.newCDPSession(page);
  let tried = 0;
  for (const [at, { path, hashes }] of changed.entries()) {
    const cuts = CUTS.flatMap((cut, turn) => (LONG ? [true, false] : [(at + turn) % 2 === 0]).map((close) => ({ cut, close })));
    const others = LONG ? spoils : spoils.filter((_, turn) => (at + turn) % 3 === 0);
    for (const fault of [...cuts, ...others]) {
      await drop(page, ...hashes);
      await session.send("Network.clearBrowserCache");
      let met = 0;
      site.fault = (asked) => (asked === path && ++met ? fault : undefined);
      assert.match(await attempt(page), /redundant|refused/, `${path} ${JSON.stringify(fault)}`);
      assert.ok(met > 0, `${path} was asked for`);
      tried++;
    }
  }
  site.fault = () => undefined;
  await sound(page);
  assert.equal((await ask(page, { type: "state" })).version, editions.one.version);
  await site.cut();
  await offline(page, site, "/news/first", "A <first> article");
  await site.mend();
  // `Vary: *` says nothing about the bytes: they are kept.
  await page.goto(`${site.origin}/robots.txt`);
  site.fault = () => ({ headers: { Vary: "*" } });
  assert.equal(await attempt(page), "installed");
  console.log(`${tried} spoilt installs of ${changed.length} files`);
  await context.close();
});

/** The paths at which these bytes lie: an icon may be a shortcut's too. */
const alike = ({ hashes }) => editions.one.of("app").filter((file) => file.hashes[0] === hashes[0]).map(({ path }) => path);

test("1: the first install is whole or not there, for each file of the program", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  const session = await context.newCDPSession(page);
  await page.goto(`${site.origin}/robots.txt`);
  for (const [at, file] of editions.one.of("app").entries()) {
    const { path, hashes } = file;
    const paths = alike(file);
    for (const [turn, cut] of CUTS.entries()) {
      await drop(page, ...hashes);
      await session.send("Network.clearBrowserCache");
      site.fault = (asked) => (paths.includes(asked) ? { cut, close: (at + turn) % 2 === 0 } : undefined);
      assert.match(await attempt(page), /redundant|refused/, `${path} ${cut}`);
      assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
    }
  }
  await sound(page);
  site.fault = () => undefined;
  assert.match(await attempt(page), /installed|activated/);
  await context.close();
});

test("an install goes on where it stopped", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await page.goto(`${site.origin}/robots.txt`);
  const slowly = alike(editions.one.of("app").at(-1));
  site.fault = (path) => (slowly.includes(path) ? { cut: 0.5 } : undefined);
  assert.equal(await attempt(page), "redundant");
  const before = new Set(site.log.map(({ path }) => path));
  site.fault = () => undefined;
  site.log.length = 0;
  assert.match(await attempt(page), /installed|activated/);
  const again = site.log.map(({ path }) => path).filter((path) => path !== "/sw.js" && before.has(path));
  // What was on the line when the install broke off is asked for again, at most a file a lane; what was whole is not.
  assert.ok(again.some((path) => slowly.includes(path)) && again.length <= LANES, again.join(" "));
  await context.close();
});

test("2: an answer that is not the file does not take the place of a missing entry", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  const { hashes } = editions.one.files.get("/data/about.json");
  const there = () => page.evaluate(async (hash) => !!(await caches.match(`/offline/${hash}`)), hashes[0]);
  for (const fault of [{ status: 500 }, { body: "<!DOCTYPE html>", type: "text/html" }, { type: "text/plain" }, { body: "{}" }]) {
    await drop(page, ...hashes);
    site.fault = (path) => (path === "/data/about.json" ? fault : undefined);
    await page.evaluate(() => fetch("/data/about.json").then((answer) => answer.text()).catch(() => {}));
    assert.equal(await there(), false, JSON.stringify(fault));
  }
  site.fault = () => undefined;
  await page.evaluate(() => fetch("/data/about.json").then((answer) => answer.text()));
  await until(page, async (hash) => !!(await caches.match(`/offline/${hash}`)), hashes[0]);
  await sound(page);
  await context.close();
});

test("3: nothing hangs: a stalled body is given up, a bad line still paints, a kept page waits for nothing", async () => {
  const site = await serve(editions.one);
  const slow = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  site.dist = editions.two.dist;
  site.fault = (path) => (path === "/data/news.json" ? { stall: 10 } : undefined);
  const tried = attempt(page);

  // A first visit at 2 s of delay and 250 kbit/s.
  slow.line = { latency: 2000, rate: 31_250 };
  const other = await device();
  const began = performance.now();
  await other.page.goto(slow.origin + "/about", { waitUntil: "commit" });
  await other.page.waitForSelector("main h1");
  const first = performance.now() - began;
  assert.ok(first <= 5000, `the first visit painted after ${first} ms`);

  const tab = await context.newPage();
  const { ms } = await offline(tab, site, "/about", "About");
  assert.ok(ms <= 5000, `a kept page came after ${ms} ms`);
  assert.match(await tried, /redundant|refused/);
  const stalled = site.log.filter(({ path, sent }) => path === "/data/news.json" && sent === 10);
  assert.ok(stalled.length > 0);
  for (const { at, ended } of stalled) assert.ok(ended && ended - at <= 10_000, `given up after ${ended - at} ms`);
  console.log(`first visit ${Math.round(first)} ms, kept page ${Math.round(ms)} ms, given up after ${stalled.map(({ at, ended }) => Math.round(ended - at))} ms`);
  await context.close();
  await other.context.close();
});

test("4: a full disk leaves the old version whole and says so once; a pack that does not fit is taken back", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  const session = await context.newCDPSession(page);
  const quota = (quotaSize) => session.send("Storage.overrideQuotaForOrigin", { origin: site.origin, quotaSize });
  const clip = editions.one.of("clip")[0];
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage);
  await quota(usage + 1_500_000);
  const pinned = await ask(page, { type: "pin", id: "reel", urls: [clip.path] });
  assert.equal(pinned.pins[0].state, "full");
  assert.equal(pinned.pins[0].done, 0);
  await quota(1);
  await page.evaluate(() => states.splice(0));
  site.dist = editions.two.dist;
  assert.match(await attempt(page), /redundant|refused/);
  assert.equal(await page.evaluate(() => states.filter(({ state }) => state === "full").length), 1);
  await quota(undefined).catch(() => session.send("Storage.overrideQuotaForOrigin", { origin: site.origin }));
  await sound(page);
  await site.cut();
  await offline(page, site, "/news/first", "A <first> article");
  await site.mend();
  assert.equal((await ask(page, { type: "pin", id: "reel" })).pins[0].state, "ready");
  await context.close();
});

test("5: a bad worker script is harmless", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  site.dist = editions.two.dist;
  const faults = {
    html: { body: "<!DOCTYPE html><h1>Sign in</h1>", type: "text/html" },
    404: { status: 404 },
    500: { status: 500 },
    redirect: { redirect: "/assets/x.js" },
    syntax: { body: "const = ;" },
    throw: { body: "throw new Error('bug')" },
    half: { cut: 0.5, close: true },
    last: { cut: -2, close: true },
    reset: { cut: 0.5 },
    failed: { body: "addEventListener('install', (event) => event.waitUntil(Promise.reject(new Error('bug'))))" },
  };
  for (const [name, fault] of Object.entries(faults)) {
    site.fault = (path) => (path === "/sw.js" ? fault : undefined);
    assert.match(await attempt(page), /redundant|refused/, name);
    const { version } = await ask(page, { type: "state" });
    assert.equal(version, editions.one.version, name);
  }
  await site.cut();
  await offline(page, site, "/about", "About");
  await context.close();
});

test("6: an open tab survives a deploy: 100 clicks, the old version's files gone from the server", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  const heard = [];
  page.on("console", (message) => heard.push(message.text()));
  await install(page, site);
  site.dist = editions.two.dist;
  const assets = new Set(editions.one.of("app").map(({ path }) => path).filter((path) => path.startsWith("/assets/")));
  site.fault = (path) => (assets.has(path) ? { status: 404 } : undefined);
  const names = { Summit: "Summit", Library: "Shooting resource library", News: "News" };
  const click = async (turn) => {
    const [link, words] = Object.entries(names)[turn % 3];
    await page.click(`header >> text=${link}`);
    await page.waitForFunction((words) => document.querySelector("main h1")?.textContent === words, words);
  };
  for (let turn = 0; turn < 50; turn++) await click(turn);
  site.fault = () => undefined;
  // In the middle of it the new version takes over.
  assert.equal(await attempt(page), "installed");
  await ask(page, { type: "state" }, "waiting");
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting.postMessage({ type: "activate" }));
  await until(page, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
  site.fault = (path) => (assets.has(path) ? { status: 404 } : undefined);
  for (let turn = 50; turn < 100; turn++) await click(turn);
  // This tab is still of the old version, a new one is of the new.
  const told = await ask(page, { type: "state" });
  assert.deepEqual([told.version, told.tab], [editions.two.version, editions.one.version]);
  assert.equal(await page.evaluate(async () => (await (await fetch("/data/news/first.json")).json()).title), "A <first> article");
  await page.click("header >> text=News");
  await page.click("main >> text=A <first> article");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "A <first> article");
  const tab = await context.newPage();
  await visit(tab, site.origin + "/news/first");
  assert.equal(await heading(tab), "Another headline");
  assert.deepEqual(heard, []);
  // The old version goes when its last tab is gone.
  const { hashes } = editions.one.files.get("/data/news/first.json");
  assert.equal(await tab.evaluate(async (hash) => !!(await caches.match(`/offline/${hash}`)), hashes[0]), true);
  await page.close();
  // The browser takes a moment to tell the worker that a tab has gone.
  let kept = true;
  for (let turn = 0; kept && turn < 50; turn++) {
    await ask(tab, { type: "save", tier: "text-en" });
    kept = await tab.evaluate(async (hash) => !!(await caches.match(`/offline/${hash}`)), hashes[0]);
    if (kept) await tab.waitForTimeout(100);
  }
  assert.equal(kept, false);
  await context.close();
});

test("7: five tabs do not race: one version a tab, no reload that was not asked for", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  const tabs = [page];
  for (let turn = 1; turn < 5; turn++) tabs.push(await context.newPage());
  for (const tab of tabs.slice(1)) await visit(tab, site.origin + "/about");
  let loads = 0;
  for (const tab of tabs) tab.on("framenavigated", () => loads++);
  site.dist = editions.two.dist;
  await Promise.all(tabs.map(attempt));
  await until(page, async () => (await navigator.serviceWorker.getRegistration()).waiting);
  await page.waitForFunction(() => states.some(({ state }) => state === "update"));
  // Another tab that opens while five wait is of the version that they have.
  const sixth = await context.newPage();
  await visit(sixth, site.origin + "/news/first");
  assert.equal(await heading(sixth), "A <first> article");
  for (const tab of tabs) await tab.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting?.postMessage({ type: "activate" }));
  await until(page, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
  for (const tab of tabs) assert.equal((await ask(tab, { type: "state" })).tab, editions.one.version);
  assert.equal(loads, 0);
  for (const tab of tabs) {
    await tab.reload();
    await tab.waitForSelector("html[data-app]");
    assert.equal((await ask(tab, { type: "state" })).tab, editions.two.version);
  }
  assert.equal(loads, 5);
  await context.close();
});

test("8: a missing file is a clean miss, with the worker too", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  for (const path of ["/assets/x.wasm", "/assets/x.js", "/data/news/nothing.json", "/media/x.svg"]) {
    assert.equal(await page.evaluate((path) => fetch(path).then((answer) => answer.status), path), 404, path);
  }
  assert.equal((await page.goto(site.origin + "/news/nothing")).status(), 404);
  const rules = readFileSync(join(editions.one.dist, "_headers"), "utf8");
  assert.doesNotMatch(rules, /sw\.js|offline/);
  for (const path of ["/sw.js", "/offline.json"]) {
    assert.equal((await fetch(site.origin + path)).headers.get("cache-control"), "no-cache", path);
  }
  await context.close();
});

test("9: a worker with a bug leaves everything to the network, within 3 s", async () => {
  const bugs = {
    throw: "throw new Error('bug');",
    reject: "return Promise.reject(new Error('bug'));",
    undefined: "return undefined;",
    "no response": "return 7;",
    "never settles": "return new Promise(() => {});",
  };
  const slowest = [];
  for (const [name, code] of Object.entries(bugs)) {
    const site = await serve(editions.one);
    const place = "const answer = async (event, url) => {";
    const [, worker] = /worker="([^"]+)"/.exec(readFileSync(join(editions.one.dist, "sw.js"), "utf8"));
    site.edit = (path, bytes) => {
      if (path !== worker) return bytes;
      assert.ok(String(bytes).includes(place));
      return Buffer.from(String(bytes).replace(place, place + code));
    };
    const { context, page } = await device();
    await install(page, site);
    for (const path of ["/about", "/data/about.json"]) {
      const began = performance.now();
      const answer = await page.goto(site.origin + path, { waitUntil: "commit" });
      assert.equal(answer.status(), 200);
      slowest.push(Math.round(performance.now() - began));
    }
    assert.ok(Math.max(...slowest) <= 3000, `${name}: ${slowest}`);
    await visit(page, site.origin + "/about");
    await context.close();
  }
  console.log(`answered from the network after at most ${Math.max(...slowest)} ms`);
});

test("10: one deployed file turns everything off", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  const off = readFileSync(join(editions.one.dist, "sw-off.js"));
  site.edit = (path, bytes) => (path === "/sw.js" ? off : bytes);
  await visit(page, site.origin + "/about");
  const gone = async () => {
    const [registrations, kept] = [await navigator.serviceWorker.getRegistrations(), await caches.keys()];
    return registrations.length === 0 && kept.length === 0;
  };
  await until(page, gone);
  for (const path of ["/news", "/about"]) {
    await visit(page, site.origin + path);
    await until(page, gone);
  }
  await context.close();
});

test("11: a corrupt entry is never run and is right again after one load", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  const spoil = [...editions.one.of("app").filter(({ path }) => path !== "/data/leaves/404.json"), editions.one.files.get("/data/about.json")];
  for (const { path, hashes } of spoil) {
    await page.evaluate(async (hash) => {
      const cache = await caches.open("offline-files-1");
      await cache.put(`/offline/${hash}`, new Response("<!DOCTYPE html><script>globalThis.evil = 1</script>globalThis.evil = 1"));
    }, hashes[0]);
    const answer = await page.reload();
    await page.waitForSelector("html[data-app]");
    await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "About");
    assert.equal(await page.evaluate(() => globalThis.evil), undefined, path);
    assert.equal(answer.status(), 200);
  }
  // What the page itself did not ask for is found by a repair.
  await ask(page, { type: "repair" });
  assert.ok((await sound(page)) > 20);
  await site.cut();
  await offline(page, site, "/about", "About");
  await context.close();
});

test("11, offline: a corrupt entry is not shown, and the reader is told", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  await site.cut();
  await page.evaluate(async (hash) => {
    const cache = await caches.open("offline-files-1");
    await cache.put(`/offline/${hash}`, new Response('{"evil":1}'));
  }, editions.one.files.get("/data/about.json").hashes[0]);
  await page.reload();
  await page.waitForSelector(".failure");
  await context.close();
});

test("12: eviction is survived: each entry, then all; offline it is said", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  const entries = [...editions.one.of("app"), editions.one.files.get("/offline.json"), editions.one.files.get("/data/about.json")];
  for (const { hashes } of entries) {
    await drop(page, ...hashes);
    await restart(page);
    await page.reload();
    await page.waitForSelector("html[data-app]");
    assert.equal(await heading(page), "About");
  }
  await ask(page, { type: "save", tier: "text-en" });
  await site.cut();
  await offline(page, site, "/about", "About");
  await drop(page, ...editions.one.files.get("/data/about.json").hashes);
  await page.reload();
  await page.waitForSelector(".failure");
  const clear = () => page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await clear();
  await restart(page);
  const answer = await page.goto(site.origin + "/about");
  assert.equal(answer.status(), 503);
  assert.match(await page.locator("body").innerText(), /no connection.*没有网络连接/s);
  await site.mend();
  await install(page, site, "/about");
  await site.cut();
  await offline(page, site, "/news", "News");
  await context.close();
});

test("13: a change of headers alone arrives with the second load", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  const dist = join(folder, "headers");
  cpSync(editions.one.dist, dist, { recursive: true });
  const rewrite = (name, change) => writeFileSync(join(dist, name), change(readFileSync(join(dist, name), "utf8")));
  const stricter = (text) => text.replaceAll("media-src 'self'", "media-src 'none'");
  rewrite("_headers", stricter);
  rewrite("offline.json", stricter);
  const next = edition(dist);
  rewrite("sw.js", (text) => text.replaceAll(editions.one.version, next.version));
  for (const name of readdirSync(dist)) if (/\.(br|gz)$/.test(name)) rmSync(join(dist, name));
  site.dist = dist;
  const policy = async () => (await page.reload()).headers()["content-security-policy"];
  assert.match(await policy(), /media-src 'self'/);
  await until(page, async () => (await navigator.serviceWorker.getRegistration())?.waiting);
  assert.match(await policy(), /media-src 'none'/);
  await page.waitForSelector("html[data-app]");
  await until(page, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
  // The tab has had the newest version all the time, and is told of no other.
  const told = await page.evaluate(() => states.map(({ state, version, tab }) => [state, version, tab]));
  assert.ok(told.length > 0);
  for (const [state, ...versions] of told) assert.deepEqual([state !== "update", ...versions], [true, next.version, next.version]);
  await context.close();
});

test("14, 15: a pinned clip answers ranges exactly without the network; nothing kept is opaque", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  const [clip] = editions.one.of("clip");
  const picture = editions.one.of("picture")[0];
  const bytes = readFileSync(join(editions.one.dist, clip.path));
  const told = await ask(page, { type: "pin", id: "reel", urls: [clip.path, picture.path] });
  const both = clip.size + picture.size;
  assert.deepEqual(told.pins, [{ id: "reel", name: undefined, path: undefined, state: "ready", files: 2, bytes: both, done: both, changed: 0, items: [] }]);
  assert.match((await ask(page, { type: "pin", id: "x", urls: ["/media/none.mp4"] })).error, /not a file of this site/);
  await site.cut();
  site.log.length = 0;
  const size = bytes.length;
  const table = [
    [undefined, 200, 0, size],
    ["bytes=0-", 206, 0, size],
    ["bytes=0-0", 206, 0, 1],
    ["bytes=5-6", 206, 5, 7],
    ["bytes=-100", 206, size - 100, size],
    [`bytes=-${size + 5}`, 206, 0, size],
    ["bytes=1048570-1048580", 206, 1048570, 1048581],
    ["bytes=1048576-2097151", 206, 1048576, 2097152],
    [`bytes=${size - 1}-`, 206, size - 1, size],
    [`bytes=10-${size + 100}`, 206, 10, size],
    [`bytes=${size}-`, 416],
    [`bytes=${size + 9}-${size + 10}`, 416],
    ["bytes=-0", 416],
    ["bytes=0-1,5-6", 200, 0, size],
    ["bytes=6-5", 200, 0, size],
    ["bytes=a-b", 200, 0, size],
    ["lines=0-1", 200, 0, size],
  ];
  for (const [range, status, from, to] of table) {
    const answer = await page.evaluate(
      async ({ path, range }) => {
        const answer = await fetch(path, { headers: range ? { Range: range } : {} });
        const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
        const name = (header) => answer.headers.get(header);
        return { status: answer.status, hash: [...hash], range: name("Content-Range"), type: name("Content-Type"), length: name("Content-Length") };
      },
      { path: clip.path, range },
    );
    assert.equal(answer.status, status, range);
    assert.equal(answer.type, "video/mp4");
    if (status === 416) {
      assert.equal(answer.range, `bytes */${size}`);
      continue;
    }
    assert.equal(answer.length, String(to - from), range);
    assert.equal(answer.range, status === 206 ? `bytes ${from}-${to - 1}/${size}` : null, range);
    const expected = createHash("sha256").update(bytes.subarray(from, to)).digest();
    assert.deepEqual(Buffer.from(answer.hash), expected, range);
  }
  assert.equal(site.log.length, 0);
  await site.mend();
  await sound(page);
  // Unpinned, it is gone; pictures stay as long as they were seen.
  await ask(page, { type: "unpin", id: "reel" });
  for (const hash of clip.hashes) assert.equal(await page.evaluate(async (hash) => !!(await caches.match(`/offline/${hash}`)), hash), false);
  await context.close();
});

test("a pin is paused, goes on with the missing pieces, outlives an update, and is cancelled", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  const [clip] = editions.one.of("clip");
  // One piece comes, then the body stands still.
  site.fault = (path) => (path === clip.path ? { stall: 1_500_000 } : undefined);
  const pinning = ask(page, { type: "pin", id: "reel", urls: [clip.path] });
  await until(page, async (hash) => !!(await caches.match(`/offline/${hash}`)), clip.hashes[0]);
  await ask(page, { type: "pause", id: "reel" });
  assert.equal((await pinning).pins[0].state, "paused");
  site.fault = () => undefined;
  site.log.length = 0;
  assert.equal((await ask(page, { type: "pin", id: "reel" })).pins[0].state, "ready");
  assert.deepEqual(site.log.filter(({ path }) => path === clip.path).map(({ range, sent }) => [range, sent]), [["bytes=1048576-", clip.size - 1048576]]);
  site.dist = editions.two.dist;
  assert.equal(await attempt(page), "installed");
  await page.reload();
  await until(page, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
  await page.waitForSelector("html[data-app]");
  const state = await ask(page, { type: "state" });
  assert.equal(state.version, editions.two.version);
  assert.equal(state.pins[0].done, clip.size);
  assert.deepEqual((await ask(page, { type: "cancel", id: "reel" })).pins, []);
  await context.close();
});

test("pictures that were seen are there without the network", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  await page.click("header >> text=News");
  await page.click("main >> text=A <first> article");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "A <first> article");
  const picture = await page.locator("main img").first().getAttribute("src");
  await until(page, async () => (await (await caches.open("offline-seen-1")).keys()).length > 0);
  await site.cut();
  const type = await page.evaluate((src) => fetch(src, { cache: "reload" }).then((answer) => answer.headers.get("content-type")), picture);
  assert.equal(type, "image/svg+xml");
  await context.close();
});

test("the other language is kept when the reader switches to it; on a lean line nothing but the app is", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  await page.click(".header-language");
  await page.waitForFunction(() => states.some(({ tiers }) => tiers["text-zh"].ready));
  await site.cut();
  await offline(page, site, "/zh/news/first", "第一篇");
  await offline(page, site, "/news/first", "A <first> article");
  await context.close();

  const sparing = await serve(editions.one);
  const lean = await device();
  await lean.context.addInitScript(() => Object.defineProperty(navigator.connection, "saveData", { value: true }));
  await visit(lean.page, sparing.origin + "/about");
  await lean.page.waitForFunction(() => states.length > 0);
  await ask(lean.page, { type: "save", tier: "text-en", lean: true });
  assert.ok(!sparing.log.some(({ path }) => path === "/data/news.json"));
  await lean.context.close();
});

test("16: every route of both languages works offline, deep links too; an unknown one says so", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  await visit(page, site.origin + "/zh");
  await page.waitForFunction(() => states.some(({ tiers }) => tiers["text-zh"].ready));
  await site.cut();
  const times = [];
  for (const { path } of editions.one.of("text-en", "text-zh").filter(({ path }) => /^\/data\/(?!map\/).*\.json$/.test(path))) {
    const route = path.replace(/^\/data(\/index)?/, "").replace(/\.json$/, "") || "/";
    const { title } = JSON.parse(readFileSync(join(editions.one.dist, path)));
    const began = performance.now();
    const answer = await page.goto(site.origin + route, { waitUntil: "commit" });
    assert.equal(answer.status(), 200, route);
    await page.waitForSelector("main h1");
    times.push(performance.now() - began);
    assert.equal(await page.locator(".failure, .missing").count(), 0, route);
    await page.waitForFunction((title) => document.title.startsWith(title), title);
  }
  times.sort((a, b) => a - b);
  console.log(`${times.length} routes, median ${Math.round(times[times.length >> 1])} ms, slowest ${Math.round(times.at(-1))} ms`);
  assert.ok(times[times.length >> 1] <= 2000);
  assert.equal((await page.goto(site.origin + "/news/nothing")).status(), 404);
  await page.waitForSelector(".missing");
  await page.goto(site.origin + "/news/first/");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "A <first> article");
  assert.equal(new URL(page.url()).pathname, "/news/first");
  await context.close();
});

test("16: the office's own site: each kind of page offline, all data, search, a pinned clip that plays", async () => {
  const full = edition(DIST);
  const site = await serve(full);
  const { context, page } = await device();
  await install(page, site);
  const film = JSON.parse(readFileSync(join(DIST, "data/library/clips/badaguan-ginkgo.json"))).body;
  const clip = JSON.stringify(film).match(/\/media\/[\w-]+\.(?:mp4|webm)/g);
  const pinned = await ask(page, { type: "pin", id: "film", urls: clip });
  assert.equal(pinned.pins[0].state, "ready");
  await site.cut();
  const english = kinds().filter((path) => !/^\/zh(\/|$)/.test(path));
  for (const path of english) {
    await page.goto(site.origin + path, { waitUntil: "commit" });
    await page.waitForSelector("main h1");
    assert.equal(await page.locator(".failure, .missing").count(), 0, path);
  }
  await page.goto(site.origin + "/library/locations?view=map", { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelectorAll(".list-map .pin").length > 3 && document.querySelector(".map-land"));
  await page.goto(site.origin + "/library/locations?view=compare&compare=zhanqiao-pier,lu-xun-park", { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelectorAll(".compare thead a").length === 2);
  const missing = await page.evaluate(async (all) => {
    const missing = [];
    for (const path of all) if (!(await fetch(path).catch(() => undefined))?.ok) missing.push(path);
    return missing;
  }, full.of("text-en").map(({ path }) => path));
  assert.deepEqual(missing, []);
  await page.goto(site.origin + "/search?q=zhanqiao");
  await page.waitForFunction(() => document.querySelector("main .card-title")?.textContent === "Zhanqiao Pier");
  await page.goto(site.origin + "/library/clips/badaguan-ginkgo");
  const width = await page.locator("video").evaluate(async (video) => {
    await video.play();
    await new Promise((done) => video.requestVideoFrameCallback(done));
    return video.videoWidth;
  });
  assert.ok(width > 0);
  await context.close();
});

test("16: the tools of the site work with the network cut: sun, agenda, pack, its files and its link", async () => {
  const site = await serve(edition(DIST));
  const { context, page } = await device();
  await install(page, site);
  await site.cut();
  const taken = async (press) => {
    const [download] = await Promise.all([page.waitForEvent("download"), press()]);
    return readFileSync(await download.path(), "utf8");
  };
  await visit(page, site.origin + "/library/locations/zhanqiao-pier");
  await page.locator(".sun input[type=date]").fill("2026-03-29");
  await page.locator(".sun input[type=range]").first().fill("720");
  await page.waitForFunction(() => document.querySelector(".sun-at").textContent.startsWith("At 12:00 the sun stands"));
  await page.click("main .pack-button");
  await written(page, "packs", "/library/locations/zhanqiao-pier");
  await visit(page, site.origin + "/pack");
  await page.waitForSelector(".pack > li");
  await page.locator("[data-field=day]").fill("2026-10-12");
  await page.locator("[data-field=day]").blur();
  await page.waitForSelector(".pack-sun");
  for (const [form, holds] of [["csv", "Zhanqiao"], ["geojson", "zhanqiao-pier"], ["ics", "BEGIN:VCALENDAR"], ["json", "zhanqiao-pier"]]) {
    assert.ok((await taken(() => page.click(`[data-save=${form}]`))).includes(holds), form);
  }
  await page.click("text=Make a link and a code");
  assert.match(await page.locator("[data-field=link]").inputValue(), /\/pack#p=/);
  await visit(page, site.origin + "/summit/2023/agenda?view=grid");
  await page.locator("button[data-star]:visible").first().click();
  await written(page, "agenda", "/summit/2023/sessions/");
  const files = await page.locator(".agenda-files a").evaluateAll((links) => links.map((link) => link.href));
  assert.equal(files.length, 2);
  assert.ok((await taken(() => page.click(".agenda-files a >> nth=0"))).startsWith("BEGIN:VCALENDAR"));
  await context.close();
});

test("17: an interrupted start recovers, at 20 points", async () => {
  const site = await serve(editions.one);
  for (let point = 0; point < 20; point++) {
    const { context, page } = await device();
    await page.goto(site.origin + "/about", { waitUntil: "commit" });
    await page.waitForTimeout(point * 60);
    let tab = page;
    if (point % 2) {
      await page.close();
      tab = await context.newPage();
      await tab.goto(site.origin + "/about");
    } else await page.reload().catch(() => page.goto(site.origin + "/about")); // Too early for a reload.
    await tab.waitForFunction(() => globalThis.states?.some(({ tiers }) => tiers["text-en"]?.ready));
    await tab.waitForSelector("html[data-app]");
    await sound(tab);
    await context.close();
  }
});

test("19: back from another site, the page is as it was left", async () => {
  const cached = await launch([], { ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  try {
    const site = await serve(editions.one);
    const { page } = await device({ browser: cached });
    await install(page, site, "/about");
    await page.evaluate(() => addEventListener("pageshow", ({ persisted }) => (globalThis.persisted = persisted)));
    await page.goto(site.origin.replace("127.0.0.1", "localhost") + "/robots.txt");
    await page.goBack({ waitUntil: "commit" });
    await page.waitForFunction(() => globalThis.persisted !== undefined);
    assert.equal(await page.evaluate(() => globalThis.persisted), true);
  } finally {
    await cached.close();
  }
});

test("21: clocks may lie by ten years", async () => {
  const years = 10 * 365 * 86_400_000;
  for (const shift of [years, -years]) {
    const site = await serve(editions.one);
    const lie = `{ const now = Date.now; Date.now = () => now() + ${shift}; }\n`;
    const { context, page } = await device();
    await context.addInitScript(lie);
    await install(page, site, "/about");
    site.edit = (path, bytes) => (path === "/sw.js" ? Buffer.concat([Buffer.from(lie), bytes]) : bytes);
    site.dist = editions.two.dist;
    assert.equal(await attempt(page), "installed");
    await page.click("[data-notice=update] .button");
    await page.waitForFunction((version) => globalThis.states?.some(({ tab }) => tab === version), editions.two.version);
    const { version, tab, age } = await ask(page, { type: "state" });
    assert.deepEqual([version, tab], [editions.two.version, editions.two.version]);
    assert.ok(age >= 0);
    await context.close();
  }
});

test("18: 10,000 navigations: no panic, the heap stays", { skip: !LONG && "only with --long" }, async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  const heard = [];
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(error.message));
  await install(page, site);
  const session = await context.newCDPSession(page);
  const heap = async () => {
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize;
  };
  let early;
  for (let turn = 0; turn < 10_000; turn += 100) {
    await page.evaluate(async () => {
      const titles = { "/summit": "Summit", "/library": "Shooting resource library", "/news": "News" };
      for (let turn = 0; turn < 100; turn++) {
        const [path, words] = Object.entries(titles)[turn % 3];
        document.querySelector(`header a[href="${path}"]`).click();
        for (let tries = 0; document.querySelector("main h1")?.textContent !== words; tries++) {
          if (tries > 1000) throw new Error(`${path} did not come`);
          await new Promise((done) => setTimeout(done));
        }
      }
    });
    if (turn === 900) early = await heap();
  }
  const late = await heap();
  console.log(`heap ${early} bytes after 1,000, ${late} after 10,000 navigations`);
  assert.deepEqual(heard, []);
  assert.ok(late <= early * 1.1);
  await context.close();
});
