// The manifest, `/offline.json`, lists every file of a version with its SHA-256. Files are in tiers: the app, the text
// of each language, pictures, clips. Each tier except the app has its own list, which is loaded on demand.

import { BASE, MANIFEST_BYTES, VERSION, inner, isMedia, nameOf } from "./scope.ts";
import { type SiteFile, piece } from "./store.ts";

type Entry = [path: string, bytes: number, ...hashes: string[]];

interface Manifest {
  format: number;
  /** The size of a piece in bytes. */
  piece: number;
  /** Media types by file extension. */
  types: Record<string, string>;
  /** The headers of every response. */
  headers: Record<string, string>;
  /** Whether it is a large site that does not name all its records. */
  partial?: boolean;
  app: Entry[];
  tiers: Record<string, { list: Entry; files: number; bytes: number }>;
}

/** The readable formats. Tabs of an earlier version are served from the manifest of that version. */
const FORMATS = [1, 2];

export const JSON_TYPE = "application/json";
export const MANIFEST: SiteFile = {
  path: `${BASE}/offline.json`, tier: "list", type: JSON_TYPE, bytes: MANIFEST_BYTES, hashes: [VERSION],
};

const parse = async <T>(hash: string) => {
  const bytes = await piece(hash);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as T);
};

/** A version of the site. */
export class Site {
  readonly #files = new Map<string, Map<string, SiteFile>>();

  constructor(readonly manifest: Manifest) {
    this.#add("app", manifest.app);
  }

  #file([address, bytes, ...hashes]: Entry, tier: string): SiteFile {
    const path = address.startsWith("/") ? address : nameOf(new URL(address));
    return { path, tier, bytes, hashes, type: this.manifest.types[path.slice(path.lastIndexOf(".") + 1)]! };
  }

  #add(tier: string, entries: Entry[]) {
    const files = new Map(entries.map((entry) => this.#file(entry, tier)).map((file) => [file.path, file]));
    this.#files.set(tier, files);
    return files;
  }

  has(tier: string) {
    return tier in this.manifest.tiers;
  }

  /** The list of a tier as a file. */
  list(tier: string) {
    return this.#file(this.manifest.tiers[tier]!.list, "list");
  }

  get lists() {
    return Object.keys(this.manifest.tiers).map((tier) => this.list(tier));
  }

  /** The files of a tier by path. `undefined` if its list is not stored. */
  async tier(tier: string) {
    const known = this.#files.get(tier);
    if (known || !this.has(tier)) return known;
    const entries = await parse<Entry[]>(this.list(tier).hashes[0]!);
    return entries && this.#add(tier, entries);
  }

  /** The files of tiers whose lists are stored, each once: some have the texts of both languages. */
  async of(...tiers: string[]) {
    const files = await Promise.all(tiers.map((tier) => this.tier(tier)));
    return [...new Map(files.flatMap((files) => [...(files ?? [])])).values()];
  }

  /** A file by its path. Searches the likely tiers first, so that usually only one list is read. */
  async find(path: string) {
    const likely = isMedia(path) ? ["picture", "clip"] : [language(path)];
    for (const tier of new Set(["app", ...likely, ...Object.keys(this.manifest.tiers)])) {
      const file = (await this.tier(tier))?.get(path);
      if (file) return file;
    }
    return undefined;
  }

  /** Whether the path may be a record of a large site that the manifest does not name. */
  mayHave(path: string) {
    return !!this.manifest.partial && /^(\/zh)?\/library\/\w+\/[^/]+$/.test(inner(path));
  }

  /** Whether the page may exist. If the list of its language is not stored, it may. */
  async hasPage(path: string) {
    return this.mayHave(path) || !(await this.tier(language(path))) || !!(await this.find(data(path)));
  }
}

const sites = new Map<string, Promise<Site>>();
const open = async (version: string) => {
  const manifest = await parse<Manifest>(version);
  if (!manifest || !FORMATS.includes(manifest.format)) throw new Error("no manifest");
  return new Site(manifest);
};
export const load = (version: string) => {
  const site = sites.get(version) ?? open(version);
  sites.set(version, site);
  site.catch(() => sites.delete(version));
  return site;
};
export const forget = () => sites.clear();

// ---- Addresses

export const language = (path: string) => (/^\/(data\/)?zh(\/|\.json$|$)/.test(inner(path)) ? "text-zh" : "text-en");
const jsonOf = (folder: string, path: string) => `${BASE}/${folder}${inner(path) === "/" ? "/index" : inner(path)}.json`;
export const data = (path: string) => jsonOf("data", path);
/**
 * The name of a page's fragment. Only those of the 404 page and of the empty shell are published under it; the others
 * are cut out of their pages.
 */
export const fragment = (path: string) => jsonOf("data/fragments", path);
/** The page of a fragment. */
export const pageOf = (fragment: string) => {
  const path = inner(fragment).slice("/data/fragments".length, -".json".length);
  return BASE + (path === "/index" ? "/" : path);
};

/** The fragment that a page's document names. Its path is only a name. */
export const fragmentOf = (path: string, document: string): SiteFile | undefined => {
  const [hash, bytes] = (JSON.parse(document) as { fragment?: [string, number] }).fragment ?? [];
  if (!hash || bytes === undefined) return undefined;
  return { path: fragment(path), tier: "fragment", bytes, hashes: [hash], type: JSON_TYPE };
};
