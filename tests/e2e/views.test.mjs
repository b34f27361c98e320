// A list otherwise than as a list: on the map, side by side; and a clip frame by frame.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, open, serve, visit } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SQUARE = { latitude: 36.0667, longitude: 120.3826 };

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const search = (page) => decodeURIComponent(new URL(page.url()).search);
const says = (page, pattern) =>
  page.waitForFunction(
    (pattern) => new RegExp(pattern).test(document.querySelector(".list-map .results-count")?.textContent),
    pattern,
  );
const onMap = (page) =>
  page.locator(".list-map .pin").evaluateAll((pins) =>
    pins.map((pin) => Number(pin.querySelector(".pin-mark").textContent) || 1).reduce((sum, one) => sum + one, 0),
  );
const broken = async (page) => {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await window.axe.run(document, { runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  });
};

test("the map shows all that was found, its part of the program is fetched with it alone", async () => {
  const { page, context, quiet } = await open(browser);
  const asked = [];
  page.on("request", (request) => /\.bin$/.test(request.url()) && asked.push(request.url()));
  await visit(page, site.origin + "/library/locations");
  const before = asked.length;
  await page.getByRole("button", { name: "Map", exact: true }).click();
  await says(page, "^60 of 60");
  assert.ok(asked.length > before);
  assert.equal(await onMap(page), 60);
  assert.match(search(page), /^\?view=map/);
  assert.equal(await page.locator("[style]").count(), 0);
  await page.fill("#find", "beach");
  await page.waitForFunction(() => /q=beach/.test(location.search));
  await says(page, "of (?!60)\\d+ found");
  const found = Number((await page.locator(".list-map .results-count").innerText()).match(/of (\d+)/)[1]);
  await page.getByRole("button", { name: "Whole map" }).click();
  await says(page, `^${found} of ${found} `);
  assert.equal(await onMap(page), found);
  quiet();
  await context.close();
});

test("list and map are in step, by pointer and by keyboard", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations?view=map");
  await says(page, "^60 of 60");
  const row = page.locator(".map-rows > li").nth(3);
  await row.hover();
  await page.waitForSelector(".pin[data-marked]");
  await page.locator("#find").hover();
  await page.waitForSelector(".pin[data-marked]", { state: "detached" });
  // A cluster is opened, and more until there is a pin of its own; the list follows.
  for (let times = 0; times < 9 && (times === 0 || (await page.locator("a.pin").count()) === 0); times++) {
    const before = await page.locator(".map-scale text").textContent();
    await page.locator(".pin[data-cluster]").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((before) => document.querySelector(".map-scale text").textContent !== before, before);
    assert.ok(await page.evaluate(() => document.activeElement.matches(".map-sheet")), "the focus stays on the map");
  }
  const pin = page.locator("a.pin").first();
  await pin.focus();
  await page.waitForSelector(".map-rows > li[data-marked]");
  const name = await pin.getAttribute("aria-label");
  assert.equal(await page.locator(".map-rows > li[data-marked] .card-title").first().innerText(), name);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".map-chosen");
  assert.equal(await page.locator(".map-chosen .card-title").innerText(), name);
  await page.waitForFunction(() => !/^60 /.test(document.querySelector(".list-map .results-count").textContent));
  const [shown, all] = (await page.locator(".list-map .results-count").innerText()).match(/\d+/g).map(Number);
  assert.ok(shown < all && shown > 0);
  quiet();
  await context.close();
});

