// The input editor. It shows and edits the text; the store keeps it.

import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Text, Transaction } from "@codemirror/state";
import {
  EditorView, drawSelection, dropCursor, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder,
} from "@codemirror/view";
import { carriageReturns } from "./carriage-returns.js";
import { editorLook, languageOf } from "./editor-look.js";
import { BIG, hasBOM, textOfBig } from "./text.js";

/** @typedef {import("./state.js").State} State */

const hint = "Paste the Terraform, AWS CLI or error text that failed. A file can be dropped anywhere on the page.";

/**
 * @param {HTMLElement} root
 * @param {(action: any) => void} dispatch
 */
export function mountEditor(root, dispatch) {
  const shadow = root.attachShadow({ mode: "open" });
  const language = new Compartment();
  let shown = ""; // the format whose colours are on
  let known = Text.empty; // the store's text that the editor holds; its own copy may be another object
  /** @type {any} */
  let marked = null; // the report whose findings are underlined

  const view = new EditorView({
    parent: shadow,
    root: shadow,
    state: EditorState.create({
      extensions: [
        carriageReturns,
        lineNumbers(),
        history(),
        drawSelection(),
        dropCursor(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        search({ top: true }),
        language.of([]),
        editorLook,
        EditorView.lineWrapping,
        placeholder(hint),
        keymap.of([{ key: "F8", run: nextDiagnostic }, ...standardKeymap, ...historyKeymap, ...searchKeymap]),
        EditorView.contentAttributes.of({
          "aria-label": "Text to correct",
          "aria-describedby": "editor-help",
          spellcheck: "false",
          tabindex: "0",
        }),
        EditorView.domEventHandlers({ paste: (event, editor) => takePaste(event, editor, dispatch) }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          const pasted = update.transactions.some((tr) => tr.isUserEvent("input.paste") || tr.isUserEvent("input.drop"));
          const opened = update.transactions.some((tr) => tr.isUserEvent("input.open"));
          if (opened) return;
          known = update.state.doc;
          dispatch({ type: "typed", text: known, pasted });
        }),
      ],
    }),
  });

  return {
    /** @param {State} state */
    render(state) {
      if (state.text !== known) {
        known = state.text;
        replaceAll(view, state.text);
      }
      const result = state.result?.text === state.text ? state.result : null;
      const format = result?.report.files[0]?.format.id ?? (state.text.length ? shown : "");
      if (format !== shown) {
        shown = format;
        view.dispatch({ effects: language.reconfigure(languageOf(format)) });
      }
      if (result && marked !== result) {
        marked = result;
        view.dispatch(setDiagnostics(view.state, diagnosticsOf(result, hasBOM(state.text) ? 1 : 0)));
      } else if (!state.result && marked) {
        marked = null;
        view.dispatch(setDiagnostics(view.state, []));
      }
    },

    /** Moves the cursor to an engine's range and the keyboard to the editor. */
    goTo(/** @type {import("./wire.js").Range} */ range) {
      const shift = hasBOM(view.state.doc) ? 1 : 0;
      const at = Math.min(range.start + shift, view.state.doc.length);
      const end = Math.min(range.end + shift, view.state.doc.length);
      view.dispatch({
        selection: { anchor: at, head: end },
        effects: EditorView.scrollIntoView(at, { y: "center" }),
      });
      view.focus();
    },

    focus: () => view.focus(),
  };
}

/** A new text from outside, as one step that undo takes back. */
function replaceAll(/** @type {EditorView} */ view, /** @type {Text} */ text) {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: 0 },
    userEvent: "input.open",
    annotations: [Transaction.addToHistory.of(true)],
    scrollIntoView: true,
  });
}

/**
 * Takes a large text in slices; the rest is the editor's own business.
 *
 * @param {ClipboardEvent} event
 * @param {EditorView} view
 * @param {(action: any) => void} dispatch
 */
function takePaste(event, view, dispatch) {
  const pasted = event.clipboardData?.getData("text/plain") ?? "";
  if (pasted.length <= BIG) return false;
  event.preventDefault();
  dispatch({ type: "reading-started" });
  textOfBig(pasted).then((text) => {
    const { from, to } = view.state.selection.main;
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      userEvent: "input.paste",
    });
  });
  return true;
}

/**
 * @param {import("./state.js").Result} result
 * @param {number} shift 1 if the text starts with a byte order mark
 */
function diagnosticsOf({ report, text }, shift) {
  const place = (/** @type {import("./wire.js").Range} */ range) => ({
    from: Math.min(range.start + shift, text.length),
    to: Math.min(range.end + shift, text.length),
  });
  const own = (/** @type {{range: import("./wire.js").Range}} */ item) => item.range.file === report.files[0].name;
  return [
    ...report.findings.filter(own).map((finding) => ({
      ...place(finding.range), severity: finding.severity, message: finding.message,
    })),
    ...report.problems.filter(own).map((problem) => ({
      ...place(problem.range), severity: /** @type {const} */ ("warning"), message: problem.message,
    })),
  ].sort((a, b) => a.from - b.from);
}
