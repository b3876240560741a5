// What the page knows, and the one function that changes it. Pure: no DOM, no clock, no engine.

import { addFiles, addText, closeFolder, current, emptyText, firstToShow, removeFile, withCurrent } from "./folder.js";

/**
 * @typedef {import("./wire.js").Options} Options
 * @typedef {import("./wire.js").Report} Report
 *
 * @typedef {import("@codemirror/state").Text} Text
 *
 * @typedef {object} TextFile
 * @property {number} id of its undo history; stays while the text changes
 * @property {string} name its path, with "/"; "" for a paste
 * @property {Text} text exact
 * @property {Text} original the text as it came, before anyone typed into it
 *
 * @typedef {object} Folder
 * @property {string} title of the folders or archives that were opened, "" for files
 * @property {string} root the name of the one folder that the paths are seen from, "" if they are seen from where several lie
 * @property {string[]} alone names of files that were added without a folder, so that nobody knows where they lie
 * @property {{name: string, why: string}[]} leftOut what was not read
 * @property {boolean} chosen somebody has chosen a file or typed into one, or the first answer told which one to show:
 *   from then on nothing but a person changes which one is in view
 *
 * @typedef {object} Result an answer and the texts it belongs to
 * @property {Report} report its files are in the order of these
 * @property {TextFile[]} files
 * @property {number} version
 *
 * @typedef {object} Hiding what a person wants hidden or kept beyond what the rules find; in memory only
 * @property {string[]} terms hidden wherever they stand
 * @property {string[]} keep values that stay
 * @property {boolean} names hide the names of resources in ARNs too
 *
 * @typedef {object} State
 * @property {TextFile[]} files at least one, which is all there is unless a folder is open
 * @property {number} at the file in the editor
 * @property {Folder | null} folder
 * @property {TextFile | null} parked the text that was there before the folder
 * @property {number} lastId
 * @property {Options} options
 * @property {Record<string, number>} choices finding id to fix index, -1 for none
 * @property {number} version grows with everything the answer depends on
 * @property {"idle" | "waiting" | "running" | "slow" | "answered" | "failed"} run
 * @property {string} failure why the last run gave no answer
 * @property {Result | null} result the last answer; stays in view while the next one is made
 * @property {{phase: "starting" | "ready" | "restarting" | "failed", cause: string}} engine
 * @property {import("./wire.js").About | null} about
 * @property {{reply: import("./wire.js").Redaction, of: string} | null} redaction
 * @property {string} redactionFailure
 * @property {Hiding} hiding
 * @property {"correction" | "redaction"} panel
 * @property {"unified" | "split" | "patch"} layout
 * @property {boolean} whole show unchanged parts of the diff too
 * @property {boolean} onlyFound show only files in which something was found
 * @property {string} sought show only files with this in their path
 * @property {"system" | "light" | "dark"} theme
 * @property {{tone: "info" | "error", text: string} | null} notice
 * @property {{done: number, total: number} | null} reading files being taken in; total is 0 for a
 *   single large text, and while a folder is still being walked
 */

/** @type {Options} */
export const noOptions = {
  requested: null,
  roleMax: null,
  orgLimit: null,
  strategy: "auto",
  chained: "auto",
  target: "",
  format: "",
};

/** @type {State} */
export const initialState = {
  files: [emptyText],
  at: 0,
  folder: null,
  parked: null,
  lastId: 0,
  options: noOptions,
  choices: {},
  version: 0,
  run: "idle",
  failure: "",
  result: null,
  engine: { phase: "starting", cause: "" },
  about: null,
  redaction: null,
  redactionFailure: "",
  hiding: { terms: [], keep: [], names: false },
  panel: "correction",
  layout: "unified",
  whole: false,
  onlyFound: false,
  sought: "",
  theme: "system",
  notice: null,
  reading: null,
};

/**
 * @param {State} state
 * @param {any} action its type says what happened, in the past tense
 * @returns {State}
 */
