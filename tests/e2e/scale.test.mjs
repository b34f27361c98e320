// Lists of thousands of records: what is in the document, that all records can be reached, and that the results equal
// those of a plain scan. The site is synthetic; the benchmark measures how fast it is.
import { expect, test as base, visit } from "./fixtures.mjs";
import { painted } from "./helpers.mjs";
import { scaled } from "./sites.mjs";

const COUNT = 3000;

const test = base.extend({
  // The synthetic site, and the records it is made from.
  scale: [async ({}, use) => use(await scaled(COUNT)), { scope: "worker", timeout: 300_000 }],
  dist: async ({ scale }, use) => use(scale.dist),
  locations: async ({ scale }, use) => use(scale.locations),
});

/** The cards or rows in the document: their positions in the list and their titles. */
const listed = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("[data-row]")].map((row) => ({
      at: Number(row.getAttribute("aria-posinset") ?? Number(row.getAttribute("aria-rowindex")) - 1),
      title: row.querySelector("a").textContent,
    })),
  );
const found = async (page) => {
  const count = await page.waitForFunction(() => document.querySelector(".results-count")?.textContent.match(/\d+/)?.[0]);
  return Number(await count.jsonValue());
};
/** Waits until the row at a position of the list is in the document with its title. */
const holds = (page, at) =>
  page.waitForFunction(
    (at) => {
      const row = [...document.querySelectorAll("[data-row]")].find((row) => (row.getAttribute("aria-posinset") ?? row.getAttribute("aria-rowindex") - 1) == at);
      return row !== undefined && row.querySelector("a").textContent !== "";
    },
    at,
  );

