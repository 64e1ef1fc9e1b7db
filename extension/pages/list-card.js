/** The state of the list, as the popup and the settings show it: the same places by the same ids. */

import { health } from "../src/health.js";
import { ask } from "../src/messages.js";
import { CHECK_ALARM } from "../src/schedule.js";
import { moment } from "./clock.js";
import { byId } from "./element.js";
import { feedState, trouble } from "./feed-state.js";

/**
 * @typedef {import("../src/health.js").Health} Health
 * @typedef {import("./language.js").Words} Words
 */

/**
 * Show what this device knows of its list.
 * @param {Words} words
 */
export async function showList(words) {
  await show(await health(), words);
}

/**
 * Ask for the newest list, and show what came of it.
 * @param {Words} words
 */
export async function checkList(words) {
  const button = /** @type {HTMLButtonElement} */ (byId("check"));
  button.disabled = true;
  button.textContent = words.say("popupChecking");
  try {
    await show(await ask({ type: "check-now" }), words);
  } finally {
    button.disabled = false;
    button.textContent = words.say("popupCheckNow");
  }
}

/**
 * @param {Health} feed
 * @param {Words} words
 */
async function show(feed, { language, say }) {
  const { line, good } = feedState(feed, language, say);
  const now = Date.now();
  const next = (await chrome.alarms.get(CHECK_ALARM))?.scheduledTime;
  byId("watch").textContent = say(feed.verified ? (good ? "popupWatching" : "popupAttention") : "popupWaiting");
  byId("feed").textContent = line;
  byId("feed").dataset.good = String(good);
  byId("count").textContent = feed.verified ? say("popupCount", String(feed.count)) : "";
  byId("checked").textContent = feed.checkedAt
    ? say("popupChecked", moment(Date.parse(feed.checkedAt), now, language))
    : say("popupNeverChecked");
  byId("next").textContent = next ? say("popupNext", moment(next, now, language)) : "";
  byId("trouble").textContent = trouble(feed, say) ?? "";
}
