// The fixtures of all tests. Each is stopped, closed and deleted when the test ends.
import { test as base, expect } from "@playwright/test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DIST, SERVER } from "./environment.mjs";
import { serveFaulty } from "./faults.mjs";
import { device } from "./devices.mjs";
import { serveBy } from "./servers.mjs";
import { wake } from "./site.mjs";
import { build, edition } from "./sites.mjs";

export { expect };
export { visit } from "./site.mjs";

// Building the small sites takes a while if none was built before.
const BUILD_TIMEOUT = 300_000;

// Console lines that our pages do not cause: Playwright's about blocked service workers, and those caused by tests that
// query a list that is not rendered or take a screenshot of WebGL.
const NOT_OURS = /blocked by Playwright|GPU stall due to ReadPixels|: Rendering was performed in a subtree hidden by content-visibility/;

export const test = base.extend({
  /** The built site that `site` serves, and the server in front of it: caddy, nginx or wrangler. */
  dist: [DIST, { option: true }],
  server: [SERVER, { option: true }],
  /** Whether the test points at a button of each page it opens, so that the app loads at once. */
  wakes: [true, { option: true }],

  // Servers run as long as the Playwright worker: one for each kind and site.
  servers: [
    async ({}, use) => {
      const running = new Map();
      await use((kind, dist) => {
        const key = `${kind} ${dist}`;
        if (!running.has(key)) running.set(key, serveBy(kind, dist));
        return running.get(key);
      });
      for (const site of await Promise.allSettled(running.values())) await site.value?.stop();
    },
    { scope: "worker" },
  ],

  /** The built site behind its server: its `origin`, and the URL of its `home` page. Page URLs are relative to it. */
  site: async ({ servers, server, dist }, use) => use(await servers(server, dist)),

  baseURL: async ({ site }, use) => use(site.origin),

  /** Serves a site behind a server of the test's own, which the test may stop. */
  serve: async ({ server, dist }, use) => {
    const own = [];
    await use(async (what = dist, kind = server) => {
      own.push(await serveBy(kind, what));
      return own.at(-1);
    });
    for (const site of own) await site.stop();
  },

  /** Serves an edition with a server that produces faults on request (see faults.mjs). */
  serveFaulty: async ({}, use) => {
    const own = [];
    await use(async ({ dist }) => {
      own.push(await serveFaulty(dist));
      return own.at(-1);
    });
    for (const site of own) await site.stop();
  },

  // When a test ends, the console of every page must contain only what the test allows.
  consoleLog: async ({}, use) => {
    const lines = [];
    const allowed = [NOT_OURS];
    let ended = false;
    const note = (line) => ended || lines.push(line);
    const watch = (page) => {
      page.on("console", (message) => note(`${message.type()}: ${message.text()} (${message.location().url})`));
      page.on("pageerror", (error) => note(`error: ${error.message}`));
    };
    const expectClean = () => {
      const rest = lines.filter((line) => !allowed.some((pattern) => pattern.test(line)));
      expect(rest, "the console is clean").toEqual([]);
    };
    await use({
      watch,
      watchAll(context) {
        context.pages().forEach(watch);
        context.on("page", watch);
      },
      allow: (...patterns) => void allowed.push(...patterns),
      expectClean,
      end: () => (ended = true),
    });
    expectClean();
  },

  /** Allows console lines that match these patterns. */
  allowConsole: async ({ consoleLog }, use) => use(consoleLog.allow),

  /** Asserts that the console of every page is clean so far. */
  expectCleanConsole: async ({ consoleLog }, use) => use(consoleLog.expectClean),

  context: async ({ context, consoleLog, wakes }, use) => {
    consoleLog.watchAll(context);
    if (wakes) await context.addInitScript(wake);
    await use(context);
    consoleLog.end();
    await dropRoutes(context);
  },

  /** Opens another page in its own context, with the given options of a browser context. */
  newPage: async ({ browser, consoleLog, wakes }, use) => {
    const contexts = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      if (wakes) await context.addInitScript(wake);
      consoleLog.watchAll(context);
      return context.newPage();
    });
    consoleLog.end();
    await closeAll(contexts);
  },

  /**
   * Opens a page of a fresh device: a context with a service worker, which may store things. Network faults write to
   * its console, so the console is watched only if `watch` is true.
   */
  device: async ({ browser, consoleLog }, use) => {
    const contexts = [];
    await use(async ({ watch = false, on = browser, ...options } = {}) => {
      const page = await device(on, options);
      contexts.push(page.context());
      if (watch) consoleLog.watch(page);
      return page;
    });
    consoleLog.end();
    await closeAll(contexts);
  },

  /** Two editions of a small site; in the second, one article has another headline. */
  editions: [
    async ({}, use) => {
      const one = await build("one");
      const two = await build("two", (record) => record("news/first.json", (it) => (it.headline.en = "Another headline")));
      await use({ one, two });
    },
    { scope: "worker", timeout: BUILD_TIMEOUT },
  ],

  /** A temporary folder for this test. */
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "e2e-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

/**
 * For tests of what a device stores: `site` produces faults on request and starts with the first edition; `page` is a
 * page of a device.
 */
export const offlineTest = test.extend({
  site: async ({ editions, serveFaulty }, use) => use(await serveFaulty(editions.one)),

  page: async ({ device }, use) => use(await device()),
  context: async ({ page }, use) => use(page.context()),
});

/** The same with the office's own site. */
export const officeTest = offlineTest.extend({
  site: async ({ serveFaulty }, use) => use(await serveFaulty(edition(DIST))),
});

/** A `dist` option for test.use: a small site that is built when it is first needed. */
export const built = (make) => {
  let made;
  return [async ({}, use) => use((await (made ??= make())).dist), { timeout: BUILD_TIMEOUT }];
};

// A response that a test changes or holds back may be in flight when the test ends.
const dropRoutes = (context) => Promise.all([context, ...context.pages()].map((it) => it.unrouteAll({ behavior: "ignoreErrors" })));

async function closeAll(contexts) {
  for (const context of contexts) {
    await dropRoutes(context).catch(() => {});
    await context.close();
  }
}
