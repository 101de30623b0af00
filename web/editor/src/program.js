// What a program binds: its imports, functions, classes, parameters and variables, each
// in its scope. Read from the syntax tree, which may be of an unfinished text.

const SCOPES = new Set(["FunctionDefinition", "ClassDefinition", "LambdaExpression"]);

/**
 * Reads the program `text` with the syntax tree `tree`. Returns its outermost scope:
 * `{from, to, kind, name, node, parent, scopes, bindings}`, where `bindings` maps a name to
 * what it was bound to last: `{kind, name, from, …}`.
 */
export function readProgram(tree, text) {
  const root = scope(tree.topNode, null, "module");
  visit(tree.topNode, root, text);
  return root;
}

/** The innermost scope at an offset. One that ends at a line's beginning is over there. */
export function scopeAt(root, pos, text) {
  let at = root;
  for (;;) {
    const inner = at.scopes.find(({ from, to }) => from < pos && (pos < to || (pos === to && text[pos - 1] !== "\n")));
    if (!inner) return at;
    at = inner;
  }
}

/** What `name` means in a scope, or nothing. A class's names can't be seen from its methods. */
export function lookUp(scope, name) {
  for (let at = scope; at; at = at.parent) {
    if (at.kind === "class" && at !== scope) continue;
    const found = at.bindings.get(name);
    if (found) return found;
  }
  return undefined;
}

/** All that can be seen from a scope, innermost first. */
export function visible(scope) {
  const all = new Map();
  for (let at = scope; at; at = at.parent) {
    if (at.kind === "class" && at !== scope) continue;
    for (const [name, binding] of at.bindings) if (!all.has(name)) all.set(name, binding);
  }
  return [...all.values()];
}

function scope(node, parent, kind) {
  const made = { from: node.from, to: node.to, kind, node, parent, scopes: [], bindings: new Map(), attributes: new Map() };
  parent?.scopes.push(made);
  return made;
}

/** The children of a node. */
export function children(node) {
  const all = [];
  for (let child = node.firstChild; child; child = child.nextSibling) all.push(child);
  return all;
}

function visit(node, at, text) {
  for (const child of children(node)) {
    if (SCOPES.has(child.name)) define(child, at, text);
    else {
      bind(child, at, text);
      visit(child, at, text);
    }
  }
}

const words = (node, text) => text.slice(node.from, node.to);

function add(at, node, text, binding) {
  const name = words(node, text);
  // A name that is bound again is what it was first, unless that said nothing.
  const before = at.bindings.get(name);
  if (before && (before.kind !== "variable" || before.value)) return;
  at.bindings.set(name, { name, from: node.from, to: node.to, scope: at, ...binding });
}

function define(node, at, text) {
  const parts = children(node);
  if (node.name === "LambdaExpression") {
    const inner = scope(node, at, "function");
    parameters(parts.find(({ name }) => name === "ParamList"), inner, text);
    visit(node, inner, text);
    return;
  }
  const isClass = node.name === "ClassDefinition";
  const inner = scope(node, at, isClass ? "class" : "function");
  const name = parts.find((part) => part.name === "VariableName");
  const list = parts.find((part) => part.name === "ParamList");
  const body = parts.find((part) => part.name === "Body");
  if (name) {
    const heads = parts.filter((part) => part.from > name.from && part.name !== "Body");
    add(at, name, text, {
      kind: isClass ? "class" : "function",
      coroutine: parts[0].name === "async",
      signature: isClass ? undefined : heads.map((part) => words(part, text)).join(" ").replace(/\s+/g, " "),
      text: documentation(body, text),
      returns: parts.find((part) => part.name === "TypeDef")?.lastChild,
      bases: isClass ? children(parts.find((part) => part.name === "ArgList") ?? name).filter((part) => /Name|MemberExpression/.test(part.name)) : [],
      own: inner,
    });
    inner.name = words(name, text);
  }
  if (list) parameters(list, inner, text);
  for (const part of parts) if (part.name !== "ParamList") visit(part, inner, text);
}

