// The picture of a card becomes the picture of its page, from document to document and within the app.
import { expect, test, visit } from "./fixtures.mjs";

/** In a page: notes whether a picture moves, from another document or within the app. */
const note = () => {
  const moved = () => document.getAnimations().some(({ effect }) => effect.pseudoElement === "::view-transition-group(picture)");
  addEventListener("pagereveal", async ({ viewTransition }) => {
    await viewTransition?.ready.catch(() => {});
    globalThis.moved = !!viewTransition && moved();
  });
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (frames, options) {
    // Its place, before the animation moves it.
    const { x, y, width } = this.getBoundingClientRect();
    if (this.matches(".mosaic a")) globalThis.moved = { place: { x, y, width }, from: frames.transform[0], duration: options };
    return animate.call(this, frames, options);
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
  const card = await page.locator(".card:has(a[href='/library/locations/zhanqiao-pier']) .picture").boundingBox();
  await page.locator(CARD).click();
  await expect(page.locator("main h1")).toBeFocused();
  const { place, from, duration } = await hasMoved(page);
  expect(duration).toBe(200);
  // From the place and in the width of the card's picture.
  const [left, top, width, full] = from.match(/-?\d+/g).map(Number);
  expect(Math.abs(place.x + left - card.x)).toBeLessThan(2);
  expect(Math.abs(place.y + top - card.y)).toBeLessThan(2);
  expect(Math.abs((place.width * width) / full - card.width)).toBeLessThan(2);
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
