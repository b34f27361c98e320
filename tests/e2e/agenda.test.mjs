// The agenda: what is on by a clock that the test sets, filters, zones, the time grid, and one's own agenda.
// The edition is made for it: twelve rooms in Berlin over the night in which clocks go forward.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { kept, launch, open, serve, visit } from "./site.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { DIST, SITE_TOOL } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AGENDA = "/summit/2025/agenda";
const of = (id) => `/summit/2025/sessions/${id}`;

function edition() {
  const text = (en, zh = en) => ({ en, zh });
  const sources = [{ publisher: text("Daily", "日报") }];
  const rooms = Array.from({ length: 12 }, (_, at) => ({ id: `room-${at + 1}`, name: text(`Room ${at + 1}`, `第${at + 1}厅`) }));
  const session = (id, date, start, duration, room, more = {}) => ({
    id,
    title: text(id[0].toUpperCase() + id.slice(1).replaceAll("-", " "), `场次${id}`),
    date,
    ...(start ? { start } : {}),
    ...(duration ? { duration } : {}),
    ...(room ? { room: `room-${room}` } : {}),
    track: "craft",
    type: "talk",
    sources,
    ...more,
  });
  const [a, b, c] = ["2025-03-29", "2025-03-30", "2025-03-31"];
  const filler = rooms.slice(3).map((_, at) => session(`talk-${at + 4}`, a, `${a}T10:00:00+01:00`, 60, at + 4, { language: "zh" }));
  return {
    ...JSON.parse(readFileSync(join(here, "../fixture/public/content/summit/2024.json"), "utf8")),
    year: 2025,
    time_zone: "Europe/Berlin",
    start: a,
    end: c,
    rooms,
    tracks: [
      { id: "craft", name: text("Craft", "技艺"), colour: 1 },
      { id: "policy", name: text("Policy", "政策"), colour: 2 },
    ],
    reports: [],
    sessions: [
      session("opening", a, `${a}T09:00:00+01:00`, 30, 1, { type: "ceremony", track: "policy" }),
      session("keynote", a, `${a}T10:00:00+01:00`, 60, 1, {
        type: "keynote",
        language: "en",
        abstract: text("On the colour of sea fog;\n\nand why crews wait for it.", "谈海雾的颜色；\n\n剧组为何守候。"),
        persons: [{ person: "director", role: text("Speaker") }],
      }),
      session("side-talk", a, `${a}T10:30:00+01:00`, 15, 1),
      session("panel", a, `${a}T10:30:00+01:00`, 60, 2, { type: "panel", track: "policy" }),
      session("workshop", a, `${a}T11:30:00+01:00`, 30, 3),
      session("closing", a, `${a}T14:00:00+01:00`, 60, 1),
      session("night", a, `${a}T23:00:00+01:00`, 300, 2),
      session("press", a, null, null, 1, { time_note: text("Afternoon; the hour is not published", "下午，时间未公布") }),
      ...filler,
      session("early", b, `${b}T01:30:00+01:00`, 60, 3),
      session("morning", b, `${b}T09:00:00+02:00`, 90, 1),
      session("last", c, `${c}T10:00:00+02:00`, 60, 1),
    ],
  };
}

let site, browser, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "agenda-"));
  const root = join(folder, "public");
  cpSync(join(here, "../fixture/public"), root, { recursive: true });
  for (const script of ["boot.js", "sw.js", "sw-off.js"]) {
    cpSync(join(here, "../../public", script), join(root, script));
  }
  writeFileSync(join(root, "content/summit/2025.json"), JSON.stringify(edition()));
  const first = join(root, "content/news/first.json");
  const news = JSON.parse(readFileSync(first, "utf8"));
  delete news.hero.image;
  news.hero.scene = { kind: "pier", hour: "sunrise", season: "winter" };
  writeFileSync(first, JSON.stringify(news));
  const bundle = process.env.BUNDLE ?? join(DIST, "../target/bundle");
  const out = join(folder, "dist");
  const options = ["--public", root, "--style", join(here, "../../style"), "--cache", join(folder, "pictures")];
  execFileSync(SITE_TOOL, ["build", ...options, "--bundle", bundle, "--out", out, "--now", "2025-03-01T00:00:00Z"]);
  site = await serve(out);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const now = (page) => page.locator(".agenda-now").innerText();
