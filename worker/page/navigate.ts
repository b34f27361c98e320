// Navigation before the program runs: fetches the next page and puts its content in the place of the one that is shown,
// which is faster than a new document. What is not a plain page of this site is left to the browser.

import { clear } from "./failure.ts";
import { root, savesData } from "./first.ts";
import { hasBegun, needsProgram, wake } from "./program.ts";

/** How long a mouse stays on a link before its page is fetched, milliseconds. */
const DWELL = 80;
/** After this time, the browser loads the page itself and shows progress, milliseconds. */
const PATIENCE = 1_000;
/** How long a fetched page is used, milliseconds. */
const FRESH = 60_000;
/** How many pages are cached for Back: at most one for each GB of memory. */
const CACHED = Math.min(5, (navigator as { deviceMemory?: number }).deviceMemory ?? 5);
/** Where the program finds the scroll offsets (src/browser/navigation/history.rs). */
const POSITIONS = "scroll-positions";
/** Elements of the head that every page shares or that were needed only once: they are not replaced. */
const STAYS = "style, link[rel=stylesheet], link[rel=preload], script[src], meta[data-for]";

type Height = [block: HTMLElement, height: number];
interface Page {
  path: string;
  /** The children of `#app`. */
  nodes: ChildNode[];
  head: Element[];
  style: Element;
  /** The attributes of the start script. */
  data: DOMStringMap;
  /** The link that led on from here. */
  followed?: HTMLElement;
  /** The heights of the blocks that the browser may skip (style/layout.css), CSS pixels. */
  heights?: Height[];
}

const app = document.getElementById("app")!;
const scriptOf = (from: Document) => from.querySelector<HTMLScriptElement>("script[data-document]");
const script = scriptOf(document)!;
const headOf = (from: Document) => [...from.head.children].filter((element) => !element.matches(STAYS));
const pageOf = (from: Document, path: string): Page => ({
  path,
  nodes: [...from.getElementById("app")!.childNodes],
  head: headOf(from),
  style: from.head.querySelector("style")!,
  data: { ...scriptOf(from)!.dataset },
});

// ---- Fetching

const fetched = new Map<string, Promise<Page | undefined>>();

/** Pages of the same kind can replace each other: same version, same language, same policy if the page contains one. */
const kindOf = (from: Document) => {
  const own = scriptOf(from);
  const policy = from.querySelector<HTMLMetaElement>("meta[http-equiv]");
  return [from.documentElement.lang, own?.getAttribute("src"), own?.dataset.version, policy?.content].join();
};
// A translator may change the language of the page later.
const kind = kindOf(document);

/** The page that has come, unless the browser must load it. */
const accept = ({ status, responseURL, response }: XMLHttpRequest, path: string) => {
  const from = response as Document | null;
  if (status !== 200 || !from?.querySelector("#app > *") || kindOf(from) !== kind) return undefined;
  // Here it was parsed as elements, in a document that runs scripts it is text.
  for (const element of from.querySelectorAll("noscript")) element.textContent = element.innerHTML;
  return new URL(responseURL).pathname === path ? pageOf(from, path) : undefined;
};

const fetchPage = (path: string) => {
  const known = fetched.get(path);
  if (known) return known;
  // The first access to the storage takes time, which is there now.
  offsets();
  const page = new Promise<Page | undefined>((done) => {
    // Unlike a parser, it takes no text, which Trusted Types would reject.
    const request = new XMLHttpRequest();
    request.open("GET", path);
    request.responseType = "document";
    // The service worker answers as if the browser asked for the page.
    request.setRequestHeader("Accept", "text/html");
    request.onloadend = () => {
      const page = accept(request, path);
      if (!page) forget();
      done(page);
    };
    request.send();
  });
  const forget = () => fetched.get(path) === page && fetched.delete(path);
  fetched.set(path, page);
  setTimeout(forget, FRESH);
  return page;
};
/** A page for the reader who waits for it. It can be shown once. */
const take = async (path: string) => {
  const late = new Promise<undefined>((done) => setTimeout(done, PATIENCE));
  const page = await Promise.race([fetchPage(path), late]);
  fetched.delete(path);
  return page;
};

