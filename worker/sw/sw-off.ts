// The kill switch: deployed in place of sw.js, it unregisters the worker on every device and deletes its caches.
const worker = self as unknown as ServiceWorkerGlobalScope;
const end = async () => {
  // The cache names of another site on the same host end in that site's base path.
  const base = new URL(".", location.href).pathname.slice(0, -1);
  for (const name of await caches.keys()) if (name.replace(/^[^/]*/, "") === base) await caches.delete(name);
  await worker.registration.unregister();
};
worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(end()));
// An open page of an earlier version may have registered it again.
worker.addEventListener("message", (event) => event.waitUntil(end()));
export {};
