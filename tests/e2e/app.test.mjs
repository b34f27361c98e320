// The app in the browser: it hydrates pages, navigates between them, and reports failures.
import { expect, test, visit } from "./fixtures.mjs";
import { painted } from "./helpers.mjs";
import { kinds } from "./site.mjs";

const address = (page) => {
  const url = new URL(page.url());
  return url.pathname + url.search + url.hash;
};
const heading = (page) => page.locator("main h1").innerText();
const scrolled = (page) => page.evaluate(() => scrollY);

for (const language of ["en", "zh"]) {
  test(`every kind of page is hydrated, its nodes stay, and the console is clean: ${language}`, async ({ page }) => {
    test.slow();
    let held;
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    for (const path of kinds(language)) {
      let release;
      held = new Promise((resolve) => (release = resolve));
      await page.goto(path);
      // A map is drawn to its size, which only the browser knows.
      const before = await page.evaluate(() => {
        const nodes = [...document.querySelectorAll("#app *")].filter((node) => !node.closest(".map"));
        for (const node of nodes) node.prerendered = true;
        return nodes.length;
      });
      release();
      await page.waitForSelector("html[data-app]");
      await painted(page);
      const after = await page.evaluate(() => [...document.querySelectorAll("#app *")].filter((node) => node.prerendered).length);
      // These pages replace one empty region with what only the browser knows.
      const lost = /\/(search|pack|offline)$/.test(path) ? 1 : 0;
      expect(before - after, `${path}: nodes of ${before} that were replaced`).toBeLessThanOrEqual(lost);
    }
  });
}

test("a link shows its page: address, title, language, heading focused and announced", async ({ page }) => {
  await visit(page, "/");
  await page.click("header >> text=News");
  await expect(page.locator("main h1")).toHaveText("News");
  await painted(page);
  expect(address(page)).toBe("/news");
  await expect(page).toHaveTitle("News · Qingdao City of Film");
  expect(await page.evaluate(() => document.activeElement.tagName)).toBe("H1");
  await expect(page.locator("[aria-live=polite]")).toHaveText("News");
  await expect(page.locator("link[rel=canonical]")).toHaveAttribute("href", "https://film.qingdao.example/news");
  await expect(page.locator("header [aria-current=true]")).toHaveText("News");
});

test("Back and Forward restore page and scroll exactly", async ({ page }) => {
  await visit(page, "/library/locations");
  await page.evaluate(() => scrollTo(0, 1234));
  await page.locator(".card-title a").nth(8).click();
  await page.waitForSelector(".coordinates");
  await painted(page);
  expect(await scrolled(page)).toBe(0);
  await page.evaluate(() => scrollTo(0, 321));
  await page.goBack();
  await page.waitForSelector(".index");
  await painted(page);
  expect(await scrolled(page)).toBe(1234);
  await page.goForward();
  await page.waitForSelector(".coordinates");
  await painted(page);
  expect(await scrolled(page)).toBe(321);
});

test("after Back and Forward a link to an earlier page moves the address bar", async ({ page }) => {
  await visit(page, "/news");
  await page.click("header >> text=Summit");
  await page.waitForURL("**/summit");
  await page.click("header >> text=Library");
  await page.waitForURL("**/library");
  await page.goBack();
  await page.waitForURL("**/summit");
  await page.goForward();
  await page.waitForURL("**/library");
  await page.click("header >> text=Summit");
  await expect(page.locator("main h1")).toHaveText("Summit");
  expect(address(page)).toBe("/summit");
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText("Shooting resource library");
  expect(address(page)).toBe("/library");
});

