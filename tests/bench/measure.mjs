// The measurements of a site in the comparison, the same for each site. Every function starts its own browser with
// empty storage.
import { execFile } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { CHROMIUM } from "../e2e/environment.mjs";
import { FLAGS, launch, visit } from "../e2e/site.mjs";
import { PHONE, throttle } from "./common.mjs";
import { NODE, installed } from "./node.mjs";
import { isStored, listenToWorker } from "./offline.mjs";
import { probe } from "./probe.mjs";

const TIMEOUT = 60_000;

/** A full browser as readers have it, with the back/forward cache that Playwright turns off. */
async function phone(use) {
  const browser = await launch([], { executablePath: CHROMIUM, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  try {
    const context = await browser.newContext({ ...PHONE, isMobile: true, hasTouch: true });
    context.setDefaultTimeout(TIMEOUT);
    return await use(context, browser);
  } finally {
    await browser.close();
  }
}

/**
 * Opens a tab with the probe. The probe is queried over its own session, which also reaches a page from the
 * back/forward cache.
 */
async function open(context) {
  const page = await context.newPage();
  const session = await throttle(page);
  const told = new EventEmitter();
  const loading = new Set();
  const bytes = { all: 0, pictures: 0 };
  const types = new Map();
  let last = performance.now();
  const end = (id) => {
    loading.delete(id);
    last = performance.now();
  };
  session.on("Runtime.bindingCalled", ({ payload }) => {
    const { what, ...it } = JSON.parse(payload);
    told.emit(what, it);
  });
  session.on("Network.requestWillBeSent", ({ requestId, type }) => {
    loading.add(requestId);
    types.set(requestId, type);
    last = performance.now();
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    end(requestId);
    bytes.all += encodedDataLength;
    if (types.get(requestId) === "Image") bytes.pictures += encodedDataLength;
  });
  session.on("Network.loadingFailed", ({ requestId }) => end(requestId));
  // Requests of the previous page that never finish are not reported.
  session.on("Page.frameNavigated", ({ frame }) => frame.parentId || loading.clear());
  for (const domain of ["Page", "Runtime", "Network"]) await session.send(`${domain}.enable`);
  await session.send("Runtime.addBinding", { name: "benchTell" });
  await session.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${probe})()` });
  const ask = async (name, ...words) => {
    const expression = `bench.${name}(...${JSON.stringify(words)})`;
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, returnByValue: true });
    if (exceptionDetails) throw new Error(`${name}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  };
  const hear = async (what) => (await once(told, what, { signal: AbortSignal.timeout(TIMEOUT) }))[0];
  /** Waits until nothing is loading any more. */
  const quiet = async (ms = 600) => {
    for (const until = performance.now() + TIMEOUT; loading.size > 0 || performance.now() - last < ms; await pause(50)) {
      if (performance.now() > until) throw new Error(`${page.url()} still loads after ${TIMEOUT / 1000} s`);
    }
  };
  return { page, session, bytes, ask, hear, quiet };
}

/** Makes a visit before the measured one, so that the browser has the files, and our worker the site. */
async function settle(site, context, path) {
  const page = await context.newPage();
  if (site.hasWorker) {
    await page.addInitScript(listenToWorker);
    await visit(page, site.origin + path);
    await isStored(page);
  } else await page.goto(site.origin + path, { waitUntil: "networkidle" });
  await page.close();
}

/**
 * Loads a page over the slow connection: the largest paint in ms, the bytes until loading ends, and the memory then.
 * `warm`: on a second visit.
 */
export const load = (site, path, warm) =>
  phone(async (context, browser) => {
    site.line.slow = false;
    if (warm) await settle(site, context, path);
    const { page, session, bytes, ask, quiet } = await open(context);
    site.line.slow = true;
    await page.goto(site.origin + path);
    await quiet();
    const { lcp, controlled, element } = await ask("load");
    if (warm && site.hasWorker && !controlled) throw new Error("the page did not come from the worker");
    const memory = await memoryOf(browser, session);
    return { lcp, element, kB: bytes.all / 1000, kBWithoutPictures: (bytes.all - bytes.pictures) / 1000, memory };
  });