/** The link at an event. */
const linkAt = ({ target }: Event) => {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  return link instanceof HTMLAnchorElement ? link : undefined;
};
const BASE = root.dataset.base ?? "";
/** The link at an event, if it leads to another page in this language. Only pages have paths without a dot. */
const pageLinkAt = (event: Event) => {
  const link = linkAt(event);
  if (!link || link.hash || link.target || link.download || link.hreflang || link.origin !== location.origin) return undefined;
  const { pathname } = link;
  const isPage = (pathname === BASE || pathname.startsWith(`${BASE}/`)) && !pathname.slice(BASE.length).includes(".");
  return isPage && pathname !== location.pathname ? link : undefined;
};

let dwelling: number;
const onIntent = (event: Event) => {
  clearTimeout(dwelling);
  const link = pageLinkAt(event);
  if (!link || hasBegun() || savesData()) return;
  if (event.type === "pointerdown" || (event.type === "focusin" && link.matches(":focus-visible"))) void fetchPage(link.pathname);
  else if ((event as PointerEvent).pointerType === "mouse") {
    dwelling = setTimeout(() => hasBegun() || fetchPage(link.pathname), DWELL);
  }
};
for (const type of ["pointerdown", "pointerover", "focusin"]) addEventListener(type, onIntent, { capture: true, passive: true });

// ---- History

const keyOf = (state: unknown) => (typeof state === "number" ? state : 0);
/** The key of the history entry that is shown. */
let key = keyOf(history.state);
/** The pages that were left, by the key of their entry. */
const cached = new Map<number, Page>();
/** Counts navigations, so that the answer to an earlier one is dropped. */
let arrivals = 0;
/** Whether the content of this document was replaced. From then on, scroll offsets are restored here. */
let isUsed = false;
const use = () => {
  isUsed = true;
  history.scrollRestoration = "manual";
};

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
const newKey = () => Math.max(key, ...offsets().keys(), ...cached.keys()) + 1;
const scrollBack = (top = 0) => scrollTo({ top, behavior: "instant" });

/** Measures the blocks of the page before it is left. */
const measure = () =>
  Array.from(document.querySelectorAll<HTMLElement>("main :is(.card-grid > li, .section)"), (block): Height => {
    const { borderBlockStartWidth, paddingBlockStart } = getComputedStyle(block);
    return [block, block.getBoundingClientRect().height - parseFloat(borderBlockStartWidth) - parseFloat(paddingBlockStart)];
  });

/** Caches the page that is shown. */
const leave = (page: Pick<Page, "followed" | "heights">) => {
  offsets().set(key, scrollY);
  cached.set(key, { ...pageOf(document, root.dataset.shown!), ...page });
  for (const old of cached.keys()) {
    if (cached.size <= CACHED) break;
    cached.delete(old);
  }
  // If it lost the focus by leaving the document, the browser would take the time to style both pages.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
};

/** Scrolls to where a page was left. */
const restore = (page: Page) => {
  // Where the scroll offset is restored, blocks need their real height.
  root.toggleAttribute("data-whole", !page.heights);
  for (const [block, height] of page.heights ?? []) block.style.containIntrinsicBlockSize = `auto ${height}px`;
  scrollBack(offsets().get(key));
};

const lacks = (elements: Element[]) => (element: Element) => !elements.some((other) => other.isEqualNode(element));

/** Puts a page in the place of the one that was left. */
const show = (page: Page, isBack: boolean) => {
  const head = headOf(document);
  for (const element of head.filter(lacks(page.head))) element.remove();
  document.head.append(...page.head.filter(lacks(head)));
  // The rules of other pages name nothing on this one, but its own come last.
  const styles = [...document.head.querySelectorAll("style")];
  const style = styles.find((style) => style.isEqualNode(page.style));
  if (!style || style !== styles.at(-1)) script.before(style ?? page.style);
  for (const name in script.dataset) delete script.dataset[name];
  Object.assign(script.dataset, page.data);
  clear();
  app.replaceChildren(...page.nodes);
  root.dataset.shown = location.pathname;
  if (isBack) restore(page);
  else {
    root.removeAttribute("data-whole");
    scrollBack();
  }
  const heading = document.querySelector<HTMLElement>("main h1");
  heading?.setAttribute("tabindex", "-1");
  (page.followed ?? heading)?.focus({ preventScroll: true });
  setTimeout(store);
  if (needsProgram()) wake();
};

