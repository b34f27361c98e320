// Map tiles for an office that configures a tile server: requested only when the reader wants them, shown over the
// outline.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { built, expect, test, visit } from "./fixtures.mjs";
import { build } from "./sites.mjs";

const SQUARE = { type: "Polygon", coordinates: [[[119, 35], [122, 35], [122, 38], [119, 38], [119, 35]]] };
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

test.use({
  dist: built(() =>
    build("tiles", (record, root) => {
      mkdirSync(join(root, "content/geo"));
      writeFileSync(join(root, "content/geo/land.geojson"), JSON.stringify(SQUARE));
      // The map begins at one place, and has room to zoom out.
      rmSync(join(root, "content/locations/hall.json"));
      record("office.json", (it) => {
        it.outline = { credit: { en: "© Land", zh: "© 陆地" } };
        it.tiles = { url: "https://tiles.example/{z}/{x}/{y}.png", nearest: 15, credit: { en: "© Tiles", zh: "© 瓦片" } };
      });
    }),
  ),
});

test("tiles are fetched when they are wanted, follow the map, and leave the outline where they do not come", async ({ page, context, newPage, allowConsole, expectCleanConsole }) => {
  const asked = [];
  await context.route("https://tiles.example/**", (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.fulfill({ contentType: "image/png", body: PIXEL });
  });
  await visit(page, "/library/locations/pier");
  await page.waitForSelector(".map-land");
  const credit = page.locator(".map-credit");
  await expect(credit).toHaveText("© Land", { useInnerText: true });
  await expect(page.locator(".map-tiles")).toHaveText(/tiles\.example, which will see your IP address/, { useInnerText: true });
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Street map" }).press("Enter");
  await page.waitForSelector(".map-tile");
  await expect(credit).toHaveText("© Land · © Tiles", { useInnerText: true });
  const covered = () =>
    page.evaluate(() => {
      const sheet = document.querySelector(".map-sheet").getBoundingClientRect();
      const tiles = [...document.querySelectorAll(".map-tile")].map((tile) => tile.getBoundingClientRect());
      const holds = (x, y) => tiles.some((tile) => tile.left <= x + 1 && tile.right >= x - 1 && tile.top <= y + 1 && tile.bottom >= y - 1);
      return [0.02, 0.5, 0.98].every((x) => [0.02, 0.5, 0.98].every((y) => holds(sheet.left + x * sheet.width, sheet.top + y * sheet.height)));
    });
  expect(await covered()).toBeTruthy();
  const zoom = () => page.locator(".map-tile").first().getAttribute("href").then((href) => +href.split("/")[3]);
  const first = await zoom();
  for (let times = 0; times < 4; times++) await page.getByRole("button", { name: "Zoom out" }).click();
  await page.waitForFunction((first) => document.querySelector(".map-tile").getAttribute("href").split("/")[3] !== String(first), first);
  expect(first).toBeLessThanOrEqual(15);
  expect(await zoom()).toBeLessThan(first);
  await page.locator(".map-sheet").press("ArrowLeft");
  await expect.poll(covered).toBe(true);
  await page.waitForFunction(() => document.querySelectorAll(".map-tile").length > 0);
  expect(asked).not.toEqual([]);
  for (const path of asked) expect(path).toMatch(/^\/\d+\/\d+\/\d+\.png$/);
  await page.getByRole("button", { name: "Street map" }).click();
  await expect(page.locator(".map-tile")).toHaveCount(0);

  expectCleanConsole();
  allowConsole(/ERR_FAILED.*tiles\.example/);
  const cut = await newPage();
  await cut.context().route("https://tiles.example/**", (route) => route.abort());
  await visit(cut, "/zh/library/locations/pier");
  await cut.getByRole("button", { name: "街道地图" }).click();
  await cut.waitForSelector(".map-tile", { state: "attached" });
  await cut.waitForSelector(".map-land");
});
