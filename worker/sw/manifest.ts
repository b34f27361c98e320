// The manifest, `/offline.json`, names every file of a version by its SHA-256, in tiers: the app, the text of each
// language, pictures, clips. Each tier but the app has a list of its own, which is read when it is needed.

import { BASE, MANIFEST_BYTES, VERSION, inner } from "./scope.ts";
import { type SiteFile, piece } from "./store.ts";

type Entry = [path: string, bytes: number, ...hashes: string[]];

interface Manifest {
  format: number;
  /** Bytes of a piece. */
  piece: number;
  /** Media types by ending. */
  types: Record<string, string>;
  /** What every answer carries. */
  headers: Record<string, string>;
  /** Whether a large site does not name all its records. */
  partial?: boolean;
  app: Entry[];
  tiers: Record<string, { list: Entry; files: number; bytes: number }>;
}

/** Those that can be read: tabs of an earlier version are served from theirs. */
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

  #file([path, bytes, ...hashes]: Entry, tier: string): SiteFile {
    return { path, tier, bytes, hashes, type: this.manifest.types[path.slice(path.lastIndexOf(".") + 1)]! };
  }

  #add(tier: string, entries: Entry[]) {
    const files = new Map(entries.map((entry) => [entry[0], this.#file(entry, tier)]));
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

  /** The files of a tier by path; nothing while its list is not stored. */
  async tier(tier: string) {
    const known = this.#files.get(tier);
    if (known || !this.has(tier)) return known;
    const entries = await parse<Entry[]>(this.list(tier).hashes[0]!);
    return entries && this.#add(tier, entries);
  }

  /** The files of tiers, as far as their lists are stored. */
  async of(...tiers: string[]) {
    const files = await Promise.all(tiers.map((tier) => this.tier(tier)));
    return files.flatMap((files) => [...(files?.values() ?? [])]);
  }

  /** A file by its path. The tier that it is likely in comes first, so that seldom more than one list is read. */
  async find(path: string) {
    const likely = inner(path).startsWith("/media/") ? ["picture", "clip"] : [language(path)];
    for (const tier of new Set(["app", ...likely, ...Object.keys(this.manifest.tiers)])) {
      const file = (await this.tier(tier))?.get(path);
      if (file) return file;
    }
    return undefined;
  }

  /** Whether a large site may have a record there that it does not name. */
  mayHave(path: string) {
    return !!this.manifest.partial && /^(\/zh)?\/library\/\w+\/[^/]+$/.test(inner(path));
  }

  /** Whether there may be a page: one of a language whose list is not stored may. */
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
export const fragment = (path: string) => jsonOf("data/fragments", path);

/** The fragment of a page as a file, from the text of the page's document. */
export const fragmentOf = (path: string, document: string): SiteFile | undefined => {
  const [hash, bytes] = (JSON.parse(document) as { fragment?: [string, number] }).fragment ?? [];
  if (!hash || bytes === undefined) return undefined;
  return { path: fragment(path), tier: "fragment", bytes, hashes: [hash], type: JSON_TYPE };
};