/** Titles of the sessions that the page lists, in their order. */
const listed = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("main .sessions h3, main .time-grid td a")]
      .filter((it) => it.checkVisibility())
      .map((it) => it.textContent),
  );
const lists = (page, titles) =>
  page.waitForFunction(
    (titles) =>
      [...document.querySelectorAll("main .sessions h3, main .time-grid td a")]
        .filter((it) => it.checkVisibility())
        .map((it) => it.textContent)
        .join() === titles,
    titles.join(),
  );
const star = (page, id) => page.locator(`button[data-star="${of(id)}"]:visible`).first();
const starred = (page, ...ids) =>
  page.waitForFunction(
    (paths) => {
      const pressed = [...document.querySelectorAll("button[data-star][aria-pressed=true]")].filter((it) => it.checkVisibility());
      return [...new Set(pressed.map((it) => it.dataset.star))].sort().join() === paths;
    },
    ids.map(of).sort().join(),
  );
/** What is kept; null before the page has made its database. */
const stars = async (page) => (await kept(page))?.agenda ?? null;
async function keeps(page, ...ids) {
  const wanted = JSON.stringify(ids.map(of).sort());
  for (let turn = 0; ; turn++) {
    const lines = ((await stars(page)) ?? "").split("\n").slice(1).sort();
    if (JSON.stringify(lines) === wanted) return;
    assert.ok(turn < 100, `kept is ${lines}, not ${wanted}`);
    await page.waitForTimeout(50);
  }
}
async function pick(page, ...ids) {
  await visit(page, site.origin + AGENDA);
  for (const id of ids) await star(page, id).click();
  await keeps(page, ...ids);
}
/** The form of a link (src/agenda/link.rs), written anew. */
const form = (list) => {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(list)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return `1.${list.length}.${hash.toString(16).padStart(8, "0")}.${list}`;
};

/** Events of a calendar by their UID: properties without parameters (RFC 5545, 3.1). */
function events(text) {
  const found = new Map();
  let event;
  for (const line of text.replaceAll("\r\n ", "").split("\r\n")) {
    const [, name, value] = line.match(/^([A-Z-]+)(?:;[^:]*)?:(.*)$/) ?? [];
    if (name === "BEGIN" && value === "VEVENT") event = {};
    else if (name === "END" && value === "VEVENT") found.set(event.UID, event);
    else if (event && name) event[name] = value;
  }
  return found;
}

test("without a program every session is there, with its hours and no buttons", async () => {
  const { page, context } = await open(browser, { javaScriptEnabled: false });
  await page.goto(site.origin + AGENDA);
  assert.equal((await page.locator(".sessions h3").allInnerTexts()).length, 20);
  assert.match(await page.locator("main .lead").innerText(), /Europe\/Berlin \(UTC\+1, UTC\+2\)/);
  const times = await page.locator(".session-time").allInnerTexts();
  for (const time of ["09:00–09:30", "23:00–05:00 UTC+2 (next day)", "01:30 UTC+1–03:30 UTC+2", "Afternoon; the hour is not published"]) {
    assert.ok(times.includes(time), `${time} in ${times}`);
  }
  assert.deepEqual(await page.locator("[data-carried]").allInnerTexts(), ["Begun the day before: Night, 23:00–05:00 UTC+2 (next day)."]);
  assert.equal(await page.locator(".filters, .star").first().isVisible(), false);
  assert.equal(await page.locator("main a[href$='/agenda.ics']").count(), 1);
  assert.equal(await page.locator("main a[href$='/schedule.json']").count(), 1);
  await context.close();
});

