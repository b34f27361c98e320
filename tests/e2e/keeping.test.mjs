// What the reader is told of the copy on the device, and what they can do about it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { changeArticle, install as fetchAll, rebuild, update } from "../bench/offline.mjs";
import { ask, attempt, build, clear, device as fresh, digest, drop, edition, install, offline, serve, sound, until } from "./devices.mjs";
import { launch, visit } from "./site.mjs";

const { DIST } = process.env;
let browser;
const editions = {};
const device = (options) => fresh(browser, options);

before(async () => {
  editions.one = build("one");
  editions.two = build("two", (record) => record("news/first.json", (it) => (it.headline.en = "Another headline")));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await clear();
});

/** The page of an address, taken over by the program. */
const go = (page, site, path) => visit(page, site.origin + path);
const stage = (page, words) => page.waitForFunction((words) => [...document.querySelectorAll(".saved-stage")].some((it) => it.textContent.startsWith(words)), words);
const press = (page, act) => page.click(`main [data-act=${act}]`);
const copy = (page, state) => page.waitForSelector(`[data-copy=${state}]`);
/** Text of a page's HTML, but for the parts of the program, which are on the device. */
const plain = (html) => html.replace(/ data-parts="[^"]*"/, "");

test("a page that was seen is the same from the device, and paints without the program", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/zh/about", "text-zh");
  for (const [path, file] of [["/zh/about", "zh/about.html"], ["/zh", "zh.html"], ["/zh/news/first", "zh/news/first.html"]]) {
    site.log.length = 0;
    // The first time the worker asks for the page's leaf, and for nothing else of it.
    const answer = await page.goto(site.origin + path);
    const expected = plain(readFileSync(join(editions.one.dist, file), "utf8"));
    assert.equal(plain(await answer.text()), expected, path);
    assert.ok(answer.fromServiceWorker());
    assert.ok(!site.log.some((asked) => asked.path === path), path);
    await page.waitForSelector("html[data-app]");
  }
  await site.cut();
  const answer = await page.goto(site.origin + "/zh/about");
  assert.match(await answer.text(), /<main[^>]*>.*<h1/s);
  // Never seen: the shell, which the program fills.
  const other = await page.goto(site.origin + "/zh/news");
  assert.match(await other.text(), /<div id="app"><\/div>/);
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "新闻");
  await context.close();
});

test("a leaf that is spoilt, late or damaged leaves the shell, and is whole the next time", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  const path = "/data/leaves/news.json";
  const hash = digest(readFileSync(join(editions.one.dist, path)));
  const shown = async () => (await (await page.goto(site.origin + "/news")).text()).includes('<div id="app"></div>') ? "shell" : "page";
  for (const fault of [{ status: 500 }, { cut: 0.5 }, { body: "{}", type: "application/json" }, { type: "text/html" }, { stall: 10 }]) {
    site.fault = (asked) => (asked === path ? fault : undefined);
    assert.equal(await shown(), "shell", JSON.stringify(fault));
    await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "News");
  }
  site.fault = () => undefined;
  assert.equal(await shown(), "page");
  await page.evaluate(async (hash) => {
    const cache = await caches.open("offline-leaves-1");
    await cache.put(`/offline/${hash}`, new Response('{"lang":"en","top":"x","head":"x","app":["<script>globalThis.evil=1</script>"]}'));
  }, hash);
  assert.equal(await shown(), "shell");
  assert.equal(await page.evaluate(() => globalThis.evil), undefined);
  assert.equal(await shown(), "page");
  await sound(page);
  await context.close();
});

test("an update with one changed article takes at most 60 kB, and what was seen of the old version goes", async () => {
  const changed = rebuild(changeArticle);
  try {
    const site = await serve(edition(DIST));
    const { context, page, bytes } = await fetchAll(browser, site);
    const taken = await update(page, site, changed.dist);
    console.log(`install ${(bytes / 1000).toFixed(1)} kB, update ${(taken / 1000).toFixed(1)} kB: ${site.log.filter(({ sent }) => sent > 900).map(({ path, sent }) => `${path} ${sent}`).join(", ")}`);
    assert.ok(taken <= 60_000, `${taken} bytes`);
    await context.close();
  } finally {
    changed.remove();
  }
});

