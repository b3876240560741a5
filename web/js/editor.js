// The input editor. It shows and edits the text; the store keeps it.

import { history, historyKeymap, standardKeymap } from "@codemirror/commands";
import { nextDiagnostic, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, Text, Transaction } from "@codemirror/state";
import {
  EditorView, drawSelection, dropCursor, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder,
} from "@codemirror/view";
import { carriageReturns } from "./carriage-returns.js";
import { editorLook } from "./editor-look.js";
import { answerOf, current } from "./folder.js";
import { languageOf } from "./language.js";
import { BIG, hasBOM, textOfBig } from "./text.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./state.js").TextFile} TextFile
 * @typedef {import("./wire.js").Range} Range
 */

const hint = "Paste the config, command, code or error that failed. Files, a folder or a .zip can be dropped anywhere on the page.";

/**
 * Each file has an editor state of its own, so that undo, cursor and search stay with it while another
 * file is looked at.
 *
 * @param {HTMLElement} root
 * @param {(action: any) => void} dispatch
 */
export function mountEditor(root, dispatch) {
  const shadow = root.attachShadow({ mode: "open" });
  const language = new Compartment();
  /** @type {Map<number, {state: EditorState, known: Text}>} of the files not in view, by id */
  const put = new Map();
  let shown = -1; // the id of the file in view
  let colours = /** @type {any} */ (null);
  let known = Text.empty; // the store's text that the editor holds; its own copy may be another object
  /** @type {any} */
  let marked = null; // the report whose findings are underlined
  /** @type {Range | null} */
  let wanted = null; // a place in a file that is not in view yet
  /** @type {TextFile[] | null} */
  let files = null;

  const extensions = [
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
      if (update.transactions.some((tr) => tr.isUserEvent("input.open"))) return;
      const pasted = update.transactions.some((tr) => tr.isUserEvent("input.paste") || tr.isUserEvent("input.drop"));
      known = update.state.doc;
      dispatch({ type: "typed", text: known, pasted, whole: pasted && replacesAll(update) });
    }),
  ];
  const view = new EditorView({ parent: shadow, root: shadow, state: EditorState.create({ extensions }) });

  /** @param {TextFile} file */
  function show(file) {
    if (shown >= 0) put.set(shown, { state: view.state, known });
    const had = put.get(file.id);
    put.delete(file.id);
    shown = file.id;
    known = had ? had.known : file.text;
    view.setState(had ? had.state : EditorState.create({ doc: file.text, extensions }));
    view.dispatch({ effects: language.reconfigure(colours ?? []) });
    marked = null;
  }

  /** @param {State} state */
  function forget(state) {
    if (state.files === files) return;
    files = state.files;
    if (put.size === 0) return;
    const alive = new Set(files.map((file) => file.id));
    if (state.parked) alive.add(state.parked.id);
    for (const id of put.keys()) if (!alive.has(id)) put.delete(id);
  }

  /** @param {Range} range */
  function select(range) {
    const shift = hasBOM(view.state.doc) ? 1 : 0;
    const at = Math.min(range.start + shift, view.state.doc.length);
    const end = Math.min(range.end + shift, view.state.doc.length);
    view.dispatch({
      selection: { anchor: at, head: end },
      effects: EditorView.scrollIntoView(at, { y: "center" }),
    });
    view.focus();
  }

  return {
    /** @param {State} state */
    render(state) {
      const file = current(state);
      const other = file.id !== shown;
      if (other) show(file);
      if (file.text !== known) {
        known = file.text;
        replaceAll(view, file.text);
      }
      forget(state);
      const answer = answerOf(state);
      const fresh = answer?.before.text === file.text ? answer : null;
      const format = fresh?.file.format.id ?? "";
      const mode = fresh || other || file.text.length === 0 || file.name !== "" ? languageOf(file.name, format) : colours;
      if (mode !== colours) {
        colours = mode;
        view.dispatch({ effects: language.reconfigure(mode ?? []) });
      }
      if (fresh && marked !== fresh.file) {
        marked = fresh.file;
        view.dispatch(setDiagnostics(view.state, diagnosticsOf(state, file)));
      } else if (!state.result && marked) {
        marked = null;
        view.dispatch(setDiagnostics(view.state, []));
      }
      if (wanted?.file === file.name) {
        select(wanted);
        wanted = null;
      }
    },

    /** Moves the cursor to an engine's range, in whichever file, and the keyboard to the editor. */
    goTo(/** @type {Range} */ range) {
      wanted = range;
      dispatch({ type: "file-chosen", name: range.file });
      if (wanted) select(wanted); // a text alone has no other files
      wanted = null;
    },

    focus: () => view.focus(),
  };
}

/** Was every character there before replaced? @param {import("@codemirror/view").ViewUpdate} update */
function replacesAll(update) {
  const before = update.startState.doc.length;
  let all = before === 0;
  update.changes.iterChangedRanges((from, to) => (all ||= from === 0 && to === before));
  return all;
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
 * @param {State} state
 * @param {TextFile} file
 */
function diagnosticsOf({ result }, { name, text }) {
  if (!result) return [];
  const shift = hasBOM(text) ? 1 : 0;
  const place = (/** @type {Range} */ range) => ({
    from: Math.min(range.start + shift, text.length),
    to: Math.min(range.end + shift, text.length),
  });
  const own = (/** @type {{range: Range}} */ item) => item.range.file === name;
  return [
    ...result.report.findings.filter(own).map((finding) => ({
      ...place(finding.range), severity: finding.severity, message: finding.message,
    })),
    ...result.report.problems.filter(own).map((problem) => ({
      ...place(problem.range), severity: /** @type {const} */ ("warning"), message: problem.message,
    })),
  ].sort((a, b) => a.from - b.from);
}
