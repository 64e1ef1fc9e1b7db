/**
 * Dates as people read them, exactly as precise as their source: `2024`, `2024-06` or `2024-06-25`.
 *
 * @typedef {import("./language.js").Language} Language
 * @typedef {import("./language.js").Say} Say
 * @typedef {import("../src/dossiers.js").Day} Day
 */

/** The locale of each language. British English writes the day before the month, and cannot be misread. */
export const LOCALES = { en: "en-GB", fr: "fr-FR", it: "it-IT", es: "es-ES", de: "de-DE" };

/**
 * The first of a month where CLDR writes "1 mai" and "1 maggio", and people do not.
 * @type {Partial<Record<Language, string>>}
 */
const FIRSTS = { fr: "1er ", it: "1º " };

/** @type {Intl.DateTimeFormatOptions[]} */
const PRECISIONS = [
  { year: "numeric" },
  { year: "numeric", month: "long" },
  { year: "numeric", month: "long", day: "numeric" },
];

const PREPOSITIONS = ["inYear", "inMonth", "onDay"];

/**
 * `2024-06` → "June 2024", "juin 2024". A text that is no such date is given back as it is.
 * @param {string} date  as in the feed, or an ISO 8601 moment, of which the day is shown
 * @param {Language} language
 * @returns {string}
 */
export function readable(date, language) {
  const written = dayOf(date);
  const day = new Date(written); // all three forms are ISO 8601, which a Date reads as UTC
  if (Number.isNaN(day.getTime())) return date;
  const text = formatOf(language, precision(written)).format(day);
  return text.replace(/^1 /, FIRSTS[language] ?? "1 ");
}

/**
 * `2024-06-25` → "on 25 June 2024", "le 25 juin 2024"; `2024` → "in 2024", "en 2024".
 * @param {string} date
 * @param {Language} language
 * @param {Say} say
 * @returns {string}
 */
export function when(date, language, say) {
  const said = say(PREPOSITIONS[precision(dayOf(date))] ?? "onDay", readable(date, language));
  return language === "it" ? said.replace(/^il (?=(8|11) )/, "l’") : said; // l’otto, l’undici
}

/**
 * `2020 – 2024`, or the end that is known with a word that says which; empty when neither is.
 * @param {Day} from
 * @param {Day} to
 * @param {Language} language
 * @param {Say} say
 * @returns {string}
 */
export function span(from, to, language, say) {
  const start = from && readable(from, language);
  const end = to && readable(to, language);
  if (start && end) return `${start} – ${end}`;
  if (start) return say("spanFrom", start);
  return end ? say("spanUntil", end) : "";
}

/**
 * One for each language and precision: a warning writes forty dates, and to make a format takes longer than to use it.
 * @type {Map<string, Intl.DateTimeFormat>}
 */
const formats = new Map();

/**
 * @param {Language} language
 * @param {number} parts  how many follow the year
 * @returns {Intl.DateTimeFormat}
 */
function formatOf(language, parts) {
  const key = `${language} ${parts}`;
  const options = { ...PRECISIONS[parts], timeZone: "UTC" };
  const format = formats.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], options);
  formats.set(key, format);
  return format;
}

/**
 * @param {string} date
 * @returns {string} without the time of day; empty when it does not begin with a date
 */
function dayOf(date) {
  return /^[0-9]{4}(-[0-9]{2}){0,2}/.exec(date)?.[0] ?? "";
}

/**
 * @param {string} day
 * @returns {number} how many parts follow the year
 */
function precision(day) {
  return day.split("-").length - 1;
}
