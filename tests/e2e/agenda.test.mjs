// The agenda: what is on at a time that the test sets, filters, time zones, the time grid, and the reader's own agenda.
// The edition is made for these tests: twelve rooms in Berlin during the night in which clocks go forward.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { built, expect, test, visit } from "./fixtures.mjs";
import { download, expectAccessibleInBothThemes, expectNoSidewaysScroll, lostAfter, stored } from "./helpers.mjs";
import { build, FIXTURE } from "./sites.mjs";

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
    ...JSON.parse(readFileSync(join(FIXTURE, "content/summit/2024.json"), "utf8")),
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

test.use({
  dist: built(() =>
    build("agenda", (_, root) => writeFileSync(join(root, "content/summit/2025.json"), JSON.stringify(edition())), {
      now: "2025-03-01T00:00:00Z",
    }),
  ),
});

const now = (page) => page.locator(".agenda-now").innerText();
/** The titles of the sessions that the page lists, in order. */
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
/** Waits until exactly these stars are stored. */
const storedStars = (page, ...ids) =>
  expect
    .poll(async () => ((await stored(page))?.agenda ?? "").split("\n").slice(1).sort(), { intervals: [50] })
    .toEqual(ids.map(of).sort());
async function pick(page, ...ids) {
  await visit(page, AGENDA);
  for (const id of ids) await star(page, id).click();
  await storedStars(page, ...ids);
}
/** The format of a link (crates/formats/src/link.rs), implemented a second time. */
const form = (list) => {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(list)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return `1.${list.length}.${hash.toString(16).padStart(8, "0")}.${list}`;
};

/** The events of a calendar by UID: properties without their parameters (RFC 5545, 3.1). */
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

test("without JavaScript every session is there, with its hours and no buttons", async ({ newPage }) => {
  const page = await newPage({ javaScriptEnabled: false });
  await page.goto(AGENDA);
  expect(await page.locator(".sessions h3").allInnerTexts()).toHaveLength(20);
  await expect(page.locator("main .lead")).toHaveText(/Europe\/Berlin \(UTC\+1, UTC\+2\)/, { useInnerText: true });
  const times = await page.locator(".session-time").allInnerTexts();
  for (const time of ["09:00–09:30", "23:00–05:00 UTC+2 (next day)", "01:30 UTC+1–03:30 UTC+2", "Afternoon; the hour is not published"]) {
    expect(times, `${time} in ${times}`).toContain(time);
  }
  await expect(page.locator("[data-carried]")).toHaveText(["Started the day before: Night, 23:00–05:00 UTC+2 (next day)."]);
  await expect(page.locator(".controls, .star").first()).toBeHidden();
  await expect(page.locator(".agenda-files a[href$='/agenda.ics']")).toHaveCount(1);
  await expect(page.locator("main a[href^='webcal://'][href$='/agenda.ics']")).toHaveCount(1);
  await expect(page.locator("main a[href$='/schedule.json']")).toHaveCount(1);
});

for (const [when, time, says] of [
  ["before", "2025-03-01T12:00:00Z", /Not started yet: 29–31 March 2025\.[^]*Next\s+29 March 2025\xa0· 09:00–09:30\s*Opening/],
  ["on the first morning", "2025-03-29T06:00:00Z", /No session is known to be on[^]*Next\s+09:00–09:30\s*Opening\s*Room 1[^]*time not published\s+Afternoon[^]*Press/],
  ["during", "2025-03-29T09:35:00Z", /^Now and next\s+29–31 March 2025\s+On now\s+10:00–11:00\s*Keynote[^]*Show 8 more\s+Next\s+11:30–12:00\s*Workshop/],
  ["between", "2025-03-29T11:30:00Z", /No session is known to be on[^]*Next\s+14:00–15:00\s*Closing/],
  ["in the night when clocks change", "2025-03-30T00:45:00Z", /On now\s+29 March 2025\xa0· 23:00–05:00 UTC\+2 \(next day\)\s*Night[^]*01:30 UTC\+1–03:30 UTC\+2\s*Early[^]*Next\s+09:00–10:30 UTC\+2/],
  ["after", "2025-03-31T09:00:00Z", /This summit has ended: 29–31 March 2025\.$/],
]) {
  test(`now and next: ${when}`, async ({ newPage }) => {
    const page = await newPage({ timezoneId: "Europe/Berlin" });
    await page.clock.setFixedTime(new Date(time));
    await visit(page, AGENDA);
    await page.waitForFunction(() => document.querySelector(".agenda-now").textContent.match(/\.|On now/));
    expect(await now(page)).toMatch(says);
  });
}

