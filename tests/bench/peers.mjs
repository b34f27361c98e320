// Prints one table that compares this site with the same content built by hand, with SvelteKit and with Astro (peers/):
// first visits, taps, Back, search, memory and build. All use the same server and are measured in turn.
// Usage: ./dev bench peers [--locations NUMBER] [--runs NUMBER] [--rows NAME,…]
import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { BUNDLE, CHROMIUM, ROOT, SCALE, SITE_TOOL } from "../e2e/environment.mjs";
import { serve } from "../e2e/site.mjs";
import { PAGES, RUNS, median, table } from "./common.mjs";
import { line } from "./line.mjs";
import { landed, lighthouse, load, settled, typing } from "./measure.mjs";
import { NODE } from "./node.mjs";
import { share, simplify } from "./peers/content.mjs";

const SMALL = 200;
const KINDS = ["news", "article", "locations"];
const WORD = "harbour";
/** The cards to tap. They are not the first ones, so that the list has to scroll. */
const LANDED = [4, 9, 14];
const SETTLED = [3, 6, 8, 12, 17, 20];
const NAMES = ["lighthouse", "html", "lcp", "tap", "search", "build"];
const USAGE = `usage: ./dev bench peers [--locations NUMBER] [--runs NUMBER] [--rows ${NAMES}]`;

const options = { locations: { type: "string", default: "10000" }, runs: { type: "string", default: String(RUNS) }, rows: { type: "string", default: NAMES.join() } };
const { values } = parseArgs({ options });
const [runs, locations, names] = [Number(values.runs), Number(values.locations), values.rows.split(",")];
if (!(runs >= 1) || !(locations >= SMALL) || names.some((name) => !NAMES.includes(name))) throw new Error(USAGE);
const isWanted = (name) => names.includes(name);

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(ROOT, "target/bench");
const say = (text) => console.error(`==> ${text}`);
const run = (program, words, options) => promisify(execFile)(program, words, { maxBuffer: 2 ** 28, ...options });

// ---- The sites

const peers = join(here, "peers");
const npm = (name) => join(peers, "node_modules", name);
const peer = (name, script, words) => ({
  name,
  build: (source, out) =>
    run(NODE, [script, ...words(source, out)], {
      cwd: join(peers, name.toLowerCase()),
      env: { ...process.env, CONTENT: source, OUT: out, NODE_ENV: "production", ASTRO_TELEMETRY_DISABLED: "1" },
    }),
});
const ours = {
  name: "ours",
  hasWorker: true,
  build: (source, out) =>
    run(SITE_TOOL, ["build", "--public", source, "--bundle", BUNDLE, "--no-cards", "--out", out], { cwd: ROOT }),
};
const SITES = [
  peer("static", "build.mjs", (source, out) => [source, out]),
  ours,
  peer("SvelteKit", npm("vite/bin/vite.js"), () => ["build"]),
  peer("Astro", npm("astro/bin/astro.mjs"), () => ["build"]),
];

const files = (dist) => readdirSync(dist, { recursive: true, withFileTypes: true }).filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
const TEXT = /\.(html|js|css|json|svg)$/;
/** Files that our build compresses less, because there are many. */
const MANY = /\.(html|svg)$/;
/**
 * Compresses as `site compress` does, and makes the server treat the peer like our site. Location pages are skipped,
 * because only a few are opened.
 */
async function publish(dist) {
  writeFileSync(join(dist, "_headers"), "/*\n  X-Content-Type-Options: nosniff\n");
  const all = files(dist).filter((file) => TEXT.test(file) && !relative(dist, file).startsWith("library/locations/"));
  const compress = async (file) => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: MANY.test(file) ? 9 : 11 };
    writeFileSync(`${file}.br`, await promisify(brotliCompress)(readFileSync(file), { params }));
  };
  await Promise.all(all.map(compress));
}

const samples = new Map(SITES.map(({ name }) => [name, {}]));
const note = (site, key, ...values) => (samples.get(site.name)[key] ??= []).push(...values);

