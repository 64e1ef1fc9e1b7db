/**
 * A choice of one among several, as a group of radio buttons.
 *
 * @typedef {import("../../src/messages.js").ChangeSettings["changes"]} Changes
 * @typedef {(changes: Changes) => void} Change  what to do with a choice
 * @typedef {{value: string, label: string}} Option
 */

import { element } from "../element.js";

/**
 * @param {string} name  of the group, unique on the page
 * @param {Option[]} options
 * @param {string} chosen
 * @param {(value: string) => void} choose
 * @returns {HTMLElement}
 */
export function choice(name, options, chosen, choose) {
  const group = element("div", { class: "choice" });
  for (const { value, label } of options) {
    const input = element("input", { type: "radio", name, value });
    input.checked = value === chosen;
    input.addEventListener("change", () => choose(value));
    group.append(element("label", {}, input, " ", element("span", {}, label)));
  }
  return group;
}

/**
 * A group of fields under a heading, which says so where nobody here may change it.
 * @param {string} title
 * @param {string} hint
 * @param {string | null} lockedNote  null: it may be changed
 * @param {...Node} fields
 * @returns {HTMLFieldSetElement}
 */
export function group(title, hint, lockedNote, ...fields) {
  const legend = element("legend", {}, element("h2", {}, title));
  const note = lockedNote === null ? null : element("p", { class: "locked" }, lockedNote);
  const made = element("fieldset", { class: "group" }, legend, element("p", { class: "soft" }, hint), note, ...fields);
  made.disabled = lockedNote !== null;
  return made;
}

/**
 * @param {string} label
 * @param {Option[]} options
 * @param {string} chosen
 * @param {(value: string) => void} choose
 * @returns {HTMLElement} a menu with its label
 */
export function menu(label, options, chosen, choose) {
  const select = element("select", {}, ...options.map(({ value, label: name }) => element("option", { value }, name)));
  select.value = chosen;
  select.addEventListener("change", () => choose(select.value));
  return element("label", { class: "field" }, element("span", {}, label), select);
}
