// Starts the app: the theme first, then the rest of the styles, then the program, then the offline worker.
// The site tool fills in the four addresses and digests.
const root = document.documentElement;
try {
  const theme = localStorage.getItem(`theme${root.dataset.base ?? ""}`);
  if (theme) root.dataset.theme = theme;
} catch {
  // Storage is blocked: the theme follows the device.
}
for (const sheet of document.querySelectorAll("link[data-later]")) sheet.media = "all";
// Trusted Types: text becomes markup only where it draws something; it runs nothing and leads nowhere. The one script
// that an address is made for is the offline worker. All else is refused, wherever in the program it is tried.
const INERT = /^(?:[^<]|<\/?(?:circle|option|p|path|span)(?: (?:aria-hidden|c[xy]|class|d|r|value)="[^"<>]*")*>)*$/;
const WORKER = new URL("../sw.js", import.meta.url).href;
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (INERT.test(text) ? text : null),
  createScriptURL: (address) => (address === WORKER ? address : null),
});
// A program that is cut short or tampered with is not run: the page stays as it was prerendered.
const load = (path, integrity) => fetch(path, { integrity, credentials: "same-origin" });
const start = async () => {
  const wasm = load("__WASM__", "__WASM_INTEGRITY__");
  const checked = load("__GLUE__", "__GLUE_INTEGRITY__");
  // What else of the program this page needs; the program asks for it again, with its digest.
  const parts = document.querySelector("script[data-parts]")?.dataset.parts.split(" ") ?? [];
  for (const part of parts) fetch(part).then((response) => response.arrayBuffer()).catch(() => {});
  const [glue] = await Promise.all([checked.then(() => import("__GLUE__")), wasm]);
  await glue.default({ module_or_path: wasm });
  (window.requestIdleCallback ?? setTimeout)(() => offline().catch(() => tell({ state: "blocked" })));
};
// Keeps the site on the device. What the worker says of it, and that there can be none, is told to the app as an event.
const HOUR = 3_600_000;
const tell = (detail) => {
  root.dataset.offline = detail.state;
  dispatchEvent(new CustomEvent("offline-state", { detail }));
};
const offline = async () => {
  const workers = navigator.serviceWorker;
  if (!workers) return tell({ state: isSecureContext ? "unsupported" : "insecure" });
  let registration;
  let looked = performance.now();
  let asked = false;
  // Looks for a newer version, and notes that there is none.
  const look = async () => {
    looked = performance.now();
    await registration.update();
    registration.active?.postMessage({ type: "current" });
  };
  workers.onmessage = ({ data }) => {
    tell(data.offline);
    if (asked || !registration?.active || !(data.offline.current > HOUR)) return;
    asked = true;
    look().catch(() => {});
  };
  try {
    registration = await workers.register(WORKER, { updateViaCache: "none" });
  } catch (error) {
    // A type error is a script that did not come; all else is a browser that refuses.
    return tell({ state: error instanceof TypeError ? "failed" : "blocked" });
  }
  await workers.ready;
  let tier;
  const save = () => {
    const lean = navigator.connection?.saveData;
    if (tier === (tier = `text-${root.lang.slice(0, 2)}`)) return;
    registration.active?.postMessage({ type: "save", tier, lean });
  };
  save();
  new MutationObserver(save).observe(root, { attributeFilter: ["lang"] });
  // A tab that is open for long looks for a newer version when it is looked at, once an hour.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && performance.now() - looked > HOUR) look().catch(() => {});
  });
};
// The installed app opens where the reader was: the empty shell shows any page, a prerendered one only itself.
const leads = () => {
  if (!new URLSearchParams(location.search).has("launch")) return false;
  let place = location.pathname;
  try {
    const last = localStorage.getItem(`place${root.dataset.base ?? ""}`);
    if (/^\/(?![/\\])/.test(last)) place = last;
  } catch {
    // Storage is blocked: the home page, then.
  }
  const here = new URL(place, location).pathname === location.pathname;
  const stays = here || !document.getElementById("app").firstChild;
  if (stays) history.replaceState(null, "", place);
  else location.replace(place);
  return !stays;
};
// The first paint comes before the program: two frames after the page is parsed.
const painted = () => leads() || requestAnimationFrame(() => setTimeout(start));
if (document.readyState === "loading") addEventListener("DOMContentLoaded", painted);
else painted();
