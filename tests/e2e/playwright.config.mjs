// From the root of the repository: playwright test -c tests/e2e [FILE…] [-g NAME], with the playwright of
// tests/e2e/node_modules/.bin.
import { defineConfig } from "@playwright/test";
import { join } from "node:path";
import { BROWSER, OUTPUT } from "./environment.mjs";
import { FLAGS } from "./site.mjs";

export default defineConfig({
  testMatch: "*.test.mjs",
  outputDir: join(OUTPUT, "e2e/results"),
  // Tests share nothing that they change, so each may run beside any other.
  fullyParallel: true,
  // More than the cores of a small machine: tests of the network often wait.
  workers: Number(process.env.WORKERS ?? 3),
  // A test that passes the second time is reported as flaky, by name.
  retries: 1,
  forbidOnly: !!process.env.CI,
  // Nothing hangs: neither a test nor an action in it.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["./reporter.mjs"], ["html", { open: "never", outputFolder: join(OUTPUT, "e2e/report") }]],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    launchOptions: { executablePath: BROWSER, args: FLAGS },
    viewport: { width: 1280, height: 900 },
    // What a service worker answers cannot be intercepted. Tests of it use the fixture `device`.
    serviceWorkers: "block",
    trace: { mode: process.env.TRACE ?? "on-first-retry", sources: false },
  },
});
