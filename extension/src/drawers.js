/**
 * The dossiers of a Release in drawers, so that a page opens two of them and not all: a hundred thousand names have
 * megabytes of dossiers, and to hand these over takes a browser more than a second. A drawer is compressed, or such a
 * Release would not fit into the 10 MB that Chrome gives an extension
 * (https://developer.chrome.com/docs/extensions/reference/api/storage#storage_areas). Pure.
 *
 * @typedef {import("./feed/sites-file.js").Site} Site
 * @typedef {import("./feed/sites-file.js").SitesFile} SitesFile
 * @typedef {import("./feed/sites-file.js").Evidence} Evidence
 *
 * @typedef {object} Drawer
 * @property {Record<string, string>} slugs  of the Sites of the Names that belong here
 * @property {Site[]} sites  whose slugs belong here
 * @property {Record<string, Evidence>} evidence  that these Sites refer to
 */

import { fromBase64, toBase64 } from "./feed/bytes.js";

const DRAWERS = 256;

/** @type {Drawer} */
export const EMPTY = { slugs: {}, sites: [], evidence: {} };

/**
 * Where what is said of a Name, or of a Site, lies in storage.
 * @param {string} word  a Name, or a Site's slug
 * @returns {string}
 */
export function drawerOf(word) {
  let sum = 0;
  for (let i = 0; i < word.length; i++) sum = (Math.imul(sum, 31) + word.charCodeAt(i)) >>> 0;
  return `dossiers.${sum % DRAWERS}`;
}

/**
 * Every drawer, the empty ones too: together they take the place of all that was there.
 * @param {Pick<SitesFile, "sites" | "evidence">} file
 * @returns {Promise<Record<string, string>>} as they are stored
 */
export async function intoDrawers({ sites, evidence }) {
  /** @type {Map<string, Drawer>} */
  const used = new Map();
  const drawer = (/** @type {string} */ word) => {
    const key = drawerOf(word);
    const there = used.get(key) ?? structuredClone(EMPTY);
    used.set(key, there);
    return there;
  };
  for (const site of sites) {
    drawer(site.slug).sites.push(site);
    for (const key of evidenceKeys(site)) {
      if (Object.hasOwn(evidence, key)) drawer(site.slug).evidence[key] = evidence[key];
    }
    for (const { name } of site.names) drawer(name).slugs[name] ??= site.slug;
  }
  const empty = await packed(EMPTY);
  const stored = Object.fromEntries(Array.from({ length: DRAWERS }, (_, i) => [`dossiers.${i}`, empty]));
  await Promise.all(Array.from(used, async ([key, each]) => (stored[key] = await packed(each))));
  return stored;
}

/**
 * @param {string} stored
 * @returns {Promise<Drawer>}
 */
export async function openDrawer(stored) {
  const compressed = new Blob([fromBase64(stored)]).stream();
  return new Response(compressed.pipeThrough(new DecompressionStream("gzip"))).json();
}

/**
 * @param {Site} site
 * @returns {Set<string>} all that its facts cite
 */
export function evidenceKeys(site) {
  const facts = [...site.names, ...site.links, ...site.signals, ...site.events];
  return new Set(facts.flatMap(({ evidence }) => evidence));
}

/**
 * @param {Drawer} drawer
 * @returns {Promise<string>}
 */
async function packed(drawer) {
  const plain = new Blob([JSON.stringify(drawer)]).stream();
  const bytes = await new Response(plain.pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  return toBase64(new Uint8Array(bytes));
}
