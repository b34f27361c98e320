// Mozilla's own analyzer reads the headers as they come from the server; nothing is asked of the network.
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch, open, serve, visit } from "./site.mjs";

const from = join(dirname(fileURLToPath(import.meta.url)), "../hosts/node_modules/@mdn/mdn-http-observatory/src");
// The list of hosts that browsers know beforehand would come over the network; ours is on none.
const list = join(from, "../conf/hsts-preload.json");
if (!existsSync(list)) writeFileSync(list, "{}");
const { ALL_TESTS } = await import(join(from, "constants.js"));
const { getGradeForScore, getScoreModifier } = await import(join(from, "grader/grader.js"));
const { Requests } = await import(join(from, "types.js"));
const { Session } = await import(join(from, "retriever/session.js"));
const { parseHttpEquivHeaders } = await import(join(from, "retriever/utils.js"));
const { AxiosHeaders } = await import(
  join(from, "../../..", "axios/index.js")
);

const HOST = "film.qingdao.example";

/** What the analyzer would have gathered at the site's own address, where http leads to https. */
async function gathered(answer) {
  const html = await answer.text();
  const response = {
    headers: new AxiosHeaders(Object.fromEntries(answer.headers)),
    request: { headers: new AxiosHeaders(), responseURL: `https://${HOST}/` },
    status: answer.status,
    statusText: "",
    verified: true,
    data: html,
    config: { headers: new AxiosHeaders(), url: `https://${HOST}/` },
  };
  const requests = new Requests(HOST);
  requests.resources.path = html;
  const httpEquiv = parseHttpEquivHeaders(html, `https://${HOST}/`);
  for (const name of ["auto", "cors", "http", "https"]) requests.responses[name] = { ...response, httpEquiv };
  requests.responses.httpRedirects = [
    { url: new URL(`http://${HOST}/`), status: 301 },
    { url: new URL(`https://${HOST}/`), status: 200 },
  ];
  requests.responses.httpsRedirects = [{ url: new URL(`https://${HOST}/`), status: 200 }];
  requests.session = new Session(new URL(`https://${HOST}/`));
  return requests;
}

// The most there is for a site that sets no cookie and is on no browser's list: of 145 points, 5 are for cookies that
// are secure, and 5 for being listed (hstspreload.org), which is for the office to ask.
const MOST = 135;

test("Mozilla's analyzer gives all points that a site without cookies can have", async () => {
  const site = await serve();
  try {
    for (const path of ["/", "/zh/news", "/library/locations", "/nowhere"]) {
      const requests = await gathered(await fetch(site.origin + path));
      const results = ALL_TESTS.map((check) => check(requests));
      const points = results.map(({ result }) => getScoreModifier(result));
      const score = points.reduce((sum, point) => sum + point, 100);
      const told = results.map(({ result }, at) => `${points[at]} ${result}`).join(", ");
      assert.ok(results.every(({ pass }) => pass), `${path}: ${told}`);
      assert.ok(score >= MOST, `${path}: ${score} of ${told}`);
      assert.equal(getGradeForScore(score).grade, "A+", path);
    }
  } finally {
    await site.stop();
  }
});

test("what could become code is refused in the page itself: markup, scripts, other workers", async () => {
  const site = await serve();
  const browser = await launch();
  try {
    const { page, context } = await open(browser, { serviceWorkers: "allow" });
    await visit(page, site.origin + "/");
    // Evaluation is not among the attempts: what a test runs in a page is exempt from that rule.
    const done = await page.evaluate(async () => {
      const div = document.createElement("div");
      document.body.append(div);
      const tries = {
        handler: () => (div.innerHTML = '<img src="x" onerror="globalThis.evil = 1">'),
        capitals: () => (div.innerHTML = '<B ONCLICK="globalThis.evil = 1">x</B>'),
        newline: () => (div.innerHTML = '<b\nonclick="globalThis.evil = 1">x</b>'),
        script: () => (div.innerHTML = "<script>globalThis.evil = 1</script>"),
        frame: () => (div.innerHTML = '<iframe srcdoc="x"></iframe>'),
        address: () => (div.innerHTML = '<a href="javascript:globalThis.evil = 1">x</a>'),
        outer: () => div.insertAdjacentHTML("beforeend", "<svg/onload=globalThis.evil=1>"),
        timer: () => setTimeout("globalThis.evil = 1"),
        source: () => (document.createElement("script").src = "/assets/evil.js"),
        text: () => (document.createElement("script").text = "globalThis.evil = 1"),
        policy: () => trustedTypes.createPolicy("mine", { createHTML: (html) => html }),
        worker: () => new Worker("/sw.js?evil"),
      };
      const passed = [];
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          attempt();
          passed.push(name);
        } catch {
          // Refused, as it should be.
        }
      }
      const registered = await navigator.serviceWorker.register("/sw-off.js").then(() => true, () => false);
      div.innerHTML = '<p class="fine">plain</p>';
      return { passed, registered, plain: div.textContent, evil: globalThis.evil };
    });
    assert.deepEqual(done, { passed: [], registered: false, plain: "plain", evil: undefined });
    await context.close();
  } finally {
    await browser.close();
    await site.stop();
  }
});
