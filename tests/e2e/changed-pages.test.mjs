// Translators, extensions and proxies change pages. The reader keeps the page, and the app if possible.
import { expect, test } from "./fixtures.mjs";
import { heading } from "./devices.mjs";

test.use({ wakes: false });

const LIST = "/library/locations";
const ready = (page) => page.waitForSelector("html[data-app=ready]");
const wake = (page) => page.locator(".header button").first().hover();

/**
 * Translates an element as page translators do: replaces each text node with elements (the default, or other elements
 * in two steps), wraps it, or puts the translation beside it.
 */
const translate = (page, within, how = "replace") =>
  page.evaluate(
    ([within, how]) => {
      for (const element of document.querySelectorAll(within)) {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const texts = [];
        while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest("font, trans, script")) texts.push(walker.currentNode);
        for (const text of texts) {
          const name = how === "replace" || how === "wrap" ? "font" : "trans";
          const [outer, inner] = [document.createElement(name), document.createElement(name)];
          outer.append(inner);
          if (how === "wrap") {
            text.replaceWith(outer);
            inner.append(text);
            continue;
          }
          inner.textContent = `«${text.data.trim()}»`;
          if (how === "put beside") {
            text.after(outer);
            outer.beside = true;
            continue;
          }
          if (how === "replace") text.replaceWith(outer);
          else {
            text.before(outer);
            text.remove();
          }
          outer.original = text;
        }
      }
    },
    [within, how],
  );

/** Marks the page's elements, to detect later whether they were replaced. */
const mark = (page) => page.evaluate(() => document.querySelectorAll("#app *").forEach((element) => (element.marked = true)));
const isSame = (page) => page.evaluate(() => !!document.querySelector("main h1").marked);

/** Asserts that the app works: links, Back, search and a filter. */
async function expectAlive(page) {
  await page.click("header >> text=News");
  await expect(page.locator("main h1")).toHaveText("News");
  expect(new URL(page.url()).pathname).toBe("/news");
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText(/Locations/);
  await page.fill("main input[type=search]", "pier");
  await expect(page.locator("main .card-title").first()).toContainText("Zhanqiao Pier");
}

for (const where of ["header", "main h1", "main form, main fieldset, main summary", "main .card-title", "#app"]) {
  for (const how of ["replace", "wrap"]) {
    test(`a translator was here before the program: ${how} ${where}`, async ({ page }) => {
      await page.goto(LIST);
      await mark(page);
      await translate(page, where, how);
      await wake(page);
      await ready(page);
      expect(await isSame(page), "nodes are kept").toBe(true);
      const left = await page.evaluate(() => [...document.querySelectorAll("#app font")].filter((font) => !font.closest("div.static")).length);
      expect(left, "nothing stands around texts of the program").toBe(0);
      if (how === "replace" && where === "#app") await expect(page.locator("header nav").first()).toContainText("«News»");
      await page.click("header a[href='/news']");
      await expect(page.locator("main h1")).toHaveText("News");
      await page.goBack();
      await page.fill("main input[type=search]", "pier");
      await expect(page.locator("main .card-title").first()).toContainText("Zhanqiao Pier");
    });
  }
}

test("a translator that goes on while the page is hydrated", async ({ page }) => {
  await page.goto(LIST);
  await page.evaluate(() => {
    const translate = () => {
      if (document.documentElement.dataset.app === "ready") return;
      const walker = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest("font, script")) texts.push(walker.currentNode);
      for (const text of texts) {
        const font = document.createElement("font");
        font.textContent = `«${text.data}»`;
        text.replaceWith(font);
      }
      setTimeout(translate);
    };
    translate();
  });
  await wake(page);
  await ready(page);
  await page.evaluate(() => new Promise((done) => setTimeout(done)));
  await page.click("header a[href='/news']");
  await expect(page.locator("main h1")).toHaveText("News");
});

const CHANGES = {
  "an element after the search field": () =>
    document.querySelector("main input[type=search]").after(document.createElement("password-manager")),
  "an element before the heading": () => document.querySelector("main h1").before(document.createElement("div")),
  "a text in the header": () => document.querySelector("header nav").append("Ad"),
  "a link without its text": () => document.querySelector("header a").replaceChildren(),
  "comments taken out, as a minifier does": () => {
    const walker = document.createTreeWalker(document.getElementById("app"), NodeFilter.SHOW_COMMENT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    for (const comment of found) comment.remove();
  },
};
for (const [name, change] of Object.entries(CHANGES)) {
  test(`a page that was changed before the program is drawn anew: ${name}`, async ({ page, allowConsole }) => {
    const warnings = [];
    page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
    allowConsole(/changed this page/);
    await page.goto(LIST);
    await page.evaluate(change);
    await wake(page);
    await ready(page);
    await expect(page.locator("main .card-title").first()).toBeVisible();
    await expectAlive(page);
    expect(warnings.filter((text) => /changed this page/.test(text))).toHaveLength(1);
  });
}

test("a page that was rewritten on its way is drawn anew", async ({ page, allowConsole }) => {
  allowConsole(/changed this page/);
  await page.route(`**${LIST}`, async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace(/<main[^>]*>/, "$&<div class=carrier>Your balance</div>").replaceAll("<!---->", "");
    await route.fulfill({ response: answer, body: html });
  });
  await page.goto(LIST);
  await wake(page);
  await ready(page);
  await expectAlive(page);
});

