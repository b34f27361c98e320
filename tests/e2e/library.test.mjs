// The collections: queries, their results, and the URL that holds the query.
import { expect, test, visit } from "./fixtures.mjs";
import { highlights, painted, waitUntilStored } from "./helpers.mjs";

/** The status text for this many locations. */
const results = (count) => `${count} of 60 locations`;
const found = (page) => page.locator(".results-count").innerText();
const titles = (page) => page.locator("main .card-grid:visible .card-title").allInnerTexts();
const says = (page, text) =>
  page.waitForFunction((text) => document.querySelector(".results-count")?.textContent === text, text);

test("text and facets narrow a collection, and the address holds both", async ({ page }) => {
  await visit(page, "/library/locations");
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  const plain = await titles(page);
  expect(plain).toHaveLength(24);
  await page.fill("#find", "pier");
  expect((await highlights(page))[0]).toEqual({ text: "Pier", holder: "a" });
  expect((await titles(page))[0]).toBe("Zhanqiao Pier");
  const catalog = () => fetched.filter((path) => path.startsWith("/data/catalog/")).length;
  await expect.poll(catalog, { message: "the catalogue, with the first question, then the whole texts" }).toBe(2);
  await page.waitForLoadState("networkidle");
  const all = Number((await found(page)).split(" ")[0]);
  const box = page.locator(".facet").first().locator("li", { hasText: "Coast" });
  const count = Number(await box.locator(".tally-count").innerText());
  expect(count > 0 && count < all, "the count is of what the text found").toBe(true);
  await box.locator("input").check();
  await says(page, results(count));
  await page.waitForFunction(() => location.search === "?q=pier&class=coast");
  const shown = await titles(page);
  await page.reload();
  await page.waitForSelector("html[data-app]");
  await says(page, results(count));
  expect(await titles(page)).toEqual(shown);
  await expect(box.locator("input")).toBeChecked();
  await page.click("text=Clear all filters");
  await page.waitForFunction(() => location.search === "");
  // The list of results stays, with all records in the order of the page.
  await says(page, "60 locations");
  const rest = await titles(page);
  expect(rest).toEqual(plain.slice(0, rest.length));
  await expect(page.locator(".index")).toBeVisible();
});

test("on a phone the first results are in sight below the field, and the filters open on demand", async ({ newPage }) => {
  for (const path of ["", "/zh"]) {
    const page = await newPage({ viewport: { width: 360, height: 740 } });
    await visit(page, `${path}/library/locations`);
    await page.fill("#find", path ? "湾" : "bay");
    await highlights(page);
    const inSight = () =>
      page.evaluate(() => {
        const foot = innerHeight - (document.querySelector(".header-areas").getBoundingClientRect().height);
        const isIn = (element) => element.getBoundingClientRect().bottom <= foot;
        return [isIn(document.querySelector(".results-count")), [...document.querySelectorAll("[data-row] .card-title")].filter(isIn).length];
      });
    const [count, results] = await inSight();
    expect(count && results >= 1, `${results} results are in sight`).toBe(true);
    const [button, sheet] = [page.locator(".sheet-open"), page.locator(".sheet")];
    await expect(sheet).toBeHidden();
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(sheet).toBeVisible();
    await page.locator(".facet input[type=checkbox]").first().check();
    await expect(button).toHaveText(path ? "筛选（1）" : "Filters (1)");
    const left = async (selector) => (await page.locator(selector).innerText()).match(/\d+/g);
    await expect(page.locator(".sheet-foot button")).toHaveText(path ? /^查看结果（\d+）$/ : /^Show results \(\d+\)$/);
    await expect.poll(async () => (await left(".results-count")).at(path ? -1 : 0) === (await left(".sheet-foot button"))[0]).toBe(true);
    await page.locator(".sheet-foot button").click();
    await expect(sheet).toBeHidden();
    await button.click();
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await expect(button, "the focus is back on the button").toBeFocused();
    await button.click();
    await page.locator(".sheet-foot button").focus();
    await page.keyboard.press("Tab");
    await expect(sheet, "what gets the focus is not below the sheet").toBeHidden();
    await expect(page.locator(".chosen .chip"), "what holds is told beside the closed filters").toHaveCount(1);
    await page.close();
  }
});

