// Breaks texts into lines, in Chinese and in languages with spaces between words.

/** Punctuation that may not start a line (GB/T 15834, CLREQ 3.1.3). */
const NO_START = "，。、；：？！）》〉」』】〕〗…—～·％‰℃”’,.;:?!)]}%/-–";
/** Punctuation that may not end a line. */
const NO_END = "（《〈「『【〔〖“‘([{￥$£#";
/** Han characters, kana, hangul and full-width forms: a line may break on either side. */
const WIDE = /^[\u2e80-\u303f\u3040-\u30ff\u3130-\u318f\u31a0-\u33ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;
/** After these, a long word or URL may continue on the next line. */
const BREAKS_AFTER = "-–/";

/** The characters as readers see them. */
const characters = (text: string) =>
  "Segmenter" in Intl ? Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment) : [...text];

const mayBreak = (before: string, after: string) => {
  if (after === " ") return false;
  if (before === " ") return true;
  if (NO_START.includes(after) || NO_END.includes(before)) return false;
  return WIDE.test(before) || WIDE.test(after) || BREAKS_AFTER.includes(before);
};

/** The parts of a text that stay together, each with the spaces after it. */
const words = (text: string) => {
  const parts: string[] = [];
  let last = " ";
  for (const character of characters(text.replace(/\s+/g, " ").trim())) {
    if (!parts.length || mayBreak(last, character)) parts.push(character);
    else parts[parts.length - 1] += character;
    last = character;
  }
  return parts;
};

/** The lines of a text, each at most `width` wide. A word that is wider is broken anywhere. */
export const lines = (text: string, width: number, measure: (text: string) => number): string[] => {
  const fits = (line: string) => measure(line.trimEnd()) <= width;
  const found: string[] = [];
  let line = "";
  const add = (part: string) => {
    if (fits(line + part)) line += part;
    else {
      if (line) found.push(line.trimEnd());
      line = part;
    }
  };
  for (const word of words(text)) fits(word) ? add(word) : characters(word).forEach(add);
  if (line.trim()) found.push(line.trimEnd());
  return found;
};

/** At most `most` lines. If there are more, the last one ends with an ellipsis. */
export const atMost = (text: string, most: number, width: number, measure: (text: string) => number): string[] => {
  const all = lines(text, width, measure);
  if (all.length <= most) return all;
  const cut = (anywhere: boolean) => {
    const kept = characters(all[most - 1]!);
    const end = () => `${kept.join("").trimEnd()}…`;
    // Chinese punctuation gives way to the ellipsis.
    const isEnd = (last: string, next: string) => next === " " || mayBreak(last, next) || (WIDE.test(last) && NO_START.includes(next));
    const isGood = (last: string, next: string) => (anywhere || isEnd(last, next)) && !NO_START.includes(last) && !NO_END.includes(last);
    for (let next = " "; kept.length && !(measure(end()) <= width && isGood(kept.at(-1)!, next)); ) next = kept.pop()!;
    return kept.length ? end() : undefined;
  };
  return [...all.slice(0, most - 1), cut(false) ?? cut(true) ?? "…"];
};

/** The same lines with a right edge as even as possible: no line is much shorter than the others. */
export const balanced = (text: string, most: number, width: number, measure: (text: string) => number): string[] => {
  const count = lines(text, width, measure).length;
  if (count > most || count < 2) return atMost(text, most, width, measure);
  let [low, high] = [0, width];
  while (high - low > 4) {
    const middle = (low + high) / 2;
    if (lines(text, middle, measure).length > count) low = middle;
    else high = middle;
  }
  return lines(text, high, measure);
};
