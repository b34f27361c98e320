// Two releases and the way back, uploaded file by file below open tabs: with a worker, without one, and new ones.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as onwards } from "node:http";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ask, attempt, build, clear, device, folder, install, otherProgram, until } from "./devices.mjs";
import { serveBy } from "./servers.mjs";
import { launch, marked, open, visit } from "./site.mjs";

const { SITE_TOOL } = process.env;
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const www = join(folder, "www");
const DAY = 86_400_000;
const day = (number) => new Date(Date.UTC(2026, 0, 1) + number * DAY).toISOString();

const metadata = join(folder, "metadata.json");
const releases = {};

/** Makes a release of a built site; what is in its archive, in that order, lies in `files`. */
function release(name, dist, number, ...options) {
  const from = ["--dist", dist, "--out", join(folder, "releases"), "--metadata", metadata, "--now", day(number)];
  const at = execFileSync(SITE_TOOL, ["release", ...from, ...options], { encoding: "utf8" }).trim();
  const archive = join(at, readdirSync(at).find((file) => file.endsWith(".tar.gz")));
  const files = join(folder, `${name}-files`);
  mkdirSync(files);
  execFileSync("tar", ["-xzf", archive, "-C", files]);
  const order = execFileSync("tar", ["-tzf", archive], { encoding: "utf8", maxBuffer: 1e8 }).trimEnd().split("\n");
  releases[name] = { at, archive, files, order };
}

const retention = (name) => JSON.parse(readFileSync(join(releases[name].at, "retention.json"), "utf8"));

/** Uploads a release, a whole file at a time; `between` is called so many times on the way, after the worker too. */
async function upload(name, times, between) {
  const { files, order } = releases[name];
  const pace = Math.ceil(order.length / times);
  for (const [at, path] of order.entries()) {
    mkdirSync(dirname(join(www, path)), { recursive: true });
    cpSync(join(files, path), join(folder, "coming"));
    renameSync(join(folder, "coming"), join(www, path));
    if (at % pace === pace - 1 || at >= order.length - 2) await between(path);
  }
}

/** Deletes what a release says may be deleted at a time; how many files that were. */
function sweep(name, number) {
  const due = Object.entries(retention(name).earlier).filter(([, until]) => Date.parse(until) <= Date.parse(day(number)));
  for (const [path] of due) rmSync(join(www, path));
  return due.length;
}

/** All that a release is made of is on the server, as it was made. */
function whole(name) {
  const { files, order } = releases[name];
  for (const path of order) assert.ok(readFileSync(join(www, path)).equals(readFileSync(join(files, path))), path);
}

/** Stands before the real server and notes every answer, also those that workers ask for. */
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
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await site.stop();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, log, stop };
}

/** Notes all that goes wrong in a tab. A request that nobody waits for any more is given up, which is no failure. */
function listen(page, heard) {
  page.on("console", (message) => /blocked by Playwright/.test(message.text()) || heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(error.message));
  page.on("requestfailed", (request) => {
    const why = request.failure().errorText;
    if (why !== "net::ERR_ABORTED") heard.push(`${request.url()}: ${why}`);
  });
}

const WALK = [
  ["header >> text=News", "/news"],
  ["main .card-title a >> nth=0", "/news/first"],
  ["header >> text=Summit", "/summit"],
  ["header >> text=Library", "/library"],
];

/** One step of a reader who goes round by links. */
async function step(page, turn) {
  const [link, path] = WALK[turn % WALK.length];
  await page.click(link);
  await page.waitForFunction((path) => location.pathname === path, path);
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent && !document.querySelector("main [aria-busy=true]"));
  assert.equal(await page.locator(".failure, .missing").count(), 0, path);
}

/** What a tab that is new sees of the article. */
const headline = (page) =>
  page.evaluate(async () => (await (await fetch("/data/news/first.json", { cache: "no-cache" })).json()).title);

