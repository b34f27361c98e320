// Keeps the focus when the focused element is moved, removed or hidden: moves it to the replacement or a neighbour.

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]:not(h1)";

/** Links of maps are SVG. */
type Control = HTMLElement | SVGElement;
const isControl = (node: unknown): node is Control => node instanceof HTMLElement || node instanceof SVGElement;

let focused: Control | undefined;
/** All controls of the focused kind, in document order. Empty for a plain link or button. */
let peers: Control[] = [];
addEventListener("focusin", ({ target }) => {
  focused = isControl(target) ? target : undefined;
  // When the focus moves from row to row, the peers stay the same.
  if (!focused || !peers.includes(focused)) peers = focused ? sameKind(focused) : [];
});
// A click elsewhere drops the focus on purpose. A removal does not; the observer hears of it within the same task.
addEventListener("focusout", () => {
  const left = focused;
  setTimeout(() => {
    if (!changes.length && focused === left && document.activeElement !== left) focused = undefined;
  });
});

const app = document.getElementById("app")!;
const nameOf = (element: Element) => element.getAttribute("aria-label") ?? element.textContent;
const canFocus = (element: Control) =>
  element.isConnected && !element.matches(":disabled, [inert] *") && element.getClientRects().length > 0;
/** The kind of a control, by its class and data attributes; empty for a plain link or button. */
const kindOf = (element: Control) => {
  const { localName, dataset } = element;
  const own = (element.getAttribute("class") ?? "").replace(/^button$/, "") + Object.keys(dataset).join() + (dataset.do ?? "");
  return own && `${localName} ${own}`;
};
const sameKind = (element: Control) => {
  const kind = kindOf(element);
  return kind ? [...app.querySelectorAll<Control>(element.localName)].filter((other) => kindOf(other) === kind) : [];
};
/** The first focusable element from an index on, or else the nearest one before it. */
const from = (place: number, elements: Control[]) =>
  [...elements.slice(place), ...elements.slice(0, place).reverse()].find(canFocus);
const within = (nodes: Iterable<Node>) =>
  [...nodes]
    .filter(isControl)
    .flatMap((element) => [element, ...element.querySelectorAll<Control>(FOCUSABLE)])
    .filter((element) => element.matches(FOCUSABLE) && canFocus(element));

/** Starting at a node, the first (0) or last (-1) control of the nearest sibling that has any. */
const nearest = (node: Node | null, way: "nextSibling" | "previousSibling", which: 0 | -1) => {
  for (; node; node = node[way]) {
    const found = within([node]).at(which);
    if (found) return found;
  }
  return undefined;
};

/** The element that gets the focus in place of a removed one. */
function heir(gone: Control, records: MutationRecord[]) {
  const latest = [...records].reverse();
  const removal = (of: Node) => latest.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(of)));
  let record = removal(gone);
  while (record && !record.target.isConnected) record = removal(record.target);
  const came = records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.isConnected);
  // Navigation moves the focus to the new page's heading.
  const changed = records.flatMap(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes]);
  if (changed.some((node) => node instanceof Element && (node.matches("h1") || node.querySelector("h1")))) return undefined;
  const all = within(came);
  const same = all.find((element) => element.localName === gone.localName && nameOf(element) === nameOf(gone));
  if (same) return same;
  let place: Node | null = record?.target ?? gone.parentNode;
  const at = Math.max(0, peers.indexOf(gone));
  const neighbour = from(at, peers);
  if (neighbour && place!.contains(neighbour)) return neighbour;
  const inPlace = record && all.find((element) => place!.contains(element) && kindOf(element) !== kindOf(gone));
  // The last case: a list was rendered again.
  const ofKind = inPlace ?? neighbour ?? from(at, sameKind(gone));
  if (ofKind) return ofKind;
  let [next, previous]: (Node | null)[] = record ? [record.nextSibling, record.previousSibling] : [gone, gone];
  for (; place && app.contains(place); [next, previous, place] = [place, place, place.parentNode]) {
    const found =
      nearest(next?.isConnected ? next : null, "nextSibling", 0) ??
      nearest(previous?.isConnected ? previous : place.lastChild, "previousSibling", -1);
    if (found) return found;
  }
  return undefined;
}

/** Mutations since the focus was lost. */
let changes: MutationRecord[] = [];

/** Whether the focused element is gone. If it still has the focus, only an attribute can have hidden it. */
const isLost = (records: MutationRecord[]) => {
  const active = document.activeElement;
  if (!focused || active !== focused) return !!focused && (!active || active === document.body);
  return records.some(({ type, target }) => type === "attributes" && target.contains(focused!)) && !canFocus(focused);
};

/** Runs before the next frame, because a list may be rendered again in several steps. */
const handOn = () => {
  const records = changes;
  changes = [];
  if (!isLost(records)) return;
  // An element that was only moved gets the focus back.
  const element = canFocus(focused!) ? focused : heir(focused!, records);
  focused = undefined;
  element?.focus();
};

new MutationObserver((records) => {
  if (!changes.length && !isLost(records)) return;
  if (!changes.length) requestAnimationFrame(handOn);
  changes.push(...records);
}).observe(app, { childList: true, subtree: true, attributeFilter: ["hidden", "disabled", "inert"] });
