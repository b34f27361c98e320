// The app in the browser: takes over without a word, goes from page to page, fails in the open.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { kinds, launch, open, serve, visit } from "./site.mjs";

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const address = (page) => {
  const url = new URL(page.url());
  return url.pathname + url.search + url.hash;
};
const heading = (page) => page.locator("main h1").innerText();
const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const scrolled = (page) => page.evaluate(() => scrollY);

test("every kind of page is taken over with its nodes kept and the console clean", async () => {
  for (const path of kinds()) {
    const { page, context, quiet } = await open(browser);
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(site.origin + path);
    // A map is drawn for its size, which only the browser knows.
    const marked = await page.evaluate(() => {
      const nodes = [...document.querySelectorAll("#app *")].filter((node) => !node.closest(".map"));
      for (const node of nodes) node.prerendered = true;
      return nodes.length;
    });
    release();
    await page.waitForSelector("html[data-app]");
    await settled(page);
    const kept = await page.evaluate(() => [...document.querySelectorAll("#app *")].filter((node) => node.prerendered).length);
    // These show what only the browser knows in place of an empty region.
    const lost = /\/(search|pack|offline)$/.test(path) ? 1 : 0;
    assert.ok(marked - kept <= lost, `${path}: ${marked - kept} of ${marked} nodes were replaced`);
    quiet();
    await context.close();
  }
});

test("a link shows its page: address, title, language, heading focused and announced", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/");
  await page.click("header >> text=News");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "News");
  await settled(page);
  assert.equal(address(page), "/news");
  assert.equal(await page.title(), "News · Qingdao City of Film");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  assert.equal(await page.locator("[aria-live=polite]").innerText(), "News");
  assert.equal(await page.locator("link[rel=canonical]").getAttribute("href"), "https://film.qingdao.example/news");
  assert.equal(await page.locator("header [aria-current=true]").innerText(), "News");
  quiet();
  await context.close();
});

test("Back and Forward restore page and scroll exactly", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  await page.evaluate(() => scrollTo(0, 1234));
  await page.locator(".card-title a").nth(8).click();
  await page.waitForSelector(".coordinates");
  await settled(page);
  assert.equal(await scrolled(page), 0);
  await page.evaluate(() => scrollTo(0, 321));
  await page.goBack();
  await page.waitForSelector(".index");
  await settled(page);
  assert.equal(await scrolled(page), 1234);
  await page.goForward();
  await page.waitForSelector(".coordinates");
  await settled(page);
  assert.equal(await scrolled(page), 321);
  quiet();
  await context.close();
});

test("after Back and Forward a link to an earlier page moves the address bar", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/news");
  await page.click("header >> text=Summit");
  await page.waitForURL("**/summit");
  await page.click("header >> text=Library");
  await page.waitForURL("**/library");
  await page.goBack();
  await page.waitForURL("**/summit");
  await page.goForward();
  await page.waitForURL("**/library");
  await page.click("header >> text=Summit");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Summit");
  assert.equal(address(page), "/summit");
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Shooting resource library");
  assert.equal(address(page), "/library");
  quiet();
  await context.close();
});

test("a list of all records is in the same place after Back", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations");
  const total = Number((await page.locator(".grow button").innerText()).match(/\d+/)[0]);
  await page.locator(".grow button").click();
  await page.waitForFunction((total) => document.querySelector("[data-row]")?.getAttribute("aria-setsize") === String(total), total);
  await page.waitForFunction((total) => location.search === `?n=${total}`, total);
  await page.evaluate(() => document.querySelector("[data-rows]").scrollIntoView({ block: "end" }));
  const last = page.locator(`[data-row][aria-posinset="${total}"] .card-title a`);
  await last.waitFor();
  await settled(page);
  const before = await scrolled(page);
  await last.click();
  await page.waitForSelector(".coordinates");
  await page.goBack();
  await last.waitFor();
  await settled(page);
  assert.equal(await scrolled(page), before);
  quiet();
  await context.close();
});