test("what a list holds comes first: on a phone, half of the first item is in sight", async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 360, height: 780 } });
  const sees = async (path, item) => {
    await visit(page, path);
    await page.waitForSelector(item);
    const share = await page.evaluate((item) => {
      const end = document.querySelector(".header-areas").getBoundingClientRect().top;
      const boxes = [...document.querySelectorAll(item)].map((it) => it.getBoundingClientRect());
      return Math.max(...boxes.filter((box) => box.top >= 0).map((box) => (end - box.top) / box.height));
    }, item);
    expect(share, `${path}: the share of the first item that is in sight`).toBeGreaterThan(0.5);
  };
  for (const language of ["", "/zh"]) {
    for (const list of ["locations", "productions", "experts", "clips"]) await sees(`${language}/library/${list}`, "main .card");
    await sees(`${language}/library/locations?view=map`, ".pin");
    await sees(`${language}/summit/2023/agenda`, ".sessions li");
    await visit(page, `${language}/library/locations/zhanqiao-pier`);
    if (!language) await page.click("main .pack-button");
    await waitUntilStored(page, "packs", "zhanqiao-pier");
    await sees(`${language}/pack`, ".pack > li img");
  }
});

test("on a wide screen the filters are beside the results; the controls stay in view and never cover the focus", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await visit(page, "/library/locations");
  await expect(page.locator(".sheet-open")).toBeHidden();
  const [filters, card] = await Promise.all([page.locator(".sheet-body"), page.locator(".card").first()].map((it) => it.boundingBox()));
  expect(filters.x + filters.width).toBeLessThanOrEqual(card.x);
  await page.locator(".facet input[type=checkbox]").nth(2).check();
  await page.waitForSelector("[data-row=ready]");
  await expect(page.locator(".chosen .chip")).toHaveCount(1);
  for (const width of [1440, 820, 360]) {
    await page.setViewportSize({ width, height: 700 });
    await page.evaluate(() => scrollTo(0, 900));
    const bar = page.locator(".controls");
    await expect.poll(async () => (await bar.boundingBox()).y, `the bar at ${width} px`).toBe(0);
    // Back through the cards: each comes into view below the bar.
    await page.locator("[data-row] .card-title a").nth(5).focus();
    for (let press = 0; press < 6; press++) {
      await page.keyboard.press("Shift+Tab");
      const top = await page.evaluate(() => document.activeElement.closest("[data-row]") && document.activeElement.getBoundingClientRect().top);
      const { y, height } = await bar.boundingBox();
      if (top !== null) expect(top, `a focused element at ${width} px`).toBeGreaterThanOrEqual(y + height - 1);
    }
  }
});

test("Chinese by a piece of a name, pinyin by syllables and initials", async ({ page }) => {
  await visit(page, "/zh/library/locations");
  for (const query of ["桥", "栈桥", "zhanqiao", "zhan qiao", "zq"]) {
    await page.fill("#find", query);
    await page.waitForFunction((query) => new URLSearchParams(location.search).get("q") === query, query);
    await page.waitForFunction(() => document.querySelector(".results-count")?.textContent);
    await page.waitForFunction(() => document.querySelector("main .card-grid:not([hidden]) .card-title")?.textContent.includes("栈桥"));
  }
});

test("the table sorts by its headings, and Back returns to the list as it was", async ({ page }) => {
  await visit(page, "/library/clips");
  await page.click("text=Table");
  await page.click("th button >> text=Duration");
  const seconds = () =>
    page.locator("tbody tr td:nth-child(2)").allInnerTexts().then((all) => all.map((text) => Number.parseFloat(text)));
  await page.waitForSelector("th[aria-sort=descending]");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length > 9);
  const down = (await seconds()).map(Math.round);
  expect(down).toEqual([...down].sort((a, b) => b - a));
  await page.click("th button >> text=Duration");
  await page.waitForSelector("th[aria-sort=ascending]");
  await page.waitForFunction(() => location.search === "?sort=duration&view=table");
  // Only rows near the viewport are in the document.
  const first = async () => (await page.locator("tbody th").allInnerTexts()).slice(0, 9);
  const rows = await first();
  await page.locator("tbody th a").nth(5).click();
  await page.waitForSelector(".player");
  await page.goBack();
  await page.waitForSelector("tbody tr");
  expect(await first()).toEqual(rows);
});

