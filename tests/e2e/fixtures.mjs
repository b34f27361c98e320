// What every test can ask for by name. All of it is stopped, closed and deleted when the test ends.
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

// A build of small sites takes a while where nothing was built before.
const BUILD_TIMEOUT = 300_000;

// Lines that no page of ours causes: what Playwright says of service workers that it blocks, and what the questions of
// tests about a list that is not shown lead to.
const NOT_OURS = /blocked by Playwright|: Rendering was performed in a subtree hidden by content-visibility/;

export const test = base.extend({
  /** The built site that `site` serves, and the server that it is behind: caddy, nginx or wrangler. */
  dist: [DIST, { option: true }],
  server: [SERVER, { option: true }],
  /** Whether readers point at a button of each page that they open, so that the program comes at once. */
  wakes: [true, { option: true }],

  // Servers run as long as the worker: one for each kind and site.
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

  /** The built site behind its server: its `origin`, and the address of its `home` page. Addresses of pages are relative to it. */
  site: async ({ servers, server, dist }, use) => use(await servers(server, dist)),

  baseURL: async ({ site }, use) => use(site.origin),

  /** Serves a site behind a server of the test's own, which it may stop. */
  serve: async ({ server, dist }, use) => {
    const own = [];
    await use(async (what = dist, kind = server) => {
      own.push(await serveBy(kind, what));
      return own.at(-1);
    });
    for (const site of own) await site.stop();
  },

  /** Serves an edition by a server that breaks as it is told (see faults.mjs). */
  serveFaulty: async ({}, use) => {
    const own = [];
    await use(async ({ dist }) => {
      own.push(await serveFaulty(dist));
      return own.at(-1);
    });
    for (const site of own) await site.stop();
  },

  // At the end of a test the console of every page holds nothing but what the test allows.
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

  /** Patterns of lines that the test expects in the console. */
  allowConsole: async ({ consoleLog }, use) => use(consoleLog.allow),

  /** The console of every page is clean until now. */
  expectCleanConsole: async ({ consoleLog }, use) => use(consoleLog.expectClean),

  context: async ({ context, consoleLog, wakes }, use) => {
    consoleLog.watchAll(context);
    if (wakes) await context.addInitScript(wake);
    await use(context);
    consoleLog.end();
    await dropRoutes(context);
  },

  /** Opens another page in a context of its own, with the given options of a browser context. */
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
   * Opens a page of a fresh device: a context with a service worker, which may store things. Faults of the network
   * write to its console, so that is watched only when `watch` says so.
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

  /** Two editions of a small site; of the second, one article has another headline. */
  editions: [
    async ({}, use) => {
      const one = await build("one");
      const two = await build("two", (record) => record("news/first.json", (it) => (it.headline.en = "Another headline")));
      await use({ one, two });
    },
    { scope: "worker", timeout: BUILD_TIMEOUT },
  ],

  /** A folder of the test's own. */
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "e2e-"));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

/** Tests of what a device stores: `site` breaks as it is told and begins with the first edition, `page` is a device's. */
export const offlineTest = test.extend({
  site: async ({ editions, serveFaulty }, use) => use(await serveFaulty(editions.one)),

  page: async ({ device }, use) => use(await device()),
  context: async ({ page }, use) => use(page.context()),
});

/** The same with the office's own site. */
export const officeTest = offlineTest.extend({
  site: async ({ serveFaulty }, use) => use(await serveFaulty(edition(DIST))),
});

/** An option `dist` of test.use: a small site that is built when it is first asked for. */
export const built = (make) => {
  let made;
  return [async ({}, use) => use((await (made ??= make())).dist), { timeout: BUILD_TIMEOUT }];
};

// An answer that a test changes or holds back may be on its way when the test ends.
const dropRoutes = (context) => Promise.all([context, ...context.pages()].map((it) => it.unrouteAll({ behavior: "ignoreErrors" })));

async function closeAll(contexts) {
  for (const context of contexts) {
    await dropRoutes(context).catch(() => {});
    await context.close();
  }
}
