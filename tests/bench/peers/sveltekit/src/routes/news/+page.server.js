import { news } from "#lib/server/content.js";

export const load = () => ({ cards: news.slice(0, 24) });
