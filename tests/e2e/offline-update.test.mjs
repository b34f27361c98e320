// A new version of the site appears while tabs are open: it waits, takes over when it is told to, and breaks nothing.
// Numbers in test names are the rows of the fault table: promise, fault, and what passes.
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { activateWaiting, ask, attempt, hasPiece, heading, install, waitUntil } from "./devices.mjs";
import { expect, offlineTest as test, visit } from "./fixtures.mjs";
import { edition } from "./sites.mjs";

test("6: an open tab survives a deploy: 100 clicks, the old version's files gone from the server", async ({ device, editions, site }) => {
  const page = await device({ watch: true });
  await install(page);
  site.dist = editions.two.dist;
  const assets = new Set(editions.one.of("app").map(({ path }) => path).filter((path) => path.startsWith("/assets/")));
  site.fault = (path) => (assets.has(path) ? { status: 404 } : undefined);
  const names = { Summit: "Summit", Library: "Shooting resource library", News: "News" };
  const click = async (turn) => {
    const [link, words] = Object.entries(names)[turn % 3];
    await page.click(`header >> text=${link}`);
    await expect(page.locator("main h1")).toHaveText(words);
  };
  for (let turn = 0; turn < 50; turn++) await click(turn);
  site.fault = () => undefined;
  // Half-way through, the new version takes over.
  expect(await attempt(page)).toBe("installed");
  await ask(page, { type: "state" }, "waiting");
  await activateWaiting(page);
  site.fault = (path) => (assets.has(path) ? { status: 404 } : undefined);
  for (let turn = 50; turn < 100; turn++) await click(turn);
  // This tab still runs the old version; a new tab runs the new one.
  const told = await ask(page, { type: "state" });
  expect([told.version, told.tab]).toEqual([editions.two.version, editions.one.version]);
  expect(await page.evaluate(async () => (await (await fetch("/data/news/first.json")).json()).title)).toBe("A <first> article");
  await page.click("header >> text=News");
  await page.click("main >> text=A <first> article");
  await expect(page.locator("main h1")).toHaveText("A <first> article");
  const tab = await page.context().newPage();
  await visit(tab, "/news/first");
  expect(await heading(tab)).toBe("Another headline");
  // The old version is deleted when its last tab is closed.
  const { hashes } = editions.one.files.get("/data/news/first.json");
  expect(await hasPiece(tab, hashes[0])).toBe(true);
  await page.close();
  // The browser takes a moment to tell the worker that a tab was closed.
  const isThere = async () => {
    await ask(tab, { type: "save", tier: "text-en" });
    return hasPiece(tab, hashes[0]);
  };
  await expect.poll(isThere, { intervals: [100] }).toBe(false);
});

test("7: five tabs do not race: one version a tab, no reload that was not asked for", async ({ page, context, editions, site }) => {
  await install(page);
  const tabs = [page];
  for (let turn = 1; turn < 5; turn++) tabs.push(await context.newPage());
  for (const tab of tabs.slice(1)) await visit(tab, "/about");
  let loads = 0;
  for (const tab of tabs) tab.on("framenavigated", () => loads++);
  site.dist = editions.two.dist;
  await Promise.all(tabs.map(attempt));
  await waitUntil(page, async () => (await navigator.serviceWorker.getRegistration()).waiting);
  await page.waitForFunction(() => states.some(({ state }) => state === "update"));
  // A tab that opens while five are waiting uses their version.
  const sixth = await context.newPage();
  await visit(sixth, "/news/first");
  expect(await heading(sixth)).toBe("A <first> article");
  for (const tab of tabs) await tab.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting?.postMessage({ type: "activate" }));
  await waitUntil(page, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
  for (const tab of tabs) expect((await ask(tab, { type: "state" })).tab).toBe(editions.one.version);
  expect(loads).toBe(0);
  for (const tab of tabs) {
    await tab.reload();
    await tab.waitForSelector("html[data-app]");
    expect((await ask(tab, { type: "state" })).tab).toBe(editions.two.version);
  }
  expect(loads).toBe(5);
});

test("a prerendered body comes from a newer version of the site if its page has not changed", async ({ page, editions, site }) => {
  await install(page);
  const old = readFileSync(join(editions.one.dist, "sw.js"));
  site.dist = editions.two.dist;
  site.edit = (path, bytes) => (path === "/sw.js" ? old : bytes);
  const version = (html) => /data-version="([^"]*)"/.exec(html)[1];
  const html = async (path) => (await page.goto(path)).text();
  const about = await html("/about");
  expect(about).toMatch(/<div id="app">.*<h1/s);
  expect(version(about)).toBe(version(readFileSync(join(editions.one.dist, "about.html"), "utf8")));
  expect(about, "the version of the newer site is not shown").not.toContain(version(readFileSync(join(editions.two.dist, "about.html"), "utf8")));
  // This page has changed: the program fills it from the data that is stored.
  expect(await html("/news/first")).toMatch(/<div id="app"><\/div>/);
  await expect(page.locator("main h1")).toHaveText("A <first> article");
});

test("10: one deployed file turns everything off", async ({ page, editions, site }) => {
  await install(page);
  const off = readFileSync(join(editions.one.dist, "sw-off.js"));
  site.edit = (path, bytes) => (path === "/sw.js" ? off : bytes);
  await visit(page, "/about");
  const gone = async () => {
    const [registrations, kept] = [await navigator.serviceWorker.getRegistrations(), await caches.keys()];
    return registrations.length === 0 && kept.length === 0;
  };
  await waitUntil(page, gone);
  for (const path of ["/news", "/about"]) {
    await visit(page, path);
    await waitUntil(page, gone);
  }
});

test("13: a change of headers alone arrives with the second load", async ({ page, editions, site, folder }) => {
  await install(page, "/about");
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
  expect(await policy()).toMatch(/media-src 'self'/);
  await waitUntil(page, async () => (await navigator.serviceWorker.getRegistration())?.waiting);
  expect(await policy()).toMatch(/media-src 'none'/);
  await page.waitForSelector("html[data-app]");
  await waitUntil(page, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
  // The tab had the newest version all along, so no other is announced.
  const told = await page.evaluate(() => states.map(({ state, version, tab }) => [state, version, tab]));
  expect(told.length).toBeGreaterThan(0);
  for (const [state, ...versions] of told) expect([state !== "update", ...versions]).toEqual([true, next.version, next.version]);
});

test("21: clocks may lie by ten years", async ({ device, editions, serveFaulty }) => {
  const years = 10 * 365 * 86_400_000;
  for (const shift of [years, -years]) {
    const site = await serveFaulty(editions.one);
    const lie = `{ const now = Date.now; Date.now = () => now() + ${shift}; }\n`;
    const page = await device({ baseURL: site.origin });
    await page.context().addInitScript(lie);
    await install(page, "/about");
    site.edit = (path, bytes) => (path === "/sw.js" ? Buffer.concat([Buffer.from(lie), bytes]) : bytes);
    site.dist = editions.two.dist;
    expect(await attempt(page)).toBe("installed");
    await page.click("[data-notice=update] .button");
    await page.waitForFunction((version) => globalThis.states?.some(({ tab }) => tab === version), editions.two.version);
    const { version, tab, age } = await ask(page, { type: "state" });
    expect([version, tab]).toEqual([editions.two.version, editions.two.version]);
    expect(age).toBeGreaterThanOrEqual(0);
    await page.close();
  }
});
