// Copying, with its outcome said on the button itself.

import { el } from "./dom.js";

/**
 * @param {() => string} text asked for when pressed
 * @param {string} label
 * @param {string} key
 */
export function copyButton(text, label, key) {
  const button = el("button", { type: "button", class: "copy", "aria-label": label, "data-key": key }, "Copy");
  button.addEventListener("click", async () => {
    const done = await copy(text());
    button.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  return button;
}

/** @param {string} text @returns {Promise<boolean>} false if the browser does not allow it */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
