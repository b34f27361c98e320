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
const NEWER = /^Attribute “pathLength” not allowed on element “circle”|^CSS: (Unrecognized at-rule “@view-transition”|Unknown pseudo-element or pseudo-class “::view-transition|“(paint-order|vector-effect|view-transition-name)”: Property)/;
/** Whether a message is about such a style. */
const isNewer = ({ message, extract }) => NEWER.test(message) || (message === "CSS: Parse Error." && extract.includes("nsition-group"));

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

test("the Nu HTML checker accepts each kind of page", () => {
  test.setTimeout(400_000);
  const pages = [...(LONG ? paths() : kinds()), "/404", "/shell"];
  const files = pages.map((path) => join(DIST, path === "/" ? "index.html" : `${path}.html`));
  expect(files.filter((file) => !existsSync(file)), "files of pages").toEqual([]);
  const options = ["-jar", jar, "--exit-zero-always", "--stdout", "--format", "json", ...files];
  const { messages } = JSON.parse(execFileSync(JAVA, options, { encoding: "utf8", maxBuffer: 1e9 }));
  const found = messages.filter((it) => !isNewer(it)).map(({ url, lastLine, message, extract }) => `${relative(DIST, fileURLToPath(url))}:${lastLine}: ${message}\n  ${extract}`);
  expect(found.length, found.slice(0, 20).join("\n")).toBe(0);
});
