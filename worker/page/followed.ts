// Marks the card whose link is followed: its picture becomes the picture of the next page (style/ui/opened.css).

import { root } from "./first.ts";

addEventListener(
  "click",
  ({ target }) => {
    const link = target instanceof Element && target.closest("a[href]");
    if (!link) return;
    const card = link.closest(".card, .ways li");
    document.querySelector("main [data-followed]")?.removeAttribute("data-followed");
    card?.setAttribute("data-followed", "");
    root.toggleAttribute("data-leaving", !!card);
  },
  true,
);
