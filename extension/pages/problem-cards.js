/** What keeps Vigie from protecting as it should, each with what to do about it. */

import { ask } from "../src/messages.js";
import { element } from "./element.js";

/**
 * @typedef {import("../src/problems.js").Problem} Problem
 * @typedef {import("./language.js").Words} Words
 */

const TEXTS = {
  "private-windows": ["problemPrivate", "problemPrivateDo"],
  "host-access": ["problemHosts", "problemHostsDo"],
  "out-of-date": ["problemFeed", "problemFeedDo"],
  storage: ["problemStorage", "problemStorageDo"],
};

/**
 * Fill a place with the problems there are; it disappears when there is none to show.
 * @param {HTMLElement} place
 * @param {Words} words
 * @param {{all: boolean}} which  all: also those that somebody has understood
 */
export async function showProblems(place, words, which) {
  show(await ask({ type: "problems" }));

  /** @param {Problem[]} problems */
  function show(problems) {
    const shown = problems.filter(({ dismissed }) => which.all || !dismissed);
    place.hidden = shown.length === 0;
    place.replaceChildren(...shown.map((problem) => card(problem, words, show)));
  }
}

/**
 * @param {Problem} problem
 * @param {Words} words
 * @param {(left: Problem[]) => void} show
 * @returns {HTMLElement}
 */
function card({ kind, dismissed }, { say }, show) {
  const [title = "", toDo = ""] = TEXTS[kind].map((key) => say(key));
  const buttons = element("div", { class: "buttons" });
  if (kind === "host-access") buttons.append(button(say("problemHostsAllow"), allowHosts));
  if (!dismissed) {
    buttons.append(button(say("understood"), async () => show(await ask({ type: "dismiss-problem", kind }))));
  }
  return element("div", { class: "problem" }, element("p", { class: "state" }, title), element("p", {}, toDo), buttons);
}

/**
 * @param {string} text
 * @param {() => Promise<unknown>} act
 * @returns {HTMLElement}
 */
function button(text, act) {
  const made = element("button", { type: "button", class: "button button--quiet" }, text);
  made.addEventListener("click", () => void act());
  return made;
}

/** The browser asks the person; it does so only for a click. */
async function allowHosts() {
  if (await chrome.permissions.request({ origins: ["<all_urls>"] })) location.reload();
}