const OLD = "A <first> article";
const NEW = "Another headline";
let browser;
let site;

before(async () => {
  const options = ["metadata", "--format-version", "1", "--locked", "--all-features"];
  writeFileSync(metadata, execFileSync("cargo", options, { cwd: root, maxBuffer: 1e9, stdio: ["ignore", "pipe", "ignore"] }));
  release("one", build("one", undefined, { options: ["--no-cards"] }).dist, 0);
  const two = build(
    "two",
    (record, root) => {
      record("news/first.json", (it) => {
        it.headline.en = "Another headline";
        it.hero.scene.hour = "sunset";
      });
      writeFileSync(join(root, "boot.js"), `${readFileSync(join(root, "boot.js"), "utf8")}void 0;\n`);
    },
    { bundle: otherProgram("program-two"), options: ["--no-cards"] },
  );
  release("two", two.dist, 1, "--previous", join(releases.one.at, "retention.json"));
  cpSync(releases.one.files, www, { recursive: true });
  browser = await launch();
  // What is uploaded here is no upload to Cloudflare, which puts up all files at once.
  site = await watched(await serveBy(process.env.SERVER === "nginx" ? "nginx" : "caddy", www));
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await clear();
});

test("what a release says may be deleted is what the one before it had and this one has not, after 30 days", () => {
  const [one, two] = [retention("one"), retention("two")];
  assert.deepEqual(one.earlier, {});
  const left = one.current.filter((path) => !two.current.includes(path));
  assert.ok(left.filter((path) => path.endsWith(".bin")).length > 5 && left.some((path) => path.startsWith("media/")));
  assert.deepEqual(Object.keys(two.earlier), left);
  assert.deepEqual(new Set(Object.values(two.earlier).map(Date.parse)), new Set([Date.parse(day(31))]));
});