test("an empty answer says which condition to lift", async ({ page }) => {
  await visit(page, "/library/experts?q=qqqqqq&kind=body");
  await says(page, "0 of 37 experts");
  await page.click(".nothing button >> text=Remove");
  await page.waitForFunction(() => location.search === "?kind=body");
  expect((await titles(page)).length).toBeGreaterThan(0);
});

test("what a hand-written address asks in vain is named", async ({ page }) => {
  await visit(page, "/library/clips?season=winter,monsoon&duration=long&colour=sepia&x=1");
  await page.waitForSelector(".beside .notice");
  const notice = await page.locator(".beside .notice").innerText();
  for (const part of ["season=monsoon", "duration=long"]) expect(notice, notice).toContain(part);
  // Other parameters come from messengers and are ignored.
  expect(notice).not.toMatch(/colour|x=1/);
  expect((await titles(page)).length).toBeGreaterThan(0);
});

test("a catalogue that does not come says why, and is there after Retry", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.route("**/data/catalog/**", (route) => route.fulfill({ status: 200, body: "<html>" }));
  await page.fill("#find", "pier");
  await page.waitForSelector("[role=alert]");
  await expect(page.locator("[role=alert]")).toHaveText(/cannot be read .*catalog/s, { useInnerText: true });
  await page.unroute("**/data/catalog/**");
  await page.click("text=Try again");
  await highlights(page);
});

test("where nothing is asked any more, a catalogue that does not come is not missed", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.route("**/data/catalog/**", (route) => route.fulfill({ status: 200, body: "<html>" }));
  await page.fill("#find", "pier");
  await page.waitForSelector("[role=alert]");
  await page.fill("#find", "");
  await expect(page.locator("[role=alert]")).toHaveCount(0);
  expect(await titles(page)).toHaveLength(24);
});

/** Counts the catalogue files that the app has read. */
const countCatalogFiles = (page) =>
  page.addInitScript(() => {
    window.catalogFiles = 0;
    const { arrayBuffer } = Response.prototype;
    Response.prototype.arrayBuffer = async function () {
      const bytes = await arrayBuffer.call(this);
      if (this.url.includes("/data/catalog/")) window.catalogFiles++;
      return bytes;
    };
  });

for (const [where, path, field, isShown] of [
  ["a collection", "/library/locations", "#find", () => !/^(60 locations)?$/.test(document.querySelector(".results-count")?.textContent ?? "")],
  ["the search page", "/search", "#search", () => document.querySelector("main .card-title") !== null],
]) {
  test(`an answer that comes after its text was deleted is not shown: ${where}`, async ({ page }) => {
    await countCatalogFiles(page);
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route("**/data/catalog/**", async (route) => (await held, route.continue()));
    await visit(page, path);
    await page.fill(field, "pier");
    await page.waitForFunction(() => location.search === "?q=pier");
    await page.fill(field, "");
    await page.evaluate(`
      window.isShown = ${isShown};
      window.wasShown = false;
      new MutationObserver(() => (window.wasShown ||= window.isShown())).observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true });
    `);
    release();
    await page.waitForFunction(() => window.catalogFiles > 0);
    await painted(page);
    expect(await page.evaluate(() => [window.wasShown, window.isShown(), CSS.highlights.get("found")?.size ?? 0])).toEqual([false, false, 0]);
    if (field === "#find") await says(page, "60 locations");
  });
}

test("what a query matches is marked in titles, texts and notes, wherever it is found", async ({ newPage }) => {
  for (const [prefix, query, expected] of [
    ["", "bay", ["a", "card-text"]],
    ["/zh", "海", ["a", "card-kicker", "card-note", "card-text"]],
  ]) {
    const page = await newPage();
    await visit(page, `${prefix}/library/locations`);
    await page.fill("#find", query);
    const cards = await highlights(page);
    expect(cards.every(({ text }) => text.toLowerCase().startsWith(query)), JSON.stringify(cards)).toBe(true);
    expect([...new Set(cards.map(({ holder }) => holder))].sort()).toEqual(expected);
    for (const [view, selector] of [[1, "tbody th a"], [2, ".map-rows .card-title a"]]) {
      await page.locator(".controls-views button").nth(view).click();
      await page.waitForSelector(selector);
      await page.waitForFunction((selector) => {
        const held = [...CSS.highlights.get("found")].map((range) => range.startContainer.parentElement);
        return held.some((element) => element?.isConnected && element.matches(selector));
      }, selector);
    }
    await page.fill("#find", "");
    await page.waitForFunction(() => CSS.highlights.get("found").size === 0);
    await visit(page, `${prefix}/search`);
    await page.fill("#search", query);
    expect((await highlights(page)).some(({ holder }) => holder === "card-text")).toBe(true);
    await page.close();
  }
});

