/**
 * What a family may choose, and the one reader of it: from storage, from a policy, from a file. Pure.
 *
 * Rules
 * - What is malformed is dropped, field by field and entry by entry; the rest is kept.
 * - Storage holds only what was chosen; what was not is filled in by what comes before it: `DEFAULTS`, then a policy's
 *   presets. What a policy locks comes last.
 *
 * @typedef {import("./feed/sites-file.js").Category} Category
 * @typedef {"teen" | "parent"} Reader  whom the pages speak to
 * @typedef {"mine" | "child"} Whose  whose browser this is
 * @typedef {"auto" | "fr" | "en" | "it" | "es" | "de"} LanguageChoice  auto: the browser's
 * @typedef {"warn" | "block" | "off"} Measure  warn: passes may be had; block: none may; off: not stopped
 * @typedef {{name: string, action: "warn" | "block"}} OwnName
 * @typedef {{added: OwnName[], trusted: string[]}} Own  names that the family added, and names that are never stopped
 *
 * @typedef {object} Settings
 * @property {1} version
 * @property {Reader} reader
 * @property {Whose} whose
 * @property {LanguageChoice} language
 * @property {string | null} country  ISO 3166-1 alpha-2; null until one is chosen
 * @property {Record<Category, Measure>} categories  one that a newer feed brings is `unknown`, and warned about
 * @property {Own} own
 * @property {boolean} diary
 * @property {boolean} welcomed  whether the welcome was seen
 *
 * @typedef {Omit<Settings, "version" | "categories"> & {categories: Partial<Record<Category, Measure>>}} Fields
 * @typedef {Partial<Fields>} Chosen  what was chosen, and nothing else
 * @typedef {keyof Fields} Field
 */

import { CATEGORIES } from "./feed/names-file.js";
import { readName } from "./own-names.js";

export const VERSION = 1;

/** Names in each of the two lists of a family, and in a policy's: a family's own choice, not another feed. */
export const MOST_NAMES = 5000;

/** @type {Settings} */
export const DEFAULTS = {
  version: VERSION,
  reader: "teen",
  whose: "mine",
  language: "auto",
  country: null,
  categories: {
    "anonymous-chat": "warn",
    "random-video-chat": "warn",
    "dating-chat": "warn",
    "anonymous-messaging": "warn",
    unknown: "warn",
  },
  own: { added: [], trusted: [] },
  diary: false,
  welcomed: false,
};

/** @type {{[F in Field]: (value: unknown) => Fields[F] | undefined}} undefined for what cannot be read at all */
const READERS = {
  reader: oneOf(["teen", "parent"]),
  whose: oneOf(["mine", "child"]),
  language: oneOf(["auto", "fr", "en", "it", "es", "de"]),
  country: (value) => (value === null || (typeof value === "string" && /^[A-Z]{2}$/.test(value)) ? value : undefined),
  categories: readCategories,
  own: (value) => (isObject(value) ? { added: readAdded(value.added), trusted: readNames(value.trusted) } : undefined),
  diary: readBoolean,
  welcomed: readBoolean,
};

export const FIELDS = /** @type {Field[]} */ (Object.keys(READERS));

/**
 * What can be read of a value as chosen settings.
 * @param {unknown} value
 * @returns {Chosen}
 */
export function readChosen(value) {
  if (!isObject(value)) return {};
  const read = FIELDS.map((field) => [field, Object.hasOwn(value, field) ? READERS[field](value[field]) : undefined]);
  return Object.fromEntries(read.filter(([, found]) => found !== undefined));
}

/**
 * How many fields and entries of a value `readChosen` leaves out.
 * @param {Record<string, unknown>} value
 * @returns {number}
 */
export function countUnread(value) {
  return entriesOf(value) - entriesOf(readChosen(value));
}

/**
 * Whole settings out of layers, each over the ones before it. Categories are laid over one by one.
 * @param {Chosen[]} layers
 * @returns {Settings}
 */
export function whole(...layers) {
  return layers.reduce(
    (/** @type {Settings} */ below, layer) => ({
      ...below,
      ...layer,
      categories: { ...below.categories, ...layer.categories },
    }),
    DEFAULTS,
  );
}

/**
 * The names that can be read of a list, each once, `MOST_NAMES` at most.
 * @param {unknown} value
 * @returns {string[]}
 */
export function readNames(value) {
  return readAdded(value).map(({ name }) => name);
}

/**
 * @param {unknown} value  a list of names, or of `OwnName`
 * @returns {OwnName[]}
 */
function readAdded(value) {
  /** @type {Map<string, OwnName>} */
  const found = new Map();
  for (const entry of Array.isArray(value) ? value : []) {
    const { name: typed, action } = isObject(entry) ? entry : { name: entry, action: "warn" };
    const read = readName(typed);
    if (!("name" in read) || found.size >= MOST_NAMES) continue;
    found.set(read.name, { name: read.name, action: action === "block" ? "block" : "warn" });
  }
  return [...found.values()];
}

/**
 * @param {unknown} value
 * @returns {Partial<Record<Category, Measure>> | undefined}
 */
function readCategories(value) {
  if (!isObject(value)) return undefined;
  const measure = oneOf(["warn", "block", "off"]);
  const read = CATEGORIES.filter((category) => Object.hasOwn(value, category)).map((category) => [
    category,
    measure(value[category]),
  ]);
  return Object.fromEntries(read.filter(([, found]) => found !== undefined));
}

/**
 * The entries of a list, the fields of an object and those of the objects in it; one for anything else.
 * @param {unknown} value
 * @returns {number}
 */
function entriesOf(value) {
  if (Array.isArray(value)) return value.length;
  if (!isObject(value)) return 1;
  return Object.values(value)
    .map(entriesOf)
    .reduce((sum, each) => sum + each, 0);
}

/**
 * @template {string} T
 * @param {T[]} allowed
 * @returns {(value: unknown) => T | undefined}
 */
function oneOf(allowed) {
  return (value) => allowed.find((each) => each === value);
}

/**
 * @param {unknown} value
 * @returns {boolean | undefined}
 */
function readBoolean(value) {
  return typeof value === "boolean" ? value : undefined;
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
