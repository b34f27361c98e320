// A presentation (ISO 29500-1, 13): theme, master and layouts with the office's colours, and slides added one by one.

import type { Colours } from "./colours.ts";
import { Container } from "./container.ts";
import { type Box, type Colour, Shapes, fill, paragraph, run } from "./drawing.ts";
import type { Picture } from "./pictures.ts";
import { escape } from "./xml.ts";

const SPACES =
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"';
const TYPE = "application/vnd.openxmlformats-officedocument.presentationml";
const PRESENTATION = "ppt/presentation.xml";
const MASTER = "ppt/slideMasters/slideMaster1.xml";

export const WIDTH = 40 / 3;
export const HEIGHT = 7.5;
export const MARGIN = 0.6;
/** The room between the margins. */
export const ROOM = WIDTH - 2 * MARGIN;

/** The layouts: for the cover, for a slide with a line above its title, and for a slide with a title alone. */
export const LAYOUTS = ["cover", "record", "title"] as const;
export type Layout = (typeof LAYOUTS)[number];

const TITLE: Box = { x: MARGIN, y: 0.62, w: ROOM, h: 0.72 };
const KICKER: Box = { x: MARGIN, y: 0.34, w: ROOM, h: 0.28 };
const COVER_TITLE: Box = { x: 0.7, y: 2.1, w: 5.4, h: 2.3 };
const COVER_TEXT: Box = { x: 0.7, y: 4.55, w: 5.4, h: 1.3 };

/** The format of a placeholder's text. */
const level = (size: number, colour: Colour, { font = "+mn", bold = false } = {}) =>
  `<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="${size * 100}" b="${bold ? 1 : 0}">${fill(colour)}<a:latin typeface="${font}-lt"/><a:ea typeface="${font}-ea"/></a:defRPr></a:lvl1pPr>`;

/** The stripes of a clapper, as wide as the slide. */
const stripes = (shapes: Shapes, y: number, height: number) => {
  shapes.shape("Clapper", "rect", { x: 0, y, w: WIDTH, h: height }, "bg1");
  const step = WIDTH / 14;
  for (let at = 0; at < 14; at++) shapes.shape("Stripe", "parallelogram", { x: at * step + 0.1, y, w: step * 0.6, h: height }, "accent1");
};

export class Deck {
  readonly container = new Container();
  readonly #slides: { path: string; shapes: Shapes }[] = [];
  #pictures = 0;
  readonly #logo: string | undefined;

  constructor(
    readonly colours: Colours,
    readonly office: string,
    logo: Picture | undefined,
  ) {
    this.#logo = logo && this.container.addPicture("ppt/media/logo.png", logo.bytes);
  }

  /** Adds a slide; returns its path. `fillIn` draws it. */
  add(layout: Layout, fillIn: (shapes: Shapes, path: string) => void) {
    const path = `ppt/slides/slide${this.#slides.length + 1}.xml`;
    const shapes = new Shapes();
    this.#slides.push({ path, shapes });
    this.container.relate(path, "slideLayout", this.#layoutPath(layout));
    fillIn(shapes, path);
    return path;
  }

  /** The shapes of a slide that is drawn later. */
  shapesOf(path: string) {
    return this.#slides.find((slide) => slide.path === path)!.shapes;
  }

  /** Stores a picture. */
  store({ bytes }: Picture) {
    return this.container.addPicture(`ppt/media/image${++this.#pictures}.jpeg`, bytes);
  }

  #layoutPath(layout: Layout) {
    return `ppt/slideLayouts/slideLayout${LAYOUTS.indexOf(layout) + 1}.xml`;
  }

  #brand(shapes: Shapes, path: string, box: Box) {
    if (this.#logo) shapes.picture("Logo", "", this.container.relate(path, "image", this.#logo), box, 1);
  }

