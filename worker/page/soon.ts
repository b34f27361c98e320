// Runs a task of the program as soon as the browser has handled the input that is waiting.

// After a press, Chromium holds timers back until it has painted, up to 100 ms. The press is often what the program is
// starting for.
const postTask = "scheduler" in globalThis && "postTask" in scheduler;
const runSoon = (task: () => void) => {
  if (postTask) void scheduler.postTask(task);
  else setTimeout(task);
};
Object.assign(globalThis, { runSoon });
export {};
