// The fixed parts of the page that follow the state: which panel shows, what can be pressed.

import { pairOf } from "./corrected.js";
import { byId } from "./dom.js";
import { figuresOf } from "./status.js";

/** @param {import("./state.js").State} state */
export function renderChrome(state) {
  const { result, notice, panel, layout, whole, theme, text, original } = state;
  const changed = result !== null && pairOf(result).changed;

  document.documentElement.dataset.theme = theme;
  byId("figures").textContent = figuresOf(state);
  byId("clear").disabled = text.length === 0;
  byId("reset").disabled = original.length === 0 || text === original;

  byId("notice").hidden = notice === null;
  byId("notice").className = `notice ${notice?.tone ?? ""}`;
  byId("notice-text").textContent = notice?.text ?? "";

  for (const name of ["correction", "redaction"]) {
    byId(`panel-${name}`).setAttribute("aria-pressed", String(panel === name));
    byId(`${name}-panel`).hidden = panel !== name;
  }
  byId("diff-tools").hidden = !changed;
  byId("diff").hidden = !changed;
  byId("empty").hidden = result !== null || text.length > 0;
  for (const radio of document.querySelectorAll("input[name=layout]")) {
    const input = /** @type {HTMLInputElement} */ (radio);
    input.checked = input.value === layout;
  }
  byId("whole").setAttribute("aria-pressed", String(whole));
  byId("whole").disabled = layout === "patch";
  byId("result").toggleAttribute("data-stale", result !== null && state.run !== "answered");
}
