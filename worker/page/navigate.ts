// Navigation before the program runs: fetches the next page and puts its content in the place of the one that is shown.
// Loading it as a document takes a phone twice as long. What is not a plain page is left to the browser.

import { clear } from "./failure.ts";
import { root, savesData } from "./first.ts";
import { isRunning, needsProgram, wake } from "./program.ts";

/** How long the pointer is on a link before its page is fetched, milliseconds. */
const DWELL = 80;
/** After this time, the browser loads the page itself and shows progress, milliseconds. */
const PATIENCE = 1_000;
/** How long a fetched page is used, milliseconds. */
const FRESH = 60_000;
/** How many pages are kept for Back. */
const KEPT = 5;
/** Where the program finds the scroll offsets (src/browser/navigation/history.rs). */
const POSITIONS = "scroll-positions";
/** What pages share in the head, or needs to be there only once. */
const SHARED = "style, link[rel=stylesheet], link[rel=preload], script[src], meta[data-for]";

interface Page {
  app: HTMLElement;
  head: Element[];
  style: Element;
  data: DOMStringMap;
  /** The link that led on from here. */
  followed?: HTMLElement;
  /** The heights of the blocks that the browser may skip (style/layout.css), CSS pixels. */
  heights?: [block: HTMLElement, height: number][];
}

const scriptOf = (from: Document) => from.querySelector<HTMLScriptElement>("script[data-document]");
const script = scriptOf(document)!;
const pageOf = (from: Document): Page => ({
  app: from.getElementById("app")!,
  head: [...from.head.children].filter((element) => !element.matches(SHARED)),
  style: from.head.querySelector("style")!,
  data: { ...scriptOf(from)!.dataset },
});

// ---- Fetching

const fetched = new Map<string, Promise<Page | undefined>>();

/** What two pages of one version have in common: language, start script and, if it is in the page, the policy for styles. */
const kindOf = (from: Document) => [
  from.documentElement.lang,
  scriptOf(from)?.getAttribute("src"),
  scriptOf(from)?.dataset.version,
  from.querySelector<HTMLMetaElement>("meta[http-equiv]")?.content,
].join();

/** The page that has come, unless the browser must load it. */
const accept = ({ status, responseURL, response }: XMLHttpRequest, path: string) => {
  const from = response as Document | null;
  if (status !== 200 || !from?.querySelector("#app > *") || kindOf(from) !== kindOf(document)) return undefined;
  return new URL(responseURL).pathname === path ? pageOf(from) : undefined;
};

const bring = (path: string) => {
  let page = fetched.get(path);
  if (page) return page;
  // The first access to the storage takes time, which is there now.
  offsets();
  page = new Promise((done) => {
    // Unlike a parser, it takes no text, which Trusted Types would reject.
    const request = new XMLHttpRequest();
    request.open("GET", path);
    request.responseType = "document";
    // The service worker answers as if the browser asked for the page.
    request.setRequestHeader("Accept", "text/html");
    request.onloadend = () => {
      const page = accept(request, path);
      if (!page) fetched.delete(path);
      done(page);
    };
    request.send();
  });
  fetched.set(path, page);
  setTimeout(() => fetched.delete(path), FRESH);
  return page;
};

/** The link at an event, if it leads to another page in this language. Only pages have paths without a dot. */
const linkOf = (target: EventTarget | null) => {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.hash || link.target || link.download || link.hreflang) return undefined;
  const isPage = link.origin === location.origin && !link.pathname.includes(".") && link.pathname !== location.pathname;
  return isPage ? link : undefined;
};

let dwelling: number;
const expect = (event: Event) => {
  clearTimeout(dwelling);
  const link = linkOf(event.target);
  if (!link || isRunning() || savesData()) return;
  if (event.type === "pointerdown" || (event.type === "focusin" && link.matches(":focus-visible"))) void bring(link.pathname);
  else if ((event as PointerEvent).pointerType === "mouse") dwelling = setTimeout(bring, DWELL, link.pathname);
};
for (const type of ["pointerdown", "pointerover", "focusin"]) addEventListener(type, expect, { capture: true, passive: true });

// ---- History

const keyOf = (state: unknown) => (typeof state === "number" ? state : 0);
let key = keyOf(history.state);
/** The pages that were left, by the key of their history entry. */
const kept = new Map<number, Page>();
/** Counts navigations, so that the answer to an earlier one is dropped. */
let turn = 0;

let known: Map<number, number> | undefined;
/** The scroll offsets by key, those of earlier documents of the tab too. */
const offsets = () => {
  if (known) return known;
  known = new Map();
  try {
    for (const pair of (sessionStorage.getItem(POSITIONS) ?? "").split(" ")) {
      const [key, offset] = pair.split(":");
      if (offset) known.set(Number(key), Number(offset));
    }
  } catch {
    // Storage is blocked: the program does not learn the offsets.
  }
  return known;
};
const store = () => {
  try {
    sessionStorage.setItem(POSITIONS, Array.from(offsets(), ([key, offset]) => `${key}:${Math.round(offset)}`).join(" "));
  } catch {
    // As above.
  }
};

