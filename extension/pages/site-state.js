/**
 * What is done about a site, as the key of one sentence. Pure.
 *
 * @typedef {import("../src/dossiers.js").Description} Description
 */

/**
 * @param {Description | null} described  null: nobody names it
 * @param {boolean} open  whether a pass runs for it in this tab
 * @returns {string}
 */
export function siteState(described, open) {
  if (described === null) return "siteUnlisted";
  const { measure, by, stance } = described;
  if (measure === "trusted") return "siteTrusted";
  if (measure === "off") return by === "list" && stance === "inform" ? "siteOld" : "siteOff";
  if (open) return "siteOpen";
  return measure === "block" ? "siteBlocked" : "siteStopped";
}
