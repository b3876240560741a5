// One call to the engine inside the worker: join the text, encode, ask, decode, and keep large
// strings from crossing back. Free of worker globals, so that it is tested in Node.

import { applyEdits, chosenEdits } from "./edits.js";

/** Above this many UTF-16 units the page derives the output from the edits instead. */
export const BIG_OUTPUT = 256 * 1024;

/** Items of a list that cross; a file of many megabytes can have tens of thousands. */
const LONGEST = 200;

/** Collects the slices of a text until its call arrives. */
export function createInbox() {
  /** @type {Map<number, string[]>} */
  const slices = new Map();
  return {
    /**
     * @param {any} message
     * @returns {{id: number, method: string, request: any} | null} a complete call
     */
    take(message) {
      if (message.kind === "text") {
        const known = slices.get(message.id);
        if (known) known.push(message.text);
        else slices.set(message.id, [message.text]);
        return null;
      }
      const text = slices.get(message.id)?.join("");
      slices.delete(message.id);
      if (text !== undefined) (message.request.files?.[0] ?? message.request).text = text;
      return message;
    },
  };
}

/**
 * @param {(method: string, request: Uint8Array) => Uint8Array | null | undefined} engine
 * @param {{method: string, request: any}} call
 * @returns {any} the decoded reply; throws if the engine is no longer alive
 */
export function answer(engine, { method, request }) {
  const text = request.files?.[0]?.text ?? request.text ?? "";
  const broken = firstLoneSurrogate(text);
  if (broken > 0) {
    return refused(
      `line ${broken} holds half a character (a lone surrogate), which UTF-8 cannot carry; ` +
        "the text was left as it is",
    );
  }
  const bytes = engine(method, new TextEncoder().encode(JSON.stringify(request)));
  if (bytes === null) return refused("the engine did not take the call");
  if (bytes === undefined) throw new Error("the engine stopped during the call");
  const reply = JSON.parse(new TextDecoder().decode(bytes));
  if (method === "refactor" && !reply.error) slim(reply, request.files[0]);
  if (method === "redact" && !reply.error) {
    reply.counts = countsOf(reply.replacements);
    reply.replacements.length = Math.min(reply.replacements.length, LONGEST);
  }
  return reply;
}

/** @param {string} message */
function refused(message) {
  return { error: { kind: "request", message } };
}

/**
 * Puts the chosen edits into one list if they make exactly the output, and keeps from crossing what
 * would hold the page's thread: a large output, and lists longer than anyone reads.
 *
 * @param {import("./wire.js").Report} report
 * @param {{name: string, text: string}} file
 */
function slim(report, file) {
  const answered = report.files[0];
  const text = answered.bom ? file.text.slice(1) : file.text;
  const output = answered.output ?? "";
  const edits = chosenEdits(report, answered.name);
  const made = applyEdits(text, edits);
  const exact = made !== null && (answered.bom ? "\ufeff" + made : made) === output;
  report.edits = exact ? edits : null;
  if (exact && output.length > BIG_OUTPUT) delete answered.output;
  report.more = {};
  for (const list of /** @type {const} */ (["settings", "findings", "refusals", "notes", "problems", "hunks"])) {
    const { length } = report[list];
    if (length <= LONGEST) continue;
    report.more[list] = length - LONGEST;
    report[list].length = LONGEST;
  }
}

/**
 * Counts by kind, most frequent first.
 *
 * @param {{kind: string}[]} replacements
 * @returns {[string, number][]}
 */
export function countsOf(replacements) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { kind } of replacements) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

/** The line of the first lone surrogate, from 1; 0 if there is none. @param {string} text */
function firstLoneSurrogate(text) {
  const string = /** @type {any} */ (text);
  if (string.isWellFormed()) return 0;
  const lines = text.split("\n");
  return lines.findIndex((line) => !(/** @type {any} */ (line).isWellFormed())) + 1;
}
