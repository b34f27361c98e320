// The accessibility tree of each kind of page of the small site and of some states, in both languages: what a screen
// reader gets. They are compared with those in tests/e2e/trees.
//
// ./dev test e2e trees -u writes them anew. Read the difference before you commit it.
import { built, expect, test, visit } from "./fixtures.mjs";
import { painted, stopClock } from "./helpers.mjs";
import { kinds } from "./site.mjs";
import { build } from "./sites.mjs";

test.use({ dist: built(() => build("one")) });

/** A file name for a path: home, news, library-locations-pier. */
const named = (path) => path.replace(/^\/zh(?=\/|$)/, "").replace(/^\//, "").replaceAll("/", "-") || "home";

/** Compares the tree of an element with the stored one. Playwright's own assertion passes if there is no stored one. */
async function expectTree(locator, language, name) {
  const tree = await locator.ariaSnapshot();
  // File names and versions change with every build.
  const stable = tree.replace(/\/media\/[\w-]+/g, "/media/NAME").replace(/\d+\.\d+\.\d+\+\S+/, "1.0.0");
  expect.soft(`${stable}\n`, `${language}: ${name}`).toMatchSnapshot([language, `${name}.yml`]);
}

for (const language of ["en", "zh"]) {
  const prefix = language === "zh" ? "/zh" : "";

  test(`the accessibility tree of each kind of page is as before: ${language}`, async ({ page, dist }) => {
    await stopClock(page);
    for (const path of kinds(language, dist)) {
      await visit(page, path);
      await page.waitForSelector("html[data-app=ready]");
      await painted(page);
      await expectTree(page.locator("main"), language, named(path));
    }
    // The frame is the same on all pages.
    await expectTree(page.locator(".header"), language, "frame-header");
    await expectTree(page.locator(".footer"), language, "frame-footer");
  });

  test(`the accessibility tree of each state is as before: ${language}`, async ({ page }) => {
    await stopClock(page);
    const main = page.locator("main");
    await visit(page, `${prefix}/library/locations?view=map`);
    await page.waitForSelector(".map-rows > li a");
    await expectTree(main, language, "state-map");
    await visit(page, `${prefix}/library/locations?view=table`);
    await page.waitForSelector("main table");
    await expectTree(main, language, "state-table");
    await visit(page, `${prefix}/search?q=pier`);
    await page.waitForSelector("main .card-title");
    await expectTree(main, language, "state-results");
    await visit(page, `${prefix}/library/locations/pier`);
    await page.click("main .pack-button");
    await page.waitForSelector("main .pack-button[aria-pressed=true]");
    await expectTree(main, language, "state-packed");
    await page.locator(".mosaic a").first().click();
    await page.waitForSelector("dialog.viewer[open]");
    await expectTree(page.locator("dialog.viewer"), language, "state-viewer");
  });
}
