// The worker: loads the engine from its own origin and answers calls. It keeps nothing between
// calls, so it can be thrown away at any moment.

import "wasm_exec";
import { answer, createInbox } from "./worker-call.js";

/** @type {any} */
const scope = globalThis;
const inbox = createInbox();

/** What the Go runtime wrote last before it stopped, e.g. "fatal error: out of memory". */
let lastWords = "";
const write = scope.fs.writeSync;
scope.fs.writeSync = (/** @type {number} */ fd, /** @type {Uint8Array} */ bytes) => {
  const line = new TextDecoder().decode(bytes).split("\n", 1)[0];
  if (/^(fatal error|panic|runtime):/.test(line)) lastWords ||= line.slice(0, 200);
  return write(fd, bytes);
};

/** @param {string} cause */
function died(cause) {
  scope.postMessage({ kind: "died", cause });
}

/** @param {any} error */
function causeOf(error) {
  if (lastWords !== "") return lastWords;
  if (error instanceof RangeError) return "the text is nested too deeply (the stack ran out)";
  return error?.message ?? String(error);
}

let pasted = false;
scope.onmessage = (/** @type {MessageEvent} */ event) => {
  pasted ||= event.data.kind === "texts";
  const call = inbox.take(event.data);
  if (!call) return;
  try {
    const reply = answer(scope.stackengine, call);
    scope.postMessage({ kind: "reply", id: call.id, reply });
  } catch (error) {
    died(causeOf(error));
  }
};

scope.stackengineReady = () => {
  scope.postMessage({ kind: "ready" });
  setTimeout(warmUp, 20); // the page may have a real paste to ask about first
};

/**
 * The browser compiles a function when it is first called. One small paste of each notation,
 * answered for nobody, spares the first real one most of that.
 */
function warmUp() {
  if (pasted) return;
  const text =
    'resource "aws_iam_role" "a" {\n  name = "a"\n}\nprovider "aws" {\n  assume_role {\n    role_arn = aws_iam_role.a.arn\n' +
    '    duration = "2h"\n  }\n}\n$ D=7200\n$ aws sts assume-role --role-arn arn:aws:iam::123456789012:role/b --duration-seconds $D\n' +
    "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.\n";
  try {
    answer(scope.stackengine, { method: "refactor", request: { files: [{ name: "", text }], options: { suggest: true } } });
  } catch (error) {
    died(causeOf(error));
  }
}

async function boot() {
  const go = new scope.Go();
  const loaded = await WebAssembly.instantiateStreaming(fetch("engine.wasm"), go.importObject);
  await go.run(loaded.instance);
  died(lastWords || "the engine ended"); // Go's main never returns while it is well
}

boot().catch((error) => died(`the engine could not be loaded: ${causeOf(error)}`));