test("two fingers zoom the map about the place between them", async () => {
  const { page, context, quiet } = await open(browser, { hasTouch: true, viewport: { width: 412, height: 823 } });
  await visit(page, site.origin + "/library/locations?view=map&at=36.06160,120.31430,12.00");
  await says(page, " of 60");
  const zoom = () => Number(search(page).match(/at=[^,]+,[^,]+,([\d.]+)/)[1]);
  await page.locator(".map-sheet").scrollIntoViewIfNeeded();
  const { x, y, width, height } = await page.locator(".map-sheet").boundingBox();
  const [middle, across] = [x + width / 2, y + height / 2];
  const session = await context.newCDPSession(page);
  const fingers = (apart) => [-1, 1].map((side, id) => ({ id, x: middle + (side * apart) / 2, y: across + (side * apart) / 2 }));
  const pinch = async (from, to) => {
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(from) });
    for (let step = 1; step <= 8; step++) {
      const touchPoints = fingers(from + ((to - from) * step) / 8);
      await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints });
    }
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  const zoomed = (least, most) =>
    page.waitForFunction(
      ([least, most]) => {
        const zoom = Number(decodeURIComponent(location.search).match(/at=[^,]+,[^,]+,([\d.]+)/)?.[1]);
        return zoom >= least && zoom <= most;
      },
      [least, most],
    );
  // Twice as far apart is one level; what the browser takes to be sure of a gesture is lost.
  await pinch(60, 120);
  await zoomed(12.7, 13.1);
  const middleStays = search(page).match(/at=([^,]+),([^,]+),/).slice(1).map(Number);
  assert.ok(Math.abs(middleStays[0] - 36.0616) < 0.005 && Math.abs(middleStays[1] - 120.3143) < 0.005, `${middleStays}`);
  const before = zoom();
  await pinch(120, 60);
  await zoomed(before - 1.1, before - 0.7);
  assert.equal(await page.evaluate(() => visualViewport.scale), 1, "the page itself is not zoomed");
  quiet();
  await context.close();
});

test("where the map is put stands in the address, and a part of it can be searched", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations?view=map&at=36.06160,120.31430,16.00");
  await page.waitForSelector("a.pin[aria-label='Huilan Pavilion']");
  await page.waitForFunction(() => /^([1-9]|[12]\d) of 60/.test(document.querySelector(".list-map .results-count")?.textContent));
  const inside = Number((await page.locator(".list-map .results-count").innerText()).match(/\d+/)[0]);
  assert.ok(inside > 0 && inside < 30);
  await page.locator(".map-sheet").focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => !/at=36\.06160,120\.31430,/.test(decodeURIComponent(location.search)));
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => /at=36\.0616/.test(decodeURIComponent(location.search)));
  const address = page.url();
  await page.getByRole("button", { name: "Search in this part of the map" }).click();
  await says(page, "of (?!60)\\d+ found");
  await page.getByRole("button", { name: "Remove: In this part of the map" }).click();
  await says(page, "of 60 found");
  await page.goto(address);
  await page.waitForSelector("a.pin[aria-label='Huilan Pavilion']");
  await page.goto(site.origin + "/library/experts?view=map");
  await page.waitForSelector(".filters .notice");
  assert.match(await page.locator(".filters .notice").innerText(), /view=map/);
  quiet();
  await context.close();
});

test("what is nearest comes first, with distance and direction, when the device is asked", async () => {
  const { page, context, quiet } = await open(browser, { permissions: ["geolocation"], geolocation: SQUARE });
  await visit(page, site.origin + "/library/clips?view=map");
  await says(page, "^24 of 24");
  await page.getByRole("button", { name: "Nearest to me first" }).click();
  await page.waitForFunction(() => document.querySelector(".map-rows .fine")?.textContent);
  const far = await page.locator(".map-rows > li > .fine").allInnerTexts();
  const metres = far.map((text) => Number.parseFloat(text) * (/ km/.test(text) ? 1000 : 1));
  assert.deepEqual(metres, [...metres].sort((a, b) => a - b));
  assert.equal(await page.locator(".map-here").count(), 1);
  quiet();
  await context.close();
});

