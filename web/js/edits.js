// The engine's chosen edits, as one sorted list against the original text.

/** @typedef {import("./wire.js").Report} Report */
/** @typedef {import("./wire.js").PlainEdit} PlainEdit */

/**
 * All edits of the chosen fixes, by file, sorted, each once. Two findings may rest on the same edit
 * (two requests that read one variable), and one finding may edit several files.
 *
 * @param {Report} report
 * @returns {Map<string, PlainEdit[]>}
 */
export function chosenEdits(report) {
  /** @type {Map<string, Map<string, PlainEdit>>} */
  const files = new Map();
  for (const finding of report.findings) {
    const chosen = finding.fixes.find((fix) => fix.chosen);
    for (const edit of chosen?.edits ?? []) {
      const { file, start, end } = edit.range;
      let edits = files.get(file);
      if (!edits) files.set(file, (edits = new Map()));
      edits.set(`${start} ${end} ${edit.new}`, { start, end, old: edit.old, new: edit.new });
    }
  }
  const sorted = [...files].map(([file, edits]) =>
    /** @type {const} */ ([file, [...edits.values()].sort((a, b) => a.start - b.start || a.end - b.end)]));
  return new Map(sorted);
}

/**
 * The text with the edits made, or null if they do not fit it.
 *
 * @param {string} text without byte order mark
 * @param {PlainEdit[]} edits
 */
export function applyEdits(text, edits) {
  const pieces = [];
  let at = 0;
  for (const edit of edits) {
    if (edit.start < at || text.slice(edit.start, edit.end) !== edit.old) return null;
    pieces.push(text.slice(at, edit.start), edit.new);
    at = edit.end;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}

/**
 * The edits as CodeMirror changes.
 *
 * @param {PlainEdit[]} edits
 * @param {number} shift 1 if the document starts with a byte order mark, which offsets leave out
 * @param {(string: string) => import("@codemirror/state").Text} textOf
 */
export function changesOf(edits, shift, textOf) {
  return edits.map((edit) => ({
    from: edit.start + shift,
    to: edit.end + shift,
    insert: textOf(edit.new),
  }));
}
