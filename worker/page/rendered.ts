// Checks that the DOM is still as prerendered, because translators, extensions and proxies change pages. Hydration
// walks the DOM node by node.

/**
 * Elements, text (`t`) and comments (`c`) in order, without the content of static subtrees. See
 * crates/site/src/shape.rs.
 */
const shape = (node: Node): string =>
  Array.from(node.childNodes, (child) => {
    if (!(child instanceof Element)) return child instanceof Text ? "t" : "c";
    return child.localName + (child.matches("div.static") ? "" : shape(child)) + "/";
  }).join("");

/** The 32-bit FNV-1a hash in hexadecimal. */
const sum = (text: string) => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
};

/** Removes the elements that translators wrap text in; the site's own pages have none. The translation stays. */
const unwrap = (element: Element) => {
  for (const foreign of element.querySelectorAll("font")) {
    const parent = foreign.parentElement!;
    if (parent.closest("div.static")) continue;
    foreign.replaceWith(...foreign.childNodes);
    parent.normalize();
  }
};

/** The parts that are not hydrated yet, with their shapes from when the whole page was checked. */
const parts = new Map<Element, string>();
let isStarted = false;

/** Whether hydration has reached a node. A page that is not prerendered is not checked. */
export const isHydrated = (node: Node) => (isStarted || "app" in document.documentElement.dataset) && ![...parts.keys()].some((part) => part.contains(node));

/**
 * Whether an element still has its prerendered nodes. The program asks first about the app's element, then about each
 * part.
 */
const isAsRendered = (element: Element) => {
  unwrap(element);
  const found = shape(element);
  const right = isStarted ? found === parts.get(element) : sum(found) === document.querySelector<HTMLMetaElement>("meta[name=shape]")?.content;
  if (!right) console.warn("Something changed this page before it was hydrated, so it is rendered again:", element);
  else if (!isStarted) for (const part of element.querySelectorAll(".part")) parts.set(part, shape(part));
  isStarted = true;
  parts.delete(element);
  return right;
};
Object.assign(globalThis, { isAsRendered });
