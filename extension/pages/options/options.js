/** The settings: each card shows what is so, and changes it at once. */

import { state as readState } from "../../src/choices.js";
import { ask } from "../../src/messages.js";
import { measuresChoice } from "../choices/measures.js";
import { placeChoice } from "../choices/place.js";
import { whoChoice } from "../choices/who.js";
import { byId } from "../element.js";
import { checkList, showList } from "../list-card.js";
import { opening, ready } from "../opening.js";
import { passItems } from "../pass-items.js";
import { showPin } from "../pin-card.js";
import { askUnlocked } from "../pin-dialog.js";
import { showProblems } from "../problem-cards.js";
import { tellFailures } from "../tell-failures.js";
import { showDiary } from "./diary-card.js";
import { showFile } from "./file-card.js";
import { showNames } from "./names-card.js";

/**
 * @typedef {import("../../src/messages.js").SettingsState} State
 * @typedef {import("../choices/choice.js").Changes} Changes
 * @typedef {import("../language.js").Words} Words
 * @typedef {(text: string) => void} Tell  say something at the foot of the page, aloud too
 */

/** Where a card leaves what is to be said once the page has been loaded again. */
const SAID = "said";

/** Who gave up at the PIN knows why nothing was saved. */
const REFUSALS = { "pin-needed": "", locked: "lockedNote", malformed: "notSaved" };

async function start() {
  const words = await opening();
  document.title = `${words.say("optionsTitle")} – Vigie`;
  tellFailures(byId("said"), words.say("notSaved"));
  addEventListener("pagehide", () => void ask({ type: "lock" }));
  byId("check").addEventListener("click", () => void checkList(words));
  await show(words);
  tell(sessionStorage.getItem(SAID) ?? "");
  sessionStorage.removeItem(SAID);
  document.getElementById(location.hash.slice(1))?.scrollIntoView(); // what a link led to was not there before
  await showList(words);
  showPasses(await ask({ type: "passes" }), words);
  await showProblems(byId("problems"), words, { all: true });
  byId("attention").hidden = byId("problems").hidden;
}

/**
 * Every card that tells a setting.
 * @param {Words} words
 */
async function show(words) {
  const state = await readState();
  const change = (/** @type {Changes} */ changes) => void save(changes, words);
  byId("managed").hidden = !state.policy.managed;
  byId("managed").textContent = words.say("managedNote", String(state.policy.names));
  byId("who").replaceChildren(whoChoice(state, words, change));
  byId("measures").replaceChildren(measuresChoice(state, words, change));
  byId("place").replaceChildren(await placeChoice(state, words, change));
  showPin(byId("pin"), state, words, tell);
  showNames(byId("names"), state, words, tell);
  await showDiary(byId("diary"), state, words, change);
  showFile(byId("file"), words, tell);
}

/**
 * @param {Changes} changes
 * @param {Words} words
 */
async function save(changes, words) {
  const answer = await askUnlocked({ type: "change-settings", changes }, words);
  if (answer.ok && "language" in changes) return location.reload();
  tell(words.say(answer.ok ? "saved" : REFUSALS[answer.reason]));
  // What was refused goes back to what it was; what the diary holds depends on its switch.
  if (!answer.ok || "diary" in changes) await show(words);
}

/**
 * @param {import("../../src/messages.js").Pass[]} passes
 * @param {Words} words
 */
function showPasses(passes, words) {
  byId("none").hidden = passes.length > 0;
  byId("passes").replaceChildren(...passItems(passes, words, (left) => showPasses(left, words)));
}

/** @type {Tell} */
function tell(text) {
  byId("said").textContent = text;
}

void start().finally(ready);
