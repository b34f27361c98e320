// The pictures of a location: mosaic, gallery and viewer.
import { expect, test, visit } from "./fixtures.mjs";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, painted } from "./helpers.mjs";

const PIER = "/library/locations/zhanqiao-pier";
const COUNT = 10;

const viewer = (page) => page.locator("dialog.viewer");
const counter = (page) => page.locator(".viewer-count");
/** Waits until the viewer shows a picture and takes keys. */
const shows = async (page, number) => {
  await expect(counter(page)).toHaveText(`${number} / ${COUNT}`);
  await expect(page.locator("dialog.viewer[open]")).toBeVisible();
};
const thumb = (page, number, list = ".mosaic") => page.locator(`${list} a[data-picture="${number}"]`);
const search = (page) => new URL(page.url()).search;
const focused = (page) => page.evaluate(() => document.activeElement.dataset.picture);
const scaleOf = (page) => page.locator("[data-place=here] img").evaluate((image) => parseFloat(getComputedStyle(image).scale) || 1);

/** Opens a picture of the mosaic. */
async function open(page, number = 1, path = PIER) {
  await visit(page, path);
  await thumb(page, number).click();
  await viewer(page).waitFor();
  await shows(page, number);
}

test("without JavaScript, the mosaic and the gallery are links to the largest file", async ({ newPage, allowConsole }) => {
  // Chromium's own page around a picture has styles that our policy rejects.
  allowConsole(/Applying inline style.*\/media\/[^/]+-1600\.webp\)$/);
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(PIER);
  await expect(page.locator(".mosaic a[data-picture]")).toHaveCount(5);
  await expect(page.locator(".gallery a[data-picture]")).toHaveCount(COUNT);
  await expect(page.locator("#pictures h3")).toHaveText(["General view", "Details", "View from here", "Surroundings"]);
  await expect(page.getByText("Drawn pictures are illustrations, not photographs.")).toHaveCount(1);
  await expect(page.locator("main").getByText("Illustration")).toHaveCount(0);
  await page.locator(".mosaic-all").click();
  expect(new URL(page.url()).hash).toBe("#pictures");
  await expect(page.locator("#pictures")).toBeInViewport();
  await thumb(page, 6, ".gallery").click();
  await page.waitForURL(/\/media\/[^/]+-1600\.webp$/);
});

test("a first click before the program is there opens the viewer", async ({ newPage }) => {
  const page = await newPage({ wakes: false });
  await page.goto(PIER);
  await thumb(page, 1).click();
  await viewer(page).waitFor();
  await shows(page, 1);
  expect(new URL(page.url()).pathname).toBe(PIER);
});

test("keys turn, zoom and close; the focus returns to the picture seen last", async ({ page }) => {
  await visit(page, PIER);
  await page.evaluate(() => scrollTo(0, 40));
  await thumb(page, 1).focus();
  await page.keyboard.press("Enter");
  await shows(page, 1);
  expect(search(page)).toBe("?picture=1");
  for (const [key, number] of [["ArrowRight", 2], ["ArrowRight", 3], ["ArrowLeft", 2], ["End", COUNT], ["ArrowRight", COUNT], ["Home", 1], ["ArrowLeft", 1], ["PageDown", 2]]) {
    await page.keyboard.press(key);
    await shows(page, number);
  }
  await expect(page.locator(".viewer [role=status]")).toHaveText(/^Picture 2 of 10\. The pier under a high summer sun/);
  await expect.poll(() => search(page)).toBe("?picture=2");
  await page.keyboard.press("+");
  await expect.poll(() => scaleOf(page)).toBe(1.5);
  // Enlarged, the arrows move the picture.
  const moved = () => page.locator("[data-place=here] img").evaluate((image) => getComputedStyle(image).translate);
  const before = await moved();
  await page.keyboard.press("ArrowRight");
  await expect.poll(moved).not.toBe(before);
  await shows(page, 2);
  await page.keyboard.press("-");
  await expect.poll(() => scaleOf(page)).toBe(1);
  await page.keyboard.press("Home");
  await shows(page, 1);
  await page.keyboard.press("Escape");
  await viewer(page).waitFor({ state: "hidden" });
  await expect.poll(() => search(page)).toBe("");
  expect(await focused(page)).toBe("1");
});

