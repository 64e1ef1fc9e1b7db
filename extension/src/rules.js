/**
 * What is stopped, as the browser's own rules: it stops a visit before the first request, with this extension's worker
 * asleep.
 *
 * Priorities, the rules of guard.js from the last to the first. Between equals the browser lets `allow` win, so a pass
 * opens a name that is warned about, and none that is blocked.
 *
 *   1  names that are warned about; passes (passes.js, session rules)
 *   2  names that are blocked
 *   3  names that the family trusts
 *   4  names that the policy adds
 *
 * Firefox sees `view-source:` as an address without a host, which no list of names matches, and which cannot be redirected
 * (ESR 153): there one more rule knows what is stopped by the address's text, and blocks it. A pass does not open the
 * source.
 *
 * @typedef {import("./guard.js").Guard} Guard
 * @typedef {import("./settings.js").Measure} Measure
 * @typedef {chrome.declarativeNetRequest.Rule} Rule
 * @typedef {{id: number, priority: number, names: string[], action: Rule["action"]}} Group  names treated alike
 */

import { CATEGORIES } from "./feed/names-file.js";
import { measureOf } from "./guard.js";
import { isListable, upwards } from "./names.js";
import { warningPage } from "./warning.js";

/** Dynamic rules 1000 to 1099 are ours: from 1000 on one for each category, then those of the family and the policy. */
const FIRST_RULE = 1000;
const ADDED_WARN = 1050;
const ADDED_BLOCK = 1051;
const TRUSTED = 1052;
const POLICY = 1053;
const SOURCES = 1054;
const LAST_RULE = 1099;

const WARNED = 1;
const BLOCKED = 2;
const TRUST = 3;
const LAID_DOWN = 4;

/** A pass's rule has the priority of what it opens. */
export const PASS_PRIORITY = WARNED;

// Scheme and host alone (with its port) go into the warning's address, without user information.
const ADDRESS = "^(https?://)(?:[^/?#@]*@)?([^/?#]+).*";

/** So many names of 20 letters are a pattern of 1 MB, which Firefox takes a second to try on an address that fits. */
const MOST_IN_A_PATTERN = 50_000;

/** @type {import("./settings.js").Category[]} */
const KINDS = [...CATEGORIES, "unknown"];

/**
 * The rules for what is stopped: each leads to the warning. A name that the browser would refuse is left out alone.
 * While host access is withheld the browser ignores redirects and still blocks: then a visit is blocked, and the
 * backstop brings the warning. Pure.
 * @param {Guard} guard
 * @param {{warningUrl: string, withheld: boolean, sources?: boolean}} how  sources: whether `view-source:` needs a rule
 * @returns {Rule[]}
 */
export function compile(guard, { warningUrl, withheld, sources = false }) {
  const stop = withheld ? BLOCK : redirectTo(warningUrl);
  const groups = [...listGroups(guard, stop), ...ownGroups(guard, stop)].map((group) => ({
    ...group,
    names: group.names.filter(isListable),
  }));
  const named = groups.filter(({ names }) => names.length > 0);
  return [...named.map(rule), ...(sources ? sourcesRule(named, guard.settings.own.trusted) : [])];
}

/**
 * Make the browser's rules match. Does nothing when they do already; otherwise changes all in one call, so that there
 * is no moment without protection.
 * @param {Guard} guard
 * @param {boolean} withheld  whether the browser withholds host access
 * @returns {Promise<boolean>} whether something changed
 */
export async function sync(guard, withheld) {
  const warningUrl = warningPage();
  const wanted = compile(guard, { warningUrl, withheld, sources: warningUrl.startsWith("moz-extension:") });
  const ours = (await chrome.declarativeNetRequest.getDynamicRules()).filter(
    ({ id }) => id >= FIRST_RULE && id <= LAST_RULE,
  );
  if (fingerprint(ours) === fingerprint(wanted)) return false;
  await chrome.declarativeNetRequest.updateDynamicRules({ removeRuleIds: ours.map(({ id }) => id), addRules: wanted });
  return true;
}

/** @type {"main_frame"[]} */
const MAIN_FRAME = ["main_frame"];

