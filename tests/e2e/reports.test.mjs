// Reports and articles: drawings and their tables, files to take away, the reading list, the head of the document.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, open, serve, visit, written } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const USERS = "/summit/2023/reports/network-audiovisual-users";
const LATER = "/summit/2023/reports/later-figures";
const FOUNDING = "/news/2023-summit-opens";
const HADAL = "/news/2025-operation-hadal";

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Goes to a page inside the app, as a link does. */
async function step(page, path) {
  await page.evaluate((path) => {
    const link = Object.assign(document.createElement("a"), { href: path });
    document.querySelector("main").append(link);
    link.click();
    link.remove();
  }, path);
  await page.waitForFunction((path) => location.pathname === path && !document.querySelector("main [aria-busy=true]"), path);
}

/** Length of every bar in parts of the widest, the words of its drawing and the rows of the table below. */
const drawing = (page) =>
  page.evaluate(() => ({
    charts: [...document.querySelectorAll("main .chart")].map((chart) => {
      const drawn = chart.querySelector("svg[role=img]");
      const by = (name) => drawn.getAttribute(name).split(" ").map((id) => document.getElementById(id).textContent).join(" ");
      const width = drawn.getBoundingClientRect().width;
      return {
        name: by("aria-labelledby"),
        text: by("aria-describedby"),
        namespace: drawn.querySelector("title").namespaceURI,
        bars: [...drawn.querySelectorAll("rect.chart-bar")].map((bar) => bar.getBoundingClientRect().width / width),
        values: [...drawn.querySelectorAll(".chart-value")].map((value) => value.textContent),
      };
    }),
    rows: [...document.querySelectorAll("main .figures tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent.trim())),
  }));

for (const prefix of ["", "/zh"]) {
  test(`drawings, table and CSV of a report say the same${prefix && ": Chinese"}`, async () => {
    const { page, context, quiet } = await open(browser);
    await visit(page, site.origin + prefix + USERS);
    const loaded = await drawing(page);
    assert.deepEqual(loaded.charts.map(({ bars }) => bars.length), [4, 1, 1]);
    const said = loaded.charts.map(({ text }) => text).join(" ");
    for (const [label, value, period] of loaded.rows) {
      assert.ok([label, value, period].every((part) => said.includes(part)), `${label} ${value} ${period}: ${said}`);
    }
    // Of 1.04, 1.038, 1.012 and 1.067 billion; of 97.4 per cent.
    const [users, share] = loaded.charts;
    [1.04, 1.038, 1.012, 1.067].forEach((value, at) => assert.ok(Math.abs(users.bars[at] - value / 1.067) < 0.004, `${users.bars}`));
    assert.ok(Math.abs(share.bars[0] - 0.974) < 0.004);
    assert.ok(await page.locator(".chart-note").first().isVisible(), "that the periods differ is said");
    const answer = await fetch(new URL(await page.locator("a[type='text/csv']").getAttribute("href"), site.origin));
    assert.equal(answer.headers.get("content-type"), "text/csv; charset=utf-8");
    const bytes = new Uint8Array(await answer.arrayBuffer());
    assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf], "spreadsheets read it as UTF-8");
    const table = new TextDecoder().decode(bytes);
    for (const [label, value] of loaded.rows) assert.ok(table.includes(label) && table.includes(value), label);
    for (const number of ["1040000000", "1038000000", "97.4", "2022-12-31"]) assert.ok(table.includes(`,${number},`), number);
    quiet();
    await context.close();
  });
}

test("a chart is a picture to take away", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + LATER);
  const links = await page.locator(".chart a[type='image/png']").evaluateAll((all) => all.map((link) => link.href));
  assert.equal(links.length, await page.locator(".chart").count());
  for (const link of links) {
    const answer = await fetch(link);
    assert.equal(answer.headers.get("content-type"), "image/png", link);
    const width = await page.evaluate(async (path) => {
      const image = new Image();
      image.src = path;
      await image.decode();
      return image.naturalWidth;
    }, new URL(link).pathname);
    assert.equal(width, 1280, link);
  }
  quiet();
  await context.close();
});