/** The first line of a docstring. */
function documentation(body, text) {
  const first = body && children(body).find(({ name }) => name !== ":" && name !== "Comment");
  const string = first?.name === "ExpressionStatement" && first.firstChild.name === "String" ? words(first.firstChild, text) : "";
  const [, , inside] = /^[rRuU]?("""|'''|"|')([^]*)\1$/.exec(string) ?? [];
  return inside?.trim().split("\n")[0].trim() || undefined;
}

function parameters(list, at, text) {
  if (!list) return;
  const parts = children(list);
  parts.forEach((part, index) => {
    if (part.name !== "VariableName" || parts[index - 1]?.name === "AssignOp") return;
    const next = parts[index + 1];
    const method = at.kind === "function" && at.parent?.kind === "class" && index === 1;
    add(at, part, text, {
      kind: "variable", parameter: true,
      annotation: next?.name === "TypeDef" ? next.lastChild : undefined,
      self: method ? at.parent : undefined,
    });
  });
}

/** The names that a statement or an expression binds. */
function bind(node, at, text) {
  const parts = children(node);
  switch (node.name) {
    case "ImportStatement": return imports(parts, at, text);
    case "AssignStatement": return assignment(parts, at, text);
    case "NamedExpression":
      if (parts[0]?.name === "VariableName") add(at, parts[0], text, { kind: "variable", value: parts[2] });
      return undefined;
    case "ForStatement":
    case "ArrayComprehensionExpression": case "DictionaryComprehensionExpression":
    case "SetComprehensionExpression": case "ComprehensionExpression": {
      let target = false;
      for (const part of parts) {
        if (part.name === "for") target = true;
        else if (part.name === "in") target = false;
        else if (target) targets(part, at, text, {});
      }
      return undefined;
    }
    case "WithStatement": case "TryStatement":
      parts.forEach((part, index) => {
        if (part.name !== "as") return;
        const value = parts[index - 1];
        const how = node.name === "WithStatement" ? { value } : { instance: value };
        if (parts[index + 1]) targets(parts[index + 1], at, text, how);
      });
      return undefined;
    case "CapturePattern":
      if (parts[0]) add(at, parts[0], text, { kind: "variable" });
      return undefined;
    default: return undefined;
  }
}

function targets(node, at, text, how) {
  if (node.name === "VariableName") add(at, node, text, { kind: "variable", ...how });
  else if (/^(Tuple|Array|Parenthesized)Expression$/.test(node.name)) {
    for (const part of children(node)) targets(part, at, text, {});
  } else if (node.name === "MemberExpression") attribute(node, at, text, how);
}

/** `self.name = value`, in a method. */
function attribute(node, at, text, how) {
  const [object, , property] = children(node);
  if (object?.name !== "VariableName" || property?.name !== "PropertyName") return;
  const owner = at.bindings.get(words(object, text))?.self;
  const name = words(property, text);
  if (!owner || owner.attributes.get(name)?.value) return;
  owner.attributes.set(name, { name, from: property.from, to: property.to, scope: at, kind: "variable", ...how });
}

function assignment(parts, at, text) {
  const last = parts.findLastIndex(({ name }) => name === "AssignOp");
  const annotation = parts.find(({ name }) => name === "TypeDef")?.lastChild;
  const values = parts.slice(last + 1);
  const value = last >= 0 && values.length === 1 ? values[0] : undefined;
  const single = !parts.slice(0, Math.max(last, 0)).some(({ name }) => name === ",");
  parts.slice(0, last < 0 ? 1 : last).forEach((part) => targets(part, at, text, single ? { value, annotation } : {}));
}

function imports(parts, at, text) {
  const importAt = parts.findIndex(({ name }) => name === "import");
  const from = parts[0]?.name === "from" ? words({ from: parts[0].to, to: parts[importAt]?.from ?? parts[0].to }, text).replace(/\s/g, "") : null;
  let path = "", first = null;
  const finish = (name) => {
    if (!first || !path) return;
    if (from !== null) add(at, name ?? first, text, { kind: "import", path: `${from}.${path}` });
    else if (name) add(at, name, text, { kind: "import", path });
    else add(at, first, text, { kind: "import", path: words(first, text) });
  };
  let renamed = null, afterAs = false;
  for (const part of [...parts.slice(importAt + 1), null]) {
    if (part === null || part.name === ",") {
      finish(renamed);
      path = "", first = null, renamed = null, afterAs = false;
    } else if (part.name === "as") afterAs = true;
    else if (part.name === "VariableName" && afterAs) renamed = part;
    else if (part.name === "VariableName" || part.name === ".") {
      first ??= part;
      path += words(part, text);
    }
  }
}
