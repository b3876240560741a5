// Starts the first worker before the page's own script is read: the engine takes longer to load
// than the page, so it gets the head start. What the worker says meanwhile is kept for the page.

import { spawnWorker } from "./worker-address.js";

/** @type {any} */
const scope = globalThis;

/** @type {Worker | null} */
let first = null;
/** @type {(["onmessage" | "onerror", any])[]} */
const early = [];
try {
  first = spawnWorker();
  first.onmessage = (event) => early.push(["onmessage", event]);
  first.onerror = (event) => early.push(["onerror", event]);
} catch {
  first = null; // the page's own try fails the same way, and says so
}

/** The first worker, with what it has said so far once its listeners stand; later a new one. */
scope.nextWorker = () => {
  if (first === null) return spawnWorker();
  /** @type {any} */
  const worker = first;
  first = null;
  queueMicrotask(() => {
    for (const [listener, event] of early) worker[listener](event);
  });
  return worker;
};
