// A site with more records than pages: a record without its own page is still shown, behind every server, and offline
// once it was saved.
import { ask, heading, install, openOffline } from "./devices.mjs";
import { built, expect, test, visit } from "./fixtures.mjs";
import { build, edition } from "./sites.mjs";

const RECORDS = [
  ["/library/locations/pier", "en", "The Pier"],
  ["/zh/library/locations/pier", "zh-Hans", "栈桥"],
  ["/library/clips/waves", "en", "Waves"],
];

test.use({ dist: built(() => build("large", undefined, { options: ["--no-cards", "--most-pages", "0"] })) });

for (const [kind, status] of [["caddy", 200], ["nginx", 200], ["wrangler", 404]]) {
  test.describe(`behind ${kind}`, () => {
    test.use({ server: kind });

    test("a record without a page is shown from its data", async ({ page, allowConsole }) => {
      if (status === 404) allowConsole(/status of 404/);
      for (const [path, language, name] of RECORDS) {
        const answer = await page.goto(path);
        expect(answer.status(), path).toBe(status);
        await expect(page.locator("main h1")).toHaveText(name);
        expect(await page.title()).toMatch(new RegExp(`^${name}`));
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        expect(await page.locator("meta[name=robots]").count()).toBe(0);
        const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
        expect(canonical.endsWith(path), canonical).toBe(true);
      }
      // Pages that exist are served unchanged, and their links work as usual.
      const list = await page.goto("/library/locations");
      expect(list.status()).toBe(200);
      await page.click("main .card-title a");
      await page.waitForFunction(() => location.pathname === "/library/locations/pier" && document.querySelector("main h1")?.textContent === "The Pier");
      await page.goBack();
      await expect(page.locator("main h1")).toHaveText("Locations");
    });

    test("what there is not is told", async ({ page, allowConsole }) => {
      allowConsole(/status of 404/);
      for (const [path, expected, words] of [
        ["/library/locations/none", status, "Page not found"],
        ["/zh/library/clips/none", status, "页面不存在"],
        ["/nowhere", 404, "Page not found"],
        ["/zh/nowhere", 404, "页面不存在"],
      ]) {
        const answer = await page.goto(path);
        expect(answer.status(), path).toBe(expected);
        await expect(page.locator("main h1")).toHaveText(words);
      }
    });

    test("without the program, a shell leads on", async ({ newPage, allowConsole }) => {
      if (status === 404) allowConsole(/status of 404/);
      const page = await newPage({ javaScriptEnabled: false });
      await page.goto("/zh/library/locations/pier");
      await expect(page.locator("main .notice")).toHaveText(/^显示此条目需要启用JavaScript。/, { useInnerText: true });
      await page.click("main .tallies a");
      expect(new URL(page.url()).pathname).toBe("/zh/library");
    });
  });
}

test("offline, a record that was saved is shown, and one that was not is not said to be missing", async ({ device, dist, serveFaulty }) => {
  const site = await serveFaulty(edition(dist));
  const page = await device({ baseURL: site.origin });
  await install(page);
  const items = [{ path: "/library/locations/pier", title: "Pier", urls: [] }];
  const { size } = await ask(page, { type: "size", items });
  expect(size.bytes, "a size is told before anything is stored").toBeGreaterThan(500);
  await ask(page, { type: "pin", id: "one", name: "One", items });
  const [pin] = (await ask(page, { type: "state" })).pins;
  expect([pin.state, pin.done, pin.changed]).toEqual(["ready", pin.bytes, 0]);
  const gone = await ask(page, { type: "pin", id: "two", name: "Two", items: [{ path: "/library/locations/none", title: "", urls: [] }] });
  expect(gone.error).toMatch(/none\.json: status 404/);

  await site.cut();
  expect((await openOffline(page, "/library/locations/pier", "The Pier")).status).toBe(200);
  await visit(page, "/library/clips/waves");
  await page.waitForSelector("main .failure");
  expect(await heading(page)).toBe("This page could not be loaded");
  await openOffline(page, "/nowhere", "Page not found");
});
