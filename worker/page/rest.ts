// Detects when the reader is idle.

/** Idle time in milliseconds: before the program loads by itself, and before other work starts. */
export const REST = 8_000;
export const QUIET = 1_000;

/** Runs a task once the reader has been idle for `ms` milliseconds. */
export const whenQuiet = (ms: number, task: () => void) => {
  const done = new AbortController();
  let timer: number;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      done.abort();
      // Without a timeout, Chromium may never call back on a page that draws nothing.
      if ("requestIdleCallback" in globalThis) requestIdleCallback(task, { timeout: QUIET });
      else setTimeout(task);
    }, ms);
  };
  const options = { capture: true, passive: true, signal: done.signal };
  for (const type of ["pointerdown", "pointermove", "keydown", "scroll"]) addEventListener(type, wait, options);
  wait();
};
