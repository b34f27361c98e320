// Row 20 of the fault table: hostile content in the browser. What the check accepts is plain text on every page; what
// it refuses does no harm even if it reaches the browser.
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { heading } from "./devices.mjs";
import { DIST, HERE, SITE_TOOL } from "./environment.mjs";
import { built, expect, test as base, visit } from "./fixtures.mjs";
import { paths } from "./site.mjs";
import { build } from "./sites.mjs";

const corpus = JSON.parse(readFileSync(join(HERE, "../hostile/corpus.json"), "utf8"));
const texts = [...corpus.frames.flatMap((frame) => corpus.code.map((code) => frame.replaceAll("{}", code))), ...corpus.odd];
const addresses = [
  ...corpus.addresses,
  ...corpus.schemes.flatMap((scheme) =>
    corpus.spellings.map((spelling) =>
      spelling.replace("{s}", scheme).replace("{S}", scheme.toUpperCase()).replace("{a}", scheme[0]).replace("{z}", scheme.slice(1)),
    ),
  ),
];

/** Yields every text of a record with a function that replaces it. */
function* places(value, set) {
  if (typeof value === "string") yield { value, set };
  else if (value && typeof value === "object") {
    for (const key of Object.keys(value)) yield* places(value[key], (next) => (value[key] = next));
  }
}

