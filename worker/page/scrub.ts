// Loads the script for the sprites of clips (sprite.ts) when the pointer moves onto the first card that has one, or an
// arrow key is pressed on it.

import { savesData } from "./first.ts";
import { type Script, load as loaded } from "./script.ts";
import type { begin } from "./sprite.ts";

/** Filled in by the site tool. */
declare const __SPRITE__: Script;

const load = async (event: Event) => {
  const script: { begin: typeof begin } = await loaded(__SPRITE__);
  begun.abort();
  script.begin(event);
};

// After a failure, the next card tries again.
let tried: Element | undefined;
const begun = new AbortController();
const wake = (event: PointerEvent | KeyboardEvent) => {
  if ("pointerType" in event ? event.pointerType === "touch" : !/^Arrow(Left|Right)$/.test(event.key)) return;
  const card = event.target instanceof Element && event.target.closest("[data-sprite]");
  if (!card || card === tried || savesData()) return;
  tried = card;
  load(event).catch(() => {});
};
for (const type of ["pointerover", "keydown"] as const) {
  addEventListener(type, wake, { passive: true, signal: begun.signal });
}
