/**
 * The last good Release, as this device keeps it. Written all at once and only after everything in it verified; read
 * by the rules, the backstop and the pages.
 *
 * @typedef {import("./names.js").Listed} Listed
 * @typedef {import("./feed/sites-file.js").SitesFile} SitesFile
 * @typedef {import("./feed/sites-file.js").Helpline} Helpline
 * @typedef {{names: string, sites: string, helplines: string}} Digests  of the three files
 * @typedef {{serial: number, released: string | null, count: number, digests: Digests}} Release
 */

import { fromBase64, toBase64 } from "./feed/bytes.js";
import { readNames } from "./feed/names-file.js";
import { readHelplines, readSites } from "./feed/sites-file.js";
import { local } from "./storage.js";

/**
 * @returns {Promise<Release | null>}
 */
export async function keptRelease() {
  return local.read("release", null, (value) => Number.isInteger(value.serial) && typeof value.digests === "object");
}

/**
 * Keep a Release in place of the one before it. `files` holds the bytes of those that changed. Throws
 * `FeedFormatError`, with nothing written, when one of them cannot be read.
 * @param {{serial: number, released: string | null, digests: Digests}} release
 * @param {Partial<Record<keyof Digests, Uint8Array>>} files
 * @returns {Promise<void>}
 */
export async function keep(release, files) {
  /** @type {Record<string, unknown>} */
  const changes = {};
  let count = (await keptRelease())?.count ?? 0;
  if (files.names) {
    count = readNames(files.names).length;
    // As bytes: a list of objects takes ten times the room.
    changes.names = { digest: release.digests.names, bytes: toBase64(files.names) };
  }
  if (files.sites) changes.sites = readSites(files.sites);
  if (files.helplines) changes.helplines = readHelplines(files.helplines);
  await local.write({ ...changes, release: { ...release, count } });
}

/**
 * The names file of the kept Release, as it was signed; no bytes when there is none.
 * @returns {Promise<Uint8Array>}
 */
export async function keptNamesFile() {
  const { bytes } = await local.read("names", { bytes: "" }, (value) => typeof value.bytes === "string");
  return fromBase64(bytes);
}

/** @type {{digest: string, listed: Listed}} */
let decoded = { digest: "", listed: new Map() };

/**
 * Every listed Name. The decoded list is remembered by its digest, only to save time: a worker that was stopped reads
 * it again.
 * @returns {Promise<Listed>}
 */
export async function listedNames() {
  const release = await keptRelease();
  if (!release) return new Map();
  if (decoded.digest !== release.digests.names) {
    const { digest, bytes } = await local.read("names", { digest: "", bytes: "" });
    const names = readNames(fromBase64(bytes));
    decoded = { digest, listed: new Map(names.map((entry) => [entry.name, entry])) };
  }
  return decoded.listed;
}

/**
 * @returns {Promise<SitesFile | null>}
 */
export async function keptSites() {
  return local.read("sites", null, (value) => Array.isArray(value.sites));
}

/**
 * @returns {Promise<Helpline[]>}
 */
export async function keptHelplines() {
  const file = await local.read("helplines", { helplines: [] }, (value) => Array.isArray(value.helplines));
  return file.helplines;
}
