// Two releases and a rollback, uploaded file by file while tabs are open: with a service worker, without one, and new
// ones.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as onwards } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { activateWaiting, ask, attempt, install } from "./devices.mjs";
import { ROOT, SERVER, SITE_TOOL } from "./environment.mjs";
import { expect, test as base, visit } from "./fixtures.mjs";
import { highlights } from "./helpers.mjs";
import { build, otherProgram, siteTool } from "./sites.mjs";

const DAY = 86_400_000;
const day = (number) => new Date(Date.UTC(2026, 0, 1) + number * DAY).toISOString();

/** Makes a release of a built site; `files` is its unpacked archive, `order` the order of the archive's entries. */
function release(folder, name, dist, number, ...options) {
  const from = ["--dist", dist, "--out", join(folder, "releases"), "--metadata", join(folder, "metadata.json"), "--now", day(number)];
  const at = siteTool("release", ...from, ...options).trim();
  const archive = join(at, readdirSync(at).find((file) => file.endsWith(".tar.gz")));
  const files = join(folder, `${name}-files`);
  mkdirSync(files);
  execFileSync("tar", ["-xzf", archive, "-C", files]);
  const order = execFileSync("tar", ["-tzf", archive], { encoding: "utf8", maxBuffer: 1e8 }).trimEnd().split("\n");
  return { at, archive, files, order, retention: JSON.parse(readFileSync(join(at, "retention.json"), "utf8")) };
}

/** Proxies the real server and logs every response, including those to service workers. */
async function watched(site) {
  const log = [];
  const server = createServer((asked, answer) => {
    const options = { method: asked.method, headers: asked.headers };
    const onward = onwards(site.origin + asked.url, options, (got) => {
      log.push({ path: asked.url, status: got.statusCode });
      answer.writeHead(got.statusCode, got.rawHeaders);
      got.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, log, stop };
}

// In one Playwright worker, because making the releases takes long.
base.describe.configure({ mode: "default" });

const test = base.extend({
  /** Two releases, a day apart; in the second, the app's files have other names too. */
  releases: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "releases-"));
      const options = ["metadata", "--format-version", "1", "--locked", "--all-features"];
      const metadata = execFileSync("cargo", options, { cwd: ROOT, maxBuffer: 1e9, stdio: ["ignore", "pipe", "ignore"] });
      writeFileSync(join(folder, "metadata.json"), metadata);
      const { dist } = await build("release-one", undefined, { options: ["--no-cards"] });
      const one = release(folder, "one", dist, 0);
      const changed = await build(
        "release-two",
        (record) => {
          record("news/first.json", (it) => {
            it.headline.en = NEW;
            it.hero.scene.hour = "sunset";
          });
        },
        { bundle: otherProgram(folder, "program-two"), options: ["--no-cards"] },
      );
      const two = release(folder, "two", changed.dist, 1, "--previous", join(one.at, "retention.json"));
      await use({ one, two });
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 300_000 },
  ],

  /** The folder that the server serves; it starts with the first release. */
  www: async ({ folder, releases }, use) => {
    const www = join(folder, "www");
    cpSync(releases.one.files, www, { recursive: true });
    await use(www);
  },

  // Cloudflare's engine is left out: Cloudflare publishes all files of an upload at once.
  site: async ({ www, serve }, use) => {
    const site = await watched(await serve(www, SERVER === "nginx" ? "nginx" : "caddy"));
    await use(site);
    await site.stop();
  },
});

/**
 * Uploads a release, a whole file at a time. Calls `between` about `times` times on the way, and after each of the last
 * two files, one of which is the service worker.
 */
async function upload({ files, order }, www, times, between) {
  const pace = Math.ceil(order.length / times);
  for (const [at, path] of order.entries()) {
    mkdirSync(dirname(join(www, path)), { recursive: true });
    cpSync(join(files, path), `${www}-coming`);
    renameSync(`${www}-coming`, join(www, path));
    if (at % pace === pace - 1 || at >= order.length - 2) await between(path);
  }
}

