// Wires the page: the store, the views, the engine's worker, and what the buttons do.

import { copy } from "./clipboard.js";
import { pairOf } from "./corrected.js";
import { mountDiffView } from "./diff-view.js";
import { byId } from "./dom.js";
import { mountEditor } from "./editor.js";
import { createEngine } from "./engine.js";
import { mountExamples } from "./examples.js";
import { bytesOf, correctedName, download, onDrop, patchName, readFile } from "./files.js";
import { renderFindings } from "./findings.js";
import { mountOptions } from "./options.js";
import { mountRedaction } from "./redaction.js";
import { startRuns } from "./run.js";
import { listenForKeys } from "./shortcuts.js";
import { initialState, reduce } from "./state.js";
import { mountStatus } from "./status.js";
import { createStore } from "./store.js";
import { renderChrome } from "./chrome.js";
import { textOf } from "./text.js";

const store = createStore(reduce, initialState);
const { dispatch } = store;
const engine = createEngine({
  spawn: /** @type {any} */ (globalThis).nextWorker, // of boot.js
  // A worker may fail inside the call that starts it, before anyone listens.
  onPhase: (phase, cause) => queueMicrotask(() => dispatch({ type: "engine-changed", phase, cause })),
});
startRuns({ store, engine });

const editor = mountEditor(byId("editor"), dispatch);
const options = mountOptions(byId("options"), dispatch);
const diff = mountDiffView(byId("diff"));
const redaction = mountRedaction(byId("redaction"), editor.goTo);
const status = mountStatus(byId("status"), byId("live"), {
  stop: () => engine.replace("it was stopped"),
  retry: () => {
    engine.replace("a new try");
    dispatch({ type: "rerun-asked" });
  },
  rerun: () => dispatch({ type: "rerun-asked" }),
});
mountExamples(byId("examples"), dispatch);

store.subscribe(render);
render(store.state());
listenForKeys({ editor, copyCorrected, result: byId("result") });

/** @param {import("./state.js").State} state */
function render(state) {
  editor.render(state);
  options.render(state);
  status.render(state);
  renderChrome(state);
  diff.render(state);
  renderFindings(byId("findings"), state, dispatch, editor.goTo);
  redaction.render(state);
}

/** @param {File[]} files */
async function open(files) {
  if (files.length > 1) {
    return dispatch({ type: "noticed", tone: "error", text: "One file at a time: nothing was opened. Your text is unchanged." });
  }
  if (files.length === 0) return;
  dispatch({ type: "reading-started" });
  try {
    const text = await readFile(files[0]);
    dispatch({ type: "opened", text, name: files[0].name });
  } catch (error) {
    dispatch({ type: "noticed", tone: "error", text: /** @type {Error} */ (error).message });
  }
}
onDrop(open);

/** @param {string} id @param {(button: HTMLButtonElement) => void} act */
function onClick(id, act) {
  byId(id).addEventListener("click", () => act(byId(id)));
}

const picker = byId("file");
onClick("choose-file", () => picker.click());
picker.addEventListener("change", () => {
  open([...picker.files]);
  picker.value = ""; // so that the same file can be chosen again
});
onClick("clear", () => dispatch({ type: "opened", text: textOf(""), name: "" }));
onClick("reset", () => {
  const { original, name, options: kept } = store.state();
  dispatch({ type: "opened", text: original, name, options: kept });
});
onClick("notice-dismiss", () => dispatch({ type: "notice-dismissed" }));
onClick("panel-correction", () => dispatch({ type: "panel-chosen", panel: "correction" }));
onClick("panel-redaction", () => dispatch({ type: "panel-chosen", panel: "redaction" }));
onClick("whole", () => dispatch({ type: "whole-chosen", whole: !store.state().whole }));
for (const radio of document.querySelectorAll("input[name=layout]")) {
  radio.addEventListener("change", () => dispatch({ type: "layout-chosen", layout: /** @type {HTMLInputElement} */ (radio).value }));
}
byId("theme").addEventListener("change", () => dispatch({ type: "theme-chosen", theme: byId("theme").value }));

onClick("copy-corrected", copyCorrected);
onClick("download-corrected", () => {
  const { result, name } = store.state();
  if (result) download(correctedName(name, formatOf(result)), bytesOf(pairOf(result).after));
});
onClick("copy-patch", async () => {
  const { result } = store.state();
  if (result) say(await copy(result.report.patch), "The patch");
});
onClick("download-patch", () => {
  const { result, name } = store.state();
  if (result) download(patchName(name, formatOf(result)), new Blob([result.report.patch]));
});

async function copyCorrected() {
  const { result } = store.state();
  if (result) say(await copy(pairOf(result).after.toString()), "The corrected text");
}

/** @param {boolean} done @param {string} what */
function say(done, what) {
  const text = done ? `${what} is on the clipboard.` : `${what} was not copied: the browser did not allow it. Use the download.`;
  dispatch({ type: "noticed", tone: done ? "info" : "error", text });
}

/** @param {import("./state.js").Result} result */
function formatOf(result) {
  return result.report.files[0].format.id;
}
