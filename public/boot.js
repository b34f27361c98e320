// Starts the app: the theme first, then the rest of the styles, then the program.
// The site tool fills in the four addresses and digests.
const root = document.documentElement;
try {
  const theme = localStorage.getItem("theme");
  if (theme) root.dataset.theme = theme;
} catch {
  // Storage is blocked: the theme follows the device.
}
for (const sheet of document.querySelectorAll("link[data-later]")) sheet.media = "all";
// A program that is cut short or tampered with is not run: the page stays as it was prerendered.
const load = (path, integrity) => fetch(path, { integrity, credentials: "same-origin" });
const start = async () => {
  const wasm = load("__WASM__", "__WASM_INTEGRITY__");
  const checked = load("__GLUE__", "__GLUE_INTEGRITY__");
  const [glue] = await Promise.all([checked.then(() => import("__GLUE__")), wasm]);
  await glue.default({ module_or_path: wasm });
};
// The first paint comes before the program: two frames after the page is parsed.
const painted = () => requestAnimationFrame(() => setTimeout(start));
if (document.readyState === "loading") addEventListener("DOMContentLoaded", painted);
else painted();
