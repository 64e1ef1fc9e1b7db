/**
 * The backstop, behind the rules: a page that appears although they redirect it, since it comes from the site's own
 * service worker or from Firefox's back cache, where no request is made that a rule could see; and a page that they can
 * only block, where nobody would say why: host access is withheld, or it is the source of a page in Firefox. With a list
 * too long for the rule that knows sources (rules.js), the warning takes the place of the source itself.
 */

import { showPasses } from "./badge.js";
import { guard, isStopped, judge } from "./guard.js";
import { isWithheld } from "./host-access.js";
import { hostOf } from "./names.js";
import { covers, passes } from "./passes.js";
import { warningFor } from "./warning.js";

// What a browser reports of a visit that the reader broke off or replaced: Chromium by name, Firefox by number
// (NS_BINDING_ABORTED).
const GIVEN_UP = /ERR_ABORTED|2152398850/;

/** @typedef {{tabId: number, frameId: number, url: string, documentLifecycle?: string}} Visit */

/**
 * Send a page that appeared to the warning, when it is stopped and has no pass.
 * @param {Visit} visit
 * @returns {Promise<void>}
 */
export async function onCommitted(visit) {
  const address = addressOf(visit);
  const judged = await stopped(visit, address);
  if (!judged) return;
  const running = await passes();
  if (judged.mayPass && covers(running, visit.tabId, judged.name)) {
    await showPasses(running.filter((pass) => pass.tabId === visit.tabId)); // a navigation clears a tab's badge
    return;
  }
  await chrome.tabs.update(visit.tabId, { url: warningFor(address) });
}

/**
 * Bring the warning where the browser could only block.
 * @param {Visit & {error: string}} visit
 * @returns {Promise<void>}
 */
export async function onErrorOccurred(visit) {
  const address = addressOf(visit);
  const isSource = address !== visit.url;
  if (GIVEN_UP.test(visit.error) || !(isSource || (await isWithheld()))) return;
  const judged = await stopped(visit, address);
  if (!judged) return;
  const isOpen = !isSource && judged.mayPass && covers(await passes(), visit.tabId, judged.name);
  if (isOpen) return;
  await chrome.tabs.update(visit.tabId, { url: warningFor(address) });
}

/**
 * @param {Visit} visit
 * @returns {string} what was visited, also where only its source is shown
 */
function addressOf({ url }) {
  return url.replace(/^view-source:/, "");
}

/**
 * @param {Visit} visit
 * @param {string} address
 * @returns {Promise<import("./guard.js").Judgement | null>} null for what need not be stopped
 */
async function stopped({ frameId, documentLifecycle }, address) {
  if (frameId !== 0 || documentLifecycle === "prerender") return null;
  const judged = judge(hostOf(address) ?? "", await guard());
  return isStopped(judged) ? judged : null;
}
