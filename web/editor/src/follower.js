// Scrolls to where the program is while the cursor moves through a recording. The caret and
// the focus stay.

import { EditorSelection } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** The shortest time between two scrolls, in ms: one could not read more. */
const PAUSE = 250;
/** How long the text stays where the user has put it, in ms. */
const REST = 1500;
/** What is kept in view above and below, in pixels. */
const MARGIN = 42;

export class Follower {
  #view;
  #lines = null;
  #timer = 0;
  #quiet = 0;

  constructor(view) {
    this.#view = view;
  }

  /** Scrolls these lines into view, soon; of many, the last call counts. */
  follow(first, last) {
    this.#lines = [first, last];
    if (!this.#timer) this.#show();
  }

  /** The user types, or asked for another line: nothing scrolls for a while. */
  rest() {
    this.#lines = null;
    this.#quiet = performance.now() + REST;
  }

  #show() {
    const lines = this.#lines;
    this.#lines = null;
    this.#timer = lines === null ? 0 : setTimeout(() => this.#show(), PAUSE);
    if (lines === null || performance.now() < this.#quiet) return;
    const { doc } = this.#view.state;
    const [first, last] = lines.map((line) => doc.line(Math.min(Math.max(line, 1), doc.lines)));
    // Where not all of it fits, its end: that is where the task is.
    const range = EditorSelection.range(first.from, last.from);
    this.#view.dispatch({ effects: EditorView.scrollIntoView(range, { y: "nearest", yMargin: MARGIN }) });
  }
}
