// Wires the page: the store, the views, the engine's worker, and what the buttons do.

import { copy } from "./clipboard.js";
import { pairOf } from "./corrected.js";
import { mountDiffView } from "./diff-view.js";
import { byId } from "./dom.js";
import { createDrawing } from "./draw.js";
import { mountEditor } from "./editor.js";
import { createEngine } from "./engine.js";
import { mountExamples } from "./examples.js";
import { ARCHIVE, PATCH, bytesOf, correctedName, download, onDrop, patchName } from "./files.js";
import { renderFindings } from "./findings.js";
import { answerOf, current } from "./folder.js";
import { collectEntries, collectFiles, droppedOf, isZip, readAll, readFile } from "./intake.js";
import { loadModes } from "./language.js";
import { makeZip } from "./make-zip.js";
import { mountOptions } from "./options.js";
import { mountRedaction } from "./redaction.js";
import { startRuns } from "./run.js";
import { listenForKeys } from "./shortcuts.js";
import { initialState, reduce } from "./state.js";
import { mountStatus } from "./status.js";
import { createStore } from "./store.js";
import { renderChrome, renderUnchanged } from "./chrome.js";
import { textOf } from "./text.js";
import { mountTree } from "./tree-view.js";

const store = createStore(reduce, initialState);
const { dispatch } = store;
const colours = loadModes();
const engine = createEngine({
  spawn: /** @type {any} */ (globalThis).nextWorker, // of boot.js
  // A worker may fail inside the call that starts it, before anyone listens. And ready is when there
  // is nothing left to load, so that nothing is ever requested after it.
  onPhase: async (phase, cause) => {
    await (phase === "ready" ? colours : null);
    dispatch({ type: "engine-changed", phase, cause });
  },
});
startRuns({ store, engine });

const editor = mountEditor(byId("editor"), dispatch);
const options = mountOptions(byId("options"), dispatch);
const diff = mountDiffView(byId("diff"));
const redaction = mountRedaction(byId("redaction"), byId("hiding"), editor.goTo, dispatch);
const tree = mountTree(dispatch);
const status = mountStatus(byId("status"), byId("live"), {
  stopReading: () => {
    reading.stopped = true;
    notice("info", "Reading was stopped: nothing was opened, and your text is unchanged.");
  },
  stop: () => engine.replace("it was stopped"),
  retry: () => {
    engine.replace("a new try");
    dispatch({ type: "rerun-asked" });
  },
  rerun: () => dispatch({ type: "rerun-asked" }),
});
mountExamples(byId("examples"), dispatch);

const draw = createDrawing([
  editor.render,
  options.render,
  tree.render,
  renderChrome,
  (state) => renderUnchanged(byId("unchanged"), state, dispatch),
  diff.render,
  (state) => renderFindings(byId("findings"), state, dispatch, editor.goTo),
  redaction.render,
  status.render, // last: it says that all of it is there
]);
store.subscribe(draw);
draw(store.state());
setTimeout(diff.warmUp, 50); // while the engine starts
listenForKeys({ editor, copyCorrected, result: byId("result") });

/** @type {import("./intake.js").Reading} what is being read now, if anything */
let reading = { stopped: true };

/** A new reading ends the one before. */
function startReading() {
  reading.stopped = true;
  reading = { stopped: false };
  dispatch({ type: "reading-started" });
  return reading;
}

/** One file that was given alone is read whatever it is. @param {File} file */
async function openFile(file) {
  const own = startReading();
  try {
    const text = await readFile(file);
    if (own.stopped) return;
    const added = { name: file.name, text };
    if (store.state().folder) {
      dispatch({ type: "files-added", files: [added] });
      dispatch({ type: "file-chosen", name: file.name });
    } else {
      dispatch({ type: "opened", ...added });
    }
  } catch (error) {
    if (!own.stopped) notice("error", /** @type {Error} */ (error).message);
  }
}