test("conditions are told in the order of the form, and lifted one after another where the focus is", async ({ page }) => {
  await visit(page, "/library/locations");
  const values = [];
  for (const at of [1, 0]) {
    const facet = page.locator("details.facet").nth(at);
    if (!(await facet.getAttribute("open").then((open) => open !== null))) await facet.locator("summary").click();
    const box = facet.locator("label").first();
    values.unshift(await box.locator("span").first().innerText());
    await box.click();
  }
  const chips = page.locator(".chosen .chip");
  const labels = () => chips.evaluateAll((all) => all.map((chip) => [chip.textContent, chip.getAttribute("aria-label")]));
  const told = values.map((value) => [`${value} ×`, `Remove: ${value}`]);
  await page.waitForFunction(() => document.querySelectorAll(".chosen .chip").length === 2);
  expect(await labels()).toEqual(told);
  await chips.first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".chosen .chip").length === 1);
  expect(await labels()).toEqual(told.slice(1));
  expect(await page.evaluate(() => document.activeElement.getAttribute("aria-label"))).toBe(told[1][1]);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector(".chosen"));
  await page.waitForFunction(() => location.search === "");
});

test("the browser leaves the scroll place to a long list, and takes it back on other pages", async ({ page }) => {
  const anchor = () => page.evaluate(() => getComputedStyle(document.documentElement).overflowAnchor);
  await visit(page, "/library/locations");
  expect(await anchor()).toBe("auto");
  await page.fill("#find", "bay");
  await page.waitForSelector("[data-row=ready]");
  expect(await anchor()).toBe("none");
  await page.locator(".controls-views button").nth(1).click();
  await page.waitForSelector("tbody th a");
  expect(await anchor()).toBe("none");
  await page.locator("a[href='/library']").first().click();
  await page.waitForFunction(() => location.pathname === "/library" && !document.querySelector("#find"));
  expect(await anchor()).toBe("auto");
});

test("a keystroke that finds the same records changes nothing in their list", async ({ page }) => {
  await page.clock.install();
  await visit(page, "/library/locations");
  await page.fill("#find", "zhanqi");
  await highlights(page);
  // All delayed work has been done.
  await page.clock.runFor(5_000);
  await painted(page);
  await page.evaluate(() => {
    window.changes = 0;
    const list = document.querySelector(".results-grid");
    new MutationObserver((all) => (window.changes += all.length)).observe(list, {
      subtree: true, childList: true, attributes: true, characterData: true,
    });
  });
  await page.keyboard.type("ao");
  await page.waitForFunction(() => [...CSS.highlights.get("found")].some((range) => range.toString() === "Zhanqiao"));
  await page.clock.runFor(5_000);
  await painted(page);
  expect(await page.evaluate(() => window.changes)).toBe(0);
});

test("who follows a result at once comes back to the question", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.fill("#find", "zhanqiao");
  await highlights(page);
  // A script clicks faster than a mouse: a reader may be quicker than the update of the URL.
  await page.evaluate(() => document.querySelector("[data-row=ready] a").click());
  await page.waitForFunction(() => location.pathname.startsWith("/library/locations/"));
  await page.goBack();
  await page.waitForFunction(() => location.search === "?q=zhanqiao");
  await highlights(page);
  await expect(page.locator("#find")).toHaveValue("zhanqiao");
});

test("everything is asked for by keyboard", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.focus("#find");
  await page.keyboard.type("beach");
  await highlights(page);
  const holds = (selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);
  const goTo = async (selector) => {
    for (let press = 0; press < 12 && !(await holds(selector)); press++) await page.keyboard.press("Tab");
    expect(await holds(selector), selector).toBe(true);
  };
  await goTo(".facet[open] input");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => /class=/.test(location.search));
});
