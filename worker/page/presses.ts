// Replays what the reader did before the program was ready.

import { root } from "./first.ts";
import { isReady, start, tellMissing } from "./program.ts";

type Field = HTMLInputElement;
const pressed = new Set<HTMLElement>();
const filled = new Map<Field, { value: string; checked: boolean }>();
const keys: KeyboardEvent[] = [];

const wakeForInput = () =>
  void start().catch(() => {
    const link = [...pressed].find((element) => element instanceof HTMLAnchorElement);
    if (!link && (pressed.size || filled.size || keys.length)) tellMissing();
    for (const button of pressed) button.removeAttribute("aria-busy");
    pressed.clear();
    keys.length = 0;
    // Without the viewer, follow the link to the picture's file.
    if (link) location.assign(link.href);
  });

const answer = () => {
  if (!isReady()) return;
  answered.disconnect();
  for (const [field, { value, checked }] of filled) {
    if (!field.isConnected) continue;
    if (field.checked !== checked) field.click();
    else {
      // The value of a file field cannot be set.
      if (field.value !== value) field.value = value;
      for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
  }
  for (const button of pressed) {
    button.removeAttribute("aria-busy");
    button.click();
  }
  for (const key of keys) key.target?.dispatchEvent(new KeyboardEvent("keydown", key));
};
const answered = new MutationObserver(answer);
answered.observe(root, { attributeFilter: ["data-app"] });

/** Calls `task` for events on an element until the program is ready. */
const listen = <E extends Event>(types: string[], task: (target: Element, event: E) => void) => {
  const before = (event: Event) => {
    if (!isReady() && event.target instanceof Element) task(event.target, event as E);
  };
  for (const type of types) addEventListener(type, before, { capture: true });
};
const stop = (event: Event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

listen<MouseEvent>(["click"], (target, event) => {
  const button = target.closest<HTMLElement>("button[type=button]:not([popovertarget]), a[data-picture]");
  // With a modifier key, the browser opens the link in another tab or window.
  const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!button || (isElsewhere && button.localName === "a")) return;
  stop(event);
  button.ariaBusy = "true";
  pressed.add(button);
  wakeForInput();
});
listen(["input", "change"], (target) => {
  const field = target as Field;
  filled.set(field, { value: field.value, checked: field.checked });
  wakeForInput();
});
// A form with an `action` works without the program.
listen(["submit"], (form, event) => {
  if (form.hasAttribute("action")) return;
  stop(event);
  wakeForInput();
});
// Ctrl-K or Command-K, which the browser would take, and characters on what has the focus: a map or a player.
listen<KeyboardEvent>(["keydown"], (target, event) => {
  const opensSearch = event.key === "k" && (event.ctrlKey || event.metaKey);
  const isTyped = event.key.length > 1 || event.key === " " || target.matches("body, input, textarea, select");
  if (isTyped && !opensSearch) return;
  if (opensSearch) event.preventDefault();
  keys.push(event);
  wakeForInput();
});
// Loads the program when the pointer or the focus reaches what needs it.
listen<Event>(["pointerover", "pointerdown", "focusin"], (target) => {
  if (target.closest("button, input, select, textarea, summary, label, [data-picture]")) wakeForInput();
});
