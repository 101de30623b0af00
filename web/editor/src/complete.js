// What can be written at a place: the options of completion.

import { builtins, modules } from "./library.js";
import { children, visible } from "./program.js";
import { pathOf, saidOf } from "./describe.js";
import { membersOf } from "./resolve.js";
import { snippets } from "./library/snippets.js";

const KEYWORDS = `
  False None True and as assert async await break case class continue def del elif else except
  finally for from global if import in is lambda match nonlocal not or pass raise return try
  type while with yield
`.trim().split(/\s+/);

/** With these no statement begins. */
const WITHIN = new Set(["and", "as", "in", "is", "or"]);

/** Nothing is offered inside of these. */
const SILENT = new Set(["String", "ContinuedString", "FormatString", "Comment", "Number"]);

/** Where a name is invented, nobody can guess it. */
const NAMED_BY = new Set(["def", "class", "as", "global", "nonlocal"]);

/**
 * What completes the name before `pos`: `{from, options}`, or null. An option is
 * `{label, type, detail, code, text, boost, template}`. Unless it is `asked` for, two
 * letters are needed, or a dot.
 */
export function complete(source, pos, asked) {
  const { text, tree } = source;
  const from = pos - /[\p{L}\p{N}_]*$/u.exec(text.slice(Math.max(0, pos - 200), pos))[0].length;
  const typed = text.slice(from, pos);
  const inside = tree.resolveInner(from, 1);
  const before = tree.resolveInner(from, -1);
  if (/^\p{N}/u.test(typed) || isSilent(before, from) || (typed && isSilent(inside, from))) return null;
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);

  const imported = importAt(source, line, from);
  if (imported) return enough(imported.options, from, typed, asked || imported.first);
  if (/\.\s*$/.test(line)) {
    const owner = ownerBefore(source, before, from);
    return owner ? enough(members(owner, typed), from, typed, true) : null;
  }
  const word = /([\p{L}\p{N}_]+)\s+$/u.exec(line)?.[1];
  if (NAMED_BY.has(word) || (word === "for" && !/\bin\b/.test(line.slice(line.lastIndexOf("for"))))) return null;
  const first = /^\s*$/.test(line);
  return enough([...argumentsAt(source, before, from), ...names(source, from, first)], from, typed, asked);
}

const enough = (options, from, typed, asked) =>
  options.length > 0 && (asked || typed.length >= 2) ? { from, options } : null;

function isSilent(node, pos) {
  for (let at = node; at; at = at.parent) {
    // In the braces of an f-string there is a program again.
    if (at.name === "FormatReplacement" && at.from < pos && pos <= at.to) return false;
    if (!SILENT.has(at.name)) continue;
    // After the end of a comment's line one is out of it; a text ends with its quotes.
    if (at.name === "Comment" || at.name === "Number" ? at.from < pos && pos <= at.to : at.from < pos && pos < at.to) return true;
  }
  return false;
}

/** What stands before the dot at which completion begins. */
function ownerBefore(source, before, from) {
  let node = before;
  while (node.parent && node.name !== "MemberExpression") {
    if (node.name === "." || node.name === "⚠" || node.name === "PropertyName") node = node.parent;
    else break;
  }
  const object = node.name === "MemberExpression" ? node.firstChild : node.lastChild;
  return object && object.to <= from && object.name !== "Number" ? source.meaning(object) : undefined;
}

function members(owner, typed) {
  const hidden = typed.startsWith("_");
  return membersOf(owner).filter(({ name }) => hidden || !name.startsWith("_"))
    .map((member) => option(member.name, member, 0));
}

