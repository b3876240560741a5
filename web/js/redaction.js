// What would be redacted: the text with its secrets and names replaced, and the list of what and why.

import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { carriageReturns } from "./carriage-returns.js";
import { copyButton } from "./clipboard.js";
import { el, fill } from "./dom.js";
import { editorLook, languageOf } from "./editor-look.js";
import { textOf } from "./text.js";

/** @typedef {import("./wire.js").Replacement} Replacement */

/** Rows shown; a large text has thousands of alike. */
const ROWS = 500;

/**
 * @param {HTMLElement} root
 * @param {(range: import("./wire.js").Range) => void} goTo
 */
export function mountRedaction(root, goTo) {
  /** @type {EditorView | null} */
  let view = null;
  let shown = /** @type {any} */ (undefined);

  return {
    /** @param {import("./state.js").State} state */
    render(state) {
      const now = state.redactionFailure || (state.text.length === 0 ? "" : state.redaction);
      if (state.panel !== "redaction" || now === shown) return;
      shown = now;
      view?.destroy();
      view = null;
      if (now === "" ) return fill(root, el("p", { class: "hint" }, "Paste a text first: this shows what would be hidden before it is shared."));
      if (now === null) return fill(root, el("p", { class: "hint" }, "Looking for secrets and names…"));
      if (typeof now === "string") return fill(root, el("p", { class: "notice error" }, `The redaction failed: ${now}.`));
      const { text, replacements } = now.reply;
      const box = el("div", { class: "diff-box" });
      fill(
        root,
        el("p", {}, summaryOf(replacements), " ", copyButton(() => text, "Copy the redacted text", "copy redacted")),
        box,
        table(replacements, goTo),
      );
      const shadow = box.attachShadow({ mode: "open" });
      const format = state.result?.report.files[0]?.format.id ?? "";
      view = new EditorView({
        parent: shadow,
        root: shadow,
        state: EditorState.create({
          doc: textOf(text),
          extensions: [
            carriageReturns, lineNumbers(), EditorState.readOnly.of(true), EditorView.lineWrapping,
            languageOf(format), editorLook,
            EditorView.contentAttributes.of({ "aria-label": "Redacted text", "aria-readonly": "true", inputmode: "none", tabindex: "0" }),
          ],
        }),
      });
    },
  };
}

/**
 * Counts by kind, most frequent first.
 *
 * @param {Replacement[]} replacements
 * @returns {[string, number][]}
 */
export function countsOf(replacements) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { kind } of replacements) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

/** @param {Replacement[]} replacements */
function summaryOf(replacements) {
  if (replacements.length === 0) return "Nothing in this text looks like a secret or a name to hide. Read it yourself before you share it.";
  const kinds = countsOf(replacements).map(([kind, count]) => `${count} × ${kind}`).join(", ");
  return `${replacements.length} replaced: ${kinds}. Read the rest yourself before you share it.`;
}

/** @param {Replacement[]} replacements @param {(range: import("./wire.js").Range) => void} goTo */
function table(replacements, goTo) {
  if (replacements.length === 0) return null;
  const row = (/** @type {Replacement} */ one) =>
    el("tr", {},
      el("td", {}, el("button", { type: "button", class: "place", onclick: () => goTo(one.range) }, `line ${one.range.line}`)),
      el("td", {}, one.kind), el("td", {}, el("code", {}, one.placeholder)), el("td", {}, one.reason));
  return el("div", { class: "table", tabindex: "0", role: "region", "aria-label": "What was replaced" },
    el("table", {},
      el("thead", {}, el("tr", {}, ["Where", "Kind", "Now", "Why"].map((title) => el("th", { scope: "col" }, title)))),
      el("tbody", {}, replacements.slice(0, ROWS).map(row))),
    replacements.length > ROWS && el("p", { class: "hint" }, `and ${replacements.length - ROWS} more`));
}
