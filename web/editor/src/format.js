// Format: blanks, indentation by spaces, blank lines. It changes nothing between tokens
// but blanks and line breaks, so that the program means the same.

import { spaceBetween } from "./spacing.js";

const INDENT = 4;
const DEFINITIONS = new Set(["FunctionDefinition", "ClassDefinition", "DecoratedStatement"]);
/** Their inside is the program's data. */
const TEXTS = new Set(["String", "FormatString"]);

/**
 * The changes that make a text tidy: `{changes: [{from, to, insert}]}`, or the first line
 * that can't be read: `{unread: line}`. `parse(text)` gives a syntax tree.
 */
export function format(text, parse) {
  const tree = parse(text);
  const broken = firstError(tree);
  if (broken !== null) return { unread: lineNumber(text, broken) };
  const tokens = tokensOf(tree, text);
  const changes = [...betweenTokens(tokens, text), ...betweenLines(tokens, tree, text)]
    .filter(({ from, to, insert }) => text.slice(from, to) !== insert)
    .sort((one, other) => one.from - other.from);
  const after = apply(text, changes);
  // Never wrong, at worst of no use.
  const same = signature(tokens, tree) === signature(tokensOf(parse(after), after), parse(after));
  return { changes: same ? changes : [] };
}

/** The text after changes that don't overlap, in their order. */
export function apply(text, changes) {
  let at = 0, after = "";
  for (const { from, to, insert } of changes) {
    after += text.slice(at, from) + insert;
    at = to;
  }
  return after + text.slice(at);
}

function firstError(tree) {
  let first = null;
  tree.iterate({ enter: (ref) => void (first ??= ref.type.isError && !isHarmless(ref) ? ref.from : null) });
  return first;
}

/** The parser misses something behind a `yield` alone and in an empty pattern: nothing is wrong there. */
const isHarmless = ({ from, to, node }) =>
  from === to && (node.prevSibling?.name === "yield" || /Pattern$/.test(node.parent.name));

const lineNumber = (text, offset) => text.slice(0, offset).split("\n").length;

/** The tokens: `[{from, to, text, node}]`, a text being one, whatever is in it. */
export function tokensOf(tree, text) {
  const tokens = [];
  tree.iterate({
    enter(ref) {
      const whole = TEXTS.has(ref.name);
      if (!whole && ref.node.firstChild) return true;
      if (ref.to > ref.from) tokens.push({ from: ref.from, to: ref.to, text: text.slice(ref.from, ref.to), node: ref.node });
      return false;
    },
  });
  return tokens;
}

/** What a program is, without its blanks: its nodes and its tokens. */
function signature(tokens, tree) {
  const parts = [];
  tree.iterate({
    enter({ name }) {
      parts.push(`(${name}`);
      return !TEXTS.has(name);
    },
    leave: () => void parts.push(")"),
  });
  return `${parts.join("")}\n${tokens.map(({ text }) => text.trimEnd()).join("\0")}`;
}

/** Changes between two tokens of one line. */
function betweenTokens(tokens, text) {
  return tokens.slice(1).flatMap((token, index) => {
    const before = tokens[index];
    const gap = text.slice(before.to, token.from);
    // The arrow of a result is none of the tree's tokens.
    if (/^[ \t]*->[ \t]*$/.test(gap)) return [{ from: before.to, to: token.from, insert: " -> " }];
    // Whatever else is not a blank there is none of ours.
    if (!/^[ \t]*$/.test(gap)) return [];
    return [{ from: before.to, to: token.from, insert: spaceBetween(before, token, gap) }];
  });
}

/** Changes at the ends and the beginnings of lines, and of empty lines. */
function betweenLines(tokens, tree, text) {
  const lines = linesOf(tokens, text);
  const wanted = blankLinesWanted(tree, lines);
  const changes = [];
  let previous = null;
  for (const line of lines) {
    if (line.blank) continue;
    if (!line.kept) {
      const blanks = line.number - (previous?.number ?? 0) - 1;
      const count = previous === null ? 0 : Math.max(Math.min(blanks, 2), wanted.get(line.number) ?? 0);
      const from = previous ? endOfLine(previous, text) : 0;
      const insert = (previous ? "\n".repeat(count + 1) : "") + spaces(line.indent);
      changes.push({ from, to: line.from + line.indent.length, insert });
    }
    previous = line;
  }
  const end = previous ? endOfLine(previous, text) : 0;
  changes.push({ from: end, to: text.length, insert: previous ? "\n" : "" });
  return changes;
}

/** Where a line ends without the blanks there. */
function endOfLine({ from, to, open }, text) {
  if (open) return to;
  return from + text.slice(from, to).replace(/[ \t\f]+$/, "").length;
}

/**
 * The lines: `[{number, from, to, indent, blank, kept, open, comment}]`. Of a line that is
 * `kept` the beginning is a text's or goes on behind a backslash; one is `open` whose end is.
 */
function linesOf(tokens, text) {
  const lines = [];
  let from = 0, next = 0, inside = -1, continued = false;
  text.split("\n").forEach((content, index) => {
    const to = from + content.length;
    while (next < tokens.length && tokens[next].to <= from) next += 1;
    const begun = inside > from;
    for (let at = next; at < tokens.length && tokens[at].from <= to; at += 1) inside = Math.max(inside, tokens[at].to);
    const open = inside > to;
    const first = tokens.slice(next, next + 2).find((token) => token.from >= from && token.from <= to);
    const indent = /^[ \t]*/.exec(content)[0];
    const comment = first?.node.name === "Comment" && first.from === from + indent.length;
    lines.push({
      number: index + 1, from, to, indent, open, comment,
      blank: content.trim() === "" && !begun && !continued,
      kept: begun || continued || content[indent.length] === "\f",
    });
    continued = !open && /\\$/.test(content) && !lastIsComment(tokens, next, to);
    from = to + 1;
  });
  return lines;
}

function lastIsComment(tokens, next, to) {
  let at = next;
  while (at < tokens.length && tokens[at].to < to) at += 1;
  return tokens[at]?.node.name === "Comment" && tokens[at].to === to;
}

/** A tab goes to the next multiple of an indentation. */
function spaces(indent) {
  let column = 0;
  for (const blank of indent) column += blank === "\t" ? INDENT - (column % INDENT) : 1;
  return " ".repeat(column);
}

/** How many blank lines stand at least before a line: two around definitions of the module. */
function blankLinesWanted(tree, lines) {
  const wanted = new Map();
  const byOffset = (offset) => lines.findLast(({ from }) => from <= offset);
  const solid = lines.filter(({ blank }) => !blank);
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    if (!DEFINITIONS.has(node.name)) continue;
    const first = byOffset(node.from);
    // Comments directly above belong to it.
    let at = solid.indexOf(first);
    while (at > 0 && solid[at - 1].comment && solid[at - 1].indent === "" && solid[at - 1].number === solid[at].number - 1) at -= 1;
    if (at > 0 && first.from === node.from) wanted.set(solid[at].number, 2);
    // A comment that is indented belongs to what is above.
    const last = node.to - 1;
    const after = solid.find((line) => line.from > last && !(line.comment && line.indent !== ""));
    if (after && !after.kept) wanted.set(after.number, 2);
  }
  return wanted;
}