test("a list of all records is in the same place after Back", async ({ page }) => {
  await visit(page, "/library/locations");
  const total = Number((await page.locator(".grow button").innerText()).match(/\d+/)[0]);
  await page.locator(".grow button").click();
  await page.waitForFunction((total) => document.querySelector("[data-row]")?.getAttribute("aria-setsize") === String(total), total);
  await page.waitForFunction((total) => location.search === `?n=${total}`, total);
  await page.evaluate(() => document.querySelector("[data-rows]").scrollIntoView({ block: "end" }));
  const last = page.locator(`[data-row][aria-posinset="${total}"] .card-title a`);
  await last.waitFor();
  await painted(page);
  const before = await scrolled(page);
  await last.click();
  await page.waitForSelector(".coordinates");
  await page.goBack();
  await last.waitFor();
  await painted(page);
  expect(await scrolled(page)).toBe(before);
});

test("the fragment of a link is found in content that comes later", async ({ page }) => {
  await visit(page, "/about");
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "/news/2023-summit-opens#from-the-bottom-to-the-tip";
    link.textContent = "to the heading";
    document.querySelector("main").prepend(link);
  });
  await page.click("text=to the heading");
  await page.waitForSelector("#from-the-bottom-to-the-tip");
  await painted(page);
  const top = await page.locator("#from-the-bottom-to-the-tip").evaluate((element) => element.getBoundingClientRect().top);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(200);
});

test("the language switch keeps page and query", async ({ page }) => {
  await visit(page, "/library/locations/zhanqiao-pier");
  await page.click(".header-language");
  await page.waitForURL("**/zh/library/locations/zhanqiao-pier");
  await expect(page.locator("main h1")).toHaveText("栈桥");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-Hans");
  await page.goto("/search?q=pier");
  await page.waitForSelector("html[data-app]");
  await page.click(".header-language");
  await page.waitForURL("**/zh/search?q=pier");
});

test("an unknown address shows the 404 page, and the app goes on from there", async ({ page, allowConsole }) => {
  allowConsole(/status of 404/);
  for (const [path, words] of [["/news/nothing", "Page not found"], ["/zh/nowhere", "页面不存在"]]) {
    const answer = await page.goto(path);
    expect(answer.status()).toBe(404);
    await page.waitForSelector("html[data-app]");
    expect(await heading(page)).toBe(words);
    expect(address(page)).toBe(path);
  }
  await page.click("main >> text=资源库");
  await page.waitForURL("**/zh/library");
  await expect(page.locator("main h1")).toHaveText("拍摄资源库");
});

test("the empty shell fetches and shows the page of its address", async ({ page, site }) => {
  const shell = await (await fetch(site.origin + "/shell.html")).text();
  expect(shell).not.toMatch(/<h1/);
  await page.route("**/zh/about", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: shell });
  });
  await page.goto("/zh/about");
  await page.waitForSelector("html[data-app]");
  await expect(page.locator("main h1")).toHaveText("关于");
  await expect(page).toHaveTitle("关于 · 青岛电影之都");
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-Hans");
});

test("a link to an unknown record inside the app says so", async ({ page, allowConsole }) => {
  allowConsole(/status of 404/);
  await visit(page, "/about");
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "/news/taken-down";
    link.textContent = "to nothing";
    document.querySelector("main").prepend(link);
  });
  await page.click("text=to nothing");
  await page.waitForSelector(".missing");
  expect(await heading(page)).toBe("Page not found");
  await expect(page).toHaveTitle("Page not found · Qingdao City of Film");
});

for (const [name, spoil, words] of [
  ["cut off", (route) => route.abort("connectionfailed"), "cannot be reached"],
  ["answered with 503", (route) => route.fulfill({ status: 503, body: "" }), "error 503"],
  ["answered with HTML", (route) => route.fulfill({ status: 200, body: "<!DOCTYPE html>" }), "cannot be read"],
  ["of another format", (route) => route.fulfill({ status: 200, body: '{"format":9}' }), "cannot be read"],
]) {
  test(`a page whose data is ${name} says why and is there after Retry`, async ({ page, allowConsole }) => {
    allowConsole(/Failed to load resource/);
    await visit(page, "/about");
    await page.route("**/data/summit.json", spoil);
    await page.click("header >> text=Summit");
    await page.waitForSelector(".failure");
    await expect(page.locator(".failure")).toHaveText(new RegExp(words), { useInnerText: true });
    expect(address(page)).toBe("/summit");
    await page.unroute("**/data/summit.json");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.locator("main h1")).toHaveText("Summit");
  });
}

