// Small sites that tests build from the fixture with the real app. They are kept in target/test/sites and reused by
// other Playwright workers and later runs until one of their inputs changes.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BUNDLE, OUTPUT, ROOT, SCALE, SITE_TOOL } from "./environment.mjs";
import { baseOf } from "./servers.mjs";
import { locationsOf } from "./site.mjs";

const SITES = join(OUTPUT, "sites");
const UNUSED_DAYS = 7;
const STYLE = join(ROOT, "style");
export const FIXTURE = join(ROOT, "tests/fixture/public");

export const digest = (bytes) => createHash("sha256").update(bytes).digest("base64url");

/** The hash of the names and contents of all files below a folder. */
export function hashOf(folder) {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true }).sort()) {
    const file = join(folder, name);
    if (statSync(file).isFile()) hash.update(`${name}\0`).update(digest(readFileSync(file)));
  }
  return hash.digest("base64url");
}

// A tool is identified by its size and time: it is large, and only a build writes it.
const program = (tool) => {
  const { size, mtimeMs } = statSync(tool);
  return `${size} ${mtimeMs}`;
};

const alive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Waits until no other process is building; returns a function that releases the lock. */
async function lock() {
  const file = join(SITES, "lock");
  mkdirSync(SITES, { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return () => rmSync(file);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = existsSync(file) && Number(readFileSync(file, "utf8"));
      // A process that was killed leaves its lock behind.
      if (holder && !alive(holder)) rmSync(file, { force: true });
      else await new Promise((done) => setTimeout(done, 50));
    }
  }
}

/** A folder that `make` fills, once for each name and list of inputs. Do not write to it. */
export async function cached(name, parts, make) {
  const key = createHash("sha256").update(JSON.stringify([program(SITE_TOOL), ...parts])).digest("hex").slice(0, 16);
  const folder = join(SITES, `${name}-${key}`);
  const used = () => {
    utimesSync(folder, new Date(), new Date());
    return folder;
  };
  if (existsSync(folder)) return used();
  const unlock = await lock();
  const coming = join(SITES, "coming");
  try {
    if (existsSync(folder)) return used();
    for (const old of readdirSync(SITES)) {
      const path = join(SITES, old);
      const unused = Date.now() - statSync(path).mtimeMs > UNUSED_DAYS * 86_400_000;
      if (/-[0-9a-f]{16}$/.test(old) && (unused || old.slice(0, -17) === name)) rmSync(path, { recursive: true, force: true });
    }
    rmSync(coming, { recursive: true, force: true });
    mkdirSync(coming);
    await make(coming);
    renameSync(coming, folder);
    return folder;
  } finally {
    rmSync(coming, { recursive: true, force: true });
    unlock();
  }
}

/** Runs one of our programs; an error contains its output. */
const run = (tool, options) =>
  execFileSync(tool, options, { cwd: ROOT, encoding: "utf8", maxBuffer: 1e8, stdio: ["ignore", "pipe", "pipe"] });
export const siteTool = (...options) => run(SITE_TOOL, options);

/** A built site with the compressed copies that nginx and Caddy send. */
export const compressed = (dist) =>
  cached("compressed", [hashOf(dist)], (out) => {
    cpSync(dist, out, { recursive: true });
    siteTool("compress", "--dist", out);
  });

/**
 * Builds a small site: the fixture after `change(record, root)`, where `record(path, edit)` edits a record of the
 * content and `root` is the folder of the whole site.
 */
