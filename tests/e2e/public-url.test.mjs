// The site below a path of its host: every address, the program, the data, the exports, the offline copy.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, marked, open, serve, visit } from "./site.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { DIST, SITE_TOOL } = process.env;
const folder = mkdtempSync(join(tmpdir(), "below-"));
const dist = join(folder, "dist");
const ORIGIN = "https://film.example";

/** The fixture with the real program, built for a public URL. */
function build(out, ...options) {
  const root = join(folder, "public");
  cpSync(join(here, "../fixture/public"), root, { recursive: true });
  for (const name of ["boot.js", "sw.js", "sw-off.js"]) {
    cpSync(join(here, "../../public", name), join(root, name));
  }
  const hero = join(root, "content/news/first.json");
  const record = JSON.parse(readFileSync(hero, "utf8"));
  record.hero = { ...record.hero, image: undefined, scene: { kind: "pier", hour: "sunrise", season: "winter" } };
  writeFileSync(hero, JSON.stringify(record));
  const style = join(here, "../../style");
  const from = ["--public", root, "--style", style, "--cache", join(folder, "pictures"), "--now", "2024-06-01T00:00:00Z"];
  const bundle = process.env.BUNDLE ?? join(DIST, "../target/bundle");
  execFileSync(SITE_TOOL, ["build", ...from, "--bundle", bundle, "--out", out, ...options]);
}

let site, browser;
before(async () => {
  build(dist, "--public-url", "/film/");
  site = await serve(dist);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const names = (ending) => readdirSync(dist, { recursive: true }).filter((name) => name.endsWith(ending));
const read = (name) => readFileSync(join(dist, name), "utf8");

test("every address that is printed lies below the path", () => {
  let seen = 0;
  const look = (name, text, pattern) => {
    for (const [, address] of text.matchAll(pattern)) {
      seen++;
      assert.ok(address.startsWith("/film/"), `${name}: ${address}`);
    }
  };
  for (const name of names(".html")) {
    const html = read(name);
    look(name, html, /(?:href|src|poster)="(\/[^"]*)"/g);
    look(name, html, /(?:srcset|data-parts)="(\/[^"]*)"/g);
    look(name, html, new RegExp(`${ORIGIN}(/[^"#<]*)`, "g"));
  }
  // An address in data is a text that begins with a slash and a folder or an ending of ours.
  for (const name of names(".json").filter((name) => name.startsWith("data/"))) {
    look(name, read(name), /"(\/[^"]*\/(?:assets|media|data)\/[^"]*|\/(?:assets|media|data)\/[^"]*)"/g);
  }
  for (const name of [...names(".atom"), ...names(".rss"), "sitemap.xml"]) {
    look(name, read(name), new RegExp(`${ORIGIN}(/[^"<]*)`, "g"));
  }
  look("feed.json", read("feed.json"), new RegExp(`"${ORIGIN}(/[^"]*)"`, "g"));
  look("offline.json", read("offline.json"), /\["(\/[^"]*)"/g);
  assert.ok(seen > 1000, `${seen} addresses`);
  assert.match(read("robots.txt"), /Sitemap: .*\/film\/sitemap\.xml/);
});

test("the program is the same, byte for byte", () => {
  const top = join(folder, "top");
  build(top);
  const programs = (from) => readdirSync(join(from, "assets")).filter((name) => /\.(wasm|bin|css)$/.test(name)).toSorted();
  assert.deepEqual(programs(dist), programs(top));
  const files = (from) => readdirSync(from, { recursive: true }).map((name) => name.replace(/(assets|media|catalog|map)\/[^]*$/, "$1"));
  assert.deepEqual(new Set(files(dist)), new Set(files(top)));
});

test("the path alone leads to the home page, and beside it is nothing of ours", async () => {
  const answer = await fetch(site.home.slice(0, -1), { redirect: "manual" });
  assert.ok([301, 307, 308].includes(answer.status), `${answer.status}`);
  assert.equal(new URL(answer.headers.get("location"), site.origin).pathname, "/film/");
  assert.equal((await fetch(`${site.origin}/news`)).status, 404);
  assert.equal((await fetch(`${site.origin}/filmed/news`)).status, 404);
  const missing = await fetch(`${site.home}nothing`);
  assert.equal(missing.status, 404);
  assert.match(await missing.text(), /<a href="\/film\/search"/);
  const slash = await fetch(`${site.home}news/`, { redirect: "manual" });
  assert.equal(new URL(slash.headers.get("location"), site.origin).pathname, "/film/news");
});

/** What a reader does in each language: the words that are pressed, and what then stands there. */
const TONGUES = {
  en: { prefix: "", news: "News", other: "中文", find: "pier", title: "The Pier", make: "Make a link and a code", add: "Add as new pack" },
  zh: { prefix: "/zh", news: "新闻", other: "English", find: "栈桥", title: "栈桥", make: "生成链接与二维码", add: "添加为新勘景包" },
};

