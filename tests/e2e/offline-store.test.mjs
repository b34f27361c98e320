// What the device stores: it survives damage and eviction, and clips, pictures and languages are available.
// Numbers in test names are the rows of the fault table: promise, fault, and what passes.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { ask, attempt, drop, expectWhole, hasPiece, heading, install, openOffline, pinOf, restartWorker, spoilPiece, waitForPiece, waitForTexts, waitUntil } from "./devices.mjs";
import { ROOT } from "./environment.mjs";
import { expect, offlineTest as test, visit } from "./fixtures.mjs";

/** Bundles a service worker whose code starts from `contents` instead of `sw.ts`. */
const bundle = (contents) => {
  const stdin = { contents, resolveDir: join(ROOT, "worker/sw"), loader: "ts" };
  return Buffer.from(buildSync({ stdin, bundle: true, format: "iife", write: false }).outputFiles[0].contents);
};

test("8: a missing file is a clean miss, with the worker too", async ({ page, editions, site }) => {
  await install(page);
  for (const path of ["/assets/x.wasm", "/assets/x.js", "/data/news/nothing.json", "/media/x.svg"]) {
    expect(await page.evaluate((path) => fetch(path).then((answer) => answer.status), path), path).toBe(404);
  }
  expect((await page.goto("/news/nothing")).status()).toBe(404);
  const rules = readFileSync(join(editions.one.dist, "_headers"), "utf8");
  expect(rules).not.toMatch(/sw\.js|offline\.json/);
  for (const path of ["/sw.js", "/offline.json"]) {
    expect((await fetch(site.origin + path)).headers.get("cache-control"), path).toBe("no-cache");
  }
});

test("9: a worker with a bug leaves everything to the network, within 3 s", async ({ device, editions, serveFaulty }) => {
  const bugs = {
    throw: "throw new Error('bug');",
    reject: "return Promise.reject(new Error('bug'));",
    undefined: "return undefined;",
    "no response": "return 7;",
    "never settles": "return new Promise(() => {});",
  };
  for (const [name, code] of Object.entries(bugs)) {
    const site = await serveFaulty(editions.one);
    const [, worker] = /worker="([^"]+)"/.exec(readFileSync(join(editions.one.dist, "sw.js"), "utf8"));
    const broken = bundle(`import { listen } from "./listen.ts"; listen(async () => { ${code} });`);
    site.edit = (path, bytes) => (path === worker ? broken : bytes);
    const page = await device({ baseURL: site.origin });
    await install(page);
    for (const path of ["/about", "/data/about.json"]) {
      const began = performance.now();
      const answer = await page.goto(path, { waitUntil: "commit" });
      expect(answer.status()).toBe(200);
      expect(performance.now() - began, `${name}: ms until ${path} came`).toBeLessThanOrEqual(3000);
    }
    await visit(page, "/about");
    await page.close();
  }
});

test("11: a corrupt entry is never run and is right again after one load", async ({ page, editions, site }) => {
  await install(page, "/about");
  const spoil = [...editions.one.of("app").filter(({ path }) => path !== "/data/fragments/404.json"), editions.one.files.get("/data/about.json")];
  for (const { path, hashes } of spoil) {
    await spoilPiece(page, hashes[0], "<!DOCTYPE html><script>globalThis.evil = 1</script>globalThis.evil = 1");
    const answer = await page.reload();
    await page.waitForSelector("html[data-app]");
    await expect(page.locator("main h1")).toHaveText("About");
    expect(await page.evaluate(() => globalThis.evil), path).toBeUndefined();
    expect(answer.status()).toBe(200);
  }
  // A repair finds what the page itself did not request.
  await ask(page, { type: "repair" });
  expect(await expectWhole(page)).toBeGreaterThan(20);
  await site.cut();
  await openOffline(page, "/about", "About");
});

test("11, offline: a corrupt entry is not shown, and the reader is told", async ({ page, editions, site }) => {
  await install(page, "/about");
  await site.cut();
  await spoilPiece(page, editions.one.files.get("/data/about.json").hashes[0], '{"evil":1}');
  await page.reload();
  await page.waitForSelector(".failure");
});

