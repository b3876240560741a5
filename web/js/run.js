// The page's effects on the engine: after each change, ask; when it answers, tell the store. One
// question at a time; what changed meanwhile is asked next, and an answer to older input is dropped.

import { EngineDied } from "./engine.js";
import { refactorRequest } from "./state.js";
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
 * @param {{call(method: string, request: any, pieces?: () => Iterable<string>, pause?: () => Promise<void>): Promise<any>}} parts.engine
 */
export function startRuns({ store, engine }) {
  let asked = store.state().version;
  let redacted = -1;
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

  /** @param {string} method @param {any} request @param {State} state */
  function call(method, request, state) {
    const pause = state.text.length > BIG ? nextTask : undefined;
    return engine.call(method, request, () => piecesOf(state.text), pause);
  }

  async function run() {
    const state = store.state();
    if (running || state.version === started || state.text.length === 0) return;
    const { version, text } = state;
    running = true;
    started = version;
    store.dispatch({ type: "run-started", version });
    const slow = setTimeout(() => store.dispatch({ type: "run-slowed", version }), SLOW);
    try {
      const report = await call("refactor", refactorRequest(state), state);
      store.dispatch({ type: "reported", version, text, report });
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
    return state.panel === "redaction" && state.text.length > 0 && redacted !== state.version &&
      (state.run === "answered" || state.run === "failed");
  }

  async function redact() {
    const state = store.state();
    redacted = state.version;
    try {
      const reply = await call("redact", { name: state.name, text: "" }, state);
      store.dispatch({ type: "redacted", version: state.version, reply });
    } catch (error) {
      store.dispatch({ type: "redaction-failed", version: state.version, message: messageOf(error) });
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

/** @param {any} error */
function messageOf(error) {
  return error?.message ?? String(error);
}
