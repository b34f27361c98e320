// The focus is never lost: whatever a key on a control does, something that the reader can see has the focus after it.
import { expect, test, visit } from "./fixtures.mjs";
import { painted } from "./helpers.mjs";

/** Presses every button of a page once, by keyboard, those that come too; the names of those after which the body has the focus. */
async function lostAfter(page, within = "main") {
  const pressed = [];
  const lost = [];
  while (pressed.length < 80) {
    const name = await page.evaluate(
      ([within, pressed]) => {
        const nameOf = (button) => (button.ariaLabel ?? button.textContent).trim();
        const next = [...document.querySelectorAll(`${within} button:not(:disabled), ${within} summary`)].find(
          (button) => button.getClientRects().length && button.ariaDisabled !== "true" && !pressed.includes(nameOf(button)),
        );
        next?.focus();
        return next && nameOf(next);
      },
      [within, pressed],
    );
    if (name === undefined) break;
    pressed.push(name);
    await page.keyboard.press("Enter");
    await painted(page);
    await page.waitForTimeout(60);
    await painted(page);
    const kept = await page.evaluate(() => document.activeElement !== document.body && document.activeElement.getClientRects().length > 0);
    if (!kept) lost.push(name);
  }
  expect(pressed.length, "buttons were pressed").toBeGreaterThan(0);
  return lost;
}

const packed = async (page) => {
  await visit(page, "/library/locations");
  for (const at of [0, 1, 2]) await page.locator("main .pack-button").nth(at).click();
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
  "an agenda": (page) => visit(page, "/summit/2024/agenda"),
  "a location": (page) => visit(page, "/library/locations/zhanqiao-pier"),
  "the search": (page) => visit(page, "/search?q=sea"),
  "the offline page": (page) => visit(page, "/offline"),
  news: (page) => visit(page, "/news"),
};

for (const [name, open] of Object.entries(STATES)) {
  test(`after every button something has the focus: ${name}`, async ({ page, allowConsole }) => {
    allowConsole(/./);
    await page.addInitScript(() => (window.print = () => {}));
    await open(page);
    expect(await lostAfter(page)).toEqual([]);
  });
}
