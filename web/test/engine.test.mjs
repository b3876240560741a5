// The worker client against a worker that does what the test says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createInbox } from "../js/worker-call.js";
import { EngineDied, EngineRefused, createEngine } from "../js/engine.js";

function setUp() {
  const workers = [];
  const phases = [];
  const spawn = () => {
    const worker = {
      sent: [],
      ended: false,
      postMessage(message) {
        this.sent.push(message);
      },
      terminate() {
        this.ended = true;
      },
      say(data) {
        this.onmessage({ data });
      },
    };
    workers.push(worker);
    return worker;
  };
  const engine = createEngine({ spawn, onPhase: (phase, cause) => phases.push(cause ? `${phase}: ${cause}` : phase) });
  return { engine, workers, phases };
}

const text = (key, ...pieces) => ({ key, pieces: () => pieces });
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a call made while the engine starts is sent once it is ready", async () => {
  const { engine, workers, phases } = setUp();
  const reply = engine.call("refactor", { files: [{}] }, [text(1, "a", "b")]);
  assert.equal(workers[0].sent.length, 0);
  workers[0].say({ kind: "ready" });
  await settled();
  assert.deepEqual(workers[0].sent.map((message) => message.kind), ["texts", "call"]);
  workers[0].say({ kind: "reply", id: 1, reply: { summary: "done" } });
  assert.deepEqual(await reply, { summary: "done" });
  assert.deepEqual(phases, ["starting", "ready"]);
});

test("replies go to their own calls, in any order; unknown ones are dropped", async () => {
  const { engine, workers } = setUp();
  workers[0].say({ kind: "ready" });
  const first = engine.call("about", {});
  const second = engine.call("about", {});
  workers[0].say({ kind: "reply", id: 2, reply: { n: 2 } });
  workers[0].say({ kind: "reply", id: 99, reply: { n: 99 } });
  workers[0].say({ kind: "reply", id: 1, reply: { n: 1 } });
  assert.deepEqual([await first, await second], [{ n: 1 }, { n: 2 }]);
});

test("the engine's refusal is an error of its own and leaves the worker alone", async () => {
  const { engine, workers, phases } = setUp();
  workers[0].say({ kind: "ready" });
  const reply = engine.call("x", {});
  workers[0].say({ kind: "reply", id: 1, reply: { error: { message: "no method" } } });
  await assert.rejects(reply, EngineRefused);
  assert.equal(workers.length, 1);
  assert.deepEqual(phases, ["starting", "ready"]);
});

test("a death rejects everyone waiting, says why, and starts one new worker", async () => {
  const { engine, workers, phases } = setUp();
  workers[0].say({ kind: "ready" });
  const replies = [engine.call("a", {}), engine.call("b", {})];
  workers[0].say({ kind: "died", cause: "out of memory" });
  for (const reply of replies) await assert.rejects(reply, (error) => error instanceof EngineDied && error.message === "out of memory");
  assert.equal(workers[0].ended, true);
  assert.equal(workers.length, 2);
  assert.deepEqual(phases, ["starting", "ready", "restarting: out of memory"]);
});

test("a call that was never sent outlives the worker that never started", async () => {
  const { engine, workers } = setUp();
  const reply = engine.call("refactor", { files: [{}] }, [text(1, "a")]);
  workers[0].say({ kind: "died", cause: "the engine could not be loaded" });
  workers[1].say({ kind: "ready" });
  await settled();
  assert.deepEqual(workers[1].sent.map((message) => message.kind), ["texts", "call"]);
  workers[1].say({ kind: "reply", id: 1, reply: { summary: "done" } });
  assert.deepEqual(await reply, { summary: "done" });
});

test("a second death without an answer in between is final, until someone asks", async () => {
  const { engine, workers, phases } = setUp();
  workers[0].onerror({ message: "first" });
  workers[1].onerror({ message: "second" });
  assert.equal(workers.length, 2);
  assert.equal(phases.at(-1), "failed: second");
  await assert.rejects(engine.call("a", {}), EngineDied);
  engine.replace("a new try");
  assert.equal(workers.length, 3);
  workers[2].say({ kind: "ready" });
  assert.equal(phases.at(-1), "ready");
});

