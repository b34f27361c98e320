// Within the app, the picture of a card moves to the place of its page's picture.
import { expect, test, visit } from "./fixtures.mjs";

/** In a page: notes from where a picture moves. */
const note = () => {
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

test("a card's picture carries over to its page, once the page is in memory; the page has the focus and is at its top", async ({ page }) => {
  await page.addInitScript(note);
  await visit(page, "/library");
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
  await page.goBack();
  await expect(page.locator(CARD)).toBeFocused();
});

test("nothing moves for those who asked for it", async ({ newPage }) => {
  const page = await newPage({ reducedMotion: "reduce" });
  await page.addInitScript(note);
  await visit(page, "/library");
  await page.locator(CARD).click();
  await expect(page.locator("main h1")).toBeFocused();
  expect(await page.evaluate(() => globalThis.moved)).toBe(undefined);
});
