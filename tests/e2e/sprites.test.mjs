// The frames of a clip on its card: by the pointer and by the arrow keys. The script and the sprites are fetched only for
// readers who use them.
import { expect, test, visit } from "./fixtures.mjs";
import { painted } from "./helpers.mjs";

const PAGE = "/library/clips/zhanqiao-pier-gulls";
const card = (page, at = 0) => page.locator("main .card[data-sprite]").nth(at);
const picture = (page, at = 0) => card(page, at).locator(".picture");
const link = (page, at = 0) => card(page, at).locator(".card-title a");
const isSprite = (url) => url.includes("/media/sprites/");

/** The sprites and the scripts that a page requests. */
function watch(page) {
  const asked = { sprites: [], scripts: [] };
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (isSprite(url.pathname)) asked.sprites.push(url.pathname);
    if (/^\/assets\/.*\.js$/.test(url.pathname)) asked.scripts.push(url.pathname);
  });
  return asked;
}

/** Moves the pointer to and fro at a place of a card's picture (0 to 1), until the card shows a frame. */
async function pointAt(page, across, frame, at = 0) {
  await picture(page, at).scrollIntoViewIfNeeded();
  const { x, y, width, height } = await picture(page, at).boundingBox();
  let odd = 0;
  await expect
    .poll(async () => {
      await page.mouse.move(x + width * across, y + height / 2 + (odd = 1 - odd));
      return picture(page, at).getAttribute("data-frame");
    })
    .toBe(String(frame));
}

/** The part of the sprite that a picture shows, in cells: left, top, right, bottom. */
const shownPart = (page, at = 0) =>
  picture(page, at).evaluate((picture) => {
    const { width, height } = picture.getBoundingClientRect();
    const [across, down] = picture.style.backgroundSize.split(" ").map(parseFloat);
    const [left, top] = picture.style.backgroundPosition.split(" ").map((length) => -parseFloat(length));
    return [(4 * left) / across, (4 * top) / down, (4 * (left + width)) / across, (4 * (top + height)) / down];
  });

