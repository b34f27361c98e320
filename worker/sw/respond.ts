// Answers every request: from the store, else from the network, else with a fallback page.

import { type Answer, ENDING } from "./answer.ts";
import { serve } from "./files.ts";
import { BLANK, LOOK } from "./limits.ts";
import { load } from "./manifest.ts";
import { expectFile, within } from "./network.ts";
import { empty, missing } from "./pages.ts";
import { versionOf } from "./report.ts";
import { BASE, VERSION, inner, isMedia, isPage, nameOf } from "./scope.ts";
import { type SiteFile, digest, save, see } from "./store.ts";

/** Stores a fetched file that is missing in the store, if the version names it with this digest. */
const storeFetched = async (event: FetchEvent, url: URL, response: Response) => {
  const site = await load(await versionOf(event.clientId));
  const name = nameOf(url);
  const file = await site.find(name);
  if (!file || file.tier === "clip" || file.hashes.length > 1) return;
  expectFile(name, response, file.type, 200);
  const bytes = await response.arrayBuffer();
  const hash = await digest(bytes);
  if (hash !== file.hashes[0]) return;
  if (file.tier === "picture") await see("seen", hash, bytes);
  else await save("files", hash, bytes);
};

/** The page for when even the app is not stored. */
const noConnection = () => {
  const text =
    "<!DOCTYPE html><meta charset=utf-8><meta name=viewport content=width=device-width><title>Offline</title>" +
    `<h1>There is no connection</h1><p>This is not saved on this device. <a href=${BASE}/offline>What is saved</a></p>` +
    `<h1 lang=zh>没有网络连接</h1><p lang=zh>此内容未保存在本设备上。<a href=${BASE}/zh/offline>查看已保存的内容</a></p>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" };
  return new Response(text, { status: 503, headers });
};

/** The widest stored copy of a picture that is not stored in the requested width: `/media/NAME-WIDTH.ENDING`. */
const inAnotherWidth = async (event: FetchEvent, url: URL) => {
  const [, name, ending] = /^(.*\/media\/[^/-]+-)\d+(\.\w+)$/.exec(nameOf(url)) ?? [];
  if (!name || !ending) return undefined;
  const site = await load(await versionOf(event.clientId));
  const width = ({ path }: SiteFile) => parseInt(path.slice(name.length));
  const copies = (await site.of("picture")).filter(({ path }) => path.startsWith(name) && path.endsWith(ending));
  for (const copy of copies.sort((a, b) => width(b) - width(a))) {
    const stored = await serve(site, copy, event.request);
    stored?.headers.set("Cache-Control", "no-store");
    if (stored) return stored;
  }
  return undefined;
};

/** Stands in for a picture that is not stored: a crossed-out cloud instead of the browser's broken-image icon. */
const placeholder = () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><path fill="#8a9a96" fill-opacity=".25" d="M0 0h320v180H0z"/>' +
    '<g fill="none" stroke="#758280" stroke-width="4" stroke-linecap="round"><path d="M134 100a18 18 0 0 1 4-35 26 26 0 0 1 49 5 ' +
    '15 15 0 0 1 3 30z"/><path d="m128 112 64-56"/></g></svg>';
  const headers = { "Content-Type": "image/svg+xml", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
  return new Response(svg, { headers });
};

/**
 * The fallback page if there is neither network nor copy: the app's own message, or a static one if even the app is
 * gone.
 */
const excuse = async (url: URL) => {
  try {
    const site = await load(VERSION);
    const path = BASE + inner(url.pathname).replace(/(.)\/+$/, "$1");
    const exists = await site.hasPage(path);
    if (exists && path !== url.pathname) return Response.redirect(path + url.search, 308);
    const stored = ENDING.test(path) ? undefined : await (exists ? empty(site) : missing(site));
    if (stored) return stored;
  } catch {
    // The manifest is gone too.
  }
  return noConnection();
};

/** Whether the host of the pictures does not let other sites read them. Then they cannot be stored. */
let unreadable = false;

/**
 * A response from the network. An image of another host is requested in a form that lets this worker read and store it;
 * if the host does not allow that, in the form in which the page asked.
 */
const ask = async (request: Request, url: URL) => {
  const isApart = url.origin !== location.origin && isMedia(nameOf(url));
  if (!isApart || request.mode === "cors" || request.destination !== "image" || unreadable) return fetch(request);
  const { href } = url;
  const read = await fetch(href, { mode: "cors", credentials: "omit", signal: request.signal }).catch(() => undefined);
  if (read) return read;
  const response = await fetch(request);
  unreadable = true;
  return response;
};

const online = async (event: FetchEvent, url: URL) => {
  const { request } = event;
  const asked = ask(request, url);
  if (isPage(request)) return (await within(BLANK, asked).catch(() => undefined)) ?? excuse(url);
  try {
    const response = await asked;
    if (response.status === 200) event.waitUntil(storeFetched(event, url, response.clone()).catch(() => {}));
    return response;
  } catch (error) {
    if (request.destination === "image") return (await inAnotherWidth(event, url).catch(() => undefined)) ?? placeholder();
    throw error;
  }
};

/** Answers a request. If `answer` fails, the network answers. */
export const respond = async (answer: Answer, event: FetchEvent, url: URL) => {
  const look = async () => answer(event, url);
  const stored = await within(LOOK, look()).catch(() => undefined);
  return stored instanceof Response ? stored : online(event, url);
};
