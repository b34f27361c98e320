// The lookbook: cover, map, and for each record its pictures and its facts, then the credits.

import { colours } from "./colours.ts";
import { Deck, MARGIN, ROOM, WIDTH } from "./deck.ts";
import { type Box, type Shapes, paragraph, run, tableCell, tableRow } from "./drawing.ts";
import type { Language, Line, Lookbook, Record, Texts } from "./input.ts";
import type { Picture } from "./pictures.ts";
import { distinct, each, general, label, lines } from "./texts.ts";

/** How many pictures of a record its first slide shows, one large and three small ones, and how many each further one. */
export const FIRST = 4;
const FURTHER = 4;
/** How many pictures of a record are shown: all that the reader chose, else some of the set. */
export const shown = ({ chosen, pictures }: Record) => (chosen ? pictures.length : Math.min(pictures.length, FIRST + FURTHER));

/** Up to this difference in shape, a picture is cropped; beyond it, it is shown whole. */
const CROP = 1.55;
const TOP = 1.5;
/** The lower edge of the text. */
const BOTTOM = 6.85;

type Pictures = (Picture | undefined)[];

/** The part of a box that a picture of this shape takes: all of it, cropped, or the upper left, whole. */
const taken = (box: Box, ratio: number): Box => {
  const wanted = box.w / box.h;
  if (Math.max(ratio / wanted, wanted / ratio) <= CROP) return box;
  return { ...box, w: Math.min(box.w, box.h * ratio), h: Math.min(box.h, box.w / ratio) };
};

/** The caption and credit of a picture in one line. */
const credit = (caption: [string, string, string] | undefined) => distinct(caption?.slice(1) ?? []).join(" · ");

export const slides = (book: Lookbook, pictures: Pictures[], map: Picture | undefined, logo: Picture | undefined) => {
  const deck = new Deck(colours(), general(book, "office").join(" · "), logo);
  const { container } = deck;
  const name = distinct(general(book, "name")).join(" / ");
  const stored = pictures.map((own) => own.map((picture) => picture && deck.store(picture)));
  const show = (shapes: Shapes, path: string, record: number, number: number, box: Box, fills = false) => {
    const picture = pictures[record]![number];
    if (!picture) return;
    const { texts } = book.records[record]!;
    const link = container.relate(path, "image", stored[record]![number]!);
    const title = texts[0]?.title ?? "";
    const ratio = picture.width / picture.height;
    shapes.picture(`${title} ${number + 1}`, texts[0]?.captions[number]?.[0] || title, link, fills ? box : taken(box, ratio), ratio);
  };

  deck.add("cover", (shapes, path) => {
    const leading = pictures.findIndex((own) => own[0]);
    shapes.placeholder('type="ctrTitle"', "Title", general(book, "name").map((text) => paragraph(run(text))).join(""));
    const lines = [label(book, "lookbook"), ...distinct(book.languages.map(({ day, count }) => distinct([day, count]).join(" · ")))];
    shapes.placeholder('type="subTitle" idx="1"', "Subtitle", lines.map((text) => paragraph(run(text), { after: 4 })).join(""));
    if (leading >= 0) show(shapes, path, leading, 0, { x: 6.55, y: 0.34, w: WIDTH - 6.55, h: 7.16 }, true);
  });

  // The map links to the records' slides, which come after it.
  const mapAt = book.map && map ? deck.add("title", () => {}) : undefined;
  const firsts = book.records.map((record, at) => recordSlides(deck, book, record, at, pictures[at]!, show));
  if (mapAt && map) mapSlide(deck, book, mapAt, map, firsts);
  creditSlides(deck, book);
  return deck.bytes(name);
};