test.describe("without the program", () => {
  test.use({ wakes: false });

  test("the pointer shows the frame at its place, and nothing is fetched before", async ({ page }) => {
    const asked = watch(page);
    await page.goto(PAGE);
    await expect(card(page)).toBeVisible();
    const before = [...asked.scripts];
    const box = await card(page).boundingBox();
    await pointAt(page, 0.01, 0);
    expect([asked.sprites.length > 0, new Set(asked.sprites).size]).toEqual([true, 1]);
    expect(asked.sprites[0]).toBe(await card(page).getAttribute("data-sprite"));
    expect(new Set(asked.scripts.filter((path) => !before.includes(path))).size, "one script").toBe(1);
    for (const [across, frame, column, row] of [[0.01, 0, 0, 0], [0.35, 5, 1, 1], [0.99, 15, 3, 3]]) {
      await pointAt(page, across, frame);
      const [left, top, right, bottom] = await shownPart(page);
      expect(left >= column && right <= column + 1 && top >= row && bottom <= row + 1, `${[left, top, right, bottom]}`).toBe(true);
      // As much of the frame as fits is visible.
      expect(Math.max(right - left, bottom - top)).toBeGreaterThan(0.98);
    }
    const style = await picture(page).evaluate((picture) => [
      getComputedStyle(picture.querySelector("img")).opacity,
      getComputedStyle(picture, "::after").blockSize,
      picture.style.getPropertyValue("--frame"),
    ]);
    expect(style).toEqual(["0", "4px", "1"]);
    const after = await card(page).boundingBox();
    expect([after.width, after.height]).toEqual([box.width, box.height]);
    await page.mouse.move(1, 1);
    await expect(picture(page)).not.toHaveAttribute("data-frame");
    await expect(picture(page)).not.toHaveAttribute("style");
    expect(await page.locator("html[data-app]").count()).toBe(0);
  });

  test("the arrow keys step through the frames of the card with the focus, and other keys work as ever", async ({ page }) => {
    const asked = watch(page);
    await page.goto(PAGE);
    await link(page).focus();
    const steps = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await steps("ArrowRight");
    await expect(picture(page)).toHaveAttribute("data-frame", "0");
    expect(new Set(asked.sprites)).toEqual(new Set([await card(page).getAttribute("data-sprite")]));
    await steps("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft");
    await expect(picture(page)).toHaveAttribute("data-frame", "2");
    await steps(...Array(20).fill("ArrowRight"));
    await expect(picture(page)).toHaveAttribute("data-frame", "15");
    // With a modifier key they belong to the browser.
    await steps("Shift+ArrowLeft", "ArrowDown", "Home");
    await expect(picture(page)).toHaveAttribute("data-frame", "15");
    await page.keyboard.press("Tab");
    await expect(picture(page)).not.toHaveAttribute("data-frame");
    await link(page, 1).focus();
    await steps("ArrowLeft");
    await expect(picture(page, 1)).toHaveAttribute("data-frame", "15");
    const target = await link(page, 1).getAttribute("href");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${target}`);
  });

  test("a reader who saves data fetches no sprite, a finger neither", async ({ page }) => {
    await page.addInitScript(() => {
      globalThis.connection = { saveData: true };
      Object.defineProperty(navigator, "connection", { get: () => globalThis.connection });
    });
    const asked = watch(page);
    await page.goto(PAGE);
    const move = (at, pointerType) =>
      picture(page, at).evaluate((picture, pointerType) => {
        const { left, top } = picture.getBoundingClientRect();
        const place = { clientX: left + 5, clientY: top + 5, pointerType, bubbles: true };
        picture.dispatchEvent(new PointerEvent("pointermove", place));
      }, pointerType);
    await picture(page).scrollIntoViewIfNeeded();
    await move(0, "mouse");
    await link(page).focus();
    await page.keyboard.press("ArrowRight");
    await page.evaluate(() => (globalThis.connection.saveData = false));
    await move(1, "touch");
    // What is fetched after that is for this card only.
    await link(page, 2).focus();
    await page.keyboard.press("ArrowRight");
    await expect(picture(page, 2)).toHaveAttribute("data-frame", "0");
    expect(new Set(asked.sprites)).toEqual(new Set([await card(page, 2).getAttribute("data-sprite")]));
  });

  test("without its sprite a card keeps the poster, and the next try works", async ({ page, allowConsole }) => {
    allowConsole(/Failed to load resource|ERR_FAILED/);
    let failed = 0;
    await page.route(/\/media\/sprites\//, (route) => (failed++ ? route.continue() : route.abort()));
    await page.goto(PAGE);
    await link(page).focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => failed).toBe(1);
    await painted(page);
    await expect(picture(page)).not.toHaveAttribute("data-frame");
    await page.keyboard.press("ArrowRight");
    await expect(picture(page)).toHaveAttribute("data-frame", /^[01]$/);
  });
});

test("in a list, a frame goes when another record takes over the card, when the page scrolls, and when it is left", async ({ page }) => {
  await visit(page, "/library/clips");
  await pointAt(page, 0.5, 8);
  const url = await card(page).getAttribute("data-sprite");
  await page.mouse.wheel(0, 40);
  await expect(picture(page)).not.toHaveAttribute("data-frame");
  await pointAt(page, 0.5, 8);
  await page.fill("#find", "snow");
  await expect(card(page)).not.toHaveAttribute("data-sprite", url);
  await expect(page.locator("[data-frame]")).toHaveCount(0);
  await pointAt(page, 0.5, 8);
  const target = await link(page).getAttribute("href");
  await page.mouse.down();
  await page.mouse.up();
  await page.waitForFunction((target) => location.pathname === target, target);
  await page.goBack();
  await expect(link(page)).toHaveAttribute("href", target);
  await expect(page.locator("[data-frame]")).toHaveCount(0);
});
