// Starts the page. The program comes when the reader reaches for something that needs it, or when the page has rested; after
// it, the service worker.

import "./first.ts";
import "./failure.ts";
import "./presses.ts";
import { leads } from "./place.ts";
import { start } from "./program.ts";
import { REST, whenQuiet } from "./rest.ts";

declare global {
  interface Navigator {
    connection?: { saveData: boolean };
  }
}

/** Whether the page shows something else with the program: what the address asks for, or what this device knows. */
const isWanted = () =>
  document.querySelector("meta[name=program]") ||
  location.search ||
  location.hash.includes("=") ||
  !document.getElementById("app")!.firstChild ||
  !navigator.onLine;
const wake = () => void start().catch(() => {});
const begin = () => {
  if (leads()) return;
  // The first paint comes before: two frames after the page is parsed.
  if (isWanted()) requestAnimationFrame(() => setTimeout(wake));
  else if (!navigator.connection?.saveData) whenQuiet(REST, wake);
};
if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