/** Deletes the files that a release says may be deleted by that day; returns how many. */
function sweep({ retention }, www, number) {
  const due = Object.entries(retention.earlier).filter(([, until]) => Date.parse(until) <= Date.parse(day(number)));
  for (const [path] of due) rmSync(join(www, path));
  return due.length;
}

/** Asserts that all files of a release are on the server, unchanged. */
function expectWhole({ files, order }, www) {
  const wrong = order.filter((path) => !readFileSync(join(www, path)).equals(readFileSync(join(files, path))));
  expect(wrong).toEqual([]);
}

const WALK = [
  ["header >> text=News", "/news"],
  ["main .card-title a >> nth=0", "/news/first"],
  ["header >> text=Summit", "/summit"],
  ["header >> text=Library", "/library"],
];

/** One step of a reader who follows links in a loop. */
async function step(page, turn) {
  const [link, path] = WALK[turn % WALK.length];
  await page.click(link);
  await page.waitForFunction((path) => location.pathname === path, path);
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent && !document.querySelector("main [aria-busy=true]"));
  expect(await page.locator(".failure, .missing").count(), path).toBe(0);
}

/** The headline of the article as a new tab sees it. */
const headline = (page) =>
  page.evaluate(async () => (await (await fetch("/data/news/first.json", { cache: "no-cache" })).json()).title);

const OLD = "A <first> article";
const NEW = "Another headline";

test("what a release says may be deleted is what the one before it had and this one has not, after 30 days", ({ releases }) => {
  const [one, two] = [releases.one.retention, releases.two.retention];
  expect(one.earlier).toEqual({});
  const left = one.current.filter((path) => !two.current.includes(path));
  expect(left.filter((path) => path.endsWith(".chunk.wasm")).length).toBeGreaterThan(5);
  expect(left.filter((path) => path.startsWith("media/"))).not.toEqual([]);
  expect(Object.keys(two.earlier)).toEqual(left);
  expect(new Set(Object.values(two.earlier).map(Date.parse))).toEqual(new Set([Date.parse(day(31))]));
});