for (const view of ["grid", "table"]) {
  test(`all of ${COUNT} records can be scrolled to, and only those in sight are in the document: ${view}`, async ({ page }) => {
    await visit(page, `/library/locations?sort=name${view === "table" ? "&view=table" : ""}`);
    await holds(page, 1);
    const seen = new Map();
    const height = () => page.evaluate(() => document.querySelector("[data-rows]").parentElement.getBoundingClientRect().height);
    await painted(page);
    await painted(page);
    const before = await height();
    for (let step = 0; step <= 20; step++) {
      await page.evaluate((part) => {
        const list = document.querySelector("[data-rows]").parentElement.getBoundingClientRect();
        scrollTo(0, scrollY + list.top + (list.height - innerHeight) * part);
      }, step / 20);
      const middle = await page.waitForFunction(() => {
        const rows = [...document.querySelectorAll("[data-row]")];
        const inSight = rows.filter((row) => row.getBoundingClientRect().bottom > 0 && row.getBoundingClientRect().top < innerHeight);
        return inSight.length > 0 && inSight.every((row) => row.querySelector("a").textContent !== "") && inSight.length;
      });
      expect(await middle.jsonValue()).toBeGreaterThan(0);
      const rows = await listed(page);
      expect(rows.length, `${rows.length} rows are in the document`).toBeLessThanOrEqual((view === "table" ? 60 : 32));
      rows.forEach(({ at, title }) => seen.set(at, title));
    }
    expect(seen.has(1) && seen.has(COUNT), "the first and the last were shown").toBe(true);
    const after = await height();
    expect(Math.abs(after - before), `a list of ${before} pixels keeps its height, and not ${after}`).toBeLessThan(before / 1000);
    const inOrder = [...seen].filter(([, title]) => title).sort(([a], [b]) => a - b).map(([, title]) => title.toLowerCase().replace(/[^a-z0-9]+/g, " "));
    expect(inOrder, "the order is that of the names").toEqual(inOrder.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
  });
}

for (const view of ["grid", "table"]) {
  test(`a row that has the focus stays when the list is scrolled away from it, and the keyboard goes on there: ${view}`, async ({ page, allowConsole }) => {
    // This site has only list pages; the target of a focused link is prefetched and missing.
    allowConsole(/status of 404/);
    await visit(page, `/library/locations?sort=name${view === "table" ? "&view=table" : ""}`);
    await holds(page, 2);
    const focused = () =>
      page.evaluate(() => {
        const row = document.activeElement?.closest("[data-row]");
        if (!row) return null;
        const { top, bottom } = row.getBoundingClientRect();
        return { at: Number(row.getAttribute("aria-posinset") ?? row.getAttribute("aria-rowindex") - 1), inSight: bottom > 0 && top < innerHeight };
      });
    const tab = async (key, at) => {
      for (let press = 0; press < 4 && (await focused())?.at !== at; press++) await page.keyboard.press(key);
      await page.waitForFunction((at) => {
        const row = document.activeElement?.closest("[data-row]");
        return row && (row.getAttribute("aria-posinset") ?? row.getAttribute("aria-rowindex") - 1) == at && !("away" in row.dataset);
      }, at);
      expect(await focused()).toEqual({ at, inSight: true });
    };
    await page.locator("[data-row] a").nth(1).focus();
    for (const [part, key, next] of [[1, "Tab", 3], [0.5, "Shift+Tab", 2]]) {
      const { at } = await focused();
      await page.evaluate((part) => {
        const list = document.querySelector("[data-rows]").parentElement.getBoundingClientRect();
        scrollTo(0, scrollY + list.top + (list.height - innerHeight) * part);
      }, part);
      await page.waitForFunction(() => document.querySelector("[data-row][data-away]"));
      expect(await focused()).toEqual({ at, inSight: false });
      expect((await listed(page)).length, "the others left the document").toBeLessThanOrEqual(view === "table" ? 63 : 35);
      await tab(key, next);
    }
    await page.locator("main input[type=search]").focus();
    await page.waitForFunction(() => !document.querySelector("[data-row][data-away]"));
  });
}

test("a question that is withdrawn and asked again makes no more rows than are in sight", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.evaluate(() => {
    window.most = 0;
    const count = () => (window.most = Math.max(window.most, document.querySelectorAll("[data-row]").length));
    new MutationObserver(count).observe(document.querySelector("main"), { childList: true, subtree: true });
    document.querySelector("details.facet").open = true;
  });
  const box = page.locator(".facet input[type=checkbox]").first();
  for (let turn = 0; turn < 3; turn++) {
    await box.check();
    await holds(page, 1);
    await painted(page);
    await painted(page);
    await box.uncheck();
    await page.waitForFunction((count) => document.querySelector(".results-count").textContent.startsWith(`${count} `), COUNT);
    await painted(page);
    await painted(page);
  }
  const most = await page.evaluate(() => window.most);
  expect(most > 0 && most <= 32, `${most} rows were in the document`).toBe(true);
});