const blocks = () => document.querySelectorAll<HTMLElement>("main :is(.card-grid > li, .section)");
/** The height of a block's content. */
const heightOf = (block: HTMLElement) => {
  const { borderBlockStartWidth, paddingBlockStart } = getComputedStyle(block);
  return block.getBoundingClientRect().height - parseFloat(borderBlockStartWidth) - parseFloat(paddingBlockStart);
};
/** Measures the page before it is left. After a change of the history, the browser would compute its styles again. */
const measure = () => {
  const heights = Array.from(blocks(), (block): [HTMLElement, number] => [block, heightOf(block)]);
  // If it lost the focus by leaving the document, the browser would compute the styles of both pages.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  return heights;
};

/** Keeps the page that is shown. */
const leave = (page: Pick<Page, "followed" | "heights">) => {
  offsets().set(key, scrollY);
  kept.set(key, { ...pageOf(document), ...page });
  for (const old of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(old);
  }
};

/** Scrolls to where a page was left. */
const restore = ({ heights, followed }: Page) => {
  // Where the scroll offset is restored, blocks need their real height.
  root.toggleAttribute("data-whole", !heights);
  for (const [block, height] of heights ?? []) block.style.containIntrinsicBlockSize = `auto ${height}px`;
  scrollTo({ top: offsets().get(key) ?? 0, behavior: "instant" });
  followed?.focus({ preventScroll: true });
};

const lacks = (elements: Element[]) => (element: Element) => !elements.some((other) => other.isEqualNode(element));

const show = (page: Page, isBack: boolean) => {
  const old = pageOf(document);
  for (const element of old.head.filter(lacks(page.head))) element.remove();
  document.head.append(...page.head.filter(lacks(old.head)));
  // The rules of other pages name nothing on this one.
  if (lacks([...document.head.querySelectorAll("style")])(page.style)) script.before(page.style);
  for (const name in script.dataset) delete script.dataset[name];
  Object.assign(script.dataset, page.data);
  clear();
  old.app.replaceWith(page.app);
  root.dataset.shown = location.pathname;
  if (isBack) restore(page);
  else {
    root.removeAttribute("data-whole");
    scrollTo({ top: 0, behavior: "instant" });
    const heading = page.app.querySelector<HTMLElement>("main h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }
  setTimeout(store);
  if (needsProgram()) wake();
};

addEventListener("click", (event) => {
  const link = linkOf(event.target);
  const isElsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || isElsewhere || event.defaultPrevented || isRunning()) return;
  event.preventDefault();
  const own = ++turn;
  const { href, pathname } = link;
  const late = new Promise<undefined>((done) => setTimeout(done, PATIENCE));
  const coming = Promise.race([bring(pathname), late]);
  // While the page is on its way.
  const heights = measure();
  void coming.then((page) => {
    if (own !== turn) return;
    if (!page || isRunning()) return location.assign(href);
    fetched.delete(pathname);
    history.scrollRestoration = "manual";
    leave({ followed: link, heights });
    for (const later of kept.keys()) if (later > key) kept.delete(later);
    key = Math.max(key, ...offsets().keys()) + 1;
    history.pushState(key, "", href);
    show(page, false);
  });
});

addEventListener("popstate", ({ state }) => {
  // A running program handles the history itself, from when it has hydrated the frame.
  if ("app" in root.dataset) return;
  const own = ++turn;
  const isHere = location.pathname === root.dataset.shown;
  if (!isHere && isRunning()) return location.reload();
  if (!isHere) leave({ heights: measure() });
  key = keyOf(state);
  if (isHere) return;
  const page = kept.get(key);
  kept.delete(key);
  if (page) return show(page, true);
  void bring(location.pathname).then((page) => {
    if (own !== turn) return;
    if (!page || isRunning()) return location.reload();
    fetched.delete(location.pathname);
    show(page, true);
  });
});

// When the document comes back after a reload or from elsewhere, the browser restores the offset.
const isUsed = () => !isRunning() && history.scrollRestoration === "manual";
addEventListener("pagehide", () => {
  if (!isUsed()) return;
  offsets().set(key, scrollY);
  store();
  history.scrollRestoration = "auto";
});
addEventListener("pageshow", () => {
  if (!isRunning() && kept.size) history.scrollRestoration = "manual";
});

// ---- Back, once the program runs

/** A page as it was left, shown in front of the program's until the program has built it. */
let front: { main: HTMLElement; followed?: HTMLElement } | undefined;

const dropKept = () => {
  const own = document.getElementById("main");
  const link = front?.followed?.getAttribute("href");
  front?.main.remove();
  front = undefined;
  if (own) own.hidden = false;
  return link ? own?.querySelector<HTMLElement>(`a[href="${CSS.escape(link)}"]`) : undefined;
};

const showKept = (entry: number) => {
  dropKept();
  key = entry;
  const page = kept.get(entry);
  const main = page?.app.querySelector<HTMLElement>("main");
  if (!main) return false;
  kept.delete(entry);
  // Links work. Controls wait for the program.
  for (const control of main.querySelectorAll<HTMLElement>("form, button, details")) control.inert = true;
  const own = document.getElementById("main")!;
  main.removeAttribute("id");
  own.hidden = true;
  own.after(main);
  front = { main, followed: page!.followed };
  restore(page!);
  return true;
};
Object.assign(globalThis, { showKept, dropKept });
