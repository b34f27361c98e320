// Runs in every page of the comparison before the page's own scripts. It is passed to the browser as text, so it uses
// nothing from outside the function. Times are absolute, so that a new document and the old one share one clock.

export function probe() {
  if (window !== top || window.bench) return;
  const clock = (at = performance.now()) => performance.timeOrigin + at;
  const tell = (what, it) => window.benchTell(JSON.stringify({ what, ...it }));
  const plain = (path) => path.replace(/(.)\/$/, "$1");
  const textOf = (element) => element?.textContent.replace(/\s+/g, " ").trim();
  const cards = () => [...document.querySelectorAll("main .card")].filter((card) => card.checkVisibility());
  /** Runs a task right after each frame, as long as it returns true. */
  const eachFrame = (task) => {
    const frame = () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => task() && requestAnimationFrame(frame);
      port2.postMessage(0);
    };
    requestAnimationFrame(frame);
  };

  // ---- The first paint
  const load = { lcp: Number.NaN, blocked: 0 };
  new PerformanceObserver((list) => {
    const { startTime, element } = list.getEntries().at(-1);
    Object.assign(load, { lcp: startTime, element: element?.localName });
  }).observe({ type: "largest-contentful-paint", buffered: true });

  // ---- Navigation: the first frame that has the page's heading, or its cards at their old position
  const STORED = "bench-wanted";
  const LIMIT = 15_000;
  let wanted;
  const isHere = ({ path, title, count }) => {
    if (plain(location.pathname) !== path) return false;
    if (title !== undefined) return textOf(document.querySelector("h1")) === title;
    const all = cards();
    const isInSight = (card) => {
      const { top, bottom } = card.getBoundingClientRect();
      return bottom > 0 && top < innerHeight;
    };
    return all.length >= count && all.some(isInSight);
  };
  const isInPlace = ({ at, top }) => at === undefined || Math.abs(cards()[at]?.getBoundingClientRect().top - top) < 2;
  const fades = () => document.getAnimations().some(({ effect }) => effect?.pseudoElement?.startsWith("::view-transition"));
  const watch = (it) => {
    wanted = it;
    const seen = { since: clock(), persisted: !!it.persisted };
    const end = () => {
      sessionStorage.removeItem(STORED);
      wanted = undefined;
      // The list must not move afterwards.
      setTimeout(() => tell("arrived", { ...seen, kept: isInPlace(it) }), 400);
    };
    eachFrame(() => {
      if (wanted !== it) return false;
      const now = clock();
      if (isHere(it)) {
        seen.painted ??= now;
        if (isInPlace(it)) seen.inPlace ??= now;
        if (!fades()) seen.still ??= now;
      }
      const isDone = (seen.inPlace && seen.still) || now - seen.since > LIMIT;
      if (isDone) end();
      return !isDone;
    });
  };
  const stored = sessionStorage.getItem(STORED);
  if (stored) watch(JSON.parse(stored));
  addEventListener("pageshow", ({ persisted }) => {
    // Restored from the back/forward cache, this page still has its own memory: wait for its list.
    if (persisted) watch({ ...window.bench.list, persisted });
  });
  addEventListener("click", ({ timeStamp }) => tell("clicked", { at: clock(timeStamp) }), true);

  // ---- Typing: the first frame in which the count and the visible titles are those of the final result
  let key;
  const count = () => textOf(document.querySelector(".results-count"));
  const shown = () => {
    const titles = cards().slice(0, 8).map((card) => card.querySelector(".card-title"));
    const inSight = titles.filter((title) => title && title.getBoundingClientRect().top < innerHeight);
    return [count(), ...inSight.map(textOf)].join("\n");
  };
  addEventListener("keydown", ({ timeStamp, isTrusted }) => {
    if (!isTrusted) return;
    const own = { at: timeStamp, frames: [] };
    key = own;
    eachFrame(() => {
      if (key !== own) return false;
      own.frames.push([performance.now(), shown()]);
      return true;
    });
  }, true);

  window.bench = {
    load: () => ({ ...load, controlled: !!navigator.serviceWorker?.controller && performance.getEntriesByType("navigation")[0].workerStart > 0 }),
    /** Scrolls a card into view; returns where to tap it and what its page is. */
    choose: (number) => {
      const card = cards()[number];
      const link = card.querySelector(".card-title a");
      card.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y, width, height } = link.getBoundingClientRect();
      const list = { path: plain(location.pathname), count: cards().length, at: number, top: card.getBoundingClientRect().top };
      window.bench.list = list;
      const article = { path: plain(link.pathname), title: textOf(link) };
      return { x: x + width / 2, y: y + height / 2, scroll: scrollY, list, article };
    },
    want: (it) => {
      sessionStorage.setItem(STORED, JSON.stringify(it));
      watch(it);
    },
    goBack: (it) => {
      window.bench.want(it);
      setTimeout(() => history.back());
      return clock();
    },
    count,
    /** The time in ms from the last keystroke to its result. */
    answer: () => {
      const { at, frames } = key;
      key = undefined;
      const last = frames.at(-1)[1];
      const before = frames.findLastIndex(([, text]) => text !== last);
      return frames[before + 1][0] - at;
    },
  };
}
