//go:build js && wasm

// Command wasm gives the engine to a browser's worker: one function,
// stackengine(method, request bytes) reply bytes. It knows no method, no JSON
// and no error.
package main

import (
	"syscall/js"

	"stackengine.dev/sandbox/internal/engine"
)

var uint8Array = js.Global().Get("Uint8Array")

func call(_ js.Value, args []js.Value) any {
	if len(args) != 2 || args[0].Type() != js.TypeString || !args[1].InstanceOf(uint8Array) {
		return js.Null() // the worker reports a protocol error
	}
	request := make([]byte, args[1].Length())
	js.CopyBytesToGo(request, args[1])
	reply := engine.Handle(args[0].String(), request)
	out := uint8Array.New(len(reply))
	js.CopyBytesToJS(out, reply)
	return out
}

func main() {
	js.Global().Set("stackengine", js.FuncOf(call))
	js.Global().Call("stackengineReady")
	select {}
}
