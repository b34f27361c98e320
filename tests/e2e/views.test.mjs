// Other views of a list: on the map and side by side; and a clip frame by frame.
import { expect, test, visit } from "./fixtures.mjs";
import { download, expectAccessible } from "./helpers.mjs";

const SQUARE = { latitude: 36.0667, longitude: 120.3826 };

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

test("the map shows all that was found, and its chunk is fetched with it alone", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => /\.wasm$/.test(request.url()) && asked.push(request.url()));
  await visit(page, "/library/locations");
  const before = asked.length;
  await page.getByRole("button", { name: "Map", exact: true }).click();
  await says(page, "^60 of 60");
  expect(asked.length).toBeGreaterThan(before);
  expect(await onMap(page)).toBe(60);
  const names = () => page.locator(".pin[data-cluster]").evaluateAll((clusters) => clusters.map((cluster) => cluster.ariaLabel));
  await expect.poll(async () => (await names()).filter((name) => !/^\d+ places around .+, zoom in$/.test(name))).toEqual([]);
  expect(new Set(await names()).size, "each cluster has a name of its own").toBe((await names()).length);
  const told = await page.locator("main [role=status]").allInnerTexts();
  expect(told.filter((text) => /\d/.test(text)), "the results are announced once").toEqual(["60 locations"]);
  expect(search(page)).toMatch(/^\?view=map/);
  expect(await page.locator("[style]").count()).toBe(0);
  await page.fill("#find", "beach");
  await page.waitForFunction(() => /q=beach/.test(location.search));
  await says(page, "of (?!60)\\d+ in view");
  const found = Number((await page.locator(".list-map .results-count").innerText()).match(/of (\d+)/)[1]);
  await page.getByRole("button", { name: "Reset view" }).click();
  await says(page, `^${found} of ${found} `);
  expect(await onMap(page)).toBe(found);
});

test("list and map are in step, by pointer and by keyboard", async ({ page }) => {
  await visit(page, "/library/locations?view=map");
  await says(page, "^60 of 60");
  const row = page.locator(".map-rows > li").nth(3);
  await row.hover();
  await page.waitForSelector(".pin[data-marked]");
  await page.locator("#find").hover();
  await expect(page.locator(".pin[data-marked]")).toHaveCount(0);
  // Open a cluster, and more clusters until a single pin appears; the list follows.
  for (let times = 0; times < 9 && (times === 0 || (await page.locator("a.pin").count()) === 0); times++) {
    const before = await page.locator(".map-scale text").textContent();
    await page.locator(".pin[data-cluster]").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((before) => document.querySelector(".map-scale text").textContent !== before, before);
    expect(await page.evaluate(() => document.activeElement.matches(".map-sheet")), "the focus stays on the map").toBeTruthy();
  }
  const pin = page.locator("a.pin").first();
  await pin.focus();
  await page.waitForSelector(".map-rows > li[data-marked]");
  const name = await pin.getAttribute("aria-label");
  await expect(page.locator(".map-rows > li[data-marked] .card-title").first()).toHaveText(name);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".map-chosen");
  await expect(page.locator(".map-chosen .card-title")).toHaveText(name);
  await page.waitForFunction(() => !/^60 /.test(document.querySelector(".list-map .results-count").textContent));
  const [shown, all] = (await page.locator(".list-map .results-count").innerText()).match(/\d+/g).map(Number);
  expect(shown).toBeGreaterThan(0);
  expect(shown).toBeLessThan(all);
});

test("two fingers zoom the map about the place between them", async ({ newPage }) => {
  const page = await newPage({ hasTouch: true, viewport: { width: 412, height: 823 } });
  await visit(page, "/library/locations?view=map&at=36.06160,120.31430,12.00");
  await says(page, " of 60");
  const zoom = () => Number(search(page).match(/at=[^,]+,[^,]+,([\d.]+)/)[1]);
  await page.locator(".map-sheet").scrollIntoViewIfNeeded();
  const { x, y, width, height } = await page.locator(".map-sheet").boundingBox();
  const [middle, across] = [x + width / 2, y + height / 2];
  const session = await page.context().newCDPSession(page);
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
  // Doubling the distance zooms in by one level, minus the movement that the browser needs to recognise a gesture.
  await pinch(60, 120);
  await zoomed(12.7, 13.1);
  const middleStays = search(page).match(/at=([^,]+),([^,]+),/).slice(1).map(Number);
  expect(Math.abs(middleStays[0] - 36.0616) < 0.005 && Math.abs(middleStays[1] - 120.3143) < 0.005, `${middleStays}`).toBe(true);
  const before = zoom();
  await pinch(120, 60);
  await zoomed(before - 1.1, before - 0.7);
  expect(await page.evaluate(() => visualViewport.scale), "the page itself is not zoomed").toBe(1);
});