test("12: eviction is survived: each entry, then all; offline it is said", async ({ page, editions, site }) => {
  await install(page, "/about");
  const entries = [...editions.one.of("app"), editions.one.files.get("/offline.json"), editions.one.files.get("/data/about.json")];
  for (const { hashes } of entries) {
    await drop(page, ...hashes);
    await restartWorker(page);
    await page.reload();
    await page.waitForSelector("html[data-app]");
    expect(await heading(page)).toBe("About");
  }
  await ask(page, { type: "save", tier: "text-en" });
  await site.cut();
  await openOffline(page, "/about", "About");
  await drop(page, ...editions.one.files.get("/data/about.json").hashes);
  await page.reload();
  await page.waitForSelector(".failure");
  const clear = () => page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await clear();
  await restartWorker(page);
  const answer = await page.goto("/about");
  expect(answer.status()).toBe(503);
  await expect(page.locator("body")).toHaveText(/no connection.*没有网络连接/s, { useInnerText: true });
  await site.restore();
  await install(page, "/about");
  await site.cut();
  await openOffline(page, "/news", "News");
});

test("14, 15: a pinned clip answers ranges exactly without the network; nothing stored is opaque", async ({ page, editions, site }) => {
  await install(page);
  const [clip] = editions.one.of("clip");
  const picture = editions.one.of("picture")[0];
  const bytes = readFileSync(join(editions.one.dist, clip.path));
  const told = await ask(page, pinOf("reel", clip.path, picture.path));
  const both = clip.size + picture.size;
  expect(told.pins).toStrictEqual([{ id: "reel", name: "", path: "", state: "ready", files: 2, bytes: both, done: both, changed: 0, items: [] }]);
  expect((await ask(page, pinOf("x", "/media/none.mp4"))).error).toMatch(/not a file of this site/);
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
    expect(answer.status, range).toBe(status);
    expect(answer.type).toBe("video/mp4");
    if (status === 416) {
      expect(answer.range).toBe(`bytes */${size}`);
      continue;
    }
    expect(answer.length, range).toBe(String(to - from));
    expect(answer.range, range).toBe(status === 206 ? `bytes ${from}-${to - 1}/${size}` : null);
    const expected = createHash("sha256").update(bytes.subarray(from, to)).digest();
    expect(Buffer.from(answer.hash), range).toEqual(expected);
  }
  expect(site.log).toHaveLength(0);
  await site.restore();
  await expectWhole(page);
  // Once unpinned, the clip is deleted; pictures that were seen stay.
  await ask(page, { type: "cancel", id: "reel" });
  for (const hash of clip.hashes) expect(await hasPiece(page, hash)).toBe(false);
});

