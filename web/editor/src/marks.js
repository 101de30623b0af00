// Where the tasks stand: coloured bars beside the line numbers.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter, gutterLineClass } from "@codemirror/view";

const MAX_BARS = 4;

class Bars extends GutterMarker {
  constructor(list) {
    super();
    this.list = list;
    this.key = list.map(({ hue, running, label }) => `${hue} ${running} ${label}`).join("\n");
  }
  eq(other) {
    return other.key === this.key;
  }
  toDOM() {
    const dom = document.createElement("span");
    dom.className = "cm-task-bars";
    const labels = this.list.map(({ label }) => label).filter((label) => label !== "");
    const more = this.list.length - labels.length;
    dom.title = [...labels, ...more > 0 ? [`and ${more} more`] : []].join("\n");
    for (const { hue, running } of this.list.slice(0, MAX_BARS)) {
      const bar = dom.appendChild(document.createElement("span"));
      bar.className = running ? "cm-task-bar cm-task-running" : "cm-task-bar";
      bar.style.background = `var(--task-${hue})`;
    }
    return dom;
  }
}

class NumberHue extends GutterMarker {
  constructor(hue) {
    super();
    this.hue = hue;
    this.elementClass = `cm-at-line hue-${hue}`;
  }
  eq(other) {
    return other.hue === this.hue;
  }
}

const set = StateEffect.define();

const field = StateField.define({
  create: () => ({ bars: RangeSet.empty, numbers: RangeSet.empty, lines: Decoration.none }),
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(set)) return build(transaction.state.doc, effect.value);
    if (!transaction.docChanged) return value;
    const { changes } = transaction;
    return { bars: value.bars.map(changes), numbers: value.numbers.map(changes), lines: value.lines.map(changes) };
  },
  provide: (self) => [
    gutterLineClass.from(self, ({ numbers }) => numbers),
    EditorView.decorations.from(self, ({ lines }) => lines),
  ],
});

function build(doc, list) {
  const byLine = new Map();
  for (const mark of list) {
    if (mark.line < 1 || mark.line > doc.lines) continue;
    if (byLine.has(mark.line)) byLine.get(mark.line).push(mark);
    else byLine.set(mark.line, [mark]);
  }
  const bars = [], numbers = [], lines = [];
  for (const [line, here] of [...byLine].sort(([a], [b]) => a - b)) {
    const { from } = doc.line(line);
    const running = here.find((mark) => mark.running);
    bars.push(new Bars(here).range(from));
    numbers.push(new NumberHue((running ?? here[0]).hue).range(from));
    if (running) lines.push(Decoration.line({ class: `cm-running-line hue-${running.hue}` }).range(from));
  }
  return { bars: RangeSet.of(bars), numbers: RangeSet.of(numbers), lines: Decoration.set(lines) };
}

/** The extension; `onClick(view, block)` hears clicks on the bars. */
export const marks = (onClick) => [
  field,
  gutter({
    class: "cm-task-gutter",
    markers: (view) => view.state.field(field).bars,
    domEventHandlers: { click: onClick },
  }),
];

/** Shows `[{line, hue, running, label}]` and nothing else. */
export const showMarks = (view, list) => view.dispatch({ effects: set.of(list) });