test("the next and the previous picture are ready, and larger files come only when enlarged", async ({ page }) => {
  await open(page, 1);
  await page.keyboard.press("ArrowRight");
  await shows(page, 2);
  const sides = page.locator(".viewer-slide:not([data-place=here])");
  await expect(sides).toHaveCount(2);
  await page.waitForFunction(() => [...document.querySelectorAll(".viewer img")].every(({ complete, naturalWidth }) => complete && naturalWidth));
  for (const side of await sides.all()) await expect(side).toHaveAttribute("aria-hidden", "true");
  const sizes = page.locator("[data-place=here] source").first();
  await expect(sizes).toHaveAttribute("sizes", "100vw");
  await page.keyboard.press("+");
  await expect(sizes).toHaveAttribute("sizes", "300vw");
  const full = page.locator("a.viewer-button");
  await expect(full).toHaveAccessibleName("Full size, 1600 × 900 pixels");
  await expect(full).toHaveAttribute("href", /-1600\.webp$/);
});

test("Back closes the viewer where the page was, Forward opens it again", async ({ page }) => {
  await visit(page, PIER);
  await thumb(page, 7, ".gallery").scrollIntoViewIfNeeded();
  const left = await page.evaluate(() => scrollY);
  await thumb(page, 7, ".gallery").click();
  await shows(page, 7);
  await page.keyboard.press("ArrowRight");
  await shows(page, 8);
  await expect.poll(() => search(page)).toBe("?picture=8");
  await page.goBack();
  await viewer(page).waitFor({ state: "hidden" });
  await painted(page);
  expect(search(page)).toBe("");
  expect(await focused(page)).toBe("8");
  expect(Math.abs((await page.evaluate(() => scrollY)) - left)).toBeLessThan(200);
  await page.goForward();
  await shows(page, 8);
  await page.goBack();
  await viewer(page).waitFor({ state: "hidden" });
});

test("a link opens at its picture, keeps the rest of the query, and closes to the page", async ({ page }) => {
  await page.goto(`${PIER}?day=2026-09-23&picture=3`);
  await shows(page, 3);
  await viewer(page).press("ArrowRight");
  await expect.poll(() => search(page)).toBe("?day=2026-09-23&picture=4");
  await page.getByRole("button", { name: "Close" }).click();
  await viewer(page).waitFor({ state: "hidden" });
  expect(search(page)).toBe("?day=2026-09-23");
  expect(await focused(page)).toBe("4");
  for (const wrong of ["0", "11", "-1", "x", "99999999999999999999"]) {
    await visit(page, `${PIER}?picture=${wrong}`);
    await expect(viewer(page), wrong).toHaveCount(0);
  }
});

test("a page that is left with its viewer open comes back with it", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.locator(".card-title a", { hasText: "Badaguan" }).first().click();
  await expect(page.locator("main h1")).toHaveText(/Badaguan/);
  await thumb(page, 1).click();
  await viewer(page).waitFor();
  await page.evaluate(() => history.go(-2));
  await expect(page.locator("main h1")).toHaveText("Locations");
  await page.evaluate(() => history.go(2));
  await viewer(page).waitFor();
  await expect.poll(() => viewer(page).evaluate((dialog) => dialog.matches(":modal"))).toBe(true);
  await page.keyboard.press("Escape");
  await viewer(page).waitFor({ state: "hidden" });
  await expect(page.locator("main h1")).toHaveText(/Badaguan/);
});

