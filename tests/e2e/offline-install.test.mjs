// What the device stores is complete and correct, whatever fails during the installation.
// Numbers in test names are the rows of the fault table: promise, fault, and what passes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ask, attempt, drop, expectWhole, hasPiece, install, openOffline, pinOf, waitForPiece, waitForTexts, waitUntil } from "./devices.mjs";
import { LANES } from "../../worker/sw/limits.ts";
import { LONG } from "./environment.mjs";
import { expect, offlineTest as test, visit } from "./fixtures.mjs";

const CUTS = [0, 1, 0.25, 0.5, 0.99, -1];

/** The paths of all files with the same bytes: an icon may also be a shortcut's. */
const alike = ({ of }, { hashes }) => of("app").filter((file) => file.hashes[0] === hashes[0]).map(({ path }) => path);

test("1, 2: a file that is cut short or is something else never gets in, and the old version boots", async ({ page, context, editions, site }) => {
  test.slow();
  await install(page);
  await page.goto("/robots.txt");
  site.fault = () => ({ status: 503 });
  site.dist = editions.two.dist;
  const old = new Set([...editions.one.files.values()].flatMap(({ hashes }) => hashes));
  const { tiers } = JSON.parse(readFileSync(join(editions.two.dist, "offline.json")));
  const chinese = tiers["text-zh"].list[0];
  const changed = editions.two
    .of("app", "text-en", "list")
    .filter(({ path, hashes }) => !old.has(hashes[0]) && path !== chinese);
  expect(changed.length).toBeGreaterThan(5);
  const spoils = [
    { status: 500 },
    { status: 404 },
    { redirect: "/about" },
    { body: "<!DOCTYPE html><h1>Sign in</h1>", type: "text/html" },
    { type: "text/plain" },
    { status: 206 },
  ];
  const session = await context.newCDPSession(page);
  for (const [at, { path, hashes }] of changed.entries()) {
    const cuts = CUTS.flatMap((cut, turn) => (LONG ? [true, false] : [(at + turn) % 2 === 0]).map((close) => ({ cut, close })));
    const others = LONG ? spoils : spoils.filter((_, turn) => (at + turn) % 3 === 0);
    for (const fault of [...cuts, ...others]) {
      await drop(page, ...hashes);
      await session.send("Network.clearBrowserCache");
      let met = 0;
      site.fault = (asked) => (asked === path && ++met ? fault : undefined);
      expect(await attempt(page), `${path} ${JSON.stringify(fault)}`).toMatch(/redundant|refused/);
      expect(met, `${path} was asked for`).toBeGreaterThan(0);
    }
  }
  site.fault = () => undefined;
  await expectWhole(page);
  expect((await ask(page, { type: "state" })).version).toBe(editions.one.version);
  await site.cut();
  await openOffline(page, "/news/first", "A <first> article");
  await site.restore();
  // `Vary: *` does not concern the bytes, so they are stored.
  await page.goto("/robots.txt");
  site.fault = () => ({ headers: { Vary: "*" } });
  expect(await attempt(page)).toBe("installed");
});

test("1: the first install is whole or not there, for each file of the program", async ({ page, context, editions, site }) => {
  test.slow();
  const session = await context.newCDPSession(page);
  await page.goto("/robots.txt");
  for (const [at, file] of editions.one.of("app").entries()) {
    const { path, hashes } = file;
    const paths = alike(editions.one, file);
    for (const [turn, cut] of CUTS.entries()) {
      await drop(page, ...hashes);
      await session.send("Network.clearBrowserCache");
      site.fault = (asked) => (paths.includes(asked) ? { cut, close: (at + turn) % 2 === 0 } : undefined);
      expect(await attempt(page), `${path} ${cut}`).toMatch(/redundant|refused/);
      expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    }
  }
  await expectWhole(page);
  site.fault = () => undefined;
  expect(await attempt(page)).toMatch(/installed|activated/);
});

test("an install goes on where it stopped", async ({ page, editions, site }) => {
  await page.goto("/robots.txt");
  const slowly = alike(editions.one, editions.one.of("app").at(-1));
  site.fault = (path) => (slowly.includes(path) ? { cut: 0.5 } : undefined);
  expect(await attempt(page)).toBe("redundant");
  const before = new Set(site.log.map(({ path }) => path));
  site.fault = () => undefined;
  site.log.length = 0;
  expect(await attempt(page)).toMatch(/installed|activated/);
  const again = site.log.map(({ path }) => path).filter((path) => path !== "/sw.js" && before.has(path));
  // Files in flight when the installation broke off are requested again, at most one per lane; complete files are not.
  expect(again.some((path) => slowly.includes(path)), again.join(" ")).toBe(true);
  expect(again.length, again.join(" ")).toBeLessThanOrEqual(LANES);
});

