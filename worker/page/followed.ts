// Marks the card whose link is followed: its picture becomes the picture of the next page (style/ui/opened.css).

import { root } from "./first.ts";

const forget = () => {
  document.querySelector("main [data-followed]")?.removeAttribute("data-followed");
  root.removeAttribute("data-leaving");
};
addEventListener("pageshow", ({ persisted }) => persisted && forget());

// Only a followed card leaves with a transition.
addEventListener("pageswap", ({ viewTransition }) => root.hasAttribute("data-leaving") || viewTransition?.skipTransition());

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
  },
  true,
);
