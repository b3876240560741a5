// The files panel: the tree with one stop for Tab, its filters, and what was not read.

import { breakable, byId, el, fill } from "./dom.js";
import { current } from "./folder.js";
import { MOST_ROWS, moveOf, rowsOf, typedTo } from "./tree.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./tree.js").Row} Row */

/** Letters further apart than this are two words, in milliseconds. */
const WORD = 600;
/** Names of files not read that are listed. */
const LEFT_OUT = 300;

/** @param {(action: any) => void} dispatch */
export function mountTree(dispatch) {
  const tree = byId("tree");
  /** @type {Set<string>} */
  const closed = new Set();
  /** @type {Row[]} */
  let rows = [];
  let revealed = ""; // the path that was brought into view last
  let focused = ""; // the path of the row that Tab leads to
  /** @type {any} */
  let drawn = {};
  let typed = "";
  let typedAt = 0;
  /** @type {State | null} */
  let last = null;

  const onlyFound = byId("only-found");
  onlyFound.addEventListener("change", () => dispatch({ type: "filter-changed", onlyFound: onlyFound.checked }));
  const sought = byId("sought");
  sought.addEventListener("input", () => dispatch({ type: "filter-changed", sought: sought.value }));

  /** @param {number} index */
  function focus(index) {
    const row = rows[Math.min(index, Math.min(rows.length, MOST_ROWS) - 1)];
    if (!row) return;
    focused = row.path;
    for (const item of tree.children) item.tabIndex = item.dataset.key === `row ${focused}` ? 0 : -1;
    tree.querySelector("[tabindex='0']")?.focus();
  }

  /** @param {number} index */
  function activate(index) {
    const row = rows[index];
    focused = row.path;
    if (row.kind === "file") return dispatch({ type: "file-chosen", name: row.path });
    if (row.open) closed.add(row.path);
    else closed.delete(row.path);
    if (last) render(last, true);
  }

  /** The row of an event. @param {Event} event */
  const indexOf = (event) => {
    const item = /** @type {HTMLElement} */ (event.target).closest("[role=treeitem]");
    return item ? [...tree.children].indexOf(item) : -1;
  };
  tree.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const index = indexOf(event);
    if (index >= 0) activate(index);
  });
  tree.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const at = indexOf(event);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moveOf(rows.slice(0, MOST_ROWS), at, event.key);
    if (move && "to" in move) focus(move.to);
    else if (move) activate(move.toggle);
    else if (event.key === "Enter" || (event.key === " " && typed === "")) activate(at);
    else if (event.key === "Delete" && rows[at].kind === "file") remove(at);
    else if (event.key.length !== 1) return;
    else {
      typed = event.timeStamp - typedAt > WORD ? event.key : typed + event.key;
      typedAt = event.timeStamp;
      const to = typedTo(rows.slice(0, MOST_ROWS), at, typed);
      if (to >= 0) focus(to);
    }
    if (event.timeStamp !== typedAt) typed = "";
    event.preventDefault();
    event.stopPropagation();
  });

  /** @param {number} index */
  function remove(index) {
    const neighbour = rows[index + 1] ?? rows[index - 1];
    const { path } = rows[index];
    if (neighbour) focused = neighbour.path;
    dispatch({ type: "file-removed", name: path });
    const item = [...tree.children].find((one) => one.dataset.key === `row ${focused}`);
    item?.focus();
  }

  /** @param {State} state @param {boolean} [folded] */
  function render(state, folded = false) {
    last = state;
    byId("files").hidden = state.folder === null;
    if (!state.folder) return;
    const { files, result, folder } = state;
    const shown = current(state).name;
    onlyFound.checked = state.onlyFound;
    if (sought.value !== state.sought) sought.value = state.sought;
    const names = namesOf(files);
    const busy = result === null && state.run !== "failed";
    const same = drawn.names === names && drawn.result === result && drawn.shown === shown && drawn.busy === busy &&
      drawn.onlyFound === state.onlyFound && drawn.sought === state.sought && drawn.folder === folder && !folded;
    if (same) return;
    drawn = { names, result, shown, busy, onlyFound: state.onlyFound, sought: state.sought, folder };

    const answers = new Map((result?.report.files ?? []).map((file) => [file.name, file]));
    const { onlyFound: filter, sought: word } = state;
    const found = rowsOf({ files, answers, shown, onlyFound: filter && result !== null, sought: word, closed });
    rows = filter && busy ? [] : found.rows;
    const astray = !rows.slice(0, MOST_ROWS).some(({ path }) => path === focused);
    if (astray || (revealed !== shown && !tree.contains(document.activeElement))) focused = shown;
    fill(tree, rows.slice(0, MOST_ROWS).map((row) => item(row, row.path === focused, row.path === shown)));
    if (!tree.querySelector("[tabindex='0']")) tree.firstElementChild?.setAttribute("tabindex", "0");
    tree.hidden = rows.length === 0;
    if (revealed !== shown) reveal(tree, (revealed = shown));
    byId("folder-title").textContent = titleOf(state);
    byId("tree-hint").textContent = hintOf(found.matching, state, busy);
    renderLeftOut(folder.leftOut);
  }
  return { render: (/** @type {State} */ state) => render(state) };
}

