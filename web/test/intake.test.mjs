// What is taken in of folders and archives, and what is not.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { crc32 } from "../js/crc32.js";
import { collectEntries, collectFiles, readAll } from "../js/intake.js";
import { makeZip } from "../js/make-zip.js";
import { MAX_IN_FOLDER, bounded, whyNotFile, whyNotFolder } from "../js/skip.js";
import { readZip } from "../js/unzip.js";

test("what holds secrets, is no text, or is nobody's to edit is not read", () => {
  for (const [path, why] of Object.entries({
    "terraform.tfstate": /secrets/, "env/prod/terraform.tfstate.backup": /secrets/, "terraform.tfstate.1700000000.backup": /secrets/,
    "tfplan": /secrets/, "out.tfplan": /secrets/, "keys/deploy.pem": /secrets/, ".ssh/id_rsa": /secrets/, ".aws/credentials": /secrets/,
    "package-lock.json": /lock file/, ".terraform.lock.hcl": /lock file/, "go.sum": /lock file/,
    "logo.PNG": /image/, "a.zip": /archive/, "app.min.js": /made by a tool/,
  })) {
    assert.match(whyNotFile(path, 10), why, path);
  }
  assert.match(whyNotFile("big.tf", MAX_IN_FOLDER + 1), /11 MiB.*drop it alone/);
  for (const name of [".git", "node_modules", ".terraform", "vendor", "cdk.out"]) assert.notEqual(whyNotFolder(name), "", name);
});

test("what may hold a session length is read", () => {
  for (const path of [
    "main.tf", "prod.tfvars", "terragrunt.hcl", ".env", ".envrc", ".aws/config", "ci.yml", "stack.json", "template", "Dockerfile", "Jenkinsfile", "deploy.sh",
    "app.py", "index.ts", "Main.java", "x.kt", "x.cs", "x.rb", "x.php", "x.rs", "x.ps1", "core-site.xml", "README.md", "error.log", "tfplanner.tf",
    "credentials.tf", "constructor", "toString",
  ]) {
    assert.equal(whyNotFile(path, 10), "", path);
  }
  for (const name of ["src", "constructor", "modules", ".github"]) assert.equal(whyNotFolder(name), "", name);
});

test("no more is taken than the engine takes, and what is beyond is named", () => {
  const many = Array.from({ length: 2003 }, (_, i) => ({ name: `${i}`, size: 1 }));
  assert.deepEqual(bounded(many).beyond.map(({ name }) => name), ["2000", "2001", "2002"]);
  const large = Array.from({ length: 6 }, (_, i) => ({ name: `${i}`, size: 10 * 1024 * 1024 }));
  assert.match(bounded(large).beyond[0].why, /50 MiB/);
  assert.equal(bounded(large).kept.length, 5);
  assert.equal(bounded([{ name: "a", size: 1 }], { files: 2000, bytes: 0 }).kept.length, 0);
});

const text = async (blob) => Object.fromEntries(await Promise.all((await readZip(blob)).files.map(async ({ name, load }) =>
  [name, new TextDecoder().decode(await load())])));

/** One entry of an archive, with whatever is wrong with it. */
function entry(name, content, { flags = 0x800, method = 8, size, crc, mode = 0, at = 0 } = {}) {
  const bytes = Buffer.from(content);
  const packed = method === 8 ? deflateRawSync(bytes) : bytes;
  const path = Buffer.from(name, typeof name === "string" ? "utf8" : undefined);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(path.length, 26);
  const list = Buffer.alloc(46);
  list.writeUInt32LE(0x02014b50, 0);
  list.writeUInt16LE(flags, 8);
  list.writeUInt16LE(method, 10);
  list.writeUInt32LE(crc ?? crc32(bytes), 16);
  list.writeUInt32LE(packed.length, 20);
  list.writeUInt32LE(size ?? bytes.length, 24);
  list.writeUInt16LE(path.length, 28);
  list.writeUInt32LE((mode << 16) >>> 0, 38);
  return { local: Buffer.concat([head, path, packed]), list, path, at };
}
function archive(...entries) {
  let at = 0;
  for (const one of entries) {
    one.list.writeUInt32LE(at, 42);
    at += one.local.length;
  }
  const list = Buffer.concat(entries.flatMap((one) => [one.list, one.path]));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return new Blob([...entries.map((one) => one.local), list, end]);
}

