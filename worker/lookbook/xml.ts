// XML as text.

const NAMES: { [sign: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A text as XML. Characters that XML does not allow are removed. */
export const escape = (text: string) =>
  text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (sign) => NAMES[sign]!);

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
