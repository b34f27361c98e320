// Measures how photographs become a picture set's files, beside sharp (libvips): the same photographs, widths and
// quality, in turns in one run. Usage: ./dev bench pictures [NUMBER]. The photographs are generated.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { ssim } from "ssim.js";
import { SITE_TOOL } from "../e2e/environment.mjs";
import { RUNS, median, spread, table } from "./common.mjs";

const [SIDE, HEIGHT] = [4000, 3000];
/** The recipe of sets, as in crates/site/src/encode.rs and crates/pixels. */
const WIDTHS = [480, 960, 1920];
const QUALITY = 78;
/** How many photographs are compared with their original. */
const COMPARED = 4;

const here = fileURLToPath(import.meta.url);
const root = join(dirname(here), "../..");

/** With sharp: `node pictures.mjs --sharp FROM TO`. Prints time, processor time and memory. */
async function withSharp(from, to) {
  // As many photographs at a time as there are processors, each on one thread, is fastest for many photographs.
  sharp.concurrency(1);
  sharp.cache(false);
  const names = readdirSync(from);
  const begun = performance.now();
  const lane = async () => {
    for (let name = names.pop(); name; name = names.pop()) {
      const bytes = readFileSync(join(from, name));
      for (const width of WIDTHS) {
        const file = join(to, `${name}-${width}.webp`);
        await sharp(bytes).autoOrient().resize(width).webp({ quality: QUALITY }).toFile(file);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  console.log(JSON.stringify({ s: (performance.now() - begun) / 1000, cpu: (userCPUTime + systemCPUTime) / 1e6, mb: maxRSS / 1000 }));
}

/** A photograph: a sky and ground of gradients, shapes with hard edges, fine texture, and the noise of a sensor. */
async function photograph(seed) {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  const random = (end) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % end;
  };
  const colour = () => `rgb(${random(256)},${random(256)},${random(256)})`;
  const shapes = Array.from({ length: 220 }, (_, number) => {
    const [x, y, size] = [random(SIDE), random(HEIGHT), 20 + random(number < 20 ? 900 : 160)];
    const fill = `fill="${colour()}" fill-opacity="${0.3 + random(70) / 100}"`;
    if (number % 3 === 0) return `<circle cx="${x}" cy="${y}" r="${size / 2}" ${fill}/>`;
    if (number % 3 === 1) return `<rect x="${x}" y="${y}" width="${size}" height="${20 + random(700)}" ${fill}/>`;
    return `<path d="M${x} ${y}l${size} ${random(300)} -${random(300)} ${size}z" ${fill}/>`;
  });
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${HEIGHT}"><linearGradient id="a" x2=".3" y2="1">` +
    `<stop stop-color="${colour()}"/><stop offset=".5" stop-color="${colour()}"/><stop offset="1" stop-color="${colour()}"/>` +
    `</linearGradient><path fill="url(#a)" d="M0 0h${SIDE}v${HEIGHT}H0z"/>${shapes.join("")}</svg>`;
  const pixels = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
  for (let at = 0, y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < SIDE; x++) {
      const texture = (((x >> 1) * (y >> 1)) & 15) - 8 + (random(11) + random(11) - 10);
      for (let channel = 0; channel < 3; channel++, at++) pixels[at] = Math.max(0, Math.min(255, pixels[at] + texture));
    }
  }
  return sharp(pixels, { raw: { width: SIDE, height: HEIGHT, channels: 3 } }).jpeg({ quality: 92 }).toBuffer();
}

/** Runs a program. Returns its output, and its processor time (s) and peak memory (MB) as last seen. */
function measured(program, args) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: root });
    let out = "";
    let [cpu, mb] = [0, 0];
    const look = () => {
      try {
        const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1].split(" ");
        cpu = (Number(fields[11]) + Number(fields[12])) / 100;
        mb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? mb * 1000) / 1000;
      } catch {
        // It has just ended.
      }
    };
    const timer = setInterval(look, 20);
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (out += data));
    child.on("close", (code) => {
      clearInterval(timer);
      if (code === 0) done({ out, cpu, mb });
      else fail(new Error(`${program} ${args.join(" ")}: ${code}\n${out}`));
    });
  });
}

/** A picture at another width, each pixel the mean of the area that it covers: favours neither program's filter. */
async function reference(file, width) {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const height = Math.ceil((info.height * width) / info.width);
  const spans = (from, to) =>
    Array.from({ length: to }, (_, at) => {
      const [start, end] = [(at * from) / to, Math.min(from, ((at + 1) * from) / to)];
      const parts = [];
      for (let place = Math.floor(start); place < end; place++) parts.push([place, Math.min(place + 1, end) - Math.max(place, start)]);
      return parts;
    });
  const [columns, rows] = [spans(info.width, width), spans(info.height, height)];
  const out = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [y, ys] of rows.entries()) {
    for (const [x, xs] of columns.entries()) {
      const sum = [0, 0, 0];
      let weight = 0;
      for (const [row, tall] of ys) {
        for (const [column, wide] of xs) {
          const at = (row * info.width + column) * 3;
          weight += tall * wide;
          for (let channel = 0; channel < 3; channel++) sum[channel] += data[at + channel] * tall * wide;
        }
      }
      for (let channel = 0; channel < 3; channel++) out[(y * width + x) * 4 + channel] = sum[channel] / weight;
    }
  }
  return { data: out, width, height };
}

const image = async (file) => {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
};

