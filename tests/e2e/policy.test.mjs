// Mozilla's own analyzer reads the headers as they come from the server; nothing is asked of the network.
import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "./site.mjs";

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