for (const [when, time, says] of [
  ["before", "2025-03-01T12:00:00Z", /Not begun yet: 29–31 March 2025\.[^]*Next\s+29 March 2025 · 09:00–09:30\s*Opening/],
  ["on the first morning", "2025-03-29T06:00:00Z", /No session is known to be on[^]*Next\s+09:00–09:30\s*Opening\s*Room 1[^]*hour not published\s+Afternoon[^]*Press/],
  ["during", "2025-03-29T09:35:00Z", /^Now and next\s+29–31 March 2025\s+On now\s+10:00–11:00\s*Keynote[^]*Show 8 more\s+Next\s+11:30–12:00\s*Workshop/],
  ["between", "2025-03-29T11:30:00Z", /No session is known to be on[^]*Next\s+14:00–15:00\s*Closing/],
  ["in the night when clocks change", "2025-03-30T00:45:00Z", /On now\s+29 March 2025 · 23:00–05:00 UTC\+2 \(next day\)\s*Night[^]*01:30 UTC\+1–03:30 UTC\+2\s*Early[^]*Next\s+09:00–10:30 UTC\+2/],
  ["after", "2025-03-31T09:00:00Z", /This summit is over: 29–31 March 2025\.$/],
]) {
  test(`now and next: ${when}`, async () => {
    const { page, context, quiet } = await open(browser, { timezoneId: "Europe/Berlin" });
    await page.clock.setFixedTime(new Date(time));
    await visit(page, site.origin + AGENDA);
    await page.waitForFunction(() => document.querySelector(".agenda-now").textContent.match(/\.|On now/));
    assert.match(await now(page), says);
    quiet();
    await context.close();
  });
}

test("now moves on with the clock, and marks the rows", async () => {
  const { page, context, quiet } = await open(browser);
  await page.clock.install({ time: new Date("2025-03-29T08:29:00Z") });
  await visit(page, site.origin + AGENDA);
  await page.waitForSelector("[data-now=true]");
  assert.equal(await page.locator("li[data-now=true] h3").innerText(), "Opening");
  await page.clock.fastForward("02:00");
  await page.waitForSelector("[data-now=true]", { state: "detached" });
  assert.match(await now(page), /No session is known to be on/);
  quiet();
  await context.close();
});

test("filters stand in the address, come back by Back, and what is unknown is named", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + AGENDA);
  await page.getByRole("button", { name: "29 March 2025" }).click();
  await page.locator("summary", { hasText: "Track" }).click();
  await page.getByLabel(/^Policy/).check();
  await lists(page, ["Opening", "Panel"]);
  assert.equal(new URL(page.url()).search, "?day=2025-03-29&track=policy");
  assert.equal(await page.locator("[data-count]").innerText(), "2 of 20 sessions");
  await page.fill("#find", "pan");
  await lists(page, ["Panel"]);
  await page.locator("main .sessions:visible a").first().click();
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Panel");
  await page.goBack();
  await lists(page, ["Panel"]);
  assert.equal(await page.inputValue("#find"), "pan");
  await page.goForward();
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Panel");
  await page.goBack();
  await page.getByRole("button", { name: "Clear all filters" }).click();
  assert.equal(new URL(page.url()).search, "");
  assert.equal((await listed(page)).length, 20);
  await visit(page, site.origin + AGENDA + "?track=policy,moon&day=2025-04-09&view=cube&x=1&type=panel");
  await lists(page, ["Panel"]);
  assert.match(await page.locator("form [data-unknown]").innerText(), /day=2025-04-09, track=moon, view=cube, x=1/);
  // An abstract is no part of the list, yet what it says is found.
  await visit(page, site.origin + AGENDA + "?q=crews+fog");
  await lists(page, ["Keynote"]);
  assert.doesNotMatch(await page.locator("main").innerText(), /crews/);
  await visit(page, site.origin + "/zh" + AGENDA + "?q=" + encodeURIComponent("守候"));
  await lists(page, ["场次keynote"]);
  await visit(page, site.origin + AGENDA + "?q=no+such+thing");
  await page.waitForSelector(".nothing");
  assert.deepEqual(await listed(page), []);
  quiet();
  await context.close();
});

