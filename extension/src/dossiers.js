/**
 * What the list on this device says about a host, for the pages. Reads storage and asks nobody.
 *
 * @typedef {import("./feed/sites-file.js").Text} Text
 * @typedef {import("./feed/sites-file.js").Day} Day
 * @typedef {import("./feed/sites-file.js").Site} Site
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

export { health } from "./health.js";

/**
 * Describe the listed Name that a host belongs to (`www.coco.gg` belongs to `coco.gg`); null when none is listed.
 * @param {string} host  a host name, or `http(s)://host`
 * @returns {Promise<Description | null>}
 */
export async function describe(host) {
  throw new Error(`not built yet: ${host}`);
}
