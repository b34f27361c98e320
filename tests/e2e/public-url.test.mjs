// The site under a path of its host: every URL, the app, the data, the exports, the offline copy.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { waitForTexts } from "./devices.mjs";
import { built, expect, test, visit } from "./fixtures.mjs";
import { highlights, waitUntilStored } from "./helpers.mjs";
import { build } from "./sites.mjs";

const ORIGIN = "https://film.example";

test.use({ dist: built(() => build("public-url", undefined, { options: ["--public-url", "/film/"] })) });

test("every address that is printed lies below the path", ({ dist }) => {
  const names = (ending) => readdirSync(dist, { recursive: true }).filter((name) => name.endsWith(ending));
  const read = (name) => readFileSync(join(dist, name), "utf8");
  let seen = 0;
  const wrong = [];
  const look = (name, text, pattern) => {
    for (const [, address] of text.matchAll(pattern)) {
      seen++;
      if (!address.startsWith("/film/")) wrong.push(`${name}: ${address}`);
    }
  };
  for (const name of names(".html")) {
    const html = read(name);
    look(name, html, /(?<!-)(?:href|src|poster)="(\/[^"]*)"/g);
    look(name, html, /(?:srcset|data-chunks)="(\/[^"]*)"/g);
    look(name, html, new RegExp(`${ORIGIN}(/[^"#<]*)`, "g"));
  }
  // A URL in data is a string that begins with a slash and contains one of our folders.
  for (const name of names(".json").filter((name) => name.startsWith("data/"))) {
    look(name, read(name), /"(\/[^"]*\/(?:assets|media|data)\/[^"]*|\/(?:assets|media|data)\/[^"]*)"/g);
  }
  for (const name of [...names(".atom"), ...names(".rss"), "sitemap.xml"]) {
    look(name, read(name), new RegExp(`${ORIGIN}(/[^"<]*)`, "g"));
  }
  look("feed.json", read("feed.json"), new RegExp(`"${ORIGIN}(/[^"]*)"`, "g"));
  look("offline.json", read("offline.json"), /\["(\/[^"]*)"/g);
  expect(wrong).toEqual([]);
  expect(seen).toBeGreaterThan(1000);
  expect(read("robots.txt")).toMatch(/Sitemap: .*\/film\/sitemap\.xml/);
});

test("the program is the same, byte for byte", async ({ dist }) => {
  const { dist: top } = await build("one");
  const programs = (from) => readdirSync(join(from, "assets")).filter((name) => /\.(wasm|css)$/.test(name)).toSorted();
  expect(programs(dist)).toEqual(programs(top));
  const files = (from) => readdirSync(from, { recursive: true }).map((name) => name.replace(/(assets|media|catalog|map)\/[^]*$/, "$1"));
  expect(new Set(files(dist))).toEqual(new Set(files(top)));
});

test("the path alone leads to the home page, and beside it is nothing of ours", async ({ site }) => {
  const answer = await fetch(site.home.slice(0, -1), { redirect: "manual" });
  expect([301, 307, 308], `${answer.status}`).toContain(answer.status);
  expect(new URL(answer.headers.get("location"), site.origin).pathname).toBe("/film/");
  expect((await fetch(`${site.origin}/news`)).status).toBe(404);
  expect((await fetch(`${site.origin}/filmed/news`)).status).toBe(404);
  const missing = await fetch(`${site.home}nothing`);
  expect(missing.status).toBe(404);
  expect(await missing.text()).toMatch(/<a href="\/film\/search"/);
  const slash = await fetch(`${site.home}news/`, { redirect: "manual" });
  expect(new URL(slash.headers.get("location"), site.origin).pathname).toBe("/film/news");
});