export async function build(name, change = () => {}, { bundle = BUNDLE, now = "2024-06-01T00:00:00Z", options = [] } = {}) {
  const root = mkdtempSync(join(tmpdir(), "site-"));
  try {
    cpSync(FIXTURE, root, { recursive: true });
    const record = (path, edit) => {
      const file = join(root, "content", path);
      const value = JSON.parse(readFileSync(file, "utf8"));
      edit(value);
      writeFileSync(file, JSON.stringify(value));
    };
    record("news/first.json", (it) => {
      delete it.hero.image;
      it.hero.scene = { kind: "pier", hour: "sunrise", season: "winter" };
    });
    record("locations/pier.json", (it) => {
      delete it.media;
      delete it.productions[0].same_frame;
    });
    // Larger than two pieces.
    const clip = Buffer.alloc(2_500_000, 1);
    for (let at = 0; at < clip.length; at += 4) clip.writeUInt32LE((at * 2654435761) >>> 0, at);
    const head = readFileSync(join(root, "media/clips/waves.mp4"));
    writeFileSync(join(root, "media/clips/waves.mp4"), Buffer.concat([head, clip]));
    await change(record, root);
    const made = [hashOf(root), hashOf(bundle), hashOf(STYLE), now, options];
    const folder = await cached(name, made, (out) => {
      const from = ["--public", root, "--style", STYLE, "--cache", join(SITES, "pictures"), "--now", now];
      siteTool("build", ...from, ...options, "--bundle", bundle, "--out", join(out, "dist"));
    });
    return edition(join(folder, "dist"));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Builds the office's own site after a change of its content. */
export async function rebuild(name, change, dist) {
  const root = mkdtempSync(join(tmpdir(), "changed-"));
  try {
    cpSync(join(ROOT, "public"), root, { recursive: true });
    change(join(root, "content"));
    // Content that depends on the date must be as in the site it replaces.
    const made = [hashOf(root), hashOf(BUNDLE), hashOf(STYLE), digest(readFileSync(join(dist, "offline.json")))];
    const folder = await cached(name, made, (out) => {
      const from = ["--public", root, "--style", STYLE, "--cache", join(ROOT, "target/pictures")];
      siteTool("build", ...from, "--bundle", BUNDLE, "--out", join(out, "dist"));
    });
    return edition(join(folder, "dist"));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Builds a site with this many made-up locations; returns it and their records. */
export async function scaled(count) {
  const folder = await cached("scaled", [program(SCALE), hashOf(BUNDLE), hashOf(STYLE), count], (out) => {
    run(SCALE, ["--locations", String(count), "--out", join(out, "public")]);
    const from = ["--public", join(out, "public"), "--style", STYLE, "--cache", join(SITES, "pictures")];
    siteTool("build", ...from, "--lists-only", "--no-cards", "--watch", "--bundle", BUNDLE, "--out", join(out, "dist"));
  });
  return { dist: join(folder, "dist"), locations: locationsOf(join(folder, "public/content")) };
}

/**
 * Copies the app and changes its file names: text without effect is appended to each file, so that its digest changes.
 */
export function otherProgram(folder, name) {
  const bundle = join(folder, name);
  cpSync(BUNDLE, bundle, { recursive: true });
  const add = (file, bytes) => writeFileSync(join(bundle, file), Buffer.concat([readFileSync(join(bundle, file)), bytes]));
  add("app.js", Buffer.from(`\n// ${name}\n`));
  // A custom section, which browsers ignore.
  const section = Buffer.concat([Buffer.from([0, name.length + 1, name.length]), Buffer.from(name)]);
  for (const file of readdirSync(bundle).filter((file) => file.endsWith(".wasm"))) add(file, section);
  return bundle;
}

/** A built site with everything that its manifest names. */
export function edition(dist) {
  const base = baseOf(dist);
  const bytes = readFileSync(join(dist, "offline.json"));
  const manifest = JSON.parse(bytes);
  // A file may be in the texts of both languages.
  const all = [];
  const add = (tier, list) => {
    for (const [path, size, ...hashes] of list) all.push({ path, tier, size, hashes });
  };
  add("app", manifest.app);
  for (const [tier, { list }] of Object.entries(manifest.tiers)) {
    add("list", [list]);
    add(tier, JSON.parse(readFileSync(join(dist, list[0].slice(base.length)))));
  }
  add("list", [["/offline.json", bytes.length, digest(bytes)]]);
  const files = new Map(all.map((file) => [file.path, file]));
  const of = (...tiers) => all.filter((file) => tiers.includes(file.tier));
  return { dist, version: digest(bytes), files, of };
}
