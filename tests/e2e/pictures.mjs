// Screenshots as WebP: encodes and compares them with the browser's own codecs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const pixelmatch = readFileSync(createRequire(import.meta.url).resolve("pixelmatch"), "base64");

/** The largest colour distance of two pixels that count as equal, of 1 for black and white. */
const THRESHOLD = 0.1;

/** Converts a PNG to WebP. `page` is any page; its content does not matter. */
export async function webp(page, png, quality) {
  const encoded = await page.evaluate(
    async ([png, quality]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      canvas.getContext("2d").drawImage(image, 0, 0);
      return canvas.toDataURL("image/webp", quality).split(",")[1];
    },
    [png.toString("base64"), quality],
  );
  return Buffer.from(encoded, "base64");
}

/**
 * Compares two WebP pictures. Returns the share of pixels that differ, 1 if the sizes differ, and a PNG that marks them.
 * Pixels that differ only by smoothed edges count as equal. `page` is a blank page.
 */
export async function difference(page, one, two) {
  if (one.equals(two)) return { share: 0 };
  const { share, marked } = await page.evaluate(
    async ([pixelmatch, threshold, ...pictures]) => {
      const { default: compare } = await import(`data:text/javascript;base64,${pixelmatch}`);
      const [one, two] = await Promise.all(
        pictures.map(async (picture) => {
          const image = new Image();
          image.src = `data:image/webp;base64,${picture}`;
          await image.decode();
          const { width, height } = image;
          const canvas = new OffscreenCanvas(width, height).getContext("2d");
          canvas.drawImage(image, 0, 0);
          return canvas.getImageData(0, 0, width, height);
        }),
      );
      const { width, height } = one;
      if (width !== two.width || height !== two.height) return { share: 1 };
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d");
      const marks = context.createImageData(width, height);
      const count = compare(one.data, two.data, marks.data, width, height, { threshold });
      context.putImageData(marks, 0, 0);
      return { share: count / (width * height), marked: canvas.toDataURL("image/png").split(",")[1] };
    },
    [pixelmatch, THRESHOLD, one.toString("base64"), two.toString("base64")],
  );
  return { share, marked: marked && Buffer.from(marked, "base64") };
}
