// The page, as a user or a script meets it.

import { BROWSER } from "./browser.mjs";
import { doubleClick } from "./firefox.mjs";

/** How long anything may take on a slow machine, in ms. */
export const PATIENCE = 90_000;

/** What Firefox writes into its console where a worker was ended in the midst of a program. The page gets no event of it. */
const ENDED = BROWSER === "firefox" ? /^uncaught exception: undefined$/m : null;

/** The same where a page was left that was still loading: a request of it has ended by that. */
const LEFT = BROWSER === "firefox" ? /^(TypeError: NetworkError when attempting to fetch resource|AbortError: The operation was aborted)/ : null;

/** One open page. */
export class App {
  /** What went wrong that no program may make go wrong. */
  faults = [];

  /** How many requests have ended since their page was left, and no error was told of it yet. */
  #left = 0;

  /** Whether the page is waited for until it can run programs, or only until it can be edited. */
  runs = true;

  constructor(page, address) {
    this.page = page;
    this.address = address;
    page.setDefaultTimeout(PATIENCE);
    page.on("pageerror", (error) => {
      const text = error.stack ?? String(error);
      if (ENDED?.test(text)) return;
      if (LEFT?.test(text) && this.#left > 0) this.#left -= 1;
      else this.faults.push(`page error: ${text}`);
    });
    page.on("requestfailed", (request) => {
      if (request.failure().errorText === "NS_BINDING_ABORTED") this.#left += 1;
    });
    page.on("crash", () => this.faults.push("the page crashed"));
    page.on("console", (message) => {
      if (message.type() === "error") this.faults.push(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      const url = request.url();
      const own = [address, "data:", "blob:"].some((start) => url.startsWith(start));
      if (!own) this.faults.push(`a request leaves the site: ${url}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.faults.push(`${response.status()} for ${response.url()}`);
    });
  }

  /** Goes to the site, and waits until it is usable. `rest` begins with `?` or `#`. */
  async visit(rest = "") {
    await this.page.goto(this.address + rest);
    await this.ready();
  }

  /** Takes features out of the workers' WebAssembly. */
  lack(names) {
    const without = names.map((name) => `delete WebAssembly.${name};\n`).join("");
    return this.page.route("**/worker-*.js", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: without + await response.text() });
    });
  }

  /** Waits until programs can be run; where that is no matter, until they can be edited. */
  async ready() {
    await this.get("editor").locator(".cm-content").waitFor();
    if (this.runs) await this.until("idle");
  }

  /** The element of this `data-testid`. */
  get(id) {
    return this.page.locator(`[data-testid="${id}"]`);
  }

  /** The status in one word. */
  state() {
    return this.get("status").getAttribute("data-state");
  }

  /** Waits until the status is one of these. Returns it. */
  async until(...states) {
    const any = states.map((state) => `[data-state="${state}"]`).join(", ");
    try {
      await this.page.waitForSelector(`[data-testid="status"]:is(${any})`);
    } catch (error) {
      const now = await this.state().catch(() => "gone");
      throw new Error(`The status is ${now}, not ${states.join(" or ")}. ${error.message}`);
    }
    return this.state();
  }

  /** The status in words. */
  words() {
    return this.get("status").innerText();
  }

  /** Waits until `test` holds in the page; `argument` is handed to it. */
  holds(test, argument, options = {}) {
    return this.page.waitForFunction(test, argument, { timeout: PATIENCE, polling: 50, ...options });
  }

  /** Replaces the program, as one does who pastes another one over it. */
  async write(text) {
    await this.focusEditor();
    await this.page.keyboard.press("Control+a");
    await this.paste(text);
  }

  /** Pastes into whatever has the focus. */
  paste(text) {
    return this.page.evaluate((text) => {
      // An event's own clipboard: Firefox does not take the one that is given.
      const event = new ClipboardEvent("paste", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      event.clipboardData.setData("text/plain", text);
      document.activeElement.dispatchEvent(event);
    }, text);
  }

  /** What one gets who copies the selection in what has the focus, or in this part of the page. */
  copied(selector) {
    return this.page.evaluate((selector) => {
      const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
      (selector ? document.querySelector(selector) : document.activeElement).dispatchEvent(event);
      return event.clipboardData.getData("text/plain");
    }, selector);
  }

  focusEditor() {
    return this.get("editor").locator(".cm-content").focus();
  }

  /** The program's whole text: what one gets who copies all of it. */
  async text() {
    await this.focusEditor();
    await this.page.keyboard.press("Control+a");
    return this.copied();
  }

  /** Presses Run. */
  async press(id) {
    await this.reach(id);
    await this.get(id).click();
  }

  /** Clicks twice at a place of the page. */
  doubleClick(x, y) {
    return BROWSER === "firefox" ? doubleClick(this.page, x, y) : this.page.mouse.dblclick(x, y);
  }

  /** Taps an element; where Playwright has no fingers, clicks it. */
  tap(locator) {
    return BROWSER === "firefox" ? locator.click() : locator.tap();
  }

  /** To the entry before in the browser's history. The page stays, so there is no load to be waited for. */
  back() {
    return this.page.evaluate(() => history.back());
  }

  forward() {
    return this.page.evaluate(() => history.forward());
  }

  /** Opens the header's menu of a narrow screen, if that is where it is. */
  async reach(id) {
    const hidden = await this.page.locator(`.more:not(.open) > .rest [data-testid="${id}"]`).count();
    if (hidden && await this.get("more").isVisible()) await this.get("more").click();
  }

  /** Chooses in one of the lists: `clock`, `speed`, `example-picker`. */
  async choose(id, value) {
    await this.reach(id);
    return this.get(id).selectOption(value);
  }

  /** The lines of the output, those that are in the page. */
  lines() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('[data-testid="output"] [data-part="text"]')].map((part) => {
        const { task, time, stream } = part.closest("[data-task]").dataset;
        return { text: part.textContent, task: Number(task), time: Number(time), stream };
      }));
  }

  /** The text of the output's lines of one stream. */
  async printed(stream = "stdout") {
    return (await this.lines()).filter((line) => line.stream === stream).map((line) => line.text);
  }

  /** Waits until a line of the output is this one. */
  async seen(text) {
    await this.holds(
      (text) => [...document.querySelectorAll('[data-testid="output"] [data-part="text"]')]
        .some((part) => part.textContent === text),
      text,
    );
  }

  /** Loads a program by script: the text of main.py, or an object of files. */
  load(source) {
    return this.page.evaluate((source) => globalThis.interleave.load(source), source);
  }

  /** Runs the program by script, to its end. Returns the trace file's text. */
  runRaw(options) {
    return this.page.evaluate(async (options) => {
      await globalThis.interleave.run(options);
      return globalThis.interleave.traceText();
    }, options);
  }

  /** The same, read. (A text is handed over faster than an object.) */
  async run(options) {
    return JSON.parse(await this.runRaw(options));
  }

  /** Loads and runs. */
  async execute(source, options = { clock: "simulated", seed: 0 }) {
    await this.load(source);
    return this.run(options);
  }

  /** The recording so far, read. */
  trace() {
    return this.page.evaluate(() => globalThis.interleave.trace());
  }

  /** How the run ended, as its trace tells. (A long trace takes long to hand over.) */
  end() {
    return this.page.evaluate(() => globalThis.interleave.trace().end);
  }

  /** How many events the recording has, by the panel that lists them. */
  async eventCount() {
    await this.page.getByRole("tab", { name: /^Events/ }).filter({ visible: true }).click();
    const table = this.get("events").getByRole("table");
    const rows = await table.getAttribute("aria-rowcount") ?? await table.getByRole("row").count();
    return Number(rows) - 1;
  }

  /** The rows of the table of lanes: task and state. */
  rows() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('[data-testid="lanes-table"] [data-task]')].map((row) => ({
        task: Number(row.dataset.task), state: row.dataset.state, text: row.textContent,
      })));
  }

  /** All that the page shows of the moment at the cursor, when it is drawn. */
  moment() {
    return this.page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      await frame();
      const part = (id) => document.querySelector(`[data-testid="${id}"]`);
      const texts = (root, selector) => [...root.querySelectorAll(selector)].map((found) => found.textContent);
      return {
        status: part("status").innerText,
        lanes: texts(part("lanes-table"), "tr"),
        output: texts(part("output"), "[data-task]"),
        details: part("details").textContent,
        marks: [...part("editor").querySelectorAll(".cm-task-bars, .cm-running-line")]
          .map((mark) => mark.title || mark.textContent),
      };
    });
  }
}

/** What a trace's program wrote to a stream. */
export const written = (trace, stream = "stdout") =>
  trace.outputs.filter((output) => output.stream === stream).map((output) => output.text).join("");
