// Every page as a file: without JavaScript, under the production headers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { kinds, launch, open, paths, serve } from "./site.mjs";

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

test("every page of the sitemap is prerendered and answers without a redirect", async () => {
  const all = paths();
  assert.ok(all.length > 300);
  for (const path of all) {
    const answer = await fetch(site.origin + path, { redirect: "manual" });
    const html = await answer.text();
    assert.equal(answer.status, 200, path);
    assert.match(answer.headers.get("content-type"), /^text\/html/, path);
    assert.equal(html.match(/<h1/g)?.length, 1, `${path} has one h1`);
    assert.match(html, /<title>[^<]+<\/title>/, path);
    assert.match(html, /<meta name="description" content="[^"]+">/, `${path} has a description`);
    assert.ok(html.includes(`rel="canonical" href="https://film.qingdao.example${path}"`), `${path} has its canonical`);
    assert.equal(html.match(/rel="alternate" hreflang/g)?.length, 3, path);
    const lang = /^\/zh(\/|$)/.test(path) ? "zh-Hans" : "en";
    assert.ok(html.includes(`<html lang="${lang}"`), path);
  }
});

test("titles tell pages apart", async () => {
  const seen = new Map();
  for (const path of paths()) {
    const html = await (await fetch(site.origin + path)).text();
    const title = html.match(/<title>([^<]+)/)[1];
    assert.ok(!seen.has(title), `${path} and ${seen.get(title)}: ${title}`);
    seen.set(title, path);
  }
});

test("a trailing slash leads to the plain form", async () => {
  for (const path of ["/news/", "/zh/", "/library/locations/"]) {
    const answer = await fetch(site.origin + path, { redirect: "manual" });
    assert.equal(answer.status, 308, path);
    assert.equal(new URL(answer.headers.get("location"), site.origin).pathname, path.slice(0, -1));
  }
});

test("what is not there answers 404 with a way onward, a missing file never with a page", async () => {
  for (const path of ["/news/nothing", "/zh/library/clips/nothing", "/nowhere", "/data/news/nothing.json"]) {
    const answer = await fetch(site.origin + path);
    assert.equal(answer.status, 404, path);
    assert.match(await answer.text(), /<a href="\/search"/, path);
  }
  // What speaks to the host is not for readers; Cloudflare's engine has no page for that.
  const own = await fetch(`${site.origin}/_headers`);
  assert.ok(own.status >= 400, `${own.status}`);
  assert.doesNotMatch(await own.text(), /Content-Security-Policy/);
});

test("security headers stand on every kind of answer once", async () => {
  const html = await (await fetch(site.origin)).text();
  const boot = html.match(/src="(\/assets\/[^"]+\.js)"/)[1];
  for (const path of ["/", "/zh/news", boot, "/data/news.json", "/nowhere"]) {
    const answer = await fetch(site.origin + path);
    const policy = answer.headers.get("content-security-policy");
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /unsafe-inline|, default-src/, path);
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(answer.headers.get("strict-transport-security"), "max-age=63072000; includeSubDomains", path);
    // Ways to say that a file is asked for each time: ours, and Cloudflare's for what is there and what is not.
    const asked = ["no-cache", "public, max-age=0, must-revalidate", "no-store"];
    const kept = path === boot ? ["public, max-age=31536000, immutable"] : asked;
    assert.ok(kept.includes(answer.headers.get("cache-control")), `${path}: ${answer.headers.get("cache-control")}`);
  }
});

test("pages read without JavaScript", async () => {
  const { page, context } = await open(browser, { javaScriptEnabled: false });
  for (const path of kinds()) {
    await page.goto(site.origin + path);
    assert.ok((await page.locator("h1").innerText()).length > 0, path);
    assert.ok(await page.locator("footer").isVisible(), path);
    const styled = await page.locator("main").evaluate((main) => getComputedStyle(main).maxInlineSize);
    assert.notEqual(styled, "none", `${path} is styled`);
  }
  await context.close();
});
