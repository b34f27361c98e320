// Panoramas in the viewer: drawn, turned, with points that lead on; and shown flat where they cannot be drawn.
import { install } from "./devices.mjs";
import { expect, officeTest, test, visit } from "./fixtures.mjs";
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, painted } from "./helpers.mjs";
import { fill } from "./lookbook.mjs";

const PIER = "/library/locations/zhanqiao-pier";
const NUMBER = 9;
const PAVILION = 7;

const panorama = (page) => page.locator(".panorama");
const drawn = (page) => page.locator(".panorama[data-drawn]");
const caption = (page) => page.locator(".viewer-caption");
const counter = (page) => page.locator(".viewer-count");
const point = (page, name) => page.locator(".panorama-point", { hasText: name });
const state = (page) => panorama(page).evaluate(({ dataset: { yaw, pitch, field } }) => [yaw, pitch, field].map(Number));

/** Opens the panorama by its URL and waits until it is drawn. */
async function open(page, prefix = "") {
  await visit(page, `${prefix}${PIER}?picture=${NUMBER}`);
  await drawn(page).waitFor();
}

test("without JavaScript, a panorama is a marked link to its largest file", async ({ newPage }) => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(PIER);
  const link = page.locator(`.gallery a[data-picture="${NUMBER}"]`);
  await expect(link).toHaveAccessibleName(/^All around the landward end of the pier.*360°$/);
  await expect(link).toHaveAttribute("href", /\/media\/[^/]+-4096\.webp$/);
  await expect(page.locator(".panorama-mark:visible")).not.toHaveCount(0);
  const size = await page.request.get(await link.getAttribute("href"));
  expect(size.ok()).toBe(true);
});

test("keys turn, magnify and return; the words say where one looks", async ({ page }) => {
  await open(page);
  expect(await state(page)).toEqual([0, 0, 90]);
  await expect(caption(page)).toHaveText(/360° panorama, facing south, 190°/);
  for (const [key, expected] of [
    ["ArrowRight", [15, 0, 90]],
    ["ArrowRight", [30, 0, 90]],
    ["ArrowUp", [30, 15, 90]],
    ["ArrowLeft", [15, 15, 90]],
    ["ArrowDown", [15, 0, 90]],
    ["+", [15, 0, 72]],
    ["-", [15, 0, 90]],
    ["Home", [0, 0, 90]],
    ["ArrowLeft", [-15, 0, 90]],
  ]) {
    await page.keyboard.press(key);
    await expect.poll(() => state(page), key).toEqual(expected);
  }
  await expect(caption(page)).toHaveText(/facing south, 175°/);
  await expect(page.locator(".viewer [role=status]", { hasText: "facing south, 175°" })).toHaveCount(1);
  // All the way around.
  for (let turns = 0; turns < 12; turns++) await page.keyboard.press("ArrowLeft");
  await expect.poll(() => state(page)).toEqual([165, 0, 90]);
  await page.locator(".viewer").getByRole("button", { name: "Zoom in" }).click();
  await expect.poll(() => state(page)).toEqual([165, 0, 72]);
  // Another picture, and back at the start.
  await page.keyboard.press("PageUp");
  await expect(counter(page)).toHaveText(/^8 \//);
  await expect(panorama(page)).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await drawn(page).waitFor();
  expect(await state(page)).toEqual([0, 0, 90]);
  await page.keyboard.press("Escape");
  await page.locator("dialog.viewer").waitFor({ state: "hidden" });
  await expect(panorama(page)).toHaveCount(0);
});

test("a drag turns what is under the pointer, the wheel magnifies; the picture changes", async ({ page }) => {
  await open(page);
  const picture = () => page.locator(".viewer-stage").screenshot();
  const before = await picture();
  await page.mouse.move(640, 350);
  await page.mouse.down();
  await page.mouse.move(840, 300, { steps: 6 });
  await page.mouse.up();
  const [yaw, pitch] = await state(page);
  expect(yaw).toBeLessThan(-10);
  expect(yaw).toBeGreaterThan(-25);
  expect(pitch).toBeLessThan(0);
  await expect.poll(async () => (await picture()).equals(before)).toBe(false);
  await page.mouse.wheel(0, -240);
  await expect.poll(async () => (await state(page))[2]).toBeLessThan(80);
  await expect(counter(page)).toHaveText(new RegExp(`^${NUMBER} /`));
});

test("points lead on; those out of sight cannot be focused", async ({ page }) => {
  await open(page);
  const pavilion = point(page, "The pavilion");
  await expect(pavilion).toBeVisible();
  // It is ahead, a little above the horizon.
  const stage = await page.locator(".viewer-stage").boundingBox();
  const box = await pavilion.boundingBox();
  expect(Math.abs(box.x + box.width / 2 - stage.x - stage.width / 2)).toBeLessThan(3);
  expect(box.y + box.height / 2).toBeLessThan(stage.y + stage.height / 2);
  await pavilion.focus();
  for (let turns = 0; turns < 4; turns++) await page.keyboard.press("ArrowRight");
  await expect(pavilion).toBeHidden();
  // The keys still work.
  await expect.poll(() => state(page)).toEqual([60, 0, 90]);
  const names = [];
  for (let tabs = 0; tabs < 12; tabs++) {
    await page.keyboard.press("Tab");
    names.push(await page.evaluate(() => document.activeElement.closest(".panorama-point")?.textContent ?? ""));
  }
  expect(names.filter((name) => name.includes("pavilion"))).toEqual([]);
  await page.keyboard.press("Home");
  await pavilion.focus();
  await page.keyboard.press("Enter");
  await expect(counter(page)).toHaveText(new RegExp(`^${PAVILION} /`));
  await expect(page).toHaveURL(new RegExp(`\\?picture=${PAVILION}$`));
  await open(page);
  await expect(point(page, "Little Qingdao Isle")).toHaveAttribute("href", "/library/locations/little-qingdao-isle");
  await point(page, "Little Qingdao Isle").click();
  await expect(page.locator("main h1")).toHaveText(/Little Qingdao/);
  await page.goBack();
  await drawn(page).waitFor();
});

test("without WebGL the flat picture is shown, and zooms as others do", async ({ page }) => {
  await page.addInitScript(() => {
    const getContext = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind.startsWith("webgl") ? null : getContext.call(this, kind, ...rest);
    };
  });
  await visit(page, `${PIER}?picture=${NUMBER}`);
  await expect(caption(page)).toHaveText(/Shown flat, because this browser cannot draw it\./);
  await expect(caption(page)).toHaveText(/facing south, 190°/);
  await expect(drawn(page)).toHaveCount(0);
  await page.keyboard.press("+");
  const image = page.locator("[data-place=here] img");
  await expect.poll(() => image.evaluate((it) => parseFloat(getComputedStyle(it).scale))).toBe(1.5);
  expect(await image.evaluate((it) => it.naturalWidth > 0)).toBe(true);
  for (const one of await page.locator(".panorama-point").all()) await expect(one).toBeHidden();
});

