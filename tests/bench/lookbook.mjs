// How long a pack of 20 places with 4 pictures each takes to become a lookbook: the main thread slowed down, the pack
// saved on the device, the network cut. A control decodes, scales and encodes the same pictures on the same page and
// nothing else. Usage: ./dev bench lookbook [FILE]. FILE is where the lookbook is written.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { serveFaulty } from "../e2e/faults.mjs";
import { launch, visit } from "../e2e/site.mjs";
import { CPU, RUNS, kB, spread, table, throttle } from "./common.mjs";
import { isStored, listenToWorker, rebuild } from "./offline.mjs";

const PLACES = 20;
const HOURS = ["sunrise", "noon", "golden", "night"];

/** Gives the first locations a set of four drawn pictures each; returns their ids. */
function giveSets(content) {
  const folder = join(content, "locations");
  const names = readdirSync(folder).filter((name) => name.endsWith(".json")).sort().slice(0, PLACES);
  for (const name of names) {
    const record = JSON.parse(readFileSync(join(folder, name), "utf8"));
    const both = (text) => ({ en: text, zh: `图片${text}` });
    record.media = HOURS.map((hour) => ({ scene: { ...record.scene, hour }, group: "general", alt: both(hour) }));
    writeFileSync(join(folder, name), JSON.stringify(record));
  }
  return names.map((name) => name.slice(0, -5));
}

/** In a page: each picture as the lookbook has it, with the same calls, one after the other. */
async function control(urls) {
  const began = performance.now();
  for (const [at, url] of urls.entries()) {
    const image = await createImageBitmap(await (await fetch(url)).blob());
    const width = at % 4 ? 1200 : 1600;
    const canvas = new OffscreenCanvas(width, Math.round((width * image.height) / image.width));
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.84 })).arrayBuffer();
  }
  return performance.now() - began;
}

let ids;
const built = rebuild((content) => (ids = giveSets(content)));
const site = await serveFaulty(built.dist);
const browser = await launch();
try {
  const context = await browser.newContext({ serviceWorkers: "allow", acceptDownloads: true });
  context.setDefaultTimeout(120_000);
  await context.addInitScript(listenToWorker);
  await context.addInitScript((pack) => {
    if (!sessionStorage.getItem("seeded")) localStorage.setItem("pack", pack);
    sessionStorage.setItem("seeded", "1");
  }, ids.map((id) => `/library/locations/${id}`).join("\n"));
  const page = await context.newPage();
  await page.goto(`${site.origin}/pack`);
  await isStored(page);
  await visit(page, `${site.origin}/pack`);
  await page.click(".pack-save [data-act=offer]");
  await page.click(".pack-save [data-act=save]");
  await page.waitForSelector(".pack-save [data-stage=ready]");
  await site.cut();

  const urls = ids.flatMap((id) => {
    const { body } = JSON.parse(readFileSync(join(built.dist, `data/library/locations/${id}.json`), "utf8"));
    const widest = [...JSON.stringify(body).matchAll(/\/media\/[\w-]+-(?:1920|1600)\.webp/g)].map(([url]) => url);
    return [...new Set(widest)].slice(0, HOURS.length);
  });
  const times = { lookbook: [], control: [] };
  let bytes;
  for (let run = 0; run < RUNS; run++) {
    await page.reload();
    await page.waitForSelector(".pack-office");
    await throttle(page);
    times.control.push(await page.evaluate(control, urls));
    const began = performance.now();
    const [file] = await Promise.all([page.waitForEvent("download"), page.click("[data-make=pptx]")]);
    times.lookbook.push(performance.now() - began);
    bytes = readFileSync(await file.path());
    const says = await page.locator(".pack-office [role=status]").innerText();
    if (/could not/.test(says)) throw new Error(says);
    await throttle(page, 1);
  }
  if (process.argv[2]) writeFileSync(process.argv[2], bytes);
  table(`A lookbook of ${PLACES} places with ${HOURS.length} pictures each, processor slowed down ${CPU} times, no network (ms)`, [
    ["", "time", ""],
    ["lookbook", spread(times.lookbook), `${kB(bytes.length)} kB`],
    ["control: pictures alone", spread(times.control), `${urls.length} pictures`],
    ["load", loadavg()[0].toFixed(1)],
  ]);
} finally {
  await browser.close();
  await site.stop();
  built.remove();
}
