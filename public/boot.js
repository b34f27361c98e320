// Starts the page. At once: the theme, the rest of the styles, the policy for markup. The program comes when the reader
// reaches for something that needs it, or when the page has rested. After it, the service worker.
// The site tool fills in the four addresses and digests.
const root = document.documentElement;
const { dataset } = document.querySelector("script[data-document]");
try {
  const theme = localStorage.getItem(`theme${root.dataset.base ?? ""}`);
  if (theme) root.dataset.theme = theme;
} catch {
  // Storage is blocked: the theme follows the device.
}
for (const sheet of document.querySelectorAll("link[data-later]")) sheet.media = "all";
// Trusted Types: text becomes markup only where it draws something; it runs nothing and leads nowhere. The one script
// that an address is made for is the service worker. All else is refused, wherever in the program it is tried.
const INERT = /^(?:[^<]|<\/?(?:circle|option|p|path|span)(?: (?:aria-hidden|c[xy]|class|d|r|value)="[^"<>]*")*>)*$/;
const WORKER = new URL("../sw.js", import.meta.url).href;
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (INERT.test(text) ? text : null),
  createScriptURL: (address) => (address === WORKER ? address : null),
});

// ---- The program

// A file that is cut short or tampered with is not used: the page stays as it was prerendered.
const load = (path, integrity) => fetch(path, { integrity, credentials: "same-origin" });
const [path, body] = dataset.document.split(" ");
const fetchDocument = async () => {
  if (!path.startsWith("/")) return undefined;
  const response = await load(path, "");
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
};
const run = async () => {
  const wasm = load("__WASM__", "__WASM_INTEGRITY__");
  const checked = load("__GLUE__", "__GLUE_INTEGRITY__");
  // What else of the program this page needs; the program asks for it again, with its digest.
  for (const chunk of dataset.chunks?.split(" ") ?? []) {
    fetch(chunk).then((response) => response.arrayBuffer()).catch(() => {});
  }
  const [glue, text] = await Promise.all([checked.then(() => import("__GLUE__")), fetchDocument(), wasm]);
  // A document names the body that it was rendered to. If that is not the page's, the program renders the page again.
  if (!text || !body || text.includes(`"${body}"`)) globalThis.pageDocument = text;
  else document.getElementById("app").replaceChildren();
  await glue.default({ module_or_path: wasm });
  whenQuiet(QUIET, () => offline().catch(() => tell({ state: "blocked" })));
};
let running;
// What did not come is asked for again at the next reason to start.
const start = () => (running ??= run().catch(() => {
  running = undefined;
  for (const button of pressed) button.removeAttribute("aria-busy");
  pressed.clear();
}));

// ---- What the reader does before the program answers takes effect once it does

const isReady = () => root.dataset.app === "ready";
const pressed = new Set();
const filled = new Map();
const keys = [];
const answer = () => {
  if (!isReady()) return;
  answered.disconnect();
  for (const [field, { value, checked }] of filled) {
    if (!field.isConnected) continue;
    if (field.checked !== checked) field.click();
    else {
      // A chosen file has a value that nobody may set.
      if (field.value !== value) field.value = value;
      for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }
  for (const button of pressed) {
    button.removeAttribute("aria-busy");
    button.click();
  }
  for (const key of keys) key.target.dispatchEvent(new KeyboardEvent("keydown", key));
};
const answered = new MutationObserver(answer);
answered.observe(root, { attributeFilter: ["data-app"] });
const listen = (types, task) => {
  const before = (event) => isReady() || task(event);
  for (const type of types) addEventListener(type, before, { capture: true });
};
const CONTROLS = "button, input, select, textarea, summary, label";
const stop = (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
};
listen(["click"], (event) => {
  const button = event.target.closest("button[type=button]");
  if (!button) return;
  stop(event);
  button.ariaBusy = "true";
  pressed.add(button);
  start();
});
listen(["input", "change"], ({ target }) => {
  filled.set(target, { value: target.value, checked: target.checked });
  start();
});
// A form with an address works without the program.
listen(["submit"], (event) => {
  if (event.target.hasAttribute("action")) return;
  stop(event);
  start();
});
listen(["keydown"], (event) => {
  if (event.key.length > 1 || event.key === " " || event.target.matches("input, textarea, select")) return;
  keys.push(event);
  start();
});
// Where the pointer or the focus goes is wanted soon: the program, or another page.
listen(["pointerover", "pointerdown", "focusin"], ({ target }) => {
  if (!target.closest) return;
  if (target.closest(CONTROLS)) return start();
  const link = target.closest("a[href]");
  if (!link || running || link.origin !== location.origin || link.hash || link.download) return;
  if (document.head.querySelector(`link[rel=prefetch][href="${CSS.escape(link.pathname)}"]`)) return;
  const hint = document.createElement("link");
  Object.assign(hint, { rel: "prefetch", as: "document", href: link.pathname });
  document.head.append(hint);
});

// ---- When the page rests

const REST = 8_000;
const QUIET = 1_000;
// Runs a task once the reader has done nothing for so many milliseconds.
const whenQuiet = (ms, task) => {
  const types = ["pointerdown", "pointermove", "keydown", "scroll"];
  let timer;
  const done = () => {
    for (const type of types) removeEventListener(type, wait, true);
    (window.requestIdleCallback ?? setTimeout)(task);
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(done, ms);
  };
  for (const type of types) addEventListener(type, wait, { capture: true, passive: true });
  wait();
};
// The page shows something else with the program: what the address asks for, or what this device knows.
const isWanted = () =>
  document.querySelector("meta[name=program]") ||
  location.search ||
  location.hash.includes("=") ||
  !document.getElementById("app").firstChild ||
  !navigator.onLine;
const begin = () => {
  if (leads()) return;
  if (isWanted()) {
    // The first paint comes before: two frames after the page is parsed.
    requestAnimationFrame(() => setTimeout(start));
  } else if (!navigator.connection?.saveData) {
    whenQuiet(REST, start);
  }
};

// ---- The service worker

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
// ---- The installed app

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
if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
