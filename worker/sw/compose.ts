// Composes a page as the site tool writes it, from the frame (styles, start script) and the page's fragment (head and
// prerendered body). This way, only what changed in a version is fetched. Also cuts the fragment out of a page's HTML.

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

/** A page does not have the wanted fragment: it is a newer one, or the host or a proxy has changed it. */
export class OtherText extends Error {}

/**
 * Cuts the fragment out of a page's HTML. The site may have a newer version in which this page is the same, so the
 * version is read from the HTML. Serialise the result as it is: the digest depends on the order of its fields.
 */
export const cut = (html: string): Fragment => {
  let at = 0;
  const before = (mark: string) => {
    const end = html.indexOf(mark, at);
    if (end < 0) throw new OtherText(`no ${mark}`);
    const text = html.slice(at, end);
    at = end + mark.length;
    return text;
  };
  const between = (start: string, end: string) => (before(start), before(end));
  const lang = between('<html lang="', '"');
  const top = between('viewport-fit=cover">', "<style>");
  const version = between(' data-version="', '"');
  const head = between("</script>", "</head>");
  before('<div id="app">');
  const app = html.slice(at, html.lastIndexOf("</div>"));
  const split = app.lastIndexOf(version);
  return { lang, top, head, app: split < 0 ? [app] : [app.slice(0, split), app.slice(split + version.length)] };
};
