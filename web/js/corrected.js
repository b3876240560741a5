// The corrected text, made from the pasted one and the engine's edits: cheap for a large text,
// because everything that did not change is shared.

import { ChangeSet } from "@codemirror/state";
import { changesOf } from "./edits.js";
import { hasBOM, textOf } from "./text.js";

/** @typedef {import("@codemirror/state").Text} Text */

/**
 * @typedef {object} Pair
 * @property {Text} before
 * @property {Text} after
 * @property {boolean} changed
 * @property {{fromA: number, toA: number, fromB: number, toB: number}[] | null} changes null when
 *   only the output is known, not the edits that make it
 */

/** @type {WeakMap<import("./state.js").Result, Pair>} */
const known = new WeakMap();

/** @param {import("./state.js").Result} result @returns {Pair} */
export function pairOf(result) {
  const had = known.get(result);
  if (had) return had;
  const pair = makePair(result);
  known.set(result, pair);
  return pair;
}

/** @param {import("./state.js").Result} result @returns {Pair} */
function makePair({ report, text: before }) {
  if (report.edits === null) {
    const after = textOf(report.files[0].output ?? "");
    return { before, after, changed: !after.eq(before), changes: null };
  }
  const set = ChangeSet.of(changesOf(report.edits, hasBOM(before) ? 1 : 0, textOf), before.length);
  /** @type {NonNullable<Pair["changes"]>} */
  const changes = [];
  set.iterChanges((fromA, toA, fromB, toB) => changes.push({ fromA, toA, fromB, toB }), true);
  return { before, after: set.apply(before), changed: changes.length > 0, changes };
}
