// Run from the root of the repository: playwright test -c tests/e2e [FILE…] [-g NAME], with the playwright in
// tests/e2e/node_modules/.bin.
import { defineConfig } from "@playwright/test";
import { join } from "node:path";
import { BROWSER, OUTPUT } from "./environment.mjs";
import { FLAGS } from "./site.mjs";

export default defineConfig({
  testMatch: "*.test.mjs",
  outputDir: join(OUTPUT, "e2e/results"),
  // Tests share no state that they change, so all can run in parallel.
  fullyParallel: true,
  // More workers than a small machine has cores, because network tests often wait.
  workers: Number(process.env.WORKERS ?? 3),
  // A test that passes on the second attempt is reported as flaky, by name.
  retries: 1,
  forbidOnly: !!process.env.CI,
  // Nothing can hang: tests and actions have a timeout.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  snapshotPathTemplate: "{testDir}/trees/{arg}{ext}",
  // A missing snapshot is a failure; `-u` writes it.
  updateSnapshots: "none",
  reporter: [["./reporter.mjs"], ["html", { open: "never", outputFolder: join(OUTPUT, "e2e/report") }]],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    launchOptions: { executablePath: BROWSER, args: FLAGS },
    viewport: { width: 1280, height: 900 },
    // Responses of a service worker cannot be intercepted. Its tests use the fixture `device`.
    serviceWorkers: "block",
    trace: { mode: process.env.TRACE ?? "on-first-retry", sources: false },
  },
});
