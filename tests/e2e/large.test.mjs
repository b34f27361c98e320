// A site with more records than pages: a record without a page of its own is shown all the same, behind every server,
// and offline once it was saved.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ask, build, clear, device, heading, install, offline, serve as serveFaulty } from "./devices.mjs";
import { serveBy } from "./servers.mjs";
import { launch, open, visit } from "./site.mjs";

const RECORDS = [
  ["/library/locations/pier", "en", "The Pier"],
  ["/zh/library/locations/pier", "zh-Hans", "栈桥"],
  ["/library/clips/waves", "en", "Waves"],
];

let large;
let browser;
before(async () => {
  large = build("large", undefined, { options: ["--no-cards", "--most-pages", "0"] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await clear();
});

for (const [kind, status] of [["caddy", 200], ["nginx", 200], ["wrangler", 404]]) {
  describe(`behind ${kind}`, () => {
    let site;
    before(async () => (site = await serveBy(kind, large.dist)));
    after(() => site?.stop());

    test("a record without a page is shown from its data", async () => {
      const { page, context, quiet } = await open(browser);
      for (const [path, language, name] of RECORDS) {
        const answer = await page.goto(site.origin + path);
        assert.equal(answer.status(), status, path);
        await page.waitForFunction((name) => document.querySelector("main h1")?.textContent === name, name);
        assert.match(await page.title(), new RegExp(`^${name}`));
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        assert.equal(await page.locator("meta[name=robots]").count(), 0);
        const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
        assert.ok(canonical.endsWith(path), canonical);
      }
      // Pages that there are come as they are, and lead on as ever.
      const list = await page.goto(`${site.origin}/library/locations`);
      assert.equal(list.status(), 200);
      await page.click("main .card-title a");
      await page.waitForFunction(() => location.pathname === "/library/locations/pier" && document.querySelector("main h1")?.textContent === "The Pier");
      await page.goBack();
      await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Locations");
      quiet(...(status === 404 ? [/status of 404/] : []));
      await context.close();
    });

    test("what there is not is told", async () => {
      const { page, context, quiet } = await open(browser);
      for (const [path, expected, words] of [
        ["/library/locations/none", status, "There is no such page"],
        ["/zh/library/clips/none", status, "没有这个页面"],
        ["/nowhere", 404, "There is no such page"],
        ["/zh/nowhere", 404, "没有这个页面"],
      ]) {
        const answer = await page.goto(site.origin + path);
        assert.equal(answer.status(), expected, path);
        await page.waitForFunction((words) => document.querySelector("main h1")?.textContent === words, words);
      }
      quiet(/status of 404/);
      await context.close();
    });

    test("without the program, a shell leads on", async () => {
      const { page, context } = await open(browser, { javaScriptEnabled: false });
      await page.goto(`${site.origin}/zh/library/locations/pier`);
      assert.match(await page.locator("main .notice").innerText(), /^此条目需启用 JavaScript 才能显示。/);
      await page.click("main .notice a");
      assert.equal(new URL(page.url()).pathname, "/zh/library");
      await context.close();
    });
  });
}

test("offline, a record that was saved is shown, and one that was not is not said to be missing", async () => {
  const site = await serveFaulty(large);
  const { context, page } = await device(browser);
  await install(page, site);
  const items = [{ path: "/library/locations/pier", title: "Pier", urls: [] }];
  const { size } = await ask(page, { type: "size", items });
  assert.ok(size.bytes > 500, "a size is told before anything is kept");
  await ask(page, { type: "pin", id: "one", name: "One", items });
  const [pin] = (await ask(page, { type: "state" })).pins;
  assert.deepEqual([pin.state, pin.done, pin.changed], ["ready", pin.bytes, 0]);
  const gone = await ask(page, { type: "pin", id: "two", name: "Two", items: [{ path: "/library/locations/none", title: "", urls: [] }] });
  assert.match(gone.error, /none\.json: status 404/);

  await site.cut();
  assert.equal((await offline(page, site, "/library/locations/pier", "The Pier")).status, 200);
  await visit(page, `${site.origin}/library/clips/waves`);
  await page.waitForSelector("main .failure");
  assert.equal(await heading(page), "The page could not be loaded");
  await offline(page, site, "/nowhere", "There is no such page");
  await context.close();
});