test("now moves on with the clock, and marks the rows", async ({ page }) => {
  await page.clock.install({ time: new Date("2025-03-29T08:29:00Z") });
  await visit(page, AGENDA);
  await page.waitForSelector("[data-now=true]");
  await expect(page.locator("li[data-now=true] h3")).toHaveText("Opening");
  await page.clock.fastForward("02:00");
  await expect(page.locator("[data-now=true]")).toHaveCount(0);
  expect(await now(page)).toMatch(/No session is known to be on/);
});

test("filters stand in the address, come back by Back, and what is unknown is named", async ({ page }) => {
  await visit(page, AGENDA);
  await page.getByRole("button", { name: "29 March 2025" }).click();
  await page.locator("summary", { hasText: "Track" }).click();
  await page.getByLabel(/^Policy/).check();
  await lists(page, ["Opening", "Panel"]);
  expect(new URL(page.url()).search).toBe("?day=2025-03-29&track=policy");
  await expect(page.locator("[data-count]")).toHaveText("2 of 20 sessions");
  await page.fill("#find", "pan");
  await lists(page, ["Panel"]);
  await page.locator("main .sessions:visible a").first().click();
  await expect(page.locator("main h1")).toHaveText("Panel");
  await page.goBack();
  await lists(page, ["Panel"]);
  await expect(page.locator("#find")).toHaveValue("pan");
  await page.goForward();
  await expect(page.locator("main h1")).toHaveText("Panel");
  await page.goBack();
  await page.getByRole("button", { name: "Clear all filters" }).click();
  expect(new URL(page.url()).search).toBe("");
  expect(await listed(page)).toHaveLength(20);
  await visit(page, AGENDA + "?track=policy,moon&day=2025-04-09&view=cube&x=1&type=panel");
  await lists(page, ["Panel"]);
  await expect(page.locator("main [data-unknown]")).toHaveText(/day=2025-04-09, track=moon, view=cube\. /, { useInnerText: true });
  // The list does not show abstracts, but the search finds their words.
  await visit(page, AGENDA + "?q=crews+fog");
  await lists(page, ["Keynote"]);
  expect(await page.locator("main").innerText()).not.toMatch(/crews/);
  await visit(page, "/zh" + AGENDA + "?q=" + encodeURIComponent("守候"));
  await lists(page, ["场次keynote"]);
  await visit(page, AGENDA + "?q=no+such+thing");
  await page.waitForSelector(".nothing");
  expect(await listed(page)).toEqual([]);
});

test("the reader's zone is named, moves sessions to its days, and stands in the address", async ({ newPage }) => {
  const page = await newPage({ timezoneId: "America/New_York" });
  await visit(page, AGENDA);
  await page.getByRole("button", { name: "Show times in my time zone" }).click();
  await page.waitForFunction(() => document.querySelector("main .lead").textContent.includes("New_York"));
  await expect(page.locator("main .lead")).toHaveText(/America\/New_York \(UTC−4\)/, { useInnerText: true });
  expect(new URL(page.url()).search).toBe("?zone=device");
  const days = await page.locator("main section.section:visible h2 time").allInnerTexts();
  expect(days).toEqual(["29 March 2025", "30 March 2025", "31 March 2025"]);
  const first = page.locator("main section.section:visible", { hasText: "29 March 2025" }).first();
  await expect(first).toHaveText(/18:00–23:00\s*Night[^]*20:30–21:30\s*Early[^]*Press/, { useInnerText: true });
  await visit(page, AGENDA + "?zone=device&view=grid&day=2025-03-29");
  await page.waitForSelector(".time-grid");
  await expect(page.locator(".time-grid tbody th").first()).toHaveText("04:00");
  const far = await newPage({ timezoneId: "Pacific/Auckland" });
  await visit(far, AGENDA + "?zone=device");
  await far.waitForFunction(() => document.querySelector("main .lead").textContent.includes("Auckland"));
  await expect(far.locator("li", { hasText: "Night" }).locator("visible=true").first()).toHaveText(/^11:00–16:00/, { useInnerText: true });
});

