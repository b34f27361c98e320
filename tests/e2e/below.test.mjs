// The site built for a path of its host: what is there, what is not, and what is refused.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "./site.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const { DIST, SITE_TOOL } = process.env;
const folder = mkdtempSync(join(tmpdir(), "below-"));
const dist = join(folder, "dist");

/** The fixture with the real program, built for a public URL. */
function build(out, ...options) {
  const root = join(folder, "public");
  cpSync(join(here, "../fixture/public"), root, { recursive: true });
  for (const name of ["boot.js", "sw.js", "sw-off.js"]) {
    cpSync(join(here, "../../public", name), join(root, name));
  }
  const hero = join(root, "content/news/first.json");
  const record = JSON.parse(readFileSync(hero, "utf8"));
  record.hero = { ...record.hero, image: undefined, scene: { kind: "pier", hour: "sunrise", season: "winter" } };
  writeFileSync(hero, JSON.stringify(record));
  const style = join(here, "../../style");
  const from = ["--public", root, "--style", style, "--cache", join(folder, "pictures"), "--now", "2024-06-01T00:00:00Z"];
  const bundle = process.env.BUNDLE ?? join(DIST, "../target/bundle");
  execFileSync(SITE_TOOL, ["build", ...from, "--bundle", bundle, "--out", out, ...options]);
}

let site;
before(async () => {
  build(dist, "--public-url", "/film/");
  site = await serve(dist);
});
after(async () => {
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("the program is the same, byte for byte", () => {
  const top = join(folder, "top");
  build(top);
  const programs = (from) => readdirSync(join(from, "assets")).filter((name) => /\.(wasm|bin|css)$/.test(name)).toSorted();
  assert.deepEqual(programs(dist), programs(top));
  const files = (from) => readdirSync(from, { recursive: true }).map((name) => name.replace(/(assets|media|catalog|map)\/[^]*$/, "$1"));
  assert.deepEqual(new Set(files(dist)), new Set(files(top)));
});

test("the path alone leads to the home page, and beside it is nothing of ours", async () => {
  const answer = await fetch(site.home.slice(0, -1), { redirect: "manual" });
  assert.ok([301, 307, 308].includes(answer.status), `${answer.status}`);
  assert.equal(new URL(answer.headers.get("location"), site.origin).pathname, "/film/");
  assert.equal((await fetch(`${site.origin}/news`)).status, 404);
  assert.equal((await fetch(`${site.origin}/filmed/news`)).status, 404);
  const missing = await fetch(`${site.home}nothing`);
  assert.equal(missing.status, 404);
  assert.match(await missing.text(), /<a href="\/film\/search"/);
  const slash = await fetch(`${site.home}news/`, { redirect: "manual" });
  assert.equal(new URL(slash.headers.get("location"), site.origin).pathname, "/film/news");
});

test("a public URL that cannot be is refused with the mend", () => {
  for (const url of ["film", "/film", "https://film.example/film/", "/a b/", "/../"]) {
    assert.throws(() => build(join(folder, "refused"), "--public-url", url), (error) => /mend: /.test(error.stderr), url);
  }
  assert.throws(() => build(join(folder, "refused"), "--host", "heroku"), (error) => /possible values: .*nginx/.test(error.stderr));
});
