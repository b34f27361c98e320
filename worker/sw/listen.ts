// The worker's events. A page sends an `Order` by postMessage. The answer, a `Report`, goes to the message's port, if
// it has one.

import type { Order, Report } from "../messages.ts";
import { type Answer, note } from "./answer.ts";
import { respond } from "./respond.ts";
import { reportTo, tell } from "./report.ts";
import { cancel, measure, pause, pin, repair, saveText } from "./saving.ts";
import { BASE, inner, isMedia, isPage, nameOf, worker } from "./scope.ts";
import { SHARE, receive } from "./share.ts";
import { activate, install, noteCurrent } from "./versions.ts";

const HANDLED = /^\/(assets|data)\/|\.(svg|png|ics|csv|geojson|gpx|kml|webmanifest)$|\/schedule\.(json|xml)$/;

/**
 * Carries out an order. Returns what to add to the state in the answer. An unknown order of another version is answered
 * with the state.
 */
const obey = async (order: Order): Promise<Partial<Report> | undefined | void> => {
  switch (order.type) {
    case "save":
      return order.lean ? tell() : saveText(order.tier);
    case "current":
      return noteCurrent();
    case "reach":
      await fetch(`${BASE}/robots.txt`, { method: "HEAD", cache: "no-store" });
      return;
    case "size":
      return { size: await measure(order.items) };
    case "pin":
      return pin(order);
    case "pause":
      return pause(order.id);
    case "cancel":
      return cancel(order.id);
    case "repair":
      return repair();
    case "activate":
      void worker.skipWaiting();
      if (worker.serviceWorker?.state === "activated") worker.registration.waiting?.postMessage(order);
  }
};

export const listen = (answer: Answer) => {
  worker.addEventListener("fetch", (event) => {
    const { method, mode, url: address } = event.request;
    const url = new URL(address);
    const path = inner(url.pathname);
    if (method === "POST" && mode === "navigate" && SHARE.test(path)) event.respondWith(receive(event.request, url));
    const isFile = isMedia(nameOf(url));
    if (method !== "GET" || (url.origin !== location.origin && !isFile)) return;
    note();
    if (isPage(event.request) || isFile || HANDLED.test(path)) event.respondWith(respond(answer, event, url));
  });
  worker.addEventListener("install", (event) => event.waitUntil(install()));
  worker.addEventListener("activate", (event) => event.waitUntil(activate()));
  worker.addEventListener("message", (event) => {
    note();
    const order = (event.data ?? {}) as Order;
    const source = event.source instanceof Client ? event.source : undefined;
    const done = async () => {
      const result = await obey(order).catch((error: Error) => ({ error: String(error.message ?? error) }));
      const to = event.ports[0] ?? (order.type === "state" ? source : undefined);
      to?.postMessage(await reportTo(source?.id, result ?? {}));
    };
    event.waitUntil(done());
  });
};