test("the reader's zone is named, moves sessions to its days, and stands in the address", async () => {
  const { page, context, quiet } = await open(browser, { timezoneId: "America/New_York" });
  await visit(page, site.origin + AGENDA);
  await page.getByRole("button", { name: "Show times where I am" }).click();
  await page.waitForFunction(() => document.querySelector("main .lead").textContent.includes("New_York"));
  assert.match(await page.locator("main .lead").innerText(), /America\/New_York \(UTC−4\)/);
  assert.equal(new URL(page.url()).search, "?zone=device");
  const days = await page.locator("main section.section:visible h2 time").allInnerTexts();
  assert.deepEqual(days, ["29 March 2025", "30 March 2025", "31 March 2025"]);
  const first = page.locator("main section.section:visible", { hasText: "29 March 2025" }).first();
  assert.match(await first.innerText(), /18:00–23:00\s*Night[^]*20:30–21:30\s*Early[^]*Press/);
  await visit(page, site.origin + AGENDA + "?zone=device&view=grid&day=2025-03-29");
  await page.waitForSelector(".time-grid");
  assert.equal(await page.locator(".time-grid tbody th").first().innerText(), "04:00");
  const far = await open(browser, { timezoneId: "Pacific/Auckland" });
  await visit(far.page, site.origin + AGENDA + "?zone=device");
  await far.page.waitForFunction(() => document.querySelector("main .lead").textContent.includes("Auckland"));
  assert.match(await far.page.locator("li", { hasText: "Night" }).locator("visible=true").first().innerText(), /^11:00–16:00/);
  await far.context.close();
  quiet();
  await context.close();
});

test("the grid: a table with rooms and times, lanes, and its own scrolling by keyboard", async () => {
  for (const width of [320, 1280]) {
    const { page, context, quiet } = await open(browser, { viewport: { width, height: 700 } });
    await visit(page, site.origin + AGENDA);
    await page.getByRole("button", { name: "Time grid" }).click();
    const grid = page.locator(".time-grid").first();
    await grid.waitFor();
    assert.equal(new URL(page.url()).search, "?view=grid");
    assert.equal(await grid.locator("thead th").count(), 13);
    assert.equal(await grid.locator("thead th", { hasText: /^Room 1$/ }).getAttribute("colspan"), "2");
    assert.equal(await grid.locator("td", { hasText: "Keynote" }).getAttribute("rowspan"), "3");
    assert.deepEqual((await grid.locator("tbody th").allInnerTexts()).slice(0, 6), ["09:00", "09:30", "10:00", "10:30", "10:45", "11:00"]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(over <= 0, `the page is ${over} px too wide`);
    await grid.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".time-grid").scrollLeft > 0);
    await grid.evaluate((it) => it.scrollTo(900, 0));
    const [frame, head] = [await grid.boundingBox(), await grid.locator("tbody th").first().boundingBox()];
    assert.ok(Math.abs(frame.x - head.x) <= 2, "the times stay in view");
    assert.match(await page.locator("main section.section", { hasText: "29 March" }).first().innerText(), /Hour not published\s+Afternoon[^]*Press/i);
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest(".time-grid td") !== null));
    quiet();
    await context.close();
  }
});

test("a star is kept over a reload, on the session's page and in another tab", async () => {
  const { page, context, quiet } = await open(browser);
  await pick(page, "opening", "keynote");
  await page.reload();
  await starred(page, "opening", "keynote");
  const other = await context.newPage();
  await visit(other, site.origin + of("panel"));
  await other.getByRole("button", { name: "Add to my agenda" }).click();
  await starred(page, "opening", "keynote", "panel");
  // Both at once: neither writes over the other.
  await visit(other, site.origin + AGENDA);
  await starred(other, "opening", "keynote", "panel");
  const press = (tab, ids) =>
    tab.evaluate((paths) => paths.forEach((path) => document.querySelector(`button[data-star="${path}"]`).click()), ids.map(of));
  await Promise.all([press(page, ["talk-4", "talk-5", "talk-6"]), press(other, ["talk-7", "opening", "talk-8"])]);
  await keeps(page, "keynote", "panel", "talk-4", "talk-5", "talk-6", "talk-7", "talk-8");
  await starred(page, "keynote", "panel", "talk-4", "talk-5", "talk-6", "talk-7", "talk-8");
  await starred(other, "keynote", "panel", "talk-4", "talk-5", "talk-6", "talk-7", "talk-8");
  await page.locator(`main a[href="${of("keynote")}"]:visible`).first().click();
  await page.waitForSelector("main .star-button[aria-pressed=true]");
  assert.equal(await page.locator("main a[href$='keynote.ics']").count(), 1);
  quiet();
  await context.close();
});