async function bench(number) {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  const at = (...parts) => join(folder, ...parts);
  const public_ = at("public");
  cpSync(join(root, "tests/fixture/public"), public_, { recursive: true });
  writeFileSync(join(public_, "media/pier.jpg"), await sharp({ create: { width: 900, height: 600, channels: 3, background: "#258" } }).jpeg().toBuffer());
  const build = (cache) =>
    measured(SITE_TOOL, ["build", "--public", public_, "--style", join(root, "style"), "--out", at("out"), "--no-cards", "--cache", cache]);
  // Everything but the photographs is in the cache before the measurement.
  await build(at("cache"));
  console.log(`generating ${number} photographs of ${SIDE} × ${HEIGHT} pixels`);
  mkdirSync(join(public_, "media/set"));
  const record = join(public_, "content/locations/pier.json");
  const place = JSON.parse(readFileSync(record, "utf8"));
  const titles = Array.from({ length: number }, (_, at) => `Photograph ${at}`);
  for (const [at, title] of titles.entries()) {
    const name = `set/${String(at).padStart(4, "0")}.jpg`;
    writeFileSync(join(public_, "media", name), await photograph(at + 1));
    place.media.push({ image: name, alt: { en: title, zh: title } });
  }
  writeFileSync(record, JSON.stringify(place));
  const originals = readdirSync(join(public_, "media/set")).map((name) => join(public_, "media/set", name));
  const bytes = originals.reduce((sum, file) => sum + statSync(file).size, 0);

  const [ours, theirs] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    rmSync(at("fresh"), { recursive: true, force: true });
    cpSync(at("cache"), at("fresh"), { recursive: true });
    const before = loadavg()[0];
    const built = await build(at("fresh"));
    const [, seconds] = /pictures: [\d,]+ made in ([\d.]+) s/.exec(built.out) ?? [];
    ours.push({ s: Number(seconds), cpu: built.cpu, mb: built.mb, before });
    rmSync(at("sharp"), { recursive: true, force: true });
    mkdirSync(at("sharp"));
    theirs.push(JSON.parse(execFileSync(process.execPath, [here, "--sharp", join(public_, "media/set"), at("sharp")]).toString()));
  }
  const again = performance.now();
  const { out } = await build(at("fresh"));
  const unchanged = (performance.now() - again) / 1000;
  if (/pictures:/.test(out)) throw new Error(`the pictures are made again:\n${out}`);

  const data = JSON.parse(readFileSync(at("out/data/library/locations/pier.json"), "utf8"));
  const text = JSON.stringify(data);
  const fileOf = (title, width) => {
    const picture = pictureOf(data, title);
    const src = picture.sources.at(-1).srcset.split(", ").find((file) => file.endsWith(` ${width}w`));
    if (!src) throw new Error(`${title} has no ${width}: ${text}`);
    return at("out", src.split(" ")[0]);
  };
  const likeness = [];
  for (const width of WIDTHS) {
    const scores = { ours: [], sharp: [] };
    const sizes = { ours: 0, sharp: 0 };
    for (let which = 0; which < Math.min(COMPARED, number); which++) {
      const original = await reference(originals[which], width);
      const files = { ours: fileOf(titles[which], width), sharp: at("sharp", `${String(which).padStart(4, "0")}.jpg-${width}.webp`) };
      for (const [name, file] of Object.entries(files)) {
        scores[name].push(ssim(original, await image(file)).mssim);
        sizes[name] += statSync(file).size;
      }
    }
    const mean = (values) => (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(4);
    likeness.push([width, mean(scores.ours), mean(scores.sharp), (sizes.ours / COMPARED / 1000).toFixed(1), (sizes.sharp / COMPARED / 1000).toFixed(1)]);
  }
  table(`${number} photographs of 12 megapixels, ${(bytes / number / 1e6).toFixed(1)} MB each, as WebP of ${WIDTHS.join(", ")} pixels; ${availableParallelism()} processors, ${RUNS} runs, median (range)`, [
    ["", "photographs/s", "processor time/photograph (ms)", "peak memory (MB)"],
    ...Object.entries({ ours, sharp: theirs }).map(([name, runs]) => [
      name,
      `${(number / median(runs.map(({ s }) => s))).toFixed(2)} (${runs.map(({ s }) => (number / s).toFixed(2)).toSorted().join(", ")})`,
      spread(runs.map(({ cpu }) => (cpu / number) * 1000)),
      spread(runs.map(({ mb }) => mb)),
    ]),
  ]);
  console.log(`  ratio to sharp: ${(median(theirs.map(({ s }) => s)) / median(ours.map(({ s }) => s))).toFixed(2)} (more than 1: ours is faster); load before: ${ours.map(({ before }) => before.toFixed(1)).join(", ")}`);
  console.log(`  a build with unchanged photographs takes ${unchanged.toFixed(1)} s`);
  table("likeness to the original (SSIM, 1: equal) and size (kB)", [["width", "ours", "sharp", "ours, kB", "sharp, kB"], ...likeness]);
  rmSync(folder, { recursive: true });
}

/** The picture with this alternative text in a document. */
function pictureOf(value, alt) {
  if (!value || typeof value !== "object") return undefined;
  if (value.alt === alt && value.sources) return value;
  for (const part of Object.values(value)) {
    const found = pictureOf(part, alt);
    if (found) return found;
  }
  return undefined;
}

if (process.argv[2] === "--sharp") await withSharp(process.argv[3], process.argv[4]);
else {
  const number = Number(process.argv[2] ?? 24);
  if (!(number >= 1 && number <= 10_000)) throw new Error("name a number of photographs: ./dev bench pictures 24");
  await bench(number);
}
