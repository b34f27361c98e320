// Helpers for tests of a page.
import { expect } from "@playwright/test";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Asserts that no rule of WCAG 2.2 AA, or none of the named rules, is broken. Needs a page with the option `bypassCSP`.
 */
export async function expectAccessible(page, where = page.url(), ...rules) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const runOnly = rules.length ? { type: "rule", values: rules } : { type: "tag", values: TAGS };
  const violations = await page.evaluate(async (runOnly) => {
    // While axe measures, no block must get another height (style/layout.css).
    document.documentElement.toggleAttribute("data-whole", true);
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }, runOnly);
  expect(violations, where).toEqual([]);
}

/** The same in both themes, which differ only in colours. */
export async function expectAccessibleInBothThemes(page, where = page.url()) {
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page, `${where}, light`);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, `${where}, dark`, "color-contrast", "link-in-text-block");
}

/** Asserts that the page is no wider than the window. */
export async function expectNoSidewaysScroll(page, where = page.url()) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${where}: pixels beyond the window`).toBeLessThanOrEqual(0);
}

/** A file for a file input. */
export const textFile = (name, text) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });

/** Performs an action that makes the page download a file; returns the file's name and text. */
export async function download(page, act) {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()), text: readFileSync(await file.path(), "utf8") };
}

/** Waits until layout and paint are done. */
export const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Makes a morning in Qingdao the time of a page, for good. Playwright's clock would replace the timers too. */
export const stopClock = (page) =>
  page.addInitScript((now) => {
    globalThis.Date = class extends Date {
      constructor(...parts) {
        super(...(parts.length ? parts : [now]));
      }
      static now = () => now;
    };
  }, Date.parse("2026-10-12T09:30:00+08:00"));

/** The reader's data as the device stores it: the version of the database and its texts; null if there is none. */
export const stored = (page, database = "packs") =>
  page.evaluate(async (database) => {
    if (!(await indexedDB.databases()).some(({ name }) => name === database)) return null;
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(database);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const store = request.result.transaction("texts").objectStore("texts");
        const [keys, values] = [store.getAllKeys(), store.getAll()];
        values.onerror = () => reject(values.error);
        values.onsuccess = () => {
          const { version } = request.result;
          request.result.close();
          resolve({ version, ...Object.fromEntries(keys.result.map((key, at) => [key, values.result[at]])) });
        };
      };
    });
  }, database);

/**
 * Waits until the device has stored a record ("packs", "agenda", "reading") that names a page. A button shows the
 * change at once, but if the page is left at that moment, the change may not be stored.
 */
export const waitUntilStored = (page, record, path, database) =>
  expect
    .poll(async () => (await stored(page, database))?.[record] ?? "", { message: `${path} is stored in ${record}`, intervals: [50] })
    .toContain(path);

/** Waits until search matches are highlighted; returns the highlighted text and the names of the elements around it. */
export async function highlights(page) {
  await page.waitForFunction(() => CSS.highlights.get("found")?.size > 0);
  return page.evaluate(() =>
    [...CSS.highlights.get("found")].map((range) => {
      const { localName, className } = range.startContainer.parentElement;
      return { text: range.toString(), holder: className || localName };
    }),
  );
}

/**
 * Presses every button of a page once by keyboard, including those that appear; returns those after which the focus is
 * lost.
 */
export async function lostAfter(page, within = "main") {
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
    const kept = await page.evaluate(() => {
      const { activeElement: active, body } = document;
      const { top, bottom, height } = active.getBoundingClientRect();
      return active !== body && height > 0 && bottom > 0 && top < innerHeight;
    });
    if (!kept) lost.push(name);
  }
  expect(pressed.length, "buttons were pressed").toBeGreaterThan(0);
  return lost;
}

/** Opens what is behind "Share" on a record's page, if the page has that and it is closed. */
export async function openShare(page) {
  const closed = page.locator("main .bar-share:not([open]) > summary");
  if (await closed.count()) await closed.click();
}

/** Does something in the sheet of a page, which is beside its list on a wide screen. */
export async function inSheet(page, act) {
  const button = page.locator(".sheet-open");
  const opens = await button.isVisible();
  if (opens) await button.click();
  await act();
  if (opens) await page.keyboard.press("Escape");
}
