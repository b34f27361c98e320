// Tests parts of the service worker on their own, without a browser.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { compose, cut } from "../../worker/sw/compose.ts";
import { AROUND } from "../../worker/sw/limits.ts";
import { DIST } from "./environment.mjs";
import { expect, offlineTest as test } from "./fixtures.mjs";
import { build, digest } from "./sites.mjs";

// Removes what the worker leaves out: the list of chunks, which it has stored, the digest of the body, which it has
// checked, and the picture for messengers; and the styles, which are those of all pages.
const plain = (html, hash) =>
  html.replace(/<style>.*?<\/style>/s, "").replace(/<p hidden>.*?<\/p>(?=<div id="app">)/, "").replace(/ data-chunks="[^"]*"/, "").replace(` ${hash}"`, '"');

const read = (dist, path) => readFileSync(join(dist, path), "utf8");
const htmlOf = (dist, name) => read(dist, name.replace(/json$/, "html"));
/** Every page of a built site: the name of its data, its HTML, and what the data says of its fragment. */
const pages = (dist) =>
  readdirSync(join(dist, "data"), { recursive: true })
    .filter((name) => name.endsWith(".json"))
    .map((name) => ({ name, fragment: JSON.parse(read(dist, join("data", name))).fragment }))
    .filter(({ fragment }) => fragment)
    .map((page) => ({ ...page, html: htmlOf(dist, page.name) }));
/** The HTML with another app, as a host or a proxy might send it. */
const framed = (app, version = "1.0+a") =>
  '<!DOCTYPE html><html lang="en" id="top"><head><meta name="viewport" content="viewport-fit=cover"><title>T</title><style>p{}</style>' +
  `<script data-version="${version}"></script><meta></head><body><div id="app">${app}</div></body></html>`;

test("what is put together from frame and fragment is the page", async ({ editions }) => {
  const { dist } = editions.one;
  const frame = JSON.parse(read(dist, "data/frame.json"));
  const always = ["404.json", "shell.json"].map((name) => ({ name, html: htmlOf(dist, name) }));
  for (const { name, html } of [...pages(dist), ...always]) {
    const fragment = cut(html);
    const document = { "shell.json": "", "404.json": "missing" }[name] ?? `/data/${name}`;
    expect(plain(compose(frame, fragment, document)), name).toBe(plain(html, digest(JSON.stringify(fragment))));
  }
});

test("what is cut out of a page is what its data names, on every page, wherever the site is published", async ({ editions }) => {
  const film = await build("public-url", undefined, { options: ["--public-url", "/film/"] });
  const github = await build("github-pages", undefined, { options: ["--host", "github-pages"] });
  expect(htmlOf(github.dist, "news.json")).toMatch(/Content-Security-Policy.*<meta name="viewport"/s);
  for (const dist of [editions.one.dist, editions.two.dist, film.dist, github.dist, DIST]) {
    const all = pages(dist);
    const htmls = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith(".html"));
    // All but the 404 page and the empty shell.
    expect(all.length, dist).toBe(htmls.length - 2);
    for (const { name, html, fragment: [hash, bytes] } of all) {
      const text = JSON.stringify(cut(html));
      expect([digest(text), Buffer.byteLength(text)], `${dist}: ${name}`).toEqual([hash, bytes]);
      expect(Buffer.byteLength(html) - bytes, `${name}: what is around the fragment`).toBeLessThan(AROUND / 2);
    }
    for (const name of ["404.json", "shell.json"]) {
      expect(JSON.stringify(cut(htmlOf(dist, name))), name).toBe(read(dist, `data/fragments/${name}`));
    }
  }
});

test("a page that a newer version of the site did not change gives the same fragment", ({ editions }) => {
  const newer = new Map(pages(editions.two.dist).map((page) => [page.name, page]));
  const same = pages(editions.one.dist).filter(({ name, fragment }) => newer.get(name).fragment[0] === fragment[0]);
  expect(same.length).toBeGreaterThan(10);
  for (const { name, html } of same) {
    expect(newer.get(name).html, "the version is in it").not.toBe(html);
    expect(cut(newer.get(name).html), name).toEqual(cut(html));
  }
});

test("a fragment is split where the version stands last, and what is no page of the site is not cut", () => {
  expect(cut(framed("<p>1.0+a</p><div>v1.0+a.</div>"))).toEqual({
    lang: "en", top: "<title>T</title>", head: "<meta>", app: ["<p>1.0+a</p><div>v", ".</div>"],
  });
  expect(cut(framed("<p></p>")).app).toEqual(["<p></p>"]);
  const page = framed("<p>1.0+a</p>");
  for (const mark of ['<html lang="', 'viewport-fit=cover">', "<style>", ' data-version="', "</script>", "</head>", '<div id="app">']) {
    expect(() => cut(page.replace(mark, "")), mark).toThrow(`no ${mark}`);
  }
  for (const text of ["", "{}", "<!DOCTYPE html><title>Sign in</title>"]) expect(() => cut(text)).toThrow("no ");
});
