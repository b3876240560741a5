// The fixed parts of the page that follow the state: which panel shows, what can be pressed.

import { pairOf } from "./corrected.js";
import { breakable, byId, el, fill } from "./dom.js";
import { answerOf, current, patchHint } from "./folder.js";
import { hasText } from "./state.js";
import { figuresOf } from "./status.js";
import { PASTED } from "./tree.js";

/** @param {import("./state.js").State} state */
export function renderChrome(state) {
  const { result, notice, panel, layout, whole, theme, folder } = state;
  const { name, text, original } = current(state);
  const answer = answerOf(state);
  const changedHere = result !== null && answer !== null && pairOf(result, answer.index).changed;
  const changed = result?.report.files.filter((file) => file.changed) ?? [];

  document.documentElement.dataset.theme = theme;
  document.body.classList.toggle("with-files", folder !== null);
  byId("editor-heading").textContent = folder ? name || PASTED : "Your text";
  byId("figures").textContent = figuresOf(state);
  byId("change-format").hidden = answer === null || text.length === 0;
  for (const id of ["examples", "choose-files", "choose-folder", "clear"]) byId(id).hidden = folder !== null;
  byId("remove").hidden = folder === null;
  byId("clear").disabled = text.length === 0;
  byId("reset").disabled = original.length === 0 || text === original;

  byId("notice").hidden = notice === null;
  byId("notice").className = `notice ${notice?.tone ?? ""}`;
  byId("notice-text").textContent = notice?.text ?? "";

  for (const name of ["correction", "redaction"]) {
    byId(`panel-${name}`).setAttribute("aria-pressed", String(panel === name));
    byId(`${name}-panel`).hidden = panel !== name;
  }
  const patch = layout === "patch";
  byId("diff-tools").hidden = changed.length === 0;
  byId("diff").hidden = !(changedHere || (patch && changed.length > 0));
  byId("copy-corrected").disabled = !changedHere;
  byId("download-corrected").disabled = !changedHere;
  byId("download-all").hidden = folder === null;
  for (const id of ["copy-patch", "download-patch"]) byId(id).disabled = !result?.report.patch;
  byId("patch-hint").hidden = folder === null || !result?.report.patch;
  if (folder) byId("patch-hint").textContent = patchHint(folder, changed.map((file) => file.name).filter(Boolean));
  byId("unchanged").hidden = changedHere || patch || changed.length === 0;
  byId("empty").hidden = result !== null || hasText(state);
  for (const radio of document.querySelectorAll("input[name=layout]")) {
    const input = /** @type {HTMLInputElement} */ (radio);
    input.checked = input.value === layout;
  }
  byId("whole").setAttribute("aria-pressed", String(whole));
  byId("whole").disabled = patch || !changedHere;
  byId("result").toggleAttribute("data-stale", result !== null && state.run !== "answered");
}

/** Changed files that are named where the one in view does not change. */
const NAMED = 12;
/** @type {any} */
let named = {};

/**
 * Where the changes are, when they are not in the file in view.
 *
 * @param {HTMLElement} root
 * @param {import("./state.js").State} state
 * @param {(action: any) => void} dispatch
 */
export function renderUnchanged(root, { result }, dispatch) {
  if (named === result) return;
  named = result;
  const changed = result?.report.files.filter((file) => file.changed) ?? [];
  const link = (/** @type {string} */ name) =>
    el("button", { type: "button", class: "place", "data-key": `changed ${name}`, onclick: () => dispatch({ type: "file-chosen", name }) }, breakable(name || PASTED));
  fill(root,
    el("p", {}, "Nothing changes in this file. Changed:"),
    el("ul", {},
      changed.slice(0, NAMED).map(({ name }) => el("li", {}, link(name))),
      changed.length > NAMED && el("li", {}, `and ${changed.length - NAMED} more`)));
}
