/** The helplines of one country at a time, and the list of countries to choose from. */

import { readable, when } from "../dates.js";
import { byId, element, link } from "../element.js";
import { pick, pickedLanguage } from "../language.js";
import { ANYWHERE, byCountry, countryNames, nearest } from "./nearest-help.js";

/**
 * @typedef {import("../../src/dossiers.js").Helpline} Helpline
 * @typedef {import("../language.js").Language} Language
 * @typedef {import("../language.js").Say} Say
 */

/**
 * Fill the page's choice of countries, and its list with the lines of the one chosen. The choice made here is for this
 * page; the family's is made in the settings.
 * @param {Helpline[]} helplines
 * @param {string | null} chosen  the family's country
 * @param {Language} language
 * @param {Say} say
 */
export function showHelp(helplines, chosen, language, say) {
  const select = /** @type {HTMLSelectElement} */ (byId("country"));
  const countries = byCountry(helplines);
  const names = countryNames([...countries.keys()], language, say("countryOther"));
  select.replaceChildren(...names.map(([code, name]) => element("option", { value: code }, name)));
  const wished = chosen ?? nearest([...navigator.languages], countries.keys());
  select.value = countries.has(wished) ? wished : ANYWHERE;
  const show = () => {
    const lines = countries.get(select.value) ?? [];
    byId("helplines").replaceChildren(...lines.map((line) => helpline(line, language, say)));
  };
  select.addEventListener("change", show);
  show();
}

/**
 * @param {Helpline} line
 * @param {Language} language
 * @param {Say} say
 * @returns {HTMLElement}
 */
function helpline(line, language, say) {
  const call = element("a", { class: "help__phone", href: `tel:${line.phone.replace(/[^0-9+]/g, "")}` }, line.phone);
  const { hours, free } = line;
  const checked = say("helpChecked", when(line.checked_on, language, say));
  const source = link(line.source_url, say("helpSource"));
  const dated = line.source_date ? ` (${readable(line.source_date, language)})` : "";
  return element(
    "li",
    {},
    element("div", { class: "help__who" }, call, " ", link(line.url, line.name)),
    element("div", { lang: pickedLanguage(line.for, language) }, pick(line.for, language)),
    hours && element("div", { class: "soft", lang: pickedLanguage(hours, language) }, pick(hours, language)),
    free ? paragraph(say("helpFree")) : null,
    line.text && paragraph(say("helpText", line.text)),
    element("div", { class: "soft small" }, checked, " · ", source, dated),
  );
}

/**
 * @param {string} text
 * @returns {HTMLElement}
 */
function paragraph(text) {
  return element("div", { class: "soft" }, text);
}
