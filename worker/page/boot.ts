// Starts the page. Loads the program when the reader uses something that needs it, or when the reader has been idle.
// The service worker is registered after that.

import { savesData } from "./first.ts";
import { tellRestart } from "./failure.ts";
import "./navigate.ts";
import "./presses.ts";
import "./scrub.ts";
import "./sheets.ts";
import { leads } from "./place.ts";
import { needsProgram, wake } from "./program.ts";
import { REST, whenQuiet } from "./rest.ts";

const begin = () => {
  if (leads()) return;
  tellRestart();
  // Let the browser paint first: wait two frames after parsing.
  if (needsProgram() || !navigator.onLine) requestAnimationFrame(() => setTimeout(wake));
  else if (!savesData()) whenQuiet(REST, wake);
};
if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
