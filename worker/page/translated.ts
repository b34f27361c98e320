// Translators change texts that the program goes on writing to. Some put something in place of a text node: the text node
// is put back, empty, after it, and when the program writes to the text node or removes it, the translation is removed.
// Others put the translation beside the text: it is removed in the same way.

import { isHydrated } from "./rendered.ts";

/** Nodes that the program inserts, which it does with `insertBefore` only. Extensions have their own copy of it. */
const own = new WeakSet<Node>();
const { insertBefore } = Node.prototype;
Node.prototype.insertBefore = function <T extends Node>(this: Node, node: T, next: Node | null): T {
  own.add(node);
  return insertBefore.call(this, node, next) as T;
};
const isForeign = (node: Node | null): node is Element | Text =>
  (node instanceof Element && (node.localName === "font" || !own.has(node))) || (node instanceof Text && !own.has(node));

interface Translation {
  by: Element | Text;
  original: string;
  /** Notices when the program writes to the text node. */
  writes: MutationObserver;
}
const translations = new WeakMap<Text, Translation>();
/** Each translation's text node. */
const texts = new WeakMap<Node, Text>();
/** Foreign elements that replaced nothing. */
const beside = new Set<Element>();

const drop = (text: Text) => {
  const { by, writes } = translations.get(text)!;
  writes.disconnect();
  by.remove();
  translations.delete(text);
};

/** Elements of one phrase or block of text. */
const OF_TEXT = "a, b, button, dd, dt, em, h1, h2, h3, h4, label, p, span, strong, summary, th, time";
const isOfText = (node: Node) => node instanceof Text || (node instanceof Element && node.matches(OF_TEXT));
/** Whether an element stands after a text, or after the element that holds it. */
const isAfter = (element: Element, text: Node) => {
  for (let node = element.previousSibling; node; node = node.previousSibling) {
    if (node === text) return true;
    // Line breaks and other translations may be between.
    if (node instanceof Element && node.localName !== "br" && !beside.has(node)) return isOfText(node) && node.contains(text);
  }
  return false;
};
const clearBeside = (is: (element: Element) => boolean) => {
  for (const element of beside) {
    const isStale = is(element);
    if (isStale) element.remove();
    if (isStale || !element.isConnected) beside.delete(element);
  }
};

const onRemoved = (node: Node, { addedNodes, previousSibling, nextSibling }: MutationRecord, came: Set<Node>) => {
  if (node.isConnected) return;
  const text = node instanceof Text ? node : texts.get(node);
  const translation = text && translations.get(text);
  if (translation) {
    drop(text);
    // The translator restores the original.
    if (node !== text) text.data = translation.original;
    return;
  }
  const isNew = (node: Node | null): node is Element | Text => came.has(node!) && node!.isConnected && !texts.has(node!);
  const by = [...addedNodes, previousSibling, nextSibling].find(isNew);
  if (!by || !(node instanceof Text) || !node.data) {
    // What was translated beside it is gone.
    if (isOfText(node)) clearBeside((element) => element === nextSibling);
    return;
  }
  const writes = new MutationObserver(() => drop(node));
  translations.set(node, { by, original: node.data, writes });
  texts.set(by, node);
  if (by instanceof Element) beside.delete(by);
  own.add(node);
  node.data = "";
  by.after(node);
  writes.observe(node, { characterData: true });
};

/** Most pages are never translated. */
let isTouched = false;

new MutationObserver((all) => {
  // Until then, rendered.ts unwraps translations.
  const records = all.filter(({ target }) => isHydrated(target));
  const came = new Set(records.flatMap(({ addedNodes }) => [...addedNodes]).filter(isForeign));
  isTouched ||= came.size > 0;
  if (!isTouched) return;
  for (const node of came) if (node instanceof Element) beside.add(node);
  for (const record of records) {
    if (record.type === "characterData") clearBeside((element) => isAfter(element, record.target));
    else for (const node of record.removedNodes) onRemoved(node, record, came);
  }
}).observe(document.getElementById("app")!, { childList: true, subtree: true, characterData: true });
