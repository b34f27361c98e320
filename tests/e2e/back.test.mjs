// Back and Forward: the last pages return as they were left, with the same DOM nodes.
import { expect, test, visit } from "./fixtures.mjs";
import { painted, waitUntilStored } from "./helpers.mjs";

const heading = (page) => page.locator("main h1");
const scrolled = (page) => page.evaluate(() => scrollY);
/** Marks the heading node of the visible page. */
const mark = (page, name) => page.evaluate((name) => (document.querySelector("main h1").mark = name), name);
const marked = (page) => page.evaluate(() => document.querySelector("main h1").mark);

/** Follows the first link with this name. */
async function go(page, name, title = name) {
  await page.locator("header a, main a").filter({ hasText: name, visible: true }).first().click();
  await expect(heading(page)).toHaveText(title);
}

async function goBack(page, title) {
  await page.goBack();
  await expect(heading(page)).toHaveText(title);
  await painted(page);
}

test("Back shows the same nodes at the same place, with the focus on what was pressed; so does Forward", async ({ page }) => {
  await visit(page, "/library/locations");
  await mark(page, "list");
  await page.evaluate(() => scrollTo(0, 777));
  const link = page.locator(".card-title a").nth(5);
  const name = await link.innerText();
  await link.click();
  await expect(heading(page)).toHaveText(name);
  await mark(page, "location");
  await page.evaluate(() => scrollTo(0, 222));
  // A page that is put away is not in the document.
  expect(await page.locator(".index").count()).toBe(0);
  for (let times = 0; times < 2; times++) {
    await goBack(page, "Locations");
    expect(await marked(page)).toBe("list");
    expect(await scrolled(page)).toBe(777);
    expect(await page.evaluate(() => document.activeElement.textContent)).toBe(name);
    await expect(page).toHaveTitle("Locations · Library · Qingdao City of Film");
    await expect(page.locator("[aria-live=polite]").last()).toHaveText("Locations");
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", "https://film.qingdao.example/library/locations");
    expect(await page.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id).filter((id, at, all) => all.indexOf(id) < at))).toEqual([]);
    await page.goForward();
    await expect(heading(page)).toHaveText(name);
    await painted(page);
    expect(await marked(page)).toBe("location");
    expect(await scrolled(page)).toBe(222);
  }
});

test("a list comes back with its question, its rows and the words that were typed", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.fill("#find", "beach");
  await page.waitForFunction(() => location.search === "?q=beach");
  // With what whole texts hold, which comes second.
  await expect(page.getByText("9 of 60 locations")).toBeVisible();
  await page.click("summary >> text=District");
  const row = page.locator("[data-row=ready]").last();
  await row.scrollIntoViewIfNeeded();
  await painted(page);
  // The click itself may scroll the page first.
  await page.evaluate(() => addEventListener("pointerdown", () => (globalThis.left = scrollY), { capture: true, once: true }));
  await page.evaluate(() => document.querySelectorAll("[data-row]").forEach((row) => (row.mark = "row")));
  const rows = await page.locator("[data-row]").count();
  const asked = [];
  await row.locator(".card-title a").click();
  await page.waitForSelector(".coordinates");
  expect(await page.evaluate(() => document.documentElement.hasAttribute("data-list"))).toBe(false);
  page.on("request", (request) => asked.push(request.url()));
  // A pointer above a link would fetch its page.
  await page.mouse.move(1, 1);
  await goBack(page, "Locations");
  expect(await scrolled(page)).toBe(await page.evaluate(() => globalThis.left));
  await expect(page.locator("#find")).toHaveValue("beach");
  await expect(page.locator("details[open] summary", { hasText: "District" })).toBeVisible();
  expect(await page.evaluate(() => [...document.querySelectorAll("[data-row]")].filter((row) => row.mark).length)).toBe(rows);
  expect(await page.evaluate(() => document.documentElement.hasAttribute("data-list"))).toBe(true);
  await page.waitForFunction(() => CSS.highlights.get("found").size > 0);
  expect(asked).toEqual([]);
  // The page still works.
  await page.fill("#find", "pier");
  await page.waitForFunction(() => location.search === "?q=pier");
  await expect(page.locator("[data-row=ready] .card-title").first()).toHaveText("Zhanqiao Pier");
});

