// Prints the speed and size of the catalogue for several numbers of records, next to MiniSearch, FlexSearch and
// Pagefind: the same records and queries, in the same browser, in one run. Usage: ./dev bench catalog [--ours] [SIZE…];
// --ours skips the others, which take most of the time.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { BUNDLE, SCALE, SITE_TOOL } from "../e2e/environment.mjs";
import { launch, locationsOf, serve } from "../e2e/site.mjs";
import { CPU, PHONE, RUNS, kB, spread, table, throttle } from "./common.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const OURS = process.argv.includes("--ours");
const sizes = process.argv.slice(2).filter((word) => word !== "--ours").map(Number);
if (sizes.some((size) => !(size >= 100))) throw new Error("sizes are numbers from 100 on: ./dev bench catalog 200 10000");
if (sizes.length === 0) sizes.push(200, 10_000, 100_000);
// The pause between keystrokes and between clicks, in milliseconds.
const BETWEEN = 120;
// Beyond these sizes an engine takes minutes, or more memory than a tab has.
const MOST = { minisearch: 100_000, flexsearch: 100_000, pagefind: 10_000 };
const TYPED = { en: "harbour quiet bay", pinyin: "haiyunwan", zh: "海湾灯塔" };
const WHOLE = { en: ["bay", "quiet", "harbour lights"], pinyin: ["haiyun", "hyw", "longshan"], zh: ["湾", "海湾", "灯塔", "渔船", "望见"] };

const run = (tool, ...args) => execFileSync(tool, args, { stdio: ["ignore", "pipe", "inherit"] }).toString();

/** The records of a content folder in the form given to every engine; with `zh`, as the Chinese page shows them. */
function records(content, locale) {
  const other = locale === "zh" ? "en" : "zh";
  const text = (value) => value?.[locale] ?? value?.[other] ?? "";
  return locationsOf(content).map((it, id) => ({
    id,
    title: text(it.name),
    names: it.name[other] ?? "",
    pinyin: it.pinyin.normalize("NFD").replace(/[\u0300-\u036f]/g, ""),
    keywords: [text(it.district), text(it.style), ...it.productions.map((work) => text(work.title))].join(" "),
    text: `${text(it.summary)} ${text(it.description)}`,
  }));
}
const FIELDS = ["title", "names", "keywords", "text"];
const truth = (all, query) => new Set(all.filter((it) => FIELDS.some((field) => it[field].includes(query))).map((it) => it.id));

/**
 * Measures each input event: its duration, and whether the next frame already shows the final result. The result is the
 * count and the visible titles, or the whole text on a page without these.
 */
const watch = ([scope, BETWEEN]) => {
  const root = document.querySelector(scope);
  const shown = () => {
    const rows = [...root.querySelectorAll("[data-row=ready] .card-title")].slice(0, 6);
    return [root.querySelector(".results-count") ?? root, ...rows].map((part) => part.textContent);
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId) window.took.push([entry.interactionId, entry.duration]);
  }).observe({ type: "event", durationThreshold: 16 });
  window.restart = () => Object.assign(window, { took: [], frames: [], painted: [] });
  /** Discards the last event. */
  window.leaveOut = () => {
    window.frames.pop();
    window.painted.pop();
  };
  /** Compares a frame with what the page shows now. */
  const judge = (frame) => {
    const rows = [...root.querySelectorAll("[data-row=ready]")];
    const inSight = rows.filter((row) => row.getBoundingClientRect().top < innerHeight).length;
    const now = shown().slice(0, 1 + inSight);
    window.frames.push(now.every((text, at) => text === frame[at]));
  };
  const begin = (event) => {
    const since = event.timeStamp;
    requestAnimationFrame(() => {
      const frame = shown();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.painted.push(performance.now() - since);
      channel.port2.postMessage(0);
      // After the work of both, but before the next event.
      setTimeout(judge, BETWEEN - 30, frame);
    });
  };
  // A field or a box fires `input` before its other events.
  addEventListener("input", begin, true);
  window.restart();
};

/** The durations from the observer, one per interaction. Interactions it omitted lasted less than 16 ms. */
async function told(page, count) {
  await page.waitForTimeout(400);
  return page.evaluate((count) => {
    const longest = new Map();
    for (const [id, duration] of window.took) longest.set(id, Math.max(longest.get(id) ?? 0, duration));
    const events = [...longest.values()];
    while (events.length < count) events.push(8);
    return { events, painted: window.painted, inFrame: window.frames.filter(Boolean).length, frames: window.frames.length };
  }, count);
}

const context = (browser, options = {}) =>
  browser.newContext({ ...PHONE, serviceWorkers: "block", ...options });

