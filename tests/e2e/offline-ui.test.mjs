// What the site tells the reader about what the device stores, and what the reader can do about it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { changeArticle, update } from "../bench/offline.mjs";
import { activateWaiting, ask, attempt, drop, expectWhole, hasPiece, install, openOffline, spoilPiece, waitForPiece, waitForTexts } from "./devices.mjs";
import { DIST } from "./environment.mjs";
import { expect, officeTest, offlineTest as test, visit } from "./fixtures.mjs";
import { edition, rebuild } from "./sites.mjs";

const stage = (page, words) => page.waitForFunction((words) => [...document.querySelectorAll(".saved-stage")].some((it) => it.textContent.startsWith(words)), words);
const act = (page, name) => page.click(`main [data-act=${name}]`);
const copy = (page, state) => page.waitForSelector(`[data-copy=${state}]`);
/**
 * A page's HTML without what differs on the device: the list of chunks, the digest of the body, the picture for
 * messengers, and the styles, which are those of all pages.
 */
const plain = (html) =>
  html
    .replace(/ data-chunks="[^"]*"/, "")
    .replace(/<p hidden>.*?<\/p>(?=<div id="app">)/, "")
    .replace(/(data-document="[^ "]*) [^"]*/, "$1")
    .replace(/<style>.*?<\/style>/s, "");

test("a page that was seen is the same from the device, and paints without the program", async ({ page, editions, site }) => {
  await install(page, "/zh/about", "text-zh");
  for (const [path, file] of [["/zh/about", "zh/about.html"], ["/zh", "zh.html"], ["/zh/news/first", "zh/news/first.html"]]) {
    site.log.length = 0;
    // On the first visit, the worker requests the page for its prerendered body, once; the data is stored.
    const answer = await page.goto(path);
    const expected = plain(readFileSync(join(editions.one.dist, file), "utf8"));
    expect(plain(await answer.text()), path).toBe(expected);
    expect(answer.fromServiceWorker()).toBe(true);
    const asked = site.log.map(({ path }) => path).filter((asked) => asked === path || asked.startsWith("/data/"));
    expect(asked, path).toEqual([path]);
    await page.waitForSelector("html[data-app]");
  }
  await site.cut();
  const answer = await page.goto("/zh/about");
  expect(await answer.text()).toMatch(/<main[^>]*>.*<h1/s);
  // Never seen: the worker sends the shell, which the app fills.
  await page.addInitScript(() => {
    const note = () => document.documentElement.dataset.app && (globalThis.atReady ??= document.querySelector("main h1")?.textContent ?? "none");
    new MutationObserver(note).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-app"] });
  });
  const other = await page.goto("/zh/news");
  expect(await other.text()).toMatch(/<div id="app"><\/div>/);
  await expect(page.locator("main h1")).toHaveText("新闻");
  await page.waitForSelector("html[data-app=ready]");
  expect(await page.evaluate(() => atReady), "the heading when the page is ready").toBe("新闻");
});

test("a prerendered body that is spoilt, late or damaged leaves the shell, and is whole the next time", async ({ page, editions, site }) => {
  test.slow();
  await install(page, "/about");
  const path = "/news";
  const [hash] = JSON.parse(readFileSync(join(editions.one.dist, "data/news.json"))).fragment;
  const html = readFileSync(join(editions.one.dist, "news.html"), "utf8");
  const shown = async () => (await (await page.goto(path)).text()).includes('<div id="app"></div>') ? "shell" : "page";
  const leaves = () => page.evaluate(async () => (await (await caches.open("offline-leaves-1")).keys()).length);
  const before = await leaves();
  const faults = [
    { status: 500 },
    { status: 404 },
    { redirect: "/about" },
    { cut: 0.5 },
    { cut: -20, close: true },
    { body: "{}", type: "application/json" },
    { type: "text/plain" },
    { stall: 10 },
    // A page that asks to sign in; another page of the site; a page that was changed on the way.
    { body: "<!DOCTYPE html><title>Sign in</title>" },
    { body: readFileSync(join(editions.one.dist, "about.html")) },
    { body: html.replace("<h1", "<script>globalThis.evil = 1</script><h1") },
    { body: html.replace("</head>", '<script src="/cdn/analytics.js"></script></head>') },
    // Not UTF-8; longer than the page can be, though what is cut out is the same.
    { body: Buffer.from(html.replaceAll("News", "\u{fc}ber"), "latin1") },
    { body: html.replace("<style>", `<style>/*${" ".repeat(1_000_000)}*/`) },
  ];
  for (const fault of faults) {
    site.fault = (asked) => (asked === path ? fault : undefined);
    const name = JSON.stringify(fault).slice(0, 80);
    expect(await shown(), name).toBe("shell");
    await expect(page.locator("main h1"), name).toHaveText("News");
    expect(await leaves(), `stored after ${name}`).toBe(before);
  }
  expect(await expectWhole(page)).toBeGreaterThan(20);
  site.fault = () => undefined;
  expect(await shown()).toBe("page");
  const spoil = (hash) => {
    const evil = '{"lang":"en","top":"x","head":"x","app":["<script>globalThis.evil=1</script>"]}';
    return caches.open("offline-leaves-1").then((cache) => cache.put(`/offline/${hash}`, new Response(evil)));
  };
  await page.evaluate(spoil, hash);
  // The damaged fragment is fetched again, in time for this page or for the next.
  expect(["page", "shell"]).toContain(await shown());
  await expect(page.locator("main h1")).toHaveText("News");
  expect(await page.evaluate(() => globalThis.evil)).toBeUndefined();
  expect(await shown()).toBe("page");
  await expectWhole(page);
});

officeTest("an update with one changed article takes at most 110 kB, and what was stored of the old version goes", async ({ page, site }) => {
  const article = "/news/2023-summit-opens";
  const changed = await rebuild("changed-article", changeArticle, DIST);
  await install(page, article);
  const { hashes } = edition(DIST).files.get(`/data${article}.json`);
  expect(await hasPiece(page, hashes[0])).toBe(true);
  expect(await update(page, site, changed.dist), "bytes").toBeLessThanOrEqual(110_000);
  await activateWaiting(page);
  await page.reload();
  await expect(page.getByText("A paragraph that was not there.")).toBeVisible();
  const isThere = async () => {
    await ask(page, { type: "save", tier: "text-en" });
    return hasPiece(page, hashes[0]);
  };
  await expect.poll(isThere, { intervals: [100] }).toBe(false);
});

officeTest("a picture that is not on the device has a mark of ours, and the console stays clean", async ({ device, site }) => {
  const page = await device({ watch: true });
  // Whether the image at each URL is the placeholder.
  const marks = new Map();
  page.on("response", (answer) => {
    if (answer.request().resourceType() === "image") marks.set(answer.url(), answer.headers()["cache-control"] === "no-store");
  });
  const isMarked = async () => marks.get(await page.locator("main img").first().evaluate((image) => image.currentSrc || image.src));
  await install(page, "/about");
  await site.cut();
  await visit(page, "/library/locations");
  await page.waitForFunction(() => [...document.querySelectorAll("main img")].slice(0, 2).every((image) => image.complete && image.naturalWidth > 0));
  await expect.poll(isMarked).toBe(true);
  await site.restore();
  marks.clear();
  await page.reload();
  await page.waitForSelector("html[data-app]");
  await expect.poll(isMarked).toBe(false);
});

test("calendars and tables come from the device, what is not there is told", async ({ page, editions, site }) => {
  await install(page);
  await site.cut();
  const files = editions.one.of("text-en").map(({ path }) => path).filter((path) => !path.startsWith("/data/"));
  for (const ending of [".ics", ".csv"]) expect(files.filter((path) => path.endsWith(ending))).not.toEqual([]);
  for (const path of files) {
    const [status, bytes] = await page.evaluate(async (path) => {
      const answer = await fetch(path);
      return [answer.status, [...new Uint8Array(await answer.arrayBuffer())]];
    }, path);
    expect(status, path).toBe(200);
    expect(Buffer.from(bytes), path).toEqual(readFileSync(join(editions.one.dist, path)));
  }
  const answer = await page.goto("/feed.atom");
  expect(answer.status()).toBe(503);
  await expect(page.locator("body")).toHaveText(/not saved on this device.*未保存/s, { useInnerText: true });
  await visit(page, "/offline");
  await page.waitForSelector("text=the site cannot be reached");
  await visit(page, "/library/clips/waves");
  await page.locator("video").evaluate((video) => void video.play().catch(() => {}));
  await page.waitForSelector("text=it is not saved on this device");
});

test("the files of a location come with the texts of either language, and count once with both", async ({ page, editions, site }) => {
  const sum = (files) => [...new Map(files.map((file) => [file.path, file.size])).values()].reduce((bytes, size) => bytes + size, 0);
  await install(page, "/zh/about", "text-zh");
  await site.cut();
  for (const form of ["gpx", "kml"]) {
    const path = `/library/locations/pier.${form}`;
    expect(await page.evaluate(async (path) => (await fetch(path)).text(), path)).toBe(readFileSync(join(editions.one.dist, path), "utf8"));
  }
  await site.restore();
  const { bytes } = await ask(page, { type: "save", tier: "text-en" });
  expect(bytes).toBe(sum(editions.one.of("app", "text-en", "text-zh")));
  await expectWhole(page);
});

test("the reader is told once that the site works offline, and with what age when it is", async ({ page, context }) => {
  await visit(page, "/about");
  await page.waitForSelector("[data-notice=ready]");
  await expect(page.locator(".notices")).toHaveAttribute("role", "status");
  await page.click(".notices-close");
  expect(await page.locator("[data-notice]").count()).toBe(0);
  await page.reload();
  await page.waitForSelector("html[data-app]");
  await waitForTexts(page);
  expect(await page.locator("[data-notice]").count()).toBe(0);
  await context.setOffline(true);
  await page.waitForSelector("[data-notice=offline]");
  await expect(page.locator("[data-notice=offline]")).toHaveText(/^Offline\. Last updated just now\./, { useInnerText: true });
  // On a phone the navigation stays reachable below the notice.
  await page.setViewportSize({ width: 360, height: 780 });
  await page.click(".header-areas >> text=Library");
  await expect(page.locator("main h1")).toHaveText("Shooting resource library");
  await expect(page.locator("[data-notice=offline]")).toBeVisible();
  await context.setOffline(false);
  await expect(page.locator("[data-notice=offline]")).toHaveCount(0);
});

test("an update waits for the reader's word, and other tabs keep their version until they follow", async ({ page, context, editions, site }) => {
  await install(page, "/news/first");
  const other = await context.newPage();
  await visit(other, "/news/first");
  let loads = 0;
  for (const tab of [page, other]) tab.on("framenavigated", () => loads++);
  site.dist = editions.two.dist;
  expect(await attempt(page)).toBe("installed");
  for (const tab of [page, other]) await tab.waitForSelector("[data-notice=update]");
  expect(loads).toBe(0);
  await page.click("[data-notice=update] .button");
  await expect(page.locator("main h1")).toHaveText("Another headline");
  await page.waitForSelector("html[data-app]");
  expect((await ask(page, { type: "state" })).tab).toBe(editions.two.version);
  // The other tab was left alone; it can follow.
  await other.waitForSelector("[data-notice=passed]");
  await expect(other.locator("main h1")).toHaveText("A <first> article");
  expect((await ask(other, { type: "state" })).tab).toBe(editions.one.version);
  expect(loads).toBe(1);
  await other.click("[data-notice=passed] .button");
  await expect(other.locator("main h1")).toHaveText("Another headline");
});

test("a notice that was closed stays closed in that tab", async ({ page, editions, site }) => {
  await install(page, "/about");
  site.dist = editions.two.dist;
  expect(await attempt(page)).toBe("installed");
  await page.waitForSelector("[data-notice=update]");
  await page.click(".notices-close");
  await expect(page.locator("[data-notice]")).toHaveCount(0);
  await page.click("header >> text=News");
  await expect(page.locator("main h1")).toHaveText("News");
  await ask(page, { type: "save", tier: "text-en" });
  expect(await page.locator("[data-notice]").count()).toBe(0);
});

test("/offline tells the copy, its sizes, the room and what can be done, in both languages", async ({ page, editions }) => {
  await install(page, "/about");
  await visit(page, "/offline");
  await copy(page, "ready");
  const facts = await page.locator("[data-copy] dl").innerText();
  expect(facts).toMatch(/just now/);
  expect(facts).toContain(editions.one.version.slice(0, 8));
  expect(facts).toMatch(/\d+ kB, saved/);
  expect(facts).toMatch(/\d+ kB, not saved/);
  expect(facts).toMatch(/used, about .* free/);
  // The other language too.
  await page.click("[data-copy] dl [data-act=texts]");
  await page.waitForFunction(() => (document.querySelector("[data-copy] dl").textContent.match(/kB, saved/g) ?? []).length === 2);
  // Damage to an entry is found and repaired.
  await spoilPiece(page, editions.one.files.get("/data/news.json").hashes[0], "evil");
  await page.click("text=Check and repair");
  await page.waitForSelector("text=Checked: everything is intact.");
  await expectWhole(page);
  await visit(page, "/zh/offline");
  await copy(page, "ready");
  await expect(page.locator("main")).toHaveText(/已可离线使用.*能保存多久.*Safari/s, { useInnerText: true });
});

test("each failure has its words and the next thing to do", async ({ device }) => {
  const refuse = (name) => `navigator.serviceWorker.register = () => Promise.reject(new DOMException("no", "${name}"))`;
  const table = [
    ["unsupported", `Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined })`, /cannot save a site.*private window.*export your packs/s],
    ["blocked", refuse("SecurityError"), /does not let this site store anything.*Allow cookies.*Reload the page/s],
    ["insecure", `Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined }); Object.defineProperty(globalThis, "isSecureContext", { value: false })`, /not secure.*https/s],
    ["cut", "navigator.serviceWorker.register = () => Promise.reject(new TypeError('no script'))", /connection dropped.*Try again/s],
  ];
  for (const [state, code, words] of table) {
    const page = await device();
    await page.context().addInitScript(code);
    await visit(page, "/offline");
    await copy(page, state);
    await expect(page.locator("[data-copy]"), state).toHaveText(words, { useInnerText: true });
    await page.close();
  }
});

test("a device without room says so once, keeps what it has, and a pack that does not fit can be tried again", async ({ page, context, site }) => {
  await install(page, "/about");
  const session = await context.newCDPSession(page);
  await visit(page, "/offline?save=/library/clips/waves");
  await page.waitForSelector("[data-act=save]");
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage);
  await session.send("Storage.overrideQuotaForOrigin", { origin: site.origin, quotaSize: usage + 1_000_000 });
  await act(page, "save");
  await stage(page, "Not enough storage");
  await expect(page.getByText("Not enough storage")).toHaveCount(1);
  await copy(page, "ready");
  await session.send("Storage.overrideQuotaForOrigin", { origin: site.origin });
  await act(page, "resume");
  await stage(page, "Ready: all");
  await expectWhole(page);
});

