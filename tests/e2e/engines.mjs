// The engines of the common suite (engines.test.mjs), all driven with the methods of a Playwright page.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, firefox } from "playwright-core";
import { BROWSER, FIREFOX, WEBKIT_DRIVER, XVFB } from "./environment.mjs";
import { test as base } from "./fixtures.mjs";
import { FLAGS } from "./site.mjs";
import { launchWebKit, nextDownload } from "./webkit.mjs";

async function launch(type, options) {
  const downloadsPath = mkdtempSync(join(tmpdir(), "downloads-"));
  const browser = await type.launch({ downloadsPath, ...options });
  return {
    async newPage({ origin, viewport }) {
      const context = await browser.newContext({ baseURL: origin, viewport, serviceWorkers: "allow" });
      const page = await context.newPage();
      page.close = () => context.close();
      // Firefox reports no download of files that the page itself made.
      if (type === firefox) page.waitForEvent = () => nextDownload(downloadsPath);
      return page;
    },
    async close() {
      await browser.close();
      rmSync(downloadsPath, { recursive: true, force: true });
    },
  };
}

/** The system packages that an engine needs, and how it is started. */
export const ENGINES = {
  chromium: { needs: { chromium: BROWSER }, launch: () => launch(chromium, { executablePath: BROWSER, args: FLAGS }) },
  firefox: {
    needs: { "firefox-esr": FIREFOX },
    // Through WebDriver BiDi, which stock Firefox supports.
    launch: () => launch(firefox, { executablePath: FIREFOX, channel: "moz-firefox" }),
  },
  webkit: { needs: { "webkit2gtk-driver": WEBKIT_DRIVER, xvfb: XVFB }, launch: launchWebKit },
};

/** In a page: logs to the console what not every engine logs there. */
const listen = () => {
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    console.error(`policy: ${violatedDirective} refuses ${blockedURI}`);
  });
  const look = ({ name, responseStatus }) => responseStatus >= 400 && console.error(`status ${responseStatus}: ${name}`);
  new PerformanceObserver((list) => list.getEntries().forEach(look)).observe({ type: "resource", buffered: true });
};

export const test = base.extend({
  engine: ["chromium", { option: true }],

  engines: [
    async ({}, use) => {
      const running = new Map();
      await use((name) => {
        if (!running.has(name)) running.set(name, ENGINES[name].launch());
        return running.get(name);
      });
      for (const browser of await Promise.allSettled(running.values())) await browser.value?.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  /** Opens a page of a fresh device, which may store things. Its console is watched unless `watch` is false. */
  open: async ({ engine, engines, site, folder, consoleLog }, use) => {
    const browser = await engines(engine);
    const pages = [];
    await use(async ({ origin = site.origin, watch = true, width = 1280, height = 900 } = {}) => {
      const page = await browser.newPage({ origin, folder, viewport: { width, height } });
      pages.push(page);
      await page.addInitScript(listen);
      if (watch) consoleLog.watch(page);
      return page;
    });
    for (const page of pages) await page.told?.();
    consoleLog.end();
    for (const page of pages) await page.close();
  },

  page: async ({ open }, use) => use(await open()),
});
