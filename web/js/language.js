// Which colours a text gets: by its name, else by the notation that the engine found in it.

import { StreamLanguage } from "@codemirror/language";
import { shell } from "@codemirror/legacy-modes/mode/shell";
import { tags } from "@lezer/highlight";
import { hcl } from "./hcl-mode.js";

/** A line longer than this has no colours: nobody reads it, and it would hold up typing. */
const LONGEST_LINE = 5000;

/** @type {Record<string, string>} mode to the endings of names that have it */
const endings = {
  hcl: "tf tfvars hcl nomad tofu",
  shell: "sh bash zsh ksh env envrc bats mk",
  yaml: "yml yaml",
  json: "json json5 jsonc template",
  properties: "ini cfg conf properties",
  toml: "toml",
  python: "py pyi",
  javascript: "js mjs cjs jsx",
  typescript: "ts mts cts tsx",
  go: "go",
  java: "java",
  kotlin: "kt kts",
  scala: "scala sc",
  csharp: "cs",
  cpp: "c h cc cpp hpp",
  groovy: "groovy gradle",
  ruby: "rb rake",
  php: "php",
  rust: "rs",
  powershell: "ps1 psm1 psd1",
  xml: "xml csproj props targets",
  docker: "dockerfile containerfile",
};
const byEnding = new Map(Object.entries(endings).flatMap(([mode, list]) =>
  list.split(" ").map((ending) => /** @type {const} */ ([ending, mode]))));

/** @type {Record<string, string>} whole names, in lower case */
const byName = {
  dockerfile: "docker", containerfile: "docker", jenkinsfile: "groovy", makefile: "shell", rakefile: "ruby", gemfile: "ruby",
  "aws/config": "properties", "aws/credentials": "properties",
};

/** @type {Record<string, string>} the engine's format to the mode that such a text mostly has */
const byFormat = {
  hcl: "hcl", shell: "shell", kubernetes: "yaml", "pulumi-yaml": "yaml", ansible: "yaml", cloudformation: "yaml", workflow: "yaml",
  pipeline: "yaml", "iam-policy": "json", "terraform-json": "json",
  "aws-config": "properties", "tool-settings": "yaml", powershell: "powershell", batch: "shell",
};

/**
 * @param {string} name with or without folders, "" for a paste
 * @param {string} format the engine's format id, "" if it is not known yet
 * @returns {string} a mode, "" for none
 */
export function modeOf(name, format) {
  const path = name.toLowerCase();
  const file = path.slice(path.lastIndexOf("/") + 1);
  const folder = path.slice(0, Math.max(0, path.length - file.length - 1)).split("/").at(-1) ?? "";
  const ending = file.includes(".") ? file.slice(file.lastIndexOf(".") + 1) : "";
  return own(byName, file) ?? own(byName, `${folder.replace(".", "")}/${file}`) ?? byEnding.get(ending) ?? own(byFormat, format) ?? "";
}

/** @param {Record<string, string>} table @param {string} key @returns {string | undefined} */
function own(table, key) {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** @type {Record<string, any>} */
let parsers = { hcl, shell };
/** @type {Map<string, StreamLanguage<any>>} */
const languages = new Map();

/** Loads the parsers of the other notations; without them their texts have no colours. */
export async function loadModes() {
  try {
    const { modes } = await import("./modes.js");
    parsers = { ...modes, ...parsers };
  } catch {
    // Colours are all that is lost.
  }
}

/** @param {string} name @param {string} format @returns {StreamLanguage<any> | null} */
export function languageOf(name, format) {
  const mode = modeOf(name, format);
  const parser = parsers[mode];
  if (!parser) return null;
  let language = languages.get(mode);
  if (!language) languages.set(mode, (language = coloured(parser)));
  return language;
}

/** Old names of tokens, which the modes also give in pairs ("string property"). */
const tokenTable = {
  property: tags.propertyName, variable: tags.variableName, def: tags.definition(tags.variableName), builtin: tags.standard(tags.variableName),
  tag: tags.tagName, attribute: tags.attributeName, type: tags.typeName, qualifier: tags.modifier, error: tags.invalid, header: tags.heading,
};

/** @param {any} parser */
function coloured(parser) {
  return StreamLanguage.define({
    ...parser,
    tokenTable: { ...tokenTable, ...parser.tokenTable },
    token(stream, state) {
      if (stream.string.length <= LONGEST_LINE) return parser.token(stream, state);
      stream.skipToEnd();
      return null;
    },
  });
}
