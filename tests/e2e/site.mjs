// The built site behind a real server under the production headers, and a real browser before it. What measures and
// takes pictures uses this too; tests have it from the fixtures.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { BROWSER, DIST, SERVER } from "./environment.mjs";
import { serveBy } from "./servers.mjs";

/** Serves a built site. */
export const serve = (dist = DIST, server = SERVER) => serveBy(server, dist);

// The last list counts, so it names again what Playwright turns off for the sake of tests. The one of ours: Chromium starts
// a site's service worker when a link comes into sight. If that happens in the moment in which the worker is stopped for a
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

export const FLAGS = [
  `--disable-features=${OFF}`,
  // Containers give no other user to run as.
  "--no-sandbox",
  "--disable-gpu",
  // Nobody is asked but the pages' own server.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** A headless Chromium. */
export const launch = (args = [], options = {}) =>
  chromium.launch({ executablePath: BROWSER, ...options, args: [...FLAGS, ...args] });

/** In a page: points at a button until the program has come, as a reader does who wants to use the page. */
export const wake = () => {
  const point = () => {
    if (document.documentElement?.dataset.app) return clearInterval(pointing);
    document.querySelector(".header button")?.dispatchEvent(new Event("pointerover", { bubbles: true }));
  };
  const pointing = setInterval(point, 20);
};

/** Goes to an address, points at a button, and waits until the app has hydrated the page. */
export async function visit(page, address) {
  await page.goto(address);
  await page.evaluate(wake);
  await page.waitForSelector("html[data-app]");
}

/** Every page: the addresses of the sitemap, as paths, and the tools that it leaves out. */
export function paths(dist = DIST) {
  const xml = readFileSync(join(dist, "sitemap.xml"), "utf8");
  const listed = [...xml.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)].map((match) => match[1] || "/");
  return [...listed, ...["", "/zh"].flatMap((language) => ["/search", "/pack", "/offline"].map((tool) => language + tool))];
}

/** One address of each kind of page, in both languages or in one. */
export function kinds(language) {
  const seen = new Map();
  for (const path of paths()) {
    const kind = path
      .replace(/\/\d{4}(?=\/|$)/, "/:year")
      .replace(/archive\/:year\/\d\d/, "archive/:year/:month")
      .replace(/(news|topics|sessions|speakers|reports|locations|experts|clips)\/(?!topics|archive)[^/]+$/, "$1/:id");
    if (!seen.has(kind)) seen.set(kind, path);
  }
  const all = [...seen.values()];
  return language ? all.filter((path) => /^\/zh(\/|$)/.test(path) === (language === "zh")) : all;
}