test("a pin is paused, goes on with the missing pieces, outlives an update, and is cancelled", async ({ page, editions, site }) => {
  await install(page);
  const [clip] = editions.one.of("clip");
  // One piece arrives, then the body stalls.
  site.fault = (path) => (path === clip.path ? { stall: 1_500_000 } : undefined);
  const pinning = ask(page, pinOf("reel", clip.path));
  await waitForPiece(page, clip.hashes[0]);
  await ask(page, { type: "pause", id: "reel" });
  expect((await pinning).pins[0].state).toBe("paused");
  site.fault = () => undefined;
  site.log.length = 0;
  expect((await ask(page, { type: "pin", id: "reel" })).pins[0].state).toBe("ready");
  expect(site.log.filter(({ path }) => path === clip.path).map(({ range, sent }) => [range, sent])).toEqual([["bytes=1048576-", clip.size - 1048576]]);
  site.dist = editions.two.dist;
  expect(await attempt(page)).toBe("installed");
  await page.reload();
  await waitUntil(page, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
  await page.waitForSelector("html[data-app]");
  const state = await ask(page, { type: "state" });
  expect(state.version).toBe(editions.two.version);
  expect(state.pins[0].done).toBe(clip.size);
  expect((await ask(page, { type: "cancel", id: "reel" })).pins).toEqual([]);
});

test("a saved page has its prerendered body, unless the host or a proxy changes pages", async ({ page, editions, site }) => {
  await install(page);
  const path = "/library/locations/hall";
  const [hash, bytes] = JSON.parse(readFileSync(join(editions.one.dist, `data${path}.json`))).fragment;
  const data = editions.one.files.get(`/data${path}.json`);
  const html = readFileSync(join(editions.one.dist, `${path.slice(1)}.html`), "utf8");
  const order = { type: "pin", id: "page", name: "", path: "", items: [{ path, title: "The Hall", urls: [] }] };
  const told = async (order) => {
    const { pins } = await ask(page, order);
    return pins.map(({ state, files, bytes, done }) => ({ state, files, bytes, done }));
  };
  site.fault = (asked) => (asked === path ? { body: html.replace("</head>", "<script></script></head>") } : undefined);
  expect(await told(order)).toEqual([{ state: "ready", files: 1, bytes: data.size, done: data.size }]);
  expect(await hasPiece(page, hash)).toBe(false);
  site.fault = (asked) => (asked === path ? { status: 500 } : undefined);
  expect(await told(order)).toEqual([{ state: "failed", files: 2, bytes: data.size + bytes, done: data.size }]);
  expect(await hasPiece(page, hash)).toBe(false);
  site.fault = () => undefined;
  expect(await told({ type: "pin", id: "page" })).toEqual([{ state: "ready", files: 2, bytes: data.size + bytes, done: data.size + bytes }]);
  expect(await hasPiece(page, hash)).toBe(true);
  await expectWhole(page);
  await site.cut();
  expect(await (await page.goto(path)).text()).toMatch(/<div id="app">.*<h1/s);
});

test("pictures that were seen are there without the network", async ({ page, site }) => {
  await install(page);
  await page.click("header >> text=News");
  await page.click("main >> text=A <first> article");
  await expect(page.locator("main h1")).toHaveText("A <first> article");
  const picture = await page.locator("main img").first().evaluate((image) => image.currentSrc);
  await waitUntil(page, async () => (await (await caches.open("offline-seen-1")).keys()).length > 0);
  await site.cut();
  const type = await page.evaluate((src) => fetch(src, { cache: "reload" }).then((answer) => answer.headers.get("content-type")), picture);
  expect(type).toBe("image/webp");
});

test("a picture that was seen in one width stands in for the others without the network", async ({ page, site }) => {
  await install(page, "/about");
  await page.click("header >> text=News");
  const card = page.locator("main img").first();
  const seen = await card.evaluate(async (image) => (await image.decode(), image.currentSrc));
  const [, name, width, ending] = /^(.*-)(\d+)(\.\w+)$/.exec(seen);
  await waitUntil(page, async () => (await (await caches.open("offline-seen-1")).keys()).length > 0);
  await site.cut();
  const shown = (address) =>
    page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return image.naturalWidth;
    }, address);
  for (const other of ["960", "1600"].filter((other) => other !== width)) expect(await shown(name + other + ending)).toBe(+width);
  // The placeholder for a picture that was never seen is 320 pixels wide.
  expect(await shown(name.replace(/[^/]+-$/, "nothing-") + width + ending)).not.toBe(+width);
});

test("the other language is stored when the reader switches to it; on a lean line nothing but the app is", async ({ page, device, serveFaulty, editions, site }) => {
  await install(page, "/about");
  await page.click(".header-language");
  await waitForTexts(page, "text-zh");
  await site.cut();
  await openOffline(page, "/zh/news/first", "第一篇");
  await openOffline(page, "/news/first", "A <first> article");

  const sparing = await serveFaulty(editions.one);
  const lean = await device({ baseURL: sparing.origin });
  await lean.context().addInitScript(() => Object.defineProperty(navigator.connection, "saveData", { value: true }));
  await visit(lean, "/about");
  await lean.waitForFunction(() => states.length > 0);
  await ask(lean, { type: "save", tier: "text-en", lean: true });
  expect(sparing.log.map(({ path }) => path)).not.toContain("/data/news.json");
});