test("a release is an archive in the order of its upload, with sums that hold and a bill that CycloneDX's own validator takes", async () => {
  const { at, files, order } = releases.one;
  assert.equal(order.at(-1), "sw.js");
  assert.equal(order.length, new Set(order).size);
  const first = (pattern) => order.findIndex((path) => pattern.test(path));
  const last = (pattern) => order.findLastIndex((path) => pattern.test(path));
  const content = last(/^data\/.*\.json/);
  assert.ok(last(/^(assets|media|data\/(catalog|map))\//) < first(/^data\/news/) && content < first(/\.html/));
  execFileSync("sha256sum", ["--check", "--quiet", "--strict", join(at, "SHA256SUMS")], { cwd: files });
  assert.equal(readFileSync(join(at, "SHA256SUMS"), "utf8").trimEnd().split("\n").length, order.length);

  const cyclonedx = join(root, "tests/hosts/node_modules/@cyclonedx/cyclonedx-library/dist.node/index.node.js");
  const { Spec, Validation } = (await import(cyclonedx)).default;
  const bill = readFileSync(join(at, "bom.cdx.json"), "utf8");
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot5);
  const told = await validator.validate(bill);
  assert.equal(told, null, JSON.stringify(told)?.slice(0, 500));
  assert.ok(JSON.parse(bill).components.length > 200);
  assert.notEqual(await validator.validate(bill.replace('"library"', '"labrary"')), null, "the validator looks");
});

test("6: v1 → v2 → v1 below open tabs: no failure, and nothing is deleted that anyone needs", async () => {
  const heard = [];
  const kept = await device(browser);
  const plain = await open(browser);
  for (const { page } of [kept, plain]) listen(page, heard);
  await install(kept.page, site);
  await visit(plain.page, `${site.origin}/`);
  const { version } = await ask(kept.page, { type: "state" });
  let turn = 0;
  let pages = 0;
  let visitors = 0;
  const read = async () => {
    await step(kept.page, turn);
    await step(plain.page, turn);
    turn++;
    pages += 2;
  };
  // Somebody new comes, with a worker every second time.
  const visitor = async () => {
    const { page, context } = visitors++ % 2 ? await device(browser) : await open(browser);
    listen(page, heard);
    await visit(page, `${site.origin}/news/first`);
    await page.click("header >> text=News");
    await page.waitForFunction(() => location.pathname === "/news");
    await context.close();
  };
  const both = async (path) => {
    await read();
    if (/\.html$|^sw|^offline|^data/.test(path)) await visitor();
  };
  // The reader takes the version that waits, and starts anew.
  const renew = async (words) => {
    assert.equal(await attempt(kept.page), "installed");
    await kept.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting.postMessage({ type: "activate" }));
    await until(kept.page, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
    for (const { page } of [kept, plain]) {
      await page.reload();
      await page.waitForSelector("html[data-app]");
    }
    await visit(kept.page, `${site.origin}/news/first`);
    assert.equal(await kept.page.locator("main h1").innerText(), words);
    turn = 0;
  };
  // A part of the program that no tab has asked for until now.
  const search = async (page) => {
    await page.click("header >> text=Library");
    await page.waitForFunction(() => location.pathname === "/library");
    await page.click("main a[href='/library/locations']");
    await page.waitForFunction(() => location.pathname === "/library/locations");
    await page.fill("#find", "pier");
    await marked(page);
  };

  await upload("two", 16, both);
  whole("two");
  assert.equal((await ask(kept.page, { type: "state" })).tab, version, "an open tab keeps its version");
  assert.equal(await headline(kept.page), OLD);
  assert.equal(await headline(plain.page), NEW);
  assert.equal(sweep("two", 1) + sweep("two", 30), 0, "for 30 days nothing may be deleted");
  await search(plain.page);
  await search(kept.page);
  await renew(NEW);
  const { tab: newer } = await ask(kept.page, { type: "state" });
  assert.notEqual(newer, version);

  const archive = execFileSync(SITE_TOOL, ["rollback", "--to", releases.one.at, "--from", releases.two.at, "--now", day(20)], {
    encoding: "utf8",
  });
  assert.equal(archive.trim(), releases.one.archive);
  await upload("one", 16, both);
  whole("one");
  assert.equal((await ask(kept.page, { type: "state" })).tab, newer, "the tab that took v2 keeps it");
  assert.equal(await headline(kept.page), NEW);
  assert.equal(await headline(plain.page), OLD);
  // What the release that was live said is no longer true: by its word, files would go that are live again.
  assert.ok(Object.keys(retention("two").earlier).every((path) => existsSync(join(www, path))));
  assert.equal(sweep("one", 49), 0, "what the tabs have of v2 stays for 30 days");
  await search(plain.page);
  await search(kept.page);
  await renew(OLD);
  const gone = sweep("one", 50);
  assert.ok(gone > 10, `${gone} files of v2 may go`);
  whole("one");
  for (let more = 0; more < WALK.length; more++) await read();
  await search(plain.page);
  await visitor();
  await visitor();

  assert.deepEqual(heard, []);
  const failed = site.log.filter(({ status }) => status >= 400 || ![200, 206, 304].includes(status));
  assert.deepEqual(failed, []);
  console.log(`${pages} pages read, ${visitors} visitors, ${site.log.length} answers, 0 failures`);
  for (const { context } of [kept, plain]) await context.close();
});

test("a rollback to what is live, to no release, or without an archive is refused with the mend", () => {
  const rollback = (to, from) => spawnSync(SITE_TOOL, ["rollback", "--to", to, "--from", from], { encoding: "utf8" });
  const { one, two } = releases;
  const bare = join(folder, "bare");
  mkdirSync(bare);
  cpSync(join(one.at, "retention.json"), join(bare, "retention.json"));
  for (const [to, from] of [[one.at, one.at], [folder, two.at], [one.at, folder], [bare, two.at]]) {
    const refused = rollback(to, from);
    assert.notEqual(refused.status, 0);
    assert.match(refused.stderr, /mend: /);
  }
});
