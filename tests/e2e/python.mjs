// Python's libraries, with which tests read back what the site wrote.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { LONG, OUTPUT } from "./environment.mjs";

/**
 * A Python that has these packages: the system's, or one in a folder of the tests, where `--long` installs them. Empty if
 * there is none. `modules` is what they are imported as.
 */
export function python(name, modules, packages) {
  const folder = join(OUTPUT, "python", name);
  const own = join(folder, "bin/python");
  const has = (program) => spawnSync(program, ["-c", `import ${modules}`]).status === 0;
  const found = [own, "python3"].find(has);
  if (found || !LONG) return found ?? "";
  spawnSync("python3", ["-m", "venv", folder]);
  spawnSync(own, ["-m", "pip", "install", "--quiet", ...packages], { timeout: 120_000 });
  return has(own) ? own : "";
}
