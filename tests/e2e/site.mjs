// The built site behind a real server under the production headers, and a real browser before it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { need, serveBy } from "./servers.mjs";

/** Serves a built site, the one in DIST if none is named; the variable SERVER names another server than Caddy. */
export const serve = (dist = need("DIST")) => serveBy(process.env.SERVER ?? "caddy", dist);

// The last list counts, so it names again what Playwright turns off for the sake of tests. The one of ours: Chromium starts
// a site's offline worker when a link comes into sight. If that happens in the moment in which the worker is stopped for a
// newer one, it lives on until it has been idle for 30 s, or for ever where a debugger is attached, as it is here.
const OFF = [
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
  "SpeculativeServiceWorkerWarmUp",
];

const FLAGS = [
  `--disable-features=${OFF}`,
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** A headless Chromium that asks nobody but the pages' own server. */
export const launch = (args = [], options = {}) =>
  chromium.launch({ executablePath: need("CHROMIUM"), ...options, args: [...FLAGS, ...args] });

/** The same with a profile of its own, which may keep and install things; answers its context. */
export const launchKept = (profile) =>
  chromium.launchPersistentContext(profile, { executablePath: need("CHROMIUM"), args: FLAGS });

/**
 * A page that keeps all that is written to the console; `allow` are patterns that a test expects.
 *
 * Without the offline worker, unless a test asks for it: what a worker answers cannot be intercepted.
 */
export async function open(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  const heard = [];
  page.on("console", (message) => {
    // What the tests themselves ask about a list that is not shown; the page asks nothing of it.
    if (/^Rendering was performed in a subtree hidden by content-visibility/.test(message.text())) return;
    heard.push(`${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.setDefaultTimeout(15_000);
  // An answer that a test changes or holds back may be on its way when the test ends.
  const close = context.close.bind(context);
  context.close = async (...how) => {
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await close(...how);
  };
  const quiet = (...allow) => {
    const left = heard.filter((line) => ![/blocked by Playwright/, ...allow].some((pattern) => pattern.test(line)));
    assert.deepEqual(left, [], "the console is clean");
  };
  return { page, context, quiet };
}

/** Goes to an address and waits until the app has taken over. */
export async function visit(page, address) {
  await page.goto(address);
  await page.waitForSelector("html[data-app]");
}

/** What the reader made, as the device keeps it: the version of the database and its texts; null when there is none. */
export const kept = (page) =>
  page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "packs")) return null;
    return new Promise((resolve, reject) => {
      const request = indexedDB.open("packs");
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
  });

/** Waits until letters are marked as found, and returns what is marked and the names of the elements that hold it. */
export async function marked(page) {
  await page.waitForFunction(() => CSS.highlights.get("found")?.size > 0);
  return page.evaluate(() =>
    [...CSS.highlights.get("found")].map((range) => {
      const { localName, className } = range.startContainer.parentElement;
      return { text: range.toString(), holder: className || localName };
    }),
  );
}

/**
 * Waits until the device keeps what was made: a record ("packs", "agenda", "reading") that names a page. A button
 * shows it at once; a page that is left in that moment may keep nothing more.
 */
export async function written(page, record, path) {
  for (let tries = 0; !(await kept(page))?.[record]?.includes(path); tries++) {
    assert.ok(tries < 300, `${path} is not kept in ${record}`);
    await page.waitForTimeout(50);
  }
}

/** Every address of the sitemap, as paths. */
export function paths() {
  const xml = readFileSync(join(need("DIST"), "sitemap.xml"), "utf8");
  return [...xml.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)].map((match) => match[1] || "/");
}

/** One address of each kind of page, in both languages. */
export function kinds() {
  const seen = new Map();
  for (const path of paths()) {
    const kind = path
      .replace(/\/\d{4}(?=\/|$)/, "/:year")
      .replace(/archive\/:year\/\d\d/, "archive/:year/:month")
      .replace(/(news|topics|sessions|speakers|reports|locations|experts|clips)\/(?!topics|archive)[^/]+$/, "$1/:id");
    if (!seen.has(kind)) seen.set(kind, path);
  }
  return [...seen.values()];
}
