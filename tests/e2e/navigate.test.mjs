// Links, Back and Forward before the program runs: the next page's content comes into the same document.
import { install, waitForTexts } from "./devices.mjs";
import { expect, offlineTest, test } from "./fixtures.mjs";
import { painted } from "./helpers.mjs";

test.use({ wakes: false });

const LIST = "/news";
/** Marks the document, so that the test sees whether another one was loaded. */
const mark = (page) => page.evaluate(() => void (window.marked = true));
const isSame = (page) => page.evaluate(() => window.marked === true);
const ready = (page) => page.waitForSelector("html[data-app=ready]");
const card = (page, at) => page.locator("main .card-title a").nth(at);

/** Follows a card of the news. Returns its path and its title. */
async function follow(page, at) {
  const [path, title] = [await card(page, at).getAttribute("href"), await card(page, at).innerText()];
  await card(page, at).click();
  await expect(page.locator("main h1")).toHaveText(title);
  return { path, title };
}

/** Opens the list at a card far below. Marks its nodes, and notes the scroll offset at which it is left. */
async function openList(page) {
  await page.goto(LIST);
  await mark(page);
  await card(page, 6).scrollIntoViewIfNeeded();
  await page.evaluate(() => {
    document.querySelector("main").marked = true;
    addEventListener("click", () => (window.left = scrollY), { capture: true, once: true });
  });
}

test("a link shows its page in the same document; Back and Forward the same nodes at the same place", async ({ page }) => {
  await openList(page);
  const { path, title } = await follow(page, 6);
  await painted(page);
  expect(await isSame(page)).toBe(true);
  const seen = await page.evaluate(() => [location.pathname, document.activeElement.localName, scrollY, document.documentElement.dataset.shown]);
  expect(seen).toEqual([path, "h1", 0, path]);
  await expect(page).toHaveTitle(`${title} · News · Qingdao City of Film`);
  // The head tells of this page, and of it alone.
  const canonical = page.locator("link[rel=canonical]");
  await expect(canonical).toHaveCount(1);
  expect(await canonical.getAttribute("href")).toMatch(new RegExp(`${path}$`));
  for (const once of ["title", "meta[name=description]", "meta[name=shape]", "meta[property='og:url']", "link[rel=icon]", "link[rel=manifest]", "script[data-document]"]) {
    await expect(page.locator(once), once).toHaveCount(1);
  }
  await page.evaluate(() => scrollTo(0, 300));
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText("News");
  const back = await page.evaluate(() => [document.querySelector("main").marked, document.activeElement.getAttribute("href"), scrollY - window.left]);
  expect(back).toEqual([true, path, 0]);
  await painted(page);
  expect(await page.evaluate(() => scrollY - window.left), "the list does not move afterwards").toBe(0);
  await page.goForward();
  await expect(page.locator("main h1")).toHaveText(title);
  expect(await page.evaluate(() => scrollY)).toBe(300);
  expect(await isSame(page)).toBe(true);
});

test("the program hydrates the page that is shown by then, and goes back from there", async ({ page }) => {
  await openList(page);
  const { path } = await follow(page, 6);
  const nodes = await page.evaluate(() => {
    const all = [...document.querySelectorAll("#app *")];
    for (const node of all) node.prerendered = true;
    return all.length;
  });
  await page.hover(".header-theme");
  await ready(page);
  expect(await page.evaluate(() => [...document.querySelectorAll("#app *")].filter((node) => node.prerendered).length)).toBe(nodes);
  await page.goBack();
  await expect(page.locator("main:visible h1")).toHaveText("News");
  // First the nodes that were left, then the program's.
  await expect(page.locator("main")).toHaveCount(1);
  await expect(page.locator("main")).toBeVisible();
  expect(await page.evaluate(() => document.querySelector("main").marked)).toBe(undefined);
  await expect(page.locator(`main .card-title a[href='${path}']`)).toBeFocused();
  expect(await page.evaluate(() => scrollY - window.left)).toBe(0);
  expect(await isSame(page)).toBe(true);
  await page.locator("main [data-pack]").first().click();
  await expect(page.locator("main [data-pack]").first()).toHaveAttribute("aria-pressed", "true");
});

