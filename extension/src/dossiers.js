/**
 * What the list on this device says about a host, for the pages. Reads storage and asks nobody.
 *
 * @typedef {import("./feed/sites-file.js").Text} Text
 * @typedef {import("./feed/sites-file.js").Day} Day
 * @typedef {import("./feed/sites-file.js").Site} Site
 * @typedef {import("./feed/sites-file.js").SitesFile} SitesFile
 * @typedef {import("./feed/sites-file.js").Evidence} Evidence
 * @typedef {import("./feed/sites-file.js").Helpline} Helpline
 * @typedef {import("./health.js").Health} Health
 *
 * @typedef {{signal: string, label: Text, sentence: Text, date: Day, evidence: string[]}} DescribedSignal
 *
 * @typedef {object} Description
 * @property {string} host  as asked, normalised
 * @property {string} name  the listed Name that matched
 * @property {import("./feed/sites-file.js").Stance} stance
 * @property {import("./feed/sites-file.js").Category} category
 * @property {import("./feed/sites-file.js").Status} status  of the Name
 * @property {Site | null} site  null when the list names it and has no dossier of it
 * @property {Text | null} categoryText
 * @property {DescribedSignal[]} signals  gravest first
 * @property {Record<string, Evidence>} evidence  by key: all that `site` refers to
 * @property {Helpline[]} helplines
 * @property {Health} feed
 */

import { health } from "./health.js";
import { hostOf, match } from "./names.js";
import { keptHelplines, keptSites, listedNames } from "./release.js";

export { health };

/**
 * Describe the listed Name that a host belongs to (`www.coco.gg` belongs to `coco.gg`); null when none is listed.
 * Rejects with a `FeedError` "storage" when the browser cannot read its storage.
 * @param {string} host  a host name, or an http(s) address
 * @returns {Promise<Description | null>}
 */
export async function describe(host) {
  const read = hostOf(host);
  const listed = match(read ?? "", await listedNames());
  if (read === null || listed === null) return null;
  const [file, helplines, feed] = await Promise.all([keptSites(), keptHelplines(), health()]);
  const site = file?.sites.find(({ names }) => names.some(({ name }) => name === listed.name)) ?? null;
  return {
    host: read,
    ...listed,
    site,
    categoryText: own(file?.categories, listed.category),
    signals: describeSignals(site, file),
    evidence: evidenceOf(site, file),
    helplines,
    feed,
  };
}

/**
 * @param {Site | null} site
 * @param {SitesFile | null} file
 * @returns {DescribedSignal[]}
 */
function describeSignals(site, file) {
  return (site?.signals ?? []).flatMap((signal) => {
    const words = own(file?.signals, signal.signal);
    return words ? [{ ...signal, ...words }] : [];
  });
}

/**
 * @param {Site | null} site
 * @param {SitesFile | null} file
 * @returns {Record<string, Evidence>}
 */
function evidenceOf(site, file) {
  if (!site || !file) return {};
  const facts = [...site.names, ...site.links, ...site.signals, ...site.events];
  const keys = new Set(facts.flatMap(({ evidence }) => evidence));
  return Object.fromEntries(Object.entries(file.evidence).filter(([key]) => keys.has(key)));
}

/**
 * @template T
 * @param {Record<string, T> | undefined} values
 * @param {string} key
 * @returns {T | null}
 */
function own(values, key) {
  return values && Object.hasOwn(values, key) ? values[key] : null;
}