for (const [thing, path] of [["an edition", "/summit/2023"], ["a collection", "/library/experts"]]) {
  officeTest(`${thing} is saved: its size first, then each page of it, and it works offline`, async ({ page, site }) => {
    await install(page, path);
    await page.click("main >> text=Save for offline");
    await expect(page.locator("main h1")).toHaveText("Offline");
    await page.waitForSelector("[data-act=save]");
    const offer = await page.locator(".offer").innerText();
    const [, pages] = offer.match(/^Pages, with their pictures and clips: (\d+)\. Size: [\d.]+ [kM]B, to download: [\d.]+ [kM]B\./);
    expect((await ask(page, { type: "state" })).pins, "nothing is stored before the reader agrees").toEqual([]);
    await act(page, "save");
    await stage(page, "Ready: all");
    await page.click(".saved summary");
    await expect(page.locator(".saved-items li[data-ready]")).toHaveCount(Number(pages));
    const { pins } = await ask(page, { type: "state" });
    expect(pins[0].done).toBe(pins[0].bytes);
    await site.cut();
    for (const { path } of pins[0].items) {
      await page.goto(path);
      await page.waitForSelector("html[data-app]");
      expect(await page.locator(".failure, .missing").count(), path).toBe(0);
      const marks = await page.evaluate(async () => {
        const answers = await Promise.all([...document.querySelectorAll("main img")].map((image) => fetch(image.currentSrc || image.src)));
        return answers.filter((answer) => answer.headers.get("cache-control") === "no-store").length;
      });
      expect(marks, path).toBe(0);
    }
  });
}