test("a release is an archive in the order of its upload, with sums that hold and a bill that CycloneDX's own validator takes", async ({ releases }) => {
  const { at, files, order } = releases.one;
  expect(order.at(-1)).toBe("sw.js");
  expect(order).toHaveLength(new Set(order).size);
  const first = (pattern) => order.findIndex((path) => pattern.test(path));
  const last = (pattern) => order.findLastIndex((path) => pattern.test(path));
  const content = last(/^data\/.*\.json/);
  expect(last(/^(assets|media|data\/(catalog|map))\//)).toBeLessThan(first(/^data\/news/));
  expect(content).toBeLessThan(first(/\.html/));
  execFileSync("sha256sum", ["--check", "--quiet", "--strict", join(at, "SHA256SUMS")], { cwd: files });
  expect(readFileSync(join(at, "SHA256SUMS"), "utf8").trimEnd().split("\n")).toHaveLength(order.length);

  const cyclonedx = join(ROOT, "tests/hosts/node_modules/@cyclonedx/cyclonedx-library/dist.node/index.node.js");
  const { Spec, Validation } = (await import(cyclonedx)).default;
  const bill = readFileSync(join(at, "bom.cdx.json"), "utf8");
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot5);
  const told = await validator.validate(bill);
  expect(told, JSON.stringify(told)?.slice(0, 500)).toBeNull();
  expect(JSON.parse(bill).components.length).toBeGreaterThan(200);
  expect(await validator.validate(bill.replace('"library"', '"labrary"')), "the validator looks").not.toBeNull();
});

test("6: v1 → v2 → v1 below open tabs: no failure, and nothing is deleted that anyone needs", async ({ newPage, device, releases, site, www }) => {
  test.slow();
  const { one, two } = releases;
  // A request that is no longer needed is cancelled, which is not a failure.
  const failures = [];
  const watch = (page) => {
    page.on("requestfailed", (request) => {
      const why = request.failure().errorText;
      if (why !== "net::ERR_ABORTED") failures.push(`${request.url()}: ${why}`);
    });
    return page;
  };
  const stored = watch(await device({ watch: true }));
  const plain = watch(await newPage());
  await install(stored);
  await visit(plain, "/");
  const { version } = await ask(stored, { type: "state" });
  let turn = 0;
  let visitors = 0;
  const read = async () => {
    await step(stored, turn);
    await step(plain, turn);
    turn++;
  };
  // A new visitor, every second one with a service worker.
  const visitor = async () => {
    const page = watch(visitors++ % 2 ? await device({ watch: true }) : await newPage());
    await visit(page, "/news/first");
    await page.click("header >> text=News");
    await page.waitForFunction(() => location.pathname === "/news");
    await page.context().close();
  };
  const both = async (path) => {
    await read();
    if (/\.html$|^sw|^offline|^data/.test(path)) await visitor();
  };
  // The reader accepts the waiting version and reloads.
  const renew = async (words) => {
    expect(await attempt(stored)).toBe("installed");
    await activateWaiting(stored);
    for (const page of [stored, plain]) {
      await page.reload();
      await page.waitForSelector("html[data-app]");
    }
    await visit(stored, "/news/first");
    await expect(stored.locator("main h1")).toHaveText(words);
    turn = 0;
  };
  // Opens a page whose chunk no tab has requested yet.
  const search = async (page) => {
    await page.click("header >> text=Library");
    await page.waitForFunction(() => location.pathname === "/library");
    await page.click("main a[href='/library/locations']");
    await page.waitForFunction(() => location.pathname === "/library/locations");
    await page.fill("#find", "pier");
    await highlights(page);
  };

  await upload(two, www, 16, both);
  expectWhole(two, www);
  expect((await ask(stored, { type: "state" })).tab, "an open tab keeps its version").toBe(version);
  expect(await headline(stored)).toBe(OLD);
  expect(await headline(plain)).toBe(NEW);
  expect(sweep(two, www, 1) + sweep(two, www, 30), "for 30 days nothing may be deleted").toBe(0);
  await search(plain);
  await search(stored);
  await renew(NEW);
  const { tab: newer } = await ask(stored, { type: "state" });
  expect(newer).not.toBe(version);

  const archive = siteTool("rollback", "--to", one.at, "--from", two.at, "--now", day(20));
  expect(archive.trim()).toBe(one.archive);
  const back = { ...one, retention: JSON.parse(readFileSync(join(one.at, "retention.json"), "utf8")) };
  await upload(back, www, 16, both);
  expectWhole(back, www);
  expect((await ask(stored, { type: "state" })).tab, "the tab that took v2 keeps it").toBe(newer);
  expect(await headline(stored)).toBe(NEW);
  expect(await headline(plain)).toBe(OLD);
  // After the rollback, the previous release's list must not be used: it would delete files that are live again.
  expect(Object.keys(two.retention.earlier).filter((path) => !existsSync(join(www, path)))).toEqual([]);
  expect(sweep(back, www, 49), "what the tabs have of v2 stays for 30 days").toBe(0);
  await search(plain);
  await search(stored);
  await renew(OLD);
  expect(sweep(back, www, 50), "files of v2 may go").toBeGreaterThan(10);
  expectWhole(back, www);
  for (let more = 0; more < WALK.length; more++) await read();
  await search(plain);
  await visitor();
  await visitor();

  expect(failures).toEqual([]);
  expect(site.log.filter(({ status }) => ![200, 206, 304].includes(status))).toEqual([]);
});

test("a rollback to what is live, to no release, or without an archive is refused, with what to do", ({ folder, releases }) => {
  const rollback = (to, from) => spawnSync(SITE_TOOL, ["rollback", "--to", to, "--from", from], { encoding: "utf8" });
  const { one, two } = releases;
  const bare = join(folder, "bare");
  mkdirSync(bare);
  cpSync(join(one.at, "retention.json"), join(bare, "retention.json"));
  for (const [to, from] of [[one.at, one.at], [folder, two.at], [one.at, folder], [bare, two.at]]) {
    const refused = rollback(to, from);
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toMatch(/help: /);
  }
});