test("a picture that is not on the device has a mark of ours, and the console stays clean", async () => {
  const site = await serve(edition(DIST));
  const { context, page } = await device();
  await install(page, site, "/about");
  await site.cut();
  const heard = [];
  page.on("console", (message) => heard.push(message.text()));
  await page.goto(site.origin + "/library/locations");
  await page.waitForSelector("html[data-app]");
  await page.waitForFunction(() => [...document.querySelectorAll("main img")].slice(0, 2).every((image) => image.complete && image.naturalWidth > 0));
  assert.deepEqual(heard, []);
  const marked = () =>
    page.evaluate(async () => (await fetch(document.querySelector("main img").src)).headers.get("cache-control") === "no-store");
  await site.mend();
  await page.reload();
  await page.waitForSelector("html[data-app]");
  assert.equal(await marked(), false);
  await context.close();
});

test("calendars and tables come from the device, what is not there is told", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site);
  await site.cut();
  const files = editions.one.of("text-en").map(({ path }) => path).filter((path) => !path.startsWith("/data/"));
  assert.ok(files.some((path) => path.endsWith(".ics")) && files.some((path) => path.endsWith(".csv")), files.join(" "));
  for (const path of files) {
    const [status, bytes] = await page.evaluate(async (path) => {
      const answer = await fetch(path);
      return [answer.status, [...new Uint8Array(await answer.arrayBuffer())]];
    }, path);
    assert.equal(status, 200, path);
    assert.deepEqual(Buffer.from(bytes), readFileSync(join(editions.one.dist, path)), path);
  }
  const answer = await page.goto(site.origin + "/feed.atom");
  assert.equal(answer.status(), 503);
  assert.match(await page.locator("body").innerText(), /not saved on this device.*未保存/s);
  await go(page, site, "/offline");
  await page.waitForSelector("text=the site cannot be reached");
  await go(page, site, "/library/clips/waves");
  await page.locator("video").evaluate((video) => void video.play().catch(() => {}));
  await page.waitForSelector("text=it is not saved on this device");
  await context.close();
});

test("the reader is told once that the site works offline, and with what age when it is", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await go(page, site, "/about");
  await page.waitForSelector("[data-notice=ready]");
  assert.equal(await page.locator(".notices").getAttribute("role"), "status");
  await page.click(".notices-close");
  assert.equal(await page.locator("[data-notice]").count(), 0);
  await page.reload();
  await page.waitForSelector("html[data-app]");
  await page.waitForFunction(() => states.some(({ tiers }) => tiers?.["text-en"]?.ready));
  assert.equal(await page.locator("[data-notice]").count(), 0);
  await context.setOffline(true);
  await page.waitForSelector("[data-notice=offline]");
  assert.match(await page.locator("[data-notice=offline]").innerText(), /^Offline\. What you see was current just now\./);
  // On a phone the areas of the site stay within reach below it.
  await page.setViewportSize({ width: 360, height: 780 });
  await page.click(".header-areas >> text=Library");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Shooting resource library");
  assert.ok(await page.locator("[data-notice=offline]").isVisible());
  await context.setOffline(false);
  await page.waitForSelector("[data-notice=offline]", { state: "detached" });
  await context.close();
});

test("an update waits for the reader's word, and other tabs keep their version until they follow", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/news/first");
  const other = await context.newPage();
  await go(other, site, "/news/first");
  let loads = 0;
  for (const tab of [page, other]) tab.on("framenavigated", () => loads++);
  site.dist = editions.two.dist;
  assert.equal(await attempt(page), "installed");
  for (const tab of [page, other]) await tab.waitForSelector("[data-notice=update]");
  assert.equal(loads, 0);
  await page.click("[data-notice=update] .button");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Another headline");
  await page.waitForSelector("html[data-app]");
  assert.equal((await ask(page, { type: "state" })).tab, editions.two.version);
  // The other tab was not touched; it can follow.
  await other.waitForSelector("[data-notice=passed]");
  assert.equal(await other.locator("main h1").innerText(), "A <first> article");
  assert.equal((await ask(other, { type: "state" })).tab, editions.one.version);
  assert.equal(loads, 1);
  await other.click("[data-notice=passed] .button");
  await other.waitForFunction(() => document.querySelector("main h1")?.textContent === "Another headline");
  await context.close();
});

test("a notice that was closed stays closed in that tab", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  site.dist = editions.two.dist;
  assert.equal(await attempt(page), "installed");
  await page.waitForSelector("[data-notice=update]");
  await page.click(".notices-close");
  await page.waitForSelector("[data-notice]", { state: "detached" });
  await page.click("header >> text=News");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "News");
  await ask(page, { type: "save", tier: "text-en" });
  assert.equal(await page.locator("[data-notice]").count(), 0);
  await context.close();
});