async function typing(page, field, texts) {
  let count = 0;
  for (const text of texts) {
    await page.locator(field).fill("");
    await page.waitForTimeout(200);
    await page.evaluate(() => window.leaveOut());
    for (const letter of text) {
      if (/[ -~]/.test(letter)) await page.locator(field).press(letter === " " ? "Space" : letter);
      else await page.keyboard.insertText(letter);
      count += /[ -~]/.test(letter) ? 1 : 0;
      await page.waitForTimeout(BETWEEN);
    }
  }
  return count;
}

/** Measures our page: keystrokes and facet clicks after the first use, and the first use separately. */
async function ours(browser, origin, locale, texts) {
  const own = await context(browser);
  const page = await own.newPage();
  await page.addInitScript(() => {
    for (const name of ["instantiate", "instantiateStreaming"]) {
      const plain = WebAssembly[name];
      WebAssembly[name] = async (...args) => {
        const made = await plain.apply(WebAssembly, args);
        window.memory ??= (made.instance ?? made).exports.memory;
        return made;
      };
    }
  });
  await page.goto(`${origin}${locale === "zh" ? "/zh" : ""}/library/locations`, { waitUntil: "networkidle" });
  await page.waitForSelector("html[data-app]");
  await throttle(page);
  await page.evaluate(watch, ["main", BETWEEN]);
  const field = "main input[type=search]";
  await page.locator(field).focus();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(500);
  await page.locator(field).press("a");
  await page.waitForFunction(() => document.querySelector(".results-count").textContent !== "");
  const first = await told(page, 1);
  // Load the files that these texts need before measuring.
  await typing(page, field, texts);
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => window.restart());
  const keys = await told(page, await typing(page, field, texts));
  await page.locator(field).fill("");
  if (await page.locator(".sheet-open").isVisible()) await page.locator(".sheet-open").click();
  await page.evaluate(() => document.querySelectorAll("details.facet").forEach((facet) => (facet.open = true)));
  const boxes = page.locator(".facet input[type=checkbox]");
  for (let box = 0; box < 4; box++) await boxes.nth(box).click();
  await page.waitForTimeout(300);
  await page.evaluate(() => window.restart());
  for (let box = 0; box < 8; box++) {
    await boxes.nth(box).click();
    await page.waitForTimeout(BETWEEN);
  }
  const clicks = await told(page, 8);
  const memory = await page.evaluate(() => window.memory?.buffer.byteLength);
  await own.close();
  return { first, keys, clicks, memory };
}

/** A results page whose app gets no events: a script changes the texts of the visible cards, and nothing else runs. */
async function byHand(browser, origin, texts) {
  const own = await context(browser);
  const page = await own.newPage();
  await page.goto(`${origin}/library/locations?q=${texts[0].split(" ")[0]}`, { waitUntil: "networkidle" });
  await page.waitForSelector("[data-row=ready] .card-title");
  await throttle(page);
  await page.evaluate(watch, ["main", BETWEEN]);
  await page.evaluate(() => {
    const rows = [...document.querySelectorAll("[data-row=ready]")].filter((row) => row.getBoundingClientRect().top < innerHeight);
    const parts = rows.map((row) => ["card-title a", "card-text", "card-note", "card-kicker"].map((part) => row.querySelector(`.${part}`)));
    const words = parts.map((row) => row.map((part) => part?.textContent));
    let turn = 0;
    const change = (event) => {
      event.stopImmediatePropagation();
      turn++;
      document.querySelector(".results-count").textContent = `${turn} of 10000 found`;
      parts.forEach((row, at) => row.forEach((part, of) => part && (part.textContent = words[(at + turn) % words.length][of] + turn)));
      document.querySelector("[data-rows]").style.paddingBlockEnd = `${1000 + turn * 50}px`;
    };
    // Runs after the measuring listener and before the app's.
    addEventListener("input", change, true);
  });
  const field = "main input[type=search]";
  await page.locator(field).focus();
  const keys = await told(page, await typing(page, field, texts));
  await own.close();
  return keys;
}

/** The shortest event on this machine: a field and a box that change one word of an empty page. */
async function least(browser, texts) {
  const own = await context(browser);
  const page = await own.newPage();
  await page.setContent('<input type="search"><ul class="facet"><li><input type="checkbox"></ul><main><p>0</p></main>');
  await throttle(page);
  await page.evaluate(watch, ["main", BETWEEN]);
  await page.evaluate(() => {
    let count = 0;
    for (const input of document.querySelectorAll("input")) input.oninput = () => (document.querySelector("p").textContent = ++count);
  });
  const keys = await told(page, await typing(page, "input[type=search]", texts));
  await page.evaluate(() => window.restart());
  for (let click = 0; click < 8; click++) {
    await page.locator("input[type=checkbox]").click();
    await page.waitForTimeout(BETWEEN);
  }
  const clicks = await told(page, 8);
  await own.close();
  return { keys, clicks };
}

