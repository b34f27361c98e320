// An Office Open XML file: parts, their media types and the relationships between them, in a ZIP archive (ISO 29500-2).

/*! With fflate by Arjun Barrett, MIT: https://github.com/101arrowz/fflate */
import { type Zippable, strToU8, zipSync } from "fflate";
import { HEAD, escape } from "./xml.ts";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
/** Media types by file extension. All other parts declare their own. */
const TYPES: { [extension: string]: string } = {
  jpeg: "image/jpeg",
  png: "image/png",
  rels: "application/vnd.openxmlformats-package.relationships+xml",
  xml: "application/xml",
};

const folder = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);
const leaf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
/** A path relative to the folder of another. */
const relative = (from: string, to: string) => {
  const here = folder(from).split("/").slice(0, -1);
  const there = to.split("/");
  let same = 0;
  while (same < here.length && here[same] === there[same]) same++;
  return "../".repeat(here.length - same) + there.slice(same).join("/");
};

export class Container {
  readonly #parts: Zippable = {};
  readonly #types: [path: string, type: string][] = [];
  /** Relationships by the part that they start from; "" is the file itself. */
  readonly #relations = new Map<string, string[]>();

  /** Adds a part of text. `type` is its media type. */
  add(path: string, type: string, text: string) {
    this.#parts[path] = [strToU8(HEAD + text), { level: 6 }];
    this.#types.push([path, type]);
    return path;
  }

  /** Adds a picture. It is compressed already. */
  addPicture(path: string, bytes: Uint8Array) {
    this.#parts[path] = [bytes, { level: 0 }];
    return path;
  }

  /** Relates a part to another part or to a URL; returns the id of the relationship. */
  relate(from: string, kind: string, to: string, external = false) {
    const relations = this.#relations.get(from) ?? [];
    this.#relations.set(from, relations);
    const type = kind.includes("/") ? `${PACKAGE}/relationships/${kind}` : `${OFFICE}/${kind}`;
    const target = external ? to : relative(from, to);
    const mode = external ? ' TargetMode="External"' : "";
    const id = `rId${relations.length + 1}`;
    relations.push(`<Relationship Id="${id}" Type="${type}" Target="${escape(target)}"${mode}/>`);
    return id;
  }

  /** Adds title, author and time. */
  addProperties(title: string, author: string) {
    const now = new Date().toISOString().replace(/\.\d+/, "");
    const time = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${now}</dcterms:${name}>`;
    const core = this.add(
      "docProps/core.xml",
      "application/vnd.openxmlformats-package.core-properties+xml",
      `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escape(title)}</dc:title><dc:creator>${escape(author)}</dc:creator>${time("created")}${time("modified")}</cp:coreProperties>`,
    );
    this.relate("", "metadata/core-properties", core);
  }

  /** The file. */
  bytes() {
    const defaults = Object.entries(TYPES).map(([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`);
    const overrides = this.#types.map(([path, type]) => `<Override PartName="/${path}" ContentType="${type}"/>`);
    const types = `${HEAD}<Types xmlns="${PACKAGE}/content-types">${[...defaults, ...overrides].join("")}</Types>`;
    // Some programs expect the types first.
    const files: Zippable = { "[Content_Types].xml": strToU8(types) };
    for (const [from, relations] of this.#relations) {
      const text = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.join("")}</Relationships>`;
      files[`${folder(from)}_rels/${leaf(from)}.rels`] = strToU8(text);
    }
    return zipSync({ ...files, ...this.#parts }, { level: 6 });
  }
}
