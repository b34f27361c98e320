// The other search engines of the catalogue benchmark, in the browser: a field, a list, and each engine set up as in
// its documentation.
const options = new URLSearchParams(location.search);
const engine = options.get("engine");
const fields = ["title", "names", "pinyin", "keywords", "text"];
const start = performance.now();
let all = [];
let search;

if (engine === "minisearch") {
  all = await (await fetch("./records.json")).json();
  const { default: MiniSearch } = await import("./engine.js");
  // Chinese has no spaces, so each character is a term.
  const tokenize = (text) => text.match(/[\u4e00-\u9fff]|[^\s\p{P}\u4e00-\u9fff]+/gu) ?? [];
  const index = new MiniSearch({ fields, tokenize, searchOptions: { prefix: true, fuzzy: (term) => (term.length > 3 ? 1 : 0), combineWith: "AND", boost: { title: 4, names: 2 } } });
  index.addAll(all);
  search = (query) => index.search(query).map(({ id }) => id);
}
if (engine === "flexsearch") {
  all = await (await fetch("./records.json")).json();
  const { Document, Charset } = await import("./engine.js");
  const chinese = options.get("locale") === "zh";
  const index = new Document({ document: { id: "id", index: fields }, tokenize: "forward", ...(chinese && { encoder: Charset.CJK }) });
  for (const record of all) index.add(record);
  search = (query) => [...new Set(index.search(query, { limit: all.length }).flatMap(({ result }) => result))];
}
if (engine === "pagefind") {
  const pagefind = await import("./pagefind/pagefind.js");
  await pagefind.init();
  search = async (query) => {
    const { results } = await pagefind.search(query);
    // The list shows titles, which Pagefind keeps in one file per record.
    const ids = await Promise.all(
      results.slice(0, 12).map(async (result) => {
        const { url, meta } = await result.data();
        const id = Number(url.slice(1));
        all[id] = meta;
        return id;
      }),
    );
    return ids;
  };
  window.findIds = async (query) => {
    const { results } = await pagefind.search(query);
    return Promise.all(results.map(async (result) => Number((await result.data()).url.slice(1))));
  };
}
window.findIds ??= async (query) => search(query);

const list = document.querySelector("ul");
let asked = 0;
document.querySelector("input").addEventListener("input", async (event) => {
  const number = ++asked;
  const query = event.target.value;
  const answer = search(query);
  const ids = answer instanceof Promise ? await answer : answer;
  if (number !== asked) return;
  list.replaceChildren(
    ...ids.slice(0, 12).map((id) => {
      const item = document.createElement("li");
      const title = document.createElement("h2");
      title.textContent = all[id]?.title ?? "";
      const text = document.createElement("p");
      text.textContent = all[id]?.text ?? "";
      item.append(title, text);
      return item;
    }),
  );
});
window.ready = performance.now() - start;
