// The site as an installed app: Chromium's own checks, launch, shortcuts, and sharing with other programs.
import { CHROMIUM } from "./environment.mjs";
import { expect, test as base, visit } from "./fixtures.mjs";
import { textFile } from "./helpers.mjs";

const BADAGUAN = "/library/locations/badaguan";
const PACK = {
  format: 1,
  packs: [{ id: "0123456789abcdef0123456789abcdef", name: "老城", changed: 5, items: [{ page: BADAGUAN, note: "fog", added: 5 }] }],
};

const heading = (page) => page.locator("main h1");

const test = base.extend({
  /** Opens a page that its service worker controls. */
  installed: async ({ device }, use) =>
    use(async (address = "/") => {
      const page = await device({ viewport: { width: 1280, height: 900 } });
      await visit(page, address);
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        if (!navigator.serviceWorker.controller)
          await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
      });
      return page;
    }),

  /**
   * Shares something with the app as the device does: a form submitted from outside the site. Opens the resulting page.
   */
  share: async ({ site }, use) =>
    use(async (page, { file, path = "/share", ...fields }) => {
      const tab = await page.context().newPage();
      await tab.setContent(
        `<form method="post" enctype="multipart/form-data" action="${site.origin}${path}">` +
          ["title", "text", "url"].map((name) => `<textarea name="${name}"></textarea>`).join("") +
          (file ? `<input type="file" name="shared">` : "") +
          `<button>Share</button></form>`,
      );
      for (const [name, text] of Object.entries(fields)) await tab.locator(`[name=${name}]`).fill(text);
      if (file) await tab.locator("[name=shared]").setInputFiles(file);
      await tab.click("button");
      await tab.waitForSelector("html[data-app]");
      return tab;
    }),
});

