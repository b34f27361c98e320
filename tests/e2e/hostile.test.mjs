// Row 20: hostile content in the browser. What the check takes is text on every page; what it refuses does no harm
// when it comes to the browser all the same.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build, clear, heading } from "./devices.mjs";
import { launch, open, serve, visit } from "./site.mjs";

const corpus = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), "../hostile/corpus.json"), "utf8"));
const texts = [...corpus.frames.flatMap((frame) => corpus.code.map((code) => frame.replaceAll("{}", code))), ...corpus.odd];
const addresses = [
  ...corpus.addresses,
  ...corpus.schemes.flatMap((scheme) =>
    corpus.spellings.map((spelling) =>
      spelling.replace("{s}", scheme).replace("{S}", scheme.toUpperCase()).replace("{a}", scheme[0]).replace("{z}", scheme.slice(1)),
    ),
  ),
];

/** Every text of a record with what sets it. */
function* places(value, set) {
  if (typeof value === "string") yield { value, set };
  else if (value && typeof value === "object") {
    for (const key of Object.keys(value)) yield* places(value[key], (next) => (value[key] = next));
  }
}

let turn = 0;
const next = () => texts[turn++ % texts.length];

/** Articles in which each text of the corpus stands somewhere, and one whose Markdown is made of it. */
function articles(content) {
  const first = readFileSync(join(content, "news/first.json"), "utf8");
  const count = Math.ceil(texts.length / 10);
  const at = (number) => join(content, `news/hostile-${number}`);
  for (let number = 0; number < count; number++) {
    const record = JSON.parse(first);
    record.id = `hostile-${number}`;
    const pair = () => ({ en: next(), zh: next() });
    Object.assign(record, { headline: pair(), summary: pair(), dateline: pair(), mentions: {} });
    record.hero.alt = pair();
    record.sources[0].publisher = pair();
    writeFileSync(`${at(number)}.json`, JSON.stringify(record));
    for (const tongue of ["en", "zh"]) writeFileSync(`${at(number)}.${tongue}.md`, "Words.\n");
  }
  const line = (text) => text.replace(/[\r\n]+/g, " ");
  const words = texts.flatMap((text, n) => [["", "## A ", "- ", "> "][n % 4] + line(text), ""]);
  const links = addresses.flatMap((address) => [`[link](<${line(address)}>)`, "", `[link](${line(address)})`, ""]);
  writeFileSync(join(content, "news/first.en.md"), [...words, ...links].join("\n"));
}

/** What the check says: the file and the place of each problem. */
function problems(root) {
  const said = spawnSync(process.env.SITE_TOOL, ["check", "--public", root], { encoding: "utf8", maxBuffer: 1e8 });
  return [...said.stderr.matchAll(/^public\/content\/(\S+) at (.+)$/gm)].map(([, file, place]) => [file, place]);
}

/** Puts back what was there before where the check refuses, until it refuses nothing; how many places that were. */
function settle(root, before) {
  let refused = 0;
  for (let tries = 0; tries < 40; tries++) {
    const found = problems(root);
    if (!found.length) return refused;
    refused += found.length;
    for (const file of new Set(found.map(([file]) => file))) {
      const path = join(root, "content", file);
      const here = found.filter(([name]) => name === file).map(([, place]) => place);
      if (file.endsWith(".md")) {
        const gone = new Set(here.map((place) => +place.replace("line ", "")));
        writeFileSync(path, readFileSync(path, "utf8").split("\n").map((line, at) => (gone.has(at + 1) ? "" : line)).join("\n"));
        continue;
      }
      const record = JSON.parse(readFileSync(path, "utf8"));
      for (const pointer of here) {
        const keys = pointer.slice(1).split("/");
        const last = keys.pop();
        const parent = (of) => keys.reduce((value, key) => value[key], of);
        parent(record)[last] = parent((/hostile/.test(file) ? undefined : before.get(file)) ?? before.get("news/first.json"))[last];
      }
      writeFileSync(path, JSON.stringify(record));
    }
  }
  assert.fail(`the check goes on refusing: ${problems(root)}`);
}

const ALLOWED = new Set(
  ("html head body meta link script style noscript title main header footer nav section article div span p a h1 h2 h3 h4 ul ol li dl dt dd " +
    "table thead tbody tr th td caption colgroup col figure figcaption blockquote strong em b s code pre br hr time mark kbd " +
    "picture source img video track svg g path circle rect line text tspan desc defs use form label input textarea select option " +
    "optgroup button fieldset legend output progress meter details summary dialog wbr small abbr").split(" "),
);

