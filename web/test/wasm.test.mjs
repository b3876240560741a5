// The built engine, called as the worker calls it.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { examples } from "../js/examples.js";
import { modeOf } from "../js/language.js";
import { answer } from "../js/worker-call.js";
import { startEngine } from "./engine-in-node.mjs";

const engine = await startEngine();
const call = (method, request) => answer(engine, { method, request });
const cli = "aws sts assume-role --role-arn arn:aws:iam::123456789012:role/deploy \\\n  --role-session-name x --duration-seconds 43200\n";

// The engine waits for calls for ever; the runner must not.
after(() => setImmediate(() => process.exit()));

function refactor(text, options = {}) {
  return call("refactor", { files: [{ name: "", text }], options: { suggest: true, ...options } });
}

test("about names the formats and explains every key", () => {
  const about = call("about", {});
  assert.ok(about.formats.length >= 3);
  assert.ok(about.explanations.every((one) => one.key && one.title && one.text));
});

test("refactor changes the number and nothing else", () => {
  const report = refactor(cli);
  assert.equal(report.files[0].output, cli.replace("43200", "3600"));
  assert.deepEqual(report.files[0].edits.map((edit) => [edit.old, edit.new]), [["43200", "3600"]]);
  assert.match(report.patch, /^-.*43200$/m);
});

test("a byte order mark and CRLF come back", () => {
  const text = "\ufeff" + cli.replaceAll("\n", "\r\n");
  const report = refactor(text);
  assert.equal(report.files[0].bom, true);
  assert.equal(report.files[0].eol, "crlf");
  assert.equal(report.files[0].output, text.replace("43200", "3600"));
  assert.equal(report.files[0].edits.length, 1);
});

test("of a large text only what the page shows crosses back", () => {
  const report = refactor(cli.repeat(3000));
  assert.equal(report.files[0].edits.length, 3000);
  assert.equal(report.files[0].output, undefined);
  assert.equal(report.findings.length + report.more.findings, 3000);
});

test("another fix is chosen by its index, and none by -1", () => {
  const [finding] = refactor(cli).findings;
  const left = refactor(cli, { choices: { [finding.id]: -1 } });
  assert.equal(left.files[0].changed, false);
  assert.equal(left.files[0].output, undefined, "what is unchanged does not cross back");
});

test("redact hides an account number and says where it stood", () => {
  const reply = call("redact", { text: cli, name: "" });
  assert.equal(reply.text.includes("123456789012"), false);
  const [{ range }] = reply.replacements;
  assert.equal(cli.slice(range.start, range.end), "123456789012");
  assert.deepEqual(reply.counts, [[reply.replacements[0].kind, 1]]);
});

test("an unknown method is refused, not a crash", () => {
  assert.match(call("no-such-method", {}).error.message, /no-such-method/);
});

test("half a character is refused with its line, before the engine", () => {
  assert.match(refactor("fine\nbroken \ud800 here\n").error.message, /^line 2 /);
});

test("deep nesting leaves the instance alive", () => {
  const deep = `resource "aws_iam_role" "deploy" {\n  x = ${"[".repeat(5000)}${"]".repeat(5000)}\n}\n`;
  const report = refactor(deep);
  assert.ok(report.problems.length > 0, "the nesting is reported");
  assert.equal(report.files[0].changed, false);
  assert.equal(refactor(cli).files[0].output, cli.replace("43200", "3600"));
});

const role = 'resource "aws_iam_role" "deploy" {\n  name                 = "deploy"\n  max_session_duration = 3600\n}\n';

test("a request here and its role there are seen together; each file has its own edits and counts", () => {
  const files = [{ name: "ci/deploy.sh", text: cli.replace("43200", "14400") }, { name: "infra/role.tf", text: role }, { name: "README.md", text: "# nothing\n" }];
  const report = call("refactor", { files, options: { suggest: true } });
  assert.deepEqual(report.files.map((file) => file.changed), [false, true, false]);
  assert.equal(report.files[1].output, role.replace("3600", "14400"));
  assert.equal(report.files[1].edits.length, 1);
  const { error, warning, info } = report.files[0].counts;
  assert.ok(error + warning + info > 0, "the finding stands where the request does");
  assert.match(report.patch, /^diff --git a\/infra\/role.tf b\/infra\/role.tf$/m);
});

test("a text without a name is corrected, but no part of a folder's patch", () => {
  const report = call("refactor", { files: [{ name: "", text: cli }, { name: "b.sh", text: cli }], options: { suggest: true } });
  assert.deepEqual(report.files.map((file) => file.changed), [true, true]);
  assert.equal(report.patch.match(/^diff --git/gm).length, 1);
  assert.match(report.patch, /^--- a\/b.sh$/m);
});

test("half a character is refused with its file", () => {
  const report = call("refactor", { files: [{ name: "a.tf", text: "a" }, { name: "b.tf", text: "\ud800" }], options: {} });
  assert.match(report.error.message, /^b.tf: line 1 /);
});

test("every format of the engine is known to the colours, or one by its files' names", () => {
  const unnamed = new Set(["error-text", "sdk", "cdk"]); // of several languages
  for (const { id } of call("about", {}).formats) {
    assert.ok(unnamed.has(id) || modeOf("", id) !== "", `no colours for ${id}`);
  }
});

for (const { title, text = "", files = [{ name: "", text }], options = {} } of examples) {
  test(`the example is answered with something to see: ${title}`, () => {
    const report = call("refactor", { files, options: { suggest: true, ...options } });
    assert.equal(report.error, undefined);
    assert.ok(report.findings.length + report.refusals.length > 0);
    if (files.length > 1) assert.match(report.patch, /^diff --git/);
  });
}
