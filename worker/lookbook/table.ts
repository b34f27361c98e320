// The pack as a spreadsheet: a sheet per language, a row per record.

import { colours } from "./colours.ts";
import { Container } from "./container.ts";
import type { Cell, Language, Lookbook } from "./input.ts";
import { label, lines } from "./texts.ts";
import { escape } from "./xml.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The indexes of the cell formats in the styles. */
const [HEADING, TEXT, NUMBER, TIME, LINK] = [1, 2, 3, 4, 5];
/** Excel refuses longer texts. */
const LONGEST = 32_767;

/** The name of a column: A to Z, AA and so on. */
const column = (at: number): string => (at > 25 ? column(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26));

const textCell = (name: string, style: number, text: string) =>
  `<c r="${name}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escape(text.slice(0, LONGEST))}</t></is></c>`;

/** The days since 1899-12-31 that a spreadsheet counts in. */
const serial = (time: string) => Date.parse(`${time.replace(" ", "T")}Z`) / 86_400_000 + 25_569;

const isLink = (text: string) => /^https?:\/\/\S+$/.test(text) && text.length < 2000;

const cell = (name: string, cell: Cell) => {
  if ("Number" in cell && Number.isFinite(Number(cell.Number))) return `<c r="${name}" s="${NUMBER}"><v>${Number(cell.Number)}</v></c>`;
  if ("Time" in cell && Number.isFinite(serial(cell.Time))) return `<c r="${name}" s="${TIME}"><v>${serial(cell.Time)}</v></c>`;
  const [text = ""] = Object.values(cell) as string[];
  return text && textCell(name, isLink(text) ? LINK : TEXT, text);
};

const plain = (cell: Cell) => (Object.values(cell) as string[])[0] ?? "";
/** The width of a column in characters: that of its longest line, within limits. */
const width = (texts: string[]) => {
  const longest = Math.max(...texts.flatMap((text) => text.split("\n")).map((line) => [...line].reduce((sum, sign) => sum + (sign > "\u2e80" ? 2 : 1), 0)));
  return Math.min(48, Math.max(10, longest + 2));
};

const sheet = (container: Container, path: string, book: Lookbook, at: number) => {
  const { columns } = book.languages[at]!;
  const rows = book.records.map(({ texts }) => texts[at]!.cells);
  const widths = columns.map((heading, place) => width([heading, ...rows.map((cells) => plain(cells[place] ?? { Text: "" }))]));
  const cols = widths.map((width, place) => `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`);
  const heading = columns.map((text, place) => textCell(`${column(place)}1`, HEADING, text)).join("");
  // Not every program fits the height of a row to its text.
  const height = (cells: Cell[]) => Math.min(400, 13.5 * Math.max(1, ...cells.map((it, place) => lines(plain(it), 1, (widths[place] ?? 10) * 0.52))));
  const body = rows.map((cells, row) => `<row r="${row + 2}" ht="${height(cells)}">${cells.map((it, place) => cell(`${column(place)}${row + 2}`, it)).join("")}</row>`);
  const links = rows.flatMap((cells, row) =>
    cells.flatMap((it, place) => {
      const url = plain(it);
      if (!("Text" in it) || !isLink(url)) return [];
      return `<hyperlink ref="${column(place)}${row + 2}" r:id="${container.relate(path, "hyperlink", url, true)}"/>`;
    }),
  );
  const range = `A1:${column(columns.length - 1)}${rows.length + 1}`;
  container.add(
    path,
    `${TYPE}.worksheet+xml`,
    `<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="${range}"/><sheetViews><sheetView workbookViewId="0"${at ? "" : ' tabSelected="1"'}><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/><selection pane="topRight"/><selection pane="bottomLeft"/><selection pane="bottomRight" activeCell="B2" sqref="B2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols.join("")}</cols><sheetData><row r="1">${heading}</row>${body.join("")}</sheetData><autoFilter ref="${range}"/>${links.length ? `<hyperlinks>${links.join("")}</hyperlinks>` : ""}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`,
  );
};

const styles = () => {
  const { ink, paper, signal } = colours();
  const font = (more: string) => `<font>${more}<name val="Arial"/><family val="2"/></font>`;
  const fill = (pattern: string) => `<fill><patternFill patternType="${pattern}"/></fill>`;
  const top = (wrap: string) => `<alignment vertical="top"${wrap}/>`;
  const format = (number: number, font: number, fill: number, wrap = "") =>
    `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">${top(wrap)}</xf>`;
  const wrap = ' wrapText="1"';
  return `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="3">${font('<sz val="10"/>')}${font(`<b/><sz val="10"/><color rgb="FF${paper}"/>`)}${font(`<u/><sz val="10"/><color rgb="FF${signal}"/>`)}</fonts><fills count="3">${fill("none")}${fill("gray125")}<fill><patternFill patternType="solid"><fgColor rgb="FF${ink}"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${format(0, 1, 2, wrap)}${format(0, 0, 0, wrap)}${format(0, 0, 0)}${format(164, 0, 0)}${format(0, 2, 0)}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
};

/** The name of a language's sheet, without what a spreadsheet refuses in it. */
const sheetName = ({ name, tag }: Language, alone: boolean) => {
  const rest = alone ? "" : ` ${tag.slice(0, 2)}`;
  const text = [...name.replace(/[[\]:*?/\\']/g, " ").trim()].slice(0, 28).join("").slice(0, 28).trim();
  return `${text || "Pack"}${rest}`;
};

export const table = (book: Lookbook) => {
  const container = new Container();
  const workbook = "xl/workbook.xml";
  container.relate("", "officeDocument", workbook);
  const sheets = book.languages.map((language, at) => {
    const path = `xl/worksheets/sheet${at + 1}.xml`;
    sheet(container, path, book, at);
    const name = escape(sheetName(language, book.languages.length === 1));
    return `<sheet name="${name}" sheetId="${at + 1}" r:id="${container.relate(workbook, "worksheet", path)}"/>`;
  });
  container.relate(workbook, "styles", container.add("xl/styles.xml", `${TYPE}.styles+xml`, styles()));
  container.add(workbook, `${TYPE}.sheet.main+xml`, `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${sheets.join("")}</sheets></workbook>`);
  const { name, office } = book.languages[0]!;
  container.addProperties(name || label(book, "lookbook"), office);
  return container.bytes();
};
