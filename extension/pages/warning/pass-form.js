/** Going on, for a time: a choice of minutes, a pause to think, a PIN when there is one, the question to the worker. */

import { ask } from "../../src/messages.js";
import { minutes, seconds } from "../clock.js";
import { byId } from "../element.js";
import { pinRefusal } from "../pin-refusal.js";

/**
 * @typedef {import("../language.js").Words} Words
 * @typedef {import("../../src/settings.js").Reader} Reader
 */

const PAUSE_SECONDS = 5;

/** @type {Record<import("../../src/messages.js").Refusal, string>} */
const REFUSALS = {
  "not-listed": "passNotListed",
  "not-the-warning": "passFailed",
  "bad-minutes": "passFailed",
  "no-passes": "passBlocked",
  failed: "passFailed",
};

const PIN_TEXTS = { teen: "passPinTeen", parent: "passPinParent" };

/**
 * Say that this site stays shut, and on whose word.
 * @param {boolean} managed  whether it is the policy's
 * @param {Words} words
 */
export function refusePass(managed, { say }) {
  byId("shut").hidden = false;
  byId("shut").textContent = say(managed ? "passManaged" : "passBlocked");
}

/**
 * Put life into the page's form. The pause starts when the fold opens, and starts anew when it opens again.
 * @param {import("./address.js").Address} address
 * @param {{needsPin: boolean, reader: Reader}} family
 * @param {Words} words
 */
export function offerPass(address, { needsPin, reader }, words) {
  const { language, say } = words;
  const fold = /** @type {HTMLDetailsElement} */ (byId("more"));
  const form = /** @type {HTMLFormElement} */ (byId("pass"));
  const button = /** @type {HTMLButtonElement} */ (byId("open"));
  form.hidden = false;
  byId("pin-field").hidden = !needsPin;
  byId("pin-text").textContent = say(PIN_TEXTS[reader]);
  nameMinutes(form, language);
  const chosen = () => Number(new FormData(form).get("minutes"));
  const showLeft = (/** @type {number} */ left) => {
    button.disabled = left > 0;
    button.textContent =
      left > 0 ? say("passPause", seconds(left, language)) : say("passGo", minutes(chosen(), language));
  };
  showLeft(PAUSE_SECONDS);
  let stopPause = () => {};
  fold.addEventListener("toggle", () => {
    stopPause();
    if (fold.open) stopPause = pause(showLeft, words);
  });
  form.addEventListener("change", () => button.disabled || showLeft(0));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true; // a second click is no second wish
    byId("notice").textContent = await open(address, chosen(), words);
    button.disabled = false;
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {import("../language.js").Language} language
 */
function nameMinutes(form, language) {
  for (const input of form.querySelectorAll("input[name=minutes]")) {
    const words = /** @type {Element} */ (input.nextElementSibling);
    words.textContent = minutes(Number(/** @type {HTMLInputElement} */ (input).value), language);
  }
}

/**
 * Count down to nought, telling the seconds left, the first ones at once. Who does not see the button hears how it
 * begins and that it is over.
 * @param {(left: number) => void} tell
 * @param {Words} words
 * @returns {() => void} stops it
 */
function pause(tell, { language, say }) {
  let left = PAUSE_SECONDS;
  const timer = setInterval(() => {
    left -= 1;
    tell(left);
    if (left > 0) return;
    clearInterval(timer);
    byId("aloud").textContent = say("passReady");
  }, 1000);
  tell(left);
  byId("aloud").textContent = say("passPause", seconds(left, language));
  return () => clearInterval(timer);
}

/**
 * @param {import("./address.js").Address} address
 * @param {number} minutes
 * @param {Words} words
 * @returns {Promise<string>} why it stays shut; empty when the site is being opened
 */
async function open({ host, root }, minutes, words) {
  const pin = /** @type {HTMLInputElement} */ (byId("pin"));
  try {
    const answer = await ask({ type: "grant-pass", host, minutes, pin: pin.value });
    pin.value = "";
    if (answer.ok) {
      location.replace(root);
      return "";
    }
    return answer.reason in REFUSALS
      ? words.say(REFUSALS[/** @type {"failed"} */ (answer.reason)])
      : pinRefusal(/** @type {import("../../src/messages.js").PinRefusal} */ (answer), words);
  } catch (reason) {
    console.error("vigie: no pass", reason);
    return words.say("passFailed");
  }
}
