// The reducer: what happens to the page's state, and what must not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerOf, comparePaths, current, patchHint } from "../js/folder.js";
import { initialState, reduce, redactionKey, refactorRequest } from "../js/state.js";
import { statusOf } from "../js/status.js";
import { textOf } from "../js/text.js";

const after = (...actions) => actions.reduce(reduce, initialState);
const typed = (text, pasted = false) => ({ type: "typed", text: textOf(text), pasted });
const counts = { error: 0, warning: 0, info: 0, refused: 0, broken: 0, notes: 0 };
const report = (summary, names = [""]) => ({
  summary, files: names.map((name) => ({ name, format: {}, changed: false, edits: [], counts })), findings: [], refusals: [], problems: [],
});
const textIn = (state) => current(state).text.toString();

test("unknown actions throw", () => {
  assert.throws(() => reduce(initialState, { type: "nonsense" }), /nonsense/);
});

test("an answer to older input never replaces what is newer", () => {
  const asked = after(typed("one"));
  const newer = reduce(asked, typed("two"));
  const late = { type: "reported", version: asked.version, files: asked.files, report: report("old") };
  assert.equal(reduce(newer, late), newer);
  const failed = { type: "run-failed", version: asked.version, message: "old" };
  assert.equal(reduce(newer, failed), newer);
  const redacted = { type: "redacted", of: redactionKey(asked), reply: {} };
  assert.equal(reduce(newer, redacted), newer);
});

test("an answer stays in view while the next is made", () => {
  const asked = after(typed("one"));
  const answered = reduce(asked, { type: "reported", version: asked.version, files: asked.files, report: report("done") });
  assert.equal(answered.run, "answered");
  const next = reduce(answered, typed("one!"));
  assert.equal(next.result, answered.result);
  assert.equal(next.run, "waiting");
});

test("an emptied text has no answer", () => {
  const asked = after(typed("one"));
  const answered = reduce(asked, { type: "reported", version: asked.version, files: asked.files, report: report("done") });
  const empty = reduce(answered, typed(""));
  assert.equal(empty.result, null);
  assert.equal(empty.run, "idle");
});

test("a death keeps the paste and is said", () => {
  const asked = after(typed("the paste"), { type: "engine-changed", phase: "ready", cause: "" });
  const dead = reduce(asked, { type: "run-failed", version: asked.version, message: "out of memory" });
  assert.equal(textIn(dead), "the paste");
  assert.match(statusOf(dead).text, /out of memory.*Your text is kept/);
  assert.equal(statusOf(dead).action, "rerun");
  const failed = reduce(dead, { type: "engine-changed", phase: "failed", cause: "out of memory" });
  assert.equal(statusOf(failed).action, "retry");
});

