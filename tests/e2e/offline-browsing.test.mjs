// Every page and tool of the site without a network, and after many navigations.
// Numbers in test names are the rows of the fault table: promise, fault, and what passes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ask, install, pinOf, waitForTexts, waitUntil } from "./devices.mjs";
import { CHROMIUM, DIST, LONG } from "./environment.mjs";
import { expect, officeTest, offlineTest as test, visit } from "./fixtures.mjs";
import { download, inSheet, waitUntilStored } from "./helpers.mjs";
import { kinds } from "./site.mjs";
import { edition } from "./sites.mjs";

test("16: every route of both languages works offline, deep links too; an unknown one says so", async ({ page, editions, site }) => {
  test.slow();
  await install(page);
  await visit(page, "/zh");
  await waitForTexts(page, "text-zh");
  await site.cut();
  const times = [];
  for (const { path } of editions.one.of("text-en", "text-zh").filter(({ path }) => /^\/data\/(?!map\/).*\.json$/.test(path))) {
    const route = path.replace(/^\/data(\/index)?/, "").replace(/\.json$/, "") || "/";
    const { title } = JSON.parse(readFileSync(join(editions.one.dist, path)));
    const began = performance.now();
    const answer = await page.goto(route, { waitUntil: "commit" });
    expect(answer.status(), route).toBe(200);
    await page.waitForSelector("main h1");
    times.push(performance.now() - began);
    expect(await page.locator(".failure, .missing").count(), route).toBe(0);
    await page.waitForFunction((title) => document.title.startsWith(title), title);
  }
  times.sort((a, b) => a - b);
  expect(times[times.length >> 1]).toBeLessThanOrEqual(2000);
  expect((await page.goto("/news/nothing")).status()).toBe(404);
  await page.waitForSelector(".missing");
  await page.goto("/news/first/");
  await expect(page.locator("main h1")).toHaveText("A <first> article");
  expect(new URL(page.url()).pathname).toBe("/news/first");
});

officeTest("16: the office's own site: each kind of page offline, all data, search, a pinned clip that plays", async ({ page, site }) => {
  await install(page);
  const film = JSON.parse(readFileSync(join(DIST, "data/library/clips/badaguan-ginkgo.json"))).body;
  const clip = JSON.stringify(film).match(/\/media\/[\w-]+\.(?:mp4|webm)/g);
  const pinned = await ask(page, pinOf("film", ...clip));
  expect(pinned.pins[0].state).toBe("ready");
  await site.cut();
  for (const path of kinds("en")) {
    await page.goto(path, { waitUntil: "commit" });
    await page.waitForSelector("main h1");
    expect(await page.locator(".failure, .missing").count(), path).toBe(0);
  }
  await page.goto("/library/locations?view=map", { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelectorAll(".list-map .pin").length > 3 && document.querySelector(".map-land"));
  await page.goto("/library/locations?view=compare&compare=zhanqiao-pier,lu-xun-park", { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelectorAll(".compare thead a").length === 2);
  const missing = await page.evaluate(async (all) => {
    const missing = [];
    for (const path of all) if (!(await fetch(path).catch(() => undefined))?.ok) missing.push(path);
    return missing;
  }, edition(DIST).of("text-en").map(({ path }) => path));
  expect(missing).toEqual([]);
  await page.goto("/search?q=zhanqiao");
  await page.waitForFunction(() => document.querySelector("main .card-title")?.textContent === "Zhanqiao Pier");
  await page.goto("/library/clips/badaguan-ginkgo");
  const width = await page.locator("video").evaluate(async (video) => {
    await video.play();
    await new Promise((done) => video.requestVideoFrameCallback(done));
    return video.videoWidth;
  });
  expect(width).toBeGreaterThan(0);
});

officeTest("16: the tools of the site work with the network cut: sun, agenda, pack, its files and its link", async ({ page, site }) => {
  await install(page);
  await site.cut();
  await visit(page, "/library/locations/zhanqiao-pier");
  await page.locator(".sun input[type=date]").fill("2026-03-29");
  await page.locator(".sun input[type=range]").first().fill("720");
  await page.waitForFunction(() => document.querySelector(".sun-at").textContent.startsWith("At 12:00 the sun stands"));
  await page.click("main .pack-button");
  await waitUntilStored(page, "packs", "/library/locations/zhanqiao-pier");
  await visit(page, "/pack");
  await page.waitForSelector(".pack > li");
  await inSheet(page, async () => {
    await page.locator("[data-field=day]").fill("2026-10-12");
    await page.locator("[data-field=day]").blur();
  });
  await page.waitForSelector(".pack-sun");
  for (const [form, holds] of [["csv", "Zhanqiao"], ["geojson", "zhanqiao-pier"], ["gpx", "zhanqiao-pier"], ["kml", "zhanqiao-pier"], ["ics", "BEGIN:VCALENDAR"], ["json", "zhanqiao-pier"]]) {
    expect((await download(page, () => page.click(`[data-save=${form}]`))).text, form).toContain(holds);
  }
  await page.click("text=Make a link and a QR code");
  expect(await page.locator("[data-field=link]").inputValue()).toMatch(/\/pack\?link#p=/);
  await visit(page, "/summit/2023/agenda?view=grid");
  await page.locator("button[data-star]:visible").first().click();
  await waitUntilStored(page, "agenda", "/summit/2023/sessions/");
  const files = await page.locator(".agenda-files a").evaluateAll((links) => links.map((link) => link.href));
  expect(files).toHaveLength(3);
  expect((await download(page, () => page.click(".agenda-files a >> nth=0"))).text).toMatch(/^BEGIN:VCALENDAR/);
});

test("18: 10,000 navigations: no panic, the heap stays", async ({ device }) => {
  test.skip(!LONG, "only with --long");
  test.setTimeout(1_800_000);
  const page = await device({ watch: true });
  await install(page);
  const session = await page.context().newCDPSession(page);
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
  expect(late).toBeLessThanOrEqual(early * 1.1);
});

test("19: back from another site, the page is as it was left", async ({ device, playwright, site }) => {
  const cached = await playwright.chromium.launch({ executablePath: CHROMIUM, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  try {
    const page = await device({ on: cached });
    await install(page, "/about");
    await page.evaluate(() => addEventListener("pageshow", ({ persisted }) => (globalThis.persisted = persisted)));
    await page.goto(site.origin.replace("127.0.0.1", "localhost") + "/robots.txt");
    await page.goBack({ waitUntil: "commit" });
    await page.waitForFunction(() => globalThis.persisted !== undefined);
    expect(await page.evaluate(() => globalThis.persisted)).toBe(true);
  } finally {
    await cached.close();
  }
});
