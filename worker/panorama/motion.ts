// The motion of the device.

import type { Report } from "./panorama.ts";

/** iOS asks the reader first. */
type Asking = typeof DeviceOrientationEvent & { requestPermission?: () => Promise<"granted" | "denied"> };

/** Whether the device may report its motion: computers have the event, but never send it. */
export const isMovable = () => "DeviceOrientationEvent" in window && matchMedia("(any-pointer: coarse)").matches;

/** Where the back of the device looks: degrees clockwise from some direction, and above the horizon. */
export const direction = (alpha: number, beta: number, gamma: number): [yaw: number, pitch: number] => {
  const [a, b, c] = [alpha, beta, gamma].map((degrees) => (degrees * Math.PI) / 180) as [number, number, number];
  // The third column of the rotation Z(a) X(b) Y(c), negated (W3C Device Orientation, section 4.1).
  const east = -Math.cos(a) * Math.sin(c) - Math.sin(a) * Math.sin(b) * Math.cos(c);
  const north = -Math.sin(a) * Math.sin(c) + Math.cos(a) * Math.sin(b) * Math.cos(c);
  const up = -Math.cos(b) * Math.cos(c);
  return [(Math.atan2(east, north) * 180) / Math.PI, (Math.asin(Math.max(-1, Math.min(1, up))) * 180) / Math.PI];
};

/** Returns a function that starts and stops to report how the device is turned. */
export const follow = (report: Report) => {
  let before: number | undefined;
  const turned = ({ alpha, beta, gamma }: DeviceOrientationEvent) => {
    if (alpha === null || beta === null || gamma === null) return;
    const [yaw, pitch] = direction(alpha, beta, gamma);
    // By the shorter way around.
    const change = before === undefined ? 0 : ((yaw - before + 540) % 360) - 180;
    before = yaw;
    report("moved", change, pitch);
  };
  let wanted = false;
  return async (isOn: boolean) => {
    wanted = isOn;
    removeEventListener("deviceorientation", turned);
    if (!isOn) return;
    before = undefined;
    const { requestPermission } = DeviceOrientationEvent as Asking;
    const answer = requestPermission ? await requestPermission.call(DeviceOrientationEvent).catch(() => "denied") : "granted";
    // Turned off, or closed, while the browser asked.
    if (!wanted) return;
    if (answer === "granted") addEventListener("deviceorientation", turned);
    else report("refused", 0, 0);
  };
};
