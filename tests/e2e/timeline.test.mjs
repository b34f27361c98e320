// The clips of a pack for editing programs: an OTIO timeline, and an EDL for each frame rate. Both are also read with
// OpenTimelineIO's own library and its adapter for EDLs, if they are installed; `./dev test --long` installs them.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DIST, LONG, ROOT } from "./environment.mjs";
import { expect, test } from "./fixtures.mjs";
import { download, expectAccessible, expectNoSidewaysScroll } from "./helpers.mjs";
import { fill } from "./lookbook.mjs";
import { python } from "./python.mjs";

const LOCATION = "/library/locations/badaguan";
const CLIPS = ["badaguan-ginkgo", "zhongshan-park-petals", "zhanqiao-pier-gulls"];
const records = CLIPS.map((id) => JSON.parse(readFileSync(join(ROOT, `public/content/clips/${id}.json`), "utf8")));
const rate = ({ technical: { frame_rate } }) => frame_rate.num / frame_rate.den;

const fillClips = (page, prefix) => fill(page, prefix, [LOCATION, ...CLIPS.map((id) => `/library/clips/${id}`)]);
const save = (page, kind, at = 0) => download(page, () => page.locator(`[data-save="${kind}"]`).nth(at).click());

test("the clips of a pack are a timeline: each in full, at its own rate, linked to its file", async ({ page, site }) => {
  await fillClips(page);
  const { name, text } = await save(page, "otio");
  expect(name).toBe("Old-town-day-2.otio");
  const timeline = JSON.parse(text);
  expect([timeline.OTIO_SCHEMA, timeline.name]).toEqual(["Timeline.1", "Old town & day 2"]);
  const [track] = timeline.tracks.children;
  expect([timeline.tracks.OTIO_SCHEMA, track.OTIO_SCHEMA, track.kind]).toEqual(["Stack.1", "Track.1", "Video"]);
  expect(track.children.map((clip) => clip.name)).toEqual(records.map(({ headline }) => headline.en));
  for (const [at, clip] of track.children.entries()) {
    const record = records[at];
    const time = (value) => ({ OTIO_SCHEMA: "RationalTime.1", rate: rate(record), value });
    const range = { OTIO_SCHEMA: "TimeRange.1", start_time: time(0), duration: time(record.technical.frames) };
    expect([clip.source_range, clip.media_reference.available_range], clip.name).toEqual([range, range]);
    expect(clip.metadata.film_office).toMatchObject({
      page: `${site.origin}/library/clips/${record.id}`,
      credit: record.credit_line.en,
      licence: "Creative Commons Attribution 4.0",
      frame_rate: `${record.technical.frame_rate.num}/${record.technical.frame_rate.den}`,
    });
    const { origin, pathname } = new URL(clip.media_reference.target_url);
    expect([origin, existsSync(join(DIST, pathname))], pathname).toEqual([site.origin, true]);
  }
});

test("an EDL has one frame rate: the reader saves one for each, in ASCII in both languages", async ({ page }) => {
  await fillClips(page, "/zh");
  await page.click("[data-save=edl]");
  const choices = page.locator("[data-save=edl-rate]");
  await expect(choices).toHaveText([/EDL，25帧\/秒/, /EDL，23\.976帧\/秒/], { useInnerText: true });
  const { name, text } = await save(page, "edl-rate");
  expect(name).toBe("Old-town-day-2-25帧-秒.edl");
  expect(text).toMatch(/^TITLE: Old town & day 2 25 fps\r\nFCM: NON-DROP FRAME\r\n/);
  expect(text).toMatch(/^[\x20-\x7e\r\n]*$/);
  expect(text.match(/^\d{3} .*$/gm)).toEqual([
    "001  BADAGUAN V     C        00:00:00:00 00:00:08:00 00:00:00:00 00:00:08:00",
    "002  ZHANQIAO V     C        00:00:00:00 00:00:08:00 00:00:08:00 00:00:16:00",
  ]);
  expect(text.match(/(?<=^\* FROM CLIP NAME: ).*$/gm).map((it) => it.trim())).toEqual([CLIPS[0], CLIPS[2]]);
  const slow = await save(page, "edl-rate", 1);
  expect(slow.text.match(/^\d{3} .*$/gm)).toHaveLength(1);
  expect(slow.text).toContain("* FROM CLIP NAME: zhongshan-park-petals\r\n");
});

