// What the latest run says of lines: messages beside them, as editors show errors, and the
// lines that a step ran.

import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";

class Message extends WidgetType {
  constructor(text, kind) {
    super();
    this.text = text;
    this.kind = kind;
  }
  eq(other) {
    return other.text === this.text && other.kind === this.kind;
  }
  toDOM() {
    const dom = document.createElement("span");
    dom.className = `cm-message cm-message-${this.kind}`;
    dom.textContent = this.text;
    return dom;
  }
}

/** A field of decorations that `show(view, value)` replaces and edits move. */
function decorations(build) {
  const set = StateEffect.define();
  const field = StateField.define({
    create: () => Decoration.none,
    update(shown, { effects, state, changes }) {
      const effect = effects.find((effect) => effect.is(set));
      return effect ? build(state.doc, effect.value) : shown.map(changes);
    },
    provide: (self) => EditorView.decorations.from(self),
  });
  return { field, show: (view, value) => view.dispatch({ effects: set.of(value) }) };
}

const isLine = (doc) => (line) => line >= 1 && line <= doc.lines;

const messages = decorations((doc, list) => Decoration.set(
  list.filter(({ line }) => isLine(doc)(line)).flatMap(({ line, text, kind }) => {
    const { from, to } = doc.line(line);
    const attributes = kind === "error" ? { "data-testid": "error-line" } : {};
    return [
      Decoration.line({ class: `cm-${kind}-line`, attributes }).range(from),
      Decoration.widget({ widget: new Message(text, kind), side: 1 }).range(to),
    ];
  }),
  true,
));

const ran = decorations((doc, { lines, hue }) => Decoration.set(
  lines.filter(isLine(doc)).map((line) => doc.line(line)).filter(({ text }) => text.trim() !== "")
    .map(({ from }) => Decoration.line({ class: `cm-ran-line hue-${hue}` }).range(from)),
  true,
));

/** Tells the style sheet how wide the editor is: longer lines reach out of sight. */
const width = ViewPlugin.define(({ dom, scrollDOM }) => {
  const observer = new ResizeObserver(() => dom.style.setProperty("--visible", `${scrollDOM.clientWidth}px`));
  observer.observe(scrollDOM);
  return { destroy: () => observer.disconnect() };
});

/** The extension. */
export const lines = [messages.field, ran.field, width];

/** Shows `[{line, text, kind}]`, one of a line, and nothing else. */
export const showMessages = messages.show;

/** Marks these lines in a hue, and no others. */
export const showRan = (view, lines, hue) => ran.show(view, { lines, hue });