/**
 * The visits to names and to what is under them, as a rule's condition.
 *
 * An address may write a name with a dot at its end. `coco.gg.` is the same host as `coco.gg`: Chromium knows, Firefox
 * takes it for another one (seen in 153). And the pattern is not only for the rule that redirects: at an address without
 * a host, which `view-source:` is to Firefox, a list of names with no pattern before it fails, and with it every other
 * rule, so that the visit goes through (ESR 153).
 * @param {string[]} names
 * @returns {{requestDomains: string[], regexFilter: string, resourceTypes: "main_frame"[]}}
 */
export function visitsTo(names) {
  const requestDomains = names.flatMap((name) => [name, `${name}.`]);
  return { requestDomains, regexFilter: ADDRESS, resourceTypes: MAIN_FRAME };
}

/** @type {Rule["action"]} */
const BLOCK = { type: "block" };

/**
 * @param {string} warningUrl
 * @returns {Rule["action"]}
 */
function redirectTo(warningUrl) {
  return { type: "redirect", redirect: { regexSubstitution: `${warningUrl}#\\1\\2` } };
}

/**
 * One group for each category that is not off. A name that the list only informs of is in none.
 * @param {Guard} guard
 * @param {Rule["action"]} stop
 * @returns {Group[]}
 */
function listGroups({ listed, settings }, stop) {
  /** @type {Map<string, string[]>} */
  const byCategory = new Map(KINDS.map((kind) => [kind, []]));
  for (const entry of listed.values()) {
    if (measureOf(entry, settings) !== "off") byCategory.get(entry.category)?.push(entry.name);
  }
  return KINDS.map((kind, i) => {
    const priority = settings.categories[kind] === "block" ? BLOCKED : WARNED;
    return { id: FIRST_RULE + i, priority, names: byCategory.get(kind) ?? [], action: stop };
  });
}

/**
 * @param {Guard} guard
 * @param {Rule["action"]} stop
 * @returns {Group[]}
 */
function ownGroups({ settings: { own }, policy }, stop) {
  const added = (/** @type {Measure} */ measure) =>
    own.added.filter(({ action }) => action === measure).map(({ name }) => name);
  return [
    { id: ADDED_WARN, priority: WARNED, names: added("warn"), action: stop },
    { id: ADDED_BLOCK, priority: BLOCKED, names: added("block"), action: stop },
    { id: TRUSTED, priority: TRUST, names: own.trusted, action: { type: "allow" } },
    { id: POLICY, priority: LAID_DOWN, names: policy.extraNames, action: stop },
  ];
}

/**
 * @param {Group} group
 * @returns {Rule}
 */
function rule({ id, priority, names, action }) {
  return { id, priority, action, condition: visitsTo(names) };
}

/**
 * The rule for the sources of pages. A longer list has none: there the backstop puts the warning in their place.
 * @param {Group[]} groups
 * @param {string[]} trusted
 * @returns {Rule[]} one, or none
 */
function sourcesRule(groups, trusted) {
  const opened = new Set(trusted);
  const isStopped = (/** @type {number} */ priority, /** @type {string} */ name) =>
    priority > TRUST || (priority < TRUST && [...upwards(name)].every((each) => !opened.has(each)));
  const names = groups.flatMap(({ priority, names }) => names.filter((name) => isStopped(priority, name)));
  if (names.length === 0 || names.length > MOST_IN_A_PATTERN) return [];
  const either = names.join("|").replaceAll(".", "\\.");
  const regexFilter = `^view-source:https?://(?:[^/?#@]*@)?(?:[^/?#]*\\.)?(?:${either})\\.?(?::[0-9]+)?(?:[/?#]|$)`;
  return [{ id: SOURCES, priority: WARNED, action: BLOCK, condition: { regexFilter, resourceTypes: MAIN_FRAME } }];
}

/**
 * What of the rules is ours to decide; a browser adds members of its own when it hands them back.
 * @param {Rule[]} rules
 * @returns {string}
 */
function fingerprint(rules) {
  const facts = rules.map(({ id, priority, action, condition }) => [
    id,
    priority,
    action.redirect?.regexSubstitution,
    condition.regexFilter,
    condition.requestDomains?.toSorted(),
  ]);
  return JSON.stringify(facts.sort(([a], [b]) => Number(a) - Number(b)));
}
