import { readFileSync } from "node:fs";
import { join } from "node:path";

export const { news, articles, locations } = JSON.parse(readFileSync(join(process.env.CONTENT, "content.json"), "utf8"));
/** The fields of the locations that a list shows. */
export const records = locations.map(({ about, facts, ...it }) => it);