  #layout(layout: Layout) {
    const path = this.#layoutPath(layout);
    const shapes = new Shapes();
    const prompt = (text: string) => paragraph(run(text));
    let kind = "obj";
    let background = "";
    switch (layout) {
      case "cover":
        kind = "title";
        background = `<p:bg><p:bgPr>${fill("tx1")}<a:effectLst/></p:bgPr></p:bg>`;
        stripes(shapes, 0, 0.34);
        shapes.define('type="ctrTitle"', "Title", COVER_TITLE, level(40, "bg1", { font: "+mj" }), prompt("Title"), { anchor: "b" });
        shapes.define('type="subTitle" idx="1"', "Subtitle", COVER_TEXT, level(18, "bg2"), prompt("Subtitle"));
        this.#brand(shapes, path, { x: 0.7, y: 6.4, w: 0.5, h: 0.5 });
        shapes.text("Office", { x: 1.35, y: 6.4, w: 4.8, h: 0.5 }, paragraph(run(this.office, { size: 14, colour: "bg1" })), { anchor: "ctr" });
        break;
      case "record":
        shapes.define('type="title"', "Title", TITLE, "", prompt("Title"), { anchor: "ctr" });
        shapes.define('type="body" idx="13"', "Kicker", KICKER, level(12, "accent1", { bold: true }), prompt("Text"), { anchor: "b" });
        break;
      case "title":
        kind = "titleOnly";
        shapes.define('type="title"', "Title", TITLE, "", prompt("Title"), { anchor: "ctr" });
    }
    const bare = layout === "cover" ? ' showMasterSp="0"' : "";
    this.container.relate(path, "slideMaster", MASTER);
    this.container.add(
      path,
      `${TYPE}.slideLayout+xml`,
      `<p:sldLayout ${SPACES}${bare} type="${kind}" preserve="1"><p:cSld name="${layout}">${background}${shapes.tree()}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`,
    );
    return path;
  }

  #master() {
    const shapes = new Shapes();
    shapes.define('type="title"', "Title", TITLE, "", paragraph(run("Title")), { anchor: "ctr" });
    shapes.define('type="body" idx="1"', "Text", { x: MARGIN, y: 1.5, w: ROOM, h: 5.3 }, "", paragraph(run("Text")));
    this.#brand(shapes, MASTER, { x: MARGIN, y: 7.04, w: 0.26, h: 0.26 });
    shapes.text("Office", { x: MARGIN + 0.36, y: 7.04, w: 8, h: 0.26 }, paragraph(run(this.office, { size: 10, colour: "tx2" })), { anchor: "ctr" });
    shapes.number({ x: WIDTH - MARGIN - 1.5, y: 7.04, w: 1.5, h: 0.26 }, 10);
    const theme = "ppt/theme/theme1.xml";
    const layouts = LAYOUTS.map((layout, at) => `<p:sldLayoutId id="${2_147_483_649 + at}" r:id="${this.container.relate(MASTER, "slideLayout", this.#layout(layout))}"/>`);
    this.container.relate(MASTER, "theme", this.container.add(theme, "application/vnd.openxmlformats-officedocument.theme+xml", this.#theme()));
    const body = [18, 16, 14, 12, 12, 12, 12, 12, 12].map(
      (size, at) =>
        `<a:lvl${at + 1}pPr marL="${at * 285_750}" indent="0" algn="l"><a:spcBef><a:spcPts val="400"/></a:spcBef><a:buNone/><a:defRPr sz="${size * 100}">${fill("tx1")}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl${at + 1}pPr>`,
    );
    const other = body.join("").replace(/<a:spcBef>.*?<\/a:spcBef><a:buNone\/>/g, "");
    this.container.add(
      MASTER,
      `${TYPE}.slideMaster+xml`,
      `<p:sldMaster ${SPACES}><p:cSld><p:bg><p:bgPr>${fill("bg1")}<a:effectLst/></p:bgPr></p:bg>${shapes.tree()}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst>${layouts.join("")}</p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="90000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/><a:defRPr sz="2800">${fill("tx1")}<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr></p:titleStyle><p:bodyStyle>${body.join("")}</p:bodyStyle><p:otherStyle>${other}</p:otherStyle></p:txStyles></p:sldMaster>`,
    );
  }

  #theme() {
    const { ink, soft, paper, sunk, signal, accent, line, mark, raised, coast } = this.colours;
    const named: [string, string][] = [
      ["dk1", ink], ["lt1", paper], ["dk2", soft], ["lt2", sunk], ["accent1", signal], ["accent2", accent], ["accent3", line],
      ["accent4", mark], ["accent5", raised], ["accent6", coast], ["hlink", signal], ["folHlink", soft],
    ];
    const scheme = named.map(([name, colour]) => `<a:${name}><a:srgbClr val="${colour}"/></a:${name}>`).join("");
    const font = (kind: string, latin: string, asian: string, hans: string) =>
      `<a:${kind}Font><a:latin typeface="${latin}"/><a:ea typeface="${asian}"/><a:cs typeface=""/><a:font script="Hans" typeface="${hans}"/></a:${kind}Font>`;
    const plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
    const three = (text: string) => text.repeat(3);
    return `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="${escape(this.office)}"><a:themeElements><a:clrScheme name="${escape(this.office)}">${scheme}</a:clrScheme><a:fontScheme name="${escape(this.office)}">${font("major", "Georgia", "SimSun", "宋体")}${font("minor", "Arial", "Microsoft YaHei", "微软雅黑")}</a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>${three(plain)}</a:fillStyleLst><a:lnStyleLst>${three(`<a:ln w="9525">${plain}</a:ln>`)}</a:lnStyleLst><a:effectStyleLst>${three("<a:effectStyle><a:effectLst/></a:effectStyle>")}</a:effectStyleLst><a:bgFillStyleLst>${three(plain)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`;
  }

  /** The file. */
  bytes(title: string) {
    const { container } = this;
    container.relate("", "officeDocument", PRESENTATION);
    this.#master();
    const master = container.relate(PRESENTATION, "slideMaster", MASTER);
    const slides = this.#slides.map(({ path, shapes }, at) => {
      container.add(path, `${TYPE}.slide+xml`, `<p:sld ${SPACES}><p:cSld>${shapes.tree()}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`);
      return `<p:sldId id="${256 + at}" r:id="${container.relate(PRESENTATION, "slide", path)}"/>`;
    });
    const aside = (name: string, text: string) =>
      container.relate(PRESENTATION, name, container.add(`ppt/${name}.xml`, `${TYPE}.${name}+xml`, text));
    aside("presProps", `<p:presentationPr ${SPACES}/>`);
    aside("viewProps", `<p:viewPr ${SPACES}/>`);
    aside("tableStyles", '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{5940675A-B579-460E-94D1-54222C63F5DA}"/>');
    container.relate(PRESENTATION, "theme", "ppt/theme/theme1.xml");
    container.add(
      PRESENTATION,
      `${TYPE}.presentation.main+xml`,
      `<p:presentation ${SPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="${master}"/></p:sldMasterIdLst><p:sldIdLst>${slides.join("")}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`,
    );
    container.addProperties(title, this.office);
    return container.bytes();
  }
}
