// Shared by the benchmarks: the phone, numbers and tables.

/** The slowdown factor of the processor. */
export const CPU = 4;
/** A slow connection: latency of a response in ms, and bytes per second for all responses together. */
export const SLOW = { latency: 150, rate: 1_600_000 / 8 };
/** The number of runs of each measurement. */
export const RUNS = Number(process.env.RUNS ?? 3);
export const PAGES = { home: "/", news: "/news", article: "/news/2023-summit-opens", locations: "/library/locations" };
export const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75 };

/** Slows down the processor for a page. */
export async function throttle(page, rate = CPU) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  return session;
}

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
/** Median, minimum and maximum. */
export const spread = (values) => `${median(values).toFixed(0)} (${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})`;
export const kB = (bytes) => (bytes / 1000).toFixed(1);

export function table(title, rows) {
  console.log(`\n${title}`);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? "").length)));
  for (const row of rows) console.log("  " + row.map((cell, column) => String(cell ?? "").padEnd(widths[column])).join("  ").trimEnd());
}
