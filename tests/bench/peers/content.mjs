// The content of all sites in the comparison: the output of `tests/scale`. Our site uses it unchanged; the others use
// one JSON file with the texts and pictures of our pages.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { marked } from "marked";

/** Link targets that every site has a page for. */
const KNOWN = { news: "/news/", location: "/library/locations/" };

/** Removes from articles what only our site has pages for: charts of reports, and links to people and sessions. */
export function simplify(content) {
  const news = join(content, "news");
  for (const name of readdirSync(news)) {
    const file = join(news, name);
    const text = readFileSync(file, "utf8");
    if (name.endsWith(".json")) {
      const { mentions, ...article } = JSON.parse(text);
      writeFileSync(file, JSON.stringify(article));
    } else {
      const linked = text.replace(/^!\[.*\]\(.*\)\n+/gm, "").replace(/\[([^\]]+)\]\((?!news:|location:)\w+:[^)]+\)/g, "$1");
      writeFileSync(file, linked);
    }
  }
}

/** Reads our built site and its content folder, and writes `content.json` and the pictures for the other sites. */
export function share(content, dist, out) {
  const page = (path) => JSON.parse(readFileSync(join(dist, "data", `${path}.json`), "utf8")).body;
  const idOf = (path) => path.split("/").at(-1);
  const card = ({ to, ...card }) => ({ id: idOf(to), ...card });
  const article = (id) => {
    const { headline, summary, dateline, published, updated, reading, topics, hero, sources, more } = page(`news/${id}`);
    const text = readFileSync(join(content, "news", `${id}.en.md`), "utf8");
    const html = marked.parse(text.replace(/\]\((news|location):/g, (_, kind) => `](${KNOWN[kind]}`));
    return { id, headline, summary, dateline, published, updated, reading, topics, hero, html, sources, more: more.map(card) };
  };
  const location = (id) => {
    const { name, class_name: kicker, district, summary: text, pictures, about, facts } = page(`library/locations/${id}`);
    const setting = facts.find(({ label }) => label === "Setting").value;
    return { id, title: name, kicker, text, note: `${district} · ${setting}`, picture: pictures[0], about, facts };
  };
  const news = page("news").cards.map(card);
  const first = page("library/locations").cards.map(({ to }) => idOf(to));
  const ids = readdirSync(join(content, "locations")).map((name) => name.replace(/\.json$/, ""));
  const locations = [...new Set([...first, ...ids])].map(location);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, "public"), { recursive: true });
  writeFileSync(join(out, "content.json"), JSON.stringify({ news, articles: news.map(({ id }) => article(id)), locations }));
  const plain = (file) => !/\.(br|gz|mp4|webm)$/.test(file);
  cpSync(join(dist, "media"), join(out, "public/media"), { recursive: true, filter: plain });
}
