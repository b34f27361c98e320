// Configuration that no server here reads. CloudFront's function is run; the upload script is run and its commands are
// recorded; the workflow and the plain server's script must call commands that ./dev has.
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { CADDY, DIST, ROOT, SITE_TOOL } from "./environment.mjs";
import { expect, test as base } from "./fixtures.mjs";
import { siteTool } from "./sites.mjs";

const test = base.extend({
  /** The folder of each host's configuration. */
  hosts: async ({ folder }, use) => {
    siteTool("hosts", "--dist", DIST, "--out", folder);
    await use(folder);
  },
});

const read = (...names) => readFileSync(join(...names), "utf8");

test("CloudFront's function finds the file of each address, and redirects as the servers do", async ({ hosts }) => {
  const context = {};
  runInNewContext(read(hosts, "cloudfront/function.js"), context);
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
    expect(ask(path), path).toBe(file);
  }
  for (const name of ["/_headers", "/_redirects"]) expect(ask(name)).toMatch(/hidden$/);
  expect(ask("/news/")).toEqual([308, "/news"]);
  expect(ask("/zh/search/", { q: { value: "a%20b" }, flag: { value: "" }, m: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] } })).toEqual([
    308,
    "/zh/search?q=a%20b&flag&m=1&m=2",
  ]);
  expect(ask("/en")).toEqual([301, "/"]);
});

