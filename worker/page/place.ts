// Opens the installed app at the page that the reader saw last.

import { stored } from "./first.ts";

/** Whether another page is loaded. The empty shell can show any page, a prerendered page only itself. */
export const leads = () => {
  if (!new URLSearchParams(location.search).has("launch")) return false;
  const last = stored("place") ?? "";
  const place = /^\/(?![/\\])/.test(last) ? last : location.pathname;
  const isHere = new URL(place, location.href).pathname === location.pathname;
  const stays = isHere || !document.getElementById("app")!.firstChild;
  if (stays) history.replaceState(null, "", place);
  else location.replace(place);
  return !stays;
};