test("reset goes back to the text as it came, not to a typed one", () => {
  const pasted = after(typed("as pasted", true), typed("as pasted, changed"));
  assert.equal(current(pasted).original.toString(), "as pasted");
  const cleared = reduce(pasted, { type: "opened", text: textOf("") });
  assert.equal(current(cleared).original.toString(), "as pasted");
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

test("a paste in place of a whole opened file is a new text, without the file's name", () => {
  const opened = after({ type: "opened", name: "main.tf", text: textOf("a file") });
  assert.equal(current(reduce(opened, { ...typed("into it", true), whole: false })).name, "main.tf");
  const fresh = reduce(opened, { ...typed("another", true), whole: true });
  assert.equal(current(fresh).name, "");
  assert.equal(current(fresh).original.toString(), "another");
});

const file = (name, text) => ({ name, text: textOf(text) });
const folder = (...files) => ({ type: "files-added", title: "infra", root: "infra", files });

test("a folder stands in place of the paste, which comes back with its own history", () => {
  const pasted = after(typed("the paste", true));
  const open = reduce(pasted, folder(file("b.tf", "b"), file("modules/x.tf", "x"), file("a.tf", "a")));
  assert.deepEqual(open.files.map(({ name }) => name), ["modules/x.tf", "a.tf", "b.tf"]);
  assert.deepEqual(refactorRequest(open).files.map(({ name }) => name), ["modules/x.tf", "a.tf", "b.tf"]);
  const closed = reduce(open, { type: "folder-closed" });
  assert.equal(textIn(closed), "the paste");
  assert.equal(current(closed).id, current(pasted).id);
  assert.equal(closed.folder, null);
});

test("typing changes the file in view alone; another file is chosen by its path", () => {
  const open = after(folder(file("a.tf", "a"), file("b.tf", "b")), { type: "file-chosen", name: "b.tf" }, typed("b!"));
  assert.deepEqual(open.files.map(({ text }) => text.toString()), ["a", "b!"]);
  assert.equal(textIn(reduce(open, { type: "file-chosen", name: "a.tf" })), "a");
  assert.equal(reduce(open, { type: "file-chosen", name: "gone.tf" }), open);
  const reset = reduce(open, { type: "reset-asked" });
  assert.equal(textIn(reset), "b");
  assert.equal(reset.version, open.version + 1);
});

test("a pasted text in place of a file's in a folder stays that file", () => {
  const open = after(folder(file("a.tf", "a")), { ...typed("new", true), whole: true });
  assert.equal(current(open).name, "a.tf");
  assert.equal(current(open).original.toString(), "a");
});

test("files are added to a folder; one of a known path is renewed in its own history", () => {
  const open = after(folder(file("a.tf", "a"), file("b.tf", "b")), { type: "file-chosen", name: "b.tf" });
  const more = reduce(open, { ...folder(file("app/x.py", "x"), file("b.tf", "B")), leftOut: [{ name: "x.png", why: "" }] });
  assert.deepEqual(more.files.map(({ name }) => name), ["app/x.py", "a.tf", "b.tf"]);
  assert.equal(current(more).name, "b.tf", "the one in view stays in view");
  assert.equal(textIn(more), "B");
  assert.equal(current(more).id, current(open).id);
  assert.equal(more.folder.title, "infra");
  assert.deepEqual(more.folder.alone, []);
  assert.equal(reduce(more, { type: "files-added", files: [file("x.png", "?")] }).folder.leftOut.length, 0, "what was left out is here now");
});

test("with a second folder, all paths begin with their folder's name, as the patch of both must", () => {
  const open = after(
    typed("the paste", true),
    { ...folder(file("a.tf", "a"), file("iam/role.tf", "r")), leftOut: [{ name: ".git/", why: "" }] },
    { type: "files-added", files: [file("loose.sh", "l")] },
    { type: "text-added" },
    { type: "file-chosen", name: "iam/role.tf" },
  );
  assert.equal(patchHint(open.folder, ["a.tf"]), "Apply the patch with git apply in infra.");
  assert.equal(patchHint(open.folder, ["a.tf", "loose.sh"]), "Apply the patch with git apply in infra. loose.sh was added alone, and is taken to lie there.");
  const ci = { type: "files-added", title: "ci", root: "ci", files: [file("a.tf", "other"), file("iam/x.sh", "x")], leftOut: [{ name: "x.png", why: "" }] };
  const both = reduce(open, ci);
  assert.deepEqual(both.files.map(({ name }) => name), ["ci/iam/x.sh", "ci/a.tf", "infra/iam/role.tf", "infra/a.tf", "", "loose.sh"]);
  assert.equal(current(both).id, current(open).id, "what is in view stays, with its history");
  assert.equal(both.folder.title, "infra, ci");
  assert.deepEqual(both.folder.leftOut.map(({ name }) => name), ["infra/.git/", "ci/x.png"]);
  assert.equal(patchHint(both.folder, ["ci/a.tf"]), "Apply the patch with git apply in the folder that all of these lie in.");
  const again = reduce(both, ci);
  assert.deepEqual(again.files.map(({ name, id }) => [name, id]), both.files.map(({ name, id }) => [name, id]), "the same folder again is renewed");
  const third = reduce(again, folder(file("b.tf", "b")));
  assert.equal(third.files.filter(({ name }) => name.startsWith("infra/")).length, 3);
});

test("the last file removed closes the folder", () => {
  const open = after(typed("paste", true), folder(file("a.tf", "a"), file("b.tf", "b"), file("c.tf", "c")), { type: "file-chosen", name: "c.tf" });
  const two = reduce(open, { type: "file-removed", name: "a.tf" });
  assert.equal(current(two).name, "c.tf");
  const one = reduce(two, { type: "file-removed", name: "c.tf" });
  assert.equal(current(one).name, "b.tf");
  assert.equal(textIn(reduce(one, { type: "file-removed", name: "b.tf" })), "paste");
});

test("a text without a name joins the folder, and is what remains of it", () => {
  const open = after(typed("An error occurred", true), folder(file("a.tf", "a")), { type: "text-added" });
  assert.equal(textIn(open), "An error occurred");
  assert.equal(open.files.length, 2);
  const edited = reduce(open, typed("An error occurred!"));
  assert.equal(reduce(edited, { type: "text-added" }).files.length, 2, "there is one at most");
  assert.equal(textIn(reduce(edited, { type: "folder-closed" })), "An error occurred!");
  const named = after({ type: "opened", name: "x.tf", text: textOf("x") }, folder(file("a.tf", "a")), { type: "text-added" });
  assert.equal(textIn(named), "", "an opened file is not taken for a paste");
});

test("the first answer brings the file that changes into view, later ones leave the view alone", () => {
  const open = after(folder(file("a.tf", "a"), file("b.tf", "b")));
  const reported = (state, changed = 1) => {
    const answer = report("done", ["a.tf", "b.tf"]);
    answer.files[changed].changed = true;
    return reduce(state, { type: "reported", version: state.version, files: state.files, report: answer });
  };
  assert.equal(current(reported(open)).name, "b.tf");
  assert.equal(current(reported(reported(open), 0)).name, "b.tf");
  assert.equal(current(reported(reduce(open, { type: "file-chosen", name: "a.tf" }))).name, "a.tf");
  assert.equal(current(reported(reduce(open, typed("a, and more")))).name, "a.tf", "nobody is taken out of what is being typed");
});

test("an answer is looked up by the file, also after others came or went", () => {
  const open = after(folder(file("a.tf", "a"), file("b.tf", "b")), { type: "file-chosen", name: "b.tf" });
  const answered = reduce(open, { type: "reported", version: open.version, files: open.files, report: report("", ["a.tf", "b.tf"]) });
  const fewer = reduce(answered, { type: "file-removed", name: "a.tf" });
  assert.equal(answerOf(fewer).file.name, "b.tf");
  const more = reduce(answered, folder(file("0.tf", "0")));
  assert.equal(answerOf(reduce(more, { type: "file-chosen", name: "0.tf" })), null, "not answered yet");
});

test("an example closes the folder", () => {
  const open = after(folder(file("a.tf", "a")), { type: "opened", text: textOf("example") });
  assert.equal(open.folder, null);
  assert.equal(textIn(open), "example");
});

test("paths sort folder by folder, folders first", () => {
  const paths = ["b", "a/z", "a.b/c", "a", "a/b/c", ""];
  assert.deepEqual(paths.sort(comparePaths), ["a/b/c", "a/z", "a.b/c", "", "a", "b"]);
});
