// Shows the prerendered HTML of a page of text, which its data file contains.

interface Policy {
  createHTML(html: string): string;
}
declare const trustedTypes: { createPolicy(name: string, rules: Policy): Policy };

// The data files are as trusted as the pages: the same site tool wrote both.
let policy: Policy | undefined;
const showHtml = (element: Element, html: string) => {
  if ("trustedTypes" in globalThis) policy ??= trustedTypes.createPolicy("page", { createHTML: (html) => html });
  const template = document.createElement("template");
  template.innerHTML = policy?.createHTML(html) ?? html;
  // One by one, so that they count as the program's own (translated.ts).
  for (const node of [...template.content.childNodes]) element.insertBefore(node, null);
};
Object.assign(globalThis, { showHtml });
export {};
