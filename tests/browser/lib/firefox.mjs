// What Playwright 1.65 can't do in Firefox 153 by itself.

import { renameSync } from "node:fs";
import { dirname, join } from "node:path";

/** The settings by which a Firefox has what a context of Playwright's asks for. */
export const preferences = ({ colorScheme, forcedColors, reducedMotion, hasTouch }) => ({
  "layout.css.prefers-color-scheme.content-override": colorScheme === "dark" ? 0 : 1,
  "ui.prefersReducedMotion": reducedMotion === "reduce" ? 1 : 0,
  ...forcedColors === "active" && { "browser.display.document_color_use": 2 },
  ...hasTouch && { "ui.primaryPointerCapabilities": 1, "ui.allPointerCapabilities": 1, "dom.w3c_touch_events.enabled": 1 },
  // Scripts read and write the clipboard, and nobody is asked.
  "dom.events.testing.asyncClipboard": true,
});

/** What is left for the context itself. */
export function contextOptions(options) {
  const { colorScheme, forcedColors, reducedMotion, hasTouch, permissions, ...rest } = options;
  return rest;
}

/** Stands between Playwright and Firefox, where they don't speak the same. */
export function mediate(browser) {
  const { _transport: transport } = browser._connection.toImpl(browser)._connection;
  const { onmessage } = transport;
  /** What the downloads that have begun are to be called, by their addresses. */
  const names = new Map();

  transport.onmessage = (message) => {
    const { method, params } = message;
    // Playwright opens no context without a command for its colours, which Firefox does not know.
    if (message.error === "unknown command" && message.message.includes("setMediaFeaturesOverride")) {
      message = { type: "success", id: message.id, result: {} };
    }
    // A download that a script begins has no id, and the second one of a name is renamed.
    if (method === "browsingContext.downloadWillBegin") {
      params.navigation ??= params.url;
      names.set(params.url, params.suggestedFilename);
    }
    if (method === "browsingContext.downloadEnd") {
      params.navigation ??= params.url;
      const { filepath } = params;
      if (filepath) renameSync(filepath, join(dirname(filepath), names.get(params.url)));
    }
    onmessage(message);
  };
}

/** Clicks twice at once: clicks that are sent one by one Firefox counts as the first each. */
export function doubleClick(page, x, y) {
  const { _session: session } = page._connection.toImpl(page).delegate;
  const click = [{ type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
  return session.send("input.performActions", {
    context: session.sessionId,
    actions: [{
      type: "pointer", id: "pw_mouse", parameters: { pointerType: "mouse" },
      actions: [{ type: "pointerMove", x: Math.round(x), y: Math.round(y) }, ...click, ...click],
    }],
  });
}
