// How the program is set: the size of its type, and whether long lines are wrapped.

import { EditorView } from "@codemirror/view";

/** Sizes are in CSS pixels. */
export class Look {
  #size = 13;
  #wrap = false;

  /** Reads what is set at each update: every state of the editor shares it. */
  extension = [
    EditorView.editorAttributes.of(() => ({
      style: `--code-size: ${this.#size}px; --code-line: ${Math.round(this.#size * 1.6)}px`,
    })),
    EditorView.contentAttributes.of(() => (this.#wrap ? { class: "cm-lineWrapping" } : null)),
  ];

  set(view, size, wrap) {
    this.#size = size;
    this.#wrap = wrap;
    view.dispatch({});
    view.requestMeasure();
  }
}
