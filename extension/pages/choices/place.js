/** The language of the pages, and the country whose helplines are shown first. */

import { keptHelplines } from "../../src/release.js";
import { LANGUAGES } from "../../src/words.js";
import { ANYWHERE, countryNames } from "../warning/nearest-help.js";
import { group, menu } from "./choice.js";

/**
 * @typedef {import("../../src/messages.js").SettingsState} State
 * @typedef {import("../language.js").Words} Words
 */

/**
 * @param {State} state
 * @param {Words} words
 * @param {import("./choice.js").Change} change
 * @returns {Promise<HTMLElement>}
 */
export async function placeChoice({ settings, locked }, { language, say }, change) {
  const known = new Set((await keptHelplines()).map(({ country }) => country));
  const chosen = settings.country === null ? "" : known.has(settings.country) ? settings.country : ANYWHERE;
  const countries = countryNames([...known], language, say("countryOther"));
  const tongues = menu(say("languageLabel"), languageOptions(say), settings.language, (value) =>
    change({ language: /** @type {State["settings"]["language"]} */ (value) }),
  );
  const places = menu(
    say("countryLabel"),
    [{ value: "", label: say("countryAuto") }, ...countries.map(([value, label]) => ({ value, label }))],
    chosen,
    (value) => change({ country: value || null }),
  );
  const held = locked.includes("language") || locked.includes("country");
  return group(say("placeTitle"), say("countryHint"), held ? say("lockedNote") : null, tongues, places);
}

/**
 * Each language by its own name: who cannot read the one shown finds theirs.
 * @param {Words["say"]} say
 */
function languageOptions(say) {
  const named = LANGUAGES.map((value) => {
    const name = new Intl.DisplayNames(value, { type: "language" }).of(value) ?? value;
    return { value, label: name.charAt(0).toLocaleUpperCase(value) + name.slice(1) };
  });
  return [{ value: "auto", label: say("languageAuto") }, ...named];
}
