/** What is done about the site of the tab that the popup stands over. */

import { describe } from "../../src/dossiers.js";
import { hostOf } from "../../src/names.js";
import { isWarning } from "../../src/warning.js";
import { byId } from "../element.js";
import { reportPage } from "../report/prefilled.js";
import { siteState } from "../site-state.js";
import { parseAddress } from "../warning/address.js";

/**
 * @param {import("../../src/messages.js").Pass[]} passes
 * @param {import("../language.js").Words} words
 */
export async function showSite(passes, { say }) {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  const host = hostShown(tab?.url ?? "");
  if (host === null) {
    byId("state").textContent = say("siteNone");
    return;
  }
  const described = await describe(host);
  const open = passes.some((pass) => pass.tabId === tab?.id && pass.host === described?.name);
  byId("site").textContent = host;
  byId("site").classList.add("host");
  byId("state").textContent = say(siteState(described, open));
  byId("state").dataset.state = described ? described.measure : "none";
  const link = /** @type {HTMLAnchorElement} */ (byId("report"));
  link.href = reportPage(described?.by === "list" ? "mistake" : "risky", described?.name ?? host);
  link.hidden = false;
}

/**
 * @param {string} address  of a tab
 * @returns {string | null}  of the site in it, or of the one that a warning stands for
 */
function hostShown(address) {
  if (isWarning(address)) return parseAddress(new URL(address).hash)?.host ?? null;
  return /^https?:/.test(address) ? hostOf(address) : null;
}
