// Takes the screenshots that a device shows before it installs the app, into public/screenshots: run ./dev build, then
// node tests/e2e/install-screenshots.mjs.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inSheet } from "./helpers.mjs";
import { webp } from "./pictures.mjs";
import { launch, serve, visit } from "./site.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../public/screenshots");
mkdirSync(folder, { recursive: true });
const PACKED = ["/library/locations/zhanqiao-pier", "/library/locations/badaguan", "/library/clips/badaguan-ginkgo"];
const PAGES = { home: "/", location: "/library/locations/zhanqiao-pier", pack: "/pack" };
const SHAPES = { narrow: { width: 412, height: 892 }, wide: { width: 1280, height: 800 } };
const NOTES = { en: "Low tide at 6:40; meet at the north gate", zh: "6:40低潮，北门集合" };

const site = await serve();
const browser = await launch();
const encoder = await (await browser.newContext()).newPage();
for (const [language, place] of [["en", ""], ["zh", "/zh"]]) {
  for (const [form, viewport] of Object.entries(SHAPES)) {
    const context = await browser.newContext({ viewport, serviceWorkers: "block" });
    const page = await context.newPage();
    for (const path of PACKED) {
      await visit(page, site.origin + place + path);
      await page.click("main .pack-button");
      await page.waitForSelector("main .pack-button[aria-pressed=true]");
    }
    for (const [what, path] of Object.entries(PAGES)) {
      await visit(page, site.origin + (place + path).replace(/(.)\/$/, "$1"));
      if (what === "pack") {
        await page.locator(".pack textarea").first().fill(NOTES[language]);
        await inSheet(page, async () => {
          await page.locator("[data-field=day]").fill("2026-10-12");
          await page.locator("[data-field=day]").blur();
        });
        await page.waitForSelector(".pack-sun");
      }
      await page.waitForFunction(() => [...document.images].every((image) => image.loading === "lazy" || image.complete));
      await page.evaluate(() => Promise.all([...document.images].filter((it) => it.getBoundingClientRect().top < innerHeight).map((it) => it.decode())));
      await page.evaluate(() => scrollTo(0, 0));
      const picture = await webp(encoder, await page.screenshot(), 0.82);
      writeFileSync(join(folder, `${language}-${form}-${what}.webp`), picture);
    }
    await context.close();
  }
}
await browser.close();
await site.stop();
