// Several files as one folder: what it means to add, remove and choose one, and what the answer says
// of each.

import { Text } from "@codemirror/state";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").TextFile} TextFile
 * @typedef {import("./wire.js").ReportFile} ReportFile
 */

/** More files than this are shown by what was found in them, at first. */
const MANY = 12;

/** The file in the editor. @param {State} state @returns {TextFile} */
export function current(state) {
  return state.files[state.at];
}

/** The files, the one in the editor changed. @param {State} state @param {Partial<TextFile>} change */
export function withCurrent(state, change) {
  return state.files.with(state.at, { ...current(state), ...change });
}

/**
 * What the last answer says of the file in the editor; null if it does not know it.
 *
 * @param {State} state
 * @returns {{index: number, file: ReportFile, before: TextFile} | null}
 */
export function answerOf(state) {
  const { result } = state;
  const { id } = current(state);
  const index = result?.files[state.at]?.id === id ? state.at : (result?.files.findIndex((file) => file.id === id) ?? -1);
  if (!result || index < 0) return null;
  return { index, file: result.report.files[index], before: result.files[index] };
}

/**
 * Adds files to the folder; the text that was there alone is put aside. A file of a known path gets
 * the new text, and keeps its undo history.
 *
 * @param {State} state
 * @param {{title?: string, files: {name: string, text: import("@codemirror/state").Text}[],
 *   leftOut?: {name: string, why: string}[], replaces?: boolean}} added replaces: instead of what is open
 * @returns {State}
 */
export function addFiles(state, added) {
  const open = added.replaces ? null : state.folder;
  const known = new Map(open ? state.files.map((file) => [file.name, file]) : []);
  let { lastId } = state;
  for (const { name, text } of added.files) {
    const id = known.get(name)?.id ?? ++lastId;
    known.set(name, { id, name, text, original: text });
  }
  const files = [...known.values()].sort((a, b) => comparePaths(a.name, b.name));
  const leftOut = new Map((open?.leftOut ?? []).map((one) => [one.name, one]));
  for (const one of added.leftOut ?? []) leftOut.set(one.name, one);
  for (const { name } of added.files) leftOut.delete(name);
  const shown = open ? current(state).id : 0;
  return {
    ...state,
    files,
    lastId,
    at: Math.max(0, files.findIndex((file) => file.id === shown)),
    parked: state.folder ? state.parked : state.files[0],
    folder: { title: open?.title || (added.title ?? ""), leftOut: [...leftOut.values()], chosen: open?.chosen ?? false },
    onlyFound: open ? state.onlyFound : files.length > MANY,
    sought: open ? state.sought : "",
    redaction: null,
    result: open ? state.result : null,
  };
}

/** @param {State} state @param {string} name @returns {State} */
export function removeFile(state, name) {
  const index = state.files.findIndex((file) => file.name === name);
  if (!state.folder || index < 0) return state;
  if (state.files.length === 1) return closeFolder(state);
  const files = state.files.toSpliced(index, 1);
  const at = Math.min(state.at > index ? state.at - 1 : state.at, files.length - 1);
  const parked = name === "" ? state.files[index] : state.parked;
  return { ...state, files, at, parked, redaction: null };
}

/**
 * Puts a text without a name among the files, e.g. for the error: the paste that was there before the
 * folder, or an empty one.
 *
 * @param {State} state
 * @returns {State}
 */
export function addText(state) {
  if (!state.folder) return state;
  const had = state.files.findIndex((file) => file.name === "");
  if (had >= 0) return { ...state, at: had };
  const { parked } = state;
  const lastId = state.lastId + 1;
  const text = parked?.name === "" ? parked : { ...emptyText, id: lastId };
  const files = [...state.files, text].sort((a, b) => comparePaths(a.name, b.name));
  return { ...state, files, lastId, at: files.indexOf(text), folder: { ...state.folder, chosen: true }, redaction: null };
}

/** @type {TextFile} */
export const emptyText = { id: 0, name: "", text: Text.empty, original: Text.empty };

/** Back to the text alone that was there before the folder. @param {State} state @returns {State} */
export function closeFolder(state) {
  if (!state.folder) return state;
  const alone = state.files.find((file) => file.name === "") ?? state.parked ?? emptyText;
  return { ...state, files: [alone], at: 0, parked: null, folder: null, result: null, redaction: null, sought: "", onlyFound: false };
}

/** The file to show first: one that changes, else the worst. @param {import("./wire.js").Report} report */
export function firstToShow(report) {
  let best = 0;
  let most = -1;
  report.files.forEach((file, index) => {
    const { error, warning, info, refused, broken } = file.counts;
    const weight = Number(file.changed) * 1000 + Math.min(error, 9) * 100 + Math.min(warning + refused + broken, 9) * 10 + Math.min(info, 9);
    if (weight > most) (best = index), (most = weight);
  });
  return best;
}

/** Was anything found in this file that one would want to see? @param {ReportFile | undefined} file */
export function hasFindings(file) {
  if (!file) return false;
  const { error, warning, info, refused, broken } = file.counts;
  return file.changed || error + warning + info + refused + broken > 0;
}

/**
 * Folder by folder: what lies in a folder stands together, folders before files.
 *
 * @param {string} a
 * @param {string} b
 */
export function comparePaths(a, b) {
  const left = a.split("/");
  const right = b.split("/");
  for (let i = 0; ; i++) {
    const lastLeft = i === left.length - 1;
    const lastRight = i === right.length - 1;
    if (lastLeft !== lastRight) return lastLeft ? 1 : -1;
    if (left[i] !== right[i]) return left[i] < right[i] ? -1 : 1;
    if (lastLeft) return 0;
  }
}
