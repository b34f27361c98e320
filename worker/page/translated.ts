// Translators replace text nodes with elements, but the program would keep writing to the detached nodes. So each
// replaced node is put back, empty, after its translation. When the program changes or removes the node, the
// translation is removed.

import { isForeign, isHydrated } from "./rendered.ts";

interface Translation {
  by: Element;
  original: string;
  /** Notices when the program writes to the text node. */
  writes: MutationObserver;
}
const translations = new WeakMap<Text, Translation>();
/** Each translation's text node. */
const texts = new WeakMap<Node, Text>();

const drop = (text: Text) => {
  const { by, writes } = translations.get(text)!;
  writes.disconnect();
  by.remove();
  translations.delete(text);
};

const isNew = (node: Node | null): node is Element => isForeign(node) && node.isConnected && !texts.has(node);

const onRemoved = (node: Node, { addedNodes, previousSibling, nextSibling }: MutationRecord) => {
  if (node.isConnected) return;
  const text = node instanceof Text ? node : texts.get(node);
  const translation = text && translations.get(text);
  if (translation) {
    drop(text);
    // The translator restores the original.
    if (node !== text) text.data = translation.original;
    return;
  }
  const by = [...addedNodes, previousSibling, nextSibling].find(isNew);
  if (!(node instanceof Text) || !node.data || !by) return;
  const writes = new MutationObserver(() => drop(node));
  translations.set(node, { by, original: node.data, writes });
  texts.set(by, node);
  node.data = "";
  by.after(node);
  writes.observe(node, { characterData: true });
};

new MutationObserver((records) => {
  for (const record of records) {
    // Until then, rendered.ts unwraps translations.
    if (isHydrated(record.target)) for (const node of record.removedNodes) onRemoved(node, record);
  }
}).observe(document.getElementById("app")!, { childList: true, subtree: true });
