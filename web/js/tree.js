// The files of a folder as the rows of a tree. Pure: the view only draws them.

import { hasFindings } from "./folder.js";

/**
 * @typedef {import("./wire.js").ReportFile} ReportFile
 *
 * @typedef {object} Row
 * @property {"folder" | "file"} kind
 * @property {string} path of a folder with "/" at its end
 * @property {string} label a folder that holds nothing but a folder shares its row: "modules/iam"
 * @property {number} level from 1
 * @property {number} position among its neighbours, from 1
 * @property {number} neighbours how many there are, itself among them
 * @property {boolean} open of a folder
 * @property {{error: number, warning: number, changed: number}} marks of a file, or of all in a folder;
 *   what was not edited and what does not parse is a warning here
 */

/** What a text without a name is called. */
export const PASTED = "pasted text";

/** Rows drawn at once; a filter shows the rest. */
export const MOST_ROWS = 300;

/**
 * @param {object} what
 * @param {{name: string}[]} what.files sorted by comparePaths
 * @param {Map<string, ReportFile>} what.answers by name
 * @param {string} what.shown the file in the editor, which no filter hides
 * @param {boolean} what.onlyFound
 * @param {string} what.sought
 * @param {Set<string>} what.closed paths of folders
 * @returns {{rows: Row[], matching: number}} matching: how many files pass the filter
 */
export function rowsOf({ files, answers, shown, onlyFound, sought, closed }) {
  const wanted = sought.trim().toLowerCase();
  const passes = (/** @type {string} */ name) =>
    (!onlyFound || hasFindings(answers.get(name))) && (wanted === "" || (name || PASTED).toLowerCase().includes(wanted));
  const matching = files.filter(({ name }) => passes(name)).length;
  const root = folderOf(files.map(({ name }) => name).filter((name) => name === shown || passes(name)));
  /** @type {Row[]} */
  const rows = [];
  addRows(rows, root, "", 1, { answers, closed });
  return { rows, matching };
}

/** @typedef {{folders: Map<string, Node>, files: string[]}} Node */

/** @param {string[]} paths @returns {Node} */
function folderOf(paths) {
  /** @type {Node} */
  const root = { folders: new Map(), files: [] };
  for (const path of paths) {
    const parts = path.split("/");
    let node = root;
    for (const part of parts.slice(0, -1)) {
      let next = node.folders.get(part);
      if (!next) node.folders.set(part, (next = { folders: new Map(), files: [] }));
      node = next;
    }
    node.files.push(path);
  }
  return root;
}

/**
 * @param {Row[]} rows
 * @param {Node} node
 * @param {string} prefix
 * @param {number} level
 * @param {{answers: Map<string, ReportFile>, closed: Set<string>}} how
 * @returns {Row["marks"]} of all below
 */
function addRows(rows, node, prefix, level, how) {
  const neighbours = node.folders.size + node.files.length;
  const sum = { error: 0, warning: 0, changed: 0 };
  let position = 0;
  for (let [label, child] of node.folders) {
    let only;
    while (child.files.length === 0 && child.folders.size === 1 && ([only] = child.folders)) {
      label += `/${only[0]}`;
      child = only[1];
    }
    const path = `${prefix}${label}/`;
    const open = !how.closed.has(path);
    /** @type {Row} */
    const row = { kind: "folder", path, label, level, position: ++position, neighbours, open, marks: sum };
    rows.push(row);
    row.marks = addRows(open ? rows : [], child, path, level + 1, how);
    add(sum, row.marks);
  }
  for (const path of node.files) {
    const marks = marksOf(how.answers.get(path));
    const label = path.slice(path.lastIndexOf("/") + 1) || PASTED;
    rows.push({ kind: "file", path, label, level, position: ++position, neighbours, open: false, marks });
    add(sum, marks);
  }
  return sum;
}

/** @param {Row["marks"]} sum @param {Row["marks"]} more */
function add(sum, more) {
  sum.error += more.error;
  sum.warning += more.warning;
  sum.changed += more.changed;
}

/** @param {ReportFile | undefined} file @returns {Row["marks"]} */
function marksOf(file) {
  if (!file) return { error: 0, warning: 0, changed: 0 };
  const { error, warning, refused, broken } = file.counts;
  return { error, warning: warning + refused + broken, changed: Number(file.changed) };
}

/**
 * Where a key leads, as in every tree: up and down the rows, out of a folder and into it, to the first
 * and the last, and to the next row that begins with what was typed.
 *
 * @param {Row[]} rows
 * @param {number} at the row that has the keyboard
 * @param {string} key
 * @returns {{to: number} | {toggle: number} | null} null: the key means nothing here
 */
export function moveOf(rows, at, key) {
  const row = rows[at];
  switch (key) {
    case "ArrowDown":
      return { to: Math.min(at + 1, rows.length - 1) };
    case "ArrowUp":
      return { to: Math.max(at - 1, 0) };
    case "Home":
      return { to: 0 };
    case "End":
      return { to: rows.length - 1 };
    case "ArrowRight":
      if (row.kind !== "folder") return null;
      return row.open ? { to: Math.min(at + 1, rows.length - 1) } : { toggle: at };
    case "ArrowLeft":
      if (row.kind === "folder" && row.open) return { toggle: at };
      return { to: parentOf(rows, at) };
    default:
      return null;
  }
}

/** The folder that a row lies in, or the row itself at the top. @param {Row[]} rows @param {number} at */
function parentOf(rows, at) {
  const parent = rows.findLastIndex((one, index) => index < at && one.level < rows[at].level);
  return parent < 0 ? at : parent;
}

/** The next row that begins with what was typed, round the end; -1 for none. @param {Row[]} rows @param {number} at @param {string} typed */
export function typedTo(rows, at, typed) {
  const start = typed.length === 1 ? at + 1 : at; // more letters of one word stay where they match
  for (let step = 0; step < rows.length; step++) {
    const index = (start + step) % rows.length;
    if (rows[index].label.toLowerCase().startsWith(typed.toLowerCase())) return index;
  }
  return -1;
}
