// The same expectations of every server that runs here: headers, types, cache rules, missing pages, ranges.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { need, serveBy } from "./servers.mjs";

const dist = need("DIST");
const pages = [...readFileSync(join(dist, "sitemap.xml"), "utf8").matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)];
const FOREVER = "public, max-age=31536000, immutable";
const in_ = (folder, ending) =>
  `/${folder}/${readdirSync(join(dist, folder)).find((name) => name.endsWith(ending) && !/^\./.test(name))}`;
// The first rule is for every path.
const [, ...rules] = readFileSync(join(dist, "_headers"), "utf8").split(/\n(?!  )/)[0].split("\n");
const SECURITY = rules.map((line) => line.trim().split(/: (.*)/));

/** An answer as it came over the line: nothing followed, unpacked or joined. */
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

/** Path → media type, and whether it is kept forever. */
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
  ["/summit/2023/schedule.json", "application/json", false],
  ["/robots.txt", "text/plain", false],
  ["/icon.svg", "image/svg+xml", false],
  [in_("assets", ".wasm"), "application/wasm", true],
  [in_("assets", ".js"), "text/javascript", true],
  [in_("assets", ".css"), "text/css", true],
  [in_("assets", ".bin"), "application/octet-stream", true],
  [in_("media", ".svg"), "image/svg+xml", true],
  [in_("media", ".mp4"), "video/mp4", true],
  [in_("media", ".webm"), "video/webm", true],
  [in_("data/map", ".json"), "application/json", true],
];

