// The oldest browsers that the site supports (docs/operating.md#browsers), imitated as far as possible by removing
// later features.
import { expect, test, visit } from "./fixtures.mjs";

/** In a page: removes the features that Chrome 111, Firefox 115 or Safari 16.4 lacks. */
const takeAway = () => {
  const gone = [
    [globalThis, "Highlight HighlightRegistry Navigation navigation scheduler Scheduler requestIdleCallback cancelIdleCallback trustedTypes"],
    [globalThis, "TrustedHTML TrustedScript TrustedScriptURL TrustedTypePolicyFactory URLPattern Iterator CloseWatcher launchQueue CookieStore"],
    [CSS, "highlights"],
    [Array, "fromAsync"],
    [Array.prototype, "toSorted toReversed toSpliced with"],
    [Object, "groupBy"],
    [Map, "groupBy"],
    [Promise, "withResolvers try"],
    [Set.prototype, "union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom"],
    [String.prototype, "isWellFormed toWellFormed"],
    [URL, "canParse parse"],
    [AbortSignal, "any"],
    [Intl, "Segmenter DurationFormat"],
    [ReadableStream, "from"],
    [RegExp, "escape"],
    [Uint8Array, "fromBase64 fromHex"],
    [Uint8Array.prototype, "toBase64 toHex"],
    [Navigator.prototype, "storage share canShare userAgentData connection deviceMemory scheduling"],
    [Document.prototype, "startViewTransition activeViewTransition"],
    [Document, "parseHTMLUnsafe"],
    [Element.prototype, "checkVisibility moveBefore setHTMLUnsafe getHTML"],
    [HTMLElement.prototype, "popover showPopover hidePopover togglePopover"],
    [HTMLScriptElement, "supports"],
  ];
  for (const [owner, names] of gone) for (const name of names.split(" ")) delete owner[name];
};

/** Rewrites styles: removes what Firefox 115 or Safari 16.4 does not understand, as these drop it. */
const withoutLaterStyles = (css) =>
  css
    .replace(/content:"[^"]*"\s*\/\s*"[^"]*";?/g, "")
    .replace(/[^{};]*:[^{};]*\d(?:lh|rlh)\b[^{};]*;?/g, "")
    .replace(/[^{}]*:has\([^{}]*\{[^{}]*\}/g, "")
    .replaceAll(/not selector\(:(has\(a\)|popover-open)\)/g, "(color:red)")
    .replaceAll(/selector\(:(has\(a\)|popover-open)\)/g, "(not (color:red))")
    .replace(/[^{}]*:popover-open[^{}]*\{[^{}]*\}/g, "")
    .replace(/(?:text-wrap|text-autospace|contain-intrinsic-block-size|content-visibility|field-sizing):[^;}]*;?/g, "");

const find = async (page, words) => {
  await page.fill("main input[type=search]", words);
  await expect(page.locator("main .card-title:visible").first()).toHaveText("Zhanqiao Pier");
};

test("what came after the oldest supported browsers is not needed", async ({ newPage }) => {
  // Trusted Types cannot be removed while the content security policy requires them.
  const page = await newPage({ bypassCSP: true });
  await page.addInitScript(takeAway);
  await page.route(/\/[^.]*(\.css)?(\?.*)?$/, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const isStyle = response.headers()["content-type"]?.startsWith("text/css");
    const body = isStyle ? withoutLaterStyles(text) : text.replace(/<style>[^]*?<\/style>/g, withoutLaterStyles).replaceAll(' popover="auto"', "");
    await route.fulfill({ response, body });
  });
  for (const path of ["/", "/news/2023-summit-opens", "/library/clips", "/offline", "/zh/about"]) {
    await visit(page, path);
    expect(await page.evaluate(() => ["highlights" in CSS, "trustedTypes" in globalThis, "canParse" in URL])).toEqual([false, false, false]);
    await expect(page.locator("main h1"), path).toBeVisible();
  }
  await visit(page, "/library/locations");
  const mark = await page.locator(".card-pack").first().evaluate((button) => getComputedStyle(button, "::before").content);
  expect(mark, "the mark of a pack button").toBe('"+"');
  await find(page, "pier");
  const lines = await page.locator(".results-grid .card-title").first().evaluate((title) => title.clientHeight / parseFloat(getComputedStyle(title).lineHeight));
  expect(lines, "the lines that a title has room for").toBeGreaterThan(1.9);
  await page.setViewportSize({ width: 360, height: 740 });
  await expect(page.locator(".facet").first(), "filters without popovers").toBeVisible();
  await expect(page.locator(".sheet-open, .sheet-head, .sheet-foot").filter({ visible: true })).toHaveCount(0);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("/library/locations?view=map");
  await expect(page.locator(".list-map .pin").first()).toBeVisible();
  await visit(page, "/library/locations/zhanqiao-pier");
  await page.click("main .pack-button");
  await expect(page.locator(".header-count")).toHaveText("1");
  await page.click(".header >> text=News");
  await expect(page.locator("main h1")).toHaveText("News");
  await page.goBack();
  await expect(page.locator("main h1")).toHaveText("Zhanqiao Pier");
  await visit(page, "/search?q=pier");
  await find(page, "zhanqiao");
  await visit(page, "/summit/2023/agenda");
  await page.locator("main button[data-star]").first().click();
  await expect(page.locator("main button[data-star][aria-pressed=true]").first()).toBeVisible();
});
