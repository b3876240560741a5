// From what was dropped or chosen to texts: walks folders, opens archives, leaves out what nobody
// needs, and reads the rest in slices so that the page goes on.

import { MAX_TOTAL, bounded, mebibytes, skippedFolderOf, whyNotFile, whyNotFolder } from "./skip.js";
import { comparePaths } from "./folder.js";
import { modeOf } from "./language.js";
import { nextTask, textOfBytes } from "./text.js";
import { readZip } from "./unzip.js";

/**
 * @typedef {{name: string, why: string}} LeftOut
 * @typedef {{name: string, size: number, load: () => Promise<Uint8Array>}} Candidate load throws an
 *   Error whose message is a clause
 * @typedef {{title: string, root: string, candidates: Candidate[], leftOut: LeftOut[]}} Collection root: the
 *   name of the folder that the paths are seen from, "" if that has none that is known
 * @typedef {{stopped: boolean}} Reading
 */

/** A step of reading may hold the page's thread for so long, in milliseconds. */
const STEP = 12;
/** Files that the browser is asked for at once: each takes it a while, but not its thread. */
const AHEAD = 16;

/** Is this an archive to be opened? @param {string} name */
export function isZip(name) {
  return name.toLowerCase().endsWith(".zip");
}

/**
 * What was dropped. Must be called while the drop event is handled: later its items are gone.
 *
 * @param {DataTransfer} data
 * @returns {{entries: FileSystemEntry[], files: File[]}} the files, if the browser gives no entries
 */
export function droppedOf(data) {
  const entries = [...data.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? null);
  const real = /** @type {FileSystemEntry[]} */ (entries.filter((entry) => entry !== null));
  // Files made by script have an entry in no browser but a file in all of them.
  return real.length === data.files.length ? { entries: real, files: [...data.files] } : { entries: [], files: [...data.files] };
}

/**
 * @param {FileSystemEntry[]} entries
 * @param {Reading} reading
 * @returns {Promise<Collection>}
 */
export async function collectEntries(entries, reading) {
  /** @type {Collection} */
  const found = { title: "", root: "", candidates: [], leftOut: [] };
  /** @param {FileSystemEntry} entry @param {string} path */
  const walk = async (entry, path) => {
    if (reading.stopped) return;
    if (entry.isDirectory) {
      const why = whyNotFolder(entry.name);
      if (why) return void found.leftOut.push({ name: `${path}/`, why });
      const children = await childrenOf(/** @type {FileSystemDirectoryEntry} */ (entry));
      if (!children) return void found.leftOut.push({ name: `${path}/`, why: "it could not be read" });
      const files = children.filter((child) => !child.isDirectory);
      for (let from = 0; from < files.length; from += AHEAD) {
        await Promise.all(files.slice(from, from + AHEAD).map((child) => walk(child, `${path}/${child.name}`)));
      }
      for (const child of children) if (child.isDirectory) await walk(child, `${path}/${child.name}`);
      return;
    }
    try {
      addFile(found, path, await fileOf(/** @type {FileSystemFileEntry} */ (entry)));
    } catch {
      found.leftOut.push({ name: path, why: "it could not be read" });
    }
  };
  for (const entry of entries) await walk(entry, entry.name);
  await openArchives(found, entries.length === 1);
  return withoutTop(found, entries.length === 1 && entries[0].isDirectory);
}

/**
 * What the page's own pickers give.
 *
 * @param {File[]} files
 * @returns {Promise<Collection>}
 */
export async function collectFiles(files) {
  /** @type {Collection} */
  const found = { title: "", root: "", candidates: [], leftOut: [] };
  /** @type {Map<string, LeftOut & {count: number}>} */
  const folders = new Map();
  for (const file of files) {
    const path = file.webkitRelativePath || file.name;
    const folder = skippedFolderOf(path);
    if (!folder) {
      addFile(found, path, file);
      continue;
    }
    const known = folders.get(folder.name) ?? { ...folder, count: 0 };
    known.count++;
    folders.set(folder.name, known);
  }
  for (const { name, why } of folders.values()) found.leftOut.push({ name, why });
  await openArchives(found, files.length === 1);
  return withoutTop(found, files.length > 0 && files.every((file) => file.webkitRelativePath));
}

/** @param {Collection} found @param {string} path @param {File} file */
function addFile(found, path, file) {
  const top = !path.includes("/");
  const why = top && isZip(path) ? "" : whyNotFile(path, file.size);
  if (why) return void found.leftOut.push({ name: path, why });
  const load = async () => new Uint8Array(await file.arrayBuffer());
  found.candidates.push({ name: path, size: file.size, load, ...(top && isZip(path) ? { archive: file } : {}) });
}

/**
 * Puts the files of archives in their place. Those inside of folders stay closed.
 *
 * @param {Collection} found
 * @param {boolean} alone the only thing that was given
 */
