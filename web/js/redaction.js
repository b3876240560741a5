// What would be redacted: the text with its secrets and names replaced, each marked, and the list of what and why.

import { EditorState } from "@codemirror/state";
import { Decoration, EditorView, lineNumbers } from "@codemirror/view";
import { carriageReturns } from "./carriage-returns.js";
import { copyButton } from "./clipboard.js";
import { el, fill } from "./dom.js";
import { editorLook } from "./editor-look.js";
import { download } from "./files.js";
import { answerOf, current } from "./folder.js";
import { mountHiding } from "./hiding.js";
import { languageOf } from "./language.js";
import { redactionKey } from "./state.js";
import { hasBOM, textOf } from "./text.js";

/**
 * @typedef {import("./wire.js").Replacement} Replacement
 * @typedef {import("./state.js").State} State
 */

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} wishes
 * @param {(range: import("./wire.js").Range) => void} goTo
 * @param {(action: any) => void} dispatch
 */
export function mountRedaction(root, wishes, goTo, dispatch) {
  const hiding = mountHiding(wishes, dispatch);
  /** @type {EditorView | null} */
  let view = null;
  let original = textOf("");
  let shown = /** @type {any} */ (undefined);

  /** Leaves in the text what stood at a place. @param {Replacement} one */
  const keep = ({ range }) => {
    const shift = hasBOM(original) ? 1 : 0;
    hiding.keep(original.sliceString(range.start + shift, range.end + shift, "\n"));
  };

  /** @param {import("./wire.js").Redaction} reply @param {State} state */
  function draw({ text, name: shownName, replacements, counts }, state) {
    const { name } = current(state);
    original = current(state).text;
    const box = el("div", { class: "diff-box" });
    fill(
      root,
      el("p", { class: "bar" },
        el("span", {}, summaryOf(counts)),
        copyButton(() => text, "Copy the redacted text", "copy redacted"),
        el("button", { type: "button", class: "copy", "data-key": "download redacted", onclick: () => download(redactedName(shownName), new Blob([text])) }, "Download"),
        "share" in navigator && el("button", { type: "button", class: "copy", "data-key": "share redacted", onclick: () => share(text) }, "Share"),
        el("button", { type: "button", class: "copy", "data-key": "hide selected", onclick: hideSelected }, "Hide the selected text")),
      box,
      table(replacements, totalOf(counts), goTo, keep),
    );
    const shadow = box.attachShadow({ mode: "open" });
    const language = languageOf(name, answerOf(state)?.file.format.id ?? "");
    const doc = textOf(text);
    view = new EditorView({
      parent: shadow,
      root: shadow,
      state: EditorState.create({
        doc,
        extensions: [
          carriageReturns, lineNumbers(), EditorState.readOnly.of(true), EditorView.lineWrapping,
          language ?? [], editorLook, marksOf(replacements, doc, keep),
          EditorView.contentAttributes.of({ "aria-label": "Redacted text", "aria-readonly": "true", inputmode: "none", tabindex: "0" }),
        ],
      }),
    });
  }

  function hideSelected() {
    const { from, to } = view?.state.selection.main ?? { from: 0, to: 0 };
    hiding.hide(view?.state.sliceDoc(from, to) ?? "");
    view?.focus();
  }

  return {
    /** @param {State} state */
    render(state) {
      if (state.panel !== "redaction") return;
      hiding.render(state.hiding);
      const now = state.redactionFailure || (current(state).text.length === 0 ? "" : state.redaction);
      // What is shown stays until the new one is there, and can no longer be taken: it may hold a term that is to be hidden.
      root.inert = view !== null && typeof now !== "string" && now?.of !== redactionKey(state);
      if (now === shown || root.inert) return;
      shown = now;
      view?.destroy();
      view = null;
      if (now === "") return fill(root, el("p", { class: "hint" }, "Paste a text first: this shows what would be hidden before it is shared."));
      if (now === null) return fill(root, el("p", { class: "hint" }, "Looking for secrets and names…"));
      if (typeof now === "string") return fill(root, el("p", { class: "notice error" }, `The redaction failed: ${now}.`));
      draw(now.reply, state);
    },
  };
}

/**
 * Marks the placeholders; a press on one leaves its value in the text.
 *
 * @param {Replacement[]} replacements
 * @param {import("@codemirror/state").Text} doc the redacted text
 * @param {(one: Replacement) => void} keep
 */
function marksOf(replacements, doc, keep) {
  const shift = hasBOM(doc) ? 1 : 0;
  const seen = replacements.filter(({ now }) => now.end + shift <= doc.length);
  const marks = seen.map(({ now, kind, reason }) =>
    Decoration.mark({ class: "cm-hidden", attributes: { title: `${kind}: ${reason}. Press to keep it.` } }).range(now.start + shift, now.end + shift));
  return [
    EditorView.decorations.of(Decoration.set(marks)),
    EditorView.domEventHandlers({
      click(event, view) {
        const at = view.posAtCoords(event);
        const one = at !== null && view.state.selection.main.empty &&
          seen.find(({ now }) => now.start + shift <= at && at < now.end + shift);
        if (one) keep(one);
      },
    }),
  ];
}

/** @param {string} name */
function redactedName(name) {
  const base = name.slice(name.lastIndexOf("/") + 1) || "paste.txt";
  const dot = base.lastIndexOf(".");
  return dot > 0 ? `${base.slice(0, dot)}.redacted${base.slice(dot)}` : `${base}.redacted`;
}

/** @param {string} text */
async function share(text) {
  try {
    await navigator.share({ text });
  } catch {
    // The person has closed the system's sheet, which says so itself.
  }
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
 * @param {(one: Replacement) => void} keep
 */
function table(replacements, total, goTo, keep) {
  if (replacements.length === 0) return null;
  const row = (/** @type {Replacement} */ one) =>
    el("tr", {},
      el("td", {}, el("button", { type: "button", class: "place", onclick: () => goTo(one.range) }, `line ${one.range.line}`)),
      el("td", {}, one.kind), el("td", {}, el("code", {}, one.placeholder)), el("td", {}, one.reason),
      el("td", {}, el("button", { type: "button", class: "copy", "aria-label": `Keep ${one.placeholder} of line ${one.range.line}`, onclick: () => keep(one) }, "Keep")));
  return el("div", { class: "table", tabindex: "0", role: "region", "aria-label": "What was replaced" },
    el("table", {},
      el("thead", {}, el("tr", {}, ["Where", "Kind", "Now", "Why"].map((title) => el("th", { scope: "col" }, title)), el("td", {}))),
      el("tbody", {}, replacements.map(row))),
    total > replacements.length && el("p", { class: "hint" }, `and ${total - replacements.length} more`));
}
