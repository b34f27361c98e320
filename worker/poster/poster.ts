// Draws the poster of a page or a pack: pictures, title, one line, the site's name, the day and a QR code. Loaded when the
// reader asks for one (worker/page/on-demand.ts).

import { colours } from "../lookbook/colours.ts";
import { canvas, encode, load } from "../lookbook/pictures.ts";
import type { Poster } from "./input.ts";
import { atMost, balanced } from "./lines.ts";

const [WIDTH, HEIGHT, MARGIN] = [1080, 1440, 64];
const ROOM = WIDTH - 2 * MARGIN;
/** Heights of the pictures, of the stripes below them, and the gap between pictures. */
const PICTURES = { least: 320, most: 780 };
const STRIPES = 22;
const GAP = 6;
/** The width of a code, and of a module of a dense one: a phone must read it from another phone's screen. */
const CODE = { usual: 264, least: 4 };
const SERIF = 'Georgia, "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif';
const SANS = '"Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
const TITLES = [76, 64, 54, 46];
const MOST_TITLE_LINES = 3;

type Box = [x: number, y: number, width: number, height: number];
type Context = OffscreenCanvasRenderingContext2D;
type Drawable = NonNullable<Awaited<ReturnType<typeof load>>>;

/** Lines of text in one font. */
interface Block {
  lines: string[];
  font: string;
  colour: string;
  /** From one line to the next. */
  leading: number;
  /** Above the first line. */
  space: number;
}
const height = ({ lines, leading, space }: Block) => (lines.length ? lines.length * leading + space : 0);
const sum = (blocks: Block[]) => blocks.reduce((sum, block) => sum + height(block), 0);

const block = (context: Context, text: string, most: number, width: number, size: number, colour: string, space: number, weight = "400", family = SANS): Block => {
  const font = `${weight} ${size}px ${family}`;
  context.font = font;
  return { lines: atMost(text, most, width, (text) => context.measureText(text).width), font, colour, leading: Math.round(size * 1.4), space };
};

/** The title in the largest size in which it fits. */
const titleBlock = (context: Context, text: string, colour: string): Block => {
  const sized = (size: number) => {
    const font = `700 ${size}px ${SERIF}`;
    context.font = font;
    const lines = balanced(text, MOST_TITLE_LINES, ROOM, (text) => context.measureText(text).width);
    return { lines, font, colour, leading: Math.round(size * 1.22), space: 26 };
  };
  const whole = TITLES.map(sized).find(({ lines }) => !lines.at(-1)?.endsWith("…") || text.endsWith("…"));
  return whole ?? sized(TITLES.at(-1)!);
};

const write = (context: Context, x: number, y: number, blocks: Block[]) => {
  for (const { lines, font, colour, leading, space } of blocks) {
    if (lines.length) y += space;
    context.font = font;
    context.fillStyle = colour;
    for (const line of lines) {
      context.fillText(line, x, y + leading / 2);
      y += leading;
    }
  }
};

/** The places of up to four pictures. */
const grid = (count: number, [x, y, width, height]: Box): Box[] => {
  const [half, middle] = [(width - GAP) / 2, (height - GAP) / 2];
  const [right, below] = [x + half + GAP, y + middle + GAP];
  switch (count) {
    case 1:
      return [[x, y, width, height]];
    case 2:
      return [[x, y, half, height], [right, y, half, height]];
    case 3:
      return [[x, y, half, height], [right, y, half, middle], [right, below, half, middle]];
    default:
      return [[x, y, half, middle], [right, y, half, middle], [x, below, half, middle], [right, below, half, middle]];
  }
};

/** Fills a box with a picture; what does not fit is cut off on both sides. */
const cover = (context: Context, image: Drawable, ratio: number, [x, y, width, height]: Box) => {
  const [w, h] = width / height > ratio ? [width, width / ratio] : [height * ratio, height];
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.drawImage(image, x - (w - width) / 2, y - (h - height) / 2, w, h);
  context.restore();
};

