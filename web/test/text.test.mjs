// What goes into the page comes out of it, whatever its line endings.

import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, ChangeSet } from "@codemirror/state";
import { applyEdits, changesOf } from "../js/edits.js";
import { bytesOf } from "../js/files.js";
import { BIG, hasBOM, lineEndings, piecesOf, textOf, textOfBig, textOfBytes } from "../js/text.js";

const samples = {
  empty: "",
  "no final newline": "a\nb",
  "final newline": "a\nb\n",
  crlf: "a\r\nb\r\n",
  mixed: "a\r\nb\nc\rd\r\n",
  "lone carriage returns": "a\rb\r\rc",
  "carriage return at the end": "a\r",
  "byte order mark": "\ufeffa\r\nb",
  "byte order mark inside": "a\ufeffb\n",
  tabs: "\ta\t\n\t\tb",
  "other separators": "a\u2028b\u2029c\u0085d\u000be\n",
  "beyond the basic plane": "😀\r\n😀",
  "half a character": "a\ud800b\n",
};

/** Repeatable noise over the characters that matter here. */
function noise(seed, length) {
  const alphabet = ["a", " ", "\t", "\n", "\r", "\r\n", "\ufeff", "😀", "é", "\u2028"];
  let text = "";
  for (let state = seed; text.length < length; ) {
    state = (state * 1103515245 + 12345) % 2147483648;
    text += alphabet[Math.floor(state / 65536) % alphabet.length];
  }
  return text;
}
for (let seed = 1; seed <= 40; seed++) samples[`noise ${seed}`] = noise(seed, 50 + seed * 7);

const out = (text) => [...piecesOf(text)].join("");

for (const [name, sample] of Object.entries(samples)) {
  test(`text in is text out: ${name}`, async () => {
    assert.equal(out(textOf(sample)), sample);
    assert.equal(out(await textOfBig(sample)), sample);
    const state = EditorState.create({ extensions: [EditorState.lineSeparator.of("\n")] });
    const pasted = state.update({ changes: { from: 0, insert: state.toText(sample) } }).state;
    assert.equal(out(pasted.doc), sample, "as the editor takes a paste");
    assert.equal(pasted.sliceDoc(), sample, "as the editor copies");
  });
  if (!sample.isWellFormed()) continue;
  test(`bytes in are bytes out: ${name}`, async () => {
    const bytes = new TextEncoder().encode(sample);
    const text = await textOfBytes(bytes);
    assert.deepEqual(new Uint8Array(await bytesOf(text).arrayBuffer()), bytes);
  });
}

test("a text of several slices survives, also where a slice would cut a character", async () => {
  const sample = "x" + "😀".repeat(BIG) + noise(7, BIG);
  assert.equal(out(textOf(sample)), sample);
  assert.equal(out(await textOfBig(sample)), sample);
  const bytes = new TextEncoder().encode(sample);
  const text = await textOfBytes(bytes);
  assert.equal(out(text), sample);
  assert.deepEqual(new Uint8Array(await bytesOf(text).arrayBuffer()), bytes);
});

test("what is no UTF-8 is refused", async () => {
  await assert.rejects(textOfBytes(new Uint8Array([0x61, 0xff, 0x62])), TypeError);
  await assert.rejects(textOfBytes(new Uint8Array([0x61, 0xe2, 0x82])), TypeError, "cut at the end");
});

test("line endings are named", () => {
  const named = (sample) => lineEndings(textOf(sample));
  assert.deepEqual(["a", "a\n", "a\r\nb\r\n", "a\r\nb\n"].map(named), ["none", "lf", "crlf", "mixed"]);
  assert.equal(hasBOM(textOf("\ufeffa")), true);
  assert.equal(hasBOM(textOf("a\ufeff")), false);
});

test("edits as changes of the document make what they make of the string", () => {
  const body = "one\r\n43200\r\nthree 7200\r\n";
  const edits = [
    { start: 5, end: 10, old: "43200", new: "3600" },
    { start: 12, end: 12, old: "", new: "new line\r\n" },
    { start: 18, end: 22, old: "7200", new: "3600" },
  ];
  const made = applyEdits(body, edits);
  assert.equal(made, "one\r\n3600\r\nnew line\r\nthree 3600\r\n");
  for (const mark of ["", "\ufeff"]) {
    const text = textOf(mark + body);
    const set = ChangeSet.of(changesOf(edits, mark.length, textOf), text.length);
    assert.equal(out(set.apply(text)), mark + made);
  }
});

test("edits that do not fit are refused", () => {
  assert.equal(applyEdits("abc", [{ start: 0, end: 1, old: "x", new: "y" }]), null);
  const overlapping = [{ start: 0, end: 2, old: "ab", new: "" }, { start: 1, end: 3, old: "bc", new: "" }];
  assert.equal(applyEdits("abc", overlapping), null);
});
