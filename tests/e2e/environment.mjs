// Locations of the built site and the programs. ./dev sets the variables; without them the defaults are what ./dev
// builds, so that an editor can run the tests.
import { existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = resolve(HERE, "../..");

const set = (name, otherwise) => process.env[name] || otherwise;
/** The first of these programs that is in PATH. */
function found(...names) {
  const files = names.flatMap((name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name)));
  return files.find((file) => existsSync(file)) ?? "";
}

export const DIST = resolve(set("DIST", join(ROOT, "dist")));
export const SITE_TOOL = resolve(set("SITE_TOOL", join(ROOT, "target/native/tool/site")));
/** The program that writes synthetic sites. */
export const SCALE = resolve(set("SCALE", join(ROOT, "target/native/tool/scale")));
export const BUNDLE = resolve(set("BUNDLE", join(ROOT, "target/bundle")));
/** The folder that tests write to: results, traces, and the small sites they build. */
export const OUTPUT = join(ROOT, "target/test");

export const CHROMIUM = set("CHROMIUM", "/usr/bin/chromium");
const shell = "/usr/bin/chromium-headless-shell";
/** Chromium without windows, which takes half the time; full Chromium if it is missing. */
export const BROWSER = set("HEADLESS_SHELL", existsSync(shell) ? shell : CHROMIUM);
/** Empty if this system has no Firefox; it is not tested then. */
export const FIREFOX = set("FIREFOX", found("firefox-esr", "firefox"));
export const WEBKIT_DRIVER = set("WEBKIT_DRIVER", found("WebKitWebDriver"));
/** A virtual screen for WebKit, which cannot run without windows. */
export const XVFB = set("XVFB", found("Xvfb"));
/** Empty if this system has no LibreOffice. */
export const SOFFICE = set("SOFFICE", found("soffice", "libreoffice"));
export const JAVA = set("JAVA", "java");
export const CADDY = set("CADDY", "caddy");
// Debian's nginx is not in the PATH of every user.
export const NGINX = set("NGINX", existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx");

/** The server in front of the built site: caddy, nginx or wrangler. */
export const SERVER = set("SERVER", "caddy");
/** Whether slow tests run too. */
export const LONG = !!process.env.TEST_LONG;
