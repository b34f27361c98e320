// Every page as a file: without JavaScript, with the production headers.
import { expect, test } from "./fixtures.mjs";
import { kinds, paths } from "./site.mjs";

test("every page of the sitemap is prerendered and answers without a redirect", async ({ site }) => {
  const all = paths();
  expect(all.length).toBeGreaterThan(300);
  for (const path of all) {
    const answer = await fetch(site.origin + path, { redirect: "manual" });
    const html = await answer.text();
    const count = (pattern) => html.match(pattern)?.length ?? 0;
    expect(
      {
        status: answer.status,
        type: answer.headers.get("content-type").split(";")[0],
        headings: count(/<h1/g),
        titles: count(/<title>[^<]+<\/title>/g),
        descriptions: count(/<meta name="description" content="[^"]+">/g),
        canonical: html.includes(`rel="canonical" href="https://film.qingdao.example${path}"`),
        alternates: count(/rel="alternate" hreflang/g),
        language: html.match(/<html lang="([^"]*)"/)?.[1],
      },
      path,
    ).toEqual({
      status: 200,
      type: "text/html",
      headings: 1,
      titles: 1,
      descriptions: 1,
      canonical: true,
      alternates: 3,
      language: /^\/zh(\/|$)/.test(path) ? "zh-Hans" : "en",
    });
  }
});

test("titles tell pages apart", async ({ site }) => {
  const seen = new Map();
  for (const path of paths()) {
    const html = await (await fetch(site.origin + path)).text();
    const title = html.match(/<title>([^<]+)/)[1];
    expect(seen.has(title), `${path} and ${seen.get(title)}: ${title}`).toBeFalsy();
    seen.set(title, path);
  }
});

test("a trailing slash leads to the plain form", async ({ site }) => {
  for (const path of ["/news/", "/zh/", "/library/locations/"]) {
    const answer = await fetch(site.origin + path, { redirect: "manual" });
    expect(answer.status, path).toBe(308);
    expect(new URL(answer.headers.get("location"), site.origin).pathname).toBe(path.slice(0, -1));
  }
});

test("what is not there answers 404 with a way onward, a missing file never with a page", async ({ site }) => {
  for (const path of ["/news/nothing", "/zh/library/clips/nothing", "/nowhere", "/data/news/nothing.json"]) {
    const answer = await fetch(site.origin + path);
    expect(answer.status, path).toBe(404);
    expect(await answer.text(), path).toMatch(/<a href="\/search"/);
  }
  // Host configuration is not for readers. Cloudflare's engine has no error page for it.
  const own = await fetch(`${site.origin}/_headers`);
  expect(own.status, `${own.status}`).toBeGreaterThanOrEqual(400);
  expect(await own.text()).not.toMatch(/Content-Security-Policy/);
});

test("security headers stand on every kind of answer once", async ({ site }) => {
  const html = await (await fetch(site.origin)).text();
  const boot = html.match(/src="(\/assets\/[^"]+\.js)"/)[1];
  for (const path of ["/", "/zh/news", boot, "/data/news.json", "/nowhere"]) {
    const answer = await fetch(site.origin + path);
    const policy = answer.headers.get("content-security-policy");
    expect(policy, path).toMatch(/default-src 'none'/);
    expect(policy, path).not.toMatch(/unsafe-inline|, default-src/);
    expect(answer.headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(answer.headers.get("strict-transport-security"), path).toBe("max-age=63072000; includeSubDomains");
    // Cache rules that mean "revalidate each time": ours, and Cloudflare's for existing and missing files.
    const asked = ["no-cache", "no-cache, no-transform", "public, max-age=0, must-revalidate", "no-store"];
    const kept = path === boot ? ["public, max-age=31536000, immutable"] : asked;
    expect(kept, `${path}: ${answer.headers.get("cache-control")}`).toContain(answer.headers.get("cache-control"));
  }
});

test("pages read without JavaScript", async ({ newPage }) => {
  const page = await newPage({ javaScriptEnabled: false });
  for (const path of kinds()) {
    await page.goto(path);
    expect((await page.locator("h1").innerText()).length, path).toBeGreaterThan(0);
    await expect(page.locator("footer"), path).toBeVisible();
    const styled = await page.locator("main").evaluate((main) => getComputedStyle(main).maxInlineSize);
    expect(styled, `${path} is styled`).not.toBe("none");
    // The video's controls are the browser's. The field of the header leads to the search page, which says what it needs.
    const dead = await page
      .locator("button, input, select, textarea, [role=button]")
      // For a group in an SVG, `checkVisibility` alone is always true.
      .evaluateAll((all) => all.filter((it) => it.checkVisibility() && getComputedStyle(it).display !== "none" && !it.closest(".header-search")).map((it) => it.outerHTML.slice(0, 90)));
    expect(dead, `${path}: controls that do nothing`).toEqual([]);
  }
});

test("without JavaScript, a page that needs it says so and leads to all records by name", async ({ newPage }) => {
  const page = await newPage({ javaScriptEnabled: false });
  for (const [path, says] of [["/search?q=pier", /needs JavaScript/], ["/pack", /needs JavaScript/], ["/offline", /needs JavaScript/], ["/zh/offline", /需要启用JavaScript/]]) {
    await page.goto(path);
    await expect(page.locator("main .notice"), path).toHaveText(says);
    const text = await page.locator("main").innerText();
    expect(text, path).not.toMatch(/Asking|正在查询|This device is|设备当前|Type a place/);
    const lists = await page.locator("main .tallies a:visible").evaluateAll((links) => links.map((link) => link.getAttribute("href").replace(/^\/zh/, "")));
    expect(lists, path).toEqual(["/library/locations", "/library/productions", "/library/experts", "/library/clips", "/news", "/summit"]);
  }
  await page.goto("/library/locations");
  await expect(page.locator(".index a", { hasText: "Zhanqiao Pier" })).toBeVisible();
});
