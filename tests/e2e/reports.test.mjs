// Reports and articles: charts and their tables, files to download, the reading list, the document's head.
import { expect, test, visit } from "./fixtures.mjs";
import { expectAccessibleInBothThemes, waitUntilStored } from "./helpers.mjs";

const USERS = "/summit/2023/reports/network-audiovisual-users";
const LATER = "/summit/2023/reports/later-figures";
const FOUNDING = "/news/2023-summit-opens";
const HADAL = "/news/2025-operation-hadal";

/** Navigates to a page inside the app, as a link does. */
async function step(page, path) {
  await page.evaluate((path) => {
    const link = Object.assign(document.createElement("a"), { href: path });
    document.querySelector("main").append(link);
    link.click();
    link.remove();
  }, path);
  await page.waitForFunction((path) => location.pathname === path && !document.querySelector("main [aria-busy=true]"), path);
}

/** The length of every bar relative to the longest, the texts of the chart, and the rows of the table below it. */
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
  test(`drawings, table and CSV of a report say the same${prefix && ": Chinese"}`, async ({ page, site }) => {
    await visit(page, prefix + USERS);
    const loaded = await drawing(page);
    expect(loaded.charts.map(({ bars }) => bars.length)).toEqual([4, 1, 1]);
    const said = loaded.charts.map(({ text }) => text).join(" ");
    for (const [label, value, period] of loaded.rows) {
      expect([label, value, period].every((part) => said.includes(part)), `${label} ${value} ${period}: ${said}`).toBe(true);
    }
    // From 1.04, 1.038, 1.012 and 1.067 billion; and from 97.4 per cent.
    const [users, share] = loaded.charts;
    [1.04, 1.038, 1.012, 1.067].forEach((value, at) => expect(Math.abs(users.bars[at] - value / 1.067), `${users.bars}`).toBeLessThan(0.004));
    expect(Math.abs(share.bars[0] - 0.974)).toBeLessThan(0.004);
    await expect(page.locator(".chart-note").first(), "that the periods differ is said").toBeVisible();
    const answer = await fetch(new URL(await page.locator("a[type='text/csv']").getAttribute("href"), site.origin));
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect([...bytes.slice(0, 3)], "spreadsheets read it as UTF-8").toEqual([0xef, 0xbb, 0xbf]);
    const table = new TextDecoder().decode(bytes);
    for (const [label, value] of loaded.rows) expect(table.includes(label) && table.includes(value), label).toBe(true);
    for (const number of ["1040000000", "1038000000", "97.4", "2022-12-31"]) expect(table, number).toContain(`,"${number}",`);
  });
}

test("a chart is a picture to take away", async ({ page }) => {
  await visit(page, LATER);
  const links = await page.locator(".chart a[type='image/png']").evaluateAll((all) => all.map((link) => link.href));
  expect(links).toHaveLength(await page.locator(".chart").count());
  for (const link of links) {
    const answer = await fetch(link);
    expect(answer.headers.get("content-type"), link).toBe("image/png");
    const width = await page.evaluate(async (path) => {
      const image = new Image();
      image.src = path;
      await image.decode();
      return image.naturalWidth;
    }, new URL(link).pathname);
    expect(width, link).toBe(1280);
  }
});

test("a report that is reached inside the app is drawn as the one that was loaded", async ({ page }) => {
  for (const path of [USERS, LATER]) {
    await visit(page, path);
    const loaded = await drawing(page);
    await visit(page, "/summit");
    await step(page, path);
    await page.waitForSelector("main .chart");
    expect(await drawing(page), path).toEqual(loaded);
    expect(loaded.charts.every(({ namespace }) => namespace === "http://www.w3.org/2000/svg")).toBe(true);
  }
});

test("no words of a drawing leave it or run into each other at 320 px", async ({ newPage }) => {
  for (const prefix of ["", "/zh"]) {
    const page = await newPage({ viewport: { width: 320, height: 700 } });
    for (const path of [USERS, LATER, FOUNDING, "/summit/2023/reports/network-audiovisual-market"]) {
      await visit(page, prefix + path);
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
      expect(bad, prefix + path).toEqual([]);
    }
    await page.close();
  }
});

