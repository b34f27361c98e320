// A location's page: the bar that stays, the facts, the map by keyboard, wheel and pin, directions, and the sun on a given
// day.
import { expect, test, visit } from "./fixtures.mjs";
import { expectNoSidewaysScroll } from "./helpers.mjs";

const PIER = "/library/locations/zhanqiao-pier";
const SQUARE = { latitude: 36.0667, longitude: 120.3826 };

const minutes = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
const scale = (page) => page.locator(".map-scale text").textContent();
const time = (page, label) => page.locator(".sun-times > div", { has: page.locator(`dt:text-is("${label}")`) }).locator("dd").innerText();
const drawn = (page) => page.waitForFunction(() => document.querySelector(".map-land")?.getBBox().width > 0);

for (const [width, height] of [[1440, 900], [360, 780]]) {
  test(`at ${width} px the bar stays and never covers the focus`, async ({ newPage }) => {
    const page = await newPage({ viewport: { width, height } });
    await visit(page, PIER);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
    await expect(page.locator("main .pack-button")).toBeInViewport({ ratio: 1 });
    const covered = () =>
      page.evaluate(() => {
        const active = document.activeElement;
        const { left, top, width, height } = active.getBoundingClientRect();
        const [bar, areas] = [".bar", ".header-areas"].map((name) => document.querySelector(name));
        if (bar.contains(active) || areas.contains(active) || height > 300) return null;
        const found = document.elementFromPoint(left + width / 2, top + height / 2);
        return bar.contains(found) || areas.contains(found) ? active.outerHTML.slice(0, 120) : null;
      });
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let times = 0; times < 70; times++) {
        await page.keyboard.press(key);
        expect(await covered(), key).toBe(null);
      }
    }
  });
}

for (const [width, height] of [[740, 360], [320, 256]]) {
  test(`in a window of ${width} × ${height} px the bar does not stay`, async ({ newPage }) => {
    const page = await newPage({ viewport: { width, height } });
    await visit(page, PIER);
    await expectNoSidewaysScroll(page);
    await expect(page.locator(".bar")).toHaveCSS("position", "static");
  });
}

