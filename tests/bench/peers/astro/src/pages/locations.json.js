import { records } from "../content.js";

export const GET = () => Response.json(records);
