// The one script address the page may use, as its Trusted Types policy states it.

const ADDRESS = "worker.js";

const types = /** @type {any} */ (globalThis).trustedTypes;
const policy = types?.createPolicy("sts-worker", {
  createScriptURL(/** @type {string} */ address) {
    if (address !== ADDRESS) throw new TypeError("the page starts no script but its worker");
    return address;
  },
});

/** @returns {Worker} */
export function spawnWorker() {
  return new Worker(policy ? policy.createScriptURL(ADDRESS) : ADDRESS);
}
