// What every engine does for the reader. docs/operating.md#browsers lists what one of them cannot do.
import { inflateSync } from "node:zlib";
import { ENGINES, test } from "./engines.mjs";
import { ask, attempt, install, noteStates, waitUntil } from "./devices.mjs";
import { expect } from "./fixtures.mjs";
import { download, painted, textFile, waitUntilStored } from "./helpers.mjs";
import { kinds, visit, wake } from "./site.mjs";

/** Waits until all pictures in the viewport have loaded. */
const pictures = (page) =>
  page.waitForFunction(() => {
    const isInView = (box) => box && box.top < innerHeight && box.bottom > 0;
    const inView = [...document.images].filter((image) => isInView(image.getClientRects()[0]));
    return inView.every((image) => image.complete && image.naturalWidth > 0);
  });
/** Firefox logs this if the reader leaves while a picture outside the viewport is loading. */
const LEFT = /Failed to load ‘([^’]*\/media\/[^’]*)?’\. A ServiceWorker intercepted the request and encountered an unexpected error/;

const text = (page, selector) => page.evaluate((selector) => document.querySelector(selector)?.textContent, selector);
const says = (page, selector, text) =>
  page.waitForFunction(([selector, text]) => document.querySelector(selector)?.textContent === text, [selector, text]);
const heading = (page, words) => says(page, "main h1", words);

/** In a page: the properties to check after it is painted. */
const look = async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const root = document.documentElement;
  return {
    title: document.querySelector("main h1").textContent,
    language: root.lang,
    beyond: root.scrollWidth - root.clientWidth,
    stayed: [...document.querySelectorAll("#app *")].filter((node) => node.prerendered).length,
    cards: performance.getEntriesByType("resource").filter(({ name }) => name.includes("/media/cards/")).length,
  };
};

/** The number of pages of a PDF. Firefox compresses the objects that contain it. */
function sheetsOf(pdf) {
  let text = pdf.toString("latin1");
  for (let at = 0; (at = pdf.indexOf("stream\n", at) + 7) > 6; ) {
    try {
      text += inflateSync(pdf.subarray(at)).toString("latin1");
    } catch {
      // Not compressed data: the end of a stream, or a picture.
    }
  }
  return Number(text.match(/\/Count (\d+)/)[1]);
}

