// Visual regression: screens of every kind of page, compared with those in docs/screens.
//
// ./dev test e2e screens -u takes them anew. Look at the changed ones before you commit them.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BROWSER, ROOT } from "./environment.mjs";
import { expect, test, visit } from "./fixtures.mjs";
import { fixedFonts } from "./fonts.mjs";
import { painted, stopClock, waitUntilStored } from "./helpers.mjs";
import { difference, webp } from "./pictures.mjs";
import { FLAGS } from "./site.mjs";

const FOLDER = join(ROOT, "docs/screens");
const QUALITY = 0.6;
/** The share of pixels that may differ, so that another version of the browser or of a font passes. */
const TOLERANCE = 0.001;

const SIZES = { phone: { width: 360, height: 780 }, desktop: { width: 1440, height: 900 } };
// Half of the screens are taken in the first pair and half in the second, so that every size is seen in both languages
// and both themes.
const LOOKS = [
  { phone: ["zh", "light"], desktop: ["en", "dark"] },
  { phone: ["en", "dark"], desktop: ["zh", "light"] },
];

const PIER = "/library/locations/zhanqiao-pier";

/** Each screen: its name, its path, which pair of looks, and what to do on the page. */
const SCREENS = [
  ["home", "", 0],
  ["library", "/library", 1],
  ["list", "/library/locations", 0],
  ["list-filters", "/library/locations", 1, (page) => openFilters(page)],
  ["list-map", "/library/locations?view=map", 0, (page) => showMap(page)],
  ["list-compare", "/library/clips?view=compare&compare=badaguan-ginkgo,zhanqiao-pier-gulls", 1, (page) => page.waitForSelector(".compare thead a")],
  ["location", PIER, 0],
  ["viewer", `${PIER}?picture=2`, 1, (page) => page.waitForSelector("dialog.viewer[open] [data-place=here] img")],
  ["clip", "/library/clips/zhanqiao-pier-gulls", 0],
  ["production", "/library/productions/sea-hawk", 1],
  ["person", "/library/experts/guo-fan", 0],
  ["agenda", "/summit/2023/agenda", 0],
  ["session", "/summit/2023/sessions/opening-ceremony", 1],
  ["edition", "/summit/2023", 1],
  ["report", "/summit/2023/reports/cinema-comparison", 0],
  ["news", "/news", 1],
  ["article", "/news/2023-creation-of-the-gods-1", 0],
  ["search", { zh: "/search?q=栈桥", en: "/search?q=pier" }, 1, (page) => page.waitForSelector("main .card-title")],
  ["pack", "/pack", 1, (page) => page.waitForSelector(".pack > li:nth-child(2) img")],
  ["offline", "/offline", 0, (page) => showStored(page)],
  ["about", "/about", 0],
  ["missing", "/nowhere", 1],
];

test.use({
  launchOptions: [
    async ({}, use) => {
      const { env, args } = fixedFonts();
      await use({ executablePath: BROWSER, args: [...FLAGS, ...args], env });
    },
    { scope: "worker" },
  ],
});

/** Whether the pictures are to be replaced: the option -u. */
const updates = ({ config }) => ["all", "changed"].includes(config.updateSnapshots);

async function openFilters(page) {
  const button = page.locator(".sheet-open");
  if (await button.isVisible()) await button.click();
}

/** Waits for the land, and for the list of what is in view. */
async function showMap(page) {
  await page.waitForSelector(".map-land");
  await page.waitForSelector(".map-rows .card-title", { state: "attached" });
}

/** Shows the page as on a device that has stored the site. */
async function showStored(page) {
  await page.evaluate(() => {
    const tier = { files: 900, bytes: 9_000_000, ready: true };
    const minutes = (count) => count * 60_000;
    const report = { state: "ready", version: "1", bytes: 20_000_000, age: minutes(90), current: minutes(5) };
    dispatchEvent(new CustomEvent("offline-state", { detail: { ...report, tiers: { "text-en": tier, "text-zh": tier } } }));
  });
  await page.waitForSelector("[data-copy=ready]");
}

/** Adds two records to the pack. */
async function pack(page, language) {
  for (const path of [PIER, "/library/clips/badaguan-ginkgo"]) {
    await visit(page, language + path);
    await page.click("main .pack-button");
    await waitUntilStored(page, "packs", path);
  }
}

