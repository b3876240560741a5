// The small pure parts of the views: names, lengths, counts, excerpts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { StringStream } from "@codemirror/language";
import { excerptOf, lineOf, numberOf, withoutLongParts } from "../js/excerpt.js";
import { correctedName, patchName } from "../js/files.js";
import { hcl } from "../js/hcl-mode.js";
import { hoursOf, secondsOf } from "../js/length-field.js";
import { rolesOf } from "../js/options.js";
import { countsOf } from "../js/worker-call.js";
import { textOf } from "../js/text.js";

test("a file keeps its name, a paste is named by its notation", () => {
  assert.equal(correctedName("main.tf", "hcl"), "main.tf");
  assert.equal(correctedName("infra/main.tf", "hcl"), "main.tf");
  assert.equal(correctedName("", "hcl"), "corrected.tf");
  assert.equal(correctedName("", "shell"), "corrected.sh");
  assert.equal(correctedName("", "error-text"), "corrected.txt");
  assert.equal(patchName("main.tf", "hcl"), "main.tf.patch");
  assert.equal(patchName("", "shell"), "corrected.sh.patch");
});

test("hours and seconds say the same", () => {
  for (const seconds of [60, 900, 3600, 5400, 14400, 43200, 129600]) {
    assert.equal(secondsOf(hoursOf(seconds), 3600), seconds, String(seconds));
  }
  assert.equal(secondsOf("1.5", 3600), 5400);
  assert.equal(secondsOf("", 3600), null);
  for (const wrong of ["x", "-1", "0", "1.5", "1e999"]) assert.ok(Number.isNaN(secondsOf(wrong, 1)), wrong);
});

test("roles to choose from are each named once, the chosen one always", () => {
  const result = { report: { settings: [{ role: "b" }, { role: "" }, { role: "a" }, { role: "b" }] } };
  assert.deepEqual(rolesOf(result, ""), ["a", "b"]);
  assert.deepEqual(rolesOf(null, "gone"), ["gone"]);
});

test("redactions are counted by kind, most frequent first", () => {
  const kinds = ["account", "key", "account", "arn"].map((kind) => ({ kind }));
  assert.deepEqual(countsOf(kinds), [["account", 2], ["arn", 1], ["key", 1]]);
});

test("long lines are cut where nothing changes in them, the changes and the numbers of lines stay", () => {
  const pad = (/** @type {number} */ length) => "x".repeat(length);
  for (const [one, two, three, four] of [[9000, 9000, 9000, 9000], [0, 9000, 5, 9000], [9000, 300, 9000, 0], [1, 2, 3, 4], [0, 0, 9000, 9000]]) {
    for (const between of ["", "\n", "\n\nshort\n"]) {
      const old = [`first\n${pad(one)}`, "3600", pad(two) + between + pad(three), "50000", `${pad(four)}\nlast`];
      const before = textOf(old.join(""));
      const after = textOf(old.with(1, "43200").with(3, "").join(""));
      const a = old[0].length;
      const b = a + 4 + old[2].length;
      const changes = [{ fromA: a, toA: a + 4, fromB: a, toB: a + 5 }, { fromA: b, toA: b + 5, fromB: b + 1, toB: b + 1 }];
      const pair = withoutLongParts({ before, after, changed: true, changes });
      assert.deepEqual(pair.changes.map(({ fromA, toA }) => pair.before.sliceString(fromA, toA)), ["3600", "50000"]);
      assert.deepEqual(pair.changes.map(({ fromB, toB }) => pair.after.sliceString(fromB, toB)), ["43200", ""]);
      assert.equal(pair.before.lines, before.lines);
      assert.equal(pair.after.lines, after.lines);
      const longest = Math.max(...[pair.before, pair.after].flatMap((text) => text.toString().split("\n").map((line) => line.length)));
      assert.ok(longest < 3000, `${longest} of ${[one, two, three, four]}`);
      // Apart from the changes both sides are still the same.
      const rest = (/** @type {any} */ text, /** @type {[number, number][]} */ cuts) => cuts.reduceRight((left, [from, to]) => left.slice(0, from) + left.slice(to), text.toString());
      assert.equal(rest(pair.before, pair.changes.map(({ fromA, toA }) => [fromA, toA])), rest(pair.after, pair.changes.map(({ fromB, toB }) => [fromB, toB])));
    }
  }
});

test("an excerpt shows the changes with the numbers of the whole", () => {
  const lines = Array.from({ length: 1000 }, (_, i) => `line ${i + 1}`);
  const before = textOf(lines.join("\n"));
  const first = before.line(100);
  const second = before.line(900);
  const changed = lines.with(99, "one\ntwo").with(899, "x");
  const after = textOf(changed.join("\n"));
  const grown = "one\ntwo".length - first.length;
  const changes = [
    { fromA: first.from, toA: first.to, fromB: first.from, toB: first.to + grown },
    { fromA: second.from, toA: second.to, fromB: second.from + grown, toB: second.from + grown + 1 },
  ];
  const { pair, numbersA, numbersB } = excerptOf({ before, after, changes });
  assert.ok(pair.before.lines < 130);
  for (const { fromA, toA, fromB, toB } of pair.changes) {
    assert.match(pair.before.sliceString(fromA, toA), /^line (100|900)$/);
    assert.match(pair.after.sliceString(fromB, toB), /^(one\ntwo|x)$/);
  }
  const at = pair.before.lineAt(pair.changes[1].fromA).number;
  assert.equal(numberOf(numbersA, at), 900);
  assert.equal(lineOf(numbersA, 900), at);
  assert.equal(lineOf(numbersA, 500), 0, "not shown");
  assert.equal(numberOf(numbersB, pair.after.lineAt(pair.changes[1].fromB).number), 901);
});

/** The colours of a line of HCL, as "style:text". */
function colours(line, mode = hcl.startState()) {
  const stream = new StringStream(line, 2, 2);
  const found = [];
  while (!stream.eol()) {
    stream.start = stream.pos;
    const style = hcl.token(stream, mode);
    if (style) found.push(`${style}:${stream.current()}`);
    assert.ok(stream.pos > stream.start, `no progress at ${stream.pos} of ${line}`);
  }
  return found;
}

test("HCL is coloured by its parts", () => {
  assert.deepEqual(colours('  duration = 3600 # why'), ["propertyName:duration", "number:3600", "comment:# why"]);
  assert.deepEqual(colours('resource "a" "b" {').slice(0, 1), ["keyword:resource"]);
  assert.deepEqual(colours('x = "a${var.b}c"').at(-1), 'string:c"');
});

// A pattern that tries every way to cut a line into words never comes back from this one.
test("a long line of prose is read as prose", () => {
  const words = `${"word".repeat(20)} ${"and another ".repeat(400)}`;
  assert.equal(colours(words).length, words.trim().split(" ").length);
});
