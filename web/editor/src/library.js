// Python's library, as far as the editor knows it: modules, their members, and the
// members of their classes.

import { signatures } from "./library/signatures.js";
import { returns } from "./library/returns.js";
import { sentences } from "./library/sentences.js";

const KINDS = { f: "function", a: "function", c: "class", e: "class", p: "constant" };
const LINE = /^( ?)(\w) (\w+)(\(.*\))?(?: < ([\w.]+))?$/;

const read = new Map();

/** The members of a module by name, or nothing if it isn't known. */
function members(module) {
  if (!Object.hasOwn(signatures, module)) return undefined;
  if (!read.has(module)) read.set(module, parse(module, signatures[module]));
  return read.get(module);
}

function parse(module, text) {
  const all = new Map();
  let owner = null;
  for (const line of text.trim().split("\n")) {
    const [, indent, letter, name, signature, base] = LINE.exec(line);
    const path = indent ? `${owner.path}.${name}` : `${module}.${name}`;
    const one = {
      kind: KINDS[letter], name, path, signature,
      coroutine: letter === "a",
      text: sentences[path],
      returns: returns[path],
    };
    if (indent) {
      owner.members.set(name, { ...one, kind: one.kind === "function" ? "method" : "property" });
    } else {
      all.set(name, one);
      if (one.kind !== "class") continue;
      owner = Object.assign(one, { members: new Map(), error: letter === "e" });
      owner.base = base && (base.includes(".") ? base : `${module}.${base}`);
    }
  }
  return all;
}

/** The names of all modules, also of packages that only hold others. */
export const modules = Object.keys(signatures).filter((name) => name !== "builtins");

/** What is at this path: a module, or a module's member. */
export function find(path) {
  if (modules.includes(path) || modules.some((name) => name.startsWith(`${path}.`))) {
    return { kind: "module", name: path, path, text: sentences[path] };
  }
  const dot = path.lastIndexOf(".");
  return dot < 0 ? undefined : members(path.slice(0, dot))?.get(path.slice(dot + 1));
}

/** A builtin of this name. */
export const builtin = (name) => members("builtins").get(name);

/** All builtins. */
export const builtins = () => [...members("builtins").values()];

/** What a module holds. */
export function inModule(path) {
  const below = modules.filter((name) => name.startsWith(`${path}.`));
  return [...(members(path)?.values() ?? []), ...below.map((name) => ({ ...find(name), name: name.slice(path.length + 1) }))];
}

/** What instances of a class have, also from what it inherits. */
export function inClass(thing) {
  const all = new Map();
  for (let at = thing; at; at = at.base && find(at.base)) {
    for (const [name, member] of at.members) if (!all.has(name)) all.set(name, member);
  }
  return [...all.values()];
}
