/**
 * Which helplines to show first, from what the browser says about the reader's languages. Pure; nothing is looked up.
 *
 * @typedef {import("../../src/dossiers.js").Helpline} Helpline
 */

/** The code under which the feed keeps the numbers that hold in the whole European Union. */
export const ANYWHERE = "EU";

/**
 * The countries there is help for, with their lines in the feed's order.
 * @param {Helpline[]} helplines
 * @returns {Map<string, Helpline[]>}
 */
export function byCountry(helplines) {
  /** @type {Map<string, Helpline[]>} */
  const countries = new Map();
  for (const line of helplines) countries.set(line.country, [...(countries.get(line.country) ?? []), line]);
  return countries;
}

/**
 * The country to begin with: that of the first language tag that names one we know (`fr-BE`), else the country where
 * the first language is mostly spoken, else the European numbers.
 * @param {string[]} languages  `navigator.languages`
 * @param {Iterable<string>} countries
 * @returns {string}
 */
export function nearest(languages, countries) {
  const known = new Set(countries);
  const locales = languages.flatMap(readLocale);
  const named = locales.map((locale) => locale.region);
  const likely = locales.map((locale) => locale.maximize().region);
  return [...named, ...likely].find((region) => region !== undefined && known.has(region)) ?? ANYWHERE;
}

/**
 * Countries by their names, in the order of a language's alphabet; last, what stands for all the others.
 * @param {string[]} codes
 * @param {import("../language.js").Language} language
 * @param {string} other  the name of `ANYWHERE`
 * @returns {[string, string][]}  code and name
 */
export function countryNames(codes, language, other) {
  const names = new Intl.DisplayNames(language, { type: "region" });
  const named = codes.filter((code) => code !== ANYWHERE).map((code) => [code, names.of(code) ?? code]);
  named.sort(([, one = ""], [, next = ""]) => one.localeCompare(next, language));
  return /** @type {[string, string][]} */ ([...named, [ANYWHERE, other]]);
}

/**
 * @param {string} tag
 * @returns {Intl.Locale[]}  none for a tag that is malformed
 */
function readLocale(tag) {
  try {
    return [new Intl.Locale(tag)];
  } catch {
    return [];
  }
}