/** Writes articles that contain every text of the corpus, and one whose Markdown is made of it. */
function articles(content, next) {
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

/** The problems that the check reports: the file and the place of each. */
function problems(root) {
  const said = spawnSync(SITE_TOOL, ["check", "--public", root], { encoding: "utf8", maxBuffer: 1e8 });
  return [...said.stderr.matchAll(/^  --> public\/content\/(\S+) at (.+)$/gm)].map(([, file, place]) => [file, place]);
}

/** Restores the original wherever the check refuses, until it refuses nothing. */
function settle(root, before) {
  // Identical problems are reported once, so each fix may reveal the next.
  for (let tries = 0; tries < 500; tries++) {
    const found = problems(root);
    if (!found.length) return;
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
  throw new Error(`the check goes on refusing: ${problems(root)}`);
}

const ALLOWED = new Set(
  ("html head body meta link script style noscript title main header footer nav section article div span p a h1 h2 h3 h4 ul ol li dl dt dd " +
    "table thead tbody tr th td caption colgroup col figure figcaption blockquote strong em b s code pre br hr time mark kbd " +
    "picture source img video track svg g path circle rect line text tspan desc defs use form label input textarea select option " +
    "optgroup button fieldset legend output progress meter details summary dialog wbr small abbr").split(" "),
);

/** Elements, attributes and URL schemes in the page that should not be there. */
const strange = (page) =>
  page.evaluate((allowed) => {
    const known = new Set(allowed);
    const found = [];
    for (const element of document.querySelectorAll("*")) {
      if (!known.has(element.localName)) found.push(`<${element.localName}>`);
      for (const { name, value } of element.attributes) {
        // The place of rows in a virtual list, which the program sets through the object model.
        if (name === "style" && /^((padding-block(-start|-end)?|inset-block-start): [\d.px ]+; ?)+$/.test(value)) continue;
        if (/^(on|style$|srcdoc$|formaction$|xlink)/.test(name)) found.push(`${element.localName} ${name}`);
        if (!/^(href|src|poster|action)$/.test(name)) continue;
        // A value that is not a URL leads nowhere. Places may link to the device's map app, an agenda to its calendar
        // app.
        if (!URL.canParse(value, location) || /^geo:[\d.,-]+$|^webcal:\/\/film\.example\/[\w/]+\/agenda\.ics$/.test(value)) continue;
        const { protocol } = new URL(value, location);
        if (!["https:", "http:", "mailto:", "tel:"].includes(protocol)) found.push(`${element.localName} ${name}=${value}`);
      }
      const isData = ["application/json", "application/ld+json"].includes(element.type);
      if (element.localName === "script" && !element.integrity && !isData) {
        found.push(element.outerHTML.slice(0, 100));
      }
    }
    if ("evil" in globalThis) found.push("something ran");
    return found;
  }, [...ALLOWED]);

/** Builds the fixture with texts of the corpus in every field that takes them. */
const hostile = () =>
  build(
    "hostile",
    (_, root) => {
      const content = join(root, "content");
      let turn = 0;
      const next = () => texts[turn++ % texts.length];
      articles(content, next);
      const before = new Map();
      for (const file of readdirSync(content, { recursive: true }).sort().filter((file) => file.endsWith(".json"))) {
        const path = join(content, file);
        before.set(file, JSON.parse(readFileSync(path, "utf8")));
        // Articles already contain the corpus; the office's texts are part of the page frame.
        if (/^(news|office)/.test(file)) continue;
        const record = JSON.parse(readFileSync(path, "utf8"));
        for (const { value, set } of places(record)) if (/[ .一-鿿]|^[A-Z][a-z]+$/.test(value)) set(next());
        writeFileSync(path, JSON.stringify(record));
      }
      settle(root, before);
    },
    { options: ["--no-cards"] },
  );

// In one Playwright worker, because building the site takes many runs of the check.
base.describe.configure({ mode: "default" });

const test = base.extend({
  dist: built(hostile),

  // Asserts that no script runs, no other host is contacted, and no window opens.
  harm: [
    async ({ page, site }, use) => {
      const harm = [];
      page.on("dialog", (dialog) => {
        harm.push(`a dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on("request", (request) => {
        if (new URL(request.url()).origin !== site.origin) harm.push(request.url());
      });
      page.on("pageerror", (error) => harm.push(error.message));
      page.context().on("page", () => harm.push("a window was opened"));
      await use();
      expect(harm).toEqual([]);
    },
    { auto: true },
  ],
});

test("20: every page with the corpus in it is text: nothing runs, no node is made, the console is clean", async ({ page, dist }) => {
  test.slow();
  const pages = paths(dist);
  expect(pages.length).toBeGreaterThan(80);
  for (const path of pages) {
    await visit(page, path);
    expect(await strange(page), path).toEqual([]);
  }
  // The same pages, rendered by the app.
  await visit(page, "/news");
  const links = await page.locator("main .card-title a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(links.length).toBeGreaterThan(10);
  for (const link of links) {
    await page.click(`main .card-title a[href="${link}"]`);
    await page.waitForFunction((path) => location.pathname === path && document.querySelector("main h1"), link);
    expect(await strange(page), link).toEqual([]);
    await page.goBack();
    await page.waitForFunction(() => location.pathname === "/news");
    await page.waitForSelector("main .card-title a");
  }
});

test("20: queries, paths and fragments of the corpus are text", async ({ page, allowConsole }) => {
  test.slow();
  allowConsole(/status of 40\d/);
  await visit(page, "/search");
  for (const text of texts.filter((_, at) => at % 6 === 0)) {
    const plain = text.replace(/[\r\n\0]/g, " ");
    await page.fill("main input[type=search]", plain);
    expect(await strange(page), text).toEqual([]);
  }
  const sample = [...texts, ...addresses].filter((_, at) => at % 12 === 0);
  for (const [at, text] of sample.entries()) {
    const coded = encodeURIComponent(text.slice(0, 500));
    const path = [`/search?q=${coded}`, `/library/locations?q=${coded}&sort=${coded}`, `/pack#p=${coded}`, `/summit/2024/agenda?day=${coded}#${coded}`][at % 4];
    await page.goto("about:blank");
    await visit(page, path);
    expect(await strange(page), path).toEqual([]);
  }
  for (const text of sample.filter((_, at) => at % 4 === 0)) {
    await page.goto(`/news/${encodeURIComponent(text.slice(0, 200))}`);
    expect(await strange(page), text).toEqual([]);
  }
});

test("20: what the check refuses does no harm in data that comes all the same", async ({ page, allowConsole }) => {
  test.slow();
  // Data that cannot be read is logged to the console.
  allowConsole(/./);
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
    await visit(page, "/about");
    spoil = change;
    await page.click("header >> text=News");
    await page.waitForFunction(() => location.pathname === "/news");
    // Either the page or an error message is shown.
    await page.waitForFunction(() => document.querySelector("main .failure, main .card-title"), undefined, { timeout: 30_000 });
    const article = page.locator("main .card-title a[href$='/news/first']");
    if (await article.count()) {
      await article.first().click();
      await page.waitForFunction(() => location.pathname === "/news/first");
      await page.waitForFunction(() => document.querySelector("main .failure, main article"));
      for (const link of await page.locator("main a[href^='javascript:']").all()) await link.evaluate((link) => link.click());
    }
    expect(await page.evaluate(() => "evil" in globalThis || "evil" in {}), `${name} ran`).toBeFalsy();
    spoil = (text) => text;
    // The app keeps working.
    await page.click("header >> text=Library");
    await page.waitForFunction(() => location.pathname === "/library" && document.querySelector("main .card-title, main h1"));
    expect(await heading(page), name).toBeTruthy();
  }
});

test("20: HTML that comes in the data of a page of text all the same does not run", async ({ page, allowConsole }) => {
  allowConsole(/Content Security Policy|Failed to load resource|ERR_/);
  await visit(page, "/about");
  const evil = '<img src=x onerror=globalThis.evil=1><script>globalThis.evil=1</script><a id=evil href=javascript:globalThis.evil=1>x</a>';
  await page.route("**/data/library.json", async (route) => {
    const answer = await route.fetch();
    const document = await answer.json();
    await route.fulfill({ response: answer, json: { ...document, html: evil + document.html } });
  });
  await page.click("header >> text=Library");
  await page.click("#evil");
  expect(await heading(page)).toBe("Shooting resource library");
  expect(await page.evaluate(() => "evil" in globalThis && globalThis.evil === 1)).toBe(false);
});

// Lists of the real site, on pages that the program renders: the page, the field of its data, and the selector of the items.
const LISTS = [
  ["/news/topics/policy", "cards", ".card-title"],
  ["/news/2025-micro-drama-conference", "body", ".prose > *"],
  ["/summit/2023/agenda", "sessions", "a[href*='/sessions/']"],
  ["/library/locations", "cards", ".card-title"],
];

test.describe("the office's own site", () => {
  test.use({ dist: DIST });

  test("20: of a list with an item that cannot be read, the others are shown, and the reader is told", async ({ page }) => {
    test.slow();
    let spoil;
    let items;
    let wanted;
    await page.route("**/data/**/*.json", async (route) => {
      const answer = await route.fetch();
      const document = await answer.json();
      if (new URL(route.request().url()).pathname === wanted) items = spoil(document.body).length;
      await route.fulfill({ response: answer, json: document });
    });
    /** Follows a link to a list; returns what the app shows of it. */
    const shown = async (path, list, each, item) => {
      wanted = `/data${path === "/" ? "/index" : path}.json`;
      items = undefined;
      spoil = (body) => {
        if (item !== undefined) body[list][Math.floor(body[list].length / 2)] = item;
        return body[list];
      };
      await page.evaluate((path) => {
        const link = document.createElement("a");
        link.href = path;
        document.querySelector("main").append(link);
        link.click();
      }, path);
      await page.waitForFunction(
        (path) => location.pathname === path && document.querySelector("main h1") && !document.querySelector("main [aria-busy=true]"),
        path,
      );
      expect(items, `${path} is fetched anew`).toBeGreaterThan(0);
      expect(await page.locator("main .failure").count(), `${path}: ${JSON.stringify(item)}`).toBe(0);
      return { count: await page.locator(`main ${each}`).count(), told: await page.locator("main .notice[role=alert]").allInnerTexts() };
    };
    const whole = new Map();
    for (const item of [undefined, null, 5, [], {}, { to: "javascript:evil=1", title: "x" }, "\u202e", [[[[]]]]]) {
      // The app keeps fetched data until it is restarted.
      await visit(page, "/about");
      for (const [path, list, each] of LISTS) {
        const { count, told } = await shown(path, list, each, item);
        if (item === undefined) {
          expect(count, path).toBeGreaterThanOrEqual(items);
          expect(told, path).toEqual([]);
          whole.set(path, count);
          continue;
        }
        expect(count, `${path}: ${JSON.stringify(item)}`).toBe(whole.get(path) - 1);
        expect(told, path).toHaveLength(1);
        expect(told[0]).toMatch(/1 item on this page could not be read/);
      }
    }
  });
});
