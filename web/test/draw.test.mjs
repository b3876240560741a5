// The order in which the page is drawn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createDrawing } from "../js/draw.js";

function setUp() {
  const drawn = [];
  const waiting = [];
  const pause = () => new Promise((done) => waiting.push(done));
  const views = ["a", "b", "c"].map((name) => (state) => drawn.push(name + state));
  const draw = createDrawing(views, pause);
  const step = async () => {
    waiting.shift()?.();
    await new Promise((done) => setImmediate(done));
  };
  return { drawn, draw, step };
}

test("what a person did is drawn at once", () => {
  const { drawn, draw } = setUp();
  draw(1, { type: "file-chosen" });
  assert.deepEqual(drawn, ["a1", "b1", "c1"]);
});

test("an answer is drawn view by view, and a newer state from the first view on", async () => {
  const { drawn, draw, step } = setUp();
  draw(1, { type: "reported" });
  assert.deepEqual(drawn, ["a1"]);
  await step();
  draw(2, { type: "run-started" });
  for (let i = 0; i < 5; i++) await step();
  assert.deepEqual(drawn, ["a1", "b1", "a2", "b2", "c2"]);
  draw(3, { type: "reported" });
  assert.equal(drawn.at(-1), "a3", "and it can start again");
});

test("a person does not wait for the rest of an answer", async () => {
  const { drawn, draw, step } = setUp();
  draw(1, { type: "reported" });
  draw(2, { type: "typed" });
  for (let i = 0; i < 5; i++) await step();
  assert.deepEqual(drawn, ["a1", "a2", "b2", "c2"]);
});
