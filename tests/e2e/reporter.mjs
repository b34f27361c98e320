// Prints each test as it ends, then those that failed or were flaky, and the counts in the last line.
import { relative } from "node:path";
import { HERE } from "./environment.mjs";

const LISTS = process.argv.includes("--list");

export default class {
  onBegin(config, suite) {
    this.suite = suite;
    if (LISTS) for (const test of suite.allTests()) console.log(nameOf(test));
    console.log(`${suite.allTests().length} tests, ${config.workers} at a time`);
  }

  onStdOut(text) {
    process.stdout.write(text);
  }

  onStdErr(text) {
    process.stderr.write(text);
  }

  onError(error) {
    this.broken = true;
    console.log(error.stack ?? error.message ?? error.value);
  }

  onTestEnd(test, result) {
    const mark = result.status === "passed" ? (result.retry ? "flaky" : "ok") : result.status;
    console.log(`${mark.padEnd(8)} ${nameOf(test)} (${seconds(result.duration)})`);
    for (const error of result.errors) console.log(error.stack ?? error.message ?? error.value);
  }

  onEnd({ status }) {
    if (LISTS) return;
    const all = this.suite.allTests();
    const [passed, failed, flaky] = ["expected", "unexpected", "flaky"].map((outcome) => all.filter((test) => test.outcome() === outcome));
    if (process.env.TIMES) {
      const time = (test) => Math.max(0, ...test.results.map(({ duration }) => duration));
      const slowest = all.toSorted((a, b) => time(b) - time(a)).slice(0, 20);
      console.log(`\nslowest:\n${slowest.map((test) => `  ${seconds(time(test)).padStart(8)}  ${nameOf(test)}`).join("\n")}`);
    }
    console.log("");
    // Tests that this run leaves to --long are no news.
    const missing = all.flatMap((test) => test.results.flatMap(({ annotations }) => annotations.filter(({ type, description }) => type === "skip" && description && !description.startsWith("only with")).map(({ description }) => [nameOf(test), description])));
    for (const [name, why] of missing) console.log(`skipped: ${name}: ${why}`);
    for (const test of flaky) console.log(`flaky: ${nameOf(test)}`);
    for (const test of failed) console.log(`failed: ${nameOf(test)}`);
    // A flaky test counts as passed. A run that was interrupted or ran nothing is not a success.
    const ok = status === "passed" && !this.broken;
    console.log(`test result: ${ok ? "ok" : "FAILED"}. ${passed.length + flaky.length} passed; ${failed.length} failed; ${flaky.length} flaky`);
  }

  printsToStdio() {
    return true;
  }
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const nameOf = (test) => [relative(HERE, test.location.file), ...test.titlePath().slice(3)].join(": ");