test("the grid: a table with rooms and times, lanes, and its own scrolling by keyboard", async ({ newPage }) => {
  for (const width of [320, 1280]) {
    const page = await newPage({ viewport: { width, height: 700 } });
    await visit(page, AGENDA);
    await page.getByRole("button", { name: "Time grid" }).click();
    const grid = page.locator(".time-grid").first();
    await grid.waitFor();
    expect(new URL(page.url()).search).toBe("?view=grid");
    await expect(grid.locator("thead th")).toHaveCount(13);
    await expect(grid.locator("thead th", { hasText: /^Room 1$/ })).toHaveAttribute("colspan", "2");
    await expect(grid.locator("td", { hasText: "Keynote" })).toHaveAttribute("rowspan", "3");
    expect((await grid.locator("tbody th").allInnerTexts()).slice(0, 6)).toEqual(["09:00", "09:30", "10:00", "10:30", "10:45", "11:00"]);
    await expectNoSidewaysScroll(page);
    await grid.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => document.querySelector(".time-grid").scrollLeft > 0);
    await grid.evaluate((it) => it.scrollTo(900, 0));
    const [frame, head] = [await grid.boundingBox(), await grid.locator("tbody th").first().boundingBox()];
    expect(Math.abs(frame.x - head.x), "the times stay in view").toBeLessThanOrEqual(2);
    await expect(page.locator("main section.section", { hasText: "29 March" }).first()).toHaveText(/Time not published\s+Afternoon[^]*Press/i, { useInnerText: true });
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement.closest(".time-grid td") !== null)).toBe(true);
    await page.close();
  }
});

test("a star is there after a reload, on the session's page and in another tab", async ({ page, context }) => {
  await pick(page, "opening", "keynote");
  await page.reload();
  await starred(page, "opening", "keynote");
  const other = await context.newPage();
  await visit(other, of("panel"));
  await other.getByRole("button", { name: "Add to my agenda" }).click();
  await starred(page, "opening", "keynote", "panel");
  // Both at once: neither overwrites the other.
  await visit(other, AGENDA);
  await starred(other, "opening", "keynote", "panel");
  const press = (tab, ids) =>
    tab.evaluate((paths) => paths.forEach((path) => document.querySelector(`button[data-star="${path}"]`).click()), ids.map(of));
  await Promise.all([press(page, ["talk-4", "talk-5", "talk-6"]), press(other, ["talk-7", "opening", "talk-8"])]);
  await storedStars(page, "keynote", "panel", "talk-4", "talk-5", "talk-6", "talk-7", "talk-8");
  await starred(page, "keynote", "panel", "talk-4", "talk-5", "talk-6", "talk-7", "talk-8");
  await starred(other, "keynote", "panel", "talk-4", "talk-5", "talk-6", "talk-7", "talk-8");
  await page.locator(`main a[href="${of("keynote")}"]:visible`).first().click();
  await page.waitForSelector("main .star-button[aria-pressed=true]");
  await expect(page.locator("main a[href$='keynote.ics']")).toHaveCount(1);
});

