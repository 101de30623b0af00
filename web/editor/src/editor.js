// The page's editor: CodeMirror 6 behind a small interface. The page is Rust;
// it finds this as `globalThis.interleaveEditor.create`.

import { EditorState, Prec } from "@codemirror/state";
import {
  EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap,
  lineNumbers, tooltips,
} from "@codemirror/view";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { lintKeymap, setDiagnostics } from "@codemirror/lint";
import { python as pythonLanguage } from "@codemirror/lang-python";
import { addsCursor, cursors } from "./cursors.js";
import { folding } from "./folding.js";
import { Follower } from "./follower.js";
import { tidy } from "./formatting.js";
import { knowledge } from "./knowledge.js";
import { lines, showMessages, showRan } from "./lines.js";
import { Look } from "./look.js";
import { highlight } from "./highlight.js";
import { marks, showMarks } from "./marks.js";
import { theme } from "./theme.js";

/**
 * Makes an editor inside `parent`.
 *
 * `handlers` are called with: `onChange(text)` after the user changed the text
 * (not after `setDoc`), `onLineClick(line)`, `onRun()`, `onStep()`, `onSay(sentence)`;
 * `files()` gives the program's files, `[{name, text}]`. Lines count from 1.
 */
function create(parent, { doc, files, onChange, onLineClick, onRun, onStep, onSay, readOnly }) {
  let loading = false;
  /** Whether the user changed the program that is open. */
  let edited = false;
  // Each file has a history of its own; the one in sight is not in `others`.
  let shown = "main.py";
  const others = new Map();

  const look = new Look();
  const python = knowledge({ files, shown: () => shown });

  const call = (handler) => () => (handler(), true);
  const commands = Prec.highest(keymap.of([
    { key: "Mod-Enter", run: call(onRun), preventDefault: true },
    { key: "Mod-Shift-Enter", run: call(onStep), preventDefault: true },
    { key: "Alt-Enter", run: (view) => (onLineClick(lineAt(view, view.state.selection.main.head)), true) },
    { key: "Shift-Alt-f", run: (view) => (void tidy(view, onSay), true), preventDefault: true },
  ]));

  const clickOnGutter = (view, block) => {
    onLineClick(lineAt(view, block.from));
    return false;
  };
  const clicks = EditorView.domEventHandlers({
    click(event, view) {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (at !== null && view.state.selection.main.empty && !addsCursor(event)) onLineClick(lineAt(view, at));
    },
  });

  const changes = EditorView.updateListener.of((update) => {
    if (!update.docChanged || loading) return;
    follower.rest();
    edited = true;
    onChange(update.state.doc.toString());
  });

  const state = (text) => EditorState.create({
    doc: text,
    extensions: [
      commands,
      marks(clickOnGutter),
      lines,
      lineNumbers({ domEventHandlers: { click: clickOnGutter } }),
      folding,
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      look.extension,
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      cursors,
      highlightActiveLine(),
      highlightSelectionMatches(),
      python,
      tooltips({ parent: document.body }),
      // Escape, then Tab, leaves the editor: CodeMirror's own way out.
      keymap.of([
        ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap,
        ...lintKeymap, indentWithTab,
      ]),
      pythonLanguage(),
      indentUnit.of("    "),
      EditorState.readOnly.of(Boolean(readOnly)),
      EditorState.tabSize.of(4),
      EditorView.contentAttributes.of({
        "aria-label": "Program. Escape, then Tab, leaves the editor.",
        // It is one already; said aloud for tools that ask whether what scrolls can be focused.
        tabindex: "0", autocapitalize: "off", autocorrect: "off", spellcheck: "false",
      }),
      theme,
      changes,
      clicks,
      // CodeMirror would only write it to the console.
      EditorView.exceptionSink.of((error) => reportError(error)),
    ],
  });

  const view = new EditorView({ parent, state: state(doc) });
  const follower = new Follower(view);
  // For the time when the page's wasm is gone: see boot/broken.js.
  globalThis.interleaveEditor.open = () => ({ name: shown, text: view.state.doc.toString(), edited });

  return {
    getDoc: () => view.state.doc.toString(),
    /** Another program: with a history of its own, so that Undo can't bring back the old one. */
    setDoc(text) {
      loading = true;
      edited = false;
      others.clear();
      shown = "main.py";
      view.setState(state(text));
      loading = false;
    },
    /** Another file of the program. One that was shown before, and is still the same, keeps its history. */
    showFile(name, text) {
      if (name === shown && view.state.doc.toString() === text) return;
      loading = true;
      others.set(shown, view.state);
      const before = others.get(name);
      others.delete(name);
      shown = name;
      view.setState(before?.doc.toString() === text ? before : state(text));
      loading = false;
    },
    /** `[{line, column, endLine, endColumn, severity, message}]`, columns in code points from 1. */
    setDiagnostics(list) {
      const { doc } = view.state;
      view.dispatch(setDiagnostics(view.state, list.map((one) => {
        const from = offset(doc, one.line, one.column);
        const to = Math.max(offset(doc, one.endLine, one.endColumn), from);
        return { from, to: to > from ? to : Math.min(from + 1, doc.lineAt(from).to), severity: one.severity, message: one.message };
      })));
    },
    /** `[{line, hue, running, label}]`: where each task stands. */
    setMarks: (list) => showMarks(view, list),
    /** `[{line, text, kind}]`: what went wrong there; the kinds are `error`, `warning`, `earlier`. */
    setMessages: (list) => showMessages(view, list),
    /** The lines that a step ran, in the hue of its task. */
    setRan: (lines, hue) => showRan(view, lines, hue),
    /** Scrolls lines into view, unless the user is at another place. */
    follow: (first, last) => follower.follow(first, last),
    revealLine(line) {
      follower.rest();
      const { doc } = view.state;
      const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    },
    /** The size of the type in CSS pixels, and whether long lines are wrapped. */
    setLook: (size, wrap) => look.set(view, size, wrap),
    format: () => void tidy(view, onSay),
    focus: () => view.focus(),
  };
}

const lineAt = (view, offset) => view.state.doc.lineAt(offset).number;

/** Python counts code points, JavaScript counts UTF-16 units. */
function offset(doc, line, column) {
  const { from, to, text } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  const units = [...text].slice(0, Math.max(column - 1, 0)).join("").length;
  return Math.min(from + units, to);
}

/** Zip files, fetched when they are needed. */
const archive = () => import(interleaveFile("archive.js"));

globalThis.interleaveEditor = { create, highlight, archive };