/** Waits until everything in the window is drawn, and replaces what every build changes. */
async function settle(page) {
  await page.evaluate(async () => {
    const isSeen = (element) => element.getClientRects().length && element.getBoundingClientRect().top < innerHeight;
    await Promise.all([...document.images].filter(isSeen).map((image) => image.decode()));
    // The browser's own controls show that they wait for the clip.
    for (const video of document.querySelectorAll("video")) video.controls = false;
    for (const line of document.querySelectorAll(".footer p")) {
      line.textContent = line.textContent.replace(/\d+\.\d+\.\d+\+\S+/, "1.0.0");
    }
  });
  await painted(page);
}

/** A screenshot, once two in a row are the same. */
async function steady(page) {
  const shoot = () => page.screenshot({ animations: "disabled" });
  let last = await shoot();
  for (let tries = 0; tries < 10; tries++) {
    await painted(page);
    const next = await shoot();
    if (next.equals(last)) break;
    last = next;
  }
  return last;
}

for (const [name, path, pair, act] of SCREENS) {
  test(`the screen looks as before: ${name}`, async ({ newPage, allowConsole }, info) => {
    allowConsole(/404/);
    const blank = await newPage();
    for (const [size, [language, colorScheme]] of Object.entries(LOOKS[pair])) {
      const page = await newPage({ viewport: SIZES[size], colorScheme, reducedMotion: "reduce", deviceScaleFactor: 1 });
      await stopClock(page);
      // The size of the disk.
      await page.addInitScript(() => (StorageManager.prototype.estimate = async () => ({ usage: 20_000_000, quota: 2_000_000_000 })));
      const prefix = language === "zh" ? "/zh" : "";
      if (name === "pack") await pack(page, prefix);
      await visit(page, prefix + (path[language] ?? path) || "/");
      await act?.(page);
      await settle(page);
      const taken = await webp(blank, await steady(page), QUALITY);
      await page.context().close();
      const file = `${name}-${size}.webp`;
      const stored = join(FOLDER, file);
      const known = existsSync(stored) ? readFileSync(stored) : undefined;
      const { share, marked } = known ? await difference(blank, known, taken) : { share: 1 };
      if (share <= TOLERANCE) continue;
      if (updates(info)) {
        mkdirSync(FOLDER, { recursive: true });
        writeFileSync(stored, taken);
        continue;
      }
      await info.attach(file, { body: taken, contentType: "image/webp" });
      if (marked) await info.attach(`${file}, differences`, { body: marked, contentType: "image/png" });
      writeFileSync(info.outputPath(file), taken);
      const how = known ? `${(share * 100).toFixed(2)} % of the pixels differ` : "no such picture";
      expect.soft(share, `docs/screens/${file}: ${how}; now it is ${info.outputPath(file)}. If that is right: ./dev test e2e screens -u`).toBe(0);
    }
  });
}

test("docs/screens has no other pictures", ({}, info) => {
  const wanted = SCREENS.flatMap(([name]) => Object.keys(SIZES).map((size) => `${name}-${size}.webp`));
  const others = readdirSync(FOLDER).filter((file) => file.endsWith(".webp") && !wanted.includes(file));
  if (updates(info)) others.forEach((file) => rmSync(join(FOLDER, file)));
  else expect(others).toEqual([]);
});

test("a difference is found, and smoothed edges are none", async ({ newPage }) => {
  const page = await newPage({ viewport: { width: 200, height: 200 } });
  const square = async (left, colour, height = 200) => {
    await page.setViewportSize({ width: 200, height });
    await page.setContent(`<svg viewBox="0 0 20 20"><circle cx="${left}" cy="8" r="2" fill="${colour}"/></svg>`);
    return webp(page, await page.screenshot(), QUALITY);
  };
  const known = await square(5, "teal");
  expect((await difference(page, known, await square(5, "teal"))).share).toBe(0);
  expect((await difference(page, known, await square(5.02, "teal"))).share).toBeLessThan(TOLERANCE);
  for (const [left, colour] of [[6, "teal"], [5, "brown"]]) {
    const { share, marked } = await difference(page, known, await square(left, colour));
    expect(share).toBeGreaterThan(10 * TOLERANCE);
    expect(marked.subarray(1, 4).toString()).toBe("PNG");
  }
  expect((await difference(page, known, await square(5, "teal", 201))).share).toBe(1);
});

test("a missing font is named, with its package", ({}) => {
  expect(() => fixedFonts(FOLDER)).toThrow(/NotoSansCJK-Regular\.ttc, which is not in .*: apt-get install fonts-noto-cjk$/);
});