test("my agenda shows what overlaps, the gaps, and what fits them", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + AGENDA + "?show=mine");
  assert.match(await page.locator(".agenda-mine").innerText(), /Nothing is starred yet/);
  await pick(page, "opening", "keynote", "panel", "closing", "press");
  await page.getByRole("button", { name: "My agenda (5)" }).click();
  await page.waitForSelector("[data-gap]");
  assert.deepEqual(await page.locator("[data-clash]").allInnerTexts(), ["At the same time: Keynote and Panel, 10:30–11:00."]);
  assert.deepEqual(await page.locator("[data-gap] > p").allInnerTexts(), ["Free 09:30–10:00: 30 min", "Free 11:30–14:00: 2 h 30 min"]);
  await page.locator("[data-gap] summary").click();
  assert.deepEqual(await page.locator("[data-gap] h3").allInnerTexts(), ["Workshop"]);
  await star(page, "workshop").click();
  await keeps(page, "opening", "keynote", "panel", "closing", "press", "workshop");
  await page.waitForFunction(() => document.querySelectorAll("[data-gap]").length === 2);
  assert.equal(await page.locator("[data-gap] > p").nth(1).innerText(), "Free 12:00–14:00: 2 h 0 min");
  await page.getByRole("button", { name: "Add all to the recce pack" }).click();
  await page.waitForFunction(() => document.querySelector(".header-count")?.textContent === "6");
  quiet();
  await context.close();
});

