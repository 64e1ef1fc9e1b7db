/** The warning: reads its address, asks the list on this device, and shows what it says. */

import { describe } from "../../src/dossiers.js";
import { ask } from "../../src/messages.js";
import { isSet } from "../../src/pin.js";
import { policy } from "../../src/policy.js";
import { byId } from "../element.js";
import { opening, ready } from "../opening.js";
import { siteState } from "../site-state.js";
import { parseAddress } from "./address.js";
import { showCase } from "./case.js";
import { offerPass, refusePass } from "./pass-form.js";
import { canGoBack, keepLeaving, leave } from "./way-out.js";

/**
 * @typedef {Awaited<ReturnType<typeof opening>>} Opened
 * @typedef {import("./address.js").Address} Address
 * @typedef {{
 *   described: import("../../src/dossiers.js").Description | null, needsPin: boolean, noPass: boolean
 * }} Known
 */

async function start() {
  const address = parseAddress(location.hash);
  const framed = window.top !== window;
  const [opened, known] = await Promise.all([opening(), address && !framed ? lookUp(address.host) : null]);
  const { say } = opened;
  const button = byId("leave");
  button.textContent = say(canGoBack() ? "leaveBack" : "leaveClose");
  button.addEventListener("click", leave);
  addEventListener("hashchange", () => location.reload());
  if (framed) showFramed(say("calmTitle"), say("framedText"));
  else if (!address) showCalm(say("calmTitle"), say("calmText"));
  else if (!known) showCalm(say("unreadTitle", address.host), say("unreadText"));
  else showAbout(address, known, opened);
}

/**
 * All that this device keeps about a host and a way past the warning, asked for at once: each question on its own is a
 * way to the browser and back.
 * @param {string} host
 * @returns {Promise<Known | null>} null when it cannot be read
 */
async function lookUp(host) {
  try {
    const [described, needsPin, { noPass }] = await Promise.all([describe(host), isSet(), policy()]);
    return { described, needsPin, noPass };
  } catch (reason) {
    console.error("vigie: the list could not be read", reason);
    return null;
  }
}

/**
 * @param {Address} address
 * @param {Known} known
 * @param {Opened} opened
 */
function showAbout(address, { described, needsPin, noPass }, { settings, ...words }) {
  const { language, say } = words;
  if (!described) return showCalm(say("unlistedTitle", address.host), say("unlistedText"));
  const stopped = described.measure === "warn" || described.measure === "block";
  if (!stopped) return showCalm(described.name, say(siteState(described, false)));
  showCase(described, settings, language, say);
  if (described.mayPass) offerPass(address, { needsPin, reader: settings.reader }, words);
  else refusePass(noPass || described.by === "policy", words);
  ask({ type: "warning-shown", host: address.host }).catch((reason) => console.error("vigie: not noted", reason));
}

/**
 * A page with the way out and nothing else.
 * @param {string} title
 * @param {string} text
 */
function showCalm(title, text) {
  for (const part of document.querySelectorAll("[data-part=warning]")) part.remove();
  document.title = `${title} – Vigie`;
  byId("name").textContent = title;
  byId("status").textContent = text;
}

/**
 * Inside a frame some page could draw over the warning and borrow the reader's clicks: there is nothing to click.
 * @param {string} title
 * @param {string} text
 */
function showFramed(title, text) {
  showCalm(title, text);
  byId("leave").remove();
}

if (!keepLeaving()) void start().finally(ready);
