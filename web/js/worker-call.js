// One call to the engine inside the worker: join the text, encode, ask, decode, and keep large
// strings from crossing back. Free of worker globals, so that it is tested in Node.

import { applyEdits, chosenEdits } from "./edits.js";

/** Above this many UTF-16 units the page derives the output from the edits instead. */
export const BIG_OUTPUT = 256 * 1024;

/** Items of a list that cross for each file; one of many megabytes can have tens of thousands. */
const LONGEST = 200;
/** Items of a list that cross in all. */
const MOST = 2000;

/** Keeps the texts that the page has sent, so that an edit of one file does not send the others again. */
export function createInbox() {
  /** @type {Map<number, string[]>} slices by key */
  const texts = new Map();
  /** @param {number} key */
  const textOf = (key) => {
    const slices = texts.get(key);
    if (!slices) return ""; // an empty text has no slices
    if (slices.length > 1) slices.splice(0, slices.length, slices.join(""));
    return slices[0];
  };
  return {
    /**
     * @param {any} message
     * @returns {{id: number, method: string, request: any} | null} a complete call
     */
    take(message) {
      if (message.kind === "texts") {
        for (const [key, piece] of message.pieces) {
          const slices = texts.get(key);
          if (slices) slices.push(piece);
          else texts.set(key, [piece]);
        }
        return null;
      }
      const { id, method, request, keys } = message;
      const owners = request.files ?? [request];
      keys.forEach((/** @type {number} */ key, /** @type {number} */ index) => (owners[index].text = textOf(key)));
      if (request.files) {
        const kept = new Set(keys);
        for (const key of texts.keys()) if (!kept.has(key)) texts.delete(key);
      }
      return { id, method, request };
    },
  };
}

/**
 * @param {(method: string, request: Uint8Array) => Uint8Array | null | undefined} engine
 * @param {{method: string, request: any}} call
 * @returns {any} the decoded reply; throws if the engine is no longer alive
 */
export function answer(engine, { method, request }) {
  for (const { name, text } of request.files ?? [request]) {
    const broken = firstLoneSurrogate(text ?? "");
    if (broken === 0) continue;
    return refused(
      `${name ? `${name}: ` : ""}line ${broken} holds half a character (a lone surrogate), which UTF-8 cannot carry; ` +
        "the text was left as it is",
    );
  }
  // What stays as it is need not come back: it is here.
  const asked = method === "refactor" ? { ...request, options: { ...request.options, outputs: "changed" } } : request;
  const bytes = engine(method, new TextEncoder().encode(JSON.stringify(asked)));
  if (bytes === null) return refused("the engine did not take the call");
  if (bytes === undefined) throw new Error("the engine stopped during the call");
  const reply = JSON.parse(new TextDecoder().decode(bytes));
  if (method === "refactor" && !reply.error) slim(reply, request.files);
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
 * Puts the chosen edits of each file into one list if they make exactly its output, counts what was
 * found in it, and keeps from crossing what would hold the page's thread: outputs that nobody needs,
 * and lists longer than anyone reads.
 *
 * @param {import("./wire.js").Report} report
 * @param {{name: string, text: string}[]} files
 */
function slim(report, files) {
  const edits = chosenEdits(report);
  const counts = countsByFile(report);
  report.files.forEach((answered, index) => {
    answered.counts = counts.get(answered.name) ?? noCounts();
    answered.edits = [];
    const output = answered.output ?? "";
    delete answered.output;
    if (!answered.changed) return;
    const own = edits.get(answered.name) ?? [];
    const text = answered.bom ? files[index].text.slice(1) : files[index].text;
    const made = applyEdits(text, own);
    const exact = made !== null && (answered.bom ? "\ufeff" + made : made) === output;
    answered.edits = exact ? own : null;
    if (!exact || output.length <= BIG_OUTPUT) answered.output = output;
  });
  if (files.length > 1) report.patch = withoutUnnamed(report);
  report.more = {};
  for (const list of lists) {
    const { length } = report[list];
    const kept = firstOfEach(/** @type {any[]} */ (report[list]));
    if (kept.length === length) continue;
    report.more[list] = length - kept.length;
    report[list] = /** @type {any} */ (kept);
  }
}

/**
 * A patch of several files is for a folder, in which a pasted text does not lie. The patch has a section
 * for each file that changed, in their order; no other line of it can begin as a section does.
 *
 * @param {import("./wire.js").Report} report
 */
function withoutUnnamed({ patch, files }) {
  const sections = patch.split(/^(?=diff --git )/m);
  const changed = files.filter((file) => file.changed);
  if (sections.length !== changed.length) return patch;
  return sections.filter((_, index) => changed[index].name !== "").join("");
}

const lists = /** @type {const} */ (["settings", "findings", "refusals", "notes", "problems", "hunks"]);

/**
 * The first items of each file, and no more than can be held.
 *
 * @param {{file?: string, range?: import("./wire.js").Range}[]} items
 */
function firstOfEach(items) {
  if (items.length <= LONGEST) return items;
  /** @type {Map<string, number>} */
  const seen = new Map();
  return items.filter((item) => {
    const file = item.file ?? item.range?.file ?? "";
    const count = (seen.get(file) ?? 0) + 1;
    seen.set(file, count);
    return count <= LONGEST;
  }).slice(0, MOST);
}

/** @returns {import("./wire.js").Counts} */
function noCounts() {
  return { error: 0, warning: 0, info: 0, refused: 0, broken: 0, notes: 0 };
}

/** What was found in each file, by its name. @param {import("./wire.js").Report} report */
function countsByFile(report) {
  /** @type {Map<string, import("./wire.js").Counts>} */
  const counts = new Map();
  const add = (/** @type {{range: import("./wire.js").Range}} */ { range }, /** @type {keyof import("./wire.js").Counts} */ what) => {
    let own = counts.get(range.file);
    if (!own) counts.set(range.file, (own = noCounts()));
    own[what]++;
  };
  for (const finding of report.findings) add(finding, finding.severity);
  for (const refusal of report.refusals) add(refusal, "refused");
  for (const problem of report.problems) add(problem, "broken");
  for (const note of report.notes) add(note, "notes");
  return counts;
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
