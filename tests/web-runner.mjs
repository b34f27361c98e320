#!/usr/bin/env node
// Runs component tests. They link to functions in other chunks, which only the site tool's splitter resolves. The tests
// use none of them, so each is replaced by a function that throws.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const [file, ...options] = process.argv.slice(2);
const FROM = "__wasm_split_placeholder__";
// Must be as long as the name it replaces. The runner serves the folder it is started in.
const TO = "/target/wasm/parts-none.js";
const bytes = readFileSync(file);
const names = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).filter(({ module }) => module === FROM);
const stub = ({ name }) => `export const ${name} = () => { throw new Error("component tests have no parts"); };\n`;
writeFileSync(TO.slice(1), names.map(stub).join(""));
for (let at = bytes.indexOf(FROM); at >= 0; at = bytes.indexOf(FROM, at)) bytes.write(TO, at);
const patched = file.replace(/\.wasm$/, ".whole.wasm");
writeFileSync(patched, bytes);
process.exit(spawnSync("wasm-bindgen-test-runner", [patched, ...options], { stdio: "inherit" }).status ?? 1);
