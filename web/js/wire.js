// The shapes of the engine's replies. Lines and columns count from 1; offsets and columns are in
// UTF-16 units of the text without its byte order mark; ranges are half-open.

/**
 * @typedef {object} Range
 * @property {string} file
 * @property {number} line
 * @property {number} column
 * @property {number} start
 * @property {number} end
 *
 * @typedef {{range: Range, old: string, new: string}} Edit
 * @typedef {{start: number, end: number, old: string, new: string}} PlainEdit
 * @typedef {{title: string, text: string}} Elsewhere
 * @typedef {{label: string, chosen: boolean, edits: Edit[], elsewhere: Elsewhere[]}} Fix
 *
 * @typedef {object} Finding
 * @property {string} id
 * @property {string} rule
 * @property {"error" | "warning" | "info"} severity
 * @property {string[]} explain
 * @property {string} message
 * @property {Range} range
 * @property {{message: string, range: Range}[]} related
 * @property {string} docs
 * @property {Fix[]} fixes
 *
 * @typedef {{range: Range, what: string, why: string, explain: string, docs: string}} Refusal
 * @typedef {{range: Range, message: string, explain: string, docs: string}} Note
 * @typedef {{range: Range, message: string}} Problem
 *
 * @typedef {object} Setting
 * @property {string} id
 * @property {"request" | "cap"} kind
 * @property {string} limit
 * @property {string} title
 * @property {string} at
 * @property {string} role
 * @property {number | null} seconds
 * @property {string} state
 * @property {Range} range
 * @property {Range | null} definition
 * @property {boolean} output
 *
 * @typedef {object} ReportFile
 * @property {string} name
 * @property {{id: string, title: string, why: string}} format
 * @property {string} [output] left out by the engine where it is the text, and by the worker where it is large
 * @property {boolean} changed
 * @property {boolean} bom
 * @property {"lf" | "crlf" | "mixed"} eol
 * @property {PlainEdit[] | null} edits added by the worker: the chosen edits, which make exactly the
 *   output; null if they do not, and then the output is there
 * @property {Counts} counts added by the worker
 *
 * @typedef {{error: number, warning: number, info: number, refused: number, broken: number, notes: number}} Counts
 *   of what was found in a file: findings by severity, refusals, problems, notes
 *
 * @typedef {object} HunkLine
 * @property {"equal" | "delete" | "insert"} op
 * @property {string} text
 *
 * @typedef {object} Hunk
 * @property {string} file
 * @property {number} oldStart
 * @property {number} oldLines
 * @property {number} newStart
 * @property {number} newLines
 * @property {HunkLine[]} lines
 *
 * @typedef {object} Report
 * @property {ReportFile[]} files
 * @property {Setting[]} settings
 * @property {Finding[]} findings
 * @property {Refusal[]} refusals
 * @property {Note[]} notes
 * @property {Problem[]} problems
 * @property {string} patch
 * @property {Hunk[]} hunks
 * @property {string} summary
 * @property {Record<string, number>} more added by the worker: how many of each list were left out
 *
 * @typedef {{key: string, title: string, text: string, sources: string[], docs: string}} Explanation
 * @typedef {{version: string, go: string, formats: {id: string, title: string}[],
 *   explanations: Explanation[], lengths: number[]}} About
 *
 * @typedef {{placeholder: string, kind: string, tier: string, confidence: string, range: Range, now: Range,
 *   reason: string}} Replacement now is where the placeholder stands in the redacted text
 * @typedef {{text: string, name: string, replacements: Replacement[], counts: [string, number][]}} Redaction name
 *   is the file's without what its text hides; the worker adds the counts by kind, most frequent first, and keeps the first replacements only
 *
 * @typedef {{kind: string, message: string, file?: string}} Failure
 *
 * @typedef {object} Options all optional; null means "not given"
 * @property {number | null} requested seconds
 * @property {number | null} roleMax seconds
 * @property {number | null} orgLimit seconds
 * @property {"auto" | "reduce" | "raise"} strategy
 * @property {"auto" | "yes" | "no"} chained
 * @property {string} target
 * @property {string} format the only notation to read, "" for whatever is found
 */

export {};
