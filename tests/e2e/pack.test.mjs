// The recce pack: shared between tabs and kept across reloads, imported from links and files, exported to files and
// paper.
import { expect, test, visit } from "./fixtures.mjs";
import { download, stored, textFile, waitUntilStored } from "./helpers.mjs";

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
/** The stored packs; null until the page has created its database, which the test must not create itself. */
const storedPacks = async (page) => JSON.parse((await stored(page))?.packs ?? "null");
const notes = async (page) => (await storedPacks(page)).packs.flatMap((pack) => pack.items.map((item) => item.note ?? ""));

/** Adds records to the pack on their own pages. */
async function pick(page, paths) {
  for (const path of paths) {
    await visit(page, path);
    await page.click("main .pack-button");
    await page.waitForSelector("main .pack-button[aria-pressed=true]");
    await waitUntilStored(page, "packs", path.replace(/^\/zh\//, "/"));
  }
}

const save = (page, extension) => download(page, () => page.click(`[data-save=${extension}]`));

/** The fields of a CSV text (RFC 4180). */
function fields(text) {
  const lines = [[]];
  for (const [, quoted, end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    lines.at(-1).push(quoted.replaceAll('""', '"'));
    if (end !== ",") lines.push([]);
  }
  expect(lines.pop()).toEqual([]);
  return lines;
}

test("cards of prerendered lists add and remove, and every button of a record agrees", async ({ page }) => {
  await visit(page, "/library/locations");
  const button = page.locator("main .card-pack").first();
  expect(await button.getAttribute("aria-label")).toMatch(/^Add .+ to recce pack$/);
  await button.click();
  await counted(page, 1);
  await expect(button).toHaveAttribute("aria-pressed", "true");
  const path = await button.getAttribute("data-pack");
  expect(new URL(page.url()).pathname).toBe("/library/locations");
  await page.click(`main .card a[href="${path}"]`);
  await page.waitForSelector("main .pack-button[aria-pressed=true]");
  await page.keyboard.press("Tab");
  await page.locator("main .pack-button").press("Enter");
  await page.waitForSelector("main .pack-button[aria-pressed=false]");
  await counted(page, 0);
  await page.goBack();
  await page.waitForSelector(`.card-pack[data-pack="${path}"][aria-pressed=false]`);
});

test("two tabs at once lose nothing, and each sees what the other does", async ({ page, context }) => {
  const other = await context.newPage();
  await visit(page, "/library/locations");
  await visit(other, "/library/clips");
  await page.locator(".card-pack").first().click();
  await counted(other, 1);
  const press = (tab, from, to) =>
    tab.evaluate(([from, to]) => [...document.querySelectorAll(".card-pack")].slice(from, to).forEach((it) => it.click()), [from, to]);
  await Promise.all([press(page, 1, 8), press(other, 0, 7)]);
  await counted(page, 15);
  await counted(other, 15);
  await page.reload();
  await counted(page, 15);
  expect((await storedPacks(page)).packs).toHaveLength(1);
});

test("order by keyboard and by drag, notes, removal and undo outlast a reload", async ({ page }) => {
  await pick(page, [BADAGUAN, GINKGO, "/library/locations/zhanqiao-pier"]);
  await page.click("header >> text=Pack");
  await shows(page, 3);
  const [a, b, c] = await titles(page);
  await rows(page).first().locator("[data-do=down]").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((b) => document.querySelector(".pack .card-title").textContent === b, b);
  await page.waitForFunction(() => document.activeElement?.dataset.do === "down");
  await expect(page.locator("[aria-live=polite]")).toHaveText(/position 2 of 3$/, { useInnerText: true });
  await page.keyboard.press("Enter");
  await page.waitForFunction((a) => document.querySelector(".pack > li:last-child .card-title").textContent === a, a);
  expect(await titles(page)).toEqual([b, c, a]);
  // All rows are visible, so that the mouse can reach them.
  await page.setViewportSize({ width: 1280, height: 2400 });
  const handle = await rows(page).nth(2).locator(".pack-handle").boundingBox();
  const first = await rows(page).first().boundingBox();
  await page.mouse.move(handle.x + 9, handle.y + 9);
  await page.mouse.down();
  await page.mouse.move(handle.x + 9, first.y + 9, { steps: 4 });
  await expect(page.locator(".pack > li[data-before]")).toHaveCount(1);
  await page.mouse.up();
  await page.waitForFunction((a) => document.querySelector(".pack .card-title").textContent === a, a);
  await rows(page).first().locator("textarea").fill("清晨人少, \"ask\" first");
  await rows(page).nth(1).locator("textarea").fill("=1+1");
  await page.locator("[data-field=day]").fill("2025-03-20");
  await page.locator("[data-field=day]").blur();
  await page.waitForSelector(".pack-sun");
  await expect(page.locator(".pack-sun").first()).toHaveText(/^Sunrise 06:0\d, sunset 18:1\d\. Golden hour /, { useInnerText: true });
  await rows(page).nth(2).locator("[data-do=remove]").click();
  await shows(page, 2);
  await page.click("text=Undo");
  await shows(page, 3);
  expect(await notes(page)).toEqual(["清晨人少, \"ask\" first", "=1+1", ""]);
  await page.reload();
  await shows(page, 3);
  expect(await titles(page)).toEqual([a, b, c]);
  await expect(rows(page).first().locator("textarea")).toHaveValue("清晨人少, \"ask\" first");
});

test("several packs: new, named, duplicated, deleted and brought back", async ({ page }) => {
  await pick(page, [BADAGUAN]);
  await visit(page, "/pack");
  await shows(page, 1);
  await page.locator("[data-field=name]").fill("Day 1");
  await page.locator("[data-field=name]").blur();
  await page.click("text=Duplicate");
  await page.waitForFunction(() => document.querySelector("[data-field=name]").value === "Day 1 – copy");
  await page.click("text=New pack");
  await shows(page, 0);
  await expect(page.locator("[data-field=which] option")).toHaveCount(3);
  await page.locator("[data-field=which]").selectOption({ label: "Day 1 (1)" });
  await shows(page, 1);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.click(".sheet-open");
  await page.click("text=Delete pack");
  await expect(page.locator(".sheet"), "the button to undo it is not below the sheet").toBeHidden();
  await page.waitForFunction(() => document.querySelectorAll("[data-field=which] option").length === 2);
  await page.click("text=Undo");
  await page.waitForFunction(() => document.querySelector("[data-field=name]").value === "Day 1");
  expect((await storedPacks(page)).packs.map((pack) => pack.name)).toEqual(["Day 1", "Day 1 – copy", ""]);
});

test("the old form is taken over once, its bad lines set aside", async ({ page }) => {
  await page.addInitScript((path) => {
    if (!sessionStorage.getItem("seeded")) localStorage.setItem("pack", `${path}\nnonsense`);
    sessionStorage.setItem("seeded", "yes");
  }, BADAGUAN);
  await visit(page, "/pack");
  await shows(page, 1);
  await page.waitForFunction(() => localStorage.getItem("pack") === null);
  await expect(page.locator("[data-quarantine] li")).toHaveText("nonsense");
  await page.reload();
  await shows(page, 1);
  expect((await storedPacks(page)).packs).toHaveLength(1);
  await page.getByRole("button", { name: "Delete unreadable records" }).click();
  await expect(page.locator("[data-quarantine]")).toHaveCount(0);
});

test("with storage blocked the pack works, says so and can be taken out", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  await visit(page, BADAGUAN);
  await page.click("main .pack-button");
  await counted(page, 1);
  await page.click("header >> text=Pack");
  await shows(page, 1);
  await expect(page.locator("main [role=alert]")).toHaveText(/export it as JSON/, { useInnerText: true });
  const { name, text } = await save(page, "json");
  expect(name).toBe("Recce-pack.json");
  expect(JSON.parse(text).packs[0].items[0].page).toBe(BADAGUAN);
});

test("a full device is named, and the next change keeps everything", async ({ page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      if (!window.full) return put.apply(this, given);
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await pick(page, [BADAGUAN]);
  await visit(page, "/pack");
  await shows(page, 1);
  await page.evaluate(() => (window.full = true));
  await rows(page).first().locator("textarea").fill("fog");
  await page.waitForSelector("main [role=alert]");
  await expect(page.locator("main [role=alert]")).toHaveText(/out of storage/, { useInnerText: true });
  await page.evaluate(() => (window.full = false));
  await page.locator("[data-field=name]").fill("Day 1");
  await page.locator("[data-field=name]").blur();
  await expect(page.locator("main [role=alert]")).toHaveCount(0);
  expect(await notes(page)).toEqual(["fog"]);
});

test("a link rebuilds the pack elsewhere, merges, and names what is unknown or damaged", async ({ page, newPage, site, allowConsole }) => {
  allowConsole(/404.*no-such-clip/);
  await page.addInitScript(
    ([path, unknown]) => sessionStorage.getItem("seeded") || (localStorage.setItem("pack", `${path}\n${unknown}`), sessionStorage.setItem("seeded", "1")),
    [BADAGUAN, "/library/clips/no-such-clip"],
  );
  await visit(page, "/pack");
  await shows(page, 2);
  await expect(page.locator(".pack [data-unknown]")).toHaveText(/no-such-clip/, { useInnerText: true });
  await rows(page).first().locator("textarea").fill("北门集合");
  await page.locator("[data-field=name]").fill("老城");
  await page.locator("[data-field=name]").blur();
  await page.click("text=Make a link and a QR code");
  const link = await page.locator("[data-field=link]").inputValue();
  expect(link.startsWith(`${site.origin}/pack?link#p=2`), link).toBe(true);
  expect(link.length).toBeLessThan(300);
  expect((await page.locator(".qr path").getAttribute("d")).length).toBeGreaterThan(1000);

  const second = await newPage();
  const asked = [];
  second.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  // With a parameter appended, as messengers do.
  await visit(second, `${link}&tdsourcetag=s_pctim_aiomsg`);
  await second.waitForSelector("[data-incoming=offer]");
  await second.waitForSelector("[data-incoming=offer] [data-unknown]");
  await expect(second.locator("[data-incoming=offer]")).toHaveText(/老城[^]*北门集合[^]*no-such-clip/, { useInnerText: true });
  await second.click("text=Add as new pack");
  await second.waitForSelector("[data-incoming=done]");
  await shows(second, 2);
  expect(second.url()).toBe(`${site.origin}/pack`);
  expect(await notes(second)).toEqual(["北门集合", ""]);
  expect(asked.every((url) => !url.includes(link.slice(-40))), "the pack is sent to nobody").toBe(true);

  await rows(second).first().locator("textarea").fill("南门集合");
  await rows(second).first().locator("textarea").blur();
  await rows(page).nth(1).locator("textarea").fill("gone?");
  await rows(page).nth(1).locator("textarea").blur();
  await page.waitForFunction((old) => document.querySelector("[data-field=link]").value !== old, link);
  await second.goto(await page.locator("[data-field=link]").inputValue());
  await second.waitForSelector("[data-incoming=offer]");
  await second.click("text=Merge with my pack");
  await second.waitForSelector("[data-incoming=done]");
  const merged = await notes(second);
  expect(merged[0].includes("南门集合") && merged[1] === "gone?", JSON.stringify(merged)).toBe(true);

  for (const [bad, says] of [[link.slice(0, -9), /is incomplete/], [link.slice(0, -9) + "AAAAAAAAA", /damaged/], [link.replace("#p=2", "#p=7"), /different version/], [link.split("#")[0], /contains no pack[^]*cut off/]]) {
    const third = await newPage();
    await visit(third, bad);
    await third.waitForSelector("[data-incoming=trouble]");
    await expect(third.locator("[data-incoming=trouble]")).toHaveText(says, { useInnerText: true });
    await third.click("text=Close");
    expect(third.url()).toBe(`${site.origin}/pack`);
    await third.close();
  }
});

test("twelve items with notes fit a link of a thousand characters", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.evaluate(() => [...document.querySelectorAll(".card-pack")].slice(0, 12).forEach((it) => it.click()));
  await counted(page, 12);
  await page.click("header >> text=Pack");
  await shows(page, 12);
  for (let at = 0; at < 12; at++) await rows(page).nth(at).locator("textarea").fill(`Meet at gate ${at}, parking behind the hall`);
  await page.click("text=Make a link and a QR code");
  await page.waitForFunction(() => document.querySelector("[data-field=link]"));
  await page.waitForSelector(".qr path");
  expect((await page.locator("[data-field=link]").inputValue()).length).toBeLessThan(1000);
});

test("files: foreign JSON is refused in words, a saved pack comes back, bad records are set aside", async ({ page, newPage }) => {
  await pick(page, [BADAGUAN, GINKGO]);
  await visit(page, "/pack");
  await shows(page, 2);
  const saved = (await save(page, "json")).text;
  const field = page.locator("input[type=file]");
  for (const [text, says] of [
    ['{"type":"FeatureCollection","features":[]}', /not a recce pack file/],
    ["hello", /not a recce pack file/],
    [saved.slice(0, -5), /is incomplete/],
    ["", /empty/],
    ['{"format":9,"packs":[]}', /different version \(9\)/],
  ]) {
    await field.setInputFiles(textFile("foreign.json", text));
    await page.waitForFunction((says) => new RegExp(says).test(document.querySelector("[data-incoming=trouble]")?.innerText), says.source);
    await expect(rows(page)).toHaveCount(2);
  }
  const broken = JSON.parse(saved);
  broken.packs[0].items.push({ page: "/nowhere", added: 1 });
  const second = await newPage();
  await visit(second, "/pack");
  await second.locator("input[type=file]").setInputFiles(textFile("pack.json", JSON.stringify(broken)));
  await shows(second, 2);
  expect(await titles(second)).toEqual(await titles(page));
  await expect(second.locator("[data-quarantine] li")).toHaveText(/nowhere/, { useInnerText: true });
});

test("CSV, GeoJSON and iCalendar read back", async ({ page }) => {
  await pick(page, ["/zh" + BADAGUAN, "/zh" + GINKGO, "/summit/2023/sessions/opening-ceremony"]);
  await visit(page, "/zh/pack");
  await shows(page, 3);
  await page.locator("[data-field=name]").fill("老城/Day 1");
  await page.locator("[data-field=name]").blur();
  await page.locator("[data-field=day]").fill("2025-03-20");
  await page.locator("[data-field=day]").blur();
  await page.getByText(/日出0[56]:\d\d，日落18:\d\d/).first().waitFor();
  await rows(page).first().locator("textarea").fill("=HYPERLINK(\"x\")\n第二行");
  await rows(page).first().locator("textarea").blur();
  const sheet = await save(page, "csv");
  expect(sheet.name).toBe("老城-Day-1.csv");
  expect(sheet.text.startsWith("\ufeff\"名称\",\"类别\",\"备注\"")).toBe(true);
  const [, first] = fields(sheet.text);
  expect(first[0]).toMatch(/八大关/);
  expect(first[2]).toBe("'=HYPERLINK(\"x\")\n第二行");
  expect(Number(first[4]) > 36 && Number(first[5]) > 120).toBe(true);
  const map = JSON.parse((await save(page, "geojson")).text);
  expect(map.features.map((it) => it.geometry?.type ?? null).slice(0, 1)).toEqual(["Point"]);
  expect(map.features).toHaveLength(3);
  const places = map.features.filter((it) => it.geometry).length;
  for (const [form, part] of [["gpx", "<wpt "], ["kml", "<Placemark>"]]) {
    const { name, text } = await save(page, form);
    expect(name).toBe(`老城-Day-1.${form}`);
    expect(text.split(part)).toHaveLength(places + 1);
    const [, card] = text.match(/(http:[^"&]*\/media\/cards\/[^"&]*\.jpg)/);
    expect((await fetch(card)).headers.get("content-type")).toBe("image/jpeg");
    expect(text).toContain("第二行");
  }
  const calendar = (await save(page, "ics")).text;
  expect(calendar.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(calendar).toMatch(/DTSTART;VALUE=DATE:20250320/);
});

test("the contact sheet prints on A4 and Letter, six or one a page", async ({ page }) => {
  await visit(page, "/library/locations");
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
  expect(await sheets("a4", "6")).toEqual([2, 595, 842]);
  expect(await sheets("letter", "6")).toEqual([2, 612, 792]);
  expect(await sheets("a4", "1")).toEqual([7, 595, 842]);
  expect(await sheets("letter", "1")).toEqual([7, 612, 792]);
});