/** The stripes of a clapper. */
const stripes = (context: Context, y: number, dark: string, light: string) => {
  context.fillStyle = dark;
  context.fillRect(0, y, WIDTH, STRIPES);
  context.fillStyle = light;
  const [step, slant] = [60, 16];
  for (let x = -step; x < WIDTH + step; x += step) {
    context.beginPath();
    context.moveTo(x + slant, y);
    context.lineTo(x + slant + step / 2, y);
    context.lineTo(x + step / 2, y + STRIPES);
    context.lineTo(x, y + STRIPES);
    context.fill();
  }
};

/** A QR code with its quiet zone; its modules are whole pixels. */
const code = (context: Context, [side, path]: [number, string], module: number) => {
  const [x, y] = [WIDTH - MARGIN - side * module, HEIGHT - MARGIN - side * module];
  context.fillStyle = "#fff";
  context.fillRect(x, y, side * module, side * module);
  context.save();
  context.translate(x, y);
  context.scale(module, module);
  context.fillStyle = "#000";
  context.fill(new Path2D(path));
  context.restore();
};

const dayIn = (lang: string) => new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" }).format();

const dataUrl = (blob: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = Object.assign(new FileReader(), { onload: () => resolve(reader.result as string), onerror: () => reject(reader.error) });
    reader.readAsDataURL(blob);
  });

/** The poster as JPEG, the number of pictures that could not be had, and its URL. Rejects if the signal is aborted. */
export const make = async (json: string, _: unknown, signal: AbortSignal): Promise<[Blob, number, string]> => {
  const poster = JSON.parse(json) as Poster;
  const images = await Promise.all(poster.pictures.map((photo) => load(photo, poster.pictures.length > 1 ? WIDTH / 2 : WIDTH, signal)));
  signal.throwIfAborted();
  const found = images.flatMap((image, at) => (image ? [{ image, ratio: poster.pictures[at]!.width / poster.pictures[at]!.height }] : []));
  const { paper, ink, soft, signal: orange, accent } = colours();
  const [element, context] = canvas(WIDTH, HEIGHT);
  context.textBaseline = "middle";
  context.fillStyle = `#${paper}`;
  context.fillRect(0, 0, WIDTH, HEIGHT);

  const module = Math.max(CODE.least, Math.floor(CODE.usual / poster.code[0]));
  const side = module * poster.code[0];
  const credit = block(context, poster.credit, 2, ROOM, 21, `#${soft}`, 12);
  const texts = [credit, titleBlock(context, poster.title, `#${ink}`), block(context, poster.line, 2, ROOM, 34, `#${orange}`, 14, "600")];
  const width = ROOM - side - 40;
  const ends = [
    block(context, poster.site, 3, width, 34, `#${ink}`, 0, "600"),
    block(context, poster.address, 3, width, 24, `#${soft}`, 8),
    block(context, dayIn(poster.lang), 1, width, 24, `#${soft}`, 4),
    block(context, poster.note, 5, width, 22, `#${soft}`, 12),
  ];
  const bottom = Math.max(side, sum(ends));
  const room = HEIGHT - MARGIN - bottom - 40 - STRIPES - sum(texts);
  const pictures = Math.min(PICTURES.most, Math.max(PICTURES.least, room));

  context.fillStyle = `#${accent}`;
  context.fillRect(0, 0, WIDTH, pictures);
  context.fillStyle = `#${paper}`;
  if (found.length > 1) context.fillRect(0, 0, WIDTH, pictures);
  grid(found.length, [0, 0, WIDTH, pictures]).forEach((box, at) => found[at] && cover(context, found[at].image, found[at].ratio, box));
  for (const { image } of found) if ("close" in image) image.close();
  stripes(context, pictures, `#${ink}`, `#${paper}`);
  write(context, MARGIN, pictures + STRIPES, texts);
  write(context, MARGIN, HEIGHT - MARGIN - sum(ends), ends);
  code(context, poster.code, module);

  const { bytes } = await encode(element, "image/jpeg");
  signal.throwIfAborted();
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: "image/jpeg" });
  return [blob, images.length - found.length, await dataUrl(blob)];
};
