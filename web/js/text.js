// The paste as CodeMirror's Text, split at "\n" only: a "\r" and a byte order mark stay characters
// of the text, so reading it back gives the same string, whatever its line endings.

import { Text } from "@codemirror/state";

/** Above this many UTF-16 units a text is handled in slices, one task each. */
export const BIG = 256 * 1024;
const SLICE = 64 * 1024;

export const BOM = "\ufeff";

/** @param {string} string */
export function textOf(string) {
  return Text.of(string.split("\n"));
}

/** @param {Text} text */
export function hasBOM(text) {
  return text.length > 0 && text.sliceString(0, 1) === BOM;
}

/**
 * The text as strings of about one slice each; joined they are the text. No piece ends between the
 * halves of a surrogate pair, so each can be encoded alone.
 *
 * @param {Text} text
 * @returns {Generator<string>}
 */
export function* piecesOf(text) {
  for (let from = 0, to; from < text.length; from = to) {
    to = Math.min(text.length, from + SLICE);
    if (to < text.length && /[\ud800-\udbff]/.test(text.sliceString(to - 1, to))) to++;
    yield text.sliceString(from, to, "\n");
  }
}

/** Lets the browser paint and take input before the next slice. */
export function nextTask() {
  const scheduler = /** @type {any} */ (globalThis).scheduler;
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Builds the Text of a large string without holding the main thread.
 *
 * @param {string} string
 */
export async function textOfBig(string) {
  let text = Text.empty;
  for (let from = 0; from < string.length; from += SLICE) {
    text = text.append(textOf(string.slice(from, from + SLICE)));
    await nextTask();
  }
  return text;
}

/**
 * Decodes UTF-8 strictly, byte order mark kept, without holding the main thread. Throws a
 * TypeError if the bytes are no UTF-8.
 *
 * @param {Uint8Array} bytes
 */
export async function textOfBytes(bytes) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = Text.empty;
  for (let from = 0; from < bytes.length; from += SLICE) {
    const piece = decoder.decode(bytes.subarray(from, from + SLICE), { stream: true });
    text = text.append(textOf(piece));
    if (bytes.length > SLICE) await nextTask();
  }
  return text.append(textOf(decoder.decode()));
}

/**
 * Counts the line endings of a text, for the status line.
 *
 * @param {Text} text
 * @returns {"none" | "lf" | "crlf" | "mixed"} what the first lines show; a large text is sampled
 */
export function lineEndings(text) {
  const breaks = Math.min(text.lines - 1, 2000);
  let crlf = 0;
  for (let number = 1; number <= breaks; number++) {
    if (text.line(number).text.endsWith("\r")) crlf++;
  }
  if (breaks === 0) return "none";
  if (crlf === 0) return "lf";
  return crlf === breaks ? "crlf" : "mixed";
}