const heading = (shapes: Shapes, texts: Texts[], number: number, more = "") => {
  const [own, other] = distinct(texts.map(({ title }) => title));
  const title = `${number}. ${own ?? ""}${more}`;
  // The title has one line.
  const size = [28, 24, 20, 17].find((size) => lines(`${title}  ${other ?? ""}`, size, ROOM * 72) === 1) ?? 14;
  const runs = [run(title, { size }), ...(other ? [run(`  ${other}`, { size, colour: "tx2" })] : [])];
  shapes.placeholder('type="title"', "Title", paragraph(runs.join("")));
  shapes.placeholder('type="body" idx="13"', "Kicker", paragraph(run(each(texts, "kind").join(" / "))));
};

/** The width of a record's pictures on its first slide, and the lower edge of their credit, above the office's name. */
const PICTURES = 7.9;
const FOOT = 6.94;
/** The size of a credit, and the height of one of its lines. */
const CREDIT_SIZE = 9;
const CREDIT = 0.16;
const GAP = 0.12;
/** Beside a picture narrower than this, there is room for others. */
const TALL = 1.2;

/** Boxes of equal size, in as many columns as show most of pictures of these shapes. */
const grid = (ratios: number[], { x, y, w, h }: Box): Box[] => {
  const inColumns = (columns: number) => {
    const rows = Math.ceil(ratios.length / columns);
    const [own, high] = [(w - GAP * (columns - 1)) / columns, (h - GAP * (rows - 1)) / rows];
    return ratios.map((_, at) => ({ x: x + (at % columns) * (own + GAP), y: y + Math.floor(at / columns) * (high + GAP), w: own, h: high }));
  };
  const shown = (boxes: Box[]) => boxes.reduce((sum, box, at) => sum + taken(box, ratios[at]!).w * taken(box, ratios[at]!).h, 0);
  return ratios.map((_, at) => inColumns(at + 1)).reduce((best, other) => (shown(other) > shown(best) ? other : best), []);
};

/** The boxes of a large picture and up to three small ones, given their shapes. */
const arrange = (main: number, small: number[], area: Box): Box[] => {
  if (!small.length || main < TALL) {
    const whole = { ...area, w: Math.min(area.w, area.h * main), h: Math.min(area.h, area.w / main) };
    return [whole, ...grid(small, { ...area, x: area.x + whole.w + GAP, w: area.w - whole.w - GAP })];
  }
  const room = area.w - GAP * (small.length - 1);
  const ratios = small.map((ratio) => Math.min(2.2, Math.max(0.7, ratio)));
  const sum = ratios.reduce((sum, ratio) => sum + ratio);
  const h = Math.min(1.25, room / sum);
  const large = taken({ ...area, h: area.h - h - GAP }, main);
  // A row that nearly fills the width fills it.
  const stretch = room / (sum * h);
  let x = area.x;
  const row = ratios.map((ratio) => {
    const box = { x, y: large.y + large.h + GAP, w: h * ratio * (stretch < 1.3 ? stretch : 1), h };
    x += box.w + GAP;
    return box;
  });
  return [large, ...row];
};