test("the fragment of a link is found in content that comes later", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/about");
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "/news/2023-summit-opens#from-the-bottom-to-the-tip";
    link.textContent = "to the heading";
    document.querySelector("main").prepend(link);
  });
  await page.click("text=to the heading");
  await page.waitForSelector("#from-the-bottom-to-the-tip");
  await settled(page);
  const top = await page.locator("#from-the-bottom-to-the-tip").evaluate((element) => element.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 200, `the heading stands at ${top}`);
  quiet();
  await context.close();
});

test("the language switch keeps page and query", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/library/locations/zhanqiao-pier");
  await page.click(".header-language");
  await page.waitForURL("**/zh/library/locations/zhanqiao-pier");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "栈桥");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-Hans");
  await page.goto(site.origin + "/search?q=pier");
  await page.waitForSelector("html[data-app]");
  await page.click(".header-language");
  await page.waitForURL("**/zh/search?q=pier");
  quiet();
  await context.close();
});

test("an unknown address shows the 404 page, and the app goes on from there", async () => {
  const { page, context, quiet } = await open(browser);
  for (const [path, words] of [["/news/nothing", "There is no such page"], ["/zh/nowhere", "没有这个页面"]]) {
    const answer = await page.goto(site.origin + path);
    assert.equal(answer.status(), 404);
    await page.waitForSelector("html[data-app]");
    assert.equal(await heading(page), words);
    assert.equal(address(page), path);
  }
  await page.click("main >> text=资源库");
  await page.waitForURL("**/zh/library");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "拍摄资源库");
  quiet(/status of 404/);
  await context.close();
});

test("the empty shell fetches and shows the page of its address", async () => {
  const { page, context, quiet } = await open(browser);
  const shell = await (await fetch(site.origin + "/shell.html")).text();
  assert.doesNotMatch(shell, /<h1/);
  await page.route("**/zh/about", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: shell });
  });
  await page.goto(site.origin + "/zh/about");
  await page.waitForSelector("html[data-app]");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "关于");
  assert.equal(await page.title(), "关于 · 青岛电影之都");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-Hans");
  quiet();
  await context.close();
});

test("a link to an unknown record inside the app says so", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/about");
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "/news/taken-down";
    link.textContent = "to nothing";
    document.querySelector("main").prepend(link);
  });
  await page.click("text=to nothing");
  await page.waitForSelector(".missing");
  assert.equal(await heading(page), "There is no such page");
  assert.equal(await page.title(), "There is no such page · Qingdao City of Film");
  quiet(/status of 404/);
  await context.close();
});

for (const [name, spoil, words] of [
  ["cut off", (route) => route.abort("connectionfailed"), "no connection"],
  ["answered with 503", (route) => route.fulfill({ status: 503, body: "" }), "error 503"],
  ["answered with HTML", (route) => route.fulfill({ status: 200, body: "<!DOCTYPE html>" }), "cannot be read"],
  ["of another format", (route) => route.fulfill({ status: 200, body: '{"format":9}' }), "cannot be read"],
]) {
  test(`a page whose data is ${name} says why and is there after Retry`, async () => {
    const { page, context, quiet } = await open(browser);
    await visit(page, site.origin + "/about");
    await page.route("**/data/summit.json", spoil);
    await page.click("header >> text=Summit");
    await page.waitForSelector(".failure");
    assert.match(await page.locator(".failure").innerText(), new RegExp(words));
    assert.equal(address(page), "/summit");
    await page.unroute("**/data/summit.json");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Summit");
    quiet(/Failed to load resource/);
    await context.close();
  });
}

test("a slow page says that it is loading; one left behind is given up", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/about");
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/data/summit.json", async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  const given = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/data/summit.json"));
  await page.click("header >> text=Summit");
  assert.equal(await page.locator(".region").getAttribute("aria-busy"), "true");
  await page.waitForSelector(".skeleton");
  assert.match(await page.locator("main [role=status]").innerText(), /Loading/);
  await page.click("header >> text=News");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "News");
  assert.equal((await given).failure().errorText, "net::ERR_ABORTED");
  release();
  await settled(page);
  assert.equal(await heading(page), "News");
  quiet();
  await context.close();
});

test("a page is fetched when its link is pointed at, once", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/about");
  const asked = [];
  page.on("request", (request) => request.url().includes("/data/") && asked.push(new URL(request.url()).pathname));
  await Promise.all([page.waitForResponse("**/data/library.json"), page.hover("header >> text=Library")]);
  await page.click("header >> text=Library");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "Shooting resource library");
  assert.deepEqual(asked.filter((path) => path === "/data/library.json"), ["/data/library.json"]);
  quiet();
  await context.close();
});

