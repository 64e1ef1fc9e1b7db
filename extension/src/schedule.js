/**
 * When the feed is asked for, and what follows from the answer: rules, badge, the next alarm.
 */

import { addresses, packaged } from "./addresses.js";
import { isNamed } from "./anonymous.js";
import { connect, unpack } from "./feed/connection.js";
import { FeedError } from "./feed/feed-error.js";
import { start, update } from "./feed/update.js";
import { failuresInARow, health } from "./health.js";
import { protect } from "./protection.js";
import { keptRelease } from "./release.js";
import { inTurn } from "./turns.js";

export const CHECK_ALARM = "check-feed";
const EVERY = 15; // minutes
const SELDOM = 240; // minutes, after many failures

const turn = inTurn();

/** @type {Promise<import("./health.js").Health> | null} */
let running = null;

/**
 * Ask the feed, use what it offers, and say how the list is doing. A check that is asked for while one runs is that
 * one.
 * @returns {Promise<import("./health.js").Health>}
 */
export function check() {
  running ??= turn(async () => {
    await setAlarm(); // now as well: a worker that is killed on the way must wake again
    await ensureList(); // whoever asked first after storage was cleared is answered with a list in force
    const { feedUrl } = await addresses();
    await update((await isNamed()) ? askNobody : connect(feedUrl), await packaged("data/root.json"), new Date());
    await setAlarm();
    return apply();
  }).finally(() => (running = null));
  return running;
}

/**
 * Protect from the first moment: the starter feed, before any connection.
 * @returns {Promise<import("./health.js").Health>}
 */
export function startUp() {
  return turn(async () => {
    await useStarter();
    return apply();
  });
}

/**
 * Whenever the worker wakes: see that a list and an alarm are there. Some browsers forget alarms when they close, and
 * an extension that was switched off and on again hears of neither start nor install.
 * @returns {Promise<void>}
 */
export async function wake() {
  if ((await keptRelease()) === null) await startUp();
  if ((await chrome.alarms.get(CHECK_ALARM)) === undefined) await check();
}

/**
 * Twice as long after each failure, and never the same for two browsers: a tenth more or less by lot. Pure.
 * @param {number} failures  in a row
 * @param {number} lot  0 to 1
 * @returns {number}
 */
export function minutesToNext(failures, lot) {
  return Math.min(SELDOM, EVERY * 2 ** failures) * (0.9 + 0.2 * lot);
}

/** @type {import("./feed/tuf.js").Fetch} */
async function askNobody() {
  throw new FeedError("network", "Without host access the browser would tell the feed which installation asks.");
}

async function useStarter() {
  await start(unpack(chrome.runtime.getURL("data/feed/")), await packaged("data/root.json"));
}

async function ensureList() {
  if ((await keptRelease()) === null) await useStarter();
}

async function setAlarm() {
  const delayInMinutes = minutesToNext(await failuresInARow(), Math.random());
  await chrome.alarms.create(CHECK_ALARM, { delayInMinutes });
}

async function apply() {
  await protect();
  return health();
}
