/**
 * Passes: a few minutes on a listed site, in one tab, granted from its warning page.
 *
 * A pass lives in session storage and as a session rule: both end with the browser. Nothing is left to the worker's
 * memory. What storage says is made true by `settle`, after every change and on every alarm.
 *
 * @typedef {import("./messages.js").Pass} Pass
 * @typedef {import("./messages.js").Granted} Granted
 */

import { showPasses } from "./badge.js";
import { hostOf, match } from "./names.js";
import { listedNames } from "./release.js";
import { PRIORITY, spellings } from "./rules.js";
import { session } from "./storage.js";
import { inTurn } from "./turns.js";
import { isWarning, warningFor } from "./warning.js";

export const PASS_ALARM = "passes";
const MINUTES = [5, 15, 60];
const MINUTE = 60_000;
const FIRST_RULE = 2000; // a pass's id is its session rule's id, from here on

const turn = inTurn();

/**
 * Let the tab that shows the warning open the site for some minutes. The pass, its rule and its alarm are in place
 * before the answer is, so that the page may navigate at once.
 * @param {{host: string, minutes: number}} wish
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Granted>}
 */
export function grant({ host, minutes }, sender) {
  return turn(async () => {
    if (!isWarning(sender.url) || sender.tab?.id === undefined) return { ok: false, reason: "not-the-warning" };
    if (!MINUTES.includes(minutes)) return { ok: false, reason: "bad-minutes" };
    const listed = match(hostOf(String(host)) ?? "", await listedNames());
    if (!listed) return { ok: false, reason: "not-listed" };
    const passes = (await stored()).filter((pass) => pass.host !== listed.name || pass.tabId !== sender.tab?.id);
    const until = Date.now() + minutes * MINUTE;
    await settle([...passes, { id: await freeId(), host: listed.name, tabId: sender.tab.id, until }]);
    return { ok: true, until };
  });
}

/**
 * The passes that run now.
 * @returns {Promise<Pass[]>}
 */
export async function passes() {
  return running(await stored());
}

/**
 * End one pass now: its open tabs return to the warning.
 * @param {number} id
 * @returns {Promise<Pass[]>} those that are left
 */
export function revoke(id) {
  return turn(async () => settle((await stored()).filter((pass) => pass.id !== id)));
}

/**
 * End the passes whose time is over, and show what is left of the others.
 * @returns {Promise<Pass[]>} those that are left
 */
export function expire() {
  return turn(async () => settle(await stored()));
}

/**
 * End what an earlier life of this extension left behind: it was updated or loaded again, and its storage forgot
 * passes whose rules the browser may still have.
 * @returns {Promise<void>}
 */
export function endAll() {
  return turn(async () => {
    const rules = await chrome.declarativeNetRequest.getSessionRules();
    await chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) });
    await settle([]);
  });
}

/**
 * Make storage, rules, alarm, badge and tabs say the same. A pass stands in storage before its rule exists and until
 * its rule is gone: wherever this is cut short, the next alarm finds what is to be done. Rules of other passes are
 * left alone: Chrome's private windows have a worker of their own beside this one.
 * @param {Pass[]} wanted
 * @returns {Promise<Pass[]>}
 */
async function settle(wanted) {
  const before = await stored();
  const left = running(wanted);
  const ended = before.filter(({ id }) => left.every((pass) => pass.id !== id));
  const known = [...left, ...ended];
  await session.write({ passes: known });
  await chrome.declarativeNetRequest.updateSessionRules({
    removeRuleIds: known.map(({ id }) => id),
    addRules: left.map(allow),
  });
  await setAlarm(left);
  await session.write({ passes: left });
  await showPasses(left);
  await sweep(
    ended.map(({ host }) => host),
    left,
  );
  return left;
}

/**
 * Send open tabs on sites whose pass has ended back to the warning.
 * @param {string[]} names
 * @param {Pass[]} left
 */
async function sweep(names, left) {
  if (names.length === 0) return;
  const listed = await listedNames();
  for (const { id, url } of await chrome.tabs.query({})) {
    const host = url === undefined ? null : hostOf(url);
    const name = host === null ? undefined : match(host, listed)?.name;
    if (id === undefined || url === undefined || name === undefined || !names.includes(name)) continue;
    if (covers(left, id, name)) continue;
    await chrome.tabs.update(id, { url: warningFor(url) }).catch(() => {}); // the tab was closed meanwhile
  }
}

/**
 * @param {Pass[]} passes
 * @param {number} tabId
 * @param {string} name
 * @returns {boolean}
 */
export function covers(passes, tabId, name) {
  return passes.some((pass) => pass.tabId === tabId && pass.host === name);
}

/** @param {Pass[]} left */
async function setAlarm(left) {
  if (left.length === 0) {
    await chrome.alarms.clear(PASS_ALARM);
    return;
  }
  const end = Math.min(...left.map(({ until }) => until));
  // Each minute, for the countdown; but not shortly before the end: a browser keeps half a minute between two alarms.
  const when = end < Date.now() + 1.5 * MINUTE ? end : Date.now() + MINUTE;
  await chrome.alarms.create(PASS_ALARM, { when });
}

/**
 * @param {Pass} pass
 * @returns {chrome.declarativeNetRequest.Rule}
 */
function allow({ id, host, tabId }) {
  return {
    id,
    priority: PRIORITY,
    action: { type: "allow" },
    condition: { requestDomains: spellings(host), tabIds: [tabId], resourceTypes: ["main_frame"] },
  };
}

/** @returns {Promise<number>} */
async function freeId() {
  const rules = await chrome.declarativeNetRequest.getSessionRules();
  return Math.max(FIRST_RULE, ...rules.map(({ id }) => id + 1));
}

/** @param {Pass[]} passes */
function running(passes) {
  const now = Date.now();
  return passes.filter(({ until }) => until > now);
}

/** @returns {Promise<Pass[]>} */
function stored() {
  return session.read("passes", /** @type {Pass[]} */ ([]), Array.isArray);
}