test("the upload to S3 sends every file once or more, the worker last, and says what it lacks", async ({ hosts: folder }) => {
  const script = join(folder, "cloudfront/upload.sh");
  const commands = join(folder, "commands");
  writeFileSync(join(folder, "aws"), `#!/bin/sh\nfor word; do printf '%s\\n' "$word"; done >> '${commands}'\necho >> '${commands}'\n`, { mode: 0o755 });
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  execFileSync("sh", [script, DIST, "bucket", "E1"], { env });
  const calls = read(commands).trimEnd().split("\n\n").map((call) => call.split("\n"));
  expect(calls.at(-1)[1]).toBe("create-invalidation");
  expect(calls.at(-2)[2]).toMatch(/\/sw\.js$/);
  expect(calls.at(-3)[2]).toMatch(/\/offline\.json$/);
  // As the command line evaluates its filters: the last match decides.
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
  const rule = (name) => {
    if (/^(assets|media|data\/(catalog|map))\//.test(name)) return "public, max-age=31536000, immutable";
    return name.endsWith(".html") ? "no-cache, no-transform" : "no-cache";
  };
  expect(files.filter((name) => sent.get(name)?.[0] !== rule(name))).toEqual([]);
  expect(sent.get("feed.json")[1]).toBe("application/feed+json; charset=utf-8");
  expect(sent.get("index.html")[1]).toBe("text/html; charset=utf-8");
  for (const [words, said] of [[[], /help: sh upload\.sh/], [[folder, "b", "e"], /help: \.\/dev build/]]) {
    const refused = spawnSync("sh", [script, ...words], { env, encoding: "utf8" });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(said);
  }
});

test("nginx and Caddy take the whole configuration of a server", async ({ hosts }) => {
  const caddy = spawnSync(CADDY, ["adapt", "--config", join(hosts, "caddy/Caddyfile"), "--adapter", "caddyfile"], {
    encoding: "utf8",
  });
  expect(caddy.status, caddy.stderr).toBe(0);
  expect(caddy.stdout).toMatch(/Content-Security-Policy/);
  expect(read(hosts, "nginx/server.conf")).toMatch(/include \/etc\/nginx\/film\/site\.conf;/);
});

test("the script for a plain server uploads dist/ as it is, to a folder that its path allows", ({ folder }) => {
  const log = join(folder, "log");
  const bin = join(folder, "bin");
  const root = join(folder, "project");
  for (const made of ["bin", "project/deploy", "project/dist/assets", "project/dist/media", "project/dist/data/catalog", "project/dist/data/map"]) {
    mkdirSync(join(folder, made), { recursive: true });
  }
  copyFileSync(join(ROOT, "deploy/server.sh"), join(root, "deploy/server.sh"));
  const program = (file, lines) => writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  program(join(bin, "rsync"), `echo "rsync $*" >> '${log}'`);
  program(join(bin, "ssh"), `echo "ssh $1" >> '${log}'; cat >/dev/null`);
  program(join(root, "dev"), `echo "dev $*" >> '${log}'`);
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
  const run = (...words) => {
    writeFileSync(log, "");
    const done = spawnSync("sh", [join(root, "deploy/server.sh"), "user@host", ...words], { env, encoding: "utf8", input: "" });
    return { status: done.status, said: done.stderr, calls: read(log).trim().split("\n") };
  };
  const unbuilt = run("/srv/film/current");
  expect([unbuilt.status, unbuilt.calls]).toEqual([2, [""]]);
  expect(unbuilt.said).toMatch(/dist\/_headers is missing\nhelp: \.\/dev build/);
  for (const name of ["sw.js", "offline.json"]) writeFileSync(join(root, "dist", name), "");
  for (const [base, good, wrong] of [["", "/srv/film/current", undefined], ["/film", "/srv/www/film", "/srv/film/current"], ["/film", "/srv/www/film/", "/srv/www/filmed"]]) {
    writeFileSync(join(root, "dist/_headers"), `${base}/*\n  A: b\n`);
    const { status, said, calls } = run(good);
    expect(status, said).toBe(0);
    expect(calls.some((call) => call.startsWith("dev")), "nothing is built again").toBe(false);
    expect(calls.findIndex((call) => call.includes("dist/assets"))).toBeLessThan(calls.findIndex((call) => call.includes("dist/sw.js")));
    const to = calls.filter((call) => call.startsWith("rsync")).map((call) => call.split(" ").at(-1));
    expect(new Set(to)).toEqual(new Set([`user@host:${good.replace(/\/$/, "")}/`]));
    if (wrong) {
      const refused = run(wrong);
      expect([refused.status, refused.calls]).toEqual([2, [""]]);
      expect(refused.said).toMatch(new RegExp(`is for /film/.*\nhelp: give the folder ${wrong}/film`));
    }
  }
  expect(run("/srv/www/film", "--host", "nginx", "--public-url", "/film/").calls[0]).toBe("dev build --host nginx --public-url /film/");
});

test("the calendars of the published site are fetched for a build elsewhere", async ({ folder, site }) => {
  const script = join(ROOT, "deploy/published-calendars.sh");
  // The server runs in this process, so the script must not block it.
  const run = (...words) => new Promise((done) => execFile("sh", [script, ...words], (error, out, said) => done([error?.code ?? 0, said])));
  expect(await run(`${site.home}`, folder)).toEqual([0, ""]);
  const calendars = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".ics")).toSorted();
  expect(calendars).toContain("zh/summit/2023/agenda.ics");
  for (const name of calendars) expect(read(folder, name)).toBe(read(DIST, name));
  const [, said] = await run(`${site.origin}/elsewhere`, join(folder, "none"));
  expect(said).toBe("");
  expect(readdirSync(join(folder, "none"), { recursive: true }).filter((name) => name.endsWith(".ics"))).toEqual([]);
  for (const words of [[], [site.home], ["film.example", folder], ["http://127.0.0.1:9", folder]]) {
    const [code, help] = await run(...words);
    expect(code, words.join(" ")).toBe(2);
    expect(help).toMatch(/error: .*\nhelp: /);
  }
  const missing = join(folder, "missing");
  const build = ["build", "--public", join(ROOT, "public"), "--out", join(folder, "out"), "--before", missing];
  const refused = spawnSync(SITE_TOOL, build, { encoding: "utf8", cwd: ROOT });
  expect(refused.status).toBe(1);
  expect(refused.stderr).toMatch(/missing is not a folder\n help: sh deploy\/published-calendars\.sh/);
});

test("the workflow and the script call commands that ./dev has, with options that it knows", () => {
  const usage = execFileSync(join(ROOT, "dev"), ["help"], { encoding: "utf8" });
  for (const name of ["github-actions.yml", "server.sh"]) {
    const lines = read(ROOT, "deploy", name).split("\n");
    const calls = lines.flatMap((line) => (/^\s*#/.test(line) ? [] : [...line.matchAll(/\.\/dev ([a-z]+)([^#]*)/g)]));
    expect(calls.length, name).toBeGreaterThan(0);
    for (const [call, command, rest] of calls) {
      expect(usage, call).toMatch(new RegExp(`^  ${command}\\b`, "m"));
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(usage, call).toContain(option);
    }
  }
  for (const name of ["server.sh", "published-calendars.sh"]) execFileSync("sh", ["-n", join(ROOT, "deploy", name)]);
  for (const words of [[], ["host", "relative"], ["host", "/"], ["host", "/srv/a b"]]) {
    const refused = spawnSync("sh", [join(ROOT, "deploy/server.sh"), ...words], { encoding: "utf8" });
    expect(refused.status, words.join(" ")).toBe(2);
    expect(refused.stderr).toMatch(/help: /);
  }
});