test("Chromium finds nothing that keeps the site from being installed, in both languages", async ({ playwright, site, folder }) => {
  // Only full Chromium with its own profile reports whether a site can be installed.
  const context = await playwright.chromium.launchPersistentContext(folder, { executablePath: CHROMIUM, serviceWorkers: "allow" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  for (const [path, name] of [["/", "Qingdao City of Film"], ["/zh", "青岛电影之都"]]) {
    await visit(page, path);
    const { url, errors, manifest, data } = await session.send("Page.getAppManifest");
    expect(errors).toEqual([]);
    expect(url.startsWith(`${site.origin}/manifest.`), url).toBe(true);
    expect(JSON.parse(data).name).toBe(name);
    if (manifest) {
      expect(manifest.shortcuts).toHaveLength(3);
      expect(manifest.protocolHandlers).toHaveLength(1);
      expect(manifest.shareTarget.action).toBe(`${site.origin}${path === "/" ? "" : path}/share`);
      expect(new Set(manifest.screenshots.map((it) => it.formFactor)).size).toBe(2);
    }
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    expect(installabilityErrors).toEqual([]);
    const { appId } = await session.send("Page.getAppId");
    expect(appId).toBe(site.origin + path);
  }
  // Switching the language inside the app switches to that language's manifest.
  await page.click("header a[hreflang=en]");
  await page.waitForFunction(() => document.querySelector("link[rel=manifest]").getAttribute("href") === "/manifest.webmanifest");
  await context.close();
});

test("everything the manifest names is there, and the shortcuts lead to their pages", async ({ page }) => {
  for (const name of ["/manifest.webmanifest", "/manifest.zh.webmanifest"]) {
    const answer = await page.request.get(name);
    expect(answer.headers()["content-type"]).toMatch(/^application\/manifest\+json/);
    const manifest = await answer.json();
    const pictures = [manifest.icons, manifest.screenshots, ...manifest.shortcuts.map((it) => it.icons)].flat();
    expect(manifest.screenshots.length).toBeGreaterThanOrEqual(4);
    await visit(page, manifest.id);
    for (const { src, sizes, type } of pictures) {
      const size = await page.evaluate(async (src) => {
        const image = new Image();
        image.src = src;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      if (sizes !== "any") expect(size, `${src} ${type}`).toBe(sizes);
    }
    for (const { url, name } of manifest.shortcuts) {
      const answer = await page.request.get(url);
      expect(answer.status(), url).toBe(200);
      expect(await answer.text(), `${url} is ${name}`).toContain(name);
    }
  }
});

test("a launch opens the page that was read last, also without a network; the first one the home page", async ({ installed, newPage, serve, site }) => {
  const own = await serve();
  const page = await installed(own.origin);
  const home = await heading(page).innerText();
  await page.goto(`${own.origin}/?launch`);
  await expect(heading(page)).toHaveText(home);
  expect(page.url()).toBe(`${own.origin}/`);
  await visit(page, `${own.origin}/library/locations?class=coast`);
  const words = await heading(page).innerText();
  // Wait until the service worker has stored the texts of the language.
  await page.waitForFunction(
    () =>
      new Promise((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => done(data.offline?.tiers["text-en"]?.ready);
        navigator.serviceWorker.controller.postMessage({ type: "state" }, [port2]);
      }),
  );
  for (const network of [true, false]) {
    await page.goto("about:blank");
    if (!network) await own.stop();
    await page.goto(`${own.origin}/?launch`);
    await expect(heading(page)).toHaveText(words);
    expect(page.url()).toBe(`${own.origin}/library/locations?class=coast`);
  }
  // Without the service worker, the prerendered home page redirects to the last page.
  const other = await newPage();
  await visit(other, `/zh${BADAGUAN}`);
  await other.goto("/?launch");
  await other.waitForURL(`${site.origin}/zh${BADAGUAN}`);
  // A stored value never leads to another site.
  for (const place of ["//example.com/x", "/\\example.com/x", "https://example.com/"]) {
    await other.goto("/robots.txt");
    await other.evaluate((place) => localStorage.setItem("place", place), place);
    await other.goto("/?launch");
    await expect(heading(other)).toHaveText(home);
    expect(other.url()).toBe(`${site.origin}/`);
  }
});

test("a link that is shared opens what it leads to; one without a pack says so", async ({ installed, share, site }) => {
  const page = await installed();
  await visit(page, BADAGUAN);
  await page.click("main .pack-button");
  await page.click("header >> text=Pack");
  await page.waitForSelector(".pack > li");
  await page.click("text=Make a link and a QR code");
  const link = await page.locator("[data-field=link]").inputValue();
  const [, text] = link.split("#p=");
  for (const [fields, path] of [
    [{ url: link }, "/share"],
    [{ text: `Look at this:\n${link}` }, "/share"],
    [{ text: `web+filmpack:${text}` }, "/share"],
    [{ title: "Pack", text: `https://elsewhere.example/pack#p=${text} .` }, "/zh/share"],
  ]) {
    const tab = await share(page, { ...fields, path });
    await tab.waitForSelector("[data-incoming=offer]");
    expect(tab.url()).toMatch(path === "/share" ? /\/pack(\?link)?#p=/ : /\/zh\/pack#p=/);
    await tab.close();
  }
  const place = await share(page, { url: site.origin + BADAGUAN });
  expect(place.url()).toBe(site.origin + BADAGUAN);
  await place.close();
  const nothing = await share(page, { text: "https://elsewhere.example/" });
  await nothing.waitForSelector("[data-incoming=trouble]");
  await expect(nothing.locator("[data-incoming=trouble]")).toHaveText(/contains no pack/, { useInnerText: true });
  // As the device passes on a link whose protocol the app is registered for.
  await nothing.goto("about:blank");
  await nothing.goto(`/pack#p=${encodeURIComponent(`web+filmpack:${text}`)}`);
  await nothing.waitForSelector("[data-incoming=offer]");
});

test("a file that is shared is shown first, survives a reload, and is merged when the reader says so", async ({ installed, share, site }) => {
  const page = await installed();
  const tab = await share(page, { file: textFile("pack.json", JSON.stringify(PACK)) });
  await tab.waitForSelector("[data-incoming=file]");
  await expect(tab.locator("[data-incoming=file]")).toHaveText(/老城 \(1\)/, { useInnerText: true });
  expect(await tab.locator(".pack > li").count()).toBe(0);
  await tab.reload();
  await tab.waitForSelector("[data-incoming=file]");
  await tab.getByRole("button", { name: "Merge with my pack" }).click();
  await tab.waitForSelector("[data-incoming=done]");
  await tab.waitForSelector(".pack > li");
  expect(tab.url()).toBe(`${site.origin}/pack`);
  await expect(tab.locator(".pack textarea")).toHaveValue("fog");
  expect(await tab.evaluate(() => caches.has("shared-1"))).toBe(false);
  await tab.close();
  for (const [text, says] of [["hello", /not a recce pack file/], [JSON.stringify(PACK).slice(0, -4), /is incomplete/]]) {
    const bad = await share(page, { file: textFile("bad.json", text) });
    await bad.waitForSelector("[data-incoming=trouble]");
    await expect(bad.locator("[data-incoming=trouble]")).toHaveText(says, { useInnerText: true });
    await bad.click("text=Close");
    await bad.waitForURL(`${site.origin}/pack`);
    await bad.close();
  }
  await page.goto("/pack?shared");
  await page.waitForSelector("[data-incoming=trouble]");
  await expect(page.locator("[data-incoming=trouble]")).toHaveText(/cannot be read/, { useInnerText: true });
});
