// Runs immediately: sets the theme and the Trusted Types policy.

declare global {
  interface Navigator {
    connection?: { saveData: boolean };
  }
}

export const root = document.documentElement;

/** Whether the reader asks for less traffic. */
export const savesData = () => !!navigator.connection?.saveData;

/** A value that the site stored, or null if there is none or storage is blocked. */
export const stored = (key: string) => {
  try {
    return localStorage.getItem(key + (root.dataset.base ?? ""));
  } catch {
    return null;
  }
};

// Without a stored theme, the device decides.
const theme = stored("theme");
const colourFrame = () => {
  if (theme !== "light" && theme !== "dark") return;
  for (const colour of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    colour.media = colour.dataset.for === theme ? "all" : "not all";
  }
};
if (theme) root.dataset.theme = theme;
// Where the browser restores the scroll offset, blocks need their real height (style/layout.css).
const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
root.toggleAttribute("data-whole", visit?.type === "reload" || visit?.type === "back_forward");
// This script may run before the rest of the head is parsed.
colourFrame();
if (document.readyState === "loading") addEventListener("DOMContentLoaded", colourFrame);

// Trusted Types: a text may become markup only if it is inert, that is, it draws something but neither runs nor links
// to anything. The only allowed script URL is the service worker's. Everything else is rejected, wherever in the
// program it is tried. The content of pages of text has a policy of its own (html.ts).
const INERT = /^(?:[^<]|<\/?(?:circle|option|p|path|span)(?: (?:aria-hidden|c[xy]|class|d|r|value)="[^"<>]*")*>)*$/;
export const WORKER = new URL("../sw.js", import.meta.url).href;
declare const trustedTypes: { createPolicy(name: string, rules: Record<string, (text: string) => string | null>): void };
if ("trustedTypes" in globalThis) {
  trustedTypes.createPolicy("default", {
    createHTML: (text) => (INERT.test(text) ? text : null),
    createScriptURL: (address) => (address === WORKER ? address : null),
  });
}
