// Keys that work everywhere on the page; the list of them is a dialog that keys can reach.

import { byId } from "./dom.js";

/**
 * @param {object} parts
 * @param {{focus(): void}} parts.editor
 * @param {HTMLElement} parts.result
 * @param {() => void} parts.copyCorrected
 */
export function listenForKeys({ editor, result, copyCorrected }) {
  const dialog = byId("keys");
  byId("show-keys").addEventListener("click", () => dialog.showModal());
  byId("keys-close").addEventListener("click", () => dialog.close());

  document.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === "Enter") {
      event.preventDefault();
      if (event.shiftKey) copyCorrected();
      else if (result.contains(document.activeElement)) editor.focus();
      else result.focus();
    } else if (event.key === "?" && !command && !event.altKey && !takesText(event)) {
      event.preventDefault();
      dialog.showModal();
    }
  }, true);
}

/** @param {KeyboardEvent} event */
function takesText(event) {
  const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