/** The slides of a record; returns the path of the first. */
const recordSlides = (
  deck: Deck,
  book: Lookbook,
  { texts }: Record,
  at: number,
  own: Pictures,
  show: (shapes: Shapes, path: string, record: number, number: number, box: Box) => void,
) => {
  const { container } = deck;
  // Only the pictures that could be had.
  const there = own.flatMap((picture, number) => (picture ? [number] : []));
  const ratioOf = (number: number) => own[number]!.width / own[number]!.height;
  const first = deck.add("record", (shapes, path) => {
    heading(shapes, texts, at + 1);
    const [main, ...small] = there.slice(0, FIRST);
    if (main !== undefined) {
      const about = distinct(texts.map(({ captions }) => credit(captions[main]))).join(" / ");
      const text = about ? CREDIT * lines(about, CREDIT_SIZE, PICTURES * 72) + 0.06 : 0;
      const area: Box = { x: MARGIN, y: TOP, w: PICTURES, h: FOOT - TOP - text };
      const boxes = arrange(ratioOf(main), small.map(ratioOf), area);
      [main, ...small].forEach((number, place) => show(shapes, path, at, number, boxes[place]!));
      const y = Math.max(...boxes.map(({ y, h }) => y + h)) + 0.06;
      if (about) shapes.text("Credit", { x: MARGIN, y, w: PICTURES, h: text - 0.06 }, paragraph(run(about, { size: CREDIT_SIZE, colour: "tx2" })));
    }
    const box: Box = main === undefined ? { x: MARGIN, y: TOP, w: ROOM, h: BOTTOM - TOP } : { x: 8.8, y: TOP, w: WIDTH - MARGIN - 8.8, h: BOTTOM - TOP };
    const small_ = { size: 11, colour: "tx2" } as const;
    const words = each(texts, "summary").map((text) => paragraph(run(text, { size: 14 }), { after: 8 }));
    for (const key of ["position", "sun"] as const) {
      const [value] = each(texts.slice(0, 1), key);
      if (!value) continue;
      words.push(paragraph(run(label({ ...book, languages: book.languages.slice(0, 1) }, key), { size: 11, bold: true, colour: "accent1" })));
      words.push(paragraph(run(value, small_), { after: 6 }));
    }
    const page = texts[0]?.page;
    if (page) words.push(paragraph(run(page, { size: 10, link: container.relate(path, "hyperlink", page, true) })));
    shapes.text("Text", box, words.join(""));
  });
  for (let from = FIRST; from < there.length; from += FURTHER) {
    const rest = there.slice(from, from + FURTHER);
    deck.add("record", (shapes, path) => {
      heading(shapes, texts, at + 1);
      const boxes = grid(rest.map(ratioOf), { x: MARGIN, y: TOP, w: ROOM, h: BOTTOM - TOP });
      rest.forEach((number, place) => show(shapes, path, at, number, boxes[place]!));
    });
  }
  texts.forEach((text, language) => factSlides(deck, book.languages[language]!, text, at + 1));
  return first;
};

/** Sizes of the letters of facts: the first with which all facts fit on one slide, or else the last. */
const SIZES = [14, 12.5, 11];
const COLUMN = (ROOM - 0.4) / 2;
const LABEL = 1.7;

/** A row of the facts; its values, each with its own link. */
interface Row {
  label: string;
  values: { text: string; link?: string }[];
}
const rowHeight = ({ label, values }: Row, size: number) => {
  const value = values.map(({ text }) => text).join(" · ");
  const count = Math.max(lines(label, size, (LABEL - 0.2) * 72), lines(value, size, (COLUMN - LABEL - 0.2) * 72));
  return count * size * 0.0172 + 0.09;
};
/** Rows in columns of equal height if all fit on one slide; otherwise in full columns. */
const inColumns = (rows: Row[], size: number) => {
  const all = rows.reduce((sum, row) => sum + rowHeight(row, size), 0);
  const most = Math.min(BOTTOM - TOP, Math.max(all / 2 + 0.3, 2));
  const columns: Row[][] = [];
  let height = Infinity;
  for (const row of rows) {
    const own = rowHeight(row, size);
    if (height + own > most) {
      columns.push([]);
      height = 0;
    }
    columns.at(-1)!.push(row);
    height += own;
  }
  return columns;
};

