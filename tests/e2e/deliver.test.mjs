// Files that the reader takes away: what becomes of them, and what is said in browsers inside of other apps.
import { expect, test, visit } from "./fixtures.mjs";
import { download, expectAccessible, expectNoSidewaysScroll, openShare } from "./helpers.mjs";
import { fill } from "./lookbook.mjs";

const ANDROID = "Mozilla/5.0 (Linux; Android 14; V2307A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile Safari/537.36";
const IN_APP = {
  WeChat: `${ANDROID} XWEB/1300 MMWEBSDK/2024 MicroMessenger/8.0.50 NetType/WIFI Language/zh_CN`,
  QQ: `${ANDROID} V1_AND_SQ_9.1 QQ/9.1.0.22520 NetType/4G`,
  Facebook: `${ANDROID} [FB_IAB/FB4A;FBAV/488.0.0.58.79;]`,
};
const OPEN = "Open this page in your browser: ⋯ menu → Open in browser.";
const PIER = "/library/locations/zhanqiao-pier";
const GULLS = "/library/clips/zhanqiao-pier-gulls";

/** The line next to a control, which is in an element of this selector. */
const line = (page, within = "main") => page.locator(`${within} .delivery [role=status]`).first();
const says = (page, text, within) => expect(line(page, within)).toHaveText(text, { useInnerText: true });
const csv = (page) => page.click("[data-save=csv]");

test("a saved file is named next to the control that saved it", async ({ page }) => {
  await fill(page);
  await says(page, "", ".pack-take:not(.pack-office)");
  const { name } = await download(page, () => csv(page));
  await expect(page.getByText(`Saved as ${name}.`, { exact: true })).toHaveCount(1);
  await visit(page, GULLS);
  await page.getByRole("button", { name: "Next frame" }).click();
  await page.waitForFunction(() => document.querySelector("video").readyState >= 2 && !document.querySelector("video").seeking);
  await download(page, () => page.getByRole("button", { name: "Save this frame" }).click());
  await says(page, /^Saved as zhanqiao-pier-gulls-.*\.png\.$/, ".player-tools");
  await visit(page, "/offline");
  const backup = await download(page, () => page.getByRole("button", { name: "Save a backup" }).click());
  await says(page, `Saved as ${backup.name}.`, ".backup");
  // Nothing is said of browsers where there is no need.
  await expect(page.getByText("Open this page in your browser")).toHaveCount(0);
});

for (const [app, userAgent] of Object.entries(IN_APP)) {
  test(`inside of ${app}, controls that may do nothing say how to get to a browser`, async ({ newPage }) => {
    const page = await newPage({ userAgent, permissions: ["clipboard-read", "clipboard-write"] });
    await page.addInitScript(() => (window.print = () => (window.printed = true)));
    await fill(page);
    // The file is handed over as everywhere else.
    await download(page, () => csv(page));
    const take = ".pack-take:not(.pack-office)";
    const saved = page.getByText("This app might not save files. Open");
    await expect(saved).toHaveText(`This app might not save files. ${OPEN}`, { useInnerText: true });
    await page.locator(`${take} .delivery`, { has: saved }).getByRole("button", { name: "Copy link" }).click();
    await expect(page.locator(`${take} .delivery`).getByText("Copied")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());

    await visit(page, PIER);
    await openShare(page);
    await page.getByRole("button", { name: "Print" }).click();
    await says(page, `This app might not print. ${OPEN}`);
    expect(await page.evaluate(() => window.printed), "it is tried all the same").toBe(true);
    for (const path of ["/summit/2023/agenda", "/summit/2023/sessions/aigc-report"]) {
      await visit(page, path);
      await expect(page.getByText(`This app might not open calendars. ${OPEN}`), path).toBeVisible();
    }
    await visit(page, GULLS);
    await expect(page.getByText(`This app might not save files. ${OPEN}`)).toBeVisible();
  });
}

