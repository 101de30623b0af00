// What the editor says of a name: a signature and a sentence or two.

import { keywords } from "./library/keywords.js";
import { children } from "./program.js";

const AFTER_ASYNC = new Set(["def", "with", "for"]);
const NAMES = new Set(["VariableName", "PropertyName"]);

/**
 * What is said of the name at an offset: `{from, to, code, text, place}`, or nothing.
 * `place` is a line of the program: `{file, line}`.
 */
export function describe(source, pos) {
  const node = [source.tree.resolveInner(pos, 1), source.tree.resolveInner(pos, -1)]
    .find(({ name }) => NAMES.has(name) || Object.hasOwn(keywords, name) || AFTER_ASYNC.has(name));
  if (!node || node.from > pos || pos > node.to) return undefined;
  const said = !NAMES.has(node.name) ? keyword(node) : saidOf(meaningAt(source, node), source.words(node));
  return said && { from: node.from, to: node.to, ...said };
}

/** What the name means that is this node. */
export function meaningAt(source, node) {
  if (node.name === "PropertyName") return source.meaning(node.parent);
  const { parent } = node;
  if (parent.name === "ImportStatement") return inImport(source, node, parent);
  // The name before the `=` of an argument is the function's.
  if (parent.name === "ArgList" && node.nextSibling?.name === "AssignOp") return undefined;
  return source.meaning(node);
}

function inImport(source, node, statement) {
  const parts = children(statement);
  const importAt = parts.findIndex(({ name }) => name === "import");
  if (parts[0].name === "from" && node.to <= parts[importAt].from) {
    return source.imported(source.text.slice(parts[0].to, node.to).replace(/\s/g, ""), 9);
  }
  if (node.nextSibling?.name !== "as") return source.named(source.words(node), statement.from);
  const renamed = node.nextSibling.nextSibling;
  return renamed ? source.named(source.words(renamed), statement.from) : undefined;
}

/** What is said of a meaning. `name` is what the program calls it. */
export function saidOf(meant, name) {
  if (!meant) return undefined;
  const { binding, source } = meant;
  const place = binding && source ? { file: source.name, line: lineOf(source.text, binding.from) } : undefined;
  switch (meant.kind) {
    case "module": return { code: meant.path, text: meant.thing.text };
    case "file": return { code: `${meant.path}.py` };
    case "library": return { code: codeOf(meant.thing), text: meant.thing.text };
    case "own": return { code: ownCode(binding), text: binding.text, place };
    case "instance": {
      const of = meant.of.thing ?? meant.of.binding;
      const path = meant.of.thing ? pathOf(of) : of.name;
      return { code: `${name}: ${path}`, text: of.text, place };
    }
    default: return undefined;
  }
}

/** How a thing of the library is written: without `builtins`. */
export const pathOf = (thing) => thing.path.replace(/^builtins\./, "");

function codeOf(thing) {
  const before = thing.coroutine ? "async " : thing.kind === "class" ? "class " : "";
  return before + pathOf(thing) + (thing.signature ?? "");
}

function ownCode(binding) {
  switch (binding.kind) {
    case "function": return `${binding.coroutine ? "async " : ""}def ${binding.name}${binding.signature}`;
    case "class": return `class ${binding.name}`;
    case "import": return `import ${binding.path}`;
    default: return binding.parameter ? `${binding.name} (parameter)` : binding.name;
  }
}

const lineOf = (text, offset) => text.slice(0, offset).split("\n").length;

function keyword(node) {
  const { name, prevSibling, nextSibling } = node;
  const whole = name === "async" && AFTER_ASYNC.has(nextSibling?.name) ? `async ${nextSibling.name}`
    : AFTER_ASYNC.has(name) && prevSibling?.name === "async" ? `async ${name}` : name;
  return Object.hasOwn(keywords, whole) ? { code: whole, text: keywords[whole] } : undefined;
}

