// Runs a task of the program after the browser has handled what is waiting: input, then paint.

// After a press, Chromium holds timers back until it has painted, up to 100 ms. The press is often what the program is
// starting for.
const postTask = "scheduler" in globalThis && "postTask" in scheduler;
const runSoon = (task: () => void) => {
  if (postTask) void scheduler.postTask(task, { priority: "user-blocking" });
  else setTimeout(task);
};
Object.assign(globalThis, { runSoon });
export {};
