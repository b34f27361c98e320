// A location's page: the map by keyboard, wheel and pin, directions, and the sun on a given day.
import { expect, test, visit } from "./fixtures.mjs";

const PIER = "/library/locations/zhanqiao-pier";
const SQUARE = { latitude: 36.0667, longitude: 120.3826 };

const minutes = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
const scale = (page) => page.locator(".map-scale text").textContent();
const time = (page, label) => page.locator(".sun-times > div", { has: page.locator(`dt:text-is("${label}")`) }).locator("dd").innerText();
const drawn = (page) => page.waitForFunction(() => document.querySelector(".map-land")?.getBBox().width > 0);

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
  expect(await page.locator(".map-sheet a, .map-sheet [role=link]").count(), "the places are there").toBeGreaterThan(0);
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

test("a cluster opens, a pin leads to its page without a new load", async ({ page }) => {
  await visit(page, PIER);
  await drawn(page);
  await page.evaluate(() => (window.same = true));
  for (let times = 0; times < 8 && (await page.locator("a.pin").count()) < 2; times++) {
    const before = await scale(page);
    await page.locator(".pin[data-cluster]").first().focus();
    await page.keyboard.press("Enter");
    await expect(page.locator(".map-scale text")).not.toHaveText(before);
  }
  const pin = page.locator("a.pin:not([aria-label='Zhanqiao Pier'])").first();
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
