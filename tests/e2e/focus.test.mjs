// The focus is never lost: after any key press it is on a visible element.
import { expect, test, visit } from "./fixtures.mjs";
import { lostAfter } from "./helpers.mjs";

const packed = async (page) => {
  await visit(page, "/library/locations");
  for (const at of [0, 1, 2]) await page.locator("main .card-pack").nth(at).click();
  await visit(page, "/pack");
  await expect(page.locator("main [data-do=remove]")).toHaveCount(3);
};

const STATES = {
  "a list with filters": (page) => visit(page, "/library/locations?q=pier&class=historic"),
  "a list without a match": (page) => visit(page, "/library/locations?q=pier&class=historic&district=laoshan"),
  "a table": (page) => visit(page, "/library/clips?view=table"),
  "a map": (page) => visit(page, "/library/locations?view=map"),
  comparison: async (page) => {
    await visit(page, "/library/locations?compare=zhanqiao-pier");
  },
  "a pack": packed,
  "a location": (page) => visit(page, "/library/locations/zhanqiao-pier"),
  "the search": (page) => visit(page, "/search?q=sea"),
  "the offline page": (page) => visit(page, "/offline"),
  news: (page) => visit(page, "/news"),
};

for (const [name, open] of Object.entries(STATES)) {
  test(`after every button something has the focus: ${name}`, async ({ page }) => {
    await page.addInitScript(() => (window.print = () => {}));
    await open(page);
    expect(await lostAfter(page)).toEqual([]);
    await expect(page.locator("html[data-app=ready]")).toHaveCount(1);
  });
}
