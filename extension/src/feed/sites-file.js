/**
 * The shapes of the two JSON files of a Release, and their readers.
 *
 * `feeds/release/feed.schema.json` is the full description; a file reaches this reader only after its digest was
 * found in signed metadata, so the reader checks what the pages lean on and leaves the rest to the schema's tests.
 */

import { FeedFormatError } from "./feed-error.js";

/** @typedef {"anonymous-chat" | "random-video-chat" | "dating-chat" | "anonymous-messaging" | "unknown"} Category */
/**
 * @typedef {"active" | "redirecting" | "closed" | "closed_by_authority" | "parked" | "unreachable" | "unknown"} Status
 */
/** @typedef {"warn" | "inform"} Stance */
/** @typedef {{en: string, fr: string, [language: string]: string}} Text  one text in each language */
/** @typedef {string | null} Day  `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or unknown */

/** @typedef {{publisher: string, title: string, date: Day, language: string, url: string | null}} Evidence */
/** @typedef {{name: string, status: Status, from: Day, to: Day, evidence: string[]}} SiteName */
/**
 * @typedef {object} Link
 * @property {string} old
 * @property {string} new
 * @property {"renamed_to" | "redirects_to" | "reported_successor" | "clone_of"} kind
 * @property {Day} date
 * @property {string[]} evidence
 */
/** @typedef {{signal: string, date: Day, evidence: string[]}} SiteSignal */
/**
 * @typedef {object} SiteEvent
 * @property {"launched" | "renamed" | "seized" | "closed" | "reopened" | "court" | "report"} kind
 * @property {Day} date
 * @property {Text} text
 * @property {string[]} evidence
 */
/**
 * @typedef {object} Reply  what whoever controls one of a Site's names says of its entry
 * @property {string} name  whose control was shown
 * @property {string} date  `YYYY-MM-DD`
 * @property {string} language
 * @property {string} text  up to 1,000 characters, with line ends
 */
/**
 * @typedef {object} Site
 * @property {string} slug
 * @property {string} name
 * @property {string[]} also_known_as
 * @property {Category} category
 * @property {Status} status
 * @property {Day} status_as_of
 * @property {Stance} stance
 * @property {SiteName[]} names  oldest first
 * @property {Link[]} links
 * @property {SiteSignal[]} signals  gravest first
 * @property {SiteEvent[]} events  oldest first, undated ones at the start
 * @property {Reply[]} [replies]  oldest first; absent when there are none
 */
/**
 * @typedef {object} SitesFile
 * @property {"vigie-sites/1"} format
 * @property {string} licence
 * @property {Record<string, Text>} categories
 * @property {Record<string, {label: Text, sentence: Text}>} signals
 * @property {Record<string, Evidence>} evidence
 * @property {Site[]} sites
 */
/**
 * @typedef {object} Helpline
 * @property {string} country  ISO 3166-1 alpha-2, or `EU`
 * @property {string} name
 * @property {string} phone
 * @property {string | null} url
 * @property {Text | null} hours
 * @property {Text} for
 * @property {boolean | null} free
 * @property {string | null} text  how to reach it by text message
 * @property {string} source_url
 * @property {Day} source_date
 * @property {string} checked_on
 */
/** @typedef {{format: "vigie-helplines/1", licence: string, helplines: Helpline[]}} HelplinesFile */

/**
 * Read a `sites` file. Throws `FeedFormatError`.
 * @param {Uint8Array} bytes
 * @returns {SitesFile}
 */
export function readSites(bytes) {
  const file = readJson(bytes, "sites", "vigie-sites/1");
  for (const part of ["categories", "signals", "evidence"]) requireObject(file[part], `sites file, ${part}`);
  requireObjects(file.sites, "sites file, sites");
  return /** @type {SitesFile} */ (/** @type {unknown} */ (file));
}

/**
 * Read a `helplines` file. Throws `FeedFormatError`.
 * @param {Uint8Array} bytes
 * @returns {HelplinesFile}
 */
export function readHelplines(bytes) {
  const file = readJson(bytes, "helplines", "vigie-helplines/1");
  requireObjects(file.helplines, "helplines file, helplines");
  return /** @type {HelplinesFile} */ (/** @type {unknown} */ (file));
}

/**
 * @param {Uint8Array} bytes
 * @param {string} what
 * @param {string} format
 * @returns {Record<string, unknown>}
 */
function readJson(bytes, what, format) {
  /** @type {unknown} */
  let file;
  try {
    file = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new FeedFormatError(`The ${what} file is not UTF-8 JSON.`);
  }
  const read = requireObject(file, `${what} file`);
  if (read.format !== format) throw new FeedFormatError(`The ${what} file is not of the format ${format}.`);
  return read;
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {Record<string, unknown>}
 */
function requireObject(value, where) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new FeedFormatError(`An object was expected (${where}).`);
  }
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * @param {unknown} value
 * @param {string} where
 */
function requireObjects(value, where) {
  if (!Array.isArray(value)) throw new FeedFormatError(`A list was expected (${where}).`);
  for (const item of value) requireObject(item, where);
}
