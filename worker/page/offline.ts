// Registers the service worker, which stores the site on the device. Sends its reports to the app as an event, also if
// no service worker can run. An attribute of the root element holds the part that the frame of every page needs.

import type { FrameState, Order, Report, WorkerState } from "../messages.ts";
import { WORKER, root, savesData } from "./first.ts";

const HOUR = 3_600_000;

const tier = () => `text-${root.lang.slice(0, 2)}`;
const tell = (report: Partial<Report> & { state: WorkerState }) => {
  const { state, version, tab, tiers, current = 0 } = report;
  const passed = !!tab && !!version && tab !== version && state !== "update";
  const frame: FrameState = { state, passed, ready: !!tiers?.[tier()]?.ready, current };
  root.dataset.offline = JSON.stringify(frame);
  dispatchEvent(new CustomEvent("offline-state", { detail: report }));
};

const begin = async () => {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers) return tell({ state: isSecureContext ? "unsupported" : "insecure" });
  let registration: ServiceWorkerRegistration;
  let looked = performance.now();
  let asked = false;
  const order = (order: Order) => registration.active?.postMessage(order);
  /** Looks for a newer version, and records the time if there is none. */
  const look = async () => {
    looked = performance.now();
    await registration.update();
    order({ type: "current" });
  };
  workers.onmessage = ({ data }) => {
    const report = data.offline as Report;
    tell(report);
    if (asked || !registration?.active || !(report.current > HOUR)) return;
    asked = true;
    look().catch(() => {});
  };
  try {
    registration = await workers.register(WORKER, { updateViaCache: "none" });
  } catch (error) {
    // A `TypeError` means that the script did not arrive. Any other error means that the browser refuses.
    return tell({ state: error instanceof TypeError ? "failed" : "blocked" });
  }
  await workers.ready;
  let saved: string | undefined;
  const save = () => {
    if (saved === (saved = tier())) return;
    order({ type: "save", tier: saved, lean: savesData() });
  };
  save();
  new MutationObserver(save).observe(root, { attributeFilter: ["lang"] });
  // A tab that stays open looks for a newer version when it is shown, at most once an hour.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && performance.now() - looked > HOUR) look().catch(() => {});
  });
};
export const offline = () => void begin().catch(() => tell({ state: "blocked" }));
