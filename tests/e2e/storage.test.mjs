// What the reader made: kept over versions of the site and over damage, saved as one file and restored from it.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { kept, launch, open, serve, visit, written } from "./site.mjs";

const forms = join(dirname(fileURLToPath(import.meta.url)), "../fixture/kept");
const BADAGUAN = "/library/locations/badaguan";
const GINKGO = "/library/clips/badaguan-ginkgo";
const OPENING = "/summit/2023/sessions/opening-ceremony";
const ARTICLE = "/news/2023-summit-opens";

let site, browser, folder;
before(async () => {
  site = await serve();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "keep-"));
});
after(async () => {
  await browser?.close();
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

/** Puts values into a database of a version, as another version of the site would, before that is opened. */
async function seed(page, version, values) {
  await page.goto(site.origin + "/robots.txt");
  await page.evaluate(
    ([version, values]) =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open("packs", version);
        request.onerror = () => reject(request.error);
        request.onupgradeneeded = ({ oldVersion }) => oldVersion || request.result.createObjectStore("texts");
        request.onsuccess = () => {
          const transaction = request.result.transaction("texts", "readwrite");
          for (const [key, value] of Object.entries(values)) transaction.objectStore("texts").put(value, key);
          transaction.oncomplete = () => resolve(request.result.close());
        };
      }),
    [version, values],
  );
}

/** The lines that count what there is, once they are these. */
async function counts(page, ...lines) {
  await page.waitForFunction(
    (lines) => [...document.querySelectorAll("[data-kept] li")].map((it) => it.textContent).join() === lines,
    lines.join(),
  );
}
const has = (packs, items, sessions, articles, aside) => [
  `Packs: ${packs}, with ${items} items`,
  `Starred sessions: ${sessions}`,
  `Articles on the reading list: ${articles}`,
  ...(aside ? [`Records that could not be read, set aside: ${aside}`] : []),
];

async function save(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}
const file = (name, text) => (writeFileSync(join(folder, name), text), join(folder, name));
const restore = (page, path) => page.locator("#backup input[type=file]").setInputFiles(path);
const alert = (page) => page.locator("main [role=alert]").first().innerText();

/** Makes one of each on its own page. */
async function make(page, location, session, article) {
  await visit(page, site.origin + location);
  await page.click("main .pack-button");
  await page.waitForSelector("main .pack-button[aria-pressed=true]");
  await written(page, "packs", location);
  await visit(page, site.origin + session);
  await page.locator("main [data-star]").first().click();
  await page.waitForSelector("main [data-star][aria-pressed=true]");
  await written(page, "agenda", session);
  await visit(page, site.origin + article);
  await page.waitForSelector("button[data-read][aria-pressed=false]");
  await page.click("button[data-read]");
  await page.waitForSelector("button[data-read][aria-pressed=true]");
  await written(page, "reading", article);
}

for (const form of readdirSync(forms)) {
  test(`form ${form} of what was kept comes up whole in this version, and stays so`, async () => {
    const texts = readdirSync(join(forms, form)).map((name) => [
      basename(name, extname(name)),
      readFileSync(join(forms, form, name), "utf8"),
    ]);
    const { page, context, quiet } = await open(browser);
    if (form === "0") {
      await page.goto(site.origin + "/robots.txt");
      await page.evaluate((texts) => texts.forEach(([key, text]) => localStorage.setItem(key, text)), texts);
    } else await seed(page, +form, Object.fromEntries(texts));
    const expected = form === "0" ? has(1, 2, 0, 0, 1) : has(1, 2, 1, 1, 4);
    for (let turn = 0; turn < 2; turn++) {
      await visit(page, site.origin + "/offline");
      await counts(page, ...expected);
      assert.equal(await page.locator("[data-aside] li").count(), form === "0" ? 1 : 4);
    }
    assert.equal((await kept(page)).version, 2);
    await visit(page, site.origin + "/pack");
    await page.waitForFunction(() => document.querySelectorAll(".pack > li").length === 2);
    if (form !== "0") {
      assert.equal(await page.locator(".pack textarea").first().inputValue(), "fog at 6");
      assert.equal(await page.locator("[data-field=name]").inputValue(), "栈桥");
      await visit(page, site.origin + OPENING);
      await page.waitForSelector("main [data-star][aria-pressed=true]");
    }
    quiet();
    await context.close();
  });
}

