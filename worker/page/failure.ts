// A program that has stopped by an error of its own. The browser takes over: links and forms lead on as without it, and the
// reader is told.

import { root } from "./first.ts";

/** The site tool fills them in: what is said of a program that stopped, of one that did not come, where there is no
 * WebAssembly, and what reloads the page. */
declare const __FAILURES__: Record<string, Record<"stopped" | "missing" | "unsupported" | "reload", string>>;

let failed = false;
const here = location.pathname;

/** Says once above the page's content what is wrong. */
export const tell = (what: "stopped" | "missing" | "unsupported") => {
  const words = __FAILURES__[root.lang]!;
  const notice = Object.assign(document.createElement("p"), { id: "failure", className: "notice", role: "alert" });
  const reload = Object.assign(document.createElement("a"), { href: location.href, textContent: words.reload });
  reload.onclick = (event) => {
    event.preventDefault();
    location.reload();
  };
  notice.append(`${words[what]} `, ...(what === "unsupported" ? [] : [reload]));
  document.getElementById("failure")?.remove();
  document.getElementById("main")?.prepend(notice);
};

const fail = () => {
  if (failed) return;
  failed = true;
  root.dataset.app = "failed";
  // The program came to another page, perhaps in part: the browser shows that itself.
  if (location.pathname !== here) location.reload();
  else tell("stopped");
};

const onError = (error: unknown) => {
  if (error instanceof Error && /\bwasm\b/.test(`${error.stack}`)) fail();
};
addEventListener("error", ({ error }) => onError(error));
addEventListener("unhandledrejection", ({ reason }) => onError(reason));

// What has stopped hears of nothing any more. These listeners are the first.
const seldom = ["popstate", "hashchange", "storage", "visibilitychange", "pagehide"];
const often = ["click", "submit", "input", "change", "keydown", "pointerdown", "pointermove", "pointerup", "pointerover", "focusin", "scroll"];
for (const type of [...seldom, ...often]) {
  const skip = (event: Event) => {
    if (!failed) return;
    if (type === "popstate") location.reload();
    if (!(event.target as Element).closest?.("#failure")) event.stopImmediatePropagation();
  };
  addEventListener(type, skip, { capture: true });
}
