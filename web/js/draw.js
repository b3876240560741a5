// Draws the page after a change. What a person did is drawn at once. What came by itself (an answer, a
// folder that was read) may change every view, so each is drawn in a task of its own, and typing and
// scrolling go on between them.

import { nextTask } from "./text.js";

/** Actions that nobody waits for with a finger on a key. */
const byItself = new Set([
  "engine-changed", "about-arrived", "files-added", "run-started", "run-slowed", "run-failed", "reported", "reading-went-on", "redacted",
  "redaction-failed",
]);

/**
 * @template S
 * @param {((state: S) => void)[]} views each does nothing for a state that it shows already
 * @param {() => Promise<void>} [pause] between two views
 * @returns {(state: S, action?: {type: string}) => void}
 */
export function createDrawing(views, pause = nextTask) {
  /** @type {S} */
  let latest;
  let next = views.length; // the view to draw next, if any
  let going = false;

  async function goOn() {
    going = true;
    try {
      while (next < views.length) {
        views[next++](latest);
        await pause();
      }
    } finally {
      going = false;
    }
  }

  return (state, action) => {
    latest = state;
    if (action && byItself.has(action.type)) {
      next = 0;
      if (!going) goOn();
      return;
    }
    next = views.length;
    for (const view of views) view(state);
  };
}