test("a slow page says that it is loading; one left behind is given up", async ({ page }) => {
  await visit(page, "/about");
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/data/summit.json", async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  const given = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/data/summit.json"));
  await page.click("header >> text=Summit");
  await expect(page.locator(".region")).toHaveAttribute("aria-busy", "true");
  await page.waitForSelector(".skeleton");
  await expect(page.locator("main [role=status]")).toHaveText(/Loading/, { useInnerText: true });
  await page.click("header >> text=News");
  await expect(page.locator("main h1")).toHaveText("News");
  expect((await given).failure().errorText).toBe("net::ERR_ABORTED");
  release();
  await painted(page);
  expect(await heading(page)).toBe("News");
});

test("a page is fetched when its link is pointed at, once", async ({ page }) => {
  await visit(page, "/about");
  const asked = [];
  page.on("request", (request) => request.url().includes("/data/") && asked.push(new URL(request.url()).pathname));
  await Promise.all([page.waitForResponse("**/data/library.json"), page.hover("header >> text=Library")]);
  await page.click("header >> text=Library");
  await expect(page.locator("main h1")).toHaveText("Shooting resource library");
  expect(asked.filter((path) => path === "/data/library.json")).toEqual(["/data/library.json"]);
});

test("a new tab, a download and a file of the site are the browser's", async ({ page, context }) => {
  await visit(page, "/about");
  const [opened] = await Promise.all([context.waitForEvent("page"), page.click("header >> text=News", { modifiers: ["Control"] })]);
  await expect(opened).toHaveURL(/\/news$/);
  expect(address(page)).toBe("/about");
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "/robots.txt";
    link.textContent = "a file";
    document.querySelector("main").prepend(link);
  });
  await page.click("text=a file");
  await page.waitForURL("**/robots.txt");
  await expect(page.locator("body")).toHaveText(/Sitemap/, { useInnerText: true });
});

test("the archive leads from the news to a year, and from there to a month", async ({ page }) => {
  await visit(page, "/zh/news");
  for (const [path, heading, crumb] of [["/2023", "2023年", "新闻"], ["/2023/08", "2023年8月", "2023年"]]) {
    await page.locator(`main .tallies a[href="/zh/news/archive${path}"]`).click();
    await expect(page.locator("main h1")).toHaveText(heading);
    await expect(page.locator(".crumbs a").last()).toHaveText(crumb);
    const years = await page.locator("main .card-above time").allInnerTexts();
    expect(years.every((date) => date.startsWith("2023年")), years.join()).toBe(true);
  }
  expect(address(page)).toBe("/zh/news/archive/2023/08");
});

test("search finds English, Chinese and pinyin, and keeps the query in the address", async ({ page }) => {
  await visit(page, "/about");
  await page.fill("#header-search", "zhanqiao");
  await page.press("#header-search", "Enter");
  await page.waitForURL("**/search?q=zhanqiao");
  await page.waitForSelector("main .card-title");
  await expect(page.locator("main .card-title").first()).toHaveText("Zhanqiao Pier");
  for (const [query, first] of [["栈桥", "Zhanqiao Pier"], ["bādàguān", "Badaguan (Eight Passes) villa district"], ["guo fan", "Guo Fan"]]) {
    await page.fill("#search", query);
    await page.waitForFunction((first) => document.querySelector("main .card-title")?.textContent === first, first);
    await page.waitForFunction((query) => new URLSearchParams(location.search).get("q") === query, query);
  }
  await page.fill("#search", "no such thing at all");
  await page.waitForFunction(() => /No results/.test(document.querySelector("main .lead")?.textContent));
  // The router decodes a query string twice; we must not.
  await visit(page, "/search?q=100%2525");
  await expect(page.locator("#search")).toHaveValue("100%25");
});

