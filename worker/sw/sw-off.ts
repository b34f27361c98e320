// The kill switch: deployed in the place of sw.js, it ends the worker on every device and empties its caches.
const worker = self as unknown as ServiceWorkerGlobalScope;
const end = async () => {
  // Those of another site on the same host end in its path.
  const base = new URL(".", location.href).pathname.slice(0, -1);
  for (const name of await caches.keys()) if (name.replace(/^[^/]*/, "") === base) await caches.delete(name);
  await worker.registration.unregister();
};
worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(end()));
// A page of an earlier version that is still open may have registered it again.
worker.addEventListener("message", (event) => event.waitUntil(end()));
export {};
