// For everybody: by keyboard, at 320 pixels, in both themes, by the rules of WCAG 2.2 AA.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { kinds, launch, open, serve, visit } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    test(`no rule of WCAG 2.2 AA is broken: ${colorScheme}, ${width} px`, async () => {
      const { page, context } = await open(browser, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
      for (const path of kinds()) {
        await visit(page, site.origin + path);
        await page.evaluate(axe);
        const broken = await page.evaluate(async () => {
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const { violations } = await window.axe.run(document, { runOnly: tags });
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
        });
        assert.deepEqual(broken, [], path);
      }
      await context.close();
    });
  }
}

test("no page scrolls sideways at 320 px, nor at 820", async () => {
  for (const width of [320, 820]) {
    const { page, context } = await open(browser, { viewport: { width, height: 700 } });
    for (const path of kinds()) {
      await visit(page, site.origin + path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${path} is ${over} px too wide at ${width}`);
    }
    await context.close();
  }
});

test("targets of the frame are 44 px at least on a phone", async () => {
  const { page, context } = await open(browser, { viewport: { width: 360, height: 700 } });
  await visit(page, site.origin + "/");
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("header a, header button, footer a")]
      .filter((element) => element.checkVisibility())
      .map((element) => [element.textContent.trim() || element.ariaLabel, element.getBoundingClientRect()])
      .filter(([, box]) => box.height < 43.5 || box.width < 24)
      .map(([name, box]) => `${name} ${box.width}×${box.height}`),
  );
  assert.deepEqual(small, []);
  await context.close();
});

test("the keyboard reaches the content, a page and back", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/news");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "main");
  for (let tries = 0; tries < 12; tries++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.closest(".card") !== null)) break;
  }
  const title = await page.evaluate(() => document.activeElement.textContent);
  const outlined = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outlined, "none");
  await page.keyboard.press("Enter");
  await page.waitForFunction((title) => document.querySelector("main h1")?.textContent === title, title);
  // The keys for Back are the browser's own, which has no window here.
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "News");
  quiet();
  await context.close();
});

test("nothing moves for those who asked for it", async () => {
  const { page, context } = await open(browser, { reducedMotion: "reduce" });
  await visit(page, site.origin + "/");
  const moving = await page.evaluate(() => document.getAnimations().length);
  assert.equal(moving, 0);
  await context.close();
});