test("a clip is paused, goes on, is cancelled, saved and deleted by the buttons of the page", async ({ page, editions, site }) => {
  await install(page, "/about");
  const [clip] = editions.one.of("clip");
  await visit(page, "/library/clips/waves");
  await page.click("main >> text=Save for offline");
  await page.waitForSelector("[data-act=save]");
  site.fault = (path) => (path === clip.path ? { stall: 1_500_000 } : undefined);
  await act(page, "save");
  await stage(page, "Saving:");
  await waitForPiece(page, clip.hashes[0]);
  await act(page, "pause");
  await stage(page, "Paused at");
  site.fault = () => undefined;
  site.log.length = 0;
  await act(page, "resume");
  await stage(page, "Ready: all");
  expect(site.log.filter(({ path }) => path === clip.path).map(({ range }) => range)).toEqual(["bytes=1048576-"]);
  await act(page, "delete");
  await expect(page.locator(".saved")).toHaveCount(0);
  for (const hash of clip.hashes) expect(await hasPiece(page, hash)).toBe(false);
  // Interrupted, and cancelled.
  await visit(page, "/offline?save=/library/clips/waves");
  await page.waitForSelector("[data-act=save]");
  site.fault = (path) => (path === clip.path ? { cut: 0.5 } : undefined);
  await act(page, "save");
  await stage(page, "The connection dropped at");
  await act(page, "cancel");
  await expect(page.locator(".saved")).toHaveCount(0);
  await visit(page, "/offline?save=nonsense");
  await page.waitForSelector("text=There is no page to save.");
});