/**
 * Catalogue bytes fetched on a fresh page until a query is first answered and until the bodies are searched too, and the
 * number of results.
 */
async function fetched(browser, origin, locale, query) {
  const own = await context(browser);
  const page = await own.newPage();
  await page.goto(`${origin}${locale === "zh" ? "/zh" : ""}/library/locations?q=${encodeURIComponent(query)}`, { waitUntil: "networkidle" });
  await page.waitForFunction(() => document.querySelector(".results-count")?.textContent !== "");
  await page.waitForLoadState("networkidle");
  const [bytes, first] = await page.evaluate(() => {
    const all = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/data/catalog/"));
    const sum = (files) => files.reduce((sum, it) => sum + it.encodedBodySize, 0);
    return [sum(all), sum(all.filter(({ name }) => !name.includes("/bodies")))];
  });
  const found = Number((await page.locator(".results-count").innerText()).match(/\d+/)[0]);
  await own.close();
  return { bytes, first, found };
}

/** A page with a field and a list, driven by another engine as its documentation shows. */
async function peer(browser, origin, dist, name, all, locale, texts, queries) {
  const folder = join(dist, "peers", `${name}-${locale}`);
  mkdirSync(folder, { recursive: true });
  const packages = join(here, "node_modules");
  writeFileSync(join(folder, "records.json"), JSON.stringify(all));
  cpSync(join(here, "engines.js"), join(folder, "engines.js"));
  if (name === "minisearch") cpSync(join(packages, "minisearch/dist/es/index.js"), join(folder, "engine.js"));
  if (name === "flexsearch") cpSync(join(packages, "flexsearch/dist/flexsearch.bundle.module.min.mjs"), join(folder, "engine.js"));
  if (name === "pagefind") {
    const { createIndex } = await import("pagefind");
    const { index } = await createIndex({ forceLanguage: locale });
    for (const it of all) {
      const content = [it.title, it.names, it.pinyin, it.keywords, it.text].join(". ");
      await index.addCustomRecord({ url: `/${it.id}`, content, language: locale, meta: { title: it.title, text: it.text } });
    }
    await index.writeFiles({ outputPath: join(folder, "pagefind") });
    await index.deleteIndex();
  }
  writeFileSync(join(folder, "index.html"), `<!doctype html><html lang="${locale}"><title>${name}</title><input type="search"><ul></ul><script type="module" src="./engines.js"></script></html>`);
  // The site's content security policy forbids their workers and their use of eval.
  const own = await context(browser, { bypassCSP: true });
  const page = await own.newPage();
  page.setDefaultTimeout(180_000);
  await page.goto(`${origin}/peers/${name}-${locale}/index.html?engine=${name}&locale=${locale}`);
  await page.waitForFunction(() => window.ready !== undefined);
  const ready = await page.evaluate(() => window.ready);
  const recall = [];
  for (const query of queries) {
    const wanted = truth(all, query);
    const found = await page.evaluate((query) => window.findIds(query), query);
    recall.push(wanted.size ? found.filter((id) => wanted.has(id)).length / wanted.size : 1);
  }
  await throttle(page);
  await page.evaluate(watch, ["ul", BETWEEN]);
  const keys = await told(page, await typing(page, "input", texts));
  const bytes = await page.evaluate(() =>
    performance.getEntriesByType("resource").filter(({ name }) => !/\.js$/.test(name)).reduce((sum, it) => sum + it.encodedBodySize, 0),
  );
  await own.close();
  return { keys, bytes, ready, recall };
}

