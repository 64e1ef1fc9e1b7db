/** The warning: reads its address, asks the list on this device, and shows what it says. */

import { describe } from "../../src/dossiers.js";
import { byId } from "../element.js";
import { languageOf, say, translate } from "../language.js";
import { parseAddress } from "./address.js";
import { offerPass } from "./pass-form.js";
import { showCase } from "./case.js";
import { canGoBack, keepLeaving, leave } from "./way-out.js";

const language = languageOf();

async function start() {
  translate(document, language);
  const button = byId("leave");
  button.textContent = say(canGoBack() ? "leaveBack" : "leaveClose");
  button.addEventListener("click", leave);
  addEventListener("hashchange", () => location.reload());
  // Inside a frame some page could draw over the warning and borrow the reader's clicks.
  const address = window.top === window ? parseAddress(location.hash) : null;
  if (address) await showAbout(address);
  else showCalm(say("calmTitle"), say("calmText"));
}

/** @param {import("./address.js").Address} address */
async function showAbout(address) {
  try {
    const described = await describe(address.host);
    if (!described) return showCalm(say("unlistedTitle", address.host), say("unlistedText"));
    showCase(described, language, say);
    offerPass(address, say);
  } catch (reason) {
    console.error("vigie: the list could not be read", reason);
    showCalm(say("unreadTitle", address.host), say("unreadText"));
  }
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

if (!keepLeaving()) void start();
