// Folding: a mark beside each line that begins a block, and keys.

import { codeFolding, foldGutter, foldKeymap } from "@codemirror/language";
import { keymap } from "@codemirror/view";

function marker(open) {
  const dom = document.createElement("span");
  dom.className = open ? "cm-fold" : "cm-fold cm-folded";
  dom.title = open ? "Fold" : "Unfold";
  return dom;
}

export const folding = [codeFolding(), foldGutter({ markerDOM: marker }), keymap.of(foldKeymap)];
