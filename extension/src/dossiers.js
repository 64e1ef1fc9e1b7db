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
 * @property {string} name  the Name that matched: the list's, the family's or the policy's
 * @property {import("./guard.js").Judgement["by"]} by  whose Name it is
 * @property {import("./guard.js").Judgement["measure"]} measure  what is done about it here
 * @property {boolean} mayPass
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

import { guard, judge } from "./guard.js";
import { health } from "./health.js";
import { hostOf } from "./names.js";
import { keptHelplines, keptSites } from "./release.js";

export { health };

/** What is known of a Name that the list does not hold. */
const UNLISTED = /** @type {const} */ ({ category: "unknown", status: "unknown", stance: "warn" });

/**
 * Describe the Name that a host belongs to (`www.coco.gg` belongs to `coco.gg`); null when neither the list nor the
 * family nor a policy names one.
 * Rejects with a `FeedError` "storage" when the browser cannot read its storage.
 * @param {string} host  a host name, or an http(s) address
 * @returns {Promise<Description | null>}
 */
export async function describe(host) {
  const read = hostOf(host);
  const judged = judge(read ?? "", await guard());
  if (read === null || judged === null) return null;
  const { listed, ...judgement } = judged;
  const [file, helplines, feed] = await Promise.all([keptSites(), keptHelplines(), health()]);
  const site = file?.sites.find(({ names }) => names.some(({ name }) => name === judged.name)) ?? null;
  return {
    host: read,
    ...(listed ?? UNLISTED),
    ...judgement,
    site,
    categoryText: listed && own(file?.categories, listed.category),
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