test("what is found is what a plain scan finds", async ({ page, locations }) => {
  /** All texts of a value in a language, or in the other one if there is no translation. */
  const texts = (value, locale) => {
    if (value === null || typeof value !== "object") return [];
    if (typeof value.en === "string" || typeof value.zh === "string") return [value[locale] ?? value.en ?? value.zh];
    return Object.values(value).flatMap((inner) => texts(inner, locale));
  };
  const fields = ({ sources, ...it }, locale) => [it.name.en, it.name.zh, ...texts(it, locale)];
  await visit(page, "/zh/library/locations");
  const field = page.locator("main input[type=search]");
  // In Chinese, the number of all records comes first.
  const count = () => Number(document.querySelector(".results-count").textContent.match(/\d+/g)?.at(-1));
  const finds = (wanted, text) => expect.poll(() => page.evaluate(count), text).toBe(wanted);
  for (const text of ["湾", "海湾", "望见灯塔", "渔", "龙山", "鸥雁"]) {
    await field.fill(text);
    await finds(locations.filter((it) => fields(it, "zh").some((words) => words.includes(text))).length, text);
  }
  const plain = (pinyin) => pinyin.normalize("NFD").replace(/[\u0300-\u036f']/g, "").toLowerCase();
  await field.fill("longshan");
  const begins = locations.filter((it) => plain(it.pinyin).includes("longshan")).length;
  await expect.poll(() => page.evaluate(count), "longshan").toBeGreaterThanOrEqual(begins);
});

test("the keyboard goes on through the list, and a screen reader hears where it is", async ({ page, allowConsole }) => {
  // The pages of single records, which are prefetched, do not exist.
  allowConsole(/status of 404/);
  await visit(page, "/library/locations?sort=name");
  await holds(page, 1);
  await page.locator("[data-row] a").first().focus();
  let last = 0;
  for (let press = 0; press < 60; press++) {
    const [at, size] = await page.evaluate(() => {
      const row = document.activeElement.closest("[data-row]");
      return [Number(row?.getAttribute("aria-posinset")), Number(row?.getAttribute("aria-setsize"))];
    });
    expect(size).toBe(COUNT);
    expect([last, last + 1], `after card ${last} comes card ${at}`).toContain(at);
    last = at;
    await page.keyboard.press("Tab");
    await painted(page);
  }
  expect(last, `the keyboard came to card ${last}`).toBeGreaterThan(25);
});

test("titles beyond the window wait hidden until Find in page finds them, each where its row will be", async ({ page }) => {
  await visit(page, "/library/locations?sort=name");
  await holds(page, 1);
  await page.waitForFunction(() => document.querySelectorAll(".results-ahead > [hidden='until-found']").length > 0);
  const [title, top] = await page.evaluate(() => {
    const item = document.querySelector(".results-ahead").lastElementChild;
    return [item.textContent, item.getBoundingClientRect().top];
  });
  await page.evaluate((top) => scrollTo(0, scrollY + top), top);
  await page.waitForFunction(
    (title) => [...document.querySelectorAll("[data-row]")].some((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return row.querySelector("a").textContent === title && bottom > 0 && top < innerHeight;
    }),
    title,
  );
});

test("a deep place of a long list is there again after Back and after a reload", async ({ page }) => {
  await visit(page, "/library/locations?q=bay");
  await holds(page, 1);
  await page.evaluate(() => scrollTo(0, 6000));
  await page.waitForFunction(() => Number(document.querySelector("[data-row]").getAttribute("aria-posinset")) > 10);
  await page.waitForFunction(() => !document.querySelector("[data-row=waiting]"));
  await painted(page);
  // By now, the long texts have been searched too.
  const total = await found(page);
  expect(total, `${total} found`).toBeGreaterThan(100);
  const [before, rows] = [await page.evaluate(() => scrollY), await listed(page)];
  await page.locator('header a[href="/summit"]').first().evaluate((link) => link.click());
  await page.waitForFunction(() => !document.querySelector("[data-rows]"));
  await page.goBack();
  await holds(page, rows[0].at);
  await page.waitForFunction((before) => Math.abs(scrollY - before) < 1, before).catch(async () => {
    expect(await page.evaluate(() => scrollY), "the page is where it was").toBe(before);
  });
  expect(await listed(page)).toEqual(rows);
  await page.reload();
  await page.waitForSelector("html[data-app]");
  await expect.poll(() => found(page)).toBe(total);
});

test("what is typed stands in the address, the last letter too, and nothing typed is lost", async ({ page }) => {
  await visit(page, "/library/locations");
  const field = page.locator("main input[type=search]");
  await field.pressSequentially("quiet bay");
  await page.waitForFunction(() => location.search === "?q=quiet+bay" || location.search === "?q=quiet%20bay");
  await expect(field).toHaveValue("quiet bay");
  const few = await found(page);
  await page.evaluate(() => (document.querySelector("details.facet").open = true));
  const box = page.locator(".facet label").first();
  await box.click();
  await expect(box.locator("input")).toBeChecked();
  // The number beside the box is that of the last answer, so it is read again with the results.
  await page.waitForFunction(() => {
    const [results, label] = [".results-count", ".facet label .tally-count"].map((it) => Number(document.querySelector(it).textContent.match(/\d+/)?.[0]));
    return results === label;
  });
  expect(await found(page)).toBeLessThanOrEqual(few);
});