test("a virtual list of all records comes back far down, and its rows follow the scroll", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.locator(".grow button").click();
  await page.waitForFunction(() => /n=/.test(location.search));
  await page.evaluate(() => document.querySelector("[data-rows]").scrollIntoView({ block: "end" }));
  const last = page.locator('[data-row][aria-posinset="60"] .card-title a');
  await last.waitFor();
  await painted(page);
  const before = await scrolled(page);
  await last.evaluate((link) => (link.mark = "last"));
  await last.click();
  await page.waitForSelector(".coordinates");
  await goBack(page, "Locations");
  expect(await scrolled(page)).toBe(before);
  expect(await last.evaluate((link) => link.mark)).toBe("last");
  // A focused row stays in the document, so move the focus away.
  await page.locator("#find").focus();
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator('[data-row][aria-posinset="1"]').waitFor();
  await expect(last).toHaveCount(0);
});

test("what another page changed meanwhile is right: the pack, the stars, the reading list, the theme", async ({ page }) => {
  const location = "/library/locations/zhanqiao-pier";
  await visit(page, "/library/locations");
  const button = page.locator(`main button[data-pack="${location}"]`).first();
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await page.click(`.card-title a[href="${location}"]`);
  await page.waitForSelector(".coordinates");
  await page.locator(`main button[data-pack="${location}"]`).first().click();
  await page.click(".header-theme");
  await goBack(page, "Locations");
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await waitUntilStored(page, "packs", location);

  await visit(page, "/news");
  await mark(page, "news");
  await page.locator("main .card-title a").first().click();
  const read = page.locator("button[data-read]");
  await expect(read).toHaveAttribute("aria-pressed", "false");
  await read.click();
  await expect(read).toHaveAttribute("aria-pressed", "true");
  await goBack(page, "News");
  expect(await marked(page)).toBe("news");
  await expect(page.locator("#reading-list li")).toHaveCount(1);
});

test("a star that was set on a session is there on the agenda after Back, and counts once", async ({ page }) => {
  await visit(page, "/summit/2023/agenda");
  await mark(page, "agenda");
  const link = page.locator("main .sessions h3 a:visible").first();
  const path = await link.getAttribute("href");
  await link.click();
  const star = page.locator(`main button[data-star="${path}"]`).first();
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  await goBack(page, /Agenda/);
  expect(await marked(page)).toBe("agenda");
  await expect(page.locator(`main button[data-star="${path}"]:visible`).first()).toHaveAttribute("aria-pressed", "true");
  // One press makes one change, however many pages are put away.
  await page.locator(`main button[data-star="${path}"]:visible`).first().click();
  await expect(page.locator(`main button[data-star="${path}"]:visible`).first()).toHaveAttribute("aria-pressed", "false");
  await page.goForward();
  await expect(star).toHaveAttribute("aria-pressed", "false");
});

test("another language is another page: nothing of the first is put back", async ({ page }) => {
  await visit(page, "/library/locations");
  await mark(page, "list");
  await page.click(".header-language");
  await expect(heading(page)).toHaveText("取景地");
  await goBack(page, "Locations");
  expect(await marked(page)).toBeUndefined();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
  await expect(page.locator("header >> text=News")).toBeVisible();
});

test("only the last pages are in memory, of a small device fewer, and each path once", async ({ newPage }) => {
  for (const [memory, most] of [[8, 5], [2, 2], [0.5, 1]]) {
    const page = await newPage();
    await page.addInitScript((memory) => Object.defineProperty(Navigator.prototype, "deviceMemory", { get: () => memory }), memory);
    await visit(page, "/about");
    const way = [["News"], ["Summit"], ["Library", "Shooting resource library"], ["Locations"], ["Pack", "Recce pack"], ["News"]];
    const titles = ["About", ...way.map(([name, title = name]) => title)];
    await mark(page, 0);
    for (const [at, [name, title]] of way.entries()) {
      await go(page, name, title);
      await mark(page, at + 1);
    }
    const came = [];
    for (const title of titles.slice(0, -1).toReversed()) {
      await goBack(page, title);
      came.push((await marked(page)) !== undefined);
    }
    // The later visit to the news replaced the earlier one.
    const kept = [true, true, true, true, false, false].map((is, at) => is && at < most);
    expect(came, `${memory} GB`).toEqual(kept);
    await page.close();
  }
});

