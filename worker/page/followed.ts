// Marks the card whose link is followed: its picture becomes the picture of the next page (style/ui/opened.css).

import { root } from "./first.ts";

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
  },
  true,
);
