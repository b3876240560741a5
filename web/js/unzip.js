// Reads .zip archives with the browser's own inflate. Only the list at the archive's end is believed
// for what there is; nothing is unpacked beyond the size that it names, so no entry can grow without
// bound. Every entry that is odd is refused by itself, in a clause.

import { crc32 } from "./crc32.js";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_ENTRIES = 65_535;

/**
 * @typedef {{name: string, size: number, load: () => Promise<Uint8Array>}} Packed load throws an Error
 *   whose message is a clause
 */

/**
 * @param {Blob} archive
 * @returns {Promise<{files: Packed[], refused: {name: string, why: string}[]}>} throws an Error whose
 *   message is a clause if there is no list of entries
 */
export async function readZip(archive) {
  const list = await findList(archive);
  const bytes = await bytesAt(archive, list.at, list.size);
  const view = new DataView(bytes.buffer);
  /** @type {Packed[]} */
  const files = [];
  /** @type {{name: string, why: string}[]} */
  const refused = [];
  const seen = new Set();
  let at = 0;
  for (let index = 0; index < list.count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw new Error("its list of files is broken");
    const entry = {
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      mode: view.getUint32(at + 38, true) >>> 16,
      at: view.getUint32(at + 42, true),
    };
    const nameLength = view.getUint16(at + 28, true);
    const name = nameOf(bytes.subarray(at + 46, at + 46 + nameLength));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (name.endsWith("/")) continue; // a folder
    const why = whyNotEntry(name, entry) || (seen.has(name) ? "the archive has it twice" : "");
    seen.add(name);
    if (why) refused.push({ name: name || "a file without a name", why });
    else files.push({ name, size: entry.size, load: () => unpack(archive, entry) });
  }
  return { files, refused };
}

/** @param {string} name @param {{flags: number, method: number, size: number, packed: number, mode: number}} entry */
function whyNotEntry(name, { flags, method, size, packed, mode }) {
  if (name === "" || name.includes("\ufffd")) return "its name is not UTF-8";
  if (/[\0-\x1f\x7f]/.test(name)) return "its name has control characters";
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) return "its path is absolute";
  if (name.split("/").includes("..")) return "its path leads out of the archive";
  if (flags & 0x41) return "it is encrypted";
  if ((mode & 0xf000) === 0xa000) return "it is a link";
  if (method !== 0 && method !== 8) return `it is packed in a way that is not read (method ${method})`;
  if (size === 0xffffffff || packed === 0xffffffff) return "it is larger than 4 GiB";
  return "";
}

/** Decodes a name; what is not UTF-8 shows as U+FFFD and is refused. @param {Uint8Array} bytes */
function nameOf(bytes) {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes).replaceAll("\\", "/").replace(/^(\.\/)+/, "");
}

/** Where the list of entries stands. @param {Blob} archive */
async function findList(archive) {
  const tail = await bytesAt(archive, Math.max(0, archive.size - 22 - 0xffff), Math.min(archive.size, 22 + 0xffff));
  const view = new DataView(tail.buffer);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== END || at + 22 + view.getUint16(at + 20, true) > tail.length) continue;
    const count = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const start = view.getUint32(at + 16, true);
    if (view.getUint16(at + 4, true) !== 0) throw new Error("it is one part of several");
    if (count === MAX_ENTRIES || start === 0xffffffff) throw new Error("it has more than 65,534 entries or 4 GiB");
    if (start + size > archive.size) throw new Error("it is cut off");
    return { at: start, size, count };
  }
  throw new Error("it is no .zip archive, or cut off");
}

/**
 * @param {Blob} archive
 * @param {{at: number, packed: number, size: number, method: number, crc: number}} entry
 */
async function unpack(archive, { at, packed, size, method, crc }) {
  const head = await bytesAt(archive, at, 30);
  const view = new DataView(head.buffer);
  if (head.length < 30 || view.getUint32(0, true) !== LOCAL) throw new Error("it is not where the archive's list says");
  const start = at + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + packed > archive.size) throw new Error("it is cut off");
  const data = archive.slice(start, start + packed);
  const stream = method === 8 ? data.stream().pipeThrough(new DecompressionStream("deflate-raw")) : data.stream();
  const bytes = await take(stream, size);
  if (crc32(bytes) !== crc) throw new Error("it is damaged (its checksum is another)");
  return bytes;
}

/** Exactly so many bytes of a stream. @param {ReadableStream<Uint8Array>} stream @param {number} size */
async function take(stream, size) {
  const bytes = new Uint8Array(size);
  const reader = stream.getReader();
  let length = 0;
  for (;;) {
    let next;
    try {
      next = await reader.read();
    } catch {
      throw new Error("it is damaged");
    }
    if (next.done) break;
    if (length + next.value.length > size) {
      reader.cancel().catch(() => {}); // what it would still unpack is of no interest
      throw new Error("it unpacks to more than the archive's list says");
    }
    bytes.set(next.value, length);
    length += next.value.length;
  }
  if (length < size) throw new Error("it is cut off");
  return bytes;
}

/** @param {Blob} blob @param {number} from @param {number} length */
async function bytesAt(blob, from, length) {
  return new Uint8Array(await blob.slice(from, from + length).arrayBuffer());
}