for (const kind of ["caddy", "nginx"]) {
  test.describe(`on a host that ${kind} shares with another site`, () => {
    test.use({ server: kind });

    test("each site has its own headers, and the other one is not forced to HTTPS", async ({ site, dist }) => {
      expect(readFileSync(join(dist, "_headers"), "utf8")).not.toMatch(/Strict-Transport-Security/);
      const headers = async (address, status) => {
        const answer = await fetch(address, { redirect: "manual" });
        expect(answer.status, address).toBe(status);
        return answer.headers;
      };
      const beside = await headers(`${site.origin}/beside.html`, 200);
      expect(beside.get("x-beside")).toBe("yes");
      for (const name of ["content-security-policy", "strict-transport-security", "x-frame-options"]) {
        expect(beside.get(name), name).toBe(null);
      }
      for (const [path, status, type, cache] of [
        ["", 200, "text/html", "no-cache, no-transform"],
        ["news", 200, "text/html", "no-cache, no-transform"],
        ["zh/library/locations", 200, "text/html", "no-cache, no-transform"],
        ["feed.json", 200, "application/feed+json", "no-cache"],
        ["library/locations.kml", 200, "application/vnd.google-earth.kml+xml", "no-cache"],
        [`assets/${readdirSync(join(dist, "assets")).find((name) => name.endsWith(".wasm"))}`, 200, "application/wasm", "public, max-age=31536000, immutable"],
        ["nothing", 404, "text/html", "no-cache, no-transform"],
        ["assets/nothing.js", 404, "text/html", undefined],
        ["_headers", 404, "text/html", undefined],
        ["news/", 308, undefined, undefined],
        ["en", 301, undefined, undefined],
      ]) {
        const found = await headers(site.home + path, status);
        expect(found.get("x-beside"), path).toBe(null);
        expect(found.get("content-security-policy"), path).toMatch(/trusted-types default page/);
        expect(found.get("strict-transport-security"), path).toBe(null);
        if (type) expect(found.get("content-type"), path).toMatch(new RegExp(`^${type.replace("+", "\\+")}`));
        if (cache) expect(found.get("cache-control"), path).toBe(cache);
      }
      const answer = await fetch(site.home.slice(0, -1), { redirect: "manual" });
      expect([answer.status, new URL(answer.headers.get("location"), site.origin).pathname]).toEqual([308, "/film/"]);
      expect((await fetch(`${site.origin}/filmed/news`)).status).toBe(404);
    });
  });
}

/** The reader's steps in each language: the labels to press, and the text that must appear. */
const TONGUES = {
  en: { prefix: "", news: "News", other: "中文", find: "pier", title: "The Pier", make: "Make a link and a QR code", add: "Add as new pack" },
  zh: { prefix: "/zh", news: "新闻", other: "English", find: "栈桥", title: "栈桥", make: "生成链接与二维码", add: "添加为新勘景包" },
};

