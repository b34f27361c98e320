// The recce pack: kept over tabs and reloads, brought in from links and files, taken out as files and paper.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { kept, launch, open, serve, visit, written } from "./site.mjs";

let site, browser, folder;
before(async () => {
  site = await serve();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "pack-"));
});
after(async () => {
  await browser?.close();
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const BADAGUAN = "/library/locations/badaguan";
const GINKGO = "/library/clips/badaguan-ginkgo";
const rows = (page) => page.locator(".pack > li");
const titles = (page) => page.locator(".pack .card-title").allInnerTexts();
const shows = (page, count) =>
  page.waitForFunction(
    (count) =>
      document.querySelectorAll(".pack > li").length === count && !document.querySelector(".pack [aria-busy=true]"),
    count,
  );
const counted = (page, count) =>
  page.waitForFunction((count) => (document.querySelector(".header-count")?.textContent ?? "0") === count, String(count));
/** What is kept; null before the page has made its database, which the test must not make in its place. */
const stored = async (page) => JSON.parse((await kept(page))?.packs ?? "null");
const notes = async (page) => (await stored(page)).packs.flatMap((pack) => pack.items.map((item) => item.note ?? ""));

/** Puts records into the pack on their own pages. */
async function pick(page, paths) {
  for (const path of paths) {
    await visit(page, site.origin + path);
    await page.click("main .pack-button");
    await page.waitForSelector("main .pack-button[aria-pressed=true]");
    await written(page, "packs", path.replace(/^\/zh\//, "/"));
  }
}

async function save(page, extension) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(`[data-save=${extension}]`)]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** Fields of a CSV text (RFC 4180). */
function fields(text) {
  const lines = [[]];
  for (const [, quoted, end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    lines.at(-1).push(quoted.replaceAll('""', '"'));
    if (end !== ",") lines.push([]);
  }
  assert.deepEqual(lines.pop(), []);
  return lines;
}

test("cards of prerendered lists add and remove, and every button of a record agrees", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  const button = page.locator("main .card-pack").first();
  assert.match(await button.getAttribute("aria-label"), /^Add .+ to recce pack$/);
  await button.click();
  await counted(page, 1);
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  const path = await button.getAttribute("data-pack");
  assert.equal(new URL(page.url()).pathname, "/library/locations");
  await page.click(`main .card a[href="${path}"]`);
  await page.waitForSelector("main .pack-button[aria-pressed=true]");
  await page.keyboard.press("Tab");
  await page.locator("main .pack-button").press("Enter");
  await page.waitForSelector("main .pack-button[aria-pressed=false]");
  await counted(page, 0);
  await page.goBack();
  await page.waitForSelector(`.card-pack[data-pack="${path}"][aria-pressed=false]`);
  quiet();
  await context.close();
});

test("two tabs at once lose nothing, and each sees what the other does", async () => {
  const { page, context, quiet } = await open(browser);
  const other = await context.newPage();
  await visit(page, site.origin + "/library/locations");
  await visit(other, site.origin + "/library/clips");
  await page.locator(".card-pack").first().click();
  await counted(other, 1);
  const press = (tab, from, to) =>
    tab.evaluate(([from, to]) => [...document.querySelectorAll(".card-pack")].slice(from, to).forEach((it) => it.click()), [from, to]);
  await Promise.all([press(page, 1, 8), press(other, 0, 7)]);
  await counted(page, 15);
  await counted(other, 15);
  await page.reload();
  await counted(page, 15);
  assert.equal((await stored(page)).packs.length, 1);
  quiet();
  await context.close();
});

test("order by keyboard and by drag, notes, removal and undo are kept over a reload", async () => {
  const { page, context, quiet } = await open(browser);
  await pick(page, [BADAGUAN, GINKGO, "/library/locations/zhanqiao-pier"]);
  await page.click("header >> text=Pack");
  await shows(page, 3);
  const [a, b, c] = await titles(page);
  await rows(page).first().locator("[data-do=down]").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((b) => document.querySelector(".pack .card-title").textContent === b, b);
  await page.waitForFunction(() => document.activeElement?.dataset.do === "down");
  assert.match(await page.locator("[aria-live=polite]").innerText(), /place 2 of 3$/);
  await page.keyboard.press("Enter");
  await page.waitForFunction((a) => document.querySelector(".pack > li:last-child .card-title").textContent === a, a);
  assert.deepEqual(await titles(page), [b, c, a]);
  // All rows in view, for the mouse.
  await page.setViewportSize({ width: 1280, height: 2400 });
  const handle = await rows(page).nth(2).locator(".pack-handle").boundingBox();
  const first = await rows(page).first().boundingBox();
  await page.mouse.move(handle.x + 9, handle.y + 9);
  await page.mouse.down();
  await page.mouse.move(handle.x + 9, first.y + 9, { steps: 4 });
  assert.equal(await page.locator(".pack > li[data-before]").count(), 1);
  await page.mouse.up();
  await page.waitForFunction((a) => document.querySelector(".pack .card-title").textContent === a, a);
  await rows(page).first().locator("textarea").fill("清晨人少, \"ask\" first");
  await rows(page).nth(1).locator("textarea").fill("=1+1");
  await page.locator("[data-field=day]").fill("2025-03-20");
  await page.locator("[data-field=day]").blur();
  await page.waitForSelector(".pack-sun");
  assert.match(await page.locator(".pack-sun").first().innerText(), /^Sunrise 06:0\d, sunset 18:1\d\. Golden hour /);
  await rows(page).nth(2).locator("[data-do=remove]").click();
  await shows(page, 2);
  await page.click("text=Undo");
  await shows(page, 3);
  assert.deepEqual(await notes(page), ["清晨人少, \"ask\" first", "=1+1", ""]);
  await page.reload();
  await shows(page, 3);
  assert.deepEqual(await titles(page), [a, b, c]);
  assert.equal(await rows(page).first().locator("textarea").inputValue(), "清晨人少, \"ask\" first");
  quiet();
  await context.close();
});

test("several packs: new, named, duplicated, deleted and brought back", async () => {
  const { page, context, quiet } = await open(browser);
  await pick(page, [BADAGUAN]);
  await visit(page, site.origin + "/pack");
  await shows(page, 1);
  await page.locator("[data-field=name]").fill("Day 1");
  await page.locator("[data-field=name]").blur();
  await page.click("text=Duplicate");
  await page.waitForFunction(() => document.querySelector("[data-field=name]").value === "Day 1 – copy");
  await page.click("text=New pack");
  await shows(page, 0);
  assert.equal(await page.locator("[data-field=which] option").count(), 3);
  await page.locator("[data-field=which]").selectOption({ label: "Day 1 (1)" });
  await shows(page, 1);
  await page.click("text=Delete pack");
  await page.waitForFunction(() => document.querySelectorAll("[data-field=which] option").length === 2);
  await page.click("text=Undo");
  await page.waitForFunction(() => document.querySelector("[data-field=name]").value === "Day 1");
  assert.deepEqual((await stored(page)).packs.map((pack) => pack.name), ["Day 1", "Day 1 – copy", ""]);
  quiet();
  await context.close();
});

test("the old form is taken over once, its bad lines set aside", async () => {
  const { page, context, quiet } = await open(browser);
  await page.addInitScript((path) => {
    if (!sessionStorage.getItem("seeded")) localStorage.setItem("pack", `${path}\nnonsense`);
    sessionStorage.setItem("seeded", "yes");
  }, BADAGUAN);
  await visit(page, site.origin + "/pack");
  await shows(page, 1);
  await page.waitForFunction(() => localStorage.getItem("pack") === null);
  assert.equal(await page.locator("[data-aside] li").innerText(), "nonsense");
  await page.reload();
  await shows(page, 1);
  assert.equal((await stored(page)).packs.length, 1);
  await page.getByRole("button", { name: "Forget them" }).click();
  await page.waitForSelector("[data-aside]", { state: "detached" });
  quiet();
  await context.close();
});

test("with storage blocked the pack works, says so and can be taken out", async () => {
  const { page, context, quiet } = await open(browser);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  await visit(page, site.origin + BADAGUAN);
  await page.click("main .pack-button");
  await counted(page, 1);
  await page.click("header >> text=Pack");
  await shows(page, 1);
  assert.match(await page.locator("main [role=alert]").innerText(), /export it as JSON/);
  const { name, text } = await save(page, "json");
  assert.equal(name, "Recce-pack.json");
  assert.equal(JSON.parse(text).packs[0].items[0].page, BADAGUAN);
  quiet();
  await context.close();
});

test("a full device is named, and the next change keeps everything", async () => {
  const { page, context, quiet } = await open(browser);
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      if (!window.full) return put.apply(this, given);
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await pick(page, [BADAGUAN]);
  await visit(page, site.origin + "/pack");
  await shows(page, 1);
  await page.evaluate(() => (window.full = true));
  await rows(page).first().locator("textarea").fill("fog");
  await page.waitForSelector("main [role=alert]");
  assert.match(await page.locator("main [role=alert]").innerText(), /no room left/);
  await page.evaluate(() => (window.full = false));
  await page.locator("[data-field=name]").fill("Day 1");
  await page.locator("[data-field=name]").blur();
  await page.waitForSelector("main [role=alert]", { state: "detached" });
  assert.deepEqual(await notes(page), ["fog"]);
  quiet();
  await context.close();
});

test("a link rebuilds the pack elsewhere, merges, and names what is unknown or damaged", async () => {
  const { page, context, quiet } = await open(browser);
  await page.addInitScript(
    ([path, unknown]) => sessionStorage.getItem("seeded") || (localStorage.setItem("pack", `${path}\n${unknown}`), sessionStorage.setItem("seeded", "1")),
    [BADAGUAN, "/library/clips/no-such-clip"],
  );
  await visit(page, site.origin + "/pack");
  await shows(page, 2);
  assert.match(await page.locator(".pack [data-unknown]").innerText(), /no-such-clip/);
  await rows(page).first().locator("textarea").fill("北门集合");
  await page.locator("[data-field=name]").fill("老城");
  await page.locator("[data-field=name]").blur();
  await page.click("text=Make a link and a code");
  const link = await page.locator("[data-field=link]").inputValue();
  assert.ok(link.startsWith(`${site.origin}/pack#p=1`) && link.length < 300, `${link.length} characters`);
  assert.ok((await page.locator(".qr path").getAttribute("d")).length > 1000);

  const second = await open(browser);
  const asked = [];
  second.page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await visit(second.page, link);
  await second.page.waitForSelector("[data-incoming=offer]");
  await second.page.waitForSelector("[data-incoming=offer] [data-unknown]");
  assert.match(await second.page.locator("[data-incoming=offer]").innerText(), /老城[^]*北门集合[^]*no-such-clip/);
  await second.page.click("text=Add as new pack");
  await second.page.waitForSelector("[data-incoming=done]");
  await shows(second.page, 2);
  assert.equal(second.page.url(), `${site.origin}/pack`);
  assert.deepEqual(await notes(second.page), ["北门集合", ""]);
  assert.ok(asked.every((url) => !url.includes(link.slice(-40))), "the pack is sent to nobody");

  await rows(second.page).first().locator("textarea").fill("南门集合");
  await rows(second.page).first().locator("textarea").blur();
  await rows(page).nth(1).locator("textarea").fill("gone?");
  await rows(page).nth(1).locator("textarea").blur();
  await page.waitForFunction((old) => document.querySelector("[data-field=link]").value !== old, link);
  await second.page.goto(await page.locator("[data-field=link]").inputValue());
  await second.page.waitForSelector("[data-incoming=offer]");
  await second.page.click("text=Merge into mine");
  await second.page.waitForSelector("[data-incoming=done]");
  const merged = await notes(second.page);
  assert.ok(merged[0].includes("南门集合") && merged[1] === "gone?", JSON.stringify(merged));
  second.quiet(/404/);

  for (const [bad, says] of [[link.slice(0, -9), /cut short/], [link.slice(0, -9) + "AAAAAAAAA", /damaged/], [link.replace("#p=1", "#p=7"), /another version/]]) {
    const third = await open(browser);
    await visit(third.page, bad);
    await third.page.waitForSelector("[data-incoming=trouble]");
    assert.match(await third.page.locator("[data-incoming=trouble]").innerText(), says);
    await third.page.click("text=Close");
    assert.equal(third.page.url(), `${site.origin}/pack`);
    third.quiet();
    await third.context.close();
  }
  await second.context.close();
  quiet(/404/);
  await context.close();
});

test("twelve items with notes fit a link of a thousand characters", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  await page.evaluate(() => [...document.querySelectorAll(".card-pack")].slice(0, 12).forEach((it) => it.click()));
  await counted(page, 12);
  await page.click("header >> text=Pack");
  await shows(page, 12);
  for (let at = 0; at < 12; at++) await rows(page).nth(at).locator("textarea").fill(`Meet at gate ${at}, parking behind the hall`);
  await page.click("text=Make a link and a code");
  await page.waitForFunction(() => document.querySelector("[data-field=link]"));
  await page.waitForSelector(".qr path");
  assert.ok((await page.locator("[data-field=link]").inputValue()).length < 1000);
  quiet();
  await context.close();
});

test("files: foreign JSON is refused in words, a saved pack comes back, bad records are set aside", async () => {
  const { page, context, quiet } = await open(browser);
  await pick(page, [BADAGUAN, GINKGO]);
  await visit(page, site.origin + "/pack");
  await shows(page, 2);
  const saved = (await save(page, "json")).text;
  const file = (name, text) => (writeFileSync(join(folder, name), text), join(folder, name));
  const field = page.locator("input[type=file]");
  for (const [text, says] of [
    ['{"type":"FeatureCollection","features":[]}', /not a file of recce packs/],
    ["hello", /not a file of recce packs/],
    [saved.slice(0, -5), /ends early/],
    ["", /empty/],
    ['{"format":9,"packs":[]}', /another version \(9\)/],
  ]) {
    await field.setInputFiles(file("foreign.json", text));
    await page.waitForFunction((says) => new RegExp(says).test(document.querySelector("[data-incoming=trouble]")?.innerText), says.source);
    assert.equal(await rows(page).count(), 2);
  }
  const broken = JSON.parse(saved);
  broken.packs[0].items.push({ page: "/nowhere", added: 1 });
  const second = await open(browser);
  await visit(second.page, site.origin + "/pack");
  await second.page.locator("input[type=file]").setInputFiles(file("pack.json", JSON.stringify(broken)));
  await shows(second.page, 2);
  assert.deepEqual(await titles(second.page), await titles(page));
  assert.match(await second.page.locator("[data-aside] li").innerText(), /nowhere/);
  second.quiet();
  await second.context.close();
  quiet();
  await context.close();
});

test("CSV, GeoJSON and iCalendar read back", async () => {
  const { page, context, quiet } = await open(browser);
  await pick(page, ["/zh" + BADAGUAN, "/zh" + GINKGO, "/summit/2023/sessions/opening-ceremony"]);
  await visit(page, site.origin + "/zh/pack");
  await shows(page, 3);
  await page.locator("[data-field=name]").fill("老城/Day 1");
  await page.locator("[data-field=name]").blur();
  await page.locator("[data-field=day]").fill("2025-03-20");
  await page.locator("[data-field=day]").blur();
  await page.getByText(/日出 0[56]:\d\d，日落 18:\d\d/).first().waitFor();
  await rows(page).first().locator("textarea").fill("=HYPERLINK(\"x\")\n第二行");
  await rows(page).first().locator("textarea").blur();
  const sheet = await save(page, "csv");
  assert.equal(sheet.name, "老城-Day-1.csv");
  assert.ok(sheet.text.startsWith("\ufeff\"名称\",\"类别\",\"备注\""));
  const [, first] = fields(sheet.text);
  assert.match(first[0], /八大关/);
  assert.equal(first[2], "'=HYPERLINK(\"x\")\n第二行");
  assert.ok(Number(first[4]) > 36 && Number(first[5]) > 120);
  const map = JSON.parse((await save(page, "geojson")).text);
  assert.deepEqual(map.features.map((it) => it.geometry?.type ?? null).slice(0, 1), ["Point"]);
  assert.equal(map.features.length, 3);
  const calendar = (await save(page, "ics")).text;
  assert.ok(calendar.split("\r\n").every((line) => Buffer.byteLength(line) <= 75));
  assert.match(calendar, /DTSTART;VALUE=DATE:20250320/);
  quiet();
  await context.close();
});

test("the contact sheet prints on A4 and Letter, six or one a page", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  await page.evaluate(() => [...document.querySelectorAll(".card-pack")].slice(0, 7).forEach((it) => it.click()));
  await counted(page, 7);
  await page.click("header >> text=Pack");
  await shows(page, 7);
  const sheets = async (paper, per) => {
    await page.locator("[data-field=paper]").selectOption(paper);
    await page.locator("[data-field=per]").selectOption(per);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((box) => [Math.round(box[1]), Math.round(box[2])]);
    return [boxes.length, ...boxes[0]];
  };
  assert.deepEqual(await sheets("a4", "6"), [2, 595, 842]);
  assert.deepEqual(await sheets("letter", "6"), [2, 612, 792]);
  assert.deepEqual(await sheets("a4", "1"), [7, 595, 842]);
  assert.deepEqual(await sheets("letter", "1"), [7, 612, 792]);
  quiet();
  await context.close();
});
