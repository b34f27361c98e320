// The built site behind a real server with the production headers, and a real browser. Benchmarks and screenshot
// scripts use this too; tests use it through the fixtures.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { BROWSER, DIST, SERVER } from "./environment.mjs";
import { serveBy } from "./servers.mjs";

/** Serves a built site. */
export const serve = (dist = DIST, server = SERVER) => serveBy(server, dist);

// Chromium uses only the last list of disabled features, so this one repeats those that Playwright disables. The last
// entry is ours: Chromium starts a site's service worker when a link comes into view. If the worker is being replaced
// by a newer one at that moment, it lives on until it has been idle for 30 s, or forever with a debugger attached, as
// here.
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
  // Containers have no other user to run as.
  "--no-sandbox",
  "--disable-gpu",
  // Contact no host but the pages' own server.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** A headless Chromium. */
export const launch = (args = [], options = {}) =>
  chromium.launch({ executablePath: BROWSER, ...options, args: [...FLAGS, ...args] });

/** In a page: points at a button until the app has loaded, as a reader does who wants to use the page. */
export const wake = () => {
  const point = () => {
    if (document.documentElement?.dataset.app) return clearInterval(pointing);
    document.querySelector(".header button")?.dispatchEvent(new Event("pointerover", { bubbles: true }));
  };
  const pointing = setInterval(point, 20);
};

/** Opens a URL, points at a button, and waits until the app has hydrated the page. */
export async function visit(page, address) {
  await page.goto(address);
  await page.evaluate(wake);
  await page.waitForSelector("html[data-app]");
}

/** Every page: the URLs of the sitemap as paths, and the tools that the sitemap leaves out. */
export function paths(dist = DIST) {
  const xml = readFileSync(join(dist, "sitemap.xml"), "utf8");
  const listed = [...xml.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)].map((match) => match[1] || "/");
  return [...listed, ...["", "/zh"].flatMap((language) => ["/search", "/pack", "/offline"].map((tool) => language + tool))];
}

/** The locations of a content folder. A work that names a production gets the title of its record. */
export function locationsOf(content) {
  const read = (...path) => JSON.parse(readFileSync(join(content, ...path), "utf8"));
  const titled = (work) => (work.production ? { ...work, title: read("productions", `${work.production}.json`).title } : work);
  return readdirSync(join(content, "locations")).map((name) => {
    const location = read("locations", name);
    return { ...location, productions: (location.productions ?? []).map(titled) };
  });
}

/** One URL of each kind of page of a built site, in both languages or in one. */
export function kinds(language, dist = DIST) {
  const seen = new Map();
  for (const path of paths(dist)) {
    const kind = path
      .replace(/\/\d{4}(?=\/|$)/, "/:year")
      .replace(/archive\/:year\/\d\d/, "archive/:year/:month")
      .replace(/(news|topics|sessions|speakers|reports|locations|productions|experts|clips)\/(?!topics|archive)[^/]+$/, "$1/:id");
    if (!seen.has(kind)) seen.set(kind, path);
  }
  const all = [...seen.values()];
  return language ? all.filter((path) => /^\/zh(\/|$)/.test(path) === (language === "zh")) : all;
}
