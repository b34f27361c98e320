// Tests parts of the service worker on their own, without a browser.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compose } from "../../worker/sw/compose.ts";
import { expect, offlineTest as test } from "./fixtures.mjs";
import { digest } from "./sites.mjs";

// Removes what the worker leaves out: the list of chunks, which it has stored, the digest of the body, which it has
// checked, and the picture for messengers; and the styles, which are those of all pages.
const plain = (html, hash) =>
  html.replace(/<style>.*?<\/style>/s, "").replace(/<p hidden>.*?<\/p>(?=<div id="app">)/, "").replace(/ data-chunks="[^"]*"/, "").replace(` ${hash}"`, '"');

test("what is put together from frame and fragment is the page", async ({ editions }) => {
  const read = (path) => readFileSync(join(editions.one.dist, path), "utf8");
  const frame = JSON.parse(read("data/frame.json"));
  const names = readdirSync(join(editions.one.dist, "data/fragments"), { recursive: true }).filter((name) => name.endsWith(".json"));
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    const fragment = read(join("data/fragments", name));
    const document = { "shell.json": "", "404.json": "missing" }[name] ?? `/data/${name}`;
    const page = read(name.replace(/json$/, "html"));
    expect(plain(compose(frame, JSON.parse(fragment), document)), name).toBe(plain(page, digest(fragment)));
  }
});