addEventListener("click", (event) => {
  const link = linkAt(event);
  const isElsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || isElsewhere) return;
  const own = ++arrivals;
  if (event.defaultPrevented || hasBegun()) return;
  // A link within the page.
  if (link.hash && isUsed) offsets().set(key, scrollY);
  if (!pageLinkAt(event)) return;
  event.preventDefault();
  const { href, pathname } = link;
  const coming = take(pathname);
  // While the page is on its way.
  const heights = measure();
  void coming.then((page) => {
    if (own !== arrivals) return;
    if (!page || hasBegun()) return location.assign(href);
    use();
    const next = newKey();
    try {
      history.pushState(next, "", href);
    } catch {
      // Safari allows only so many changes in a time.
      return location.assign(href);
    }
    for (const later of cached.keys()) if (later > key) cached.delete(later);
    leave({ followed: link, heights });
    key = next;
    show(page, false);
  });
});
// A form or another document takes precedence over a page that is still loading.
for (const type of ["submit", "pagehide"]) addEventListener(type, () => void arrivals++);

addEventListener("popstate", ({ state }) => {
  // From here on, the program handles the history (src/browser/navigation/listeners.rs).
  if ("history" in root.dataset) return;
  const own = ++arrivals;
  if (location.pathname === root.dataset.shown) {
    if (!isUsed) return;
    offsets().set(key, scrollY);
    // Of an entry that a link within the page has made.
    if (typeof state !== "number") history.replaceState((key = newKey()), "");
    else if (key !== state) scrollBack(offsets().get((key = state)));
    return;
  }
  const target = keyOf(state);
  const go = (page: Page) => {
    use();
    leave({ heights: measure() });
    key = target;
    show(page, true);
  };
  const page = cached.get(target);
  if (page?.path === location.pathname && !hasBegun()) {
    cached.delete(target);
    return go(page);
  }
  const reload = () => {
    offsets().set(key, scrollY);
    store();
    location.reload();
  };
  if (hasBegun()) return reload();
  void take(location.pathname).then((page) => {
    if (own !== arrivals) return;
    if (!page || hasBegun()) return reload();
    go(page);
  });
});

// When the document comes back after a reload or from elsewhere, the browser restores the offset.
const letBrowserScroll = (isLet: boolean) => {
  if (!isUsed || "history" in root.dataset) return;
  if (isLet) {
    offsets().set(key, scrollY);
    store();
  }
  history.scrollRestoration = isLet ? "auto" : "manual";
};
addEventListener("pagehide", () => letBrowserScroll(true));
addEventListener("pageshow", () => letBrowserScroll(false));
document.addEventListener("visibilitychange", () => letBrowserScroll(document.hidden));

// ---- Back, once the program runs

/** A page as it was left, shown until the program has built it. */
let early: { main: HTMLElement; followed?: HTMLElement } | undefined;

/** Removes it. Returns the element that gets the focus in its place. */
const dropCached = () => {
  if (!early) return undefined;
  const { main, followed } = early;
  const active = document.activeElement;
  const link = (main.contains(active) ? active : followed)?.getAttribute("href");
  main.remove();
  early = undefined;
  const own = document.getElementById("main")!;
  own.hidden = false;
  return (link && own.querySelector<HTMLElement>(`a[href="${CSS.escape(link)}"]`)) || own.querySelector<HTMLElement>("h1") || own;
};

/** Shows the page of an entry as it was left. Returns whether it is cached. */
const showCached = (entry: number) => {
  dropCached();
  const page = cached.get(entry);
  const main = page?.nodes.find((node): node is HTMLElement => node instanceof HTMLElement && node.id === "main");
  if (!main || page!.path !== location.pathname) return false;
  cached.delete(entry);
  key = entry;
  // Links work. Controls wait for the program.
  for (const control of main.querySelectorAll<HTMLElement>("form, button, details, input, select, textarea, video, a[data-picture]")) {
    control.inert = true;
  }
  main.removeAttribute("id");
  const own = document.getElementById("main")!;
  own.hidden = true;
  own.parentNode!.insertBefore(main, own.nextSibling);
  const { followed } = page!;
  early = { main, followed: main.contains(followed ?? null) ? followed : undefined };
  restore(page!);
  early.followed?.focus({ preventScroll: true });
  return true;
};
Object.assign(globalThis, { showCached, dropCached });
