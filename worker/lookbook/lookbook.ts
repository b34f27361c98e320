// Makes a pack's office files. Loaded when the reader asks for one (worker/page/on-demand.ts).
//
// It runs on the page, because only a page draws SVG. Between pictures it yields, so that the page stays responsive.

import { archive } from "./archive.ts";
import { callSheet } from "./call-sheet.ts";
import { colours } from "./colours.ts";
import type { Kind, Lookbook, Photo, Record } from "./input.ts";
import { kmz } from "./kmz.ts";
import { type Picture, drawMap, jpeg, logo } from "./pictures.ts";
import { FIRST, shown, slides } from "./slides.ts";
import { table } from "./table.ts";

const OFFICE = "application/vnd.openxmlformats-officedocument";
const TYPES: { [kind in Kind]: string } = {
  pptx: `${OFFICE}.presentationml.presentation`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  docx: `${OFFICE}.wordprocessingml.document`,
  zip: "application/zip",
  kmz: "application/vnd.google-earth.kmz",
};

/** How many pictures are made at the same time: while one is decoded, another is encoded. */
const AT_ONCE = 3;
/** Pixels of the longer side: of a record's leading picture, of those below it, and of its others. */
const SIDES = { leading: 1600, below: 960, other: 1200 };
/** Pixels across of the pictures in an archive. */
const ARCHIVE = 2400;

const all = async ({ kind, records }: Lookbook, progress: (done: number, all: number) => void, signal: AbortSignal) => {
  const count = (record: Record) => ({ pptx: shown(record), xlsx: 0, docx: 0, zip: record.pictures.length, kmz: record.pictures.length })[kind];
  const width = (number: number, photo: Photo) => {
    if (kind === "zip") return ARCHIVE;
    const side = !number ? SIDES.leading : kind === "pptx" && number < FIRST ? SIDES.below : SIDES.other;
    return Math.round(side * Math.min(1, photo.width / photo.height));
  };
  const found: (Picture | undefined)[][] = records.map(() => []);
  const jobs = records.flatMap((record, at) => record.pictures.slice(0, count(record)).map((photo, number) => ({ photo, at, number })));
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let job = jobs[next++]; job; job = jobs[next++]) {
      found[job.at]![job.number] = await jpeg(job.photo, width(job.number, job.photo), signal);
      signal.throwIfAborted();
      progress(++done, jobs.length);
    }
  };
  progress(0, jobs.length);
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { found, missing: found.flat().filter((picture) => !picture).length };
};

/** The file, and the number of pictures that could not be had. Rejects if the signal is aborted. */
export const make = async (json: string, progress: (done: number, all: number) => void, signal: AbortSignal): Promise<[Blob, number]> => {
  const book = JSON.parse(json) as Lookbook;
  const { found, missing } = await all(book, progress, signal);
  const bytes = await (async () => {
    switch (book.kind) {
      case "pptx":
        return slides(book, found, book.map ? await drawMap(book.map, colours()) : undefined, await logo(book.logo));
      case "xlsx":
        return table(book);
      case "docx":
        return callSheet(book);
      case "zip":
        return archive(book, found);
      case "kmz":
        return kmz(book, found);
    }
  })();
  signal.throwIfAborted();
  return [new Blob([bytes as Uint8Array<ArrayBuffer>], { type: TYPES[book.kind] }), missing];
};
