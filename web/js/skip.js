// What of a folder or an archive is not read, and why. A file that is dropped alone is read whatever
// its name is: then somebody meant it.

/** Files of a folder larger than this are no source that anyone wrote. */
export const MAX_IN_FOLDER = 10 * 1024 * 1024;
/** What the engine takes in one call. */
export const MAX_FILES = 2000;
export const MAX_TOTAL = 50 * 1024 * 1024;

const fetched = "fetched by a tool, not yours to edit";
const made = "made by a tool, not yours to edit";
const secret = "may hold secrets; drop it alone to have it read";

/** @type {Record<string, string>} name of a folder to why nothing in it is read */
const folders = {
  ".git": "version control's own files", ".hg": "version control's own files", ".svn": "version control's own files",
  node_modules: fetched, vendor: fetched, ".terraform": fetched, ".terragrunt-cache": fetched, ".venv": fetched, venv: fetched,
  "site-packages": fetched, ".bundle": fetched, ".gradle": fetched, bower_components: fetched,
  "cdk.out": made, ".aws-sam": made, ".serverless": made, __pycache__: made, ".next": made, ".pytest_cache": made,
  __MACOSX: "metadata of an archive",
};

/** @type {Record<string, string>} whole names, in lower case */
const names = {
  ...each("a lock file",
    ".terraform.lock.hcl package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml go.sum go.work.sum cargo.lock poetry.lock uv.lock " +
    "pipfile.lock gemfile.lock composer.lock bun.lock bun.lockb flake.lock packages.lock.json deno.lock"),
  ...each(secret, "credentials tfplan tfplan.json id_rsa id_dsa id_ecdsa id_ed25519 .netrc .pgpass .git-credentials"),
  ...each("metadata of a file system", ".ds_store thumbs.db desktop.ini"),
};

/** @type {Record<string, string>} endings of names, in lower case */
const endings = {
  ...each(secret, "tfstate tfplan pem key p12 pfx jks keystore kdbx ppk"),
  ...each("an image, sound, film or font",
    "png jpg jpeg gif webp avif bmp ico tif tiff svg psd mp3 wav ogg flac mp4 mov avi mkv webm woff woff2 ttf otf eot"),
  ...each("an archive", "zip gz tgz bz2 xz zst 7z rar tar jar war ear whl gem deb rpm apk dmg iso"),
  ...each("a binary",
    "exe dll so dylib a o obj lib class pyc pyo wasm bin dat db sqlite sqlite3 mdb parquet avro pdf doc docx xls xlsx ppt pptx odt ods"),
  ...each("a style sheet", "css scss sass less"),
  ...each("made by a tool, not yours to edit", "map snap"),
};

/** @param {string} why @param {string} list */
function each(why, list) {
  return Object.fromEntries(list.split(" ").map((name) => [name, why]));
}

/** Why nothing in a folder of this name is read; "" if it is. @param {string} name */
export function whyNotFolder(name) {
  return Object.hasOwn(folders, name) ? folders[name] : "";
}

/**
 * Why a file is not read; "" if it is.
 *
 * @param {string} path with "/"
 * @param {number} size in bytes
 */
export function whyNotFile(path, size) {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const ending = name.slice(name.lastIndexOf(".") + 1);
  if (Object.hasOwn(names, name)) return names[name];
  if (/\.tfstate(\.|$)/.test(name)) return secret; // terraform.tfstate.1700000000.backup too
  if (name.includes(".") && Object.hasOwn(endings, ending)) return endings[ending];
  if (/\.min\.(js|mjs|css)$/.test(name)) return made;
  if (size > MAX_IN_FOLDER) return `${mebibytes(size)} MiB, and a folder's files are read up to 10 MiB; drop it alone to have it read`;
  return "";
}

/** The folder on a path from which on nothing is read, with its own name; null if there is none. @param {string} path */
export function skippedFolderOf(path) {
  const parts = path.split("/");
  const index = parts.slice(0, -1).findIndex((part) => whyNotFolder(part) !== "");
  if (index < 0) return null;
  return { name: parts.slice(0, index + 1).join("/") + "/", why: whyNotFolder(parts[index]) };
}

/** @param {number} bytes */
export function mebibytes(bytes) {
  return Math.ceil(bytes / 1024 / 1024);
}

/**
 * Takes as many files as the engine does, in order, and tells which are beyond.
 *
 * @template {{name: string, size: number}} F
 * @param {F[]} files
 * @param {{files: number, bytes: number}} [taken] by what is open already
 * @returns {{kept: F[], beyond: {name: string, why: string}[]}}
 */
export function bounded(files, taken = { files: 0, bytes: 0 }) {
  let { bytes } = taken;
  /** @type {F[]} */
  const kept = [];
  /** @type {{name: string, why: string}[]} */
  const beyond = [];
  for (const file of files) {
    if (kept.length + taken.files >= MAX_FILES) beyond.push({ name: file.name, why: "more than 2,000 files are not taken at once; drop the folder that matters" });
    else if (bytes + file.size > MAX_TOTAL) beyond.push({ name: file.name, why: "more than 50 MiB are not taken at once; drop the folder that matters" });
    else kept.push(file), (bytes += file.size);
  }
  return { kept, beyond };
}
