/**
 * What every page begins with: what the family chose, and the words to say the rest in.
 *
 * @typedef {import("../src/settings.js").Settings} Settings
 * @typedef {import("../src/words.js").Words} Words
 */

import { settings } from "../src/choices.js";
import { DEFAULTS } from "../src/settings.js";
import { words } from "../src/words.js";
import { translate } from "./language.js";

/**
 * Give the page its language. With a storage that cannot be read the page speaks the browser's: it has something to say
 * even then.
 * @returns {Promise<{settings: Settings} & Words>}
 */
export async function opening() {
  const inForce = await settings().catch((reason) => {
    console.error("vigie: the settings could not be read", reason);
    return DEFAULTS;
  });
  const [chosen] = await Promise.all([words(inForce.language), parsed()]);
  translate(document, chosen);
  return { settings: inForce, ...chosen };
}

/** Until every element of the page is there: its script begins before that, and what it has to ask is under way. */
async function parsed() {
  if (document.readyState === "loading") await new Promise((done) => addEventListener("DOMContentLoaded", done));
}

/** Let those who listen read the page: everything that it begins with is there. */
export function ready() {
  document.querySelector("main")?.removeAttribute("aria-busy");
}
