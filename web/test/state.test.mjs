// The reducer: what happens to the page's state, and what must not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { initialState, reduce, refactorRequest } from "../js/state.js";
import { statusOf } from "../js/status.js";
import { textOf } from "../js/text.js";

const after = (...actions) => actions.reduce(reduce, initialState);
const typed = (text, pasted = false) => ({ type: "typed", text: textOf(text), pasted });
const report = (summary) => ({ summary, files: [{ format: {} }], findings: [] });

test("unknown actions throw", () => {
  assert.throws(() => reduce(initialState, { type: "nonsense" }), /nonsense/);
});

test("an answer to older input never replaces what is newer", () => {
  const asked = after(typed("one"));
  const newer = reduce(asked, typed("two"));
  const late = { type: "reported", version: asked.version, text: asked.text, report: report("old") };
  assert.equal(reduce(newer, late), newer);
  const failed = { type: "run-failed", version: asked.version, message: "old" };
  assert.equal(reduce(newer, failed), newer);
  const redacted = { type: "redacted", version: asked.version, reply: {} };
  assert.equal(reduce(newer, redacted), newer);
});

test("an answer stays in view while the next is made", () => {
  const asked = after(typed("one"));
  const answered = reduce(asked, { type: "reported", version: asked.version, text: asked.text, report: report("done") });
  assert.equal(answered.run, "answered");
  const next = reduce(answered, typed("one!"));
  assert.equal(next.result, answered.result);
  assert.equal(next.run, "waiting");
});

test("an emptied text has no answer", () => {
  const asked = after(typed("one"));
  const answered = reduce(asked, { type: "reported", version: asked.version, text: asked.text, report: report("done") });
  const empty = reduce(answered, typed(""));
  assert.equal(empty.result, null);
  assert.equal(empty.run, "idle");
});

test("a death keeps the paste and is said", () => {
  const asked = after(typed("the paste"), { type: "engine-changed", phase: "ready", cause: "" });
  const dead = reduce(asked, { type: "run-failed", version: asked.version, message: "out of memory" });
  assert.equal(dead.text.toString(), "the paste");
  assert.match(statusOf(dead).text, /out of memory.*Your text is kept/);
  assert.equal(statusOf(dead).action, "rerun");
  const failed = reduce(dead, { type: "engine-changed", phase: "failed", cause: "out of memory" });
  assert.equal(statusOf(failed).action, "retry");
});

test("reset goes back to the text as it came, not to a typed one", () => {
  const pasted = after(typed("as pasted", true), typed("as pasted, changed"));
  assert.equal(pasted.original.toString(), "as pasted");
  const cleared = reduce(pasted, { type: "opened", text: textOf("") });
  assert.equal(cleared.original.toString(), "as pasted");
});

test("a new text voids earlier choices, typing does not", () => {
  const chosen = after(typed("a"), { type: "fix-chosen", finding: "x@1", fix: 1 });
  assert.deepEqual(reduce(chosen, typed("ab")).choices, { "x@1": 1 });
  assert.deepEqual(reduce(chosen, { type: "opened", text: textOf("b") }).choices, {});
});

test("an example brings its options and drops those of before", () => {
  const state = after(
    { type: "options-changed", options: { roleMax: 7200 } },
    { type: "opened", text: textOf("role"), options: { requested: 14400 } },
  );
  assert.equal(state.options.requested, 14400);
  assert.equal(state.options.roleMax, null);
});

test("the request holds what was given, and always asks for a suggestion", () => {
  assert.deepEqual(refactorRequest(after(typed("a"))).options, { suggest: true });
  const state = after(typed("a"), { type: "options-changed", options: { requested: 7200, chained: "no", target: "deploy" } },
    { type: "fix-chosen", finding: "x@1", fix: -1 });
  assert.deepEqual(refactorRequest(state), {
    files: [{ name: "", text: "" }],
    options: { suggest: true, requested: 7200, chained: "no", target: "deploy", choices: { "x@1": -1 } },
  });
});

test("everything the answer depends on makes a new version; the view does not", () => {
  const state = after(typed("a"));
  for (const action of [typed("b"), { type: "options-changed", options: {} }, { type: "fix-chosen", finding: "x", fix: 0 }, { type: "rerun-asked" }]) {
    assert.equal(reduce(state, action).version, state.version + 1, action.type);
  }
  for (const action of [{ type: "layout-chosen", layout: "split" }, { type: "panel-chosen", panel: "redaction" }, { type: "theme-chosen", theme: "dark" }]) {
    assert.equal(reduce(state, action).version, state.version, action.type);
  }
});

test("while the engine starts, the page says that it takes the paste", () => {
  assert.match(statusOf(initialState).text, /starting.*paste already/);
  assert.match(statusOf(after(typed("a"))).text, /starting.*your text is taken/);
});