test("/offline tells the copy, its sizes, the room and what can be done, in both languages", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  await go(page, site, "/offline");
  await copy(page, "ready");
  const facts = await page.locator("[data-copy] dl").innerText();
  assert.match(facts, /just now/);
  assert.ok(facts.includes(editions.one.version.slice(0, 8)));
  assert.match(facts, /\d+ kB, saved/);
  assert.match(facts, /\d+ kB, not saved/);
  assert.match(facts, /used, about .* left/);
  // The other language too.
  await page.click("[data-copy] dl [data-act=texts]");
  await page.waitForFunction(() => (document.querySelector("[data-copy] dl").textContent.match(/kB, saved/g) ?? []).length === 2);
  // A damaged entry is found and mended.
  await page.evaluate(async (hash) => {
    const cache = await caches.open("offline-files-1");
    await cache.put(`/offline/${hash}`, new Response("evil"));
  }, editions.one.files.get("/data/news.json").hashes[0]);
  await page.click("text=Check and repair");
  await page.waitForSelector("text=Checked: all of it is whole.");
  await sound(page);
  await go(page, site, "/zh/offline");
  await copy(page, "ready");
  assert.match(await page.locator("main").innerText(), /已可离线使用.*能保存多久.*Safari/s);
  await context.close();
});

test("each failure has its words and the next thing to do", async () => {
  const site = await serve(editions.one);
  const refuse = (name) => `navigator.serviceWorker.register = () => Promise.reject(new DOMException("no", "${name}"))`;
  const table = [
    ["unsupported", `Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined })`, /cannot keep a site.*private window.*export your packs/s],
    ["blocked", refuse("SecurityError"), /lets this site keep nothing.*Allow cookies.*Reload the page/s],
    ["insecure", `Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined }); Object.defineProperty(globalThis, "isSecureContext", { value: false })`, /not secure.*https/s],
    ["cut", "navigator.serviceWorker.register = () => Promise.reject(new TypeError('no script'))", /broke off.*Try again/s],
  ];
  for (const [state, code, words] of table) {
    const { context, page } = await device();
    await context.addInitScript(code);
    await go(page, site, "/offline");
    await copy(page, state);
    assert.match(await page.locator("[data-copy]").innerText(), words, state);
    await context.close();
  }
});

test("a device without room says so once, keeps what it has, and a pack that does not fit can be tried again", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  const session = await context.newCDPSession(page);
  await go(page, site, "/offline?save=/library/clips/waves");
  await page.waitForSelector("[data-act=save]");
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage);
  await session.send("Storage.overrideQuotaForOrigin", { origin: site.origin, quotaSize: usage + 1_000_000 });
  await press(page, "save");
  await stage(page, "There was no room");
  await copy(page, "ready");
  await session.send("Storage.overrideQuotaForOrigin", { origin: site.origin });
  await press(page, "resume");
  await stage(page, "Ready: all");
  await sound(page);
  await context.close();
});

for (const [thing, path] of [["an edition", "/summit/2023"], ["a collection", "/library/experts"]]) {
  test(`${thing} is saved: its size first, then each page of it, and it works offline`, async () => {
    const site = await serve(edition(DIST));
    const { context, page } = await device();
    await install(page, site, path);
    await page.click("main >> text=Save for offline");
    await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Offline");
    await page.waitForSelector("[data-act=save]");
    const offer = await page.locator(".offer").innerText();
    const [, pages] = offer.match(/^Pages, with their pictures and clips: (\d+)\. Size: [\d.]+ [kM]B, to be fetched: [\d.]+ [kM]B\./);
    assert.deepEqual((await ask(page, { type: "state" })).pins, [], "nothing is kept before the reader agrees");
    await press(page, "save");
    await stage(page, "Ready: all");
    await page.click(".saved summary");
    assert.equal(await page.locator(".saved-items li[data-ready]").count(), Number(pages));
    const { pins } = await ask(page, { type: "state" });
    assert.equal(pins[0].done, pins[0].bytes);
    await site.cut();
    for (const { path } of pins[0].items) {
      await page.goto(site.origin + path);
      await page.waitForSelector("html[data-app]");
      assert.equal(await page.locator(".failure, .missing").count(), 0, path);
      const marks = await page.evaluate(async () => {
        const answers = await Promise.all([...document.querySelectorAll("main img")].map((image) => fetch(image.currentSrc || image.src)));
        return answers.filter((answer) => answer.headers.get("cache-control") === "no-store").length;
      });
      assert.equal(marks, 0, path);
    }
    await context.close();
  });
}

