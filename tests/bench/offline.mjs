// What the offline copy costs and gains: bytes and time of the installation, bytes of an update, and how fast pages
// start from it without a network.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BUNDLE, ROOT, SITE_TOOL } from "../e2e/environment.mjs";
import { serveFaulty } from "../e2e/faults.mjs";
import { launch } from "../e2e/site.mjs";
import { CPU, PAGES, RUNS, SLOW, kB, spread, table, throttle } from "./common.mjs";

/** Builds the site of the office's content with a change applied. */
export function rebuild(change) {
  const folder = mkdtempSync(join(tmpdir(), "changed-"));
  cpSync(join(ROOT, "public"), join(folder, "public"), { recursive: true });
  change(join(folder, "public/content"));
  const options = ["--public", join(folder, "public"), "--bundle", BUNDLE, "--out", join(folder, "dist")];
  execFileSync(SITE_TOOL, ["build", ...options], { cwd: ROOT });
  return { dist: join(folder, "dist"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Changes the headline of the founding article, which every page that links to it shows. */
export function changeHeadline(content) {
  const file = join(content, "news/2023-summit-opens.json");
  const article = JSON.parse(readFileSync(file, "utf8"));
  for (const language of ["en", "zh"]) article.headline[language] += language === "en" ? ", a correction" : "（更正）";
  writeFileSync(file, JSON.stringify(article, undefined, 2));
}

/** Adds a paragraph to the founding article in both languages. */
export function changeArticle(content) {
  for (const name of readdirSync(join(content, "news"))) {
    if (!/^2023-summit-opens\.(en|zh)\.md$/.test(name)) continue;
    const text = join(content, "news", name);
    writeFileSync(text, readFileSync(text, "utf8") + (name.includes(".en.") ? "\nA paragraph that was not there.\n" : "\n新增的一段。\n"));
  }
}

/** In a page, before it starts: records the worker's messages about the offline copy. */
export const listenToWorker = () => {
  globalThis.states = [];
  addEventListener("offline-state", ({ detail }) => states.push(detail));
};
/** Waits until the offline copy is complete. */
export const isStored = (page, tier = "text-en") =>
  page.waitForFunction((tier) => globalThis.states?.some(({ tiers }) => tiers?.[tier]?.ready), tier, { timeout: 240_000 });

/** Bytes transferred until the copy is complete, and how long that took. */
export async function install(browser, site, line) {
  const context = await browser.newContext();
  await context.addInitScript(listenToWorker);
  const page = await context.newPage();
  site.log.length = 0;
  site.line = line;
  const began = performance.now();
  await page.goto(site.origin + "/");
  await isStored(page);
  const ms = performance.now() - began;
  site.line = undefined;
  return { context, page, ms, bytes: site.log.reduce((sum, { sent }) => sum + sent, 0) };
}

/** Bytes transferred for a new version, counting all requests until it is waiting. */
export async function update(page, site, dist) {
  site.dist = dist;
  site.log.length = 0;
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const worker = registration.installing ?? registration.waiting;
    if (!worker) throw new Error("there is no other version");
    await new Promise((done, fail) => {
      const look = () => {
        if (worker.state === "installed" || worker.state === "activated") done();
        if (worker.state === "redundant") fail(new Error("the version was not installed"));
      };
      worker.onstatechange = look;
      look();
    });
  });
  return site.log.reduce((sum, { sent }) => sum + sent, 0);
}

/** First and largest paint and the moment when the page becomes interactive, in ms after its start, without a network. */
async function start(context, origin, path) {
  const page = await context.newPage();
  await page.addInitScript(() => {
    new PerformanceObserver((list) => (window.lcp = list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true });
    const look = () => {
      if (document.documentElement?.dataset.app) window.answers = performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-app"] });
  });
  await throttle(page);
  await page.goto(origin + path);
  await page.waitForFunction(() => window.answers);
  const times = await page.evaluate(async () => {
    await new Promise((done) => setTimeout(done, 300));
    return { first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN, lcp: window.lcp ?? NaN, answers: window.answers };
  });
  await page.close();
  return times;
}

/** Prints all measurements as tables. */
export async function offline(runs) {
  const browser = await launch();
  const one = rebuild(() => {});
  const two = rebuild(changeArticle);
  const three = rebuild(changeHeadline);
  const site = await serveFaulty(one.dist);
  try {
    const { context, page, ms, bytes } = await install(browser, site, SLOW);
    const changed = await update(page, site, two.dist);
    await page.close();
    const again = await install(browser, Object.assign(site, { dist: one.dist }));
    const renamed = await update(again.page, site, three.dist);
    await again.context.close();
    table("Copy on the device, one language", [
      ["what", "measured", "aim"],
      ["install, first visit included, kB", kB(bytes), ""],
      ["install on 150 ms and 1.6 Mbit/s, ms", ms.toFixed(0), ""],
      ["update after one changed article, kB", kB(changed), "60"],
      ["update after another headline of it, which some 40 pages show, kB", kB(renamed), ""],
    ]);
    await context.close();
    site.dist = one.dist;
    const rows = [["page", "first paint", "LCP", "answers", "aim"]];
    for (const [name, path] of Object.entries(PAGES)) {
      for (const seen of [true, false]) {
        const all = [];
        for (let run = 0; run < runs; run++) {
          const device = await install(browser, site);
          if (seen) {
            // After one visit through the worker, the page's fragment is stored.
            await device.page.goto(site.origin + path);
            await device.page.waitForSelector("html[data-app]");
          }
          await device.page.close();
          await site.cut();
          all.push(await start(device.context, site.origin, path));
          await site.restore();
          await device.context.close();
        }
        const of = (key) => spread(all.map((times) => times[key]));
        rows.push([`${name}, ${seen ? "seen before" : "never seen"}`, of("first"), of("lcp"), of("answers"), "1000"]);
      }
    }
    table(`Start without a network, ms: CPU slowed ${CPU} times, median of ${runs} (least–most)`, rows);
  } finally {
    await browser.close();
    await site.stop();
    one.remove();
    two.remove();
    three.remove();
  }
}

// Runs on its own as node tests/bench/offline.mjs, with the environment of ./dev bench.
if (process.argv[1] === fileURLToPath(import.meta.url)) await offline(RUNS);