test("fingers swipe, pinch and tap twice; a pull down closes", async ({ newPage }) => {
  const page = await newPage({ hasTouch: true, viewport: { width: 412, height: 823 } });
  const session = await page.context().newCDPSession(page);
  const send = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  const drag = async (from, to) => {
    await send("touchStart", [from]);
    for (let step = 1; step <= 6; step++) {
      const at = (name) => from[name] + ((to[name] - from[name]) * step) / 6;
      await send("touchMove", [{ x: at("x"), y: at("y") }]);
    }
    await send("touchEnd", []);
  };
  await open(page, 1);
  await drag({ x: 300, y: 400 }, { x: 120, y: 410 });
  await shows(page, 2);
  await drag({ x: 120, y: 400 }, { x: 300, y: 410 });
  await shows(page, 1);
  // Too short to be a swipe.
  await drag({ x: 200, y: 400 }, { x: 180, y: 400 });
  await shows(page, 1);
  const fingers = (apart) => [{ x: 206 - apart / 2, y: 400, id: 0 }, { x: 206 + apart / 2, y: 400, id: 1 }];
  await send("touchStart", fingers(80));
  for (const apart of [120, 160, 200, 240]) await send("touchMove", fingers(apart));
  await send("touchEnd", []);
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(2);
  // Enlarged, a drag moves the picture.
  await drag({ x: 300, y: 400 }, { x: 120, y: 410 });
  await shows(page, 1);
  // On a busy machine two taps may come too late to be a double one.
  for (const wanted of [1, 2.5, 1]) {
    await expect(async () => {
      await page.waitForTimeout(400);
      for (let taps = 0; taps < 2; taps++) await page.touchscreen.tap(206, 400);
      await expect.poll(() => scaleOf(page), { timeout: 1000 }).toBe(wanted);
    }).toPass();
  }
  await drag({ x: 200, y: 300 }, { x: 205, y: 520 });
  await viewer(page).waitFor({ state: "hidden" });
});

test("the wheel enlarges the picture under the pointer", async ({ page }) => {
  await open(page, 1);
  await page.mouse.move(500, 400);
  await page.mouse.wheel(0, -240);
  await expect.poll(() => scaleOf(page)).toBeGreaterThan(1.3);
  await page.mouse.wheel(0, 2000);
  for (let turns = 0; turns < 8; turns++) await page.mouse.wheel(0, 200);
  await expect.poll(() => scaleOf(page)).toBe(1);
  await shows(page, 1);
});

for (const [language, path] of [["English", PIER], ["Chinese", `/zh${PIER}`]]) {
  test(`the viewer keeps WCAG 2.2 AA, narrow, wide and on its side; the focus stays in it: ${language}`, async ({ newPage }) => {
    const page = await newPage({ bypassCSP: true });
    await open(page, 1, path);
    for (const [width, height] of [[1280, 800], [320, 640], [740, 360]]) {
      await page.setViewportSize({ width, height });
      await painted(page);
      await expectAccessibleInBothThemes(page, `${width} × ${height}`);
      await expectNoSidewaysScroll(page, `${width} × ${height}`);
      const picture = await page.locator(".viewer-stage").boundingBox();
      expect(picture.height, `${width} × ${height}`).toBeGreaterThan(height * 0.55);
      const parts = await page.locator(".viewer-button:visible, .viewer-caption").all();
      for (const part of parts) {
        const box = await part.boundingBox();
        expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width + 0.5 && box.y + box.height <= height + 0.5, `${width} × ${height}: ${await part.innerHTML()}`).toBe(true);
      }
    }
    for (let tabs = 0; tabs < 14; tabs++) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null)).toBe(true);
    }
  });
}

test("nothing of the viewer moves for those who asked for it", async ({ newPage }) => {
  const page = await newPage({ reducedMotion: "reduce" });
  await open(page, 1);
  const moving = await page.evaluate(() => [...document.querySelectorAll(".viewer, .viewer *")].filter((it) => parseFloat(getComputedStyle(it).transitionDuration) > 0.02 || getComputedStyle(it).animationName !== "none").length);
  expect(moving).toBe(0);
});

test("a viewer that cannot be fetched says so and comes after Retry", async ({ page, allowConsole }) => {
  allowConsole(/ERR_FAILED/);
  await visit(page, PIER);
  await page.route("**/assets/*.chunk.wasm", (route) => route.abort());
  await thumb(page, 2).click();
  const notice = page.locator("main .notice", { has: page.getByRole("button", { name: "Try again" }) });
  await notice.waitFor();
  await page.unroute("**/assets/*.chunk.wasm");
  await notice.getByRole("button", { name: "Try again" }).click();
  await shows(page, 2);
});
