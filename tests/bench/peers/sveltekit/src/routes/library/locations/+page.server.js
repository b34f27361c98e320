import { records } from "#lib/server/content.js";

export const load = () => ({ first: records.slice(0, 24), total: records.length });
