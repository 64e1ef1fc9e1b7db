/** What is done about each kind of site. */

import { element } from "../element.js";
import { choice, group } from "./choice.js";

/**
 * @typedef {import("../../src/messages.js").SettingsState} State
 * @typedef {import("../../src/settings.js").Measure} Measure
 * @typedef {import("../language.js").Words} Words
 */

const KINDS = /** @type {const} */ ({
  "anonymous-chat": ["kindAnonymousChat", "kindAnonymousChatText"],
  "random-video-chat": ["kindRandomVideo", "kindRandomVideoText"],
  "dating-chat": ["kindDating", "kindDatingText"],
  "anonymous-messaging": ["kindAnonymousMessages", "kindAnonymousMessagesText"],
});

/**
 * @param {State} state
 * @param {Words} words
 * @param {import("./choice.js").Change} change
 * @returns {HTMLElement}
 */
export function measuresChoice({ settings, locked }, { say }, change) {
  const options = [
    { value: "warn", label: say("measureWarn") },
    { value: "block", label: say("measureBlock") },
    { value: "off", label: say("measureOff") },
  ];
  const kinds = /** @type {(keyof typeof KINDS)[]} */ (Object.keys(KINDS)).map((kind) => {
    const [name, text] = KINDS[kind];
    const measures = choice(kind, options, settings.categories[kind], (value) =>
      change({ categories: { [kind]: /** @type {Measure} */ (value) } }),
    );
    const id = `kind-${kind}`;
    measures.setAttribute("role", "radiogroup");
    measures.setAttribute("aria-labelledby", id);
    const about = element("p", { class: "soft small" }, say(text));
    return element("div", { class: "kind" }, element("div", {}, element("h3", { id }, say(name)), about), measures);
  });
  const note = locked.includes("categories") ? say("lockedNote") : null;
  return group(say("kindsTitle"), say("kindsHint"), note, ...kinds);
}
