import { defineConfig } from "astro/config";
import { join } from "node:path";

const { CONTENT, OUT } = process.env;

export default defineConfig({
  publicDir: join(CONTENT, "public"),
  outDir: OUT,
  trailingSlash: "never",
  // Files below assets/ are cached for a year by the server that all sites share.
  build: { format: "file", assets: "assets" },
});
