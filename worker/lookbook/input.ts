// Written from crates/wire/src/lookbook.rs by its test; do not edit.

export type Kind = "pptx" | "xlsx" | "docx" | "zip" | "kmz";

export type Lookbook = {
  /** The kind of file to make. */
  kind: Kind,
  /** The URL of the office's logo. */
  logo: string,
  /** The URL of the site. */
  site: string,
  /** The language of the reader; if wanted, followed by the other one. */
  languages: Array<Language>,
  /** The records in their order. */
  records: Array<Record>,
  /** The map, if a record has a position. */
  map: Map | null,
  /** The places of a KMZ as KML, which names the files of its pictures. Empty for other kinds. */
  kml: string, };

export type Language = {
  /** Its BCP 47 tag. */
  tag: string,
  /** The name of the office. */
  office: string,
  /** The name of the pack. */
  name: string,
  /** The shooting day, `2025-03-20`; empty if there is none. */
  day: string,
  /** The number of records in words. */
  count: string,
  /** The licence of the content. */
  licence: string,
  /** The credit of the map; empty without a map. */
  map_credit: string,
  /** The columns of the table. */
  columns: Array<string>,
  /** The fixed words. */
  labels: Labels, };

export type Labels = {
  /** The title of the slides. */
  lookbook: string,
  /** The title of the call sheet. */
  call_sheet: string,
  /** The map. */
  map: string,
  /** The facts of a record. */
  facts: string,
  /** The credits of the pictures. */
  credits: string,
  /** The position of a location. */
  position: string,
  /** Links to maps. */
  maps: string,
  /** The day. */
  day: string,
  /** The sun on the day. */
  sun: string,
  /** The reader's note. */
  note: string,
  /** The URL of a record. */
  page: string,
  /** The nearest hospital. */
  hospital: string,
  /** The stops of the day. */
  stops: string,
  /** A column of records. */
  place: string,
  /** People to call. */
  contacts: string,
  /** The crew and their times. */
  crew: string,
  /** A department of the crew. */
  department: string,
  /** A person's name. */
  name: string,
  /** A telephone number. */
  telephone: string,
  /** The time at which a person is due. */
  call: string,
  /** Blank: the company. */
  company: string,
  /** Blank: the director. */
  director: string,
  /** Blank: when the unit is due. */
  unit_call: string,
  /** Blank: the time of the first shot. */
  first_shot: string,
  /** Blank: the end of the day. */
  wrap: string,
  /** Blank: the forecast. */
  weather: string, };

export type Record = {
  /** Its texts by language. */
  texts: Array<Texts>,
  /** Its pictures, the leading one first. */
  pictures: Array<Photo>,
  /** Whether the reader chose these pictures. */
  chosen: boolean,
  /** The prefix of the paths of its pictures in an archive: `01-Pier` for `01-Pier-1.jpg`. */
  stem: string,
  /** Its place on the map, in ten-thousandths of the width from the left and of the height from the top. */
  pin: [number, number] | null, };

export type Texts = {
  /** The title. */
  title: string,
  /** The kind of record, and the district. */
  kind: string,
  /** A sentence. */
  summary: string,
  /** The position in words. */
  position: string,
  /** The datum and precision of the position. */
  precision: string,
  /** The sun on the shooting day. */
  sun: string,
  /** The reader's note. */
  note: string,
  /** The URL of its page. */
  page: string,
  /** The street address. */
  street: string,
  /** The nearest hospital. */
  hospital: string,
  /** All its facts. */
  facts: Array<Line>,
  /** The contact details among the facts. */
  contacts: Array<Line>,
  /** URLs that open the position in other maps, with the map's name. */
  maps: Array<[string, string]>,
  /** For each picture, its description, its caption, and its credit line. */
  captions: Array<[string, string, string]>,
  /** Its row in the table. */
  cells: Array<Cell>, };

export type Line = {
  /** The label. */
  label: string,
  /** The text. */
  value: string,
  /** The URL that it links to. */
  href: string | null, };

export type Photo = {
  /** Its width in pixels. */
  width: number,
  /** Its height in pixels. */
  height: number,
  /** Its files with their width in pixels. Each list is in one format, the best format first. */
  formats: Array<Array<[string, number]>>, };

export type Cell = { "Text": string } | { "Number": string } | { "Time": string };

export type Map = {
  /** Its width and height. */
  size: [number, number],
  /** What it shows, as in [`Land::bounds`](crate::Land). */
  bounds: [number, number, number, number],
  /** The URL of the [`Outline`](crate::Outline); without it, the pins are on an empty ground. */
  land: string | null, };