test("a new tab, a download and a file of the site are the browser's", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/about");
  const [opened] = await Promise.all([context.waitForEvent("page"), page.click("header >> text=News", { modifiers: ["Control"] })]);
  await opened.waitForLoadState();
  assert.equal(new URL(opened.url()).pathname, "/news");
  assert.equal(address(page), "/about");
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "/robots.txt";
    link.textContent = "a file";
    document.querySelector("main").prepend(link);
  });
  await page.click("text=a file");
  await page.waitForURL("**/robots.txt");
  assert.match(await page.locator("body").innerText(), /Sitemap/);
  quiet();
  await context.close();
});

test("the archive leads from the news to a year, and from there to a month", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/zh/news");
  for (const [path, heading, crumb] of [["/2023", "2023年", "新闻"], ["/2023/08", "2023年8月", "2023年"]]) {
    await page.locator(`main .tallies a[href="/zh/news/archive${path}"]`).click();
    await page.waitForFunction((heading) => document.querySelector("main h1")?.textContent === heading, heading);
    assert.equal(await page.locator(".crumbs a").last().innerText(), crumb);
    const years = await page.locator("main .card-above time").allInnerTexts();
    assert.ok(years.every((date) => date.startsWith("2023年")), years.join());
  }
  assert.equal(address(page), "/zh/news/archive/2023/08");
  quiet();
  await context.close();
});

test("search finds English, Chinese and pinyin, and keeps the query in the address", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/about");
  await page.fill("#header-search", "zhanqiao");
  await page.press("#header-search", "Enter");
  await page.waitForURL("**/search?q=zhanqiao");
  await page.waitForSelector("main .card-title");
  assert.equal(await page.locator("main .card-title").first().innerText(), "Zhanqiao Pier");
  for (const [query, first] of [["栈桥", "Zhanqiao Pier"], ["bādàguān", "Badaguan (Eight Passes) villa district"], ["guo fan", "Guo Fan"]]) {
    await page.fill("#search", query);
    await page.waitForFunction((first) => document.querySelector("main .card-title")?.textContent === first, first);
    await page.waitForFunction((query) => new URLSearchParams(location.search).get("q") === query, query);
  }
  await page.fill("#search", "no such thing at all");
  await page.waitForFunction(() => /Nothing found/.test(document.querySelector("main .lead")?.textContent));
  // The router decodes a query twice; we must not.
  await visit(page, site.origin + "/search?q=100%2525");
  assert.equal(await page.inputValue("#search"), "100%25");
  quiet();
  await context.close();
});

test("`/` and Ctrl-K lead to the search field from any page, and `/` is typed where one types", async () => {
  const { page, context, quiet } = await open(browser);
  const focused = () => page.waitForFunction(() => document.activeElement.id === "search");
  for (const [from, keys] of [["/about", "/"], ["/zh/library/locations", "Control+k"]]) {
    await visit(page, site.origin + from);
    await page.keyboard.press(keys);
    await focused();
    assert.equal(address(page), from.startsWith("/zh") ? "/zh/search" : "/search");
  }
  await page.keyboard.type("a/b");
  await page.waitForFunction(() => location.search === "?q=a%2Fb");
  await page.locator("main h1").click();
  await page.keyboard.press("/");
  await focused();
  await page.goBack();
  await page.waitForFunction(() => location.pathname === "/zh/library/locations");
  await settled(page);
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "search");
  quiet();
  await context.close();
});

test("the theme is kept", async () => {
  const { page, context, quiet } = await open(browser, { colorScheme: "light" });
  await visit(page, site.origin + "/about");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.click(".header-theme");
  await page.click(".header-theme");
  assert.equal(await page.locator(".header-theme").getAttribute("aria-label"), "Theme: dark");
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.reload();
  await page.waitForSelector("html[data-app]");
  assert.equal(await paper(), dark);
  assert.equal(await page.locator(".header-theme").getAttribute("aria-label"), "Theme: dark");
  quiet();
  await context.close();
});

