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
 * @typedef {object} Added
 * @property {string} [title]
 * @property {string} [root] the name of the one folder that all of these lie in, as their paths do not say; "" if there is none
 * @property {{name: string, text: import("@codemirror/state").Text}[]} files
 * @property {{name: string, why: string}[]} [leftOut]
 * @property {boolean} [replaces] instead of what is open
 */

/**
 * Adds files to the folder; the text that was there alone is put aside. A file of a known path gets
 * the new text, and keeps its undo history.
 *
 * @param {State} state
 * @param {Added} added
 * @returns {State}
 */
export function addFiles(state, added) {
  const open = added.replaces || !state.folder ? null : together({ ...state, folder: state.folder }, added.root ?? "");
  // What comes without a folder into an open one has a name, but no place that anyone knows.
  const loose = open !== null && !added.root && added.files.every(({ name }) => !name.includes("/"));
  const prefix = open && added.root && open.folder.root !== added.root ? `${added.root}/` : "";
  const known = new Map(open ? open.files.map((file) => [file.name, file]) : []);
  const alone = new Set(open?.folder.alone);
  let { lastId } = state;
  for (const one of added.files) {
    const name = prefix + one.name;
    const had = known.get(name);
    if (!had && loose) alone.add(name);
    known.set(name, { id: had?.id ?? ++lastId, name, text: one.text, original: one.text });
  }
  const files = [...known.values()].sort((a, b) => comparePaths(a.name, b.name));
  const leftOut = new Map((open?.folder.leftOut ?? []).map((one) => [one.name, one]));
  for (const { name, why } of added.leftOut ?? []) leftOut.set(prefix + name, { name: prefix + name, why });
  for (const { name } of added.files) leftOut.delete(prefix + name);
  const shown = open ? current(state).id : 0;
  const titles = new Set([...(open?.folder.title.split(", ") ?? []), added.title ?? ""].filter(Boolean));
  return {
    ...state,
    files,
    lastId,
    at: Math.max(0, files.findIndex((file) => file.id === shown)),
    parked: state.folder ? state.parked : state.files[0],
    folder: {
      title: [...titles].join(", "),
      root: open ? open.folder.root : (added.root ?? ""),
      alone: [...alone],
      leftOut: [...leftOut.values()],
      chosen: open?.folder.chosen ?? false,
    },
    onlyFound: open ? state.onlyFound : files.length > MANY,
    sought: open ? state.sought : "",
    redaction: null,
    result: open ? open.result : null,
  };
}

/**
 * The open files, to be seen together with another folder's: from where both lie, so each path then
 * begins with its own folder's name, as a patch for both has to.
 *
 * @param {State & {folder: import("./state.js").Folder}} state
 * @param {string} root of what is added
 * @returns {State & {folder: import("./state.js").Folder}}
 */
function together(state, root) {
  const { folder } = state;
  if (folder.root === "" || root === "" || root === folder.root) return state;
  const alone = new Set(folder.alone);
  const moved = (/** @type {string} */ name) => (name === "" || alone.has(name) ? name : `${folder.root}/${name}`);
  return {
    ...state,
    files: state.files.map((file) => ({ ...file, name: moved(file.name) })),
    folder: { ...folder, root: "", leftOut: folder.leftOut.map(({ name, why }) => ({ name: moved(name), why })) },
    result: null, // it has the old names
  };
}

/** Names that are told in a sentence. */
const TOLD = 3;

/**
 * Where the patch of a folder is to be applied.
 *
 * @param {import("./state.js").Folder} folder
 * @param {string[]} changed names
 */
export function patchHint({ root, alone }, changed) {
  const loose = changed.filter((name) => alone.includes(name));
  const more = loose.length > TOLD ? ` and ${loose.length - TOLD} more` : "";
  const beside = `${loose.slice(0, TOLD).join(", ")}${more} ${loose.length === 1 ? "was" : "were"} added alone, and ${loose.length === 1 ? "is" : "are"} taken to lie there.`;
  return `Apply the patch with git apply in ${root || "the folder that all of these lie in"}.${loose.length > 0 ? ` ${beside}` : ""}`;
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
  let from = 0; // of the first part that differs
  let at = 0;
  for (; at < a.length && a.charCodeAt(at) === b.charCodeAt(at); at++) if (a.charCodeAt(at) === SLASH) from = at + 1;
  if (at === a.length && at === b.length) return 0;
  const endOfA = a.indexOf("/", from);
  const endOfB = b.indexOf("/", from);
  if (endOfA < 0 !== endOfB < 0) return endOfA < 0 ? 1 : -1;
  return (endOfA < 0 ? a.slice(from) : a.slice(from, endOfA)) < (endOfB < 0 ? b.slice(from) : b.slice(from, endOfB)) ? -1 : 1;
}

const SLASH = 0x2f;
