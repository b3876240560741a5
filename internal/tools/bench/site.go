package main

import (
	"os"
	"path/filepath"
	"runtime"
)

// The measuring page is the least around a worker that the sandbox's own
// policy allows. The worker answers {method, bytes} with the time of the call
// and the size of the wasm's memory.
const (
	siteHTML = `<!doctype html><meta charset="utf-8"><title>bench</title><link rel="icon" href="data:,"><script src="main.js"></script>`
	siteMain = `const policy = trustedTypes.createPolicy("sts-worker", { createScriptURL: (s) => s });
const worker = new Worker(policy.createScriptURL("worker.js"));
worker.onmessage = ({ data }) => {
  if (data === "ready") { globalThis.readyAt = performance.now(); return; }
  globalThis.answers.push(data);
};
globalThis.answers = [];
globalThis.ask = (method, text, times) => worker.postMessage({ method, text, times });
`
	siteWorker = `
const go = new Go();
self.stackengineReady = () => postMessage("ready");
const loaded = WebAssembly.instantiateStreaming(fetch("engine.wasm"), go.importObject);
loaded.then(({ instance }) => { self.wasm = instance; go.run(instance); });
onmessage = ({ data: { method, text, times } }) => {
  const ms = [];
  let patch = "", places = 0;
  for (let i = 0; i < times; i++) {
    const bytes = new TextEncoder().encode(text);
    const start = performance.now();
    const reply = self.stackengine(method, bytes);
    ms.push(performance.now() - start);
    const answer = JSON.parse(new TextDecoder().decode(reply));
    patch = answer.patch ?? "";
    places = answer.replacements?.length ?? 0;
  }
  postMessage({ ms, patch, places, memory: self.wasm.exports.mem.buffer.byteLength });
};
`
)

func writeSite(dir string) error {
	wasmExec, err := os.ReadFile(filepath.Join(runtime.GOROOT(), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return err
	}
	for name, text := range map[string]string{
		"index.html": siteHTML, "main.js": siteMain, "worker.js": string(wasmExec) + siteWorker,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