test("an archive made by the system's zip or by git is read", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "zip"));
  t.after(() => rmSync(dir, { recursive: true }));
  writeFileSync(join(dir, "für.tf"), "a = 1\n".repeat(1000));
  writeFileSync(join(dir, "empty"), "");
  const git = (...args) => execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", "-C", dir, ...args]);
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "x");
  git("archive", "--format=zip", "--prefix=top/", "-o", "out.zip", "HEAD");
  const found = await text(new Blob([readFileSync(join(dir, "out.zip"))]));
  assert.deepEqual(Object.keys(found).sort(), ["top/empty", "top/für.tf"]);
  assert.equal(found["top/für.tf"], "a = 1\n".repeat(1000));
});

test("entries that are odd are refused one by one, the others are read", async () => {
  const blob = archive(
    entry("good.tf", "fine"), entry("stored.tf", "fine too", { method: 0 }), entry("win\\dows.tf", "w"), entry("./here.tf", "h"), entry("folder/", ""),
    entry("../up.tf", "x"), entry("a/../../up.tf", "x"), entry("/etc/passwd", "x"), entry("C:\\x.tf", "x"), entry("secret.tf", "x", { flags: 1 }),
    entry("link", "/etc", { mode: 0xa1ff }), entry("odd.tf", "x", { method: 12 }), entry(Buffer.from([0x66, 0xfc, 0x72]), "x", { flags: 0 }),
    entry("new\nline", "x"), entry("good.tf", "again"), entry("huge.tf", "x", { size: 0xffffffff }),
  );
  const { files, refused } = await readZip(blob);
  assert.deepEqual(files.map(({ name }) => name), ["good.tf", "stored.tf", "win/dows.tf", "here.tf"]);
  assert.equal((await text(blob))["stored.tf"], "fine too");
  assert.deepEqual(refused.map(({ why }) => why), [
    "its path leads out of the archive", "its path leads out of the archive", "its path is absolute", "its path is absolute", "it is encrypted", "it is a link",
    "it is packed in a way that is not read (method 12)", "its name is not UTF-8", "its name has control characters", "the archive has it twice",
    "it is larger than 4 GiB",
  ]);
});

test("nothing is unpacked beyond what the list says", async () => {
  const bomb = entry("bomb.tf", Buffer.alloc(30_000_000), { size: 1000 });
  const short = entry("short.tf", "abc", { size: 10 });
  const damaged = entry("damaged.tf", "abc", { crc: 1 });
  const { files } = await readZip(archive(bomb, short, damaged));
  await assert.rejects(files[0].load(), /unpacks to more/);
  await assert.rejects(files[1].load(), /cut off/);
  await assert.rejects(files[2].load(), /damaged/);
});

test("what is no archive is refused whole", async () => {
  const good = new Uint8Array(await archive(entry("a.tf", "x".repeat(1000), { method: 0 })).arrayBuffer());
  await assert.rejects(readZip(new Blob(["hello"])), /no .zip archive/);
  await assert.rejects(readZip(new Blob([good.subarray(0, 500)])), /no .zip archive, or cut off/);
  await assert.rejects(readZip(new Blob([good.subarray(500)])), /cut off/);
});

test("an archive of noise never brings more than a clause", async () => {
  const good = new Uint8Array(await archive(entry("a.tf", "x"), entry("b.tf", "y".repeat(300))).arrayBuffer());
  for (let seed = 1; seed < 400; seed++) {
    const bytes = good.slice();
    bytes[(seed * 7919) % bytes.length] ^= 1 << seed % 8;
    bytes[(seed * 104729) % bytes.length] ^= 0xff;
    try {
      for (const { load } of (await readZip(new Blob([bytes]))).files) await load();
    } catch (error) {
      assert.match(error.message, /^(it|its) /, error.stack);
    }
  }
});

