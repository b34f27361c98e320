// Receives what other apps share with the installed site: a link, or a file of packs. Nothing is imported here: the
// page shows what was shared, and the reader decides.

import { BASE } from "./scope.ts";

export const SHARE = /^(\/zh)?\/share$/;
const SHARED = `shared-1${BASE}`;

export const receive = async (request: Request, url: URL) => {
  const pack = url.pathname.replace(/share$/, "pack");
  const form = await request.formData().catch(() => new FormData());
  const file = form.get("shared");
  if (file instanceof File) {
    // If there is no space, the page finds nothing and says so.
    await (await caches.open(SHARED)).put("/shared", new Response(file)).catch(() => caches.delete(SHARED));
    return Response.redirect(`${pack}?shared`, 303);
  }
  const words = ["url", "text", "title"].flatMap((name) => `${form.get(name) ?? ""}`.split(/\s+/));
  const ours = words.find((word) => word.startsWith(`${location.origin}${BASE}/`));
  const [, text = ""] = /(?:#p=|web\+filmpack:)([\w-]+)/.exec(words.join(" ")) ?? [];
  return Response.redirect(ours ? new URL(ours).href : `${pack}#p=${text}`, 303);
};
