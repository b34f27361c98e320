// A proxy in front of a server that can simulate a slow connection. It slows all traffic, including a service worker's
// requests and prefetches, which the browser's own throttling of a page leaves out.
import { connect, createServer } from "node:net";
import { SLOW } from "./common.mjs";

const PIECE = 4096;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Starts a proxy for a server; `slow` can be changed at any time. */
export async function line(server) {
  const { hostname, port } = new URL(server);
  const sockets = new Set();
  let free = 0;
  const it = { slow: false };
  // Requests are delayed; responses share the bandwidth in small pieces.
  const ask = async () => {
    if (it.slow) await pause(SLOW.latency);
  };
  const answer = async (bytes) => {
    if (!it.slow) return;
    const now = performance.now();
    free = Math.max(now, free) + (bytes / SLOW.rate) * 1000;
    await pause(free - now);
  };
  /** Forwards data in order, each piece after its delay. */
  const pass = (from, to, wait) => {
    let before = Promise.resolve();
    const then = (task) => (before = before.then(task).catch(() => to.destroy()));
    from.on("data", (data) => {
      for (let at = 0; at < data.length; at += PIECE) {
        const piece = data.subarray(at, at + PIECE);
        then(async () => {
          await wait(piece.length);
          to.write(piece);
        });
      }
    });
    from.on("end", () => then(() => to.end()));
    from.on("error", () => to.destroy());
    from.on("close", () => then(() => to.destroy()));
  };
  const listener = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    }
    pass(client, upstream, ask);
    pass(upstream, client, answer);
  });
  await new Promise((done) => listener.listen(0, "127.0.0.1", done));
  it.origin = `http://127.0.0.1:${listener.address().port}`;
  it.stop = () =>
    new Promise((done) => {
      listener.close(done);
      for (const socket of sockets) socket.destroy();
    });
  return it;
}
