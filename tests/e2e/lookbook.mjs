// Helpers for tests of a pack's office files.
import { visit } from "./site.mjs";
import { download, inSheet } from "./helpers.mjs";

/** The records of the pack. */
export const PACK = ["/library/locations/badaguan", "/library/locations/zhanqiao-pier", "/library/clips/badaguan-ginkgo"];

/** Opens a pack of these records, with a name, a day and notes. `prefix` is the one of the language. */
export async function fill(page, prefix = "", records = PACK) {
  await page.addInitScript((records) => {
    if (!sessionStorage.getItem("seeded")) localStorage.setItem("pack", records.join("\n"));
    sessionStorage.setItem("seeded", "1");
  }, records);
  await visit(page, `${prefix}/pack`);
  await page.waitForFunction(
    (count) => document.querySelectorAll(".pack > li").length === count && !document.querySelector(".pack [aria-busy=true]"),
    records.length,
  );
  const set = async (field, value) => {
    await field.fill(value);
    await field.blur();
  };
  await inSheet(page, async () => {
    await set(page.locator("[data-field=name]"), "Old town & day 2");
    await set(page.locator("[data-field=day]"), "2025-03-20");
  });
  await page.waitForSelector(".pack-sun");
  await set(page.locator(".pack textarea").first(), "=1+1\ngate <B> & “lift”");
}

/** Presses the button for a kind of file; returns the file's name and bytes. */
export const make = (page, kind) => download(page, () => page.click(`[data-make=${kind}]`));
