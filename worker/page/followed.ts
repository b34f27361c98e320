// Marks the card whose link is followed: its picture becomes the picture of the next page (style/ui/opened.css).

import { root } from "./first.ts";

// Only a followed card asks for a transition to the next document. If pages always did, Chromium would never leave one
// that redirects before its first frame.
const plain = new CSSStyleSheet();
plain.replaceSync("@view-transition { navigation: none }");
plain.disabled = true;
document.adoptedStyleSheets = [...document.adoptedStyleSheets, plain];

/** Lets the reader leave without a transition. */
export const leavesPlainly = () => void (plain.disabled = false);

const forget = () => {
  document.querySelector("main [data-followed]")?.removeAttribute("data-followed");
  root.removeAttribute("data-leaving");
};

// This page's own arrival is decided before its first frame.
requestAnimationFrame(() => root.hasAttribute("data-leaving") || leavesPlainly());
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  forget();
  leavesPlainly();
});

addEventListener(
  "click",
  ({ target, ctrlKey, metaKey, shiftKey }) => {
    const link = target instanceof Element && target.closest("a[href]");
    // With a modifier key, the page opens in another tab or window.
    if (!link || ctrlKey || metaKey || shiftKey) return;
    const card = link.closest(".card, .ways li");
    forget();
    card?.setAttribute("data-followed", "");
    root.toggleAttribute("data-leaving", !!card);
    plain.disabled = !!card;
  },
  true,
);
// The program shows the next page in this document.
addEventListener("click", (event) => event.defaultPrevented && leavesPlainly());
