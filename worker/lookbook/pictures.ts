// Pictures as JPEG and PNG, which all office programs read, drawn from the site's own files.

import type { Map as Chart, Photo } from "./input.ts";
import type { Colours } from "./colours.ts";

/** A picture of the file. */
export interface Picture {
  bytes: Uint8Array;
  width: number;
  height: number;
}

const QUALITY = 0.84;

/**
 * A picture of the site. It is fetched before it is drawn, because the service worker answers an image that it does not
 * have with a mark of its own. A drawing must be loaded as an image; the policy allows that only from its URL.
 */
const open = async (url: string, signal?: AbortSignal) => {
  const response = await fetch(url, signal && { signal });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const blob = await response.blob();
  if (!blob.type.includes("svg")) return createImageBitmap(blob);
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
};

export const canvas = (width: number, height: number) => {
  const element = new OffscreenCanvas(width, height);
  const context = element.getContext("2d")!;
  context.imageSmoothingQuality = "high";
  return [element, context] as const;
};

export const encode = async (element: OffscreenCanvas, type: string) => {
  const { width, height } = element;
  const blob = await element.convertToBlob({ type, quality: QUALITY });
  if (blob.type !== type) throw new Error(`the browser makes no ${type}`);
  // Frees the memory now; Safari limits the memory of all canvases together.
  element.width = element.height = 0;
  return { bytes: new Uint8Array(await blob.arrayBuffer()), width, height };
};

/** The files of a picture in the order in which they are tried: first the one that fits best. */
const candidates = ({ formats }: Photo, wanted: number) =>
  formats.flatMap((files) => {
    const best = files.find(([, width]) => width >= wanted) ?? files.at(-1);
    const others = files.filter((file) => file !== best).reverse();
    return [...(best ? [best] : []), ...others].map(([url]) => url);
  });

/** A picture, best at least `wanted` pixels wide; `undefined` if none of its files can be had. */
export const load = async (photo: Photo, wanted: number, signal: AbortSignal) => {
  for (const url of candidates(photo, wanted)) {
    signal.throwIfAborted();
    const image = await open(url, signal).catch(() => undefined);
    if (image) return image;
  }
  return undefined;
};

/** A picture as JPEG in its own shape, at most `wanted` pixels wide; `undefined` if none of its files can be had. */
export const jpeg = async (photo: Photo, wanted: number, signal: AbortSignal): Promise<Picture | undefined> => {
  const image = await load(photo, wanted, signal);
  if (!image) return undefined;
  // A drawing has no size of its own.
  const width = Math.min(wanted, photo.width);
  const [element, context] = canvas(width, Math.max(1, Math.round((width * photo.height) / photo.width)));
  context.fillStyle = "#fff";
  context.fillRect(0, 0, element.width, element.height);
  context.drawImage(image, 0, 0, element.width, element.height);
  if ("close" in image) image.close();
  return encode(element, "image/jpeg");
};

/** The office's logo as PNG; `undefined` if it cannot be had. */
export const logo = async (url: string): Promise<Picture | undefined> => {
  const image = await open(url).catch(() => undefined);
  if (!image) return undefined;
  const [element, context] = canvas(256, 256);
  context.drawImage(image, 0, 0, 256, 256);
  return encode(element, "image/png");
};

/** The land of a map. Without it, the map is empty. */
export const drawMap = async ({ size: [width, height], bounds, land }: Chart, { sea, land: ground, coast }: Colours): Promise<Picture> => {
  const [element, context] = canvas(width, height);
  context.fillStyle = `#${sea}`;
  context.fillRect(0, 0, width, height);
  const response = land ? await fetch(land).catch(() => undefined) : undefined;
  if (response?.ok) {
    const { path, origin, unit } = (await response.json()) as { path: string; origin: [number, number]; unit: number };
    const [left, top, right] = bounds;
    // The bounds are in 1e-9ths of the plane, the path in units of 1e-12ths.
    const scale = width / (right - left);
    const step = (unit / 1000) * scale;
    context.setTransform(step, 0, 0, step, (origin[0] - left) * scale, (origin[1] - top) * scale);
    const outline = new Path2D(path);
    context.fillStyle = `#${ground}`;
    context.fill(outline, "evenodd");
    context.strokeStyle = `#${coast}`;
    context.lineWidth = 1.5 / step;
    context.stroke(outline);
  }
  return encode(element, "image/jpeg");
};
