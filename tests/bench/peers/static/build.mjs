// Writes the comparison's content as plain pages: HTML with inline styles, and one script on pages with a search.
// Usage: node build.mjs CONTENT OUT
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [from, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const { news, articles, locations } = JSON.parse(readFileSync(join(from, "content.json"), "utf8"));
const style = readFileSync(join(here, "../style.css"), "utf8").replace(/\/\*[^]*?\*\/|\n/g, "");
const write = (path, text) => {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
};
const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const picture = ({ src, sources = [], width, height, alt }, sizes, first) => `<picture>${sources
  .map(({ mime, srcset }) => `<source type="${mime}" srcset="${srcset}" sizes="${sizes}">`)
  .join("")}<img src="${src}" alt="${safe(alt)}" width="${width}" height="${height}" sizes="${sizes}" ${
  first ? 'fetchpriority="high"' : 'loading="lazy"'
}></picture>`;
const SIZES = "(min-width: 40rem) 20rem, 100vw";

const card = (folder, it, first) => `<li class="card">${picture({ ...it.picture, alt: "" }, SIZES, first)}
<p class="note"><span class="kicker">${safe(it.kicker ?? "")}</span> ${it.date ? `<time datetime="${it.date.iso}">${it.date.text}</time>` : ""}</p>
<h2 class="card-title"><a href="${folder}/${it.id}">${safe(it.title)}</a></h2><p class="card-text">${safe(it.text)}</p>
<p class="note place">${safe(it.note ?? "")}</p></li>`;
const cards = (folder, all, eager = 0) => `<ul class="cards">${all.map((it, at) => card(folder, it, at < eager)).join("\n")}</ul>`;

const page = (path, title, main, head = "") =>
  write(`${path}.html`, `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title>
<meta name="description" content="${safe(title)}, from the film office"><link rel="icon" href="data:,"><style>${style}</style>${head}</head>
<body><nav><a href="/news">News</a><a href="/library/locations">Locations</a></nav><main>
${main}
</main></body></html>
`);

page("news", "News", `<h1>News</h1>${cards("/news", news.slice(0, 24), 1)}`);
for (const it of articles) {
  const source = ({ publisher, url, date }) => `<li>${url ? `<a href="${safe(url)}">${safe(publisher)}</a>` : safe(publisher)} ${date ?? ""}</li>`;
  page(`news/${it.id}`, it.headline, `<article><p class="note">${it.topics.map(({ label }) => safe(label)).join(" · ")}</p>
<h1>${safe(it.headline)}</h1><p class="lead">${safe(it.summary)}</p>
<p class="note">${safe(it.dateline)} <time datetime="${it.published.iso}">${it.published.text}</time> ${it.updated ? `Updated <time datetime="${it.updated.iso}">${it.updated.text}</time>` : ""} ${it.reading}</p>
<div class="hero">${picture(it.hero, "100vw", true)}</div><div class="text">${it.html}</div>
<h2>Sources</h2><ul>${it.sources.map(source).join("")}</ul></article>
<h2>More information</h2>${cards("/news", it.more)}`);
}

const name = `assets/search.${createHash("sha256").update(readFileSync(join(here, "../search.js"))).digest("hex").slice(0, 8)}.js`;
write(name, `${readFileSync(join(here, "../search.js"), "utf8")}search();\n`);
const records = locations.map(({ about, facts, ...it }) => it);
write("locations.json", JSON.stringify(records));
page("library/locations", "Locations", `<h1>Locations</h1><p><label>Search <input type="search" autocomplete="off"></label></p>
<p class="results-count" role="status">${records.length} locations</p>${cards("/library/locations", records.slice(0, 24), 1)}
<p><button type="button"${records.length > 24 ? "" : " hidden"}>Show more</button></p>`, `<script type="module" src="/${name}"></script>`);
for (const it of locations) {
  page(`library/locations/${it.id}`, it.title, `<article><p class="note">${safe(it.kicker)}</p><h1>${safe(it.title)}</h1><p class="lead">${safe(it.text)}</p>
<div class="hero">${picture(it.picture, "100vw", true)}</div><div class="text">${it.about.map((text) => `<p>${safe(text)}</p>`).join("")}
<dl>${it.facts.map(({ label, value }) => `<dt>${safe(label)}</dt><dd>${safe(value)}</dd>`).join("")}</dl></div></article>`);
}
cpSync(join(from, "public"), out, { recursive: true });
