// Posters: drawn on the page, decoded again, and their codes read by another's reader.
import { buildSync } from "esbuild";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { install } from "./devices.mjs";
import { ROOT } from "./environment.mjs";
import { expect, officeTest, test, visit } from "./fixtures.mjs";
import { download, expectAccessible, expectNoSidewaysScroll, openShare } from "./helpers.mjs";
import { fill } from "./lookbook.mjs";

const require = createRequire(import.meta.url);
prepareZXingModule({ overrides: { wasmBinary: readFileSync(require.resolve("zxing-wasm/reader/zxing_reader.wasm")) } });

const PIER = "/library/locations/zhanqiao-pier";
const picture = (page) => page.locator(".poster-picture");

/** Opens the poster of the page that is shown; returns its bytes, its size, the number of its colours in the picture and in the text, and what its code says. */
async function open(page, name = "Poster") {
  await openShare(page);
  await page.locator("main").getByRole("button", { name, exact: true }).click();
  await picture(page).waitFor();
  const url = await picture(page).getAttribute("src");
  expect(url).toMatch(/^data:image\/jpeg;base64,/);
  const bytes = Buffer.from(url.split(",")[1], "base64");
  const seen = await page.evaluate(async (base64) => {
    const blob = new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], { type: "image/jpeg" });
    const image = await createImageBitmap(blob);
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    const colours = (y, height) => {
      const { data } = context.getImageData(0, y, image.width, height);
      const found = new Set();
      for (let at = 0; at < data.length; at += 4) found.add((data[at] >> 4) * 256 + (data[at + 1] >> 4) * 16 + (data[at + 2] >> 4));
      return found.size;
    };
    return { size: [image.width, image.height], pictures: colours(0, 300), text: colours(1100, 300) };
  }, url.split(",")[1]);
  const [{ text: link } = {}] = await readBarcodes(new Uint8Array(bytes), { formats: ["QRCode"] });
  return { bytes, link, ...seen };
}

const close = (page) => page.locator(".poster").getByRole("button", { name: /^(Close|关闭)$/ }).click();

for (const [path, title] of [
  [PIER, "Zhanqiao Pier"],
  ["/library/clips/zhanqiao-pier-gulls", "Gulls"],
  ["/news/2023-summit-opens", "summit"],
  ["/summit/2023", "2023"],
  ["/summit/2023/sessions/aigc-report", "generative AI"],
]) {
  test(`the poster of ${path} shows its picture, its words and its link`, async ({ page, site }) => {
    await visit(page, path);
    const poster = await open(page);
    expect(poster.size).toEqual([1080, 1440]);
    expect(poster.link).toBe(`${site.origin}${path}`);
    expect(poster.text, "text on paper").toBeGreaterThan(20);
    if (!path.includes("sessions")) expect(poster.pictures, "a picture").toBeGreaterThan(40);
    const alt = await picture(page).getAttribute("alt");
    expect(alt).toMatch(/^Poster: /);
    expect(alt).toContain(title);
    expect(alt).toContain(new URL(path, site.origin).host);
    const file = await download(page, () => page.getByRole("button", { name: "Save picture" }).click());
    expect(file.name).toMatch(/\.jpg$/);
    expect(file.bytes.equals(poster.bytes)).toBe(true);
    await expect(page.locator(".poster .delivery [role=status]")).toHaveText(`Saved as ${file.name}.`, { useInnerText: true });
    await close(page);
    await expect(page.locator(".poster")).toBeHidden();
    await expect(page.locator("[data-poster]"), "the focus is back").toBeFocused();
  });
}

test("people, reports and productions have posters, and a production shows its places", async ({ page, site }) => {
  for (const list of ["/library/experts", "/library/productions"]) {
    await visit(page, list);
    const path = await page.locator(`main a[href^="${list}/"]`).first().getAttribute("href");
    await visit(page, path);
    expect((await open(page)).link).toBe(`${site.origin}${path}`);
  }
});

test("a Chinese page has a Chinese poster", async ({ page, site }) => {
  await visit(page, `/zh${PIER}`);
  const { link } = await open(page, "海报");
  expect(link).toBe(`${site.origin}/zh${PIER}`);
  expect(await picture(page).getAttribute("alt")).toMatch(/^海报：栈桥 · /);
  await expect(page.getByText("长按图片即可保存或转发。")).toBeVisible();
});

test("the poster of a pack opens the pack; a code for a very long link leads to the site", async ({ page, site }) => {
  await fill(page);
  const { link } = await open(page);
  await close(page);
  await page.getByRole("button", { name: "Make a link and a QR code" }).click();
  expect(link).toBe(await page.locator("[data-field=link]").inputValue());
  expect(link).toContain("#p=");
  expect(await page.evaluate(() => document.querySelectorAll(".poster-picture").length), "a closed poster is gone").toBe(0);

  await page.locator(".pack textarea").first().fill("The gate is open from six. ".repeat(60));
  await page.locator(".pack textarea").first().blur();
  await expect(page.getByText("The link is too long for a QR code that a phone can read")).toBeVisible();
  expect((await open(page)).link).toBe(`${site.origin}/`);
  await expect(page.locator(".poster [role=status]").first()).toHaveText(/The link is too long for a QR code: this code opens the site\.$/, { useInnerText: true });
});

