import { records } from "#lib/server/content.js";

export const prerender = true;
export const GET = () => Response.json(records);
