// Shows the frames of a clip on its card: the one at the place of the pointer, or the next one with the arrow keys while
// the card's link has the focus. The sprite is the background of the card's picture; the style sheet hides the poster
// above it (style/ui/sprite.css).

/** The columns of a sprite, and its rows; as in crates/site/src/sprites.rs. */
const SIDE = 4;
const LAST = SIDE * SIDE - 1;
/** How long the pointer must be on a card before its sprite is fetched, milliseconds. */
const PAUSE = 80;

const sprites = new Map<string, Promise<HTMLImageElement>>();
const bring = (url: string) => {
  let sprite = sprites.get(url);
  if (!sprite) {
    sprite = (async () => {
      // For an image that is missing, the service worker would answer with another picture.
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      await response.arrayBuffer();
      const image = new Image();
      image.src = url;
      await image.decode();
      return image;
    })();
    sprites.set(url, sprite);
    sprite.catch(() => sprites.delete(url));
  }
  return sprite;
};

interface Card {
  element: HTMLElement;
  picture: HTMLElement;
  url: string;
  byKeys: boolean;
}
let shown: (Card & { frame: number }) | undefined;
/** The card that the pointer is on, and since when. */
let under: { element: Element; since: number } | undefined;

/** Shows the poster again. */
const clear = () => {
  if (shown) {
    delete shown.picture.dataset.frame;
    shown.picture.removeAttribute("style");
  }
  shown = undefined;
  changes.disconnect();
};
// In a list, another record may take over the card. Its frames are shown once the pointer has been on it for a while.
const changes = new MutationObserver(() => {
  clear();
  under = undefined;
});

const paint = ({ picture, frame }: { picture: HTMLElement; frame: number }, sprite: HTMLImageElement) => {
  const { width, height } = picture.getBoundingClientRect();
  const [cellWidth, cellHeight] = [sprite.naturalWidth / SIDE, sprite.naturalHeight / SIDE];
  // As `object-fit: cover`, and half a pixel more on each side, so that no neighbour is visible.
  const scale = Math.max((width + 1) / cellWidth, (height + 1) / cellHeight);
  const left = ((frame % SIDE) + 0.5) * cellWidth * scale - width / 2;
  const top = (Math.floor(frame / SIDE) + 0.5) * cellHeight * scale - height / 2;
  const { style } = picture;
  style.backgroundImage = `url("${sprite.src}")`;
  style.backgroundSize = `${sprite.naturalWidth * scale}px ${sprite.naturalHeight * scale}px`;
  style.backgroundPosition = `${-left}px ${-top}px`;
  style.setProperty("--frame", String((frame + 1) / (LAST + 1)));
  picture.dataset.frame = String(frame);
};

const show = (card: Card, frame: number) => {
  if (shown?.picture !== card.picture || shown.url !== card.url) {
    clear();
    changes.observe(card.element, { attributeFilter: ["data-sprite"] });
  }
  const wanted = (shown = { ...card, frame });
  bring(card.url).then(
    (sprite) => {
      if (shown === wanted) paint(wanted, sprite);
    },
    () => shown === wanted && clear(),
  );
};

const cardAt = (target: EventTarget | null): Omit<Card, "byKeys"> | undefined => {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-sprite]") : null;
  const picture = element?.querySelector<HTMLElement>(".picture");
  return picture ? { element: element!, picture, url: element!.dataset.sprite! } : undefined;
};

/** Where the pointer was. Browsers also report a pointer that is still, when the page changes below it. */
let [lastX, lastY] = [-1, -1];
const move = ({ target, clientX, clientY, pointerType, timeStamp }: PointerEvent) => {
  if (pointerType === "touch") return;
  const isStill = clientX === lastX && clientY === lastY;
  [lastX, lastY] = [clientX, clientY];
  const card = cardAt(target);
  const box = card?.picture.getBoundingClientRect();
  const isInside = box && clientX >= box.left && clientX < box.right && clientY >= box.top && clientY < box.bottom;
  if (!isInside) {
    under = undefined;
    if (!shown?.byKeys) clear();
    return;
  }
  if (isStill) return;
  if (under?.element !== card!.element) under = { element: card!.element, since: timeStamp };
  if (timeStamp - under.since < PAUSE) return;
  const frame = Math.floor(((clientX - box.left) / box.width) * (LAST + 1));
  show({ ...card!, byKeys: false }, Math.min(frame, LAST));
};

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };
const press = (event: KeyboardEvent) => {
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented) return;
  const card = event.target instanceof Element && event.target.matches(".card-title a") && cardAt(event.target);
  if (!card) return;
  event.preventDefault();
  const before = shown?.picture === card.picture ? shown.frame : step > 0 ? -1 : LAST + 1;
  show({ ...card, byKeys: true }, Math.min(Math.max(before + step, 0), LAST));
};

/** Handles the event that loaded this script, and all later ones. */
export const begin = (event: Event) => {
  addEventListener("pointermove", move, { passive: true });
  addEventListener("keydown", press);
  // The pointer has left the window, or the page has moved below it.
  addEventListener("pointerout", ({ relatedTarget }) => relatedTarget || shown?.byKeys || clear());
  addEventListener("scroll", () => shown?.byKeys || clear(), { capture: true, passive: true });
  addEventListener("focusout", () => shown?.byKeys && clear());
  // A page that is left may be shown again later, as it was. What is typed may move the card away from the pointer.
  addEventListener("click", clear);
  addEventListener("input", clear);
  if (event instanceof KeyboardEvent) press(event);
  else move(event as PointerEvent);
};