test("my agenda shows what overlaps, the gaps, and what fits them", async ({ page }) => {
  await visit(page, AGENDA + "?show=mine");
  await expect(page.locator(".agenda-mine")).toHaveText(/No starred sessions yet/, { useInnerText: true });
  await pick(page, "opening", "keynote", "panel", "closing", "press");
  await page.getByRole("button", { name: "My agenda (5)" }).click();
  await page.waitForSelector("[data-gap]");
  await expect(page.locator("[data-clash]")).toHaveText(["At the same time: Keynote and Panel, 10:30–11:00."]);
  await expect(page.locator("[data-gap] > p")).toHaveText(["Free 09:30–10:00: 30 min", "Free 11:30–14:00: 2 h 30 min"]);
  await page.locator("[data-gap] summary").click();
  await expect(page.locator("[data-gap] h3")).toHaveText(["Workshop"]);
  await star(page, "workshop").click();
  await storedStars(page, "opening", "keynote", "panel", "closing", "press", "workshop");
  await page.waitForFunction(() => document.querySelectorAll("[data-gap]").length === 2);
  await expect(page.locator("[data-gap] > p").nth(1)).toHaveText("Free 12:00–14:00: 2 h");
  await page.getByRole("button", { name: "Add all to the recce pack" }).click();
  await page.waitForFunction(() => document.querySelector(".header-count")?.textContent === "6");
});

