// The site as an installed app: Chromium's own judgement, launch, shortcuts, and what other programs share with it.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, launchKept, open, serve, visit } from "./site.mjs";

const BADAGUAN = "/library/locations/badaguan";
const PACK = {
  format: 1,
  packs: [{ id: "0123456789abcdef0123456789abcdef", name: "老城", changed: 5, items: [{ page: BADAGUAN, note: "fog", added: 5 }] }],
};

let site, browser, folder;
before(async () => {
  site = await serve();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "install-"));
});
after(async () => {
  await browser?.close();
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const heading = (page, words) =>
  page.waitForFunction((words) => document.querySelector("main h1")?.textContent === words, words);

/** A page with its worker in charge. */
async function installed(options = {}) {
  const { page, context, quiet } = await open(browser, { serviceWorkers: "allow", ...options });
  await visit(page, site.origin);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  });
  return { page, context, quiet };
}

/** What the device does when something is shared with the app: a form sent from outside the site. */
async function share(context, fields, file, path = "/share") {
  const page = await context.newPage();
  await page.setContent(
    `<form method="post" enctype="multipart/form-data" action="${site.origin}${path}">` +
      ["title", "text", "url"].map((name) => `<textarea name="${name}"></textarea>`).join("") +
      (file ? `<input type="file" name="shared">` : "") +
      `<button>Share</button></form>`,
  );
  for (const [name, text] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(text);
  if (file) await page.locator("[name=shared]").setInputFiles(file);
  await page.click("button");
  await page.waitForSelector("html[data-app]");
  return page;
}

test("Chromium finds nothing that keeps the site from being installed, in both languages", async () => {
  const context = await launchKept(join(folder, "profile"));
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  for (const [path, name] of [["/", "Qingdao City of Film"], ["/zh", "青岛电影之都"]]) {
    await visit(page, site.origin + path);
    const { url, errors, manifest, data } = await session.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    assert.ok(url.startsWith(`${site.origin}/manifest.`), url);
    assert.equal(JSON.parse(data).name, name);
    if (manifest) {
      assert.equal(manifest.shortcuts.length, 3);
      assert.equal(manifest.protocolHandlers.length, 1);
      assert.equal(manifest.shareTarget.action, `${site.origin}${path === "/" ? "" : path}/share`);
      assert.equal(new Set(manifest.screenshots.map((it) => it.formFactor)).size, 2);
    }
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors, []);
    const { appId } = await session.send("Page.getAppId");
    assert.equal(appId, site.origin + path);
  }
  // A step to the other language inside the app names that language's manifest.
  await page.click("header a[hreflang=en]");
  await page.waitForFunction(() => document.querySelector("link[rel=manifest]").getAttribute("href") === "/manifest.webmanifest");
  await context.close();
});