for (const [tongue, { prefix, news, other, find, title, make, add }] of Object.entries(TONGUES)) {
  test(`the app goes from page to page, searches, makes a pack and shares it: ${tongue}`, async ({ newPage, site, allowConsole, expectCleanConsole }) => {
    const page = await newPage({ permissions: ["clipboard-read", "clipboard-write"] });
    const outside = [];
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && !url.pathname.startsWith("/film/")) outside.push(url.pathname);
    });
    const at = (path) => page.waitForFunction((path) => location.pathname === path, `/film${path}`);
    const shows = (words) => expect(page.locator("main h1")).toHaveText(words);
    const home = site.home.slice(0, -1) + prefix;
    await visit(page, prefix ? home : `${home}/`);
    await page.click(`header >> text=${news}`);
    await at(`${prefix}/news`);
    await shows(news);
    await page.waitForFunction((address) => document.querySelector("link[rel=canonical]").href === address, `${ORIGIN}/film${prefix}/news`);
    const feeds = await page.locator("link[rel=alternate][type*=xml], link[rel=alternate][type*=json]").evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    expect(feeds.length).toBeGreaterThan(0);
    for (const feed of feeds) {
      expect(feed.startsWith(`/film${prefix}/`), feed).toBe(true);
      const answer = await fetch(site.origin + feed);
      expect(answer.status, feed).toBe(200);
      expect(await answer.text(), feed).toContain(`${ORIGIN}/film${prefix}/news/first`);
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

    // Deep links: a searched list, a record, a day of the agenda.
    await visit(page, `${home}/library/locations`);
    await page.fill("#find", find);
    await highlights(page);
    await page.waitForFunction((query) => location.search === query, `?q=${encodeURIComponent(find)}`);
    await at(`${prefix}/library/locations`);
    await visit(page, page.url());
    await highlights(page);
    await page.locator(".card-title a:visible").first().click();
    await at(`${prefix}/library/locations/pier`);
    await shows(title);
    await visit(page, `${home}/summit/2024/agenda?day=2024-05-02`);
    await page.goto(`${home}/search?q=${encodeURIComponent(find)}`);
    await highlights(page);

    await visit(page, `${home}/library/locations/pier`);
    await page.locator("button.pack-button").first().click();
    await page.waitForSelector("button.pack-button[aria-pressed=true]");
    await waitUntilStored(page, "packs", "/library/locations/pier", "packs/film");
    await visit(page, `${home}/pack`);
    const link = page.locator("main .card-title a").first();
    await link.waitFor();
    await expect(link).toHaveAttribute("href", `/film${prefix}/library/locations/pier`);
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual(["packs/film"]);
    await page.click(`text=${make}`);
    const shared = await page.locator("[data-field=link]").inputValue();
    expect(shared.startsWith(`${home}/pack?link#p=2`), shared).toBe(true);
    const second = await newPage();
    await visit(second, shared);
    await second.waitForSelector("[data-incoming=offer]");
    await second.click(`text=${add}`);
    await second.waitForSelector("[data-incoming=done]");
    await second.waitForSelector(`main .card-title a[href="/film${prefix}/library/locations/pier"]`);

    expectCleanConsole();
    allowConsole(/status of 404/);
    await visit(page, `${home}/nowhere`);
    await page.waitForSelector(".missing");
    expect(outside).toEqual([]);
  });
}

test("the worker stores what is below the path, and every page works without a network", async ({ device, serve, expectCleanConsole, allowConsole }) => {
  const site = await serve();
  const page = await device({ watch: true });
  await visit(page, site.home);
  await waitForTexts(page);
  await visit(page, `${site.home}zh`);
  await waitForTexts(page, "text-zh");
  const scope = await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).scope);
  expect(scope).toBe(site.home);
  for (const name of await page.evaluate(() => caches.keys())) expect(name).toMatch(/\/film$/);
  // Another site on the same host has its own storage.
  await page.evaluate(async () => (await caches.open("offline-files-1")).put("/offline/x", new Response("x")));
  await site.stop();
  for (const prefix of ["", "zh/"]) {
    for (const path of ["", "news/first", "library/locations", "library/locations/pier", "summit/2024/agenda", "pack", "offline"]) {
      const address = (prefix + path).replace(/\/$/, "");
      await visit(page, site.home + address);
      await page.waitForSelector("main h1");
      expect(await page.locator(".failure, .missing").count(), address).toBe(0);
      expect(new URL(page.url()).pathname).toBe(`/film/${address}`);
    }
  }
  await page.click("header >> text=新闻");
  await page.waitForFunction(() => location.pathname === "/film/zh/news");
  await visit(page, `${site.home}news/`);
  await page.waitForFunction(() => location.pathname === "/film/news");
  expectCleanConsole();
  allowConsole(/./);
  await visit(page, `${site.home}nowhere`);
  await expect(page.locator("main h1")).toHaveText("Page not found");
  expect(await page.evaluate(async () => (await (await caches.open("offline-files-1")).keys()).length)).toBe(1);
});

test("a public URL that cannot be is refused, with what to do", async () => {
  const refused = (...options) => build("refused", undefined, { options }).then(() => "", (error) => error.stderr);
  for (const url of ["film", "/film", "https://film.example/film/", "/a b/", "/../"]) {
    expect(await refused("--public-url", url), url).toMatch(/help: /);
  }
  expect(await refused("--host", "heroku")).toMatch(/possible values: .*nginx/);
});
