// Development only: reloads the page when the site was rebuilt.
let seen: string | undefined;
const look = async () => {
  const answer = await fetch(new URL("../watch.json", import.meta.url), { cache: "no-store" }).catch(() => undefined);
  if (!answer?.ok) return;
  const { build } = (await answer.json()) as { build: string };
  if (seen && seen !== build) location.reload();
  seen = build;
};
setInterval(look, 100);
export {};