test("where the map is put stands in the address, and a part of it can be searched", async ({ page }) => {
  await visit(page, "/library/locations?view=map&at=36.09150,120.46300,16.00");
  await page.waitForSelector("a.pin[aria-label='Shilaoren (Old Stone Man) beach']");
  await page.waitForFunction(() => /^([1-9]|[12]\d) of 60/.test(document.querySelector(".list-map .results-count")?.textContent));
  const inside = Number((await page.locator(".list-map .results-count").innerText()).match(/\d+/)[0]);
  expect(inside > 0 && inside < 30).toBe(true);
  await page.locator(".map-sheet").focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => !/at=36\.09150,120\.46300,/.test(decodeURIComponent(location.search)));
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => /at=36\.0915/.test(decodeURIComponent(location.search)));
  const address = page.url();
  await page.getByRole("button", { name: "Search this area" }).click();
  await says(page, "of (?!60)\\d+ in view");
  await page.getByRole("button", { name: "Remove: In this map area" }).click();
  await says(page, "of 60 in view");
  await page.goto(address);
  await page.waitForSelector("a.pin[aria-label='Shilaoren (Old Stone Man) beach']");
  await page.goto("/library/experts?view=map");
  await page.waitForSelector(".beside .notice");
  await expect(page.locator(".beside .notice")).toHaveText(/view=map/, { useInnerText: true });
});

test("what is nearest comes first, with distance and direction, when the device is asked", async ({ newPage }) => {
  const page = await newPage({ permissions: ["geolocation"], geolocation: SQUARE });
  await visit(page, "/library/clips?view=map");
  await says(page, "^24 of 24");
  await page.getByRole("button", { name: "Nearest first" }).click();
  await page.waitForFunction(() => document.querySelector(".map-rows .fine")?.textContent);
  const far = await page.locator(".map-rows > li > .fine").allInnerTexts();
  const metres = far.map((text) => Number.parseFloat(text) * (/ km/.test(text) ? 1000 : 1));
  expect(metres).toEqual([...metres].sort((a, b) => a - b));
  await expect(page.locator(".map-here")).toHaveCount(1);
});

test("up to four records are compared: chosen on cards and rows, held by the address, a fifth refused", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const boxes = page.locator(".card-grid:visible .choice input");
  await boxes.first().waitFor();
  for (const at of [0, 1, 2, 3]) await boxes.nth(at).check();
  await expect(page.locator(".tray [role=status]")).toHaveText(/Four is the maximum/, { useInnerText: true });
  await boxes.nth(4).click();
  await expect(boxes.nth(4)).not.toBeChecked();
  expect(search(page).match(/compare=([^&]*)/)[1].split(",")).toHaveLength(4);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  await page.locator("tbody .choice input").nth(3).uncheck();
  await page.getByRole("button", { name: "Side by side" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".compare thead a").length === 3);
  const rows = await page.locator(".compare tbody tr").count();
  expect(rows).toBeGreaterThan(8);
  const differing = await page.locator(".compare tr[data-differs]").count();
  expect(differing > 0 && differing < rows).toBe(true);
  await page.getByLabel("Show only differences").check();
  await page.waitForFunction((differing) => document.querySelectorAll(".compare tbody tr").length === differing, differing);
  const names = await page.locator(".compare thead a").allInnerTexts();
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll(".compare thead a").length === 3);
  await expect(page.locator(".compare thead a")).toHaveText(names);
  await page.locator(".compare thead .chip").first().click();
  await page.waitForFunction(() => document.querySelectorAll(".compare thead a").length === 2);
  await page.getByRole("button", { name: "Back to the list" }).click();
  await page.locator(".tray").waitFor();
});