/** What stands in the page that should not. */
const strange = (page) =>
  page.evaluate((allowed) => {
    const known = new Set(allowed);
    const found = [];
    for (const element of document.querySelectorAll("*")) {
      if (!known.has(element.localName)) found.push(`<${element.localName}>`);
      for (const { name, value } of element.attributes) {
        if (/^(on|style$|srcdoc$|formaction$|xlink)/.test(name)) found.push(`${element.localName} ${name}`);
        if (!/^(href|src|poster|action)$/.test(name)) continue;
        // What is no address at all leads nowhere; a place leads to the device's map.
        if (!URL.canParse(value, location) || /^geo:[\d.,-]+$/.test(value)) continue;
        const { protocol } = new URL(value, location);
        if (!["https:", "http:", "mailto:", "tel:"].includes(protocol)) found.push(`${element.localName} ${name}=${value}`);
      }
      if (element.localName === "script" && !element.integrity && element.type !== "application/json" && element.type !== "application/ld+json") {
        found.push(element.outerHTML.slice(0, 100));
      }
    }
    if ("evil" in globalThis) found.push("something ran");
    return found;
  }, [...ALLOWED]);

/** A tab in which everything that runs or is asked of others is noted. */
async function watched(browser, site) {
  const tab = await open(browser);
  const bad = [];
  tab.page.on("dialog", (dialog) => {
    bad.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  tab.page.on("request", (request) => {
    if (new URL(request.url()).origin !== site.origin) bad.push(request.url());
  });
  tab.page.on("pageerror", (error) => bad.push(error.message));
  tab.context.on("page", () => bad.push("a window was opened"));
  return { ...tab, bad };
}

let edition;
let browser;
let site;
let real;
let refused;
before(async () => {
  edition = build(
    "hostile",
    (_, root) => {
      const content = join(root, "content");
      articles(content);
      const before = new Map();
      for (const file of readdirSync(content, { recursive: true }).filter((file) => file.endsWith(".json"))) {
        const path = join(content, file);
        before.set(file, JSON.parse(readFileSync(path, "utf8")));
        // Articles are made of the corpus already; the office's words are those of the frame.
        if (/^(news|office)/.test(file)) continue;
        const record = JSON.parse(readFileSync(path, "utf8"));
        for (const { value, set } of places(record)) if (/[ .一-鿿]|^[A-Z][a-z]+$/.test(value)) set(next());
        writeFileSync(path, JSON.stringify(record));
      }
      refused = settle(root, before);
    },
    { options: ["--no-cards"] },
  );
  browser = await launch();
  site = await serve(edition.dist);
  real = await serve();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  await real?.stop();
  await clear();
});

test("20: every page with the corpus in it is text: nothing runs, no node is made, the console is clean", async () => {
  const { page, context, quiet, bad } = await watched(browser, site);
  const xml = readFileSync(join(edition.dist, "sitemap.xml"), "utf8");
  const paths = [...xml.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)].map(([, path]) => path || "/");
  assert.ok(paths.length > 80, `${paths.length} pages`);
  for (const path of paths) {
    await visit(page, site.origin + path);
    assert.deepEqual(await strange(page), [], path);
  }
  // The same pages made by the program.
  await visit(page, `${site.origin}/news`);
  const links = await page.locator("main .card-title a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  assert.ok(links.length > 10);
  for (const link of links) {
    await page.click(`main .card-title a[href="${link}"]`);
    await page.waitForFunction((path) => location.pathname === path && document.querySelector("main h1"), link);
    assert.deepEqual(await strange(page), [], link);
    await page.goBack();
    await page.waitForFunction(() => location.pathname === "/news");
    await page.waitForSelector("main .card-title a");
  }
  assert.deepEqual(bad, []);
  quiet();
  console.log(`${texts.length + addresses.length} payloads, ${refused} refusals, ${paths.length} pages`);
  await context.close();
});

test("20: queries, paths and fragments of the corpus are text", async () => {
  const { page, context, quiet, bad } = await watched(browser, site);
  await visit(page, `${site.origin}/search`);
  for (const text of texts.filter((_, at) => at % 6 === 0)) {
    const plain = text.replace(/[\r\n\0]/g, " ");
    await page.fill("main input[type=search]", plain);
    assert.deepEqual(await strange(page), [], text);
  }
  const sample = [...texts, ...addresses].filter((_, at) => at % 12 === 0);
  for (const [at, text] of sample.entries()) {
    const coded = encodeURIComponent(text.slice(0, 500));
    const path = [`/search?q=${coded}`, `/library/locations?q=${coded}&sort=${coded}`, `/pack#p=${coded}`, `/summit/2024/agenda?day=${coded}#${coded}`][at % 4];
    await page.goto("about:blank");
    await visit(page, site.origin + path);
    assert.deepEqual(await strange(page), [], path);
  }
  for (const text of sample.filter((_, at) => at % 4 === 0)) {
    await page.goto(`${site.origin}/news/${encodeURIComponent(text.slice(0, 200))}`);
    assert.deepEqual(await strange(page), [], text);
  }
  assert.deepEqual(bad, []);
  quiet(/status of 40\d/);
  await context.close();
});

test("20: what the check refuses does no harm in data that comes all the same", async () => {
  const { page, context, bad } = await watched(browser, site);
  let spoil = (text) => text;
  await page.route("**/data/**/*.json", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: spoil(await answer.text()) });
  });
  const spoils = {
    nothing: () => "",
    html: () => "<!DOCTYPE html><script>globalThis.evil=1</script>",
    cut: (text) => text.slice(0, text.length / 2),
    deep: () => "[".repeat(100_000),
    deeper: () => '{"a":'.repeat(100_000),
    null: () => "null",
    types: (text) => text.replace(/"title":"[^"]*"/g, '"title":{"__proto__":{"evil":1}}'),
    proto: (text) => text.replace("{", '{"__proto__":{"evil":1},"constructor":{"prototype":{"evil":1}},'),
    twice: (text) => text.replace("{", '{"title":"one","title":"two",'),
    long: (text) => text.replace(/"title":"/, `"title":"${"x".repeat(5_000_000)}`),
    surrogate: (text) => text.replace(/"title":"/, '"title":"\\ud800'),
    letters: (text) => text.replace(/"title":"/, '"title":"\u202e\u0001\u2028'),
    markup: (text) => text.replace(/"title":"/g, '"title":"<img src=x onerror=globalThis.evil=1>'),
    addresses: (text) => text.replace(/"https:[^"]*"/g, '"javascript:globalThis.evil=1"'),
  };
  for (const [name, change] of Object.entries(spoils)) {
    spoil = (text) => text;
    await visit(page, `${site.origin}/about`);
    spoil = change;
    await page.click("header >> text=News");
    await page.waitForFunction(() => location.pathname === "/news");
    // Either the page or a failure that is told.
    await page.waitForFunction(() => document.querySelector("main .failure, main .card-title"), undefined, { timeout: 30_000 });
    const article = page.locator("main .card-title a[href$='/news/first']");
    if (await article.count()) {
      await article.first().click();
      await page.waitForFunction(() => location.pathname === "/news/first");
      await page.waitForFunction(() => document.querySelector("main .failure, main article"));
      for (const link of await page.locator("main a[href^='javascript:']").all()) await link.evaluate((link) => link.click());
    }
    assert.ok(!(await page.evaluate(() => "evil" in globalThis || "evil" in {})), `${name} ran`);
    spoil = (text) => text;
    // The program goes on.
    await page.click("header >> text=Library");
    await page.waitForFunction(() => location.pathname === "/library" && document.querySelector("main .card-title, main h1"));
    assert.ok(await heading(page), name);
  }
  assert.deepEqual(bad, []);
  await context.close();
});

// Lists of the real site, and what stands for one of their items.
const LISTS = [
  ["/", "news", ".card-title"],
  ["/news/topics/policy", "cards", ".card-title"],
  ["/news/2025-micro-drama-conference", "body", ".prose > *"],
  ["/summit", "editions", ".card-title"],
  ["/summit/2023", "sessions", "a[href*='/sessions/']"],
  ["/summit/2023/agenda", "sessions", "a[href*='/sessions/']"],
  ["/library", "collections", "section"],
  ["/library/locations", "cards", ".card-title"],
];

test("20: of a list with an item that cannot be read, the others are shown, and the reader is told", async () => {
  const { page, context, bad } = await watched(browser, real);
  let spoil;
  let items;
  let wanted;
  await page.route("**/data/**/*.json", async (route) => {
    const answer = await route.fetch();
    const document = await answer.json();
    if (new URL(route.request().url()).pathname === wanted) items = spoil(document.body).length;
    await route.fulfill({ response: answer, json: document });
  });
  const shown = async (path, list, each, item) => {
    wanted = `/data${path === "/" ? "/index" : path}.json`;
    spoil = (body) => {
      if (item !== undefined) body[list][Math.floor(body[list].length / 2)] = item;
      return body[list];
    };
    await visit(page, `${real.origin}/about`);
    await page.evaluate((path) => {
      const link = document.createElement("a");
      link.href = path;
      document.querySelector("main").append(link);
      link.click();
    }, path);
    await page.waitForFunction((path) => location.pathname === path && document.querySelector("main h1"), path);
    assert.equal(await page.locator("main .failure").count(), 0, `${path}: ${JSON.stringify(item)}`);
    return { count: await page.locator(`main ${each}`).count(), told: await page.locator("main .notice[role=alert]").allInnerTexts() };
  };
  for (const [path, list, each] of LISTS) {
    const whole = await shown(path, list, each);
    assert.ok(items > 0 && whole.count >= items && whole.told.length === 0, `${path}: ${items} items, ${whole.count} shown`);
    for (const item of [null, 5, [], {}, { to: "javascript:evil=1", title: "x" }, "\u202e", [[[[]]]]]) {
      const { count, told } = await shown(path, list, each, item);
      assert.equal(count, whole.count - 1, `${path}: ${JSON.stringify(item)}`);
      assert.equal(told.length, 1, path);
      assert.match(told[0], /lacks 1 of its items/);
    }
  }
  assert.deepEqual(bad, []);
  await context.close();
});
