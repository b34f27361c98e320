// Composes a page as the site tool writes it, from the frame (styles, start script) and the page's fragment (head and
// prerendered body). This way, only what changed in a version is fetched.

export interface Frame {
  html: string;
  version: string;
}

export interface Fragment {
  lang: string;
  top: string;
  head: string;
  /**
   * The body, split where the version of the site is inserted, because the version changes whenever any page changes.
   */
  app: string[];
}

/** Composes a page. `document` is the URL of the page's document for the program. */
export const compose = ({ html, version }: Frame, { lang, top, head, app }: Fragment, document: string) => {
  const parts: Record<string, string> = { top, head, app: app.join(version), document };
  return html
    .replace(/(?<=<html lang=")[^"]*/, lang)
    .replace(/<!--(top|head|app|document)-->/g, (_, name: string) => parts[name]!);
};
