// Helpers for tests of a device: a browser context that stores the site through its service worker.
import { expect } from "@playwright/test";
import { visit, wake } from "./site.mjs";

/** In a page: records every state that the service worker reports. */
export const noteStates = () => {
  globalThis.states = [];
  addEventListener("offline-state", ({ detail }) => states.push(detail));
};

/** Opens a page with its own storage, which records every state that the service worker reports. */
export async function device(browser, { wakes = true, ...options } = {}) {
  const context = await browser.newContext({ serviceWorkers: "allow", viewport: { width: 800, height: 600 }, ...options });
  context.setDefaultTimeout(30_000);
  if (wakes) await context.addInitScript(wake);
  await context.addInitScript(noteStates);
  return context.newPage();
}

/** Sends a message to one of the page's service workers and returns its answer. */
export const ask = (page, message, which = "active") =>
  page.evaluate(
    async ({ message, which }) => {
      const registration = await navigator.serviceWorker.getRegistration("/");
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((done) => (port1.onmessage = ({ data }) => done(data.offline ?? data)));
      registration[which].postMessage(message, [port2]);
      return answer;
    },
    { message, which },
  );

/** A message that pins files only. */
export const pinOf = (id, ...urls) => ({ type: "pin", id, name: "", path: "", items: [{ path: "", title: "", urls }] });

/** Waits until an async function in the page returns something truthy. */
export const waitUntil = (page, question, given) =>
  expect.poll(() => page.evaluate(question, given), { message: String(question), intervals: [100], timeout: 30_000 }).toBeTruthy();

/** Whether a piece is stored. */
export const hasPiece = (page, hash) => page.evaluate(async (hash) => !!(await caches.match(`/offline/${hash}`)), hash);

/** Waits until a piece is stored. */
export const waitForPiece = (page, hash) => waitUntil(page, async (hash) => !!(await caches.match(`/offline/${hash}`)), hash);

/** Replaces the stored bytes of a piece. */
export const spoilPiece = (page, hash, text) =>
  page.evaluate(
    async ({ hash, text }) => (await caches.open("offline-files-1")).put(`/offline/${hash}`, new Response(text)),
    { hash, text },
  );

/** Waits until the texts of a language are stored. */
export const waitForTexts = (page, tier = "text-en") =>
  page.waitForFunction((tier) => globalThis.states?.some(({ tiers }) => tiers?.[tier]?.ready), tier);

/** Visits a page and waits until the texts of its language are stored. */
export async function install(page, path = "/", tier = "text-en") {
  await visit(page, path);
  await waitForTexts(page, tier);
}

/** The reader accepts the waiting version. */
export async function activateWaiting(page) {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting?.postMessage({ type: "activate" }));
  await waitUntil(page, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
}

/** Registers the service worker from a page without the app, or checks for an update; returns the state it reached. */
export const attempt = (page) =>
  page.evaluate(async () => {
    const known = await navigator.serviceWorker.getRegistration("/");
    let registration;
    // The policy that the site's start script creates; this page does not have that script.
    if (!trustedTypes.defaultPolicy) trustedTypes.createPolicy("default", { createScriptURL: (address) => address });
    try {
      registration = await (known ? known.update() : navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }));
    } catch (error) {
      return `refused: ${error.message}`;
    }
    const worker = registration.installing ?? registration.waiting;
    if (!worker) return "none";
    await new Promise((done) => {
      const look = () => (["installed", "activated", "redundant"].includes(worker.state) ? done() : undefined);
      worker.onstatechange = look;
      look();
    });
    return worker.state;
  });

/** Deletes pieces from the store. */
export const drop = (page, ...hashes) =>
  page.evaluate(async (hashes) => {
    const cache = await caches.open("offline-files-1");
    for (const hash of hashes) await cache.delete(`/offline/${hash}`);
  }, hashes);

/** Asserts that every stored piece matches its name and that nothing is opaque. Returns the number of pieces. */
export async function expectWhole(page) {
  const [bad, count] = await page.evaluate(async () => {
    const bad = [];
    let count = 0;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const response = await cache.match(request);
        count++;
        if (response.type === "opaque" || response.redirected) bad.push(`${request.url} is ${response.type}`);
        if (name.includes("notes")) continue;
        const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
        const text = btoa(String.fromCharCode(...hash)).replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
        if (!request.url.endsWith(`/offline/${text}`)) bad.push(`${request.url} is ${text}`);
      }
    }
    return [bad, count];
  });
  expect(bad).toEqual([]);
  return count;
}

export const heading = (page) => page.locator("main h1").innerText();

/** Stops the service worker; the browser starts it again at the next message. */
export const restartWorker = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await session.detach();
};

/** Opens a page without a network and waits for its heading; returns its status and how long that took. */
export async function openOffline(page, path, heading) {
  const began = performance.now();
  const answer = await page.goto(path);
  await page.waitForFunction((heading) => document.querySelector("main h1")?.textContent === heading, heading);
  return { status: answer.status(), ms: performance.now() - began };
}
