// When the program crashes, the browser takes over: links and forms work as without JavaScript, and a notice is shown
// beside the control that was used last.

import { root } from "./first.ts";

type Failure = "stopped" | "restarted" | "missing" | "unsupported";
/** Messages by language. Filled in by the site tool. */
declare const __FAILURES__: Record<string, Record<Failure | "reload", string>>;

const RESTARTED = "restarted";
let failed = false;
/** The control that the reader used last. */
let used: Element | undefined;
// The path of the page that is shown. After a navigation, the program sets it once the new page is in place.
root.dataset.shown = location.pathname;

/** Removes the notice of a failure. */
export const clear = (what?: Failure) => document.querySelector(`#failure${what ? `[data-what=${what}]` : ""}`)?.remove();

/** Shows a notice: at the end of a part of the page, or else at the bottom of the window, outside of what is hydrated. */
export const tell = (what: Failure, part?: Element | null) => {
  // Nothing more is on its way.
  for (const busy of document.querySelectorAll("[aria-busy=true]")) busy.removeAttribute("aria-busy");
  if (document.querySelector(`#failure[data-what=${what}]`)) return;
  clear();
  const words = __FAILURES__[root.lang]!;
  const notice = Object.assign(document.createElement("div"), { id: "failure", role: "alert" });
  notice.className = part ? "notice" : "notices";
  notice.dataset.what = what;
  const text = document.createElement("p");
  text.append(words[what]);
  if (what === "stopped" || what === "missing") {
    const reload = Object.assign(document.createElement("a"), { href: location.href, textContent: words.reload });
    reload.onclick = (event) => {
      event.preventDefault();
      location.reload();
    };
    text.append(" ", reload);
  }
  notice.append(text);
  if (part?.localName === "p") part.after(notice);
  else (part ?? document.body).append(notice);
  if (part) notice.scrollIntoView({ block: "nearest" });
};

/** Says that the program crashed while opening this page, and that the browser loaded it instead. */
export const tellRestart = () => {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  // The first access to the storage holds the page up.
  if (navigation?.type !== "reload") return;
  try {
    if (!sessionStorage.getItem(RESTARTED)) return;
    sessionStorage.removeItem(RESTARTED);
  } catch {
    return;
  }
  tell("restarted");
  addEventListener("click", () => clear("restarted"), { once: true });
};

const fail = () => {
  if (failed) return;
  failed = true;
  root.dataset.app = "failed";
  // A dialogue still closes, but nothing would tell the root (browser/dialog.rs).
  delete root.dataset.dialog;
  if (location.pathname === root.dataset.shown) return tell("stopped", used?.closest("main :is(form, li, p, section, td)"));
  // The program was rendering another page. Let the browser load that page.
  try {
    sessionStorage.setItem(RESTARTED, "1");
  } catch {
    // Storage is blocked: the page reloads without a notice.
  }
  location.reload();
};

/** Hands the page over to the browser if the error came from the program. */
export const onError = (error: unknown) => {
  if (error instanceof Error && /\bwasm\b/.test(`${error.stack}`)) fail();
};
addEventListener("error", ({ error }) => onError(error));
addEventListener("unhandledrejection", ({ reason }) => onError(reason));

// These listeners run first and keep events away from a crashed program.
const seldom = ["popstate", "hashchange", "storage", "visibilitychange", "pagehide"];
const uses = ["click", "submit", "input", "change", "keydown"];
const often = ["pointerdown", "pointermove", "pointerup", "pointerover", "focusin", "scroll"];
for (const type of [...seldom, ...uses, ...often]) {
  const first = (event: Event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    if (!failed) {
      if (uses.includes(type)) used = target;
      return;
    }
    if (type === "popstate") location.reload();
    if (!target?.closest("#failure")) event.stopImmediatePropagation();
  };
  addEventListener(type, first, { capture: true });
}