test("2: an answer that is not the file does not take the place of a missing entry", async ({ page, editions, site }) => {
  await install(page);
  const { hashes } = editions.one.files.get("/data/about.json");
  for (const fault of [{ status: 500 }, { body: "<!DOCTYPE html>", type: "text/html" }, { type: "text/plain" }, { body: "{}" }]) {
    await drop(page, ...hashes);
    site.fault = (path) => (path === "/data/about.json" ? fault : undefined);
    await page.evaluate(() => fetch("/data/about.json").then((answer) => answer.text()).catch(() => {}));
    expect(await hasPiece(page, hashes[0]), JSON.stringify(fault)).toBe(false);
  }
  site.fault = () => undefined;
  await page.evaluate(() => fetch("/data/about.json").then((answer) => answer.text()));
  await waitForPiece(page, hashes[0]);
  await expectWhole(page);
});

test("3: nothing hangs: a stalled body is given up, a bad line still paints, a stored page waits for nothing", async ({ page, context, device, serveFaulty, editions, site }) => {
  const slow = await serveFaulty(editions.one);
  await install(page);
  site.dist = editions.two.dist;
  site.fault = (path) => (path === "/data/news.json" ? { stall: 10 } : undefined);
  const tried = attempt(page);

  // A first visit with 2 s latency and 250 kbit/s.
  slow.line = { latency: 2000, rate: 31_250 };
  const other = await device();
  const began = performance.now();
  await other.goto(slow.origin + "/about", { waitUntil: "commit" });
  await other.waitForSelector("main h1");
  const first = performance.now() - began;
  expect(first, `the first visit painted after ${first} ms`).toBeLessThanOrEqual(5000);

  const tab = await context.newPage();
  const { ms } = await openOffline(tab, "/about", "About");
  expect(ms, `a stored page came after ${ms} ms`).toBeLessThanOrEqual(5000);
  expect(await tried).toMatch(/redundant|refused/);
  const stalled = site.log.filter(({ path, sent }) => path === "/data/news.json" && sent === 10);
  expect(stalled.length).toBeGreaterThan(0);
  for (const { at, ended } of stalled) {
    expect(ended, "it is given up").toBeGreaterThan(0);
    expect(ended - at, "ms until it is given up").toBeLessThanOrEqual(10_000);
  }
});

test("4: a full disk leaves the old version whole and says so once; a pack that does not fit is taken back", async ({ page, context, editions, site }) => {
  await install(page);
  const session = await context.newCDPSession(page);
  const quota = (quotaSize) => session.send("Storage.overrideQuotaForOrigin", { origin: site.origin, quotaSize });
  const clip = editions.one.of("clip")[0];
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage);
  await quota(usage + 1_500_000);
  const pinned = await ask(page, pinOf("reel", clip.path));
  expect(pinned.pins[0].state).toBe("full");
  expect(pinned.pins[0].done).toBe(0);
  await quota(1);
  await page.evaluate(() => states.splice(0));
  site.dist = editions.two.dist;
  expect(await attempt(page)).toMatch(/redundant|refused/);
  expect(await page.evaluate(() => states.filter(({ state }) => state === "full").length)).toBe(1);
  await quota(undefined).catch(() => session.send("Storage.overrideQuotaForOrigin", { origin: site.origin }));
  await expectWhole(page);
  await site.cut();
  await openOffline(page, "/news/first", "A <first> article");
  await site.restore();
  expect((await ask(page, { type: "pin", id: "reel" })).pins[0].state).toBe("ready");
});

test("5: a bad worker script is harmless", async ({ page, editions, site }) => {
  await install(page);
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
    expect(await attempt(page), name).toMatch(/redundant|refused/);
    const { version } = await ask(page, { type: "state" });
    expect(version, name).toBe(editions.one.version);
  }
  await site.cut();
  await openOffline(page, "/about", "About");
});

// Twenty points, a few per test so that the tests can run in parallel.
for (const start of [0, 5, 10, 15]) test(`17: an interrupted start recovers, at 5 points from ${start}`, async ({ device, site }) => {
  // The requests of an uninterrupted start until the texts are stored.
  const first = await device();
  await install(first, "/about");
  const all = site.log.length;
  await first.close();
  for (let point = start; point < start + 5; point++) {
    const page = await device();
    // The network stalls at one of these requests, and the start is interrupted there.
    let reach, resume;
    const reached = new Promise((done) => (reach = done));
    const held = new Promise((done) => (resume = done));
    let count = 0;
    site.fault = () => {
      if (count++ !== Math.floor((point * all) / 22)) return undefined;
      reach();
      return { hold: held };
    };
    void page.goto("/about").catch(() => {});
    await reached;
    // Before the first response there is no document to query.
    const isReady = point > 0 && (await page.evaluate(() => states.some(({ tiers }) => tiers?.["text-en"]?.ready)));
    expect(isReady, `point ${point} is before the end`).toBe(false);
    let tab = page;
    let again;
    if (point > 0 && point % 2 === 0) again = page.reload();
    else {
      await page.close();
      tab = await page.context().newPage();
      again = tab.goto("/about");
    }
    resume();
    await again;
    await waitForTexts(tab);
    await tab.waitForSelector("html[data-app]");
    await expectWhole(tab);
    await tab.close();
  }
});
