// Where the built site and the programs are. ./dev sets the variables; without them an editor finds what ./dev builds.
import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = resolve(HERE, "../..");

const set = (name, otherwise) => process.env[name] || otherwise;
/** The first of these programs that is on the path. */
function found(...names) {
  const files = names.flatMap((name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name)));
  return files.find((file) => existsSync(file)) ?? "";
}

export const DIST = resolve(set("DIST", join(ROOT, "dist")));
export const SITE_TOOL = resolve(set("SITE_TOOL", join(ROOT, "target/native/tool/site")));
/** Writes synthetic sites. */
export const SCALE = resolve(set("SCALE", join(ROOT, "target/native/tool/scale")));
export const BUNDLE = resolve(set("BUNDLE", join(ROOT, "target/bundle")));
/** What tests write: results and traces, and the small sites that they build. */
export const OUTPUT = join(ROOT, "target/test");

export const CHROMIUM = set("CHROMIUM", "/usr/bin/chromium");
const shell = "/usr/bin/chromium-headless-shell";
/** The same engine without windows, which takes half the time; Chromium where there is none. */
export const BROWSER = set("HEADLESS_SHELL", existsSync(shell) ? shell : CHROMIUM);
/** Empty where this system has none: its engine is not tested then. */
export const FIREFOX = set("FIREFOX", found("firefox-esr", "firefox"));
export const WEBKIT_DRIVER = set("WEBKIT_DRIVER", found("WebKitWebDriver"));
/** A screen for WebKit, which has no way to run without windows. */
export const XVFB = set("XVFB", found("Xvfb"));
export const CADDY = set("CADDY", "caddy");
// Debian's nginx is not on the path of every user.
export const NGINX = set("NGINX", existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx");

/** The server before the built site: caddy, nginx or wrangler. */
export const SERVER = set("SERVER", "caddy");
/** Slow tests run too. */
export const LONG = !!process.env.TEST_LONG;