test("a link shows the agenda elsewhere, offers to add it, and overwrites nothing", async () => {
  const { page, context, quiet } = await open(browser);
  await pick(page, "keynote", "night");
  await page.getByRole("button", { name: "My agenda (2)" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.locator("[data-field=link]").inputValue();
  assert.match(link, /\/summit\/2025\/agenda#m=1\.13\.[0-9a-f]{8}\.keynote\.night$/);
  quiet();

  const second = await open(browser);
  await pick(second.page, "opening");
  const asked = [];
  second.page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  // The same page: only the fragment changes.
  await second.page.goto(link);
  await second.page.waitForSelector("[data-incoming=offer]");
  assert.match(await second.page.locator("[data-incoming]").innerText(), /2 sessions[^]*Keynote 29 March 2025 · 10:00–11:00[^]*Night/);
  await keeps(second.page, "opening");
  await second.page.getByRole("button", { name: "Not now" }).click();
  await second.page.waitForSelector("[data-incoming]", { state: "detached" });
  await keeps(second.page, "opening");
  await second.page.goto("about:blank");
  await visit(second.page, link);
  await second.page.getByRole("button", { name: "Add to my agenda: 2" }).click();
  await lists(second.page, ["Opening", "Keynote", "Night"]);
  await keeps(second.page, "opening", "keynote", "night");
  assert.equal(new URL(second.page.url()).search + new URL(second.page.url()).hash, "?show=mine");
  assert.ok(asked.every((url) => !url.includes("keynote.night")), "the list is sent to nobody");
  second.quiet();

  for (const [fragment, kind, says] of [
    [link.split("#m=")[1].slice(0, -2), "trouble", /cut short/],
    [link.split("#m=")[1].slice(0, 4), "trouble", /cut short/],
    [link.split("#m=")[1].replace("night", "nighy"), "trouble", /damaged/],
    ["9.1.00000000.a", "trouble", /another version/],
    ["", "trouble", /names no session/],
    [form("keynote.no-such-talk"), "offer", /1 sessions[^]*left out: no-such-talk/],
    [form("gone.lost"), "offer", /0 sessions[^]*gone, lost/],
  ]) {
    const third = await open(browser);
    await visit(third.page, `${site.origin}${AGENDA}#m=${fragment}`);
    await third.page.waitForSelector(`[data-incoming=${kind}]`);
    assert.match(await third.page.locator("[data-incoming]").innerText(), says);
    await third.page.getByRole("button", { name: /Close|Not now/ }).click();
    assert.equal(third.page.url(), site.origin + AGENDA);
    third.quiet();
    await third.context.close();
  }
  await second.context.close();
  await context.close();
});

test("the exported calendar has the identities of the site's own", async () => {
  for (const language of ["", "/zh"]) {
    const { page, context, quiet } = await open(browser);
    await pick(page, "keynote", "night", "press");
    await visit(page, site.origin + language + AGENDA + "?show=mine");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-save=ics]")]);
    assert.equal(download.suggestedFilename(), "my-agenda-2025.ics");
    const text = readFileSync(await download.path(), "utf8");
    assert.ok(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75));
    const published = await page.request.get(`${site.origin}${language}${AGENDA}.ics`);
    const [mine, all] = [events(text), events(await published.text())];
    assert.equal(mine.size, 3);
    for (const [uid, event] of mine) {
      const known = all.get(uid);
      assert.ok(known, uid);
      for (const name of ["DTSTART", "SUMMARY", "LOCATION", "URL"]) assert.equal(event[name], known[name], `${uid} ${name}`);
      // A day without an hour lasts one day with and without its end (RFC 5545, 3.6.1).
      if (known.DTSTART.includes("T")) assert.equal(event.DTEND, known.DTEND);
      assert.ok(event.DTSTAMP > known.DTSTAMP);
    }
    const words = language ? "谈海雾的颜色；\\n\\n剧组为何守候。" : "On the colour of sea fog\\;\\n\\nand why crews wait for it.";
    for (const calendar of [mine, all]) {
      const { DESCRIPTION } = [...calendar.values()].find((event) => event.URL.endsWith("/keynote"));
      assert.ok(DESCRIPTION.includes(words), DESCRIPTION);
    }
    quiet();
    await context.close();
  }
});

test("the page's own files are downloads, and a star that leaves its list hands on the focus", async () => {
  const { page, context, quiet } = await open(browser);
  await pick(page, "keynote", "night", "last");
  for (const name of ["agenda.ics", "schedule.json"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(`main a[href$="/${name}"]`)]);
    assert.equal(download.suggestedFilename(), name);
  }
  await page.getByRole("button", { name: "My agenda (3)" }).click();
  await lists(page, ["Keynote", "Night", "Last"]);
  await star(page, "night").focus();
  await page.keyboard.press("Enter");
  await lists(page, ["Keynote", "Last"]);
  await page.waitForFunction((path) => document.activeElement.dataset.star === path, of("last"));
  quiet();
  await context.close();
});

test("with storage blocked stars hold from page to page, and it is said", async () => {
  const { page, context, quiet } = await open(browser);
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  await visit(page, site.origin + AGENDA);
  await star(page, "keynote").click();
  await starred(page, "keynote");
  assert.match(await page.locator("main [role=alert]").innerText(), /does not let the site keep anything/);
  await page.locator(`main a[href="${of("keynote")}"]:visible`).first().click();
  await page.waitForSelector("main [data-star][aria-pressed=true]");
  quiet();
  await context.close();
});

test("no rule of WCAG 2.2 AA is broken by list, grid and my agenda", async () => {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1280]) {
      const { page, context } = await open(browser, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
      await page.clock.setFixedTime(new Date("2025-03-29T09:35:00Z"));
      await pick(page, "opening", "keynote", "panel", "closing");
      for (const query of ["", "?view=grid", "?show=mine", "?show=mine&view=grid", "?track=moon&q=x", `#m=${form("night.lost")}`, "#m=1.9"]) {
        await page.goto("about:blank");
        await visit(page, site.origin + AGENDA + query);
        await page.waitForSelector("main [aria-pressed=true]");
        await page.evaluate(axe);
        const broken = await page.evaluate(async () => {
          const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const { violations } = await window.axe.run(document, { runOnly: tags });
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
        });
        assert.deepEqual(broken, [], `${query} ${colorScheme} ${width}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(over <= 0, `${query} is ${over} px too wide at ${width}`);
      }
      await context.close();
    }
  }
});
