// Loads the script for the sprites of clips (sprite.ts) when the pointer moves over the first card that has one, or an
// arrow key is pressed on it.

import { savesData } from "./first.ts";
import type { begin } from "./sprite.ts";

/** Filled in by the site tool. */
declare const __SPRITE__: [path: string, integrity: string];

const load = async (event: Event) => {
  const [path, integrity] = __SPRITE__;
  // A file that was changed or cut off fails its integrity check.
  await (await fetch(path, { integrity, credentials: "same-origin" })).arrayBuffer();
  const script: { begin: typeof begin } = await import(path);
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
for (const type of ["pointermove", "keydown"] as const) {
  addEventListener(type, wake, { passive: true, signal: begun.signal });
}
