/** The reports that could not be sent: each can be sent again or deleted. */

import { ask } from "../../src/messages.js";
import { readable } from "../dates.js";
import { byId, element } from "../element.js";
import { outcome } from "./outcome.js";

/**
 * @typedef {import("../../src/reports.js").WaitingReport} Waiting
 * @typedef {import("../language.js").Words} Words
 */

/**
 * @param {Waiting[]} waiting
 * @param {Words} words
 */
export function showWaiting(waiting, words) {
  byId("none").hidden = waiting.length > 0;
  byId("waiting").replaceChildren(...waiting.map((each) => item(each, words)));
}

/**
 * @param {Waiting} waiting
 * @param {Words} words
 * @returns {HTMLElement}
 */
function item({ id, report, since }, words) {
  const { language, say } = words;
  const kind = say(report.kind === "mistake" ? "kindMistake" : "kindRisky");
  const what = element(
    "div",
    {},
    element("div", { class: "host" }, report.name),
    element("div", { class: "soft small" }, `${readable(since, language)} · ${kind}`),
    report.words ? element("p", {}, report.words) : null,
  );
  const send = button(say("reportSend"), say("sendOf", report.name), async () => {
    byId("said").textContent = outcome(await ask({ type: "send-waiting", id }), words);
    showWaiting(await ask({ type: "waiting-reports" }), words);
  });
  const drop = button(say("delete"), say("deleteOf", report.name), async () => {
    showWaiting(await ask({ type: "delete-report", id }), words);
  });
  return element("li", {}, what, element("div", { class: "buttons" }, send, drop));
}

/**
 * @param {string} text
 * @param {string} name  read aloud
 * @param {() => Promise<void>} act
 * @returns {HTMLElement}
 */
function button(text, name, act) {
  const made = element("button", { type: "button", class: "button button--quiet", "aria-label": name }, text);
  made.addEventListener("click", () => void act());
  return made;
}
