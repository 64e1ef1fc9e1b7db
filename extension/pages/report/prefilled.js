/**
 * The address of the report page, with what it should begin with. Pure.
 *
 * @typedef {import("../../src/reports.js").Report["kind"]} Kind
 */

const SHAPE = /^#(risky|mistake)\/([a-z0-9.-]{1,253})$/;

/**
 * @param {Kind} kind
 * @param {string} name  a host name
 * @returns {string} from any other page's folder
 */
export function reportPage(kind, name) {
  return `../report/report.html#${kind}/${name}`;
}

/**
 * @param {string} hash  `location.hash`
 * @returns {{kind: Kind, name: string}}  an empty report about a risk for any other text
 */
export function prefilled(hash) {
  const [, kind, name] = SHAPE.exec(hash) ?? [];
  return { kind: kind === "mistake" ? "mistake" : "risky", name: name ?? "" };
}
