// For everybody: by keyboard, at 320 pixels, in both themes, by the rules of WCAG 2.2 AA.
import { expect, test, visit } from "./fixtures.mjs";
import { expectAccessible, expectNoSidewaysScroll } from "./helpers.mjs";
import { kinds } from "./site.mjs";

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    test(`no rule of WCAG 2.2 AA is broken: ${colorScheme}, ${width} px`, async ({ newPage }) => {
      test.slow();
      const page = await newPage({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
      for (const path of kinds()) {
        await visit(page, path);
        await expectAccessible(page, path);
      }
    });
  }
}

for (const width of [320, 820]) {
  test(`no page scrolls sideways at ${width} px`, async ({ newPage }) => {
    test.slow();
    const page = await newPage({ viewport: { width, height: 700 } });
    for (const path of kinds()) {
      await visit(page, path);
      await expectNoSidewaysScroll(page, path);
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
  // The keys for Back are the browser's own, which has no window here.
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText("News");
});

test("nothing moves for those who asked for it", async ({ newPage }) => {
  const page = await newPage({ reducedMotion: "reduce" });
  await visit(page, "/");
  const moving = await page.evaluate(() => document.getAnimations().length);
  expect(moving).toBe(0);
});