test("search shows what titles hold first, then what whole texts hold", async ({ page, allowConsole }) => {
  allowConsole(/ERR_FAILED/);
  let release;
  const held = new Promise((done) => (release = done));
  const bodies = /\/data\/catalog\/.*\/bodies/;
  await page.route(bodies, async (route) => {
    await held;
    await route.continue();
  });
  await visit(page, "/search");
  const [first, status] = [page.locator("main .card-title").first(), page.locator("main .lead[role=status]")];
  const count = async () => Number((await status.innerText()).match(/\d+/)[0]);
  await page.fill("#search", "zhanqiao");
  await expect(first).toHaveText("Zhanqiao Pier");
  const few = await count();
  release();
  await expect.poll(count).toBeGreaterThan(few);
  await expect(first).toHaveText("Zhanqiao Pier");
  await page.fill("#search", "the month is known from a report of February 2025; the day of the opening is not");
  await expect(first).toContainText(/film museum/i);
  // Without the whole texts there is still what titles hold, and a button to try again.
  await page.unroute(bodies);
  await page.route(bodies, (route) => route.abort());
  await visit(page, "/zh/search");
  await page.fill("#search", "棧橋");
  await expect(first).toHaveText("栈桥");
  await expect(page.locator("main .notice button")).toBeVisible();
});

test("Ctrl-K and Command-K lead to the search field from any page; a character alone does nothing", async ({ page }) => {
  const focused = () => page.waitForFunction(() => document.activeElement.id === "search");
  for (const [from, keys] of [["/about", "Meta+k"], ["/zh/library/locations", "Control+k"]]) {
    await visit(page, from);
    for (const key of ["/", "k"]) await page.keyboard.press(key);
    await painted(page);
    expect(address(page)).toBe(from);
    await page.keyboard.press(keys);
    await focused();
    expect(address(page)).toBe(from.startsWith("/zh") ? "/zh/search" : "/search");
  }
  await page.keyboard.type("a/b");
  await page.waitForFunction(() => location.search === "?q=a%2Fb");
  await page.locator("main h1").click();
  await page.keyboard.press("/");
  await painted(page);
  expect(await page.evaluate(() => document.activeElement.id)).not.toBe("search");
  await page.keyboard.press("Control+k");
  await focused();
  await page.goBack();
  await page.waitForFunction(() => location.pathname === "/zh/library/locations");
  await painted(page);
  expect(await page.evaluate(() => document.activeElement.id)).not.toBe("search");
});

test("the chosen theme is stored", async ({ newPage }) => {
  const page = await newPage({ colorScheme: "light" });
  await visit(page, "/about");
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await paper();
  await page.click(".header-theme");
  await page.click(".header-theme");
  await expect(page.locator(".header-theme")).toHaveAttribute("aria-label", "Theme: dark");
  // The colour of the browser's own interface follows.
  await expect(page.locator("meta[name=theme-color][data-for=dark]")).toHaveAttribute("media", "all");
  await expect(page.locator("meta[name=theme-color][data-for=light]")).toHaveAttribute("media", "not all");
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.reload();
  await page.waitForSelector("html[data-app]");
  expect(await paper()).toBe(dark);
  await expect(page.locator(".header-theme")).toHaveAttribute("aria-label", "Theme: dark");
  // The colour of the browser's own interface follows.
  await expect(page.locator("meta[name=theme-color][data-for=dark]")).toHaveAttribute("media", "all");
  await expect(page.locator("meta[name=theme-color][data-for=light]")).toHaveAttribute("media", "not all");
});

test("pages opened before are there when the network is gone", async ({ page, context, allowConsole }) => {
  allowConsole(/ERR_INTERNET_DISCONNECTED/);
  await visit(page, "/about");
  await page.click("header >> text=News");
  await expect(page.locator("main h1")).toHaveText("News");
  await context.setOffline(true);
  await page.waitForSelector("[data-notice=offline]");
  await page.click("header >> text=Summit");
  await page.waitForSelector(".failure");
  await page.click("header >> text=News");
  await expect(page.locator("main h1")).toHaveText("News");
  await context.setOffline(false);
  await expect(page.locator("[data-notice=offline]")).toHaveCount(0);
});

