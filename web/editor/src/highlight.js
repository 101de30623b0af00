// A program as the printed page shows it: all of it, which the editor never draws at once.

import { pythonLanguage } from "@codemirror/lang-python";
import { classHighlighter, highlightCode } from "@lezer/highlight";

/** The text in lines of pieces, `[class, text]`. */
export function highlight(text) {
  const lines = [[]];
  highlightCode(text, pythonLanguage.parser.parse(text), classHighlighter,
    (piece, classes) => lines.at(-1).push([classes, piece]),
    () => lines.push([]));
  return lines;
}