/** All facts of a record in one language, in two columns; on more slides if needed. */
const factSlides = (deck: Deck, { labels }: Language, text: Texts, number: number) => {
  const fact = ({ label, value, href }: Line): Row => ({ label, values: [{ text: value, ...(href ? { link: href } : {}) }] });
  const own = (label: string, value: string): Row[] => (value ? [{ label, values: [{ text: value }] }] : []);
  const rows = [
    ...own(labels.note, text.note),
    ...own(labels.sun, text.sun),
    ...text.facts.map(fact),
    ...own(labels.position, distinct([text.position, text.precision]).join("\n")),
    ...(text.maps.length ? [{ label: labels.maps, values: text.maps.map(([text, link]) => ({ text, link })) }] : []),
  ];
  if (!rows.length) return;
  const size = SIZES.find((size) => inColumns(rows, size).length <= 2) ?? SIZES.at(-1)!;
  const columns = inColumns(rows, size);
  for (let from = 0; from < columns.length; from += 2) {
    deck.add("record", (shapes, path) => {
      heading(shapes, [text], number, ` – ${labels.facts}`);
      columns.slice(from, from + 2).forEach((rows, place) => {
        const cells = rows.map((row) => {
          const values = row.values.map(({ text, link }) => {
            const id = link && deck.container.relate(path, "hyperlink", link, true);
            return run(text, { size, ...(id ? { link: id } : { colour: "tx1" }) });
          });
          const name = paragraph(run(row.label, { size, bold: true, colour: "tx2" }));
          return tableRow(rowHeight(row, size), [tableCell(name), tableCell(paragraph(values.join(run(" · ", { size }))))]);
        });
        const box = { x: MARGIN + place * (COLUMN + 0.4), y: TOP, w: COLUMN, h: rows.reduce((sum, row) => sum + rowHeight(row, size), 0) };
        shapes.table(labels.facts, box, [LABEL, COLUMN - LABEL], cells);
      });
    });
  }
};

