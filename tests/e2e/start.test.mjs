// What a page costs a reader who only reads it, and what works before the app has loaded.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { BUNDLE, DIST, HERE } from "./environment.mjs";
import { expect, test } from "./fixtures.mjs";
import { heading } from "./devices.mjs";

test.use({ wakes: false });

const BUDGET = JSON.parse(readFileSync(join(HERE, "budget.json"), "utf8"));
const ready = (page) => page.waitForSelector("html[data-app=ready]");

/** Counts the body bytes and the files that a page fetches, without pictures. */
async function counting(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const files = new Map();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type, response }) => files.set(requestId, { type, url: response.url }));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (!["Image", "Media"].includes(files.get(requestId)?.type)) bytes += encodedDataLength;
  });
  return { bytes: () => bytes, urls: () => [...files.values()].map(({ url }) => url) };
}

for (const [path, most] of Object.entries(BUDGET.firstVisit)) {
  test(`who only reads ${path} fetches at most ${most} bytes, and no program before the page has rested`, async ({ page }) => {
    const fetched = await counting(page);
    await page.goto(path, { waitUntil: "networkidle" });
    expect(fetched.urls().filter((url) => /\.wasm$|app-|sw\.js/.test(url))).toEqual([]);
    expect(fetched.bytes()).toBeLessThanOrEqual(most);
  });
}

test("the program's chunks are within their budget, in bytes of Brotli", () => {
  const size = (file) => brotliCompressSync(readFileSync(join(BUNDLE, file))).length;
  const chunks = JSON.parse(readFileSync(join(BUNDLE, "chunks.json"), "utf8"));
  const sizes = new Map(Object.values(chunks).flat().map((name) => [name, size(`${name}.wasm`)]));
  const entry = size("app_bg.wasm");
  const sum = (names) => names.reduce((bytes, name) => bytes + sizes.get(name), entry);
  const measured = { entry, article: sum(chunks.news), list: sum(chunks.list), location: sum(chunks.place), all: sum([...sizes.keys()]), glue: size("app.js") };
  for (const [name, most] of Object.entries(BUDGET.program)) {
    expect(measured[name], `${name}, of ${JSON.stringify(measured)}`).toBeLessThanOrEqual(most);
  }
});

test("the start script knows the keys of every filter", () => {
  const read = (file) => readFileSync(join(DIST, file), "utf8");
  const [, keys] = read(read("index.html").match(/src="\/(assets\/[^"]*\.js)"/)[1]).match(/"(link shared save [^"]*)"/);
  const body = (page) => JSON.parse(read(`data/${page}.json`)).body;
  const used = ["locations", "productions", "clips", "experts"].map((name) => body(`library/${name}`).catalog).concat(body("summit/2023/agenda"));
  const wanted = used.flatMap(({ facets, ranges = [] }) => [...facets, ...ranges]).map(({ key }) => key);
  expect(wanted.length).toBeGreaterThan(20);
  // The position is a column of the catalogue without a control.
  expect(wanted.filter((key) => !["lat", "lng", "pin", ...keys.split(" ")].includes(key))).toEqual([]);
});

test("the program comes to a page that draws nothing, where Chromium may never report idle time", async ({ page }) => {
  await page.addInitScript(() => {
    const request = requestIdleCallback;
    // As Chromium does there: only the timeout leads to a call.
    globalThis.requestIdleCallback = (task, options) => (options?.timeout ? setTimeout(task, options.timeout) : request(() => {}));
  });
  await page.goto("/zh/library/locations");
  await page.keyboard.press("Tab");
  await page.waitForSelector("html[data-app=ready]", { timeout: 15_000 });
});

test("a page that has rested gets the program, and then the service worker", async ({ device, site }) => {
  const page = await device({ wakes: false });
  await page.goto(site.origin);
  await ready(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
});

test("a press before the program is there takes effect once it is", async ({ page }) => {
  await page.goto("/library/locations/zhanqiao-pier");
  await page.click("main .pack-button");
  await page.waitForSelector("main .pack-button[aria-pressed=true]");
  await expect(page.locator(".header-count")).toHaveText("1");
  await expect(page.locator("[aria-busy]")).toHaveCount(0);
});

test("the theme button answers a press before the program is there", async ({ page }) => {
  await page.goto("/");
  await page.click(".header-theme");
  await page.waitForSelector("html[data-theme=light]");
});

test("what is typed before the program is there is searched for", async ({ page }) => {
  await page.goto("/library/locations");
  await page.fill("#find", "zhanqiao");
  await page.waitForFunction(() => location.search === "?q=zhanqiao");
  await expect(page.locator("main .card-title:visible").first()).toHaveText("Zhanqiao Pier");
  expect(await page.inputValue("#find")).toBe("zhanqiao");
});

test("a filter that is ticked before the program is there narrows the list", async ({ page }) => {
  await page.goto("/library/locations");
  const coast = page.locator(".facet").first().locator("li", { hasText: "Coast" }).locator("input");
  // Not `check`, which looks at the box at once: while the page is hydrated, it may be empty for a moment.
  await coast.click();
  await page.waitForFunction(() => location.search === "?class=coast");
  await expect(coast).toBeChecked();
});

test("the filters open before the program is there", async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 360, height: 740 } });
  await page.route(/\.wasm$/, () => {});
  await page.goto("/library/locations");
  await page.click(".sheet-open");
  await expect(page.locator(".sheet")).toBeVisible();
});

test("before the program is there, links, the language and the search lead on", async ({ page }) => {
  await page.goto("/");
  await page.click(".header-areas a[href='/news']");
  await expect(page).toHaveURL(/\/news$/);
  expect(await heading(page)).toBe("News");
  await page.click(".header-language");
  await expect(page).toHaveURL(/\/zh\/news$/);
  await page.goto("/");
  await page.fill("#header-search", "pier");
  await page.press("#header-search", "Enter");
  await expect(page).toHaveURL(/\/search\?q=pier$/);
  await page.waitForSelector("main .card-title");
});

test("a key before the program is there takes effect once it is", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Control+k");
  await page.waitForFunction(() => document.activeElement?.id === "search");
});

test("a character that means nothing alone does not load the program", async ({ page }) => {
  const fetched = await counting(page);
  await page.goto("/");
  for (const key of ["/", "k", "a"]) await page.keyboard.press(key);
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  expect(fetched.urls().filter((url) => url.endsWith(".wasm"))).toEqual([]);
  expect(new URL(page.url()).pathname).toBe("/");
});

test("a page whose document is newer than itself is drawn anew", async ({ page }) => {
  await page.route("**/data/news.json", async (route) => {
    const response = await route.fetch();
    const document = await response.json();
    document.body.cards[0].title = "Newer than the page";
    document.fragment[0] = "of another version";
    await route.fulfill({ response, json: document });
  });
  await page.goto("/news");
  await page.hover(".header-theme");
  await page.waitForSelector("text=Newer than the page");
});

test("a list fetches its files when the focus is in its field, even if it came before the program", async ({ page }) => {
  const asked = page.waitForRequest(/\/data\/catalog\/en-locations-\w+\/whole\.bin$/);
  await page.goto("/library/locations");
  await page.focus("main input[type=search]");
  await asked;
});

test("who asks to save data gets the program on demand alone", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  const fetched = await counting(page);
  await page.clock.install();
  await page.goto("/");
  await page.hover(".header-areas a[href='/news']");
  await page.clock.runFor(60_000);
  expect(fetched.urls().filter((url) => url.endsWith(".wasm"))).toEqual([]);
  await page.hover(".header-theme");
  await ready(page);
});
