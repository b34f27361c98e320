// What no server here reads: CloudFront's function is run, the upload is run with a recording of its commands, the
// workflow and the script for a plain server call commands that ./dev has.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { DIST, SITE_TOOL } = process.env;
const folder = mkdtempSync(join(tmpdir(), "hosts-"));
execFileSync(SITE_TOOL, ["hosts", "--dist", DIST, "--out", folder]);
after(() => rmSync(folder, { recursive: true, force: true }));
const text = (name) => readFileSync(join(folder, name), "utf8");

test("CloudFront's function finds the file of each address, and redirects as the servers do", () => {
  const context = {};
  runInNewContext(text("cloudfront/function.js"), context);
  const ask = (uri, querystring = {}) => {
    const answer = context.handler({ request: { uri, querystring } });
    return answer.statusCode ? [answer.statusCode, answer.headers.location.value] : answer.uri;
  };
  for (const [path, file] of [
    ["/", "/index.html"],
    ["/zh", "/zh.html"],
    ["/news/2023-summit-opens", "/news/2023-summit-opens.html"],
    ["/assets/a.wasm", "/assets/a.wasm"],
    ["/feed.atom", "/feed.atom"],
    ["/summit/2023/agenda.ics", "/summit/2023/agenda.ics"],
    ["/constructor", "/constructor.html"],
    ["//host.example/", "//host.example/.html"],
  ]) {
    assert.equal(ask(path), file, path);
  }
  for (const name of ["/_headers", "/_redirects"]) assert.match(ask(name), /hidden$/);
  assert.deepEqual(ask("/news/"), [308, "/news"]);
  assert.deepEqual(ask("/zh/search/", { q: { value: "a%20b" }, flag: { value: "" }, m: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] } }), [
    308,
    "/zh/search?q=a%20b&flag&m=1&m=2",
  ]);
  assert.deepEqual(ask("/en"), [301, "/"]);
});

test("the upload to S3 sends every file once or more, the worker last, and says what it lacks", () => {
  const script = join(folder, "cloudfront/upload.sh");
  const commands = join(folder, "commands");
  writeFileSync(join(folder, "aws"), `#!/bin/sh\nfor word; do printf '%s\\n' "$word"; done >> '${commands}'\necho >> '${commands}'\n`, { mode: 0o755 });
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  execFileSync("sh", [script, DIST, "bucket", "E1"], { env });
  const calls = readFileSync(commands, "utf8").trimEnd().split("\n\n").map((call) => call.split("\n"));
  assert.equal(calls.at(-1)[1], "create-invalidation");
  assert.match(calls.at(-2)[2], /\/sw\.js$/);
  assert.match(calls.at(-3)[2], /\/offline\.json$/);
  // As the command line reads its filters: the last that matches decides.
  const wanted = (call, path) => {
    let wanted = true;
    for (let at = 0; at < call.length; at++) {
      if (!/^--(in|ex)clude$/.test(call[at])) continue;
      const pattern = new RegExp(`^${call[at + 1].replace(/[.+^$]/g, "\\$&").replaceAll("*", ".*")}$`);
      if (pattern.test(path)) wanted = call[at] === "--include";
    }
    return wanted;
  };
  const sent = new Map();
  for (const call of calls.slice(0, -1)) {
    const from = call[2].slice(DIST.length + 1);
    for (const name of readdirSync(DIST, { recursive: true })) {
      const path = from && !from.includes(".") ? (name.startsWith(`${from}/`) ? name.slice(from.length + 1) : undefined) : name;
      const one = /^[^/]+\.(js|json)$/.test(from) ? name === from : path !== undefined && wanted(call, path);
      if (one) sent.set(name, [call[call.indexOf("--cache-control") + 1], call[call.indexOf("--content-type") + 1]]);
    }
  }
  const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz)$|^_/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(DIST.length + 1));
  for (const name of files) {
    const forever = /^(assets|media|data\/(catalog|map))\//.test(name);
    assert.equal(sent.get(name)?.[0], forever ? "public, max-age=31536000, immutable" : "no-cache", name);
  }
  assert.equal(sent.get("feed.json")[1], "application/feed+json; charset=utf-8");
  assert.equal(sent.get("index.html")[1], "text/html; charset=utf-8");
  for (const [words, said] of [[[], /mend: sh upload\.sh/], [[folder, "b", "e"], /mend: \.\/dev build/]]) {
    const refused = spawnSync("sh", [script, ...words], { env, encoding: "utf8" });
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, said);
  }
});

test("nginx and Caddy take the whole configuration of a server", () => {
  const caddy = spawnSync(process.env.CADDY, ["adapt", "--config", join(folder, "caddy/Caddyfile"), "--adapter", "caddyfile"], {
    encoding: "utf8",
  });
  assert.equal(caddy.status, 0, caddy.stderr);
  assert.match(caddy.stdout, /Content-Security-Policy/);
  assert.match(text("nginx/server.conf"), /include \/etc\/nginx\/film\/site\.conf;/);
});

test("the workflow and the script call commands that ./dev has, with options that it knows", () => {
  const usage = execFileSync(join(root, "dev"), ["help"], { encoding: "utf8" });
  for (const name of ["github-actions.yml", "server.sh"]) {
    const lines = readFileSync(join(root, "deploy", name), "utf8").split("\n");
    const calls = lines.flatMap((line) => (/^\s*#/.test(line) ? [] : [...line.matchAll(/\.\/dev ([a-z]+)([^#]*)/g)]));
    assert.ok(calls.length > 0, name);
    for (const [call, command, rest] of calls) {
      assert.match(usage, new RegExp(`^  ${command}\\b`, "m"), call);
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) assert.ok(usage.includes(option), call);
    }
  }
  for (const name of ["server.sh"]) execFileSync("sh", ["-n", join(root, "deploy", name)]);
  for (const words of [[], ["host", "relative"], ["host", "/"], ["host", "/srv/a b"]]) {
    const refused = spawnSync("sh", [join(root, "deploy/server.sh"), ...words], { encoding: "utf8" });
    assert.equal(refused.status, 2, words.join(" "));
    assert.match(refused.stderr, / mend: /);
  }
});
