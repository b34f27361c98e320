// The collections: what one asks, what is found, and the address that holds the question.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, marked, open, serve, visit } from "./site.mjs";

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const found = (page) => page.locator(".results-count").innerText();
const titles = (page) => page.locator("main .card-grid:visible .card-title").allInnerTexts();
const says = (page, text) =>
  page.waitForFunction((text) => document.querySelector(".results-count")?.textContent === text, text);

test("text and facets narrow a collection, and the address holds both", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  const plain = await titles(page);
  assert.equal(plain.length, 24);
  await page.fill("#find", "pier");
  assert.deepEqual((await marked(page))[0], { text: "Pier", holder: "a" });
  assert.equal((await titles(page))[0], "Zhanqiao Pier");
  assert.equal(fetched.filter((path) => path.startsWith("/data/catalog/")).length, 1, "one file, with the first question");
  const all = Number((await found(page)).split(" ")[0]);
  await page.click("summary >> text=Kind of place");
  const box = page.locator(".facet").first().locator("li", { hasText: "Coast" });
  const count = Number(await box.locator(".tally-count").innerText());
  assert.ok(count > 0 && count < all, "the count is of what the text found");
  await box.locator("input").check();
  await says(page, `${count} of 60 found`);
  await page.waitForFunction(() => location.search === "?q=pier&class=coast");
  const shown = await titles(page);
  await page.reload();
  await page.waitForSelector("html[data-app]");
  await says(page, `${count} of 60 found`);
  assert.deepEqual(await titles(page), shown);
  assert.ok(await box.locator("input").isChecked());
  await page.click("text=Clear all filters");
  await page.waitForFunction(() => location.search === "");
  // The list of answers stays, and holds all records in the order of the page.
  await says(page, "60 of 60 found");
  const rest = await titles(page);
  assert.deepEqual(rest, plain.slice(0, rest.length));
  assert.ok(await page.locator(".index").isVisible());
  quiet();
  await context.close();
});

test("on a phone the first results are in sight below the field, and the filters open on demand", async () => {
  for (const path of ["", "/zh"]) {
    const { page, context, quiet } = await open(browser, { viewport: { width: 360, height: 740 } });
    await visit(page, `${site.origin}${path}/library/locations`);
    await page.fill("#find", path ? "湾" : "bay");
    await marked(page);
    const inSight = () =>
      page.evaluate(() => {
        const foot = innerHeight - (document.querySelector(".header-areas").getBoundingClientRect().height);
        const isIn = (element) => element.getBoundingClientRect().bottom <= foot;
        return [isIn(document.querySelector(".results-count")), [...document.querySelectorAll("[data-row] .card-title")].filter(isIn).length];
      });
    const [count, results] = await inSight();
    assert.ok(count && results >= 1, `${results} results are in sight`);
    const fold = page.locator(".filters-fold");
    assert.equal(await page.locator(".facets").isVisible(), false);
    await fold.focus();
    await page.keyboard.press("Enter");
    assert.equal(await fold.getAttribute("aria-expanded"), "true");
    await page.locator("details.facet summary").first().click();
    await page.locator(".facet input[type=checkbox]").first().check();
    await page.waitForFunction(() => document.querySelector(".filters-fold").textContent.includes("(1)"));
    await fold.click();
    assert.equal(await page.locator(".facets").isVisible(), false);
    assert.equal(await page.locator(".chosen .chip").count(), 1, "what holds is told beside the closed filters");
    quiet();
    await context.close();
  }
});

test("Chinese by a piece of a name, pinyin by syllables and initials", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/zh/library/locations");
  for (const query of ["桥", "栈桥", "zhanqiao", "zhan qiao", "zq"]) {
    await page.fill("#find", query);
    await page.waitForFunction((query) => new URLSearchParams(location.search).get("q") === query, query);
    await page.waitForFunction(() => document.querySelector(".results-count")?.textContent);
    await page.waitForFunction(() => document.querySelector("main .card-grid:not([hidden]) .card-title")?.textContent.includes("栈桥"));
  }
  quiet();
  await context.close();
});