/** Measures a tap on a card until its article is painted, and Back until the list is. */
async function trip({ session, ask, hear, quiet }, number) {
  await ask("choose", number);
  // Let the pictures come into view.
  await pause(300);
  await quiet();
  const { x, y, scroll, list, article } = await ask("choose", number);
  await ask("want", article);
  const [clicked, arrived] = [hear("clicked"), hear("arrived")];
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  // How long a finger touches the screen.
  await pause(80);
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  const [{ at }, there] = await Promise.all([clicked, arrived]);
  if (!there.painted) throw new Error(`${article.path} does not come`);
  await quiet();
  const returned = hear("arrived");
  const left = await ask("goBack", list);
  const here = await returned;
  if (!here.painted) throw new Error(`Back from ${article.path} does not come to the list`);
  await quiet();
  return {
    tap: there.painted - at,
    fade: there.still - there.painted,
    back: here.painted - left,
    scrolled: here.inPlace ? here.inPlace - left : Number.NaN,
    kept: here.kept && scroll > 0,
    cached: here.persisted,
  };
}

/** A reader who has just opened the list over the slow connection and taps a card. */
export const landed = (site, path, number) =>
  phone(async (context) => {
    const tab = await open(context);
    site.line.slow = true;
    await tab.page.goto(site.origin + path);
    await tab.quiet();
    return trip(tab, number);
  });

/** A reader who has visited before: each article first over the slow connection, then again over the fast one. */
export const settled = (site, path, numbers) =>
  phone(async (context) => {
    site.line.slow = false;
    await settle(site, context, path);
    const tab = await open(context);
    if (site.hasWorker) await visit(tab.page, site.origin + path);
    else await tab.page.goto(site.origin + path);
    await tab.quiet();
    const trips = { slow: [], warm: [] };
    for (const way of ["slow", "warm"]) {
      site.line.slow = way === "slow";
      for (const number of numbers) trips[way].push(await trip(tab, number));
    }
    return trips;
  });

/** Types a word into the search of the locations and deletes it; also returns the memory used afterwards. */
export const typing = (site, path, word) =>
  phone(async (context, browser) => {
    site.line.slow = false;
    const { page, session, ask, quiet } = await open(context);
    await page.goto(site.origin + path);
    await quiet();
    await page.locator("main input[type=search]").tap();
    // Let the on-screen keyboard open.
    await pause(300);
    const keys = [];
    let found;
    const before = await ask("count");
    for (const key of [...word, ...Array.from(word, () => "Backspace")]) {
      await page.keyboard.press(key);
      // The first response may wait for a program and files.
      for (const until = performance.now() + TIMEOUT; keys.length === 0 && (await ask("count")) === before; await pause(100)) {
        if (performance.now() > until) throw new Error("the search does not answer");
      }
      await pause(350);
      await quiet(300);
      keys.push(await ask("answer"));
      if (keys.length === word.length) found = Number.parseInt(await ask("count"));
    }
    const [first, ...rest] = keys;
    return { first, rest, found, memory: await memoryOf(browser, session) };
  });

/** The memory of the largest renderer in MB without garbage, if the system reports it. */
async function memoryOf(browser, tab) {
  await tab.send("HeapProfiler.collectGarbage");
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const share = (id) => {
    const file = `/proc/${id}/smaps_rollup`;
    return existsSync(file) ? Number(/^Pss:\s+(\d+)/m.exec(readFileSync(file, "utf8"))[1]) / 1024 : Number.NaN;
  };
  return Math.max(...processInfo.filter(({ type }) => type === "renderer").map(({ id }) => share(id)));
}

/** Lighthouse's scores of a page on its simulated phone, and the total blocking time in ms. */
export async function lighthouse(site, path) {
  const flags = ["--headless=new", ...FLAGS].join(" ");
  const { stdout } = await promisify(execFile)(
    NODE,
    [installed("lighthouse/cli/index.js"), site.server + path, "--quiet", "--output=json", `--chrome-flags=${flags}`],
    { env: { ...process.env, CHROME_PATH: CHROMIUM }, maxBuffer: 2 ** 28, timeout: 5 * TIMEOUT },
  );
  const { categories, audits, runtimeError } = JSON.parse(stdout);
  if (runtimeError) throw new Error(runtimeError.message);
  const score = (name) => Math.round(categories[name].score * 100);
  const others = ["accessibility", "best-practices", "seo"].map(score);
  return { performance: score("performance"), others, blocked: audits["total-blocking-time"].numericValue };
}