export function reduce(state, action) {
  switch (action.type) {
    case "typed": {
      const { text, original } = current(state);
      // A paste in place of a whole text is a new one; in a folder it is that file, rewritten.
      const fresh = action.pasted && (action.whole || text.length === 0) && !state.folder;
      const change = fresh ? { text: action.text, original: action.text, name: "" } : { text: action.text, original };
      const folder = state.folder && !state.folder.chosen ? { ...state.folder, chosen: true } : state.folder;
      return withInput(state, { files: withCurrent(state, change), folder });
    }
    case "opened": { // a whole new text: its findings are others, so earlier choices are void
      const alone = closeFolder(state);
      const { original } = current(alone);
      return withInput(alone, {
        files: withCurrent(alone, {
          text: action.text,
          original: action.text.length > 0 ? action.text : original,
          name: action.name ?? "",
        }),
        options: action.options ? { ...noOptions, ...action.options } : state.options,
        choices: {},
        notice: null,
      });
    }
    case "reset-asked":
      return withInput(state, { files: withCurrent(state, { text: current(state).original }), choices: {}, notice: null });
    case "files-added":
      return withInput(addFiles(state, action), {
        options: action.options ? { ...noOptions, ...action.options } : state.options,
        choices: {},
        notice: action.notice ?? null,
      });
    case "file-chosen": {
      const at = state.files.findIndex((file) => file.name === action.name);
      if (at < 0 || !state.folder) return state;
      return { ...state, at, folder: { ...state.folder, chosen: true }, redaction: null, redactionFailure: "" };
    }
    case "text-added":
      return withInput(addText(state), { choices: {} });
    case "file-removed":
      return withInput(removeFile(state, action.name), { choices: {} });
    case "folder-closed":
      return withInput(closeFolder(state), { choices: {}, notice: null });
    case "filter-changed":
      return { ...state, onlyFound: action.onlyFound ?? state.onlyFound, sought: action.sought ?? state.sought };
    case "options-changed":
      return withInput(state, { options: { ...state.options, ...action.options } });
    case "fix-chosen":
      return withInput(state, { choices: { ...state.choices, [action.finding]: action.fix } });
    case "rerun-asked":
      return withInput(state, {});
    case "run-started":
      return action.version === state.version ? { ...state, run: "running" } : state;
    case "run-slowed":
      return action.version === state.version ? { ...state, run: "slow" } : state;
    case "reported": {
      if (action.version !== state.version) return state;
      const result = { report: action.report, files: action.files, version: action.version };
      const answered = /** @type {State} */ ({ ...state, run: "answered", failure: "", result });
      if (!state.folder || state.folder.chosen) return answered;
      return { ...answered, at: firstToShow(action.report), folder: { ...state.folder, chosen: true } };
    }
    case "run-failed":
      if (action.version !== state.version) return state;
      return { ...state, run: "failed", failure: action.message, result: null };
    case "engine-changed":
      return { ...state, engine: { phase: action.phase, cause: action.cause } };
    case "about-arrived":
      return { ...state, about: action.about };
    case "redacted":
      if (action.of !== redactionKey(state)) return state;
      return { ...state, redaction: { reply: action.reply, of: action.of }, redactionFailure: "" };
    case "redaction-failed":
      if (action.of !== redactionKey(state)) return state;
      return { ...state, redaction: null, redactionFailure: action.message };
    case "hiding-changed":
      return { ...state, hiding: { ...state.hiding, ...action.hiding } };
    case "panel-chosen":
      return { ...state, panel: action.panel };
    case "layout-chosen":
      return { ...state, layout: action.layout };
    case "whole-chosen":
      return { ...state, whole: action.whole };
    case "theme-chosen":
      return { ...state, theme: action.theme };
    case "reading-started":
      return { ...state, reading: { done: 0, total: 0 }, notice: null };
    case "reading-went-on":
      return { ...state, reading: { done: action.done, total: action.total } };
    case "noticed":
      return { ...state, notice: { tone: action.tone, text: action.text }, reading: null };
    case "notice-dismissed":
      return { ...state, notice: null };
    default:
      throw new Error(`unknown action ${action.type}`);
  }
}

/** @param {State} state @param {Partial<State>} change @returns {State} */
function withInput(state, change) {
  const next = { ...state, reading: null, ...change, version: state.version + 1 };
  if (hasText(next)) return { ...next, run: "waiting" };
  return { ...next, run: "idle", failure: "", result: null, redaction: null };
}

/** Is there anything to ask about? @param {State} state */
export function hasText(state) {
  return state.files.some((file) => file.text.length > 0);
}

/** What a redaction is of: one text of one moment, hidden in one way. @param {State} state */
export function redactionKey(state) {
  return `${state.version} ${current(state).id} ${JSON.stringify(state.hiding)}`;
}

/**
 * What to ask the engine, but for the texts themselves.
 *
 * @param {State} state
 */
export function refactorRequest(state) {
  const { requested, roleMax, orgLimit, strategy, chained, target, format } = state.options;
  /** @type {Record<string, any>} */
  const options = { suggest: true };
  if (requested !== null) options.requested = requested;
  if (roleMax !== null) options.roleMax = roleMax;
  if (orgLimit !== null) options.orgLimit = orgLimit;
  if (strategy !== "auto") options.strategy = strategy;
  if (chained !== "auto") options.chained = chained;
  if (target !== "") options.target = target;
  if (format !== "") options.format = format;
  if (Object.keys(state.choices).length > 0) options.choices = state.choices;
  return { files: state.files.map(({ name }) => ({ name, text: "" })), options };
}
