/**
 * The diary: which sites were warned about on which day. The same rows for child and parent; they never leave the
 * device.
 *
 * Rules
 * - It is off until somebody switches it on, and switching it off erases it.
 * - A row holds a site and a day, never an address, and is erased after 30 days: on each wake, and before each reading.
 * - Nothing is written of private windows.
 * - The warning page says that it was shown: no listener here follows where a browser goes.
 *
 * @typedef {{day: string, site: string, count: number}} DiaryRow
 *   day: `YYYY-MM-DD`, the device's own; site: a Site's slug, or a name that has no dossier; count: warnings shown
 */

import { settings } from "./choices.js";
import { describe } from "./dossiers.js";
import { isStopped } from "./guard.js";
import { refusal } from "./pin.js";
import { local } from "./storage.js";
import { inTurn } from "./turns.js";
import { isWarning } from "./warning.js";

const DAYS = 30;

const turn = inTurn();

/**
 * Note that a warning was shown; only its own page may say so.
 * @param {{host: string}} shown
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<{noted: boolean}>}
 */
export function note({ host }, sender) {
  return turn(async () => {
    const isPrivate = sender.tab?.incognito || chrome.extension.inIncognitoContext;
    if (!isWarning(sender.url) || isPrivate || !(await settings()).diary) return { noted: false };
    const described = await describe(String(host));
    if (!isStopped(described)) return { noted: false };
    await local.write({ diary: withOneMore(await kept(), dayOf(new Date()), described.site?.slug ?? described.name) });
    return { noted: true };
  });
}

/**
 * Erase what is too old; all of it, when the diary is off.
 * @returns {Promise<DiaryRow[]>} what is left, newest first
 */
export function tidy() {
  return turn(async () => {
    const before = await kept();
    const first = new Date();
    first.setDate(first.getDate() - DAYS);
    const left = (await settings()).diary ? before.filter(({ day }) => day >= dayOf(first)) : [];
    if (left.length < before.length) await local.write({ diary: left });
    return left.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : a.site < b.site ? -1 : 1));
  });
}

/**
 * @returns {Promise<{ok: true} | import("./messages.js").PinNeeded>}
 */
export function erase() {
  return turn(async () => {
    const refused = await refusal();
    if (refused) return refused;
    await local.write({ diary: [] });
    return { ok: true };
  });
}

/**
 * @param {DiaryRow[]} rows
 * @param {string} day
 * @param {string} site
 * @returns {DiaryRow[]}
 */
function withOneMore(rows, day, site) {
  const count = rows.find((row) => row.day === day && row.site === site)?.count ?? 0;
  return [...rows.filter((row) => row.day !== day || row.site !== site), { day, site, count: count + 1 }];
}

/**
 * @param {Date} moment
 * @returns {string}
 */
function dayOf(moment) {
  const [month, day] = [moment.getMonth() + 1, moment.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${moment.getFullYear()}-${month}-${day}`;
}

/** @returns {Promise<DiaryRow[]>} */
async function kept() {
  const rows = await local.read("diary", /** @type {DiaryRow[]} */ ([]), Array.isArray);
  return rows.filter(isRow);
}

/**
 * @param {any} row
 * @returns {boolean}
 */
function isRow(row) {
  return /^\d{4}-\d\d-\d\d$/.test(row?.day) && typeof row.site === "string" && Number.isInteger(row.count);
}