test("a report that is reached inside the app is drawn as the one that was loaded", async () => {
  const { page, context, quiet } = await open(browser);
  for (const path of [USERS, LATER]) {
    await visit(page, site.origin + path);
    const loaded = await drawing(page);
    await visit(page, site.origin + "/summit");
    await step(page, path);
    await page.waitForSelector("main .chart");
    assert.deepEqual(await drawing(page), loaded, path);
    assert.ok(loaded.charts.every(({ namespace }) => namespace === "http://www.w3.org/2000/svg"));
  }
  quiet();
  await context.close();
});

test("no words of a drawing leave it or run into each other at 320 px", async () => {
  for (const prefix of ["", "/zh"]) {
    const { page, context } = await open(browser, { viewport: { width: 320, height: 700 } });
    for (const path of [USERS, LATER, FOUNDING, "/summit/2023/reports/network-audiovisual-market"]) {
      await visit(page, site.origin + prefix + path);
      const bad = await page.evaluate(() => {
        const found = [];
        for (const drawn of document.querySelectorAll("svg.chart-drawing")) {
          const frame = drawn.getBoundingClientRect();
          const words = [...drawn.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
          for (const [text, box] of words) {
            if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 2) found.push(text);
          }
          words.forEach(([text, one], at) => {
            for (const [other, two] of words.slice(at + 1)) {
              const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
              const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
              if (across > 1 && down > 4) found.push(`${text} / ${other}`);
            }
          });
        }
        return found;
      });
      assert.deepEqual(bad, [], prefix + path);
    }
    await context.close();
  }
});

test("the founding article carries its figures", async () => {
  const { page, context, quiet } = await open(browser, { javaScriptEnabled: false });
  for (const [prefix, ...wanted] of [
    ["", "1.04 billion users", "1.038 billion users", "over 700 billion yuan", "292.83 billion yuan", "124.96 billion yuan", "about 60 billion yuan"],
    ["/zh", "10.4亿用户", "10.38亿用户", "超过7000亿元", "2928.3亿元", "1249.6亿元", "约600亿元"],
  ]) {
    await page.goto(site.origin + prefix + FOUNDING);
    const values = await page.locator("article .prose .chart-value").allTextContents();
    assert.deepEqual(values, wanted);
    assert.equal(await page.locator("article .prose .embed").count(), 3);
    const scales = await page.locator("article .prose .chart-scale").allInnerTexts();
    assert.match(scales[2], /Not dated|未注明/, "the box office has no date and stands alone");
  }
  quiet();
  await context.close();
});

const listed = (page) => page.locator(".reading a").allInnerTexts();
const shows = (page, count) =>
  page.waitForFunction(
    (count) => document.querySelector("#reading-list:not([hidden])") && document.querySelectorAll(".reading li").length === count,
    count,
  );

test("the reading list survives a reload, and two tabs keep it together", async () => {
  const { page, context, quiet } = await open(browser);
  const add = async (tab, path) => {
    await visit(tab, site.origin + path);
    await tab.waitForSelector("button[data-read][aria-pressed=false]");
    await tab.click("button[data-read]");
    await tab.waitForSelector("button[data-read][aria-pressed=true]");
    await written(tab, "reading", path);
  };
  await visit(page, site.origin + "/news");
  await shows(page, 0);
  assert.match(await page.locator("#reading-list").innerText(), /Nothing set aside/);
  await add(page, FOUNDING);
  const other = await context.newPage();
  await visit(other, site.origin + "/news");
  await shows(other, 1);
  await add(page, HADAL);
  await shows(other, 2);
  await page.reload();
  await page.waitForSelector("button[data-read][aria-pressed=true]");
  await page.click("article a >> text=Reading list");
  await shows(page, 2);
  assert.match((await listed(page))[0], /Hadal/, "the latest stands first");
  // Both at once: each change is made on what is kept, not on what a tab shows.
  await Promise.all([page.click(".reading li:nth-child(1) button"), other.click(".reading li:nth-child(2) button")]);
  await shows(page, 0);
  await shows(other, 0);
  await step(other, FOUNDING);
  await other.waitForSelector("button[data-read][aria-pressed=false]");
  quiet();
  await context.close();
});