test("a recce pack is saved on its page, and says when it has changed since", async ({ page, site }) => {
  await install(page, "/library/locations/pier");
  await page.click("main .pack-button");
  await visit(page, "/pack");
  await act(page, "offer");
  await page.waitForSelector("[data-act=save]");
  await act(page, "save");
  await stage(page, "Ready: all");
  await page.click("header >> text=Library");
  await expect(page.locator("main h1")).toHaveText("Shooting resource library");
  await visit(page, "/library/clips/waves");
  await page.click("main .pack-button");
  await page.click("header >> text=Pack");
  await page.waitForSelector("text=The pack has changed since it was saved.");
  await act(page, "again");
  await page.waitForSelector("[data-act=save]");
  await act(page, "save");
  await stage(page, "Ready: all");
  const { pins } = await ask(page, { type: "state" });
  expect(pins[0].items.map(({ path }) => path).sort()).toEqual(["/library/clips/waves", "/library/locations/pier"]);
  await site.cut();
  await openOffline(page, "/library/clips/waves", "Waves");
});

test("a saved page that has changed on the site is told, and brought up to date", async ({ page, editions, site }) => {
  await install(page, "/about");
  await visit(page, "/offline?save=/news/first");
  await page.waitForSelector("[data-act=save]");
  await act(page, "save");
  await stage(page, "Ready: all");
  site.dist = editions.two.dist;
  expect(await attempt(page)).toBe("installed");
  await page.click("[data-notice=update] .button");
  await stage(page, "Saved, but the site has changed since");
  await act(page, "again");
  await page.waitForSelector("[data-act=save]");
  await act(page, "save");
  await stage(page, "Ready: all");
});

test("what the browser has deleted is noticed: in part, then all of it", async ({ page, editions }) => {
  await install(page, "/about");
  const [clip] = editions.one.of("clip");
  await visit(page, "/offline?save=/library/clips/waves");
  await page.waitForSelector("[data-act=save]");
  await act(page, "save");
  await stage(page, "Ready: all");
  await drop(page, clip.hashes[0]);
  await visit(page, "/offline");
  await stage(page, "The browser deleted part of it");
  await act(page, "resume");
  await stage(page, "Ready: all");
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.reload();
  await stage(page, "It was saved here, but the browser deleted it.");
  await copy(page, "ready");
  await act(page, "again");
  await page.waitForSelector("[data-act=save]");
  await act(page, "save");
  await stage(page, "Ready: all");
});
