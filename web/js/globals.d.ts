// The Go toolchain's own loader; the build finds it in the toolchain in use.
declare module "wasm_exec";
