// Whether the page is as it was rendered. Translators, extensions and networks change pages, and hydration takes one node
// after the other.

/** What translators put around texts. No page of ours has one. */
export const isForeign = (node: Node | null): node is Element => node instanceof Element && node.localName === "font";
const SHAPE = document.querySelector<HTMLMetaElement>("meta[name=shape]")?.content;

const isStatic = (element: Element) => element.localName === "div" && element.className === "static";

/** Elements, texts (`t`) and comments (`c`) in order; nothing of static subtrees. As crates/site/src/shape.rs tells it. */
const shape = (node: Node): string =>
  Array.from(node.childNodes, (child) => {
    if (!(child instanceof Element)) return child instanceof Text ? "t" : "c";
    return child.localName + (isStatic(child) ? "" : shape(child)) + "/";
  }).join("");

/** FNV-1a with 32 bits, in hexadecimal. */
const sum = (text: string) => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
};

/** Takes away what stands around texts; the translation stays. */
const unwrap = (element: Element) => {
  for (const foreign of element.querySelectorAll("font")) {
    const parent = foreign.parentElement!;
    if (parent.closest("div.static")) continue;
    foreign.replaceWith(...foreign.childNodes);
    parent.normalize();
  }
};

/** The parts of the page that are hydrated later, and their shapes when all of the page was right. */
const parts = new Map<Element, string>();

/** Whether the nodes in an element are those that were rendered. The program asks of the app's element, then of its parts. */
const isAsRendered = (element: Element) => {
  unwrap(element);
  const found = shape(element);
  const right = parts.has(element) ? found === parts.get(element) : sum(found) === SHAPE;
  if (!right) console.warn("Something has changed this page before its program came. It is drawn anew.", element);
  else if (!parts.size) for (const part of element.querySelectorAll(".part")) parts.set(part, shape(part));
  return right;
};
Object.assign(globalThis, { isAsRendered });
