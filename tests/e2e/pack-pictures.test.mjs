// Pictures chosen for a pack: in the viewer and on the pack's page, on paper, in files and links.
import { strFromU8, unzipSync } from "fflate";
import { expect, test, visit } from "./fixtures.mjs";
import { download, expectAccessibleInBothThemes, expectNoSidewaysScroll, painted, stored, textFile, waitUntilStored } from "./helpers.mjs";
import { make } from "./lookbook.mjs";

const PIER = "/library/locations/zhanqiao-pier";

const toggle = (page) => page.locator(".viewer-pack");
const chosen = (page) => page.locator(".pack-chosen li");
const alts = (page) => page.locator(".pack-chosen img").evaluateAll((images) => images.map(({ alt }) => alt));
const choices = (page) => page.locator(".pack-choose button");
const save = (page, extension) => download(page, () => page.click(`[data-save=${extension}]`));

/** Waits until the device has stored how many pictures of the pier are chosen. */
const areStored = (page, count) => expect.poll(async () => (await stored(page)).pictures.split(" ").length).toBe(2 + count);

/** Chooses pictures of the pier in the viewer, by their numbers, and opens the pack. Returns their descriptions. */
async function choose(page, numbers, prefix = "") {
  const described = [];
  for (const number of numbers) {
    await visit(page, `${prefix}${PIER}?picture=${number}`);
    await toggle(page).click();
    await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
    await waitUntilStored(page, "pictures", PIER);
    described.push(await page.locator("[data-place=here] img").getAttribute("alt"));
  }
  await areStored(page, numbers.length);
  await visit(page, `${prefix}/pack`);
  await expect(chosen(page)).toHaveCount(numbers.length);
  return described;
}

test("the viewer adds a picture and its place, by keyboard, and says so", async ({ page }) => {
  await visit(page, PIER);
  await page.locator('.mosaic a[data-picture="1"]').click();
  await expect(page.locator("dialog.viewer[open]")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(toggle(page)).toHaveAccessibleName("Add to pack");
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "false");
  await toggle(page).focus();
  await page.keyboard.press("Enter");
  await expect(toggle(page)).toHaveAccessibleName("In pack");
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
  // Another picture is not in the pack.
  await page.keyboard.press("ArrowRight");
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "false");
  await page.keyboard.press("ArrowLeft");
  await expect(toggle(page)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  // Its place is in the pack too.
  await expect(page.locator("main .pack-button")).toHaveAttribute("aria-pressed", "true");
  await waitUntilStored(page, "pictures", PIER);
  // The packs are stored as older programs read them.
  expect((await stored(page)).packs).not.toContain("pictures");
  await visit(page, "/pack");
  await expect(chosen(page)).toHaveCount(1);
  expect(await alts(page)).toEqual([expect.stringMatching(/^The pier under a high summer sun/)]);
});

test("the pack's page removes pictures with undo, and chooses others", async ({ page }) => {
  const [first, second] = await choose(page, [1, 4]);
  expect(await alts(page)).toEqual([first, second]);
  await page.getByRole("button", { name: `Remove picture: ${first}` }).click();
  await expect(chosen(page)).toHaveCount(1);
  await page.click("text=Undo");
  await expect(chosen(page)).toHaveCount(2);
  expect(await alts(page)).toEqual([first, second]);
  await page.locator(".pack-choose summary").click();
  await expect(choices(page)).toHaveCount(10);
  await expect(page.locator(".pack-choose [aria-pressed=true]")).toHaveCount(2);
  await choices(page).nth(5).focus();
  await page.keyboard.press("Enter");
  await expect(chosen(page)).toHaveCount(3);
  await expect(choices(page).nth(5)).toBeFocused();
  await areStored(page, 3);
  await page.reload();
  await expect(chosen(page)).toHaveCount(3);
  for (let left = 2; left >= 0; left--) {
    await chosen(page).first().getByRole("button").click();
    await expect(chosen(page)).toHaveCount(left);
  }
  // The place stays, with its leading picture.
  await expect(page.locator(".pack > li")).toHaveCount(1);
  await expect(page.locator(".pack > li .picture")).toHaveCount(1);
});

