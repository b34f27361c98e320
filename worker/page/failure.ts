// When the program crashes, the browser takes over: links and forms work as without JavaScript, and a notice is shown.

import { root } from "./first.ts";

/** Messages by language. Filled in by the site tool. */
declare const __FAILURES__: Record<string, Record<"stopped" | "missing" | "unsupported" | "reload", string>>;

let failed = false;
const here = location.pathname;

/** Shows a notice at the bottom of the window. */
export const tell = (what: "stopped" | "missing" | "unsupported") => {
  const words = __FAILURES__[root.lang]!;
  const old = document.getElementById("failure");
  if (old?.dataset.what === what) return;
  old?.remove();
  const notice = Object.assign(document.createElement("p"), { id: "failure", role: "alert" });
  notice.dataset.what = what;
  const reload = Object.assign(document.createElement("a"), { href: location.href, textContent: words.reload });
  reload.onclick = (event) => {
    event.preventDefault();
    location.reload();
  };
  notice.append(`${words[what]} `, ...(what === "unsupported" ? [] : [reload]));
  (document.querySelector(".notices") ?? document.body).append(notice);
};

const fail = () => {
  if (failed) return;
  failed = true;
  root.dataset.app = "failed";
  for (const button of document.querySelectorAll("button[aria-busy]")) button.removeAttribute("aria-busy");
  // The program may have rendered part of another page. Let the browser load that page.
  if (location.pathname !== here) location.reload();
  else tell("stopped");
};

/** Hands the page over to the browser if the error came from the program. */
export const onError = (error: unknown) => {
  if (error instanceof Error && /\bwasm\b/.test(`${error.stack}`)) fail();
};
addEventListener("error", ({ error }) => onError(error));
addEventListener("unhandledrejection", ({ reason }) => onError(reason));

// These listeners run first and keep events away from a crashed program.
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
