// Starts the built engine in Node, the way the worker does in the browser.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const wasm = new URL("../dist/engine.wasm", import.meta.url);

/**
 * @returns {Promise<(method: string, request: Uint8Array) => Uint8Array | undefined | null>} the
 *   function that the engine gives to its worker
 */
export async function startEngine() {
  const root = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  await import(`${root}/lib/wasm/wasm_exec.js`);
  const go = new globalThis.Go();
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), go.importObject);
  const ready = new Promise((resolve) => (globalThis.stackengineReady = resolve));
  go.run(instance);
  await ready;
  return globalThis.stackengine;
}