test("clips of one rate are one EDL, a pack without clips has none", async ({ newPage }) => {
  const page = await newPage({ bypassCSP: true, viewport: { width: 320, height: 800 } });
  await fill(page, "", [LOCATION, `/library/clips/${CLIPS[0]}`]);
  const { name, text } = await save(page, "edl");
  expect(name).toBe("Old-town-day-2.edl");
  expect(text.match(/^\d{3} /gm)).toEqual(["001 "]);
  await expect(page.locator("[data-save=edl-rate]")).toHaveCount(0);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, "a pack with clips", "button-name", "color-contrast", "target-size");
  await page.locator(".pack > li").nth(1).getByRole("button", { name: /^Remove/ }).click();
  await expect(page.locator("[data-save=otio], [data-save=edl]")).toHaveCount(0);
});

test("clips whose pages cannot be loaded are named as missing", async ({ page, allowConsole }) => {
  allowConsole(/Failed to load resource|ERR_FAILED/);
  await page.route(new RegExp(`/data/library/clips/(${CLIPS[0]}|${CLIPS[2]})\\.json`), (route) => route.abort());
  await fillClips(page);
  const { text } = await save(page, "otio");
  expect(JSON.parse(text).tracks.children[0].children).toHaveLength(1);
  await expect(page.locator(".pack-take [role=alert]")).toHaveText(/^2 clips are not in the file/, { useInnerText: true });
});

/** What OpenTimelineIO reads: of the timeline, and of EDLs with their rates. */
const READ = `
import json, sys
import opentimelineio as otio
folder, *rates = sys.argv[1:]
def clips(timeline):
    return [
        [clip.name, clip.source_range.duration.to_frames(), clip.source_range.duration.rate, clip.media_reference.target_url]
        for clip in timeline.find_clips()
    ]
found = [clips(otio.adapters.read_from_file(folder + "/a.otio"))]
for at, rate in enumerate(rates):
    found.append(clips(otio.adapters.read_from_file(f"{folder}/{at}.edl", rate=float(rate))))
print(json.dumps(found))
`;

test("OpenTimelineIO's library reads the timeline and the EDLs", async ({ page, folder }) => {
  test.slow(LONG);
  const program = python("timeline", "opentimelineio, otio_cmx3600_adapter", ["opentimelineio==0.18.1", "otio-cmx3600-adapter==1.0.0"]);
  test.skip(!program, "Python has no opentimelineio with otio-cmx3600-adapter");
  await fillClips(page);
  const { text } = await save(page, "otio");
  writeFileSync(join(folder, "a.otio"), text);
  await page.click("[data-save=edl]");
  for (const at of [0, 1]) writeFileSync(join(folder, `${at}.edl`), (await save(page, "edl-rate", at)).text);
  const read = spawnSync(program, ["-c", READ, folder, "25", String(24000 / 1001)], { encoding: "utf8" });
  expect(read.stderr).toBe("");
  const url = Object.fromEntries(JSON.parse(text).tracks.children[0].children.map((clip) => [clip.name, clip.media_reference.target_url]));
  const all = records.map((record) => [record.headline.en, record.technical.frames, rate(record), url[record.headline.en]]);
  const expected = [all, [all[0], all[2]], [all[1]]];
  const rounded = ([name, frames, rate, url]) => [name, frames, Number(rate.toFixed(3)), url];
  expect(JSON.parse(read.stdout).map((clips) => clips.map(rounded))).toEqual(expected.map((clips) => clips.map(rounded)));
});
