// Shows the prerendered HTML of a page of text, which its data file contains.

declare const trustedTypes: { createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string } };

// The data files are as trusted as the pages: the same site tool wrote both.
const policy = "trustedTypes" in globalThis ? trustedTypes.createPolicy("page", { createHTML: (html) => html }) : undefined;
const showHtml = (element: Element, html: string) => {
  element.innerHTML = policy?.createHTML(html) ?? html;
};
Object.assign(globalThis, { showHtml });
export {};