for (const kind of ["caddy", "nginx", "wrangler"]) {
  describe(`behind ${kind}`, () => {
    let site;
    before(async () => {
      site = await serveBy(kind, dist);
    });
    after(() => site?.stop());
    const get = (path, options) => ask(site.origin, path, options);
    const secure = (answer, path) => {
      for (const [name, value] of SECURITY) assert.deepEqual(answer.values(name.toLowerCase()), [value], `${path}: ${name}`);
    };

    test("each kind of file has its type, its cache rule and every security header once", async () => {
      assert.equal(SECURITY.length, 8);
      for (const [path, type, forever] of FILES()) {
        const answer = await get(path);
        assert.equal(answer.status, 200, path);
        const mime = answer.header("content-type").split(";")[0].trim();
        assert.equal(mime.replace("application/javascript", "text/javascript"), type, path);
        assert.equal(answer.values("content-type").length, 1, path);
        const [kept, ...more] = answer.values("cache-control");
        assert.deepEqual(more, [], path);
        if (forever) assert.equal(kept, FOREVER, path);
        else assert.match(kept, /^(no-cache|public, max-age=0, must-revalidate)$/, path);
        secure(answer, path);
        // What was kept is asked for by its tag, and not sent again.
        const tag = answer.header("etag");
        assert.ok(tag, `${path} has a tag`);
        assert.equal((await get(path, { headers: { "If-None-Match": tag } })).status, 304, path);
      }
    });

    test("what is not there is 404 with the page, never a success, and is not kept", async () => {
      for (const path of [
        "/nowhere",
        "/news/nothing",
        "/zh/library/clips/nothing",
        "/assets/missing.wasm",
        "/assets/missing.js",
        "/data/missing.json",
        "/media/missing.svg",
        "/.git/config",
        // Cloudflare's engine hides these too, but trips over being asked for them.
        ...(kind === "wrangler" ? [] : ["/_headers", "/_redirects"]),
      ]) {
        const answer = await get(path);
        assert.equal(answer.status, 404, path);
        assert.match(answer.header("content-type"), /^text\/html/, path);
        assert.match(answer.body.toString(), /<a href="\/search"/, path);
        assert.notEqual(answer.header("cache-control"), FOREVER, path);
        secure(answer, path);
      }
      for (const path of ["/_headers", "/_redirects", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/news%00", "/%ff%fe", "/%zz"]) {
        const answer = await get(path);
        assert.ok(answer.status >= 400, `${path}: ${answer.status}`);
        assert.doesNotMatch(answer.body.toString(), /^root:|Content-Security-Policy:/, path);
      }
    });

    test("a slash too many leads to the plain form with its query, and nowhere else", async () => {
      for (const [path, to] of [
        ["/news/", "/news"],
        ["/zh/", "/zh"],
        ["/library/locations/?q=sea%20fog", "/library/locations?q=sea%20fog"],
      ]) {
        const answer = await get(path);
        assert.ok([301, 307, 308].includes(answer.status), `${path}: ${answer.status}`);
        const address = new URL(answer.header("location"), site.origin);
        assert.equal(address.origin + address.pathname + address.search, site.origin + to);
        secure(answer, path);
      }
      for (const path of ["//host.example/", "/%5chost.example/", "/\\host.example/", "/a%0d%0aX-Evil:1/"]) {
        const answer = await get(path);
        const to = answer.header("location") ?? "";
        assert.equal(new URL(to, site.origin).origin, site.origin, `${path} → ${to}`);
        assert.equal(answer.header("x-evil"), undefined, path);
      }
      const english = await get("/en");
      assert.equal(english.status, 301);
      assert.equal(new URL(english.header("location"), site.origin).href, `${site.origin}/`);
    });

    test("every page of the sitemap answers at once", async () => {
      for (const [, path] of pages) {
        const answer = await get(path, { method: "HEAD" });
        assert.equal(answer.status, 200, path);
        assert.match(answer.header("content-type"), /^text\/html/, path);
      }
    });

    test("texts and the program come packed to those who can unpack", async () => {
      for (const path of ["/", "/data/news.json", in_("assets", ".wasm"), in_("assets", ".js")]) {
        const plain = await get(path);
        assert.equal(plain.header("content-encoding"), undefined, path);
        assert.match(plain.header("vary") ?? "accept-encoding", /accept-encoding/i, path);
        for (const [accepts, wanted] of [["br", "br"], ["gzip", "gzip"], ["gzip, deflate, br", "br"]]) {
          const packed = await get(path, { headers: { "Accept-Encoding": accepts } });
          // Cloudflare packs at its edge, which the engine here does for some types alone.
          if (kind === "wrangler" && !packed.header("content-encoding")) continue;
          const encoding = packed.header("content-encoding");
          if (kind === "wrangler") assert.ok(["br", "gzip"].includes(encoding), path);
          else assert.equal(encoding, wanted, `${path} for ${accepts}`);
          assert.ok(packed.body.length < plain.body.length, path);
          assert.equal(packed.header("content-type"), plain.header("content-type"), path);
          secure(packed, path);
        }
      }
    });

    test("a clip is sent in ranges", async () => {
      const path = in_("media", ".mp4");
      const whole = readFileSync(join(dist, path));
      for (const [range, from, to] of [
        ["bytes=0-", 0, whole.length - 1],
        ["bytes=0-0", 0, 0],
        ["bytes=5-6", 5, 6],
        ["bytes=-100", whole.length - 100, whole.length - 1],
      ]) {
        const answer = await get(path, { headers: { Range: range } });
        // Cloudflare's engine here sends the whole, which RFC 9110 allows; the worker lives with both.
        if (kind === "wrangler" && answer.status === 200) {
          assert.ok(answer.body.equals(whole), range);
          continue;
        }
        assert.equal(answer.status, 206, range);
        assert.equal(answer.header("content-range"), `bytes ${from}-${to}/${whole.length}`);
        assert.ok(answer.body.equals(whole.subarray(from, to + 1)), range);
        secure(answer, range);
      }
      const past = await get(path, { headers: { Range: `bytes=${whole.length}-` } });
      assert.equal(past.status, kind === "wrangler" ? 200 : 416);
    });

    test("what the offline worker keeps is sent as its manifest says", async () => {
      const { app, tiers, types } = JSON.parse((await ask(site.origin, "/offline.json")).body);
      const lists = Object.values(tiers).map(({ list }) => list);
      for (const [path, bytes] of [...app, ...lists]) {
        const { status, header, body } = await ask(site.origin, path);
        assert.deepEqual([status, body.length], [200, bytes], path);
        const type = header("content-type").split(";")[0].replace("application/javascript", "text/javascript");
        assert.equal(type, types[path.slice(path.lastIndexOf(".") + 1)], path);
      }
    });

    test("only reading is answered", async () => {
      for (const method of ["POST", "PUT", "DELETE"]) {
        const { status } = await get("/", { method });
        assert.ok([404, 405].includes(status), `${method}: ${status}`);
      }
    });
  });
}
