// The picture of a card becomes the picture of its page, from document to document and within the app.
import { expect, test, visit } from "./fixtures.mjs";

/** In a page: notes whether a transition moves a picture, from another document or within the app. */
const note = () => {
  const moved = () => document.getAnimations().some(({ effect }) => effect.pseudoElement === "::view-transition-group(picture)");
  const watch = async (transition) => {
    await transition?.ready.catch(() => {});
    globalThis.moved = !!transition && moved();
  };
  addEventListener("pagereveal", ({ viewTransition }) => watch(viewTransition));
  const start = Document.prototype.startViewTransition;
  Document.prototype.startViewTransition = function (update) {
    const transition = start.call(this, update);
    watch(transition);
    return transition;
  };
};

const hasMoved = (page) => page.waitForFunction(() => globalThis.moved !== undefined).then(() => page.evaluate(() => globalThis.moved));
const CARD = "main .card-title a[href='/library/locations/zhanqiao-pier']";

test.describe("without the program", () => {
  test.use({ wakes: false });

  for (const [reducedMotion, expected] of [["no-preference", true], ["reduce", false]]) {
    test(`a card's picture carries over to its page: motion ${reducedMotion}`, async ({ newPage }) => {
      const page = await newPage({ reducedMotion });
      await page.addInitScript(note);
      await page.goto("/library");
      await page.locator(CARD).click();
      await page.waitForURL("**/zhanqiao-pier");
      expect(await hasMoved(page)).toBe(expected);
      // The next page has none if its link is not a card's.
      await page.locator(".crumbs a").first().click();
      await page.waitForURL((url) => !url.pathname.endsWith("zhanqiao-pier"));
      expect(await hasMoved(page)).toBe(false);
    });
  }
});

test("within the app, too, once the page is in memory; it has the focus and is at its top", async ({ page }) => {
  await page.addInitScript(note);
  await visit(page, "/library");
  await page.evaluate(() => delete globalThis.moved);
  await page.locator(CARD).hover();
  await page.waitForLoadState("networkidle");
  await page.locator(CARD).click();
  await expect(page.locator("main h1")).toBeFocused();
  expect(await hasMoved(page)).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await expect(page.locator("html[data-leaving]")).toHaveCount(0);
  await page.goBack();
  await expect(page.locator(CARD)).toBeFocused();
});

test("within the app, nothing moves for those who asked for it", async ({ newPage }) => {
  const page = await newPage({ reducedMotion: "reduce" });
  await page.addInitScript(note);
  await visit(page, "/library");
  await page.evaluate(() => delete globalThis.moved);
  await page.locator(CARD).click();
  await expect(page.locator("main h1")).toBeFocused();
  expect(await page.evaluate(() => globalThis.moved)).toBe(undefined);
});