/** Numbers as `1–3, 7`. */
const numbers = (of: number[]) => {
  const spans: [number, number][] = [];
  for (const number of of) {
    const last = spans.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
};

interface Pin {
  x: number;
  y: number;
  of: number[];
}
const PIN = 0.28;
/** A pin's numbers, and its place on the slide within the map. */
const pinOn = (map: Box) => ({ x, y, of }: Pin) => {
  const text = numbers(of);
  const w = text.length < 3 ? PIN : text.length * 0.085 + 0.16;
  return { text, area: { x: Math.min(Math.max(x - w / 2, map.x), map.x + map.w - w), y: y - PIN / 2, w, h: PIN } };
};
/** The pins of the map. Those that would cover each other become one. */
const pins = (book: Lookbook, map: Box) => {
  const put = pinOn(map);
  const all: Pin[] = book.records.flatMap(({ pin }, at) =>
    pin ? [{ x: map.x + (pin[0] / 10_000) * map.w, y: map.y + (pin[1] / 10_000) * map.h, of: [at + 1] }] : [],
  );
  const cover = (one: Pin, other: Pin) => {
    const [a, b] = [put(one).area, put(other).area];
    return a.x < b.x + b.w && b.x < a.x + a.w && Math.abs(a.y - b.y) < PIN;
  };
  for (let at = 0; at < all.length; at++) {
    const other = all.findIndex((pin, place) => place < at && cover(pin, all[at]!));
    if (other < 0) continue;
    const [gone] = all.splice(at, 1);
    const pin = all[other]!;
    pin.of = [...pin.of, ...gone!.of].sort((a, b) => a - b);
    // A wider pin may cover others.
    at = other - 1;
  }
  return all.map(put);
};

/** How many names a column holds: of one language, and of both. */
const NAMES = { one: 22, both: 13 };

const mapSlide = (deck: Deck, book: Lookbook, path: string, map: Picture, firsts: string[]) => {
  const shapes = deck.shapesOf(path);
  const { container } = deck;
  const box: Box = { x: MARGIN, y: TOP, w: 7.55, h: (7.55 * map.height) / map.width };
  shapes.placeholder('type="title"', "Title", paragraph(run(label(book, "map"))));
  shapes.picture(label(book, "map"), label(book, "map"), container.relate(path, "image", deck.store(map)), box, map.width / map.height);
  for (const { text, area } of pins(book, box)) {
    const geometry = area.w > area.h ? "roundRect" : "ellipse";
    shapes.shape(`Pin ${text}`, geometry, area, "accent1", paragraph(run(text, { size: 10, bold: true, colour: "bg1" }), { align: "ctr" }), "bg1");
  }
  const credits = general(book, "map_credit").join(" / ");
  if (credits) shapes.text("Credit", { x: MARGIN, y: box.y + box.h + 0.05, w: box.w, h: 0.25 }, paragraph(run(credits, { size: 9, colour: "tx2" })));
  // All records with a position, in as many columns as they need; the list continues on more slides.
  const named = book.records.flatMap(({ pin, texts }, at) => (pin ? [{ number: at + 1, title: distinct(texts.map(({ title }) => title)).join(" / "), to: firsts[at]! }] : []));
  const most = book.languages.length > 1 ? NAMES.both : NAMES.one;
  const list = (shapes: Shapes, path: string, from: number, box: Box) => {
    const entries = named.slice(from, from + most).map(({ number, title, to }) => {
      const link = container.relate(path, "slide", to);
      return paragraph(run(`${number}\t`, { size: 11, bold: true, colour: "accent1" }) + run(title, { size: 11, link, jump: true }), { after: 2, hanging: 0.32 });
    });
    if (entries.length) shapes.text(label(book, "map"), box, entries.join(""));
  };
  list(shapes, path, 0, { x: 8.45, y: TOP, w: WIDTH - MARGIN - 8.45, h: BOTTOM - TOP });
  for (let from = most; from < named.length; from += 3 * most) {
    deck.add("title", (shapes, path) => {
      shapes.placeholder('type="title"', "Title", paragraph(run(label(book, "map"))));
      for (let column = 0; column < 3; column++) list(shapes, path, from + column * most, { x: MARGIN + column * 4.1, y: TOP, w: 3.9, h: BOTTOM - TOP });
    });
  }
};

/** Who made the pictures, and how all of it may be used. */
const creditSlides = (deck: Deck, book: Lookbook) => {
  const SIZE = 10;
  const entries = book.records.flatMap((record, at) => {
    const { texts } = record;
    const count = shown(record);
    const title = distinct(texts.map(({ title }) => title)).join(" / ");
    const by = distinct(Array.from({ length: count }, (_, number) => distinct(texts.map(({ captions }) => credit(captions[number]))).join(" / ")));
    return by.length ? [{ title: `${at + 1}. ${title}`, by: by.join("; ") }] : [];
  });
  const height = ({ title, by }: { title: string; by: string }) => lines(`${title}  ${by}`, SIZE, COLUMN * 72) + 0.3;
  const heights = entries.map(height);
  // Two columns of nearly equal height if all fit on one slide.
  const half = (heights.reduce((sum, own) => sum + own, 0) + Math.max(0, ...heights)) / 2;
  const room = Math.min((BOTTOM - TOP - 0.9) / (SIZE * 0.0175), Math.max(half, 8));
  const columns: (typeof entries)[] = [[]];
  let used = 0;
  for (const entry of entries) {
    const own = height(entry);
    if (used + own > room) {
      columns.push([]);
      used = 0;
    }
    columns.at(-1)!.push(entry);
    used += own;
  }
  for (let from = 0; from < columns.length; from += 2) {
    deck.add("title", (shapes, path) => {
      shapes.placeholder('type="title"', "Title", paragraph(run(label(book, "credits"))));
      columns.slice(from, from + 2).forEach((entries, column) => {
        const texts = entries.map(({ title, by }) => paragraph(run(`${title}  `, { size: SIZE, bold: true }) + run(by, { size: SIZE, colour: "tx2" }), { after: 3 }));
        if (texts.length) shapes.text(label(book, "credits"), { x: MARGIN + column * (COLUMN + 0.4), y: TOP, w: COLUMN, h: BOTTOM - TOP - 0.9 }, texts.join(""));
      });
      const words = [...general(book, "licence"), ...general(book, "map_credit")].map((text) => paragraph(run(text, { size: SIZE, colour: "tx2" })));
      const site = paragraph(run(book.site, { size: SIZE, link: deck.container.relate(path, "hyperlink", book.site, true) }));
      shapes.text("Licence", { x: MARGIN, y: BOTTOM - 0.8, w: ROOM, h: 0.8 }, words.join("") + site, { anchor: "b" });
    });
  }
};
