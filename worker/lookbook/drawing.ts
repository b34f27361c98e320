// The shapes of slides in DrawingML (ISO 29500-1, 20.1). Lengths are in inches, sizes of letters in points.

import { escape } from "./xml.ts";

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}
const emu = (inches: number) => Math.round(inches * 914_400);
export const frame = ({ x, y, w, h }: Box, name = "a:xfrm") => `<${name}><a:off x="${emu(x)}" y="${emu(y)}"/><a:ext cx="${emu(w)}" cy="${emu(h)}"/></${name}>`;

/** A colour of the theme, so that another theme changes it. */
export type Colour = "tx1" | "tx2" | "bg1" | "bg2" | "accent1" | "accent2" | "accent3";
export const fill = (colour?: Colour) => (colour ? `<a:solidFill><a:schemeClr val="${colour}"/></a:solidFill>` : "<a:noFill/>");

export interface Letters {
  size?: number;
  bold?: boolean;
  colour?: Colour;
  /** The id of the relationship to what it links to. */
  link?: string;
  /** Whether that is a slide. */
  jump?: boolean;
  /** The BCP 47 tag. */
  tag?: string;
}
export const run = (text: string, { size, bold, colour, link, jump, tag }: Letters = {}) => {
  const language = (tag ?? (/[\u2e80-\uffee]/.test(text) ? "zh" : "en")).startsWith("zh") ? "zh-CN" : "en-GB";
  const click = link ? `<a:hlinkClick r:id="${link}"${jump ? ' action="ppaction://hlinksldjump"' : ""}/>` : "";
  const properties = `<a:rPr lang="${language}"${size ? ` sz="${Math.round(size * 100)}"` : ""}${bold ? ' b="1"' : ""} dirty="0">${colour ? fill(colour) : ""}${click}</a:rPr>`;
  return text
    .split("\n")
    .map((line) => `<a:r>${properties}<a:t>${escape(line)}</a:t></a:r>`)
    .join("<a:br/>");
};
/** A paragraph; `after` is the space below it in points, `hanging` the indent of all lines but the first. */
export const paragraph = (runs: string, { after = 0, align = "", hanging = 0 } = {}) =>
  `<a:p><a:pPr${hanging ? ` marL="${emu(hanging)}" indent="${-emu(hanging)}"` : ""}${align ? ` algn="${align}"` : ""}>${after ? `<a:spcAft><a:spcPts val="${after * 100}"/></a:spcAft>` : ""}</a:pPr>${runs}</a:p>`;

export interface TextOptions {
  anchor?: "t" | "ctr" | "b";
  /** The space between the text and the edge. */
  inset?: number;
  wrap?: boolean;
}
export const text = (paragraphs: string, { anchor = "t", inset = 0, wrap = true }: TextOptions = {}, name = "p:txBody") =>
  `<${name}><a:bodyPr wrap="${wrap ? "square" : "none"}" lIns="${emu(inset)}" tIns="${emu(inset)}" rIns="${emu(inset)}" bIns="${emu(inset)}" anchor="${anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphs || "<a:p/>"}</${name}>`;

/** A row of a table. */
export const tableRow = (height: number, cells: string[]) => `<a:tr h="${emu(height)}">${cells.join("")}</a:tr>`;
export const tableCell = (paragraphs: string, colour?: Colour) => {
  const line = (side: string, colour?: Colour) => `<a:${side} w="6350">${fill(colour)}</a:${side}>`;
  const gap = (inches: number) => emu(inches);
  return `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${paragraphs || "<a:p/>"}</a:txBody><a:tcPr marL="${gap(0.06)}" marR="${gap(0.06)}" marT="${gap(0.03)}" marB="${gap(0.03)}">${line("lnL")}${line("lnR")}${line("lnT", "accent3")}${line("lnB", "accent3")}${fill(colour)}</a:tcPr></a:tc>`;
};

/** The shapes of one slide. The first id belongs to the group that holds them. */
export class Shapes {
  readonly #shapes: string[] = [];

  #id(name: string, description = "") {
    return `<p:cNvPr id="${this.#shapes.length + 2}" name="${escape(name)}"${description ? ` descr="${escape(description)}"` : ""}/>`;
  }

  /** A placeholder of the layout, in its place. */
  placeholder(kind: string, name: string, paragraphs: string) {
    this.#shapes.push(
      `<p:sp><p:nvSpPr>${this.#id(name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${kind}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphs || "<a:p/>"}</p:txBody></p:sp>`,
    );
  }

  /** A placeholder as a layout defines it. */
  define(kind: string, name: string, box: Box, levels: string, prompt: string, options: TextOptions = {}) {
    const { anchor = "t" } = options;
    this.#shapes.push(
      `<p:sp><p:nvSpPr>${this.#id(name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph ${kind}/></p:nvPr></p:nvSpPr><p:spPr>${frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="${anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle>${levels}</a:lstStyle>${prompt}</p:txBody></p:sp>`,
    );
  }

  text(name: string, box: Box, paragraphs: string, options?: TextOptions) {
    this.#shapes.push(
      `<p:sp><p:nvSpPr>${this.#id(name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>${frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>${text(paragraphs, options)}</p:sp>`,
    );
  }

  /** A shape of a preset geometry, with or without a text in the middle. */
  shape(name: string, geometry: string, box: Box, colour: Colour, paragraphs = "", outline?: Colour) {
    this.#shapes.push(
      `<p:sp><p:nvSpPr>${this.#id(name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${frame(box)}<a:prstGeom prst="${geometry}"><a:avLst/></a:prstGeom>${fill(colour)}<a:ln w="12700">${fill(outline)}</a:ln></p:spPr>${text(paragraphs, { anchor: "ctr", wrap: false })}</p:sp>`,
    );
  }

  /** A picture that fills a box. What does not fit its shape is cropped, and can be shown again in the program. */
  picture(name: string, description: string, link: string, box: Box, ratio: number) {
    const wanted = box.w / box.h;
    const cut = (share: number) => Math.max(0, Math.round(((1 - share) / 2) * 100_000));
    const [across, down] = [cut(wanted / ratio), cut(ratio / wanted)];
    this.#shapes.push(
      `<p:pic><p:nvPicPr>${this.#id(name, description)}<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="${link}"/><a:srcRect l="${across}" t="${down}" r="${across}" b="${down}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>${frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>`,
    );
  }

  /** A table; widths in inches. */
  table(name: string, box: Box, widths: number[], rows: string[]) {
    const columns = widths.map((width) => `<a:gridCol w="${emu(width)}"/>`).join("");
    this.#shapes.push(
      `<p:graphicFrame><p:nvGraphicFramePr>${this.#id(name)}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${frame(box, "p:xfrm")}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/><a:tblGrid>${columns}</a:tblGrid>${rows.join("")}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`,
    );
  }

  /** The number of the slide. */
  number(box: Box, size: number) {
    this.#shapes.push(
      `<p:sp><p:nvSpPr>${this.#id("Number")}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>${frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>${text(`<a:p><a:pPr algn="r"/><a:fld id="{B1B7A3F0-6A1E-4B52-9C5D-0A3E6F1C2D01}" type="slidenum"><a:rPr lang="en-GB" sz="${size * 100}">${fill("tx2")}</a:rPr><a:t>‹#›</a:t></a:fld></a:p>`)}</p:sp>`,
    );
  }

  /** The tree of all shapes. */
  tree() {
    return `<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>${this.#shapes.join("")}</p:spTree>`;
  }
}