test("an answer in between earns another restart", async () => {
  const { engine, workers, phases } = setUp();
  workers[0].onerror({ message: "first" });
  workers[1].say({ kind: "ready" });
  const reply = engine.call("a", {});
  workers[1].say({ kind: "reply", id: 1, reply: {} });
  await reply;
  workers[1].say({ kind: "died", cause: "second" });
  assert.equal(workers.length, 3);
  assert.equal(phases.at(-1), "restarting: second");
});

test("a worker that was replaced is not listened to", async () => {
  const { engine, workers, phases } = setUp();
  workers[0].say({ kind: "ready" });
  const reply = engine.call("a", {});
  engine.replace("it was stopped");
  await assert.rejects(reply, EngineDied);
  workers[0].say({ kind: "ready" });
  workers[0].onerror({ message: "late" });
  assert.deepEqual(phases, ["starting", "ready", "restarting: it was stopped"]);
  assert.equal(workers.length, 2);
});

test("slices stop when their worker is gone", async () => {
  const { engine, workers } = setUp();
  workers[0].say({ kind: "ready" });
  const big = "x".repeat(100_000);
  const reply = engine.call("refactor", { files: [{}] }, [text(1, big, big, big)], settled);
  await settled();
  engine.replace("it was stopped");
  await assert.rejects(reply, /it was stopped/);
  for (let i = 0; i < 5; i++) await settled();
  assert.equal(workers[0].sent.some((message) => message.kind === "call"), false);
  assert.ok(workers[0].sent.length < 3);
  assert.deepEqual(workers[1].sent, []);
});

/** The keys of the texts that a worker was sent, in order. */
const keysSent = (worker) => worker.sent.flatMap((message) => (message.pieces ?? []).map(([key]) => key));
const ask = (engine, ...keys) => engine.call("refactor", { files: keys.map(() => ({})) }, keys.map((key) => text(key, `text ${key}`)))
  .catch((error) => assert.ok(error instanceof EngineDied));

test("a text that the worker has is not sent again; a new worker has none", async () => {
  const { engine, workers } = setUp();
  workers[0].say({ kind: "ready" });
  ask(engine, 1, 2, 3);
  ask(engine, 1, 4, 3); // also while the first is still being sent
  await settled();
  assert.deepEqual(keysSent(workers[0]), [1, 2, 3, 4]);
  ask(engine, 1, 2); // 2 was dropped with the second folder
  await settled();
  assert.deepEqual(keysSent(workers[0]), [1, 2, 3, 4, 2]);
  workers[0].say({ kind: "died", cause: "x" });
  workers[1].say({ kind: "ready" });
  ask(engine, 1);
  await settled();
  assert.deepEqual(keysSent(workers[1]), [1]);
});

test("what the client sends, the inbox puts together", async () => {
  const { engine, workers } = setUp();
  workers[0].say({ kind: "ready" });
  const inbox = createInbox();
  const made = () => workers[0].sent.splice(0).map((message) => inbox.take(message)).filter(Boolean).map(({ request }) => request);
  engine.call("refactor", { files: [{ name: "a" }, { name: "b" }, { name: "c" }] }, [text(1, "one ", "text"), text(2), text(3, "third")]);
  await settled();
  assert.deepEqual(made()[0].files.map((file) => file.text), ["one text", "", "third"]);
  engine.call("refactor", { files: [{ name: "a" }, { name: "c" }] }, [text(1, "one ", "text"), text(4, "fourth")]);
  engine.call("redact", { name: "c", text: "" }, [text(4, "fourth")]);
  engine.call("about", {});
  await settled();
  const [refactor, redact, about] = made();
  assert.deepEqual(refactor.files.map((file) => file.text), ["one text", "fourth"]);
  assert.deepEqual([redact.text, about], ["fourth", {}]);
});

test("a worker that cannot be made is a failure, not an exception", () => {
  const phases = [];
  const spawn = () => {
    throw new Error("blocked");
  };
  createEngine({ spawn, onPhase: (phase) => phases.push(phase) });
  assert.deepEqual(phases, ["starting", "failed"]);
});
