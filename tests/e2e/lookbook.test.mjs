// The office files of a pack, and its places for map programs: made on the page, read back part by part, and with
// Python's libraries if they are installed. `./dev test --long` installs them, and opens the files in LibreOffice.
import { strFromU8, unzipSync } from "fflate";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { install } from "./devices.mjs";
import { LONG, SOFFICE } from "./environment.mjs";
import { expect, officeTest, test, visit } from "./fixtures.mjs";
import { expectAccessible, expectNoSidewaysScroll } from "./helpers.mjs";
import { PACK, fill, make } from "./lookbook.mjs";
import { python } from "./python.mjs";

const EXTERNAL = 'TargetMode="External"';
const attribute = (text, name) => new RegExp(` ${name}="([^"]*)"`).exec(text)?.[1];
/** All texts of XML. */
const words = (xml) => [...xml.matchAll(/<(?:\w+:)?t(?: [^>]*)?>([^<]*)</g)].map(([, text]) => text).join("\n");
const resolved = (from, target) => new URL(target, `x:/${from}`).pathname.slice(1);

/** The parts of an office file: all are declared, every relationship leads somewhere, and all XML is well-formed. */
async function parts(page, bytes) {
  const files = unzipSync(bytes);
  const names = Object.keys(files);
  expect(names[0]).toBe("[Content_Types].xml");
  const texts = Object.fromEntries(names.filter((name) => /\.(xml|rels)$/.test(name)).map((name) => [name, strFromU8(files[name])]));
  const types = texts["[Content_Types].xml"];
  for (const name of names.slice(1)) expect(types.includes(`PartName="/${name}"`) || types.includes(`Extension="${name.split(".").at(-1)}"`), name).toBe(true);
  for (const [, name] of types.matchAll(/PartName="\/([^"]*)"/g)) expect(names).toContain(name);
  const related = new Set(["[Content_Types].xml"]);
  for (const name of names.filter((name) => name.endsWith(".rels"))) {
    related.add(name);
    const from = name.replace("_rels/", "").replace(/\.rels$/, "");
    const ids = new Set();
    for (const [relation] of texts[name].matchAll(/<Relationship [^>]*>/g)) {
      ids.add(attribute(relation, "Id"));
      if (relation.includes(EXTERNAL)) continue;
      const target = resolved(from, attribute(relation, "Target"));
      expect(names, `${name}: ${target}`).toContain(target);
      related.add(target);
    }
    for (const [, id] of (texts[from] ?? "").matchAll(/ r:(?:id|embed)="([^"]*)"/g)) expect([...ids], `${from} has ${id}`).toContain(id);
  }
  expect(names.filter((name) => !related.has(name)), "parts that nothing refers to").toEqual([]);
  // A page without the site's policy, which refuses every parser of texts.
  const parser = await page.context().newPage();
  const broken = await parser.evaluate(
    (texts) => Object.keys(texts).filter((name) => new DOMParser().parseFromString(texts[name], "text/xml").querySelector("parsererror")),
    texts,
  );
  await parser.close();
  expect(broken).toEqual([]);
  return { files, texts, names };
}

