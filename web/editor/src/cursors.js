// Several cursors: Alt+click and Ctrl+click (⌘ on a Mac) add one, Alt+drag selects a block.

import { EditorState } from "@codemirror/state";
import { EditorView, crosshairCursor, drawSelection, dropCursor, rectangularSelection } from "@codemirror/view";

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);

/** Whether a click adds a cursor to those that there are. */
export const addsCursor = (event) => event.altKey || (isMac ? event.metaKey : event.ctrlKey);

export const cursors = [
  EditorState.allowMultipleSelections.of(true),
  EditorView.clickAddsSelectionRange.of(addsCursor),
  drawSelection(),
  dropCursor(),
  rectangularSelection(),
  crosshairCursor(),
];
