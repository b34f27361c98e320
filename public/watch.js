// While editing: reloads the page when the site was built anew.
let seen;
const look = async () => {
  const answer = await fetch(new URL("../watch.json", import.meta.url), { cache: "no-store" }).catch(() => undefined);
  if (!answer?.ok) return;
  const { build } = await answer.json();
  if (seen && seen !== build) location.reload();
  seen = build;
};
setInterval(look, 100);