test("what is made as an archive is read back, and is the same each time", async () => {
  const files = [{ name: "a/für.tf", bytes: new TextEncoder().encode("ä\r\n") }, { name: "b", bytes: new Uint8Array() }];
  const made = makeZip(files);
  assert.deepEqual(await text(made), { "a/für.tf": "ä\r\n", b: "" });
  assert.deepEqual(await makeZip(files).arrayBuffer(), await made.arrayBuffer());
});

/** A folder as a drop gives it. */
const dir = (name, ...children) => ({
  isDirectory: true, name,
  createReader: () => ({ readEntries: (done) => done(children.splice(0, 2)) }),
});
const leaf = (name, content) => ({ isDirectory: false, name, file: (done) => done(new File([content], name)) });
const reading = { stopped: false };
const read = (found) => readAll(found, { reading, taken: { files: 0, bytes: 0 }, onProgress: () => {} });
const namesOf = ({ files }) => files.map(({ name }) => name);

test("a dropped folder is read as seen from itself, without what nobody needs", async () => {
  const found = await collectEntries([
    dir("infra", leaf("main.tf", "a"), dir(".git", leaf("config", "x")), dir("modules", dir("iam", leaf("role.tf", "r"))), leaf("x.png", "x"),
      leaf("bin", "a\0b"), leaf("latin", new Uint8Array([0x66, 0xfc])), leaf("terraform.tfstate", "{}")),
  ], reading);
  assert.equal(found.title, "infra");
  const { files, leftOut } = await read(found);
  assert.deepEqual(namesOf({ files }), ["modules/iam/role.tf", "main.tf"]);
  assert.deepEqual(leftOut.map(({ name }) => name).sort(), [".git/", "bin", "latin", "terraform.tfstate", "x.png"]);
});

test("several things dropped together keep their own paths; an archive is a folder", async () => {
  const zip = new File([archive(entry("repo-main/a.tf", "a"), entry("repo-main/node_modules/x.js", "x"))], "repo.zip");
  const found = await collectEntries([leaf("deploy.sh", "s"), dir("infra", leaf("main.tf", "m")), { ...leaf("repo.zip"), file: (done) => done(zip) }], reading);
  const { files, leftOut } = await read(found);
  assert.deepEqual(namesOf({ files }).sort(), ["deploy.sh", "infra/main.tf", "repo/repo-main/a.tf"]);
  assert.deepEqual(leftOut.map(({ name }) => name), ["repo/repo-main/node_modules/"]);
});

test("an archive alone is read as seen from the folder in it", async () => {
  const found = await collectFiles([new File([archive(entry("repo-main/a.tf", "a"), entry("repo-main/b/c.tf", "c"))], "repo.zip")]);
  assert.equal(found.title, "repo.zip");
  assert.deepEqual(namesOf(await read(found)).sort(), ["a.tf", "b/c.tf"]);
});

test("a chosen folder leaves out the same as a dropped one, each folder named once", async () => {
  const chosen = ["infra/main.tf", "infra/node_modules/a/x.js", "infra/node_modules/b/y.js"].map((path) =>
    Object.defineProperty(new File(["x"], path.split("/").at(-1)), "webkitRelativePath", { value: path }));
  const found = await collectFiles(chosen);
  const { files, leftOut } = await read(found);
  assert.deepEqual(namesOf({ files }), ["main.tf"]);
  assert.deepEqual(leftOut.map(({ name }) => name), ["node_modules/"]);
});

test("reading can be stopped between two files", async () => {
  const own = { stopped: false };
  const load = async (name) => {
    if (name === "b") await new Promise((done) => setTimeout(done));
    own.stopped ||= name === "b";
    return new Uint8Array([97]);
  };
  const candidates = ["a", "b", "c"].map((name) => ({ name, size: 1, load: () => load(name) }));
  const { files } = await readAll({ candidates, leftOut: [] }, { reading: own, taken: { files: 0, bytes: 0 }, onProgress: () => {} });
  assert.deepEqual(namesOf({ files }), ["a", "b"]);
});
