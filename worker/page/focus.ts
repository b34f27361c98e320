// The focus never falls to the body. When the element that has it is moved, leaves the page or is hidden, it goes to what
// came in its place, or to a neighbour of what went.

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]:not(h1)";

let focused: HTMLElement | undefined;
/** It and the other controls of its kind, in order; none for a plain link or button. */
let peers: HTMLElement[] = [];
addEventListener("focusin", ({ target }) => {
  focused = target instanceof HTMLElement ? target : undefined;
  peers = focused ? sameKind(focused) : [];
});
// Who clicks beside it lets go of it. An element that is taken away does not: the page changes within one task.
addEventListener("focusout", () => {
  const left = focused;
  setTimeout(() => {
    if (!changes.length && focused === left && document.activeElement !== left) focused = undefined;
  });
});

const app = document.getElementById("app")!;
const nameOf = (element: Element) => element.ariaLabel ?? element.textContent;
const canFocus = (element: HTMLElement) =>
  element.isConnected && !element.matches(":disabled, [inert] *") && element.getClientRects().length > 0;
/** What a control does, as its class and data tell; nothing of a plain link or button. */
const kindOf = ({ localName, className, dataset }: HTMLElement) => {
  const own = className.replace(/^button$/, "") + Object.keys(dataset).join() + (dataset.do ?? "");
  return own && `${localName} ${own}`;
};
const sameKind = (element: HTMLElement) => {
  const kind = kindOf(element);
  return kind ? [...app.querySelectorAll<HTMLElement>(element.localName)].filter((other) => kindOf(other) === kind) : [];
};
/** The one from a place on that can have the focus, else the nearest before it. */
const from = (place: number, elements: HTMLElement[]) =>
  [...elements.slice(place), ...elements.slice(0, place).reverse()].find(canFocus);
const within = (nodes: Iterable<Node>) =>
  [...nodes]
    .filter((node): node is HTMLElement => node instanceof HTMLElement)
    .flatMap((element) => [element, ...element.querySelectorAll<HTMLElement>(FOCUSABLE)])
    .filter((element) => element.matches(FOCUSABLE) && canFocus(element));

/** The first or the last control (0, -1) of the nearest sibling, from a node on, that has one. */
const nearest = (node: Node | null, way: "nextSibling" | "previousSibling", which: 0 | -1) => {
  for (; node; node = node[way]) {
    const found = within([node]).at(which);
    if (found) return found;
  }
  return undefined;
};

/** What takes the focus of an element that left. */
function heir(gone: HTMLElement, records: MutationRecord[]) {
  const latest = [...records].reverse();
  const removal = (of: Node) => latest.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(of)));
  let record = removal(gone);
  while (record && !record.target.isConnected) record = removal(record.target);
  const came = records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.isConnected);
  // Another page: the focus goes to its heading.
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
  // At last for a list that was made anew.
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

/** What has changed since the focus was lost. */
let changes: MutationRecord[] = [];

const isLost = () => {
  const active = document.activeElement;
  return !!focused && (active === focused ? !canFocus(focused) : !active || active === document.body);
};

/** Once the page has come to rest: a list may be made anew in several steps. */
const handOn = () => {
  const records = changes;
  changes = [];
  if (!isLost()) return;
  // One that was moved has it again.
  const element = canFocus(focused!) ? focused : heir(focused!, records);
  focused = undefined;
  element?.focus({ preventScroll: true });
};

new MutationObserver((records) => {
  if (!changes.length && !isLost()) return;
  if (!changes.length) requestAnimationFrame(handOn);
  changes.push(...records);
}).observe(app, { childList: true, subtree: true, attributeFilter: ["hidden", "disabled", "inert"] });