const isJpeg = (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;

test("the lookbook has a cover, a map, slides of pictures and of facts, and credits", async ({ page }) => {
  await fill(page);
  const { name, bytes } = await make(page, "pptx");
  expect(name).toBe("Old-town-day-2.pptx");
  await expect(page.locator(".pack-office [role=status]")).toHaveText(`Saved as ${name}.`, { useInnerText: true });
  const { files, texts, names } = await parts(page, bytes);
  const slides = names.filter((name) => /^ppt\/slides\/[^/]+$/.test(name));
  expect(slides).toHaveLength(texts["ppt/presentation.xml"].match(/<p:sldId /g).length);
  // Cover, map, two slides for each record, credits.
  expect(slides.length).toBeGreaterThanOrEqual(3 + 2 * PACK.length);
  const slide = (number) => texts[`ppt/slides/slide${number}.xml`];
  expect(words(slide(1))).toMatch(/Old town & day 2\n|Old town &amp; day 2\n/);
  expect(words(slide(1))).toContain(`2025-03-20 · ${PACK.length} items`);
  expect(words(slide(2))).toMatch(/^Map\n/);
  expect(words(slide(2))).toMatch(/Badaguan/);
  expect(slide(2).match(/name="Pin /g).length).toBeGreaterThan(0);
  const all = slides.map((name) => words(texts[name])).join("\n");
  for (const text of ["1. Badaguan", "Sunrise 06:0", "District", "Shinan", "gate &lt;B&gt; &amp; “lift”", "Picture credits", "Illustration", "OpenStreetMap"]) expect(all).toContain(text);
  const pictures = names.filter((name) => name.endsWith(".jpeg"));
  // One of each record and the map.
  expect(pictures.length).toBeGreaterThanOrEqual(PACK.length + 1);
  for (const name of pictures) expect(isJpeg(files[name]), name).toBe(true);
  expect(strFromU8(files["ppt/media/logo.png"].slice(1, 4))).toBe("PNG");
  // The colours are those of the style sheet, in the theme alone, so that they can be changed in one place.
  expect(texts["ppt/theme/theme1.xml"]).toContain('<a:accent1><a:srgbClr val="B23C0F"/>');
  expect(slides.filter((name) => texts[name].includes("srgbClr"))).toEqual([]);
  // Every picture has a description.
  for (const name of slides) for (const [picture] of texts[name].matchAll(/<p:cNvPr [^>]*>(?=<p:cNvPicPr>)/g)) expect(attribute(picture, "descr"), name).toBeTruthy();
});

test("the table has typed cells, a fixed heading and links; the call sheet its places, links and blank fields", async ({ page }) => {
  await fill(page);
  const table = await parts(page, (await make(page, "xlsx")).bytes);
  const sheet = table.texts["xl/worksheets/sheet1.xml"];
  expect(sheet).toMatch(/<pane xSplit="1" ySplit="1" [^>]*state="frozen"/);
  expect(words(sheet)).toMatch(/^Title\nKind\nNote\nDistrict\nLatitude\n/);
  expect(sheet).toMatch(/<c r="E2" s="3"><v>36\.\d+<\/v>/);
  expect(sheet).toMatch(/<hyperlink ref="I2"/);
  expect(sheet.match(/<row /g)).toHaveLength(PACK.length + 1);
  expect(words(sheet)).toContain("=1+1");
  expect(sheet).not.toContain("<f>");

  const { name, bytes } = await make(page, "docx");
  expect(name).toMatch(/\.docx$/);
  const call = await parts(page, bytes);
  const text = words(call.texts["word/document.xml"]);
  for (const word of ["Call sheet", "2025-03-20", "Unit call", "Weather forecast", "Sunrise 06:0", "Nearest hospital", "Badaguan", "Crew call times"]) expect(text).toContain(word);
  expect(call.texts["word/_rels/document.xml.rels"]).toMatch(/uri\.amap\.com/);
});

test("the pictures are an archive with their credits", async ({ page }) => {
  await fill(page);
  const { name, bytes } = await make(page, "zip");
  expect(name).toMatch(/\.zip$/);
  const { "credits.txt": credits, ...pictures } = unzipSync(bytes);
  expect(Object.keys(pictures).length).toBeGreaterThanOrEqual(PACK.length);
  expect(Object.keys(pictures)[0]).toMatch(/^01-Badaguan.*-1\.jpg$/);
  for (const [name, picture] of Object.entries(pictures)) {
    expect(isJpeg(picture), name).toBe(true);
    expect(strFromU8(credits)).toContain(name);
  }
  // With the mark that it is UTF-8.
  expect([...credits.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(strFromU8(credits)).toMatch(/Old town & day 2\r\n/);
});

/** Reads a KMZ with Python's own ZIP and XML parsers. */
const READ_KMZ = `
import html.parser, json, sys, xml.etree.ElementTree as tree, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
kml = "{http://www.opengis.net/kml/2.2}"
class Description(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.pictures, self.links, self.words = [], [], []
        self.feed(text)
    def handle_starttag(self, name, attributes):
        attributes = dict(attributes)
        if name == "img": self.pictures.append(attributes["src"])
        if name == "a": self.links.append(attributes["href"])
    def handle_data(self, text):
        self.words.append(text)
places = []
for mark in tree.fromstring(archive.read("doc.kml")).iter(kml + "Placemark"):
    about = Description(mark.findtext(kml + "description"))
    places.append({"name": mark.findtext(kml + "name"), "at": mark.findtext(f"{kml}Point/{kml}coordinates"), **vars(about)})
print(json.dumps({"files": archive.namelist(), "places": [{key: place[key] for key in ["name", "at", "pictures", "links", "words"]} for place in places]}))
`;

test("the places are a KMZ with their pictures, note and link, which another program reads", async ({ page, folder, site, allowConsole }) => {
  test.skip(spawnSync("python3", ["--version"]).status !== 0, "Python is not installed");
  allowConsole(/Failed to load resource|ERR_FAILED/);
  await fill(page);
  const read = (bytes) => {
    writeFileSync(join(folder, "a.kmz"), bytes);
    return JSON.parse(execFileSync("python3", ["-c", READ_KMZ, join(folder, "a.kmz")], { encoding: "utf8" }));
  };
  const { name, bytes } = await make(page, "kmz");
  expect(name).toBe("Old-town-day-2.kmz");
  const { files, places } = read(bytes);
  expect(files[0]).toBe("doc.kml");
  // A clip has no position of its own.
  expect(places.map(({ name }) => name)).toEqual([expect.stringMatching(/^Badaguan/), "Zhanqiao Pier"]);
  const [badaguan] = places;
  expect(badaguan.at).toMatch(/^120\.3\d+,36\.0\d+$/);
  expect(badaguan.links).toEqual([`${site.origin}${PACK[0]}`]);
  for (const text of ["=1+1", "gate <B> & “lift”"]) expect(badaguan.words).toContain(text);
  expect(badaguan.words.join("\n")).toContain("Illustration");
  const pictures = places.flatMap(({ pictures }) => pictures);
  expect(pictures.length).toBeGreaterThanOrEqual(places.length);
  expect(pictures).toEqual(files.slice(1));
  for (const picture of pictures) {
    expect(picture).toMatch(/^files\/0[12]-[1-4]\.jpg$/);
    expect(isJpeg(unzipSync(bytes)[picture]), picture).toBe(true);
  }

  // Pictures that cannot be loaded are not named.
  await page.route(/\/media\//, (route) => (route.request().resourceType() === "fetch" ? route.abort() : route.continue()));
  const without = read((await make(page, "kmz")).bytes);
  expect(without.files).toEqual(["doc.kml"]);
  expect(without.places.map(({ name, pictures, links }) => [name, pictures, links.length])).toEqual([[expect.stringMatching(/^Badaguan/), [], 1], ["Zhanqiao Pier", [], 1]]);
});

test("a pack without places has no KMZ", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("pack", "/library/experts/guo-fan"));
  await visit(page, "/pack");
  await page.click("[data-make=kmz]");
  await expect(page.locator(".pack-office [role=alert]")).toHaveText("A file for maps needs a location. This pack has none.", { useInnerText: true });
});

test("both languages are in one file, each with its own facts", async ({ page }) => {
  await fill(page, "/zh");
  await page.locator("[data-field=languages]").selectOption({ label: "中英双语" });
  const { texts, names } = await parts(page, (await make(page, "pptx")).bytes);
  const all = names.filter((name) => name.startsWith("ppt/slides/slide")).map((name) => words(texts[name])).join("\n");
  for (const text of ["勘景画册 / Lookbook", "1. 八大关", "Badaguan", "日出06:0", "Sunrise 06:0", "区域", "District"]) expect(all).toContain(text);
  const table = await parts(page, (await make(page, "xlsx")).bytes);
  expect(table.texts["xl/workbook.xml"].match(/<sheet /g)).toHaveLength(2);
});

test("a file can be cancelled; missing pictures and a missing generator are told, and the next try works", async ({ page, allowConsole }) => {
  allowConsole(/Failed to load resource|ERR_FAILED/);
  await fill(page);
  const status = page.locator(".pack-office [role=status]");
  let held = [];
  let what = "hold";
  await page.route(/\/media\//, (route) => {
    if (route.request().resourceType() !== "fetch") return route.continue();
    if (what === "hold") return held.push(route);
    return what === "fail" ? route.abort() : route.continue();
  });
  await page.click("[data-make=pptx]");
  await page.waitForSelector(".pack-office progress");
  await expect(page.locator("[data-make=zip]")).toHaveAttribute("aria-disabled", "true");
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.click(".pack-office >> text=Cancel");
  await expect(status).toHaveText("Cancelled.", { useInnerText: true });
  held.forEach((route) => route.abort().catch(() => {}));

  what = "fail";
  const without = await make(page, "pptx");
  await expect(status).toHaveText(/ 17 pictures could not be loaded/, { useInnerText: true });
  const { names } = await parts(page, without.bytes);
  expect(names.filter((name) => /image\d+\.jpeg$/.test(name)), "only the map").toHaveLength(1);

  what = "pass";
  await page.reload();
  await page.waitForSelector("html[data-app]");
  await page.waitForSelector(".pack-office");
  await page.route(/\/assets\/[^/]*\.js$/, (route) => route.abort());
  await page.click("[data-make=docx]");
  await expect(page.locator(".pack-office [role=alert]")).toHaveText(/could not be loaded\. Connect to the network/, { useInnerText: true });
  await page.unroute(/\/assets\/[^/]*\.js$/);
  expect((await make(page, "docx")).bytes.length).toBeGreaterThan(1000);
  await expect(page.locator(".pack-office [role=alert]")).toHaveCount(0);
});

test("the generator is loaded when it is asked for, and its buttons are usable everywhere", async ({ newPage }) => {
  const page = await newPage({ bypassCSP: true, viewport: { width: 320, height: 800 } });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await fill(page);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, "a pack", "aria-allowed-attr", "aria-valid-attr-value", "button-name", "color-contrast", "empty-heading", "heading-order", "label", "select-name", "target-size");
  const before = asked.filter((url) => /\/assets\/.*\.js$/.test(url));
  await make(page, "xlsx");
  const after = asked.filter((url) => /\/assets\/.*\.js$/.test(url) && !before.includes(url));
  expect(new Set(after).size, "one script").toBe(1);
});

officeTest("with the network cut, a saved pack becomes a lookbook with all its pictures", async ({ page, site }) => {
  await install(page, "/pack");
  await fill(page);
  await page.click(".pack-save [data-act=offer]");
  await page.click(".pack-save [data-act=save]");
  await page.waitForSelector(".pack-save [data-stage=ready]");
  await site.cut();
  await page.reload();
  await page.waitForSelector(".pack-office");
  const { bytes } = await make(page, "pptx");
  await expect(page.locator(".pack-office [role=status]")).toHaveText(/^Saved as [^ ]+\.pptx\.$/, { useInnerText: true });
  const { names } = await parts(page, bytes);
  expect(names.filter((name) => name.endsWith(".jpeg")).length).toBeGreaterThanOrEqual(PACK.length + 1);
});

/** Reads office files with Python's libraries, as JSON. */
const READ = `
import json, sys
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
folder = sys.argv[1]
deck = Presentation(folder + "/a.pptx")
slides = []
for slide in deck.slides:
    texts, tables, jumps, wrong = [], 0, 0, []
    for shape in slide.shapes:
        if shape.left < 0 or shape.top < 0 or shape.left + shape.width > deck.slide_width or shape.top + shape.height > deck.slide_height:
            wrong.append(shape.name + " is not on the slide")
        if shape.has_text_frame:
            texts.append(shape.text_frame.text)
            jumps += sum(run.hyperlink._hlinkClick is not None and "sldjump" in (run.hyperlink._hlinkClick.action or "") for paragraph in shape.text_frame.paragraphs for run in paragraph.runs)
        if shape.has_table:
            tables += 1
            texts += [cell.text for row in shape.table.rows for cell in row.cells]
        if slide.slide_layout.name != "cover" and shape.top + shape.height > 7.04 * 914400:
            wrong.append(shape.name + " covers the office's name")
    pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
    for at, one in enumerate(pictures):
        for other in pictures[:at]:
            if one.left < other.left + other.width and other.left < one.left + one.width and one.top < other.top + other.height and other.top < one.top + one.height:
                wrong.append(one.name + " covers " + other.name)
    for picture in pictures:
        width, height = picture.image.size
        shown = width * (1 - picture.crop_left - picture.crop_right) / (height * (1 - picture.crop_top - picture.crop_bottom))
        if abs(shown * picture.height / picture.width - 1) > 0.02:
            wrong.append(picture.name + " is distorted")
    slides.append({"layout": slide.slide_layout.name, "title": slide.shapes.title.text_frame.text, "texts": texts, "tables": tables, "jumps": jumps, "pictures": len(pictures), "wrong": wrong})
book = load_workbook(folder + "/a.xlsx")
sheets = [{"name": sheet.title, "frozen": sheet.freeze_panes, "rows": sheet.max_row, "types": [cell.data_type for cell in sheet[2]], "links": sum(cell.hyperlink is not None for row in sheet for cell in row)} for sheet in book]
sheet = Document(folder + "/a.docx")
call = [[cell.text for cell in table._cells] for table in sheet.tables]
print(json.dumps({"slides": slides, "sheets": sheets, "call": call, "title": deck.core_properties.title}))
`;

test("Python's libraries read the slides, the table and the call sheet; nothing is distorted or off a slide", async ({ page, folder }) => {
  test.slow(LONG);
  const program = python("office", "docx, openpyxl, pptx", ["python-pptx==1.0.2", "openpyxl==3.1.5", "python-docx==1.2.0"]);
  test.skip(!program, "Python has no python-pptx, openpyxl and python-docx");
  await fill(page, "/zh");
  await page.locator("[data-field=languages]").selectOption("both");
  for (const kind of ["pptx", "xlsx", "docx"]) writeFileSync(join(folder, `a.${kind}`), (await make(page, kind)).bytes);
  const { slides, sheets, call, title } = JSON.parse(execFileSync(program, ["-c", READ, folder], { encoding: "utf8" }));
  expect(title).toBe("Old town & day 2");
  expect(slides.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(slides.slice(0, 3).map(({ layout, title }) => [layout, title])).toEqual([
    ["cover", "Old town & day 2"],
    ["title", "地图 / Map"],
    ["record", expect.stringMatching(/^1\. 八大关 +Badaguan/)],
  ]);
  const [cover, map] = slides;
  expect([cover.pictures, map.pictures, map.jumps]).toEqual([1, 1, 2]);
  const facts = slides.filter(({ tables }) => tables);
  expect(facts.length).toBeGreaterThanOrEqual(2 * PACK.length);
  expect(facts.flatMap(({ texts }) => texts)).toEqual(expect.arrayContaining(["区域", "District", '=1+1\vgate <B> & “lift”']));
  expect(sheets.map(({ frozen, rows }) => [frozen, rows])).toEqual([["B2", PACK.length + 1], ["B2", PACK.length + 1]]);
  for (const { types, links } of sheets) {
    expect(new Set(types)).toEqual(new Set(["s", "n"]));
    expect(links).toBeGreaterThanOrEqual(PACK.length);
  }
  expect(call.length).toBeGreaterThanOrEqual(3);
  expect(call.flat().join("\n")).toContain("八大关");
});

test("LibreOffice opens and prints all files", async ({ page, folder }) => {
  test.skip(!LONG, "only with --long");
  test.skip(!SOFFICE, "LibreOffice is not installed");
  await fill(page);
  await page.locator("[data-field=languages]").selectOption("both");
  for (const [kind, least] of [["pptx", 3 + 3 * PACK.length], ["xlsx", 2], ["docx", 1]]) {
    writeFileSync(join(folder, `a.${kind}`), (await make(page, kind)).bytes);
    execFileSync(SOFFICE, [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "pdf", "--outdir", folder, join(folder, `a.${kind}`)], { timeout: 90_000, stdio: "ignore" });
    const pages = readFileSync(join(folder, "a.pdf"), "latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length, kind).toBeGreaterThanOrEqual(least);
  }
});