test("an article is on the list in both languages, and what is gone can be removed", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/zh" + HADAL);
  await page.waitForSelector("button[data-read][aria-pressed=false]");
  await page.click("button[data-read]");
  await page.waitForSelector("button[data-read][aria-pressed=true]");
  await written(page, "reading", HADAL);
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("packs");
        request.onerror = reject;
        request.onsuccess = () => {
          const transaction = request.result.transaction("texts", "readwrite");
          transaction.objectStore("texts").put("reading 1\n/news/2025-operation-hadal\n/news/taken-down\nnonsense", "reading");
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
  );
  await visit(page, site.origin + "/news");
  await shows(page, 2);
  assert.equal((await listed(page)).length, 1);
  assert.match(await page.locator(".reading").innerText(), /No longer on this site: \/news\/taken-down/);
  await page.click(".reading li:nth-child(2) button");
  await shows(page, 1);
  quiet();
  await context.close();
});

test("with storage blocked the list says so and lasts as long as the tab", async () => {
  const { page, context, quiet } = await open(browser);
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", { get: () => null });
  });
  await visit(page, site.origin + HADAL);
  await page.waitForSelector("article .notice");
  await page.click("button[data-read]");
  await page.waitForSelector("button[data-read][aria-pressed=true]");
  await step(page, FOUNDING);
  await page.waitForSelector("button[data-read][aria-pressed=false]");
  await page.click("button[data-read]");
  await page.click("article a >> text=Reading list");
  await shows(page, 2);
  quiet();
  await context.close();
});

test("the share sheet is offered where there is one", async () => {
  const { page, context, quiet } = await open(browser);
  await page.addInitScript(() => {
    navigator.share = async (data) => {
      window.shared = data;
    };
  });
  await visit(page, site.origin + HADAL + "?x=1");
  await page.click("article .actions >> text=Share");
  const shared = await page.evaluate(() => window.shared);
  assert.equal(shared.url, site.origin + HADAL);
  assert.equal(shared.title, await page.locator("h1").innerText());
  quiet();
  await context.close();
  const plain = await open(browser);
  await plain.page.addInitScript(() => {
    delete Navigator.prototype.share;
  });
  await visit(plain.page, site.origin + HADAL);
  assert.equal(await plain.page.locator("article .actions >> text=Share").count(), 0);
  assert.equal(await plain.page.locator("article .actions >> text=Copy link").count(), 1);
  plain.quiet();
  await plain.context.close();
});

/** What a crawler or a share target reads in the head. */
const head = (page) =>
  page.evaluate(() => {
    const attribute = (selector, name) => document.querySelector(selector)?.getAttribute(name) ?? null;
    const all = (selector, name) => [...document.querySelectorAll(selector)].map((it) => it.getAttribute(name));
    return {
      canonical: attribute("link[rel=canonical]", "href"),
      address: attribute("meta[property='og:url']", "content"),
      title: attribute("meta[property='og:title']", "content"),
      site: attribute("meta[property='og:site_name']", "content"),
      locale: attribute("meta[property='og:locale']", "content"),
      kind: attribute("meta[property='og:type']", "content"),
      card: all("meta[property='og:image']", "content"),
      published: all("meta[property='article:published_time']", "content"),
      languages: all("link[hreflang]", "href"),
      files: all("link[rel=alternate][type]", "href"),
      data: [...document.querySelectorAll("script[type='application/ld+json']")].map((it) => it.textContent),
      robots: all("meta[name=robots]", "content"),
      lang: document.documentElement.lang,
    };
  });

