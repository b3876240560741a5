// Files in and out: reading one strictly, naming and making the ones to download.

import { el } from "./dom.js";
import { piecesOf, textOfBytes } from "./text.js";

/** @typedef {import("@codemirror/state").Text} Text */

export const MAX_BYTES = 50 * 1024 * 1024;

const extensions = /** @type {Record<string, string>} */ ({ hcl: "tf", shell: "sh" });

/**
 * Reads a dropped or chosen file. Whatever fails is one sentence in an Error.
 *
 * @param {File} file
 * @returns {Promise<Text>}
 */
export async function readFile(file) {
  if (file.size > MAX_BYTES) {
    const mebibytes = Math.ceil(file.size / 1024 / 1024);
    throw new Error(`${file.name} has ${mebibytes} MiB; at most 50 MiB can be read. Your text is unchanged.`);
  }
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Error(`${file.name} could not be read; a folder cannot be opened. Your text is unchanged.`);
  }
  if (bytes.subarray(0, 8192).includes(0)) throw notText(file.name);
  try {
    return await textOfBytes(bytes);
  } catch {
    throw notText(file.name);
  }
}

/** @param {string} name */
function notText(name) {
  return new Error(`${name} is not UTF-8 text, so it was not opened. Your text is unchanged.`);
}

/**
 * The name of the corrected file: the one that was opened, else by notation.
 *
 * @param {string} name
 * @param {string} format
 */
export function correctedName(name, format) {
  return name !== "" ? name : `corrected.${extensions[format] ?? "txt"}`;
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
 * @param {(files: File[]) => void} open
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
    open([...(event.dataTransfer?.files ?? [])]);
  }, true);
}
