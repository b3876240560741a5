// Makes .zip archives of a few text files: stored, not packed, and dated 1980, so that the same files
// give the same bytes.

import { crc32 } from "./crc32.js";

const UTF8 = 0x0800;
const JANUARY_1980 = 0x0021;

/** @param {{name: string, bytes: Uint8Array<ArrayBuffer>}[]} files @returns {Blob} */
export function makeZip(files) {
  /** @type {BlobPart[]} */
  const parts = [];
  /** @type {BlobPart[]} */
  const list = [];
  let at = 0;
  let listSize = 0;
  for (const { name, bytes } of files) {
    const path = new TextEncoder().encode(name);
    const common = [[20, 2], [UTF8, 2], [0, 2], [0, 2], [JANUARY_1980, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [path.length, 2], [0, 2]];
    const local = fields([0x04034b50, 4], ...common);
    const entry = fields([0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]);
    parts.push(local, path, bytes);
    list.push(entry, path);
    at += local.length + path.length + bytes.length;
    listSize += entry.length + path.length;
  }
  const end = fields([0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [listSize, 4], [at, 4], [0, 2]);
  return new Blob([...parts, ...list, end], { type: "application/zip" });
}

/** Numbers as little-endian bytes. @param {...number[]} pairs of value and length */
function fields(...pairs) {
  const bytes = pairs.flatMap(([value, length]) => Array.from({ length }, (_, i) => (value >>> (8 * i)) & 0xff));
  return new Uint8Array(bytes);
}
