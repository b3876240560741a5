// The list of what the engine says: findings with their fixes, what was not edited and why, what
// was left alone on purpose, and what does not parse.

import { copyButton } from "./clipboard.js";
import { breakable, el, fill } from "./dom.js";
import { answerOf, comparePaths, current } from "./folder.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./wire.js").Range} Range
 * @typedef {import("./wire.js").Finding} Finding
 * @typedef {import("./wire.js").Fix} Fix
 * @typedef {(action: any) => void} Dispatch
 */

const severities = {
  error: { sign: "✕", word: "Error" },
  warning: { sign: "!", word: "Warning" },
  info: { sign: "i", word: "Note" },
};

/** @type {Record<string, number>} what is worse comes first */
const rank = { error: 0, warning: 1, info: 2 };

/** Rows of other files that are shown. */
const OTHERS = 100;
/** More findings than these are to be seen together, so the long parts of each are closed at first. */
const FEW = 2;

/** @type {WeakMap<HTMLElement, any>} what a root shows, so that typing does not rebuild it */
const shown = new WeakMap();

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {Dispatch} dispatch
 * @param {(range: Range) => void} goTo
 */
export function renderFindings(root, state, dispatch, goTo) {
  const { result, about } = state;
  const { name } = current(state);
  const known = shown.get(root);
  if (known?.result === result && known?.about === about && known?.name === name) return;
  shown.set(root, { result, about, name });
  const file = answerOf(state)?.file;
  if (!result || !file) return fill(root);
  const { report } = result;
  const { counts } = file;
  const own = (/** @type {{range: Range}} */ item) => item.range.file === name;
  // Whatever edits this file is told here, even if it stands elsewhere.
  const findings = report.findings.filter((one) => own(one) || edits(one, name));
  findings.sort((a, b) => Number(own(b)) - Number(own(a)) || rank[a.severity] - rank[b.severity] || a.range.start - b.range.start);
  const foreign = findings.filter((one) => !own(one)).length;
  const refusals = report.refusals.filter(own);
  const problems = report.problems.filter(own);
  const notes = report.notes.filter(own);
  const explain = explainer(about);
  const place = (/** @type {Range} */ range) => placeButton(range, name, goTo);
  fill(
    root,
    list("Findings", "findings-list", findings.map((one) => findingItem(one, explain, place, dispatch, findings.length <= FEW)),
      counts.error + counts.warning + counts.info + foreign),
    list("Not edited", "refusals-list", refusals.map((one, index) =>
      el("li", { class: "item warning" },
        el("p", { class: "head" }, badge("!", "Not edited"), place(one.range)),
        el("p", {}, refusalText(one)),
        explain([one.explain], `refusal-${index}`),
      )), counts.refused),
    list("Does not parse", "problems-list", problems.map((one) =>
      el("li", { class: "item warning" },
        el("p", { class: "head" }, badge("!", "Broken part"), place(one.range)),
        el("p", {}, one.message),
      )), counts.broken),
    list("Left alone on purpose", "notes-list", notes.map((one, index) =>
      el("li", { class: "item info" },
        el("p", { class: "head" }, badge("i", "Note"), place(one.range)),
        el("p", {}, one.message),
        explain([one.explain], `note-${index}`),
      )), counts.notes),
    state.folder && othersList(report, name, place),
  );
}

/**
 * What was found in the other files, a line each: to get there, not to mend it from afar.
 *
 * @param {import("./wire.js").Report} report
 * @param {string} name of the file in view
 * @param {(range: Range) => HTMLElement} place
 */
function othersList(report, name, place) {
  const rows = [
    ...report.findings.filter((one) => !edits(one, name)).map(({ severity, range, message }) => ({ severity, range, message })),
    ...report.refusals.map((one) => ({ severity: /** @type {const} */ ("warning"), range: one.range, message: refusalText(one) })),
    ...report.problems.map(({ range, message }) => ({ severity: /** @type {const} */ ("warning"), range, message })),
  ].filter(({ range }) => range.file !== name);
  if (rows.length === 0) return null;
  const total = rows.length + (report.more.findings ?? 0) + (report.more.refusals ?? 0) + (report.more.problems ?? 0);
  rows.sort((a, b) => rank[a.severity] - rank[b.severity] || comparePaths(a.range.file, b.range.file) || a.range.start - b.range.start);
  return list("In other files", "others-list", rows.slice(0, OTHERS).map(({ severity, range, message }) => {
    const { sign, word } = severities[severity] ?? severities.info;
    return el("li", { class: `item brief ${severity}` },
      el("p", { class: "head" }, badge(sign, word), place(range)),
      el("p", { class: "message" }, message));
  }), total);
}

/** Is there a way to mend this that edits the file? @param {Finding} finding @param {string} name */
function edits(finding, name) {
  return finding.fixes.some((fix) => fix.edits.some(({ range }) => range.file === name));
}

/** @param {import("./wire.js").Refusal} refusal */
function refusalText({ what, why }) {
  return `${what} was not edited, because ${withoutStop(why)}.`;
}

/** @param {string} title @param {string} id @param {HTMLElement[]} items @param {number} total with those not shown */
function list(title, id, items, total) {
  if (items.length === 0) return null;
  const shown = total > items.length ? `the first ${items.length} of ${total}` : items.length;
  return [el("h3", { id }, `${title} (${shown})`), el("ul", { class: "items", "aria-labelledby": id }, items)];
}

