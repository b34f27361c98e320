// Accessibility: by keyboard, at 320 pixels, in both themes, and by the rules of WCAG 2.2 AA.
import { expect, test, visit } from "./fixtures.mjs";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, painted } from "./helpers.mjs";
import { kinds, launch } from "./site.mjs";

for (const language of ["en", "zh"]) {
  test(`each kind of page keeps WCAG 2.2 AA in both themes, wide and narrow, and never scrolls sideways: ${language}`, async ({ newPage }) => {
    test.setTimeout(400_000);
    const page = await newPage({ bypassCSP: true });
    for (const path of kinds(language)) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await visit(page, path);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await expectAccessibleInBothThemes(page, `${path}, ${width} px`);
      }
      for (const width of [820, 320]) {
        await page.setViewportSize({ width, height: 700 });
        await expectNoSidewaysScroll(page, `${path}, ${width} px`);
      }
    }
  });
}

test("targets of the frame are 44 px at least on a phone", async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 360, height: 700 } });
  await visit(page, "/");
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("header a, header button, footer a")]
      .filter((element) => element.checkVisibility())
      .map((element) => [element.textContent.trim() || element.ariaLabel, element.getBoundingClientRect()])
      .filter(([, box]) => box.height < 43.5 || box.width < 24)
      .map(([name, box]) => `${name} ${box.width}×${box.height}`),
  );
  expect(small).toEqual([]);
});

test("the keyboard reaches the content, a page and back", async ({ page }) => {
  await visit(page, "/news");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.className)).toBe("skip");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "main");
  for (let tries = 0; tries < 12; tries++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.closest(".card") !== null)) break;
  }
  const title = await page.evaluate(() => document.activeElement.textContent);
  const outlined = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  expect(outlined).not.toBe("none");
  await page.keyboard.press("Enter");
  await expect(page.locator("main h1")).toHaveText(title);
  // The keyboard shortcut for Back belongs to the browser's window, which does not exist here.
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText("News");
});

test("nothing moves for those who asked for it", async ({ newPage }) => {
  const page = await newPage({ reducedMotion: "reduce" });
  await visit(page, "/");
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});

// Media queries in `em` follow the reader's font size, which a style sheet cannot set.
const large = test.extend({
  page: async ({ site, consoleLog }, use) => {
    const browser = await launch(["--blink-settings=defaultFontSize=32"]);
    const context = await browser.newContext({ baseURL: site.origin, viewport: { width: 360, height: 740 }, serviceWorkers: "block" });
    consoleLog.watchAll(context);
    await use(await context.newPage());
    consoleLog.end();
    await browser.close();
  },
});

/** Visible texts that are cut off, and controls of less than 44 px. */
const unreadable = (page) =>
  page.evaluate(() => {
    const name = (element) => `${element.localName}.${element.className} “${(element.ariaLabel ?? element.textContent).trim().slice(0, 30)}”`;
    const isShown = (element) => element.checkVisibility() && element.getClientRects().length > 0 && !element.closest(".visually-hidden, .skip, .pack-heading, .tool > span, svg");
    const scrolls = (element) => {
      for (let above = element.parentElement; above; above = above.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(above).overflowX) && above !== document.documentElement) return true;
      }
      return false;
    };
    const shown = [...document.querySelectorAll("body *")].filter(isShown);
    const cut = shown.filter((element) => {
      if (![...element.childNodes].some((node) => node instanceof Text && node.data.trim()) || scrolls(element)) return false;
      const { left, right } = element.getBoundingClientRect();
      const { overflow, webkitLineClamp } = getComputedStyle(element);
      const isClipped = overflow !== "visible" && webkitLineClamp === "none" && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2);
      return left < -1 || right > innerWidth + 1 || isClipped;
    });
    const thin = shown.filter((element) => element.matches("dt, dd, .card-title a, p") && element.textContent.trim().length > 12 && element.clientWidth && element.clientWidth < 80);
    const controls = "header a, header button, footer li a, main button, main select, main textarea, main summary, main input:not([type=checkbox], [type=range], [type=file])";
    const small = shown.filter((element) => element.matches(controls) && element.getBoundingClientRect().height < 43.5);
    return { cut: cut.map(name), thin: thin.map(name), small: small.map(name) };
  });

const SMOOTH = { cut: [], thin: [], small: [] };
for (const [name, path] of Object.entries({
  "the home page": "/",
  "a list": "/library/locations",
  "a map": "/library/locations?view=map",
  "a comparison": "/library/locations?view=compare&compare=zhanqiao-pier,badaguan",
  "a location": "/library/locations/zhanqiao-pier",
  "a report with a chart": "/summit/2023/reports/cinema-comparison",
  "an agenda": "/summit/2023/agenda",
  "an article": "/news/2025-micro-drama-conference",
  "the search": "/search?q=sea",
  "the offline page": "/offline",
  "a location in Chinese": "/zh/library/locations/zhanqiao-pier",
})) {
  large(`text of 200 % is whole, and 44 px remain to press: ${name}`, async ({ page }) => {
    await visit(page, path);
    await page.waitForSelector("html[data-app=ready]");
    await painted(page);
    await expectNoSidewaysScroll(page, path);
    expect(await unreadable(page)).toEqual(SMOOTH);
  });
}

