//go:build js && wasm

// Command hello is the least that a Go program in a browser's worker can be:
// the measure of the sandbox's size and start.
package main

import "syscall/js"

func main() {
	js.Global().Set("stackengine", js.FuncOf(func(js.Value, []js.Value) any { return "hello" }))
	js.Global().Call("stackengineReady")
	select {}
}
