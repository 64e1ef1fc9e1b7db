/** Descriptions that tests build on: Coco as its sources tell it, and ways to vary it. */

/**
 * @typedef {import("../../src/dossiers.js").Description} Description
 * @typedef {import("../../src/dossiers.js").Site} Site
 * @typedef {import("../../src/dossiers.js").Health} Health
 */

/** @type {Health} */
export const FRESH = {
  serial: 3,
  released: "2026-11-21T18:00:00Z",
  count: 27,
  checkedAt: "2026-11-21T18:04:00Z",
  verified: true,
  expired: false,
  error: null,
};

/** @type {Site} */
export const COCO = {
  slug: "coco",
  name: "Coco",
  also_known_as: ["Cocoland"],
  category: "anonymous-chat",
  status: "closed_by_authority",
  status_as_of: "2024-06-26",
  stance: "warn",
  names: [
    { name: "coco.fr", status: "closed", from: "2003", to: null, evidence: [] },
    { name: "coco.gg", status: "closed_by_authority", from: "2020-12-31", to: "2024-06-25", evidence: [] },
  ],
  links: [
    { old: "coco.fr", new: "coco.gg", kind: "renamed_to", date: null, evidence: [] },
    { old: "coco.gg", new: "bounty.chat", kind: "reported_successor", date: "2024-08-17", evidence: [] },
  ],
  signals: [],
  events: [
    { kind: "launched", date: "2003", text: { en: "Opened.", fr: "Ouvert." }, evidence: [] },
    { kind: "seized", date: "2024-06-25", text: { en: "Seized.", fr: "Saisi." }, evidence: [] },
  ],
};

/**
 * What the list says about coco.gg.
 * @param {Partial<Description>} [changes]
 * @returns {Description}
 */
export function coco(changes = {}) {
  return {
    host: "coco.gg",
    name: "coco.gg",
    by: "list",
    measure: "warn",
    mayPass: true,
    stance: "warn",
    category: "anonymous-chat",
    status: "closed_by_authority",
    site: COCO,
    categoryText: { en: "Anonymous chat", fr: "Tchat anonyme" },
    signals: ["no-age-check", "no-moderation", "criminal-case", "anonymous"].map(signalOf),
    evidence: {
      numerama: { publisher: "Numerama", title: "Coco.gg fermé", date: "2024-06-25", language: "fr", url: null },
      again: { publisher: "Numerama", title: "Coco.gg, la suite", date: "2024-06-26", language: "fr", url: null },
      tetu: { publisher: "têtu·", title: "Enquête", date: "2021-12-22", language: "fr", url: "https://tetu.com/" },
    },
    helplines: [],
    feed: FRESH,
    ...changes,
  };
}

/**
 * The same, of a Site that differs from Coco.
 * @param {Partial<Site>} changes
 * @param {Partial<Description>} [more]
 * @returns {Description}
 */
export function like(changes, more = {}) {
  return coco({ site: { ...COCO, ...changes }, ...more });
}

/**
 * @param {string} signal
 * @returns {import("../../src/dossiers.js").DescribedSignal}
 */
export function signalOf(signal) {
  return {
    signal,
    label: { en: `${signal} en`, fr: `${signal} fr` },
    sentence: { en: `About ${signal}.`, fr: `Sur ${signal}.` },
    date: "2024-06-26",
    evidence: ["numerama", "again", "tetu"],
  };
}
