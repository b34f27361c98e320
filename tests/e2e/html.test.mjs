// The Nu HTML checker: no error and no warning in any kind of page.
import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { DIST, JAVA, LONG } from "./environment.mjs";
import { kinds, paths } from "./site.mjs";

// Styles and an attribute that the checker does not know yet.
const NEWER = /^Attribute “pathLength” not allowed on element “circle”|^CSS: “(paint-order|vector-effect)”: Property/;

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

test("the Nu HTML checker accepts each kind of page", () => {
  test.setTimeout(400_000);
  const pages = [...(LONG ? paths() : kinds()), "/404", "/shell"];
  const files = pages.map((path) => join(DIST, path === "/" ? "index.html" : `${path}.html`));
  expect(files.filter((file) => !existsSync(file)), "files of pages").toEqual([]);
  const options = ["-jar", jar, "--exit-zero-always", "--stdout", "--format", "json", ...files];
  const { messages } = JSON.parse(execFileSync(JAVA, options, { encoding: "utf8", maxBuffer: 1e9 }));
  const found = messages.filter((it) => !NEWER.test(it.message)).map(({ url, lastLine, message, extract }) => `${relative(DIST, fileURLToPath(url))}:${lastLine}: ${message}\n  ${extract}`);
  expect(found.length, found.slice(0, 20).join("\n")).toBe(0);
});