const suite = (engine) => {
  test("what goes wrong in a page is seen by these tests", async ({ open }) => {
    const page = await open({ watch: false });
    const seen = [];
    page.on("console", (message) => seen.push(message.text()));
    page.on("pageerror", (error) => seen.push(error.message));
    await page.goto("/about");
    await page.evaluate(() => {
      console.warn("a warning");
      setTimeout(() => {
        throw new Error("an error");
      });
      Promise.reject(new Error("a rejection"));
      document.body.append(Object.assign(document.createElement("p"), { innerText: "styled" }));
      document.body.lastChild.setAttribute("style", "color: red");
      fetch("/no-such-file");
    });
    for (const words of ["a warning", "an error", "a rejection", "policy: style-src-attr", "status 404"]) {
      const isSeen = async () => {
        await page.told?.();
        return seen.some((line) => line.includes(words));
      };
      await expect.poll(isSeen, `${words}, of ${seen.join("; ")}`).toBe(true);
    }
  });

  for (const [width, other] of [[1280, 360], [360, 1280]]) {
    test(`every kind of page is hydrated, its nodes stay, and so is its translation: ${width} px`, async ({ open, allowConsole }) => {
      allowConsole(LEFT);
      test.setTimeout(240_000);
      const page = await open({ width });
      /** Looks at the page in its width, and for what does not fit in the other one. */
      const lookAt = async (path) => {
        const seen = await page.evaluate(look);
        expect(seen.beyond, `${path}: pixels beyond the window`).toBeLessThanOrEqual(0);
        await page.setViewportSize({ width: other, height: 900 });
        // What follows the size of the window does so after it.
        const beyond = async () => (await page.evaluate(look)).beyond;
        await expect.poll(beyond, `${path}, ${other} px: pixels beyond the window`).toBeLessThanOrEqual(0);
        await page.setViewportSize({ width, height: 900 });
        await pictures(page);
        return seen;
      };
      // Half of the kinds of page are hydrated at each width.
      for (const path of kinds("en").filter((path, at) => at % 2 === +(width === 360))) {
        await page.goto(path);
        const before = await page.evaluate(() => {
          // A map is drawn to its size, which only the browser knows.
          const nodes = [...document.querySelectorAll("#app *")].filter((node) => !node.closest(".map"));
          for (const node of nodes) node.prerendered = true;
          return nodes.length;
        });
        await page.evaluate(wake);
        await page.waitForSelector("html[data-app]");
        const english = await lookAt(path);
        // These pages replace one empty region with what only the browser knows.
        if (!/\/(search|pack|offline)$/.test(path)) expect(english.stayed, `${path}: nodes that stay`).toBe(before);
        expect(english.cards, `${path}: share cards that are fetched`).toBe(0);
        await page.evaluate(() => document.querySelector(".header-language").click());
        await page.waitForFunction(
          ([path, title]) => location.pathname === path && ![undefined, title].includes(document.querySelector("main h1")?.textContent),
          [`/zh${path}`.replace(/\/$/, ""), english.title],
        );
        const chinese = await lookAt(`/zh${path}`);
        expect(chinese.language, path).toBe("zh-Hans");
      }
    });
  }

  test("a link shows its page, and Back and Forward the same nodes at the exact place", async ({ page }) => {
    await visit(page, "/library/locations");
    const { path, name } = await page.evaluate(() => {
      document.querySelector("main h1").mark = "list";
      scrollTo(0, 1234);
      // The click itself may scroll the page first.
      addEventListener("pointerdown", () => (globalThis.left = scrollY), { capture: true, once: true });
      const isIn = ({ top, bottom }) => top > 100 && bottom < innerHeight - 100;
      const link = [...document.querySelectorAll(".card-title a")].find((link) => isIn(link.getBoundingClientRect()));
      return { path: link.getAttribute("href"), name: link.textContent };
    });
    await page.click(`.card-title a[href="${path}"]`);
    await heading(page, name);
    await painted(page);
    const shown = () => page.evaluate(() => [location.pathname, document.title, document.activeElement.localName, scrollY]);
    expect(await shown()).toEqual([path, `${name} · Locations · Qingdao City of Film`, "h1", 0]);
    expect(await text(page, "[aria-live=polite]")).toBe(name);
    await page.evaluate(() => scrollTo(0, 321));
    await page.goBack();
    await heading(page, "Locations");
    await painted(page);
    const back = await page.evaluate(() => [document.querySelector("main h1").mark, document.activeElement.textContent, scrollY, left]);
    expect(back).toEqual(["list", name, back[3], back[3]]);
    expect(back[3]).toBeGreaterThan(900);
    await page.goForward();
    await heading(page, name);
    await painted(page);
    expect((await shown())[3]).toBe(321);
  });

  test("before the program runs, a link shows its page with its pictures, and Back the same list at the exact place", async ({ page }) => {
    await page.goto("/news");
    const { path, name } = await page.evaluate(() => {
      globalThis.marked = true;
      document.querySelector("main h1").mark = "list";
      const link = document.querySelectorAll(".card-title a")[8];
      link.scrollIntoView({ block: "center", behavior: "instant" });
      addEventListener("pointerdown", () => (globalThis.left = scrollY), { capture: true, once: true });
      return { path: link.getAttribute("href"), name: link.textContent };
    });
    await page.click(`.card-title a[href="${path}"]`);
    await heading(page, name);
    await pictures(page);
    const shown = await page.evaluate(() => [globalThis.marked, location.pathname, document.activeElement.localName, scrollY, document.images.length > 0]);
    expect(shown).toEqual([true, path, "h1", 0, true]);
    await page.goBack();
    await heading(page, "News");
    await painted(page);
    const [mark, text, offset, left, app] = await page.evaluate(() => [document.querySelector("main h1").mark, document.activeElement.textContent, scrollY, globalThis.left, "app" in document.documentElement.dataset]);
    expect([mark, text, app]).toEqual(["list", name, false]);
    expect(Math.abs(offset - left)).toBeLessThan(1);
  });

  test("search finds English, Chinese and pinyin; text and facets narrow a list, and the address holds them", async ({ page, allowConsole }) => {
    allowConsole(LEFT);
    await visit(page, "/about");
    await page.fill("#header-search", "zhanqiao");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.pathname + location.search === "/search?q=zhanqiao");
    const first = "main .card-title";
    await says(page, first, "Zhanqiao Pier");
    for (const [query, title] of [["bādàguān", "Badaguan (Eight Passes) villa district"], ["栈桥", "Zhanqiao Pier"]]) {
      await page.fill("#search", query);
      await says(page, first, title);
      await page.waitForFunction((query) => new URLSearchParams(location.search).get("q") === query, query);
    }
    await pictures(page);
    await page.click(".header-language");
    await page.waitForFunction(() => location.pathname === "/zh/search");
    await says(page, first, "栈桥");
    await pictures(page);
    await visit(page, "/library/locations");
    await page.fill("#find", "pier");
    await page.waitForFunction(() => [...(CSS.highlights.get("found") ?? [])][0]?.toString() === "Pier");
    await page.click('//*[contains(@class, "facet")]//li[contains(., "Coast")]//input');
    await page.waitForFunction(() => location.search === "?q=pier&class=coast");
    const found = () => page.evaluate(() => [document.querySelector(".results-count").textContent, ...[...document.querySelectorAll("main [data-row] .card-title")].map((it) => it.textContent)]);
    await says(page, ".results-count", "3 of 60 locations");
    const before = await found();
    await pictures(page);
    await page.reload();
    await page.waitForSelector("html[data-app]");
    await says(page, ".results-count", before[0]);
    expect(await found()).toEqual(before);
  });

  test("the map of a list, the map of a place by keyboard, and its sun on a day", async ({ page }) => {
    await visit(page, "/library/locations?view=map");
    const onMap = (words) => page.waitForFunction((words) => document.querySelector(".list-map .results-count")?.textContent.startsWith(words), words);
    await onMap("60 of 60");
    const pins = () => page.evaluate(() => [...document.querySelectorAll(".list-map .pin-mark")].reduce((sum, mark) => sum + (Number(mark.textContent) || 1), 0));
    expect(await pins()).toBe(60);
    await visit(page, "/library/locations/zhanqiao-pier?day=2026-09-23");
    await page.waitForFunction(() => document.querySelector(".map-land")?.getBBox().width > 0);
    const scale = await text(page, ".map-scale text");
    await page.evaluate(() => document.querySelector(".map-sheet").focus());
    for (let times = 0; times < 6; times++) await page.keyboard.press("-");
    await page.waitForFunction((scale) => document.querySelector(".map-scale text").textContent !== scale, scale);
    await page.keyboard.press("Home");
    await says(page, ".map-scale text", scale);
    const times = () => page.evaluate(() => [...document.querySelectorAll(".sun-times > div")].map((row) => [...row.children].map((it) => it.textContent).join(" ")));
    expect(await times()).toEqual([
      "Blue hour, morning 05:21–05:31",
      "Golden hour, morning 05:31–06:21",
      "Sunrise 05:47",
      "Solar noon 11:51, 54° high",
      "Sunset 17:55",
      "Golden hour, evening 17:21–18:10",
      "Blue hour, evening 18:10–18:20",
    ]);
    // For the chosen day.
    await page.fill(".sun input[type=date]", "2024-02-29");
    await page.waitForFunction(() => location.search === "?day=2024-02-29");
    await expect.poll(async () => (await times()).slice(2, 5)).toEqual(["Sunrise 06:30", "Solar noon 12:11, 46° high", "Sunset 17:53"]);
    expect(await page.evaluate(() => document.querySelectorAll("[style]").length)).toBe(0);
  });

  test("a picture opens in the viewer, keys turn and close it, a link opens it", async ({ page }) => {
    const path = "/library/locations/zhanqiao-pier";
    await visit(page, path);
    await page.evaluate(() => document.querySelector(".mosaic a").focus());
    await page.keyboard.press("Enter");
    await says(page, ".viewer-count", "1 / 10");
    await page.keyboard.press("ArrowRight");
    await says(page, ".viewer-count", "2 / 10");
    await page.waitForFunction(() => location.search === "?picture=2");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !document.querySelector(".viewer").open && location.search === "");
    expect(await page.evaluate(() => document.activeElement.dataset.picture)).toBe("2");
    await visit(page, `${path}?picture=9`);
    await says(page, ".viewer-count", "9 / 10");
    await page.waitForFunction(() => document.querySelector(".viewer").matches(":modal"));
  });

  test("a clip is stepped by its frames, or the page says that this browser cannot play it", async ({ page }) => {
    await visit(page, "/library/clips/zhanqiao-pier-gulls");
    const plays = await page.evaluate(() => {
      const video = document.querySelector("video");
      return [...video.querySelectorAll("source")].some(({ type }) => video.canPlayType(type));
    });
    await page.click('//button[contains(., "Next frame") or @aria-label="Next frame"]');
    if (!plays) {
      await page.waitForFunction(() => document.querySelector("main").textContent.includes("The clip could not be loaded"));
      return;
    }
    await says(page, ".player-time", "00:00:00:01");
    const ready = () => page.waitForFunction(() => !document.querySelector("video").seeking && document.querySelector("video").readyState >= 2);
    await ready();
    await page.evaluate(() => document.querySelector("video").focus());
    for (const [key, time] of [["ArrowRight", "00:00:01:01"], [",", "00:00:01:00"], ["Home", "00:00:00:00"]]) {
      await page.keyboard.press(key);
      await says(page, ".player-time", time);
      await ready();
    }
  });

  test("the pack keeps, and goes by link and by file to another device", async ({ page, open }) => {
    const path = "/library/locations/badaguan";
    await visit(page, path);
    await page.click("main .pack-button");
    await page.waitForSelector("main .pack-button[aria-pressed=true]");
    await waitUntilStored(page, "packs", path);
    await visit(page, "/pack");
    await says(page, ".header-count", "1");
    await page.fill(".pack textarea", "北门集合, 6 am");
    await waitUntilStored(page, "packs", "北门集合, 6 am");
    await page.click('//button[contains(., "Make a link")]');
    await page.waitForSelector(".qr path");
    const link = await page.evaluate(() => document.querySelector("[data-field=link]").value);
    expect(await page.evaluate(() => document.querySelector(".qr path").getAttribute("d").length)).toBeGreaterThan(1000);

    const second = await open({ width: 360, height: 740 });
    await visit(second, link);
    await second.waitForSelector("[data-incoming=offer]");
    await second.click('//button[contains(., "Add as new pack")]');
    await second.waitForSelector("[data-incoming=done]");
    await second.waitForFunction(() => document.querySelector(".pack textarea")?.value === "北门集合, 6 am");
    expect(await second.evaluate(() => location.pathname + location.search + location.hash)).toBe("/pack");

    const saved = await download(page, () => page.click("[data-save=json]"));
    expect(saved.name).toBe("Recce-pack.json");
    expect(JSON.parse(saved.text).packs[0].items.map(({ page, note }) => [page, note])).toEqual([[path, "北门集合, 6 am"]]);
    await second.click(".sheet-open");
    await second.click('//button[contains(., "Delete pack")]');
    await second.waitForFunction(() => !document.querySelector(".pack textarea"));
    const file = "input[type=file]";
    await second.setInputFiles(file, textFile("foreign.json", '{"type":"FeatureCollection"}'));
    await second.waitForFunction(() => /not a recce pack file/.test(document.querySelector("[data-incoming=trouble]")?.textContent));
    await second.setInputFiles(file, textFile("pack.json", saved.text));
    await second.waitForFunction(() => document.querySelector(".pack textarea")?.value === "北门集合, 6 am");
    await waitUntilStored(second, "packs", path);
  });

  test("the contact sheet is printed with all its pictures, one a page", async ({ page }) => {
    await visit(page, "/library/locations");
    await page.evaluate(() => [...document.querySelectorAll(".card-pack")].slice(0, 7).forEach((button) => button.click()));
    await says(page, ".header-count", "7");
    await page.click('//header//a[contains(., "Pack")]');
    await page.waitForFunction(() => document.querySelectorAll(".pack > li").length === 7);
    await page.evaluate(() => (globalThis.print = () => (globalThis.printed = true)));
    await page.click('//button[contains(., "Print contact sheet")]');
    await page.waitForFunction(() => globalThis.printed);
    // No picture waits until it is scrolled into view.
    await page.waitForFunction(() => {
      const pictures = [...document.querySelectorAll(".pack img")];
      return pictures.length === 7 && pictures.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
    });
    // The WebKit driver cannot print.
    if (!page.pdf) return;
    await page.selectOption("[data-field=per]", "1");
    expect(sheetsOf(await page.pdf())).toBe(7);
  });

  test("a map is printed on one sheet with its heading", async ({ page, engine }) => {
    // The WebKit driver cannot print.
    if (!page.pdf) return;
    await visit(page, "/library/locations/zhanqiao-pier");
    // The first sheet has room for the heading only. A third one is needed only if the heading is not left there.
    await page.evaluate(() => {
      const main = document.querySelector("main");
      const map = document.querySelector(".map");
      const part = map.closest(".part");
      const block = (height) => {
        const element = document.createElement("div");
        element.style.height = `${height}px`;
        return element;
      };
      map.replaceChildren(block(400));
      map.parentElement.replaceChildren(map.parentElement.querySelector("h2"), map);
      main.replaceChildren(block(680), part, block(370));
      main.style.padding = 0;
      document.getElementById("app").replaceChildren(main);
    });
    const margin = { top: 0, right: 0, bottom: 0, left: 0 };
    // Playwright gives Firefox inches for centimetres.
    const unit = engine === "firefox" ? 2.54 : 1;
    const [width, height] = [600, 800].map((length) => `${length * unit}px`);
    expect(sheetsOf(await page.pdf({ width, height, margin }))).toBe(3);
  });

  test("an error of the program is named and told beside what was used, and the browser takes over", async ({ page, allowConsole }) => {
    // Later calls into the crashed program fail too. Firefox names requests that end because their page is left.
    allowConsole(/broken|panicked|unreachable|A ServiceWorker intercepted the request/i);
    const lines = [];
    page.on("console", (message) => lines.push(message.text()));
    const told = (words) => page.waitForFunction((words) => document.getElementById("failure")?.textContent.includes(words), words);
    await page.goto("/about");
    await page.evaluate(() => void Object.defineProperty(globalThis, "siteData", { get: () => "{}", set() {} }));
    await page.evaluate(wake);
    await told("stopped working");
    await page.told?.();
    expect(lines.find((line) => /panicked at .*start\.rs:\d+/.test(line)), lines.join("; ")).toBeTruthy();

    /** In a page: breaks the program, which creates elements of these kinds only for new content. */
    const crash = () => {
      const { createElement } = Document.prototype;
      Document.prototype.createElement = function (name) {
        if (["p", "a", "div"].includes(name)) return createElement.call(this, name);
        throw new Error("broken");
      };
      Node.prototype.cloneNode = () => {
        throw new Error("broken");
      };
    };
    await visit(page, "/zh/library");
    await page.click('main a[href="/zh/library/locations"]');
    await page.waitForSelector("main input[type=search]");
    await painted(page);
    await page.evaluate(crash);
    await page.fill("main input[type=search]", "wwwwww");
    await told("停止工作");
    const state = () => [document.querySelectorAll("main form #failure").length, document.querySelector("main input[type=search]").value];
    expect(await page.evaluate(state)).toEqual([1, "wwwwww"]);
    await page.click("header a[href='/zh/news']");
    await heading(page, "新闻");
    expect(await page.evaluate(() => [location.pathname, document.getElementById("failure")])).toEqual(["/zh/news", null]);

    // A page that is being opened is loaded from the server, and says so until the next click.
    await visit(page, "/about");
    await page.evaluate(crash);
    await page.click("header a[href='/news']");
    await heading(page, "News");
    await told("loaded again");
    await page.click("main h1");
    expect(await page.evaluate(() => document.getElementById("failure"))).toBe(null);
  });

  test("stars outlast a reload, and make an agenda of one's own", async ({ page }) => {
    const session = (id) => `/summit/2023/sessions/${id}`;
    const star = (id) => `button[data-star="${session(id)}"]`;
    await visit(page, "/summit/2023/agenda");
    for (const id of ["aigc-report", "university-research"]) {
      await page.click(star(id));
      await page.waitForSelector(`${star(id)}[aria-pressed=true]`);
      await waitUntilStored(page, "agenda", session(id));
    }
    await page.reload();
    await page.waitForSelector("html[data-app]");
    await page.waitForSelector(`${star("aigc-report")}[aria-pressed=true]`);
    await page.click('//button[contains(., "My agenda (2)")]');
    await page.waitForFunction(() => location.search === "?show=mine");
    await page.waitForFunction((titles) => [...document.querySelectorAll("main .sessions h3")].filter((it) => it.checkVisibility()).map((it) => it.textContent).join() === titles, "Network audiovisual creation: AI, audiences abroad, short drama,Release of a report on generative AI in entertainment");
    await page.click(star("aigc-report"));
    await page.waitForFunction(() => [...document.querySelectorAll("button")].some((it) => it.textContent.includes("My agenda (1)")));
  });

  test("text becomes markup only where it draws something, and no script has an address that it was given", async ({ open }) => {
    const page = await open({ watch: false });
    await visit(page, "/library/locations");
    const told = await page.evaluate(async () => {
      const element = () => document.createElement("div");
      const markup = (text) => () => (element().innerHTML = text);
      const tries = {
        "an element that asks for something": markup("<img src=/icon.svg>"),
        "a handler": markup('<p onclick="evil()">here</p>'),
        "a handler without quotes": markup("<p onclick=evil()>here</p>"),
        "a handler behind a slash": markup("<p/onclick=evil()>here</p>"),
        "a style": markup('<p style="color:red">here</p>'),
        "a link": markup('<a href="javascript:evil()">here</a>'),
        "a script": markup("<script>evil()</script>"),
        "a script in a drawing": markup("<g><script>evil()</script></g>"),
        "a comment": markup("<!--><img src=x onerror=evil()>-->"),
        "a tag that is not closed": markup("<p class=\""),
        "outer markup": () => document.body.appendChild(element()).outerHTML = "<b>here</b>",
        "markup beside": () => element().insertAdjacentHTML("beforeend", "<b>here</b>"),
        "a fragment": () => document.createRange().createContextualFragment("<b>here</b>"),
        "a document": () => new DOMParser().parseFromString("<b>here</b>", "text/html"),
        "a frame": () => (document.createElement("iframe").srcdoc = "<b>here</b>"),
        "what is written": () => document.write("<b>here</b>"),
        "a script's address": () => (document.createElement("script").src = "/sw.js?other"),
        "a script's text": () => (document.createElement("script").text = "evil()"),
        "an evaluation": () => globalThis.eval("1"),
        "a function of text": () => new Function("return 1"),
        "a worker": () => new Worker("/sw-off.js"),
        "another service worker": () => navigator.serviceWorker.register("/sw-off.js"),
        "another policy": () => trustedTypes.createPolicy("other", {}),
        "the same policy": () => trustedTypes.createPolicy("default", {}),
      };
      const passed = [];
      // Code that a test evaluates may use eval; after a timer, the page's policy applies.
      await new Promise((done) => setTimeout(done));
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          await attempt();
          passed.push(name);
        } catch (error) {
          if (!/Trusted|policy|Content Security|CSP/i.test(error.message)) passed.push(`${name}: ${error.message}`);
        }
      }
      const drawing = element();
      drawing.innerHTML = '<p class="sun" aria-hidden="true">6 &lt; 7 <span>00</span></p>';
      return { passed, drawn: drawing.firstChild.textContent };
    });
    expect(told).toEqual({ passed: [], drawn: "6 < 7 00" });
  });

  test("the site starts when its server is gone", async ({ open, serve }) => {
    const site = await serve();
    const page = await open({ origin: site.origin });
    await page.addInitScript(noteStates);
    await install(page, "/about");
    await site.stop();
    await page.goto("about:blank");
    for (const [path, words] of [["/about", "About"], ["/library/locations/zhanqiao-pier", "Zhanqiao Pier"], ["/search?q=pier", "Search"]]) {
      await page.goto(path);
      await heading(page, words);
      await page.waitForSelector("html[data-app]");
    }
  });

  // Firefox asks the reader with a prompt.
  if (engine !== "firefox") {
    test("who asks the browser to keep the site is answered", async ({ page }) => {
      await visit(page, "/offline");
      await page.click('//button[contains(., "Ask the browser to keep it")]');
      const answered = () => /The browser (declined|keeps this site)/.test(document.querySelector("main").textContent);
      await page.waitForFunction(answered);
      // The page measures the storage again when it comes back; the answer stays.
      await page.click("header a[href='/news']");
      await heading(page, "News");
      await page.goBack();
      await page.waitForFunction(answered);
      await painted(page);
      expect(await page.evaluate(answered)).toBe(true);
    });
  }

  test("a newer site waits until the reader agrees", async ({ open, editions, serveFaulty }) => {
    const site = await serveFaulty(editions.one);
    const page = await open({ origin: site.origin });
    await page.addInitScript(noteStates);
    await install(page, "/news/first");
    site.dist = editions.two.dist;
    expect(await attempt(page)).toBe("installed");
    await page.waitForSelector("[data-notice=update]");
    expect(await text(page, "main h1")).toBe("A <first> article");
    await page.click("[data-notice=update] .button");
    await heading(page, "Another headline");
    await waitUntil(page, async () => !(await navigator.serviceWorker.getRegistration()).waiting);
    expect((await ask(page, { type: "state" })).version).toBe(editions.two.version);
  });
};

for (const [engine, { needs }] of Object.entries(ENGINES)) {
  const missing = Object.keys(needs).filter((name) => !needs[name]);
  test.describe(engine, () => {
    // One after the other, in one browser.
    test.describe.configure({ mode: "default" });
    test.use({ engine });
    if (missing.length) test.skip(`not tested: this system has no ${missing.join(" and no ")}`, () => {});
    else suite(engine);
  });
}
