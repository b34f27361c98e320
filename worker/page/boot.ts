// Starts the page. Loads the program when the reader uses something that needs it, or when the reader has been idle.
// The service worker is registered after that.

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

/**
 * Whether the page needs the program at once: the page says so, its URL has a query or choices in the fragment, it is
 * not prerendered, or the device is offline.
 */
const isWanted = () =>
  document.querySelector("meta[name=program]") ||
  location.search ||
  location.hash.includes("=") ||
  !document.getElementById("app")!.firstChild ||
  !navigator.onLine;
const wake = () => void start().catch(() => {});
const begin = () => {
  if (leads()) return;
  // Let the browser paint first: wait two frames after parsing.
  if (isWanted()) requestAnimationFrame(() => setTimeout(wake));
  else if (!navigator.connection?.saveData) whenQuiet(REST, wake);
};
if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
