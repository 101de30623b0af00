// Which blanks stand between two tokens of a line.

const BRACKETS = { "(": ")", "[": "]", "{": "}" };
const OPEN = new Set(Object.keys(BRACKETS));
const CLOSE = new Set(Object.values(BRACKETS));
const SPREAD = new Set(["AssignOp", "UpdateOp", "CompareOp", "BitOp", "ArithOp"]);

/** The blanks between two tokens, where now there are those of `gap`. */
export function spaceBetween(before, after, gap) {
  // Comments may stand below each other.
  if (after.node.name === "Comment") return gap.length >= 2 && !gap.includes("\t") ? gap : gap.length >= 2 ? gap.replaceAll("\t", "    ") : "  ";
  const rule = left(after) ?? right(before, after);
  return rule ?? (gap === "" ? "" : " ");
}

/** What a token wants before it. */
function left({ text, node }) {
  const { parent } = node;
  if (CLOSE.has(text)) return isBracket(node) ? "" : undefined;
  if (text === ",") return parent.name === "LambdaExpression" ? undefined : "";
  if (text === "(" && isBracket(node)) return isCall(node) ? "" : undefined;
  if (text === "[" && isBracket(node)) return isSubscript(node) ? "" : undefined;
  if (text === ":") return closes(node) ? "" : undefined;
  return around(node);
}

/** What a token wants after it, where another one stands. */
function right({ text, node }, after) {
  if (OPEN.has(text) && isBracket(node)) return "";
  if (text === ",") return after.text === ":" ? undefined : " ";
  if (text === ":") return closes(node) ? " " : undefined;
  return around(node);
}

const isBracket = (node) => OPEN.has(node.name) || CLOSE.has(node.name);

/** A list of arguments or parameters, directly behind what is called or defined. */
const isCall = ({ parent }) => (parent.name === "ArgList" || parent.name === "ParamList") && parent.parent?.name !== "LambdaExpression"
  && parent.prevSibling !== null;

const isSubscript = ({ parent, prevSibling }) => parent.name === "MemberExpression" && prevSibling !== null;

/** A colon that ends a head, or stands between a name and its type, a key and its value. */
const closes = ({ parent }) => /^(Body|MatchBody|TypeDef|DictionaryExpression|DictionaryComprehensionExpression|LambdaExpression)$/.test(parent.name);

/** What an operator wants on either side. */
function around(node) {
  // `**` is a node in its operator's.
  const operator = SPREAD.has(node.parent?.name) ? node.parent : node;
  if (!SPREAD.has(operator.name)) return undefined;
  const { parent } = operator;
  switch (operator.name) {
    case "AssignOp":
      if (parent.name === "ArgList") return "";
      if (parent.name === "ParamList") return operator.prevSibling?.name === "TypeDef" ? " " : "";
      return /^(AssignStatement|NamedExpression|TypeDefinition)$/.test(parent.name) ? " " : undefined;
    case "UpdateOp": return " ";
    default:
      // The power binds closely, and so does what stands in a subscript.
      if (parent.name !== "BinaryExpression" || operator.firstChild?.name === "**" || inSubscript(parent)) return undefined;
      return " ";
  }
}

function inSubscript(node) {
  for (let at = node; at; at = at.parent) {
    if (at.name === "MemberExpression" && at !== node && at.firstChild.nextSibling?.name === "[") return true;
    if (/^(ArgList|Body|.*Statement|ParenthesizedExpression)$/.test(at.name)) return false;
  }
  return false;
}
