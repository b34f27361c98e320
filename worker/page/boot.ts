// Starts the page. Loads the program when the reader uses something that needs it, or when the reader has been idle.
// The service worker is registered after that.

import { savesData } from "./first.ts";
import { tellRestart } from "./failure.ts";
import "./presses.ts";
import "./scrub.ts";
import "./sheets.ts";
import { leads } from "./place.ts";
import { start, tellMissing } from "./program.ts";
import { REST, whenQuiet } from "./rest.ts";

/** The keys that pages read from a query string. Filled in by the site tool. */
declare const __QUERY_KEYS__: string;
const KEYS = __QUERY_KEYS__.split(" ");

/**
 * Whether the page is not what the reader asked for until the program runs: the page says so, its URL has a query of
 * ours or choices in the fragment (whose `#` a messenger may have encoded), or it is not prerendered.
 */
const needsProgram = () =>
  !!document.querySelector("meta[name=program]") ||
  [...new URLSearchParams(location.search).keys()].some((key) => KEYS.includes(key) || key.includes("#")) ||
  location.hash.includes("=") ||
  !document.getElementById("app")!.firstChild;
const wake = () => void start().catch(() => needsProgram() && tellMissing());
const begin = () => {
  if (leads()) return;
  tellRestart();
  // Let the browser paint first: wait two frames after parsing.
  if (needsProgram() || !navigator.onLine) requestAnimationFrame(() => setTimeout(wake));
  else if (!savesData()) whenQuiet(REST, wake);
};
if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
