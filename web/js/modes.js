// Colours for every notation but HCL and shell, as one script of its own. The page loads it whole
// while the engine starts: fetched one by one when a text is answered, they would tell the server
// what kind of text was pasted, and an offline page would stay without them.

import { clike, cpp, csharp, java, kotlin, scala } from "@codemirror/legacy-modes/mode/clike";
import { dockerFile } from "@codemirror/legacy-modes/mode/dockerfile";
import { go } from "@codemirror/legacy-modes/mode/go";
import { groovy } from "@codemirror/legacy-modes/mode/groovy";
import { javascript, json, typescript } from "@codemirror/legacy-modes/mode/javascript";
import { powerShell } from "@codemirror/legacy-modes/mode/powershell";
import { properties } from "@codemirror/legacy-modes/mode/properties";
import { python } from "@codemirror/legacy-modes/mode/python";
import { ruby } from "@codemirror/legacy-modes/mode/ruby";
import { rust } from "@codemirror/legacy-modes/mode/rust";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { xml } from "@codemirror/legacy-modes/mode/xml";
import { yaml } from "@codemirror/legacy-modes/mode/yaml";

/** @param {string} words */
const set = (words) => Object.fromEntries(words.split(" ").map((word) => [word, true]));

/** @param {any} stream */
const restIsComment = (stream) => (stream.skipToEnd(), "comment");

const php = clike(/** @type {any} */ ({
  name: "php",
  keywords: set("abstract as break case catch class const continue default do echo else elseif extends final finally fn for foreach function " +
    "if implements instanceof interface match namespace new private protected public readonly return static switch throw trait try use while yield"),
  types: set("array bool callable float int iterable mixed object string void self"),
  atoms: set("true false null TRUE FALSE NULL"),
  defKeywords: set("class function interface namespace trait"),
  multiLineStrings: true,
  hooks: {
    $: (/** @type {any} */ stream) => (stream.eatWhile(/\w/), "variableName"),
    "#": (/** @type {any} */ stream) => (stream.eat("[") ? "meta" : restIsComment(stream)),
    "'": (/** @type {any} */ _, /** @type {any} */ state) => {
      state.tokenize = singleQuoted;
      return singleQuoted(_, state);
    },
    "<": (/** @type {any} */ stream) => (stream.match("?php") || stream.match("?=") ? "meta" : false),
    "?": (/** @type {any} */ stream) => (stream.eat(">") ? "meta" : false),
  },
}));

/** @param {any} stream @param {any} state */
function singleQuoted(stream, state) {
  for (let char; (char = stream.next()) !== undefined && char !== null; ) {
    if (char === "\\") stream.next();
    else if (char === "'") {
      state.tokenize = null;
      break;
    }
  }
  return "string";
}

/** @type {Record<string, any>} */
export const modes = {
  cpp, csharp, docker: dockerFile, go, groovy, java, javascript, json, kotlin, php, powershell: powerShell, properties, python,
  ruby, rust, scala, toml, typescript, xml, yaml,
};
