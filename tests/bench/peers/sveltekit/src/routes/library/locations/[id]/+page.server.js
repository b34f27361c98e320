import { find, locations } from "#lib/server/content.js";

export const entries = () => locations.map(({ id }) => ({ id }));
export const load = ({ params }) => find("locations", params.id);
