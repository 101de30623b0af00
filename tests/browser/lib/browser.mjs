// The browser that the tests run in, driven by playwright-core: Chromium, or Firefox where
// `INTERLEAVE_BROWSER` asks for it.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, firefox } from "playwright-core";
import { contextOptions, mediate, preferences } from "./firefox.mjs";

/** Which one it is. */
export const BROWSER = process.env.INTERLEAVE_BROWSER || "chromium";

const BROWSERS = {
  chromium: {
    names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    type: chromium,
    options: {
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
      ],
    },
  },
  // Any Firefox, as its makers ship it: Playwright speaks WebDriver BiDi to it.
  firefox: {
    names: ["firefox", "firefox-esr"],
    type: firefox,
    options: { channel: "moz-firefox" },
  },
};

/** A running browser without windows. */
export async function launch(firefoxUserPrefs) {
  const { type, options } = chosen();
  const browser = await type.launch({ executablePath: executable(), firefoxUserPrefs, ...options });
  if (type === firefox) mediate(browser);
  return browser;
}

/** The same with a profile in `folder`, which outlives it. */
export const launchWithProfile = (folder) =>
  chosen().type.launchPersistentContext(folder, { executablePath: executable(), ...chosen().options });

/**
 * Running browsers, for contexts of any options of Playwright's. Of Firefox there is one for
 * each look (the colour scheme, for instance), since it has that from its settings.
 */
export class Browsers {
  #running = new Map();

  async newContext(options = {}) {
    if (BROWSER !== "firefox") return (await this.#launched()).newContext(options);
    return (await this.#launched(preferences(options))).newContext(contextOptions(options));
  }

  #launched(settings) {
    const key = JSON.stringify(settings);
    if (!this.#running.has(key)) this.#running.set(key, launch(settings));
    return this.#running.get(key);
  }

  async close() {
    await Promise.all([...this.#running.values()].map(async (browser) => (await browser).close()));
  }
}

function chosen() {
  if (!BROWSERS[BROWSER]) throw new Error(`INTERLEAVE_BROWSER is ${BROWSER}, not chromium or firefox.`);
  return BROWSERS[BROWSER];
}

/** What `CHROMIUM` or `FIREFOX` names, else the first one on PATH. */
function executable() {
  const variable = BROWSER.toUpperCase();
  if (process.env[variable]) return process.env[variable];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = chosen().names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (!found) throw new Error(`There is no ${BROWSER}: set ${variable} to its path.`);
  return found;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
