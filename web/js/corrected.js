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

/** @type {WeakMap<import("./wire.js").ReportFile, Pair>} */
const known = new WeakMap();

/**
 * One file of an answer, before and after.
 *
 * @param {import("./state.js").Result} result
 * @param {number} index of the file
 * @returns {Pair}
 */
export function pairOf({ report, files }, index) {
  const file = report.files[index];
  const had = known.get(file);
  if (had) return had;
  const pair = makePair(file, files[index].text);
  known.set(file, pair);
  return pair;
}

/** @param {import("./wire.js").ReportFile} file @param {Text} before @returns {Pair} */
function makePair(file, before) {
  if (file.edits === null) {
    const after = textOf(file.output ?? "");
    return { before, after, changed: !after.eq(before), changes: null };
  }
  const set = ChangeSet.of(changesOf(file.edits, hasBOM(before) ? 1 : 0, textOf), before.length);
  /** @type {NonNullable<Pair["changes"]>} */
  const changes = [];
  set.iterChanges((fromA, toA, fromB, toB) => changes.push({ fromA, toA, fromB, toB }), true);
  return { before, after: set.apply(before), changed: changes.length > 0, changes };
}