test("a program that was tampered with is not run, and the page stays", async ({ newPage, site, allowConsole }) => {
  allowConsole(/integrity|Failed to fetch/i);
  for (const ending of ["wasm", "glue"]) {
    const page = await newPage();
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
    await page.goto("/about");
    await refused;
    expect(await heading(page)).toBe("About");
    expect(await page.locator("html[data-app]").count(), ending).toBe(0);
    // The start script may be retrying.
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.close();
  }
});

test("a page whose chunk does not come stays, and answers once it comes", async ({ page, allowConsole }) => {
  allowConsole(/ERR_FAILED/);
  await page.route("**/assets/*.chunk.wasm", (route) => route.abort());
  await visit(page, "/library/locations");
  expect(await heading(page)).toBe("Locations");
  expect(await page.locator(".card-title").count()).toBeGreaterThan(10);
  await page.evaluate(() => (document.querySelector("main h1").prerendered = true));
  await page.unroute("**/assets/*.chunk.wasm");
  await page.waitForFunction(() => document.querySelector("main h1")?.prerendered !== true);
  await page.locator("main input[type=search]").first().fill("zhanqiao");
  await page.getByText("4 of 60 locations").waitFor();
});

test("a chunk that was tampered with is not run, and Retry brings the right one", async ({ page, allowConsole }) => {
  allowConsole(/integrity/);
  await visit(page, "/about");
  await page.route("**/assets/*.chunk.wasm", async (route) => {
    const answer = await route.fetch();
    const body = Buffer.concat([await answer.body(), Buffer.from([0])]);
    // With several chunks, the last may still be in flight when the first has failed and the route has been removed.
    await route.fulfill({ response: answer, body }).catch(() => {});
  });
  await page.click("header >> text=News");
  await page.waitForSelector(".failure");
  expect(address(page)).toBe("/news");
  await page.unroute("**/assets/*.chunk.wasm");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("main h1")).toHaveText("News");
});

test("a chunk whose media type is wrong runs, too", async ({ page }) => {
  await page.route("**/assets/*.chunk.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
  });
  await visit(page, "/about");
  await page.click("header >> text=News");
  await expect(page.locator("main h1")).toHaveText("News");
});

test("if the browser refuses an entry of the history, it loads the page itself", async ({ page }) => {
  await visit(page, "/about");
  await page.evaluate(() => {
    history.pushState = () => {
      throw new DOMException("too many", "SecurityError");
    };
  });
  await page.click("header >> text=News");
  await expect(page.locator("main h1")).toHaveText("News");
  expect(await page.evaluate(() => performance.getEntriesByType("navigation")[0].name)).toMatch(/\/news$/);
});

test("a page of text fetches the first file of the program alone", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => /\.wasm$/.test(request.url()) && asked.push(request.url()));
  await visit(page, "/");
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatch(/\.wasm$/);
  await page.click("header >> text=News");
  await expect(page.locator("main h1")).toHaveText("News");
  expect(asked.length).toBeGreaterThan(1);
});

test("a clip loads nothing until it is played, then plays", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => /\.(mp4|webm)$/.test(request.url()) && asked.push(request.url()));
  await visit(page, "/library/clips/badaguan-ginkgo");
  await painted(page);
  expect(asked).toEqual([]);
  const [width, rate] = await page.locator("video").evaluate(async (video) => {
    await video.play();
    await new Promise((done) => video.requestVideoFrameCallback(done));
    return [video.videoWidth, video.currentTime];
  });
  expect(width).toBeGreaterThan(0);
  expect(rate).toBeGreaterThanOrEqual(0);
  expect(new Set(asked).size).toBe(1);
});