test("the founding article carries its figures", async ({ newPage }) => {
  const page = await newPage({ javaScriptEnabled: false });
  for (const [prefix, ...wanted] of [
    ["", "1.04 billion users", "1.038 billion users", "over 700 billion yuan", "292.83 billion yuan", "124.96 billion yuan", "about 60 billion yuan"],
    ["/zh", "10.4亿用户", "10.38亿用户", "超过7000亿元", "2928.3亿元", "1249.6亿元", "约600亿元"],
  ]) {
    await page.goto(prefix + FOUNDING);
    const values = await page.locator("article .prose .chart-value").allTextContents();
    expect(values).toEqual(wanted);
    await expect(page.locator("article .prose .embed")).toHaveCount(3);
    const scales = await page.locator("article .prose .chart-scale").allInnerTexts();
    expect(scales[2], "the box office has no date and stands alone").toMatch(/Not dated|未注明/);
  }
});

const listed = (page) => page.locator(".reading a").allInnerTexts();
const shows = (page, count) =>
  page.waitForFunction(
    (count) => document.querySelector("#reading-list:not([hidden])") && document.querySelectorAll(".reading li").length === count,
    count,
  );

test("the reading list survives a reload, and two tabs keep it together", async ({ page, context }) => {
  const add = async (tab, path) => {
    await visit(tab, path);
    await tab.waitForSelector("button[data-read][aria-pressed=false]");
    await tab.click("button[data-read]");
    await tab.waitForSelector("button[data-read][aria-pressed=true]");
    await waitUntilStored(tab, "reading", path);
  };
  await visit(page, "/news");
  await shows(page, 0);
  await expect(page.locator("#reading-list")).toHaveText(/Nothing saved yet/, { useInnerText: true });
  await add(page, FOUNDING);
  const other = await context.newPage();
  await visit(other, "/news");
  await shows(other, 1);
  await add(page, HADAL);
  await shows(other, 2);
  await page.reload();
  await page.waitForSelector("button[data-read][aria-pressed=true]");
  await page.click("article a >> text=Reading list");
  await shows(page, 2);
  expect((await listed(page))[0], "the latest stands first").toMatch(/Hadal/);
  // Both at once: each change applies to what is stored, not to what a tab shows.
  const remove = (tab, path) => tab.evaluate((path) => document.querySelector(`.reading li:has(a[href="${path}"]) button`).click(), path);
  await Promise.all([remove(page, HADAL), remove(other, FOUNDING)]);
  await shows(page, 0);
  await shows(other, 0);
  await step(other, FOUNDING);
  await other.waitForSelector("button[data-read][aria-pressed=false]");
});

test("an article is on the list in both languages, and what is gone can be removed", async ({ page }) => {
  await visit(page, "/zh" + HADAL);
  await page.waitForSelector("button[data-read][aria-pressed=false]");
  await page.click("button[data-read]");
  await page.waitForSelector("button[data-read][aria-pressed=true]");
  await waitUntilStored(page, "reading", HADAL);
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
  await visit(page, "/news");
  await shows(page, 2);
  expect(await listed(page)).toHaveLength(1);
  await expect(page.locator(".reading")).toHaveText(/No longer on this site: \/news\/taken-down/, { useInnerText: true });
  await page.click(".reading li:nth-child(2) button");
  await shows(page, 1);
});

test("with storage blocked the list says so and lasts as long as the tab", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", { get: () => null });
  });
  await visit(page, HADAL);
  await page.waitForSelector("article .notice");
  await page.click("button[data-read]");
  await page.waitForSelector("button[data-read][aria-pressed=true]");
  await step(page, FOUNDING);
  await page.waitForSelector("button[data-read][aria-pressed=false]");
  await page.click("button[data-read]");
  await page.click("article a >> text=Reading list");
  await shows(page, 2);
});

test("the share sheet is offered where there is one", async ({ page, newPage, site }) => {
  await page.addInitScript(() => {
    navigator.share = async (data) => {
      window.shared = data;
    };
  });
  await visit(page, HADAL + "?x=1");
  await page.click("article .actions >> text=Share");
  const shared = await page.evaluate(() => window.shared);
  expect(shared.url).toBe(site.origin + HADAL);
  expect(shared.title).toBe(await page.locator("h1").innerText());
  const plain = await newPage();
  await plain.addInitScript(() => {
    delete Navigator.prototype.share;
  });
  await visit(plain, HADAL);
  expect(await plain.locator("article .actions >> text=Share").count()).toBe(0);
  await expect(plain.locator("article .actions >> text=Copy link")).toHaveCount(1);
});