test("up to four records are compared: chosen on cards and rows, kept in the address, a fifth refused", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const boxes = page.locator(".card-grid:visible .choice input");
  await boxes.first().waitFor();
  for (const at of [0, 1, 2, 3]) await boxes.nth(at).check();
  assert.match(await page.locator(".tray [role=status]").innerText(), /Four are chosen/);
  await boxes.nth(4).click();
  assert.equal(await boxes.nth(4).isChecked(), false);
  assert.equal(search(page).match(/compare=([^&]*)/)[1].split(",").length, 4);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await page.locator("tbody .choice input").nth(3).uncheck();
  await page.getByRole("button", { name: "Side by side" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".compare thead a").length === 3);
  const rows = await page.locator(".compare tbody tr").count();
  assert.ok(rows > 8);
  const differing = await page.locator(".compare tr[data-differs]").count();
  assert.ok(differing > 0 && differing < rows);
  await page.getByLabel("Only what differs").check();
  await page.waitForFunction((differing) => document.querySelectorAll(".compare tbody tr").length === differing, differing);
  const names = await page.locator(".compare thead a").allInnerTexts();
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll(".compare thead a").length === 3);
  assert.deepEqual(await page.locator(".compare thead a").allInnerTexts(), names);
  await page.locator(".compare thead .chip").first().click();
  await page.waitForFunction(() => document.querySelectorAll(".compare thead a").length === 2);
  await page.getByRole("button", { name: "Back to the list" }).click();
  await page.locator(".tray").waitFor();
  quiet();
  await context.close();
});

test("a comparison by hand: a fifth and an unknown record are named, on a phone it scrolls within", async () => {
  const { page, context, quiet } = await open(browser, { viewport: { width: 360, height: 740 }, bypassCSP: true });
  const ids = "badaguan-ginkgo,golden-beach-breakers,nothing-like-it,huashi-villa-orbit,zhanqiao-pier-gulls";
  await visit(page, `${site.origin}/zh/library/clips?view=compare&compare=${ids}`);
  await page.waitForFunction(() => document.querySelectorAll(".compare thead a").length === 3);
  assert.match(await page.locator(".compare-view .notice").innerText(), /最多并排对比4项/);
  assert.match(await page.locator(".compare thead th").nth(3).innerText(), /本站没有此条目/);
  const [over, wide] = await page.evaluate(() => {
    const frame = document.querySelector(".compare");
    return [document.documentElement.scrollWidth - innerWidth, frame.scrollWidth - frame.clientWidth];
  });
  assert.ok(over <= 0 && wide > 0);
  const left = await page.locator(".compare").evaluate((frame) => {
    frame.scrollLeft = 300;
    return frame.querySelector("tbody th").getBoundingClientRect().left - frame.getBoundingClientRect().left;
  });
  assert.ok(left >= 0 && left < 8, "the names stay in sight");
  assert.deepEqual(await broken(page), []);
  quiet(/404/);
  await context.close();
});

