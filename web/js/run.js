// The page's effects on the engine: after each change, ask; when it answers, tell the store. One
// question at a time; what changed meanwhile is asked next, and an answer to older input is dropped.

import { EngineDied } from "./engine.js";
import { current } from "./folder.js";
import { hasText, redactionKey, refactorRequest } from "./state.js";
import { BIG, nextTask, piecesOf } from "./text.js";

/** Typing is answered this long after the last key, in milliseconds; everything else at once. */
const PAUSE = 120;
/** A run longer than this can be stopped, in milliseconds. */
const SLOW = 10_000;

/**
 * @typedef {import("./state.js").State} State
 *
 * @param {object} parts
 * @param {{state(): State, dispatch(action: any): void, subscribe(listener: (state: State, action: any) => void): void}} parts.store
 * @param {Pick<ReturnType<typeof import("./engine.js").createEngine>, "call">} parts.engine
 */
export function startRuns({ store, engine }) {
  let asked = store.state().version;
  let redacted = "";
  let started = -1; // the version of the last run: none is run twice
  let running = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  store.subscribe((state, action) => {
    if (action.type === "engine-changed" && action.phase === "ready" && !state.about) tellAbout();
    if (wantsRedaction(state)) redact();
    if (state.version === asked) return;
    asked = state.version;
    clearTimeout(timer);
    timer = setTimeout(run, action.type === "typed" && !action.pasted ? PAUSE : 0);
  });

  /** @param {string} method @param {any} request @param {import("./state.js").TextFile[]} files */
  function call(method, request, files) {
    const size = files.reduce((sum, { text }) => sum + text.length, 0);
    const texts = files.map(({ text }) => ({ key: keyOf(text), pieces: () => piecesOf(text) }));
    return engine.call(method, request, texts, size > BIG ? nextTask : undefined);
  }

  async function run() {
    const state = store.state();
    if (running || state.version === started || !hasText(state)) return;
    const { version, files } = state;
    running = true;
    started = version;
    store.dispatch({ type: "run-started", version });
    const slow = setTimeout(() => store.dispatch({ type: "run-slowed", version }), SLOW);
    try {
      const report = await call("refactor", refactorRequest(state), files);
      store.dispatch({ type: "reported", version, files, report });
    } catch (error) {
      store.dispatch({ type: "run-failed", version, message: messageOf(error) });
    } finally {
      clearTimeout(slow);
      running = false;
    }
    if (store.state().version !== version) run();
  }

  /** @param {State} state */
  function wantsRedaction(state) {
    return state.panel === "redaction" && current(state).text.length > 0 && redacted !== redactionKey(state) &&
      (state.run === "answered" || state.run === "failed");
  }

  async function redact() {
    const state = store.state();
    const of = redactionKey(state);
    const { name } = current(state);
    redacted = of;
    try {
      store.dispatch({ type: "redacted", of, reply: await call("redact", { name, text: "", options: state.hiding }, [current(state)]) });
    } catch (error) {
      store.dispatch({ type: "redaction-failed", of, message: messageOf(error) });
    }
  }

  async function tellAbout() {
    try {
      store.dispatch({ type: "about-arrived", about: await engine.call("about", {}) });
    } catch (error) {
      // The explanations are then links only; a dead engine is reported by its own phase.
      if (!(error instanceof EngineDied)) store.dispatch({ type: "noticed", tone: "error", text: messageOf(error) });
    }
  }
}

/** @type {WeakMap<import("@codemirror/state").Text, number>} */
const keys = new WeakMap();
let lastKey = 0;

/** A text's key; texts never change, so it stands for the same text for ever. @param {import("@codemirror/state").Text} text */
function keyOf(text) {
  let key = keys.get(text);
  if (key === undefined) keys.set(text, (key = ++lastKey));
  return key;
}

/** @param {any} error */
function messageOf(error) {
  return error?.message ?? String(error);
}
