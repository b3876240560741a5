// The worker client. The worker is disposable: whatever kills it, the page starts another and the
// paste, which only the page holds, stays.

/** The engine's own "no": the request or the text could not be taken. */
export class EngineRefused extends Error {}

/** The worker died, was stopped, or never started; the message says why. */
export class EngineDied extends Error {}

/** A message with text has about this many UTF-16 units. */
const BATCH = 64 * 1024;

/**
 * @typedef {{key: number, pieces: () => Iterable<string>}} TextToSend a key stands for one text for ever
 *
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
  /** @type {Set<number>} the texts that this worker has */
  let has = new Set();
  let sending = Promise.resolve(); // one call's texts after the other's, so that none is sent twice
  /** @type {Map<number, {resolve: (reply: any) => void, reject: (error: Error) => void, send: () => void}>} */
  const waiting = new Map();

  /** @param {"starting" | "restarting"} phase @param {string} cause */
  function start(phase, cause) {
    ready = false;
    has = new Set();
    sending = Promise.resolve();
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

  /**
   * What the worker does not have yet, as messages of about one slice.
   *
   * @param {TextToSend[]} texts
   */
  function* batches(texts) {
    /** @type {[number, string][]} */
    let batch = [];
    let size = 0;
    for (const { key, pieces } of texts) {
      if (has.has(key)) continue;
      has.add(key);
      for (const piece of pieces()) {
        batch.push([key, piece]);
        size += piece.length;
        if (size < BATCH && batch.length < 500) continue;
        yield batch;
        batch = [];
        size = 0;
      }
    }
    if (batch.length > 0) yield batch;
  }

  start("starting", "");
  return {
    /**
     * Sends one call; the promise is rejected with EngineRefused or EngineDied.
     *
     * @param {string} method
     * @param {any} request
     * @param {TextToSend[]} [texts] of the request's files, or of the request itself: the worker keeps
     *   them from call to call, so only those that it does not have are sent, in slices
     * @param {() => Promise<void>} [pause] between two slices
     * @returns {Promise<any>}
     */
    call(method, request, texts = [], pause) {
      if (worker === null) return Promise.reject(new EngineDied("the engine is not running"));
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        const send = () => {
          const to = worker;
          const deliver = async () => {
            for (const pieces of batches(texts)) {
              if (worker !== to) return;
              to?.postMessage({ kind: "texts", pieces });
              if (pause) await pause();
            }
            if (worker !== to || !waiting.has(id)) return;
            const keys = texts.map(({ key }) => key);
            if (request.files) has = new Set(keys); // as the worker does: it keeps the last folder
            to?.postMessage({ kind: "call", id, method, request, keys });
          };
          sending = sending.then(deliver).catch((error) => {
            waiting.delete(id);
            reject(error);
          });
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