/** Builds all sites with this many locations, and serves each over a connection that can be slowed. */
async function start(size) {
  const work = join(folder, String(size));
  const [source, shared] = [join(work, "public"), join(work, "content")];
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  execFileSync(SCALE, ["--locations", String(size), "--out", source], { cwd: ROOT });
  simplify(join(source, "content"));
  const served = {};
  for (const site of [ours, ...SITES.filter((site) => site !== ours)]) {
    say(`${site.name}: building ${size} locations`);
    const dist = join(work, site.name.toLowerCase());
    const began = performance.now();
    await site.build(site === ours ? source : shared, dist);
    const seconds = (performance.now() - began) / 1000;
    note(site, `build ${size}`, { seconds, files: files(dist).filter((file) => !/\.(br|gz)$/.test(file)).length });
    if (site === ours) {
      share(join(source, "content"), dist, shared);
      execFileSync(SITE_TOOL, ["compress", "--dist", dist], { cwd: ROOT });
    } else await publish(dist);
    const server = await serve(dist);
    const slow = await line(server.origin);
    const stop = () => Promise.all([slow.stop(), server.stop()]);
    served[site.name] = { ...site, dist, server: server.origin, origin: slow.origin, line: slow, stop };
  }
  return SITES.map(({ name }) => served[name]);
}

// ---- Measuring

const loads = [];
const failed = [];
/** Measures every site in turn. A failed measurement is retried once. */
async function inTurn(about, sites, measure) {
  for (const site of sites) {
    say(`${about}: ${site.name}`);
    loads.push(loadavg()[0]);
    for (const isLast of [false, true]) {
      try {
        await measure(site);
        break;
      } catch (error) {
        say(`${about}: ${site.name}: ${error.message}`);
        if (isLast) failed.push(`${about}, ${site.name}: ${error.message.split("\n")[0]}`);
      }
    }
  }
}

async function measure(about, sites, size) {
  const small = size === SMALL;
  for (const name of small ? KINDS : []) {
    const path = PAGES[name];
    if (isWanted("lighthouse")) {
      await inTurn(`${about}, Lighthouse, ${name}`, sites, async (site) => {
        const { performance, others, blocked } = await lighthouse(site, path);
        note(site, `performance ${name}`, performance);
        note(site, `blocked ${name}`, blocked);
        note(site, "others", others);
      });
    }
    for (const way of isWanted("lcp") ? ["cold", "warm"] : []) {
      await inTurn(`${about}, LCP, ${name}, ${way}`, sites, async (site) => {
        const it = await load(site, path, way === "warm");
        note(site, `lcp ${name} ${way}`, it.lcp);
        if (way === "cold") note(site, `bytes ${name}`, it);
      });
    }
  }
  if (small && isWanted("tap")) {
    for (const number of LANDED) {
      await inTurn(`${about}, tap, just landed, card ${number}`, sites, async (site) => note(site, "landed", await landed(site, PAGES.news, number)));
    }
    await inTurn(`${about}, tap, been here before`, sites, async (site) => {
      const { slow, warm } = await settled(site, PAGES.news, SETTLED);
      note(site, "slow", ...slow);
      note(site, "warm", ...warm);
    });
  }
  if (isWanted("search")) {
    await inTurn(`${about}, search of ${size}`, sites, async (site) => note(site, `typing ${size}`, await typing(site, PAGES.locations, WORD)));
  }
}

const large = locations > SMALL;
const began = performance.now();
const small = names.some((name) => name !== "build") || !large ? await start(SMALL) : [];
const big = large && (isWanted("search") || isWanted("build")) ? await start(locations) : [];
for (let turn = 1; turn <= runs; turn++) {
  await measure(`run ${turn} of ${runs}`, small, SMALL);
  if (big.length > 0) await measure(`run ${turn} of ${runs}`, big, locations);
}
await Promise.all([...small, ...big].map(({ stop }) => stop()));

// ---- The table

