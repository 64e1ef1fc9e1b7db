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
 * @typedef {import("../../src/dossiers.js").Description} Description
 */

async function start() {
  const opened = await opening();
  const { say } = opened;
  const button = byId("leave");
  button.textContent = say(canGoBack() ? "leaveBack" : "leaveClose");
  button.addEventListener("click", leave);
  addEventListener("hashchange", () => location.reload());
  if (window.top !== window) return showFramed(say("calmTitle"), say("framedText"));
  const address = parseAddress(location.hash);
  if (address) await showAbout(address, opened);
  else showCalm(say("calmTitle"), say("calmText"));
}

/**
 * @param {Address} address
 * @param {Opened} opened
 */
async function showAbout(address, opened) {
  const { say } = opened;
  try {
    const described = await describe(address.host);
    if (!described) return showCalm(say("unlistedTitle", address.host), say("unlistedText"));
    const stopped = described.measure === "warn" || described.measure === "block";
    if (!stopped) return showCalm(described.name, say(siteState(described, false)));
    await showWarning(described, opened, address);
  } catch (reason) {
    console.error("vigie: the list could not be read", reason);
    showCalm(say("unreadTitle", address.host), say("unreadText"));
  }
}

/**
 * @param {Description} described
 * @param {Opened} opened
 * @param {Address} address
 */
async function showWarning(described, { settings, ...words }, address) {
  const [needsPin, { noPass }] = await Promise.all([isSet(), policy()]);
  showCase(described, settings, words.language, words.say);
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
