/**
 * Host names: reading one, judging one, going up from one. Pure.
 *
 * @typedef {import("./feed/names-file.js").ListedName} ListedName
 * @typedef {Pick<ReadonlyMap<string, ListedName>, "get" | "values">} Listed  by name
 */

// As in feed.schema.json. A top-level domain begins with a letter, so no IP address fits.
const NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Whether a text may stand in a rule: lower-case A-labels with a dot, and no IP address. One entry that the browser
 * does not accept would make it refuse every other one with it.
 * @param {string} text
 * @returns {boolean}
 */
export function isListable(text) {
  return text.length <= 253 && NAME.test(text);
}

/**
 * The host of an http or https address, or of a bare host name: lower case, A-labels, no port, no trailing dot. Null
 * for anything else.
 * @param {string} text
 * @returns {string | null}
 */
export function hostOf(text) {
  const spelled = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(spelled)) return null;
  const address = new URL(spelled);
  if (!["http:", "https:"].includes(address.protocol)) return null;
  return address.hostname.replace(/\.$/, "") || null;
}

/**
 * A host, and each name that it is a subdomain of: `a.coco.gg`, `coco.gg`, `gg`.
 * @param {string} host  as `hostOf` writes it
 * @returns {Generator<string, void>}
 */
export function* upwards(host) {
  for (let name = host; name !== ""; name = parentOf(name)) yield name;
}

/**
 * @param {string} name
 * @returns {string} empty for a name without a dot
 */
function parentOf(name) {
  const dot = name.indexOf(".");
  return dot === -1 ? "" : name.slice(dot + 1);
}
