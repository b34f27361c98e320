// The same expectations for every server that runs here: headers, types, cache rules, missing pages, ranges.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { DIST } from "./environment.mjs";
import { built, expect, test as base } from "./fixtures.mjs";
import { paths } from "./site.mjs";
import { build, compressed } from "./sites.mjs";

const FOREVER = "public, max-age=31536000, immutable";
const in_ = (folder, ending) =>
  `/${folder}/${readdirSync(join(DIST, folder)).find((name) => name.endsWith(ending) && !/^\./.test(name))}`;
// The first rule applies to every path.
const [, ...rules] = readFileSync(join(DIST, "_headers"), "utf8").split(/\n(?!  )/)[0].split("\n");
const SECURITY = rules.map((line) => line.trim().split(/: (.*)/));

const test = base.extend({
  // Caddy and nginx send compressed copies, so the site needs them.
  dist: [async ({ server }, use) => use(server === "wrangler" ? DIST : await compressed(DIST)), { timeout: 300_000 }],
  // Fetches a path of `site`.
  get: async ({ site }, use) => use((path, options) => ask(site.origin, path, options)),
});

/** A response as received: no redirect followed, nothing decompressed, no headers joined. */
const ask = (origin, path, { method = "GET", headers = {} } = {}) =>
  new Promise((resolve, reject) => {
    const url = new URL(origin);
    request({ host: url.hostname, port: url.port, path, method, headers }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const all = [];
        for (let at = 0; at < answer.rawHeaders.length; at += 2) {
          all.push([answer.rawHeaders[at].toLowerCase(), answer.rawHeaders[at + 1]]);
        }
        const values = (name) => all.filter(([known]) => known === name).map(([, value]) => value);
        resolve({ status: answer.statusCode, body: Buffer.concat(parts), values, header: (name) => values(name)[0] });
      });
      answer.on("error", reject);
    })
      .on("error", reject)
      .end();
  });

/** Path, media type, and whether it may be cached forever. */
const FILES = () => [
  ["/", "text/html", false],
  ["/zh", "text/html", false],
  ["/news", "text/html", false],
  ["/zh/library/locations", "text/html", false],
  ["/data/news.json", "application/json", false],
  ["/offline.json", "application/json", false],
  ["/sw.js", "text/javascript", false],
  ["/feed.json", "application/feed+json", false],
  ["/zh/feed.json", "application/feed+json", false],
  ["/feed.atom", "application/atom+xml", false],
  ["/feed.rss", "application/rss+xml", false],
  ["/summit/2023/agenda.ics", "text/calendar", false],
  ["/library/clips.csv", "text/csv", false],
  ["/library/locations.geojson", "application/geo+json", false],
  ["/library/locations.gpx", "application/gpx+xml", false],
  ["/zh/library/clips.kml", "application/vnd.google-earth.kml+xml", false],
  ["/summit/2023/schedule.json", "application/json", false],
  ["/summit/2023/schedule.xml", "text/xml", false],
  ["/catalog.jsonld", "application/ld+json", false],
  ["/robots.txt", "text/plain", false],
  ["/icon.svg", "image/svg+xml", false],
  [in_("assets", ".wasm"), "application/wasm", true],
  [in_("assets", ".chunk.wasm"), "application/wasm", true],
  [in_("assets", ".js"), "text/javascript", true],
  [in_("assets", ".css"), "text/css", true],
  [in_(`data/catalog/${readdirSync(join(DIST, "data/catalog"))[0]}`, ".bin"), "application/octet-stream", true],
  [in_("media", ".webp"), "image/webp", true],
  [in_("media", ".mp4"), "video/mp4", true],
  [in_("media", ".webm"), "video/webm", true],
  [in_("data/map", ".json"), "application/json", true],
];

