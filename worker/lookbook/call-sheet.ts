// The call sheet of a shooting day as a text document, with blank fields for times and crew.

import { type Colours, colours } from "./colours.ts";
import { Container } from "./container.ts";
import type { Labels, Line, Lookbook, Record } from "./input.ts";
import { distinct, each, general, label } from "./texts.ts";
import { escape } from "./xml.ts";

const MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const DOCUMENT = "word/document.xml";

/** A4 with margins of 15 mm, in twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838, margin: 850 };
const ROOM = PAGE.width - 2 * PAGE.margin;
/** Empty rows for the crew. */
const CREW = 14;

/** A run of text with a character style; lines become line breaks. */
const run = (text: string, style = "") =>
  `<w:r>${style && `<w:rPr><w:rStyle w:val="${style}"/></w:rPr>`}${text
    .split("\n")
    .map((line) => `<w:t xml:space="preserve">${escape(line)}</w:t>`)
    .join("<w:br/>")}</w:r>`;
const paragraph = (runs: string, style = "") => `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${runs}</w:p>`;
const paragraphs = (texts: string[], style = "") => texts.map((text) => paragraph(run(text), style)).join("");

interface CellOptions {
  width: number;
  span?: number;
  fill?: string;
}
const cell = (content: string, { width, span = 1, fill }: CellOptions) =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ""}${fill ? `<w:shd w:val="clear" w:color="auto" w:fill="${fill}"/>` : ""}</w:tcPr>${content || paragraph("")}</w:tc>`;
/** A row; `height` is the least height in points. */
const row = (cells: string[], { heading = false, height = 0 } = {}) =>
  `<w:tr><w:trPr><w:cantSplit/>${height ? `<w:trHeight w:val="${height * 20}" w:hRule="atLeast"/>` : ""}${heading ? "<w:tblHeader/>" : ""}</w:trPr>${cells.join("")}</w:tr>`;
const table = (widths: number[], rows: string[]) =>
  `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="${ROOM}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>${rows.join("")}</w:tbl>`;
/** Column widths in proportion; together as wide as the page. */
const widths = (...parts: number[]) => {
  const all = parts.reduce((sum, part) => sum + part);
  return parts.map((part) => Math.round((part * ROOM) / all));
};

