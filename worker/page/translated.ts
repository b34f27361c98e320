// Translators put elements of their own in the place of texts, and the program goes on writing to texts that stand in no
// page then. Each such text is put back, empty, behind the element that stands for it; what the program does to it next is
// done to both.

import { isForeign } from "./rendered.ts";

/** What stands for a text of the program, and what the text said. */
const translations = new WeakMap<Text, { by: Element; original: string }>();
const texts = new WeakMap<Node, Text>();

const onRemoved = (node: Node, { addedNodes, previousSibling, nextSibling }: MutationRecord) => {
  if (node.isConnected) return;
  if (!(node instanceof Text)) {
    // The translator shows the original again.
    const text = texts.get(node);
    const translation = text && translations.get(text);
    if (translation?.by !== node) return;
    translations.delete(text!);
    text!.data = translation.original;
    return;
  }
  const translation = translations.get(node);
  if (translation) {
    translation.by.remove();
    translations.delete(node);
    return;
  }
  const by = [...addedNodes, previousSibling, nextSibling].find((it) => isForeign(it) && it.isConnected);
  if (!by || !isForeign(by) || !node.data) return;
  translations.set(node, { by, original: node.data });
  texts.set(by, node);
  node.data = "";
  by.after(node);
  observer.observe(node, { characterData: true });
};

const observer = new MutationObserver((records) => {
  // Before the program is there, rendered.ts takes away what stands around texts.
  if (document.documentElement.dataset.app !== "ready") return;
  for (const record of records) {
    if (record.type === "childList") for (const node of record.removedNodes) onRemoved(node, record);
    else {
      // The program has written; the translation is of what the text said before.
      const text = record.target as Text;
      translations.get(text)?.by.remove();
      translations.delete(text);
    }
  }
});
observer.observe(document.getElementById("app")!, { childList: true, subtree: true });