for (const size of sizes) {
  const work = mkdtempSync(join(tmpdir(), "catalog-"));
  const [source, dist] = [join(work, "public"), join(work, "dist")];
  run(SCALE, "--locations", String(size), "--clips", String(Math.ceil(size / 10)), "--out", source);
  const built = run(SITE_TOOL, "build", "--public", source, "--lists-only", "--no-cards", "--bundle", BUNDLE, "--out", dist, "--cache", join(work, "pictures"));
  console.log(`\n======== ${size} locations: ${built.trim()}`);
  const catalogs = readdirSync(join(dist, "data/catalog")).filter((name) => name.includes("-locations-"));
  const weights = [["language", "cards, kB", "index, kB", "bytes a record", "aim", "bodies, kB", "bytes a record"]];
  for (const catalog of catalogs) {
    const folder = join(dist, "data/catalog", catalog);
    const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".bin"));
    const weigh = (name) => {
      const packed = join(folder, name + ".br");
      return statSync(packed, { throwIfNoEntry: false })?.size ?? statSync(join(folder, name)).size;
    };
    const sum = (names) => names.reduce((total, name) => total + weigh(name), 0);
    const cards = sum(files.filter((name) => name.startsWith("cards")));
    const bodies = sum(files.filter((name) => name.startsWith("bodies")));
    const index = sum(files) - cards - bodies;
    const each = (bytes) => (bytes / size).toFixed(1);
    weights.push([catalog.slice(0, 2), kB(cards), kB(index), each(index), "30", kB(bodies), each(bodies)]);
  }
  table("Size in Brotli (a small catalogue is one file)", weights);

  const { origin, stop } = await serve(dist);
  const browser = await launch();
  const frames = [["what", "Event Timing, ms: median (least–most)", "to painted, ms", "result in that frame", "aim"]];
  const aim = size > 10_000 ? "56 worst" : "16 median, 32 worst";
  const row = (what, all) =>
    frames.push([
      what,
      spread(all.flatMap((it) => it.events)),
      spread(all.flatMap((it) => it.painted)),
      `${all.reduce((sum, it) => sum + it.inFrame, 0)} of ${all.reduce((sum, it) => sum + it.frames, 0)}`,
      aim,
    ]);
  const floor = await least(browser, [TYPED.en, TYPED.pinyin]);
  row("an empty page, keystrokes", [floor.keys]);
  row("an empty page, clicks", [floor.clicks]);
  row("our page changed by a script, keystrokes", [await byHand(browser, origin, [TYPED.en, TYPED.pinyin])]);
  const runs = { en: [], zh: [] };
  for (let run = 0; run < RUNS; run++) {
    runs.en.push(await ours(browser, origin, "en", [TYPED.en, TYPED.pinyin]));
    runs.zh.push(await ours(browser, origin, "zh", [TYPED.pinyin, TYPED.zh]));
  }
  for (const [locale, all] of Object.entries(runs)) {
    row(`ours ${locale}, keystrokes`, all.map((it) => it.keys));
    row(`ours ${locale}, facet clicks`, all.map((it) => it.clicks));
    row(`ours ${locale}, first keystroke`, all.map((it) => it.first));
  }
  const wires = [["query", "first answer, kB", "aim", "with bodies, kB", "found", "by a plain scan"]];
  const all = { en: records(join(source, "content"), "en"), zh: records(join(source, "content"), "zh") };
  for (const [kind, queries] of Object.entries(WHOLE)) {
    for (const query of queries) {
      const { bytes, first, found } = await fetched(browser, origin, kind === "en" ? "en" : "zh", query);
      wires.push([query, kB(first), "400", kB(bytes), found, kind === "zh" ? truth(all.zh, query).size : ""]);
    }
  }
  const peers = [["engine", "language", "ready after, ms", "over the wire, kB", "recall: " + WHOLE.zh.join(" ")]];
  for (const name of OURS ? [] : ["minisearch", "flexsearch", "pagefind"]) {
    if (size > MOST[name]) {
      peers.push([name, "", "left out at this size"]);
      continue;
    }
    for (const locale of ["en", "zh"]) {
      const texts = locale === "en" ? [TYPED.en, TYPED.pinyin] : [TYPED.pinyin, TYPED.zh];
      const queries = locale === "zh" ? WHOLE.zh : [];
      const it = await peer(browser, origin, dist, name, all[locale], locale, texts, queries);
      row(`${name} ${locale}, keystrokes`, [it.keys]);
      peers.push([name, locale, it.ready.toFixed(0), kB(it.bytes), it.recall.map((part) => part.toFixed(2)).join(" ")]);
    }
  }
  table(`Keystroke and click, CPU slowed ${CPU} times, ${RUNS} runs (peers 1)`, frames);
  table("From a fresh page to the first results: bytes of the catalogue", wires);
  if (!OURS) table("Peers: they build or load their index on the page", peers);
  console.log(`\nbusy processes on this machine meanwhile: ${loadavg()[1].toFixed(1)}; with more than one beside the browser the times tell little`);
  console.log(`wasm memory after this: ${(Math.max(...[...runs.en, ...runs.zh].map((it) => it.memory ?? 0)) / 2 ** 20).toFixed(0)} MB (aim 64)`);
  await browser.close();
  await stop();
  rmSync(work, { recursive: true, force: true });
}