test("the bar shares the page: by a link, a poster and on paper", async ({ newPage, site }) => {
  const page = await newPage({ permissions: ["clipboard-read", "clipboard-write"] });
  await visit(page, `/zh${PIER}`);
  await page.locator(".bar summary", { hasText: "分享" }).click();
  for (const name of ["海报", "打印"]) await expect(page.locator(".bar").getByRole("button", { name })).toBeVisible();
  await page.locator(".bar").getByRole("button", { name: "复制链接" }).click();
  await expect(page.locator(".bar")).toContainText("已复制");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${site.origin}/zh${PIER}`);
  await page.keyboard.press("Escape");
  await expect(page.locator(".bar-menu")).toBeHidden();
  await expect(page.locator(".bar summary")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator(".bar-menu")).toBeVisible();
  await page.locator("main h1").click();
  await expect(page.locator(".bar-menu")).toBeHidden();
});

test("without JavaScript the bar leads to the map and to the sun of one day", async ({ newPage }) => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(PIER);
  await expect(page.locator(".bar-share")).toBeHidden();
  for (const [name, seen] of [["Map", "#map h2"], ["Sun", ".sun-says"]]) {
    await page.locator(".bar").getByRole("link", { name, exact: true }).click();
    await expect(page.locator(seen)).toBeInViewport();
  }
  await expect(page.locator(".sun-fixed")).toBeVisible();
  await expect(page.locator(".sun input").first()).toBeHidden();
});

test("facts have icons that screen readers do not see", async ({ page }) => {
  await visit(page, "/library/locations/cangmashan-film-city");
  const icons = page.locator(".facts-columns dt svg");
  expect(await icons.count()).toBe(await page.locator(".facts-columns dt").count());
  expect(await page.locator(".facts-columns").ariaSnapshot()).not.toContain("img");
  for (const hidden of await icons.evaluateAll((all) => all.map((icon) => icon.ariaHidden))) expect(hidden).toBe("true");
  await expect(page.locator(".doubles li").first()).toBeVisible();
});

test("the map ends where its outline has no more detail, and says so", async ({ page }) => {
  await visit(page, PIER);
  await drawn(page);
  const closer = page.getByRole("button", { name: "Zoom in", exact: true });
  const limit = page.locator(".map-limit");
  for (let times = 0; times < 20 && (await closer.getAttribute("aria-disabled")) === null; times++) await closer.press("Enter");
  await expect(limit).toHaveText(/^Closer than this, the outline shows no more detail\. +Open in another map$/, { useInnerText: true });
  const nearest = await scale(page);
  expect(nearest).toMatch(/^[1-5] km$/);
  await page.locator(".map-sheet").press("+");
  expect(await scale(page)).toBe(nearest);
  await limit.getByRole("link").click();
  await expect(page.locator("#other-maps")).toBeInViewport();
  await page.getByRole("button", { name: "Zoom out", exact: true }).click();
  await expect(limit).toHaveText("");
  await visit(page, "/zh/library/locations?view=map&at=36.06160,120.31430,20.00");
  await expect(page.locator(".map-limit")).toHaveText(/^再放大，轮廓图也没有更多细节。$/, { useInnerText: true });
  await page.waitForFunction(() => /at=36\.06160,120\.31430,1[1-4]\./.test(decodeURIComponent(location.search)));
});

test("a sentence says what the light does on the day", async ({ page }) => {
  await visit(page, `${PIER}?day=2026-09-23`);
  const says = page.locator(".sun-says");
  await expect(says).toHaveText("Sun from 05:47 to 17:55. Golden hour until 06:21 and from 17:21.");
  await page.getByRole("slider", { name: "Façade faces", exact: true }).fill("90");
  await expect(says).toHaveText("Sun from 05:47 to 17:55. Golden hour until 06:21 and from 17:21. The façade has sun from 05:47 to 11:51.");
  await expect(page.locator(".sun-times [data-kind=lit] dd")).toHaveText("05:47–11:51");
  await visit(page, `/zh${PIER}?day=2026-09-23`);
  await expect(says).toHaveText("日照05:47至17:55。黄金时刻：06:21之前、17:21之后。");
});

test("the map draws the land in its place and names whose it is", async ({ page }) => {
  await visit(page, PIER);
  await drawn(page);
  const { width, height } = await page.locator(".map-sheet").boundingBox();
  const box = await page.locator(".map-sheet").getAttribute("viewBox");
  expect(box).toBe(`0 0 ${Math.round(width)} ${Math.round(height)}`);
  const credit = page.locator(".map-credit a");
  await expect(credit).toHaveText("© OpenStreetMap contributors");
  await expect(credit).toHaveAttribute("rel", "noopener noreferrer external");
  expect(await page.locator("[style]").count()).toBe(0);
});

test("a map whose land does not come says so and draws it after Retry", async ({ page, allowConsole }) => {
  allowConsole(/ERR_FAILED/);
  await page.route("**/data/map/*", (route) => route.abort());
  await visit(page, PIER);
  const notice = page.locator(".notice", { hasText: "The map outline could not be loaded" });
  await notice.waitFor();
  expect(await page.locator(".map-sheet .pin").count(), "the places are there").toBeGreaterThan(0);
  await page.unroute("**/data/map/*");
  await notice.getByRole("button", { name: "Try again" }).click();
  await drawn(page);
  await notice.waitFor({ state: "detached" });
});

test("a slider has its label as its name and says its value once", async ({ page }) => {
  await visit(page, PIER);
  const slider = page.getByRole("slider", { name: "Time", exact: true });
  await slider.fill("375");
  await expect(slider).toHaveAttribute("aria-valuetext", "06:15");
  await expect(page.getByRole("slider", { name: "Façade faces", exact: true })).toHaveCount(1);
});

test("keys move the map, change its scale and bring it back", async ({ page }) => {
  await visit(page, PIER);
  await drawn(page);
  const before = await scale(page);
  const land = () => page.locator(".map-land").getAttribute("transform");
  const first = await land();
  await page.locator(".map-sheet").focus();
  for (let times = 0; times < 6; times++) await page.keyboard.press("-");
  await page.waitForFunction((before) => document.querySelector(".map-scale text").textContent !== before, before);
  const wide = await land();
  const scrolled = await page.evaluate(() => scrollY);
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction((wide) => document.querySelector(".map-land").getAttribute("transform") !== wide, wide);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  await page.keyboard.press("Home");
  await page.waitForFunction((first) => document.querySelector(".map-land").getAttribute("transform") === first, first);
  expect(await scale(page)).toBe(before);
  for (const name of ["Zoom in", "Zoom out", "Reset view"]) {
    const { width, height } = await page.getByRole("button", { name, exact: true }).boundingBox();
    expect(Math.min(width, height), name).toBeGreaterThanOrEqual(44);
  }
});

test("a cluster opens, or lists its places where the map ends; a pin leads to its page without a new load", async ({ page }) => {
  await visit(page, PIER);
  await drawn(page);
  await page.locator(".pin[data-cluster]").first().press("Enter");
  await expect(page.locator(".map-list a").nth(1)).toBeVisible();
  await page.locator(".map-sheet").press("-");
  await expect(page.locator(".map-list a")).toHaveCount(0);
  for (let times = 0; times < 4; times++) await page.locator(".map-sheet").press("-");
  const before = await scale(page);
  await page.locator(".pin[data-cluster]").first().press("Enter");
  await expect(page.locator(".map-scale text")).not.toHaveText(before);
  await visit(page, "/library/locations/shilaoren-beach");
  await drawn(page);
  await page.evaluate(() => (window.same = true));
  const pin = page.locator("a.pin:not([aria-label^='Shilaoren'])").first();
  const name = await pin.getAttribute("aria-label");
  await pin.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("main h1")).toHaveText(name);
  expect(await page.evaluate(() => window.same)).toBe(true);
});

test("a drag moves the map and presses nothing; the wheel is the page's until the map is chosen", async ({ page }) => {
  await visit(page, PIER);
  await drawn(page);
  await page.locator(".map-sheet").scrollIntoViewIfNeeded();
  const { x, y, width, height } = await page.locator(".map-sheet").boundingBox();
  const land = () => page.locator(".map-land").getAttribute("transform");
  const first = await land();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.wheel(0, 40);
  await page.waitForFunction((y) => scrollY > y, 0);
  expect(await land()).toBe(first);
  const pin = page.locator("a.pin, .pin[data-cluster]").first();
  const at = await pin.boundingBox();
  await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2);
  await page.mouse.down();
  await page.mouse.move(at.x + at.width / 2 + 40, at.y + at.height / 2 + 25, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction((first) => document.querySelector(".map-land").getAttribute("transform") !== first, first);
  expect(new URL(page.url()).pathname).toBe(PIER);
  const dragged = await scale(page);
  expect(dragged.length).toBeGreaterThan(0);
});

test("the device is asked when told to, and the answer is distance and direction", async ({ newPage }) => {
  const page = await newPage({ permissions: ["geolocation"], geolocation: SQUARE });
  await visit(page, PIER);
  await expect(page.locator(".near-says")).toHaveText("");
  await page.getByRole("button", { name: "Show distance and direction" }).click();
  await page.waitForFunction(() => document.querySelector(".near-says").textContent.includes("of you"));
  // 6.2 km, west by a little south: from the square to the pier by the haversine formula.
  await expect(page.locator(".near-says")).toHaveText(/6\.2 km to the west of you \(265°\)/, { useInnerText: true });
  await expect(page.locator(".near ol > li")).toHaveCount(3);
  await expect(page.locator(".map-here")).toHaveCount(1);
});

test("a refusal is said with what to do", async ({ newPage }) => {
  const page = await newPage({ permissions: [] });
  await visit(page, "/zh" + PIER);
  await page.getByRole("button", { name: "显示距离与方向" }).click();
  await page.waitForFunction(() => document.querySelector(".near-says").textContent.includes("不允许"));
});

test("the sun follows the day in the address", async ({ page }) => {
  await visit(page, `${PIER}?day=2026-09-23`);
  await page.waitForFunction(() => document.querySelector(".sun input[type=date]").value === "2026-09-23");
  // Computed with Skyfield and ephem for 36.07° N, 120.38° E: 05:46:50, 11:50:58 and 17:54:32.
  const near = async (label, expected) => {
    const said = await time(page, label);
    expect(Math.abs(minutes(said) - minutes(expected)), `${label}: ${said}`).toBeLessThanOrEqual(1);
  };
  await near("Sunrise", "05:47");
  await near("Solar noon", "11:51");
  await near("Sunset", "17:55");
  await page.locator(".sun input[type=date]").fill("2024-02-29");
  await page.waitForFunction(() => location.search === "?day=2024-02-29");
  await near("Sunrise", "06:30");
  await near("Sunset", "17:52");
  await page.locator(".sun input[type=range]").first().fill("720");
  await page.waitForFunction(() => document.querySelector(".sun-at").textContent.startsWith("At 12:00 the sun stands"));
  await page.locator(".sun input[type=range]").first().fill("0");
  await page.waitForFunction(() => document.querySelector(".sun-at").textContent.includes("below the horizon"));
  await page.locator(".sun input[type=date]").fill("1850-01-01");
  await page.waitForFunction(() => document.querySelector(".sun-wrong")?.textContent.includes("1950"));
  expect(new URL(page.url()).search).toBe("?day=2024-02-29");
});

test("without a day in the address it is today at the place", async ({ newPage }) => {
  const page = await newPage({ timezoneId: "America/Los_Angeles" });
  await page.clock.setFixedTime("2026-03-08T20:30:00Z");
  await visit(page, PIER);
  await page.waitForFunction(() => document.querySelector(".sun input[type=date]").value === "2026-03-09");
  await page.waitForFunction(() => document.querySelector(".sun-value").textContent === "04:30");
});

test("links open the point in other maps, each in its own datum, and files in map apps", async ({ page }) => {
  await visit(page, PIER);
  const links = await page.locator(".panel .files a").evaluateAll((all) => all.map((link) => [link.href, link.rel]));
  const starts = [
    "https://uri.amap.com/marker?position=120.319",
    "https://api.map.baidu.com/marker?location=36.06",
    "https://www.openstreetmap.org/?mlat=36.061600&mlon=120.314300",
    "https://maps.apple.com/?ll=36.0",
    "geo:36.061600,120.314300",
  ];
  const files = links.splice(starts.length).map(([href]) => new URL(href).pathname);
  expect(files).toEqual([`${PIER}.gpx`, `${PIER}.kml`]);
  expect(links).toHaveLength(starts.length);
  links.forEach(([href, rel], at) => {
    expect(href.startsWith(starts[at]), href).toBe(true);
    expect(rel).toBe("noopener noreferrer external");
  });
});
