import adapter from "@sveltejs/adapter-static";
import { sveltekit } from "@sveltejs/kit/vite";
import { join } from "node:path";
import { defineConfig } from "vite";

const { CONTENT, OUT } = process.env;
// Files below assets/ are cached for a year by the server that all sites share.
const kit = sveltekit({ adapter: adapter({ pages: OUT, assets: OUT }), appDir: "assets", files: { assets: join(CONTENT, "public") } });

export default defineConfig({ plugins: [kit] });
