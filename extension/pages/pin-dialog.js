/** The question for the PIN, over the page that needs it. */

import { ask } from "../src/messages.js";
import { element } from "./element.js";
import { pinRefusal } from "./pin-refusal.js";

/** @typedef {import("./language.js").Words} Words */

/**
 * Ask the worker for something that a PIN may stand before. Where it does, the person is asked for the PIN, and the
 * same is asked of the worker again; who gives up is left with the refusal.
 * @template {import("../src/messages.js").Message} M
 * @param {M} message
 * @param {Words} words
 * @returns {Promise<import("../src/messages.js").Answers[M["type"]]>}
 */
export async function askUnlocked(message, words) {
  const answer = await ask(message);
  const { reason } = /** @type {{reason?: string}} */ (answer);
  return reason === "pin-needed" && (await unlocked(words)) ? ask(message) : answer;
}

/**
 * @param {Words} words
 * @returns {Promise<boolean>} whether the PIN was given
 */
function unlocked(words) {
  const { say } = words;
  const pin = element("input", {
    type: "password",
    inputmode: "numeric",
    autocomplete: "off",
    maxlength: "8",
    required: "",
  });
  const notice = element("p", { role: "status" });
  const cancel = element("button", { type: "button", class: "button button--quiet" }, say("cancel"));
  const confirm = element("button", { type: "submit", class: "button" }, say("pinConfirm"));
  const label = element("label", { class: "field" }, element("span", {}, say("pinNeeded")), pin);
  const form = element("form", {}, label, notice, element("div", { class: "buttons" }, confirm, cancel));
  const dialog = element("dialog", { "aria-label": say("pinNeeded") }, form);
  cancel.addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await ask({ type: "unlock", pin: pin.value });
    pin.value = "";
    if (answer.ok) dialog.close("unlocked");
    else notice.textContent = pinRefusal(answer, words);
  });
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "unlocked");
    });
  });
}