/** @param {(reading: import("./intake.js").Reading) => Promise<import("./intake.js").Collection>} collect */
async function openFolder(collect) {
  const own = startReading();
  const found = await collect(own);
  if (own.stopped) return;
  const { folder, files: open } = store.state();
  const taken = folder ? { files: open.length, bytes: open.reduce((sum, { text }) => sum + text.length, 0) } : { files: 0, bytes: 0 };
  const onProgress = (/** @type {number} */ done, /** @type {number} */ total) => {
    if (!own.stopped) dispatch({ type: "reading-went-on", done, total });
  };
  const { files, leftOut } = await readAll(found, { reading: own, taken, onProgress });
  if (own.stopped) return; // by a person, or because something else is being read instead
  if (files.length > 0) return dispatch({ type: "files-added", title: found.title, root: found.root, files, leftOut });
  const [first] = leftOut;
  const why = first ? `${first.name} was left out: ${first.why}.` : "There is no file in it.";
  notice("error", `Nothing was opened. ${why} Your text is unchanged.`);
}

/** @param {"info" | "error"} tone @param {string} text */
function notice(tone, text) {
  dispatch({ type: "noticed", tone, text });
}

onDrop((data) => {
  const { entries, files } = droppedOf(data);
  const folders = entries.some((entry) => entry.isDirectory);
  if (files.length === 1 && !folders && !isZip(files[0].name)) openFile(files[0]);
  else if (entries.length > 0) openFolder((own) => collectEntries(entries, own));
  else if (files.length > 0) openFolder(() => collectFiles(files));
});

/** A button and the hidden field behind it. @param {string[]} buttons @param {string} input */
function picks(buttons, input) {
  const picker = byId(input);
  for (const button of buttons) onClick(button, () => picker.click());
  picker.addEventListener("change", () => {
    const files = [...picker.files];
    picker.value = ""; // so that the same can be chosen again
    if (files.length === 1 && !picker.webkitdirectory && !isZip(files[0].name)) openFile(files[0]);
    else if (files.length > 0) openFolder(() => collectFiles(files));
  });
}

/** @param {string} id @param {(button: HTMLButtonElement) => void} act */
function onClick(id, act) {
  byId(id).addEventListener("click", () => act(byId(id)));
}

picks(["choose-files", "add-files"], "file");
picks(["choose-folder", "add-folder"], "folder");
onClick("add-text", () => {
  dispatch({ type: "text-added" });
  editor.focus();
});
onClick("close-folder", () => {
  dispatch({ type: "folder-closed" });
  byId("editor-heading").focus();
});
onClick("remove", () => dispatch({ type: "file-removed", name: current(store.state()).name }));
onClick("change-format", options.askFormat);
onClick("clear", () => dispatch({ type: "opened", text: textOf(""), name: "" }));
onClick("reset", () => dispatch({ type: "reset-asked" }));
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
  const one = corrected();
  if (one) download(correctedName(one.file.name, one.file.format.id), bytesOf(one.after));
});
onClick("download-all", async () => {
  const { result } = store.state();
  if (!result) return;
  const changed = [];
  for (const [index, file] of result.report.files.entries()) {
    if (!file.changed) continue;
    const bytes = new Uint8Array(await bytesOf(pairOf(result, index).after).arrayBuffer());
    changed.push({ name: file.name || correctedName("", file.format.id), bytes });
  }
  download(ARCHIVE, makeZip(changed));
});
onClick("copy-patch", async () => {
  const { result } = store.state();
  if (result) say(await copy(result.report.patch), "The patch");
});
onClick("download-patch", () => {
  const { result, folder } = store.state();
  if (!result) return;
  const [{ name, format }] = result.report.files;
  download(folder ? PATCH : patchName(name, format.id), new Blob([result.report.patch]));
});

/** The text in the editor as the last answer has it. */
function corrected() {
  const state = store.state();
  const answer = answerOf(state);
  if (!state.result || !answer) return null;
  return { file: answer.file, after: pairOf(state.result, answer.index).after };
}

async function copyCorrected() {
  const one = corrected();
  if (one) say(await copy(one.after.toString()), "The corrected text");
}

/** @param {boolean} done @param {string} what */
function say(done, what) {
  const text = done ? `${what} is on the clipboard.` : `${what} was not copied: the browser did not allow it. Use the download.`;
  dispatch({ type: "noticed", tone: done ? "info" : "error", text });
}
