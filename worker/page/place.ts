// The installed app opens where the reader was.

import { stored } from "./first.ts";

/** Whether another page comes: the empty shell shows any, a prerendered one only itself. */
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