test("no rule of WCAG 2.2 AA is broken by the map of a list", async () => {
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 360],
  ]) {
    const { page, context } = await open(browser, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    await visit(page, site.origin + "/library/locations?view=map&compare=");
    await says(page, "^60 of 60");
    assert.deepEqual(await broken(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await context.close();
  }
});

test("a clip is stepped by its own frames, looped, slowed down, and a frame is taken away", async () => {
  const { page, context, quiet } = await open(browser);
  const asked = [];
  page.on("request", (request) => /\.(mp4|webm)$/.test(request.url()) && asked.push(request.url()));
  await visit(page, site.origin + "/library/clips/zhanqiao-pier-gulls");
  const time = () => page.locator(".player-time").innerText();
  const at = (text) => page.waitForFunction((text) => document.querySelector(".player-time").textContent === text, text);
  await page.locator("video").hover();
  await page.getByRole("button", { name: "Save this frame" }).click();
  await page.getByText("No frame is shown yet").waitFor();
  assert.deepEqual(asked, [], "nothing is loaded before it is wanted");
  await page.getByRole("button", { name: "One frame on" }).click();
  await at("00:00:00:01");
  assert.equal(new Set(asked).size, 1);
  const ready = () => page.waitForFunction(() => !document.querySelector("video").seeking && document.querySelector("video").readyState >= 2);
  await ready();
  await page.locator("video").focus();
  for (const [key, text] of [
    [".", "00:00:00:02"],
    ["ArrowRight", "00:00:01:02"],
    [",", "00:00:01:01"],
    ["End", "00:00:07:24"],
    [".", "00:00:07:24"],
    ["Home", "00:00:00:00"],
  ]) {
    await page.keyboard.press(key);
    await at(text);
    await ready();
  }
  const frame = await page.locator("video").evaluate((video) => Math.floor(video.currentTime * 25));
  assert.equal(frame, 0);
  await page.keyboard.press(".");
  await at("00:00:00:01");
  await ready();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("s")]);
  assert.equal(download.suggestedFilename(), "zhanqiao-pier-gulls-00-00-00-01.png");
  const png = readFileSync(await download.path());
  assert.deepEqual([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join(""), "PNG");
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1280, 720]);
  const loop = page.getByRole("button", { name: "Loop" });
  assert.equal(await loop.getAttribute("aria-pressed"), "true");
  await page.keyboard.press("l");
  await page.waitForSelector(".player-tools [aria-pressed=false]");
  await page.keyboard.press("l");
  await page.keyboard.press("<");
  await page.waitForFunction(() => document.querySelector("video").playbackRate === 0.5);
  await page.getByLabel("Speed").selectOption("3");
  await page.waitForFunction(() => document.querySelector("video").playbackRate === 2);
  await page.locator("video").focus();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => !document.querySelector("video").paused && document.querySelector("video").loop);
  await page.keyboard.press("k");
  await page.waitForFunction(() => document.querySelector("video").paused);
  assert.notEqual(await time(), "");
  quiet();
  await context.close();
});

test("a clip is stepped, looped and kept still where the server gives no parts of a file", async () => {
  const { page, context, quiet } = await open(browser);
  await page.route(/\.(mp4|webm)$/, async (route) => {
    const { range, ...headers } = route.request().headers();
    const whole = await route.fetch({ headers });
    await route.fulfill({ status: 200, contentType: whole.headers()["content-type"], body: await whole.body() });
  });
  await visit(page, site.origin + "/library/clips/zhanqiao-pier-gulls");
  const at = (text) =>
    page.waitForFunction((text) => {
      const video = document.querySelector("video");
      return document.querySelector(".player-time").textContent === text && !video.seeking && video.readyState >= 2;
    }, text);
  await page.getByRole("button", { name: "One frame on" }).click();
  await at("00:00:00:01");
  await page.locator("video").focus();
  for (const [key, text] of [["ArrowRight", "00:00:01:01"], ["End", "00:00:07:24"], ["Home", "00:00:00:00"]]) {
    await page.keyboard.press(key);
    await at(text);
  }
  assert.match(await page.evaluate(() => document.querySelector("video").currentSrc), /^blob:/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("s")]);
  assert.equal(download.suggestedFilename(), "zhanqiao-pier-gulls-00-00-00-00.png");
  // Nor does it come at all: that is told.
  await page.unroute(/\.(mp4|webm)$/);
  await page.route(/\.(mp4|webm)$/, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<!DOCTYPE html>" }));
  await visit(page, site.origin + "/library/clips/zhanqiao-pier-gulls?again");
  await page.getByRole("button", { name: "One frame on" }).click();
  await page.getByText("The clip did not come").waitFor();
  assert.equal(await page.locator(".player-time").innerText(), "00:00:00:00", "the time is that of what is shown");
  quiet();
  await context.close();
});

test("a reader who wants little to move is shown a clip once", async () => {
  const { page, context, quiet } = await open(browser, { reducedMotion: "reduce" });
  await visit(page, site.origin + "/zh/library/clips/zhanqiao-pier-gulls");
  await page.waitForSelector(".player-tools [aria-pressed=false]");
  assert.equal(await page.locator("video").evaluate((video) => video.paused && !video.autoplay && !video.loop), true);
  quiet();
  await context.close();
});
