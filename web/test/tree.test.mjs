// The tree of files: what its rows say, and where its keys lead.

import assert from "node:assert/strict";
import { test } from "node:test";
import { comparePaths } from "../js/folder.js";
import { moveOf, rowsOf, typedTo } from "../js/tree.js";

const answer = (name, { changed = false, ...counts } = {}) =>
  [name, { name, changed, counts: { error: 0, warning: 0, info: 0, refused: 0, broken: 0, notes: 0, ...counts } }];
const names = ["infra/modules/iam/main.tf", "infra/modules/iam/role.tf", "infra/modules/vpc/main.tf", ".github/workflows/ci.yml", "README.md"];
const tree = (more = {}) => rowsOf({
  files: [...names].sort(comparePaths).map((name) => ({ name })),
  answers: new Map([answer("infra/modules/iam/role.tf", { error: 2, changed: true }), answer("README.md", { refused: 1 }), answer(".github/workflows/ci.yml", { notes: 3 })]),
  shown: "README.md", onlyFound: false, sought: "", closed: new Set(), ...more,
});
const outline = ({ rows }) => rows.map(({ label, level }) => "  ".repeat(level - 1) + label);

test("folders come first, and one that holds only a folder shares its row", () => {
  assert.deepEqual(outline(tree()), [
    ".github/workflows", "  ci.yml", "infra/modules", "  iam", "    main.tf", "    role.tf", "  vpc", "    main.tf", "README.md",
  ]);
});

test("every row knows its place among its neighbours", () => {
  const { rows } = tree();
  assert.deepEqual(rows.filter(({ level }) => level === 1).map(({ position, neighbours }) => [position, neighbours]), [[1, 3], [2, 3], [3, 3]]);
  assert.equal(new Set(rows.map(({ path }) => path)).size, rows.length);
});

test("a folder tells what is found below it, also when it is closed", () => {
  for (const closed of [new Set(), new Set(["infra/modules/"])]) {
    const { rows } = tree({ closed });
    assert.deepEqual(rows.find(({ path }) => path === "infra/modules/").marks, { error: 2, warning: 0, changed: 1 });
  }
  assert.deepEqual(outline(tree({ closed: new Set(["infra/modules/"]) })), [".github/workflows", "  ci.yml", "infra/modules", "README.md"]);
});

test("what was not edited counts as a warning, what was left alone as nothing", () => {
  const { rows } = tree();
  assert.deepEqual(rows.find(({ path }) => path === "README.md").marks, { error: 0, warning: 1, changed: 0 });
  assert.deepEqual(rows.find(({ path }) => path.endsWith("ci.yml")).marks, { error: 0, warning: 0, changed: 0 });
});

test("a filter keeps what passes and the file in view", () => {
  const found = tree({ onlyFound: true });
  assert.deepEqual(outline(found), ["infra/modules/iam", "  role.tf", "README.md"]);
  assert.equal(found.matching, 2);
  assert.deepEqual(outline(tree({ sought: "VPC" })), ["infra/modules/vpc", "  main.tf", "README.md"]);
  assert.equal(tree({ sought: "nowhere" }).matching, 0);
});

test("keys lead as in every tree", () => {
  const { rows } = tree();
  assert.deepEqual(moveOf(rows, 0, "ArrowUp"), { to: 0 });
  assert.deepEqual(moveOf(rows, 0, "ArrowDown"), { to: 1 });
  assert.deepEqual(moveOf(rows, 8, "ArrowDown"), { to: 8 });
  assert.deepEqual(moveOf(rows, 3, "Home"), { to: 0 });
  assert.deepEqual(moveOf(rows, 3, "End"), { to: 8 });
  assert.deepEqual(moveOf(rows, 2, "ArrowRight"), { to: 3 });
  assert.deepEqual(moveOf(rows, 2, "ArrowLeft"), { toggle: 2 });
  assert.deepEqual(moveOf(rows, 5, "ArrowLeft"), { to: 3 });
  assert.deepEqual(moveOf(rows, 8, "ArrowLeft"), { to: 8 });
  assert.equal(moveOf(rows, 8, "ArrowRight"), null);
  assert.equal(moveOf(rows, 8, "x"), null);
  const closed = tree({ closed: new Set(["infra/modules/"]) }).rows;
  assert.deepEqual(moveOf(closed, 2, "ArrowRight"), { toggle: 2 });
  assert.deepEqual(moveOf(closed, 2, "ArrowLeft"), { to: 2 });
});

test("letters find the next row that begins so, round the end", () => {
  const { rows } = tree();
  assert.equal(typedTo(rows, 0, "m"), 4);
  assert.equal(typedTo(rows, 4, "m"), 7);
  assert.equal(typedTo(rows, 7, "m"), 4);
  assert.equal(typedTo(rows, 4, "ma"), 4, "more letters stay where they match");
  assert.equal(typedTo(rows, 0, "readme"), 8);
  assert.equal(typedTo(rows, 0, "z"), -1);
});
