// For a large text the diff shows only the lines around the changes: an excerpt of both sides, with
// the line numbers they have in the whole.

import { Text } from "@codemirror/state";

const CONTEXT = 30;
const LONGEST_CONTEXT_LINE = 10_000;
/** Changes shown; the downloads hold all. */
export const MOST = 200;

/**
 * @typedef {import("./corrected.js").Pair} Pair
 * @typedef {{at: number, number: number}} Numbering from line `at` of the excerpt on, lines are
 *   numbered from `number`
 * @typedef {{pair: Pair, numbersA: Numbering[], numbersB: Numbering[]}} Excerpt
 */

/** The whole text as an excerpt of itself. @param {Pair} pair @returns {Excerpt} */
export function wholeOf(pair) {
  return { pair, numbersA: [{ at: 1, number: 1 }], numbersB: [{ at: 1, number: 1 }] };
}

/** @param {Pair} pair with known changes @returns {Excerpt} */
export function excerptOf(pair) {
  const changes = (pair.changes ?? []).slice(0, MOST);
  /** @type {Numbering[]} */
  const numbersA = [];
  /** @type {Numbering[]} */
  const numbersB = [];
  /** @type {NonNullable<Pair["changes"]>} */
  const moved = [];
  let before = Text.empty;
  let after = Text.empty;
  for (const group of groups(pair.before, changes)) {
    const lastLine = group.to === pair.before.lines;
    const fromA = pair.before.line(group.from).from;
    const toA = lastLine ? pair.before.length : pair.before.line(group.to + 1).from;
    const fromB = fromA + (group.changes[0].fromB - group.changes[0].fromA);
    const end = group.changes[group.changes.length - 1];
    const toB = toA + (end.toB - end.toA);
    numbersA.push({ at: before.lines, number: group.from });
    numbersB.push({ at: after.lines, number: pair.after.lineAt(fromB).number });
    for (const c of group.changes) {
      moved.push({
        fromA: c.fromA - fromA + before.length,
        toA: c.toA - fromA + before.length,
        fromB: c.fromB - fromB + after.length,
        toB: c.toB - fromB + after.length,
      });
    }
    before = before.append(pair.before.slice(fromA, toA));
    after = after.append(pair.after.slice(fromB, toB));
  }
  return { pair: { before, after, changed: true, changes: moved }, numbersA, numbersB };
}

/**
 * Runs of changes whose surroundings touch, with the lines they span.
 *
 * @param {Text} text
 * @param {NonNullable<Pair["changes"]>} changes
 */
function groups(text, changes) {
  /** @type {{from: number, to: number, changes: NonNullable<Pair["changes"]>}[]} */
  const found = [];
  for (const change of changes) {
    const from = edge(text, text.lineAt(change.fromA).number, -1);
    const to = edge(text, text.lineAt(change.toA).number, 1);
    const last = found[found.length - 1];
    if (last && from <= last.to + 1) {
      last.to = Math.max(last.to, to);
      last.changes.push(change);
    } else {
      found.push({ from, to, changes: [change] });
    }
  }
  return found;
}

/**
 * The last line of context from here in a direction; a line that would take seconds to draw ends it.
 *
 * @param {Text} text
 * @param {number} line
 * @param {1 | -1} step
 */
function edge(text, line, step) {
  for (let count = 0; count < CONTEXT; count++) {
    const next = line + step;
    if (next < 1 || next > text.lines || text.line(next).length > LONGEST_CONTEXT_LINE) break;
    line = next;
  }
  return line;
}

/** The number a line of an excerpt has in the whole. @param {Numbering[]} numbers @param {number} line */
export function numberOf(numbers, line) {
  let known = numbers[0];
  for (const one of numbers) if (one.at <= line) known = one;
  return line - known.at + known.number;
}

/**
 * The line of the excerpt with this number in the whole; 0 if it is not shown.
 *
 * @param {Numbering[]} numbers
 * @param {number} number
 */
export function lineOf(numbers, number) {
  let line = 0;
  numbers.forEach((one, index) => {
    const at = number - one.number + one.at;
    const end = numbers[index + 1]?.at ?? Infinity;
    if (at >= one.at && at < end) line = at;
  });
  return line;
}

/** Unchanged parts of a changed line that are longer than this are cut out of it. */
const LONG_PART = 2000;
/** What stays of them beside a change. */
const KEPT = 200;
const CUT = " ⋯ ";

/**
 * Without the long parts of changed lines in which nothing changes: a template on one line of a
 * megabyte is shown around its changes. Lines keep their numbers.
 *
 * @param {Pair} pair
 * @returns {Pair} the same one, if nothing is so long
 */
export function withoutLongParts(pair) {
  const { before, changes } = pair;
  if (changes === null || changes.length === 0) return pair;
  let after = pair.after;
  let shortened = before;
  /** @type {NonNullable<Pair["changes"]>} */
  const moved = [];
  let shift = 0; // of everything behind the cuts so far
  /** @param {number} from @param {number} to of the old text @param {number} delta to the same place in the new one */
  const cut = (from, to, delta) => {
    if (to - from <= LONG_PART) return;
    const mark = Text.of([CUT]);
    shortened = shortened.replace(from + shift, to + shift, mark);
    after = after.replace(from + delta + shift, to + delta + shift, mark);
    shift += CUT.length - (to - from);
  };
  let at = 0;
  let delta = 0;
  for (const [index, change] of changes.entries()) {
    const start = index === 0 ? at : at + KEPT; // what stands behind the change before stays
    const first = before.lineAt(at);
    const last = before.lineAt(change.fromA);
    if (index > 0 && first.number < last.number) cut(start, first.to, delta);
    cut(first.number < last.number ? last.from : start, change.fromA - KEPT, delta);
    moved.push({ fromA: change.fromA + shift, toA: change.toA + shift, fromB: change.fromB + shift, toB: change.toB + shift });
    at = change.toA;
    delta = change.toB - change.toA;
  }
  cut(at + KEPT, before.lineAt(at).to, delta);
  return shift === 0 ? pair : { before: shortened, after, changed: true, changes: moved };
}
