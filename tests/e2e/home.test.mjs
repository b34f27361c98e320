// The home page, and rows of cards on every kind of page.
import { expect, test, visit } from "./fixtures.mjs";
import { kinds } from "./site.mjs";

const WIDTHS = [360, 820, 1100, 1440];

/** In a page: the rows of grids that end before their grid does, or have a gap. Lists that grow may end anywhere. */
const raggedRows = () => {
  const found = [];
  for (const grid of document.querySelectorAll(".card-grid:not(.results-grid, [data-more]), .ways, .narrow, .charts")) {
    const items = [...grid.children].filter((item) => item.getClientRects().length);
    const { left, right } = grid.getBoundingClientRect();
    const gap = parseFloat(getComputedStyle(grid).columnGap) || 0;
    const rows = new Map();
    for (const item of items) {
      const box = item.getBoundingClientRect();
      const top = Math.round(box.top);
      rows.set(top, [...(rows.get(top) ?? []), box]);
    }
    for (const boxes of rows.values()) {
      const edges = [left - gap, ...boxes.map((box) => box.right)];
      const isFull = Math.abs(edges.at(-1) - right) < 2 && boxes.every((box, at) => Math.abs(box.left - edges[at] - gap) < 2);
      if (!isFull) found.push(`${grid.className}, ${boxes.length} of ${items.length}`);
    }
  }
  return found;
};

test("no row of cards is ragged", async ({ newPage }) => {
  const page = await newPage({ javaScriptEnabled: false });
  let grids = 0;
  for (const path of kinds("en")) {
    await page.goto(path);
    // A list shows its first records as its results do.
    if (/^\/library\/\w+$/.test(path)) continue;
    grids += await page.locator(".card-grid").count();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(raggedRows), `${path}, ${width} px`).toEqual([]);
    }
  }
  expect(grids).toBeGreaterThan(12);
});

for (const [language, home, held] of [["English", "/", "Sessions held"], ["Chinese", "/zh", "已举办的场次"]]) {
  test(`the home page is whole without JavaScript, in ${language}`, async ({ newPage, site }) => {
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(home);
    const { main, ways } = { main: page.locator("main"), ways: page.locator(".ways a") };
    await expect(main.locator(".card[data-form=lead]").first().locator("h2 a")).toBeVisible();
    await expect(main.locator(".home-sessions .kicker").first()).toHaveText(held);
    expect(await main.locator(".home-sessions time").count()).toBeGreaterThan(1);
    expect(await ways.count()).toBeGreaterThan(5);
    await expect(main.locator(".home-pair .card-title")).toHaveCount(2);
    await expect(main.locator(".home-clips .card-title")).toHaveCount(2);
    expect(await main.locator(".sketch-dots").count()).toBeGreaterThan(5);
    for (const link of await main.locator("a[href^='/']").all()) {
      const answer = await fetch(site.origin + (await link.getAttribute("href")));
      expect(answer.status, await link.getAttribute("href")).toBe(200);
    }
  });

  test(`ways in and the map lead to the list, in ${language}`, async ({ page }) => {
    await visit(page, home);
    const way = page.locator(".ways a").nth(1);
    const count = await way.locator(".tally-count").innerText();
    await way.click();
    await expect(page.locator(".chosen .chip")).toHaveCount(1);
    await expect(page.locator(".results-count")).toContainText(count);
    await page.goBack();
    await page.locator(".home-pair .card", { has: page.locator(".sketch") }).locator(".card-title a").click();
    await page.waitForSelector(".map-sheet .pin");
  });
}

test("the words over a picture stand on the ground of the page", async ({ newPage }) => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await newPage({ colorScheme, viewport: { width: 1440, height: 900 } });
    await page.goto("/");
    const grounds = await page.evaluate(() => {
      const ground = getComputedStyle(document.documentElement).backgroundColor;
      const over = [...document.querySelectorAll("[data-form=lead] .picture + .card-words, .way-name")];
      return over.map((words) => getComputedStyle(words).backgroundColor === ground);
    });
    expect(grounds.length).toBeGreaterThan(5);
    expect(new Set(grounds), colorScheme).toEqual(new Set([true]));
  }
});

test("Chinese headlines are not balanced, which would break words", async ({ page }) => {
  await page.goto("/zh/news");
  const wraps = await page.locator("main :is(h1, h2)").evaluateAll((all) => all.map((it) => getComputedStyle(it).textWrapStyle));
  expect(new Set(wraps)).toEqual(new Set(["pretty"]));
  await page.goto("/news");
  expect(await page.locator("main h1").evaluate((it) => getComputedStyle(it).textWrapStyle)).toBe("balance");
});