export const callSheet = (book: Lookbook) => {
  const container = new Container();
  container.relate("", "officeDocument", DOCUMENT);
  const palette = colours();
  const say = (name: keyof Labels) => label(book, name);
  const link = (text: string, url: string) =>
    `<w:hyperlink r:id="${container.relate(DOCUMENT, "hyperlink", url, true)}" w:history="1">${run(text, "Hyperlink")}</w:hyperlink>`;
  const linked = ({ value, href }: Line) => (href ? link(value, href) : run(value));
  const heading = (names: (keyof Labels)[], columns: number[]) =>
    row(names.map((name, at) => cell(paragraph(run(say(name)), "TableHeading"), { width: columns[at]!, fill: palette.ink })), { heading: true });
  const field = (name: keyof Labels, texts: string[], [first, second]: [number, number]) => [
    cell(paragraph(run(say(name)), "Label"), { width: first, fill: palette.sunk }),
    cell(paragraphs(texts), { width: second }),
  ];

  const places = book.records.filter(({ texts }) => texts.some(({ position }) => position));
  const first = (name: "hospital" | "sun") => each(places.find(({ texts }) => texts.some((text) => text[name]))?.texts ?? [], name);
  const [a, b, c, d] = widths(2, 4, 2, 3) as [number, number, number, number];
  const day = table(
    [a, b, c, d],
    [
      row([...field("day", general(book, "day"), [a, b]), ...field("unit_call", [], [c, d])], { height: 24 }),
      row([...field("company", [], [a, b]), ...field("first_shot", [], [c, d])], { height: 24 }),
      row([...field("director", [], [a, b]), ...field("wrap", [], [c, d])], { height: 24 }),
      row([...field("sun", first("sun"), [a, b]), ...field("weather", [], [c, d])], { height: 24 }),
      row([...field("hospital", first("hospital"), [a, b]), ...field("telephone", [], [c, d])], { height: 24 }),
    ],
  );

  const stop = ({ texts }: Record, number: number, columns: number[]) => {
    const [own] = texts;
    const maps = (own?.maps ?? []).map(([name, url]) => link(name, url)).join(run(" · "));
    const titles = distinct(texts.map(({ title }) => title)).join(" / ");
    const place = [
      paragraph(own ? link(titles, own.page) : "", "Strong"),
      paragraphs(each(texts, "kind"), "Fine"),
      paragraphs(each(texts, "street")),
    ];
    const position = [...each(texts, "position").map((text) => paragraph(run(text))), maps && paragraph(maps, "Fine")];
    const care = [paragraphs(each(texts, "sun")), ...each(texts, "hospital").map((text) => paragraph(run(`${say("hospital")}: ${text}`)))];
    const contents = [paragraph(run(`${number}`)), place.join(""), position.join(""), care.join(""), ""];
    const rows = [row(contents.map((content, at) => cell(content, { width: columns[at]! })))];
    const notes = each(texts, "note");
    if (notes.length) {
      const text = paragraphs(notes.map((note) => `${say("note")}: ${note}`));
      rows.push(row([cell("", { width: columns[0]! }), cell(text, { width: ROOM - columns[0]!, span: 4, fill: palette.mark })]));
    }
    return rows.join("");
  };
  const stops = widths(1, 5.4, 4.4, 4.7, 2);
  const order = table(stops, [
    row(
      ["", say("place"), say("position"), say("sun"), say("call")].map((text, at) => cell(paragraph(run(text), "TableHeading"), { width: stops[at]!, fill: palette.ink })),
      { heading: true },
    ),
    ...(places.length ? places : book.records).map((record, at) => stop(record, at + 1, stops)),
  ]);

  const known = book.records.flatMap(({ texts }) => {
    const contacts = texts[0]?.contacts ?? [];
    const titles = distinct(texts.map(({ title }) => title)).join(" / ");
    return contacts.length ? [{ titles, contacts }] : [];
  });
  const people = widths(1, 2);
  const contacts = known.map(({ titles, contacts }) =>
    row([
      cell(paragraph(run(titles), "Strong"), { width: people[0]! }),
      cell(contacts.map((line) => paragraph(run(`${line.label}: `) + linked(line))).join(""), { width: people[1]! }),
    ]),
  );
  const crew = widths(3, 4, 3, 2, 4);
  const blank = () => row(crew.map((width) => cell("", { width })), { height: 22 });

  const body = [
    paragraph(run(say("call_sheet")), "Title"),
    paragraph(run(general(book, "name").join(" / ")), "Subtitle"),
    day,
    paragraph(run(say("stops")), "Heading1"),
    order,
    ...(contacts.length ? [paragraph(run(say("contacts")), "Heading1"), table(people, contacts)] : []),
    paragraph(run(say("crew")), "Heading1"),
    table(crew, [heading(["department", "name", "telephone", "call", "note"], crew), ...Array.from({ length: CREW }, blank)]),
    paragraph(""),
  ];
  const footer = container.add("word/footer1.xml", `${TYPE}.footer+xml`, `<w:ftr xmlns:w="${MAIN}">${paragraph(`${run(`${general(book, "office").join(" / ")} · `)}${number("PAGE")}${run(" / ")}${number("NUMPAGES")}`, "Footer")}</w:ftr>`);
  const { width, height, margin } = PAGE;
  const section = `<w:sectPr><w:footerReference w:type="default" r:id="${container.relate(DOCUMENT, "footer", footer)}"/><w:pgSz w:w="${width}" w:h="${height}"/><w:pgMar w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>`;
  container.add(DOCUMENT, `${TYPE}.document.main+xml`, `<w:document xmlns:w="${MAIN}" xmlns:r="${RELATIONS}"><w:body>${body.join("")}${section}</w:body></w:document>`);
  container.relate(DOCUMENT, "settings", container.add("word/settings.xml", `${TYPE}.settings+xml`, SETTINGS));
  container.relate(DOCUMENT, "styles", container.add("word/styles.xml", `${TYPE}.styles+xml`, styles(palette, book.languages[0]!.tag)));
  container.addProperties(`${say("call_sheet")}: ${general(book, "name").join(" / ")}`, general(book, "office")[0] ?? "");
  return container.bytes();
};

/** Without this, Word opens a document in the mode of an old version. */
const SETTINGS = `<w:settings xmlns:w="${MAIN}"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

/** A field that the program fills in. */
const number = (name: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;

const styles = ({ ink, paper, signal, soft, line }: Colours, tag: string) => {
  const language = tag.startsWith("zh") ? "zh-CN" : "en-GB";
  /** `size` in half points. */
  const letters = (size: number, colour: string, bold = false) => `<w:rPr>${bold ? "<w:b/>" : ""}<w:color w:val="${colour}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`;
  const space = (before: number, after: number) => `<w:pPr><w:spacing w:before="${before}" w:after="${after}"/></w:pPr>`;
  const style = (id: string, name: string, more: string, base = "Normal") =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${base}"/><w:qFormat/>${more}</w:style>`;
  const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="${line}"/>`;
  const sides = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).join("");
  const gaps = ["top", "left", "bottom", "right"].map((side) => `<w:${side} w:w="${side === "top" || side === "bottom" ? 40 : 85}" w:type="dxa"/>`).join("");
  return `<w:styles xmlns:w="${MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Microsoft YaHei" w:cs="Arial"/><w:color w:val="${ink}"/><w:sz w:val="19"/><w:szCs w:val="19"/><w:lang w:val="${language === "zh-CN" ? "en-US" : language}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${sides}</w:tblBorders><w:tblCellMar>${gaps}</w:tblCellMar></w:tblPr></w:style><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="${signal}"/><w:u w:val="single"/></w:rPr></w:style>${style("Title", "Title", space(0, 40) + letters(48, ink, true))}${style("Subtitle", "Subtitle", space(0, 160) + letters(26, soft))}${style("Heading1", "heading 1", `<w:pPr><w:keepNext/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="0"/></w:pPr>${letters(26, signal, true)}`)}${style("Label", "Label", letters(17, soft, true))}${style("TableHeading", "Table Heading", `<w:pPr><w:keepNext/></w:pPr>${letters(17, paper, true)}`)}${style("Strong", "Record", letters(20, ink, true))}${style("Fine", "Fine", letters(16, soft))}${style("Footer", "footer", letters(16, soft))}</w:styles>`;
};
