// Real Chromium, driven by playwright-core.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** A running Chromium without windows. */
export const launch = () => chromium.launch({ executablePath: executable(), args: FLAGS });

/** The same with a profile in `folder`, which outlives it. */
export const launchWithProfile = (folder) =>
  chromium.launchPersistentContext(folder, { executablePath: executable(), args: FLAGS });

/** `CHROMIUM`, else the first one on PATH. */
function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  if (!found) throw new Error("Chromium is missing: set CHROMIUM to its path.");
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
