// Loads the program when the reader uses something that needs it, or when the reader has been idle.

import { clear, onError, tell } from "./failure.ts";
import { root } from "./first.ts";
import { offline } from "./offline.ts";
import { QUIET, whenQuiet } from "./rest.ts";
import { compile } from "./wasm.ts";

type Address = [path: string, integrity: string];
/** Filled in by the site tool. */
declare const __PROGRAM__: { glue: Address; wasm: Address; styles: string };
interface Glue {
  default(options: { module_or_path: WebAssembly.Module }): Promise<unknown>;
}

// A truncated or modified file fails its integrity check. The page then stays as prerendered.
const load = ([path, integrity]: Address) => fetch(path, { integrity, credentials: "same-origin" });

const { dataset } = document.querySelector<HTMLElement>("script[data-document]")!;
const fetchText = async (path: string, integrity = "") => {
  const response = await load([path, integrity]);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
};

/**
 * Loads all styles: a page has only its own. They have no digest, because a host that rewrites styles does no harm.
 */
const loadStyles = (href: string) =>
  new Promise<void>((done, failed) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.onload = () => done();
    link.onerror = () => {
      link.remove();
      failed(new Error(`${href} did not load`));
    };
    document.head.append(link);
  });

/** The page's document, and the digest of the prerendered body. The reader may go on to another page meanwhile. */
const fetchDocument = async (): Promise<{ name: string; text?: string; body?: string }> => {
  const name = dataset.document!;
  const [path = "", body] = name.split(" ");
  const text = path.startsWith("/") ? await fetchText(path) : undefined;
  return name === dataset.document ? { name, text, body } : fetchDocument();
};

const run = async () => {
  if (!isSupported()) refuse("This browser has no WebAssembly, so the page stays as prerendered.");
  const { glue, wasm, styles } = __PROGRAM__;
  // Compiled while the other files are on their way.
  const compiled = compile(load(wasm)).catch((error: unknown) => {
    // The file passed its integrity check, so the browser is the cause.
    if (error instanceof WebAssembly.CompileError) refuse(`This browser refuses WebAssembly: ${error.message}`);
    throw error;
  });
  const checked = load(glue);
  const program: Promise<Glue> = checked.then(() => import(glue[0]));
  const [{ default: begin }, siteData, first, module] = await Promise.all([
    program,
    fetchText(...(dataset.site!.split(" ") as Address)),
    fetchDocument(),
    compiled,
    loadStyles(styles),
  ]);
  const { text, body } = first.name === dataset.document ? first : await fetchDocument();
  begun = true;
  // A document names the digest of its body. If it differs from that of the page, the program renders the page again.
  const isPage = !text || !body || text.includes(`"${body}"`);
  if (!isPage) document.getElementById("app")!.replaceChildren();
  // Hydration expects only the prerendered nodes.
  clear("missing");
  Object.assign(globalThis, { siteData, pageDocument: isPage ? text : undefined });
  await begin({ module_or_path: module }).catch((error: unknown) => {
    onError(error);
    throw error;
  });
  whenQuiet(QUIET, offline);
};

let isRefused = false;
const refuse = (why: string) => {
  isRefused = true;
  console.warn(why);
  throw new Error("no WebAssembly");
};
const isSupported = () => !isRefused && "WebAssembly" in globalThis;
/** Tells the reader why the program does not run. */
export const tellMissing = () => tell(isSupported() ? "missing" : "unsupported");
/** The program calls these when a chunk that the reader asked for is missing, and when it has come. */
Object.assign(globalThis, { tellMissing, clearMissing: () => clear("missing") });
let running: Promise<void> | undefined;
let begun = false;
/** Whether the program has taken over the page that is shown. */
export const hasBegun = () => begun;
/** Loads the program. After a failure, the next call tries again. */
export const start = () =>
  (running ??= run().catch((error: unknown) => {
    if (isSupported()) running = undefined;
    throw error;
  }));
export const isReady = () => root.dataset.app === "ready";

/** The keys that pages read from a query string. Filled in by the site tool. */
declare const __QUERY_KEYS__: string;
const KEYS = __QUERY_KEYS__.split(" ");

/**
 * Whether the page is not what the reader asked for until the program runs: the page says so, its URL has a query of
 * ours or choices in the fragment (whose `#` a messenger may have encoded), or it is not prerendered.
 */
export const needsProgram = () =>
  !!document.querySelector("meta[name=program]") ||
  [...new URLSearchParams(location.search).keys()].some((key) => KEYS.includes(key) || key.includes("#")) ||
  location.hash.includes("=") ||
  !document.getElementById("app")!.firstChild;
/** Loads the program without having been asked to by the reader. */
export const wake = () => void start().catch(() => needsProgram() && tellMissing());