test("a lost context is drawn again", async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    window.lost = document.querySelector(".panorama canvas").getContext("webgl2").getExtension("WEBGL_lose_context");
    window.lost.loseContext();
  });
  await expect(drawn(page)).toHaveCount(0);
  await expect(caption(page)).toHaveText(/Shown flat/);
  await page.evaluate(() => window.lost.restoreContext());
  await drawn(page).waitFor();
  await expect(caption(page)).not.toHaveText(/Shown flat/);
});

test("a script that cannot be fetched leaves the flat picture; the next panorama is drawn", async ({ page, allowConsole }) => {
  allowConsole(/ERR_FAILED/);
  await visit(page, `${PIER}?picture=8`);
  await expect(counter(page)).toHaveText(/^8 \//);
  await page.route("**/assets/*.js", (route) => route.abort());
  await page.keyboard.press("ArrowRight");
  await expect(caption(page)).toHaveText(/Shown flat/);
  await page.unroute("**/assets/*.js");
  await page.keyboard.press("ArrowLeft");
  await expect(counter(page)).toHaveText(/^8 \//);
  await page.keyboard.press("ArrowRight");
  await drawn(page).waitFor();
});

test("a small screen fetches the smaller file until the reader zooms", async ({ newPage }) => {
  const page = await newPage({ hasTouch: true, viewport: { width: 412, height: 823 }, screen: { width: 412, height: 823 } });
  const fetched = [];
  page.on("request", (request) => request.resourceType() === "fetch" && request.url().includes("/media/") && fetched.push(request.url().match(/-(\d+)\.webp$/)[1]));
  await open(page);
  expect(fetched).toEqual(["2048"]);
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press("+");
  await expect.poll(() => fetched).toEqual(["2048", "4096"]);
});

test("the motion of the device turns it, once the reader wants it", async ({ newPage }) => {
  const page = await newPage({ hasTouch: true, isMobile: true, viewport: { width: 412, height: 823 }, reducedMotion: "reduce" });
  await page.addInitScript(() => (DeviceOrientationEvent.requestPermission = async () => "granted"));
  await open(page);
  const turn = (alpha, beta) => page.evaluate(([alpha, beta]) => dispatchEvent(new DeviceOrientationEvent("deviceorientation", { alpha, beta, gamma: 0 })), [alpha, beta]);
  const button = page.locator(".viewer-motion");
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await turn(0, 90);
  await turn(300, 90);
  expect(await state(page)).toEqual([0, 0, 90]);
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  // Upright; then turned to the right by 20 degrees, and up by 10.
  await turn(10, 90);
  await turn(350, 100);
  await expect.poll(() => state(page)).toEqual([20, 10, 90]);
  await button.click();
  await turn(200, 90);
  expect(await state(page)).toEqual([20, 10, 90]);
  // Where the reader is asked, and refuses.
  await page.evaluate(() => (DeviceOrientationEvent.requestPermission = async () => "denied"));
  await button.click();
  await expect(caption(page)).toHaveText(/The browser did not allow motion/);
  await expect(button).toHaveAttribute("aria-pressed", "false");
});

for (const [language, prefix] of [["English", ""], ["Chinese", "/zh"]]) {
  test(`panoramas keep WCAG 2.2 AA, narrow, wide and on the side: ${language}`, async ({ newPage }) => {
    const page = await newPage({ bypassCSP: true });
    await open(page, prefix);
    for (const [width, height] of [[1280, 800], [320, 640], [740, 360]]) {
      await page.setViewportSize({ width, height });
      await painted(page);
      await expectAccessibleInBothThemes(page, `${width} × ${height}`);
      await expectNoSidewaysScroll(page, `${width} × ${height}`);
    }
  });
}

officeTest("with the network cut, the panorama of a saved pack's place opens and turns", async ({ page, site }) => {
  await install(page, "/pack");
  await fill(page, "", [PIER]);
  await page.click(".pack-save [data-act=offer]");
  await page.click(".pack-save [data-act=save]");
  await page.waitForSelector(".pack-save [data-stage=ready]");
  await site.cut();
  await open(page);
  const picture = () => page.locator(".viewer-stage").screenshot();
  const before = await picture();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => state(page)).toEqual([15, 0, 90]);
  await expect.poll(async () => (await picture()).equals(before)).toBe(false);
  await expect(caption(page)).toHaveText(/360° panorama, facing south-south-west, 205°/);
  await expect(caption(page)).not.toHaveText(/Shown flat/);
});