async function openArchives(found, alone) {
  const candidates = /** @type {(Candidate & {archive?: File})[]} */ (found.candidates);
  found.candidates = candidates.filter((one) => !one.archive);
  for (const { archive, name: archiveName } of candidates) {
    if (!archive) continue;
    try {
      const { files, refused } = await readZip(archive);
      const prefix = alone ? "" : `${archiveName.slice(0, -4)}/`;
      const folders = new Set();
      found.leftOut.push(...refused.map(({ name, why }) => ({ name: prefix + name, why })));
      for (const file of files) {
        const name = prefix + file.name;
        const folder = skippedFolderOf(name);
        const why = folder ? "" : whyNotFile(name, file.size);
        if (folder && !folders.has(folder.name)) found.leftOut.push(folder), folders.add(folder.name);
        else if (why) found.leftOut.push({ name, why });
        if (!folder && !why) found.candidates.push({ ...file, name });
      }
      if (alone) found.title = archiveName;
    } catch (error) {
      found.leftOut.push({ name: archiveName, why: clauseOf(error) });
    }
  }
  if (alone && found.title !== "") found.root = stripTop(found) || found.title.slice(0, -4);
}

/**
 * The paths as seen from the one folder that was opened, as a patch has to name them.
 *
 * @param {Collection} found
 * @param {boolean} oneFolder
 */
function withoutTop(found, oneFolder) {
  if (oneFolder) found.title = found.root = stripTop(found);
  return found;
}

/** Takes the folder that everything lies in off the paths, and tells it. @param {Collection} found */
function stripTop(found) {
  const all = [...found.candidates, ...found.leftOut];
  const top = all[0]?.name.split("/", 1)[0] ?? "";
  if (!all.every(({ name }) => name.startsWith(`${top}/`) && name !== `${top}/`)) return "";
  for (const one of all) one.name = one.name.slice(top.length + 1);
  return top;
}

/**
 * Reads what was collected. Whatever cannot be taken is left out, with its reason.
 *
 * @param {Collection} found
 * @param {object} how
 * @param {Reading} how.reading
 * @param {{files: number, bytes: number}} how.taken by the files that are open already
 * @param {(done: number, total: number) => void} how.onProgress
 */
export async function readAll({ candidates, leftOut }, { reading, taken, onProgress }) {
  // Where not all can be taken, those of a known notation go first.
  candidates.sort((a, b) => comparePaths(a.name, b.name));
  const known = candidates.map(({ name }) => modeOf(name, "") !== "");
  const inOrder = [...candidates.filter((_, index) => known[index]), ...candidates.filter((_, index) => !known[index])];
  const { kept, beyond } = bounded(inOrder, taken);
  /** @type {{name: string, text: import("@codemirror/state").Text}[]} */
  const files = [];
  const left = [...leftOut, ...beyond];
  let since = performance.now();
  /** @type {Promise<Uint8Array>[]} */
  const loads = [];
  for (const [index, { name }] of kept.entries()) {
    if (reading.stopped) break;
    while (loads.length < kept.length && loads.length <= index + AHEAD) {
      const loading = kept[loads.length].load();
      loading.catch(() => {}); // its turn comes below
      loads.push(loading);
    }
    try {
      const bytes = await loads[index];
      delete loads[index]; // the bytes are not needed twice
      if (bytes.subarray(0, 8192).includes(0)) throw new Error("it is not text");
      files.push({ name, text: await textOfBytes(bytes) });
    } catch (error) {
      left.push({ name, why: error instanceof TypeError ? "it is not UTF-8 text" : clauseOf(error) });
    }
    if (performance.now() - since < STEP) continue;
    onProgress(index + 1, kept.length);
    await nextTask();
    since = performance.now();
  }
  return { files, leftOut: left };
}

/**
 * Reads a file that was given alone. Whatever fails is one sentence in an Error.
 *
 * @param {File} file
 */
export async function readFile(file) {
  if (file.size > MAX_TOTAL) {
    throw new Error(`${file.name} has ${mebibytes(file.size)} MiB; at most 50 MiB can be read. Your text is unchanged.`);
  }
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Error(`${file.name} could not be read. Your text is unchanged.`);
  }
  const notText = new Error(`${file.name} is not UTF-8 text, so it was not opened. Your text is unchanged.`);
  if (bytes.subarray(0, 8192).includes(0)) throw notText;
  try {
    return await textOfBytes(bytes);
  } catch {
    throw notText;
  }
}

/** @param {any} error whose message is a clause, if it is one of ours */
function clauseOf(error) {
  return error instanceof DOMException ? "it could not be read" : error.message;
}

/** @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[] | null>} null if the browser may not */
async function childrenOf(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const children = [];
  for (;;) { // the browser gives them by the hundred
    /** @type {FileSystemEntry[] | null} */
    const some = await new Promise((resolve) => reader.readEntries(resolve, () => resolve(null)));
    if (!some) return null;
    if (some.length === 0) return children;
    children.push(...some);
  }
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
function fileOf(entry) {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
