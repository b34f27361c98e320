// The search of the locations without a framework: all records are fetched when the field is first used.
const STEP = 24;

export function search() {
  const field = document.querySelector("input[type=search]");
  if (!field) return;
  const list = document.querySelector(".cards");
  const more = document.querySelector("button");
  const count = document.querySelector(".results-count");
  const made = new Map();
  let all;
  let shown = STEP;
  const load = () =>
    (all ??= fetch("/locations.json")
      .then((response) => response.json())
      .then((records) => records.map((it) => ({ ...it, words: `${it.title} ${it.kicker} ${it.text} ${it.note}`.toLowerCase() }))));
  const make = ({ id, title, kicker, text, note, picture }) => {
    const item = list.firstElementChild.cloneNode(true);
    const set = (part, value) => (item.querySelector(part).textContent = value);
    const link = item.querySelector("a");
    link.href = `/library/locations/${id}`;
    link.textContent = title;
    set(".kicker", kicker);
    set(".card-text", text);
    set(".place", note);
    const image = item.querySelector("img");
    for (const source of item.querySelectorAll("source")) source.remove();
    for (const { mime, srcset } of picture.sources ?? []) {
      image.before(Object.assign(document.createElement("source"), { type: mime, srcset, sizes: image.sizes }));
    }
    Object.assign(image, { loading: "lazy", src: picture.src, width: picture.width, height: picture.height });
    made.set(id, item);
    return item;
  };
  const show = async () => {
    const query = field.value.trim().toLowerCase();
    const found = (await load()).filter(({ words }) => words.includes(query));
    list.replaceChildren(...found.slice(0, shown).map((it) => made.get(it.id) ?? make(it)));
    count.textContent = `${found.length} found`;
    more.hidden = found.length <= shown;
  };
  field.addEventListener("focus", load);
  field.addEventListener("input", () => {
    shown = STEP;
    show();
  });
  more.addEventListener("click", () => {
    shown += STEP;
    show();
  });
}
