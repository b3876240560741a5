// The worker client. The worker is disposable: whatever kills it, the page starts another and the
// paste, which only the page holds, stays.

/** The engine's own "no": the request or the text could not be taken. */
export class EngineRefused extends Error {}

/** The worker died, was stopped, or never started; the message says why. */
export class EngineDied extends Error {}

/**
 * @typedef {{postMessage(message: any): void, terminate(): void, onmessage: any, onerror: any,
 *   onmessageerror: any}} WorkerLike
 *
 * @param {object} parts
 * @param {() => WorkerLike} parts.spawn
 * @param {(phase: "starting" | "ready" | "restarting" | "failed", cause: string) => void} parts.onPhase
 */
export function createEngine({ spawn, onPhase }) {
  /** @type {WorkerLike | null} */
  let worker = null;
  let ready = false;
  let lastId = 0;
  let restarted = false; // since the last reply: the next death is final until someone retries
  /** @type {Map<number, {resolve: (reply: any) => void, reject: (error: Error) => void, send: () => void}>} */
  const waiting = new Map();

  /** @param {"starting" | "restarting"} phase @param {string} cause */
  function start(phase, cause) {
    ready = false;
    onPhase(phase, cause);
    let started;
    try {
      started = spawn();
    } catch (error) {
      return onPhase("failed", `the worker could not be started: ${error}`);
    }
    worker = started;
    started.onmessage = (/** @type {any} */ event) => {
      if (worker === started) receive(event.data);
    };
    started.onerror = (/** @type {any} */ event) => {
      event?.preventDefault?.();
      if (worker === started) died(event?.message || "the worker could not be loaded");
    };
    started.onmessageerror = () => {
      if (worker === started) died("the worker's answer could not be read");
    };
  }

  /** @param {any} message */
  function receive(message) {
    if (message.kind === "ready") {
      ready = true;
      onPhase("ready", "");
      for (const call of waiting.values()) call.send();
    } else if (message.kind === "died") {
      died(message.cause);
    } else if (message.kind === "reply") {
      const call = waiting.get(message.id);
      if (!call) return; // nobody waits for it any more
      waiting.delete(message.id);
      restarted = false;
      if (message.reply.error) call.reject(new EngineRefused(message.reply.error.message));
      else call.resolve(message.reply);
    } else {
      throw new Error(`unknown message from the worker: ${message.kind}`);
    }
  }

  /** @param {string} cause */
  function died(cause) {
    const last = restarted;
    const sent = ready; // what was never sent cannot have killed the worker: it waits for the next one
    end();
    if (sent || last) rejectAll(cause);
    if (last) return onPhase("failed", cause);
    restarted = true;
    start("restarting", cause);
  }

  function end() {
    worker?.terminate();
    worker = null;
    ready = false;
  }

  /** @param {string} cause */
  function rejectAll(cause) {
    const calls = [...waiting.values()];
    waiting.clear();
    for (const call of calls) call.reject(new EngineDied(cause));
  }

  start("starting", "");
  return {
    /**
     * Sends one call; the promise is rejected with EngineRefused or EngineDied.
     *
     * @param {string} method
     * @param {any} request
     * @param {() => Iterable<string>} [pieces] the text, which the worker joins and puts into the
     *   request: a large text crosses in slices and is never one string here
     * @param {() => Promise<void>} [pause] between two slices
     * @returns {Promise<any>}
     */
    call(method, request, pieces, pause) {
      if (worker === null) return Promise.reject(new EngineDied("the engine is not running"));
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        const send = async () => {
          for (const text of pieces?.() ?? []) {
            if (!waiting.has(id)) return;
            worker?.postMessage({ kind: "text", id, text });
            if (pause) await pause();
          }
          if (waiting.has(id)) worker?.postMessage({ kind: "call", id, method, request });
        };
        waiting.set(id, { resolve, reject, send });
        if (ready) send();
      });
    },

    /** A person asked for a new engine: stop what runs, start afresh. @param {string} cause */
    replace(cause) {
      end();
      rejectAll(cause);
      restarted = false;
      start("restarting", cause);
    },
  };
}