/** Scrolls the tree, and nothing else, to a row. @param {HTMLElement} tree @param {string} path */
function reveal(tree, path) {
  const row = [...tree.children].find((one) => /** @type {HTMLElement} */ (one).dataset.key === `row ${path}`);
  if (!row) return;
  const { top, bottom } = row.getBoundingClientRect();
  const box = tree.getBoundingClientRect();
  if (top < box.top || bottom > box.bottom) tree.scrollTop += (top + bottom - box.top - box.bottom) / 2;
}

/** @type {WeakMap<object, string>} */
const joined = new WeakMap();

/** The names as one string, which typing into a file leaves as it is. @param {State["files"]} files */
function namesOf(files) {
  let names = joined.get(files);
  if (names === undefined) joined.set(files, (names = files.map(({ name }) => name).join("\n")));
  return names;
}

/** @param {State} state */
function titleOf({ folder, files }) {
  const count = `${files.length.toLocaleString("en")} ${files.length === 1 ? "file" : "files"}`;
  return folder?.title ? `${folder.title} · ${count}` : count;
}

/** @param {number} matching @param {State} state @param {boolean} busy */
function hintOf(matching, state, busy) {
  const filtered = state.onlyFound || state.sought.trim() !== "";
  if (state.onlyFound && busy) return "Looking through the files…";
  if (filtered && matching === 0) return state.sought.trim() ? "No such file." : "Nothing was found in any of the files.";
  const parts = filtered ? [`${matching.toLocaleString("en")} of ${state.files.length.toLocaleString("en")} files`] : [];
  if (matching > MOST_ROWS) parts.push(`the first ${MOST_ROWS} rows are shown; a filter shows the others`);
  return parts.join(" · ");
}

/** @param {Row} row @param {boolean} focused @param {boolean} shown */
function item(row, focused, shown) {
  const folder = row.kind === "folder";
  return el("div", {
    role: "treeitem",
    class: row.kind,
    tabindex: focused ? "0" : "-1",
    "data-key": `row ${row.path}`,
    "data-level": String(Math.min(row.level, 8)),
    "aria-level": String(row.level),
    "aria-posinset": String(row.position),
    "aria-setsize": String(row.neighbours),
    "aria-expanded": folder ? String(row.open) : null,
    "aria-selected": folder ? null : String(shown),
    title: row.path,
  },
  el("span", { class: "twisty", "aria-hidden": "true" }, folder ? (row.open ? "▾" : "▸") : ""),
  el("span", { class: "label" }, breakable(row.label)),
  row.open ? null : marks(row)); // an open folder's are on its files
}

/** @param {Row} row */
function marks({ kind, marks: { error, warning, changed } }) {
  return [
    mark("error", "✕", error, error === 1 ? "error" : "errors"),
    mark("warning", "!", warning, warning === 1 ? "warning" : "warnings"),
    kind === "folder"
      ? mark("changed", "±", changed, changed === 1 ? "file changes" : "files change")
      : changed > 0 && el("span", { class: "mark changed" }, el("span", { "aria-hidden": "true" }, "±"), " changed"),
  ];
}

/** @param {string} kind @param {string} sign @param {number} count @param {string} word */
function mark(kind, sign, count, word) {
  if (count === 0) return null;
  return el("span", { class: `mark ${kind}` },
    el("span", { "aria-hidden": "true" }, `${sign} ${count}`),
    el("span", { class: "visually-hidden" }, ` ${count} ${word}`));
}

/** @type {any} */
let listed = null;

/** @param {{name: string, why: string}[]} leftOut */
function renderLeftOut(leftOut) {
  if (listed === leftOut) return;
  listed = leftOut;
  const details = byId("left-out");
  details.hidden = leftOut.length === 0;
  details.querySelector("summary").textContent = `Not read (${leftOut.length.toLocaleString("en")})`;
  fill(byId("left-out-list"),
    leftOut.slice(0, LEFT_OUT).map(({ name, why }) => el("li", {}, el("code", {}, breakable(name)), `: ${why}`)),
    leftOut.length > LEFT_OUT && el("li", {}, `and ${leftOut.length - LEFT_OUT} more`));
}
