/** The family's own names: those that are stopped as well, and those that never are. */

import { element } from "../element.js";
import { askUnlocked } from "../pin-dialog.js";
import { menu } from "../choices/choice.js";

/**
 * @typedef {import("../../src/messages.js").SettingsState} State
 * @typedef {import("../../src/messages.js").AddName} AddName
 * @typedef {import("../language.js").Words} Words
 * @typedef {import("./options.js").Tell} Tell
 * @typedef {"warn" | "block" | "trust"} Wish
 */

/** @type {Record<string, string>} */
const REFUSALS = {
  empty: "nameEmpty",
  "too-long": "nameTooLong",
  address: "nameIsNumber",
  "no-dot": "nameNoDot",
  suffix: "nameSuffix",
  "not-a-name": "nameBad",
  full: "nameFull",
  locked: "lockedNote",
};

const WISHES = /** @type {const} */ ({ warn: "measureWarn", block: "measureBlock", trust: "measureTrust" });

/**
 * @param {HTMLElement} place
 * @param {State} state
 * @param {Words} words
 * @param {Tell} tell
 */
export function showNames(place, { settings, locked }, words, tell) {
  const { say } = words;
  const held = locked.includes("own");
  const names = [
    ...settings.own.added.map(({ name, action }) => ({ name, wish: /** @type {Wish} */ (action) })),
    ...settings.own.trusted.map((name) => ({ name, wish: /** @type {Wish} */ ("trust") })),
  ];
  const show = (/** @type {State} */ state) => showNames(place, state, words, tell);
  place.replaceChildren(
    element("p", {}, say("namesText")),
    held ? element("p", { class: "locked" }, say("lockedNote")) : nameForm(words, tell, show),
    names.length === 0
      ? element("p", { class: "soft" }, say("namesNone"))
      : element("ul", { class: "names" }, ...names.map((entry) => nameItem(entry, held, words, place, show))),
  );
}

/**
 * @param {Words} words
 * @param {Tell} tell
 * @param {(state: State) => void} show
 * @returns {HTMLElement}
 */
function nameForm(words, tell, show) {
  const { say } = words;
  let wish = /** @type {Wish} */ ("warn");
  const text = element("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const options = Object.entries(WISHES).map(([value, key]) => ({ value, label: say(key) }));
  const form = element(
    "form",
    { class: "row" },
    element("label", { class: "field" }, element("span", {}, say("nameLabel")), text),
    menu(say("nameDo"), options, wish, (value) => (wish = /** @type {Wish} */ (value))),
    element("button", { type: "submit", class: "button button--quiet" }, say("nameAdd")),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await askUnlocked(adding(text.value, wish), words);
    if (answer.ok) show(answer.state);
    tell(answer.ok ? say("nameAdded", answer.name) : say(REFUSALS[answer.reason] ?? ""));
  });
  return form;
}

/**
 * @param {{name: string, wish: Wish}} entry
 * @param {boolean} held
 * @param {Words} words
 * @param {HTMLElement} place
 * @param {(state: State) => void} show
 * @returns {HTMLElement}
 */
function nameItem({ name, wish }, held, words, place, show) {
  const { say } = words;
  const named = { "aria-label": say("nameRemoveOf", name) };
  const remove = element("button", { type: "button", class: "button button--quiet", ...named }, say("nameRemove"));
  remove.hidden = held;
  remove.addEventListener("click", async () => {
    const list = wish === "trust" ? "trusted" : "added";
    const answer = await askUnlocked({ type: "remove-name", list, name }, words);
    if (!answer.ok) return;
    show(answer.state);
    offerUndo(place, { name, wish }, words, show);
  });
  const what = element("div", { class: "soft small" }, say(WISHES[wish]));
  return element("li", {}, element("div", {}, element("div", { class: "host" }, name), what), remove);
}

/**
 * @param {HTMLElement} place
 * @param {{name: string, wish: Wish}} entry
 * @param {Words} words
 * @param {(state: State) => void} show
 */
function offerUndo(place, { name, wish }, words, show) {
  const { say } = words;
  const undo = element("button", { type: "button", class: "button button--quiet" }, say("undo"));
  undo.addEventListener("click", async () => {
    const answer = await askUnlocked(adding(name, wish), words);
    if (answer.ok) show(answer.state);
  });
  place.append(element("p", { class: "undo", role: "status" }, say("nameRemoved", name), " ", undo));
  undo.focus();
}

/**
 * @param {string} text
 * @param {Wish} wish
 * @returns {AddName}
 */
function adding(text, wish) {
  return wish === "trust"
    ? { type: "add-name", list: "trusted", text }
    : { type: "add-name", list: "added", text, action: wish };
}
