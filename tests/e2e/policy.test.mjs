// The security headers: what Mozilla's own analyzer says of them as they come from the server (nothing is asked of the
// network), and what Trusted Types refuse.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DIST, HERE } from "./environment.mjs";
import { expect, test, visit } from "./fixtures.mjs";

const from = join(HERE, "../hosts/node_modules/@mdn/mdn-http-observatory/src");
// The list of hosts that browsers know beforehand would come over the network; ours is on none.
const list = join(from, "../conf/hsts-preload.json");
if (!existsSync(list)) writeFileSync(list, "{}");
const { ALL_TESTS } = await import(join(from, "constants.js"));
const { getGradeForScore, getScoreModifier } = await import(join(from, "grader/grader.js"));
const { Requests } = await import(join(from, "types.js"));
const { Session } = await import(join(from, "retriever/session.js"));
const { parseHttpEquivHeaders } = await import(join(from, "retriever/utils.js"));
const { AxiosHeaders } = await import(join(from, "../../..", "axios/index.js"));

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

test("Mozilla's analyzer gives all points that a site without cookies can have", async ({ site }) => {
  for (const path of ["/", "/zh/news", "/library/locations", "/nowhere"]) {
    const requests = await gathered(await fetch(site.origin + path));
    const results = ALL_TESTS.map((check) => check(requests));
    const points = results.map(({ result }) => getScoreModifier(result));
    const score = points.reduce((sum, point) => sum + point, 100);
    const told = results.map(({ result }, at) => `${points[at]} ${result}`).join(", ");
    expect(results.every(({ pass }) => pass), `${path}: ${told}`).toBe(true);
    expect(score, `${path}: ${score} of ${told}`).toBeGreaterThanOrEqual(MOST);
    expect(getGradeForScore(score).grade, path).toBe("A+");
  }
});

test("text becomes markup only where it draws something, and no script has an address that it was given", async ({ newPage, allowConsole }) => {
  allowConsole(/Trusted|Content Security Policy/i);
  const page = await newPage({ serviceWorkers: "allow" });
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
    // What the test asks for may evaluate text, what comes of it later may not.
    await new Promise((done) => setTimeout(done));
    for (const [name, attempt] of Object.entries(tries)) {
      try {
        await attempt();
        passed.push(name);
      } catch (error) {
        if (!/Trusted|policy|Content Security/i.test(error.message)) passed.push(`${name}: ${error.message}`);
      }
    }
    const drawing = element();
    drawing.innerHTML = '<p class="sun" aria-hidden="true">6 &lt; 7 <span>00</span></p>';
    return { passed, drawn: drawing.firstChild.textContent };
  });
  expect(told).toEqual({ passed: [], drawn: "6 < 7 00" });
});

test("all markup that the program carries passes the policy", () => {
  const assets = join(DIST, "assets");
  const read = (pattern) => readdirSync(assets).filter((name) => pattern.test(name)).map((name) => readFileSync(join(assets, name), "latin1"));
  const [grammar] = read(/\.js$/).flatMap((script) => /const INERT = \/(.+)\/;/.exec(script)?.[1] ?? []);
  const inert = new RegExp(grammar);
  const found = new Set();
  for (const program of read(/\.(wasm|bin)$/)) {
    // An element with all that is in it; the texts of the program lie one behind the other.
    for (const [element] of program.matchAll(/<([a-z][\w-]*)(?: [\w:-]+(?:="[^"]*")?)*>(?:[^\0]{0,2000}?)<\/\1>/g)) found.add(element);
  }
  expect(found.size, [...found].join("\n")).toBeGreaterThanOrEqual(8);
  for (const element of found) expect(element).toMatch(inert);
});