test("an address that is gone from the history is gone from memory", async ({ page }) => {
  await visit(page, "/about");
  await go(page, "News");
  await mark(page, "first");
  await goBack(page, "About");
  await go(page, "Summit");
  await go(page, "News");
  expect(await marked(page)).toBeUndefined();
});

test("a page that was left before its chunk came is whole when it comes back", async ({ page, allowConsole }) => {
  allowConsole(/ERR_FAILED/);
  await page.route("**/assets/*.chunk.wasm", (route) => route.abort());
  await visit(page, "/library/locations");
  await page.unroute("**/assets/*.chunk.wasm");
  await go(page, "News");
  await goBack(page, "Locations");
  await expect(async () => {
    await page.fill("#find", "zhanqiao");
    await expect(page.getByText("4 of 60 locations")).toBeVisible({ timeout: 1000 });
  }).toPass();
});

test("a film stops when its page is left, and stays where it was", async ({ page }) => {
  await visit(page, "/library/clips/badaguan-ginkgo");
  await mark(page, "clip");
  const video = page.locator("video");
  await video.evaluate(async (video) => {
    window.film = video;
    video.muted = true;
    await video.play();
    await new Promise((done) => video.requestVideoFrameCallback(done));
  });
  await go(page, "News");
  await page.waitForFunction(() => window.film.paused);
  const at = await page.evaluate(() => window.film.currentTime);
  await page.goBack();
  await expect(video).toBeVisible();
  expect(await marked(page)).toBe("clip");
  expect(await video.evaluate((video) => [video.paused, video.currentTime])).toEqual([true, at]);
});

test("a typed note that was not sent is there after Back", async ({ page }) => {
  await visit(page, "/search");
  await page.fill("#search", "pier");
  await page.waitForFunction(() => location.search === "?q=pier");
  await page.waitForSelector("main .card-title");
  await page.fill("#header-search", "half a thou");
  await page.locator("main .card-title a").first().click();
  await page.waitForSelector(".coordinates");
  await goBack(page, "Search");
  await expect(page.locator("#search")).toHaveValue("pier");
  await expect(page.locator("#header-search")).toHaveValue("half a thou");
  // When the URL is changed in the address bar, the app follows it.
  await page.goForward();
  await page.waitForSelector(".coordinates");
  await goBack(page, "Search");
  await page.fill("#search", "beach");
  await page.waitForFunction(() => location.search === "?q=beach");
});

test("the table of a list keeps how far it was scrolled to the side", async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 390, height: 740 } });
  await visit(page, "/library/locations");
  await page.getByRole("button", { name: "Table", exact: true }).click();
  const frame = page.locator(".results-frame");
  await frame.evaluate((frame) => (frame.scrollLeft = 60));
  expect(await frame.evaluate((frame) => frame.scrollLeft)).toBe(60);
  await page.locator("[data-row] th a").first().click();
  await page.waitForSelector(".coordinates");
  await goBack(page, "Locations");
  expect(await frame.evaluate((frame) => frame.scrollLeft)).toBe(60);
});

test("a list keeps its position on a reload, and on Back to a page that is not in memory", async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 390, height: 800 } });
  await visit(page, "/news");
  const card = page.locator("main .card-grid > li").nth(14);
  // Cards that come near get their real height.
  await card.evaluate(async (it) => {
    while (it.getBoundingClientRect().top > innerHeight / 2) {
      scrollBy({ top: 400, behavior: "instant" });
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
    }
  });
  const place = async () => (await card.boundingBox()).y;
  const before = await place();
  const stays = () => expect.poll(async () => Math.abs((await place()) - before)).toBeLessThan(2);
  await page.reload();
  await stays();
  await page.waitForSelector("html[data-app=ready]");
  await stays();
  await card.locator(".card-title a").click();
  await expect(page.locator("main h1")).toBeFocused();
  await page.reload();
  await page.waitForSelector("html[data-app=ready]");
  await page.goBack();
  await page.waitForURL("**/news");
  await stays();
});
