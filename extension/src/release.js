/**
 * The last good Release, as this device keeps it. Written all at once and only after everything in it verified; read
 * by the rules, the backstop and the pages.
 *
 * @typedef {import("./names.js").Listed} Listed
 * @typedef {import("./feed/sites-file.js").Site} Site
 * @typedef {import("./feed/sites-file.js").Evidence} Evidence
 * @typedef {Pick<import("./feed/sites-file.js").SitesFile, "categories" | "signals">} Taxonomy
 * @typedef {{site: Site, evidence: Record<string, Evidence>}} Dossier  `evidence` by key: all that the Site refers to, at
 *   least
 * @typedef {import("./feed/sites-file.js").Helpline} Helpline
 * @typedef {{names: string, sites: string, helplines: string}} Digests  of the three files
 * @typedef {{serial: number, released: string | null, count: number, digests: Digests}} Release
 */

import { drawerOf, EMPTY, intoDrawers, openDrawer } from "./drawers.js";
import { fromBase64, toBase64 } from "./feed/bytes.js";
import { findName, readNames } from "./feed/names-file.js";
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
  if (files.sites) {
    const { categories, signals, ...dossiers } = readSites(files.sites);
    Object.assign(changes, { taxonomy: { categories, signals } }, await intoDrawers(dossiers));
  }
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

/** @type {{digest: string, bytes: Uint8Array}} */
let namesFile = { digest: "", bytes: new Uint8Array() };

/**
 * Every listed Name. To ask for one does not read the others; all are read anew each time. The file is remembered by its
 * digest, only to save time: a worker that was stopped reads it again.
 * @returns {Promise<Listed>}
 */
export async function listedNames() {
  const first = namesFile.digest === ""; // then they are read beside the Release: a page waits for this
  const [release] = await Promise.all([keptRelease(), first && rememberNames()]);
  if (!release) return new Map();
  if (namesFile.digest !== release.digests.names) await rememberNames();
  const { bytes } = namesFile;
  return { get: (name) => findName(bytes, name), values: () => readNames(bytes).values() };
}

async function rememberNames() {
  const { digest, bytes } = await local.read("names", { digest: "", bytes: "" });
  namesFile = { digest, bytes: fromBase64(bytes) };
}

/**
 * What the dossiers are told in.
 * @returns {Promise<Taxonomy>}
 */
export async function keptTaxonomy() {
  return local.read("taxonomy", { categories: {}, signals: {} });
}

/**
 * The dossier of the Site that a Name belongs to, without reading the others.
 * @param {string} name
 * @returns {Promise<Dossier | null>}
 */
export async function keptDossier(name) {
  const { slugs } = await keptDrawer(name);
  if (!Object.hasOwn(slugs, name)) return null;
  return keptDossierOf(slugs[name]);
}

/**
 * @param {string} slug
 * @returns {Promise<Dossier | null>}
 */
export async function keptDossierOf(slug) {
  const { sites, evidence } = await keptDrawer(slug);
  const site = sites.find((each) => each.slug === slug);
  return site ? { site, evidence } : null;
}

/** @param {string} word  a Name, or a Site's slug */
async function keptDrawer(word) {
  const stored = await local.read(drawerOf(word), "", (value) => typeof value === "string");
  return stored === "" ? EMPTY : openDrawer(stored);
}

/**
 * @returns {Promise<Helpline[]>}
 */
export async function keptHelplines() {
  const file = await local.read("helplines", { helplines: [] }, (value) => Array.isArray(value.helplines));
  return file.helplines;
}
