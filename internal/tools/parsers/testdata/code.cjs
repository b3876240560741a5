// Names the files that are neither a script nor a module of JavaScript. It
// starts itself again with the flag that modules need, and runs none of them.
const { execFileSync } = require("node:child_process");
const { readFileSync } = require("node:fs");
const vm = require("node:vm");

const files = process.argv.slice(2);
if (!vm.SourceTextModule) {
  execFileSync(process.execPath, ["--no-warnings", "--experimental-vm-modules", __filename, ...files], { stdio: "inherit" });
} else {
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    try {
      vm.compileFunction(text); // as require does it
    } catch {
      try {
        new vm.SourceTextModule(text);
      } catch (error) {
        console.log(`${file}:${error.message}`);
      }
    }
  }
}