/** After `import` or `from`. `first` means that one letter is enough. */
function importAt(source, line, from) {
  const pick = (path) => {
    const owner = source.imported(path, 9);
    return { options: owner ? membersOf(owner).filter(({ name }) => !name.startsWith("_")).map((one) => option(one.name, one, 0)) : [], first: true };
  };
  const within = /^\s*from\s+([\w.]+)\s+import\s+[^#]*$/.exec(line)?.[1] ?? openImport(source.text, from);
  if (within) return /\bas\s+$/.test(line) ? { options: [], first: false } : pick(within);
  const dotted = /^\s*(?:from|import)\s+(?:[^#]*,\s*)?((?:\w+\.)*)$/.exec(line);
  if (!dotted) return null;
  const path = dotted[1];
  const here = source.files.filter(({ name }) => name.endsWith(".py") && name !== source.name && !name.includes("/")).map(({ name }) => name.slice(0, -3));
  const all = [...modules, ...here].filter((name) => name.startsWith(path)).map((name) => name.slice(path.length).split(".")[0]);
  const options = [...new Set(all)].map((name) => option(name, source.imported(path + name, 9), here.includes(name) ? 1 : 0));
  return { options, first: true };
}

/** The module of a `from … import (` whose bracket is still open. */
function openImport(text, from) {
  return /(?:^|\n)[ \t]*from\s+([\w.]+)\s+import\s*\([^()#]*$/.exec(text.slice(Math.max(0, from - 2000), from))?.[1];
}

/** The names of the arguments of the call that one writes. */
function argumentsAt(source, before, from) {
  let node = before;
  while (node && node.name !== "ArgList") {
    if (node.name === "Body" || node.name === "LambdaExpression" || /^(Tuple|Array|Dictionary|Set|Parenthesized)/.test(node.name)) return [];
    node = node.parent;
  }
  if (!node || node.parent?.name !== "CallExpression" || from <= node.from) return [];
  const earlier = children(node).filter(({ to }) => to <= from);
  if (!["(", ","].includes(earlier.at(-1)?.name)) return [];
  const given = new Set(children(node).filter((part) => part.nextSibling?.name === "AssignOp").map((part) => source.words(part)));
  return parameterNames(source.meaning(node.parent.firstChild))
    .filter((name) => !given.has(name))
    .map((name) => ({ label: `${name}=`, type: "property", detail: "argument", boost: 3 }));
}

/** The parameters that can be given by name. */
export function parameterNames(meant) {
  const method = meant?.kind === "own" && meant.binding.scope?.kind === "class";
  const signature = meant?.kind === "library" ? meant.thing.signature : meant?.kind === "own" ? signatureOf(meant.binding) : "";
  const list = split((signature ?? "").replace(/\)(\s*:|\s*->[^]*)?$/, ")").replace(/^\(|\)$/g, ""));
  const names = list.slice(list.indexOf("/") + 1).filter((part) => /^\w/.test(part)).map((part) => /^\w+/.exec(part)[0]);
  return names.filter((name, index) => !(index === 0 && (method || meant?.binding?.kind === "class") && name === "self"));
}

/** A class's is its constructor's. */
const signatureOf = (binding) => binding.kind === "class" ? binding.own.bindings.get("__init__")?.signature : binding.signature;

/** The parts between the outermost commas. */
function split(text) {
  const parts = [];
  let depth = 0, begin = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if ("([{".includes(text[at] ?? " ")) depth += 1;
    else if (")]}".includes(text[at] ?? " ")) depth -= 1;
    else if (at === text.length || (text[at] === "," && depth === 0)) {
      parts.push(text.slice(begin, at).trim());
      begin = at + 1;
    }
  }
  return parts.filter(Boolean);
}

function names(source, pos, first) {
  const own = visible(source.scopeAt(pos)).filter(({ from }) => from !== pos);
  const told = new Set(own.map(({ name }) => name));
  return [
    ...own.map((binding) => option(binding.name, source.bound(binding), 2)),
    ...(first ? snippets : []),
    ...KEYWORDS.filter((word) => !first || !WITHIN.has(word)).map((label) => ({ label, type: "keyword", boost: 0 })),
    ...builtins().filter(({ name }) => !told.has(name)).map((thing) => option(thing.name, { kind: "library", thing }, -1)),
  ];
}

const TYPES = { module: "namespace", file: "namespace", instance: "variable" };

function option(label, meant, boost) {
  if (!meant) return { label, type: "namespace", boost };
  const thing = meant.thing ?? meant.binding;
  const said = saidOf(meant, label) ?? {};
  const detail = meant.kind === "instance" ? (meant.of.thing ? pathOf(meant.of.thing) : meant.of.binding.name)
    : meant.kind === "own" ? signatureOf(thing)?.replace(/^\(self(, )?/, "(") : meant.kind === "library" ? thing.signature : undefined;
  return { label, type: TYPES[meant.kind] ?? (thing.kind === "import" ? "namespace" : thing.kind), detail, code: said.code, text: said.text, boost };
}

