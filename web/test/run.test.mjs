// The page's questions to the engine: one at a time, the newest next, none twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { startRuns } from "../js/run.js";
import { initialState, reduce } from "../js/state.js";
import { createStore } from "../js/store.js";
import { textOf } from "../js/text.js";

function setUp() {
  const store = createStore(reduce, initialState);
  const calls = [];
  const engine = {
    call(method, request, texts = []) {
      return new Promise((resolve, reject) => {
        const text = texts.map(({ pieces }) => [...pieces()].join("")).join("|");
        calls.push({ method, request, text, keys: texts.map(({ key }) => key), resolve, reject });
      });
    },
  };
  startRuns({ store, engine });
  return { store, calls };
}

const paste = (text) => ({ type: "typed", text: textOf(text), pasted: true });
const report = (summary) => ({ summary, files: [{ name: "", format: {}, changed: false, edits: [] }], findings: [] });
const later = (milliseconds = 5) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("a paste is asked at once, typing after a pause and only once", async () => {
  const { store, calls } = setUp();
  store.dispatch(paste("pasted"));
  await later();
  assert.deepEqual(calls.map((call) => call.text), ["pasted"]);
  calls[0].resolve(report("1"));
  await later();
  for (const text of ["a", "ab", "abc"]) store.dispatch({ type: "typed", text: textOf(text) });
  await later();
  assert.equal(calls.length, 1, "not yet");
  await later(200);
  assert.deepEqual(calls.map((call) => call.text), ["pasted", "abc"]);
});

test("what changes during a run is asked next, once, and the old answer is dropped", async () => {
  const { store, calls } = setUp();
  store.dispatch(paste("one"));
  await later();
  store.dispatch(paste("two"));
  store.dispatch(paste("three"));
  await later();
  assert.equal(calls.length, 1, "one question at a time");
  calls[0].resolve(report("old"));
  await later(200);
  assert.deepEqual(calls.map((call) => call.text), ["one", "three"]);
  assert.equal(store.state().result, null);
  calls[1].resolve(report("new"));
  await later();
  assert.equal(store.state().result.report.summary, "new");
});

test("a failed run is told and not repeated by itself; asking again runs it", async () => {
  const { store, calls } = setUp();
  store.dispatch(paste("one"));
  await later();
  calls[0].reject(new Error("out of memory"));
  await later(200);
  assert.equal(calls.length, 1);
  assert.equal(store.state().failure, "out of memory");
  assert.equal(store.state().files[0].text.toString(), "one");
  store.dispatch({ type: "rerun-asked" });
  await later();
  assert.equal(calls.length, 2);
});

test("the redaction is asked only when it is looked at, once per text", async () => {
  const { store, calls } = setUp();
  store.dispatch(paste("one"));
  await later();
  calls[0].resolve(report("done"));
  await later();
  assert.equal(calls.length, 1);
  store.dispatch({ type: "panel-chosen", panel: "redaction" });
  store.dispatch({ type: "layout-chosen", layout: "split" });
  assert.deepEqual(calls.map((call) => call.method), ["refactor", "redact"]);
});

test("all files of a folder are asked about, each text under a key of its own that stays", async () => {
  const { store, calls } = setUp();
  store.dispatch({ type: "files-added", files: [{ name: "a.tf", text: textOf("a") }, { name: "b.tf", text: textOf("b") }] });
  await later();
  assert.deepEqual(calls[0].request.files.map(({ name }) => name), ["a.tf", "b.tf"]);
  assert.equal(calls[0].text, "a|b");
  calls[0].resolve({ summary: "", files: ["a.tf", "b.tf"].map((name) => ({ name, changed: false, counts: {} })), findings: [] });
  await later();
  store.dispatch({ ...paste("a!"), pasted: true });
  await later();
  assert.equal(calls[1].text, "a!|b");
  assert.equal(calls[1].keys[1], calls[0].keys[1]);
  assert.notEqual(calls[1].keys[0], calls[0].keys[0]);
});