const digits = (value) => (Number.isNaN(value) ? "–" : value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1));
const known = (values) => values.filter((value) => !Number.isNaN(value));
/** The median, and the worst if there are several values. */
const cell = (values, worst = Math.max) => {
  const all = known(values);
  const lost = values.length - all.length;
  const text = all.length > 1 ? `${digits(median(all))} (${digits(worst(...all))})` : digits(all[0] ?? Number.NaN);
  return lost > 0 && all.length > 0 ? `${text}, ${lost} never` : text;
};
const rows = [["median (worst)", ...SITES.map(({ name }) => name)]];
/** Adds a row if any site has the samples. */
const row = (title, key, text) => {
  const all = SITES.map((site) => samples.get(site.name)[key]);
  if (all.some(Boolean)) rows.push([title, ...all.map((values) => (values ? text(values) : "failed"))]);
};
const each = (part) => (values) => cell(values.map((value) => value[part]));
/** Back: the time until the list is shown, until it is at its position, and how often it moved afterwards. */
const back = (values) => {
  const moved = values.filter(({ kept }) => !kept).length;
  return `${each("back")(values)} / ${each("scrolled")(values)}${moved > 0 ? `, ${moved} of ${values.length} moved` : ""}`;
};

for (const name of KINDS) row(`Lighthouse performance, ${name}`, `performance ${name}`, (values) => cell(values, Math.min));
row("  accessibility / best practices / SEO, lowest", "others", (values) => values[0].map((_, at) => Math.min(...values.map((scores) => scores[at]))).join(" / "));
for (const name of KINDS) row(`Lighthouse TBT, ${name}, ms`, `blocked ${name}`, (values) => cell(values));
for (const name of KINDS) {
  row(`First visit, ${name}, kB with / without pictures`, `bytes ${name}`, (values) => ["kB", "kBWithoutPictures"].map((part) => digits(median(values.map((value) => value[part])))).join(" / "));
}
for (const name of KINDS) row(`  memory of the renderer after it, ${name}, MB`, `bytes ${name}`, each("memory"));
if (isWanted("html")) {
  for (const site of small) note(site, "html", statSync(join(site.dist, `${PAGES.article}.html.br`)).size / 1000);
  row("HTML of an article, kB in Brotli", "html", (values) => cell(values));
}
for (const way of ["cold", "warm"]) {
  for (const name of KINDS) row(`LCP, slow line, ${way}, ${name}, ms`, `lcp ${name} ${way}`, (values) => cell(values));
}
const SITUATIONS = { landed: "just landed, slow line", slow: "been here before, slow line", warm: "article seen before, fast line" };
for (const [key, title] of Object.entries(SITUATIONS)) row(`Tap → article, ${title}, ms`, key, each("tap"));
row("  until it has faded in, more ms", "warm", each("fade"));
for (const [key, title] of Object.entries(SITUATIONS)) {
  row(`Back → list painted / in its place, ${title}, ms`, key, back);
  row("  from the back/forward cache", key, (values) => `${values.filter(({ cached }) => cached).length} of ${values.length}`);
}
for (const size of new Set([SMALL, locations])) {
  row(`Key → result, ${size} locations, ms`, `typing ${size}`, (values) => cell(values.flatMap(({ rest }) => rest)));
  row(`  first key, ms`, `typing ${size}`, each("first"));
  row(`  memory of the renderer afterwards, MB`, `typing ${size}`, each("memory"));
  row(`  found for “${WORD}”`, `typing ${size}`, (values) => [...new Set(values.map(({ found }) => found))].join(", "));
}
if (isWanted("build")) row(`Build of ${locations} locations, s / files`, `build ${locations}`, ([{ seconds, files }]) => `${digits(seconds)} / ${files}`);

table(`This site beside others: phone, CPU slowed 4 times, slow line of 150 ms and 1.6 Mbit/s, ${runs} runs`, rows);
const version = execFileSync(CHROMIUM, ["--version"], { stdio: ["ignore", "pipe", "ignore"] }).toString().trim();
console.log(`\nbusy processes on this machine meanwhile: ${median(loads).toFixed(1)}, at most ${Math.max(...loads).toFixed(1)}; ${cpus().length} cores; ${version}; ${((performance.now() - began) / 60_000).toFixed(0)} minutes`);
writeFileSync(join(folder, "peers.json"), JSON.stringify(Object.fromEntries(samples)));
if (failed.length > 0) throw new Error(`not measured:\n${failed.join("\n")}`);
