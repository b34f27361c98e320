// Written from crates/wire/src/poster.rs by its test; do not edit.

export type Poster = {
  /** The BCP 47 tag of its language. */
  lang: string,
  /** The title of the page, or the name of the pack. */
  title: string,
  /** The kind of place and the district, the day, or the number of items. */
  line: string,
  /** The name of the site. */
  site: string,
  /** The address of the page, to be read by people. */
  address: string,
  /** Why the code leads to the site only. */
  note: string,
  /** The credit lines of the pictures. */
  credit: string,
  /** The pictures, at most four. */
  pictures: Array<Photo>,
  /** The QR code: its side length with the quiet zone, in modules, and its dark modules as path data. */
  code: [number, string], };

export type Photo = {
  /** Its width in pixels. */
  width: number,
  /** Its height in pixels. */
  height: number,
  /** Its files with their width in pixels. Each list is in one format, the best format first. */
  formats: Array<Array<[string, number]>>, };
