// The focus is never lost: after any key press it is on a visible element.
import { expect, test, visit } from "./fixtures.mjs";
import { lostAfter, waitUntilStored } from "./helpers.mjs";

const packed = async (page) => {
  await visit(page, "/library/locations");
  for (const at of [0, 1, 2]) await page.locator("main .card-pack").nth(at).click();
  await waitUntilStored(page, "packs", await page.locator("main .card-title a").nth(2).getAttribute("href"));
  await visit(page, "/pack");
  await expect(page.locator("main [data-do=remove]")).toHaveCount(3);
};

const STATES = {
  "a list with filters": (page) => visit(page, "/library/locations?q=pier&class=coast"),
  "a list without a match": async (page) => {
    await visit(page, "/library/locations?class=studio-stage&district=laoshan");
    await expect(page.locator("main .nothing button")).toHaveCount(2);
  },
  "a table": (page) => visit(page, "/library/clips?view=table"),
  "a map": (page) => visit(page, "/library/locations?view=map"),
  "a list to compare": (page) => visit(page, "/library/locations?compare=zhanqiao-pier"),
  "a comparison": async (page) => {
    await visit(page, "/library/locations?view=compare&compare=zhanqiao-pier,lu-xun-park,badaguan");
    await expect(page.locator(".compare thead th")).toHaveCount(4);
  },
  "a pack": packed,
  "a pack that was sent": async (page) => {
    await packed(page);
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.locator("[data-field=link]").inputValue();
    await page.goto("about:blank");
    await visit(page, link);
    await page.waitForSelector("[data-incoming=offer]");
  },
  "a location": (page) => visit(page, "/library/locations/zhanqiao-pier"),
  "the search": async (page) => {
    await visit(page, "/search?q=sea");
    await page.waitForSelector(".found .card");
  },
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
