// A page as the site tool writes it, from the frame (styles, start script) and the page's
// fragment (head and prerendered body): so that what is fetched of a version is what has changed.

export interface Frame {
  html: string;
  version: string;
}

export interface Fragment {
  lang: string;
  top: string;
  head: string;
  /** Cut where the version of the site stands: that changes with every other page. */
  app: string[];
}

/** `document` is where the program finds the page's document. */
export const compose = ({ html, version }: Frame, { lang, top, head, app }: Fragment, document: string) => {
  const parts: Record<string, string> = { top, head, app: app.join(version), document };
  return html
    .replace(/(?<=<html lang=")[^"]*/, lang)
    .replace(/<!--(top|head|app|document)-->/g, (_, name: string) => parts[name]!);
};
