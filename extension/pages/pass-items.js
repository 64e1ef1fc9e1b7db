/** The passes that run, each with its end and a way to end it now. */

import { ask } from "../src/messages.js";
import { moment, stretch } from "./clock.js";
import { element } from "./element.js";

/**
 * @typedef {import("../src/messages.js").Pass} Pass
 * @typedef {import("./language.js").Words} Words
 */

/**
 * @param {Pass[]} passes
 * @param {Words} words
 * @param {(left: Pass[]) => void} changed  told what is left when one was ended
 * @returns {HTMLElement[]} list items
 */
export function passItems(passes, words, changed) {
  return passes.map((pass) => passItem(pass, words, changed));
}

/**
 * @param {Pass} pass
 * @param {Words} words
 * @param {(left: Pass[]) => void} changed
 * @returns {HTMLElement}
 */
function passItem({ id, host, until }, { language, say }, changed) {
  const now = Date.now();
  const left = say("passTime", stretch(until, now, language), moment(until, now, language));
  const named = { "aria-label": say("passEndOf", host) };
  const end = element("button", { type: "button", class: "button button--quiet", ...named }, say("passEnd"));
  end.addEventListener("click", async () => changed(await ask({ type: "end-pass", id })));
  const site = element("div", { class: "host" }, host);
  return element("li", {}, element("div", {}, site, element("div", { class: "soft small" }, left)), end);
}
