// The corrected text, made from the pasted one and the engine's edits: cheap for a large text,
// because everything that did not change is shared.

import { ChangeSet } from "@codemirror/state";
import { changesOf, chosenEdits } from "./edits.js";
import { hasBOM, textOf } from "./text.js";

/** @typedef {import("@codemirror/state").Text} Text */

/**
 * @typedef {object} Pair
 * @property {Text} before
 * @property {Text} after
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
  const file = report.files[0];
  if (!report.editsGiveOutput) return { before, after: textOf(file.output ?? ""), changes: null };
  const edits = changesOf(chosenEdits(report, file.name), hasBOM(before) ? 1 : 0, textOf);
  const set = ChangeSet.of(edits, before.length);
  /** @type {Pair["changes"]} */
  const changes = [];
  set.iterChanges((fromA, toA, fromB, toB) => changes.push({ fromA, toA, fromB, toB }), true);
  return { before, after: set.apply(before), changes };
}
