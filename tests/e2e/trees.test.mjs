// The accessibility tree of each kind of page of the small site, in both languages, compared with those in
// tests/e2e/trees.
//
// ./dev test e2e trees -u writes them anew. Read the difference before you commit it.
import { built, expect, test, visit } from "./fixtures.mjs";
import { kinds } from "./site.mjs";
import { build } from "./sites.mjs";

test.use({ dist: built(() => build("one")) });

/** A file name for a path: home, news, library-locations-pier. */
const named = (path) => path.replace(/^\/zh(?=\/|$)/, "").replace(/^\//, "").replaceAll("/", "-") || "home";

for (const language of ["en", "zh"]) {
  test(`the accessibility tree of each kind of page is as before: ${language}`, async ({ page, dist }) => {
    for (const path of kinds(language, dist)) {
      await visit(page, path);
      const name = `${language}/${named(path)}.aria.yml`;
      await expect.soft(page.locator("main"), path).toMatchAriaSnapshot({ name });
    }
    // The frame is the same on all pages.
    for (const part of [".header", ".footer"]) {
      await expect.soft(page.locator(part)).toMatchAriaSnapshot({ name: `${language}/frame${part}.aria.yml` });
    }
  });

  test(`the accessibility tree of each state is as before: ${language}`, async ({ page }) => {
    const prefix = language === "zh" ? "/zh" : "";
    const matches = (name, locator = page.locator("main")) =>
      expect.soft(locator, name).toMatchAriaSnapshot({ name: `${language}/state-${name}.aria.yml` });
    await visit(page, `${prefix}/library/locations?view=map`);
    await page.waitForSelector(".list-map .results-count");
    await matches("map");
    await visit(page, `${prefix}/library/locations?view=table`);
    await page.waitForSelector("main table");
    await matches("table");
    await visit(page, `${prefix}/search?q=pier`);
    await page.waitForSelector("main .card-title");
    await matches("search-results");
    await visit(page, `${prefix}/library/locations/pier`);
    await page.click("main .pack-button");
    await page.waitForSelector("main .pack-button[aria-pressed=true]");
    await matches("packed");
    await page.locator(".mosaic a").first().click();
    await page.waitForSelector("dialog.viewer[open]");
    await matches("viewer", page.locator("dialog.viewer"));
  });
}
