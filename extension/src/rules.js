/**
 * The listed Names as the browser's own redirect rules: it stops a visit before the first request, with this
 * extension's worker asleep.
 *
 * @typedef {import("./names.js").Listed} Listed
 * @typedef {import("./feed/names-file.js").ListedName} ListedName
 * @typedef {chrome.declarativeNetRequest.Rule} Rule
 */

import { CATEGORIES } from "./feed/names-file.js";
import { isListable } from "./names.js";
import { warningPage } from "./warning.js";

/** Dynamic rules 1000 to 1099 are ours: one for each category. */
const FIRST_RULE = 1000;
const LAST_RULE = 1099;

/** A pass's rule has the same priority: between equals, the browser lets `allow` win over `redirect`. */
export const PRIORITY = 1;

// Scheme and host alone (with its port) go into the warning's address, without user information.
const ADDRESS = "^(https?://)(?:[^/?#@]*@)?([^/?#]+).*";

/** @type {import("./feed/names-file.js").Category[]} */
const KINDS = [...CATEGORIES, "unknown"];

/**
 * One redirect rule for each category that has a Name to warn of. A Name that the browser would refuse is left out
 * alone; one with the stance `inform` gets no rule. Pure.
 * @param {Iterable<ListedName>} entries
 * @param {string} warningUrl
 * @returns {Rule[]}
 */
export function compile(entries, warningUrl) {
  const warned = [...entries].filter(({ name, stance }) => stance === "warn" && isListable(name));
  return KINDS.map((kind, i) => {
    const names = warned.filter(({ category }) => category === kind).flatMap(({ name }) => spellings(name));
    return rule(FIRST_RULE + i, names, warningUrl);
  }).filter(({ condition }) => condition.requestDomains?.length);
}

/**
 * Make the browser's rules match the list. Does nothing when they do already; otherwise changes all in one call, so
 * that there is no moment without protection.
 * @param {Listed} listed
 * @returns {Promise<boolean>} whether something changed
 */
export async function sync(listed) {
  const wanted = compile(listed.values(), warningPage());
  const ours = (await chrome.declarativeNetRequest.getDynamicRules()).filter(
    ({ id }) => id >= FIRST_RULE && id <= LAST_RULE,
  );
  if (fingerprint(ours) === fingerprint(wanted)) return false;
  await chrome.declarativeNetRequest.updateDynamicRules({ removeRuleIds: ours.map(({ id }) => id), addRules: wanted });
  return true;
}

/**
 * A name as an address may write it, and a condition must list it. `coco.gg.` is the same host as `coco.gg`: Chromium
 * knows, Firefox takes it for another one (seen in 153).
 * @param {string} name
 * @returns {string[]}
 */
export function spellings(name) {
  return [name, `${name}.`];
}

/**
 * @param {number} id
 * @param {string[]} names
 * @param {string} warningUrl
 * @returns {Rule}
 */
function rule(id, names, warningUrl) {
  return {
    id,
    priority: PRIORITY,
    action: { type: "redirect", redirect: { regexSubstitution: `${warningUrl}#\\1\\2` } },
    condition: { regexFilter: ADDRESS, requestDomains: names, resourceTypes: ["main_frame"] },
  };
}

/**
 * What of the rules is ours to decide; a browser adds members of its own when it hands them back.
 * @param {Rule[]} rules
 * @returns {string}
 */
function fingerprint(rules) {
  const facts = rules.map(({ id, action, condition }) => [
    id,
    action.redirect?.regexSubstitution,
    condition.regexFilter,
    condition.requestDomains?.toSorted(),
  ]);
  return JSON.stringify(facts.sort(([a], [b]) => Number(a) - Number(b)));
}