test("Back closes the poster with its page; Escape closes it", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.locator(`main a[href="${PIER}"]`).first().click();
  await page.waitForSelector("main [data-poster]", { state: "attached" });
  await open(page);
  await page.goBack();
  await expect(page.locator(".poster")).toBeHidden();
  await page.goForward();
  await open(page);
  await page.keyboard.press("Escape");
  await expect(page.locator(".poster")).toBeHidden();
});

test("the generator is loaded when it is asked for; a missing generator or picture is told", async ({ page, allowConsole }) => {
  allowConsole(/Failed to load resource|ERR_FAILED/);
  await visit(page, PIER);
  await page.route(/\/assets\/[^/]*\.js$/, (route) => route.abort());
  await openShare(page);
  await page.locator("main [data-poster]").click();
  await expect(page.locator(".poster [role=alert]")).toHaveText(/could not be loaded\. Connect to the network/, { useInnerText: true });
  await close(page);
  await page.unroute(/\/assets\/[^/]*\.js$/);
  await page.route(/\/media\//, (route) => (route.request().resourceType() === "fetch" ? route.abort() : route.continue()));
  const poster = await open(page);
  expect(poster.size).toEqual([1080, 1440]);
  await expect(page.locator(".poster [role=status]").first()).toHaveText(/ 1 picture could not be loaded/, { useInnerText: true });
});

test("a part of the program that cannot be loaded is told", async ({ page, allowConsole }) => {
  allowConsole(/Failed to load resource|ERR_FAILED|wasm/);
  await visit(page, PIER);
  await page.route(/\.chunk\.wasm$/, (route) => route.abort());
  await openShare(page);
  await page.locator("main [data-poster]").click();
  await expect(page.locator("#failure")).toHaveText(/^That did not work/, { useInnerText: true });
  await page.unroute(/\.chunk\.wasm$/);
  await open(page);
});

test("the dialogue is usable on a small phone", async ({ newPage }) => {
  const page = await newPage({ bypassCSP: true, viewport: { width: 320, height: 640 } });
  await visit(page, PIER);
  await open(page);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, "a poster", "aria-dialog-name", "button-name", "color-contrast", "image-alt", "target-size");
});

test("without JavaScript there is no button", async ({ newPage }) => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(PIER);
  await expect(page.locator("[data-poster]")).toBeHidden();
});

officeTest("with the network cut, a page that was opened has its poster", async ({ page, site }) => {
  await install(page, PIER);
  await site.cut();
  expect((await open(page)).link).toBe(`${new URL(page.url()).origin}${PIER}`);
});

test("lines break where Chinese and English allow it", async () => {
  const { outputFiles } = buildSync({ entryPoints: [join(ROOT, "worker/poster/lines.ts")], bundle: true, format: "esm", write: false });
  const { lines, atMost, balanced } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
  const measure = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 2 : 1), 0);
  const chinese = "青岛，世界“电影之都”的百年光影：从栈桥到东方影都，城市与电影的故事。";
  const english = "The old town’s “long pier” (1892) at 50% of its 440 m, film.example/library/locations/zhanqiao-pier now";
  for (let width = 8; width < 60; width++) {
    for (const text of [chinese, english]) {
      // A narrower line breaks the host in the URL, which is one word.
      if (text === english && width < 13) continue;
      const found = lines(text, width, measure);
      expect(found.join("").replaceAll(" ", ""), "nothing is lost").toBe(text.replaceAll(" ", ""));
      for (const line of found) {
        expect(measure(line)).toBeLessThanOrEqual(width);
        expect(line, `${width}`).not.toMatch(/^[，。、；：？！）》”’,.;:!?)\]%]/);
        expect(line, `${width}`).not.toMatch(/[（《“‘([]$/);
      }
    }
  }
  expect(lines(chinese, 12, measure)).toEqual(["青岛，世界", "“电影之都”的", "百年光影：从", "栈桥到东方影", "都，城市与电", "影的故事。"]);
  expect(lines(english, 20, measure).slice(0, 3)).toEqual(["The old town’s “long", "pier” (1892) at 50%", "of its 440 m,"]);
  expect(atMost(english, 2, 20, measure)).toEqual(["The old town’s “long", "pier” (1892) at…"]);
  expect(atMost("城市与电影的故事，从栈桥开始", 1, 18, measure)).toEqual(["城市与电影的故事…"]);
  expect(balanced("Summit opens in Qingdao with a look back", 3, 36, measure)).toEqual(["Summit opens in Qingdao", "with a look back"]);
  expect(lines("", 10, measure)).toEqual([]);
  expect(lines("supercalifragilistic", 6, measure)).toEqual(["superc", "alifra", "gilist", "ic"]);
});
