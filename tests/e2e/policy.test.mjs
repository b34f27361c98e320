// The security headers: what Mozilla's own analyzer says of them as they come from the server (nothing is asked of the
// network), and whether the program's markup passes.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DIST, HERE } from "./environment.mjs";
import { expect, test } from "./fixtures.mjs";

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
