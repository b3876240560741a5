// What the page knows, and the one function that changes it. Pure: no DOM, no clock, no engine.

import { Text } from "@codemirror/state";

/**
 * @typedef {import("./wire.js").Options} Options
 * @typedef {import("./wire.js").Report} Report
 *
 * @typedef {object} Result an answer and the text it belongs to
 * @property {Report} report
 * @property {Text} text
 * @property {number} version
 *
 * @typedef {object} State
 * @property {Text} text the paste, exact
 * @property {Text} original the text as it came, before anyone typed into it
 * @property {string} name of the chosen file, "" for a paste
 * @property {Options} options
 * @property {Record<string, number>} choices finding id to fix index, -1 for none
 * @property {number} version grows with everything the answer depends on
 * @property {"idle" | "waiting" | "running" | "slow" | "answered" | "failed"} run
 * @property {string} failure why the last run gave no answer
 * @property {Result | null} result the last answer; stays in view while the next one is made
 * @property {{phase: "starting" | "ready" | "restarting" | "failed", cause: string}} engine
 * @property {import("./wire.js").About | null} about
 * @property {{reply: import("./wire.js").Redaction, version: number} | null} redaction
 * @property {string} redactionFailure
 * @property {"correction" | "redaction"} panel
 * @property {"unified" | "split" | "patch"} layout
 * @property {boolean} whole show unchanged parts of the diff too
 * @property {"system" | "light" | "dark"} theme
 * @property {{tone: "info" | "error", text: string} | null} notice
 * @property {boolean} reading a large text is being taken in
 */

/** @type {Options} */
export const noOptions = {
  requested: null,
  roleMax: null,
  orgLimit: null,
  strategy: "auto",
  chained: "auto",
  target: "",
};

/** @type {State} */
export const initialState = {
  text: Text.empty,
  original: Text.empty,
  name: "",
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
  panel: "correction",
  layout: "unified",
  whole: false,
  theme: "system",
  notice: null,
  reading: false,
};

/**
 * @param {State} state
 * @param {any} action its type says what happened, in the past tense
 * @returns {State}
 */
export function reduce(state, action) {
  switch (action.type) {
    case "typed": {
      const original = action.pasted && state.text.length === 0 ? action.text : state.original;
      return withInput(state, { text: action.text, original });
    }
    case "opened": // a whole new text: its findings are others, so earlier choices are void
      return withInput(state, {
        text: action.text,
        original: action.text.length > 0 ? action.text : state.original,
        name: action.name ?? "",
        options: action.options ? { ...noOptions, ...action.options } : state.options,
        choices: {},
        notice: null,
      });
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
    case "reported":
      if (action.version !== state.version) return state;
      return {
        ...state,
        run: "answered",
        failure: "",
        result: { report: action.report, text: action.text, version: action.version },
      };
    case "run-failed":
      if (action.version !== state.version) return state;
      return { ...state, run: "failed", failure: action.message, result: null };
    case "engine-changed":
      return { ...state, engine: { phase: action.phase, cause: action.cause } };
    case "about-arrived":
      return { ...state, about: action.about };
    case "redacted":
      if (action.version !== state.version) return state;
      return {
        ...state,
        redaction: { reply: action.reply, version: action.version },
        redactionFailure: "",
      };
    case "redaction-failed":
      if (action.version !== state.version) return state;
      return { ...state, redaction: null, redactionFailure: action.message };
    case "panel-chosen":
      return { ...state, panel: action.panel };
    case "layout-chosen":
      return { ...state, layout: action.layout };
    case "whole-chosen":
      return { ...state, whole: action.whole };
    case "theme-chosen":
      return { ...state, theme: action.theme };
    case "reading-started":
      return { ...state, reading: true, notice: null };
    case "noticed":
      return { ...state, notice: { tone: action.tone, text: action.text }, reading: false };
    case "notice-dismissed":
      return { ...state, notice: null };
    default:
      throw new Error(`unknown action ${action.type}`);
  }
}

/** @param {State} state @param {Partial<State>} change @returns {State} */
function withInput(state, change) {
  const next = { ...state, reading: false, ...change, version: state.version + 1 };
  if (next.text.length > 0) return { ...next, run: "waiting" };
  return { ...next, run: "idle", failure: "", result: null, redaction: null };
}

/**
 * What to ask the engine, but for the text itself.
 *
 * @param {State} state
 */
export function refactorRequest(state) {
  const { requested, roleMax, orgLimit, strategy, chained, target } = state.options;
  /** @type {Record<string, any>} */
  const options = { suggest: true };
  if (requested !== null) options.requested = requested;
  if (roleMax !== null) options.roleMax = roleMax;
  if (orgLimit !== null) options.orgLimit = orgLimit;
  if (strategy !== "auto") options.strategy = strategy;
  if (chained !== "auto") options.chained = chained;
  if (target !== "") options.target = target;
  if (Object.keys(state.choices).length > 0) options.choices = state.choices;
  return { files: [{ name: state.name, text: "" }], options };
}
