/**
 * What a school or another administrator has laid down for this browser, in `managed_schema.json`'s words.
 *
 * Rules
 * - A value that cannot be read is dropped alone: a mistake in a policy takes no protection away.
 * - `country` and `language` only stand in for what nobody chose; `lockedSettings` cannot be changed on the device.
 * - `extraNames` are blocked, and no trust of the family's opens them.
 * - A feed elsewhere is held to the same pinned root: a policy may move the list, and not write another.
 *
 * @typedef {import("./settings.js").Chosen} Chosen
 *
 * @typedef {object} Policy
 * @property {boolean} managed  whether there is any
 * @property {string | null} feedUrl  a folder's address, with its last `/`; null: the one of the package
 * @property {string[]} extraNames
 * @property {boolean} noPass
 * @property {Chosen} lockedSettings
 * @property {Chosen} presets
 */

import { isObject, readChosen, readNames } from "./settings.js";
import { managed } from "./storage.js";

const LOOPBACK = ["127.0.0.1", "[::1]", "localhost"];

/**
 * The policy in force.
 * @returns {Promise<Policy>}
 */
export async function policy() {
  return readPolicy(await managed());
}

/**
 * Pure.
 * @param {unknown} value
 * @returns {Policy}
 */
export function readPolicy(value) {
  const given = isObject(value) ? value : {};
  const { country, language } = given;
  return {
    managed: Object.keys(given).length > 0,
    feedUrl: isFolder(given.feedUrl) ? given.feedUrl : null,
    extraNames: readNames(given.extraNames),
    noPass: given.noPass === true,
    lockedSettings: readChosen(given.lockedSettings),
    presets: readChosen({ country: country ?? undefined, language }),
  };
}

/**
 * Over https, or on this computer.
 * @param {unknown} value
 * @returns {value is string}
 */
function isFolder(value) {
  if (typeof value !== "string" || !URL.canParse(value) || !value.endsWith("/")) return false;
  const { protocol, hostname, search, hash, username } = new URL(value);
  if (search || hash || username) return false;
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.includes(hostname));
}