test("while the program waits for the data of the page that Back leads to, it is there as it was left, and its links work", async ({ page }) => {
  await page.goto(LIST);
  await page.evaluate(() => (document.querySelector("main").marked = true));
  await follow(page, 2);
  await page.route("**/data/news.json", () => {});
  await page.hover(".header-theme");
  await ready(page);
  await page.goBack();
  const left = page.locator("main:visible");
  await expect(left.locator("h1")).toHaveText("News");
  expect(await left.evaluate((main) => main.marked)).toBe(true);
  const other = left.locator(".card-title a").nth(3);
  const title = await other.innerText();
  await other.click();
  await expect(page.locator("main")).toHaveCount(1);
  await expect(page.locator("main h1")).toHaveText(title);
  await page.goBack();
  await page.goForward();
  await expect(page.locator("main:visible h1")).toHaveText(title);
});

test("after a reload of the second page, Back leads to the list at its place", async ({ page }) => {
  await page.goto(LIST);
  await card(page, 6).scrollIntoViewIfNeeded();
  const { title } = await follow(page, 6);
  await page.evaluate(() => scrollTo(0, 250));
  await page.reload();
  await expect(page.locator("main h1")).toHaveText(title);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(250);
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText("News");
  await expect(card(page, 6)).toBeInViewport();
});

test("a page is fetched once: when its link is pressed", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(LIST);
  const path = await card(page, 0).getAttribute("href");
  const fetched = () => asked.filter((it) => it === path).length;
  await card(page, 0).dispatchEvent("pointerdown");
  await expect.poll(fetched).toBe(1);
  await follow(page, 0);
  expect(fetched()).toBe(1);
});

for (const saves of [false, true]) {
  test(`a page is ${saves ? "not " : ""}fetched when a mouse rests on its link${saves ? ": the reader saves data" : ""}`, async ({ page }) => {
    await page.addInitScript((saveData) => Object.defineProperty(navigator, "connection", { value: { saveData } }), saves);
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto("/");
    await page.hover(".header-areas a[href='/news']");
    await page.waitForTimeout(300);
    expect(asked.filter((path) => path === "/news")).toHaveLength(saves ? 0 : 1);
  });
}

test("a link with a query shows its page with what it asks for", async ({ page }) => {
  await page.goto("/library/locations/zhanqiao-pier");
  await mark(page);
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "/library/locations?class=coast", textContent: "Coast" });
    document.querySelector("main").append(link);
    link.click();
  });
  await ready(page);
  await expect(page.locator("main h1")).toHaveText("Locations");
  await expect(page.locator(".facet").first().locator("li", { hasText: "Coast" }).locator("input")).toBeChecked();
  expect(await isSame(page)).toBe(true);
});

/** Each case is a reason to let the browser load the page. */
const OTHERS = {
  "of another version": (html) => html.replace(/data-version="[^"]*"/, 'data-version="0"'),
  "with another policy": (html) => html.replace("<title>", `<meta http-equiv="Content-Security-Policy" content="img-src 'self' data:"><title>`),
  "without content": (html) => html.replace(/<div id="app">.*<\/div>/s, '<div id="app"></div>'),
  "in another language": (html) => html.replace('lang="en"', 'lang="zh-Hans"'),
};
for (const [what, change] of Object.entries(OTHERS)) {
  test(`a page ${what} is loaded by the browser`, async ({ page }) => {
    await page.goto(LIST);
    await mark(page);
    const path = await card(page, 0).getAttribute("href");
    await page.route(`**${path}`, async (route) => {
      if (route.request().isNavigationRequest()) return route.continue();
      const response = await route.fetch();
      return route.fulfill({ response, body: change(await response.text()) });
    });
    await card(page, 0).click();
    await page.waitForURL(`**${path}`);
    await expect(page.locator("main h1")).not.toHaveText("News");
    expect(await isSame(page)).toBe(false);
  });
}

test("a page that does not come soon is loaded by the browser, and one that does not exist says so", async ({ page, allowConsole }) => {
  allowConsole(/404/);
  await page.goto(LIST);
  await mark(page);
  const path = await card(page, 0).getAttribute("href");
  await page.route(`**${path}`, (route) => (route.request().isNavigationRequest() ? route.continue() : undefined));
  await card(page, 0).click();
  await page.waitForURL(`**${path}`);
  expect(await isSame(page)).toBe(false);
  await page.goto(LIST);
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "/news/no-such-article" });
    document.querySelector("main").append(link);
    link.click();
  });
  await page.waitForURL("**/news/no-such-article");
  await expect(page.locator("main h1")).toHaveText("Page not found");
});

test("a page with a text for readers without scripts is hydrated as it came", async ({ page }) => {
  await page.goto(LIST);
  await mark(page);
  await page.click(".header-areas a[href='/pack']");
  await ready(page);
  await expect(page.locator("main h1")).toHaveText("Recce pack");
  // The console is clean: nothing is rendered again.
  expect(await isSame(page)).toBe(true);
});

