// Accessibility: by keyboard, at 320 pixels, in both themes, and by the rules of WCAG 2.2 AA.
import { expect, test, visit } from "./fixtures.mjs";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll } from "./helpers.mjs";
import { kinds } from "./site.mjs";

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
