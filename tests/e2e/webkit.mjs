// WebKit through its own driver, with the methods of a Playwright page that the common suite uses. Selectors are CSS,
// or XPath if they begin with `//`. If several elements match, the first visible one is used.
import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Builder, By, Capabilities, Key } from "selenium-webdriver";
import { WEBKIT_DRIVER, XVFB } from "./environment.mjs";
import { freePort } from "./servers.mjs";

const TIMEOUT = 15_000;
const PAUSE = 50;

const running = new Set();
const end = (pid) => {
  running.delete(pid);
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has already ended.
  }
};
process.once("exit", () => running.forEach(end));

/** Starts a program in its own process group, so that it ends with all processes it starts. */
function start(program, options, env = {}) {
  const child = spawn(program, options, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "ignore"], detached: true });
  running.add(child.pid);
  return child;
}

/** Repeats a query until it returns something. Errors on the way come from a page that is being left. */
async function until(question, what) {
  const last = Date.now() + TIMEOUT;
  for (let error; ; await new Promise((done) => setTimeout(done, PAUSE))) {
    try {
      const answer = await question();
      if (answer) return answer;
    } catch (caught) {
      error = caught;
    }
    if (Date.now() > last) throw new Error(`waited ${TIMEOUT} ms for ${what}${error ? `: ${error.name} ${error.message}` : ""}`);
  }
}

/** Waits for the next file in a folder of downloads. */
export async function nextDownload(folder) {
  const before = readdirSync(folder);
  const isNew = (name) => !before.includes(name) && !/\.(wkdownload|part)$/.test(name);
  const name = await until(() => readdirSync(folder).find(isNew), "a download");
  return { suggestedFilename: () => name, path: () => join(folder, name) };
}

/** In a page: records its console messages and errors, which the driver does not report. */
const note = () => {
  globalThis.noted = [];
  const add = (type, text, url = location.href) => noted.push({ type, text: String(text), url });
  for (const type of ["log", "info", "warn", "error"]) console[type] = (...given) => add(type, given.join(" "));
  const fail = ({ message, filename, target }) => {
    if (message) add("error", message, filename);
    else if (target.matches?.("img, link, script")) add("error", `cannot load ${target.src ?? target.href}`);
  };
  addEventListener("error", fail, { capture: true });
  addEventListener("unhandledrejection", ({ reason }) => add("error", reason));
  const { fetch } = globalThis;
  globalThis.fetch = async (...given) => {
    const answer = await fetch(...given);
    if (answer.status >= 400) add("error", `status ${answer.status}: ${answer.url}`);
    return answer;
  };
};

/** Starts WebKit with its own virtual screen, because it cannot run without windows. */
export async function launchWebKit() {
  const screen = start(XVFB, ["-displayfd", "1", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"]);
  const display = await new Promise((done) => screen.stdout.once("data", (number) => done(`:${String(number).trim()}`)));
  return {
    newPage: (options) => WebKitPage.open(display, options),
    close: async () => end(screen.pid),
  };
}

/** A browser with its own storage, and its only tab. */
class WebKitPage extends EventEmitter {
  #pid;
  #driver;
  #origin;
  #folder;
  #scripts = [note];

  static async open(display, { origin, viewport, folder }) {
    const page = new WebKitPage();
    // Makes the toolbar's buttons small, because they limit how narrow the window can be.
    mkdirSync(join(folder, "gtk-3.0"), { recursive: true });
    writeFileSync(join(folder, "gtk-3.0/gtk.css"), "button, entry { padding: 0; min-width: 0; }");
    const port = await freePort();
    const server = `http://127.0.0.1:${port}`;
    page.#pid = start(WEBKIT_DRIVER, [`--port=${port}`], { DISPLAY: display, HOME: folder, XDG_CONFIG_HOME: folder }).pid;
    page.#origin = origin;
    page.#folder = folder;
    await until(() => fetch(`${server}/status`), "its driver");
    const wanted = new Capabilities({ browserName: "MiniBrowser" });
    page.#driver = await new Builder().usingServer(server).withCapabilities(wanted).build();
    await page.setViewportSize(viewport);
    return page;
  }

  async close() {
    end(this.#pid);
  }

  /** Runs a function in each page opened from now on. The driver cannot run it before the page's own scripts. */
  async addInitScript(script) {
    this.#scripts.push(script);
  }

  /** Emits a console event for each message that the page recorded (see `note`). */
  async told() {
    for (const line of await this.evaluate(() => globalThis.noted?.splice(0) ?? [])) {
      this.emit("console", { type: () => line.type, text: () => line.text, location: () => ({ url: line.url }) });
    }
  }

  async #go(move) {
    await this.told();
    await move();
    for (const script of this.#scripts) await this.evaluate(script);
  }

  goto(path) {
    return this.#go(() => this.#driver.get(new URL(path, this.#origin).href));
  }

  reload() {
    return this.#go(() => this.#driver.navigate().refresh());
  }

  goBack() {
    return this.#driver.navigate().back();
  }

  goForward() {
    return this.#driver.navigate().forward();
  }

  evaluate(script, given) {
    return this.#driver.executeScript(`return (${script})(arguments[0])`, given);
  }

  waitForFunction(script, given) {
    return until(() => this.evaluate(script, given), script);
  }

  waitForSelector(selector) {
    return this.#find(selector);
  }

  #find(selector) {
    return until(async () => {
      const all = await this.#driver.findElements(selector.startsWith("//") ? By.xpath(selector) : By.css(selector));
      for (const element of all) if (await element.isDisplayed()) return element;
    }, selector);
  }

  click(selector) {
    return until(async () => {
      const element = await this.#find(selector);
      await this.#driver.executeScript((element) => element.scrollIntoViewIfNeeded(), element);
      await element.click();
      return true;
    }, `a click on ${selector}`);
  }

  async fill(selector, text) {
    const element = await this.#find(selector);
    if ((await element.getAttribute("type")) === "date") {
      // Sets the value, as Playwright does: typed keys would fill its parts in the order of the system's language.
      const set = (element, value) => {
        element.value = value;
        for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));
      };
      return this.#driver.executeScript(set, element, text);
    }
    await element.clear();
    if (text) await element.sendKeys(text);
  }

  async setInputFiles(selector, { name, buffer }) {
    const file = join(this.#folder, name);
    writeFileSync(file, buffer);
    const [element] = await this.#driver.findElements(By.css(selector));
    await element.sendKeys(file);
  }

  waitForEvent() {
    return nextDownload(this.#folder);
  }

  /** Presses a key, or several, as in `Control+k`. */
  async press(keys) {
    const named = (key) => Key[key.replace(/(?<=[a-z])(?=[A-Z])/, "_").toUpperCase()] ?? key;
    const all = keys.length > 1 ? keys.split("+").map(named) : [keys];
    const actions = this.#driver.actions({ async: false });
    for (const key of all) actions.keyDown(key);
    for (const key of all.reverse()) actions.keyUp(key);
    await actions.perform();
  }

  keyboard = { press: (keys) => this.press(keys) };

  /** Resizes the window so that the page in it has this size. */
  async setViewportSize({ width, height }) {
    const window = this.#driver.manage().window();
    const inner = () => this.evaluate(() => [innerWidth, innerHeight]);
    await until(async () => {
      const [[w, h], rect] = [await inner(), await window.getRect()];
      if (w === width && h === height) return true;
      await window.setRect({ width: rect.width + width - w, height: rect.height + height - h });
    }, `a page of ${width} × ${height}`);
  }
}
