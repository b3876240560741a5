// Colours for HCL: enough to read Terraform by, tolerant of broken text. Meaning is the engine's.

/**
 * @typedef {object} Mode
 * @property {string} heredoc the end marker, "" outside a heredoc
 * @property {boolean} comment inside a block comment
 * @property {boolean} string inside a quoted string
 * @property {number[]} templates depths of open braces of each template around
 */

const constants = /^(true|false|null)$/;
/** The labels and brace after a block's type. Each label needs a space before it, so that prose is
 * given up at once, not tried in every way. */
const blockHeader = /^(\s+("[^"]*"|[A-Za-z_][\w-]*))*\s*\{/;
const keywords = /^(for|in|if|else|endif|endfor)$/;

export const hcl = {
  name: "hcl",
  languageData: { commentTokens: { line: "#" } },
  /** @returns {Mode} */
  startState: () => ({ heredoc: "", comment: false, string: false, templates: [] }),
  copyState: (/** @type {Mode} */ mode) => ({ ...mode, templates: [...mode.templates] }),
  /** @param {import("@codemirror/language").StringStream} stream @param {Mode} mode */
  token(stream, mode) {
    if (mode.comment) {
      if (stream.skipTo("*/")) (stream.match("*/"), (mode.comment = false));
      else stream.skipToEnd();
      return "comment";
    }
    if (mode.heredoc) {
      if (stream.sol() && stream.string.trim() === mode.heredoc) mode.heredoc = "";
      stream.skipToEnd();
      return "string";
    }
    if (mode.string) return stringToken(stream, mode);
    if (stream.eatSpace()) return null;
    if (stream.match("#") || stream.match("//")) return stream.skipToEnd(), "comment";
    if (stream.match("/*")) return (mode.comment = true), "comment";
    const heredoc = stream.match(/^<<-?([A-Za-z_][\w-]*)\s*$/);
    if (heredoc && typeof heredoc !== "boolean") return (mode.heredoc = heredoc[1]), "string";
    if (stream.match('"')) return (mode.string = true), "string";
    if (stream.match(/^\d+(\.\d+)?([eE][+-]?\d+)?/)) return "number";
    const word = stream.match(/^[A-Za-z_][\w-]*/);
    if (word && typeof word !== "boolean") return wordToken(stream, word[0]);
    return braceToken(stream, mode);
  },
};

/** @param {import("@codemirror/language").StringStream} stream @param {Mode} mode */
function stringToken(stream, mode) {
  while (!stream.eol()) {
    if (stream.match("$${") || stream.match("%%{")) continue;
    if (stream.match("${") || stream.match("%{")) {
      mode.templates.push(0);
      mode.string = false;
      return "string";
    }
    const char = stream.next();
    if (char === "\\") stream.next();
    else if (char === '"') return (mode.string = false), "string";
  }
  mode.string = false; // a quoted string ends with its line, closed or not
  return "string";
}

/** @param {import("@codemirror/language").StringStream} stream @param {string} word */
function wordToken(stream, word) {
  if (constants.test(word)) return "atom";
  if (keywords.test(word)) return "keyword";
  if (stream.match(/^\s*=(?![=>])/, false)) return "propertyName";
  if (stream.match(blockHeader, false)) return "keyword";
  if (stream.match("(", false)) return "variableName.function";
  return "variableName";
}

/** @param {import("@codemirror/language").StringStream} stream @param {Mode} mode */
function braceToken(stream, mode) {
  const char = stream.next();
  const top = mode.templates.length - 1;
  if (char === "{" && top >= 0) mode.templates[top]++;
  if (char === "}" && top >= 0 && mode.templates[top]-- === 0) {
    mode.templates.pop();
    mode.string = true;
    return "string";
  }
  return null;
}
