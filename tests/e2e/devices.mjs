// Sites to break, devices to keep them on, and what tests ask of both.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveFaulty } from "./faults.mjs";
import { visit } from "./site.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { DIST, SITE_TOOL } = process.env;
export const folder = mkdtempSync(join(tmpdir(), "offline-"));
export const digest = (bytes) => createHash("sha256").update(bytes).digest("base64url");

const servers = [];

const BUNDLE = process.env.BUNDLE ?? join(DIST, "../target/bundle");

/** A small site with the real program: the fixture, changed. */
export function build(name, change = () => {}, { bundle = BUNDLE, options = [] } = {}) {
  const root = join(folder, `${name}-from`);
  cpSync(join(here, "../fixture/public"), root, { recursive: true });
  for (const script of ["boot.js", "sw.js", "sw-off.js"]) {
    cpSync(join(here, "../../public", script), join(root, script), { recursive: true });
  }
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
  // More than two pieces.
  const clip = Buffer.alloc(2_500_000, 1);
  for (let at = 0; at < clip.length; at += 4) clip.writeUInt32LE((at * 2654435761) >>> 0, at);
  const head = readFileSync(join(root, "media/clips/waves.mp4"));
  writeFileSync(join(root, "media/clips/waves.mp4"), Buffer.concat([head, clip]));
  change(record, root);
  const out = join(folder, name);
  const from = ["--public", root, "--style", join(here, "../../style"), "--cache", join(folder, "pictures")];
  execFileSync(SITE_TOOL, ["build", ...from, ...options, "--bundle", bundle, "--out", out, "--now", "2024-06-01T00:00:00Z"]);
  return edition(out);
}

/** The program under other names: each of its files has a word at its end that changes nothing. */
export function otherProgram(name) {
  const bundle = join(folder, name);
  cpSync(BUNDLE, bundle, { recursive: true });
  const add = (file, bytes) => writeFileSync(join(bundle, file), Buffer.concat([readFileSync(join(bundle, file)), bytes]));
  add("app.js", Buffer.from(`\n// ${name}\n`));
  // What lies behind the modules of a part is not read.
  for (const file of readdirSync(bundle).filter((file) => file.endsWith(".bin"))) add(file, Buffer.from(name));
  // A section of WebAssembly that is for others to read.
  add("app_bg.wasm", Buffer.concat([Buffer.from([0, name.length + 1, name.length]), Buffer.from(name)]));
  return bundle;
}

/** A built site with all that its manifest names. */
export function edition(dist) {
  const bytes = readFileSync(join(dist, "offline.json"));
  const manifest = JSON.parse(bytes);
  const files = new Map();
  const add = (tier, list) => {
    for (const [path, size, ...hashes] of list) files.set(path, { path, tier, size, hashes });
  };
  add("app", manifest.app);
  for (const [tier, { list }] of Object.entries(manifest.tiers)) {
    add("list", [list]);
    add(tier, JSON.parse(readFileSync(join(dist, list[0]))));
  }
  files.set("/offline.json", { path: "/offline.json", tier: "list", size: bytes.length, hashes: [digest(bytes)] });
  const of = (...tiers) => [...files.values()].filter((file) => tiers.includes(file.tier));
  return { dist, version: digest(bytes), files, of };
}

/** A fresh device: its own storage, and every state that the worker told. */
export async function device(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 800, height: 600 }, ...options });
  await context.addInitScript(() => {
    globalThis.states = [];
    addEventListener("offline-state", ({ detail }) => states.push(detail));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return { context, page };
}

/** Asks a worker of the page by a message. */
export const ask = (page, message, which = "active") =>
  page.evaluate(
    async ({ message, which }) => {
      const registration = await navigator.serviceWorker.getRegistration("/");
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((done) => (port1.onmessage = ({ data }) => done(data.offline ?? data)));
      registration[which].postMessage(message, [port2]);
      return answer;
    },
    { message, which },
  );

/** Waits until an async question to the page is answered by something. */
export async function until(page, question, given) {
  for (let tries = 0; !(await page.evaluate(question, given)); tries++) {
    assert.ok(tries < 300, `in vain: ${question}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Visits a page and waits until the text of its language is kept. */
export async function install(page, site, path = "/", tier = "text-en") {
  await visit(page, site.origin + path);
  await page.waitForFunction((tier) => globalThis.states?.some((state) => state.tiers[tier]?.ready), tier);
}

/** Registers the worker from a page without program, or looks for a newer one; the state that it came to. */
export const attempt = (page) =>
  page.evaluate(async () => {
    const known = await navigator.serviceWorker.getRegistration("/");
    let registration;
    // The policy of the site's start script, which this page has not.
    if (!trustedTypes.defaultPolicy) trustedTypes.createPolicy("default", { createScriptURL: (address) => address });
    try {
      registration = await (known ? known.update() : navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }));
    } catch (error) {
      return `refused: ${error.message}`;
    }
    const worker = registration.installing ?? registration.waiting;
    if (!worker) return "none";
    await new Promise((done) => {
      const look = () => (["installed", "activated", "redundant"].includes(worker.state) ? done() : undefined);
      worker.onstatechange = look;
      look();
    });
    return worker.state;
  });

/** Takes entries out of the store. */
export const drop = (page, ...hashes) =>
  page.evaluate(async (hashes) => {
    const cache = await caches.open("offline-files-1");
    for (const hash of hashes) await cache.delete(`/offline/${hash}`);
  }, hashes);

/** Every kept piece is what its name says, and nothing is opaque. How many there are. */
export async function sound(page) {
  const [bad, count] = await page.evaluate(async () => {
    const bad = [];
    let count = 0;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        count++;
        if (response.type === "opaque" || response.redirected) bad.push(`${request.url} is ${response.type}`);
        if (name.includes("notes")) continue;
        const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
        const text = btoa(String.fromCharCode(...hash)).replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
        if (!request.url.endsWith(`/offline/${text}`)) bad.push(`${request.url} is ${text}`);
      }
    }
    return [bad, count];
  });
  assert.deepEqual(bad, []);
  return count;
}

export const heading = (page) => page.locator("main h1").innerText();
export const restart = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await session.detach();
};

/** The page of an address, started without a network. */
export async function offline(page, site, path, words) {
  const began = performance.now();
  const answer = await page.goto(site.origin + path);
  await page.waitForFunction((words) => document.querySelector("main h1")?.textContent === words, words);
  return { status: answer.status(), ms: performance.now() - began };
}

/** Serves an edition by a server that breaks as it is told. */
export const serve = async ({ dist }) => {
  const site = await serveFaulty(dist);
  servers.push(site);
  return site;
};

/** Stops all servers and takes the sites away. */
export async function clear() {
  for (const server of servers) await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
