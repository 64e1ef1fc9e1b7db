/**
 * What this device stops, and on whose word: the list, the family, the policy.
 *
 * Rules, the first that fits
 * 1. A name that the policy adds is blocked.
 * 2. A name that the family trusts is not stopped.
 * 3. A name that is blocked is blocked, even under a name that is only warned about.
 * 4. A name that is warned about is warned about.
 * The browser's own rules say the same, by priority: see rules.js.
 *
 * @typedef {import("./names.js").Listed} Listed
 * @typedef {import("./feed/names-file.js").ListedName} ListedName
 * @typedef {import("./settings.js").Settings} Settings
 * @typedef {import("./settings.js").Measure} Measure
 * @typedef {{listed: Listed, settings: Settings, policy: import("./policy.js").Policy}} Guard
 *
 * @typedef {object} Judgement
 * @property {string} name  the host, or what it is a subdomain of
 * @property {"list" | "family" | "policy"} by
 * @property {Measure | "trusted"} measure  off: its category is off, or the list only informs of it
 * @property {boolean} mayPass
 * @property {ListedName | null} listed  what the list says of the name
 */

import { settings } from "./choices.js";
import { upwards } from "./names.js";
import { policy } from "./policy.js";
import { listedNames } from "./release.js";

/**
 * @returns {Promise<Guard>}
 */
export async function guard() {
  const [listed, inForce, laidDown] = await Promise.all([listedNames(), settings(), policy()]);
  return { listed, settings: inForce, policy: laidDown };
}

/**
 * What is done about a listed name. Pure.
 * @param {ListedName} entry
 * @param {Settings} settings
 * @returns {Measure}
 */
export function measureOf({ stance, category }, settings) {
  return stance === "warn" ? settings.categories[category] : "off";
}

/**
 * What is done about a host; null when nobody names it. Pure.
 * @param {string} host  as `hostOf` writes it
 * @param {Guard} guard
 * @returns {Judgement | null}
 */
export function judge(host, { listed, settings, policy }) {
  const names = [...upwards(host)];
  const added = names.find((name) => policy.extraNames.includes(name));
  if (added !== undefined) return judgement(added, "policy", "block", listed);
  const found = names.flatMap((name) => [...fromList(name, listed, settings), ...fromFamily(name, listed, settings)]);
  const gravest =
    found.find(({ measure }) => measure === "block") ?? found.find(({ measure }) => measure === "warn") ?? found[0];
  const trusted = names.find((name) => settings.own.trusted.includes(name));
  if (trusted !== undefined) return { ...(gravest ?? judgement(trusted, "family", "off", listed)), ...TRUSTED };
  return gravest ? { ...gravest, mayPass: gravest.measure === "warn" && !policy.noPass } : null;
}

const TRUSTED = /** @type {const} */ ({ measure: "trusted", mayPass: false });

/**
 * @template {{measure: Judgement["measure"]}} J
 * @param {J | null} judged
 * @returns {judged is J} whether the visit ends at the warning
 */
export function isStopped(judged) {
  return judged?.measure === "warn" || judged?.measure === "block";
}

/**
 * @param {string} name
 * @param {Listed} listed
 * @param {Settings} settings
 * @returns {Judgement[]} one, or none
 */
function fromList(name, listed, settings) {
  const entry = listed.get(name);
  return entry ? [judgement(name, "list", measureOf(entry, settings), listed)] : [];
}

/**
 * @param {string} name
 * @param {Listed} listed
 * @param {Settings} settings
 * @returns {Judgement[]} one, or none
 */
function fromFamily(name, listed, settings) {
  return settings.own.added
    .filter((own) => own.name === name)
    .map(({ action }) => judgement(name, "family", action, listed));
}

/**
 * @param {string} name
 * @param {Judgement["by"]} by
 * @param {Measure} measure
 * @param {Listed} listed
 * @returns {Judgement}
 */
function judgement(name, by, measure, listed) {
  return { name, by, measure, mayPass: false, listed: listed.get(name) ?? null };
}