large("text of 200 % is whole in a pack", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.locator("main .card-pack").first().click();
  await expect(page.locator(".header-count")).toHaveText("1");
  await page.click("header a[href='/pack']");
  await expect(page.locator("main [data-do=remove]")).toHaveCount(1);
  const { right } = await page.locator(".header-count").evaluate((count) => count.getBoundingClientRect().toJSON());
  expect(right).toBeLessThanOrEqual(360);
  await expectNoSidewaysScroll(page);
  expect(await unreadable(page)).toEqual(SMOOTH);
});

test("what gets the focus is never below the tray or a notice", async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 360, height: 640 } });
  await visit(page, "/library/locations?compare=zhanqiao-pier,badaguan");
  await page.waitForSelector(".tray");
  await page.evaluate(() => dispatchEvent(new Event("offline")));
  await page.waitForSelector(".notices p");
  await page.locator("main .card-title a").first().focus();
  for (let tries = 0; tries < 20; tries++) {
    await page.keyboard.press("Tab");
    await painted(page);
    const hidden = await page.evaluate(() => {
      const { activeElement: active } = document;
      if (active.closest(".tray, .notices, .header-areas")) return null;
      const box = active.getBoundingClientRect();
      const above = Math.min(...[".tray", ".notices", ".header-areas"].map((bar) => document.querySelector(bar).getBoundingClientRect().top));
      // Rows may still get their final height after the browser has scrolled.
      return box.top + box.height / 2 < above ? null : `${active.outerHTML.slice(0, 80)}: ${box.bottom} > ${above}`;
    });
    expect(hidden).toBe(null);
  }
  // The notice is not over the buttons of the tray.
  const button = page.locator(".tray button").first();
  await button.focus();
  expect(await button.evaluate((it) => {
    const { left, top, width, height } = it.getBoundingClientRect();
    return it.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  })).toBe(true);
});

test("with forced colours a pressed button and the bars of a chart stand out; more contrast darkens the lines", async ({ newPage }) => {
  const page = await newPage({ forcedColors: "active" });
  await visit(page, "/library/locations?view=table");
  const pressed = page.locator(".controls-views [aria-pressed=true]");
  const look = (element) => {
    const { backgroundColor, color, borderTopColor } = getComputedStyle(element);
    return [backgroundColor, color, borderTopColor].join();
  };
  expect(await pressed.evaluate(look)).not.toBe(await page.locator(".controls-views [aria-pressed=false]").first().evaluate(look));
  await visit(page, "/summit/2023/reports/cinema-comparison");
  const colours = await page.evaluate(() => [document.querySelector(".chart-bar"), document.body].map((it, at) => getComputedStyle(it)[at ? "color" : "fill"]));
  expect(colours[0], "a bar has the colour of text").toBe(colours[1]);
  await page.emulateMedia({ forcedColors: "none", contrast: "more" });
  const lines = () => page.evaluate(() => getComputedStyle(document.querySelector(".section")).borderTopColor);
  const more = await lines();
  await page.emulateMedia({ contrast: "no-preference" });
  expect(more).not.toBe(await lines());
});

test("fields have the font of the page, and no smaller text", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.locator("main .card-pack").first().click();
  await page.click("header a[href='/pack']");
  await page.waitForSelector(".pack textarea");
  const fonts = await page.evaluate(() =>
    [document.body, ...document.querySelectorAll("main select, main textarea, main input:not([type=file])")].map((it) => {
      const { fontFamily, fontSize } = getComputedStyle(it);
      return [it.localName, fontFamily, parseFloat(fontSize)];
    }),
  );
  expect(new Set(fonts.map(([name]) => name))).toEqual(new Set(["body", "select", "textarea", "input"]));
  for (const [name, family, size] of fonts) expect([family, size >= 16], `${name} ${size} px`).toEqual([fonts[0][1], true]);
});

test("paper has what a reader can use: addresses of sources, the whole footer, a clip's picture, no buttons", async ({ page }) => {
  await page.emulateMedia({ media: "print" });
  const shown = (selector) => page.locator(selector).filter({ visible: true }).count();
  await page.goto("/news/2025-operation-hadal");
  const after = (selector) => page.locator(selector).evaluateAll((links) => links.map((link) => getComputedStyle(link, "::after").content));
  const [sources, within] = [await after(".sources a"), await after("main .prose a[href^='/']")];
  expect(sources.length && within.length, "the article has both").toBeTruthy();
  for (const content of sources) expect(content).not.toBe("none");
  for (const content of within) expect(content).toBe("none");
  await page.goto("/summit/2023/agenda");
  expect(await shown("a[href*='save=']")).toBe(0);
  expect(await page.locator(".footer").evaluate((footer) => getComputedStyle(footer).breakInside)).toBe("avoid");
  expect(await shown("h2:text-is('Calendar and data')")).toBe(0);
  await page.goto("/library/clips/badaguan-ginkgo");
  expect(await shown("video, button, .player-tools")).toBe(0);
  await expect(page.locator(".player-poster")).toBeVisible();
  await expect.poll(() => page.locator(".player-poster").evaluate((it) => it.complete && it.naturalWidth)).toBeGreaterThan(100);
});
