/** The line of names, drawn: a list whose rows each draw their own piece of the line, so that the words can wrap. */

import { readable, span } from "../dates.js";
import { element } from "../element.js";

const SVG = "http://www.w3.org/2000/svg";
const MIDDLE = "12";
const DOT_AT = "0.85em"; // the middle of the row's first line

const STATUS_WORDS = {
  active: "wordActive",
  redirecting: "wordRedirecting",
  closed: "wordClosed",
  closed_by_authority: "wordClosedByAuthority",
  parked: "wordParked",
  unreachable: "wordUnreachable",
  unknown: "wordUnknown",
};

const LINK_WORDS = {
  renamed_to: "linkRenamed",
  redirects_to: "linkRedirects",
  reported_successor: "linkSuccessor",
  clone_of: "linkClone",
};

/**
 * @param {import("./lineage.js").Row[]} rows
 * @param {import("../language.js").Language} language
 * @param {import("../language.js").Say} say
 * @returns {HTMLElement}
 */
export function lineagePicture(rows, language, say) {
  return element("ol", { class: "lineage" }, ...rows.map((row) => drawRow(row, language, say)));
}

/**
 * @param {import("./lineage.js").Row} row
 * @param {import("../language.js").Language} language
 * @param {import("../language.js").Say} say
 * @returns {HTMLElement}
 */
function drawRow(row, language, say) {
  const link = row.link && say(LINK_WORDS[row.link.kind], row.link.old);
  const linkDate = row.link?.date && readable(row.link.date, language);
  const words = element("div", { class: "lineage__words" }, element("span", { class: "host" }, row.name));
  if (row.here) words.append(" ", element("span", { class: "lineage__here" }, say("here")));
  const facts = [span(row.from, row.to, language, say), row.status && say(STATUS_WORDS[row.status])];
  for (const line of [[link, linkDate], facts]) {
    const text = line.filter(Boolean).join(", ");
    if (text) words.append(element("div", { class: "soft" }, text));
  }
  return element("li", row.here ? { "aria-current": "true" } : {}, track(row), words);
}

/**
 * @param {import("./lineage.js").Row} row
 * @returns {SVGElement}
 */
function track({ above, below, here }) {
  const picture = shape("svg", { class: "lineage__track", "aria-hidden": "true" });
  if (above) picture.append(line(above, "0", DOT_AT));
  if (below) picture.append(line(below, DOT_AT, "100%"));
  picture.append(
    shape("circle", { class: here ? "dot dot--here" : "dot", cx: MIDDLE, cy: DOT_AT, r: here ? "8" : "6" }),
  );
  return picture;
}

/**
 * @param {string} kind
 * @param {string} from
 * @param {string} to
 * @returns {SVGElement}
 */
function line(kind, from, to) {
  const certain = kind === "renamed_to" || kind === "redirects_to";
  return shape("line", { class: certain ? "rail" : "rail rail--said", x1: MIDDLE, x2: MIDDLE, y1: from, y2: to });
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @returns {SVGElement}
 */
function shape(tag, attributes) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