test("the table sorts by its headings, and Back returns to the list as it was", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/clips");
  await page.click("text=Table");
  await page.click("th button >> text=Duration");
  const seconds = () =>
    page.locator("tbody tr td:nth-child(2)").allInnerTexts().then((all) => all.map((text) => Number.parseFloat(text)));
  await page.waitForSelector("th[aria-sort=descending]");
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length > 9);
  const down = (await seconds()).map(Math.round);
  assert.deepEqual(down, [...down].sort((a, b) => b - a));
  await page.click("th button >> text=Duration");
  await page.waitForSelector("th[aria-sort=ascending]");
  await page.waitForFunction(() => location.search === "?sort=duration&view=table");
  // Only rows near the window are in the document.
  const first = async () => (await page.locator("tbody th").allInnerTexts()).slice(0, 9);
  const rows = await first();
  await page.locator("tbody th a").nth(5).click();
  await page.waitForSelector(".player");
  await page.goBack();
  await page.waitForSelector("tbody tr");
  assert.deepEqual(await first(), rows);
  quiet();
  await context.close();
});

test("an empty answer says which condition to lift", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/experts?q=qqqqqq&kind=body");
  await says(page, "0 of 37 found");
  await page.click(".nothing button >> text=Lift");
  await page.waitForFunction(() => location.search === "?kind=body");
  assert.ok((await titles(page)).length > 0);
  quiet();
  await context.close();
});

test("what a hand-written address asks in vain is named", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/clips?season=winter,monsoon&duration=long&colour=sepia&x=1");
  await page.waitForSelector(".filters .notice");
  const notice = await page.locator(".filters .notice").innerText();
  for (const part of ["season=monsoon", "duration=long", "x=1"]) assert.ok(notice.includes(part), notice);
  assert.ok((await titles(page)).length > 0);
  quiet();
  await context.close();
});

test("a catalogue that does not come says why, and is there after Retry", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  await page.route("**/data/catalog/**", (route) => route.fulfill({ status: 200, body: "<html>" }));
  await page.fill("#find", "pier");
  await page.waitForSelector("[role=alert]");
  assert.match(await page.locator("[role=alert]").innerText(), /cannot be read .*catalog/s);
  await page.unroute("**/data/catalog/**");
  await page.click("text=Try again");
  await marked(page);
  quiet();
  await context.close();
});

test("where nothing is asked any more, a catalogue that does not come is not missed", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  await page.route("**/data/catalog/**", (route) => route.fulfill({ status: 200, body: "<html>" }));
  await page.fill("#find", "pier");
  await page.waitForSelector("[role=alert]");
  await page.fill("#find", "");
  await page.waitForSelector("[role=alert]", { state: "detached" });
  assert.equal((await titles(page)).length, 24);
  quiet();
  await context.close();
});

test("an answer that comes after its text was deleted is not shown", async () => {
  const { page, context, quiet } = await open(browser);
  for (const [path, field, shown] of [
    ["/library/locations", "#find", () => says(page, "60 of 60 found")],
    ["/search", "#search", () => page.waitForTimeout(300).then(async () => assert.equal(await page.locator("main .card-title").count(), 0))],
  ]) {
    let go;
    const held = new Promise((resolve) => (go = resolve));
    await page.route("**/data/catalog/**", async (route) => (await held, route.continue()));
    await visit(page, site.origin + path);
    await page.fill(field, "pier");
    await page.waitForFunction(() => location.search === "?q=pier");
    await page.fill(field, "");
    const came = page.waitForResponse("**/data/catalog/**");
    go();
    await came;
    await shown();
    await page.unroute("**/data/catalog/**");
  }
  quiet();
  await context.close();
});

