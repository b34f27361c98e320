// The reader's own data: it survives new versions of the site and damage, can be saved as one file, and restored from
// it.
import { readFileSync, readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { ROOT } from "./environment.mjs";
import { expect, test, visit } from "./fixtures.mjs";
import { download, stored, textFile, waitUntilStored } from "./helpers.mjs";

const forms = join(ROOT, "crates/userdata/tests/stored");
const BADAGUAN = "/library/locations/badaguan";
const GINKGO = "/library/clips/badaguan-ginkgo";
const OPENING = "/summit/2023/sessions/opening-ceremony";
const ARTICLE = "/news/2023-summit-opens";

/** Writes values into a database of the given version, as another version of the site would, before the site opens it. */
async function seed(page, version, values) {
  await page.goto("/robots.txt");
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

/** Waits until the lines that count the stored data are these. */
async function counts(page, ...lines) {
  await page.waitForFunction(
    (lines) => [...document.querySelectorAll("[data-stored] li")].map((it) => it.textContent).join() === lines,
    lines.join(),
  );
}
const has = (packs, items, sessions, articles, aside) => [
  `Packs: ${packs}, with ${items} ${items === 1 ? "item" : "items"}`,
  `Starred sessions: ${sessions}`,
  `Articles on the reading list: ${articles}`,
  ...(aside ? [`Records that could not be read: ${aside}`] : []),
];

const save = (page, name) => download(page, () => page.getByRole("button", { name }).click());
const restore = (page, file) => page.locator("#backup input[type=file]").setInputFiles(file);
const alert = (page) => page.locator("main [role=alert]").first();

/** Stores one record of each kind, on its own page. */
async function make(page, location, session, article) {
  await visit(page, location);
  await page.click("main .pack-button");
  await page.waitForSelector("main .pack-button[aria-pressed=true]");
  await waitUntilStored(page, "packs", location);
  await visit(page, session);
  await page.locator("main [data-star]").first().click();
  await page.waitForSelector("main [data-star][aria-pressed=true]");
  await waitUntilStored(page, "agenda", session);
  await visit(page, article);
  await page.waitForSelector("button[data-read][aria-pressed=false]");
  await page.click("button[data-read]");
  await page.waitForSelector("button[data-read][aria-pressed=true]");
  await waitUntilStored(page, "reading", article);
}

for (const form of readdirSync(forms)) {
  test(`form ${form} of what was stored comes up whole in this version, and stays so`, async ({ page }) => {
    const texts = readdirSync(join(forms, form)).map((name) => [
      basename(name, extname(name)),
      readFileSync(join(forms, form, name), "utf8"),
    ]);
    if (form === "0") {
      await page.goto("/robots.txt");
      await page.evaluate((texts) => texts.forEach(([key, text]) => localStorage.setItem(key, text)), texts);
    } else await seed(page, +form, Object.fromEntries(texts));
    const expected = form === "0" ? has(1, 2, 0, 0, 1) : has(1, 2, 1, 1, 4);
    for (let turn = 0; turn < 2; turn++) {
      await visit(page, "/offline");
      await counts(page, ...expected);
      await expect(page.locator("[data-quarantine] li")).toHaveCount(form === "0" ? 1 : 4);
    }
    expect((await stored(page)).version).toBe(2);
    await visit(page, "/pack");
    await page.waitForFunction(() => document.querySelectorAll(".pack > li").length === 2);
    if (form !== "0") {
      await expect(page.locator(".pack textarea").first()).toHaveValue("fog at 6");
      await expect(page.locator("[data-field=name]")).toHaveValue("栈桥");
      await visit(page, OPENING);
      await page.waitForSelector("main [data-star][aria-pressed=true]");
    }
  });
}

test("a corrupt record is set aside and can be taken away; the others are kept, and new ones", async ({ newPage }) => {
  for (const bad of ['{"format":1,"packs":[{"id"', { format: 1 }, 7, "\u0000"]) {
    const page = await newPage();
    await seed(page, 2, { packs: bad, agenda: `agenda 1\n${OPENING}`, reading: "no list" });
    for (const path of ["/offline", "/pack"]) {
      await visit(page, path);
      await page.waitForSelector("[data-quarantine]");
      await expect(page.locator("[data-quarantine]")).toHaveText(/could not be read/, { useInnerText: true });
    }
    await visit(page, BADAGUAN);
    await page.click("main .pack-button");
    await waitUntilStored(page, "packs", BADAGUAN);
    await visit(page, "/offline");
    await counts(page, ...has(1, 1, 1, 0, 2));
    const { text } = await save(page, "Download unreadable records");
    const plain = typeof bad === "string" ? bad : JSON.stringify(bad);
    expect(text.trimEnd().split("\n").sort()).toEqual([`packs: ${plain}`, "reading: no list"]);
    await page.getByRole("button", { name: "Delete unreadable records" }).click();
    await counts(page, ...has(1, 1, 1, 0));
    await page.close();
  }
});

test("what a newer version keeps is left as it is; what is made meanwhile is held and can be saved", async ({ page }) => {
  await seed(page, 3, { packs: "boxes", agenda: "agenda 2\nx" });
  await visit(page, BADAGUAN);
  await page.click("main .pack-button");
  await page.click("footer >> text=Offline");
  await counts(page, ...has(1, 1, 0, 0));
  await expect(alert(page)).toHaveText(/newer version of this site/, { useInnerText: true });
  const { text } = await save(page, "Save a backup");
  expect(JSON.parse(text).packs.packs[0].items[0].page).toBe(BADAGUAN);
  expect(await stored(page)).toEqual({ version: 3, packs: "boxes", agenda: "agenda 2\nx" });
});

test("a backup restores on another device: merged, reported, nothing overwritten, twice is once", async ({ page, newPage }) => {
  await make(page, BADAGUAN, OPENING, ARTICLE);
  await visit(page, "/pack");
  await page.locator(".pack textarea").first().fill("北门集合");
  await page.locator(".pack textarea").first().blur();
  await page.click("footer >> text=Offline");
  await counts(page, ...has(1, 1, 1, 1));
  const saved = await save(page, "Save a backup");
  expect(saved.name).toMatch(/^city-of-film-backup-\d{4}-\d\d-\d\d\.json$/);
  const backup = textFile("backup.json", saved.text);

  const other = await newPage();
  await make(other, GINKGO, "/summit/2023/sessions/aigc-report", "/news/2025-operation-hadal");
  await visit(other, "/offline");
  await counts(other, ...has(1, 1, 1, 1));
  await restore(other, backup);
  await other.waitForSelector("[data-incoming=offer]");
  await expect(other.locator("[data-incoming=offer]")).toHaveText(/A backup \d{4}[^]*Packs: 1, with 1 item/, { useInnerText: true });
  await counts(other, ...has(1, 1, 1, 1));
  await other.getByRole("button", { name: "Merge with my pack" }).click();
  await counts(other, ...has(2, 2, 2, 2));
  const report = await other.locator("[data-incoming=done]").innerText();
  expect(report).toMatch(/New pack “Recce pack” with 1 item\.[^]*My agenda: 1 added\.[^]*Reading list: 1 added\./);
  await visit(other, "/offline");
  await counts(other, ...has(2, 2, 2, 2));
  expect(JSON.parse((await stored(other)).packs).packs.flatMap((pack) => pack.items.map((item) => [item.page, item.note ?? ""]))).toEqual([[GINKGO, ""], [BADAGUAN, "北门集合"]]);
  await restore(other, backup);
  await other.getByRole("button", { name: "Merge with my pack" }).click();
  await other.waitForSelector("[data-incoming=done]");
  await expect(other.locator("[data-incoming=done]")).toHaveText(/Nothing: you already had all of it/, { useInnerText: true });
  await counts(other, ...has(2, 2, 2, 2));
});

test("a foreign, cut, empty or newer file says so and changes nothing; bad records in a good one are set aside", async ({ page }) => {
  await make(page, BADAGUAN, OPENING, ARTICLE);
  await visit(page, "/offline");
  await counts(page, ...has(1, 1, 1, 1));
  const { text } = await save(page, "Save a backup");
  const before = await stored(page);
  for (const [bad, says] of [
    ["", /is empty/],
    ["hello", /not a backup of this site/],
    ['{"type":"FeatureCollection","features":[]}', /not a backup of this site/],
    [text.slice(0, -9), /is incomplete/],
    [text.replace('"backup":1', '"backup":2'), /different version \(2\)/],
    [text.replace('"format":1', '"format":5'), /different version \(5\)/],
  ]) {
    await restore(page, textFile("bad.json", bad));
    await page.waitForFunction((says) => new RegExp(says).test(document.querySelector("[data-incoming=trouble]")?.innerText), says.source);
    await expect(page.locator("[data-incoming=trouble]")).toHaveText(/Nothing was changed/, { useInnerText: true });
    expect(await stored(page)).toEqual(before);
  }
  const broken = JSON.parse(text);
  broken.agenda.push("/about", 7);
  broken.packs.packs[0].items.push({ page: "/nowhere", added: 1 });
  await restore(page, textFile("broken.json", JSON.stringify(broken)));
  await page.getByRole("button", { name: "Merge with my pack" }).click();
  await counts(page, ...has(1, 1, 1, 1, 3));
  await visit(page, "/pack");
  await page.locator(".pack-import input[type=file]").setInputFiles(textFile("backup.json", text));
  await page.waitForSelector("[data-incoming=trouble]");
  await expect(page.locator("[data-incoming=trouble]")).toHaveText(/backup of everything/, { useInnerText: true });
});

test("with storage blocked or full, what was made is held, and the backup has it", async ({ newPage }) => {
  for (const [fault, says] of [["SecurityError", /does not let the site store anything/], ["QuotaExceededError", /out of storage/]]) {
    const page = await newPage();
    await page.addInitScript((name) => {
      const fail = () => {
        throw new DOMException(name, name);
      };
      if (name === "SecurityError") IDBFactory.prototype.open = fail;
      else IDBObjectStore.prototype.put = fail;
    }, fault);
    await visit(page, BADAGUAN);
    await page.click("main .pack-button");
    await page.waitForSelector("main .pack-button[aria-pressed=true]");
    await page.click("header >> text=News");
    await page.locator(`main a[href="${ARTICLE}"]`).first().click();
    await page.waitForSelector("button[data-read][aria-pressed=false]");
    await page.click("button[data-read]");
    await page.waitForSelector("button[data-read][aria-pressed=true]");
    await expect(alert(page)).toHaveText(says, { useInnerText: true });
    await page.locator("main [role=alert] a").click();
    await counts(page, ...has(1, 1, 0, 1));
    await expect(alert(page)).toHaveText(says, { useInnerText: true });
    const { text } = await save(page, "Save a backup");
    const backup = JSON.parse(text);
    expect([backup.packs.packs[0].items[0].page, backup.reading]).toEqual([BADAGUAN, [ARTICLE]]);
    await page.close();
  }
});

const databases = (page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

test("who has stored nothing gets no database before the first press", async ({ page }) => {
  await visit(page, ARTICLE);
  await page.waitForSelector("button[data-read][aria-pressed=false]");
  expect(await databases(page)).toEqual([]);
  await page.click("button[data-read]");
  await page.waitForSelector("button[data-read][aria-pressed=true]");
  await waitUntilStored(page, "reading", ARTICLE);
  expect(await databases(page)).toEqual(["packs"]);
});

for (const [device, databases] of [["new", 0], ["with a database", 1]]) {
  test(`on a ${device} device, a press waits for the code that stores it: told, not lost, and done once`, async ({ page, allowConsole }) => {
    allowConsole(/ERR_FAILED/);
    if (databases) await seed(page, 1, {});
    await page.route("**/assets/*.chunk.wasm", (route) => route.abort());
    await visit(page, BADAGUAN);
    const button = page.locator("main .pack-button").first();
    await button.click();
    await page.waitForSelector("#failure[data-what=missing]");
    await button.click();
    await page.unroute("**/assets/*.chunk.wasm");
    await expect(button).toHaveAttribute("aria-pressed", "true", { timeout: 15_000 });
    await waitUntilStored(page, "packs", BADAGUAN);
    await expect(page.locator("#failure")).toHaveCount(0);
    await page.reload();
    await expect(button).toHaveAttribute("aria-pressed", "true", { timeout: 15_000 });
  });
}
