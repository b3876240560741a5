// The worker client against a worker that does what the test says.

import assert from "node:assert/strict";
import { test } from "node:test";
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

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("a call made while the engine starts is sent once it is ready", async () => {
  const { engine, workers, phases } = setUp();
  const reply = engine.call("refactor", { files: [{}] }, () => ["a", "b"]);
  assert.equal(workers[0].sent.length, 0);
  workers[0].say({ kind: "ready" });
  await settled();
  assert.deepEqual(workers[0].sent.map((message) => message.kind), ["text", "text", "call"]);
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
  const reply = engine.call("refactor", {}, () => ["a"]);
  workers[0].say({ kind: "died", cause: "the engine could not be loaded" });
  workers[1].say({ kind: "ready" });
  await settled();
  assert.deepEqual(workers[1].sent.map((message) => message.kind), ["text", "call"]);
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
  const reply = engine.call("refactor", {}, () => ["a", "b", "c"], settled);
  await settled();
  engine.replace("it was stopped");
  await assert.rejects(reply, EngineDied);
  workers[1].say({ kind: "ready" });
  for (let i = 0; i < 5; i++) await settled();
  assert.equal(workers[0].sent.some((message) => message.kind === "call"), false);
  assert.deepEqual(workers[1].sent, []);
});

test("a worker that cannot be made is a failure, not an exception", () => {
  const phases = [];
  const spawn = () => {
    throw new Error("blocked");
  };
  createEngine({ spawn, onPhase: (phase) => phases.push(phase) });
  assert.deepEqual(phases, ["starting", "failed"]);
});
