/** The welcome: four short steps, each saved as it is chosen; all of them can be skipped. */

import { state as readState } from "../../src/choices.js";
import { measuresChoice } from "../choices/measures.js";
import { placeChoice } from "../choices/place.js";
import { whoChoice } from "../choices/who.js";
import { byId } from "../element.js";
import { opening, ready } from "../opening.js";
import { showPin } from "../pin-card.js";
import { askUnlocked } from "../pin-dialog.js";
import { tellFailures } from "../tell-failures.js";
import { after, DONE, stepOf, STEPS } from "./steps.js";

/**
 * @typedef {import("../choices/choice.js").Changes} Changes
 * @typedef {import("../language.js").Words} Words
 */

async function start() {
  const words = await opening();
  document.title = `${words.say("welcomeTitle")} – Vigie`;
  tellFailures(byId("said"), words.say("notSaved"));
  byId("next").addEventListener("click", () => void go(after(stepOf(location.hash)), words));
  byId("skip").addEventListener("click", () => void go(DONE, words));
  addEventListener("hashchange", () => {
    showStep(words);
    byId("progress").focus();
  });
  const inPrivate = await chrome.extension.isAllowedIncognitoAccess();
  byId("private").textContent = words.say(inPrivate ? "privateYes" : "privateNo");
  await fill(words);
  showStep(words);
}

/**
 * @param {Words} words
 */
async function fill(words) {
  const state = await readState();
  const change = (/** @type {Changes} */ changes) => void save(changes, words);
  byId("step-1").replaceChildren(whoChoice(state, words, change));
  byId("step-2").replaceChildren(await placeChoice(state, words, change));
  byId("measures").replaceChildren(measuresChoice(state, words, change));
  showPin(byId("pin"), state, words, (text) => (byId("said").textContent = text));
}

/**
 * @param {Changes} changes
 * @param {Words} words
 */
async function save(changes, words) {
  const answer = await askUnlocked({ type: "change-settings", changes }, words);
  if (answer.ok && "language" in changes) return location.reload();
  if (!answer.ok) await fill(words); // what was refused goes back to what it was
}

/**
 * @param {string} hash
 * @param {Words} words
 */
async function go(hash, words) {
  if (hash === DONE) await askUnlocked({ type: "change-settings", changes: { welcomed: true } }, words);
  location.hash = hash;
}

/** @param {Words} words */
function showStep({ say }) {
  const done = location.hash === DONE;
  const step = stepOf(location.hash);
  for (let each = 1; each <= STEPS; each += 1) {
    byId(`step-${each}`).hidden = done || each !== step;
    byId("bar").children[each - 1]?.toggleAttribute("data-past", done || each <= step);
  }
  byId("done").hidden = !done;
  byId("ways").hidden = done;
  byId("progress").textContent = done ? say("readyTitle") : say("welcomeStep", String(step), String(STEPS));
  byId("next").textContent = say(step === STEPS ? "finish" : "next");
  byId("back").hidden = step === 1;
  byId("back").setAttribute("href", `#${step - 1}`);
  byId("skip").hidden = step === STEPS;
  byId("said").textContent = "";
}

void start().finally(ready);
