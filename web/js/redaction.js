// What would be redacted: the text with its secrets and names replaced, and the list of what and why.

import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { carriageReturns } from "./carriage-returns.js";
import { copyButton } from "./clipboard.js";
import { el, fill } from "./dom.js";
import { editorLook } from "./editor-look.js";
import { answerOf, current } from "./folder.js";
import { languageOf } from "./language.js";
import { textOf } from "./text.js";

/** @typedef {import("./wire.js").Replacement} Replacement */

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
      const now = state.redactionFailure || (current(state).text.length === 0 ? "" : state.redaction);
      if (state.panel !== "redaction" || now === shown) return;
      shown = now;
      view?.destroy();
      view = null;
      if (now === "") return fill(root, el("p", { class: "hint" }, "Paste a text first: this shows what would be hidden before it is shared."));
      if (now === null) return fill(root, el("p", { class: "hint" }, "Looking for secrets and names…"));
      if (typeof now === "string") return fill(root, el("p", { class: "notice error" }, `The redaction failed: ${now}.`));
      const { text, replacements, counts } = now.reply;
      const box = el("div", { class: "diff-box" });
      fill(
        root,
        el("p", { class: "bar" }, el("span", {}, summaryOf(counts)), copyButton(() => text, "Copy the redacted text", "copy redacted")),
        box,
        table(replacements, totalOf(counts), goTo),
      );
      const shadow = box.attachShadow({ mode: "open" });
      const language = languageOf(current(state).name, answerOf(state)?.file.format.id ?? "");
      view = new EditorView({
        parent: shadow,
        root: shadow,
        state: EditorState.create({
          doc: textOf(text),
          extensions: [
            carriageReturns, lineNumbers(), EditorState.readOnly.of(true), EditorView.lineWrapping,
            language ?? [], editorLook,
            EditorView.contentAttributes.of({ "aria-label": "Redacted text", "aria-readonly": "true", inputmode: "none", tabindex: "0" }),
          ],
        }),
      });
    },
  };
}

/** @param {[string, number][]} counts of each kind */
function summaryOf(counts) {
  const total = totalOf(counts);
  if (total === 0) return "Nothing in this text looks like a secret or a name to hide. Read it yourself before you share it.";
  const kinds = counts.map(([kind, count]) => `${count} × ${kind}`).join(", ");
  return `${total} replaced: ${kinds}. Read the rest yourself before you share it.`;
}

/** @param {[string, number][]} counts */
function totalOf(counts) {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

/**
 * @param {Replacement[]} replacements
 * @param {number} total of which these are the first
 * @param {(range: import("./wire.js").Range) => void} goTo
 */
function table(replacements, total, goTo) {
  if (replacements.length === 0) return null;
  const row = (/** @type {Replacement} */ one) =>
    el("tr", {},
      el("td", {}, el("button", { type: "button", class: "place", onclick: () => goTo(one.range) }, `line ${one.range.line}`)),
      el("td", {}, one.kind), el("td", {}, el("code", {}, one.placeholder)), el("td", {}, one.reason));
  return el("div", { class: "table", tabindex: "0", role: "region", "aria-label": "What was replaced" },
    el("table", {},
      el("thead", {}, el("tr", {}, ["Where", "Kind", "Now", "Why"].map((title) => el("th", { scope: "col" }, title)))),
      el("tbody", {}, replacements.map(row))),
    total > replacements.length && el("p", { class: "hint" }, `and ${total - replacements.length} more`));
}
