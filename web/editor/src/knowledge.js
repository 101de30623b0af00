// Completion, documentation and Format, of `assist.js`, which is fetched when it is wanted.

import { autocompletion, acceptCompletion, closeCompletion, completionStatus, selectedCompletion, snippet } from "@codemirror/autocomplete";
import { pythonLanguage } from "@codemirror/lang-python";
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import { Prec } from "@codemirror/state";
import { hoverTooltip, keymap } from "@codemirror/view";

/** In ms: how long a keystroke may wait for the parser. */
const PATIENCE = 100;

let fetched = null;

/** The bundle beside this one. One that could not be fetched is asked for again. */
export function assist() {
  fetched ??= import(interleaveFile("assist.js")).catch((error) => {
    fetched = null;
    throw error;
  });
  return fetched;
}

/** `files()` gives the program's files, `[{name, text}]`, `shown()` the name of the one in the editor. */
export function knowledge({ files, shown }) {
  const parse = (text) => pythonLanguage.parser.parse(text);
  const source = ({ Source }, state) => {
    const tree = ensureSyntaxTree(state, state.doc.length, PATIENCE) ?? syntaxTree(state);
    const name = shown();
    return new Source(state.doc.toString(), tree, { parse, name, files: files().filter((file) => file.name !== name) });
  };
  // Without the bundle the editor only writes.
  const known = () => assist().catch(() => null);

  async function completions(context) {
    const library = await known();
    const found = library && !context.aborted && library.complete(source(library, context.state), context.pos, context.explicit);
    return found ? { from: found.from, options: found.options.map(option), validFor: /^[\p{L}\p{N}_]*$/u } : null;
  }

  async function documentation(view, pos) {
    const library = await known();
    const said = library?.describe(source(library, view.state), pos);
    return said ? { pos: said.from, end: said.to, above: true, create: () => ({ dom: card(said) }) } : null;
  }

  return [
    // Before the keys of the completion itself.
    Prec.highest(keymap.of([{ key: "Enter", run: leaveWholeName }])),
    autocompletion({ override: [completions], icons: false, maxRenderedOptions: 60 }),
    keymap.of([{ key: "Tab", run: acceptCompletion }]),
    hoverTooltip(documentation, { hideOnChange: true }),
  ];
}

/** A name that is written out needs no completion: Enter ends the line. */
function leaveWholeName(view) {
  const { state } = view;
  const chosen = completionStatus(state) === "active" && selectedCompletion(state);
  if (!chosen) return false;
  const { head } = state.selection.main;
  const before = state.sliceDoc(Math.max(0, head - chosen.label.length - 1), head);
  if (before === chosen.label || (before.endsWith(chosen.label) && !/^[\p{L}\p{N}_]/u.test(before))) closeCompletion(view);
  return false;
}

function option({ label, type, detail, code, text, boost, template }) {
  const made = { label, type, detail, boost };
  if (code && text) made.info = () => card({ code, text });
  if (template) made.apply = snippet(template);
  return made;
}

/** A signature, and what it does. */
function card({ code, text, place }) {
  const dom = document.createElement("div");
  dom.className = "cm-card";
  dom.appendChild(document.createElement("code")).textContent = code;
  if (text) dom.appendChild(sentence(text));
  if (place) dom.appendChild(document.createElement("small")).textContent = `${place.file}, line ${place.line}`;
  return dom;
}

/** A paragraph; what stands between backticks is code. */
function sentence(text) {
  const dom = document.createElement("p");
  dom.append(...text.split("`").map((part, index) => {
    if (index % 2 === 0) return part;
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  }));
  return dom;
}
