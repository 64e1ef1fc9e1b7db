/**
 * Reports of a family to the service: a risky site, or a mistake in the list.
 *
 * Rules
 * - One is sent on a click and never otherwise; what waits for a connection waits for another click.
 * - What is sent is `bodyOf` the report, and that is what the page shows. Nothing else goes with it: no address of a
 *   page, no identifier, no cookie, no referrer, no origin.
 * - Twenty wait at most, in view, and can be deleted. None of a private window is kept.
 *
 * @typedef {{name: string, kind: "risky" | "mistake", words?: string}} Report  words: 1000 characters at most
 * @typedef {{id: number, report: Report, since: string}} WaitingReport  since: ISO 8601
 * @typedef {{ok: true}
 *   | {ok: false, reason: "waiting", waiting: WaitingReport[]}
 *   | {ok: false, reason: "offline" | "malformed"}
 *   | {ok: false, reason: "refused", detail: string}} Sent
 *   waiting: it could not be sent, and is kept. offline: nor could it be kept. refused: `detail` is what the service says
 */

import { addresses } from "./addresses.js";
import { isNamed, withoutOrigin } from "./anonymous.js";
import { post } from "./feed/connection.js";
import { hostOf, isListable } from "./names.js";
import { isObject } from "./settings.js";
import { local } from "./storage.js";
import { inTurn } from "./turns.js";

export const MOST_WORDS = 1000; // characters
const MOST_WAITING = 20;
const LONGEST_DETAIL = 500; // characters

const turn = inTurn();

/**
 * Exactly what is sent: `name`, `kind`, and `words` when there are any. Pure.
 * @param {unknown} report
 * @returns {string | null} JSON; null for what is no report
 */
export function bodyOf(report) {
  if (!isObject(report)) return null;
  const { name: typed, kind, words = "" } = report;
  const name = typeof typed === "string" ? hostOf(typed.trim()) : null;
  if (name === null || !isListable(name) || (kind !== "risky" && kind !== "mistake")) return null;
  if (typeof words !== "string" || words.trim().length > MOST_WORDS) return null;
  return JSON.stringify({ name, kind, words: words.trim() || undefined });
}

/**
 * Send a report; keep it when it cannot be sent now.
 * @param {{report: Report}} wish
 * @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Sent>}
 */
export function send({ report }, sender) {
  return turn(async () => {
    const body = bodyOf(report);
    if (body === null) return { ok: false, reason: "malformed" };
    const sent = await deliver(body);
    if (sent) return sent;
    const isPrivate = sender.tab?.incognito || chrome.extension.inIncognitoContext;
    const before = await waitingReports();
    if (isPrivate || before.length >= MOST_WAITING) return { ok: false, reason: "offline" };
    const id = Math.max(0, ...before.map((each) => each.id)) + 1;
    const waiting = [...before, { id, report: JSON.parse(body), since: new Date().toISOString() }];
    await local.write({ reports: waiting });
    return { ok: false, reason: "waiting", waiting };
  });
}

/**
 * Try again with one that waits. It goes when the service has it, and stays otherwise.
 * @param {{id: number}} wish
 * @returns {Promise<Sent>}
 */
export function sendWaiting({ id }) {
  return turn(async () => {
    const waiting = await waitingReports();
    const body = bodyOf(waiting.find((each) => each.id === id)?.report);
    if (body === null) return { ok: false, reason: "malformed" };
    const sent = await deliver(body);
    if (sent?.ok) await local.write({ reports: waiting.filter((each) => each.id !== id) });
    return sent ?? { ok: false, reason: "waiting", waiting };
  });
}

/**
 * @param {{id: number}} wish
 * @returns {Promise<WaitingReport[]>} those that are left
 */
export function deleteReport({ id }) {
  return turn(async () => {
    const left = (await waitingReports()).filter((each) => each.id !== id);
    await local.write({ reports: left });
    return left;
  });
}

/**
 * @returns {Promise<WaitingReport[]>} oldest first
 */
export async function waitingReports() {
  const kept = await local.read("reports", /** @type {WaitingReport[]} */ ([]), Array.isArray);
  return kept.filter((each) => Number.isInteger(each?.id) && bodyOf(each.report) !== null);
}

/**
 * @param {string} body
 * @returns {Promise<Sent | null>} null when the service could not be reached, or asks to come back later
 */
async function deliver(body) {
  if (await isNamed()) return null;
  const { reportUrl } = await addresses();
  await withoutOrigin(reportUrl);
  const answer = await post(reportUrl, body).catch(() => null);
  if (answer === null || answer.status === 429 || answer.status >= 500) return null;
  if (answer.status >= 200 && answer.status < 300) return { ok: true };
  return { ok: false, reason: "refused", detail: detailIn(answer.text) };
}

/**
 * What a service's problem+json says; nothing of anything else.
 * @param {string} text
 * @returns {string}
 */
function detailIn(text) {
  try {
    const { detail } = JSON.parse(text);
    return typeof detail === "string" ? detail.slice(0, LONGEST_DETAIL) : "";
  } catch {
    return "";
  }
}