test("Back within a page scrolls back, and beyond it leads to the page before", async ({ page }) => {
  await page.goto(LIST);
  await mark(page);
  const { title } = await follow(page, 1);
  await page.evaluate(() => scrollTo(0, 400));
  // Firefox and Chromium scroll links into view before they press them.
  await page.evaluate(() => document.querySelector(".footer-top").click());
  await page.waitForURL("**#top");
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
  await follow(page, 0).catch(() => {});
  const other = await page.locator("main h1").innerText();
  expect(other).not.toBe(title);
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText(title);
  await page.goBack();
  await expect.poll(() => page.evaluate(() => [location.hash, scrollY])).toEqual(["", 400]);
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText("News");
  expect(await isSame(page)).toBe(true);
});

test("two quick steps back, and forward, each show the page of their URL", async ({ page }) => {
  await page.goto(LIST);
  const first = await follow(page, 1);
  await page.locator(".neighbours a").first().click();
  await expect(page.locator("main h1")).not.toHaveText(first.title);
  await page.reload();
  // The pages before are not cached any more.
  await page.evaluate(async () => {
    history.back();
    await new Promise((done) => addEventListener("popstate", done, { once: true }));
    history.back();
  });
  await expect(page.locator("main h1")).toHaveText("News");
  await page.goForward();
  await expect(page.locator("main h1")).toHaveText(first.title);
  await expect(page).toHaveURL(new RegExp(`${first.path}$`));
});

test("a link that is pressed while the program loads shows its page, and the program takes that one over", async ({ page }) => {
  await page.goto(LIST);
  await mark(page);
  let release;
  const held = new Promise((done) => (release = done));
  await page.route(/\/data\/news\.json$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.hover(".header-theme");
  const { path } = await follow(page, 0);
  release();
  await ready(page);
  expect(await page.evaluate(() => [location.pathname, document.documentElement.dataset.shown])).toEqual([path, path]);
  await page.click("main [data-pack], main [data-read]");
  await expect(page.locator("main [data-pack][aria-pressed=true], main [data-read][aria-pressed=true]")).toHaveCount(1);
  expect(await isSame(page)).toBe(true);
});

test("what the reader does after a press counts, not the page that comes late", async ({ page }) => {
  await page.goto(LIST);
  const path = await card(page, 0).getAttribute("href");
  let release;
  const held = new Promise((done) => (release = done));
  await page.route(`**${path}`, async (route) => {
    await held;
    await route.continue();
  });
  await card(page, 0).click();
  await page.click(".header-language");
  release();
  await page.waitForURL("**/zh/news");
  await page.waitForTimeout(1_500);
  expect(new URL(page.url()).pathname).toBe("/zh/news");
});

test("of two links that are pressed one after the other, the second one counts", async ({ page }) => {
  await page.goto(LIST);
  const title = await card(page, 1).innerText();
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll("main .card-title a");
    first.click();
    second.click();
  });
  await expect(page.locator("main h1")).toHaveText(title);
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText("News");
});

test("the last five pages are cached, and an earlier one is fetched again", async ({ page }) => {
  await page.goto(LIST);
  await mark(page);
  await page.evaluate(() => (document.querySelector("main").marked = true));
  for (let at = 0; at < 6; at++) {
    const heading = await page.locator("main h1").innerText();
    await page.locator(".neighbours a, main .card-title a").first().click();
    await expect(page.locator("main h1")).not.toHaveText(heading);
    await page.evaluate((at) => (document.querySelector("main").number = at), at);
  }
  for (let at = 0; at < 6; at++) {
    const heading = await page.locator("main h1").innerText();
    await page.goBack();
    await expect(page.locator("main h1")).not.toHaveText(heading);
    expect(await page.evaluate(() => document.querySelector("main").number)).toBe(at < 5 ? 4 - at : undefined);
  }
  await expect(page.locator("main h1")).toHaveText("News");
  expect(await page.evaluate(() => document.querySelector("main").marked)).toBe(undefined);
  expect(await isSame(page)).toBe(true);
});

offlineTest("once they are stored, pages that were seen come without a network too", async ({ device, site }) => {
  const page = await device({ wakes: false, baseURL: site.origin });
  await install(page);
  await waitForTexts(page);
  await page.goto("/news/first");
  await page.goto("/news");
  await mark(page);
  await site.cut();
  await page.locator("main .card-title a[href='/news/first']").click();
  await page.waitForURL("**/news/first");
  expect(await isSame(page)).toBe(true);
});
