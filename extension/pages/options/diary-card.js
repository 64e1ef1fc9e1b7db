/** The diary: its switch, and all that it holds. */

import { siteName } from "../../src/dossiers.js";
import { ask } from "../../src/messages.js";
import { group } from "../choices/choice.js";
import { readable } from "../dates.js";
import { element } from "../element.js";
import { askUnlocked } from "../pin-dialog.js";

/**
 * @typedef {import("../../src/messages.js").SettingsState} State
 * @typedef {import("../../src/diary.js").DiaryRow} Row
 * @typedef {import("../language.js").Words} Words
 */

/**
 * @param {HTMLElement} place
 * @param {State} state
 * @param {Words} words
 * @param {import("../choices/choice.js").Change} change
 */
export async function showDiary(place, state, words, change) {
  const { settings, locked } = state;
  const { say } = words;
  const on = element("input", { type: "checkbox" });
  on.checked = settings.diary;
  on.addEventListener("change", () => change({ diary: on.checked }));
  const label = element("label", { class: "check" }, on, " ", element("span", {}, say("diarySwitch")));
  const note = locked.includes("diary") ? say("lockedNote") : null;
  const parts = [group(say("diaryTitle"), say("diaryText"), note, label)];
  place.replaceChildren(...parts, ...(settings.diary ? await pages(words) : []));
}

/**
 * @param {Words} words
 * @returns {Promise<HTMLElement[]>}
 */
async function pages(words) {
  const { language, say } = words;
  const rows = await ask({ type: "diary" });
  if (rows.length === 0) return [element("p", { class: "soft" }, say("diaryEmpty"))];
  const heads = ["diaryDay", "diarySite", "diaryCount"].map((key) => element("th", { scope: "col" }, say(key)));
  const names = await Promise.all(rows.map(({ site }) => siteName(site)));
  const body = rows.map(({ day, count }, i) => {
    const cells = [readable(day, language), names[i], String(count)];
    return element("tr", {}, ...cells.map((text) => element("td", {}, text)));
  });
  const table = element(
    "table",
    { class: "diary" },
    element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...body),
  );
  return [table, eraseButton(table, words)];
}

/**
 * @param {HTMLElement} table
 * @param {Words} words
 * @returns {HTMLElement}
 */
function eraseButton(table, words) {
  const erase = element("button", { type: "button", class: "button button--quiet" }, words.say("diaryErase"));
  erase.addEventListener("click", async () => {
    const answer = await askUnlocked({ type: "erase-diary" }, words);
    if (!answer.ok) return;
    table.replaceWith(element("p", { class: "soft", role: "status" }, words.say("diaryEmpty")));
    erase.remove();
  });
  return erase;
}