/**
 * @param {Finding} finding
 * @param {ReturnType<typeof explainer>} explain
 * @param {(range: Range) => HTMLElement} place
 * @param {Dispatch} dispatch
 * @param {boolean} whole its long parts are open
 */
function findingItem(finding, explain, place, dispatch, whole) {
  const { sign, word } = severities[finding.severity] ?? severities.info;
  return el("li", { class: `item ${finding.severity}` },
    el("p", { class: "head" }, badge(sign, word), place(finding.range)),
    el("p", { class: "message" }, finding.message),
    finding.related.length > 0 &&
      el("ul", { class: "related" }, finding.related.map((one) => el("li", {}, place(one.range), " ", one.message))),
    fixes(finding, dispatch, whole),
    explain(finding.explain, finding.id),
  );
}

/** @param {Finding} finding @param {Dispatch} dispatch @param {boolean} whole */
function fixes(finding, dispatch, whole) {
  const all = finding.fixes.map((fix, index) => ({ fix, index }));
  const here = all.filter(({ fix }) => fix.edits.length > 0);
  const away = all.filter(({ fix }) => fix.edits.length === 0);
  const chosen = here.find(({ fix }) => fix.chosen);
  const option = (/** @type {string} */ label, /** @type {number} */ index, /** @type {boolean} */ checked) =>
    el("label", { class: "fix" },
      el("input", {
        type: "radio",
        name: `fix ${finding.id}`,
        checked,
        "data-key": `${finding.id} ${index}`,
        onchange: () => dispatch({ type: "fix-chosen", finding: finding.id, fix: index }),
      }),
      el("span", {}, label, checked && index >= 0 ? el("em", { class: "chosen" }, " applied") : null),
    );
  return [
    here.length > 0 &&
      el("fieldset", { class: "fixes" },
        el("legend", {}, here.length > 1 ? "Fix: choose one" : "Fix"),
        here.map(({ fix, index }) => option(fix.label + elsewhereOf(fix, finding.range.file), index, fix.chosen)),
        option("Leave it as it is", -1, !chosen),
      ),
    chosen && snippets(chosen.fix, `${finding.id} ${chosen.index}`),
    away.map(({ fix, index }) =>
      // The other way out is as good an answer as the fix, and the only one where there is none.
      el("details", { class: "away", open: whole || here.length === 0, "data-key": `${finding.id} away ${index}` },
        el("summary", { "data-key": `${finding.id} away ${index} summary` },
          `${here.length === 0 ? "What you can do" : "Or"}: ${fix.label}`),
        snippets(fix, `${finding.id} ${index}`),
      )),
  ];
}

/** The other files that a fix edits, as words behind its label. @param {Fix} fix @param {string} here */
function elsewhereOf(fix, here) {
  const files = new Set(fix.edits.map(({ range }) => range.file).filter((file) => file !== here));
  return files.size === 0 ? "" : ` (in ${[...files].slice(0, 3).join(", ")}${files.size > 3 ? " …" : ""})`;
}

/** @param {Fix} fix @param {string} key */
function snippets(fix, key) {
  return fix.elsewhere.map((one, index) =>
    el("figure", { class: "snippet" },
      el("figcaption", {}, one.title, copyButton(() => one.text, `Copy: ${one.title}`, `${key} copy ${index}`)),
      el("pre", { tabindex: "0", "aria-label": one.title }, one.text),
    ));
}

/** @param {State["about"]} about */
function explainer(about) {
  const texts = new Map((about?.explanations ?? []).map((one) => [one.key, one]));
  return (/** @type {string[]} */ keys, /** @type {string} */ owner) =>
    keys.filter(Boolean).map((key) => {
      const known = texts.get(key);
      const page = el("a", { href: `docs/${encodeURIComponent(key)}.html`, target: "_blank", rel: "noreferrer" },
        known ? `${known.title}: the whole page` : `About ${key}`);
      if (!known) return el("p", { class: "why" }, page);
      return el("details", { class: "why", "data-key": `${owner} why ${key}` },
        el("summary", { "data-key": `${owner} why ${key} summary` }, `Why: ${known.title}`),
        el("p", {}, known.text),
        el("p", {}, page, sources(known.sources)),
      );
    });
}

/** @param {string[]} urls */
function sources(urls) {
  return urls.map((url) => [
    " · ",
    el("a", { href: url, target: "_blank", rel: "noreferrer" }, `Source: ${nameOf(url)}`),
  ]);
}

/** A page's host and the last part of its path. @param {string} url */
function nameOf(url) {
  const { hostname, pathname } = new URL(url);
  const page = pathname.split("/").filter(Boolean).at(-1) ?? "";
  return `${hostname} ${page.replace(/\.html$/, "")}`.trim();
}

/** @param {string} sign @param {string} word */
function badge(sign, word) {
  return el("span", { class: "badge" }, el("span", { class: "sign", "aria-hidden": "true" }, sign), word);
}

/** @param {Range} range @param {string} here the file in view @param {(range: Range) => void} goTo */
function placeButton(range, here, goTo) {
  return el("button", {
    type: "button",
    class: "place",
    title: "Show in the editor",
    "data-key": `place ${range.file} ${range.start} ${range.end}`,
    onclick: () => goTo(range),
  }, range.file === here ? `line ${range.line}` : [breakable(range.file || "pasted text"), `, line ${range.line}`]);
}

/** @param {string} text */
function withoutStop(text) {
  return text.replace(/[.\s]+$/, "");
}
