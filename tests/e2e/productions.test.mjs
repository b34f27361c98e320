// Productions: their list, their pages with the places and the map, and the way to a place and back.
import { expect, test, visit } from "./fixtures.mjs";
import { expectAccessible, expectNoSidewaysScroll, highlights } from "./helpers.mjs";

const LIST = "/library/productions";
const titles = (page) => page.locator("main .card-grid:visible .card-title").allInnerTexts();
const at = (page, path) => page.waitForFunction((path) => location.pathname === path, path);
const heading = (page, text) => page.waitForFunction((text) => document.querySelector("main h1")?.textContent === text, text);
const counted = (page) => page.waitForFunction(() => document.querySelector(".results-count")?.textContent);

for (const { prefix, query, title, place, label, shot } of [
  { prefix: "", query: "successor", title: "Successor", place: "Youyuli", label: "Kind", shot: "Shot here" },
  { prefix: "/zh", query: "zhuawawa", title: "《抓娃娃》", place: "有余里", label: "类别", shot: "在此拍摄的作品" },
]) {
  test(`from the list to a production, a place of it and back: ${prefix || "/en"}`, async ({ page }) => {
    await visit(page, prefix + LIST);
    const plain = await titles(page);
    expect(plain.length).toBeGreaterThanOrEqual(12);
    await expect(page.locator("main .facet summary").first()).toHaveText(new RegExp(label));
    await page.locator(".facet").first().locator("input").first().check();
    await page.waitForFunction(() => location.search === "?kind=film");
    await page.fill("#find", query);
    if (!prefix) expect((await highlights(page))[0].text).toBe("Successor");
    await page.waitForFunction((title) => document.querySelector("main .card-grid:not([hidden]) .card-title")?.textContent === title, title);
    await page.locator("main .card-grid:visible .card-title a").first().click();
    await at(page, `${prefix}${LIST}/successor`);
    await heading(page, title);
    const places = page.locator("main .card-grid").first().locator(".card");
    await expect(places).toHaveCount(3);
    await expect(places.first().locator(".card-kicker")).toHaveText(/^1\xa0· /);
    await expect(places.first().locator(".card-title")).toContainText(place);
    // The map has the same places under the same numbers.
    await page.waitForFunction(() => document.querySelector(".map-land")?.getBBox().width > 0);
    await expect(page.locator(`.map a.pin[aria-label^='1\u00a0· ${place}']`)).toHaveCount(1);
    await places.first().locator(".card-title a").click();
    await at(page, `${prefix}/library/locations/youyuli`);
    const back = page.locator("section", { has: page.locator("h2", { hasText: shot }) }).locator(".credits a");
    await expect(back).toHaveText(title);
    await back.click();
    await at(page, `${prefix}${LIST}/successor`);
    await page.goBack();
    await at(page, `${prefix}/library/locations/youyuli`);
    await page.goBack();
    await heading(page, title);
    await page.goBack();
    await page.waitForFunction(([path, query]) => location.pathname === path && location.search.includes(`q=${query}`), [prefix + LIST, query]);
    await expect(page.locator("#find")).toHaveValue(query);
  });
}

test("a pin leads to its place, and the place's people lead to the production", async ({ page }) => {
  await visit(page, `${LIST}/a-little-red-flower`);
  await page.waitForFunction(() => document.querySelectorAll(".map a.pin").length === 2);
  await page.locator(".map a.pin[aria-label^='1\u00a0· ']").click();
  await at(page, "/library/locations/tv-tower-cableway");
  await visit(page, "/library/experts/guo-fan");
  await page.locator(".credits a", { hasText: "The Wandering Earth II" }).click();
  await at(page, `${LIST}/the-wandering-earth-2`);
  await expect(page.locator("main section", { hasText: "Credits" }).locator(".card-title")).toContainText(["Guo Fan"]);
});

test("a route: numbered stops joined by a line on the map, as files, and each in other maps", async ({ newPage }) => {
  const page = await newPage({ bypassCSP: true, viewport: { width: 320, height: 700 } });
  await visit(page, `${LIST}/successor`);
  const marks = page.locator(".map .pin-mark");
  await page.waitForFunction(() => document.querySelector(".map-land")?.getBBox().width > 0);
  // Places close to each other are one cluster until the map is enlarged.
  for (const text of await marks.allTextContents()) expect(text).toMatch(/^[1-3]\+?$/);
  const points = async () => (await page.locator(".map-route").getAttribute("d")).match(/-?\d+ -?\d+/g);
  const before = await points();
  expect(before).toHaveLength(3);
  await page.getByRole("button", { name: "Zoom out", exact: true }).click();
  await expect.poll(points).not.toEqual(before);
  await expect(page.locator(".map-legend")).toBeHidden();

  const route = page.locator("section", { has: page.locator("h2", { hasText: /^Route$/ }) });
  const files = route.locator(".downloads a[rel=external][type]");
  await expect(files).toHaveText(["GPX", "KML"], { useInnerText: true });
  const gpx = await (await page.request.get(await files.first().getAttribute("href"))).text();
  expect(gpx.match(/<rtept /g)).toHaveLength(3);
  await route.locator("summary").click();
  await expect(route.locator("details > ul > li")).toHaveCount(3);
  await expect(route.locator("details > ul > li").first().locator("p")).toHaveText(/^1\u00a0· Youyuli/);
  expect(await route.locator("details > ul > li").first().locator("a[href^='https:']").count()).toBeGreaterThan(1);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test("the table sorts by year and by the number of places", async ({ page }) => {
  await visit(page, `${LIST}?view=table`);
  await page.click("th button >> text=Year");
  await page.waitForSelector("th[aria-sort=descending]");
  await counted(page);
  const cells = (column) => page.locator(`tbody tr td:nth-child(${column})`).allInnerTexts();
  const years = (await cells(3)).filter(Boolean).map(Number);
  expect(years.length).toBeGreaterThan(5);
  expect(years).toEqual([...years].sort((a, b) => b - a));
  await page.click("th button >> text=Places");
  await page.waitForFunction(() => location.search.includes("sort=-places") || location.search.includes("places"));
  const places = (await cells(5)).filter(Boolean).map(Number);
  expect(places).toEqual([...places].sort((a, b) => b - a));
});

test("search of the site finds a production by its Chinese title and its director", async ({ page }) => {
  for (const [query, title] of [["流浪地球", "The Wandering Earth"], ["Dante Lam", "Operation Hadal"]]) {
    await visit(page, `/search?q=${encodeURIComponent(query)}`);
    const group = page.locator("section", { has: page.locator("h2", { hasText: "Productions" }) });
    await expect(group.locator(".card-title").filter({ hasText: title }).first()).toBeVisible();
  }
});

test("a production's page is read without the program", async ({ newPage }) => {
  const page = await newPage({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  await page.goto(`/zh${LIST}/operation-hadal`);
  await expect(page.locator("h1")).toHaveText("《蛟龙行动》");
  await expect(page.locator(".facts a, .card-title a").first()).toBeVisible();
  expect(await page.locator("main .card-grid").first().locator(".card").count()).toBe(3);
});
