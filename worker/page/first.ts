// At once: the theme, the rest of the styles, the policy for markup.

export const root = document.documentElement;

/** A value that the site has stored; nothing where storage is blocked. */
export const stored = (key: string) => {
  try {
    return localStorage.getItem(key + (root.dataset.base ?? ""));
  } catch {
    return null;
  }
};

// Without one, the theme follows the device.
const theme = stored("theme");
const colourFrame = () => {
  if (theme !== "light" && theme !== "dark") return;
  for (const colour of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    colour.media = colour.dataset.for === theme ? "all" : "not all";
  }
};
if (theme) root.dataset.theme = theme;
// The script may be here before the rest of the head.
colourFrame();
if (document.readyState === "loading") addEventListener("DOMContentLoaded", colourFrame);
for (const sheet of document.querySelectorAll<HTMLLinkElement>("link[data-later]")) sheet.media = "all";

// Trusted Types: text becomes markup only where it draws something; it runs nothing and leads nowhere. The one script
// that an address is made for is the service worker. All else is refused, wherever in the program it is tried.
const INERT = /^(?:[^<]|<\/?(?:circle|option|p|path|span)(?: (?:aria-hidden|c[xy]|class|d|r|value)="[^"<>]*")*>)*$/;
export const WORKER = new URL("../sw.js", import.meta.url).href;
declare const trustedTypes: { createPolicy(name: string, rules: Record<string, (text: string) => string | null>): void };
if ("trustedTypes" in globalThis) {
  trustedTypes.createPolicy("default", {
    createHTML: (text) => (INERT.test(text) ? text : null),
    createScriptURL: (address) => (address === WORKER ? address : null),
  });
}