/** What a crawler or a sharing app reads in the head. */
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

test("the head tells of the page that is shown, and of no other", async ({ page, site }) => {
  const published = "https://film.qingdao.example";
  await visit(page, HADAL);
  const first = await head(page);
  expect(first.card).toHaveLength(1);
  expect(first.data).toHaveLength(1);
  const feeds = ["/feed.atom", "/feed.rss", "/feed.json"];
  for (const [path, kind, files] of [
    ["/library/locations", "website", ["geojson", "csv", "gpx", "kml"].map((it) => `/library/locations.${it}`)],
    ["/library/productions", "website", ["/library/productions.csv"]],
    ["/library/clips", "website", ["csv", "gpx", "kml"].map((it) => `/library/clips.${it}`)],
    ["/summit/2023", "website", ["/summit/2023/agenda.ics", "/summit/2023/schedule.json", "/summit/2023/schedule.xml"]],
    [USERS, "website", []],
    ["/news", "website", feeds],
    ["/news/topics/summit", "website", [...feeds.map((it) => "/news/topics/summit" + it), ...feeds]],
    ["/zh" + FOUNDING, "article", feeds.map((it) => "/zh" + it)],
  ]) {
    await step(page, path);
    await page.waitForFunction((path) => document.querySelector("link[rel=canonical]").href.endsWith(path), path);
    const now = await head(page);
    const plain = path.replace(/^\/zh/, "");
    expect(now.canonical).toBe(published + path);
    expect(now.address).toBe(published + path);
    expect(now.title, path).toBe(await page.locator("h1").innerText());
    expect(now.languages).toEqual([published + plain, published + "/zh" + plain, published + plain]);
    expect([now.kind, now.files, now.lang], path).toEqual([kind, files, path === plain ? "en" : "zh-Hans"]);
    expect([now.card, now.data, now.published, now.robots], path).toEqual([[], [], [], []]);
    // A page opened inside the app has the same metadata as a loaded one.
    const html = await (await fetch(site.origin + path)).text();
    for (const href of files) expect(html, `${path} ${href}`).toContain(`href="${href}"`);
    for (const [key, name] of [["site", "og:site_name"], ["locale", "og:locale"], ["kind", "og:type"]]) {
      expect(html, `${path} ${name} ${now[key]}`).toContain(`<meta property="${name}" content="${now[key]}">`);
    }
  }
  await step(page, HADAL);
  await page.waitForFunction((path) => document.querySelector("link[rel=canonical]").href.endsWith(path), HADAL);
  expect(await head(page), "back on the page that was loaded, all of it is there again").toEqual(first);
});

test("what is not there is not to be indexed, and what comes after it is", async ({ page, allowConsole }) => {
  allowConsole(/404/);
  await visit(page, "/nowhere");
  const missing = await head(page);
  expect(missing.robots).toEqual(["noindex"]);
  await step(page, "/news");
  await page.waitForFunction(() => document.querySelector("link[rel=canonical]")?.href.endsWith("/news"));
  expect((await head(page)).robots).toEqual([]);
  await step(page, "/");
  await page.waitForFunction(() => document.querySelector("link[rel=canonical]").href.endsWith(".example/"));
  expect((await head(page)).robots).toEqual([]);
  await page.route("**/data/about.json", (route) => route.fulfill({ status: 404, body: "" }));
  await step(page, "/about");
  await page.waitForFunction(() => document.querySelector("meta[name=robots]"));
  expect((await head(page)).canonical).toBeNull();
  await step(page, "/library");
  await page.waitForFunction(() => document.querySelector("link[rel=canonical]").href.endsWith("/library"));
  expect((await head(page)).robots).toEqual([]);
});

test("reports and years with all opened keep WCAG 2.2 AA in both themes", async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 360, height: 800 }, bypassCSP: true });
  for (const path of [USERS, LATER, FOUNDING, "/summit", "/news", "/zh/summit", "/zh" + USERS]) {
    await visit(page, path);
    await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
    await expectAccessibleInBothThemes(page, path);
  }
});