test("what a query matches is marked in titles, texts and notes, wherever it is found", async () => {
  for (const [prefix, query, expected] of [
    ["", "bay", ["a", "card-text"]],
    ["/zh", "海", ["a", "card-kicker", "card-note", "card-text"]],
  ]) {
    const { page, context, quiet } = await open(browser);
    await visit(page, `${site.origin}${prefix}/library/locations`);
    await page.fill("#find", query);
    const cards = await marked(page);
    assert.ok(cards.every(({ text }) => text.toLowerCase().startsWith(query)), JSON.stringify(cards));
    assert.deepEqual([...new Set(cards.map(({ holder }) => holder))].sort(), expected);
    for (const [view, selector] of [[1, "tbody th a"], [2, ".map-rows .card-title a"]]) {
      await page.locator(".filters-view button").nth(view).click();
      await page.waitForSelector(selector);
      await page.waitForFunction((selector) => {
        const held = [...CSS.highlights.get("found")].map((range) => range.startContainer.parentElement);
        return held.some((element) => element?.isConnected && element.matches(selector));
      }, selector);
    }
    await page.fill("#find", "");
    await page.waitForFunction(() => CSS.highlights.get("found").size === 0);
    await visit(page, `${site.origin}${prefix}/search`);
    await page.fill("#search", query);
    assert.ok((await marked(page)).some(({ holder }) => holder === "card-text"));
    quiet();
    await context.close();
  }
});

test("conditions are told in the order of the form, and lifted one after another where the focus is", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  const values = [];
  for (const at of [1, 0]) {
    const facet = page.locator("details.facet").nth(at);
    await facet.locator("summary").click();
    const box = facet.locator("label").first();
    values.unshift(await box.locator("span").first().innerText());
    await box.click();
  }
  const chips = page.locator(".chosen .chip");
  const labels = () => chips.evaluateAll((all) => all.map((chip) => [chip.textContent, chip.getAttribute("aria-label")]));
  const told = values.map((value) => [`${value} ×`, `Remove: ${value}`]);
  await page.waitForFunction(() => document.querySelectorAll(".chosen .chip").length === 2);
  assert.deepEqual(await labels(), told);
  await chips.first().focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".chosen .chip").length === 1);
  assert.deepEqual(await labels(), told.slice(1));
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), told[1][1]);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector(".chosen"));
  await page.waitForFunction(() => location.search === "");
  quiet();
  await context.close();
});

test("the browser leaves the scroll place to a long list, and takes it back on other pages", async () => {
  const { page, context, quiet } = await open(browser);
  const anchor = () => page.evaluate(() => getComputedStyle(document.documentElement).overflowAnchor);
  await visit(page, site.origin + "/library/locations");
  assert.equal(await anchor(), "auto");
  await page.fill("#find", "bay");
  await page.waitForSelector("[data-row=ready]");
  assert.equal(await anchor(), "none");
  await page.locator(".filters-view button").nth(1).click();
  await page.waitForSelector("tbody th a");
  assert.equal(await anchor(), "none");
  await page.locator("a[href='/library']").first().click();
  await page.waitForFunction(() => location.pathname === "/library" && !document.querySelector("#find"));
  assert.equal(await anchor(), "auto");
  quiet();
  await context.close();
});

test("a keystroke that finds the same records changes nothing in their list", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  await page.fill("#find", "zhanqi");
  await marked(page);
  await page.waitForTimeout(600);
  await page.evaluate(() => {
    window.changes = 0;
    const list = document.querySelector(".results-grid");
    new MutationObserver((all) => (window.changes += all.length)).observe(list, {
      subtree: true, childList: true, attributes: true, characterData: true,
    });
  });
  await page.keyboard.type("ao");
  await page.waitForFunction(() => [...CSS.highlights.get("found")].some((range) => range.toString() === "Zhanqiao"));
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.changes), 0);
  quiet();
  await context.close();
});

test("who follows a result at once comes back to the question", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  await page.fill("#find", "zhanqiao");
  await marked(page);
  // Not the time that a mouse takes: a reader may be quicker than the address.
  await page.evaluate(() => document.querySelector("[data-row=ready] a").click());
  await page.waitForFunction(() => location.pathname.startsWith("/library/locations/"));
  await page.goBack();
  await page.waitForFunction(() => location.search === "?q=zhanqiao");
  await marked(page);
  assert.equal(await page.inputValue("#find"), "zhanqiao");
  quiet();
  await context.close();
});

test("everything is asked for by keyboard", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  await page.focus("#find");
  await page.keyboard.type("beach");
  await marked(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".facet[open]");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => /class=/.test(location.search));
  quiet();
  await context.close();
});