test("a link and a file take chosen pictures to another device; CSV names them", async ({ page, newPage, site }) => {
  const [first, second] = await choose(page, [2, 3]);
  await page.click("text=Make a link and a QR code");
  const link = await page.locator("[data-field=link]").inputValue();
  expect(link.startsWith(`${site.origin}/pack?link#p=3`), link).toBe(true);
  const other = await newPage();
  await visit(other, link);
  await expect(other.locator("[data-incoming=offer]")).toHaveText(/2 chosen pictures/, { useInnerText: true });
  await other.click("text=Add as new pack");
  await expect(chosen(other)).toHaveCount(2);
  expect(await alts(other)).toEqual([first, second]);

  const { text } = await save(page, "json");
  const third = await newPage();
  await visit(third, "/pack");
  await third.locator("input[type=file]").setInputFiles(textFile("pack.json", text));
  await expect(chosen(third)).toHaveCount(2);
  // Merging unites the pictures.
  const more = JSON.parse(text);
  more.packs[0].items[0].pictures = ["gone-away"];
  await third.locator("input[type=file]").setInputFiles(textFile("more.json", JSON.stringify(more)));
  await expect(third.locator("[data-incoming=done]")).toHaveText(/Zhanqiao Pier: 1 more chosen picture\./, { useInnerText: true });
  // A picture that the site no longer has is said to be gone.
  await expect(third.locator(".pack-gone")).toHaveText(/1 chosen picture is no longer on this site\./, { useInnerText: true });
  const table = (await save(third, "csv")).text;
  expect(table).toContain('"Chosen pictures"');
  expect(table).toMatch(/440 m long and 8 m wide in most guides\n/);
  expect(table).toContain("no longer on this site (gone-away)");
  await third.getByRole("button", { name: "Remove from the pack" }).click();
  await expect(third.locator(".pack-gone")).toHaveCount(0);
  await expect(chosen(third)).toHaveCount(2);
});

test("the contact sheet prints the chosen pictures, and only them", async ({ page }) => {
  await choose(page, [1, 2, 4]);
  await page.locator(".pack-choose summary").click();
  await page.emulateMedia({ media: "print" });
  await page.waitForFunction(() => [...document.querySelectorAll(".pack-chosen img")].every(({ complete, naturalWidth }) => complete && naturalWidth));
  const boxes = await page.locator(".pack-chosen img").evaluateAll((images) => images.map((image) => image.getBoundingClientRect().toJSON()));
  expect(boxes).toHaveLength(3);
  for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThan(40);
  await expect(page.locator(".pack-choose")).toBeHidden();
  // The styles for print outrank those of the page.
  await expect(page.locator(".pack-tools")).toBeHidden();
  await expect(page.locator(".pack-heading")).toBeVisible();
  await expect(page.locator(".pack-chosen button").first()).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.locator("[data-field=per]").selectOption("6");
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect([...pdf.matchAll(/\/MediaBox/g)]).toHaveLength(1);
});

test("the lookbook and the archive have the chosen pictures in their order", async ({ page }) => {
  const [first, second] = await choose(page, [4, 2]);
  const { "credits.txt": credits, ...pictures } = unzipSync((await make(page, "zip")).bytes);
  expect(Object.keys(pictures)).toHaveLength(2);
  expect(strFromU8(credits)).toBeTruthy();
  const slides = unzipSync((await make(page, "pptx")).bytes);
  const descriptions = Object.keys(slides)
    .filter((name) => /^ppt\/slides\/[^/]+$/.test(name))
    .sort((a, b) => parseInt(a.match(/\d+/)) - parseInt(b.match(/\d+/)))
    .flatMap((name) => [...strFromU8(slides[name]).matchAll(/<p:cNvPr [^>]*descr="([^"]*)"/g)].map(([, text]) => text))
    .filter((text) => text === first || text === second);
  // On the cover, and on the slide of the place.
  expect(descriptions).toEqual([first, first, second]);
});

for (const [language, prefix] of [["English", ""], ["Chinese", "/zh"]]) {
  test(`rows with chosen pictures keep WCAG 2.2 AA, narrow and wide: ${language}`, async ({ newPage }) => {
    const page = await newPage({ bypassCSP: true });
    await choose(page, [1, 2], prefix);
    await page.locator(".pack-choose summary").click();
    for (const [width, height] of [[1280, 800], [320, 640]]) {
      await page.setViewportSize({ width, height });
      await painted(page);
      await expectAccessibleInBothThemes(page, `${width} × ${height}`);
      await expectNoSidewaysScroll(page, `${width} × ${height}`);
    }
  });
}
