/**
 * Passes: a few minutes on a site that is warned about, in one tab, granted from its warning page. A pass lasts while
 * it could be granted: it ends as well when its name is blocked, or when a policy grants none.
 *
 * A pass lives in session storage and as a session rule: both end with the browser. Nothing is left to the worker's
 * memory. What storage says is made true by `settle`, after every change and on every alarm.
 *
 * @typedef {import("./messages.js").Pass} Pass
 * @typedef {import("./messages.js").Granted} Granted
 */

import { showPasses } from "./badge.js";
import { guard, isStopped, judge } from "./guard.js";
import { hostOf, upwards } from "./names.js";
import { tryPin } from "./pin.js";
import { PASS_PRIORITY, visitsTo } from "./rules.js";
import { session } from "./storage.js";
import { inTurn } from "./turns.js";
import { isWarning, warningFor } from "./warning.js";

export const PASS_ALARM = "passes";
const MINUTES = [5, 15, 60];
const MINUTE = 60_000;
const FIRST_RULE = 2000; // a pass's id is its session rule's id, from here on

const turn = inTurn();

/**
 * Let the tab that shows the warning open the site for some minutes, and ask the PIN of whoever set one. The pass, its
 * rule and its alarm are in place before the answer is, so that the page may navigate at once.
 * @param {{host: string, minutes: number, pin?: string}} wish
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Granted>}
 */
export function grant({ host, minutes, pin }, sender) {
  return turn(async () => {
    const tabId = sender.tab?.id;
    if (!isWarning(sender.url) || tabId === undefined) return { ok: false, reason: "not-the-warning" };
    if (!MINUTES.includes(minutes)) return { ok: false, reason: "bad-minutes" };
    const judged = judge(hostOf(String(host)) ?? "", await guard());
    if (!isStopped(judged)) return { ok: false, reason: "not-listed" };
    if (!judged.mayPass) return { ok: false, reason: "no-passes" };
    const tried = await tryPin(pin);
    if (!tried.ok) return tried;
    const passes = (await stored()).filter((pass) => pass.host !== judged.name || pass.tabId !== tabId);
    const until = Date.now() + minutes * MINUTE;
    await settle([...passes, { id: await freeId(), host: judged.name, tabId, until }]);
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
  const inForce = await guard();
  const left = running(wanted).filter(({ host }) => judge(host, inForce)?.mayPass);
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
  if (ended.length > 0) await sweep(left, inForce);
  return left;
}

/**
 * Send open tabs on what is stopped, and has no pass, back to the warning.
 * @param {Pass[]} left
 * @param {import("./guard.js").Guard} inForce
 */
async function sweep(left, inForce) {
  for (const { id, url: shown } of await chrome.tabs.query({})) {
    const url = shown ?? (await addressOf(id)); // without host access a tab does not say
    const judged = judge(hostOf(url ?? "") ?? "", inForce);
    if (id === undefined || url === undefined || !isStopped(judged) || covers(left, id, judged.name)) continue;
    await chrome.tabs.update(id, { url: warningFor(url) }).catch(() => {}); // the tab was closed meanwhile
  }
}

/**
 * @param {number | undefined} tabId
 * @returns {Promise<string | undefined>}
 */
async function addressOf(tabId) {
  if (tabId === undefined) return undefined;
  return (await chrome.webNavigation.getFrame({ tabId, frameId: 0 }).catch(() => null))?.url;
}

/**
 * Whether a pass opens a name in a tab: its own name, and what is under it, as its rule does.
 * @param {Pass[]} passes
 * @param {number} tabId
 * @param {string} name
 * @returns {boolean}
 */
export function covers(passes, tabId, name) {
  return passes.some((pass) => pass.tabId === tabId && [...upwards(name)].includes(pass.host));
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
    priority: PASS_PRIORITY,
    action: { type: "allow" },
    condition: { ...visitsTo([host]), tabIds: [tabId] },
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