test("pages opened before are there when the network is gone", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/about");
  await page.click("header >> text=News");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "News");
  await context.setOffline(true);
  await page.waitForSelector("[data-notice=offline]");
  await page.click("header >> text=Summit");
  await page.waitForSelector(".failure");
  await page.click("header >> text=News");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "News");
  await context.setOffline(false);
  await page.waitForSelector("[data-notice=offline]", { state: "detached" });
  quiet(/ERR_INTERNET_DISCONNECTED/);
  await context.close();
});

test("a program that was tampered with is not run, and the page stays", async () => {
  for (const ending of ["wasm", "glue"]) {
    const { page, context } = await open(browser);
    const html = await (await fetch(site.origin + "/about")).text();
    const boot = html.match(/src="(\/assets\/[^"]+\.js)"/)[1];
    await page.route("**/assets/*", async (route) => {
      const url = route.request().url();
      const hit = ending === "wasm" ? url.endsWith(".wasm") : url.endsWith(".js") && !url.endsWith(boot);
      if (!hit) return route.continue();
      const answer = await route.fetch();
      const body = Buffer.concat([await answer.body(), Buffer.from([0])]);
      await route.fulfill({ response: answer, body });
    });
    const refused = page.waitForEvent("console", (message) => /integrity/i.test(message.text()));
    await page.goto(site.origin + "/about");
    await refused;
    assert.equal(await heading(page), "About");
    assert.equal(await page.locator("html[data-app]").count(), 0, ending);
    await context.close();
  }
});

test("a page whose part of the program does not come stays, and answers once it comes", async () => {
  const { page, context, quiet } = await open(browser);
  await page.route("**/assets/*.bin", (route) => route.abort());
  await visit(page, site.origin + "/library/locations");
  assert.equal(await heading(page), "Locations");
  assert.ok((await page.locator(".card-title").count()) > 10);
  await page.evaluate(() => (document.querySelector("main h1").prerendered = true));
  await page.unroute("**/assets/*.bin");
  await page.waitForFunction(() => document.querySelector("main h1")?.prerendered !== true);
  await page.locator("main input[type=search]").first().fill("zhanqiao");
  await page.getByText("3 of 60 found").waitFor();
  quiet(/ERR_FAILED/);
  await context.close();
});

test("a part of the program that was tampered with is not run, and Retry brings the right one", async () => {
  const { page, context, quiet } = await open(browser);
  await visit(page, site.origin + "/about");
  await page.route("**/assets/*.bin", async (route) => {
    const answer = await route.fetch();
    const body = Buffer.concat([await answer.body(), Buffer.from([0])]);
    // Of several parts the last may be on its way when the first has failed, and nothing is tampered with any more.
    await route.fulfill({ response: answer, body }).catch(() => {});
  });
  await page.click("header >> text=News");
  await page.waitForSelector(".failure");
  assert.equal(address(page), "/news");
  await page.unroute("**/assets/*.bin");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "News");
  quiet(/integrity/);
  await context.close();
});

test("a page of text fetches the first file of the program alone", async () => {
  const { page, context, quiet } = await open(browser);
  const asked = [];
  page.on("request", (request) => /\.(wasm|bin)$/.test(request.url()) && asked.push(request.url()));
  await visit(page, site.origin + "/");
  assert.equal(asked.length, 1);
  assert.match(asked[0], /\.wasm$/);
  await page.click("header >> text=News");
  await page.waitForFunction(() => document.querySelector("main h1")?.textContent === "News");
  assert.ok(asked.length > 1);
  quiet();
  await context.close();
});

test("a clip loads nothing until it is played, then plays", async () => {
  const { page, context, quiet } = await open(browser);
  const asked = [];
  page.on("request", (request) => /\.(mp4|webm)$/.test(request.url()) && asked.push(request.url()));
  await visit(page, site.origin + "/library/clips/badaguan-ginkgo");
  await settled(page);
  assert.deepEqual(asked, []);
  const [width, rate] = await page.locator("video").evaluate(async (video) => {
    await video.play();
    await new Promise((done) => video.requestVideoFrameCallback(done));
    return [video.videoWidth, video.currentTime];
  });
  assert.ok(width > 0 && rate >= 0);
  assert.equal(new Set(asked).size, 1);
  quiet();
  await context.close();
});
