// Map tiles of an office that configures a server of them: asked for when they are wanted, over the outline.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build, clear } from "./devices.mjs";
import { launch, open, serve, visit } from "./site.mjs";

const SQUARE = { type: "Polygon", coordinates: [[[119, 35], [122, 35], [122, 38], [119, 38], [119, 35]]] };
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

let site, browser;
before(async () => {
  const { dist } = build("tiles", (record, root) => {
    mkdirSync(join(root, "content/geo"));
    writeFileSync(join(root, "content/geo/land.geojson"), JSON.stringify(SQUARE));
    record("office.json", (it) => {
      it.outline = { credit: { en: "© Land", zh: "© 陆地" } };
      it.tiles = { url: "https://tiles.example/{z}/{x}/{y}.png", nearest: 15, credit: { en: "© Tiles", zh: "© 瓦片" } };
    });
  });
  site = await serve(dist);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await clear();
});

test("tiles are fetched when they are wanted, follow the map, and leave the outline where they do not come", async () => {
  const { page, context, quiet } = await open(browser);
  const asked = [];
  await context.route("https://tiles.example/**", (route) => {
    asked.push(new URL(route.request().url()).pathname);
    return route.fulfill({ contentType: "image/png", body: PIXEL });
  });
  await visit(page, site.origin + "/library/locations/pier");
  await page.waitForSelector(".map-land");
  const credit = page.locator(".map-credit");
  assert.equal(await credit.innerText(), "© Land");
  assert.match(await page.locator(".map-tiles").innerText(), /tiles\.example, which then learns your address/);
  assert.deepEqual(asked, []);
  await page.getByRole("button", { name: "Street map" }).press("Enter");
  await page.waitForSelector(".map-tile");
  assert.equal(await credit.innerText(), "© Land · © Tiles");
  const covered = () =>
    page.evaluate(() => {
      const sheet = document.querySelector(".map-sheet").getBoundingClientRect();
      const tiles = [...document.querySelectorAll(".map-tile")].map((tile) => tile.getBoundingClientRect());
      const holds = (x, y) => tiles.some((tile) => tile.left <= x + 1 && tile.right >= x - 1 && tile.top <= y + 1 && tile.bottom >= y - 1);
      return [0.02, 0.5, 0.98].every((x) => [0.02, 0.5, 0.98].every((y) => holds(sheet.left + x * sheet.width, sheet.top + y * sheet.height)));
    });
  assert.ok(await covered());
  const zoom = () => page.locator(".map-tile").first().getAttribute("href").then((href) => +href.split("/")[3]);
  const first = await zoom();
  for (let times = 0; times < 2; times++) await page.getByRole("button", { name: "Closer" }).click();
  await page.waitForFunction((first) => document.querySelector(".map-tile").getAttribute("href").split("/")[3] !== String(first), first);
  assert.ok((await zoom()) > first && (await zoom()) <= 15);
  await page.locator(".map-sheet").press("ArrowLeft");
  assert.ok(await covered());
  await page.waitForFunction(() => document.querySelectorAll(".map-tile").length > 0);
  assert.ok(asked.length > 0 && asked.every((path) => /^\/\d+\/\d+\/\d+\.png$/.test(path)), asked.join(" "));
  await page.getByRole("button", { name: "Street map" }).click();
  await page.waitForSelector(".map-tile", { state: "detached" });
  quiet();
  await context.close();

  const cut = await open(browser);
  await cut.context.route("https://tiles.example/**", (route) => route.abort());
  await visit(cut.page, site.origin + "/zh/library/locations/pier");
  await cut.page.getByRole("button", { name: "街道地图" }).click();
  await cut.page.waitForSelector(".map-tile", { state: "attached" });
  await cut.page.waitForSelector(".map-land");
  await cut.context.close();
});
