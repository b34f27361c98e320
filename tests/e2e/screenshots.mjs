// Takes screenshots of the built site to look at: node tests/e2e/screenshots.mjs FOLDER [PATH…]
// Takes every kind of page unless paths are named; at 360, 820 and 1440 px, light and dark.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { kinds, launch, serve, visit } from "./site.mjs";

const [folder, ...named] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const site = await serve();
const browser = await launch();
for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 820, 1440]) {
    const viewport = { width, height: width < 600 ? 780 : 1000 };
    const context = await browser.newContext({ colorScheme, viewport, serviceWorkers: "block" });
    const page = await context.newPage();
    for (const path of named.length > 0 ? named : kinds()) {
      await visit(page, site.origin + path);
      await page.evaluate(() => {
        for (const image of document.images) image.loading = "eager";
        return Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
      });
      const name = `${path.replaceAll("/", "_")}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: join(folder, name), fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
await site.stop();