test("a corrupt record is set aside and can be taken away; the others are kept, and new ones", async () => {
  for (const bad of ['{"format":1,"packs":[{"id"', { format: 1 }, 7, "\u0000"]) {
    const { page, context, quiet } = await open(browser);
    await seed(page, 2, { packs: bad, agenda: `agenda 1\n${OPENING}`, reading: "no list" });
    for (const path of ["/offline", "/pack"]) {
      await visit(page, site.origin + path);
      await page.waitForSelector("[data-aside]");
      assert.match(await page.locator("[data-aside]").innerText(), /could not be read and were set aside/);
    }
    await visit(page, site.origin + BADAGUAN);
    await page.click("main .pack-button");
    await written(page, "packs", BADAGUAN);
    await visit(page, site.origin + "/offline");
    await counts(page, ...has(1, 1, 1, 0, 2));
    const { text } = await save(page, "Download them");
    const plain = typeof bad === "string" ? bad : JSON.stringify(bad);
    assert.deepEqual(text.trimEnd().split("\n").sort(), [`packs: ${plain}`, "reading: no list"]);
    await page.getByRole("button", { name: "Forget them" }).click();
    await counts(page, ...has(1, 1, 1, 0));
    quiet();
    await context.close();
  }
});

test("what a newer version keeps is left as it is; what is made meanwhile is held and can be saved", async () => {
  const { page, context, quiet } = await open(browser);
  await seed(page, 3, { packs: "boxes", agenda: "agenda 2\nx" });
  await visit(page, site.origin + BADAGUAN);
  await page.click("main .pack-button");
  await page.click("footer >> text=Offline");
  await counts(page, ...has(1, 1, 0, 0));
  assert.match(await alert(page), /newer version of this site/);
  const { text } = await save(page, "Save a backup");
  assert.equal(JSON.parse(text).packs.packs[0].items[0].page, BADAGUAN);
  assert.deepEqual(await kept(page), { version: 3, packs: "boxes", agenda: "agenda 2\nx" });
  quiet();
  await context.close();
});

test("a backup restores on another device: merged, reported, nothing overwritten, twice is once", async () => {
  const { page, context, quiet } = await open(browser);
  await make(page, BADAGUAN, OPENING, ARTICLE);
  await visit(page, site.origin + "/pack");
  await page.locator(".pack textarea").first().fill("北门集合");
  await page.locator(".pack textarea").first().blur();
  await page.click("footer >> text=Offline");
  await counts(page, ...has(1, 1, 1, 1));
  const saved = await save(page, "Save a backup");
  assert.match(saved.name, /^city-of-film-backup-\d{4}-\d\d-\d\d\.json$/);
  const backup = file("backup.json", saved.text);

  const other = await open(browser);
  await make(other.page, GINKGO, "/summit/2023/sessions/aigc-report", "/news/2025-operation-hadal");
  await visit(other.page, site.origin + "/offline");
  await counts(other.page, ...has(1, 1, 1, 1));
  await restore(other.page, backup);
  await other.page.waitForSelector("[data-incoming=offer]");
  assert.match(await other.page.locator("[data-incoming=offer]").innerText(), /A backup \d{4}[^]*Packs: 1, with 1 items/);
  await counts(other.page, ...has(1, 1, 1, 1));
  await other.page.getByRole("button", { name: "Merge into mine" }).click();
  await counts(other.page, ...has(2, 2, 2, 2));
  const report = await other.page.locator("[data-incoming=done]").innerText();
  assert.match(report, /New pack “Recce pack” with 1 items\.[^]*My agenda: 1 added\.[^]*Reading list: 1 added\./);
  await visit(other.page, site.origin + "/offline");
  await counts(other.page, ...has(2, 2, 2, 2));
  assert.deepEqual(
    JSON.parse((await kept(other.page)).packs).packs.flatMap((pack) => pack.items.map((item) => [item.page, item.note ?? ""])),
    [[GINKGO, ""], [BADAGUAN, "北门集合"]],
  );
  await restore(other.page, backup);
  await other.page.getByRole("button", { name: "Merge into mine" }).click();
  await other.page.waitForSelector("[data-incoming=done]");
  assert.match(await other.page.locator("[data-incoming=done]").innerText(), /Nothing: you had all of it/);
  await counts(other.page, ...has(2, 2, 2, 2));
  other.quiet();
  await other.context.close();
  quiet();
  await context.close();
});