test("a comparison by hand: a fifth and an unknown record are named, on a phone it scrolls within", async ({ newPage, allowConsole }) => {
  allowConsole(/404/);
  const page = await newPage({ viewport: { width: 360, height: 740 }, bypassCSP: true });
  const ids = "badaguan-ginkgo,golden-beach-breakers,nothing-like-it,huashi-villa-orbit,zhanqiao-pier-gulls";
  await visit(page, `/zh/library/clips?view=compare&compare=${ids}`);
  await page.waitForFunction(() => document.querySelectorAll(".compare thead a").length === 3);
  await expect(page.locator(".compare-view .notice")).toHaveText(/最多对比4项/, { useInnerText: true });
  await expect(page.locator(".compare thead th").nth(3)).toHaveText(/本站没有此条目/, { useInnerText: true });
  const [over, wide] = await page.evaluate(() => {
    const frame = document.querySelector(".compare");
    return [document.documentElement.scrollWidth - innerWidth, frame.scrollWidth - frame.clientWidth];
  });
  expect(over <= 0 && wide > 0).toBe(true);
  const left = await page.locator(".compare").evaluate((frame) => {
    frame.scrollLeft = 300;
    return frame.querySelector("tbody th").getBoundingClientRect().left - frame.getBoundingClientRect().left;
  });
  expect(left >= 0 && left < 8, "the names stay in sight").toBe(true);
  await expectAccessible(page);
});

test("no rule of WCAG 2.2 AA is broken by the map of a list", async ({ newPage }) => {
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 360],
  ]) {
    const page = await newPage({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    await visit(page, "/library/locations?view=map&compare=");
    await says(page, "^60 of 60");
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.close();
  }
});

test("a clip is stepped by its own frames, looped, slowed down, and a frame is taken away", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => /\.(mp4|webm)$/.test(request.url()) && asked.push(request.url()));
  await visit(page, "/library/clips/zhanqiao-pier-gulls");
  const time = () => page.locator(".player-time").innerText();
  const at = (text) => page.waitForFunction((text) => document.querySelector(".player-time").textContent === text, text);
  await page.locator("video").hover();
  await page.getByRole("button", { name: "Save this frame" }).click();
  await page.getByText("There is no frame to save yet").waitFor();
  expect(asked, "nothing is loaded before it is wanted").toEqual([]);
  await page.getByRole("button", { name: "Next frame" }).click();
  await at("00:00:00:01");
  expect(new Set(asked).size).toBe(1);
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
  expect(frame).toBe(0);
  await page.keyboard.press(".");
  await at("00:00:00:01");
  await ready();
  const { name, bytes: png } = await download(page, () => page.keyboard.press("s"));
  expect(name).toBe("zhanqiao-pier-gulls-00-00-00-01.png");
  expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join("")).toEqual("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 720]);
  const loop = page.getByRole("button", { name: "Loop" });
  await expect(loop).toHaveAttribute("aria-pressed", "true");
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
  expect(await time()).not.toBe("");
});

test("a clip is stepped, looped and held still where the server sends no ranges", async ({ page }) => {
  await page.route(/\.(mp4|webm)$/, async (route) => {
    const { range, ...headers } = route.request().headers();
    const whole = await route.fetch({ headers });
    await route.fulfill({ status: 200, contentType: whole.headers()["content-type"], body: await whole.body() });
  });
  await visit(page, "/library/clips/zhanqiao-pier-gulls");
  const at = (text) =>
    page.waitForFunction((text) => {
      const video = document.querySelector("video");
      return document.querySelector(".player-time").textContent === text && !video.seeking && video.readyState >= 2;
    }, text);
  await page.getByRole("button", { name: "Next frame" }).click();
  await at("00:00:00:01");
  await page.locator("video").focus();
  for (const [key, text] of [["ArrowRight", "00:00:01:01"], ["End", "00:00:07:24"], ["Home", "00:00:00:00"]]) {
    await page.keyboard.press(key);
    await at(text);
  }
  expect(await page.evaluate(() => document.querySelector("video").currentSrc)).toMatch(/^blob:/);
  const { name } = await download(page, () => page.keyboard.press("s"));
  expect(name).toBe("zhanqiao-pier-gulls-00-00-00-00.png");
  // If the clip cannot be loaded at all, the page says so.
  await page.unroute(/\.(mp4|webm)$/);
  await page.route(/\.(mp4|webm)$/, (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<!DOCTYPE html>" }));
  await visit(page, "/library/clips/zhanqiao-pier-gulls?again");
  await page.getByRole("button", { name: "Next frame" }).click();
  await page.getByText("The clip could not be loaded").waitFor();
  await expect(page.locator(".player-time"), "the time is that of what is shown").toHaveText("00:00:00:00");
});

test("a reader who wants little to move is shown a clip once", async ({ newPage }) => {
  const page = await newPage({ reducedMotion: "reduce" });
  await visit(page, "/zh/library/clips/zhanqiao-pier-gulls");
  await page.waitForSelector(".player-tools [aria-pressed=false]");
  expect(await page.locator("video").evaluate((video) => video.paused && !video.autoplay && !video.loop)).toBe(true);
});
