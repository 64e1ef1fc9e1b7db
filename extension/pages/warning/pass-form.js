/** Going on, for a time: a choice of minutes, a pause to think, and the question to the worker. */

import { ask } from "../../src/messages.js";
import { byId } from "../element.js";

const PAUSE_SECONDS = 5;

/** @type {Record<string, string>} */
const REFUSALS = {
  "not-listed": "passNotListed",
  "not-the-warning": "passFailed",
  "bad-minutes": "passFailed",
  failed: "passFailed",
};

/**
 * Put life into the page's form. The pause starts when the fold opens, and starts anew when it opens again.
 * @param {import("./address.js").Address} address
 * @param {import("../language.js").Say} say
 */
export function offerPass(address, say) {
  const fold = /** @type {HTMLDetailsElement} */ (byId("more"));
  const form = /** @type {HTMLFormElement} */ (byId("pass"));
  const button = /** @type {HTMLButtonElement} */ (byId("open"));
  const minutes = () => String(new FormData(form).get("minutes"));
  const showLeft = (/** @type {number} */ left) => {
    button.disabled = left > 0;
    button.textContent = left > 0 ? say("passIn", String(left)) : say("passOpen", minutes());
  };
  showLeft(PAUSE_SECONDS);
  let stopPause = () => {};
  fold.addEventListener("toggle", () => {
    stopPause();
    if (fold.open) stopPause = pause(showLeft);
  });
  form.addEventListener("change", () => button.disabled || showLeft(0));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!button.disabled) byId("notice").textContent = await open(address, Number(minutes()), say);
  });
}

/**
 * Count down to nought, telling the seconds left, the first ones at once.
 * @param {(left: number) => void} tell
 * @returns {() => void} stops it
 */
function pause(tell) {
  let left = PAUSE_SECONDS;
  const timer = setInterval(() => {
    left -= 1;
    tell(left);
    if (left === 0) clearInterval(timer);
  }, 1000);
  tell(left);
  return () => clearInterval(timer);
}

/**
 * @param {import("./address.js").Address} address
 * @param {number} minutes
 * @param {import("../language.js").Say} say
 * @returns {Promise<string>} why it stays shut; empty when the site is being opened
 */
async function open(address, minutes, say) {
  try {
    const answer = await ask({ type: "grant-pass", host: address.host, minutes });
    if (!answer.ok) return say(REFUSALS[answer.reason] ?? "passFailed");
    location.replace(address.root);
    return "";
  } catch (reason) {
    console.error("vigie: no pass", reason);
    return say("passFailed");
  }
}