test("inside of an app, the Chinese pages say it in Chinese, and the line fits a small phone", async ({ newPage }) => {
  const page = await newPage({ userAgent: IN_APP.WeChat, viewport: { width: 320, height: 700 }, bypassCSP: true });
  await page.addInitScript(() => (window.print = () => {}));
  await visit(page, `/zh${PIER}`);
  await openShare(page);
  await page.getByRole("button", { name: "打印" }).click();
  await says(page, "此应用可能无法打印。请在浏览器中打开本页：点右上角“⋯”，选择“在浏览器打开”。");
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, "the line", "color-contrast", "target-size", "aria-allowed-role");
});

test("a browser that cannot print says so", async ({ page }) => {
  await page.addInitScript(() => (window.print = undefined));
  await visit(page, PIER);
  await openShare(page);
  await page.getByRole("button", { name: "Print" }).click();
  await says(page, /^This browser cannot print a page from here\./);
});

/** Opens the pack as an app installed on an iPhone, whose share sheet ends in `error`. */
async function installed(newPage, { error, canShare = true, standalone = true } = {}) {
  const page = await newPage({ hasTouch: true });
  await page.addInitScript(
    ({ error, canShare, standalone }) => {
      window.shared = [];
      window.downloads = 0;
      if (standalone !== null) Object.defineProperty(navigator, "standalone", { value: standalone });
      navigator.canShare = ({ files }) => canShare && files.length === 1;
      navigator.share = async ({ files: [file] }) => {
        window.shared.push([file.name, file.type, await file.text()]);
        if (window.error !== undefined) throw new DOMException("", window.error);
      };
      window.error = error;
      const click = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = function () {
        if (this.download) window.downloads++;
        click.call(this);
      };
    },
    { error, canShare, standalone },
  );
  await fill(page);
  return page;
}
const shared = (page) => page.evaluate(() => window.shared);
const downloads = (page) => page.evaluate(() => window.downloads);

test("in an app installed on an iPhone, the share sheet has the file", async ({ newPage }) => {
  const page = await installed(newPage);
  await csv(page);
  await expect(page.getByText("Old-town-day-2.csv was shared.")).toBeVisible();
  const [[name, type, text]] = await shared(page);
  expect([name, type]).toEqual(["Old-town-day-2.csv", "text/csv;charset=utf-8"]);
  expect(text).toMatch(/Badaguan/);
  expect(await downloads(page)).toBe(0);
});

test("a closed share sheet needs no words; a file that took long needs another press", async ({ newPage }) => {
  const page = await installed(newPage, { error: "NotAllowedError" });
  await page.click("[data-make=xlsx]");
  await expect(page.getByText("Old-town-day-2.xlsx is ready.")).toBeVisible();
  await page.evaluate(() => (window.error = undefined));
  await page.locator(".pack-office").getByRole("button", { name: "Save", exact: true }).click();
  await says(page, "Old-town-day-2.xlsx was shared.", ".pack-office");
  expect((await shared(page)).map(([name]) => name)).toEqual(["Old-town-day-2.xlsx", "Old-town-day-2.xlsx"]);
  await page.evaluate(() => (window.error = "AbortError"));
  await page.click("[data-make=xlsx]");
  await expect.poll(async () => (await shared(page)).length).toBe(3);
  await says(page, "", ".pack-office");
  await expect(page.locator(".pack-office .delivery button")).toHaveCount(0);
  expect(await downloads(page)).toBe(0);
});

test("an installed app that can share no files does not trap the reader in one", async ({ newPage }) => {
  const page = await installed(newPage, { canShare: false });
  await csv(page);
  await expect(page.getByText("The file cannot be saved from here. Copy the link and open this page in your browser.")).toBeVisible();
  expect([await shared(page), await downloads(page)]).toEqual([[], 0]);
});

test("everywhere else a file is a download, share sheet or not", async ({ newPage }) => {
  for (const standalone of [null, false]) {
    const page = await installed(newPage, { standalone });
    await download(page, () => csv(page));
    expect([await shared(page), await downloads(page)]).toEqual([[], 1]);
  }
});