test("everything the manifest names is there, and the shortcuts lead to their pages", async () => {
  const { page, context, quiet } = await open(browser);
  for (const name of ["/manifest.webmanifest", "/manifest.zh.webmanifest"]) {
    const answer = await page.request.get(site.origin + name);
    assert.match(answer.headers()["content-type"], /^application\/manifest\+json/);
    const manifest = await answer.json();
    const pictures = [manifest.icons, manifest.screenshots, ...manifest.shortcuts.map((it) => it.icons)].flat();
    assert.ok(manifest.screenshots.length >= 4);
    await visit(page, site.origin + manifest.id);
    for (const { src, sizes, type } of pictures) {
      const size = await page.evaluate(async (src) => {
        const image = new Image();
        image.src = src;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      if (sizes !== "any") assert.equal(size, sizes, `${src} ${type}`);
    }
    for (const { url, name } of manifest.shortcuts) {
      const answer = await page.request.get(site.origin + url);
      assert.equal(answer.status(), 200, url);
      assert.ok((await answer.text()).includes(name), `${url} is ${name}`);
    }
  }
  quiet();
  await context.close();
});

test("a launch opens the page that was read last, online and without a network; the first one the home page", async () => {
  const { page, context, quiet } = await installed();
  await page.goto(`${site.origin}/?launch`);
  await heading(page, "Qingdao City of Film");
  assert.equal(page.url(), `${site.origin}/`);
  await visit(page, `${site.origin}/zh/library/locations?class=coast`);
  const words = await page.locator("main h1").innerText();
  await page.goto("about:blank");
  await page.goto(`${site.origin}/?launch`);
  await heading(page, words);
  assert.equal(page.url(), `${site.origin}/zh/library/locations?class=coast`);
  // Without the worker, the prerendered home page leads on.
  const other = await open(browser);
  await visit(other.page, site.origin + BADAGUAN);
  await other.page.goto(`${site.origin}/zh?launch`);
  await other.page.waitForURL(site.origin + BADAGUAN);
  // What lies in storage leads to no other site.
  await other.page.goto(`${site.origin}/robots.txt`);
  await other.page.evaluate(() => localStorage.setItem("place", "//example.com/x"));
  await other.page.goto(`${site.origin}/?launch`);
  await heading(other.page, "Qingdao City of Film");
  assert.equal(other.page.url(), `${site.origin}/`);
  other.quiet();
  await other.context.close();
  quiet();
  await context.close();
});

test("a link that is shared opens what it leads to; one without a pack says so", async () => {
  const { page, context } = await installed();
  await visit(page, site.origin + BADAGUAN);
  await page.click("main .pack-button");
  await page.click("header >> text=Pack");
  await page.waitForSelector(".pack > li");
  await page.click("text=Make a link and a code");
  const link = await page.locator("[data-field=link]").inputValue();
  const [, text] = link.split("#p=");
  for (const [fields, path] of [
    [{ url: link }, "/share"],
    [{ text: `Look at this:\n${link}` }, "/share"],
    [{ text: `web+filmpack:${text}` }, "/share"],
    [{ title: "Pack", text: `https://elsewhere.example/pack#p=${text} .` }, "/zh/share"],
  ]) {
    const tab = await share(context, fields, undefined, path);
    await tab.waitForSelector("[data-incoming=offer]");
    assert.match(tab.url(), path === "/share" ? /\/pack#p=/ : /\/zh\/pack#p=/);
    await tab.close();
  }
  const place = await share(context, { url: site.origin + BADAGUAN });
  assert.equal(place.url(), site.origin + BADAGUAN);
  await place.close();
  const nothing = await share(context, { text: "https://elsewhere.example/" });
  await nothing.waitForSelector("[data-incoming=trouble]");
  assert.match(await nothing.locator("[data-incoming=trouble]").innerText(), /holds no pack/);
  // As the device hands a link over whose protocol the app is registered for.
  await nothing.goto("about:blank");
  await nothing.goto(`${site.origin}/pack#p=${encodeURIComponent(`web+filmpack:${text}`)}`);
  await nothing.waitForSelector("[data-incoming=offer]");
  await context.close();
});

test("a file that is shared is shown first, survives a reload, and is merged when the reader says so", async () => {
  const { page, context } = await installed();
  const file = (name, text) => (writeFileSync(join(folder, name), text), join(folder, name));
  const tab = await share(context, {}, file("pack.json", JSON.stringify(PACK)));
  await tab.waitForSelector("[data-incoming=file]");
  assert.match(await tab.locator("[data-incoming=file]").innerText(), /老城 \(1\)/);
  assert.equal(await tab.locator(".pack > li").count(), 0);
  await tab.reload();
  await tab.waitForSelector("[data-incoming=file]");
  await tab.getByRole("button", { name: "Merge into mine" }).click();
  await tab.waitForSelector("[data-incoming=done]");
  await tab.waitForSelector(".pack > li");
  assert.equal(tab.url(), `${site.origin}/pack`);
  assert.equal(await tab.locator(".pack textarea").inputValue(), "fog");
  assert.equal(await tab.evaluate(() => caches.has("shared-1")), false);
  await tab.close();
  for (const [text, says] of [["hello", /not a file of recce packs/], [JSON.stringify(PACK).slice(0, -4), /ends early/]]) {
    const bad = await share(context, {}, file("bad.json", text));
    await bad.waitForSelector("[data-incoming=trouble]");
    assert.match(await bad.locator("[data-incoming=trouble]").innerText(), says);
    await bad.click("text=Close");
    await bad.waitForURL(`${site.origin}/pack`);
    await bad.close();
  }
  await page.goto(`${site.origin}/pack?shared`);
  await page.waitForSelector("[data-incoming=trouble]");
  assert.match(await page.locator("[data-incoming=trouble]").innerText(), /cannot be read/);
  await context.close();
});