/** Files in `public/root`, with types that servers do not know by themselves. */
const ADDED = [
  ["rules.pdf", "application/pdf"],
  ["RULES.PDF", "application/pdf"],
  ["reel.mov", "video/quicktime"],
  ["Reel.MOV", "video/quicktime"],
  ["form.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["brand.woff2", "font/woff2"],
  ["sound.mp3", "audio/mpeg"],
];

/** Whether other programs read the path: exports and the pictures they refer to. */
const isOpen = (path) => /^\/media\/|\.(atom|csv|geojson|gpx|ics|jsonld|kml|png|rss|xml)$|\/(feed|schedule)\.json$|\/icon\.svg$/.test(path);

const expectSecure = (answer, path, kind) => {
  const open = isOpen(path) && [200, 206].includes(answer.status);
  for (const [name, rule] of SECURITY) {
    const sent = answer.values(name.toLowerCase());
    // Over http on a loopback address there is nothing to upgrade; of the three servers only Caddy's configuration
    // knows that.
    const known = [kind === "caddy" ? rule.replace("; upgrade-insecure-requests", "") : rule];
    // Cloudflare goes by the path, whatever the response is.
    const isShown = open || (kind === "wrangler" && isOpen(path));
    if (name === "Cross-Origin-Resource-Policy" && isShown) known[0] = "cross-origin";
    expect(sent, `${path}: ${name}`).toHaveLength(1);
    expect(known, `${path}: ${name}`).toContain(sent[0]);
  }
  if (open) expect(answer.values("access-control-allow-origin"), path).toEqual(["*"]);
};

for (const kind of ["caddy", "nginx", "wrangler"]) {
  test.describe(`behind ${kind}`, () => {
    test.use({ server: kind });

    test("each kind of file has its type, its cache rule and every security header once", async ({ get }) => {
      expect(SECURITY).toHaveLength(8);
      for (const [path, type, forever] of FILES()) {
        const answer = await get(path);
        expect(answer.status, path).toBe(200);
        const mime = answer.header("content-type").split(";")[0].trim();
        expect(mime.replace("application/javascript", "text/javascript").replace("application/xml", "text/xml"), path).toBe(type);
        expect(answer.values("content-type"), path).toHaveLength(1);
        const [rule, ...more] = answer.values("cache-control");
        expect(more, path).toEqual([]);
        if (forever) expect(rule, path).toBe(FOREVER);
        else if (type === "text/html") expect(rule, path).toBe("no-cache, no-transform");
        else expect(rule, path).toMatch(/^(no-cache(, no-transform)?|public, max-age=0, must-revalidate)$/);
        expectSecure(answer, path, kind);
        if (kind !== "wrangler" && !isOpen(path)) expect(answer.values("access-control-allow-origin"), path).toEqual([]);
        // Cached files are revalidated by their ETag and not sent again.
        const tag = answer.header("etag");
        expect(tag, `${path} has a tag`).toBeTruthy();
        expect((await get(path, { headers: { "If-None-Match": tag } })).status, path).toBe(304);
      }
    });

    test("what is not there is 404 with the page, never a success, and is not cached", async ({ get }) => {
      for (const path of [
        "/nowhere",
        "/news/nothing",
        "/zh/library/clips/nothing",
        "/assets/missing.wasm",
        "/assets/missing.js",
        "/data/missing.json",
        "/media/missing.svg",
        "/.git/config",
        // Cloudflare's engine hides these too, but fails when they are requested.
        ...(kind === "wrangler" ? [] : ["/_headers", "/_redirects"]),
      ]) {
        const answer = await get(path);
        expect(answer.status, path).toBe(404);
        expect(answer.header("content-type"), path).toMatch(/^text\/html/);
        expect(answer.body.toString(), path).toMatch(/<a href="\/search"/);
        expect(answer.header("cache-control"), path).not.toBe(FOREVER);
        expectSecure(answer, path, kind);
      }
      for (const path of ["/_headers", "/_redirects", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/news%00", "/%ff%fe", "/%zz"]) {
        const answer = await get(path);
        expect(answer.status, `${path}: ${answer.status}`).toBeGreaterThanOrEqual(400);
        expect(answer.body.toString(), path).not.toMatch(/^root:|Content-Security-Policy:/);
      }
    });

    test("a slash too many leads to the plain form with its query, and nowhere else", async ({ get, site }) => {
      for (const [path, to] of [
        ["/news/", "/news"],
        ["/zh/", "/zh"],
        ["/library/locations/?q=sea%20fog", "/library/locations?q=sea%20fog"],
      ]) {
        const answer = await get(path);
        expect([301, 307, 308], `${path}: ${answer.status}`).toContain(answer.status);
        const address = new URL(answer.header("location"), site.origin);
        expect(address.origin + address.pathname + address.search).toBe(site.origin + to);
        expectSecure(answer, path, kind);
      }
      for (const path of ["//host.example/", "/%5chost.example/", "/\\host.example/", "/a%0d%0aX-Evil:1/"]) {
        const answer = await get(path);
        const to = answer.header("location") ?? "";
        expect(new URL(to, site.origin).origin, `${path} → ${to}`).toBe(site.origin);
        expect(answer.header("x-evil"), path).toBeUndefined();
      }
      const english = await get("/en");
      expect(english.status).toBe(301);
      expect(new URL(english.header("location"), site.origin).href).toBe(`${site.origin}/`);
    });

    test("every page of the sitemap answers at once", async ({ get }) => {
      for (const path of paths()) {
        const answer = await get(path, { method: "HEAD" });
        expect(answer.status, path).toBe(200);
        expect(answer.header("content-type"), path).toMatch(/^text\/html/);
      }
    });

    test("texts and the program come packed to those who can unpack", async ({ get }) => {
      for (const path of ["/", "/data/news.json", in_("assets", ".wasm"), in_("assets", ".js")]) {
        const plain = await get(path);
        expect(plain.header("content-encoding"), path).toBeUndefined();
        expect(plain.header("vary") ?? "accept-encoding", path).toMatch(/accept-encoding/i);
        for (const [accepts, wanted] of [["br", "br"], ["gzip", "gzip"], ["gzip, deflate, br", "br"]]) {
          const packed = await get(path, { headers: { "Accept-Encoding": accepts } });
          // Cloudflare compresses at its edge; the engine here does so only for some types.
          if (kind === "wrangler" && !packed.header("content-encoding")) continue;
          const encoding = packed.header("content-encoding");
          if (kind === "wrangler") expect(["br", "gzip"], path).toContain(encoding);
          else expect(encoding, `${path} for ${accepts}`).toBe(wanted);
          expect(packed.body.length, path).toBeLessThan(plain.body.length);
          expect(packed.header("content-type"), path).toBe(plain.header("content-type"));
          expectSecure(packed, path, kind);
        }
      }
    });

    test("a clip is sent in ranges", async ({ get }) => {
      const path = in_("media", ".mp4");
      const whole = readFileSync(join(DIST, path));
      for (const [range, from, to] of [
        ["bytes=0-", 0, whole.length - 1],
        ["bytes=0-0", 0, 0],
        ["bytes=5-6", 5, 6],
        ["bytes=-100", whole.length - 100, whole.length - 1],
      ]) {
        const answer = await get(path, { headers: { Range: range } });
        // Cloudflare's engine here sends the whole file, which RFC 9110 allows; the service worker handles both.
        if (kind === "wrangler" && answer.status === 200) {
          expect(answer.body.equals(whole), range).toBeTruthy();
          continue;
        }
        expect(answer.status, range).toBe(206);
        expect(answer.header("content-range")).toBe(`bytes ${from}-${to}/${whole.length}`);
        expect(answer.body.equals(whole.subarray(from, to + 1)), range).toBeTruthy();
        expectSecure(answer, path, kind);
      }
      const past = await get(path, { headers: { Range: `bytes=${whole.length}-` } });
      expect(past.status).toBe(kind === "wrangler" ? 200 : 416);
    });

    test("what the service worker stores is sent as its manifest says", async ({ get }) => {
      const { app, tiers, types } = JSON.parse((await get("/offline.json")).body);
      const lists = Object.values(tiers).map(({ list }) => list);
      for (const [path, bytes] of [...app, ...lists]) {
        const { status, header, body } = await get(path);
        expect([status, body.length], path).toEqual([200, bytes]);
        const type = header("content-type").split(";")[0].replace("application/javascript", "text/javascript");
        expect(type, path).toBe(types[path.slice(path.lastIndexOf(".") + 1)]);
      }
    });

    test.describe("files that the office adds", () => {
      const added = () =>
        build("added", (record, root) => {
          mkdirSync(join(root, "root"));
          for (const [name] of ADDED) writeFileSync(join(root, "root", name), name);
        });
      test.use({ dist: built(added) });

      test("have their types, whatever case their endings are in", async ({ get }) => {
        for (const [name, type] of ADDED) {
          const answer = await get(`/${name}`);
          expect([answer.status, answer.body.toString()], name).toEqual([200, name]);
          expect(answer.header("content-type").split(";")[0], name).toBe(type);
        }
      });
    });

    test("only reading is answered", async ({ get }) => {
      for (const method of ["POST", "PUT", "DELETE"]) {
        const { status } = await get("/", { method });
        expect([404, 405], `${method}: ${status}`).toContain(status);
      }
    });
  });
}