test("the head tells of the page that is shown, and of no other", async () => {
  const { page, context, quiet } = await open(browser);
  const published = "https://film.qingdao.example";
  await visit(page, site.origin + HADAL);
  const first = await head(page);
  assert.equal(first.card.length, 1);
  assert.equal(first.data.length, 1);
  const feeds = ["/feed.atom", "/feed.rss", "/feed.json"];
  for (const [path, kind, files] of [
    ["/library/locations", "website", ["/library/locations.geojson", "/library/locations.csv"]],
    ["/library/clips", "website", ["/library/clips.csv"]],
    ["/summit/2023", "website", ["/summit/2023/agenda.ics", "/summit/2023/schedule.json"]],
    [USERS, "website", []],
    ["/news", "website", feeds],
    ["/news/topics/summit", "website", [...feeds.map((it) => "/news/topics/summit" + it), ...feeds]],
    ["/zh" + FOUNDING, "article", feeds.map((it) => "/zh" + it)],
  ]) {
    await step(page, path);
    await page.waitForFunction((path) => document.querySelector("link[rel=canonical]").href.endsWith(path), path);
    const now = await head(page);
    const plain = path.replace(/^\/zh/, "");
    assert.equal(now.canonical, published + path);
    assert.equal(now.address, published + path);
    assert.equal(now.title, await page.locator("h1").innerText(), path);
    assert.deepEqual(now.languages, [published + plain, published + "/zh" + plain, published + plain]);
    assert.deepEqual([now.kind, now.files, now.lang], [kind, files, path === plain ? "en" : "zh-Hans"], path);
    assert.deepEqual([now.card, now.data, now.published, now.robots], [[], [], [], []], path);
    // What a loaded page names, a page inside the app names too.
    const html = await (await fetch(site.origin + path)).text();
    for (const href of files) assert.ok(html.includes(`href="${href}"`), `${path} ${href}`);
    for (const [key, name] of [["site", "og:site_name"], ["locale", "og:locale"], ["kind", "og:type"]]) {
      assert.ok(html.includes(`<meta property="${name}" content="${now[key]}">`), `${path} ${name} ${now[key]}`);
    }
  }
  await step(page, HADAL);
  await page.waitForFunction((path) => document.querySelector("link[rel=canonical]").href.endsWith(path), HADAL);
  assert.deepEqual(await head(page), first, "back on the page that was loaded, all of it is there again");
  quiet();
  await context.close();
});

test("what is not there is not to be indexed, and what comes after it is", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/nowhere");
  const missing = await head(page);
  assert.deepEqual(missing.robots, ["noindex"]);
  await step(page, "/news");
  await page.waitForFunction(() => document.querySelector("link[rel=canonical]")?.href.endsWith("/news"));
  assert.deepEqual((await head(page)).robots, []);
  await step(page, "/");
  await page.waitForFunction(() => document.querySelector("link[rel=canonical]").href.endsWith(".example/"));
  assert.deepEqual((await head(page)).robots, []);
  await page.route("**/data/about.json", (route) => route.fulfill({ status: 404, body: "" }));
  await step(page, "/about");
  await page.waitForFunction(() => document.querySelector("meta[name=robots]"));
  assert.equal((await head(page)).canonical, null);
  await step(page, "/library");
  await page.waitForFunction(() => document.querySelector("link[rel=canonical]").href.endsWith("/library"));
  assert.deepEqual((await head(page)).robots, []);
  quiet(/404/);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`no rule of WCAG 2.2 AA is broken: ${colorScheme}`, async () => {
    const { page, context } = await open(browser, { colorScheme, viewport: { width: 360, height: 800 }, bypassCSP: true });
    for (const path of [USERS, LATER, FOUNDING, "/summit", "/news", "/zh/summit", "/zh" + USERS]) {
      await visit(page, site.origin + path);
      await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
      await page.evaluate(axe);
      const broken = await page.evaluate(async () => {
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
        const { violations } = await window.axe.run(document, { runOnly: tags });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
      });
      assert.deepEqual(broken, [], path);
    }
    await context.close();
  });
}
