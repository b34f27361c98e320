// The fonts of screenshots: the same few on every machine.
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { OUTPUT } from "./environment.mjs";

const SYSTEM = "/usr/share/fonts";
/** The files of fonts that are used, by Debian's package. */
const NEEDED = {
  "fonts-noto-cjk": ["NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"],
  // Arrows and other signs.
  "fonts-dejavu-core": ["DejaVuSans.ttf"],
};
// English text is set in the Korean fonts of the files: those for Chinese have wide quotation marks. Chinese pages name
// the Chinese ones.
const SANS = "Noto Sans CJK KR";
// Chromium asks for the font of `system-ui` by the name `sans`.
const FAMILIES = { serif: "Noto Serif CJK KR", sans: SANS, "sans-serif": SANS, "system-ui": SANS, monospace: "Noto Sans Mono CJK KR" };

/**
 * Options of Chromium's launch that leave it these fonts only, drawn without hints and subpixels.
 *
 * @throws if a font is missing
 */
export function fixedFonts(system = SYSTEM) {
  const folder = join(OUTPUT, "fonts");
  mkdirSync(join(folder, "files"), { recursive: true });
  const installed = existsSync(system) ? readdirSync(system, { recursive: true }) : [];
  for (const [debian, names] of Object.entries(NEEDED)) {
    for (const name of names) {
      const file = installed.find((file) => basename(file) === name);
      if (!file) throw new Error(`screenshots need the font ${name}, which is not in ${system}: apt-get install ${debian}`);
      const link = join(folder, "files", name);
      // Another test may make it at the same time.
      try {
        symlinkSync(join(system, file), link);
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
      }
    }
  }
  const alias = ([generic, family]) => `<match target="pattern">
    <test name="family"><string>${generic}</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>${family}</string></edit>
  </match>`;
  const lines = [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    `<dir>${join(folder, "files")}</dir><cachedir>${join(folder, "cache")}</cachedir>`,
    ...Object.entries(FAMILIES).map(alias),
    "</fontconfig>",
  ];
  const config = join(folder, "fonts.conf");
  writeFileSync(config, lines.join("\n"));
  return {
    env: { ...process.env, FONTCONFIG_FILE: config },
    args: ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"],
  };
}
