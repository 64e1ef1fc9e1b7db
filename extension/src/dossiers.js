/**
 * What the list on this device says about a host, for the pages. Reads storage and asks nobody.
 *
 * @typedef {import("./feed/sites-file.js").Text} Text
 * @typedef {import("./feed/sites-file.js").Day} Day
 * @typedef {import("./feed/sites-file.js").Site} Site
 * @typedef {import("./release.js").Taxonomy} Taxonomy
 * @typedef {import("./release.js").Dossier} Dossier
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

import { evidenceKeys } from "./drawers.js";
import { guard, judge } from "./guard.js";
import { health } from "./health.js";
import { hostOf, upwards } from "./names.js";
import { keptDossier, keptDossierOf, keptHelplines, keptTaxonomy } from "./release.js";

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
  if (read === null) return null;
  const [inForce, dossiers, taxonomy, helplines, feed] = await Promise.all([
    guard(),
    dossiersAbove(read),
    keptTaxonomy(),
    keptHelplines(),
    health(),
  ]);
  const judged = judge(read, inForce);
  if (judged === null) return null;
  const { listed, ...judgement } = judged;
  const dossier = dossiers.get(judged.name) ?? null;
  return {
    host: read,
    ...(listed ?? UNLISTED),
    ...judgement,
    site: dossier?.site ?? null,
    categoryText: listed && own(taxonomy.categories, listed.category),
    signals: describeSignals(dossier, taxonomy),
    evidence: evidenceOf(dossier),
    helplines,
    feed,
  };
}

/**
 * What people know a Site by; for what the list has no dossier of, its slug as it is.
 * Rejects with a `FeedError` "storage" when the browser cannot read its storage.
 * @param {string} slug
 * @returns {Promise<string>}
 */
export async function siteName(slug) {
  return (await keptDossierOf(slug))?.site.name ?? slug;
}

/**
 * The dossiers of a host and of each name above it: which of them is listed takes as long to find out as to read them.
 * @param {string} host
 * @returns {Promise<Map<string, Dossier | null>>} by name
 */
async function dossiersAbove(host) {
  const names = [...upwards(host)];
  return new Map(await Promise.all(names.map(async (name) => /** @type {const} */ ([name, await keptDossier(name)]))));
}

/**
 * @param {Dossier | null} dossier
 * @param {Taxonomy} taxonomy
 * @returns {DescribedSignal[]}
 */
function describeSignals(dossier, taxonomy) {
  return (dossier?.site.signals ?? []).flatMap((signal) => {
    const words = own(taxonomy.signals, signal.signal);
    return words ? [{ ...signal, ...words }] : [];
  });
}

/**
 * @param {Dossier | null} dossier
 * @returns {Record<string, Evidence>}
 */
function evidenceOf(dossier) {
  if (dossier === null) return {};
  const keys = evidenceKeys(dossier.site);
  return Object.fromEntries(Object.entries(dossier.evidence).filter(([key]) => keys.has(key)));
}

/**
 * @template T
 * @param {Record<string, T>} values
 * @param {string} key
 * @returns {T | null}
 */
function own(values, key) {
  return Object.hasOwn(values, key) ? values[key] : null;
}
