// What an expression means, as far as simple assignments tell: a module, a class, a
// function, or an instance of a class.
//
// A meaning is `{kind, …}`: `module` and `file` have a `path`, `library` a `thing` of
// Python's library, `own` a `binding` of the program, `instance` the meaning `of` its
// class.

import { builtin, find, inClass, inModule } from "./library.js";
import { children, lookUp, readProgram, scopeAt } from "./program.js";

/** Names that lead to each other must not lead around for ever. */
const DEPTH = 12;

const LITERALS = {
  String: "str", FormatString: "str", ContinuedString: "str", Number: "int", Boolean: "bool",
  ArrayExpression: "list", ArrayComprehensionExpression: "list",
  DictionaryExpression: "dict", DictionaryComprehensionExpression: "dict",
  SetExpression: "set", SetComprehensionExpression: "set", TupleExpression: "tuple",
};

/** One file of the program, beside the program's other ones. */
export class Source {
  /** `parse(text)` gives a syntax tree, `files` are the other ones: `[{name, text}]`. */
  constructor(text, tree, { parse, files = [], name = "main.py" }) {
    Object.assign(this, { text, tree, parse, files, name });
    this.root = readProgram(tree, text);
  }

  words(node) {
    return this.text.slice(node.from, node.to);
  }

  scopeAt(pos) {
    return scopeAt(this.root, pos, this.text);
  }

  /** What an expression means at its place. */
  meaning(node, depth = DEPTH) {
    if (depth === 0) return undefined;
    if (Object.hasOwn(LITERALS, node.name)) return instanceOf(builtin(LITERALS[node.name]));
    const parts = children(node);
    switch (node.name) {
      case "VariableName": return this.named(this.words(node), node.from, depth);
      case "ParenthesizedExpression": return parts.length === 3 ? this.meaning(parts[1], depth) : undefined;
      case "AwaitExpression": return parts[1] && this.meaning(parts[1], depth);
      case "MemberExpression": {
        const [object, dot, property] = parts;
        if (dot?.name !== "." || property?.name !== "PropertyName") return undefined;
        const owner = this.meaning(object, depth);
        return owner && memberOf(owner, this.words(property), depth);
      }
      case "CallExpression": {
        const callee = this.meaning(parts[0], depth);
        return callee && called(callee, depth);
      }
      default: return undefined;
    }
  }

  /** What a name means for somebody who stands at an offset. */
  named(name, pos, depth = DEPTH) {
    const binding = lookUp(this.scopeAt(pos), name);
    if (binding) return this.bound(binding, depth - 1);
    const thing = builtin(name);
    return thing && library(thing);
  }

  /** What a binding means. */
  bound(binding, depth = DEPTH) {
    if (depth <= 0) return undefined;
    const own = { kind: "own", binding, source: this };
    if (binding.kind === "import") return this.imported(binding.path, depth) ?? own;
    if (binding.kind !== "variable") return own;
    if (binding.self) return { kind: "instance", of: { kind: "own", binding: selfClass(binding.self), source: this }, binding, source: this };
    const { annotation, value, instance } = binding;
    const meant = annotation ? this.instanceOf(annotation, depth)
      : value ? this.meaning(value, depth - 1)
      : instance ? this.instanceOf(instance, depth) : undefined;
    return meant?.kind === "instance" ? { ...meant, binding, source: this } : meant ?? own;
  }

  /** An instance of the class that an annotation names. */
  instanceOf(node, depth) {
    // `asyncio.Queue[int]` is a queue.
    const [first, second] = children(node);
    if (node.name === "MemberExpression" && second?.name === "[") return this.instanceOf(first, depth);
    const meant = this.meaning(node, depth - 1);
    return isClass(meant) ? { kind: "instance", of: meant } : undefined;
  }

  /** What an import names. */
  imported(path, depth) {
    const thing = find(path);
    if (thing) return library(thing);
    const [file, ...rest] = path.replace(/^\.+/, "").split(".");
    const other = this.files.find(({ name }) => name === `${file}.py`);
    if (!other || other.name === this.name) return undefined;
    const meant = { kind: "file", path: file, source: this.beside(other) };
    return rest.reduce((owner, name) => owner && memberOf(owner, name, depth), meant);
  }

  beside({ name, text }) {
    const { parse, files } = this;
    return new Source(text, parse(text), { parse, files, name });
  }
}

const selfClass = (scope) => scope.parent.bindings.get(scope.name) ?? { kind: "class", name: scope.name, own: scope, bases: [] };

const library = (thing) => (thing.kind === "module" ? { kind: "module", path: thing.path, thing } : { kind: "library", thing });

const instanceOf = (thing) => ({ kind: "instance", of: library(thing) });

const isClass = (meant) => meant?.kind === "library" ? meant.thing.kind === "class"
  : meant?.kind === "own" && meant.binding.kind === "class";

function called(callee, depth) {
  if (isClass(callee)) return { kind: "instance", of: callee };
  if (callee.kind === "library") {
    const result = callee.thing.returns && find(callee.thing.returns);
    return result && instanceOf(result);
  }
  if (callee.kind === "own" && callee.binding.returns) return callee.source.instanceOf(callee.binding.returns, depth - 1);
  return undefined;
}

/** The members of what is meant: `[meaning]`, each with a `name`. */
export function membersOf(meant, depth = DEPTH) {
  switch (meant.kind) {
    case "module": return inModule(meant.path).map((thing) => ({ name: thing.name, ...library(thing) }));
    case "file": return [...meant.source.root.bindings.values()].filter(({ kind }) => kind !== "import")
      .map((binding) => ({ name: binding.name, kind: "own", binding, source: meant.source }));
    case "instance": return ofClass(meant.of, depth);
    case "library": return isClass(meant) ? ofClass(meant, depth) : [];
    case "own": return isClass(meant) ? ofClass(meant, depth) : [];
    default: return [];
  }
}

function ofClass(cls, depth) {
  if (depth === 0) return [];
  if (cls.kind === "library") return inClass(cls.thing).map((thing) => ({ name: thing.name, ...library(thing) }));
  const { binding: { own, bases }, source } = cls;
  const all = new Map();
  for (const table of [own.bindings, own.attributes]) {
    for (const [name, binding] of table) all.set(name, { name, kind: "own", binding, source });
  }
  for (const base of bases) {
    const meant = source.meaning(base, depth - 1);
    if (!isClass(meant)) continue;
    for (const member of ofClass(meant, depth - 1)) if (!all.has(member.name)) all.set(member.name, member);
  }
  return [...all.values()];
}

function memberOf(owner, name, depth) {
  const member = membersOf(owner, depth).find((one) => one.name === name);
  if (member?.kind === "own" && member.binding.kind === "variable") return member.source.bound(member.binding, depth - 1);
  return member;
}
