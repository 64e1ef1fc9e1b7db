/** The popup: how the list is doing, and the sites that are open for a while. */

import { health } from "../../src/dossiers.js";
import { ask } from "../../src/messages.js";
import { CHECK_ALARM } from "../../src/schedule.js";
import { byId, element } from "../element.js";
import { feedState, trouble } from "../feed-state.js";
import { languageOf, say, translate } from "../language.js";
import { minutesLeft, moment } from "./clock.js";

/** @typedef {import("../../src/messages.js").Pass} Pass */

const language = languageOf();

async function start() {
  translate(document, language);
  byId("check").addEventListener("click", () => void telling(checkNow));
  await telling(async () => {
    await showFeed(await health());
    showPasses(await ask({ type: "passes" }));
  });
}

/** @param {import("../../src/dossiers.js").Health} feed */
async function showFeed(feed) {
  const { line, good } = feedState(feed, language, say);
  const now = Date.now();
  const next = (await chrome.alarms.get(CHECK_ALARM))?.scheduledTime;
  const watching = good ? "popupWatching" : "popupAttention";
  byId("watch").textContent = say(feed.verified ? watching : "popupWaiting");
  byId("feed").textContent = line;
  byId("feed").dataset.good = String(good);
  byId("count").textContent = feed.verified ? say("popupCount", String(feed.count)) : "";
  byId("checked").textContent = feed.checkedAt
    ? say("popupChecked", moment(Date.parse(feed.checkedAt), now, language))
    : say("popupNeverChecked");
  byId("next").textContent = next ? say("popupNext", moment(next, now, language)) : "";
  byId("trouble").textContent = trouble(feed, say) ?? "";
}

async function checkNow() {
  const button = /** @type {HTMLButtonElement} */ (byId("check"));
  button.disabled = true;
  button.textContent = say("popupChecking");
  try {
    await showFeed(await ask({ type: "check-now" }));
  } finally {
    button.disabled = false;
    button.textContent = say("popupCheckNow");
  }
}

/** @param {Pass[]} passes */
function showPasses(passes) {
  byId("none").hidden = passes.length > 0;
  byId("passes").replaceChildren(...passes.map(passItem));
}

/**
 * @param {Pass} pass
 * @returns {HTMLElement}
 */
function passItem({ id, host, until }) {
  const now = Date.now();
  const left = say("passLeft", String(minutesLeft(until, now)), moment(until, now, language));
  const named = { "aria-label": say("passEndOf", host) };
  const end = element("button", { type: "button", class: "button button--quiet", ...named }, say("passEnd"));
  end.addEventListener("click", () => void telling(async () => showPasses(await ask({ type: "end-pass", id }))));
  const site = element("div", { class: "host" }, host);
  return element("li", {}, element("div", {}, site, element("div", { class: "soft small" }, left)), end);
}

/**
 * Do something that needs the worker, and say so when it does not answer.
 * @param {() => Promise<void>} task
 */
async function telling(task) {
  try {
    await task();
  } catch (reason) {
    console.error("vigie: the popup got no answer", reason);
    byId("trouble").textContent = say("popupSilent");
  }
}

void start();
