/** Setting, changing and removing the PIN. */

import { element } from "./element.js";
import { askUnlocked } from "./pin-dialog.js";

/**
 * @typedef {import("../src/messages.js").SettingsState} State
 * @typedef {import("./language.js").Words} Words
 * @typedef {import("./options/options.js").Tell} Tell
 */

/**
 * @param {HTMLElement} place
 * @param {State} state
 * @param {Words} words
 * @param {Tell} tell
 */
export function showPin(place, { pin }, words, tell) {
  const { say } = words;
  const parts = [
    element("p", {}, say("pinText")),
    element("p", { class: "state" }, say(pin.set ? "pinIsSet" : "pinIsNotSet")),
    pinForm(say(pin.set ? "pinChange" : "pinSet"), words, tell, (state) => showPin(place, state, words, tell)),
    pin.set ? removeButton(words, (state) => showPin(place, state, words, tell)) : null,
    element("p", { class: "soft small" }, say("pinRecovery")),
  ];
  place.replaceChildren(...parts.filter((part) => part !== null));
}

/**
 * Two fields and a button.
 * @param {string} title
 * @param {Words} words
 * @param {Tell} tell
 * @param {(state: State) => void} done
 * @returns {HTMLElement}
 */
export function pinForm(title, words, tell, done) {
  const { say } = words;
  const [first, second] = [pinInput(), pinInput()];
  const form = element(
    "form",
    { class: "row" },
    element("label", { class: "field" }, element("span", {}, `${say("pinNew")} (${say("pinShape")})`), first),
    element("label", { class: "field" }, element("span", {}, say("pinAgain")), second),
    element("button", { type: "submit", class: "button button--quiet" }, title),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (first.value !== second.value) return tell(say("pinDiffers"));
    const answer = await askUnlocked({ type: "set-pin", pin: first.value }, words);
    if (answer.ok) {
      tell(say("pinIsSet"));
      done(answer.state);
    } else tell(answer.reason === "bad-pin" ? say("pinBadShape") : "");
  });
  return form;
}

/**
 * @param {Words} words
 * @param {(state: State) => void} done
 * @returns {HTMLElement}
 */
function removeButton(words, done) {
  const remove = element("button", { type: "button", class: "button button--quiet" }, words.say("pinRemove"));
  remove.addEventListener("click", async () => {
    const answer = await askUnlocked({ type: "remove-pin" }, words);
    if (answer.ok) done(answer.state);
  });
  return remove;
}

function pinInput() {
  return element("input", { type: "password", inputmode: "numeric", autocomplete: "new-password", maxlength: "8" });
}
