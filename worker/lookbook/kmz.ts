// The places of a pack with their pictures as a KMZ, an archive of a KML file and what it shows (OGC 12-007r2, annex C).

import { type Zippable, strToU8, zipSync } from "fflate";
import { pathOf } from "./archive.ts";
import type { Lookbook } from "./input.ts";
import type { Picture } from "./pictures.ts";
import { escape } from "./xml.ts";

const END = escape("</p>");
/** The KML without the paragraph of a picture. Descriptions are HTML, escaped as XML. */
const without = (kml: string, path: string) => {
  const at = kml.indexOf(escape(`<p><img src="${path}"`));
  return at < 0 ? kml : kml.slice(0, at) + kml.slice(kml.indexOf(END, at) + END.length);
};

export const kmz = ({ kml, records }: Lookbook, pictures: (Picture | undefined)[][]) => {
  const files: Zippable = {};
  records.forEach(({ stem }, at) => {
    pictures[at]!.forEach((picture, number) => {
      const path = pathOf(stem, number);
      if (picture) files[path] = [picture.bytes, { level: 0 }];
      else kml = without(kml, path);
    });
  });
  // Programs open the first KML file of the archive.
  return zipSync({ "doc.kml": [strToU8(kml), { level: 6 }], ...files });
};