for (const [tongue, { prefix, news, other, find, title, make, add }] of Object.entries(TONGUES)) {
  test(`the app goes from page to page, searches, keeps a pack and shares it: ${tongue}`, async () => {
    const { page, context, quiet } = await open(browser, { permissions: ["clipboard-read", "clipboard-write"] });
    const outside = [];
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && !url.pathname.startsWith("/film/")) outside.push(url.pathname);
    });
    const at = (path) => page.waitForFunction((path) => location.pathname === path, `/film${path}`);
    const shows = (words) => page.waitForFunction((words) => document.querySelector("main h1")?.textContent === words, words);
    const home = site.home.slice(0, -1) + prefix;
    await visit(page, prefix ? home : `${home}/`);
    await page.click(`header >> text=${news}`);
    await at(`${prefix}/news`);
    await shows(news);
    await page.waitForFunction((address) => document.querySelector("link[rel=canonical]").href === address, `${ORIGIN}/film${prefix}/news`);
    const feeds = await page.locator("link[rel=alternate][type*=xml], link[rel=alternate][type*=json]").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    assert.ok(feeds.length > 0);
    for (const feed of feeds) {
      assert.ok(feed.startsWith(`/film${prefix}/`), feed);
      const answer = await fetch(site.origin + feed);
      assert.equal(answer.status, 200, feed);
      assert.ok((await answer.text()).includes(`${ORIGIN}/film${prefix}/news/first`), feed);
    }
    await page.locator(".card-title a").first().click();
    await at(`${prefix}/news/first`);
    await page.goBack();
    await at(`${prefix}/news`);
    await shows(news);
    await page.click(`header >> text=${other}`);
    await at(`${prefix ? "" : "/zh"}/news`);
    await page.goBack();
    await at(`${prefix}/news`);
    await page.locator("header a").first().click();
    await at(prefix || "/");

    // Deep links: a list that is searched, a record, a day of the agenda.
    await visit(page, `${home}/library/locations`);
    await page.fill("#find", find);
    await marked(page);
    await page.waitForFunction((query) => location.search === query, `?q=${encodeURIComponent(find)}`);
    await at(`${prefix}/library/locations`);
    await visit(page, page.url());
    await marked(page);
    await page.locator(".card-title a:visible").first().click();
    await at(`${prefix}/library/locations/pier`);
    await shows(title);
    await visit(page, `${home}/summit/2024/agenda?day=2024-05-02`);
    await page.goto(`${home}/search?q=${encodeURIComponent(find)}`);
    await marked(page);

    await visit(page, `${home}/library/locations/pier`);
    await page.locator("button.pack-button").first().click();
    await page.waitForSelector("button.pack-button[aria-pressed=true]");
    await visit(page, `${home}/pack`);
    const link = page.locator("main .card-title a").first();
    await link.waitFor();
    assert.equal(await link.getAttribute("href"), `/film${prefix}/library/locations/pier`);
    assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), ["packs/film"]);
    await page.click(`text=${make}`);
    const shared = await page.locator("[data-field=link]").inputValue();
    assert.ok(shared.startsWith(`${home}/pack#p=1`), shared);
    const second = await open(browser);
    await visit(second.page, shared);
    await second.page.waitForSelector("[data-incoming=offer]");
    await second.page.click(`text=${add}`);
    await second.page.waitForSelector("[data-incoming=done]");
    await second.page.waitForSelector(`main .card-title a[href="/film${prefix}/library/locations/pier"]`);
    second.quiet();
    await second.context.close();
    quiet();

    await visit(page, `${home}/nowhere`);
    await page.waitForSelector(".missing");
    assert.deepEqual(outside, []);
    quiet(/status of 404/);
    await context.close();
  });
}

test("the worker keeps what is below the path, and every page works without a network", async () => {
  const own = await serve(dist);
  const context = await browser.newContext();
  await context.addInitScript(() => {
    globalThis.states = [];
    addEventListener("offline-state", ({ detail }) => states.push(detail));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const heard = [];
  page.on("console", (message) => heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(error.message));
  const kept = (tier) => page.waitForFunction((tier) => globalThis.states?.some((state) => state.tiers[tier]?.ready), tier);
  await visit(page, own.home);
  await kept("text-en");
  await visit(page, `${own.home}zh`);
  await kept("text-zh");
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).scope);
  assert.equal(scope, own.home);
  assert.ok((await page.evaluate(() => caches.keys())).every((name) => name.endsWith("/film")));
  // Another site of the same host keeps its own.
  await page.evaluate(async () => (await caches.open("offline-files-1")).put("/offline/x", new Response("x")));
  await own.stop();
  for (const prefix of ["", "zh/"]) {
    for (const path of ["", "news/first", "library/locations", "library/locations/pier", "summit/2024/agenda", "pack", "offline"]) {
      const address = (prefix + path).replace(/\/$/, "");
      await visit(page, own.home + address);
      await page.waitForSelector("main h1");
      assert.equal(await page.locator(".failure, .missing").count(), 0, address);
      assert.equal(new URL(page.url()).pathname, `/film/${address}`);
    }
  }
  await page.click("header >> text=新闻");
  await page.waitForFunction(() => location.pathname === "/film/zh/news");
  await visit(page, `${own.home}news/`);
  await page.waitForFunction(() => location.pathname === "/film/news");
  assert.deepEqual(heard, []);
  await visit(page, `${own.home}nowhere`);
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "There is no such page");
  assert.equal(await page.evaluate(async () => (await (await caches.open("offline-files-1")).keys()).length), 1);
  await context.close();
});

test("a public URL that cannot be is refused with the mend", () => {
  for (const url of ["film", "/film", "https://film.example/film/", "/a b/", "/../"]) {
    assert.throws(() => build(join(folder, "refused"), "--public-url", url), (error) => /mend: /.test(error.stderr), url);
  }
  assert.throws(() => build(join(folder, "refused"), "--host", "heroku"), (error) => /possible values: .*nginx/.test(error.stderr));
});
