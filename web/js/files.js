// Files out: naming and making the ones to download. And where dropped ones come in.

import { el } from "./dom.js";
import { piecesOf } from "./text.js";

/** @typedef {import("@codemirror/state").Text} Text */

const extensions = /** @type {Record<string, string>} */ ({ hcl: "tf", shell: "sh" });

/** The patch of several files. */
export const PATCH = "stackengine.patch";
/** The archive of the files that changed. */
export const ARCHIVE = "stackengine-corrected.zip";

/**
 * The name of the corrected file: the one that was opened, without its folders, else by notation.
 *
 * @param {string} name
 * @param {string} format
 */
export function correctedName(name, format) {
  return name !== "" ? name.slice(name.lastIndexOf("/") + 1) : `corrected.${extensions[format] ?? "txt"}`;
}

/** @param {string} name @param {string} format */
export function patchName(name, format) {
  return correctedName(name, format) + ".patch";
}

/** The text's bytes in UTF-8, all line endings and a byte order mark as they are. @param {Text} text */
export function bytesOf(text) {
  return new Blob([...piecesOf(text)]);
}

/** @param {string} name @param {Blob} blob */
export function download(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * Takes files dropped anywhere, before any editor sees them.
 *
 * @param {(data: DataTransfer) => void} open
 */
export function onDrop(open) {
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files");
  const over = (/** @type {boolean} */ on) => document.documentElement.classList.toggle("dropping", on);
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    over(true);
  }, true);
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) over(false);
  }, true);
  document.addEventListener("drop", (event) => {
    over(false);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.dataTransfer) open(event.dataTransfer);
  }, true);
}
