import { articles, find } from "#lib/server/content.js";

export const entries = () => articles.map(({ id }) => ({ id }));
export const load = ({ params }) => find("articles", params.id);
