/** Whose browser it is, and so whom the warning speaks to. */

import { choice, group } from "./choice.js";

/**
 * @typedef {import("../../src/messages.js").SettingsState} State
 * @typedef {import("../language.js").Words} Words
 */

/** @type {Record<string, {label: string, changes: Pick<State["settings"], "whose" | "reader">}>} */
const PEOPLE = {
  child: { label: "whoChild", changes: { whose: "child", reader: "teen" } },
  teen: { label: "whoTeen", changes: { whose: "mine", reader: "teen" } },
  parent: { label: "whoParent", changes: { whose: "mine", reader: "parent" } },
};

/**
 * @param {State} state
 * @param {Words} words
 * @param {import("./choice.js").Change} change
 * @returns {HTMLElement}
 */
export function whoChoice({ settings, locked }, { say }, change) {
  const now = settings.whose === "child" ? "child" : settings.reader;
  const options = Object.entries(PEOPLE).map(([value, { label }]) => ({ value, label: say(label) }));
  const held = locked.includes("whose") || locked.includes("reader");
  const people = choice("who", options, now, (value) => change(PEOPLE[value]?.changes ?? {}));
  return group(say("whoTitle"), say("whoHint"), held ? say("lockedNote") : null, people);
}
