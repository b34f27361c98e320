// Pictures and clips: on a host of their own, and what their files say about themselves.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { ask, install, waitUntil } from "./devices.mjs";
import { expect, test, visit } from "./fixtures.mjs";
import { freePort } from "./servers.mjs";
import { FIXTURE, build } from "./sites.mjs";

const TYPES = { ".webp": "image/webp", ".jpg": "image/jpeg", ".mp4": "video/mp4" };
const PLACE = "/library/locations/pier";

/** Serves a folder below `/pictures/`, as a host of files does. Nothing stays in the browser's own cache. */
async function files(folder, port, headers = {}) {
  const server = createServer(({ url, headers: asked }, response) => {
    const file = join(folder, url.replace(/^\/pictures\//, ""));
    if (!url.startsWith("/pictures/") || !existsSync(file)) return response.writeHead(404).end();
    asks.push([url, asked.origin]);
    response.writeHead(200, { "Content-Type": TYPES[extname(file)], "Cache-Control": "no-store", ...headers });
    response.end(readFileSync(file));
  });
  const asks = [];
  await new Promise((done) => server.listen(port, "127.0.0.1", done));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { asks, stop };
}

// One after another, because each port is another site, and of sites with one name only the last is kept.
test.describe.configure({ mode: "default" });

/** A site whose pictures and clips are on another port; returns it, and that port. */
async function apart() {
  const port = await freePort();
  const { dist } = await build("media", (record, root) => {
    record("office.json", (it) => (it.media = `http://127.0.0.1:${port}/pictures/`));
    cpSync(join(FIXTURE, "media"), join(root, "media"), { recursive: true });
  });
  return { dist, port };
}

/** Waits until the leading picture is shown; returns its URL. */
const shown = async (page) => {
  const image = page.locator(".mosaic img").first();
  await expect.poll(() => image.evaluate((it) => it.complete && it.naturalWidth > 100)).toBe(true);
  return image.evaluate((it) => it.currentSrc);
};

test("pictures come from a host of their own, and a saved place shows them without a network", async ({ device, serve, allowConsole, expectCleanConsole }) => {
  const { dist, port } = await apart();
  expect(readdirSync(dist)).not.toContain("media");
  const own = readdirSync(`${dist}-media/media`);
  expect(own.filter((name) => name.endsWith(".webp")).length).toBeGreaterThan(5);
  const media = await files(`${dist}-media`, port, { "Access-Control-Allow-Origin": "*" });
  const site = await serve(dist);
  const page = await device({ watch: true, baseURL: site.origin });
  await install(page, PLACE);
  const address = await shown(page);
  expect(address).toContain(`http://127.0.0.1:${port}/pictures/media/`);

  // The worker lists the pictures by their whole address and reads them with CORS.
  const [list] = JSON.parse(readFileSync(join(dist, "offline.json"))).tiers.picture.list;
  const listed = JSON.parse(readFileSync(join(dist, list))).map(([path]) => path);
  expect(listed).toContain(address);
  const urls = listed.filter((path) => path.replace(/-\d+\.\w+$/, "") === address.replace(/-\d+\.\w+$/, ""));
  await ask(page, { type: "pin", id: PLACE, name: "The Pier", path: PLACE, items: [{ path: PLACE, title: "The Pier", urls }] });
  const pins = () => ask(page, { type: "state" });
  await expect.poll(async () => JSON.stringify(await pins()), { timeout: 30_000 }).toContain('"ready"');
  expect(media.asks.some(([url, origin]) => address.endsWith(url) && origin === site.origin), JSON.stringify(media.asks)).toBe(true);

  expectCleanConsole();
  allowConsole(/ERR_CONNECTION_REFUSED/);
  await media.stop();
  await site.stop();
  await page.goto(site.origin + PLACE);
  const stored = await shown(page);
  expect(stored).toContain(`http://127.0.0.1:${port}/pictures/media/`);
  await waitUntil(page, () => document.documentElement.dataset.app !== undefined);
});

test("a host that lets nobody read its pictures still shows them", async ({ device, serve }) => {
  const { dist, port } = await apart();
  const media = await files(`${dist}-media`, port);
  const site = await serve(dist);
  const page = await device({ baseURL: site.origin });
  await install(page, "/");
  await visit(page, PLACE);
  expect(await shown(page)).toContain(`:${port}/`);
  await media.stop();
});

test("files say what they are and whose, but not where they were made", async () => {
  const { dist } = await build("rights", (record, root) => {
    cpSync(join(FIXTURE, "media/clips/waves.mp4"), join(root, "media/clips/waves.mp4"));
  });
  const folder = join(dist, "media");
  const read = (name) => JSON.parse(execFileSync("exiftool", ["-json", "-G1", "-a", join(folder, name)], { encoding: "utf8" }))[0];
  const names = readdirSync(folder).filter((name) => statSync(join(folder, name)).isFile());
  const largest = names.filter((name) => name.endsWith("-1600.webp"));
  expect(largest.length).toBeGreaterThan(2);
  for (const name of largest) {
    const said = read(name);
    expect(said["XMP-dc:Title"], name).toBeTruthy();
    expect(said["XMP-photoshop:Credit"], name).toBeTruthy();
    expect(said["ExifTool:Warning"], name).toBeUndefined();
  }
  const clip = read(names.find((name) => name.endsWith(".mp4")));
  for (const field of ["dc:Title", "dc:Creator", "dc:Rights", "photoshop:Credit", "xmpRights:UsageTerms"]) {
    expect(clip[`XMP-${field}`], field).toBeTruthy();
  }
  expect(clip["ExifTool:Warning"]).toBeUndefined();
  for (const said of [...largest.map(read), clip]) {
    for (const key of Object.keys(said)) expect(key).not.toMatch(/GPS|:(Make|Model|Lens.*|SerialNumber)$/);
  }
});
