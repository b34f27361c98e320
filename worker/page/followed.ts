// Marks the card whose link is followed: its picture becomes the picture of the next page (style/ui/opened.css).

import { root } from "./first.ts";

// Only a followed card asks for a transition to the next document. If pages always did, Chromium would never leave one
// that redirects before its first frame.
const none = new CSSStyleSheet();
none.replaceSync("@view-transition { navigation: none }");
none.disabled = true;
document.adoptedStyleSheets = [...document.adoptedStyleSheets, none];

/** Lets the reader leave without a transition. */
export const leavesPlainly = () => void (none.disabled = false);

// This page's own arrival is decided before its first frame.
requestAnimationFrame(leavesPlainly);
addEventListener("pageshow", ({ persisted }) => persisted && leavesPlainly());

addEventListener(
  "click",
  ({ target, ctrlKey, metaKey, shiftKey }) => {
    const link = target instanceof Element && target.closest("a[href]");
    // With a modifier key, the page opens in another tab or window.
    if (!link || ctrlKey || metaKey || shiftKey) return;
    const card = link.closest(".card, .ways li");
    document.querySelector("main [data-followed]")?.removeAttribute("data-followed");
    card?.setAttribute("data-followed", "");
    root.toggleAttribute("data-leaving", !!card);
    none.disabled = !!card;
  },
  true,
);
