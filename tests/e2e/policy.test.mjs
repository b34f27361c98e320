// The security headers: Mozilla's own analyzer checks them as the server sends them (without network access). Also, the
// markup in the app must pass the site's policy for trusted HTML.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DIST, HERE } from "./environment.mjs";
import { expect, test } from "./fixtures.mjs";

const from = join(HERE, "../hosts/node_modules/@mdn/mdn-http-observatory/src");
// The analyzer would download the list of hosts preloaded in browsers. The site is on none.
const list = join(from, "../conf/hsts-preload.json");
if (!existsSync(list)) writeFileSync(list, "{}");
const { ALL_TESTS } = await import(join(from, "constants.js"));
const { getGradeForScore, getScoreModifier } = await import(join(from, "grader/grader.js"));
const { Requests } = await import(join(from, "types.js"));
const { Session } = await import(join(from, "retriever/session.js"));
const { parseHttpEquivHeaders } = await import(join(from, "retriever/utils.js"));
const { AxiosHeaders } = await import(join(from, "../../..", "axios/index.js"));

const HOST = "film.qingdao.example";

/** The data that the analyzer would have gathered at the site's real address, where http redirects to https. */
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

// The maximum for a site that sets no cookie and is on no preload list: of 145 points, 5 are for secure cookies, and 5
// for being preloaded (hstspreload.org), which only the office can request.
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

test("all markup that the program carries passes the policy", () => {
  const assets = join(DIST, "assets");
  const read = (pattern) => readdirSync(assets).filter((name) => pattern.test(name)).map((name) => readFileSync(join(assets, name), "latin1"));
  const [grammar] = read(/\.js$/).flatMap((script) => /const INERT = \/(.+)\/;/.exec(script)?.[1] ?? []);
  const inert = new RegExp(grammar);
  const found = new Set();
  for (const program of read(/\.wasm$/)) {
    // An element with its content. In the program, texts are stored one right after the other.
    for (const [element] of program.matchAll(/<([a-z][\w-]*)(?: [\w:-]+(?:="[^"]*")?)*>(?:[^\0]{0,2000}?)<\/\1>/g)) found.add(element);
  }
  expect(found.size, [...found].join("\n")).toBeGreaterThanOrEqual(8);
  for (const element of found) expect(element).toMatch(inert);
});
