// Texts in one or two languages.

import type { Labels, Language, Lookbook, Texts } from "./input.ts";

/** The texts without empty ones and duplicates, in order. */
export const distinct = (texts: string[]) => [...new Set(texts.filter((text) => text))];

/** A label in all languages of a file: `Call / 通告时间`. */
export const label = ({ languages }: Lookbook, name: keyof Labels) => distinct(languages.map(({ labels }) => labels[name])).join(" / ");

/** A text of the file in all its languages. */
export const general = ({ languages }: Lookbook, name: Exclude<keyof Language, "labels" | "columns">) => distinct(languages.map((language) => language[name]));

/** A text of a record in all languages. */
export const each = (texts: Texts[], name: "title" | "kind" | "summary" | "position" | "sun" | "street" | "hospital" | "note") =>
  distinct(texts.map((text) => text[name]));

/** The number of lines that a text takes; `width` in points. */
export const lines = (text: string, size: number, width: number) => {
  const room = width / size;
  // A Chinese character is as wide as it is high; a letter is about half as wide.
  const length = (line: string) => [...line].reduce((sum, sign) => sum + (sign > "\u2e80" ? 1 : 0.52), 0);
  return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(length(line) / room)), 0);
};
