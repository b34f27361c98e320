// The built site behind a real server under the production headers, and a real browser before it.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const need = (name) => {
  const value = process.env[name];
  assert.ok(value, `${name} is not set; run the tests by ./dev test`);
  return value;
};

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Serves a built site, the one in DIST if none is named, by Caddy; answers the origin and a function that stops it. */
export async function serve(dist = need("DIST")) {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  const port = await freePort();
  const config = execFileSync(need("SITE_TOOL"), ["caddyfile", "--dist", dist, "--port", String(port)]);
  const file = join(folder, "Caddyfile");
  writeFileSync(file, config);
  const server = spawn(need("CADDY"), ["run", "--config", file, "--adapter", "caddyfile"], {
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  server.stderr.on("data", (text) => (said += text));
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const answers = await fetch(origin).then(() => true, () => false);
    if (answers) break;
    assert.ok(server.exitCode === null && tries < 200, `the server does not answer: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const stop = () =>
    new Promise((resolve) => {
      server.once("exit", () => {
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
      server.kill();
    });
  return { origin, stop };
}

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** A headless Chromium that asks nobody but the pages' own server. */
export const launch = (args = [], options = {}) =>
  chromium.launch({ executablePath: need("CHROMIUM"), ...options, args: [...FLAGS, ...args] });

/** The same with a profile of its own, which may keep and install things; answers its context. */
export const launchKept = (profile) =>
  chromium.launchPersistentContext(profile, { executablePath: need("CHROMIUM"), args: FLAGS });

/**
 * A page that keeps all that is written to the console; `allow` are patterns that a test expects.
 *
 * Without the offline worker, unless a test asks for it: what a worker answers cannot be intercepted.
 */
export async function open(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  const heard = [];
  page.on("console", (message) => heard.push(`${message.type()}: ${message.text()} (${message.location().url})`));
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.setDefaultTimeout(15_000);
  const quiet = (...allow) => {
    const left = heard.filter((line) => ![/blocked by Playwright/, ...allow].some((pattern) => pattern.test(line)));
    assert.deepEqual(left, [], "the console is clean");
  };
  return { page, context, quiet };
}

/** Goes to an address and waits until the app has taken over. */
export async function visit(page, address) {
  await page.goto(address);
  await page.waitForSelector("html[data-app]");
}

/** Every address of the sitemap, as paths. */
export function paths() {
  const xml = readFileSync(join(need("DIST"), "sitemap.xml"), "utf8");
  return [...xml.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)].map((match) => match[1] || "/");
}

/** One address of each kind of page, in both languages. */
export function kinds() {
  const seen = new Map();
  for (const path of paths()) {
    const kind = path
      .replace(/\/\d{4}(?=\/|$)/, "/:year")
      .replace(/archive\/:year\/\d\d/, "archive/:year/:month")
      .replace(/(news|topics|sessions|speakers|reports|locations|experts|clips)\/(?!topics|archive)[^/]+$/, "$1/:id");
    if (!seen.has(kind)) seen.set(kind, path);
  }
  return [...seen.values()];
}
