// Carriage returns are characters of the document, so that its text is exactly the paste. This
// makes "\r\n" behave as one line break: it is not drawn, the cursor steps over it, and deleting
// takes both. A "\r" elsewhere is shown, and may be deleted, like any other character.

import { EditorSelection, EditorState, Prec, RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType, keymap } from "@codemirror/view";
import { el } from "./dom.js";
import { BOM } from "./text.js";

class Sign extends WidgetType {
  /** @param {string} sign @param {string} title */
  constructor(sign, title) {
    super();
    this.sign = sign;
    this.title = title;
  }
  /** @param {Sign} other */
  eq(other) {
    return this.sign === other.sign;
  }
  toDOM() {
    return el("span", { class: "cm-sign", title: this.title, "aria-label": this.title }, this.sign);
  }
}

const hidden = Decoration.replace({});
const loneReturn = Decoration.replace({ widget: new Sign("␍", "a carriage return alone") });
const mark = Decoration.replace({ widget: new Sign("BOM", "byte order mark, kept as it is") });

/** @param {EditorView} view */
function decorate(view) {
  /** @type {RangeSetBuilder<Decoration>} */
  const builder = new RangeSetBuilder();
  const { doc } = view.state;
  for (const { from, to } of view.visibleRanges) {
    for (let line = doc.lineAt(from); ; line = doc.line(line.number + 1)) {
      if (line.from === 0 && line.text.startsWith(BOM)) builder.add(0, 1, mark);
      const { text } = line;
      for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
        const breaks = at === text.length - 1 && line.to < doc.length;
        builder.add(line.from + at, line.from + at + 1, breaks ? hidden : loneReturn);
      }
      if (line.to >= to) break;
    }
  }
  return builder.finish();
}

const drawn = ViewPlugin.fromClass(
  class {
    /** @param {EditorView} view */
    constructor(view) {
      this.decorations = decorate(view);
    }
    /** @param {import("@codemirror/view").ViewUpdate} update */
    update(update) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** The breaks in view, each as one unit for cursor motion and deletion. */
const atoms = EditorView.atomicRanges.of((view) => {
  const builder = new RangeSetBuilder();
  const { doc } = view.state;
  for (const { from, to } of view.visibleRanges) {
    for (let line = doc.lineAt(from); ; line = doc.line(line.number + 1)) {
      if (line.text.endsWith("\r") && line.to < doc.length) {
        builder.add(line.to - 1, line.to + 1, hidden);
      }
      if (line.to >= to) break;
    }
  }
  return builder.finish();
});

/** @param {import("@codemirror/state").Text} doc @param {number} at between "\r" and "\n"? */
function splitsBreak(doc, at) {
  return at > 0 && at < doc.length && doc.sliceString(at - 1, at + 1, "\n") === "\r\n";
}

/** Neither the cursor nor a selection may end inside a break. */
const selections = EditorState.transactionFilter.of((tr) => {
  const doc = tr.newDoc;
  const { selection } = tr;
  if (!selection) return tr;
  if (!selection.ranges.some((r) => splitsBreak(doc, r.head) || splitsBreak(doc, r.anchor))) return tr;
  const out = (/** @type {number} */ at) => (splitsBreak(doc, at) ? at - 1 : at);
  const ranges = selection.ranges.map((r) => EditorSelection.range(out(r.anchor), out(r.head)));
  return [tr, { selection: EditorSelection.create(ranges, selection.mainIndex), sequential: true }];
});

/** A deletion takes a break whole or leaves it whole. */
const deletions = EditorState.transactionFilter.of((tr) => {
  if (!tr.docChanged || !tr.isUserEvent("delete")) return tr;
  const { doc } = tr.startState;
  /** @type {{from: number, to: number}[]} */
  const changes = [];
  let split = false;
  tr.changes.iterChanges((from, to) => {
    if (splitsBreak(doc, from)) (split = true), from--;
    if (splitsBreak(doc, to)) (split = true), (to += to - 1 > from ? -1 : 1);
    changes.push({ from, to });
  });
  return split ? [{ changes, userEvent: "delete", scrollIntoView: true }] : tr;
});

/** Enter writes the line ending of the line it is pressed in; the last line has the one above's. */
function enter(/** @type {EditorView} */ view) {
  const { state } = view;
  if (state.readOnly) return false;
  const change = state.changeByRange((range) => {
    const line = state.doc.lineAt(range.from);
    const model = line.number < state.doc.lines || line.number === 1 ? line : state.doc.line(line.number - 1);
    const ending = model.number < state.doc.lines && model.text.endsWith("\r") ? "\r\n" : "\n";
    const indent = /^[ \t]*/.exec(line.text.slice(0, range.from - line.from))?.[0] ?? "";
    const insert = ending + indent;
    return {
      changes: { from: range.from, to: range.to, insert: state.toText(insert) },
      range: EditorSelection.cursor(range.from + insert.length),
    };
  });
  view.dispatch(state.update(change, { scrollIntoView: true, userEvent: "input" }));
  return true;
}

/** For every editor of the page, writable or not. */
export const carriageReturns = [
  EditorState.lineSeparator.of("\n"),
  drawn,
  atoms,
  selections,
  deletions,
  Prec.high(keymap.of([{ key: "Enter", run: enter, shift: enter }])),
];
