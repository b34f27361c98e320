// Prints the size of the built site, how fast its pages are generated, and what its offline copy costs and gains.
// peers.mjs compares its speed with other sites.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { DIST, SITE_TOOL } from "../e2e/environment.mjs";
import { PAGES, RUNS, kB, table } from "./common.mjs";
import { offline } from "./offline.mjs";

const file = (path) => (path === "/" ? "index" : path.slice(1)) + ".html";

// ---- Sizes
const brotli = (path) => brotliCompressSync(readFileSync(join(DIST, path))).length;
const assets = readdirSync(join(DIST, "assets"));
const sum = (ending) => assets.filter((name) => name.endsWith(ending)).reduce((total, name) => total + brotli(`assets/${name}`), 0);
const css = readFileSync(join(DIST, "index.html"), "utf8").match(/<style>([^]*?)<\/style>/)[1];
const cssBytes = brotliCompressSync(css).length;
// Bytes of the program that a page loads: the main file, and the chunks that its start script names.
const program = (path) => {
  const parts = readFileSync(join(DIST, file(path)), "utf8").match(/data-chunks="([^"]*)"/)?.[1].split(" ") ?? [];
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
const built = execFileSync(SITE_TOOL, ["build", "--out", out, "--watch"]).toString();
rmSync(out, { recursive: true });
const [, pages, seconds] = built.match(/(\d+) pages in ([\d.]+) s/);
table("Prerendering, pictures drawn, not compressed", [
  ["pages", "s", "pages a second"],
  [pages, seconds, (pages / seconds).toFixed(0)],
]);

// ---- Offline
await offline(RUNS);
