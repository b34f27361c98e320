// A small server for a built site that follows its _headers and produces faults on request.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

// Compressed bodies, by file and time: many devices request the same files.
const compressed = new Map();
const brotliOf = (file, bytes) => {
  const key = `${file} ${statSync(file).mtimeMs}`;
  if (!compressed.has(key)) compressed.set(key, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }));
  return compressed.get(key);
};

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".avif": "image/avif",
  ".webp": "image/webp",
  ".mp4": "video/mp4",
  ".webm": "video/webm",
  ".xml": "text/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".ico": "image/x-icon",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ics": "text/calendar; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".geojson": "application/geo+json",
  ".gpx": "application/gpx+xml",
  ".kml": "application/vnd.google-earth.kml+xml",
};

const matches = (pattern, path) =>
  new RegExp(`^${pattern.replace(/[.+?^$()[\]|]/g, "\\$&").replaceAll("*", ".*")}$`).test(path);

/** Parses the rules of a `_headers` file: pattern → [name, value] lines; `! Name` removes a header. */
function rules(dist) {
  const found = [];
  // This server does not use https.
  const text = readFileSync(join(dist, "_headers"), "utf8").replaceAll("; upgrade-insecure-requests", "");
  for (const line of text.split("\n")) {
    if (line && !line.startsWith(" ")) found.push([line.trim(), []]);
    else if (line.trim()) found.at(-1)[1].push(line.trim());
  }
  return (path) => {
    // A path without a rule is revalidated each time, as on the hosts that read this file.
    const headers = new Map([["Cache-Control", "no-cache"]]);
    for (const [pattern, lines] of found) {
      if (!matches(pattern, path)) continue;
      for (const line of lines) {
        if (line.startsWith("! ")) headers.delete(line.slice(2));
        else headers.set(line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2));
      }
    }
    return headers;
  };
}

/**
 * Serves `dist`. These fields change the responses:
 *
 * - `fault(path)`: nothing, or what to do: `{ status }`, `{ redirect }`, `{ body, type }`, `{ type }`, `{ headers }`,
 *   `{ cut: share or bytes, close: true }` (sent short; `close` without a length), `{ stall: bytes }`,
 *   `{ hold: promise }` (nothing is sent until it is fulfilled);
 * - `edit(path, bytes)`: other bytes for a path;
 * - `line`: `{ latency: ms, rate: bytes per second }` shared by all responses;
 * - `log`: `[{ path, status, sent, at, ended }]` of every request.
 */
export async function serveFaulty(dist) {
  const site = { dist, fault: () => undefined, edit: (path, bytes) => bytes, line: undefined, log: [] };
  const sockets = new Set();
  let free = 0;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  const find = (path) => {
    const plain = decodeURIComponent(path);
    if (plain.includes("..") || plain === "/_headers") return undefined;
    const names = plain === "/" ? ["/index.html"] : [plain, `${plain}.html`];
    return names.map((name) => join(site.dist, name)).find((file) => existsSync(file) && statSync(file).isFile());
  };

  // Sends bytes in small parts, at the rate that all responses share.
  const send = async (response, bytes, entry) => {
    for (let at = 0; at < bytes.length && !response.destroyed; at += 8192) {
      const part = bytes.subarray(at, at + 8192);
      if (site.line) {
        const now = performance.now();
        free = Math.max(now, free) + (part.length / site.line.rate) * 1000;
        await pause(free - now);
      }
      response.write(part);
      entry.sent += part.length;
    }
  };

  const handle = async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const entry = { path, status: 0, sent: 0, at: performance.now(), ended: 0, range: request.headers.range };
    site.log.push(entry);
    response.on("close", () => (entry.ended = performance.now()));
    if (site.line) await pause(site.line.latency);
    let file = find(path);
    if (!file && /.\/$/.test(path)) {
      response.writeHead((entry.status = 308), { location: path.replace(/\/+$/, "") }).end();
      return;
    }
    const { hold, ...fault } = site.fault(path, entry) ?? {};
    await hold;
    if (fault.redirect) {
      response.writeHead((entry.status = 302), { location: fault.redirect }).end();
      return;
    }
    let status = file ? 200 : 404;
    file ??= join(site.dist, "404.html");
    const headers = Object.fromEntries(rules(site.dist)(path));
    headers["Content-Type"] = fault.type ?? TYPES[extname(file)] ?? "application/octet-stream";
    const own = readFileSync(file);
    let bytes = site.edit(path, own);
    const edited = bytes !== own && !own.equals(bytes);
    if (fault.body !== undefined) bytes = Buffer.from(fault.body);
    const etag = `"${createHash("sha1").update(bytes).digest("hex")}"`;
    if (fault.status) status = fault.status;
    Object.assign(headers, fault.headers);
    const spoilt = Object.keys(fault).some((name) => name !== "headers");
    const whole = !spoilt && !edited;
    const brotli = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && whole && status === 200 && /^(text|application)/.test(headers["Content-Type"]);
    if (status === 200 && /^video|^image\/avif/.test(headers["Content-Type"])) headers["Accept-Ranges"] = "bytes";
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    if (status === 200 && !spoilt) {
      headers.ETag = etag;
      if (request.headers["if-none-match"] === etag) {
        response.writeHead((entry.status = 304), headers).end();
        return;
      }
    }
    if (range && status === 200) {
      const end = range[2] === "" ? bytes.length - 1 : Math.min(+range[2], bytes.length - 1);
      headers["Content-Range"] = `bytes ${range[1]}-${end}/${bytes.length}`;
      bytes = bytes.subarray(+range[1], end + 1);
      status = 206;
    } else if (brotli) {
      headers["Content-Encoding"] = "br";
      bytes = brotliOf(file, bytes);
    }
    entry.status = status;
    const { cut = bytes.length } = fault;
    const length = cut < 0 ? bytes.length + cut : cut > 0 && cut < 1 ? Math.floor(bytes.length * cut) : cut;
    if (fault.close) headers.Connection = "close";
    if (fault.close) response.useChunkedEncodingByDefault = false;
    else headers["Content-Length"] = bytes.length;
    response.writeHead(status, headers);
    if (request.method === "HEAD") return void response.end();
    if (fault.stall !== undefined) {
      await send(response, bytes.subarray(0, fault.stall), entry);
      return;
    }
    response.flushHeaders();
    await send(response, bytes.subarray(0, length), entry);
    if (length < bytes.length && !fault.close) {
      // Let the bytes leave before the connection breaks.
      await pause(5);
      response.socket?.resetAndDestroy?.();
    } else response.end();
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => response.destroy(error));
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  const listen = (port) => new Promise((done) => server.listen(port, "127.0.0.1", done));
  await listen(0);
  const { port } = server.address();
  site.origin = `http://127.0.0.1:${port}`;
  /** Cuts the network: the server stops listening. */
  site.cut = () =>
    new Promise((done) => {
      server.close(done);
      for (const socket of sockets) socket.destroy();
    });
  /** Restores the network at the same address. */
  site.restore = () => listen(port);
  site.stop = () => (server.listening ? site.cut() : Promise.resolve());
  return site;
}