test("a clip is paused, goes on, is cancelled, saved and deleted by the buttons of the page", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  const [clip] = editions.one.of("clip");
  await go(page, site, "/library/clips/waves");
  await page.click("main >> text=Save for offline");
  await page.waitForSelector("[data-act=save]");
  site.fault = (path) => (path === clip.path ? { stall: 1_500_000 } : undefined);
  await press(page, "save");
  await stage(page, "Saving:");
  await until(page, async (hash) => !!(await caches.match(`/offline/${hash}`)), clip.hashes[0]);
  await press(page, "pause");
  await stage(page, "Paused at");
  site.fault = () => undefined;
  site.log.length = 0;
  await press(page, "resume");
  await stage(page, "Ready: all");
  assert.deepEqual(site.log.filter(({ path }) => path === clip.path).map(({ range }) => range), ["bytes=1048576-"]);
  await press(page, "delete");
  await page.waitForSelector(".saved", { state: "detached" });
  for (const hash of clip.hashes) assert.equal(await page.evaluate(async (hash) => !!(await caches.match(`/offline/${hash}`)), hash), false);
  // Cut off, and cancelled.
  await go(page, site, "/offline?save=/library/clips/waves");
  await page.waitForSelector("[data-act=save]");
  site.fault = (path) => (path === clip.path ? { cut: 0.5 } : undefined);
  await press(page, "save");
  await stage(page, "The line broke off at");
  await press(page, "cancel");
  await page.waitForSelector(".saved", { state: "detached" });
  await go(page, site, "/offline?save=nonsense");
  await page.waitForSelector("text=There is no such page to save.");
  await context.close();
});

test("a recce pack is saved on its page, and says when it has changed since", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/library/locations/pier");
  await page.click("main .pack-button");
  await go(page, site, "/pack");
  await press(page, "offer");
  await page.waitForSelector("[data-act=save]");
  await press(page, "save");
  await stage(page, "Ready: all");
  await page.click("header >> text=Library");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Shooting resource library");
  await go(page, site, "/library/clips/waves");
  await page.click("main .pack-button");
  await page.click("header >> text=Pack");
  await page.waitForSelector("text=The pack has changed since it was saved.");
  await press(page, "again");
  await page.waitForSelector("[data-act=save]");
  await press(page, "save");
  await stage(page, "Ready: all");
  const { pins } = await ask(page, { type: "state" });
  assert.deepEqual(pins[0].items.map(({ path }) => path).sort(), ["/library/clips/waves", "/library/locations/pier"]);
  await site.cut();
  await offline(page, site, "/library/clips/waves", "Waves");
  await context.close();
});

test("a saved page that has changed on the site is told, and brought up to date", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  await go(page, site, "/offline?save=/news/first");
  await page.waitForSelector("[data-act=save]");
  await press(page, "save");
  await stage(page, "Ready: all");
  site.dist = editions.two.dist;
  assert.equal(await attempt(page), "installed");
  await page.click("[data-notice=update] .button");
  await stage(page, "Ready, but the site has changed since");
  await press(page, "again");
  await page.waitForSelector("[data-act=save]");
  await press(page, "save");
  await stage(page, "Ready: all");
  await context.close();
});

test("what the browser has deleted is noticed: in part, then all of it", async () => {
  const site = await serve(editions.one);
  const { context, page } = await device();
  await install(page, site, "/about");
  const [clip] = editions.one.of("clip");
  await go(page, site, "/offline?save=/library/clips/waves");
  await page.waitForSelector("[data-act=save]");
  await press(page, "save");
  await stage(page, "Ready: all");
  await drop(page, clip.hashes[0]);
  await go(page, site, "/offline");
  await stage(page, "The browser has deleted a part of it");
  await press(page, "resume");
  await stage(page, "Ready: all");
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.reload();
  await stage(page, "It was saved here, and the browser has deleted it.");
  await copy(page, "ready");
  await press(page, "again");
  await page.waitForSelector("[data-act=save]");
  await press(page, "save");
  await stage(page, "Ready: all");
  await context.close();
});
