// The pictures and their credits as a ZIP archive.

import { type Zippable, strToU8, zipSync } from "fflate";
import type { Lookbook } from "./input.ts";
import type { Picture } from "./pictures.ts";
import { distinct, general, label } from "./texts.ts";

/** The path of a record's picture in an archive; `at` counts from 0. The program names them in the same way. */
export const pathOf = (stem: string, at: number) => `${stem}-${at + 1}.jpg`;

export const archive = (book: Lookbook, pictures: (Picture | undefined)[][]) => {
  const files: Zippable = {};
  const text = [distinct(general(book, "name")).join(" / "), ...general(book, "office"), book.site, "", label(book, "credits"), ""];
  book.records.forEach(({ stem, texts }, at) => {
    pictures[at]!.forEach((picture, number) => {
      if (!picture) return;
      const name = pathOf(stem, number);
      files[name] = [picture.bytes, { level: 0 }];
      const titles = distinct(texts.map(({ title }) => title)).join(" / ");
      const about = distinct(texts.flatMap(({ captions }) => captions[number]?.slice(1) ?? []));
      text.push(name, titles, ...about, ...distinct(texts.map(({ page }) => page)), "");
    });
  });
  text.push(...general(book, "licence"), "");
  // Notepad needs CRLF and a byte order mark.
  files["credits.txt"] = [strToU8(`\ufeff${text.join("\r\n")}`), { level: 6 }];
  return zipSync(files);
};