test("a foreign, cut, empty or newer file says so and changes nothing; bad records in a good one are set aside", async () => {
  const { page, context, quiet } = await open(browser);
  await make(page, BADAGUAN, OPENING, ARTICLE);
  await visit(page, site.origin + "/offline");
  await counts(page, ...has(1, 1, 1, 1));
  const { text } = await save(page, "Save a backup");
  const before = await kept(page);
  for (const [bad, says] of [
    ["", /is empty/],
    ["hello", /not a backup of this site/],
    ['{"type":"FeatureCollection","features":[]}', /not a backup of this site/],
    [text.slice(0, -9), /ends early/],
    [text.replace('"backup":1', '"backup":2'), /another version \(2\)/],
    [text.replace('"format":1', '"format":5'), /another version \(5\)/],
  ]) {
    await restore(page, file("bad.json", bad));
    await page.waitForFunction((says) => new RegExp(says).test(document.querySelector("[data-incoming=trouble]")?.innerText), says.source);
    assert.match(await page.locator("[data-incoming=trouble]").innerText(), /Nothing was changed/);
    assert.deepEqual(await kept(page), before);
  }
  const broken = JSON.parse(text);
  broken.agenda.push("/about", 7);
  broken.packs.packs[0].items.push({ page: "/nowhere", added: 1 });
  await restore(page, file("broken.json", JSON.stringify(broken)));
  await page.getByRole("button", { name: "Merge into mine" }).click();
  await counts(page, ...has(1, 1, 1, 1, 3));
  await visit(page, site.origin + "/pack");
  await page.locator(".pack-import input[type=file]").setInputFiles(file("backup.json", text));
  await page.waitForSelector("[data-incoming=trouble]");
  assert.match(await page.locator("[data-incoming=trouble]").innerText(), /backup of everything/);
  quiet();
  await context.close();
});

test("with storage blocked or full, what was made is held, and the backup has it", async () => {
  for (const [fault, says] of [["SecurityError", /does not let the site keep anything/], ["QuotaExceededError", /no room left/]]) {
    const { page, context, quiet } = await open(browser);
    await page.addInitScript((name) => {
      const fail = () => {
        throw new DOMException(name, name);
      };
      if (name === "SecurityError") IDBFactory.prototype.open = fail;
      else IDBObjectStore.prototype.put = fail;
    }, fault);
    await visit(page, site.origin + BADAGUAN);
    await page.click("main .pack-button");
    await page.waitForSelector("main .pack-button[aria-pressed=true]");
    await page.click("header >> text=News");
    await page.locator(`main a[href="${ARTICLE}"]`).first().click();
    await page.waitForSelector("button[data-read][aria-pressed=false]");
    await page.click("button[data-read]");
    await page.waitForSelector("button[data-read][aria-pressed=true]");
    assert.match(await alert(page), says);
    await page.locator("main [role=alert] a").click();
    await counts(page, ...has(1, 1, 0, 1));
    assert.match(await alert(page), says);
    const { text } = await save(page, "Save a backup");
    const backup = JSON.parse(text);
    assert.deepEqual([backup.packs.packs[0].items[0].page, backup.reading], [BADAGUAN, [ARTICLE]]);
    quiet();
    await context.close();
  }
});
