// Bundles the page into dist/: two scripts, the style, the page, the docs, each with compressed
// copies beside it. Run by make; takes the toolchain's wasm_exec.js as its one argument.

import { build } from "esbuild";
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const web = dirname(fileURLToPath(import.meta.url));
const dist = join(web, "dist");
const wasmExec = process.argv[2];
if (!wasmExec || !existsSync(wasmExec)) {
  console.error("build.mjs: give the path of the Go toolchain's lib/wasm/wasm_exec.js");
  process.exit(1);
}

await build({
  entryPoints: { boot: join(web, "js/boot.js"), main: join(web, "js/main.js"), worker: join(web, "js/worker.js") },
  outdir: dist,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  alias: { wasm_exec: wasmExec },
  external: ["./modes.js"],
  logLevel: "warning",
});
await build({
  entryPoints: [join(web, "js/modes.js")],
  outdir: dist,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
});
await build({
  entryPoints: [join(web, "style.css")],
  outdir: dist,
  bundle: true,
  minify: true,
  logLevel: "warning",
});
cpSync(join(web, "index.html"), join(dist, "index.html"));
rmSync(join(dist, "docs"), { recursive: true, force: true });
if (existsSync(join(web, "docs"))) cpSync(join(web, "docs"), join(dist, "docs"), { recursive: true });

for (const file of files(dist)) {
  if (!/\.(html|css|js|wasm|svg)$/.test(file)) continue;
  if (upToDate(file)) continue;
  const bytes = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: file.endsWith(".wasm") ? 9 : 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  writeFileSync(file + ".br", brotliCompressSync(bytes, { params }));
  writeFileSync(file + ".gz", gzipSync(bytes, { level: 9 }));
}
for (const name of ["boot.js", "main.js", "modes.js", "worker.js", "style.css", "engine.wasm"]) {
  const path = join(dist, name);
  if (!existsSync(path)) continue;
  console.log(`${name}: ${size(path)} bytes, ${size(path + ".br")} brotli, ${size(path + ".gz")} gzip`);
}

/** @param {string} folder @returns {string[]} */
function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

/** @param {string} path */
function size(path) {
  return statSync(path).size;
}

/** The wasm is not rebuilt with the page, and its compression is what takes long. */
function upToDate(/** @type {string} */ path) {
  const copies = [path + ".br", path + ".gz"];
  return copies.every((copy) => existsSync(copy) && statSync(copy).mtimeMs > statSync(path).mtimeMs);
}
