// When the reader does nothing.

/** Milliseconds without the reader: before the program comes by itself, and before other work is begun. */
export const REST = 8_000;
export const QUIET = 1_000;

/** Runs a task once the reader has done nothing for so many milliseconds. */
export const whenQuiet = (ms: number, task: () => void) => {
  const done = new AbortController();
  let timer: number;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      done.abort();
      (globalThis.requestIdleCallback ?? setTimeout)(task);
    }, ms);
  };
  const options = { capture: true, passive: true, signal: done.signal };
  for (const type of ["pointerdown", "pointermove", "keydown", "scroll"]) addEventListener(type, wait, options);
  wait();
};