test("a link shows the agenda elsewhere, offers to add it, and overwrites nothing", async ({ page, newPage, site }) => {
  await pick(page, "keynote", "night");
  await page.getByRole("button", { name: "My agenda (2)" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.locator("[data-field=link]").inputValue();
  expect(link).toMatch(/\/summit\/2025\/agenda\?link#m=1\.13\.[0-9a-f]{8}\.keynote\.night$/);

  const second = await newPage();
  await pick(second, "opening");
  const asked = [];
  second.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await second.goto(link);
  await second.waitForSelector("[data-incoming=offer]");
  await expect(second.locator("[data-incoming]")).toHaveText(/2 sessions[^]*Keynote 29 March 2025\xa0· 10:00–11:00[^]*Night/, { useInnerText: true });
  await storedStars(second, "opening");
  await second.getByRole("button", { name: "Not now" }).click();
  await expect(second.locator("[data-incoming]")).toHaveCount(0);
  await storedStars(second, "opening");
  await second.goto("about:blank");
  await visit(second, link);
  await second.getByRole("button", { name: "Add to my agenda: 2" }).click();
  await lists(second, ["Opening", "Keynote", "Night"]);
  await storedStars(second, "opening", "keynote", "night");
  expect(new URL(second.url()).search + new URL(second.url()).hash).toBe("?show=mine");
  expect(asked.filter((url) => url.includes("keynote.night")), "the list is sent to nobody").toEqual([]);

  for (const [fragment, kind, says] of [
    [link.split("#m=")[1].slice(0, -2), "trouble", /is incomplete/],
    [link.split("#m=")[1].slice(0, 4), "trouble", /is incomplete/],
    [link.split("#m=")[1].replace("night", "nighy"), "trouble", /damaged/],
    ["9.1.00000000.a", "trouble", /different version/],
    ["", "trouble", /contains no sessions/],
    [form("keynote.no-such-talk"), "offer", /1 session[^]*left out: no-such-talk/],
    [form("gone.lost"), "offer", /0 sessions[^]*gone, lost/],
  ]) {
    const third = await newPage();
    await visit(third, `${AGENDA}#m=${fragment}`);
    await third.waitForSelector(`[data-incoming=${kind}]`);
    await expect(third.locator("[data-incoming]")).toHaveText(says, { useInnerText: true });
    await third.getByRole("button", { name: /Close|Not now/ }).click();
    expect(third.url()).toBe(site.origin + AGENDA);
    await third.close();
  }
  // Messengers append to links and cut them off.
  for (const [address, kind, says] of [
    [`${link}&tdsourcetag=s_pctim_aiomsg`, "offer", /2 sessions/],
    [`${link}”。`, "offer", /2 sessions/],
    [link.split("#")[0], "trouble", /contains no sessions[^]*cut off/],
  ]) {
    const third = await newPage();
    await visit(third, address);
    await third.waitForSelector(`[data-incoming=${kind}]`);
    await expect(third.locator("[data-incoming]")).toHaveText(says, { useInnerText: true });
    await third.getByRole("button", { name: /Close|Not now/ }).click();
    expect(third.url()).toBe(site.origin + AGENDA);
    await third.close();
  }
});

test("the exported calendar has the identities of the site's own", async ({ newPage }) => {
  for (const language of ["", "/zh"]) {
    const page = await newPage();
    await pick(page, "keynote", "night", "press");
    await visit(page, language + AGENDA + "?show=mine");
    const { name, text } = await download(page, () => page.click("[data-save=ics]"));
    expect(name).toBe("my-agenda-2025.ics");
    expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const published = await page.request.get(`${language}${AGENDA}.ics`);
    const [mine, all] = [events(text), events(await published.text())];
    expect(mine.size).toBe(3);
    for (const [uid, event] of mine) {
      const known = all.get(uid);
      expect(known, uid).toBeTruthy();
      for (const name of ["DTSTART", "SUMMARY", "LOCATION", "URL"]) expect(event[name], `${uid} ${name}`).toBe(known[name]);
      // An event of a day without a time lasts one day, with or without an end (RFC 5545, 3.6.1).
      if (known.DTSTART.includes("T")) expect(event.DTEND).toBe(known.DTEND);
      expect(event.DTSTAMP > known.DTSTAMP).toBe(true);
    }
    const words = language ? "谈海雾的颜色；\\n\\n剧组为何守候。" : "On the colour of sea fog\\;\\n\\nand why crews wait for it.";
    for (const calendar of [mine, all]) {
      const { DESCRIPTION } = [...calendar.values()].find((event) => event.URL.endsWith("/keynote"));
      expect(DESCRIPTION, DESCRIPTION).toContain(words);
    }
    await page.close();
  }
});

test("the page's own files are downloads, and a star that leaves its list hands on the focus", async ({ page }) => {
  await pick(page, "keynote", "night", "last");
  for (const name of ["agenda.ics", "schedule.json"]) {
    expect((await download(page, () => page.click(`.agenda-files a[href$="/${name}"]`))).name).toBe(name);
  }
  await page.getByRole("button", { name: "My agenda (3)" }).click();
  await lists(page, ["Keynote", "Night", "Last"]);
  await star(page, "night").focus();
  await page.keyboard.press("Enter");
  await lists(page, ["Keynote", "Last"]);
  await page.waitForFunction((path) => document.activeElement.dataset.star === path, of("last"));
});

for (const query of ["", "?view=grid", "?show=mine&track=policy", `#m=${form("opening.night")}`]) {
  test(`after every button something has the focus: ${query}`, async ({ page }) => {
    await page.clock.setFixedTime(new Date("2025-03-29T09:35:00Z"));
    await page.addInitScript(() => (window.print = () => {}));
    await pick(page, "keynote", "night", "last");
    await page.goto("about:blank");
    await visit(page, AGENDA + query);
    if (query.startsWith("#")) await page.waitForSelector("[data-incoming=offer]");
    expect(await lostAfter(page)).toEqual([]);
  });
}

test("with storage blocked stars hold from page to page, and it is said", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("blocked", "SecurityError");
    };
  });
  await visit(page, AGENDA);
  await star(page, "keynote").click();
  await starred(page, "keynote");
  await expect(page.locator("main [role=alert]")).toHaveText(/does not let the site store anything/, { useInnerText: true });
  await page.locator(`main a[href="${of("keynote")}"]:visible`).first().click();
  await page.waitForSelector("main [data-star][aria-pressed=true]");
});

for (const width of [360, 1280]) {
  test(`list, grid and my agenda keep WCAG 2.2 AA in both themes: ${width} px`, async ({ newPage }) => {
    const page = await newPage({ viewport: { width, height: 800 }, bypassCSP: true });
    await page.clock.setFixedTime(new Date("2025-03-29T09:35:00Z"));
    await pick(page, "opening", "keynote", "panel", "closing");
    for (const query of ["", "?view=grid", "?show=mine", "?show=mine&view=grid", "?track=moon&q=x", `#m=${form("night.lost")}`, "#m=1.9"]) {
      await page.goto("about:blank");
      await visit(page, AGENDA + query);
      await page.waitForSelector("main [aria-pressed=true]");
      await expectAccessibleInBothThemes(page, query);
      await expectNoSidewaysScroll(page, query);
    }
  });
}
