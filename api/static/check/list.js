/**
 * The list that is out, brought into this page whole, so that nobody learns what is looked up in it.
 *
 * It is read by the extension's own client, signatures and expiry included. This page and the first root come from the
 * one service, so that is no shield against the service itself; it is one against a list that a cache mixed up, cut
 * short or kept too long, and what is answered here is what the extension would do.
 *
 * What is asked for is the same whatever was typed: the log of the service tells nothing.
 *
 * @typedef {import("../src/feed/sites-file.js").SitesFile} SitesFile
 * @typedef {import("../src/names.js").Listed} Listed
 * @typedef {{listed: Listed, removed: ReadonlySet<string>, sites: Promise<SitesFile | null>}} List
 *   `removed`: the names that the last Releases took off; `sites`: null where the dossiers are too many for a page
 */

import { connect } from "../src/feed/connection.js";
import { readNames } from "../src/feed/names-file.js";
import { readSites } from "../src/feed/sites-file.js";
import { download, refresh } from "../src/feed/tuf.js";

const FEED = new URL("/feed/", location.origin).href;
/** Bytes of dossiers that a phone brings in for one look. */
const MOST_DOSSIERS = 8_000_000;

/**
 * Rejects with a `FeedError`.
 * @returns {Promise<List>}
 */
export async function bring() {
  const fetch = connect(FEED);
  const root = await fetch("root.json", 512_000);
  const trusted = await refresh({ store: beginningFrom(root), fetch, now: new Date() });
  const targets = connect(new URL("targets/", FEED).href);
  const [names, changes] = await Promise.all([
    download(trusted, "names", targets).then(readNames),
    download(trusted, "changes.atom", targets).then((bytes) => new TextDecoder().decode(bytes)),
  ]);
  const listed = new Map(names.map((one) => [one.name, one]));
  return { listed, removed: removedIn(changes), sites: dossiers(trusted, targets) };
}

/**
 * @param {string} changes  the Atom file: one line in each entry says what that Release removed
 * @returns {Set<string>}
 */
export function removedIn(changes) {
  return new Set([...changes.matchAll(/^(?:<content type="text">)?Removed: (.*)\.$/gm)].flatMap(([, names]) => names.split(", ")));
}

/**
 * @param {import("../src/feed/tuf.js").Trusted} trusted
 * @param {import("../src/feed/tuf.js").Fetch} targets
 * @returns {Promise<SitesFile | null>} null too when they could not be read: the answer stands without them
 */
async function dossiers(trusted, targets) {
  if (trusted.targets.targets.sites.length > MOST_DOSSIERS) return null;
  return download(trusted, "sites", targets).then(readSites, () => null);
}

/**
 * A store that lasts as long as the page.
 * @param {Uint8Array} root
 * @returns {import("../src/feed/tuf.js").Store}
 */
function beginningFrom(root) {
  /** @type {Map<string, Uint8Array>} */
  const kept = new Map([["root", root]]);
  return {
    read: async (role) => kept.get(role) ?? null,
    write: async (role, bytes) => void kept.set(role, bytes),
  };
}