test("what is put beside the app, attributes and classes change nothing", async ({ page }) => {
  await page.goto(LIST);
  await mark(page);
  await page.evaluate(() => {
    document.body.append(document.createElement("grammarly-desktop-integration"));
    document.documentElement.classList.add("translated-ltr");
    for (const element of document.querySelectorAll("#app *")) {
      element.setAttribute("data-extension", "1");
      element.classList.add("extension");
    }
  });
  await wake(page);
  await ready(page);
  expect(await isSame(page)).toBe(true);
});

/** The ways in which translators change a text after hydration. */
const WAYS = ["replace", "replace by other elements", "put beside"];
for (const how of WAYS) {
  test(`a translated list shows the right names and counts when it changes, and the original again: ${how}`, async ({ page }) => {
    const by = (text) => (how === "put beside" ? `${text}«${text}»` : `«${text}»`);
    await page.goto(LIST);
    await wake(page);
    await ready(page);
    const names = () => page.locator("main .card-title:visible").allTextContents();
    const before = await names();
    await translate(page, "#app", how);
    expect((await names())[0]).toBe(by(before[0]));
    await page.fill("main input[type=search]", "pier");
    await expect(page.locator("main .card-title").first()).toContainText("Zhanqiao Pier");
    await expect(page.locator("main .results-count")).toHaveText(/^5 of 60 locations$/);
    await expect(page.locator("main .card-title:visible")).toHaveCount(5);
    for (const name of await names()) expect(name).toMatch(how === "put beside" ? /^([^«»]*)(«\1»)?$/ : /^(«[^«»]*»|[^«»]*)$/);
    // Text that the app writes is translated again and is not lost.
    await translate(page, "main", how);
    await expect(page.locator("main .results-count")).toHaveText(by("5 of 60 locations"));
    await page.fill("main input[type=search]", "museum");
    await expect(page.locator("main .results-count")).toHaveText(/^\d+ of 60 locations$/);
    await page.fill("main input[type=search]", "");
    await expect(page.locator("main .card-title:visible").nth(4)).toBeVisible();
    // The translator restores the originals.
    await page.evaluate(() => {
      for (const element of document.querySelectorAll("#app *")) {
        if (element.original) element.replaceWith(element.original);
        else if (element.beside) element.remove();
      }
    });
    // The list shows as many items as fit.
    await expect.poll(async () => (await names()).every((name, at) => name === before[at])).toBe(true);
  });
}

test("without WebAssembly the page reads, and a press or a page says what it needs", async ({ page, newPage, allowConsole }) => {
  allowConsole(/WebAssembly|wasm-eval/);
  const warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto("/library/locations/zhanqiao-pier");
  await wake(page);
  await page.click("main .pack-button");
  await expect(page.locator("#failure")).toContainText("WebAssembly");
  await expect(page.locator("[aria-busy]")).toHaveCount(0);
  await page.click("header a[href='/news']");
  await page.waitForURL("**/news");
  expect(await heading(page)).toBe("News");
  expect(warnings).toHaveLength(1);
  await page.goto("/search?q=pier");
  await expect(page.locator("#failure")).toContainText("WebAssembly");
  // A browser that has WebAssembly may refuse to compile it.
  const other = await newPage();
  await other.route("**/pack", async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    headers["content-security-policy"] = headers["content-security-policy"].replace("'wasm-unsafe-eval'", "");
    await route.fulfill({ response, headers });
  });
  await other.goto("/pack");
  await expect(other.locator("#failure")).toContainText("WebAssembly");
  await expect(other.locator("main h1")).toBeVisible();
  await expect(other.locator("[aria-busy]")).toHaveCount(0);
  // The page about the copy on the device claims nothing that it has not asked.
  await page.goto("/offline");
  await expect(page.locator("#failure")).toContainText("WebAssembly");
  await expect(page.locator("main")).not.toContainText(/Asking|This device is/);
});

test("a program that does not come is told when it was asked for, and comes at the next press", async ({ page, allowConsole }) => {
  allowConsole(/ERR_FAILED|Failed to fetch/);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("/library/locations/zhanqiao-pier");
  await page.click("main .pack-button");
  await expect(page.locator("#failure")).toContainText("could not be loaded");
  await page.unroute("**/*.wasm");
  await page.click("main .pack-button");
  await page.waitForSelector("main .pack-button[aria-pressed=true]");
  await expect(page.locator("#failure")).toHaveCount(0);
});

test("the content of a page of text is not taken for a translation", async ({ page }) => {
  await page.goto("/about");
  await wake(page);
  await ready(page);
  await page.click("header >> text=Library");
  await expect(page.locator("main h1")).toHaveText("Shooting resource library");
  const parts = page.locator("main > .static:last-of-type > *");
  const count = await parts.count();
  // A translation beside each part, which goes again.
  for (let at = 0; at < count; at++) {
    await parts.nth(at).evaluate((part) => part.before(Object.assign(document.createElement("p"), { id: "translation", textContent: "x" })));
    await page.evaluate(() => document.querySelector("#translation").remove());
  }
  await page.waitForTimeout(100);
  expect(await parts.count()).toBe(count);
});
